"""The centre's own words on its training papers, the delay of alerts, the profile « organisme déclaré », trainers' competences."""

from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.core.ids import new_id
from cresi_app.training.model.teaching import Competence, TrainingSetting
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.subpage import SubPage
from cresi_app.widgets.card import Card
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    Field,
    Form,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TokenField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column

FIELDS = (
    "minimum_days", "needs_contact", "meals", "house_rules", "programme_title", "programme_intro", "booking_words",
    "places_words", "hours_words", "childcare_words", "absence_words", "rules_words", "ideas_words", "is_declared",
)  # fmt: skip


class SettingsView(SubPage):
    """Saved as fields are left; empty words print the usual ones."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__(
            tr("Réglages des formations"),
            tr("Chaque changement vaut tout de suite, et s'annule (Ctrl+Z)."),
            content,
            parent=parent,
        )
        self._desk, self._service, self._group = desk, service, new_id()
        fields = self._fields()
        self.form = Form([*fields["alerts"], *fields["letters"], *fields["programme"], *fields["declared"]])
        cards = []
        for key, title, hint in (
            ("alerts", tr("Alertes"), ""),
            ("letters", tr("Convocations"), ""),
            ("programme", tr("Programme de l'année"), tr("Ce qui est laissé vide prend les mots habituels, ou ne s'imprime pas.")),
            ("declared", tr("Organisme déclaré"), tr("Éteint par défaut : former des bénévoles n'est pas toujours de la formation professionnelle.")),
        ):  # fmt: skip
            card = Card(title, padding=(18, 14))
            if hint:
                card.body.addWidget(Label(hint, "caption", "text3", wrap=True))
            for field in fields[key]:
                card.body.addWidget(field)
            cards.append(card)
        alerts, letters, programme, declared = cards
        left = Column(alerts, self._trainer_card(), letters, declared, None, spacing=12)
        sides = TwoColumns(left, Column(programme, None, spacing=12), gap=14)
        Column(sides, None, margins=(0, 2, 8, 8), parent=content)
        self.form.committed.connect(self._save)

    @staticmethod
    def _fields() -> dict[str, list[Field]]:
        return {
            "alerts": [
                NumberField(tr("Alerter sous le minimum, jours avant"), name="minimum_days", least=0, most=120),
            ],
            "letters": [
                MultilineField(tr("Besoin particulier : à qui s'adresser"), name="needs_contact", lines=2),
                MultilineField(tr("Repas"), name="meals", lines=2),
                MultilineField(tr("Règlement intérieur"), name="house_rules", lines=3),
            ],
            "programme": [
                TextField(tr("Titre"), name="programme_title"),
                MultilineField(tr("Présentation"), name="programme_intro", lines=2),
                MultilineField(tr("Inscription"), name="booking_words", lines=2),
                MultilineField(tr("Lieux"), name="places_words", lines=2),
                MultilineField(tr("Horaires"), name="hours_words", lines=2),
                MultilineField(tr("Garde d'enfants"), name="childcare_words", lines=2),
                MultilineField(tr("Absence"), name="absence_words", lines=2),
                MultilineField(tr("Règles d'inscription"), name="rules_words", lines=2),
                MultilineField(tr("Appel à idées"), name="ideas_words", lines=2),
            ],
            "declared": [
                CheckField(tr("Le centre est un organisme de formation déclaré"), name="is_declared"),
            ],
        }

    def _trainer_card(self) -> Card:
        card = Card(tr("Compétences des formateurs"), padding=(18, 14))
        service, desk = self._service, self._desk
        self.person = RecordPicker(desk, tr("Formateur ou formatrice"), searches.people(service), name="person")
        self.skills = TokenField(
            desk, tr("Ce que cette personne sait enseigner"), searches.competences(service), name="skills",
            create=searches.creating(desk, "training.add_competence", lambda name: service.add_competence(desk.actor, name)),
        )  # fmt: skip
        self.skills.hide()
        self.person.committed.connect(self._person_chosen)
        self.skills.committed.connect(self._save_skills)
        card.body.addWidget(self.person)
        card.body.addWidget(self.skills)
        return card

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None or changes.touches("training_setting"):
            self._desk.read(("training", "setting"), self._service.setting, self._show)

    def _show(self, setting: TrainingSetting) -> None:
        self.form.show_values({name: getattr(setting, name) for name in FIELDS}, keep_typing=True)

    def _save(self, name: str, value: object) -> None:
        actor, group, service = self._desk.actor, self._group, self._service
        if value is None and name == "minimum_days":
            value = 0
        changed: dict[str, Any] = {name: value}
        self._desk.write(
            "training.set_setting", lambda: service.set_setting(actor, group, **changed), None, self._refused
        )

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._desk.messages.error(error)

    def _person_chosen(self, _value: object) -> None:
        chosen = self.person.value()
        self.skills.setVisible(chosen is not None)
        if chosen is not None:
            person_id, service = int(chosen.value), self._service
            self._desk.read(("training", "skills"), lambda: service.trainer_competences(person_id), self._show_skills)

    def _show_skills(self, found: list[Competence]) -> None:
        self.skills.set_value([Proposal(one.id, one.name) for one in found])

    def _save_skills(self, value: object) -> None:
        chosen = self.person.value()
        if chosen is None:
            return
        ids = searches.ids_of(value if isinstance(value, list) else [])
        actor, service, person_id = self._desk.actor, self._service, int(chosen.value)
        self._desk.write(
            "training.set_trainer_skills",
            lambda: service.set_trainer_competences(actor, person_id, ids),
            None,
            self._refused,
        )
