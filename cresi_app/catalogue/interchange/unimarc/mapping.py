"""The mapping itself: one UNIMARC record in, one notice out, nothing dropped (what has no place is kept word for word)."""

import re
from functools import lru_cache

from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc import access, holdings, scripts, series, tongues
from cresi_app.catalogue.interchange.unimarc.kinds import kind_of
from cresi_app.catalogue.interchange.unimarc.text import clean, title_sort, year_in
from cresi_app.catalogue.interchange.unimarc.used import leftovers
from cresi_app.catalogue.model.notice import Notice, NoticeLanguage, NoticePublisher
from cresi_app.core.text import fold

_LANGUAGE_USES = (("a", "text"), ("c", "original"), ("d", "abstract"), ("j", "subtitles"))
_NOTE_TAGS = frozenset((*(str(tag) for tag in range(300, 326)), "328", *(str(tag) for tag in range(334, 338))))
_PRINTED = re.compile(r"^\W*(?:texte? imprime|texte|text|printed text|livre|imprime)\W*$")
_OTHER_TITLES = ("510", "512", "517", "532", "540", "541")


def notice_of(record: Record) -> Notice:
    """Return what `record` says. The title may be empty: whoever imports refuses such a notice with its place."""
    declined: set[int] = set()
    notice = Notice(format="unimarc", kind=kind_of(record))
    pairs = scripts.set_apart(record)
    _titles(record, notice, declined)
    _publication(record, notice, declined)
    _languages(record, notice)
    _description(record, notice)
    _texts(record, notice)
    tongues.read(record, notice, declined, pairs, is_own=access.is_own(record))
    access.identifiers(record, notice)
    access.subjects(record, notice)
    access.contributions(record, notice)
    access.links(record, notice)
    series.read(record, notice, declined)
    if pairs:
        notice.authorities += access.other_scripts(pairs)
    holdings.copies(record, notice, declined)
    notice.source_key = access.source_key(record)
    notice.leftovers = leftovers(record, declined)
    return notice


@lru_cache(maxsize=1_024)
def _says_more(kind: str) -> bool:
    return not _PRINTED.search(fold(kind))


def _titles(record: Record, notice: Notice, declined: set[int]) -> None:
    proper: list[str] = []
    subtitles: list[str] = []
    others: list[str] = []
    responsible: list[str] = []
    kinds: list[str] = []
    item = record.first("200")
    for code, value in item.subfields if item else ():
        if code in "ac":
            proper.append(value)
        elif code == "b":
            kinds.append(value)
        elif code == "d":
            others.append(clean(value))
        elif code == "e":
            subtitles.append(clean(value))
        elif code in "fg":
            responsible.append(clean(value))
        elif code == "h":
            notice.part_number = notice.part_number or clean(value)
        elif code == "i":
            notice.part_title = notice.part_title or clean(value)
    declined.update(id(one) for one in [*record.every("200")][1:])  # two titles proper: the first one is the notice's
    if any(map(_says_more, kinds)) and item is not None:
        declined.add(id(item))  # what it is said to be, in the source's own words, may say more than our kind
    if not any(proper):
        proper = [record.value("530", "a") or notice.part_title]
    notice.title = " ; ".join(clean(value) for value in proper if value)
    notice.title_sort = title_sort(proper[0])
    notice.subtitle = " : ".join(subtitles)
    others += [clean(value) for field in record.every(*_OTHER_TITLES) for value in field.every("a")]
    notice.other_titles = " ; ".join(dict.fromkeys(others))
    notice.responsibility = " ; ".join(responsible)


