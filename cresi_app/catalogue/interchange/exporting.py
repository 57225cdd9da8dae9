"""Writes documents out: for other libraries, for reference managers, for spreadsheets, and JSON with everything."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from cresi_app.catalogue.interchange import beside, own_json, serieslinks, tonguetexts
from cresi_app.catalogue.interchange.bibtex import writing as bibtex_writing
from cresi_app.catalogue.interchange.dublincore import writing as dc_writing
from cresi_app.catalogue.interchange.iso2709 import TooLong
from cresi_app.catalogue.interchange.marc21 import writing as marc21_writing
from cresi_app.catalogue.interchange.ris import writing as ris_writing
from cresi_app.catalogue.interchange.unimarc import writing as unimarc_writing
from cresi_app.catalogue.model import Copy, DocumentSheet
from cresi_app.catalogue.model.importing import Progress, Told, Unwatched
from cresi_app.catalogue.model.notice import Notice, SaidAuthority
from cresi_app.catalogue.model.reading_back import notice_of
from cresi_app.catalogue.model.tongues import abstracts_of, titles_of
from cresi_app.catalogue.model.whole import counted, whole_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import odsfile
from cresi_app.core.disk import appearing
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money

_CHUNK: Final = 200
_COUNTS: Final = 100_000
"""Counts of one copy that are written: all of them."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"^[+-]?[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]+)?$")
_LONGEST_CELL: Final = 32_000
"""Characters a spreadsheet takes in one cell."""


class ExportFormat(StrEnum):
    """The formats that are written; the value is the command line's word."""

    UNIMARC = "unimarc"
    MARC21 = "marc21"
    MARCXML = "marcxml"
    RIS = "ris"
    BIBTEX = "bibtex"
    DC = "dc"
    OAI = "oai"
    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    JSON = "json"


