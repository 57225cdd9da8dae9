"""The authorities of a PMB database: authors with what « voir » sends to them, publishers, collections, with their numbers and notes."""

from collections.abc import Iterator
from typing import Final
from zlib import crc32

from cresi_app.catalogue.interchange.pmb.dump import Row
from cresi_app.catalogue.interchange.pmb.tables import Base
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.authorities import SOURCE, check_number, inverted
from cresi_app.catalogue.model.notice import (
    BODY,
    MEETING,
    PERSON,
    NoticeAuthority,
    NoticeContribution,
    SaidAuthority,
    match_name,
    match_term,
)
from cresi_app.core.text import fold

_NAME_KINDS: Final = {"71": BODY, "72": MEETING}
_LONGEST_WAY: Final = 20
_TYPES: Final = {"contributor": "author", "publisher": "publisher", "series": "collection"}


def author_of(base: Base, number: str) -> Row:
    """Return an author as the base accepts it: one that « voir » sends on gives the one it sends to."""
    row = base.get("authors", number)
    for _ in range(_LONGEST_WAY):
        following = base.get("authors", row.get("author_see", "0"))
        if not following or following is row:
            return row
        row = following
    return row


def name_of(row: Row, role: str = "aut") -> NoticeContribution | None:
    """Return an author as a name; None without one. A body's subdivision and place go with its name, as in its notice."""
    family = clean(row.get("author_name", ""))
    if not family:
        return None
    kind = _NAME_KINDS.get(row.get("author_type", ""), PERSON)
    dates = clean(row.get("author_date", "")).strip("()")
    given = clean(row.get("author_rejete", ""))
    if kind != PERSON:
        parts = (family, given, clean(row.get("author_subdivision", "")))
        return NoticeContribution(". ".join(part for part in parts if part), "", dates, kind, role)
    return NoticeContribution(family, given, dates, kind, role)


def key_of(name: NoticeContribution) -> str:
    """Return the match key of a name."""
    return match_name(name.family, name.given, name.kind, name.dates)


def said_of_author(base: Base, row: Row) -> list[NoticeAuthority]:
    """Return what the base says of an author beside its name: its number here, those elsewhere, its other forms."""
    name = name_of(row)
    if name is None:
        return []
    key, number = key_of(name), row.get("author_id", "")
    said = [NoticeAuthority("contributor", key, SOURCE, _source("author", number, row.get("author_name", "")))]
    isni = check_number("isni", row.get("author_isni", "")).value
    said += [NoticeAuthority("contributor", key, "isni", isni)] if isni else []
    said += _elsewhere(base, "contributor", key, number)
    for other in base.sent.get(number, ()):
        form = name_of(base.get("authors", other))
        if form is not None and key_of(form) != key:
            said.append(NoticeAuthority("contributor", key, "form:form", inverted(form.family, form.given)))
    return said


def _source(kind: str, number: str, name: str) -> str:
    return f"pmb:{kind}:{number}:{crc32(fold(name).encode()):08x}"


def _elsewhere(base: Base, table: str, key: str, number: str) -> Iterator[NoticeAuthority]:
    """Yield the numbers that other agencies gave, as the base noted them."""
    for row in base.of("authorities_sources", number):
        if row.get("authority_type", "") not in {_TYPES[table], ""}:
            continue
        value = clean(row.get("authority_number", ""))
        for scheme in ("idref", "bnf", "isni"):
            checked = check_number(scheme, value)
            if value and checked.is_valid:
                yield NoticeAuthority(table, key, scheme, checked.value)
                break
        else:
            if value:
                yield NoticeAuthority(table, key, SOURCE, f"pmb:source:{row.get('num_origin_authority', '')}:{value}")


def authorities_of(base: Base) -> Iterator[SaidAuthority]:
    """Yield every authority of a base, whether a notice names it or not; those that « voir » sends on are other forms."""
    for row in base.one["authors"].values():
        name = name_of(row)
        if name is None or base.get("authors", row.get("author_see", "0")):
            continue
        places = [clean(row.get(one, "")) for one in ("author_lieu", "author_ville", "author_pays", "author_numero")]
        note = "\n".join(
            part for part in (row.get("author_comment", "").strip(), ", ".join(one for one in places if one)) if part
        )
        yield SaidAuthority(
            "contributor", name, note, clean(row.get("author_web", "")), tuple(said_of_author(base, row))
        )
    for row in base.one["publishers"].values():
        yield from _publisher(base, row)
    yield from _collections(base)


def _publisher(base: Base, row: Row) -> Iterator[SaidAuthority]:
    name = clean(row.get("ed_name", ""))
    if not name:
        return
    number, key = row.get("ed_id", ""), match_term(name)
    address = [clean(row.get(one, "")) for one in ("ed_adr1", "ed_adr2", "ed_cp", "ed_ville", "ed_pays")]
    where = ", ".join(part for part in address if part) if any(address[:3]) else ""
    note = "\n".join(part for part in (row.get("ed_comment", "").strip(), where) if part)
    said = (
        NoticeAuthority("publisher", key, SOURCE, _source("publisher", number, name)),
        *_elsewhere(base, "publisher", key, number),
    )
    yield SaidAuthority(
        "publisher",
        NoticeContribution(name, kind=BODY),
        note,
        clean(row.get("ed_web", "")),
        said,
        place=clean(row.get("ed_ville", "")),
    )


def _collections(base: Base) -> Iterator[SaidAuthority]:
    for row in base.one["collections"].values():
        title = clean(row.get("collection_name", ""))
        house = clean(base.get("publishers", row.get("collection_parent", "")).get("ed_name", ""))
        yield from _series(base, title, row, ("collection", house))
    for row in base.one["sub_collections"].values():
        above = base.get("collections", row.get("sub_coll_parent", ""))
        names = [clean(above.get("collection_name", "")), clean(row.get("sub_coll_name", ""))]
        house = clean(base.get("publishers", above.get("collection_parent", "")).get("ed_name", ""))
        title = ". ".join(name for name in names if name) if names[1] else ""
        yield from _series(base, title, row, ("sub_coll", house))


def _series(base: Base, title: str, row: Row, told: tuple[str, str]) -> Iterator[SaidAuthority]:
    if not title:
        return
    kind, house = told
    number, key = row.get(f"{kind}_id", ""), match_term(title)
    column = "subcollection" if kind == "sub_coll" else "collection"
    note = (row.get(f"{column}_comment", "") or row.get("subcollection_comment", "")).strip()
    said = (
        NoticeAuthority("series", key, SOURCE, _source(kind, number, title)),
        *(_elsewhere(base, "series", key, number) if kind == "collection" else ()),
    )
    issn = clean(row.get(f"{kind}_issn", ""))
    yield SaidAuthority("series", NoticeContribution(title, kind=BODY), note, "", said, issn=issn, publisher=house)
