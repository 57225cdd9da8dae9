"""Counts beside the list: from columns in memory once these are learnt, until then over the latest answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.queries import pages
from cresi_app.catalogue.queries.facets.answers import Counts, LatestAnswers
from cresi_app.catalogue.queries.searching import COUNT_CAP, FACET_CAP, conditions
from cresi_app.store.library import Library
from cresi_app.store.search import RANKED_UP_TO, match
from cresi_app.store.values import listed

if TYPE_CHECKING:
    from cresi_app.catalogue.queries.facets.columns import Columns, Places
    from cresi_app.catalogue.queries.facets.following import Followed

EXACT_BELOW: Final = 10_000
"""Of an answer cut at `COUNT_CAP`, so many that a filter lets through are told as « more than »; fewer are counted to the last."""

_MORE: Final = 5_000
"""Answers read beyond `COUNT_CAP`, so that archived ones among them hardly ever leave fewer."""
_WORDS: Final = "SELECT rowid AS id FROM document_fts WHERE document_fts MATCH ?"
_NARROWED: Final = "SELECT d.id FROM document_fts f CROSS JOIN document d ON d.id = f.rowid WHERE document_fts MATCH ?"


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the answers to what was asked stand in the columns, and whether there are more."""

    asked: tuple[object, ...]
    columns: "Columns"
    places: "Places"
    is_cut: bool


class Facets:
    """The counts of one library, and how many answer, once that is quicker here."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._answers = LatestAnswers(library)
        self._followed: Followed | None = None
        self._whole: tuple[object, Counts] = (None, {})
        self._last: _Found | None = None

    def learn(self) -> None:
        """Read the columns: some six seconds for a million documents. What was read stays when it is interrupted."""
        from cresi_app.catalogue.queries.facets.following import Followed  # noqa: PLC0415 - numpy costs start-up time

        if self._followed is None:
            self._followed = Followed(self._library)
        self._followed.learn()

    def counts(self, text: str, filters: Filters) -> tuple[Counts, int]:
        """Return the counts of each facet, highest first, and over how many answers when there are more than were counted (else 0)."""
        if match(text) is None and text.strip():
            return {}, 0
        read = self._followed.columns() if self._followed is not None else None
        if read is None:
            counted, capped = self._answers.counts(text, filters)
            return counted, FACET_CAP if capped else 0
        columns, codes = read
        if not text.strip() and filters == Filters():
            if self._whole[0] is not columns:
                self._whole = columns, columns.counts(columns.everywhere(archived=False), filters, codes)
            return self._whole[1], 0
        found = self._found(columns, text, filters)
        return columns.counts(found.places, filters, codes), COUNT_CAP if found.is_cut else 0

    def total(self, text: str, filters: Filters) -> tuple[int, bool] | None:
        """Return how many documents answer words, up to `COUNT_CAP`, and whether there are more; None: to be counted otherwise."""
        read = self._followed.columns() if self._followed is not None and match(text) is not None else None
        if read is None:
            return None
        columns, codes = read
        found = self._found(columns, text, filters)
        number = columns.total(found.places, filters, codes)
        if found.is_cut and number < min(EXACT_BELOW, len(found.places)):
            return None
        return number, found.is_cut

    def _found(self, columns: "Columns", text: str, filters: Filters) -> _Found:
        """Return the answers to `text` within the limits that are no facets. Those asked for last are kept: list and facets ask alike."""
        rest = filters.without_facets()
        seq, waits = self._library.query("SELECT max(seq), EXISTS (SELECT 1 FROM search_todo) FROM revision")[0]
        asked = (seq, text, rest)
        last = self._last
        if last is not None and not waits and last.columns is columns and last.asked == asked:
            return last
        said = self._ids(text, rest, whole=len(columns.ids) <= COUNT_CAP)
        if said is None:
            return _Found(asked, columns, columns.everywhere(archived=filters.archived), is_cut=False)
        places = columns.places(said, archived=filters.archived)
        is_cut = len(places) > COUNT_CAP or said.count(",") >= COUNT_CAP + _MORE
        made = _Found(asked, columns, places[:COUNT_CAP], is_cut)
        # Pages of files are indexed, and views counted, beside the revisions: what they may tell is asked for each time.
        beside = rest.asked is not None or pages.any_page(self._library)
        self._last = None if waits or beside else made
        return made

    def _ids(self, text: str, rest: Filters, *, whole: bool) -> str | None:
        """Return the ids of what answers `text` within `rest`, with commas: the latest, or the `whole` in any order; None: everything does."""
        expression = match(text)
        where = conditions(rest, archiving=False)
        if expression is None:
            if not where.parts:
                return None
            return self._listed(f"SELECT d.id FROM document d WHERE {where.sql} ORDER BY d.id DESC", where.params)
        sql = f"{_NARROWED} AND {where.sql} ORDER BY f.rowid DESC" if where.parts else f"{_WORDS} ORDER BY rowid DESC"
        found = self._listed(_WORDS if whole and not where.parts else sql, [expression, *where.params], cut=not whole)
        alone = pages.documents(self._library, text) if found.count(",") < RANKED_UP_TO else []
        if not alone:
            return found
        if where.parts:
            sql = f"SELECT d.id FROM json_each(?) j CROSS JOIN document d ON d.id = j.value WHERE {where.sql}"
            alone = [row[0] for row in self._library.query(sql, (listed(alone), *where.params))]
        both = {*map(int, filter(None, found.split(","))), *alone}
        return ",".join(map(str, sorted(both, reverse=True)))

    def _listed(self, sql: str, params: Sequence[Any], *, cut: bool = True) -> str:
        """Return the ids of a question with commas, in one piece: a row object for each takes twenty times as long."""
        asked = f"{sql} LIMIT {COUNT_CAP + _MORE + 1}" if cut else sql
        return self._library.value(f"SELECT group_concat(id) FROM ({asked})", params) or ""
