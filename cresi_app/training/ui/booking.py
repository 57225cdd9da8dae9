"""The form that books several people of one association onto a session."""

from collections.abc import Callable

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.training.model import ORDINARY, RULE_LABELS, Booked, GroupRule, Guest, SessionSheet, Terms
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.forms import ActForm
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TokenField,
)
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.messages import Act


class BookForm(ActForm):
    """Who comes from which association. The reasons of exceptions are asked only when a rule refuses without them."""

    def __init__(self, desk: Desk, service: TrainingService, session_id: int) -> None:
        self._service, self._session_id = service, session_id
        self._booked: Booked | None = None
        self.organisation = RecordPicker(
            desk,
            tr("Association"),
            searches.organisations(service),
            name="organisation",
            create=searches.creating(
                desk, "directory.add_organisation", lambda name: service.directory.add_organisation(desk.actor, name)
            ),
        )
        self.guests = TokenField(
            desk,
            tr("Personnes"),
            searches.people(service, self._organisation_id),
            name="guests",
            create=searches.typed_person,
        )
        self.guests.create_label = tr("Inscrire « {text} »")
        self.unnamed = NumberField(tr("Places à nommer plus tard"), name="unnamed", least=0, most=50)
        self.rule = ChoiceField(
            tr("Si tout le groupe ne tient pas"),
            [(rule, tr(RULE_LABELS[rule])) for rule in GroupRule],
            name="group_rule",
        )
        self.first = CheckField(
            tr("Demande prioritaire"), name="priority", hint=tr("Elle passe avant les autres dans la liste d'attente.")
        )
        self.note = MultilineField(tr("Note"), name="note", lines=2)
        self.late = TextField(tr("Pourquoi inscrire quand même"), name="late_reason")
        self.limit = TextField(tr("Pourquoi donner plus de places"), name="limit_reason")
        fields = [self.organisation, self.guests, self.unnamed, self.rule, self.first, self.note, self.late, self.limit]
        super().__init__(desk, tr("Inscrire une association"), (tr("Inscrire"), "primary", "user-plus"), fields)
        self.late.hide()
        self.limit.hide()
        self._rare = (self.rule, self.first, self.note)
        self.more = Button(tr("Groupe, priorité, note"), "link", "chevron-down")
        self.more.clicked.connect(self._unfold)
        self.body.insertLayout(self.body.indexOf(self.rule), Row(self.more, None))
        self._fold()
        self.form.edited.connect(self._touched)

        for field in (self.organisation, self.guests):
            field.committed.connect(lambda _value: self._look())

    def _fold(self) -> None:
        """Leave away what most bookings do without: the form then stands whole beside the list."""
        for field in self._rare:
            field.hide()
        self.more.show()

    def _unfold(self) -> None:
        for field in self._rare:
            field.show()
        if self.more.hasFocus():
            self.rule.focus()
        self.more.hide()

    def _touched(self, name: str) -> None:
        """Show what was put back from a booking begun before."""
        if any(field.name == name for field in self._rare):
            self._unfold()

    def _look(self) -> None:
        """Point out names that may be somebody already known under another spelling; nothing is decided by it."""
        names = [
            one.title
            for one in self.guests.value() or ()
            if isinstance(one, Proposal) and not isinstance(one.value, int)
        ]
        organisation_id, session_id, service = self._organisation_id(), self._session_id, self._service
        if organisation_id is not None and names:
            self.desk.read(
                ("training", "alike"), lambda: service.lookalikes(session_id, organisation_id, names), self._looked
            )

    def _looked(self, sentences: list[str]) -> None:
        if sentences:
            self.guests.set_hint(" ".join(sentences), "warning")

    def _organisation_id(self) -> int | None:
        value = self.organisation.value()
        return value.value if isinstance(value, Proposal) and isinstance(value.value, int) else None

    def show_sheet(self, sheet: SessionSheet) -> None:
        """Say how many places are left."""
        free = sheet.free
        self.guests.set_hint(
            tr("Aucune place libre : ces personnes attendront.") if not free else "",
            "warning" if not free else "neutral",
        )

    def work(self) -> Callable[[], Changes]:
        """Book them."""
        organisation = self.value("organisation")
        if organisation is None:
            raise DomainError("missing", N_("Choisissez l'association, ou créez-la."), field="organisation")
        people = [searches.guest_of(one) for one in self.value("guests")]
        people += [Guest()] * int(self.value("unnamed") or 0)
        if not people:
            raise DomainError(
                "missing", N_("Écrivez au moins un nom, ou un nombre de places à nommer."), field="guests"
            )
        terms = Terms(
            group_rule=GroupRule(self.value("group_rule")),
            priority=0 if self.value("priority") else ORDINARY,
            late_reason=self.value("late_reason"),
            limit_reason=self.value("limit_reason"),
            note=self.value("note"),
        )
        actor, service, session_id, organisation_id = (
            self.desk.actor,
            self._service,
            self._session_id,
            int(organisation.value),
        )

        def act() -> Changes:
            self._booked = service.book(actor, session_id, organisation_id, people, terms)
            return self._booked.changes

        return act

    def refused(self, error: CresiError) -> None:
        """Ask for the reason of an exception when one would do."""
        super().refused(error)
        if error.field == "limit_reason":
            self.limit.show()

    def _done(self, changes: Changes) -> None:
        super()._done(changes)
        if self._booked is not None:
            desk, library = self.desk, self._service.library
            back = Act(tr("Annuler"), lambda: desk.write("undo", lambda: library.undo(desk.actor, changes.seq)))
            said = [self._booked.sentence, self._booked.why]
            desk.messages.toast(" ".join(filter(None, said)), back)
        empty: dict[str, object] = {
            "organisation": None,
            "guests": [],
            "unnamed": None,
            "priority": False,
            "note": "",
            "late_reason": "",
            "limit_reason": "",
        }
        self.form.show_values(empty)
        self._fold()
        self.late.hide()
        self.limit.hide()
        self.organisation.focus()
