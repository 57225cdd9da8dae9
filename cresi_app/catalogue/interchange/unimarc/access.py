"""The ways into a UNIMARC record: its numbers, names, subjects and links."""

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cresi_app.catalogue.interchange import hosts
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc import authority
from cresi_app.catalogue.interchange.unimarc.kinds import OWN_LIST
from cresi_app.catalogue.interchange.unimarc.scripts import Pair
from cresi_app.catalogue.interchange.unimarc.text import clean, name_part, years_of_life
from cresi_app.catalogue.interchange.unimarc.used import OWN_LINKS
from cresi_app.catalogue.model.kinds import HOSTS
from cresi_app.catalogue.model.notice import (
    BODY,
    MEETING,
    PERSON,
    Notice,
    NoticeAuthority,
    NoticeContribution,
    NoticeIdentifier,
    NoticeLink,
    NoticeSubject,
    match_name,
)
from cresi_app.core.paths import DATABASE
from cresi_app.core.text import sort_key, words

_SUBJECT_KINDS: Final = {
    "600": "person", "601": "body", "602": "person", "604": "title", "605": "title", "606": "topic", "607": "place",
    "608": "form",
}  # fmt: skip
_NAME_TAGS: Final = {
    "700": (PERSON, "aut"), "701": (PERSON, "aut"), "702": (PERSON, "ctb"),
    "710": (BODY, "aut"), "711": (BODY, "aut"), "712": (BODY, "ctb"),
    "720": (PERSON, "aut"), "721": (PERSON, "aut"), "722": (PERSON, "ctb"),
}  # fmt: skip
_NAME_ORDERS: Final = {main: (main, *(tag for tag in _NAME_TAGS if tag != main)) for main in ("700", "710", "720")}
"""A body that is the main author comes before its people."""
_CLASSES: Final = {"675": "udc", "676": "dewey", "680": "lcc", "686": "class"}
_LINKS: Final = {
    "421": "supplement", "422": "supplement_of", "423": "published_with", "430": "continues", "440": "continued_by",
    "451": "other_edition", "452": "other_medium", "453": "translated_as", "454": "translation_of", "461": "set", "462": "subset",
    "463": "issue", "464": "part", "488": "related",
}  # fmt: skip
_OF_PMB: Final = {
    "lnk:parent": "set", "lnk:child": "part", "lnk:perio": "set", "lnk:bull": "issue", "lnk:art": "part", "lnk:pair": "related",
}  # fmt: skip
_OWN_RELATIONS: Final = {said: relation for relation, said in OWN_LINKS.items()}
_TITLE_BEGINS: Final = 12
"""Letters of a title that go with an unnamed agency's number."""
_ISSN: Final = re.compile(r"^\d{4}-\d{3}[\dXx]$")
_COUNTRY: Final = re.compile(r"^(?:[A-Za-z]{2}|INTERNE)$")
_DIGITS: Final = re.compile(r"\D")


@lru_cache(maxsize=1)
def roles() -> dict[str, str]:
    """Return the MARC relator of each UNIMARC function code (``070`` → ``aut``), from the shipped list."""
    with (DATABASE / "reference" / "contribution_role.csv").open(encoding="utf-8", newline="") as file:
        return {row["unimarc"]: row["code"] for row in csv.DictReader(file) if row["unimarc"]}


def source_key(record: Record) -> str:
    """Return the name of the record at its source: its permanent address, else agency and number, else ""."""
    address = record.value("003")
    if "ark:/" in address:
        return address[address.index("ark:/") :]
    if "://" in address:
        return address
    number = record.value("001")
    if not number:
        return ""
    return named_by(clean(record.value("801", "b")) or address, number, record.value("200", "a"))


def named_by(agency: str, number: str, title: str) -> str:
    """Return the name of a record; a number that no agency answers for goes with how its title begins.

    Every program counts from 1: number 75 of one supplier is not number 75 of the other. A country is no agency: PMB writes
    « FR » there for everybody.
    """
    agency = "" if _COUNTRY.match(agency) else agency
    return f"{agency}:{number}" if agency else f":{number}:{''.join(words(sort_key(clean(title))))[:_TITLE_BEGINS]}"


