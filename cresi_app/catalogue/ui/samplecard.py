"""« Premières notices »: records of the file as a table, as a card, or as their bytes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from cresi_app.catalogue.ui.sampling import OUTCOMES, SampleRow, card_of, raw_of
from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button, IconButton, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.pills import PillTone
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholerows import WholeRows

_ROWS_SEEN = (5, 8)
"""Lines of the file that are seen at once: no fewer, and no more without a scroll bar of their own."""
_COLUMN_FROM: Final = {"isbn": 760, "authors": 600, "year": 480}
"""Width of the card (in the look's pixels) from which a column is shown."""
_SAID_FROM: Final = 640
_PLACE_FROM: Final = 540
"""Widths of the card from which its head says what the notices are, and on which of them one stands."""


def _pill(row: SampleRow) -> tuple[str, PillTone] | None:
    if row.outcome is None:
        return None
    if row.is_doubtful:
        return tr("À vérifier"), "warning"
    words, tone = OUTCOMES[row.outcome]
    return tr(words), tone


class SampleCard(Card):
    """The records looked at; one is current, and seen whole in the views « Fiche » and « Brut ». `current_changed`: another one is."""

    current_changed = Signal()
    first_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.views = Segmented(
            tr("Voir les notices"), [("table", tr("Tableau")), ("card", tr("Fiche")), ("raw", tr("Brut"))]
        )
        self.previous = IconButton(tr("Notice précédente"), "chevron-left")
        self.next = IconButton(tr("Notice suivante"), "chevron-right")
        self._place = Label("", "secondary", "text2")
        super().__init__(
            tr("Premières notices"), aside=(self.views, self.previous, self._place, self.next), parent=parent
        )
        self._rows: list[SampleRow] = []
        self._total = 0
        columns: list[TableColumn[SampleRow]] = [
            TableColumn("record", tr("N°"), lambda row: format_number(row.record), "right", width=48, ink="text2"),
            TableColumn(
                "title", tr("Titre"), lambda row: row.title or tr("(sans titre)"), stretch=True, width=220, bold=True
            ),
            TableColumn("authors", tr("Auteurs"), lambda row: row.authors, width=136),
            TableColumn("year", tr("Année"), lambda row: row.year, width=60),
            TableColumn("isbn", tr("ISBN"), lambda row: row.isbn or "—", width=148),
            TableColumn("outcome", tr("Sort"), lambda _row: "", width=116, pill=_pill),
        ]
        self.model: TableModel[SampleRow] = TableModel(desk, ("catalogue", "samples"), columns, self)
        self.table = TableView(tr("Premières notices du fichier"), self.model)
        self.table.current_changed.connect(lambda _record: self._show_current())
        self.views.chosen.connect(self._show_view)
        self._card, self._raw = (self._text(tr("Fiche de la notice")), self._text(tr("Notice brute")))
        self.previous.clicked.connect(lambda _checked=False: self._step(-1))
        self.next.clicked.connect(lambda _checked=False: self._step(1))
        self._why = Label("", "caption", "text2", wrap=True)
        self._why.hide()
        self._stack = QStackedWidget()
        for widget in (self.table, self._card, self._raw):
            self._stack.addWidget(widget)
        self._said = ElidedLabel(tr("telles qu'elles seront écrites"), "caption", "text3")
        self.first_button = Button(tr("Revenir aux premières"), "link")
        self.first_button.clicked.connect(lambda _checked=False: self.first_asked.emit())
        self.first_button.hide()
        self.head.insertWidget(1, self._said)
        self.head.insertWidget(2, self.first_button)
        self.body.addWidget(self._stack)
        self.body.addWidget(self._why)
        WholeRows(self.table, self.model, least=_ROWS_SEEN[0], most=_ROWS_SEEN[1])
        self.views.set_current("table")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out columns that a narrow card has no room for."""
        super().resizeEvent(event)
        self._said.setVisible(self.width() >= theme().px(_SAID_FROM) and self.first_button.isHidden())
        self._place.setVisible(self.width() >= theme().px(_PLACE_FROM))  # the line one stands on says it too
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Leave out what there is no room for, and a column in which nothing stands."""
        numbered = any(row.isbn for row in self._rows)
        for at, column in enumerate(self.model.columns()):
            narrow = self.width() < theme().px(_COLUMN_FROM.get(column.key, 0))
            self.table.setColumnHidden(at, narrow or (column.key == "isbn" and not numbered))

    @staticmethod
    def _text(name: str) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setReadOnly(True)
        edit.setAccessibleName(name)
        edit.setTabChangesFocus(True)
        return edit

    def show_rows(self, rows: Sequence[SampleRow], total: int, title: str = "") -> None:
        """Show these records of a file of `total`; with a `title` they are one figure's or one reason's, and `first_asked` goes back."""
        self._rows, self._total = list(rows), 0 if title else total
        self.set_title(title or tr("Premières notices"))
        self.first_button.setVisible(bool(title))
        self._said.setVisible(not title and self.width() >= theme().px(_SAID_FROM))
        self._fit_columns()
        by_record = {row.record: row for row in rows}
        ids = list(by_record)
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: by_record[one] for one in wanted if one in by_record},
            )
        )
        if ids:
            self.table.select(ids[0])
        self._show_current()

    def current(self) -> SampleRow | None:
        """Return the record one stands on."""
        record = self.table.current()
        return next((row for row in self._rows if row.record == record), self._rows[0] if self._rows else None)

    def _show_view(self, key: object) -> None:
        self._stack.setCurrentIndex(("table", "card", "raw").index(str(key)))
        self._show_current()

    def _show_current(self) -> None:
        row = self.current()
        at = self._rows.index(row) + 1 if row is not None else 0
        self._place.setText(
            tr("{at} sur {total}", at=format_number(at), total=format_number(max(self._total, len(self._rows))))
        )
        self._card.setPlainText((card_of(row.notice) if row.notice else row.why) if row else "")
        self._raw.setPlainText(raw_of(row.raw) if row else "")
        self._why.setText(_sentence(row) if row else "")
        self._why.setVisible(bool(row and row.why))
        self.current_changed.emit()

    def _step(self, by: int) -> None:
        row = self.current()
        if row is None:
            return
        at = min(max(self._rows.index(row) + by, 0), len(self._rows) - 1)
        self.table.select(self._rows[at].record)
        self._show_current()


def _sentence(row: SampleRow) -> str:
    """Return why a record is taken so, such as « N° 4 : même numéro à la source. »."""
    why = row.why.rstrip(".")
    return tr("N° {record} : {why}.", record=format_number(row.record), why=why) if why else ""
