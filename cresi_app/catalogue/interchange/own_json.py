"""The library's own complete exchange file: notices as JSON, every field by its name, ids as text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import (
    BODY,
    MEETING,
    PERSON,
    Notice,
    NoticeAuthority,
    NoticeContribution,
    NoticeCopy,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
    NoticeUse,
    SaidAuthority,
)
from cresi_app.core.i18n import N_

MARK: Final = "cresi-notices"
VERSION: Final = 1
NOTHING: Final[Mapping[str, object]] = {}
_HEAD: Final = f'{{"format": "{MARK}", "version": {VERSION}, "notices": [\n'
_TAIL: Final = "\n]}\n"
_NAMES: Final = '\n], "authorities": [\n'
_ITEMS: Final[dict[str, type[tuple[Any, ...]]]] = {
    "publishers": NoticePublisher,
    "contributions": NoticeContribution,
    "subjects": NoticeSubject,
    "languages": NoticeLanguage,
    "identifiers": NoticeIdentifier,
    "links": NoticeLink,
    "copies": NoticeCopy,
    "authorities": NoticeAuthority,
}
_TABLES: Final = frozenset({"contributor", "publisher", "series"})
_BESIDE: Final = ("note", "url", "place", "issn", "publisher")
"""What is said of a name beside it."""
_TEXTS: Final = tuple(
    one.name
    for one in fields(Notice)
    if one.name not in {*_ITEMS, "year", "countries", "title_sort", "format", "files", "more", "uses", "acquired"}
)


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` is this format."""
    return MARK.encode() in head and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


def record(notice: Notice, document_id: int, number: str, whole: Mapping[str, object] = NOTHING) -> dict[str, object]:
    """Return one notice as JSON-ready data, with everything else of its document in `whole`: what is empty is left out."""
    said: dict[str, object] = {"id": str(document_id), "number": number}
    said |= {name: getattr(notice, name) for name in _TEXTS if getattr(notice, name)}
    if notice.year is not None:
        said["year"] = notice.year
    if notice.countries:
        said["countries"] = notice.countries
    for name in _ITEMS:
        items = [{key: value for key, value in item._asdict().items() if value} for item in getattr(notice, name)]
        if items:
            said[name] = items
    if whole:
        said["whole"] = whole
    return said


def write(records: Iterable[dict[str, object]], names: Iterable[SaidAuthority] = ()) -> Iterator[str]:
    """Yield the file piece by piece, one notice a line; then, one a line, the names of which more is said (read once the notices are out)."""
    yield _HEAD
    yield from _lines(records)
    described = list(names)
    if described:
        yield _NAMES
        yield from _lines(map(_said, described))
    yield _TAIL


def _lines(records: Iterable[Mapping[str, object]]) -> Iterator[str]:
    first = True
    for one in records:
        yield ("" if first else ",\n") + json.dumps(one, ensure_ascii=False)
        first = False


def _said(one: SaidAuthority) -> dict[str, object]:
    name = {key: value for key, value in one.name._asdict().items() if value and key != "role"}
    beside = {key: getattr(one, key) for key in _BESIDE if getattr(one, key)}
    return {"table": one.table, "name": name, **beside}


def authorities(data: bytes) -> Iterator[SaidAuthority]:
    """Yield the names of which the file says more than their name; what is none is passed over. Never raises."""
    try:
        whole = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return
    for said in _listed(whole, "authorities") if isinstance(whole, dict) else ():
        name, table = (said.get("name"), said.get("table")) if isinstance(said, dict) else (None, None)
        if not isinstance(name, dict) or not isinstance(table, str) or table not in _TABLES:
            continue
        item = _item(NoticeContribution, name)
        assert isinstance(item, NoticeContribution)
        kind = item.kind if item.kind in {PERSON, BODY, MEETING} else PERSON
        if item.family:
            note, url, place, issn, publisher = (
                value if isinstance(value := said.get(key), str) else "" for key in _BESIDE
            )
            name_here = item._replace(kind=kind)
            yield SaidAuthority(table, name_here, note, url, (), place, issn, publisher)


