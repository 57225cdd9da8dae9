"""The advanced search: criteria and groups that build the line typed in the search field, and show what it says."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.askfields import ANY, VOCABULARY, Vocabulary
from cresi_app.catalogue.model.sentence import Group, Line, Op, read, tidy
from cresi_app.catalogue.model.spelling import write
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.criteria import LineEditor
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.paint import rounded, smooth
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

_SIGNS = ("and", "or", "not and", "not or")
TALLEST = 330
"""Height the form may take from the list, in the look's pixels; what is longer scrolls."""
_LEFT_TO_LIST = 366
_LEAST = 120
"""What the list keeps of its height for its title and its notices, and the least of the form, in a low window."""


class GroupEditor(QWidget):
    """Criteria under one « toutes » or « l'une »; a group within another stands in a frame and can be removed."""

    changed = Signal()
    removed = Signal()
    grown = Signal()

    def __init__(
        self, desk: Desk, service: CatalogueService, vocabulary: Vocabulary, group: Group, *, depth: int = 0
    ) -> None:
        super().__init__()
        self._desk, self._service, self._vocabulary, self._depth = desk, service, vocabulary, depth
        self.sign = ComboBox(tr("Ce qui doit répondre"), self._signs())
        self.sign.activated.connect(lambda _at: self.changed.emit())
        self.parts: list[LineEditor | GroupEditor] = []
        self._rows = Column(spacing=6)
        add = Button(tr("Critère"), "link", "plus")
        add.setAccessibleName(tr("Ajouter un critère"))
        add.clicked.connect(lambda _checked=False: self.add_line(focus=True))
        head = Row(self.sign, None, add, spacing=6)
        self._buttons: list[QWidget] = [add]
        if depth < 3:
            nested = Button(tr("Groupe"), "link", "plus")
            nested.setAccessibleName(tr("Ajouter un groupe de critères"))
            nested.clicked.connect(lambda _checked=False: self._add_nested())
            head.addWidget(nested)
            self._buttons.append(nested)
        if depth:
            remove = IconButton(tr("Retirer ce groupe"), "x")
            remove.clicked.connect(lambda _checked=False: self.removed.emit())
            head.addWidget(remove)
            self._buttons.append(remove)
        side = 10 if depth else 0
        Column(head, self._rows, spacing=6, margins=(side + 2 * bool(depth), side * 0.7, side, side * 0.7), parent=self)
        self.show_group(group)

    def _signs(self) -> list[tuple[str, str]]:
        words = [
            tr("Tous ces critères"),
            tr("L'un de ces critères"),
            tr("Pas tous ces critères à la fois"),
            tr("Aucun de ces critères"),
        ]
        return list(zip(_SIGNS, words, strict=True))[: 4 if self._depth else 2]

    def show_group(self, group: Group) -> None:
        """Show criteria and groups."""
        self.sign.set_key(f"not {group.sign}" if group.negated else group.sign)
        for part in list(self.parts):
            self._drop(part)
        for one in group.parts:
            self._add(one)
        if not group.parts:
            self.add_line()

    def group(self) -> Group:
        """Return what stands here."""
        sign = str(self.sign.key())
        parts = tuple(part.line() if isinstance(part, LineEditor) else part.group() for part in self.parts)
        return Group("or" if sign.endswith("or") else "and", parts, sign.startswith("not"))

    def add_line(self, *, focus: bool = False) -> None:
        """Add an empty criterion."""
        made = self._add(Line(ANY, Op.WORDS))
        if focus:
            made.focus()

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in the order in which it is seen."""
        found: list[QWidget] = [self.sign, *self._buttons]
        for part in self.parts:
            found += part.stops()
        return found

    def focus(self) -> None:
        """Take the keyboard at the first criterion."""
        if self.parts:
            self.parts[0].focus()

    def _add_nested(self) -> None:
        self._add(Group("or")).focus()

    def _add(self, one: Line | Group) -> "LineEditor | GroupEditor":
        made: LineEditor | GroupEditor
        if isinstance(one, Line):
            made = LineEditor(self._desk, self._service, self._vocabulary, one)
        else:
            made = GroupEditor(self._desk, self._service, self._vocabulary, one, depth=self._depth + 1)
            made.grown.connect(self.grown)
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self.parts.append(made)
        self._rows.addWidget(made)
        if self.isVisible():  # what is made later stands last in the order of Tab, wherever it is seen
            for before, after in pairwise(self.stops()):
                QWidget.setTabOrder(before, after)
        made.show()  # a widget that joins a shown one counts for nothing in its layout until then
        self.grown.emit()
        return made

    def _remove(self, part: "LineEditor | GroupEditor") -> None:
        at = self.parts.index(part)
        self._drop(part)
        if not self.parts and not self._depth:
            self.add_line()
        elif not self.parts:
            self.removed.emit()
            return
        self.parts[min(at, len(self.parts) - 1)].focus()
        self.changed.emit()

    def _drop(self, part: "LineEditor | GroupEditor") -> None:
        self.parts.remove(part)
        self._rows.removeWidget(part)
        part.hide()
        part.deleteLater()
        self.grown.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame of a group within another."""
        if self._depth:
            look = theme()
            painter = smooth(QPainter(self))
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            rounded(painter, area, look.px(8), look.color("surface2"), look.color("border"))
            painter.end()


