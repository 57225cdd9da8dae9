"""The agreement sheet: four figures, facts, acts, promises and payments, what is to be done."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.cooperation.model.amounts import percent_text
from cresi_app.cooperation.model.listing import AgreementSheet
from cresi_app.cooperation.model.records import Renewal
from cresi_app.cooperation.model.steps import NextAct, current_end, notice_on
from cresi_app.cooperation.reports.bars import PaidBars
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money
from cresi_app.core.papercode import paper_code
from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, headed, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.tables import Col, KeyFigure, SideBySide, facts, open_table

_OBJECT: Final = style.style("agreement object", fonts.SERIF_ITALIC, 12, 16, textColor=style.TEXT2, spaceAfter=6)
_SHOWN_YEARS: Final = 6
_SHORT: Final = 24 * style.MM
"""What a table of a row or two wants under its heading."""
_FIGURES: Final = tuple(
    style.style(f"agreement figure {size}", fonts.SERIF_BOLD, size, 29, textColor=style.PETROL)
    for size in (24, 20, 17, 14, 11.5)
)
_TODO: Final = {
    NextAct.DELIBERATE: N_("Délibérer avant toute signature ; joindre l'objet des actions et le montant prévisionnel."),
    NextAct.SIGN: N_("Faire signer les deux parties, puis transmettre au contrôle de légalité."),
    NextAct.TRANSMIT: N_("Transmettre au contrôle de légalité : l'accord devient exécutoire à la réception."),
    NextAct.RENEW: N_("Délibérer avant toute signature ; joindre l'objet des actions et le montant prévisionnel ; transmettre au contrôle de légalité."),
    NextAct.RESUME: N_("Lever la suspension quand les conditions le permettent."),
    NextAct.RELAUNCH: N_("Relancer avec un plan d'action, ou clore et archiver."),
    NextAct.MEET: N_("Tenir le comité de suivi et noter ses décisions."),
}  # fmt: skip


def agreement_paper(sheet: AgreementSheet, identity: Identity) -> Paper:
    """Return the sheet of a cooperation."""
    width = LETTER.width
    parties = tr("{authority} et {partner}", authority=sheet.authority, partner=sheet.partner)

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            Overline(tr("Accord de coopération décentralisée")),
            words(parties, style.H1_SMALL, role="H1"),
            words(tr("« {name} » · {country}", name=sheet.agreement.name, country=sheet.country), _OBJECT),
            fitted_figures(_figures(sheet), width),
            Gap(8),
            facts(_facts(sheet), width),
            *headed(tr("Actes"), _acts(sheet, width)),
            *_years(sheet, width),
            *_more(sheet, width),
            *heading(tr("À faire")),
            *paragraphs(_todo(sheet)),
        ]

    return Paper(
        kind="agreement",
        title=tr("Fiche-accord {number} – {name}", number=sheet.number, name=sheet.agreement.name),
        identity=identity,
        furniture=Furniture(
            kind=tr("Fiche-accord de coopération"),
            reference=tr("n° {number} · {act}", number=sheet.number, act=_current_title(sheet).lower()),
            short_title=sheet.agreement.name,
            who=tr("Coopération {authority} — {name}", authority=sheet.authority, name=sheet.agreement.name),
            copy=tr(
                "Fiche éditée le {day}. Pièces signées conservées au dossier {number}.",
                day=format_date(clock.today()), number=sheet.number,
            ),
        ),
        story=story,
        code=paper_code("agreement", sheet.number),
        author=sheet.authority,
        subject=tr("Fiche d'un accord de coopération décentralisée"),
    )  # fmt: skip


def fitted_figures(figures: Sequence[KeyFigure], width: float) -> SideBySide:
    """Return up to four figures in a row, each as large as its column lets it stand on one line: « Avenant 2 », « 45 000 € »."""
    room = width / max(len(figures), 1) - 22
    label = style.coloured(style.LABEL, style.INK)
    stacks = []
    for item in figures:
        fitting = next((one for one in _FIGURES if drawing.line_width(item.figure, one) <= room), _FIGURES[-1])
        second = [words(item.second, style.SECOND)] if item.second else []
        stacks.append([words(item.figure, fitting), words(item.label, label), *second])
    return SideBySide(stacks, above=True)


def _current_title(sheet: AgreementSheet) -> str:
    act = sheet.standing.in_force or sheet.standing.act
    return next(view.title for view in sheet.acts if view.act.id == act.id)


def _figures(sheet: AgreementSheet) -> list[KeyFigure]:
    today = clock.today()
    first = next((day for view in sheet.acts if (day := view.act.signed_on) is not None), None)
    in_force = sheet.standing.in_force
    since = next(
        (view.effective_on for view in sheet.acts if in_force is not None and view.act.id == in_force.id), None
    )
    last = next((one for one in reversed(sheet.years) if one.committed is not None and one.year <= today.year), None)
    in_kind = tr("dont {amount} en nature", amount=format_money(Money(last.in_kind))) if last and last.in_kind else ""
    return [
        KeyFigure(str(first.year) if first else "—", tr("première signature"), _lasting(first, today)),
        KeyFigure(
            _current_title(sheet) if in_force is not None else "—",
            tr("acte en vigueur") if in_force is not None else tr("aucun acte en vigueur"),
            tr("depuis le {day}", day=format_date(since)) if since else sheet.standing.word,
        ),
        KeyFigure(
            format_money(Money(last.committed)) if last and last.committed is not None else "—",
            tr("engagement {year}", year=last.year) if last else tr("aucun engagement"),
            in_kind,
        ),
        _left(sheet, today),
    ]


def _lasting(first: date | None, today: date) -> str:
    if first is None:
        return ""
    return trn("{n} année de coopération", "{n} années de coopération", today.year - first.year)


def _left(sheet: AgreementSheet, today: date) -> KeyFigure:
    act = sheet.standing.in_force or sheet.standing.act
    end = current_end(act, today)
    if end is None:
        return KeyFigure("—", tr("sans terme écrit"))
    if end < today:
        return KeyFigure(str(end.year), tr("échu"), format_date(end))
    notice = notice_on(act, today)
    warned = ""
    if notice is not None:
        warned = (
            tr("préavis dépassé") if notice < today else tr("préavis avant le {day}", day=format_date(notice, "medium"))
        )
    count = (end - today).days
    left = trn("{n} jour", "{n} jours", count) if count < 100 else trn("{n} mois", "{n} mois", round(count / 30.44))
    return KeyFigure(left, tr("avant l'échéance"), ", ".join(filter(None, (format_date(end), warned))))


def _facts(sheet: AgreementSheet) -> list[tuple[str, str]]:
    act, root = sheet.current, sheet.agreement
    shares = [
        view.name + (f" ({percent_text(view.row.percent_hundredths)}\u00a0%)" if view.row.percent_hundredths is not None else "")
        for view in sheet.sectors
    ]  # fmt: skip
    entered = next((view.effective_on for view in sheet.acts if view.act.id == act.id), None)
    return [
        (tr("Parties"), _parties(sheet)),
        (tr("Pays"), f"{sheet.country} · {sheet.partner_kind.name}"),
        (tr("Objet"), root.object),
        (tr("Domaines"), " · ".join(shares)),
        (tr("Délibérations"), _deliberations(sheet)),
        (tr("Entrée en vigueur"), _entry(entered, transmitted=act.transmitted_on == entered)),
        (tr("Durée et fin"), _lasts(sheet)),
        (tr("Suivi"), _followed(sheet)),
        (tr("Langues"), act.originals or root.originals),
    ]


def _parties(sheet: AgreementSheet) -> str:
    act = sheet.current
    home = (
        tr("{party}, représenté par {who}", party=sheet.authority, who=act.signed_by)
        if act.signed_by
        else sheet.authority
    )
    there = (
        tr("{party}, représenté par {who}", party=sheet.partner, who=act.partner_signed_by)
        if act.partner_signed_by
        else sheet.partner
    )
    return f"{home} · {there}"


def _deliberations(sheet: AgreementSheet) -> str:
    act = sheet.current
    found = []
    for party, day, number in (
        (tr("France"), act.deliberated_on, act.deliberation_number),
        (sheet.country, act.partner_deliberated_on, act.partner_deliberation),
    ):
        if day is not None:
            named = tr("n° {number} du {day}", number=number, day=format_date(day)) if number else format_date(day)
            found.append(tr("{party} : {act}", party=party, act=named))
    return " · ".join(found)


def _entry(day: date | None, *, transmitted: bool) -> str:
    if day is None:
        return tr("dès la transmission au préfet")
    if transmitted:
        return tr("{day}, date de réception au contrôle de légalité", day=format_date(day))
    return format_date(day)


def _lasts(sheet: AgreementSheet) -> str:
    act = sheet.current
    renewals = {
        Renewal.EXPRESS: tr("renouvellement exprès"), Renewal.TACIT: tr("reconduction tacite"), Renewal.NONE: tr("sans renouvellement"),
    }  # fmt: skip
    ends = tr("jusqu'au {day}", day=format_date(act.ends_on)) if act.ends_on else tr("sans terme écrit")
    notice = trn("préavis de {n} mois", "préavis de {n} mois", act.notice_months) if act.notice_months else ""
    stopped = tr("suspendu depuis le {day}", day=format_date(act.suspended_on)) if act.suspended_on else ""
    return " ; ".join(part for part in (ends, renewals[act.renewal], notice, stopped) if part)


def _followed(sheet: AgreementSheet) -> str:
    coming = [one.day for one in sheet.meetings if one.day >= clock.today()]
    following = tr("prochain comité le {day}", day=format_date(min(coming))) if coming else ""
    return " ; ".join(part for part in (sheet.agreement.steering, following) if part)


def _acts(sheet: AgreementSheet, width: float) -> Flowable:
    def day(value: date | None) -> str:
        return format_date(value, "medium") if value is not None else "—"

    columns = [
        Col(tr("Acte"), 46, names_row=True), Col(tr("Signé le"), 26), Col(tr("Transmis le"), 26), Col(tr("En vigueur"), 26),
        Col(tr("Fin"), 26), Col(tr("État"), 24),
    ]  # fmt: skip
    rows = [
        [
            (view.title, view.act.number), day(view.act.signed_on), day(view.act.transmitted_on), day(view.effective_on),
            day(view.ends_on), view.state.lower(),
        ]
        for view in sheet.acts
    ]  # fmt: skip
    return open_table(columns, rows, width)


def _years(sheet: AgreementSheet, width: float) -> list[Flowable]:
    years = sheet.years[-_SHOWN_YEARS:]
    if not years:
        return []
    note = tr(
        "Plein : versé ; hachuré : engagé et non versé. À déclarer avant le 31 mai {year} pour les versements de {last}.",
        year=years[-1].year + 1,
        last=years[-1].year,
    )
    bars = PaidBars(years, width)
    return [*heading(tr("Engagements et versements"), room=bars.height + 40), bars, Gap(2), words(note, style.CAPTION)]


def _more(sheet: AgreementSheet, width: float) -> list[Flowable]:
    flows: list[Flowable] = []
    if sheet.roadmaps:
        rows = [
            [one.title, " – ".join(str(day.year) if day else "…" for day in (one.starts_on, one.ends_on)), one.content]
            for one in sheet.roadmaps
        ]
        columns = [Col(tr("Feuille de route"), 50, names_row=True), Col(tr("Période"), 26), Col(tr("Contenu"), 94)]
        flows += headed(tr("Feuilles de route"), open_table(columns, rows, width), room=_SHORT)
    held = [one for one in sheet.meetings if one.decisions]
    if held:
        decided = [[format_date(one.day, "medium"), one.place, one.decisions] for one in held]
        columns = [Col(tr("Réunion"), 28, names_row=True), Col(tr("Lieu"), 38), Col(tr("Décisions"), 104)]
        flows += headed(tr("Comités de suivi"), open_table(columns, decided, width), room=_SHORT)
    return flows


def _todo(sheet: AgreementSheet) -> str:
    linked = " ; ".join(f"{one.number} {one.title}" for one in sheet.projects)
    parts = [tr(_TODO[sheet.next_act])]
    if linked:
        parts.append(tr("Projets liés : {projects}.", projects=linked))
    return "\n".join([*parts, *sheet.checks])
