"""The letter to a beneficiary: what was decided, how it is paid, what is awaited; calm when the answer is no."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import format_money
from cresi_app.core.papercode import paper_code
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.papers import LetterData
from cresi_app.funding.model.views import GrantSheet, InstalmentState, InstalmentView
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.letters import LetterTop, letter_top
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, open_table
from cresi_app.printing.typesetting import strong

_BOLD: Final = style.TABLE_STRONG


def grant_letter(data: LetterData, identity: Identity) -> Paper:
    """Return the letter of a grant as it stands: awarded, refused, asked for papers, or acknowledged."""
    sheet = data.sheet
    number = sheet.grant.number
    day = tr("{town}, le {day}", town=identity.town, day=format_date(data.dated_on)) if identity.town else format_date(data.dated_on)  # fmt: skip
    top = LetterTop(data.address, day, tr("Subvention {number}", number=number))

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            *letter_top(identity, top),
            words(_title(sheet), style.H1_SMALL, role="H1"),
            Gap(2 * MM),
            words(tr("Madame, Monsieur,")),
            *_body(sheet),
            Gap(2 * MM),
            words(tr("Je vous prie d'agréer, Madame, Monsieur, l'expression de ma considération distinguée.")),
            Gap(6 * MM),
            *_signed(identity),
        ]

    return Paper(
        kind="grant-letter",
        title=tr("Lettre {number} – {holder}", number=number, holder=sheet.holder),
        identity=identity,
        furniture=Furniture(
            kind=tr("Lettre"),
            reference=number,
            short_title=sheet.grant.title,
            who=sheet.authority or identity.authority_name,
            copy=tr("Subvention {number}. Éditée le {day}.", number=number, day=format_date(data.dated_on)),
        ),
        story=story,
        code=paper_code("grant", number),
        author=sheet.authority,
        subject=tr("Lettre au bénéficiaire d'une subvention"),
    )


def _title(sheet: GrantSheet) -> str:
    code = sheet.grant.status_code
    if code == "refused":
        return tr("Votre demande de subvention n'est pas retenue")
    if code == "withdrawn":
        return tr("Votre demande est classée")
    if sheet.status.is_voted:
        if sheet.missing and sheet.status.is_open and sheet.paid_minor:
            return trn(
                "{n} pièce attendue pour votre subvention",
                "{n} pièces attendues pour votre subvention",
                len(sheet.missing),
            )
        return tr("Une subvention de {amount} vous est accordée", amount=format_money(sheet.money(sheet.granted_minor)))
    return tr("Votre demande de subvention est enregistrée")


def _body(sheet: GrantSheet) -> list[Flowable]:
    code = sheet.grant.status_code
    if code in {"refused", "withdrawn"}:
        return [*_about(sheet), *paragraphs(sheet.grant.motive), *_may_ask()]
    if sheet.status.is_voted:
        return [*_about(sheet), *_awarded(sheet), *_schedule(sheet), *_owed(sheet), *_duties(sheet)]
    return [
        *_about(sheet),
        words(tr("Elle sera présentée à la commission, puis à l'assemblée. Vous recevrez la décision par courrier.")),
    ]


def _about(sheet: GrantSheet) -> list[Flowable]:
    one = sheet.grant
    asked = one.requested_minor
    if asked:
        return [
            words(
                tr(
                    "Vous avez demandé {amount} pour « {title} » (exercice {year}).",
                    amount=strong(format_money(sheet.money(asked))),
                    title=one.title,
                    year=one.year,
                )
            )
        ]
    return [words(tr("Il s'agit de « {title} » (exercice {year}).", title=one.title, year=one.year))]


def _awarded(sheet: GrantSheet) -> list[Flowable]:
    one = sheet.grant
    assert one.voted_on is not None
    amount = strong(format_money(sheet.money(sheet.granted_minor)))
    day = format_date(one.voted_on)
    if one.deliberation:
        sentence = tr("Par la délibération {number} du {day}, l'assemblée vous accorde {amount}.", number=one.deliberation, day=day, amount=amount)  # fmt: skip
    else:
        sentence = tr("Le {day}, l'assemblée vous accorde {amount}.", day=day, amount=amount)
    flows: list[Flowable] = [words(sentence)]
    if one.object:
        flows += paragraphs(one.object)
    if one.needs_agreement and one.signed_on is None:
        flows.append(words(tr("Une convention accompagne cette lettre : le premier versement suit sa signature.")))
    elif one.signed_on is not None:
        flows.append(words(tr("La convention {number} est signée depuis le {day}.", number=one.agreement_number, day=format_date(one.signed_on))))  # fmt: skip
    return flows


def _schedule(sheet: GrantSheet) -> list[Flowable]:
    if not sheet.instalments:
        return []
    columns = (
        Col(tr("Échéance"), 34, names_row=True),
        Col(tr("Prévue le"), 26),
        Col(tr("Montant"), 22, "right"),
        Col(tr("Situation"), 38),
    )
    rows = [_row(sheet, view) for view in sheet.instalments]
    total = [tr("Total"), "", format_money(sheet.money(sheet.scheduled_minor)), ""]
    assert sum(view.instalment.amount_minor for view in sheet.instalments) == sheet.scheduled_minor
    return [*heading(tr("Versements")), open_table(columns, rows, LETTER.width, total=total)]


def _row(sheet: GrantSheet, view: InstalmentView) -> Sequence[str | tuple[str, str]]:
    one = view.instalment
    if view.state is InstalmentState.PAID:
        day = format_date(view.paid_on, "medium") if view.paid_on else ""
        state = tr("versée le {day}", day=day)
    else:
        state = view.obstacle.rstrip(".") or tr("à verser")
    return [
        (one.label, one.terms),
        format_date(one.due_on, "medium") if one.due_on else "—",
        format_money(sheet.money(one.amount_minor)),
        state,
    ]


def _owed(sheet: GrantSheet) -> list[Flowable]:
    if not sheet.missing or not sheet.status.is_open:
        return []
    columns = (Col(tr("Pièce"), 70, names_row=True), Col(tr("Due le"), 30), Col(tr("Demandée le"), 30))
    rows = [
        [
            view.name,
            format_date(view.paper.due_on, "medium") if view.paper.due_on else "—",
            format_date(view.paper.asked_on, "medium") if view.paper.asked_on else "—",
        ]
        for view in sheet.missing
    ]
    return [*heading(tr("Ce que nous attendons de vous")), open_table(columns, rows, LETTER.width)]


def _duties(sheet: GrantSheet) -> list[Flowable]:
    if sheet.grant.direction is not Direction.GIVEN or not sheet.status.is_open:
        return []
    said = tr(
        "La subvention ne sert qu'à son objet. Le compte rendu financier est dû dans les six mois qui suivent la fin de l'exercice ; "
        "ce qui n'est pas dépensé ou pas justifié est reversé."
    )
    return [Gap(2 * MM), words(said)]


def _may_ask() -> list[Flowable]:
    return [words(tr("Le centre de ressources reste à votre disposition pour en parler et préparer la suite."))]


def _signed(identity: Identity) -> list[Flowable]:
    if not identity.representative:
        return [words(tr("Le représentant de la collectivité"), _BOLD)]
    return [words(identity.representative, _BOLD), words(identity.representative_title, style.SECOND)]