def is_own(record: Record) -> bool:
    """Say whether this program wrote the record: what it says twice or in its own way is then taken as it was meant."""
    return record.value("801", "b") == OWN_LIST


def identifiers(record: Record, notice: Notice) -> None:
    """Read ISBN, ISSN, EAN, addresses, classes and every other number, wrong ones included."""
    found: list[NoticeIdentifier] = []
    for item in record.every("010"):
        note = clean(item.first("b"))
        # PMB writes the number of a periodical there too.
        found += [
            NoticeIdentifier("issn" if _ISSN.match(clean(value)) else "isbn", clean(value), note)
            for value in item.every("a")
        ]
        found += [NoticeIdentifier("isbn_wrong", clean(value)) for value in item.every("z")]
    for item in record.every("011"):
        found += [NoticeIdentifier("issn", clean(value)) for value in item.every("af")]
        found += [NoticeIdentifier("issn_wrong", clean(value)) for value in item.every("yz")]
    known = {_DIGITS.sub("", entry.value) for entry in found}
    for item in record.every("073"):
        found += [NoticeIdentifier("ean", clean(v)) for v in item.every("a") if _DIGITS.sub("", v) not in known]
    for item in record.every("017"):
        scheme = "doi" if item.first("2").lower() == "doi" else "other"
        found += [NoticeIdentifier(scheme, clean(value)) for value in item.every("a")]
    address = record.value("003")
    if address:
        found.append(_address(address))
    found += [_address(value) for item in record.every("033") for value in item.every("a")]
    found += [NoticeIdentifier("other", clean(value)) for item in record.every("035") for value in item.every("a")]
    urls = [value for item in record.every("856") for value in item.every("u")]
    found += [NoticeIdentifier("uri", value) for value in urls[1:]]
    for tag, scheme in _CLASSES.items():
        for item in record.by_tag.get(tag, ()):
            note = clean(item.first("2" if tag == "686" else "v"))
            found += [NoticeIdentifier(scheme, clean(value), note) for value in item.every("a")]
    notice.identifiers = list(dict.fromkeys(found))


def _address(text: str) -> NoticeIdentifier:
    return NoticeIdentifier("ark" if "ark:/" in text else "uri" if "://" in text else "other", clean(text))


def subjects(record: Record, notice: Notice) -> None:
    """Read the headings as « A -- B -- C », the free keywords one by one, and the places that may be countries."""
    found: list[NoticeSubject] = []
    places: list[str] = []
    for tag, kind in _SUBJECT_KINDS.items():
        for item in record.by_tag.get(tag, ()):
            if tag in {"607", "608"} and item.first("2") == OWN_LIST:
                places += item.every("a") if tag == "607" else []
                continue  # our own words for the kind of document and the countries: no subjects
            if tag in {"600", "602"}:
                term = _heading_name(item)
            else:
                parts = [clean(value) for value in item.every("abtxyzj")]
                term = " -- ".join(part for part in parts if part)
            if term:
                found.append(NoticeSubject(term, kind, clean(item.first("2")).lower()))
            places += item.every("ay") if tag == "607" else item.every("y")
    for item in record.every("610"):
        for value in item.every("a"):
            parts = [clean(value)] if is_own(record) else _keywords(clean(value))
            found += [NoticeSubject(word, "free") for word in parts]
    notice.subjects = list(dict.fromkeys(found))
    notice.countries = list(dict.fromkeys(map(clean, places)))


def _heading_name(item: Field) -> str:
    name = ", ".join(part for part in (name_part(item.first("a")), name_part(item.first("b"))) if part)
    dates = years_of_life(item.first("f"))
    return f"{name} ({dates})" if name and dates else name


def _keywords(text: str) -> list[str]:
    """Part the lists some programs write in one subfield: at semicolons, or at commas when they are plainly a list."""
    if ";" in text:
        parts = text.split(";")
    elif text.count(",") >= 2 and all(len(part.split()) <= 4 for part in text.split(",")):
        parts = text.split(",")
    else:
        parts = [text]
    return [part.strip() for part in parts if part.strip()]


