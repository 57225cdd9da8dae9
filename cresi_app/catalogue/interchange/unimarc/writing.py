"""Writes notices as UNIMARC that other software reads: legal leaders, UTF-8 declared where UNIMARC declares it, no broken record."""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cresi_app.catalogue.interchange import iso2709, serieslinks
from cresi_app.catalogue.interchange.iso2709 import MAX_FIELD
from cresi_app.catalogue.interchange.unimarc import authority, series, tongues
from cresi_app.catalogue.interchange.unimarc.used import OWN_LINKS, USED
from cresi_app.catalogue.model.notice import (
    BODY,
    MEETING,
    PERSON,
    Notice,
    NoticeAcquisition,
    NoticeContribution,
    NoticeSubject,
    copy_key,
    match_name,
)
from cresi_app.core import clock
from cresi_app.core.paths import DATABASE

AGENCY: Final = "cresi"
_LEADERS: Final = {
    "periodical": "as", "issue": "as", "article": "aa", "video": "gm", "sound": "im", "poster": "km", "map": "em",
    "web": "lm", "kit": "mm", "exhibition": "mm", "game": "rm", "archive": "bm",
}  # fmt: skip
_AUTHORS: Final = frozenset({"aut", "edt", "pbd", "drt", "com", "cur", "org", "cmp"})
_CLASS_TAGS: Final = {"udc": "675", "dewey": "676", "lcc": "680", "class": "686"}
_CLASS_NOTES: Final = {"675": "v", "676": "v", "680": "", "686": "2"}
_HEADROOM: Final = 64
"""Bytes left free in a field that is cut, for its marks."""

Pairs = list[tuple[str, str]]


@lru_cache(maxsize=8)
def codes_of(table: str, column: str) -> dict[str, str]:
    """Return one column of a reference list by its codes."""
    with (DATABASE / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row[column] for row in csv.DictReader(file)}


_UNKNOWN: Final = NoticeAcquisition()


def record(notice: Notice, document_id: int) -> bytes:
    """Return one ISO 2709 record. Raises `iso2709.TooLong` when the format cannot hold it."""
    fields = [
        (tag, (indicators + "".join(f"\x1f{code}{bare(value)}" for code, value in pairs if value)).encode())
        if pairs
        else (tag, bare(indicators).encode())
        for tag, indicators, pairs in _fields(notice, document_id)
        if not pairs or any(value for _, value in pairs)
    ]
    fields.sort(key=lambda one: one[0])
    kind = _LEADERS.get(notice.kind, "am")
    return iso2709.write(f"     n{kind}  22        450 ", fields)


def bare(value: str) -> str:
    """Return `value` without what would end a field or a subfield; line ends become spaces."""
    return value if value.isprintable() else _BLANKS.sub(" ", value.translate(_STRUCTURE)).strip()


_BLANKS: Final = re.compile(r"[ \t\r\n\f\v]+")
_STRUCTURE: Final = {0x1D: None, 0x1E: None, 0x1F: None, 0x00: None}


def _fields(notice: Notice, document_id: int) -> Iterator[tuple[str, str, Pairs]]:
    yield "001", str(document_id), []
    yield from _numbers(notice)
    yield "100", "  ", [("a", _coded(notice))]
    yield from _languages(notice)
    yield "102", "  ", [("a", notice.publication_country)]
    yield from _title(notice)
    yield from _publication(notice)
    yield from _texts(notice)
    yield from _links(notice)
    yield from _subjects(notice)
    yield from _names(notice)
    yield "801", " 0", [("a", "FR"), ("b", AGENCY), ("c", f"{clock.today():%Y%m%d}")]
    yield "856", "4 ", [("u", notice.url)]
    for copy in notice.copies:
        yield "995", "  ", [
            ("e", copy.location), ("f", copy.barcode), ("j", copy.accession_number), ("k", copy.call_number),
            ("o", copy.status), ("u", copy.note), ("v", copy.volume),
            ("5", notice.acquired.get(copy_key(copy), _UNKNOWN).acquired_on),
        ]  # fmt: skip
    if notice.call_number != next((copy.call_number for copy in notice.copies if copy.call_number), ""):
        yield "930", "  ", [("a", notice.call_number), ("2", AGENCY if notice.call_number else "")]
    yield from _kept(notice)


def _coded(notice: Notice) -> str:
    """Return the 36 coded characters of 100 $a: entered today, the year, French, UTF-8 (50), Latin script."""
    year = f"d{notice.year:04d}    " if notice.year else "u" + " " * 8
    return f"{clock.today():%Y%m%d}{year}k  y0frey50      ba"


