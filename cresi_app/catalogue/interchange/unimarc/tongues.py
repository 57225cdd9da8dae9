"""Parallel, original and other titles with their language (200 $d $z, 510, 517, 541 $z), abstracts in other languages (330 $9), both ways."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc.scripts import Pair
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle, packed, unpacked

Pairs = list[tuple[str, str]]
_TAG_OF: Final = {"parallel": "510", "variant": "517", "translated": "541", "original": "510"}
_KIND_OF: Final = {"510": "parallel", "517": "variant", "541": "translated"}
_ORIGINAL: Final = "titre original"
_LANGUAGE: Final = re.compile(r"^[a-z]{3}$")


def read(record: Record, notice: Notice, declined: set[int], pairs: Sequence[Pair], *, is_own: bool) -> None:
    """Take titles and abstracts that say their language, or are in another script, out of what the notice says in one breath.

    A field that says more than that is added to `declined`: it is kept word for word too. Our own records mean what they
    say of a title even where its language is not known.
    """
    if (
        not pairs
        and _KIND_OF.keys().isdisjoint(record.by_tag)
        and not record.value("200", "z")
        and not any(field.first("9") for field in record.every("330"))
    ):
        return  # as in nearly every record
    titles = [*_beside(record.first("200")), *_titles(record, declined, is_own=is_own)]
    abstracts: dict[str, list[str]] = {}
    plain: list[str] = []
    for field in record.every("330"):
        language, text = field.first("9").strip(), "\n\n".join(clean(part) for part in field.every("a"))
        (abstracts.setdefault(language, []) if _LANGUAGE.match(language) else plain).append(text)
        if language and not _LANGUAGE.match(language):
            declined.add(id(field))
    spoken = {one.code for one in notice.languages if one.use == "text"}
    language = spoken.pop() if len(spoken) == 1 else ""
    for pair in pairs:
        text = clean(pair.other.first("a"))
        if pair.main.tag == "200" and text:
            titles.append(OtherTitle("variant", text, language))
        elif pair.main.tag == "330" and text:
            abstracts.setdefault("", []).append(text)
    _put(notice, titles, "\n\n".join(plain) if abstracts else None, abstracts)


def _put(
    notice: Notice, titles: Sequence[OtherTitle], abstract: str | None, abstracts: Mapping[str, Sequence[str]]
) -> None:
    if titles:
        told = {one.title for one in titles}
        notice.other_titles = " ; ".join(part for part in notice.other_titles.split(" ; ") if part not in told)
    if abstract is not None:
        notice.abstract = abstract
    if titles or abstracts:
        said = {one.title: one for one in reversed(titles)}  # said twice, in 200 and in 510, it is one
        notice.more = packed(
            reversed(said.values()),
            (OtherAbstract("\n\n".join(parts), language) for language, parts in abstracts.items()),
        )


def _beside(field: Field | None) -> Iterator[OtherTitle]:
    """Yield the parallel titles that stand beside the title proper with their language: each ``$z`` goes with a ``$d``."""
    if field is None or not field.first("z"):
        return
    languages = [value.strip() for value in field.every("z")]
    for title, language in zip(map(clean, field.every("d")), languages, strict=False):
        if title and _LANGUAGE.match(language):
            yield OtherTitle("parallel", title, language)


def _titles(record: Record, declined: set[int], *, is_own: bool) -> Iterator[OtherTitle]:
    for tag, kind in _KIND_OF.items():
        for field in record.every(tag):
            language, title, note = field.first("z").strip(), clean(field.first("a")), field.first("n").strip()
            known = bool(_LANGUAGE.match(language))
            if title and (known or (is_own and not language and tag != "517")):
                yield OtherTitle("original" if note == _ORIGINAL else kind, title, language)
            if (language and not known) or note not in {"", _ORIGINAL}:
                declined.add(id(field))


def titles(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the fields of titles in other languages."""
    for one in unpacked(notice)[0]:
        note = _ORIGINAL if one.kind == "original" else ""
        yield _TAG_OF.get(one.kind, "517"), "1 ", [("a", one.title), ("n", note), ("z", one.language)]


def parallel(notice: Notice) -> Pairs:
    """Return the parallel titles as they stand beside the title proper, each with its language where all have one."""
    beside = [one for one in unpacked(notice)[0] if one.kind == "parallel"]
    languages = [("z", one.language) for one in beside] if all(one.language for one in beside) else []
    return [*(("d", one.title) for one in beside), *languages]


def abstracts(notice: Notice) -> list[OtherAbstract]:
    """Return the abstracts in other languages."""
    return unpacked(notice)[1]
