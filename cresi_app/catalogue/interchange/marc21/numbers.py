"""The numbers of names in MARC 21: ``$0`` and ``$1``, each with its list in brackets or as an address."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cresi_app.catalogue.interchange.record import Field
from cresi_app.catalogue.model.authorities import SOURCE, check_number
from cresi_app.catalogue.model.notice import NoticeAuthority, NoticeContribution, match_name

_LISTED: Final = re.compile(r"^\(([^)]+)\)\s*(.+)$")
_ADDRESSES: Final = (
    ("idref.fr/", "idref"),
    ("isni.org/", "isni"),
    ("viaf.org/", "viaf"),
    ("orcid.org/", "orcid"),
    ("wikidata.org/", "wikidata"),
)
_LISTS: Final = frozenset({"isni", "viaf", "idref", "orcid", "bnf", "wikidata"})
_OWN: Final = "cresi"


def said_of(item: Field, who: NoticeContribution) -> Iterator[NoticeAuthority]:
    """Yield the numbers that a field says of its name."""
    yield from said(item, "contributor", match_name(who.family, who.given, who.kind, who.dates))


def said(item: Field, table: str, key: str) -> Iterator[NoticeAuthority]:
    """Yield the numbers that a field says of the authority `key` of `table`."""
    for value in item.every("01"):
        scheme, number = _number(value.strip())
        if number:
            yield NoticeAuthority(table, key, scheme, number)


def _number(value: str) -> tuple[str, str]:
    for address, scheme in _ADDRESSES:
        if address in value:
            return scheme, check_number(scheme, value).value
    found = _LISTED.match(value)
    if found is None:
        return SOURCE, ""
    listed, number = found[1].strip().lower(), found[2].strip()
    if listed in _LISTS:
        return listed, check_number(listed, number).value
    return SOURCE, f"{listed if listed == _OWN else found[1].strip()}:{number}"


def subfields(said: Iterable[NoticeAuthority], one: NoticeContribution) -> Iterator[tuple[str, str]]:
    """Yield the subfields that say the numbers of a name, our own id last."""
    yield from subfields_of(said, "contributor", match_name(one.family, one.given, one.kind, one.dates))


def subfields_of(said: Iterable[NoticeAuthority], table: str, key: str) -> Iterator[tuple[str, str]]:
    """Yield the subfields that say the numbers of the authority `key` of `table`, our own id last."""
    own = [each for each in said if each.key == key and each.table == table]
    for each in own:
        if each.scheme in _LISTS:
            yield "0", f"({each.scheme}){each.value}"
    for each in own:
        if each.scheme == SOURCE and each.value.startswith(f"{_OWN}:"):
            yield "0", f"({_OWN}){each.value.removeprefix(f'{_OWN}:')}"
            return