def _numbers(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    price = notice.price
    for one in notice.identifiers:
        match one.scheme:
            case "isbn":
                yield "010", "  ", [("a", one.value), ("b", one.note), ("d", price)]
                price = ""
            case "isbn_wrong":
                yield "010", "  ", [("z", one.value)]
            case "issn":
                yield "011", "  ", [("a", one.value)]
            case "issn_wrong":
                yield "011", "  ", [("z", one.value)]
            case "ean":
                yield "073", " 0", [("a", one.value)]
            case "doi":
                yield "017", "70", [("a", one.value), ("2", "doi")]
            case "uri" | "ark":
                yield "033", "  ", [("a", one.value)]
            case "dewey" | "udc" | "lcc" | "class":
                tag = _CLASS_TAGS[one.scheme]
                note: Pairs = [(_CLASS_NOTES[tag], one.note)] if _CLASS_NOTES[tag] else []
                yield tag, "  ", [("a", one.value), *note]
            case _:
                yield "035", "  ", [("a", one.value)]
    if price:
        yield "345", "  ", [("d", price)]


def _languages(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    codes = {"text": "a", "original": "c", "abstract": "d", "subtitles": "j"}
    pairs = [(codes.get(one.use, "a"), one.code) for one in notice.languages]
    translated = any(code == "c" for code, _ in pairs)
    yield "101", f"{int(translated)} ", pairs or [("a", "und")]  # every record has one


def _title(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    subtitles = [("e", part) for part in notice.subtitle.split(" : ")]
    shown = [("f" if not at else "g", part) for at, part in enumerate(notice.responsibility.split(" ; "))]
    yield (
        "200",
        "1 ",
        [
            ("a", notice.title),
            *tongues.parallel(notice),
            *subtitles,
            *shown,
            ("h", notice.part_number),
            ("i", notice.part_title),
        ],
    )
    for other in notice.other_titles.split(" ; "):
        yield "517", "1 ", [("a", other)]
    yield from tongues.titles(notice)
    yield "205", "  ", [("a", notice.edition)]


def _publication(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    pairs: Pairs = []
    for publisher in notice.publishers:
        pairs += [("a", place) for place in publisher.place.split(" ; ")]
        pairs.append(("c", publisher.name))
    yield "210", "  ", [*pairs, ("d", notice.date_text or (str(notice.year) if notice.year else ""))]
    yield "215", "  ", [("a", notice.extent)]
    yield from series.fields(notice)


def _texts(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    for line in notice.notes.split("\n"):
        yield from (("300", "  ", [("a", piece)]) for piece in cut(line))
    yield "326", "  ", [("a", notice.frequency)]
    for line in notice.contents.split("\n"):
        yield from (("327", "1 ", [("a", piece)]) for piece in cut(line))
    for paragraph in notice.abstract.split("\n\n"):
        yield from (("330", "  ", [("a", piece)]) for piece in cut(paragraph))
    for said in tongues.abstracts(notice):
        for paragraph in said.text.split("\n\n"):
            yield from (("330", "  ", [("a", piece), ("9", said.language)]) for piece in cut(paragraph))
    yield "333", "  ", [("a", notice.audience)]
    yield "371", "0 ", [("a", notice.rights)]
    yield "371", "1 ", [("a", notice.image_credit)]


def cut(text: str) -> list[str]:
    """Return `text` in pieces that each fit a field, parted between words."""
    room = MAX_FIELD - _HEADROOM
    if len(text) * 4 < room or len(text.encode()) <= room:
        return [text]
    pieces: list[str] = []
    words: list[str] = []
    size = 0
    for word in text.split(" "):
        length = len(word.encode()) + 1
        if words and size + length > room:
            pieces.append(" ".join(words))
            words, size = [], 0
        words.append(word)
        size += length
    return [*pieces, " ".join(words)]


def _links(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    tags = codes_of("link_relation", "unimarc")
    for link in notice.links:
        if link.relation == serieslinks.RELATION:
            continue  # shown with the first one, in 225
        yield tags.get(link.relation, "488"), " 0", [
            ("t", link.title), ("v", link.number), ("x", link.issn), ("d", link.date_text), ("p", link.pages),
            ("5", OWN_LINKS.get(link.relation, "")),
        ]  # fmt: skip


def _subjects(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    tags = codes_of("subject_kind", "unimarc")
    for one in notice.subjects:
        if one.kind == "free":
            yield "610", "0 ", [("a", one.term)]
            continue
        head, *parts = one.term.split(" -- ")
        yield (
            tags.get(one.kind, "606"),
            _heading_indicators(one),
            [("a", head), *(("x", part) for part in parts), ("2", one.scheme)],
        )
    named = {subject.term for subject in notice.subjects}
    names = codes_of("country", "name_fr")
    for code in notice.countries:
        name = names.get(code, code)
        if name not in named:
            yield "607", "  ", [("a", name), ("2", AGENCY)]
    kind = notice.kind if notice.kind not in _LEADERS or notice.kind in {"issue", "exhibition"} else ""
    if kind and kind != "book":
        yield "608", "  ", [("a", codes_of("document_kind", "name_fr").get(kind, kind)), ("2", AGENCY)]


def _heading_indicators(one: NoticeSubject) -> str:
    """Say of a topic that its rank is not told, of a person whether the name begins with the family's."""
    return {"topic": "0 ", "person": " 1" if ", " in one.term else " 0"}.get(one.kind, "  ")


def _names(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    codes = codes_of("contribution_role", "unimarc")
    for at, one in enumerate(notice.contributions):
        author = one.role in _AUTHORS
        rank = "0" if author and not at else "1" if author else "2"
        tag = f"70{rank}" if one.kind == PERSON else f"71{rank}"
        yield tag, _name_indicators(one), [
            ("a", one.family), ("b", one.given), ("f", one.dates), ("4", codes.get(one.role, "570")),
            *authority.subfields(notice.authorities, match_name(one.family, one.given, one.kind, one.dates)),
        ]  # fmt: skip


def _name_indicators(one: NoticeContribution) -> str:
    return {PERSON: " 1" if one.given else " 0", BODY: "02", MEETING: "12"}.get(one.kind, "  ")


def _kept(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the source's fields that have no place here, as they came; those written anew are left out."""
    if notice.format != "unimarc":
        return
    for line in notice.leftovers.splitlines():
        tag, rest = line[:3], line[4:]
        if not tag.isdigit() or tag in USED or tag < "010" or tag in {"100", "801", "608"}:
            continue
        head, *parts = rest.split("‡")
        pairs = [(part[0], part[1:]) for part in parts if part]
        if pairs:
            yield tag, head.replace("#", " ")[:2].ljust(2), pairs
