"""Several authorities become one, and those that look alike and are not the same are remembered."""

from collections.abc import Mapping, Sequence
from typing import Final

from cresi_app.catalogue.model.authorities import KEY, AuthorityKind, AuthoritySheet, named, variant_row
from cresi_app.catalogue.queries import authoritylists as queries
from cresi_app.catalogue.queries import authoritywriting
from cresi_app.catalogue.service.authoritylists import AuthoritiesDesk
from cresi_app.catalogue.service.importing.authorities import AuthorityImportsDesk
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

_FILLED: Final = ("dates", "place", "issn", "publisher_id", "source", "url")


class AuthorityMergingDesk(AuthoritiesDesk, AuthorityImportsDesk):
    """Merges of authorities, and those of other bases taken in."""

    def merge_authorities(self, who: Actor, table: AuthorityKind, kept: int, others: Sequence[int]) -> Changes:
        """Make one authority of several: every notice follows, the others' names become other forms, their numbers are kept.

        What imports said of the others finds the kept one from now on; undoing brings all back exactly.
        DomainError ``same`` without another, ``unknown_authority``, ``stale``.
        """
        gone = [one for one in dict.fromkeys(others) if one != kept]
        if not gone:
            raise DomainError("same", N_("Il faut au moins deux autorités pour fusionner : rien n'a changé."))
        with self.library.snapshot():
            heads = queries.heads(self.library, table, [kept, *gone])
            sheets = {one: self.authority(table, one) for one in (kept, *gone)}
            pairs = queries.apart_from(self.library, table.value, gone)
        with self._authority_revision("catalogue.merge_authorities", who, table, kept) as revision:
            revision.update(table.value, kept, heads[kept]["version"], _filled(table, heads, sheets, kept, gone))
            authoritywriting.follow(revision, self.library, sheets[kept], gone)
            for one in gone:
                self._lead_to_authority(revision, sheets[kept], sheets[one], str(heads[one]["match_key"]))
                revision.delete(table.value, one, heads[one]["version"])
            for statement in authoritywriting.apart_still(table.value, kept, gone, pairs):
                revision.execute(*statement)
        return revision.changes

    def _lead_to_authority(self, revision: Revision, kept: AuthoritySheet, other: AuthoritySheet, key: str) -> None:
        """Let the other's name and whatever imports called it find the kept one."""
        if other.name != kept.name:
            row = variant_row(kept.table, kept.id, "merged", other.name, other.kind or kept.kind)
            revision.execute(*authoritywriting.another_form(kept.table, row))
        for value in (f"{KEY}{key}", f"cresi:{other.id}"):
            revision.execute(*authoritywriting.remember(kept.table, kept.id, value))

    def keep_apart(self, who: Actor, entity: str, one: int, other: int) -> Changes:
        """Remember that two records that look alike are not the same: they are never proposed again. `entity` is their table."""
        with self.library.revise("catalogue.keep_apart", who, (entity, one)) as revision:
            if one != other:
                revision.execute(*authoritywriting.parted(entity, one, other))
        return revision.changes


def _filled(
    table: AuthorityKind,
    heads: Mapping[int, Row],
    sheets: Mapping[int, AuthoritySheet],
    kept: int,
    others: Sequence[int],
) -> dict[str, object]:
    """Return what the others lend the kept one: blanks filled, notes joined; the key follows the dates."""
    own = heads[kept]
    columns = frozenset(own.keys())
    values: dict[str, object] = {}
    for name in _FILLED:
        if name in columns and own[name] in (None, ""):
            values[name] = next((heads[one][name] for one in others if heads[one][name] not in (None, "")), own[name])
    if values.get("dates"):
        sheet = sheets[kept]
        values["match_key"] = named(table, sheet.name, sheet.kind, str(values["dates"]))["match_key"]
    notes = [str(heads[one]["note"]).strip() for one in (kept, *others)]
    joined: list[str] = []
    for note in notes:
        if note and not any(note in other for other in joined):
            joined.append(note)
    return values | {"note": "\n\n".join(joined)}
