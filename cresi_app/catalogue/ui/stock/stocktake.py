"""« Récolement »: begin one or go on with one, read codes, hear what each is, end it with what it found."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.catalogue.model.stocktake import TITLES, ReadAnswer, Reading, ReadMany, Stocktake, Told, codes_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import searches
from cresi_app.catalogue.ui.namefield import NameField
from cresi_app.catalogue.ui.printout import Papers
from cresi_app.catalogue.ui.stock.closing import ClosingPane
from cresi_app.catalogue.ui.stock.readingfield import ReadingField
from cresi_app.catalogue.ui.stock.told import TONES, named, sentence
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_clock, format_date
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number, format_percent
from cresi_app.core.tablefile import decoded
from cresi_app.widgets.announce import announce
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, KeyFigure
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField, ChoiceField, Proposal, TextField
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Tone
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.wholerows import WholeRows

LATEST: Final = 100
NEW: Final = 0
"""The choice « un nouveau récolement »."""


class StocktakePane(QWidget):
    """One stock-take at a time."""

    def __init__(self, desk: Desk, service: CatalogueService, papers: Papers) -> None:
        super().__init__()
        self._desk, self._service, self._papers = desk, service, papers
        self.take: Stocktake | None = None
        self._takes: list[Stocktake] = []
        self._rows: dict[int, Reading] = {}
        self.which = ChoiceField(tr("Récolement"), [(NEW, tr("Commencer un récolement"))], name="which")
        self.which.committed.connect(self._choose)
        self._make_beginning()
        self._make_reading()
        self.closing = ClosingPane(desk, service)
        self.closing.done.connect(self._closed)
        self.closing.given_up.connect(lambda: self._show_side(self.reading_side))
        self.sides = FrontStack()
        for side in (self.beginning, self.reading_side, self.closing):
            self.sides.addWidget(side)
        self.paper_button = Button(tr("Imprimer le compte rendu"), "secondary", "printer")
        self.paper_button.clicked.connect(lambda _checked=False: self.print())
        self.close_button = Button(tr("Terminer…"), "secondary", "clipboard-check")
        self.close_button.clicked.connect(lambda _checked=False: self.begin_closing())
        self.head = Row(self.which, None, self.paper_button, self.close_button, spacing=10, margins=(0, 0, 8, 0))
        hold(self.which, most_width=560)  # its words are seen whole as long as the line has room
        self.head.setStretch(0, 1)
        self.head.setStretch(1, 0)
        for button in (self.paper_button, self.close_button):
            self.head.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        Column(self.head, self.sides, spacing=12, parent=self).setStretch(1, 1)

    # --- beginning

    def _make_beginning(self) -> None:
        service = self._service
        kinds = [
            ("", tr("Tous les types")),
            *((one.code, one.name) for one in service.kinds().values() if one.has_copies),
        ]
        self.place = NameField(self._desk, tr("Emplacement"), searches.locations(service), name="location")
        self.kind = ChoiceField(tr("Type de document"), kinds, name="kind")
        self.kind.set_value("")
        self.name = TextField(tr("Nom (facultatif)"), name="name")
        self.begin_button = Button(tr("Commencer"), "primary", "barcode")
        self.begin_button.clicked.connect(lambda _checked=False: self.begin())
        card = Card(tr("Un nouveau récolement"))
        card.setMaximumWidth(620)
        words = tr(
            "Choisissez ce que vous allez parcourir : un emplacement, un type, ou tout le fonds si rien n'est choisi. Chaque code lu est gardé aussitôt ; "
            "vous pouvez vous arrêter et reprendre, à plusieurs et un autre jour."
        )
        card.body.addWidget(Label(words, "body", "text2", wrap=True))
        for field in (self.place, self.kind, self.name):
            card.body.addWidget(field)
        card.body.addLayout(Row(self.begin_button, None))
        inside = QWidget()
        Column(card, None, parent=inside)
        self.beginning = ScrollArea(inside, ground="canvas")

    def begin(self) -> None:
        """Begin a stock-take of what is chosen."""
        place = self.place.value()
        where = place.value if isinstance(place, Proposal) and isinstance(place.value, int | str) else None
        kind, name = self.kind.value() or None, str(self.name.value() or "")
        service, actor = self._service, self._desk.actor

        def begun(changes: Changes) -> None:
            self.name.set_value("")
            self._read_takes(changes.id)

        self._desk.write(
            "catalogue.begin_stocktake",
            lambda: service.begin_stocktake(actor, name, location=where, kind=kind),
            begun,
        )

    # --- reading

    def _make_reading(self) -> None:
        self.field = ReadingField(tr("Code à lire"), tr("Lisez un code-barres, ou tapez-le puis Entrée"))
        self.field.read.connect(self.read)
        self.here = ChoiceField(tr("Vous êtes à"), [(None, tr("Sans le dire"))], name="here")
        self.sound = CheckField(tr("Un son quand quelque chose ne va pas"), name="sound")
        self.sound.set_value(bool(self._desk.recall("stocktake").get("sound", True)))
        self.sound.committed.connect(lambda value: self._desk.remember("stocktake", sound=bool(value)))
        self.told = InlineMessage(tr("Prêt à lire."), "info")
        self.expected = KeyFigure("library", "neutral", tr("Attendus"))
        self.found = KeyFigure("circle-check", "success", tr("Trouvés"))
        self.doubts = KeyFigure("triangle-alert", "warning", tr("À regarder"))
        paste = Button(tr("Coller une liste"), "secondary", "clipboard-list")
        paste.clicked.connect(lambda _checked=False: self.paste())
        load = Button(tr("Lire un fichier…"), "secondary", "file-input")
        load.setToolTip(tr("La liste d'un lecteur qui travaille sans ordinateur"))
        load.clicked.connect(lambda _checked=False: self.load())
        self.forget_button = Button(tr("Retirer cette lecture"), "ghost", "trash-2")
        self.forget_button.clicked.connect(lambda _checked=False: self.forget())
        self.model: TableModel[Reading] = TableModel(self._desk, ("catalogue", "readings"), self._columns(), self)
        self.table = TableView(tr("Codes lus, le dernier en premier"), self.model)
        WholeRows(self.table, self.model, most=5)
        figures = Row(self.expected, self.found, self.doubts, spacing=14)
        card = Card(tr("Codes lus"))
        card.body.addWidget(self.table, 1)
        card.body.addLayout(Row(self.forget_button, None, paste, load, spacing=8))
        options = Row(self.here, None, self.sound, spacing=20)
        options.setAlignment(self.sound, Qt.AlignmentFlag.AlignVCenter)
        said = Row(self.told, options, spacing=20)
        said.setStretch(0, 1)
        inside = QWidget()
        column = Column(self.field, said, figures, card, spacing=12, margins=(0, 2, 8, 6), parent=inside)
        column.setStretch(3, 1)
        self.reading_side = ScrollArea(inside, ground="canvas")

    @staticmethod
    def _columns() -> list[TableColumn[Reading]]:
        return [
            TableColumn("at", tr("Heure"), lambda one: format_clock(one.read_at), width=70, ink="text2"),
            TableColumn(
                "told",
                tr("Constat"),
                lambda one: tr(TITLES[one.told]),
                width=230,
                pill=lambda one: (tr(TITLES[one.told]), TONES[one.told]),
            ),
            TableColumn(
                "code",
                tr("Code"),
                lambda one: one.code if one.times == 1 else tr("{code} (× {times})", code=one.code, times=one.times),
                width=170,
            ),
            TableColumn(
                "title", tr("Titre"), lambda one: one.copy.title if one.copy else "", stretch=True, width=200, bold=True
            ),
            TableColumn(
                "place", tr("Sa place"), lambda one: one.copy.location if one.copy else "", width=150, ink="text2"
            ),
        ]

    def read(self, code: object) -> None:
        """Keep a code that was read, and say what it is."""
        take, service, actor, here = self.take, self._service, self._desk.actor, self.here.value()
        if take is None:
            return
        answers: list[ReadAnswer] = []

        def work() -> Changes:
            answers.append(service.read_code(actor, take.id, str(code), here))
            return answers[0].changes

        def refused(error: CresiError) -> None:
            self._say(tr("« {code} » n'a pas été gardé. {why}", code=code, why=error.sentence), "danger")

        self._desk.write("catalogue.read_code", work, lambda _changes: self._tell(answers[0]), refused)
        self.field.setFocus()

    def _tell(self, answer: ReadAnswer) -> None:
        one = answer.reading
        title = one.copy.title if one.copy else one.code
        if answer.again:
            self._say(trn("Déjà lu : {title}", "Déjà lu {n} fois : {title}", one.times - 1, title=title), "info")
            return
        self._say(sentence(answer), TONES[one.told])

    def _say(self, words: str, tone: Tone) -> None:
        self.told.say(words, tone)
        self.told.show()
        announce(self.told, words)
        if tone not in {"success", "info"} and self.sound.value():
            QApplication.beep()

    def paste(self) -> None:
        """Read the codes of the clipboard."""
        self._read_list(QApplication.clipboard().text())

    def load(self) -> None:
        """Read the codes of a file."""
        files = self._desk.messages.open_files(
            tr("Lire une liste de codes"), [(tr("Listes"), "*.txt *.csv *.dat *.log"), (tr("Tous les fichiers"), "*")]
        )
        if files:
            self.take_file(files[0])

    def take_file(self, file: Path) -> None:
        """Read the codes of this file."""
        try:
            text = decoded(file.read_bytes())[0]
        except OSError:
            self._say(tr("« {name} » ne peut pas être lu : rien n'a été enregistré.", name=file.name), "danger")
            return
        self._read_list(text)

    def _read_list(self, text: str) -> None:
        take, service, actor, here = self.take, self._service, self._desk.actor, self.here.value()
        if take is None:
            return
        found: list[ReadMany] = []

        def work() -> Changes:
            counted, changes = service.read_list(actor, take.id, codes_of(text), here)
            found.append(counted)
            return changes

        def told(_changes: Changes) -> None:
            counted = found[0]
            parts = [trn("{n} code nouveau", "{n} codes nouveaux", counted.new)]
            parts += [tr("{what} : {n}", what=tr(TITLES[one]), n=number) for one, number in counted.told.items()]
            if counted.again:
                parts.append(trn("{n} déjà lu", "{n} déjà lus", counted.again))
            doubtful = any(one is not Told.FOUND for one in counted.told)
            self._say(" · ".join(parts), "warning" if doubtful else "success")

        self._desk.write("catalogue.read_codes", work, told, lambda error: self._say(error.sentence, "danger"))

    def forget(self) -> None:
        """Take away the reading one stands on."""
        one = self._rows.get(self.table.current() or 0)
        if one is None:
            return
        service, actor = self._service, self._desk.actor
        self._desk.write("catalogue.forget_reading", lambda: service.forget_reading(actor, one.id, one.version))
        self.field.setFocus()

    # --- showing

    def refresh(self) -> None:
        """Read the stock-takes again."""
        self._read_takes(self.take.id if self.take is not None else None)

    def heed(self, changes: Changes | None) -> None:
        """Follow an act."""
        if changes is None or changes.touches_any(("stocktake", "stocktake_reading", "copy", "location")):
            self.refresh()

    def _read_takes(self, wanted: int | None) -> None:
        service = self._service

        def read() -> tuple[list[Stocktake], list[tuple[int, str]]]:
            return service.stocktakes(), service.locations()

        def show(found: tuple[list[Stocktake], list[tuple[int, str]]]) -> None:
            self._takes, places = found
            self.here.set_options([(None, tr("Sans le dire")), *places])
            options = [(one.id, named(one)) for one in self._takes]
            self.which.set_options([*options, (NEW, tr("Commencer un récolement"))])
            is_open = next((one.id for one in self._takes if one.is_open), NEW)
            chosen = wanted if wanted in {one.id for one in self._takes} else is_open
            self.which.set_value(chosen)
            self._choose(chosen)

        self._desk.read(("catalogue", "stocktakes"), read, show)

    def _choose(self, take_id: object) -> None:
        self.take = next((one for one in self._takes if one.id == take_id), None)
        take = self.take
        self.paper_button.setVisible(take is not None)
        if take is None:
            self._show_side(self.beginning)
            return
        is_closing = self.sides.currentWidget() is self.closing and take.is_open
        self.field.setEnabled(take.is_open)
        self.here.setVisible(take.location_id is None and take.is_open)
        if take.closed_on is not None:
            self.told.say(tr("Clos le {day}.", day=format_date(take.closed_on)), "info")
        if not is_closing:
            self._show_side(self.reading_side)
        self._read_rows(take)

    def _show_side(self, side: QWidget) -> None:
        self.sides.setCurrentWidget(side)
        self.close_button.setVisible(side is self.reading_side and self.take is not None and self.take.is_open)
        if side is self.reading_side and self.isVisible():
            self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Give the field the keyboard on arrival."""
        super().showEvent(event)
        if self.sides.currentWidget() is self.reading_side:
            self.field.setFocus()

    def _read_rows(self, take: Stocktake) -> None:
        service = self._service

        def read() -> tuple[list[Reading], tuple[dict[Told, int], int, int]]:
            return service.latest_readings(take.id, LATEST), service.stocktake_counts(take.id)

        self._desk.read(("catalogue", "stocktake"), read, self._show_rows)

    def _show_rows(self, found: tuple[list[Reading], tuple[dict[Told, int], int, int]]) -> None:
        rows, (counts, read, expected) = found
        self._rows = {one.id: one for one in rows}
        order = list(self._rows)
        self.model.show(Source(ids=lambda _limit: order, rows=_rows_of(self._rows)))
        self.expected.set(
            format_number(expected), trn("{n} reste à lire", "{n} restent à lire", max(expected - read, 0))
        )
        self.expected.bar.set_parts([(read / expected, "primary")] if expected else [])
        self.found.set(format_number(read), format_percent(read, expected) if expected else "")
        self.found.bar.set_parts([(read / expected, "success_fill")] if expected else [])
        doubtful = {told: number for told, number in counts.items() if told is not Told.FOUND}
        said = " · ".join(tr("{what} : {n}", what=tr(TITLES[told]), n=number) for told, number in doubtful.items())
        total = sum(doubtful.values())
        self.doubts.set(format_number(total), said or tr("Rien à signaler"))
        self.doubts.bar.set_parts([(total / max(sum(counts.values()), 1), "warning_fill")] if total else [])
        self.forget_button.setVisible(self.take is not None and self.take.is_open and bool(rows))

    # --- ending

    def begin_closing(self) -> None:
        """Show what was found, and what would be written of it."""
        if self.take is not None:
            self.closing.show_take(self.take)
            self._show_side(self.closing)

    def _closed(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        self._show_side(self.reading_side)
        self._read_takes(changes.id)

    def print(self) -> None:
        """Show the report in the preview."""
        if self.take is not None:
            self._papers.stocktake(self.take.id, self.take.name)


def _rows_of(rows: dict[int, Reading]) -> Callable[[Sequence[int]], dict[int, Reading]]:
    return lambda ids: {one: rows[one] for one in ids if one in rows}
