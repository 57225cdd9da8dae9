"""Which authority a name of a notice is when its source says more than the name: a number first, then the name; namesakes stay two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.model.authorities import SOURCE, AuthorityKind, variant_row
from cresi_app.catalogue.model.notice import Notice, NoticeAuthority
from cresi_app.catalogue.queries import authorities
from cresi_app.store.library import Library

FORM: Final = "form:"
_COLUMNS: Final = tuple(table.value for table in AuthorityKind)
_SUBJECT: Final = "subject"
_ADDRESS: Final = "uri"
_KINDS: Final = {"p": "person", "b": "body", "m": "meeting"}

Said = tuple[NoticeAuthority, ...]
Mark = tuple[str, int, str]
"""Table, authority, scheme (or ``form:``)."""


@dataclass(slots=True)
class SaidOf:
    """What the notice being staged says of its names, and what authorities are known to be called."""

    _now: dict[tuple[str, str], Said] = field(default_factory=dict)
    _owners: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _marks: defaultdict[Mark, set[str]] = field(default_factory=lambda: defaultdict(set))
    _looked_at: set[tuple[str, int]] = field(default_factory=set)

    def learn(self, library: Library, notices: Sequence[Notice], known: Mapping[tuple[str, str], int]) -> None:
        """Look up the numbers that these notices say, and what is said already of the authorities they may be."""
        said = [one for notice in notices for one in notice.authorities]
        if addresses := {one.value for one in said if one.table == _SUBJECT}:
            for address, subject_id in authorities.subjects_at(library, addresses).items():
                self._owners[_SUBJECT, _ADDRESS, address] = subject_id
        said = [one for one in said if one.table in _COLUMNS]
        for table in {one.table for one in said}:
            own = [one for one in said if one.table == table]
            numbers = {(one.scheme, one.value) for one in own if not one.scheme.startswith(FORM)}
            found = authorities.ids_by_number(library, table, numbers)
            for (scheme, value), authority_id in found.items():
                self._owners.setdefault((table, scheme, value), authority_id)
            ids = {known[table, one.key] for one in own if (table, one.key) in known} | set(found.values())
            fresh = {one for one in ids if (table, one) not in self._looked_at}
            self._looked_at |= {(table, one) for one in fresh}
            for authority_id, scheme, value in authorities.said_of(library, table, fresh):
                self._marks[table, authority_id, scheme].add(value)

    def listen(self, notice: Notice) -> None:
        """Take what this notice says of its names."""
        self._now = {}
        for one in notice.authorities:
            if one.table in _COLUMNS or one.table == _SUBJECT:
                self._now[one.table, one.key] = (*self._now.get((one.table, one.key), ()), one)

    @property
    def is_asked(self) -> bool:
        """Whether this notice says anything of its names: most files never do."""
        return bool(self._now)

    def of(self, table: str, key: str) -> Said:
        """Return what is said of a name."""
        return self._now.get((table, key), ())

    def authority(self, table: str, named: int | None, said: Said) -> int | None:
        """Return the authority meant: the one with a number said here, else the one so named unless its numbers say it is another."""
        numbers = [one for one in said if not one.scheme.startswith(FORM)]
        for one in numbers:
            owner = self._owners.get((table, one.scheme, one.value))
            if owner is not None:
                return owner
        if named is not None and any(self._is_another(table, named, one) for one in numbers):
            return None
        return named

    def _is_another(self, table: str, named: int, said: NoticeAuthority) -> bool:
        """Say whether the authority so named has another number of this scheme: a namesake."""
        if said.scheme == SOURCE:
            return False
        own = self._marks.get((table, named, said.scheme))
        return bool(own) and said.value not in (own or ())

    def news(self, table: str, authority_id: int, said: Said) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Yield (table, values without id) of what is said and was not known yet; a thesaurus says its terms itself."""
        if table == _SUBJECT:
            return
        for one in said:
            mark = (table, authority_id, FORM if one.scheme.startswith(FORM) else one.scheme)
            if one.value in self._marks[mark] or one.value == f"{authorities.OWN}{authority_id}":
                continue
            self._marks[mark].add(one.value)
            owners = tuple(authority_id if name == table else None for name in _COLUMNS)
            if mark[2] == FORM:
                kind = one.scheme.removeprefix(FORM) or "form"
                row = variant_row(AuthorityKind(table), authority_id, kind, one.value, _KINDS.get(one.key[:1], ""))
                yield "authority_variant", (*owners, kind, row["form"], row["form_sort"], row["match_key"])
            else:
                self._owners.setdefault((table, one.scheme, one.value), authority_id)
                yield "authority_number", (*owners, one.scheme, one.value)


def known_only(notice: Notice, schemes: Iterable[str], kinds: Iterable[str]) -> None:
    """Leave out of `notice` what is said in schemes and kinds of forms that the library does not have."""
    known = {_ADDRESS, *schemes, *(f"{FORM}{kind}" for kind in kinds)}
    if notice.authorities:
        notice.authorities = [one for one in notice.authorities if one.scheme in known and one.value]
