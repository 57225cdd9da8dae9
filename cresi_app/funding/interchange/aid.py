"""The declaration of aid as CSV and as a workbook: its rows, every payment behind them, and the sums that must agree."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from cresi_app.core.i18n import tr
from cresi_app.funding.model.aid import MARKERS, AidDeclaration, AidGroup, AidNames

HEADINGS: Final = (
    "annee", "categorie", "pays_code", "pays", "canal_code", "canal", "secteur_code", "secteur", "type_aide_code", "type_aide",
    "bilateral_multilateral", "depense_en_france", "genre", "environnement", "biodiversite", "nutrition", "handicap", "montant_eur",
    "versements",
)  # fmt: skip
"""The declaration's columns; codes of the OECD, amounts with a point, markers 0 to 2 (empty: does not apply)."""

DETAIL: Final = (
    "date", "mandat", "numero", "libelle", "beneficiaire", "categorie", "pays_code", "canal_code", "secteur_code", "type_aide_code",
    "genre", "environnement", "biodiversite", "nutrition", "handicap", "montant_eur", "etat", "motif",
)  # fmt: skip


def amount(minor: int) -> str:
    """Return cents as euros with a point: 12345 → ``123.45``."""
    return f"{Decimal(minor).scaleb(-2):.2f}"


def rows(found: AidDeclaration, names: AidNames) -> Iterator[tuple[str, ...]]:
    """Give the declaration's rows, as `HEADINGS`."""
    for group in found.groups:
        yield (
            *_codes(found.year, group, names),
            *_scores(group.markers),
            amount(group.amount_minor),
            str(group.payments),
        )


def _codes(year: int, group: AidGroup, names: AidNames) -> tuple[str, ...]:
    kind = group.kind
    return (
        str(year), kind.name, group.country_code, names.countries.get(group.country_code, ""), group.channel_code,
        names.channels.get(group.channel_code, ""), group.sector_code, names.sectors.get(group.sector_code, ""), group.aid_type_code,
        names.aid_types.get(group.aid_type_code, ""), "multilateral" if kind.is_multilateral else "bilateral",
        "oui" if kind.is_in_donor else "non",
    )  # fmt: skip


def _scores(markers: Sequence[int | None]) -> tuple[str, ...]:
    return tuple("" if one is None else str(one) for one in markers)


def detail(found: AidDeclaration) -> Iterator[tuple[str, ...]]:
    """Give every payment's line, declared or not, as `DETAIL`."""
    for line in found.lines:
        source, said = line.source, line.source.said
        state = tr("déclaré") if line.is_declared else tr("hors déclaration") if line.why_out else tr("à compléter")
        yield (
            source.paid_on.isoformat(), source.order_number, source.number, source.label, source.payee,
            said.kind.name if said.kind else "", line.country_code, said.channel_code, line.sector_code, said.aid_type_code,
            *_scores([said.markers[name] for name in MARKERS]), amount(line.amount_minor), state, line.reason,
        )  # fmt: skip


def reconciliation(found: AidDeclaration) -> list[tuple[str, int]]:
    """Return the sums that must agree: what is declared, waits, is left out; what was paid."""
    return [
        (tr("Déclaré"), found.declared_minor),
        (tr("À compléter"), found.incomplete_minor),
        (tr("Hors déclaration"), found.out_minor),
        (tr("Total"), found.declared_minor + found.incomplete_minor + found.out_minor),
        (tr("Versements de subventions de l'année"), found.paid_minor),
        (tr("Autres dépenses déclarées"), found.expenses_minor),
        (tr("Total payé"), found.total_minor),
    ]


def to_csv(found: AidDeclaration, names: AidNames) -> bytes:
    """Return the declaration as CSV: UTF-8 with a mark, semicolons, CRLF, so that spreadsheets of this country open it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(rows(found, names))
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(found: AidDeclaration, names: AidNames) -> bytes:
    """Return the declaration as a workbook of three sheets: declaration, payments, reconciliation. Words are never formulas."""
    import xlsxwriter  # noqa: PLC0415 - only who exports waits for it

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": f"e-APD {found.year}", "author": found.authority})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
            "total": book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1}),
        }
        _sheet(book, tr("Déclaration"), HEADINGS, list(rows(found, names)), formats)
        _sheet(book, tr("Versements"), DETAIL, list(detail(found)), formats)
        _sums(book, reconciliation(found), formats)
    return out.getvalue()


def _sheet(
    book: Any, name: str, headings: Sequence[str], lines: Sequence[Sequence[str]], formats: Mapping[str, Any]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    money = headings.index("montant_eur")
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, formats["head"])
        longest = max((len(line[column]) for line in lines), default=0)
        sheet.set_column(column, column, min(max(longest, len(heading)) + 2, 44))
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line):
            if column == money:
                sheet.write_number(row, column, float(text), formats["money"])
            elif text:
                sheet.write_string(row, column, text)
    last = len(lines)
    if last:
        letter = _letter(money)
        cents = sum(round(float(line[money]) * 100) for line in lines)
        sheet.write_formula(last + 1, money, f"=SUM({letter}2:{letter}{last + 1})", formats["total"], cents / 100)


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _sums(book: Any, sums: Sequence[tuple[str, int]], formats: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(tr("Rapprochement"))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 18)
    for row, (label, minor) in enumerate(sums):
        sheet.write_string(row, 0, label)
        sheet.write_number(row, 1, minor / 100, formats["money"])
