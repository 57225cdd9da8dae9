"""Writes rejected records as a file of the format they came in, to be corrected and read again alone."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from cresi_app.catalogue.interchange import iso2709, marcxml, own_json, tabular
from cresi_app.catalogue.interchange.formats import Format
from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.model.importing import Reject
from cresi_app.core import odsfile

_OAI = b'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n'


def rejects_file(file: NoticeFile, rejects: list[Reject]) -> bytes:
    """Return the rejected records of `file` as a file of its format, each as it was written; empty when none can be told."""
    if file.format is Format.PMB:
        return file.only_with({one.record for one in rejects})
    raw = [one.raw for one in rejects if one.raw]
    if not raw:
        return b""
    match file.format:
        case Format.UNIMARC | Format.MARC21:
            return b"".join(one.rstrip(iso2709.RECORD_END) + iso2709.RECORD_END for one in raw)
        case Format.MARCXML:
            return marcxml.wrapped(file.data, raw)
        case Format.OAI | Format.SRU:
            return _OAI + b"\n".join(raw) + b"\n</ListRecords></OAI-PMH>\n"
        case Format.DC:
            return b'<?xml version="1.0" encoding="UTF-8"?>\n<records>\n' + b"\n".join(raw) + b"\n</records>\n"
        case Format.JSON:
            return file.data if raw[0] == file.data else own_json.around([one.decode() for one in raw]).encode()
        case Format.CSV | Format.XLSX | Format.ODS:
            return _list(file, raw)
        case _:
            return b"\r\n\r\n".join(raw) + b"\r\n"


def suffix_of(file: NoticeFile) -> str:
    """Return how the name of the file of rejects ends: as the file's own, but for a workbook of the old kind, made anew."""
    own = Path(file.name).suffix.lower()
    if file.format is Format.XLSX:
        return ".xlsx"
    return own or {Format.UNIMARC: ".iso", Format.MARC21: ".mrc"}.get(file.format, f".{file.format.value}")


def _list(file: NoticeFile, raw: list[bytes]) -> bytes:
    mark = file.delimiter
    names = [one.name for one in file.headings]
    if file.format is Format.CSV:
        head = mark.join(tabular.quoted(name, mark) for name in names).encode()
        return b"\xef\xbb\xbf" + b"\r\n".join([head, *raw]) + b"\r\n"
    rows = [next(csv.reader(io.StringIO(one.decode(), newline=""), delimiter=mark)) for one in raw]
    with TemporaryDirectory() as folder:
        part = Path(folder) / "rejects"
        if file.format is Format.ODS:
            odsfile.write(part, "1", names, ([*row, *[""] * (len(names) - len(row))] for row in rows))
        else:
            _write_workbook(part, [names, *rows])
        return part.read_bytes()


def _write_workbook(part: Path, rows: list[list[str]]) -> None:
    import xlsxwriter  # noqa: PLC0415 - only needed by who rejects lines of a workbook

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(part, options) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
