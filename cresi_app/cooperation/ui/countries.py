"""Partner countries: the world's figures as map and table side by side, and one country's sheet."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.cooperation.model.records import Listed
from cresi_app.cooperation.model.world import (
    CountryLine,
    CountrySheet,
    WorldFigures,
    WorldFilter,
    country_key,
    country_of,
)
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui import lines, parts, searches
from cresi_app.cooperation.ui.actforms import Then, Values, needed
from cresi_app.cooperation.ui.mapview import MapView
from cresi_app.cooperation.ui.printout import preview_country, preview_map
from cresi_app.cooperation.ui.sheets import SheetPane
from cresi_app.cooperation.ui.view import FrontStack
from cresi_app.core import departments
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.core.land import Point
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.core.text import sort_key
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, ComboBox, NumberField, RecordPicker, TextField
from cresi_app.widgets.landmap import Place
from cresi_app.widgets.layouts import Column, Flow
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.zoommap import ZoomMap

_COUNTED = (
    "agreement", "agreement_sector", "project", "project_sector", "grant", "payment", "commitment", "crisis", "crisis_place",
    "crisis_decision", "partner_country", "support", "outpost",
)  # fmt: skip


def money(cents: int) -> str:
    """Return cents of euro, « — » for none."""
    return format_money(Money(cents)) if cents else "—"


def count(number: int) -> str:
    """Return a count, « — » for none."""
    return format_number(number) if number else "—"


def _columns() -> list[TableColumn[CountryLine]]:
    return [
        TableColumn("name", tr("Pays ou territoire"), lambda line: line.name, stretch=True, sort="name", bold=True),
        TableColumn("agreements", tr("Accords"), lambda line: count(line.agreements), "right", 66, sort="agreements"),
        TableColumn("projects", tr("Projets"), lambda line: count(line.projects), "right", 62, sort="projects"),
        TableColumn("grants", tr("Subventions"), lambda line: count(line.grants), "right", 96, sort="grants"),
        TableColumn("granted", tr("Voté"), lambda line: money(line.granted), "right", 90, sort="granted"),
        TableColumn("paid", tr("Versé"), lambda line: money(line.paid), "right", 90, sort="paid"),
        TableColumn("aid", tr("Urgence"), lambda line: money(line.aid), "right", 90, sort="aid"),
    ]


class CountriesView(MapView):
    """Map and table show the same figures, narrowed by theme and year."""

    key = "countries"

    def __init__(self, desk: Desk, service: CooperationService) -> None:
        self.pane = SheetPane(tr("Imprimer la fiche-pays"))
        super().__init__(desk, service, self.pane)
        self.pane.asked.connect(self._do)
        self.figures = WorldFigures(())
        self.order = ("", False)
        self.asked: tuple[str, object] | None = None
        self.theme = ComboBox(tr("Thème"), [("", tr("Tous les thèmes"))])
        self.year = ComboBox(tr("Année"), [(None, tr("Toutes les années"))])
        for box in (self.theme, self.year):
            box.currentIndexChanged.connect(lambda _index: self._read())
        self.restyle()
        theme().changed.connect(self.restyle)
        self.map = ZoomMap(tr("Carte des pays partenaires"))
        self.map.chosen.connect(self._from_map)
        self.map.reset.connect(self.clear)
        self.model: TableModel[CountryLine] = TableModel(desk, "cooperation.countries", _columns())
        self.table = TableView(tr("Pays et territoires"), self.model)
        self.table.current_changed.connect(self._from_list)
        self.table.opened.connect(self.open_id)
        self.table.letters = {"n": self.new}
        self.table.sort_changed.connect(self._sort)
        card = Card(padding=(8, 6))
        self._text = ""
        self._stack = FrontStack()
        self._stack.addWidget(self.table)
        self._nothing = EmptyState(
            tr("Aucun pays ne répond à ces filtres"), tr("Cherchez d'autres mots, ou revenez à tous les pays."),
            Act(tr("Effacer les filtres"), self.clear),
        )  # fmt: skip
        self._stack.addWidget(self._nothing)
        card.body.addWidget(self._stack)
        Column(Flow(self.theme, self.year, gap=8), self.map, card, spacing=12, parent=self).setStretch(2, 1)

    def restyle(self) -> None:
        """Keep the drop-down lists narrow."""
        self.theme.setMaximumWidth(theme().px(160))
        self.year.setMaximumWidth(theme().px(171))

    @property
    def wanted(self) -> WorldFilter:
        """What the figures are narrowed to."""
        return WorldFilter(str(self.theme.key() or ""), self.year.key())

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is not None and not changes.touches_any(_COUNTED):
            return
        service = self.service
        self.desk.read(
            ("cooperation", "world.lists"), lambda: (service.world_themes(), service.world_years()), self._offer
        )
        self._read()
        if isinstance(self.shown, str):
            self._read_sheet(self.shown)

    def _offer(self, both: tuple[list[tuple[str, str]], list[int]]) -> None:
        themes, years = both
        self.theme.set_options([("", tr("Tous les thèmes")), *themes])
        self.year.set_options([(None, tr("Toutes les années")), *((year, str(year)) for year in years)])
        if self.asked is not None:
            asked, self.asked = self.asked, None
            self.theme.set_key(asked[0])
            self.year.set_key(asked[1])

    def _read(self) -> None:
        service, wanted = self.service, self.wanted

        def read() -> tuple[WorldFigures, tuple[str, Point] | None]:
            identity = service.directory.identity()
            place = departments.place_of(identity.postal_code)
            return service.world(wanted), (identity.authority_name, place) if place else None

        self.desk.read(("cooperation", "world"), read, self._show)

    def _show(self, both: tuple[WorldFigures, tuple[str, Point] | None]) -> None:
        self.figures, home = both
        self._list()
        self.map.set_places(country_places(self.figures, home), self.shown)
        total = self.figures
        self.say(
            parts.joined(
                trn("{n} pays ou territoire", "{n} pays ou territoires", total.countries),
                trn("{n} accord", "{n} accords", total.total("agreements")),
                trn("{n} projet", "{n} projets", total.total("projects")),
                tr("{amount} votés", amount=format_money(Money(total.total("granted")))),
            )
        )

    def _list(self) -> None:
        column, descending = self.order
        typed = sort_key(self._text)
        lines = self.figures.ordered(column, descending=descending)
        by_id = {country_key(line.code): line for line in lines if typed in sort_key(line.name)}
        ids = list(by_id)
        self._stack.setCurrentWidget(self.table if ids else self._nothing)
        self.model.show(
            Source(
                lambda limit: ids if limit is None else ids[:limit],
                lambda asked: {i: by_id[i] for i in asked if i in by_id},
            )
        )

        self._select()

    def _sort(self, column: str, descending: bool) -> None:
        self.order = (column, descending)
        self._list()

    def search(self, text: str) -> None:
        """Keep the countries whose name holds the typed words."""
        self._text = text
        self._list()

    def new_words(self) -> str:
        """Return what the head's button makes here."""
        return tr("Noter des échanges")

    def new(self, name: str = "") -> None:  # noqa: ARG002 - an exchange has no name
        """Note the exchanges with a country."""
        self.ask(exchange_form(self.desk, self.service))

    def clear(self) -> None:
        """Take the filters away."""
        self.theme.set_key("")
        self.year.set_key(None)
        self.search("")
        self.searched.emit("")

    def _from_list(self, row_id: int | None) -> None:
        if row_id is not None and (code := country_of(row_id)) != self.shown and self.opens:
            self._choose(code)

    def _from_map(self, key: object) -> None:
        self._choose(str(key))

    def _choose(self, code: str) -> None:
        self.right.close_form()
        self.shown = code
        self.map.set_current(code)
        self._select()
        self._read_sheet(code)

    def _select(self) -> None:
        known = any(line.code == self.shown for line in self.figures.lines)
        self.table.select(country_key(str(self.shown)) if known else None)

    def open_id(self, record_id: int) -> None:
        """Show a country by the number that stands for it."""
        self._choose(country_of(record_id))

    def open_code(self, code: str) -> None:
        """Show a country."""
        self._choose(code)

    def _read_sheet(self, code: str) -> None:
        service = self.service
        self.desk.read(("cooperation", "country"), lambda: service.country_sheet(code), self._show_sheet)

    def _show_sheet(self, sheet: CountrySheet) -> None:
        if sheet.code != self.shown:
            return
        standing = lines.capital(country_standing(sheet))
        column = self.pane.open_on(tr("Pays ou territoire"), sheet.name, standing)
        line = sheet.figures
        parts.section(column, tr("Chiffres"))
        if line is None:
            parts.nothing(column, tr("Rien n'est encore fait avec ce pays ou ce territoire."))
        else:
            for name, value in figures_of(line):
                parts.fact(column, name, value)
        parts.section(column, tr("Échanges"))
        for one in sheet.exchanges:
            since = tr("depuis {year}", year=one.since_year) if one.since_year else ""
            remove = (
                tr("Retirer ces échanges"),
                "trash-2",
                partial(
                    self.write,
                    "cooperation.remove",
                    partial(self.service.remove_partner_country, self.desk.actor, one.id),
                ),
            )
            column.addWidget(parts.item("handshake", (one.authority, parts.joined(one.kind, since)), acts=[remove]))
            parts.under(column, lines.capital(parts.joined(one.themes, one.note)))
        for kind, (title, icon) in event_kinds().items():
            events = sheet.of(kind)
            if events:
                parts.section(column, f"{title} · {len(events)}")
            for event in events:
                amount = money(event.amount) if event.amount else ""
                words = (event.title, parts.joined(str(event.year or ""), event.detail, amount))
                acts = [(parts.opens(event.title), "arrow-right", partial(self.desk.open_record, event.kind, event.id))]
                column.addWidget(parts.item(icon, words, acts=acts))
        self.pane.end()
        self.arranged.emit()

    def _do(self, what: object) -> None:
        if what == "close":
            self.leave()
            self.table.setFocus()
        elif what == "print" and isinstance(self.shown, str):
            preview_country(self, self.shown)

    def print_map(self) -> None:
        """Show the map with its table before it is printed."""
        preview_map(self, self.wanted)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here."""
        return [
            Action(
                "cooperation.print_map",
                tr("Imprimer la carte et son tableau"),
                self.print_map,
                "Ctrl+P",
                "printer",
                menu="file",
            )
        ]

    def panes(self) -> Sequence[QWidget]:
        """Return table, map, pane."""
        standing: list[QWidget] = [one for one in self.map.stops if one.place and one.place.key == self.shown]
        return [self.table, (standing or [self.map])[0], *([self.pane.close_button] if self.shown is not None else [])]


def exchange_form(desk: Desk, service: CooperationService) -> ActForm:
    """Return the form that notes the exchanges with a country."""
    kinds: Sequence[Listed] = list(service.partner_kinds.values())
    authority = searches.authority_picker(desk, service, tr("Collectivité française"))
    where = RecordPicker(
        desk,
        tr("Pays, territoire ou région du monde"),
        searches.countries(service),
        name="where",
        create=searches.typed_person,
    )
    kind = ChoiceField(tr("Pourquoi ce pays"), [(one.code, one.name) for one in kinds], name="partner_kind_code")
    fields = [
        authority, where, kind, NumberField(tr("Depuis"), name="since_year", least=1900, most=2200),
        TextField(tr("Thèmes"), name="themes"), TextField(tr("Note"), name="note"),
    ]  # fmt: skip

    def work(values: Values) -> Then:
        rest = {name: values[name] for name in ("partner_kind_code", "since_year", "themes", "note")}
        chosen, place = needed(values, "authority_id").value, str(needed(values, "where").value)
        return lambda: service.set_partner_country(desk.actor, int(chosen), place, **rest)

    return ActForm(desk, (tr("Échanges avec un pays"), tr("Enregistrer"), "check"), fields, work)


def country_standing(sheet: CountrySheet) -> str:
    """Say what a country is to public aid: « Territoire de France · hors aide publique »."""
    parent = tr("avec {name}", name=sheet.parent) if sheet.parent else ""
    return parts.joined(
        parent, tr("éligible à l'aide publique") if sheet.is_oda else tr("hors aide publique au développement")
    )


def figures_of(line: CountryLine) -> list[tuple[str, str]]:
    """Return the figures of a country, each with its name."""
    return [
        (tr("Accords"), count(line.agreements)),
        (tr("Projets"), count(line.projects)),
        (tr("Subventions"), parts.joined(count(line.grants), money(line.granted) if line.granted else "")),
        (tr("Versé"), money(line.paid)),
        (tr("Urgences"), parts.joined(count(line.crises), money(line.aid) if line.aid else "")),
    ]


def event_kinds() -> dict[str, tuple[str, str]]:
    """Return what is done with a country, in the order of its sheet: title and drawing by kind."""
    return {
        "agreement": (tr("Accords"), "handshake"),
        "project": (tr("Projets"), "folder-kanban"),
        "grant": (tr("Subventions"), "hand-coins"),
        "crisis": (tr("Aide d'urgence"), "shield-alert"),
        "support": (tr("Appui institutionnel"), "briefcase"),
        "outpost": (tr("Antennes"), "building-2"),
    }


def country_places(figures: WorldFigures, home: tuple[str, Point] | None) -> list[Place]:
    """Return a disc a country, wider when more is done there, with how much in it."""
    most = max((line.weight for line in figures.lines), default=1) or 1
    made = [
        Place(line.code, line.name, *line.where, size=1.0 + 1.1 * (line.weight / most) ** 0.5, number=str(line.weight) if line.weight > 1 else "")
        for line in figures.lines
    ]  # fmt: skip
    if home is not None:
        name, (lon, lat) = home
        made.append(Place(lines.HOME, lines.home_name(name), lon, lat, "square", home=True))
    return made


def kept(view: CountriesView) -> dict[str, Any]:
    """Return what the figures are narrowed to, and their order."""
    wanted = view.wanted
    return {"theme": wanted.theme, "year": wanted.year, "order": list(view.order)}


def bring_back(view: CountriesView, said: object) -> None:
    """Narrow and order as it was left, as soon as there is something to choose from."""
    if not isinstance(said, dict):
        return
    view.asked = (str(said.get("theme") or ""), said.get("year"))
    order = said.get("order")
    if isinstance(order, list) and len(order) == 2 and order[0]:
        view.order = (str(order[0]), order[1] is True)
        view.table.set_sort(view.order[0], descending=view.order[1])
