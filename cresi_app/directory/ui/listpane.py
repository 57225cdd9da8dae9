"""The left pane: what is looked for, organisations or people, the list, what is to be read over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from string import ascii_lowercase
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from cresi_app.core import keptview
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.core.text import sort_key
from cresi_app.directory.model import DirectoryCounts, OrganisationFilter, OrganisationRow, PersonFilter, PersonRow
from cresi_app.directory.ui.cards import Bench
from cresi_app.directory.ui.panels import DirectoryPanels
from cresi_app.widgets.buttons import Button, IconButton, Segmented
from cresi_app.widgets.card import Pane
from cresi_app.widgets.fields import SearchField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Row, clear_layout
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.pills import Chip
from cresi_app.widgets.rows import Line, TwoLineRow
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel

WIDTH = 336
_KEPT = ("kinds", "countries", "member_year", "to_review", "archived")
ORGANISATION_TABLES = ("organisation_country", "organisation_sector", "country")
PERSON_TABLES = ("affiliation", "contact", "organisation")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list and what another desk notes beside it (« 3 projets »)."""

    row: OrganisationRow
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter's menu offers and the figures of the head, read at one moment."""

    counts: DirectoryCounts
    kinds: tuple[tuple[str, str, int], ...]
    countries: tuple[tuple[str, str, int], ...]


def organisation_line(listed: Listed) -> Line:
    """Draw an organisation: avatar, name, « commune · pays », the note at the right."""
    return Line(title=listed.row.name, detail=listed.row.where_and_what, aside=listed.note, avatar=listed.row.name)


def person_line(row: PersonRow) -> Line:
    """Draw a person: avatar, name, what they are and where."""
    where = " · ".join(filter(None, (row.title, row.organisation))) or row.town
    return Line(title=row.name, detail=where, avatar=row.name)


