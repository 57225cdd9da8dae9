"""What is drawn cut is told in full by a tooltip, on every part that draws its own words: rows, bars, tiles."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QHelpEvent, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget

from cresi_app.widgets.paint import noting_cuts


class CutTips(QObject):
    """Answers in a window for the parts that have no tooltip of their own."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the question that no part below the window has answered."""
        if event.type() == QEvent.Type.ToolTip and watched is self._window and isinstance(event, QHelpEvent):
            part = QApplication.widgetAt(event.globalPos())
            words = cut_at(part, part.mapFromGlobal(event.globalPos())) if part is not None else ""
            if words and part is not None:
                QToolTip.showText(event.globalPos(), words, part)
                return True
        return False


def cut_at(part: QWidget, place: QPoint) -> str:
    """Return what is drawn cut on a part, one text a line; of a list, on the line at `place`."""
    view = part.parentWidget()
    area = part.rect()
    if isinstance(view, QAbstractItemView) and view.viewport() is part:
        area = view.visualRect(view.indexAt(place))
    if area.isEmpty():
        return ""
    return "\n".join(dict.fromkeys(_cut_in(part, area)))


def _cut_in(part: QWidget, area: QRect) -> list[str]:
    picture = QPixmap(area.size())
    with noting_cuts() as noted:
        part.render(picture, QPoint(), QRegion(area), QWidget.RenderFlag.DrawWindowBackground)
    return [text for device, text in noted if device is part]
