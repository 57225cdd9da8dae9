"""What kind of document a UNIMARC record describes: its leader first, then what its words say better."""

import csv
import re
from functools import lru_cache
from typing import Final

from cresi_app.catalogue.interchange.record import Record
from cresi_app.core.paths import DATABASE
from cresi_app.core.text import fold

OWN_LIST: Final = "cresi"
"""What our exports write in 608 $2: the kinds no leader can tell."""

_BY_TYPE: Final = {
    "b": "archive", "d": "archive", "f": "archive", "c": "book", "e": "map", "g": "video", "i": "sound", "j": "sound",
    "k": "poster", "l": "web", "m": "kit", "r": "game",
}  # fmt: skip
_BY_LEVEL: Final = {"s": "periodical", "b": "issue", "a": "article"}
_BY_995: Final = {"k": "poster", "g": "video", "i": "sound", "j": "sound", "l": "web", "m": "kit", "r": "game"}
_WORDS: Final = (
    (re.compile(r"\bexpo(?:sition)?s?\b"), "exposition", "exhibition"),
    (re.compile(r"\b(?:mallettes?|kits?|valises?|malles?)\b"), "kit", "kit"),
    (re.compile(r"\b(?:jeux?|game|photolangage)\b"), "jeu", "game"),
    (re.compile(r"\b(?:affiches?|poster)\b"), "affiche", "poster"),
    (re.compile(r"\b(?:dvd|videos?|film|vhs|cassette video|images animees)\b"), "video", "video"),
    (re.compile(r"\b(?:cd audio|enregistrement sonore|disque|podcast)\b"), "son", "sound"),
    (re.compile(r"\b(?:ressource electronique|site web|en ligne)\b"), "web", "web"),
)


def kind_of(record: Record) -> str:
    """Return the code of ``document_kind`` for `record`; a printed monograph when nothing says otherwise."""
    own = _own_kind(record)
    if own:
        return own
    leader = record.leader
    level = leader[7:8]
    if level in _BY_LEVEL:
        return _BY_LEVEL[level]
    spoken = _spoken(record)
    if spoken:
        return spoken
    by_type = _BY_TYPE.get(leader[6:7], "")
    if by_type:
        return by_type
    for holding in record.every("995"):
        support = holding.first("r")[:1]
        if support in _BY_995:
            return _BY_995[support]
    return _printed(record)


def _own_kind(record: Record) -> str:
    """Return the kind that our own export wrote, word for word, in a 608 of its own list."""
    for item in record.every("608"):
        if item.first("2") == OWN_LIST:
            return names().get(item.first("a"), "")
    return ""


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Return the code of each kind by its French name, from the shipped list."""
    with (DATABASE / "reference" / "document_kind.csv").open(encoding="utf-8", newline="") as file:
        return {row["name_fr"]: row["code"] for row in csv.DictReader(file)}


def _spoken(record: Record) -> str:
    """Return the kind that words name: 200$b, genre 608; "" when they name none."""
    said = [value for item in record.every("200") for value in item.every("b")]
    said += [value for item in record.every("608") for value in item.every("a")]
    return spoken_kind(" ".join(said)) if said else ""


def spoken_kind(words: str) -> str:
    """Return the kind that free words name (« [Jeu] », « 1 DVD »), "" when they name none."""
    folded = fold(words)
    return next((kind for pattern, _, kind in _WORDS if folded and pattern.search(folded)), "")


def _printed(record: Record) -> str:
    """Tell a report from a book by the content codes of field 105 (``p`` technical report)."""
    coded = record.value("105", "a")
    return "report" if "p" in coded[4:8] else "book"
