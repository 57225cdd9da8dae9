"""The scroll area that every pane stands in: content keeps its size, only its own area scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from cresi_app.widgets.theme import theme


class ScrollArea(QScrollArea):
    """Scrolls `content` up and down; its width is the area's, never less than its own minimum.

    `ground` is the colour token seen behind the content ("" : transparent).
    """

    def __init__(self, content: QWidget | None = None, *, ground: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.restyle()
        theme().changed.connect(self.restyle)
        if content is not None:
            self.set_content(content)

    def set_content(self, content: QWidget) -> None:
        """Scroll this widget from now on; the former one is deleted."""
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(bool(self._ground))
        content.installEventFilter(self)

    def restyle(self) -> None:
        """Take the look in force."""
        self.verticalScrollBar().setSingleStep(theme().px(24))
        palette = self.viewport().palette()
        if self._ground:
            palette.setColor(self.viewport().backgroundRole(), theme().color(self._ground))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(bool(self._ground))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the content's least width, so that nothing is cut at the right."""
        content = self.widget()
        width = content.minimumSizeHint().width() if content is not None else 0
        return QSize(width, theme().px(80))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the content when its needs change."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
