"""The sheets of workbooks (XLSX, XLS, ODS), whatever lies in them: a cell astray or a row said to stand ten million times must not stop the program."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Final

MOST_CELLS: Final = 12_000_000
"""Cells of one sheet, empty ones between them counted, that are still read: they are held as a rectangle."""
_MOST_BYTES: Final = 400_000_000
_PIECE: Final = 1 << 20
_TAIL: Final = 512
"""Bytes of a piece that go with the next one: what an element's beginning may take."""
_CELL: Final = re.compile(rb"[<:]c\s[^<>]*?\br=[\"']([A-Za-z]+)(\d+)[\"']")
_ROW: Final = re.compile(
    rb"[<:]table-row\b(?:[^<>]*?rows-repeated=[\"'](\d+))?|[<:](?:covered-)?table-cell\b(?:[^<>]*?columns-repeated=[\"'](\d+))?|([<:]p\b)"
)
_LONGEST_COLUMN: Final = 3
_LONGEST_NUMBER: Final = 8


Value = str | float | bool | date | datetime | time | timedelta
"""What a cell holds."""
_PANIC: Final = "PanicException"


class TooManyCellsError(ValueError):
    """A workbook of more cells than are read."""


class UnreadableError(ValueError):
    """A workbook that is damaged, or locked by a password; its text says what the reader found, in English."""


def sheets(data: bytes) -> list[tuple[str, list[list[Value]]]]:
    """Return the sheets of a workbook: names, and rows of cells with the empty ones before and between them.

    Raises `TooManyCellsError` or `UnreadableError`.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - native code that only sheets need

    check(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise UnreadableError(str(error)) from error
    except BaseException as error:
        # The reader is of Rust, where a slip is a panic: no Exception, and its type cannot be imported.
        if type(error).__name__ != _PANIC:
            raise
        raise UnreadableError(str(error)) from error


def check(data: bytes) -> None:
    """Look through a workbook in the formats of XML. Raises `TooManyCellsError`; what is no archive, or broken, is for its reader to say."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        if isinstance(error, TooManyCellsError):
            raise


def _check(archive: zipfile.ZipFile) -> None:
    size = 0
    for name in archive.namelist():
        if not name.lower().endswith(".xml"):
            continue
        with archive.open(name) as part:
            size += _ods(part) if name == "content.xml" else _sheet(part)
        if size > _MOST_BYTES:
            raise TooManyCellsError


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """Yield a part piece by piece, each ending where an element does: none is cut in two."""
    rest = b""
    size = 0
    while piece := part.read(_PIECE):
        size += len(piece)
        if size > _MOST_BYTES:
            raise TooManyCellsError
        whole = rest + piece
        end = whole.rfind(b">", max(0, len(whole) - _TAIL)) + 1 or len(whole)
        rest = whole[end:]
        yield whole[:end]
    yield rest


def _sheet(part: IO[bytes]) -> int:
    """Measure a sheet of XLSX by the furthest row and column that a cell stands in; return its bytes."""
    columns: set[bytes] = set()
    furthest = size = 0
    for piece in _pieces(part):
        size += len(piece)
        for column, row in _CELL.findall(piece):
            if len(row) > _LONGEST_NUMBER or len(column) > _LONGEST_COLUMN:
                raise TooManyCellsError
            columns.add(column)
            furthest = max(furthest, int(row))
    if furthest * max(map(_number, columns), default=0) > MOST_CELLS:
        raise TooManyCellsError
    return size


def _number(column: bytes) -> int:
    number = 0
    for sign in column.upper():
        number = 26 * number + sign - 64
    return number


def _ods(part: IO[bytes]) -> int:
    """Measure the sheets of an ODS by what their rows and cells are said to be repeated; return its bytes."""
    size = cells = rows = width = said = 0
    times = 1
    for piece in _pieces(part):
        size += len(piece)
        for found in _ROW.finditer(piece):
            if found[3]:
                said = width
            elif b"row" in found[0]:
                cells, rows = cells + times * said, rows + times
                times, width, said = _times(found[1]), 0, 0
            else:
                width += _times(found[2])
            if max(cells + times * said, width) > MOST_CELLS or times > MOST_CELLS:
                raise TooManyCellsError
    return size


def _times(said: bytes | None) -> int:
    return int(said) if said and len(said) <= _LONGEST_NUMBER else 1 if not said else MOST_CELLS + 1