class ListPane(Pane):
    """The list of the Annuaire. `chosen` carries (``organisation`` | ``person``, id) of the row one stands on."""

    chosen = Signal(object, object)
    opened = Signal(object, object)
    mode_changed = Signal(object)

    def __init__(self, bench: Bench, panels: DirectoryPanels, new: Mapping[str, Callable[[], object]]) -> None:
        """Build the pane; `new` starts a new sheet of each kind."""
        super().__init__("canvas", "r")
        self._bench, self._panels = bench, panels
        self.filter = OrganisationFilter()
        self._choices: Choices | None = None
        self.organisations: TableModel[Listed] = TableModel(
            bench.desk, ("directory", "organisations"), [TableColumn("name", tr("Nom"), lambda one: one.row.name)], self
        )
        self.people: TableModel[PersonRow] = TableModel(
            bench.desk, ("directory", "people"), [TableColumn("name", tr("Nom"), lambda row: row.name)], self
        )
        self._subtitle = Label("", "body", "text2")
        self._filters = IconButton(tr("Filtrer la liste"), "sliders-horizontal")
        self._menu = QMenu(self._filters)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._filters.setMenu(self._menu)
        self._filters.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        add = IconButton(tr("Nouvelle fiche"), "plus", keys="N")
        add.clicked.connect(lambda _checked=False: new[self.mode]())
        self.search = SearchField(tr("Rechercher dans l'annuaire"), tr("Nom, pays, thème, commune…"))
        self.search.typed.connect(self._typed)
        self.search.stepped.connect(self._into_list)
        self.search.accepted.connect(lambda _text: self._into_list(1))
        self.modes = Segmented(
            tr("Ce que la liste montre"), [("organisation", tr("Organisations")), ("person", tr("Personnes"))]
        )
        self.modes.chosen.connect(self._mode)
        self._chips = QWidget()
        self._chip_flow = Flow(gap=6, parent=self._chips)
        self._lay_out(add, new)

    def _lay_out(self, add: QWidget, new: Mapping[str, Callable[[], object]]) -> None:
        self.organisation_list = ListView(tr("Organisations"), self.organisations, TwoLineRow(organisation_line))
        self.person_list = ListView(tr("Personnes"), self.people, TwoLineRow(person_line))
        for kind, view in (("organisation", self.organisation_list), ("person", self.person_list)):
            view.letters.update({letter: partial(self._jump, letter) for letter in ascii_lowercase})
            view.letters["n"] = new[kind]
            view.browsing.kind = kind
            view.current_changed.connect(partial(self._tell, kind))
            view.opened.connect(partial(self.opened.emit, kind))
        self._lists = QStackedWidget()
        self._lists.addWidget(self.organisation_list)
        self._lists.addWidget(self.person_list)
        self._nothing = Button(tr("Effacer les filtres"), "link")
        self._nothing.clicked.connect(lambda _checked=False: self.clear())
        self._nothing_words = Label(tr("Aucune fiche ne répond à cette recherche."), "secondary", "text2", wrap=True)
        blank = QWidget()
        Column(self._nothing_words, self._nothing, None, spacing=6, margins=(20, 16, 20, 0), parent=blank)
        self._lists.addWidget(blank)
        self.organisations.count_changed.connect(lambda _n: self._show_list())
        self.people.count_changed.connect(lambda _n: self._show_list())
        self._review = Button("", "link")
        self._review.clicked.connect(lambda _checked=False: self.show_to_review())
        head = Row(Column(Label(tr("Annuaire"), "h1"), self._subtitle, spacing=1), None, self._filters, add, spacing=4)
        top = Column(head, 12, self.search, 8, self.modes, 6, self._chips, margins=(20, 18, 16, 0))
        foot = Row(self._review, None, Label(tr("N nouvelle fiche"), "caption", "text3"), margins=(20, 3, 16, 3))
        Column(top, self._lists, foot, parent=self).setStretch(1, 1)

    # --- reading ---

    def read(self, changes: Changes | None) -> None:
        """Read the list and the figures again, as far as `changes` concern them (None: wholly)."""
        if changes is None:
            self._show_source()
        else:
            self.organisations.heed(changes, "organisation", ORGANISATION_TABLES)
            self.people.heed(changes, "person", PERSON_TABLES)
        service, year = self._bench.service, self._bench.desk.year

        def work() -> Choices:
            with service.library.snapshot():
                return Choices(service.counts(year), tuple(service.kinds_in_use()), tuple(service.countries_in_use()))

        self._bench.desk.read(("directory", "counts"), work, self._show_choices)

    def _show_source(self) -> None:
        service, notes, wanted = self._bench.service, self._panels.organisation_notes, self.filter
        people = PersonFilter(text=wanted.text, archived=wanted.archived)

        def organisations(ids: Sequence[int]) -> Mapping[int, Listed]:
            beside = notes(ids)
            return {row.id: Listed(row, beside.get(row.id, "")) for row in service.organisation_rows(ids)}

        self.organisations.show(Source(partial(service.organisation_ids, wanted), organisations))
        self.people.show(
            Source(partial(service.person_ids, people), lambda ids: {row.id: row for row in service.person_rows(ids)})
        )
        self._show_chips()

    def _show_choices(self, choices: Choices) -> None:
        self._choices = choices
        counts = choices.counts
        members = trn("{n} à jour d'adhésion", "{n} à jour d'adhésion", counts.members)
        self._subtitle.setText(members)
        self._review.setText(trn("{n} fiche à revoir", "{n} fiches à revoir", counts.to_review))
        self._review.setEnabled(bool(counts.to_review))
        self.modes.set_options(
            [
                ("organisation", tr("Organisations"), counts.organisations),
                ("person", tr("Personnes"), counts.people),
            ]
        )

    # --- choosing ---

    def _jump(self, letter: str) -> None:
        """Stand on the next sheet whose name is filed under a letter; after the last one comes the first."""
        view, service, person = self.current_list(), self._bench.service, self.mode == "person"
        ids, current = list((self.people if person else self.organisations).ids()), view.current()
        start = ids.index(current) + 1 if current in ids else 0

        def find() -> int | None:
            if person:
                filed = {row.id: sort_key(row.family_name or row.name) for row in service.person_rows(ids)}
            else:
                filed = {row.id: sort_key(row.name) for row in service.organisation_rows(ids)}
            return next((one for one in ids[start:] + ids[:start] if filed.get(one, "").startswith(letter)), None)

        self._bench.desk.read(("directory", "jump"), find, lambda found: view.select(found) if found else None)

    @property
    def mode(self) -> str:
        """``organisation`` or ``person``: what the list shows."""
        return self.modes.current

    def current_list(self) -> ListView:
        """Return the list in front."""
        return self.person_list if self.mode == "person" else self.organisation_list

    def stand_on(self, kind: str, record_id: int) -> None:
        """Show a record's row, in the list it belongs to."""
        self.modes.set_current(kind)
        self.current_list().select(record_id)

    def set_text(self, text: str) -> None:
        """Look for words."""
        self.search.set_text(text)
        self._typed(text)

    def narrow(self, **fields: Any) -> None:
        """Change the filter by its fields."""
        self.filter = replace(self.filter, **fields)
        self._show_source()

    def show_to_review(self) -> None:
        """Show the sheets that nobody read over for two years."""
        self.modes.set_current("organisation")
        self.narrow(to_review=not self.filter.to_review)

    def clear(self) -> None:
        """Take every filter and word away."""
        self.search.set_text("")
        self.filter = OrganisationFilter()
        self._show_source()

    def _typed(self, text: object) -> None:
        if str(text) != self.filter.text:
            self.narrow(text=str(text))

    def _mode(self, kind: object) -> None:
        self._show_list()
        self.mode_changed.emit(kind)

    def _show_list(self) -> None:
        model = self.people if self.mode == "person" else self.organisations
        narrowed = self.filter != OrganisationFilter()
        if model.rowCount() == 0 and model.complete and narrowed:
            self._lists.setCurrentIndex(2)
        else:
            self._lists.setCurrentIndex(1 if self.mode == "person" else 0)

    def _into_list(self, _steps: object) -> None:
        view = self.current_list()
        if view.current() is None:
            view.browsing.select_first()
        view.setFocus()

    def _tell(self, kind: str, record_id: object) -> None:
        if record_id is not None and kind == self.mode:
            self.chosen.emit(kind, record_id)

    # --- filters ---

    def kept(self) -> dict[str, Any]:
        """Return what the list shows and its filters, for the next time; words are of the day."""
        return {"mode": self.mode, **keptview.told(self.filter, _KEPT)}

    def bring_back(self, kept: object) -> None:
        """Show and filter as it was left; codes that are no more are left out."""
        service, wanted = self._bench.service, keptview.filled(self.filter, kept, _KEPT)
        self.filter = replace(
            wanted,
            kinds=tuple(code for code in wanted.kinds if code in service.kinds),
            countries=tuple(code for code in wanted.countries if code in service.country_by_code),
        )
        if isinstance(kept, dict) and kept.get("mode") == "person":
            self.modes.set_current("person")

    def _fill_menu(self) -> None:
        self._menu.clear()
        if self._choices is None:
            return
        year = self._bench.desk.year
        self._check(self._menu, tr("À jour d'adhésion en {year}", year=year), self.filter.member_year == year,
                    member_year=None if self.filter.member_year == year else year)  # fmt: skip
        self._check(self._menu, tr("À revoir"), self.filter.to_review, to_review=not self.filter.to_review)
        self._check(self._menu, tr("Archivées"), self.filter.archived, archived=not self.filter.archived)
        for title, field, choices in (
            (tr("Type"), "kinds", self._choices.kinds),
            (tr("Pays"), "countries", self._choices.countries[:24]),
        ):
            inner = self._menu.addMenu(title)
            held: tuple[str, ...] = getattr(self.filter, field)
            for code, name, count in choices:
                others = _without(held, code)
                self._check(
                    inner, f"{name}\t{count}", code in held, **{field: others if code in held else (*held, code)}
                )

    def _check(self, menu: QMenu, words: str, on: bool, **fields: Any) -> None:
        act = menu.addAction(words)
        act.setCheckable(True)
        act.setChecked(on)
        act.triggered.connect(lambda _checked=False: self.narrow(**fields))

    def _show_chips(self) -> None:
        clear_layout(self._chip_flow)
        kept = self.filter
        service = self._bench.service
        chips: list[tuple[str, dict[str, Any]]] = [
            *((service.kinds[code].name, {"kinds": _without(kept.kinds, code)}) for code in kept.kinds),
            *(
                (service.country_by_code[code].name, {"countries": _without(kept.countries, code)})
                for code in kept.countries
            ),
        ]
        if kept.member_year is not None:
            chips.append((tr("Adhésion {year}", year=kept.member_year), {"member_year": None}))
        if kept.to_review:
            chips.append((tr("À revoir"), {"to_review": False}))
        if kept.archived:
            chips.append((tr("Archivées"), {"archived": False}))
        for words, fields in chips:
            chip = Chip(words)
            chip.clicked.connect(lambda _checked=False, it=fields: self.narrow(**it))
            self._chip_flow.addWidget(chip)
        self._chips.setVisible(bool(chips))


def _without(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(other for other in codes if other != code)
