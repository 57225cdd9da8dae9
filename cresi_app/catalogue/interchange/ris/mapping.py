"""One RIS record in, one notice out; a tag that has no place here is kept word for word."""

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from cresi_app.catalogue.interchange import hosts, loose, serieslinks, tonguetexts
from cresi_app.catalogue.interchange.ris.types import HOSTED, IN_A_BOOK, KINDS
from cresi_app.catalogue.interchange.unimarc.kinds import names
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import (
    BODY,
    Notice,
    NoticeContribution,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
)
from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle, packed

_Text = TypeVar("_Text", OtherTitle, OtherAbstract)
_TITLES: Final = ("TI", "T1", "CT", "BT")
_HOSTS: Final = ("T2", "JF", "JO", "JA", "J2", "J1")
_PEOPLE: Final = {"AU": "aut", "A1": "aut", "A2": "edt", "ED": "edt", "A3": "edt", "A4": "trl", "TA": "trl"}
_MARK: Final = "cresi:"
_MONTH: Final = re.compile(r"^(\d{4})/(\d{2})$")
_WHOLE_DOI: Final = re.compile(r"^10\.\d{4,9}/\S+$")
_DOI_ADDRESS: Final = re.compile(r"^https?://(?:dx\.)?doi\.org/10\.\d{4,9}/\S+$", re.IGNORECASE)
_TAIL: Final = re.compile(r"^\d{4}/\d{0,2}/\d{0,2}/\s*\S")
"""A date with more behind it: « 2020/06/28/Printemps »."""
_SERIES_NUMBER: Final = re.compile(r"^\s*(?:n[°o]?\.? ?|vol\.? ?)?\d+\w?\s*$", re.IGNORECASE)
_HTTP: Final = re.compile(r"https?://\S*[^\s;,]")


class _Tags:
    """The values of one record by tag; what is asked for is taken, the rest is left over."""

    def __init__(self, values: Sequence[tuple[str, str]]) -> None:
        self.by_tag: dict[str, list[str]] = {}
        for tag, value in values:
            if value:
                self.by_tag.setdefault(tag, []).append(value)

    def every(self, *tags: str) -> list[str]:
        return [value for tag in tags for value in self.by_tag.pop(tag, [])]

    def first(self, *tags: str) -> str:
        """Take one value; those beside it, of this tag and the others, that say the same thing are taken too."""
        for tag in tags:
            values = self.by_tag.get(tag)
            if values:
                chosen = values.pop(0)
                for other in tags:
                    same = [one for one in self.by_tag.get(other, []) if one != chosen]
                    if same:
                        self.by_tag[other] = same
                    else:
                        self.by_tag.pop(other, None)
                return chosen
        return ""

    def value(self, tag: str) -> str:
        """Return the first value without taking it."""
        return next(iter(self.by_tag.get(tag, ())), "")

    def left(self) -> str:
        return "\n".join(f"{tag}  - {value}" for tag, values in self.by_tag.items() for value in values)


def notice_of(values: Sequence[tuple[str, str]]) -> Notice:
    """Return what the tags and values of one record say. The title may be empty: whoever imports refuses such a notice."""
    tags = _Tags(values)
    written = tags.first("TY")
    told = tags.value("M3")
    notice = Notice(format="ris", kind=KINDS.get(written.upper(), "other"))
    if told in names():
        notice.kind = names()[told]
        tags.first("M3")
    _titles(tags, notice)
    _publication(tags, notice)
    _host(tags, notice, of_a_book=written.upper() in IN_A_BOOK)
    notice.contributions = list(
        dict.fromkeys(
            one
            for tag, role in _PEOPLE.items()
            for value in tags.every(tag)
            if (one := _named(value, role)) is not None
        )
    )
    _numbers(tags, notice)
    _texts(tags, notice)
    notice.leftovers = "\n".join(part for part in (f"TY  - {written}", tags.left()) if part)
    return notice


