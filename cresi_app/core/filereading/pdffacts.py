"""The child's reading of what a PDF says about itself: its properties, and the lines of its first pages with their size."""

from collections.abc import Mapping
from contextlib import suppress
from ctypes import byref
from pathlib import Path
from typing import Any, Final

from cresi_app.core.filereading.pdftext import clean

FIRST_PAGES: Final = 5
_MOST_LINES: Final = 120
_MOST_LETTERS: Final = 12_000
_NAMES: Final = {"title": "dc:title", "authors": "dc:creator", "language": "dc:language", "identifier": "dc:identifier",
                 "publisher": "dc:publisher", "keywords": "pdf:Keywords", "subject": "dc:subject", "about": "dc:description",
                 "doi": "prism:doi", "isbn": "prism:isbn", "issn": "prism:issn"}  # fmt: skip


def properties(path: Path, pdf: Any) -> dict[str, Any]:
    """Return Info and XMP as they are: ``info`` {Title…}, ``xmp`` {title: text, authors: [text…]…}, ``language``."""
    return {"info": pdf.get_metadata_dict(skip_empty=True), **_described(path)}


def _described(path: Path) -> dict[str, Any]:
    import pikepdf  # noqa: PLC0415 - the child's alone

    found: dict[str, Any] = {"xmp": {}, "language": ""}
    # A file by others may say anything there: what does not read says nothing.
    broken = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, OSError)
    with suppress(*broken), pikepdf.open(path) as pdf:
        found["language"] = str(pdf.Root.get("/Lang", ""))
        found["xmp"] = _xmp(pdf)
    return found


def _xmp(pdf: Any) -> Mapping[str, Any]:
    import pikepdf  # noqa: PLC0415 - the child's alone

    said: dict[str, Any] = {}
    with suppress(pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        if "/Metadata" not in pdf.Root:
            return said
        metadata = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        for name, key in _NAMES.items():
            with suppress(KeyError, ValueError, TypeError, AttributeError):
                value = metadata.get(key)
                if value:
                    said[name] = [str(one) for one in value] if isinstance(value, list | set | tuple) else str(value)
    return said


def first_lines(pdf: Any) -> list[list[dict[str, Any]]]:
    """Return the lines of the first pages: ``text``, ``size`` (height of its letters, points), ``top`` (0–1 from above)."""
    return [_lines(pdf, number) for number in range(min(FIRST_PAGES, len(pdf)))]


def _lines(pdf: Any, number: int) -> list[dict[str, Any]]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - the child's alone

    page = pdf[number]
    words = page.get_textpage()
    high = max(page.get_height(), 1.0)
    lines: list[dict[str, Any]] = []
    text, sizes, top = "", [0.0][:0], 0.0
    rect = pdfium.FS_RECTF()
    for at in range(min(words.count_chars(), _MOST_LETTERS)):
        code = pdfium.FPDFText_GetUnicode(words, at)
        letter = chr(code) if code <= 0x10FFFF else " "
        if letter == "\n":
            _end(lines, text, sizes, top)
            text, sizes = "", []
            continue
        text += letter
        if letter.isalnum() and pdfium.FPDFText_GetLooseCharBox(words, at, byref(rect)):
            if not sizes:
                top = 1 - rect.top / high
            sizes.append(abs(rect.top - rect.bottom))
    _end(lines, text, sizes, top)
    return lines[:_MOST_LINES]


def _end(lines: list[dict[str, Any]], text: str, sizes: list[float], top: float) -> None:
    said = " ".join(clean(text).split())
    if said and sizes:
        lines.append({"text": said, "size": round(sorted(sizes)[len(sizes) // 2], 2), "top": round(top, 4)})
