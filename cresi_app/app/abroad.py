"""What the other pages show of the cooperation desk: a figure, what waits, meetings to come, lines of the directory's sheets."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from cresi_app.cooperation.model.listing import AgreementFilter, AgreementRow, Reminder
from cresi_app.cooperation.model.partner import PartnerEvent
from cresi_app.cooperation.model.steps import TONES
from cresi_app.cooperation.model.world import WorldFigures, WorldFilter
from cresi_app.core.clock import today
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.directory.model.views import Event as SheetEvent
from cresi_app.projects.model import DossierData
from cresi_app.services import Services
from cresi_app.shell.board import Event, Figure, Todo
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk

SOON: Final = timedelta(days=92)
"""How long before a notice or an end the home page speaks of it; the desk's own list speaks of it six months before."""
MEETING_SOON: Final = timedelta(days=31)
_ICONS: Final = {"agreement": "handshake", "support": "briefcase", "crisis": "shield-alert", "outpost": "building-2"}


def figure(services: Services, year: int) -> Figure:
    """Return the home page's figure of a year: the very totals of the map and its table."""
    found = services.cooperation.world(WorldFilter(year=year))
    return Figure(
        "handshake",
        "accent",
        tr("Coopérations"),
        trn("{n} pays", "{n} pays", found.countries, n=format_number(found.countries)),
        caption(found),
        page="cooperation",
    )


def caption(found: WorldFigures) -> str:
    """« 14 accords · 9 projets · 568 500 € votés »."""
    return " · ".join((
        trn("{n} accord", "{n} accords", found.total("agreements")),
        trn("{n} projet", "{n} projets", found.total("projects")),
        tr("{amount} votés", amount=format_money(Money(found.total("granted")))),
    ))  # fmt: skip


def todo(services: Services) -> Iterator[Todo]:
    """Give what waits for somebody: transmissions, notices and ends that come."""
    for one in services.cooperation.reminders():
        if one.kind == "transmit" or (one.kind != "meeting" and one.day <= today() + SOON):
            yield _todo(one)


def _todo(one: Reminder) -> Todo:
    verbs = {"transmit": tr("Ouvrir"), "notice": tr("Ouvrir"), "end": tr("Préparer")}
    words = {
        "transmit": tr("Accord {name} à transmettre", name=one.title),
        "notice": tr("Accord {name} : préavis", name=one.title),
        "end": tr("Accord {name} à renouveler", name=one.title),
    }
    days = (one.day - today()).days
    pill = tr("En attente") if one.kind == "transmit" else trn("Dans {n} jour", "Dans {n} jours", days)
    record = ("agreement", one.agreement_id)
    return Todo("handshake", one.tone, words[one.kind], one.sentence, (pill, one.tone), verbs[one.kind], record)


def events(services: Services) -> list[Event]:
    """Return the meetings of steering committees that come."""
    return [
        Event(one.day, tr("Comité de suivi : {name}", name=one.title), "", None, ("agreement", one.agreement_id))
        for one in services.cooperation.reminders()
        if one.kind == "meeting" and one.day <= today() + MEETING_SOON
    ]


def of_organisation(services: Services, organisation_id: int) -> Sequence[SheetEvent]:
    """Return the agreements an organisation signs, and what was done with it."""
    rows = services.cooperation.agreement_rows(AgreementFilter(organisation_id=organisation_id))
    found = [_signed(row) for row in rows]
    found += [_done(one) for one in services.cooperation.events_of_organisation(organisation_id)]
    return [event for event in found if event is not None]


def of_person(services: Services, person_id: int) -> Sequence[SheetEvent]:
    """Return the supports a person took part in."""
    return [_done(one) for one in services.cooperation.events_of_person(person_id)]


def agreement_action(services: Services, desk: Desk, data: DossierData) -> Action:
    """Return what leads from a dossier to the agreement it is carried out under."""

    def show(rows: list[AgreementRow]) -> None:
        if rows:
            desk.open_record("agreement", rows[0].id)
        else:
            desk.messages.toast(tr("Aucun accord de coopération n'est lié à ce dossier."))

    def find() -> None:
        project_id = data.project.id
        desk.read(("cooperation", "of_project"), lambda: services.cooperation.agreements_of_project(project_id), show)

    return Action("cooperation.of_project", tr("Voir l'accord de coopération"), find, icon="handshake")


def _signed(row: AgreementRow) -> SheetEvent | None:
    act = row.standing.act
    day = act.signed_on or act.deliberated_on or act.starts_on
    if day is None:
        return None
    detail = f"{row.number} · {row.country} · {row.period}"
    tone = TONES[row.state]
    title = tr("Accord « {name} »", name=row.name)
    return SheetEvent(
        day, title, detail, "agreement", row.id, "handshake", "accent", row.standing.word, tone, "cooperation"
    )


def _done(one: PartnerEvent) -> SheetEvent:
    return SheetEvent(
        one.day, one.title, one.detail, one.kind, one.id, _ICONS[one.kind], "primary", "", "neutral", "cooperation"
    )
