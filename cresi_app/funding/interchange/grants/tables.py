"""Rows of a list with the line each stands on: CSV however it was written, sheets of XLSX, XLS and ODS."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Final

from cresi_app.core import workbooks
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.grants import headings
from cresi_app.funding.interchange.grants.cells import whole_number
from cresi_app.funding.interchange.grants.decoding import decode
from cresi_app.funding.model.findings import Finding

SEPARATORS: Final = (";", ",", "\t", "|")
_LOOKED_AT: Final = 40
_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xlsb"})
LARGEST_SHEETS: Final = 512 << 20
"""Bytes of a workbook once unpacked beyond which it is refused."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_CELLS: Final = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: `line` in the file or sheet, from 1; `raw` its own text when it came from a CSV."""

    line: int
    cells: tuple[str, ...]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One list: its sheet ("" in a CSV), separator ("" in a sheet), headings, the rows below and those above."""

    sheet: str
    separator: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    heading_line: int = 1
    above: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """What a file holds: its lists, encoding, and what there is to say about it."""

    tables: tuple[Table, ...]
    encoding: str
    kind: str
    findings: tuple[Finding, ...] = field(default=())


def read_tables(content: bytes, name: str = "", encoding: str = "") -> Tables:
    """Return the lists of a file. DomainError ``no_table`` when no row of it looks like headings of a list of grants."""
    is_sheet = content.startswith((_ZIP, _OLE)) or (PurePath(name).suffix.casefold() in _SHEETS and not encoding)
    found = _workbook(content) if is_sheet else _text(content, encoding)
    if not found.tables:
        raise DomainError(
            "no_table",
            N_(
                "Ce fichier n'a pas d'en-têtes d'une liste de subventions : il faut au moins un bénéficiaire et un montant. Rien n'a été lu."
            ),
        )
    return found


# --- text ---


def _text(content: bytes, encoding: str) -> Tables:
    decoded = decode(content, encoding)
    text = decoded.text.replace("\x00", "\ufffd")
    separator = separator_of(text)
    rows = tuple(split(text, separator))
    table = _table("", separator, rows)
    return Tables((table,) if table else (), decoded.encoding, "csv", decoded.findings)


def separator_of(text: str) -> str:
    """Return the separator that makes most of the first rows' cells headings we know; the most frequent one otherwise."""
    head = text[:20_000]
    return max(SEPARATORS, key=lambda one: (_best_heading(head, one), head.partition("\n")[0].count(one)))


def _best_heading(head: str, separator: str) -> int:
    rows = split(head, separator)
    return max((headings.score(row.cells) for row, _n in zip(rows, range(_LOOKED_AT), strict=False)), default=0)


def split(text: str, separator: str) -> Iterator[Row]:
    """Give the rows of a CSV with their line; a quote that never closes costs one line, not the rest of the file."""
    lines = list(io.StringIO(text, newline=""))  # only \n, \r and \r\n end a line; str.splitlines knows too many more
    at = 0
    while at < len(lines):
        taken, cells = _record(lines, at, separator)
        raw = "".join(lines[at : at + taken])
        yield Row(at + 1, tuple(cells[:_MOST_CELLS]), raw.rstrip("\r\n"))
        at += taken


def _record(lines: Sequence[str], at: int, separator: str) -> tuple[int, list[str]]:
    """Read one record from line `at` on: how many lines it takes, its cells."""
    pulled = 0

    def feed() -> Iterator[str]:
        nonlocal pulled
        for line in lines[at : at + _LOOKED_AT]:
            pulled += 1
            yield line

    try:
        cells = next(csv.reader(feed(), delimiter=separator), [])
    except csv.Error:
        return 1, lines[at].rstrip("\r\n").split(separator)
    # Cells over several lines are headings or short notes; more is a quote left open.
    if pulled > 1 and (
        pulled >= _LOOKED_AT
        or (at + pulled >= len(lines) and lines[at].count('"') % 2 and '"' not in lines[at + pulled - 1])
    ):
        return 1, lines[at].rstrip("\r\n").split(separator)
    return max(pulled, 1), cells


def plain(raw: str, separator: str) -> tuple[str, ...]:
    """Split a row whose quotes do not make sense: those around the whole row go, doubled ones are one."""
    text = raw.replace('""', "\x00").replace('"', "").replace("\x00", '"')
    return tuple(text.split(separator))


# --- sheets ---


def _swollen(content: bytes) -> bool:
    """Say whether an archive unpacks to more than any list of grants: a bomb, or a file that is something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist()) > LARGEST_SHEETS
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _workbook(content: bytes) -> Tables:
    if content.startswith(_ZIP) and _swollen(content):
        raise DomainError(
            "too_big",
            N_(
                "Ce classeur dépasse {size} Mo une fois ouvert : ce n'est pas une liste de subventions. Rien n'a été lu."
            ),
            size=LARGEST_SHEETS >> 20,
        )
    try:
        sheets = workbooks.sheets(content)
    except workbooks.TooManyCellsError:
        raise DomainError(
            "too_big",
            N_(
                "Ce classeur s'étend sur trop de cellules pour une liste de subventions. Supprimez ce qui traîne loin du tableau, "
                "ou enregistrez la feuille en CSV. Rien n'a été lu."
            ),
        ) from None
    except workbooks.UnreadableError as error:
        raise DomainError(
            "unreadable_sheet",
            N_(
                "Ce classeur n'a pas pu être lu ({reason}). Rouvrez-le dans votre tableur et enregistrez-le en .xlsx ou .csv."
            ),
            reason=str(error)[:200],
        ) from None
    found = []
    for name, values in sheets:
        rows = tuple(Row(line, tuple(_cell(value) for value in row)) for line, row in enumerate(values, start=1))
        table = _table(name, "", rows)
        if table:
            found.append(table)
    return Tables(tuple(found), "", "xlsx")


def _cell(value: str | float | bool | date | datetime | time | timedelta) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return whole_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


# --- headings ---


def _table(sheet: str, separator: str, rows: tuple[Row, ...]) -> Table | None:
    """Find the row of headings among the first ones: the one with most headings we know."""
    candidates = [row for row in rows[:_LOOKED_AT] if headings.is_heading_row(row.cells)]
    if not candidates:
        return None
    best = max(candidates, key=lambda row: headings.score(row.cells))
    at = rows.index(best)
    names = tuple(cell.strip() for cell in best.cells)
    while names and not names[-1]:
        names = names[:-1]
    return Table(sheet, separator, names, rows[at + 1 :], best.line, rows[:at])
