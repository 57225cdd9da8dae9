"""One organisation's sheet: who it is, everything done together, its people, what was agreed to, the facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.directory.model import Event, OrganisationSheet
from cresi_app.directory.ui.cards import Bench, ConsentCard, FactsCard, PeopleCard
from cresi_app.directory.ui.doubles import DoublesMessage
from cresi_app.directory.ui.fields import OrganisationFields
from cresi_app.directory.ui.head import SheetHead, TagRow
from cresi_app.directory.ui.panels import DirectoryPanels
from cresi_app.directory.ui.saving import Saver
from cresi_app.directory.ui.timeline import Timeline, upcoming
from cresi_app.directory.ui.writing import addresses, visit, write
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.messages import Act
from cresi_app.widgets.pills import PillTone
from cresi_app.widgets.readingorder import order_tabs
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tabs import TabBar
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import SideOrUnder

RIGHT, TIGHT_RIGHT = 318, 280
NARROW = 780
"""Below this width of the sheet (in the look's pixels) its fields stand alone."""


@dataclass(frozen=True, slots=True)
class SheetData:
    """All that a sheet shows, read at one moment on a reader thread."""

    sheet: OrganisationSheet
    events: tuple[Event, ...]


def membership_events(sheet: OrganisationSheet) -> list[Event]:
    """Return the memberships as events: the day they were paid, else the first of the year."""
    first = min((held.year for held in sheet.memberships), default=0)
    known = sheet.organisation.known_since
    if known is not None and known < first:
        first = 0  # the first ones were not written down here
    return [
        Event(
            day=held.paid_on or date(held.year, 1, 1),
            title=tr("Première adhésion") if held.year == first else tr("Adhésion {year}", year=held.year),
            detail=format_money(Money(held.fee_minor, held.currency)) if held.fee_minor else "",
            kind="organisation",
            ref_id=sheet.organisation.id,
            icon="ticket-check",
            tone="success" if held.paid_on else "warning",
            state="" if held.paid_on else tr("Cotisation due"),
            state_tone="warning",
            group="membership",
        )
        for held in sheet.memberships
    ]


class TimelineCard(Card):
    """« Tout ce que nous avons fait »: the events of a group, or of all."""

    opened = Signal(object)

    def __init__(self, empty: Act) -> None:
        super().__init__(tr("Tout ce que nous avons fait"))
        self._caption = Label("", "caption", "text2")
        self.head.insertWidget(2, self._caption)
        self.badge.hide()
        self.timeline = Timeline()
        self.timeline.opened.connect(self.opened)
        self._nothing = Label(tr("Rien encore ensemble."), "detail")
        self._start = Button(empty.label, "secondary", "plus")
        self._start.clicked.connect(lambda _checked=False: empty.run())
        blank = QWidget()
        Column(None, self._nothing, 10, self._start, None, spacing=6, parent=blank)
        for widget in (self._nothing, self._start):
            layout = blank.layout()
            assert layout is not None
            layout.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.timeline)
        self._stack.addWidget(blank)
        self.body.addWidget(self._stack, 1)

    def show_events(self, events: Sequence[Event], title: str) -> None:
        """Show these events under this title."""
        self.title_label.setText(title)
        self.timeline.show_events(events)
        years = [event.day.year for event in events if not upcoming(event)]
        counted = trn("{n} action", "{n} actions", len(events))
        since = tr("{count} depuis {year}", count=counted, year=min(years)) if years else counted
        self._caption.setText(since if events else "")
        self._stack.setCurrentIndex(0 if events else 1)