def _publication(record: Record, notice: Notice, declined: set[int]) -> None:
    statements = [*record.every("214", "210", "219")]
    chosen = _published_by(statements)
    if chosen is not None:
        places: list[str] = []
        closed = False
        for code, value in chosen.subfields:
            if code == "a":
                places = [clean(value)] if closed else [*places, clean(value)]
                closed = False
            elif code == "c":
                notice.publishers.append(NoticePublisher(clean(value), " ; ".join(places)))
                closed = True
            elif code == "d" and not notice.date_text:
                notice.date_text = clean(value)
        if places and not closed:
            notice.publishers.append(NoticePublisher("", " ; ".join(places)))
        shown = chosen.every("acd")
        declined.update(id(item) for item in statements if item is not chosen and item.every("acd") != shown)
    coded = record.value("100", "a")
    notice.year = _year(coded, notice.date_text)
    notice.edition = " ; ".join(clean(value) for item in record.every("205") for value in item.every("a"))
    notice.publication_country = clean(record.value("102", "a"))[:2].upper()


def _published_by(statements: list[Field]) -> Field | None:
    """Choose the statement of publication: a 214 marked 0, else a 210, else whatever there is."""
    for item in statements:
        if item.tag == "214" and "0" in item.indicators:
            return item
    return next((item for item in statements if item.tag == "210"), statements[0] if statements else None)


def _year(coded: str, printed: str) -> int | None:
    first = coded[9:13]
    told = int(first) if first.isdigit() and 1400 <= int(first) <= 2100 else None
    if told is not None and (not printed or first in printed):
        return told
    return year_in(printed) or told


def _languages(record: Record, notice: Notice) -> None:
    for item in record.every("101"):
        for code, use in _LANGUAGE_USES:
            for value in item.every(code):
                told = "".join(value.lower().split())
                # Old files write several languages in one subfield: « freeng ».
                notice.languages += [
                    NoticeLanguage(told[at : at + 3], use)
                    for at in range(0, len(told) - 2, 3)
                    if told[at : at + 3].isalpha() and told[at : at + 3] != "und"  # « undetermined » says nothing
                ]
    notice.languages = list(dict.fromkeys(notice.languages))


def _description(record: Record, notice: Notice) -> None:
    parts: list[str] = []
    pieces: list[str] = []
    for item in record.every("215"):
        text = " ; ".join(map(clean, item.every("a")))
        for codes, mark in (("c", " : "), ("d", " ; "), ("e", " + ")):
            said = " ; ".join(map(clean, item.every(codes)))
            text += f"{mark}{said}" if said and text else said
        parts.append(text)
        pieces += map(clean, item.every("e"))
    notice.extent = " ; ".join(part for part in parts if part)
    if notice.kind in {"kit", "game", "exhibition"}:
        notice.contents = "\n".join(pieces)


def _texts(record: Record, notice: Notice) -> None:
    notice.abstract = _joined(record, ("330",), "a", "\n\n")
    noted = tuple(sorted(tag for tag in record.by_tag if tag in _NOTE_TAGS))
    notice.notes = _joined(record, noted, "a", "\n") if noted else ""
    contents = [notice.contents, _joined(record, ("327",), "a", "\n"), _joined(record, ("359",), "b", "\n")]
    notice.contents = "\n".join(text for text in contents if text)
    notice.audience = _joined(record, ("333",), "a", " ; ")
    rights = [*record.every("371")]
    if rights and access.is_own(record):
        notice.image_credit = " ; ".join(item.first("a") for item in rights if item.indicators[:1] == "1")
        rights = [item for item in rights if item.indicators[:1] != "1"]
    notice.rights = " ; ".join(clean(value) for item in rights for value in item.every("a"))
    notice.frequency = _joined(record, ("326",), "a", " ; ")
    prices = [value for item in record.every("010", "345") for value in item.every("d")]
    notice.price = clean(prices[0]) if prices else ""
    urls = [value for item in record.every("856") for value in item.every("u")]
    notice.url = urls[0] if urls else ""


def _joined(record: Record, tags: tuple[str, ...], codes: str, mark: str) -> str:
    values = [clean(value) for tag in tags for item in record.by_tag.get(tag, ()) for value in item.every(codes)]
    return mark.join(values)
