"""Writes notices as MARC 21, in ISO 2709 or as MARCXML: Unicode declared, no ISBD marks, no broken record."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from cresi_app.catalogue.interchange import iso2709, serieslinks
from cresi_app.catalogue.interchange.marc21 import numbers, series, tongues
from cresi_app.catalogue.interchange.marc21.access import LINKS, OWN_RELATIONS
from cresi_app.catalogue.interchange.marc21.punctuation import phrase
from cresi_app.catalogue.interchange.marc21.used import USED
from cresi_app.catalogue.interchange.unimarc.writing import AGENCY, Pairs, bare, codes_of, cut
from cresi_app.catalogue.model.notice import BODY, MEETING, PERSON, Notice, NoticeContribution
from cresi_app.core import clock

_LEADERS: Final = {
    "periodical": "as", "issue": "as", "article": "ab", "video": "gm", "sound": "im", "poster": "km", "map": "em",
    "web": "mm", "kit": "om", "exhibition": "om", "game": "rm", "archive": "tm",
}  # fmt: skip
_SPOKEN: Final = frozenset({"book", "periodical", "article", "video", "sound", "poster", "map", "web", "kit", "game"})
"""Kinds that the leader alone tells."""
_TAG_OF_LINK: Final = {relation: tag for tag, relation in LINKS.items()} | {"issue": "773", "subset": "773"}
_SUBJECT_TAGS: Final = {"topic": "650", "place": "651", "person": "600", "body": "610", "title": "630", "form": "655"}
_SYSTEMS: Final = {"lcsh": "0", "mesh": "2", "rvm": "6"}
_CLASSES: Final = {"udc": "080", "dewey": "082", "lcc": "050", "class": "084"}
_MARCXML: Final = "http://www.loc.gov/MARC21/slim"

_UNLINKED: Final = re.compile(r"^(\d{3})-\d\d")

Fields = list[tuple[str, str, Pairs]]


def fields_of(notice: Notice, document_id: int) -> Fields:
    """Return the fields of a notice in their order: tag, indicators (or the data of a control field), subfields."""
    fields = [
        (tag, indicators if pairs else bare(indicators), [(code, bare(value)) for code, value in pairs if value])
        for tag, indicators, pairs in _fields(notice, document_id)
        if not pairs or any(value for _, value in pairs)
    ]
    return sorted(fields, key=lambda one: _place(one[0]))


def _place(tag: str) -> str:
    """Return where a field stands: by its tag, but subjects and names in the order their document has them."""
    return f"{tag[0]}00" if tag[0] == "6" or "700" <= tag <= "711" else tag


def leader_of(notice: Notice) -> str:
    """Return the leader: UTF-8 (position 9), marks of ISBD left out (position 18)."""
    return f"00000n{_LEADERS.get(notice.kind, 'am')} a2200000 c 4500"


def record(notice: Notice, document_id: int) -> bytes:
    """Return one ISO 2709 record. Raises `iso2709.TooLong` when the format cannot hold it."""
    fields = [
        (tag, (text + "".join(f"\x1f{code}{value}" for code, value in pairs)).encode())
        for tag, text, pairs in fields_of(notice, document_id)
    ]
    return iso2709.write(leader_of(notice), fields)


def marcxml(records: Iterable[tuple[Notice, int]]) -> Iterator[str]:
    """Yield a file of MARCXML piece by piece."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{_MARCXML}">\n'
    for notice, document_id in records:
        yield f"<record><leader>{leader_of(notice)}</leader>\n"
        for tag, text, pairs in fields_of(notice, document_id):
            if not pairs:
                yield f'<controlfield tag="{tag}">{escape(text)}</controlfield>\n'
                continue
            inner = "".join(f"<subfield code={quoteattr(code)}>{escape(value)}</subfield>" for code, value in pairs)
            yield f'<datafield tag="{tag}" ind1={quoteattr(text[0])} ind2={quoteattr(text[1])}>{inner}</datafield>\n'
        yield "</record>\n"
    yield "</collection>\n"


def _closed(value: str) -> str:
    """Return a value whose own full stop is kept apart from the one that closes an area."""
    return value if phrase(value) == value else f"{value}."


def _fields(notice: Notice, document_id: int) -> Iterator[tuple[str, str, Pairs]]:
    yield "001", str(document_id), []
    yield "003", AGENCY, []
    yield "008", _coded(notice), []
    yield from _numbers(notice)
    yield (
        "041",
        "0 ",
        [
            ({"original": "h", "abstract": "b", "subtitles": "j"}.get(one.use, "a"), one.code)
            for one in notice.languages
        ],
    )
    yield "044", "  ", [("c", notice.publication_country.lower())]
    yield from _title(notice)
    yield from _publication(notice)
    yield from _texts(notice)
    for link in notice.links:
        if link.relation == serieslinks.RELATION:
            continue  # shown with the first one, in 490
        where = [("q", link.number)] if link.number else []
        if link.relation in OWN_RELATIONS:
            where.append(("4", link.relation))
        yield _TAG_OF_LINK.get(link.relation, "787"), "0 ", [
            ("t", _closed(link.title)), ("d", _closed(link.date_text)), ("g", f"p. {link.pages}" if link.pages else ""), ("x", link.issn), *where,
        ]  # fmt: skip
    yield from _subjects(notice)
    yield from _names(notice)
    yield "856", "4 ", [("u", notice.url)]
    for copy in notice.copies:
        yield "852", "  ", [
            ("c", copy.location), ("h", copy.call_number), ("p", copy.barcode), ("t", copy.accession_number), ("3", copy.volume),
            ("y", copy.status), ("z", copy.note),
        ]  # fmt: skip
    if notice.call_number != next((copy.call_number for copy in notice.copies if copy.call_number), ""):
        yield "090", "  ", [("a", notice.call_number), ("2", AGENCY if notice.call_number else "")]
    yield from _kept(notice)


