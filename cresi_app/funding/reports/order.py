"""The order of payment: what is to be paid to whom, on which year and axis, what was paid already, and who signs."""

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money
from cresi_app.core.papercode import paper_code
from cresi_app.funding.model.views import GrantSheet, InstalmentState, InstalmentView
from cresi_app.printing import style
from cresi_app.printing.byhand import signatures
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, headed, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Verdict, facts, key_figures, open_table


def payment_order(sheet: GrantSheet, identity: Identity) -> Paper:
    """Return the order for the next instalment that is not wholly paid, or for the last one when all are."""
    number = sheet.grant.number

    def story(_numbers: Numbers) -> list[Flowable]:
        view = order_of(sheet)
        flows: list[Flowable] = [
            Overline(tr("Ordre de paiement")),
            words(sheet.holder, style.H1_SMALL, role="H1"),
            words(sheet.grant.title, style.LEAD),
            Gap(3 * MM),
        ]
        if view is None:
            return [*flows, Verdict(tr("Aucune échéance n'est écrite : il n'y a rien à ordonnancer."), good=False)]
        return [
            *flows,
            key_figures(_figures(sheet, view)),
            Gap(3 * MM),
            Verdict(_verdict(view), good=not view.obstacle),
            Gap(3 * MM),
            facts(_facts(sheet, view), LETTER.width),
            *headed(tr("Échéancier"), _schedule(sheet)),
            Gap(8 * MM),
            signatures([(tr("Service instructeur"), ""), (tr("Ordonnateur"), identity.representative)], LETTER.width),
        ]

    return Paper(
        kind="payment-order",
        title=tr("Ordre de paiement {number} – {holder}", number=number, holder=sheet.holder),
        identity=identity,
        furniture=Furniture(
            kind=tr("Ordre de paiement"),
            reference=number,
            short_title=sheet.grant.title,
            who=sheet.authority or identity.authority_name,
            copy=tr("Pièce à joindre au bordereau. Le mandat ne porte que ce qui est écrit ici."),
        ),
        story=story,
        code=paper_code("grant", number),
        author=sheet.authority,
        subject=tr("Ordre de paiement d'une subvention"),
    )


def order_of(sheet: GrantSheet) -> InstalmentView | None:
    """Return the instalment the order is about."""
    return sheet.next_instalment or (sheet.instalments[-1] if sheet.instalments else None)


def _figures(sheet: GrantSheet, view: InstalmentView) -> list[KeyFigure]:
    money = sheet.money
    amount = view.left_minor or view.instalment.amount_minor
    label = tr("à payer") if view.left_minor else tr("payé")
    return [
        KeyFigure(format_money(money(amount)), label, view.instalment.label),
        KeyFigure(format_money(money(sheet.granted_minor)), tr("accordé")),
        KeyFigure(format_money(money(sheet.paid_minor)), tr("déjà versé")),
        KeyFigure(format_money(money(sheet.left_minor - view.left_minor)), tr("restera ensuite")),
    ]


def _verdict(view: InstalmentView) -> str:
    if view.obstacle:
        return view.obstacle
    if view.state is InstalmentState.PAID:
        day = format_date(view.paid_on) if view.paid_on else ""
        return tr("Échéance versée le {day}, mandat {number}.", day=day, number=view.order_number or "—")
    return tr("Rien ne s'oppose au paiement : convention, échéance et pièces sont en règle.")


def _facts(sheet: GrantSheet, view: InstalmentView) -> list[tuple[str, str]]:
    one = sheet.grant
    day = format_date(one.voted_on) if one.voted_on else ""
    signed = tr("{number}, signée le {day}", number=one.agreement_number, day=format_date(one.signed_on)) if one.signed_on else ""  # fmt: skip
    borne = " · ".join(
        tr("{year}, {axis} : {amount} engagés, {paid} versés", year=c.exercise.year, axis=c.axis.name,
           amount=format_money(Money(c.commitment.amount_minor)), paid=format_money(Money(c.paid_minor)))
        for c in sheet.commitments
    )  # fmt: skip
    return [
        (tr("Bénéficiaire"), ", ".join(part for part in (sheet.holder, sheet.holder_town) if part)),
        (tr("Subvention"), tr("{number}, exercice {year}", number=one.number, year=one.year)),
        (tr("Délibération"), " ".join(part for part in (one.deliberation, day) if part)),
        (tr("Convention"), signed),
        (tr("Imputation"), borne),
        (tr("Condition"), view.instalment.terms),
        (tr("Prévue le"), format_date(view.instalment.due_on) if view.instalment.due_on else ""),
        (tr("Pièces reçues"), ", ".join(v.name for v in sheet.papers if v.paper.received_on is not None)),
        (tr("Dépenses justifiées"), format_money(sheet.money(sheet.justified_minor)) if sheet.justified_minor else ""),
    ]


def _schedule(sheet: GrantSheet) -> Flowable:
    columns = (
        Col(tr("Échéance"), 44, names_row=True),
        Col(tr("Prévue le"), 26),
        Col(tr("Montant"), 24, "right"),
        Col(tr("Versé"), 24, "right"),
        Col(tr("Mandat"), 30),
    )
    money = sheet.money
    rows = [
        [
            (view.instalment.label, view.instalment.terms),
            format_date(view.instalment.due_on, "medium") if view.instalment.due_on else "—",
            format_money(money(view.instalment.amount_minor)),
            format_money(money(view.paid_minor)) if view.paid_minor else "—",
            view.order_number or "—",
        ]
        for view in sheet.instalments
    ]
    total = [tr("Total"), "", format_money(money(sheet.scheduled_minor)), format_money(money(sheet.paid_minor)), ""]
    assert sum(view.paid_minor for view in sheet.instalments) == sheet.paid_minor
    return open_table(columns, rows, LETTER.width, total=total)
