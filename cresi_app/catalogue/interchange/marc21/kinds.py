"""What kind of document a MARC 21 record describes: our own word, its level, its words, then its leader."""

from typing import Final

from cresi_app.catalogue.interchange.record import Record
from cresi_app.catalogue.interchange.unimarc.kinds import OWN_LIST, names, spoken_kind

_BY_TYPE: Final = {
    "d": "archive", "f": "archive", "p": "archive", "t": "archive", "c": "book", "e": "map", "g": "video", "i": "sound",
    "j": "sound", "k": "poster", "m": "web", "o": "kit", "r": "game",
}  # fmt: skip
_BY_LEVEL: Final = {"s": "periodical", "b": "article", "a": "article"}


def kind_of(record: Record) -> str:
    """Return the code of ``document_kind`` for `record`; a printed monograph when nothing says otherwise."""
    for item in record.every("655"):
        if item.first("2") == OWN_LIST and item.first("a") in names():
            return names()[item.first("a")]
    level = record.leader[7:8]
    if level in _BY_LEVEL:
        return _BY_LEVEL[level]
    said = [value for item in record.every("245") for value in item.every("h")]
    said += [value for item in record.every("655", "338") for value in item.every("a")]
    return spoken_kind(" ".join(said)) or _BY_TYPE.get(record.leader[6:7], "") or "book"