class OrganisationView(QWidget):
    """The sheet of one organisation.

    `asked` carries what only the page can do: ``merge``, ``person``, ``add_person``, ``archive``… and an id.
    """

    asked = Signal(object, object)
    opened = Signal(object)
    searched = Signal(object)

    def __init__(self, bench: Bench, panels: DirectoryPanels, back: Callable[[], object]) -> None:
        super().__init__()
        self._bench, self._panels = bench, panels
        self._data: SheetData | None = None
        self._more: IconButton | None = None
        self.saver = Saver(bench.desk)
        self.head = SheetHead(back)
        self._tags = TagRow(self.searched.emit, self._to_fields)
        self._message = DoublesMessage(bench.desk, lambda other: self.asked.emit("compare", other))
        groups = [(key, tr(word)) for key, word in panels.groups]
        self.tabs = TabBar(tr("Parties de la fiche"), [("all", tr("Ensemble")), ("fields", tr("Coordonnées")), *groups])
        self.tabs.chosen.connect(self._choose)
        self.fields = OrganisationFields(bench, self.saver)
        self.events = TimelineCard(Act(tr("Nouvelle action"), self._act))
        self.events.opened.connect(self.opened)
        self._body = FrontStack(self.events, self.fields)
        self._side = self._right()
        self._sides = inner = SideOrUnder(self._body, self._side, RIGHT)
        Column(
            self.head, 6, self._tags, 4, self._message, self.tabs, 10, inner, margins=(24, 18, 18, 14), parent=self
        ).setStretch(7, 1)

    def _right(self) -> QWidget:
        self.people = PeopleCard(self._bench, tr("Personnes"))
        self.people.opened.connect(lambda person_id: self.asked.emit("person", person_id))
        self.people.adding.connect(lambda: self._ask("add_person"))
        self.consents = ConsentCard(self._bench)
        self.facts = FactsCard()
        self.facts.editing.connect(self._to_fields)
        holder = QWidget()
        Column(self.people, self.consents, self.facts, None, spacing=12, margins=(0, 0, 6, 0), parent=holder)
        return ScrollArea(holder)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the fields have the whole width of a narrow sheet."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme()
        narrow = self.width() < look.px(NARROW)
        self._side.setVisible(not narrow or self.tabs.current() != "fields")
        self._sides.set_side_width(TIGHT_RIGHT if narrow else RIGHT)
        self.head.avatar.setVisible(not narrow)  # the list has it too: the words need the room

    # --- showing ---

    @property
    def organisation_id(self) -> int | None:
        """The organisation shown, None before the first."""
        return self._data.sheet.organisation.id if self._data else None

    def show_data(self, data: SheetData) -> None:
        """Show a sheet; the same one read again keeps its tab and what is being typed."""
        same = self.organisation_id == data.sheet.organisation.id
        self._data = data
        sheet, one = data.sheet, data.sheet.organisation
        self.saver.show(one.version, same=same)
        self.head.show_head(one.name, self._caption(sheet))
        self._show_buttons(sheet)
        self._tags.show_tags(
            self._state(sheet),
            [
                (tr("Pays"), [country.name for country in sheet.countries]),
                (tr("Thèmes"), sheet.themes(self._bench.service.sector_by_code)),
            ],
        )
        self._look_for_doubles(data)
        self._show_tabs(data, same=same)
        self.fields.show_sheet(sheet, same=same)
        self.people.show_people(sheet.people, sheet.former)
        self.consents.show_consents(("organisation", one.id), sheet.consents)
        self.facts.show_facts(self._facts(sheet))
        order_tabs(self)

    @staticmethod
    def _caption(sheet: OrganisationSheet) -> str:
        one = sheet.organisation
        place = ", ".join(
            filter(None, (one.town, sheet.country.name if sheet.country and one.country_code != "FR" else ""))
        )
        since = tr("avec nous depuis {year}", year=one.known_since) if one.known_since else ""
        return " · ".join(filter(None, (one.legal_form or sheet.kind.name, place, since)))

    def _state(self, sheet: OrganisationSheet) -> tuple[str, PillTone] | None:
        if sheet.organisation.is_archived:
            return tr("Archivée"), "neutral"
        year = self._bench.desk.year
        held = next((m for m in sheet.memberships if m.year == year), None)
        if held is None:
            return None
        if held.paid_on is None:
            return tr("Cotisation {year} due", year=year), "warning"
        return tr("Adhésion {year}", year=year), "success"

    def _show_buttons(self, sheet: OrganisationSheet) -> None:
        reachable = addresses(sheet.people)
        to = Button(tr("Écrire"), "secondary", "mail")
        to.allow(bool(reachable), tr("Personne n'a accepté de recevoir des courriels."))
        to.clicked.connect(self.write)
        buttons: list[QWidget] = [to]
        if self._panels.organisation_actions(sheet):
            start = Button(tr("Nouvelle action"), "primary", "plus")
            start.clicked.connect(self._act)
            buttons.append(start)
        self._more = self.head.show_buttons(buttons, self._menu(sheet))

    def _menu(self, sheet: OrganisationSheet) -> list[Action | None]:
        archived = sheet.organisation.is_archived
        started = [*self._panels.organisation_actions(sheet)]
        return [
            *started,
            *([None] if started else []),
            Action("directory.reviewed", tr("Fiche relue aujourd'hui"), lambda: self._ask("reviewed"), icon="check"),
            Action("directory.merge", tr("Fusionner avec une autre fiche…"), lambda: self._ask("merge"), icon="merge"),
            Action("directory.restore", tr("Remettre dans l'annuaire"), lambda: self._ask("restore"), icon="archive-restore")
            if archived
            else Action("directory.archive", tr("Archiver la fiche"), lambda: self._ask("archive"), icon="archive"),
            Action("directory.delete", tr("Supprimer la fiche"), lambda: self._ask("delete"), icon="trash-2"),
        ]  # fmt: skip

    def _look_for_doubles(self, data: SheetData) -> None:
        service, one = self._bench.service, data.sheet.organisation
        self._message.look(None if one.is_archived else lambda: service.suspects_of_organisation(one.id))

    def _show_tabs(self, data: SheetData, *, same: bool) -> None:
        for key, _ in self._panels.groups:
            self.tabs.set_count(key, sum(event.group == key for event in data.events))
        if not same:
            self.tabs.set_current("all")
        self._choose(self.tabs.current())

    def _facts(self, sheet: OrganisationSheet) -> list[tuple[str, str, Callable[[], object] | None]]:
        one = sheet.organisation
        place = f"{one.postal_code} {one.town}".strip()
        facts: list[tuple[str, str, Callable[[], object] | None]] = [
            (tr("Adresse"), "\n".join(filter(None, (one.address, place))), None),
            (tr("Téléphone"), one.phone, None),
            (tr("Courriel"), one.email, lambda: write(self._bench.desk, [one.email])),
            (tr("Site"), one.website.removeprefix("https://"), lambda: visit(self._bench.desk, one.website)),
        ]
        for held in sheet.identifiers:
            checked = self._bench.service.check_identifier(held.scheme, held.value)
            facts.append((self._bench.service.schemes[held.scheme].name, checked.shown, None))
        facts += [
            (tr("Fondée"), format_date(one.founded_on, "long") if one.founded_on else "", None),
            (tr("Objet"), one.purpose, None),
            (tr("Note"), one.note, None),
            (tr("Fiche"), tr("relue le {day}", day=format_date(one.reviewed_on, "long")) if one.reviewed_on
             else tr("jamais relue"), None),
        ]  # fmt: skip
        return facts

    # --- acting ---

    def write(self) -> None:
        """Write to all who accepted it."""
        if self._data is not None:
            write(self._bench.desk, addresses(self._data.sheet.people))

    def edit(self) -> None:
        """Show the fields, the keyboard in the first one."""
        self._to_fields()
        self.fields.form.field("name").focus()

    def _to_fields(self) -> None:
        self.tabs.set_current("fields")
        self._choose("fields")

    def _choose(self, key: object) -> None:
        if self._data is None:
            return
        self._fit()
        if key == "fields":
            self._body.setCurrentWidget(self.fields)
            return
        self._body.setCurrentWidget(self.events)
        events = [event for event in self._data.events if key in ("all", event.group)]
        words = {group: tr(word) for group, word in self._panels.groups}
        self.events.show_events(events, words.get(str(key), tr("Tout ce que nous avons fait")))

    def _act(self) -> None:
        if self._more is not None:
            self._more.showMenu()

    def _ask(self, what: str) -> None:
        if self._data is not None:
            self.asked.emit(what, self._data.sheet.organisation.id)


def read_sheet(bench: Bench, panels: DirectoryPanels, organisation_id: int) -> SheetData:
    """Read all that a sheet shows; on a reader thread."""
    service = bench.service
    with service.library.snapshot():
        sheet = service.organisation_sheet(organisation_id)
        events = [event for source in panels.organisation_events for event in source(sheet.organisation.id)]
        return SheetData(sheet, (*events, *membership_events(sheet)))