def around(records: Iterable[str]) -> str:
    """Return a file of notices that are JSON already."""
    return _HEAD + ",\n".join(records) + _TAIL


def read(data: bytes) -> Iterator[Incoming | Reject]:
    """Yield every notice of a file. Never raises: what cannot be understood is told."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
        if b"\\ud" in data.lower():  # half a sign written alone, which no text can hold, becomes a question mark
            whole = json.loads(json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        yield Reject(1, 0, Told(1, N_("Le fichier JSON est abîmé à la ligne {line}."), {"line": line}), data)
        return
    notices = whole.get("notices") if isinstance(whole, dict) else None
    if not isinstance(notices, list):
        yield Reject(1, 0, Told(1, N_("Le fichier ne contient pas de liste de notices.")), data)
        return
    for position, said in enumerate(notices, 1):
        if not isinstance(said, dict):
            yield Reject(position, 0, Told(position, N_("Ce n'est pas une notice.")), json.dumps(said).encode())
            continue
        yield Incoming(position, 0, _notice(said), json.dumps(said, ensure_ascii=False).encode())


def _notice(said: dict[str, Any]) -> Notice:
    notice = Notice(format="json")
    for name in _TEXTS:
        value = said.get(name)
        if isinstance(value, str):
            setattr(notice, name, value)
    year = said.get("year")
    notice.year = year if isinstance(year, int) and not isinstance(year, bool) else None
    notice.countries = [code for code in _listed(said, "countries") if isinstance(code, str)]
    for name, kind in _ITEMS.items():
        setattr(notice, name, [_item(kind, one) for one in _listed(said, name) if isinstance(one, dict)])
    notice.contributions = [one for one in notice.contributions if one.family]
    notice.subjects = [one for one in notice.subjects if one.term]
    notice.identifiers = [one for one in notice.identifiers if one.value]
    notice.authorities = [one for one in notice.authorities if one.value and one.key]
    whole = said.get("whole")
    if isinstance(said.get("id"), str) or isinstance(whole, dict):
        notice.more = json.dumps(
            {**(whole if isinstance(whole, dict) else {}), "id": said.get("id"), "number": said.get("number")},
            ensure_ascii=False,
        )
    if isinstance(whole, dict) and isinstance(whole.get("copy"), list):
        rows = [row for row in whole["copy"] if isinstance(row, dict)]
        # Withdrawn copies stand with the others there; those that live must be known by their barcodes.
        notice.copies = [_item(NoticeCopy, row) for row in rows if not row.get("withdrawn_on")]  # type: ignore[misc]  # it is a copy
    if isinstance(whole, dict):
        notice.uses = [_use(one) for one in _listed(whole, "used") if isinstance(one, dict)]
    if not notice.source_key and isinstance(said.get("id"), str):
        notice.source_key = f"cresi:{said['id']}"
    return notice


def _use(said: dict[str, Any]) -> NoticeUse:
    what, barcode, day = (
        value if isinstance(value := said.get(name), str) else "" for name in ("what", "barcode", "day")
    )
    times = said.get("times")
    return NoticeUse(what, times if isinstance(times, int) and not isinstance(times, bool) else 0, barcode, day)


def _listed(said: dict[str, Any], name: str) -> list[Any]:
    value = said.get(name)
    return value if isinstance(value, list) else []


def _item(kind: type[tuple[Any, ...]], said: dict[str, Any]) -> object:
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]  # every item is a NamedTuple
    defaults: dict[str, str] = kind._field_defaults  # type: ignore[attr-defined]  # same
    values = {name: said.get(name, defaults.get(name, "")) for name in names}
    return kind(**{name: value if isinstance(value, str) else "" for name, value in values.items()})
