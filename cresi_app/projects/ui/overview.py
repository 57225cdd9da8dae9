"""The tab « Synthèse »: what is still to be seen to, who carries the project, where, when, on what themes, what is asked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.projects.model import (
    REQUEST_WORDS,
    Check,
    ContactView,
    DossierData,
    Level,
    Sdg,
    SectorView,
    coordinates_text,
    read_coordinates,
)
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, ProjectForm
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TokenField,
)
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Column, Flow, Grid, Row, clear_layout
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

GOAL_COLOURS = (5, 6, 4, 5, 1, 2, 6, 5, 1, 3, 1, 6, 4, 2, 4, 7, 2)
"""A categorical colour for each goal: plain numbered tiles, never the United Nations' logos."""


class GoalTile(QAbstractButton):
    """A numbered square for a sustainable development goal; pressed in when the project serves it."""

    def __init__(self, sdg: Sdg, *, side: float = 28) -> None:
        super().__init__()
        self._sdg, self._side = sdg, side
        self.setCheckable(True)
        self.setAccessibleName(tr("ODD {number} : {name}", number=sdg.number, name=sdg.name))
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a square."""
        return QSize(theme().px(self._side), theme().px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tile: filled when chosen, outlined otherwise."""
        painter = smooth(QPainter(self))
        paint_goal(painter, QRectF(self.rect()), self._sdg.number, chosen=self.isChecked())
        painter.end()


def paint_goal(painter: QPainter, rect: QRectF, number: int, *, chosen: bool) -> None:
    """Draw a goal's tile."""
    look = theme()
    colour = look.category(GOAL_COLOURS[number - 1])
    rounded(painter, rect, look.px(7), colour if chosen else None, None if chosen else look.color("border_strong"))
    ink = look.on_category() if chosen else look.color("text2")
    put_text(painter, rect.toRect(), str(number), look.font("caption", weight=600), ink, CENTRE)