def _named(value: str, role: str) -> NoticeContribution | None:
    """Read a name; one that ends with a comma is a body's, as reference managers mark it."""
    name = clean(value)
    if name.endswith(",") and name.count(",") == 1:
        return NoticeContribution(name[:-1].strip(), "", "", BODY, role) if name != "," else None
    return loose.contributor(value, role)


def _titles(tags: _Tags, notice: Notice) -> None:
    is_own = tags.value("ID").startswith(_MARK)
    whole = clean(tags.first(*_TITLES) if is_own else loose.without_tags(tags.first(*_TITLES)))
    title, mark, subtitle = whole.partition(" : ")
    notice.title, notice.subtitle = (title, subtitle) if mark else (whole, "")
    if not notice.title and notice.kind in {"periodical", "book"}:
        notice.title = clean(tags.first(*_HOSTS))
    notice.other_titles = " ; ".join(dict.fromkeys(map(clean, tags.every("ST"))))
    titles = _coded(tags, "C7", tonguetexts.title_of)
    told = {one.title for one in titles}
    titles += [OtherTitle("translated", one) for one in dict.fromkeys(map(clean, tags.every("TT"))) if one not in told]
    notice.more = packed(titles, _coded(tags, "C8", tonguetexts.abstract_of))


def _own_mark(tags: _Tags, tag: str) -> str:
    """Take what our exports put into a tag everybody may use; what others put there is left."""
    return (
        tags.first(tag).removeprefix(tonguetexts.MARK).strip() if tags.value(tag).startswith(tonguetexts.MARK) else ""
    )


def _coded(tags: _Tags, tag: str, read: Callable[[str], _Text | None]) -> list[_Text]:
    """Take the texts of other languages that our exports put into a tag everybody may use; what others put there is left."""
    found: list[_Text] = []
    for value in tags.every(tag):
        one = read(value.removeprefix(tonguetexts.MARK)) if value.startswith(tonguetexts.MARK) else None
        if one is not None:
            found.append(one)
        else:
            tags.by_tag.setdefault(tag, []).append(value)
    return found


def _publication(tags: _Tags, notice: Notice) -> None:
    name, place = clean(tags.first("PB")), clean(tags.first("CY", "PP"))
    if name or place:
        first, *others = name.split(" ; ")
        notice.publishers = [NoticePublisher(first, place), *(NoticePublisher(one) for one in others)]
    for tag in ("DA", "PY", "Y1"):
        for value in tags.every(tag):
            told = _MONTH.sub(r"\1-\2", value.strip().strip("/"))
            if not notice.published_on and loose.day(told):
                notice.published_on = loose.day(told)
            notice.year = notice.year or loose.year(told)
            if told and (not notice.date_text or (told.isdigit() and notice.published_on)):
                notice.date_text = told.partition("/")[0] if "/" in told else told
            if not _says(told, notice):  # « 2002 // Apr 12 », or another day than the one taken: kept as it is
                tags.by_tag.setdefault(tag, []).append(value)
    if notice.year and notice.date_text and not loose.year(notice.date_text):  # EndNote: « Mar 3 » beside its year
        notice.date_text = f"{notice.date_text} {notice.year}"
    if not loose.day(tags.value("ET")):  # there some write the day an article went online
        notice.edition = clean(tags.first("ET"))
    for value in tags.every("LA"):
        codes = [loose.code_of(one) for one in re.split(r"[;,/]", value) if one.strip()]
        notice.languages += [NoticeLanguage(code) for code in codes if code]
        if not all(codes):
            tags.by_tag.setdefault("LA", []).append(value)


def _says(told: str, notice: Notice) -> bool:
    """Say whether the dates taken hold everything that `told` says."""
    day = loose.day(told)
    if _TAIL.match(told):
        return False
    return day == notice.published_on if day else told.strip("/ ") in {notice.date_text, str(notice.year or "")}


