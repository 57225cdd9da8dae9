"""The forms of what can be done to one place or one session: end, replace, recognise, note needs, cancel."""

from collections.abc import Callable

from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.training.model import CancelledBy, PlaceLine, Session
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.forms import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField, ChoiceField, MultilineField, RecordPicker, TextField

_NO_NAME = N_("Place à nommer")


def name_of(line: PlaceLine) -> str:
    """Return the name to show for a place."""
    return line.name or tr(_NO_NAME)


class EndForm(ActForm):
    """Ends one place; whoever is next gets the seat in the same act."""

    def __init__(self, desk: Desk, service: TrainingService, line: PlaceLine, *, by_centre: bool = False) -> None:
        self._service, self._line = service, line
        sides = [
            (CancelledBy.ORGANISATION, tr("L'association se désiste")),
            (CancelledBy.CENTRE, tr("Le centre annule")),
        ]
        side = ChoiceField(tr("Qui annule"), sides, name="by")
        side.set_value(CancelledBy.CENTRE if by_centre else CancelledBy.ORGANISATION)
        reason = TextField(tr("Motif"), name="reason", hint=tr("La place libérée va aussitôt à la personne suivante."))
        title = tr("Annuler la place de {name}", name=name_of(line))
        super().__init__(
            desk, title, (tr("Libérer la place"), "danger", "user-x"), [side, reason], cancel=tr("Garder la place")
        )

    def work(self) -> Callable[[], Changes]:
        """End it."""
        by, reason, actor, place_id = (
            CancelledBy(self.value("by")),
            self.value("reason"),
            self.desk.actor,
            self._line.place.id,
        )
        return lambda: self._service.cancel_place(actor, place_id, by, reason)


class EndBookingForm(ActForm):
    """Ends every place of an association's file."""

    def __init__(self, desk: Desk, service: TrainingService, booking_id: int, organisation: str) -> None:
        self._service, self._booking_id = service, booking_id
        sides = [
            (CancelledBy.ORGANISATION, tr("L'association se désiste")),
            (CancelledBy.CENTRE, tr("Le centre annule")),
        ]
        fields = [ChoiceField(tr("Qui annule"), sides, name="by"), TextField(tr("Motif"), name="reason")]
        title = tr("Annuler l'inscription de {name}", name=organisation)
        super().__init__(
            desk, title, (tr("Libérer les places"), "danger", "user-x"), fields, cancel=tr("Garder les places")
        )

    def work(self) -> Callable[[], Changes]:
        """End them."""
        by, reason, actor, booking_id = (
            CancelledBy(self.value("by")),
            self.value("reason"),
            self.desk.actor,
            self._booking_id,
        )
        return lambda: self._service.cancel_booking(actor, booking_id, by, reason)


class ReplaceForm(ActForm):
    """Gives a place to a colleague, or a name to a place that had none."""

    def __init__(self, desk: Desk, service: TrainingService, line: PlaceLine, organisation_id: int) -> None:
        self._service, self._line = service, line
        person = RecordPicker(
            desk,
            tr("Qui vient"),
            searches.people(service, lambda: organisation_id),
            name="name",
            create=searches.typed_person,
        )
        fields = [person]
        if line.name:
            title = tr("Qui vient à la place de {name} ?", name=line.name)
            fields.append(TextField(tr("Motif"), name="reason"))  # type: ignore[arg-type]  # the list is of fields of two kinds
        else:
            title = tr("Qui vient ?")
        super().__init__(
            desk, title, (tr("Donner la place"), "primary", "user-check"), fields, cancel=tr("Ne rien changer")
        )

    def work(self) -> Callable[[], Changes]:
        """Hand it over."""
        chosen = self.value("name")
        if chosen is None:
            raise DomainError("name", N_("Écrivez le nom de la personne qui vient à sa place."), field="name")
        reason = self.value("reason") if self._line.name else ""
        guest, actor, place_id = searches.guest_of(chosen), self.desk.actor, self._line.place.id
        return lambda: self._service.replace_person(actor, place_id, guest, reason)


class IdentifyForm(ActForm):
    """Ties a name as typed to a person of the directory, or makes that person's sheet."""

    def __init__(self, desk: Desk, service: TrainingService, line: PlaceLine, organisation_id: int) -> None:
        self._service, self._line = service, line

        def make(text: str) -> Changes:
            given, _, family = text.rpartition(" ")
            return service.directory.add_person(desk.actor, given, family, organisation_id=organisation_id)

        person = RecordPicker(
            desk, tr("Personne de l'annuaire"), searches.people(service, lambda: organisation_id), name="guests",
            create=searches.creating(desk, "directory.add_person", make),
        )  # fmt: skip
        title = tr("Qui est « {name} » ?", name=name_of(line))
        super().__init__(
            desk, title, (tr("C'est cette personne"), "primary", "user-check"), [person], cancel=tr("Ne rien changer")
        )

    def work(self) -> Callable[[], Changes]:
        """Tie them."""
        chosen = self.value("guests")
        if chosen is None:
            raise DomainError("missing", N_("Choisissez la personne, ou créez sa fiche."), field="guests")
        actor, place_id, person_id = self.desk.actor, self._line.place.id, int(chosen.value)
        return lambda: self._service.identify(actor, place_id, person_id)


class NeedsForm(ActForm):
    """Notes what somebody needs in order to come."""

    def __init__(self, desk: Desk, service: TrainingService, line: PlaceLine) -> None:
        self._service, self._line = service, line
        self.needs = MultilineField(
            tr("Besoins"),
            name="needs",
            lines=4,
            hint=tr("Accès, interprète, repas. Jamais imprimé, jamais dans une liste."),
        )
        title = tr("Ce dont {name} a besoin", name=name_of(line))
        super().__init__(desk, title, (tr("Noter"), "primary", "check"), [self.needs], cancel=tr("Ne rien changer"))
        place_id = line.place.id
        desk.read(("training", "needs"), lambda: service.needs(place_id), self.needs.set_value)

    def work(self) -> Callable[[], Changes]:
        """Note them."""
        text, actor, place_id = self.value("needs"), self.desk.actor, self._line.place.id
        return lambda: self._service.set_needs(actor, place_id, text)


class CancelSessionForm(ActForm):
    """Cancels or postpones a session."""

    def __init__(self, desk: Desk, service: TrainingService, session: Session) -> None:
        self._service, self._session = service, session
        fields = [
            TextField(tr("Motif"), name="reason", hint=tr("Les inscrits et ceux qui attendent le demanderont.")),
            CheckField(tr("Elle est reportée à une date à venir"), name="postponed"),
        ]
        title = tr("Annuler la journée {session}", session=session.code)
        super().__init__(
            desk, title, (tr("Annuler la journée"), "danger", "circle-x"), fields, cancel=tr("Maintenir la journée")
        )

    def work(self) -> Callable[[], Changes]:
        """Cancel it."""
        reason, postponed, actor = self.value("reason"), self.value("postponed"), self.desk.actor
        session = self._session
        return lambda: self._service.cancel_session(actor, session.id, session.version, reason, postponed=postponed)
