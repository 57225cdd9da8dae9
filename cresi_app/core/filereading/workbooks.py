"""The child's reading of the words in workbooks: each sheet a part, each row a line, formulas by the value they last had."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from cresi_app.core.filereading.packed import LARGEST, local, member, tree

_SHEET: Final = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_STRINGS: Final = "xl/sharedStrings.xml"


def xlsx(path: Path) -> Iterator[str]:
    """Yield the words of each sheet of an Excel workbook."""
    left = [LARGEST]
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        strings = (
            [_said(one) for one in tree(member(packed, _STRINGS, left)) if local(one) == "si"]
            if _STRINGS in names
            else []
        )
        sheets = sorted((int(found[1]), name) for name in names if (found := _SHEET.fullmatch(name)))
        if not sheets:
            raise KeyError(_SHEET.pattern)
        for _, name in sheets:
            rows = (one for one in tree(member(packed, name, left)).iter() if local(one) == "row")
            yield "\n".join(" ".join(_cells(row, strings)) for row in rows)


def _said(element: Element) -> str:
    """Return the words of a string, its parts joined; how it is to be pronounced is left out."""
    return "".join(
        one.text or "" for part in element if local(part) != "rPh" for one in part.iter() if local(one) == "t"
    )


def _cells(row: Element, strings: Sequence[str]) -> Iterator[str]:
    for cell in row:
        kind = cell.get("t", "")
        for part in cell:
            text = (part.text or "").strip()
            if local(part) == "is":
                yield _said(cell)
            elif local(part) == "v" and kind == "s":
                at = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
                if 0 <= at < len(strings):
                    yield strings[at]
            elif local(part) == "v" and text and kind != "e":
                yield text


def ods(path: Path) -> Iterator[str]:
    """Yield the words of each sheet of a LibreOffice workbook."""
    with zipfile.ZipFile(path) as packed:
        for table in tree(member(packed, "content.xml", [LARGEST])).iter():
            if local(table) == "table":
                yield "\n".join(" ".join(_of_row(row)) for row in table.iter() if local(row) == "table-row")


def _of_row(row: Element) -> Iterator[str]:
    for cell in row:
        if local(cell) in {"table-cell", "covered-table-cell"}:
            yield from (" ".join("".join(one.itertext()).split()) for one in cell if local(one) == "p")
