"""What a list of agreements would bring, before it is taken: how many, from where, and the lines left out with their reason."""

from cresi_app.cooperation.model.listed import AgreementList
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui.actforms import Then, Values
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label

_SHOWN = 12


def listed_form(desk: Desk, service: CooperationService, found: AgreementList) -> ActForm:
    """Return the form: one button that takes the list in, under what it holds."""

    def work(_values: Values) -> Then:
        if not found.agreements:
            raise DomainError(
                "empty_list", N_("Aucun accord de ce fichier ne peut être repris : les raisons sont dites ci-dessus.")
            )
        return lambda: service.add_listed(desk.actor, found.agreements)

    verb = trn("Créer {n} accord", "Créer {n} accords", len(found.agreements)) if found.agreements else tr("Créer")
    note = tr(
        "L'autorité partenaire qui n'est pas dans l'annuaire y reçoit sa fiche. Ctrl+Z retire ensuite les accords."
    )
    form = ActForm(desk, (tr("Importer une liste d'accords"), verb, "check"), [], work, note=note)
    said = [trn("{n} accord à créer.", "{n} accords à créer.", len(found.agreements))]
    said += [tr("{name}, {partner}", name=one.name, partner=one.partner) for one in found.agreements[:_SHOWN]]
    if len(found.agreements) > _SHOWN:
        said.append(trn("… et {n} autre.", "… et {n} autres.", len(found.agreements) - _SHOWN))
    lines = [Label(words, "secondary" if number else "button", wrap=True) for number, words in enumerate(said)]
    for gone in found.left_out:
        words = tr("Ligne {line} ({name}) : {reason}", line=gone.line, name=gone.name or "—", reason=gone.sentence)
        lines.append(Label(words, "caption", "warning", wrap=True))
    if found.unknown:
        words = tr("Colonnes non reprises : {columns}.", columns=", ".join(found.unknown))
        lines.append(Label(words, "caption", "text2", wrap=True))
    for number, line in enumerate(lines):
        form.lines.insertWidget(3 + number, line)  # under title, note and message
    return form