def contributions(record: Record, notice: Notice) -> None:
    """Read the people and bodies, once for each of their functions, with their numbers."""
    found: list[NoticeContribution] = []
    said: list[NoticeAuthority] = []
    main = next((tag for tag in _NAME_ORDERS if tag in record.by_tag), "700")
    for tag in _NAME_ORDERS[main]:
        kind, default = _NAME_TAGS[tag]
        for item in record.by_tag.get(tag, ()):
            family, given, dates, sort = _name(item, kind)
            if not family:
                continue
            played = [_role(code) for code in item.every("4")] or [default]
            found += [NoticeContribution(family, given, dates, sort, role) for role in played]
            said += authority.said_of(record, item, "contributor", match_name(family, given, sort, dates))
    notice.contributions = list(dict.fromkeys(found))
    notice.authorities = list(dict.fromkeys(said))


def _role(code: str) -> str:
    """Return the MARC relator of ``$4``, written as a UNIMARC number or (by some) already as a relator."""
    by_number = roles()
    digits = _DIGITS.sub("", code)[:3]
    if digits in by_number:
        return by_number[digits]
    return code if code in by_number.values() else "oth"


def _name(item: Field, kind: str) -> tuple[str, str, str, str]:
    family = name_part(item.first("a"))
    if kind == PERSON:
        given = " ".join(part for part in (name_part(item.first("b")), name_part(item.first("d"))) if part)
        return family, given, years_of_life(item.first("f")), PERSON
    whole = ". ".join(part for part in (family, *map(name_part, item.every("b"))) if part)
    return whole, "", "", MEETING if item.indicators[:1] == "1" else BODY


def other_scripts(pairs: Sequence[Pair]) -> list[NoticeAuthority]:
    """Return the names of a record as another script writes them, each said of its name in Latin letters."""
    found: list[NoticeAuthority] = []
    for pair in pairs:
        if not pair.is_name:
            continue
        kind = _NAME_TAGS[pair.main.tag][0]
        family, given, dates, sort = _name(pair.main, kind)
        form = ", ".join(part for part in _name(pair.other, kind)[:2] if part)
        if family and form:
            found.append(
                NoticeAuthority("contributor", match_name(family, given, sort, dates), f"{authority.FORM}script", form)
            )
    return found


def links(record: Record, notice: Notice) -> None:
    """Read the publications this one belongs to; a set's volume number is the part number of the notice."""
    for tag, relation in _LINKS.items():
        for item in record.by_tag.get(tag, ()):
            link = link_of(told_by_pmb(item, notice.kind) or relation, item)
            if relation in HOSTS and notice.kind in {"article", "issue"} and not is_own(record):
                link = hosts.with_pages(link)
            if link.title or link.issn:
                notice.links.append(link)
            if tag == "461" and link.number and notice.kind not in {"article", "issue"} and not is_own(record):
                notice.part_number = link.number
    hosts.take_pages(notice)


def told_by_pmb(item: Field, kind: str) -> str:
    """Return the relation that PMB, or our own export, says in ``$9`` (``lnk:parent``) or ``$5`` of its links, whatever field it put them in; "" elsewhere.

    A periodical (`kind`) holds its issues; an article is in one.
    """
    known = _OF_PMB | _OWN_RELATIONS
    found = next((known[value] for value in item.every("95") if value in known), "")
    return "part" if found == "issue" and kind == "periodical" else found


def link_of(relation: str, item: Field) -> NoticeLink:
    """Return the link of a 4XX field, in either of its writings: plain subfields or embedded fields."""
    if any(code == "1" for code, _ in item.subfields):
        return _embedded_link(relation, item)
    return NoticeLink(
        relation,
        clean(item.first("t")),
        clean(item.first("v")),
        clean(item.first("x")),
        clean(item.first("d") or item.first("e")),
        clean(item.first("p")),
    )


def _embedded_link(relation: str, item: Field) -> NoticeLink:
    title = number = issn = date_text = pages = ""
    for inner in item.embedded():
        if inner.tag == "200":
            title = title or clean(inner.first("a"))
            number = number or clean(inner.first("v") or inner.first("h"))
        elif inner.tag == "011":
            issn = issn or clean(inner.first("a"))
        elif inner.tag in {"210", "214"}:
            date_text = date_text or clean(inner.first("d"))
        elif inner.tag == "215":
            pages = pages or clean(inner.first("a"))
    return NoticeLink(relation, title, number or clean(item.first("v")), issn, date_text, pages)
