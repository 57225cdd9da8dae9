"""Titles and abstracts of other languages in MARC 21, both ways: 242 (translated), 246 (parallel, original, other), 520, and 880 in another script.

The standard has a language in 242 alone (``$y``); the others say theirs in ``$9``, which every field leaves to who writes it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cresi_app.catalogue.interchange.marc21 import names
from cresi_app.catalogue.interchange.marc21.access import is_own
from cresi_app.catalogue.interchange.marc21.punctuation import phrase
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc.authority import FORM
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice, NoticeAuthority, match_name
from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle, packed, unpacked
from cresi_app.core.text import fold

Pairs = list[tuple[str, str]]
_LANGUAGE: Final = re.compile(r"^[a-z]{3}$")
_PARALLEL: Final = "1"
"""Second indicator of a 246 that is a parallel title."""
_ORIGINAL: Final = "Titre original :"
_SAYS_ORIGINAL: Final = re.compile(r"^titre original|^original title|^title of original")
_OTHER_SCRIPT: Final = "880"
_LINK: Final = re.compile(r"^(\d{3})-(\d\d)")


def read(record: Record, notice: Notice) -> None:
    """Take titles and abstracts that say their language, or are in another script, out of what the notice says in one breath."""
    spoken = [one.code for one in notice.languages if one.use == "text"]
    language = spoken[0] if len(spoken) == 1 else ""
    titles = [*_translated(record), *_varying(record, notice)]
    abstracts = [
        OtherAbstract("\n\n".join(map(clean, item.every("ab"))), told)
        for item in record.every("520")
        if (told := _language(item.first("9")))
    ]
    for item in record.every(_OTHER_SCRIPT):
        tag, number = _linked(item)
        text = _text(item)
        if tag in {"245", "246", "240"} and text:
            titles.append(OtherTitle("variant", text, language))
        elif tag == "520" and text:
            abstracts.append(OtherAbstract("\n\n".join(map(clean, item.every("ab"))), language))
        elif tag in names.TAGS:
            notice.authorities += _other_form(record, item, tag, number)
    if titles or abstracts:
        _put(notice, titles, abstracts)


def _put(notice: Notice, titles: Sequence[OtherTitle], abstracts: Sequence[OtherAbstract]) -> None:
    told, texts = {one.title for one in titles}, {one.text for one in abstracts}
    notice.other_titles = " ; ".join(part for part in notice.other_titles.split(" ; ") if part not in told)
    kept = [
        part for part in notice.abstract.split("\n\n") if part not in {p for one in texts for p in one.split("\n\n")}
    ]
    notice.abstract = "\n\n".join(kept)
    by_language: dict[str, list[str]] = {}
    for one in abstracts:
        by_language.setdefault(one.language, []).append(one.text)
    notice.more = packed(
        dict.fromkeys(titles), (OtherAbstract("\n\n".join(parts), code) for code, parts in by_language.items())
    )


def _text(item: Field) -> str:
    return phrase(" ".join(item.every("abnp")))


def _language(told: str) -> str:
    code = told.strip().lower()
    return code if _LANGUAGE.match(code) else ""


def _translated(record: Record) -> Iterator[OtherTitle]:
    for item in record.every("242"):
        language = _language(item.first("y"))
        if _text(item) and (language or is_own(record)):
            yield OtherTitle("translated", _text(item), language)


def _varying(record: Record, notice: Notice) -> Iterator[OtherTitle]:
    originals = [one.code for one in notice.languages if one.use == "original"]
    original = originals[0] if len(originals) == 1 else ""
    for item in record.every("246"):
        title, language = _text(item), _language(item.first("9"))
        if not title:
            continue
        if _SAYS_ORIGINAL.match(fold(item.first("i"))) and (language or original or is_own(record)):
            yield OtherTitle("original", title, language or ("" if is_own(record) else original))
        elif item.indicators[1:2] == _PARALLEL and (language or is_own(record)):
            yield OtherTitle("parallel", title, language)
        elif language:
            yield OtherTitle("variant", title, language)
    uniform = record.first("240")
    if uniform is not None and uniform.first("l") and original and _text(uniform):
        yield OtherTitle("original", _text(uniform), original)  # the uniform title of a translation is the original's


def _linked(item: Field) -> tuple[str, str]:
    found = _LINK.match(item.first("6"))
    return (found[1], found[2]) if found else ("", "")


def _other_form(record: Record, item: Field, tag: str, number: str) -> list[NoticeAuthority]:
    """Return the name of a field of another script as another form of the name it is linked with."""
    mark = f"{_OTHER_SCRIPT}-{number}"
    main = next((one for one in record.every(tag) if one.first("6").startswith(mark)), None)
    if main is None or number == "00":
        return []
    kind = names.TAGS[tag][0]
    family, given, dates = names.name(main, kind)
    form = ", ".join(part for part in names.name(item, kind)[:2] if part)
    key = match_name(family, given, kind, dates)
    return [NoticeAuthority("contributor", key, f"{FORM}script", form)] if family and form else []


def titles(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the fields of titles in other languages; their full stops are to be closed."""
    for one in unpacked(notice)[0]:
        match one.kind:
            case "translated":
                yield "242", "10", [("a", one.title), ("y", one.language)]
            case "original":
                yield "246", "1 ", [("i", _ORIGINAL), ("a", one.title), ("9", one.language)]
            case "parallel":
                yield "246", "31", [("a", one.title), ("9", one.language)]
            case _:
                yield "246", "3 ", [("a", one.title), ("9", one.language)]


def abstracts(notice: Notice) -> list[OtherAbstract]:
    """Return the abstracts in other languages."""
    return unpacked(notice)[1]
