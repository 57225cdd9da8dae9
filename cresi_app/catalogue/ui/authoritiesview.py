"""« Autorités »: the lists of contributors, publishers and series at the left, the one stood on at the right, merges of several."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.authorities import AuthorityKind, AuthorityRow
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import authoritywords
from cresi_app.catalogue.ui.authoritysheet import AuthorityPane
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField
from cresi_app.widgets.fields.search import SearchField
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.notices import EmptyState, InlineMessage
from cresi_app.widgets.readingorder import order_tabs
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import Turns

_PAUSE: Final = 120
"""Milliseconds after a keystroke before the list is read."""
_TABLES: Final = (
    *(table.value for table in AuthorityKind),
    "authority_variant",
    "authority_number",
    "contribution",
    "document",
    "co_publication",
)
_DETAILS: Final = {
    AuthorityKind.CONTRIBUTOR: N_("Dates"),
    AuthorityKind.PUBLISHER: N_("Lieu"),
    AuthorityKind.SERIES: N_("ISSN"),
}
"""What tells namesakes apart in each list."""
_COLUMN_FROM: Final = {**dict.fromkeys((one.value for one in _DETAILS), 980), "variants": 860}
"""Width of the view (in the look's pixels) from which a column of the list is shown."""


class AuthoritiesView(QWidget):
    """Authorities, browsed and kept. `closed` to go back, `documents_asked(table, id)`, `document_opened(id)`, `twins_asked()`."""

    closed = Signal()
    documents_asked = Signal(object, object)
    document_opened = Signal(object)
    twins_asked = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self.table_kind = AuthorityKind.CONTRIBUTOR
        kept = desk.recall("catalogue.authorities").get("order")
        self._order, self._fresh = kept if kept in {"name", "uses"} else "name", False
        self.which = Segmented(tr("Liste"), [(one.value, tr(words)) for one, words in authoritywords.LISTS.items()])
        self.which.chosen.connect(self._choose_list)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._read)
        self.search = SearchField(tr("Chercher une autorité"), tr("Un nom, une autre forme, un numéro"))
        self.search.typed.connect(lambda _text: self._soon.start())
        self.search.stepped.connect(self._into_list)
        kinds = [("", tr("Tous")), *((code, tr(words)) for code, words in authoritywords.KINDS.items())]
        self.kind = ChoiceField(tr("Sorte"), kinds, name="kind")
        self.kind.set_value("")
        self.kind.committed.connect(lambda _value: self._read())
        self.model: TableModel[AuthorityRow] = TableModel(desk, ("catalogue", "authorities"), self._columns(), self)
        self.list = TableView(tr("Autorités"), self.model, several=True)
        self.list.current_changed.connect(self._stand_on)
        self.list.sort_changed.connect(self._sort)
        self.list.selectionModel().selectionChanged.connect(lambda _new, _old: self._selected())
        self.list.letters = {"f": self._merge_selected}
        self.pane = AuthorityPane(desk, service)
        self.pane.filled.connect(lambda: order_tabs(self))
        self.pane.documents_asked.connect(self.documents_asked)
        self.pane.document_opened.connect(self.document_opened)
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self._lay_out()

    def _columns(self) -> list[TableColumn[AuthorityRow]]:
        return [
            TableColumn("name", tr("Nom"), authoritywords.shown, stretch=True, width=240, bold=True, sort="name"),
            *(TableColumn(one.value, tr(words), lambda row: row.detail, width=120, ink="text2") for one, words in _DETAILS.items()),
            TableColumn("variants", tr("Formes"), lambda row: format_number(row.variants) if row.variants else "", "right", 64, ink="text2"),
            TableColumn("uses", tr("Notices"), lambda row: format_number(row.uses), "right", 84, sort="uses"),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        crumb = Button(tr("Catalogue"), "link")
        crumb.clicked.connect(lambda _checked=False: self.closed.emit())
        trail = Row(crumb, Label("›", "secondary", "text3"), Label(tr("Autorités"), "secondary", "text2"), None)
        self.twins = Button(tr("Ressemblances…"), "secondary", "copy")
        self.twins.clicked.connect(lambda _checked=False: self.twins_asked.emit(self.table_kind))
        self.merge = Button(tr("Fusionner la sélection"), "primary", "merge")
        self.merge.clicked.connect(lambda _checked=False: self._merge_selected())
        head = Row(Column(trail, Label(tr("Autorités"), "h1"), spacing=0), None, self.twins, self.merge, spacing=10)
        left = Card(padding=(14, 14))
        left.body.addWidget(self.which)
        filters = Row(self.search, self.kind, spacing=10)
        hold(self.kind, most_width=150)
        filters.setStretch(0, 1)
        filters.setAlignment(self.search, Qt.AlignmentFlag.AlignBottom)
        left.body.addLayout(filters)
        self._kept = Label("", "caption", "text2", wrap=True)
        left.body.addWidget(self.list)
        left.body.addWidget(self._kept)
        left.body.setStretch(2, 1)
        hold(left, least_width=340)
        self._empty = EmptyState(
            tr("Choisissez un nom"),
            tr(
                "Ses autres formes, ses numéros et ses notices s'affichent ici. Plusieurs lignes choisies se fusionnent d'un clic."
            ),
        )
        self._right = FrontStack()
        self._right.addWidget(self._empty)
        self._right.addWidget(ScrollArea(self.pane))
        self.turns = both = Turns(left, self._right, shares=(11, 12), lists=[self.list])
        Column(head, self.message, both, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(2, 1)
        self._selected()
        order_tabs(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out columns that a narrow list has no room for."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        others = {one.value for one in _DETAILS if one is not self.table_kind}
        for at, column in enumerate(self.model.columns()):
            narrow = self.width() < theme().px(_COLUMN_FROM.get(column.key, 0))
            self.list.setColumnHidden(at, narrow or column.key in others)

    # --- showing ---

    def refresh(self, table: AuthorityKind | None = None) -> None:
        """Read the lists again, `table` first when it is given."""
        if table is not None and table is not self.table_kind:
            self.which.set_current(table.value)
        service = self._service
        self._desk.read(("catalogue", "authority counts"), service.authority_counts, self._show_counts)
        self._read()
        self.pane.again()

    def heed(self, changes: Changes | None) -> None:
        """Follow an act made anywhere."""
        if self.isVisible() and (changes is None or changes.touches_any(_TABLES)):
            self.refresh()

    def open_authority(self, table: AuthorityKind, authority_id: int) -> None:
        """Show one, in its list."""
        self.search.set_text("")
        self.refresh(table)
        self.list.select(authority_id)
        self._show_pane(authority_id)
        self.turns.show_sheet()

    def show_none(self) -> None:
        """Put the sheet away, and stand on no name."""
        self.pane.clear()
        self.list.select(None)
        self._right.setCurrentIndex(0)
        self.turns.show_list()

    def _show_counts(self, counts: dict[AuthorityKind, int]) -> None:
        self.which.set_options([(one.value, tr(words), counts[one]) for one, words in authoritywords.LISTS.items()])

    def _choose_list(self, key: object) -> None:
        self.table_kind = AuthorityKind(str(key))
        self.kind.setVisible(self.table_kind is AuthorityKind.CONTRIBUTOR)
        self._fit_columns()
        self.show_none()
        self._read()

    def _sort(self, key: object, _descending: object) -> None:
        self._order = str(key)
        self._desk.remember("catalogue.authorities", order=self._order)
        self._read()

    def _read(self) -> None:
        service, table, text, order = self._service, self.table_kind, self.search.text(), self._order
        kind = str(self.kind.value() or "") if table is AuthorityKind.CONTRIBUTOR else ""
        self.model.show(
            Source(
                ids=lambda limit: service.authority_ids(table, text, order=order, kind=kind, limit=limit),
                rows=lambda ids: service.authority_rows(table, ids, text),
            )
        )
        self.list.set_sort(order, descending=order == "uses")

    def _into_list(self, step: object) -> None:
        if step == 1:
            self.list.setFocus()

    def _stand_on(self, authority_id: object) -> None:
        if isinstance(authority_id, int) and self.pane.flush():
            self._show_pane(authority_id)

    def _show_pane(self, authority_id: int) -> None:
        self._right.setCurrentIndex(1)
        self.pane.show_authority(self.table_kind, authority_id)

    def _selected(self) -> None:
        several = len(self.list.selected()) > 1
        self.merge.allow(several, tr("Choisissez au moins deux lignes (Ctrl + clic, Maj + flèches)."))
        kept = self.list.current()
        row = self.model.row_data(self.model.row_of(kept) or 0) if kept is not None else None
        self._kept.setVisible(several and row is not None)
        if several and row is not None:
            self._kept.setText(
                tr("Fusionner (F) garde « {name} » ; les autres deviennent d'autres formes.", name=row.name)
            )

    # --- merging ---

    def _merge_selected(self) -> None:
        """Make one of the selected: the one stood on is kept."""
        selected, service, actor, table = self.list.selected(), self._service, self._desk.actor, self.table_kind
        kept = self.list.current()
        if kept is None or len(selected) < 2:
            return
        others = [one for one in selected if one != kept]

        def done(changes: Changes) -> None:
            self.message.hide()
            self.list.select(kept)
            words = trn("{n} autorité fusionnée dans celle-ci", "{n} autorités fusionnées dans celle-ci", len(others))
            tell_done(self._desk, service, words, changes)

        self._desk.write(
            "catalogue.merge_authorities",
            lambda: service.merge_authorities(actor, table, kept, others),
            done,
            self._refused,
        )

    def _refused(self, error: CresiError) -> None:
        self.message.say(error.sentence, "warning")
        self.message.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back, what is typed is saved first."""
        if event.key() == Qt.Key.Key_Escape:
            if self.pane.flush():
                self.closed.emit()
        else:
            super().keyPressEvent(event)
