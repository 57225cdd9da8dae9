"""The head of a sheet: avatar, name in serif, one line under it, buttons, menu, tags."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action, menu_button
from cresi_app.widgets.buttons import BackButton, Button, IconButton
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Flow, Row, clear_layout
from cresi_app.widgets.pills import Avatar, Pill, PillTone, Tag
from cresi_app.widgets.theme import theme


class SheetHead(QWidget):
    """Who the sheet is about."""

    def __init__(self, back: Callable[[], object]) -> None:
        """`back` shows the list again where the sheet stands in its place."""
        super().__init__()
        self.back = BackButton()
        self.back.clicked.connect(back)
        self.back.hide()
        self.avatar = Avatar("", 60)
        self.title = ElidedLabel("", "h1")
        self.caption = Label("", "body", "text2", wrap=True)
        words = Column(self.title, self.caption, spacing=1)
        acts = QWidget()
        self._buttons = Row(spacing=10, parent=acts)
        row = Row(self.back, self.avatar, HeadRow(words, [self.title], [acts]), spacing=14, parent=self)
        row.setAlignment(self.back, Qt.AlignmentFlag.AlignTop)  # beside the name, whatever stands under it
        row.setStretch(2, 1)

    def show_head(self, name: str, caption: str) -> None:
        """Show another name."""
        self.avatar.set_name(name)
        self.title.setText(name)
        self.caption.setText(caption)

    def show_buttons(self, buttons: Sequence[QWidget], actions: Sequence[Action | None]) -> IconButton:
        """Show the buttons, then the menu of all else that can be done."""
        clear_layout(self._buttons)
        for button in buttons:
            self._buttons.addWidget(button)
        more = menu_button(tr("Plus d'actions sur cette fiche"), actions)
        self._buttons.addWidget(more)
        return more


class _GroupName(Label):
    """« Pays », as high as the tags that follow it."""

    def restyle(self) -> None:
        """Take the look in force."""
        super().restyle()
        self.setFixedHeight(theme().px(24))


class TagRow(QWidget):
    """State, countries and themes: clicking one searches for it."""

    def __init__(self, searched: Callable[[str], object], add: Callable[[], object]) -> None:
        super().__init__()
        self._searched, self._add = searched, add
        self._flow = Flow(gap=6, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_tags(self, state: tuple[str, PillTone] | None, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show a pill, then each group's name and its words."""
        clear_layout(self._flow)
        if state is not None:
            self._flow.addWidget(Pill(*state))
        for name, words in groups:
            if words:
                self._flow.addWidget(_GroupName(name, "caption", "text2"))
            for word in words:
                tag = Tag(word)
                tag.setAccessibleName(tr("Rechercher {word}", word=word))
                tag.clicked.connect(lambda _checked=False, it=word: self._searched(it))
                self._flow.addWidget(tag)
        more = Button(tr("Ajouter"), "link", "plus")
        more.setAccessibleName(tr("Ajouter un pays ou un thème"))
        more.clicked.connect(lambda _checked=False: self._add())
        self._flow.addWidget(more)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the lines that the tags take."""
        width = max(self.width(), 300)
        return QSize(width, self._flow.heightForWidth(width))
