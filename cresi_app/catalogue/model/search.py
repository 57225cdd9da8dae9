"""What is looked for in the catalogue, and what is found: filters, sorts, rows of the list, facets, extracts."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from cresi_app.catalogue.model.asking import Node
from cresi_app.core.i18n import tr


class Sort(StrEnum):
    """The orders of a list."""

    RELEVANCE = "relevance"
    TITLE = "title"
    AUTHOR = "author"
    YEAR = "year"
    RECENT = "recent"
    CHANGED = "changed"
    CALL_NUMBER = "call_number"
    VIEWS = "views"
    CONSULTATIONS = "consultations"
    LOANS = "loans"
    BASKET = "basket"
    """As the documents lie in the basket that the list is narrowed to."""


class Availability(StrEnum):
    """What can be done with a document today."""

    PRESENT = "present"
    LENDABLE = "lendable"
    ONLINE = "online"
    NO_COPY = "no_copy"


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list: within one facet any value will do, all facets together must hold. Empty means no limit."""

    kinds: frozenset[str] = frozenset()
    subjects: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    availability: frozenset[Availability] = frozenset()
    contributor_id: int | None = None
    publisher_id: int | None = None
    series_id: int | None = None
    basket_id: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    archived: bool = False
    """Show the archived documents instead of the others."""
    asked: Node | None = None
    """What the line typed asks beyond its words: fields, ranges, « ou », « sauf »."""

    @property
    def count(self) -> int:
        """How many facets limit the list."""
        parts = (self.kinds, self.subjects, self.languages, self.countries, self.availability)
        alone = (self.contributor_id, self.publisher_id, self.series_id, self.basket_id)
        years = self.year_from is not None or self.year_to is not None
        return sum(bool(part) for part in parts) + sum(one is not None for one in alone) + years + self.archived

    def without(self, facet: str) -> "Filters":
        """Return these filters without the one named `facet`, so that its own counts show what else could be chosen."""
        match facet:
            case "kinds":
                return replace(self, kinds=frozenset())
            case "subjects":
                return replace(self, subjects=frozenset())
            case "languages":
                return replace(self, languages=frozenset())
            case "countries":
                return replace(self, countries=frozenset())
            case "availability":
                return replace(self, availability=frozenset())
            case _:
                return replace(self, year_from=None, year_to=None)

    def without_facets(self) -> "Filters":
        """Return what narrows the list beside its facets."""
        nothing: frozenset[str] = frozenset()
        bare = replace(self, kinds=nothing, languages=nothing, countries=nothing, subjects=frozenset())
        return replace(bare, availability=frozenset(), year_from=None, year_to=None)


# What a page holds by the dozen is a named tuple: a frozen dataclass takes six times as long to make.
class Extract(NamedTuple):
    """A piece of text with the places (start, end) of what was searched in it."""

    text: str = ""
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PageHit:
    """The page of an attached file that answers best: `file_id` is the attachment, `number` from 1."""

    document_id: int
    file_id: int
    sha256: str
    number: int
    is_paged: bool
    extract: Extract

    @property
    def where(self) -> str:
        """« p. 12 », « passage 3 »."""
        return tr("p. {number}", number=self.number) if self.is_paged else tr("passage {number}", number=self.number)


class Uses(NamedTuple):
    """How often a document was looked at, consulted in the centre and lent."""

    views: int = 0
    consultations: int = 0
    loans: int = 0


class DocumentRow(NamedTuple):
    """One line of the list. `status` is the code of the best copy's status, "" without copies."""

    id: int
    number: str
    kind: str
    title: str
    subtitle: str = ""
    authors: str = ""
    publisher: str = ""
    year: int | None = None
    call_number: str = ""
    subjects: tuple[str, ...] = ()
    status: str = ""
    copies: int = 0
    cover: str = ""
    extract: Extract = Extract()
    version: int = 1
    is_archived: bool = False
    is_draft: bool = False
    """Something was typed that does not read yet: « à compléter »."""
    page: PageHit | None = None
    """The page of an attached file that answers, when nothing shown of the notice does."""
    uses: Uses = Uses()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of answers. `total` counts up to the cap; `capped` says that there are more; `ms` is the time it took."""

    rows: tuple[DocumentRow, ...]
    total: int
    capped: bool
    ms: float

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the page, in order."""
        return tuple(row.id for row in self.rows)


@dataclass(frozen=True, slots=True)
class Found:
    """The ordered ids of a whole answer, at most `limit` of them; `capped` when there are more."""

    ids: tuple[int, ...]
    capped: bool
    ms: float


class FacetValue(NamedTuple):
    """One line of a facet: `key` is a code or an id as text, `documents` how many there are of it."""

    key: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts beside a list, each without its own filter. `years` maps each year to its count."""

    kinds: tuple[FacetValue, ...] = ()
    subjects: tuple[FacetValue, ...] = ()
    languages: tuple[FacetValue, ...] = ()
    countries: tuple[FacetValue, ...] = ()
    availability: tuple[FacetValue, ...] = ()
    years: dict[int, int] = field(default_factory=dict)
    capped: int = 0
    """Over how many of the answers, the latest, when there are more than were counted; 0 when all were."""
