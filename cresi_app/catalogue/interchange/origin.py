"""Which software a file of notices comes from, as far as it betrays itself: to be shown, never relied upon."""

import re
from typing import Final

_HEAD: Final = 120_000
_SIGNS: Final[tuple[tuple[str, re.Pattern[bytes]], ...]] = (
    ("Sudoc (ABES)", re.compile(rb"https?://www\.sudoc\.(?:abes\.)?fr/")),
    ("BnF", re.compile(rb"FR-751131015|catalogue\.bnf\.fr/ark:")),
    ("Electre", re.compile(rb"\x1fb[Ee]lectre|<subfield code=\"b\">[Ee]lectre")),
    ("PMB", re.compile(rb"PMB Services|pmbxml|INSERT INTO `?notices`?|<notice>\s*<rs>|\x1fb(?:PMB|pmb)\b")),
    ("Koha", re.compile(rb"(?i)koha")),
    ("cresi", re.compile(rb"cresi-notices|cresi-id\s*=|ID  - cresi:|\x1fbcresi\x1f|>cresi:\d")),
    ("JabRef", re.compile(rb"(?i)jabref|^% Encoding:", re.MULTILINE)),
    ("Zotero", re.compile(rb"(?i)zotero|abstractNote|Manual Tags")),
    ("Mendeley", re.compile(rb"(?i)mendeley")),
    ("Citavi", re.compile(rb"(?i)citavi|quotation type: ")),
    ("EndNote", re.compile(rb"(?i)endnote")),
    ("RefWorks", re.compile(rb"(?i)refworks")),
    ("Europresse", re.compile(rb"(?i)europresse")),
    ("Embase", re.compile(rb"(?m)^DB  - Embase|embase\.com")),
    ("Wiley", re.compile(rb"(?m)^Provider: (?:John )?Wiley")),
    ("Tellico", re.compile(rb"(?i)tellico")),
    ("Omeka", re.compile(rb"(?i)omeka")),
    ("DSpace", re.compile(rb"(?i)dspace")),
    ("Superdoc", re.compile(rb"(?i)superdoc")),
    ("calibre", re.compile(rb"(?i)calibre")),
    ("Excel", re.compile(rb"xl/workbook\.xml")),
    ("LibreOffice", re.compile(rb"LibreOffice|opendocument\.spreadsheet")),
)  # fmt: skip


def of(data: bytes) -> str:
    """Return the name of the software or library that made a file, "" when nothing tells."""
    head = data[:_HEAD]
    return next((name for name, sign in _SIGNS if sign.search(head)), "")
