"""What forms and fields offer: the names that a search may name, and the authorities as they are typed."""

from collections.abc import Mapping, Sequence

from cresi_app.catalogue.model.askfields import Vocabulary
from cresi_app.catalogue.queries import askable, authorities
from cresi_app.catalogue.queries.authorities import Authority
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.core.text import fold


class LookupDesk(ListsDesk):
    """Reads of names."""

    def vocabulary(self) -> Vocabulary:
        """Return the fields that a search can name, the centre's own ones among them."""
        return Vocabulary(askable.own_fields(self.library))

    def used_terms(self, ids: Sequence[int]) -> dict[int | None, set[int]]:
        """Return the subjects of these documents and everything above them, by thesaurus (None: in none)."""
        return askable.used_terms(self.library, ids)

    def names_of(self, field: str) -> list[tuple[str, str]]:
        """Return what a form offers for a field that takes a value of a list, as (what is written, what is shown)."""
        known: Mapping[str, str] | None = {
            "kind": {code: kind.name for code, kind in self.kinds().items()},
            "language": self.languages(),
            "country": self.countries(),
            "status": {code: one.name for code, one in self.statuses.items()},
        }.get(field)
        if known is not None:
            return sorted(((name, name) for name in known.values()), key=lambda pair: fold(pair[0]))
        own = self.vocabulary().fields.get(field)
        if own is not None and own.own is not None:
            return [(word, word) for word in askable.choices(self.library, own.own)]
        return [(name, name) for name in askable.names(self.library, field)]

    def subjects_like(self, text: str, limit: int = 20) -> list[Authority]:
        """Return the subjects as typed."""
        return authorities.like(self.library, "subject", text, limit)

    def contributors_like(self, text: str, limit: int = 20) -> list[Authority]:
        """Return the people and bodies as typed."""
        return authorities.like(self.library, "contributor", text, limit)

    def publishers_like(self, text: str, limit: int = 20) -> list[Authority]:
        """Return the publishers as typed."""
        return authorities.like(self.library, "publisher", text, limit)

    def series_like(self, text: str, limit: int = 20) -> list[Authority]:
        """Return the series as typed."""
        return authorities.like(self.library, "series", text, limit)

    def locations_like(self, text: str, limit: int = 20) -> list[Authority]:
        """Return the places of copies as typed."""
        return authorities.like(self.library, "location", text, limit)
