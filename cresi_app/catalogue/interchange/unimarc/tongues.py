"""Parallel, original and other titles with their language (510, 517, 541 $z), abstracts in other languages (330 $9), both ways."""

import re
from collections.abc import Iterator
from typing import Final

from cresi_app.catalogue.interchange.record import Record
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle, packed, unpacked

Pairs = list[tuple[str, str]]
_TAG_OF: Final = {"parallel": "510", "variant": "517", "translated": "541", "original": "510"}
_KIND_OF: Final = {"510": "parallel", "517": "variant", "541": "translated"}
_ORIGINAL: Final = "titre original"
_LANGUAGE: Final = re.compile(r"^[a-z]{3}$")


def read(record: Record, notice: Notice, declined: set[int]) -> None:
    """Take titles and abstracts that say their language out of what the notice says in one breath.

    A field that says more than that is added to `declined`: it is kept word for word too.
    """
    if _KIND_OF.keys().isdisjoint(record.by_tag) and not any(field.first("9") for field in record.every("330")):
        return  # as in nearly every record
    titles: list[OtherTitle] = []
    for tag, kind in _KIND_OF.items():
        for field in record.every(tag):
            language, title, note = field.first("z").strip(), clean(field.first("a")), field.first("n").strip()
            known = bool(title and _LANGUAGE.match(language))
            if known:
                titles.append(OtherTitle("original" if note == _ORIGINAL else kind, title, language))
            if (language and not known) or note not in {"", _ORIGINAL}:
                declined.add(id(field))
    abstracts: dict[str, list[str]] = {}
    plain: list[str] = []
    for field in record.every("330"):
        language, text = field.first("9").strip(), "\n\n".join(clean(part) for part in field.every("a"))
        (abstracts.setdefault(language, []) if _LANGUAGE.match(language) else plain).append(text)
        if language and not _LANGUAGE.match(language):
            declined.add(id(field))
    if titles:
        told = {one.title for one in titles}
        notice.other_titles = " ; ".join(part for part in notice.other_titles.split(" ; ") if part not in told)
    if abstracts:
        notice.abstract = "\n\n".join(plain)
    if titles or abstracts:
        notice.more = packed(
            titles, (OtherAbstract("\n\n".join(parts), language) for language, parts in abstracts.items())
        )


def titles(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the fields of titles in other languages."""
    for one in unpacked(notice)[0]:
        note = _ORIGINAL if one.kind == "original" else ""
        yield _TAG_OF.get(one.kind, "517"), "1 ", [("a", one.title), ("n", note), ("z", one.language)]


def parallel(notice: Notice) -> Pairs:
    """Return the parallel titles as they stand beside the title proper."""
    return [("d", one.title) for one in unpacked(notice)[0] if one.kind == "parallel"]


def abstracts(notice: Notice) -> list[OtherAbstract]:
    """Return the abstracts in other languages."""
    return unpacked(notice)[1]
