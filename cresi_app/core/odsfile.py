"""Writes a table as an OpenDocument spreadsheet: every cell a text, so that no number, date or formula is made of what was typed."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'office:version="1.3"><office:automatic-styles><style:style style:name="head" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:spreadsheet>'
)
_FOOT: Final = "</table:table></office:spreadsheet></office:body></office:document-content>"
_KEPT: Final = frozenset("\t\n\r")


def write(out: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one sheet with a line of headings to `out`. Raises OSError when the place refuses."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIME)  # first and stored, as the standard asks
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        with archive.open("content.xml", "w") as content:
            content.write(f"{_HEAD}<table:table table:name={quoteattr(title)}>".encode())
            content.write(_row(headings, ' table:style-name="head"').encode())
            for row in rows:
                content.write(_row(row, "").encode())
            content.write(_FOOT.encode())


def _row(cells: Sequence[str], style: str) -> str:
    return "<table:table-row>" + "".join(_cell(cell, style) for cell in cells) + "</table:table-row>\n"


def _cell(text: str, style: str) -> str:
    if not text:
        return f"<table:table-cell{style}/>"
    shown = "".join(sign for sign in text if sign >= " " or sign in _KEPT)
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in shown.splitlines())
    return f'<table:table-cell{style} office:value-type="string">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Keep runs of blanks, which the format would make one."""
    return escape(line).replace("  ", " <text:s/>").replace("\t", "<text:tab/>")
