"""A file of notices as another centre would send it, for the import control: most are new, some are here already, one has no title."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from cresi_app.catalogue.interchange import iso2709
from cresi_app.catalogue.interchange.exporting import export
from cresi_app.services import Services

_HERE: Final = 5
"""Notices of the example that the file brings once more."""


class _Sent(NamedTuple):
    """One invented notice of the file."""

    title: str
    family: str
    given: str
    publisher: str
    year: int
    subject: str
    isbn: str = ""
    abstract: str = ""
    kept: str = ""
    """What the other centre wrote in a field of its own."""


_SENT: Final = (
    _Sent("Se soigner en pays sérère", "M’Baye", "Aïssata", "Presses du Saloum", 1998, "Santé", "978-2-1234-0117-9",
          "Enquête menée de 1995 à 1997 dans six villages.", "don de l’association, 1998"),
    _Sent("Œuvres et cœurs : lire Fanon aujourd’hui", "Çelik", "Zeynep", "Éditions du Fleuve bleu", 2006, "Histoire",
          "978-2-1234-0940-3", "Douze lectures faites à voix haute, à Évry."),
    _Sent("Tiếng nói từ vùng cao Yên Bái", "Trần", "Văn Đức", "Nhà xuất bản Yên Bái", 2011, "Éducation", "",
          "Paroles d’élèves de six communes de montagne.", "à relier"),
    _Sent("Éduquer à la paix : 40 fiches", "Lefèvre", "Marc", "Atelier Passerelles", 2014, "Éducation", "978-2-1234-2206-8",
          "Une fiche par séance, du cycle 3 à la terminale."),
    _Sent("Małe ojczyzny, grandes solidarités", "Żółkiewska", "Łucja", "Maison des deux rives", 2003, "Migrations",
          "978-2-1234-0733-1", "Quatre communes jumelées racontent."),
    _Sent("", "", "", "Collectif Haïti Essonne", 1987, "Agriculture"),
    _Sent("Puits, pompes et comités", "Ouédraogo", "Salif", "Gret Sahel", 2023, "Eau", "978-2-1234-4410-7",
          "Choisir, poser et entretenir un point d’eau villageois.", "deux exemplaires"),
    _Sent("Le marché de Nioro", "Traoré", "Bintou", "Presses du Saloum", 2009, "Économie", "978-2-1234-3055-1",
          "Une journée de marché, étal après étal."),
)  # fmt: skip


def delivery(services: Services, file: Path) -> Path:
    """Write the file, and return it."""
    found = services.catalogue.found("eau")
    export(services.catalogue, "unimarc", found.ids[:_HERE], file)
    new = b"".join(iso2709.write("     nam0 22        450 ", list(_fields(*one))) for one in enumerate(_SENT, 1))
    file.write_bytes(new + file.read_bytes())
    return file


def _fields(number: int, sent: _Sent) -> Iterator[tuple[str, bytes]]:
    yield "001", f"PASSERELLES{number:04d}".encode()
    if sent.isbn:
        yield "010", _said("  ", a=sent.isbn)
    yield "100", _said("  ", a="20260915d" + f"{sent.year}    u  y0frey50      ba")
    yield "101", _said("0 ", a="fre")
    if sent.title:
        yield "200", _said("1 ", a=sent.title)
    yield "210", _said("  ", c=sent.publisher, d=str(sent.year))
    if sent.abstract:
        yield "330", _said("  ", a=sent.abstract)
    yield "606", _said("  ", a=sent.subject)
    if sent.family:
        yield "700", _said(" 1", a=sent.family, b=sent.given)
    if sent.kept:
        yield "909", _said("  ", x=sent.kept)
    yield "995", _said("  ", f=f"94-{number:06d}", k=f"PAS {number}")


def _said(indicators: str, **subfields: str) -> bytes:
    return (indicators + "".join(f"\x1f{code}{value}" for code, value in subfields.items())).encode()
