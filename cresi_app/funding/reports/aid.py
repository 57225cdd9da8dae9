"""The preparation of the yearly declaration of aid on paper: its rows, what is still to be completed, and the sums that agree."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.aid import MARKERS, AidDeclaration, AidLine, AidNames
from cresi_app.funding.model.declaration import aid_deadline
from cresi_app.printing import style
from cresi_app.printing.document import Layout, Numbers, Paper, render
from cresi_app.printing.flow import Gap, heading, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Verdict, facts, key_figures, open_table

SHEET: Final = Layout(margin_landscape=14, top_landscape=26, top_first=34, start="landscape-first", follow="landscape")


def aid_paper(found: AidDeclaration, names: AidNames, identity: Identity) -> Paper:
    """Return the paper of a declaration. `names`: countries, sectors, channels and types of aid by code."""
    width = SHEET.width_landscape

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            words(tr("Déclaration de l'aide de {year} : préparation", year=found.year), style.H1, role="H1"),
            words(_about(found)),
            Gap(4 * MM),
            key_figures(_figures(found)),
            Gap(3 * MM),
            Verdict(_verdict(found), good=found.reconciles and not found.to_complete),
            Gap(5 * MM),
            *heading(tr("Par pays, canal et secteur")),
            _table(found, names, width),
            *_waiting(found, width),
            *_left_out(found, width),
            Gap(5 * MM),
            *heading(tr("Rapprochement avec les versements"), room=62 * MM),
            facts(_sums(found), width * 0.6, label=70 * MM),
        ]

    return Paper(
        kind="declaration",
        title=tr("Déclaration de l'aide {year}", year=found.year),
        identity=identity,
        furniture=Furniture(
            kind=tr("Préparation e-APD"), reference=str(found.year), short_title=found.authority, who=found.authority
        ),
        story=story,
        layout=SHEET,
    )


def _euros(minor: int) -> str:
    return format_money(Money(minor), cents=True)


def _about(found: AidDeclaration) -> str:
    return tr(
        "{authority}. Montants versés entre le 1er janvier et le 31 décembre {year}, quel que soit l'exercice qui les a votés. "
        "La campagne de déclaration se termine en général le {day} (à confirmer).",
        authority=found.authority,
        year=found.year,
        day=format_date(aid_deadline(found.year)),
    )


def _figures(found: AidDeclaration) -> list[KeyFigure]:
    return [
        KeyFigure(_euros(found.declared_minor), tr("déclarés"), trn("{n} ligne", "{n} lignes", len(found.groups))),
        KeyFigure(
            _euros(found.incomplete_minor), tr("à compléter"), trn("{n} dossier", "{n} dossiers", found.to_complete)
        ),
        KeyFigure(_euros(found.out_minor), tr("hors déclaration"), trn("{n} ligne", "{n} lignes", len(found.out))),
        KeyFigure(_euros(found.total_minor), tr("payés dans l'année")),
    ]


def _columns() -> list[Col]:
    titles = [
        tr("Pays"), tr("Canal"), tr("Secteur"), tr("Aide"), tr("Genre"), tr("Env."), tr("Biod."), tr("Nutr."), tr("Hand."), tr("Montant"),
    ]  # fmt: skip
    shares = (14, 18, 22, 6, 5, 5, 5, 5, 5, 14)
    return [
        Col(title, share, "right" if at >= 4 else "left", names_row=at == 0)
        for at, (title, share) in enumerate(zip(titles, shares, strict=True))
    ]


def _table(found: AidDeclaration, names: AidNames, width: float) -> Flowable:
    rows = [
        (
            (names.countries.get(group.country_code, group.country_code), group.country_code),
            (names.channels.get(group.channel_code, ""), group.channel_code),
            (names.sectors.get(group.sector_code, ""), group.sector_code),
            group.aid_type_code,
            *("—" if score is None else str(score) for score in group.markers),
            _euros(group.amount_minor),
        )
        for group in found.groups
    ]
    if not rows:
        return words(tr("Rien n'est encore prêt à être déclaré pour cette année."))
    total = (tr("Total déclaré"), "", "", "", *[""] * len(MARKERS), _euros(found.declared_minor))
    return open_table(_columns(), rows, width, total=total)


def _listed(title: str, lines: Sequence[AidLine], width: float) -> list[Flowable]:
    if not lines:
        return []
    columns = [
        Col(tr("Date"), 11), Col(tr("Numéro"), 11, names_row=True), Col(tr("Bénéficiaire"), 24), Col(tr("Motif"), 34),
        Col(tr("Montant"), 14, "right"),
    ]  # fmt: skip
    rows = [
        (
            format_date(line.source.paid_on, "short"),
            line.source.number or "—",
            (line.source.payee or line.source.label, line.source.label if line.source.payee else ""),
            line.reason,
            _euros(line.amount_minor),
        )
        for line in lines
    ]
    total = (tr("Total"), "", "", "", _euros(sum(line.amount_minor for line in lines)))
    return [Gap(5 * MM), *heading(title), open_table(columns, rows, width, total=total)]


def _waiting(found: AidDeclaration, width: float) -> list[Flowable]:
    return _listed(tr("À compléter avant de déclarer"), found.incomplete, width)


def _left_out(found: AidDeclaration, width: float) -> list[Flowable]:
    return _listed(tr("Hors déclaration"), found.out, width)


def _sums(found: AidDeclaration) -> list[tuple[str, str]]:
    return [
        (tr("Déclaré"), _euros(found.declared_minor)),
        (tr("À compléter"), _euros(found.incomplete_minor)),
        (tr("Hors déclaration"), _euros(found.out_minor)),
        (tr("Versements de subventions"), _euros(found.paid_minor)),
        (tr("Autres dépenses"), _euros(found.expenses_minor)),
        (tr("Total payé"), _euros(found.total_minor)),
        (tr("Reversements reçus, non déduits"), _euros(found.repaid_minor) if found.repaid_minor else ""),
    ]


def _verdict(found: AidDeclaration) -> str:
    if not found.reconciles:
        return tr("Les lignes ne font pas le total payé : ne déclarez pas avant d'avoir compris l'écart.")
    if found.to_complete:
        return trn(
            "Les sommes concordent au centime ; {n} subvention ou dépense reste à compléter.",
            "Les sommes concordent au centime ; {n} subventions ou dépenses restent à compléter.",
            found.to_complete,
        )
    return tr("Déclaré et hors déclaration font exactement le total payé.")


def print_aid(found: AidDeclaration, names: AidNames, identity: Identity, out: Path) -> int:
    """Write the paper of a declaration to `out`; return its pages."""
    return render(aid_paper(found, names, identity), out)