class QueryForm(Pane):
    """The form under the list's title. `asked` carries the text of the search, `kept` that it is to become a shelf, `closed`."""

    asked = Signal(object)
    kept = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__("surface", "b")
        self._desk, self._service = desk, service
        self._vocabulary = VOCABULARY
        self._text = ""
        self._root: GroupEditor | None = None
        self._inside = Pane("surface")
        self._column = Column(margins=(24, 2, 24, 4), parent=self._inside)
        self._inside.installEventFilter(self)
        self._scroll = ScrollArea(self._inside, ground="surface")
        close = IconButton(tr("Fermer la recherche avancée"), "x", keys="Escape")
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        self.clear = Button(tr("Tout effacer"), "link")
        self.clear.clicked.connect(lambda _checked=False: self._clear())
        self.keep = Button(tr("Garder comme étagère"), "link", "bookmark")
        self.keep.clicked.connect(lambda _checked=False: self.kept.emit())
        head = Row(
            Label(tr("Recherche avancée"), "h2"), None, self.clear, self.keep, close, spacing=12, margins=(24, 6, 24, 2)
        )
        Column(head, self._scroll, spacing=0, margins=(0, 0, 0, 6), parent=self)
        self.show_text("")

    def begin(self) -> None:
        """Know the centre's own fields, and take the keyboard."""
        self._desk.read(("catalogue", "vocabulary"), self._service.vocabulary, self._know)

    def show_text(self, text: str) -> None:
        """Show what a text asks; what the form itself wrote is there already."""
        if self._root is not None and text.strip() == self._text:
            return
        self._text = text.strip()
        self._show(read(text, self._vocabulary))

    def text(self) -> str:
        """Return what the form says, as it is typed."""
        return write(self._root.group(), self._vocabulary) if self._root is not None else ""

    def group(self) -> Group:
        """Return what the form says."""
        return tidy(self._root.group(), self._vocabulary) if self._root is not None else Group()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the height of the criteria, which changes with their inputs too, and that of the list."""
        kind = event.type()
        if (watched is self._inside and kind == QEvent.Type.LayoutRequest) or (
            watched is self.parentWidget() and kind == QEvent.Type.Resize and self.isVisible()
        ):
            self.fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take what the list can spare now, and follow it."""
        super().showEvent(event)
        around = self.parentWidget()
        if around is not None:
            around.installEventFilter(self)
        self.fit()

    def _know(self, vocabulary: Vocabulary) -> None:
        if list(vocabulary.fields) != list(self._vocabulary.fields) or self._root is None:
            self._vocabulary = vocabulary
            self._show(read(self._text, vocabulary))
        self._vocabulary = vocabulary
        if self._root is not None:
            self._root.focus()

    def _show(self, group: Group) -> None:
        if self._root is not None:
            self._column.removeWidget(self._root)
            self._root.hide()
            self._root.deleteLater()
        self._root = GroupEditor(self._desk, self._service, self._vocabulary, group)
        self._root.changed.connect(self._say)
        self._root.grown.connect(self.fit)
        self._column.addWidget(self._root)
        self._root.show()
        self.fit()

    def _say(self) -> None:
        text = self.text()
        if text != self._text:
            self._text = text
            self.asked.emit(text)

    def _clear(self) -> None:
        self._text = ""
        self._show(Group())
        self.asked.emit("")

    def fit(self) -> None:
        """Be as high as the criteria, up to what the list can spare."""
        wanted = self._inside.minimumSizeHint().height() + 2
        if scrolls_whole(self):
            self._scroll.setFixedHeight(wanted)
            return
        around = self.parentWidget()
        spare = around.height() - theme().px(_LEFT_TO_LIST) if around is not None else theme().px(TALLEST)
        self._scroll.setFixedHeight(min(wanted, theme().px(TALLEST), max(spare, theme().px(_LEAST))))