def _host(tags: _Tags, notice: Notice, *, of_a_book: bool) -> None:
    host = clean(tags.first(*_HOSTS))
    series = clean(tags.first("T3"))
    volume, issue = clean(tags.first("VL")), clean(tags.first("IS", "CP"))
    number = f"{volume} ({issue})" if volume and issue else volume or issue
    first, last = clean(tags.first("SP")), clean(tags.first("EP"))
    pages = f"{first}-{last}" if first and last else first or last
    if notice.kind in HOSTED:
        issue = _own_mark(tags, "C5")
        host = host or clean(tags.first("BT"))  # the book, as some write it beside the title of its part
        issn = next((one.value for one in _standard(tags) if one.scheme == "issn"), "")
        notice.series, notice.series_number = serieslinks.parted(series)
        _other_series(tags, notice)
        if host or issn:
            told = NoticeLink("set" if of_a_book else "issue", host, number, issn, notice.date_text, pages)
            notice.links += hosts.parted(told, issue)
        else:  # nobody says where it appeared: what is known of it stays with the notice
            notice.part_number, notice.extent = number, pages
        return
    notice.series = host or series
    if host and series and host != series:
        tags.by_tag["T3"] = [series, *tags.by_tag.get("T3", [])]
    _other_series(tags, notice)
    is_number = bool(_SERIES_NUMBER.match(tags.value("M1"))) or tags.value("ID").startswith(_MARK)
    of_series = clean(tags.first("M1")) if notice.series and volume and is_number else ""
    if of_series:  # both are said, as Zotero and EndNote do: the volume of the work, and its number in the series
        notice.part_number, notice.series_number = number, of_series
    elif notice.series:
        notice.series_number = number
    else:
        notice.part_number = number
    notice.extent = f"{pages} p." if pages.isdigit() else pages


def _other_series(tags: _Tags, notice: Notice) -> None:
    for value in tags.every("T3"):
        serieslinks.also_in(notice, *serieslinks.parted(clean(value)))


def _standard(tags: _Tags) -> list[NoticeIdentifier]:
    return [one for value in tags.by_tag.get("SN", []) for one in loose.standard_numbers(value)]


def _numbers(tags: _Tags, notice: Notice) -> None:
    found = _standard(tags)
    tags.every("SN")
    for value in tags.every("DO"):
        number = loose.doi(value) or (value if value.startswith("10.") else "")
        found.append(NoticeIdentifier("doi", number) if number else NoticeIdentifier("other", value, "DO"))
    if _WHOLE_DOI.match(tags.value("M3")):  # where Mendeley writes it
        found.append(NoticeIdentifier("doi", tags.first("M3")))
    addresses = [one for value in tags.every("UR") for one in _HTTP.findall(value) or [value]]
    if not any(one.scheme == "doi" for one in found):
        found += [NoticeIdentifier("doi", loose.doi(one)) for one in addresses if _DOI_ADDRESS.match(one)][:1]
    notice.url = addresses[0] if addresses else ""
    found += [NoticeIdentifier("uri", one) for one in dict.fromkeys(addresses[1:]) if one != notice.url]
    number = clean(tags.first("AN"))
    if number:
        base = clean(tags.first("DB"))
        found.append(NoticeIdentifier("other", number, base))
        notice.source_key = f"{base}:{number}" if base else ""
    own = clean(tags.by_tag.get("ID", [""])[0])
    if own.startswith(_MARK):
        notice.source_key = own
        tags.first("ID")
    notice.identifiers = list(dict.fromkeys(found))


def _texts(tags: _Tags, notice: Notice) -> None:
    bare = str if notice.source_key.startswith(_MARK) else loose.without_tags  # our own means what it says
    notice.abstract = "\n\n".join(dict.fromkeys(map(bare, tags.every("AB", "N2"))))
    notice.notes = "\n".join(dict.fromkeys(map(bare, tags.every("N1", "RN"))))
    notice.call_number = clean(tags.first("CN", "AV"))
    words = [
        word
        for value in tags.every("KW")
        for word in (loose.words_of(value) if ";" in value or "\n" in value else [clean(value)])
    ]
    notice.subjects = [NoticeSubject(word, "free") for word in dict.fromkeys(words) if word]
