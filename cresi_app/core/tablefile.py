"""Reads tables from files that offices have: CSV and its cousins in any alphabet, XLSX, XLS and ODS, as rows of text."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from cresi_app.core import workbooks
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

_DELIMITERS: Final = ";,\t|"
_SAMPLE: Final = 40
_WORKBOOK: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How XLSX and ODS (zip) and XLS (OLE) begin."""
_SAYS_SEPARATOR: Final = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_ERRORS: Final = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALEUR!", "#NOM?", "#NUL!", "#NOMBRE!", "Err:502", "Err:508", "Err:522",
})  # fmt: skip
"""What a workbook shows where a formula failed: nothing that anybody wrote."""
_LONGEST: Final = 16_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: the number of its first line in the file (or of its row in the sheet), from 1, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its sheet's name ("" in a text file), lines that have something in them, alphabet and delimiter."""

    name: str
    lines: list[Line]
    encoding: str = ""
    delimiter: str = ""
    doubts: list[str] = field(default_factory=list)
    """French sentences about the whole file, to be translated when shown."""


def is_workbook(head: bytes) -> bool:
    """Say whether a file beginning so is a workbook rather than text."""
    return head.startswith(_WORKBOOK)


def read_tables(data: bytes, name: str, *, encoding: str = "", delimiter: str = "") -> list[Table]:
    """Return the tables of a file; a text file has one. Dates are ISO, whole numbers without decimals, cells stripped.

    DomainError ``unreadable_table`` when a workbook is broken or protected, ``unknown_encoding`` when `encoding` is no name.
    """
    if is_workbook(data):
        return _workbook(data, name)
    text, used, doubts = decoded(data, encoding)
    found = _SAYS_SEPARATOR.match(text)
    skipped = 0
    if found:
        delimiter, text, skipped = delimiter or found[1], text[found.end() :], 1
    chosen = delimiter or _delimiter(text)
    return [Table("", _rows(text, chosen, skipped), used, chosen, doubts)]


def decoded(data: bytes, encoding: str = "") -> tuple[str, str, list[str]]:
    """Return the text of a file, the name of its alphabet, and what is doubtful: UTF-8 first, else Western Windows."""
    if encoding:
        try:
            codec = codecs.lookup(encoding).name
        except LookupError:
            raise DomainError(
                "unknown_encoding", N_("« {name} » n'est pas un encodage connu. Rien n'a été lu."), name=encoding
            ) from None
        return data.decode(codec, "replace").removeprefix("\ufeff"), codec, []
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16", []
    try:
        return data.decode("utf-8-sig"), "utf-8", []
    except UnicodeDecodeError as error:
        # A few stray bytes in a file that is UTF-8 otherwise: reading it all as Windows would spoil every accent.
        good = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", data))
        bad = data.decode("utf-8", "replace").count("\ufffd")
        if good > 4 * bad:
            line = data.count(b"\n", 0, error.start) + 1
            text = "\n".join(map(_line, data.removeprefix(codecs.BOM_UTF8).split(b"\n")))
            return (
                text,
                "utf-8",
                [N_("Quelques octets ne sont pas de l'UTF-8 : lus comme du Windows occidental.")] if line else [],
            )
    return data.decode("cp1252", "replace"), "cp1252", []


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """Choose the sign that parts the first lines, outside quotes, into most cells that say something, evenly.

    Prose has commas as well, but not as many in each line: what parts most lines into the same number of cells weighs more.
    """
    lines = [re.sub(r'"[^"]*"', "x", line) for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best, score = ";", 1.0
    for sign in _DELIMITERS:
        filled = [sum(bool(cell.strip()) for cell in line.split(sign)) for line in lines]
        if not any(count > 1 for count in filled) or (len(lines) == 2 and sign not in lines[0]):
            continue
        columns = max(filled[0], sorted(filled)[len(filled) // 2])
        even = sum(count > 1 for count in filled) / len(filled)
        counts = [line.count(sign) for line in lines if sign in line]
        alike = Counter(counts).most_common(1)[0][1] / len(counts)
        if columns * even * alike > score:
            best, score = sign, columns * even * alike
    return best


def _rows(text: str, delimiter: str, skipped: int) -> list[Line]:
    previous = csv.field_size_limit(_LONGEST)
    try:
        reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
        lines: list[Line] = []
        begins = 1 + skipped
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(begins, [cell.strip() for cell in cells]))
            begins = reader.line_num + 1 + skipped
        return lines
    finally:
        csv.field_size_limit(previous)


def _workbook(data: bytes, name: str) -> list[Table]:
    try:
        return [Table(title, _cells(rows)) for title, rows in workbooks.sheets(data)]
    except workbooks.TooManyCellsError as error:
        raise DomainError(
            "unreadable_table",
            N_(
                "Le classeur « {name} » s'étend sur trop de cellules pour être lu. Supprimez ce qui traîne loin du tableau, ou "
                "enregistrez la feuille en CSV. Rien n'a été importé."
            ),
            name=name,
        ) from error
    except workbooks.UnreadableError as error:
        raise DomainError(
            "unreadable_table",
            N_(
                "Le classeur « {name} » n'a pas pu être lu : il est abîmé ou protégé par un mot de passe. Rien n'a été importé."
            ),
            name=name,
        ) from error


def _cells(rows: Sequence[Sequence[object]]) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        cells = [as_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append(Line(number, cells))
    return lines


def as_text(value: object) -> str:
    """Return a cell's value as text: dates in ISO, numbers without needless decimals nor exponent, « oui » and « non »."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer() and abs(value) < 1e17:
            return str(int(value))
        case float():
            return f"{value:.10f}".rstrip("0").rstrip(".") if 1e-6 < abs(value) < 1e15 else repr(value)
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case _:
            text = str(value).strip()
            return "" if text in _ERRORS else text
