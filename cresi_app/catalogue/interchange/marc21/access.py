"""The ways into a MARC 21 record: its numbers, classes, subjects and links."""

import re
from typing import Final

from cresi_app.catalogue.interchange import hosts, loose
from cresi_app.catalogue.interchange.marc21.names import name
from cresi_app.catalogue.interchange.marc21.punctuation import bare, phrase
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc.access import named_by
from cresi_app.catalogue.interchange.unimarc.kinds import OWN_LIST
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.kinds import HOSTS
from cresi_app.catalogue.model.notice import (
    BODY,
    MEETING,
    PERSON,
    Notice,
    NoticeIdentifier,
    NoticeLink,
    NoticeSubject,
)

_NUMBER: Final = re.compile(r"^\s*([0-9][0-9\- ]*[0-9Xx]|[0-9])\s*(.*)$")
_CLASSES: Final = {"080": "udc", "082": "dewey", "050": "lcc", "084": "class"}
_SUBJECTS: Final = {
    "600": "person", "610": "body", "611": "body", "630": "title", "648": "topic", "650": "topic", "651": "place", "655": "form",
}  # fmt: skip
_NAMED: Final = {"600": PERSON, "610": BODY, "611": MEETING}
_SYSTEMS: Final = {"0": "lcsh", "1": "lcshac", "2": "mesh", "3": "nal", "5": "cash", "6": "rvm"}
LINKS: Final = {
    "765": "translation_of", "767": "translated_as", "770": "supplement", "772": "supplement_of", "773": "set", "774": "part",
    "775": "other_edition", "776": "other_medium", "777": "published_with", "780": "continues", "785": "continued_by", "787": "related",
}  # fmt: skip
OWN_RELATIONS: Final = frozenset({"issue", "set", "subset", "accompanies", "accompanied_by"})
"""What our exports say in $4 of a 773 or 787, which stands for each of them."""
_PAGES: Final = re.compile(r"\b(?:p|pp|pages?|seiten?|s)\.?[:\s]*([0-9]+(?:\s*[-–]\s*[0-9]+)?)", re.IGNORECASE)
_CODED: Final = re.compile(r"^(volume|number|pages):(.+)$")
"""How German libraries say the place of an article a second time, in a 773 that names nothing."""


def source_key(record: Record) -> str:
    """Return the name of the record at its source: agency and number, "" without a number."""
    number, agency = record.value("001"), record.value("003")
    return named_by(agency, number, record.value("245", "a")) if number else ""


def is_own(record: Record) -> bool:
    """Say whether this program wrote the record."""
    return record.value("003") == OWN_LIST


def identifiers(record: Record, notice: Notice) -> None:
    """Read every number, the wrong ones too, with what is said about it (« br. »)."""
    found: list[NoticeIdentifier] = []
    for item in record.every("020"):
        found += [_isbn("isbn", value, item) for value in item.every("a")]
        found += [_isbn("isbn_wrong", value, item) for value in item.every("z")]
    for item in record.every("022"):
        found += [NoticeIdentifier("issn", bare(value)) for value in item.every("al")]
        found += [NoticeIdentifier("issn_wrong", bare(value)) for value in item.every("yz")]
    found += [_of_024(item, value) for item in record.every("024") for value in item.every("a")]
    found += [NoticeIdentifier("other", clean(value)) for item in record.every("035") for value in item.every("a")]
    found += [
        NoticeIdentifier("other", clean(value), "LCCN") for item in record.every("010") for value in item.every("a")
    ]
    urls = [value for item in record.every("856") for value in item.every("u")]
    notice.url = urls[0] if urls else ""
    found += [NoticeIdentifier("uri", value) for value in urls[1:]]
    for tag, scheme in _CLASSES.items():
        for item in record.every(tag):
            note = clean(item.first("2"))
            # Dewey numbers come with the slashes of their segmentation, which is no part of the number.
            found += [NoticeIdentifier(scheme, bare(value).replace("/", ""), note) for value in item.every("a")]
    notice.identifiers = [one for one in dict.fromkeys(found) if one.value]


def _isbn(scheme: str, value: str, item: Field) -> NoticeIdentifier:
    found = _NUMBER.match(clean(value))
    number, rest = (found[1], found[2]) if found else (clean(value), "")
    notes = [rest.strip(" ():;,"), *(bare(one).strip("()") for one in item.every("q"))]
    return NoticeIdentifier(scheme, number.strip(), " ; ".join(note for note in notes if note))


