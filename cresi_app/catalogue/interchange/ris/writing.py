"""Writes notices as RIS: the nearest type, our own kind in M3 where RIS has none, every name with its part."""

import re
from collections.abc import Iterator
from typing import Final

from cresi_app.catalogue.interchange import hosts, serieslinks, tonguetexts
from cresi_app.catalogue.interchange.ris.types import HOSTED, KINDS, TYPES
from cresi_app.catalogue.interchange.unimarc.writing import codes_of
from cresi_app.catalogue.model.notice import PERSON, Notice, NoticeContribution
from cresi_app.catalogue.model.tongues import unpacked

_MONTH: Final = re.compile(r"^\d{4}-\d{2}$")
_TAGS: Final = {"aut": "AU", "edt": "A2", "trl": "A4"}


def record(notice: Notice, document_id: int) -> str:
    """Return one record, CRLF at the end of each line as RIS asks."""
    lines = [f"{tag}  - {part}" for tag, value in _tags(notice, document_id) if value for part in [_lines(tag, value)]]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _lines(tag: str, value: str) -> str:
    """Keep the lines of an abstract or note; a line that would be taken for a tag is moved in."""
    parts = [part.strip() for part in value.splitlines() if part.strip()]
    return (
        "\r\n".join(part if not at else f"  {part}" for at, part in enumerate(parts))
        if tag in {"AB", "C8", "N1"}
        else " ".join(parts)
    )


def _name(one: NoticeContribution) -> str:
    name = f"{one.family}, {one.given}" if one.given else one.family
    if one.kind != PERSON:
        return f"{name},"  # a comma with nothing behind it: a body's name, not to be parted
    return f"{name} ({one.dates})" if one.dates else name


def _tags(notice: Notice, document_id: int) -> Iterator[tuple[str, str]]:
    kind = "CHAP" if hosts.is_in_a_book(notice) else TYPES.get(notice.kind, "GEN")
    yield "TY", kind
    yield "ID", f"cresi:{document_id}"
    if KINDS[kind] != notice.kind:
        yield "M3", codes_of("document_kind", "name_fr").get(notice.kind, "")
    yield "TI", f"{notice.title} : {notice.subtitle}" if notice.subtitle else notice.title
    for other in notice.other_titles.split(" ; "):
        yield "ST", other
    titles, abstracts = unpacked(notice)
    yield from (("TT", one.title) for one in titles if one.kind == "translated")
    coded = (one for one in titles if one.kind != "translated" or one.language)
    yield from (("C7", f"{tonguetexts.MARK}{said}") for said in tonguetexts.coded_titles(coded))
    yield from (("C8", f"{tonguetexts.MARK}{said}") for said in tonguetexts.coded_abstracts(abstracts))
    for one in notice.contributions:
        yield _TAGS.get(one.role, "AU" if one.role in {"org", "com", "cmp", "drt"} else "A3"), _name(one)
    yield "PB", " ; ".join(one.name for one in notice.publishers)
    yield "CY", next((one.place for one in notice.publishers if one.place), "")
    yield "PY", str(notice.year or "")
    if notice.year is None or notice.published_on.startswith(str(notice.year)):
        yield "DA", notice.published_on.replace("-", "/")
    elif not notice.published_on and _MONTH.match(notice.date_text):
        yield "DA", notice.date_text.replace("-", "/")
    yield "ET", notice.edition
    yield from _host(notice)
    yield from (("T3", serieslinks.joined(link.title, link.number)) for link in serieslinks.of(notice))
    for identifier in notice.identifiers:
        tag = {"isbn": "SN", "issn": "SN", "doi": "DO", "uri": "UR"}.get(identifier.scheme)
        if tag and tag != "UR":
            yield tag, identifier.value
    elsewhere = next((one for one in notice.identifiers if one.scheme == "other"), None)
    if elsewhere is not None:
        yield "AN", elsewhere.value
        yield "DB", elsewhere.note
    yield "UR", notice.url
    yield from (("UR", one.value) for one in notice.identifiers if one.scheme == "uri")
    for language in notice.languages:
        yield "LA", language.code if language.use == "text" else ""
    for subject in notice.subjects:
        yield "KW", subject.term
    yield "CN", notice.call_number
    yield "AB", notice.abstract
    yield "N1", "\n".join(text for text in (notice.notes, notice.contents, notice.audience, notice.rights) if text)


def _host(notice: Notice) -> Iterator[tuple[str, str]]:
    host = hosts.host(notice)
    if notice.kind in HOSTED and host is not None:
        yield "T2", host.title
        issue = hosts.issue_title(notice)
        yield "C5", f"{tonguetexts.MARK}{issue}" if issue else ""
        volume, mark, issue = host.number.removesuffix(")").partition(" (")
        yield ("VL" if mark else "IS"), volume
        yield "IS", issue
        first, _, last = host.pages.partition("-")
        yield "SP", first
        yield "EP", last
        yield "SN", host.issn
        yield "T3", serieslinks.joined(notice.series, notice.series_number)
        return
    if notice.kind in HOSTED:  # a secondary title would be what it appeared in
        yield "T3", serieslinks.joined(notice.series, notice.series_number)
        yield "VL", notice.part_number
        yield "SP", notice.extent
        return
    yield "T2", notice.series
    both = bool(
        notice.series_number and notice.part_number
    )  # as Zotero and EndNote part them: the volume, the series' number
    yield "VL", notice.part_number if both or not notice.series else notice.series_number
    yield "M1", notice.series_number if both else ""
    yield "SP", notice.extent.removesuffix(" p.") if notice.extent.removesuffix(" p.").isdigit() else notice.extent
