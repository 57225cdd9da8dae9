"""New sheets: name, type, commune only; the rest is offered once the sheet is there. Ties between people and organisations."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import C_, N_, tr
from cresi_app.directory.model import Suspect
from cresi_app.directory.ui import searches
from cresi_app.directory.ui.cards import Bench
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import ChoiceField, EmailField, Field, Form, PhoneField, Proposal, RecordPicker, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.typingkept import TypingKept


class Sheet(QWidget):
    """A short form in the place of a sheet: its fields, one verb, « Annuler ». Ctrl+Enter does it, Escape gives up."""

    done = Signal(object, object)
    """The kind of record made (or changed) and its id."""
    given_up = Signal()

    def __init__(self, bench: Bench, title: str, verb: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self.bench = bench
        self.shows: tuple[str, int] | None = None
        """The record to show once it is done; None: the one that was written."""
        self.form = Form(fields)
        self.message = InlineMessage()
        self.message.hide()
        self.card = Card()
        hold(self.card, most_width=560)
        self.card.body.addWidget(Label(title, "detail"))
        self.card.body.addWidget(self.message)
        for field in fields:
            self.card.body.addWidget(field)
        self.go = Button(verb, "primary", "check")
        self.go.clicked.connect(self.submit)
        stop = Button(tr("Annuler"), "secondary")
        stop.clicked.connect(self.given_up)
        self.card.body.addLayout(Row(self.go, stop, None, spacing=8))
        holder = QWidget()
        line = Row(self.card, None)
        line.setStretch(0, 100)  # as wide as it may be, before what is left at its right
        Column(line, None, margins=(24, 18, 24, 18), parent=holder)
        Column(ScrollArea(holder), parent=self)
        on_finish(self, self.submit)
        self._kept = TypingKept(bench.desk, self.form, self, by_field=False)
        if words := self._kept.hold(f"act:{title}"):
            again = Act(tr("La reprendre"), lambda: self._again(words))
            self.message.say(tr("Une saisie commencée ici n'a pas été enregistrée."), "info", again)
            self.message.show()

    def _again(self, words: dict[str, str]) -> None:
        self.message.hide()
        self._kept.put_back(words)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what was begun: another sheet or Escape takes the form away."""
        self._kept.keep()
        super().hideEvent(event)

    def value(self, name: str) -> Any:
        """Return a field's value as it reads now; raises `DomainError` when it does not."""
        return self.form.field(name).read()

    def work(self) -> Callable[[], Changes]:
        """Return what is to be written; raises `DomainError` at its field."""
        raise NotImplementedError

    def submit(self) -> None:
        """Write it; what is refused stands under its field and nothing typed is lost."""
        if not self.go.isEnabled():  # it is being written: pressing the keys again must not write it twice
            return
        try:
            work = self.work()
        except DomainError as error:
            self.refused(error)
            return
        self.go.setEnabled(False)
        self.bench.desk.write("directory.create", work, self._done, self.refused)

    def refused(self, error: CresiError) -> None:
        """Show a refusal at its field, or above the form."""
        self.go.setEnabled(True)
        if not self.form.refuse(error):
            self.message.say(error.sentence, "warning")
            self.message.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _done(self, changes: Changes) -> None:
        self.go.setEnabled(True)
        self._kept.forget()
        shown = self.shows or changes.subject
        assert shown is not None
        self.done.emit(*shown)


class NewOrganisation(Sheet):
    """Name, type, commune; what resembles it is shown before it is made twice. `compared` carries that record's id."""

    compared = Signal(object)

    def __init__(self, bench: Bench, kind: str = "association") -> None:
        kinds = [(choice.code, choice.name) for choice in bench.service.kinds.values()]
        fields = [
            TextField(tr("Nom"), name="name"),
            ChoiceField(tr("Type"), kinds, name="kind"),
            TextField(tr("Commune"), name="town"),
        ]
        super().__init__(bench, tr("Nouvelle organisation"), tr("Créer la fiche"), fields)
        fields[1].set_value(kind)
        fields[0].edited.connect(self._look_round)
        fields[2].edited.connect(self._look_round)

    def work(self) -> Callable[[], Changes]:
        """Write the organisation."""
        name, kind, town = self.value("name"), self.value("kind"), self.value("town")
        desk, service = self.bench.desk, self.bench.service
        return lambda: service.add_organisation(desk.actor, name, kind, town=town)

    def _look_round(self) -> None:
        name, town = self.value("name"), self.value("town")
        service = self.bench.service
        self.bench.desk.read(
            ("directory", "suspects"), lambda: service.suspects(name, town) if name else [], self._warn
        )

    def _warn(self, found: list[Suspect]) -> None:
        self.message.setVisible(bool(found))
        if found:
            first = found[0]
            self.message.say(first.reason, "warning", Act(tr("Voir sa fiche"), lambda: self.compared.emit(first.id)))