@dataclass(slots=True)
class ExportReport:
    """What an export wrote, and what it could not write and why."""

    written: int = 0
    skipped: list[tuple[int, Told]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    """The files that go beside the export, by their hash."""
    columns: "tuple[Column, ...]" = ()
    """What a table's columns are."""
    beside: "Beside | None" = None
    """What JSON reads of the library beside the notices."""

    def as_json(self) -> dict[str, object]:
        """Return the report as the command line gives it, ids as text."""
        return {
            "written": self.written,
            "skipped": [{"id": str(document_id), "reason": told.text} for document_id, told in self.skipped],
        }


class Beside(NamedTuple):
    """What JSON says beside the notices: the counts of the pieces of a sheet's copies, and what is said of names."""

    counts: Callable[[DocumentSheet], dict[int, list[dict[str, object]]]]
    names: Callable[[], Iterable[SaidAuthority]]


Column = tuple[str, Callable[[DocumentSheet], str]]


def _first(sheet: DocumentSheet, told: Callable[[Copy], str]) -> str:
    """Return what the first live copy tells that tells anything."""
    return next(filter(None, map(told, sheet.live_copies)), "")


def _paid(copy: Copy) -> str:
    return f"{Money(copy.price_minor, copy.currency).amount} {copy.currency}" if copy.price_minor is not None else ""


COLUMNS: Final[tuple[Column, ...]] = (
    (N_("Numéro"), lambda sheet: sheet.document.number),
    (N_("Type"), lambda sheet: sheet.kind.name),
    (N_("Titre"), lambda sheet: sheet.document.title),
    (N_("Sous-titre"), lambda sheet: sheet.document.subtitle),
    (N_("Autres titres"), lambda sheet: sheet.document.other_titles),
    (N_("Titres en d'autres langues"), lambda sheet: tonguetexts.title_lines(titles_of(sheet))),
    (N_("Auteurs"), lambda sheet: " ; ".join(f"{one.inverted} ({one.role_name})" for one in sheet.contributions)),
    (
        N_("Éditeur"),
        lambda sheet: " ; ".join([sheet.publisher, *(one.name for one in sheet.co_publishers)]).strip(" ;"),
    ),
    (
        N_("Lieu"),
        lambda sheet: next(filter(None, (sheet.document.place, *(one.place for one in sheet.co_publishers))), ""),
    ),
    (N_("Date"), lambda sheet: sheet.document.date_text),
    (N_("Année"), lambda sheet: str(sheet.document.year or "")),
    (N_("Édition"), lambda sheet: sheet.document.edition),
    (N_("Tome"), lambda sheet: sheet.document.part_number),
    (N_("Collection"), lambda sheet: sheet.series),
    (N_("N° dans la collection"), lambda sheet: sheet.document.series_number),
    (
        N_("Autres collections"),
        lambda sheet: "\n".join(
            serieslinks.joined(one.title or one.target_title, one.number)
            for one in sheet.links
            if one.relation == serieslinks.RELATION
        ),
    ),
    (N_("Description"), lambda sheet: sheet.document.extent),
    (N_("ISBN"), lambda sheet: " ; ".join(one.value for one in sheet.identifiers if one.scheme == "isbn")),
    (N_("ISSN"), lambda sheet: " ; ".join(one.value for one in sheet.identifiers if one.scheme == "issn")),
    (N_("DOI"), lambda sheet: " ; ".join(one.value for one in sheet.identifiers if one.scheme == "doi")),
    (N_("Dewey"), lambda sheet: " ; ".join(one.value for one in sheet.identifiers if one.scheme == "dewey")),
    (N_("Langues"), lambda sheet: " ; ".join(one.name for one in sheet.languages if one.use == "text")),
    (N_("Pays"), lambda sheet: " ; ".join(one.name for one in sheet.countries)),
    (N_("Sujets"), lambda sheet: " ; ".join(one.term for one in sheet.subjects)),
    (N_("Public"), lambda sheet: sheet.document.audience),
    (N_("Cote"), lambda sheet: sheet.document.call_number),
    (N_("Exemplaires"), lambda sheet: str(len(sheet.live_copies))),
    (N_("Codes-barres"), lambda sheet: " ; ".join(one.barcode for one in sheet.live_copies if one.barcode)),
    (N_("Emplacement"), lambda sheet: next((one.location for one in sheet.live_copies if one.location), "")),
    (N_("N° d'inventaire"), lambda sheet: next((one.accession_number for one in sheet.live_copies), "")),
    (
        N_("Acquis le"),
        lambda sheet: _first(sheet, lambda copy: copy.acquired_on.isoformat() if copy.acquired_on else ""),
    ),
    (N_("Fournisseur ou donateur"), lambda sheet: _first(sheet, lambda copy: copy.supplier)),
    (N_("Prix payé"), lambda sheet: _first(sheet, _paid)),
    (N_("Nombre de prêts"), lambda sheet: str(sheet.loans or "")),
    (N_("Prix"), lambda sheet: sheet.document.price),
    (N_("Adresse en ligne"), lambda sheet: sheet.document.url),
    (N_("Droits"), lambda sheet: sheet.document.rights),
    (N_("Résumé"), lambda sheet: sheet.document.abstract),
    (N_("Résumés en d'autres langues"), lambda sheet: tonguetexts.abstract_lines(abstracts_of(sheet))),
    (N_("Contenu"), lambda sheet: sheet.document.contents),
    (N_("Notes"), lambda sheet: sheet.document.notes),
    (N_("Identifiant"), lambda sheet: str(sheet.document.id)),
)


def columns_of(service: CatalogueService) -> tuple[Column, ...]:
    """Return the columns of a table: those of every library, then the centre's own fields, « Financeur [financeur] »."""

    def value(short_name: str) -> Callable[[DocumentSheet], str]:
        return lambda sheet: next((one.written for one in sheet.values if one.short_name == short_name), "")

    ways = service.provenances
    came = (
        N_("Provenance"),
        lambda sheet: _first(sheet, lambda copy: ways[copy.provenance].name if copy.provenance in ways else ""),
    )
    own = [(f"{one.name} [{one.short_name}]", value(one.short_name)) for one in service.custom_fields()]
    return (*COLUMNS, came, *own)


def export(
    service: CatalogueService, name: str, ids: Sequence[int], out: Path, progress: Progress | None = None
) -> ExportReport:
    """Write the documents `ids` to `out` in the format `name`, and say what could not be written.

    The file appears whole or not at all. DomainError ``unknown_format`` or ``unwritable_file``.
    """
    try:
        chosen = ExportFormat(name)
    except ValueError:
        known = ", ".join(one.value for one in ExportFormat)
        raise DomainError(
            "unknown_format",
            N_("« {name} » n'est pas un format d'export : choisissez parmi {known}."),
            name=name,
            known=known,
        ) from None
    beside_it = Beside(lambda sheet: _counts(service, sheet), lambda: _names(service, ids))
    report = ExportReport(columns=columns_of(service), beside=beside_it)
    sheets = _sheets(service, ids, progress or Unwatched())
    with appearing(out) as part:
        _WRITERS[chosen](sheets, part, report)
    if report.files:
        beside.send(service, report.files, out)
    return report


def _sheets(service: CatalogueService, ids: Sequence[int], progress: Progress) -> Iterator[DocumentSheet]:
    for start in range(0, len(ids), _CHUNK):
        progress.step(start, len(ids))
        chunk = ids[start : start + _CHUNK]
        said, used, seen = service.said_of_names(chunk), service.uses(chunk), service.views(chunk)
        for sheet in service.sheets(chunk):
            one = sheet.document.id
            counted_here = (*used.get(one, ()), *seen.get(one, ()))
            yield replace(sheet, authorities=tuple(said.get(one, ())), used=counted_here)
    progress.step(len(ids), len(ids))


def _counts(service: CatalogueService, sheet: DocumentSheet) -> dict[int, list[dict[str, object]]]:
    """Return the counts of each copy of what is counted, the oldest first."""
    if not sheet.every_piece:
        return {}
    found = {copy.id: service.counts_of(copy.id, _COUNTS) for copy in sheet.copies}
    return {
        copy_id: [counted(sheet, one.checklist, one.lines.values()) for one in reversed(counts)]
        for copy_id, counts in found.items()
        if counts
    }


def _names(service: CatalogueService, ids: Sequence[int]) -> Iterator[SaidAuthority]:
    seen: set[SaidAuthority] = set()
    for start in range(0, len(ids), _CHUNK):
        for one in service.described_names(ids[start : start + _CHUNK]):
            if one not in seen:
                seen.add(one)
                yield one


def _write_iso2709(record: Callable[[Notice, int], bytes]) -> "Writer":
    def write(sheets: Iterable[DocumentSheet], part: Path, report: ExportReport) -> None:
        with part.open("wb") as file:
            for sheet in sheets:
                try:
                    file.write(record(notice_of(sheet), sheet.document.id))
                except TooLong as error:
                    told = Told(
                        0,
                        N_("Trop long pour l'ISO 2709 (champ {tag}, {length} octets) : exportez cette notice en JSON."),
                        {"tag": error.tag or "–", "length": error.length},
                    )
                    report.skipped.append((sheet.document.id, told))
                else:
                    report.written += 1

    return write


def _write_texts(record: Callable[[Notice, int], str], newline: str) -> "Writer":
    def write(sheets: Iterable[DocumentSheet], part: Path, report: ExportReport) -> None:
        with part.open("w", encoding="utf-8", newline=newline) as file:
            for notice, document_id in _counted(sheets, report):
                file.write(record(notice, document_id))

    return write


def _write_whole(pieces: Callable[[Iterable[tuple[Notice, int]]], Iterator[str]]) -> "Writer":
    def write(sheets: Iterable[DocumentSheet], part: Path, report: ExportReport) -> None:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces(_counted(sheets, report)))

    return write


