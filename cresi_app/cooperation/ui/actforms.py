"""The forms of an agreement's steps: deliberation, signature, transmission, suspension, end, relaunch, acts that follow."""

from collections.abc import Callable, Mapping
from typing import Any

from cresi_app.cooperation.model.listing import AgreementSheet
from cresi_app.cooperation.model.records import Agreement
from cresi_app.cooperation.service import CooperationService, Relaunch, Signature
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DateField, Field, MultilineField, TextField

Values = Mapping[str, Any]
Then = Callable[[], Changes]


def needed(values: Values, name: str) -> Any:
    """Return a value that must be there; `DomainError` ``missing`` at its field."""
    if values[name] in (None, ""):
        raise DomainError("missing", N_("Cette case doit être remplie."), field=name)
    return values[name]


class OrderedForm(ActForm):
    """A form that asks which of two acts of one day comes first, when that is refused."""

    def refused(self, error: CresiError) -> None:
        """Show the question with the acts it is about."""
        super().refused(error)
        if error.code == "same_day":
            field = self.form.field("before_id")
            assert isinstance(field, ChoiceField)
            rivals = error.data["rivals"]
            assert isinstance(rivals, tuple)
            options = [(None, tr("À choisir"))]
            options += [(key, tr("Avant {number}", number=number)) for key, number in rivals]
            field.set_options([*options, (0, tr("Après tous"))])
            field.show()


def _order() -> ChoiceField:
    field = ChoiceField(tr("Ordre des actes du même jour"), [(None, tr("À choisir"))], name="before_id")
    field.hide()
    return field


