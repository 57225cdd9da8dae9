"""The formats of notices that are read, and how each is recognised."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from cresi_app.catalogue.interchange import bibtex, dublincore, iso2709, marcxml, own_json, pmb, ris, strangers, tabular
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr

HEAD: Final = 65_536
"""Bytes looked at to recognise a file."""


class Format(StrEnum):
    """The formats that are read; the value is the command line's word."""

    UNIMARC = "unimarc"
    MARC21 = "marc21"
    MARCXML = "marcxml"
    RIS = "ris"
    BIBTEX = "bibtex"
    DC = "dc"
    OAI = "oai"
    SRU = "sru"
    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    PMB = "pmb"
    JSON = "json"


TITLES: Final = {
    Format.UNIMARC: N_("UNIMARC, ISO 2709"),
    Format.MARC21: N_("MARC 21, ISO 2709"),
    Format.MARCXML: N_("MARCXML"),
    Format.RIS: N_("RIS"),
    Format.BIBTEX: N_("BibTeX"),
    Format.DC: N_("Dublin Core"),
    Format.OAI: N_("Réponse OAI-PMH"),
    Format.SRU: N_("Réponse d'un serveur SRU"),
    Format.CSV: N_("Liste (CSV)"),
    Format.XLSX: N_("Classeur Excel"),
    Format.ODS: N_("Classeur LibreOffice"),
    Format.PMB: N_("Copie de la base de PMB"),
    Format.JSON: N_("JSON de cresi"),
}
MARC: Final = frozenset({Format.UNIMARC, Format.MARC21})
TABLES: Final = frozenset({Format.CSV, Format.XLSX, Format.ODS})
XML: Final = frozenset({Format.MARCXML, Format.DC, Format.OAI, Format.SRU})
TEXTS: Final = frozenset({Format.RIS, Format.BIBTEX})
"""Formats of plain text that do not say themselves which alphabet they are in."""

_LISTS: Final = (".csv", ".tsv")

UNKNOWN: Final = N_(
    "« {name} » n'est pas un fichier de notices que ce programme sait lire (UNIMARC, MARC 21, MARCXML, RIS, BibTeX, Dublin Core, "
    "OAI-PMH, CSV, XLSX, ODS, base PMB ou JSON de cresi). Rien n'a été importé."
)
THESAURUS: Final = N_(
    "« {name} » est un thésaurus (SKOS), pas une liste de notices : importez-le depuis la page « Thésaurus ». Rien n'a été importé."
)
_SIGNS: Final[tuple[tuple[Format, Callable[[bytes], bool]], ...]] = (
    (Format.UNIMARC, iso2709.looks_like),
    (Format.DC, dublincore.looks_like),
    (Format.MARCXML, marcxml.looks_like),
    (Format.JSON, own_json.looks_like),
    (Format.PMB, pmb.looks_like),
    (Format.RIS, ris.looks_like),
    (Format.BIBTEX, bibtex.looks_like),
    (Format.CSV, tabular.looks_like),
)

_MISTAKEN: Final = frozenset({Format.DC, Format.CSV})
"""Formats whose signs are weak: other kinds of XML name the same vocabularies, a text may begin like a line of headings."""

_PLAINLY: Final = (b"<dc:", b"<oai_dc:", b"<dcterms:")
"""What says that a file is of Dublin Core whatever else it names."""


def format_of(data: bytes, name: str, asked: str = "") -> Format:
    """Return the format of a file that begins with `data`; `asked` is what somebody said it is.

    DomainError ``unknown_format`` when it is none that is read, ``thesaurus`` when it is one.
    """
    if asked:
        try:
            return Format(asked)
        except ValueError:
            raise DomainError("unknown_format", UNKNOWN, name=name) from None
    head = data[:HEAD]
    if _is_thesaurus(head):
        raise DomainError("thesaurus", THESAURUS, name=name)
    _refuse(strangers.certainly(head), name)
    for chosen, sign in _SIGNS:
        if sign(head):
            if chosen in _MISTAKEN and not any(mark in head for mark in _PLAINLY):
                _refuse(strangers.named(head), name)
            return _closer(chosen, head)
    _refuse(strangers.named(head), name)
    if name.lower().endswith(_LISTS) and b"\0" not in head:
        return Format.CSV  # headings nobody knows: a person says which column is the title
    raise DomainError("unknown_format", UNKNOWN, name=name)


def _refuse(found: tuple[str, str] | None, name: str) -> None:
    if found is not None:
        raise DomainError("unknown_format", found[1], name=name, kind=found[0])


def _is_thesaurus(head: bytes) -> bool:
    """Say whether a file is of SKOS concepts; they carry elements of Dublin Core, so that they could pass for notices."""
    return b"w3.org/2004/02/skos" in head and (b"skos:Concept" in head or b"skos/core#Concept" in head)


def _closer(chosen: Format, head: bytes) -> Format:
    if chosen is Format.DC and b"<OAI-PMH" in head:
        return Format.OAI
    if chosen is Format.CSV and head.startswith(b"PK"):
        return Format.ODS if b"opendocument" in head else Format.XLSX
    if chosen is Format.CSV and head.startswith(b"\xd0\xcf"):
        return Format.XLSX
    return chosen


def title(chosen: Format) -> str:
    """Return the format in words."""
    return tr(TITLES[chosen])