def _coded(notice: Notice) -> str:
    year = f"s{notice.year:04d}    " if notice.year else "n" + " " * 8
    language = next((one.code for one in notice.languages if one.use == "text"), "und")
    return f"{clock.today():%y%m%d}{year}xx {' ' * 17}{language:<3} d"


def _numbers(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    price = notice.price
    for one in notice.identifiers:
        match one.scheme:
            case "isbn":
                yield "020", "  ", [("a", one.value), ("q", one.note), ("c", price)]
                price = ""
            case "isbn_wrong":
                yield "020", "  ", [("z", one.value)]
            case "issn":
                yield "022", "  ", [("a", one.value)]
            case "issn_wrong":
                yield "022", "  ", [("z", one.value)]
            case "ean":
                yield "024", "3 ", [("a", one.value)]
            case "doi" | "ark" | "uri":
                yield "024", "7 ", [("a", one.value), ("2", one.scheme)]
            case "udc" | "dewey" | "lcc" | "class":
                yield _CLASSES[one.scheme], "  ", [("a", one.value), ("2", one.note)]
            case _ if one.note and one.note != "LCCN":
                yield "024", "8 ", [("a", one.value), ("2", one.note)]
            case _:
                yield ("010" if one.note == "LCCN" else "035"), "  ", [("a", one.value)]
    if price:
        yield "365", "  ", [("b", price)]


def _title(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    yield "245", "00", [
        ("a", _closed(notice.title)), *(("b", _closed(part)) for part in notice.subtitle.split(" : ")), ("n", _closed(notice.part_number)),
        ("p", _closed(notice.part_title)), ("c", _closed(notice.responsibility)),
    ]  # fmt: skip
    for other in notice.other_titles.split(" ; "):
        yield "246", "3 ", [("a", _closed(other))]
    for tag, indicators, pairs in tongues.titles(notice):
        yield tag, indicators, [(code, _closed(value) if code == "a" else value) for code, value in pairs]
    yield "250", "  ", [("a", _closed(notice.edition))]


def _publication(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    pairs: Pairs = []
    for publisher in notice.publishers:
        pairs += [("a", _closed(place)) for place in publisher.place.split(" ; ")]
        pairs.append(("b", _closed(publisher.name)))
    yield "264", " 1", [*pairs, ("c", _closed(notice.date_text or (str(notice.year) if notice.year else "")))]
    yield "300", "  ", [("a", notice.extent)]
    yield "310", "  ", [("a", _closed(notice.frequency))]
    yield from series.fields(notice, _closed)


def _texts(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    for line in notice.notes.split("\n"):
        yield from (("500", "  ", [("a", piece)]) for piece in cut(line))
    for line in notice.contents.split("\n"):
        yield from (("505", "0 ", [("a", piece)]) for piece in cut(line))
    for paragraph in notice.abstract.split("\n\n"):
        yield from (("520", "  ", [("a", piece)]) for piece in cut(paragraph))
    for said in tongues.abstracts(notice):
        for paragraph in said.text.split("\n\n"):
            yield from (("520", "  ", [("a", piece), ("9", said.language)]) for piece in cut(paragraph))
    yield "521", "  ", [("a", notice.audience)]
    yield "540", "  ", [("a", notice.rights)]
    yield "542", "1 ", [("a", notice.image_credit)]


def _subjects(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    for one in notice.subjects:
        head, *parts = one.term.split(" -- ")
        if one.kind == "free":
            yield "653", "  ", [("a", _closed(one.term))]
            continue
        system = _SYSTEMS.get(one.scheme, "7" if one.scheme else "4")
        named: Pairs = [("2", one.scheme)] if system == "7" else []
        yield _SUBJECT_TAGS.get(one.kind, "650"), f"{' ' if one.kind != 'person' else '1'}{system}", [
            ("a", _closed(head)), *(("x", _closed(part)) for part in parts), *named,
        ]  # fmt: skip
    known = {subject.term for subject in notice.subjects}
    names = codes_of("country", "name_fr")
    for code in notice.countries:
        if names.get(code, code) not in known:
            yield "651", " 7", [("a", names.get(code, code)), ("2", AGENCY)]
    if notice.kind not in _SPOKEN:
        yield "655", " 7", [("a", codes_of("document_kind", "name_fr").get(notice.kind, notice.kind)), ("2", AGENCY)]


def _names(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    for at, one in enumerate(notice.contributions):
        rank = "7" if at or one.role != "aut" else "1"
        number = {PERSON: "00", BODY: "10", MEETING: "11"}.get(one.kind, "00")
        yield f"{rank}{number}", _name_indicators(one), [
            ("a", f"{one.family}, {one.given}" if one.given else _closed(one.family)), ("d", _closed(one.dates)), ("4", one.role),
            *numbers.subfields(notice.authorities, one),
        ]  # fmt: skip


def _name_indicators(one: NoticeContribution) -> str:
    return ("1 " if one.given else "0 ") if one.kind == PERSON else "2 "


def _kept(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the source's fields that have no place here, as they came; those written anew are left out."""
    if notice.format != "marc21":
        return
    for line in notice.leftovers.splitlines():
        tag, rest = line[:3], line[4:]
        if not tag.isdigit() or tag in USED or tag < "010":
            continue
        head, *parts = rest.split("‡")
        pairs = [(part[0], part[1:]) for part in parts if part]
        if tag == "880":  # what it was linked with is written anew, and no longer says so
            pairs = [(code, _UNLINKED.sub(r"\g<1>-00", value) if code == "6" else value) for code, value in pairs]
        if pairs:
            yield tag, head.replace("#", " ")[:2].ljust(2), pairs