class StepForms:
    """Makes the form of each step for the act that waits; `then` is told by the form's own signals."""

    def __init__(self, desk: Desk, service: CooperationService) -> None:
        self._desk, self._service = desk, service

    def make(self, word: str, sheet: AgreementSheet) -> ActForm | None:
        """Return the form of an act by its word, None for what is no form."""
        makers: dict[str, Callable[[AgreementSheet], ActForm]] = {
            "deliberate": self._deliberate, "sign": self._sign, "transmit": self._transmit, "suspend": self._suspend,
            "terminate": self._terminate, "relaunch": self._relaunch, "renew": self._amend, "amend": self._amend,
        }  # fmt: skip
        return makers[word](sheet) if word in makers else None

    def _shown(self, fields: list[Field], act: Agreement) -> list[Field]:
        for field in fields:
            field.set_value(getattr(act, field.name, None) or (None if isinstance(field, DateField) else ""))
        return fields

    def _deliberate(self, sheet: AgreementSheet) -> ActForm:
        act = sheet.standing.act
        fields: list[Field] = [
            DateField(tr("Date de la délibération"), name="deliberated_on"),
            TextField(tr("Numéro"), name="deliberation_number"),
            DateField(tr("Délibération du partenaire"), name="partner_deliberated_on"),
            TextField(tr("Numéro chez le partenaire"), name="partner_deliberation"),
        ]

        def work(values: Values) -> Then:
            on = needed(values, "deliberated_on")
            more = {
                "partner_deliberated_on": values["partner_deliberated_on"],
                "partner_deliberation": values["partner_deliberation"],
            }
            number = values["deliberation_number"]
            return lambda: self._service.deliberate(self._desk.actor, act.id, act.version, on, number, **more)

        words = (tr("Délibération"), tr("Enregistrer la délibération"), "landmark")
        note = tr("L'assemblée délibère avant la signature ; le texte joint dit l'objet et les engagements prévus.")
        return ActForm(self._desk, words, self._shown(fields, act), work, note=note)

    def _sign(self, sheet: AgreementSheet) -> ActForm:
        act = sheet.standing.act
        order = _order()
        fields: list[Field] = [
            DateField(tr("Signé le"), name="signed_on"),
            TextField(tr("À"), name="signed_place"),
            TextField(tr("Pour la collectivité"), name="signed_by", hint=tr("Nom et qualité de qui signe")),
            TextField(tr("Pour le partenaire"), name="partner_signed_by"),
            TextField(
                tr("Langues et originaux"),
                name="originals",
                hint=tr("Par exemple : français et arabe, deux exemplaires"),
            ),
        ]

        def work(values: Values) -> Then:
            signature = Signature(
                needed(values, "signed_on"), values["signed_place"], values["signed_by"], values["partner_signed_by"],
                values["originals"], values["before_id"],
            )  # fmt: skip
            return lambda: self._service.sign(self._desk.actor, act.id, act.version, signature)

        words = (tr("Signature"), tr("Enregistrer la signature"), "pencil")
        return OrderedForm(self._desk, words, [*self._shown(fields, act), order], work)

    def _transmit(self, sheet: AgreementSheet) -> ActForm:
        act = sheet.standing.act
        fields: list[Field] = [
            DateField(tr("Reçu par le préfet le"), name="transmitted_on"),
            TextField(tr("Numéro de l'accusé de réception"), name="transmission_number"),
            DateField(tr("Publié le"), name="published_on"),
        ]

        def work(values: Values) -> Then:
            on, number = needed(values, "transmitted_on"), values["transmission_number"]
            published = values["published_on"]
            return lambda: self._service.transmit(
                self._desk.actor, act.id, act.version, on, number, published_on=published
            )

        words = (tr("Transmission au préfet"), tr("Enregistrer la transmission"), "send")
        note = tr("L'accord entre en vigueur à cette date, ou à sa publication quand elle vient après.")
        return ActForm(self._desk, words, self._shown(fields, act), work, note=note)

    def _suspend(self, sheet: AgreementSheet) -> ActForm:
        act = sheet.standing.in_force or sheet.standing.act
        fields: list[Field] = [
            DateField(tr("Suspendu à partir du"), name="suspended_on"),
            MultilineField(tr("Raison"), name="suspension_reason", lines=3),
        ]
        fields[0].set_value(clock.today())

        def work(values: Values) -> Then:
            on, reason = needed(values, "suspended_on"), values["suspension_reason"]
            return lambda: self._service.suspend(self._desk.actor, act.id, act.version, on, reason)

        return ActForm(self._desk, (tr("Suspendre l'accord"), tr("Suspendre"), "clock"), fields, work)

    def _terminate(self, sheet: AgreementSheet) -> ActForm:
        act = sheet.standing.in_force or sheet.standing.act
        fields: list[Field] = [
            DateField(tr("Prend fin le"), name="terminated_on"),
            MultilineField(tr("Raison"), name="termination_reason", lines=3),
        ]

        def work(values: Values) -> Then:
            on, reason = needed(values, "terminated_on"), values["termination_reason"]
            return lambda: self._service.terminate(self._desk.actor, act.id, act.version, on, reason)

        note = ""
        if act.notice_months:
            note = trn(
                "L'accord prévoit un préavis de {n} mois.",
                "L'accord prévoit un préavis de {n} mois.",
                act.notice_months,
            )
        return ActForm(self._desk, (tr("Dénoncer l'accord"), tr("Dénoncer"), "circle-x"), fields, work, note=note)

    def _relaunch(self, sheet: AgreementSheet) -> ActForm:
        root = sheet.agreement.id
        fields: list[Field] = [
            TextField(tr("Titre du plan d'action"), name="title"),
            DateField(tr("Du"), name="starts_on"),
            DateField(tr("Au"), name="ends_on"),
            MultilineField(tr("Ce que prévoit le plan"), name="content", lines=6),
            DateField(tr("Délibération du"), name="deliberated_on"),
            TextField(tr("Numéro de la délibération"), name="deliberation_number"),
        ]

        def work(values: Values) -> Then:
            plan = Relaunch(
                values["title"], needed(values, "starts_on"), values["ends_on"], values["content"],
                values["deliberated_on"], values["deliberation_number"],
            )  # fmt: skip
            return lambda: self._service.relaunch(self._desk.actor, root, plan)

        words = (tr("Relancer la coopération"), tr("Relancer"), "refresh-cw")
        note = tr("Un nouvel acte s'ouvre, avec son plan d'action ; les actes passés restent.")
        return ActForm(self._desk, words, fields, work, note=note)

    def _amend(self, sheet: AgreementSheet) -> ActForm:
        root = sheet.agreement.id
        kinds = [(one.code, one.name) for one in self._service.agreement_kinds.values()]
        kind, order = ChoiceField(tr("Acte"), kinds, name="kind_code"), _order()
        kind.set_value("amendment")
        fields: list[Field] = [
            kind,
            MultilineField(tr("Objet"), name="object", lines=3),
            DateField(tr("Début de la période"), name="starts_on"),
            DateField(tr("Fin"), name="ends_on"),
            DateField(tr("Signé le"), name="signed_on", hint=tr("Vide : les étapes s'enregistrent ensuite")),
            order,
        ]

        def work(values: Values) -> Then:
            given = {name: values[name] for name in ("starts_on", "ends_on", "signed_on")}
            if values["object"]:
                given["object"] = values["object"]
            code, before = values["kind_code"], values["before_id"]
            return lambda: self._service.add_act(self._desk.actor, root, code, before_id=before, **given)

        words = (tr("Ajouter un acte"), tr("Ajouter"), "file-plus")
        return OrderedForm(self._desk, words, fields, work)