class NewPerson(Sheet):
    """Names, and where the person belongs."""

    def __init__(self, bench: Bench, organisation: Proposal | None = None) -> None:
        fields = [
            TextField(tr("Prénom"), name="given_name"),
            TextField(tr(C_("person", "Nom")), name="family_name"),
            RecordPicker(
                bench.desk,
                tr("Organisation"),
                searches.organisations(bench.service),
                name="organisation_id",
                create=searches.new_organisation(bench.desk, bench.service),
            ),
            _role_field(bench),
            TextField(tr("Fonction"), name="title", hint=tr("Les mots de la personne : présidente, relais à Kita…")),
            EmailField(tr("Courriel"), name="email"),
            PhoneField(tr("Téléphone"), name="phone"),
        ]
        super().__init__(bench, tr("Nouvelle personne"), tr("Créer la fiche"), fields)
        fields[2].set_value(organisation)
        fields[3].set_value("contact")

    def work(self) -> Callable[[], Changes]:
        """Write the person."""
        organisation = self.value("organisation_id")
        names = ("given_name", "family_name", "role", "title", "email", "phone")
        values = {name: self.value(name) for name in names}
        given, family = values.pop("given_name"), values.pop("family_name")
        if organisation is not None:
            values["organisation_id"] = organisation.value
        desk, service = self.bench.desk, self.bench.service
        return lambda: service.add_person(desk.actor, given, family, **values)


class Tie(Sheet):
    """Says what somebody is in an organisation: one end is known, the other is chosen, or made from its name."""

    def __init__(self, bench: Bench, known: tuple[str, Proposal]) -> None:
        """Tie to ``("organisation" | "person", proposal)``."""
        self._known = known
        entity = known[0]
        other = (
            RecordPicker(bench.desk, tr("Personne"), searches.people(bench.service), name="other", create=_later)
            if entity == "organisation"
            else RecordPicker(
                bench.desk,
                tr("Organisation"),
                searches.organisations(bench.service),
                name="other",
                create=searches.new_organisation(bench.desk, bench.service),
            )
        )
        fields = [
            other,
            _role_field(bench),
            TextField(tr("Fonction"), name="title", hint=tr("Les mots de la personne : présidente, relais à Kita…")),
        ]
        title = N_("Ajouter une personne à {name}") if entity == "organisation" else N_("Organisation de {name}")
        super().__init__(bench, tr(title, name=known[1].title), tr("Ajouter"), fields)
        fields[1].set_value("contact")
        self.shows = entity, int(str(known[1].value))

    def work(self) -> Callable[[], Changes]:
        """Write the tie, and the person if it is a new one."""
        other = self.value("other")
        if other is None:
            raise DomainError("missing", N_("Choisissez d'abord dans la liste."), field="other")
        role, title = self.value("role"), self.value("title")
        desk, service = self.bench.desk, self.bench.service
        known = int(str(self._known[1].value))
        if isinstance(other.value, str):
            given, _, family = other.value.rpartition(" ")
            return lambda: service.add_person(desk.actor, given, family, organisation_id=known, role=role, title=title)
        chosen = int(other.value)
        person, organisation = (chosen, known) if self._known[0] == "organisation" else (known, chosen)
        return lambda: service.add_affiliation(desk.actor, person, organisation, role, title=title)


def _later(text: str, then: Callable[[Proposal], None]) -> None:
    """Propose a person who is made with the tie itself: giving up leaves nobody behind."""
    then(Proposal(text, text))


def _role_field(bench: Bench) -> ChoiceField:
    """Return the choice of a role, each word as it stands alone."""
    options = [(one.code, one.name[:1].upper() + one.name[1:]) for one in bench.service.roles.values()]
    return ChoiceField(tr("Rôle"), options, name="role")
