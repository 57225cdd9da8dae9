"""Names typed or imported find their authority, or make it, within the revision that uses them."""

from dataclasses import dataclass, field

from cresi_app.catalogue.model import authority_rows, rules
from cresi_app.catalogue.model.notice import BODY, PERSON, match_name, match_term
from cresi_app.catalogue.queries import authorities
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision


@dataclass(slots=True)
class Finder:
    """Finds authorities for one revision; the same new name typed twice makes one."""

    library: Library
    revision: Revision
    made: dict[tuple[str, str], int] = field(default_factory=dict)

    def contributor(self, typed: int | str, kind: str = PERSON) -> int:
        """Return the contributor of an id or typed name (« Diallo, Kadiatou »)."""
        if isinstance(typed, int):
            return typed
        family, given = rules.split_name(typed)
        self._required(family, "contributions")
        kind = PERSON if given else kind
        for candidate in (kind, BODY if kind == PERSON and not given else kind):
            known = self.known("contributor", match_name(family, given, candidate))
            if known is not None:
                return known
        return self._make("contributor", authority_rows.contributor(new_id(), family, given, kind))

    def publisher(self, typed: int | str | None, place: str = "") -> int | None:
        """Return the publisher of an id or typed name; None for an empty one."""
        if typed is None or isinstance(typed, int):
            return typed
        name = rules.one_line(typed, field="publisher")
        if not name:
            return None
        known = self.known("publisher", match_term(name))
        return known if known is not None else self._make("publisher", authority_rows.publisher(new_id(), name, place))

    def series(self, typed: int | str | None) -> int | None:
        """Return the series of an id or typed title; None for an empty one."""
        if typed is None or isinstance(typed, int):
            return typed
        name = rules.one_line(typed, field="series")
        if not name:
            return None
        known = self.known("series", match_term(name))
        return known if known is not None else self._make("series", authority_rows.series(new_id(), name))

    def subject(self, typed: int | str, kind: str = "topic") -> int:
        """Return the subject of an id or typed term."""
        if isinstance(typed, int):
            return typed
        term = rules.one_line(typed, field="subjects")
        self._required(term, "subjects")
        for candidate in (kind, "place", "person", "body", "title"):
            known = self.known("subject", authority_rows.subject_key(term, candidate))
            if known is not None:
                return known
        return self._make("subject", authority_rows.subject(new_id(), term, kind))

    def location(self, typed: int | str | None) -> int | None:
        """Return the location of an id or typed name; None for an empty one."""
        if typed is None or isinstance(typed, int):
            return typed
        name = rules.one_line(typed, field="location")
        if not name:
            return None
        known = self.known("location", match_term(name))
        return known if known is not None else self._make("location", authority_rows.location(new_id(), name))

    def known(self, table: str, key: str) -> int | None:
        """Return the authority of a match key: one made in this revision, or one of the library by any form of its name."""
        made = self.made.get((table, key))
        return made if made is not None else authorities.ids_by_key(self.library, table, [key]).get(key)

    def _make(self, table: str, row: dict[str, object]) -> int:
        entity_id = self.revision.insert(table, row)
        self.made[table, str(row["match_key"])] = entity_id
        return entity_id

    def _required(self, text: str, name: str) -> None:
        if not text:
            raise DomainError("name_missing", N_("Écrivez un nom avant de l'ajouter."), field=name)