def _counted(sheets: Iterable[DocumentSheet], report: ExportReport) -> Iterator[tuple[Notice, int]]:
    for sheet in sheets:
        report.written += 1
        yield notice_of(sheet), sheet.document.id


def _repository(records: Iterable[tuple[Notice, int]]) -> Iterator[str]:
    return dc_writing.static_repository(records, tr(N_("Catalogue")), "catalogue@localhost")


def _write_ods(sheets: Iterable[DocumentSheet], part: Path, report: ExportReport) -> None:
    def rows() -> Iterator[list[str]]:
        for sheet in sheets:
            report.written += 1
            yield [value(sheet) for _, value in report.columns]

    odsfile.write(part, tr(N_("Catalogue")), [tr(title) for title, _ in report.columns], rows())


def _write_csv(sheets: Iterable[DocumentSheet], part: Path, report: ExportReport) -> None:
    # French Excel wants the mark and semicolons; without them accents break and everything lands in one column.
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([tr(title) for title, _ in report.columns])
        for sheet in sheets:
            writer.writerow([safe_cell(value(sheet)) for _, value in report.columns])
            report.written += 1


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula; a plain number, negative or not, stays one."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.match(text) else text


def _write_xlsx(sheets: Iterable[DocumentSheet], part: Path, report: ExportReport) -> None:
    import xlsxwriter  # noqa: PLC0415 - only needed by who exports a workbook

    content = io.BytesIO()
    # Texts stay texts: no formula, link or number is made of what somebody typed; ids keep all their digits.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(tr(N_("Catalogue")))
        bold = book.add_format({"bold": True})
        for column, (title, _) in enumerate(report.columns):
            page.write_string(0, column, tr(title), bold)
        for line, sheet in enumerate(sheets, 1):
            for column, (_, value) in enumerate(report.columns):
                page.write_string(line, column, value(sheet)[:_LONGEST_CELL])
            report.written += 1
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(report.written, 1), len(report.columns) - 1)
        page.set_column(2, 3, 40)
        page.set_column(4, 5, 24)
    part.write_bytes(content.getvalue())


def _write_json(sheets: Iterable[DocumentSheet], part: Path, report: ExportReport) -> None:
    def records() -> Iterator[dict[str, object]]:
        for sheet in sheets:
            report.written += 1
            report.files |= {one.sha256: one.name for one in sheet.files}
            counts = report.beside.counts(sheet) if report.beside else {}
            yield own_json.record(notice_of(sheet), sheet.document.id, sheet.document.number, whole_of(sheet, counts))

    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(own_json.write(records(), _described(report)))


def _described(report: ExportReport) -> Iterator[SaidAuthority]:
    if report.beside is not None:
        yield from report.beside.names()


Writer = Callable[[Iterable[DocumentSheet], Path, ExportReport], None]

_WRITERS: Final[dict[ExportFormat, Writer]] = {
    ExportFormat.UNIMARC: _write_iso2709(unimarc_writing.record),
    ExportFormat.MARC21: _write_iso2709(marc21_writing.record),
    ExportFormat.MARCXML: _write_whole(marc21_writing.marcxml),
    ExportFormat.RIS: _write_texts(ris_writing.record, ""),
    ExportFormat.BIBTEX: _write_texts(bibtex_writing.record, "\n"),
    ExportFormat.DC: _write_whole(dc_writing.collection),
    ExportFormat.OAI: _write_whole(_repository),
    ExportFormat.ODS: _write_ods,
    ExportFormat.CSV: _write_csv,
    ExportFormat.XLSX: _write_xlsx,
    ExportFormat.JSON: _write_json,
}
