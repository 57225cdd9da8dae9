"""A list of agreements kept in a workbook or a text file: columns found by their names, each line read or left out with its reason."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cresi_app.cooperation.model.listed import AgreementList, LeftOut, ListedAgreement
from cresi_app.cooperation.service import CooperationService
from cresi_app.core.dates import parse_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.tablefile import Line, Table, read_tables
from cresi_app.core.text import fold

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "name": ("territoire", "nom", "accord", "cooperation", "territory", "name"),
    "country": ("pays", "pays ou territoire", "country"),
    "partner": ("partenaire", "autorite partenaire", "collectivite partenaire", "partner", "partner authority"),
    "kind": ("pourquoi ce pays", "raison", "type de pays", "reason"),
    "group_name": ("groupe", "group"),
    "object": ("objet", "purpose", "object"),
    "signed_on": ("signature", "signe le", "date de signature", "signed", "signed on"),
    "transmitted_on": ("transmission", "transmis le", "date de transmission", "transmitted", "transmitted on"),
    "ends_on": ("echeance", "fin", "date de fin", "ends", "ends on", "end"),
})  # fmt: skip
"""The names of columns that are understood, folded, by what they hold."""
_NEEDED: Final = ("name", "country", "partner")


def read_list(service: CooperationService, file: Path) -> AgreementList:
    """Return what a file holds; nothing is written. DomainError when it is no table, or lacks a column that is needed."""
    try:
        content = file.read_bytes()
    except OSError as error:
        sentence = N_("« {name} » ne s'ouvre pas : rien n'a été lu. Vérifiez que le fichier est encore là et lisible.")
        raise DomainError("unreadable_file", sentence, name=file.name) from error
    table = next((one for one in read_tables(content, file.name) if one.lines), None)
    if table is None:
        raise DomainError("empty_list", N_("Ce fichier ne contient aucune ligne : rien n'a été lu."))
    places, unknown = _columns(table)
    known = {(fold(row.name), row.country_code) for row in service.agreement_rows()}
    found: list[ListedAgreement] = []
    left: list[LeftOut] = []
    for line in table.lines[1:]:
        cells = {key: line.cells[at].strip() if at < len(line.cells) else "" for key, at in places.items()}
        try:
            one = _read_line(service, line, cells)
        except DomainError as error:
            left.append(LeftOut(line.number, cells["name"], error.sentence))
            continue
        key = (fold(one.name), one.country_code)
        if key in known:
            left.append(LeftOut(line.number, one.name, tr("Cet accord est déjà dans la bibliothèque.")))
        else:
            known.add(key)
            found.append(one)
    return AgreementList(tuple(found), tuple(left), unknown)


def _columns(table: Table) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each thing stands, and the columns that say nothing here."""
    head = table.lines[0].cells
    named = {word: key for key, words in COLUMNS.items() for word in words}
    places: dict[str, int] = {}
    unknown = []
    for at, cell in enumerate(head):
        key = named.get(fold(cell).strip())
        if key is None:
            if cell.strip():
                unknown.append(cell.strip())
        else:
            places.setdefault(key, at)
    missing = [COLUMNS[key][0] for key in _NEEDED if key not in places]
    if missing:
        raise DomainError(
            "list_columns",
            N_(
                "Il manque à ce fichier ces colonnes : {columns}. Nommez-les ainsi dans sa première ligne ; rien n'a été lu."
            ),
            columns=", ".join(missing),
        )
    return places, tuple(unknown)


def _read_line(service: CooperationService, line: Line, cells: Mapping[str, str]) -> ListedAgreement:
    for key in _NEEDED:
        if not cells[key]:
            raise DomainError("list_cell", N_("La case « {column} » est vide."), column=COLUMNS[key][0])
    return ListedAgreement(
        line.number, cells["name"], _country(service, cells["country"]), cells["partner"],
        _kind(service, cells.get("kind", "")), cells.get("group_name", ""), cells.get("object", ""),
        _day(cells, "signed_on"), _day(cells, "transmitted_on"), _day(cells, "ends_on"),
    )  # fmt: skip


def _country(service: CooperationService, text: str) -> str:
    typed = fold(text)
    for one in service.directory.countries:
        if typed in {fold(one.code), fold(one.iso3), fold(one.name_fr), fold(one.name_en)}:
            return one.code
    raise DomainError("country_unknown", N_("« {country} » n'est dans la liste des pays sous aucun nom."), country=text)


def _kind(service: CooperationService, text: str) -> str:
    if not text:
        return "origin"
    typed = fold(text)
    for one in service.partner_kinds.values():
        if typed in {fold(one.code), fold(one.name)}:
            return one.code
    known = ", ".join(kind.name for kind in service.partner_kinds.values())
    raise DomainError("kind_unknown", N_("« {text} » ne se lit pas : écrivez {known}."), text=text, known=known)


def _day(cells: Mapping[str, str], key: str) -> date | None:
    return parse_date(cells[key], field=key) if cells.get(key) else None
