"""What the directory's sheets show of the other desks: what was done together, and what can be started."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from cresi_app.app import abroad, following, money
from cresi_app.core.clock import today
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.directory.model.views import Event, OrganisationSheet
from cresi_app.directory.ui import DirectoryPanels
from cresi_app.projects.model.listing import ProjectFilter, ProjectRow
from cresi_app.services import Services
from cresi_app.training.model.places import BookingStatus, OrganisationEvent, PersonEvent, PlaceStatus
from cresi_app.training.model.requests import REQUEST_LABELS, RequestLine, RequestStatus
from cresi_app.widgets.actions import Action
from cresi_app.widgets.fields import Proposal

NewProject = Callable[[Proposal], None]
"""Starts a dossier held by an organisation."""

_ENDED: Final = {BookingStatus.CANCELLED, BookingStatus.WITHDRAWN}


def _booking_event(one: OrganisationEvent) -> Event | None:
    if one.day is None:
        return None
    people = trn("{n} personne inscrite", "{n} personnes inscrites", one.registered)
    state, tone = (tr("À venir"), "info") if one.day >= today() else ("", "neutral")  # its date says that it is over
    if one.status in _ENDED:
        state, tone = tr("Annulée"), "neutral"
    return Event(
        one.day,
        tr("Journée « {title} »", title=one.title),
        people,
        "session",
        one.session_id,
        "graduation-cap",
        "info",
        state,
        tone,
        "training",
    )


def _request_event(line: RequestLine) -> Event:
    request = line.request
    tones = {RequestStatus.OPEN: "warning", RequestStatus.PLACED: "success"}
    return Event(
        request.asked_on, tr("Demande une journée : « {theme} »", theme=request.theme), line.session or request.answer,
        "training_request", request.id, "users", "info", tr(REQUEST_LABELS[request.status]),
        tones.get(request.status, "neutral"), "training",
    )  # fmt: skip


def _place_event(one: PersonEvent) -> Event | None:
    if one.day is None:
        return None
    state, tone = (tr("À venir"), "info") if one.day >= today() else ("", "neutral")
    if one.status is PlaceStatus.WAITING:
        state, tone = tr("En attente"), "warning"
    return Event(
        one.day, tr("Journée « {title} »", title=one.title), "", "session", one.session_id,
        "graduation-cap", "info", state, tone, "training",
    )  # fmt: skip


def _project_event(row: ProjectRow) -> Event:
    day = row.starts_on or row.updated_at.date()
    amount = format_money(Money(row.total, row.currency)) if row.total else ""
    detail = " · ".join(part for part in (row.number, row.where, amount) if part)
    return Event(
        day, row.title, detail, "project", row.id, "folder-kanban", "primary", row.stage.name, "neutral", "projects"
    )


class Panels:
    """The directory's windows on training and projects."""

    def __init__(
        self, services: Services, new_project: NewProject, give_code: NewProject, note_advice: NewProject
    ) -> None:
        self._services = services
        self._note_advice = note_advice
        self._new_project = new_project
        self._give_code = give_code

    def organisation_training(self, organisation_id: int) -> Sequence[Event]:
        """Return the training days an organisation booked, and those it asked for."""
        training = self._services.training
        events = (_booking_event(one) for one in training.history_of_organisation(organisation_id))
        asked = [_request_event(line) for line in training.requests_of_organisation(organisation_id)]
        return [*asked, *(event for event in events if event is not None)]

    def person_training(self, person_id: int) -> Sequence[Event]:
        """Return the training days a person has a place in."""
        events = (_place_event(one) for one in self._services.training.history_of_person(person_id))
        return [event for event in events if event is not None]

    def organisation_projects(self, organisation_id: int) -> Sequence[Event]:
        """Return the dossiers an organisation holds or takes part in."""
        return [
            _project_event(row)
            for row in self._services.projects.projects(ProjectFilter(organisation_id=organisation_id))
        ]

    def notes(self, ids: Sequence[int]) -> Mapping[int, str]:
        """Return the words beside the names of the list: how many dossiers."""
        held = self._services.projects.counts_of_holders(ids)
        return {organisation: trn("{n} projet", "{n} projets", count) for organisation, count in held.items()}

    def organisation_actions(self, sheet: OrganisationSheet) -> Sequence[Action]:
        """Return what can be started from an organisation's sheet."""
        holder = Proposal(sheet.organisation.id, sheet.organisation.name)
        return [
            Action(
                "projects.new_for",
                tr("Nouveau dossier de projet"),
                lambda: self._new_project(holder),
                icon="folder-kanban",
            ),
            Action(
                "projects.note_advice",
                tr("Noter un conseil donné"),
                lambda: self._note_advice(holder),
                icon="message-square",
            ),
            Action(
                "training.give_code", tr("Code du poste d'accueil…"), lambda: self._give_code(holder), icon="monitor"
            ),
        ]


def directory_panels(
    services: Services, new_project: NewProject, give_code: NewProject, note_advice: NewProject
) -> DirectoryPanels:
    """Return the doors handed to the directory's page."""
    panels = Panels(services, new_project, give_code, note_advice)
    return DirectoryPanels(
        organisation_events=[
            panels.organisation_training,
            panels.organisation_projects,
            lambda organisation_id: following.of_organisation(services, organisation_id),
            lambda organisation_id: abroad.of_organisation(services, organisation_id),
            lambda organisation_id: money.of_organisation(services, organisation_id),
        ],
        person_events=[panels.person_training, lambda person_id: abroad.of_person(services, person_id)],
        groups=(
            ("projects", N_("Projets")),
            ("training", N_("Formations")),
            ("cooperation", N_("Coopérations")),
            ("funding", N_("Subventions")),
        ),
        organisation_notes=panels.notes,
        organisation_actions=panels.organisation_actions,
    )