class GoalPicker(QWidget):
    """The seventeen goals as tiles; `chosen` carries the numbers in order."""

    chosen = Signal(object)

    def __init__(self, sdgs: Sequence[Sdg]) -> None:
        super().__init__()
        self._tiles = {sdg.number: GoalTile(sdg) for sdg in sdgs}
        self._names = Label("", "caption", "text2", wrap=True)
        flow = Flow(*self._tiles.values(), gap=6)
        Column(Label(tr("Objectifs de développement durable"), "button"), flow, self._names, spacing=6, parent=self)
        self._sdgs = {sdg.number: sdg for sdg in sdgs}
        for tile in self._tiles.values():
            tile.clicked.connect(lambda _checked=False: self.chosen.emit(self.numbers()))

    def numbers(self) -> list[int]:
        """Return the goals pressed in."""
        return [number for number, tile in self._tiles.items() if tile.isChecked()]

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Press these tiles in, and name them."""
        for number, tile in self._tiles.items():
            tile.setChecked(number in numbers)
        self._names.setText(" · ".join(self._sdgs[number].short for number in sorted(numbers)))
        self._names.setVisible(bool(numbers))


class CoordinatesField(TextField):
    """Latitude and longitude typed together; value: millionths of a degree, or None."""

    def read(self) -> Any:
        """Return the pair; raises `DomainError` when it does not read."""
        return read_coordinates(str(super().read()))

    def show_value(self, value: Any) -> None:
        """Show the pair in degrees."""
        super().show_value(coordinates_text(*value) if value is not None else "")


class SharesRow(QWidget):
    """The share of each sector in percent, when there are several; `changed` carries {code: percent}."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, NumberField] = {}
        self._grid = Grid(across=14, down=8, parent=self)

    def show_sectors(self, sectors: Sequence[SectorView]) -> None:
        """Show a field for each sector; the same ones keep what is being typed."""
        if [sector.code for sector in sectors] != list(self._fields):
            clear_layout(self._grid)
            self._fields = {}
            for number, sector in enumerate(sectors):
                field = NumberField(
                    tr("{code} : part en %", code=sector.code), name=sector.code, hint=sector.name, most=100
                )
                field.committed.connect(lambda _value: self.changed.emit(self.shares()))
                self._fields[sector.code] = field
                self._grid.addWidget(field, number // 2, number % 2)
        for sector in sectors:
            self._fields[sector.code].set_value(sector.percent, keep_typing=True)
        self.setVisible(len(sectors) > 1)

    def shares(self) -> dict[str, int | None]:
        """Return the shares as they stand."""
        return {code: field.value() for code, field in self._fields.items()}


class ChecksCard(Card):
    """What is still to be seen to before the dossier is handed over: it forbids nothing."""

    def __init__(self) -> None:
        super().__init__(tr("Avant le dépôt"), count=0)
        self._rows = Column(spacing=6)
        self.body.addLayout(self._rows)

    def show_checks(self, checks: Sequence[Check], *, submitted: bool) -> None:
        """Show these remarks; the card hides when there is none."""
        clear_layout(self._rows)
        for check in checks:
            tone = "warning" if check.level is Level.WARNING else "info"
            icon = IconLabel("triangle-alert" if tone == "warning" else "info", tone, 16)
            row = Row(icon, Label(check.sentence, "secondary", wrap=True), spacing=8)
            row.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
            row.setStretch(1, 1)
            self._rows.addLayout(row)
        self.set_title(tr("À vérifier") if submitted else tr("Avant le dépôt"), len(checks))
        self.setVisible(bool(checks))


class OverviewPane(DossierPane):
    """The dossier's own short fields."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._checks = ChecksCard()
        directory = bench.service.directory
        own = self._own_organisation
        self._title = TextField(tr("Titre du projet"), name="title")
        self._call = TextField(tr("Appel à projets"), name="call_name")
        self._holder = RecordPicker(
            bench.desk, tr("Association porteuse"), searches.organisations(directory), name="organisation_id"
        )
        people = searches.people(directory, own)
        self._representative = RecordPicker(bench.desk, tr("Représentant légal"), people, name="representative_id")
        self._contact = RecordPicker(bench.desk, tr("Personne à contacter"), people, name="contact_id")
        self._staff = ChoiceField(tr("Suivi au centre par"), [(None, "–")], name="staff_id")
        self._country = RecordPicker(
            bench.desk, tr("Pays ou territoire"), searches.countries(directory), name="country_code"
        )
        self._place = TextField(tr("Lieu"), name="place", placeholder=tr("Kita, 8 villages"))
        self._detail = TextField(tr("Précisions sur le lieu"), name="place_detail")
        self._point = CoordinatesField(
            tr("Latitude et longitude"),
            name="coordinates",
            placeholder=tr("13.805, 8.988"),
            hint=tr("Facultatif : sans elles, la carte montre le pays."),
        )
        self._point.committed.connect(self._save_point)
        self._starts = DateField(tr("Début"), name="starts_on")
        self._ends = DateField(tr("Fin"), name="ends_on")
        self._direct = NumberField(tr("Bénéficiaires directs"), name="direct_beneficiaries")
        self._indirect = NumberField(tr("Bénéficiaires indirects"), name="indirect_beneficiaries")
        self._requests = [
            _choice(tr("Forme de l'aide"), "request_form", ("cash", "in_kind", "both")),
            _choice(tr("Fréquence"), "request_frequency", ("first", "renewal")),
            _choice(tr("Objet"), "request_object", ("project", "global")),
            _choice(tr("Période"), "request_period", ("annual", "multiyear")),
        ]
        fields = [
            self._title, self._call, self._holder, self._representative, self._contact, self._staff, self._country, self._place,
            self._detail, self._starts, self._ends, self._direct, self._indirect, *self._requests,
        ]  # fmt: skip
        self._form = ProjectForm(self, fields)
        self._sectors = TokenField(bench.desk, tr("Secteurs (CAD)"), searches.sectors(directory), name="sectors")
        self._sectors.committed.connect(self._save_sectors)
        self._shares = SharesRow()
        self._shares.changed.connect(self._save_shares)
        self._goals = GoalPicker(list(bench.service.sdgs.values()))
        self._goals.chosen.connect(self._save_goals)
        self.scrolled(self._checks, self._identity(), self._where(), self._themes(), self._asked(), None)

    def _identity(self) -> Card:
        card, grid = _grid_card(tr("Identité"))
        grid.addWidget(self._title, 0, 0, 1, 2)
        grid.addWidget(self._holder, 1, 0)
        grid.addWidget(self._call, 1, 1)
        grid.addWidget(self._representative, 2, 0)
        grid.addWidget(self._contact, 2, 1)
        grid.addWidget(self._staff, 3, 0)
        return card

    def _where(self) -> Card:
        card, grid = _grid_card(tr("Lieu et calendrier"))
        grid.addWidget(self._country, 0, 0)
        grid.addWidget(self._place, 0, 1)
        grid.addWidget(self._detail, 1, 0)
        grid.addWidget(self._point, 1, 1)
        grid.addWidget(self._starts, 2, 0)
        grid.addWidget(self._ends, 2, 1)
        grid.addWidget(self._direct, 3, 0)
        grid.addWidget(self._indirect, 3, 1)
        return card

    def _themes(self) -> Card:
        card = Card(tr("Thèmes"))
        card.body.addWidget(self._sectors)
        card.body.addWidget(self._shares)
        card.body.addWidget(self._goals)
        return card

    def _asked(self) -> Card:
        card, grid = _grid_card(tr("Demande"))
        for number, field in enumerate(self._requests):
            grid.addWidget(field, number // 2, number % 2)
        return card

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the fields; what is being typed stays."""
        one = data.project
        people = self.bench.service.directory.staff_profiles()
        self._staff.set_options([(None, "–"), *((person.id, person.name) for person in people)])
        values: dict[str, Any] = {
            field.name: getattr(one, field.name) for field in self._form.fields() if not isinstance(field, RecordPicker)
        }
        values["organisation_id"] = Proposal(data.holder.id, data.holder.name)
        values["representative_id"] = _person(data.representative)
        values["contact_id"] = _person(data.contact)
        values["country_code"] = Proposal(data.country.code, data.country.name) if data.country else None
        self._form.show_values(values, keep_typing=same)
        tokens = [Proposal(sector.code, sector.name, aside=sector.code) for sector in data.sectors]
        self._sectors.set_value(tokens, keep_typing=same)
        self._shares.show_sectors(data.sectors)
        point = None if one.latitude_e6 is None else (one.latitude_e6, one.longitude_e6)
        self._point.set_value(point, keep_typing=same)
        self._goals.show_numbers([goal.sdg.number for goal in data.goals])
        self._checks.show_checks(data.checks, submitted=bool(data.version))
        self._show_lookalikes(data)

    def flush(self) -> None:
        """Save what is being typed."""
        self._form.flush()
        self._point.commit()

    def _own_organisation(self) -> int | None:
        return self.data.holder.id if self.data is not None else None

    def _show_lookalikes(self, data: DossierData) -> None:
        one, service = data.project, self.bench.service

        def told(found: Sequence[Any]) -> None:
            if self.data is data and found:
                hint = tr(
                    "Ressemble au dossier {number} de la même association : {title}.",
                    number=found[0].number,
                    title=found[0].title,
                )
                self._title.set_hint(hint, "warning")
            elif self.data is data:
                self._title.set_hint("")

        self.bench.desk.read(
            ("projects", "lookalikes"),
            lambda: service.lookalikes(one.title, one.organisation_id, one.year, one.id),
            told,
        )

    def _save_sectors(self, value: Any) -> None:
        shares = {s.code: s.percent for s in self.data.sectors} if self.data is not None else {}
        wanted = [(str(p.value), shares.get(str(p.value))) for p in value]
        self._act(
            "projects.set_sectors",
            lambda: self.bench.service.set_sectors(self.bench.desk.actor, self.project_id, wanted),
        )

    def _save_shares(self, shares: Any) -> None:
        wanted = list(shares.items())
        self._act(
            "projects.set_sectors",
            lambda: self.bench.service.set_sectors(self.bench.desk.actor, self.project_id, wanted),
        )

    def _save_point(self, point: Any) -> None:
        latitude, longitude = point if point is not None else (None, None)
        service, actor, project_id = self.bench.service, self.bench.desk.actor, self.project_id

        def work(version: int | None) -> Changes:
            return service.update_project(
                actor, project_id, version, None, latitude_e6=latitude, longitude_e6=longitude
            )

        self.bench.saver.save(("project", project_id), "projects.update_project", work)

    def _save_goals(self, numbers: Any) -> None:
        wanted = list(numbers)
        self._act(
            "projects.set_goals", lambda: self.bench.service.set_goals(self.bench.desk.actor, self.project_id, wanted)
        )

    def _act(self, label: str, work: Any) -> None:
        def run() -> Changes:
            changes: Changes = work()
            return changes

        self.bench.saver.act(label, run)


def _person(contact: ContactView | None) -> Proposal | None:
    return Proposal(contact.id, contact.name, contact.title) if contact is not None else None


def _choice(label: str, name: str, keys: Sequence[str]) -> ChoiceField:
    return ChoiceField(label, [(key, _capital(tr(REQUEST_WORDS[key]))) for key in keys], name=name)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _grid_card(title: str) -> tuple[Card, Grid]:
    card = Card(title)
    grid = Grid(across=14, down=10)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    return card, grid