def _of_024(item: Field, value: str) -> NoticeIdentifier:
    system = item.first("2").lower()
    if item.indicators[:1] == "3":
        return NoticeIdentifier("ean", bare(value))
    if system in {"doi", "ark", "uri"}:
        return NoticeIdentifier(system, clean(value))
    return NoticeIdentifier("other", clean(value), system)


def subjects(record: Record, notice: Notice) -> None:
    """Read the headings as « A -- B -- C », the free keywords one by one, and the places that may be countries."""
    found: list[NoticeSubject] = []
    places: list[str] = []
    for tag, kind in _SUBJECTS.items():
        for item in record.every(tag):
            system = item.first("2") or _SYSTEMS.get(item.indicators[1:2], "")
            if system == OWN_LIST:
                places += item.every("a") if tag == "651" else []
                continue
            term = " -- ".join(part for part in (_head(tag, item), *map(phrase, item.every("vxyz"))) if part)
            if term:
                found.append(NoticeSubject(term, kind, clean(system).lower()))
            places += map(phrase, item.every("az") if tag == "651" else item.every("z"))
    for item in record.every("653"):
        found += [NoticeSubject(phrase(value), "free") for value in item.every("a") if phrase(value)]
    notice.subjects = list(dict.fromkeys(found))
    notice.countries = list(dict.fromkeys(places))


def _head(tag: str, item: Field) -> str:
    if tag not in _NAMED:
        return ". ".join(phrase(value) for value in item.every("anpt"))
    family, given, dates = name(item, _NAMED[tag])
    whole = ", ".join(part for part in (family, given) if part)
    titled = ". ".join([f"{whole} ({dates})" if dates else whole, *map(phrase, item.every("t"))])
    return titled.rstrip(".")


def links(record: Record, notice: Notice, declined: set[int]) -> None:
    """Read the publications this one belongs to or comes from; an article's host becomes its issue."""
    coded: dict[str, str] = {}
    for tag, relation in LINKS.items():
        for item in record.every(tag):
            link = _link("issue" if tag == "773" and notice.kind == "article" else relation, item)
            if link.date_text and not is_own(record) and loose.year(link.date_text) is None:
                link = link._replace(date_text="")  # the place alone: it is no date, and is kept with its field
                declined.add(id(item))
            if link.title or link.issn:
                notice.links.append(link)
                continue
            declined.add(id(item))
            found = (_CODED.match(clean(value)) for value in item.every("g"))
            coded |= {told[1]: told[2].strip() for told in found if told}
    if coded:
        _complete_host(notice, coded)
    hosts.take_pages(notice)
    host = next((one for one in notice.links if one.relation in {"set", "issue"}), None)
    if (
        host is not None
        and not is_own(record)
        and notice.kind not in {"article", "issue"}
        and host.number
        and not notice.part_number
    ):
        notice.part_number = host.number


def _number(where: str, pages: re.Match[str] | None) -> str:
    """Return what tells the issue, without the pages that stand behind it (« No. 12 (2010), p. 3-17 »)."""
    if pages is None or where[pages.end() :].strip(" ."):
        return where
    return where[: pages.start()].rstrip(" ,;:.")


def _complete_host(notice: Notice, coded: dict[str, str]) -> None:
    at = next((at for at, link in enumerate(notice.links) if link.relation in HOSTS), None)
    if at is None:
        return
    link = notice.links[at]
    volume, number = coded.get("volume", ""), coded.get("number", "")
    told = f"{volume} ({number})" if volume and number else volume or number
    notice.links[at] = link._replace(number=link.number or told, pages=link.pages or coded.get("pages", ""))


def _link(relation: str, item: Field) -> NoticeLink:
    where = " ".join(map(clean, item.every("g")))
    pages = _PAGES.search(where)
    told = item.first("4")
    return NoticeLink(
        told if told in OWN_RELATIONS else relation,
        phrase(item.first("t") or item.first("s") or item.first("a")),
        clean(item.first("q")) or _number(where, pages),
        clean(item.first("x")),
        phrase(item.first("d")),
        pages[1] if pages else "",
    )
