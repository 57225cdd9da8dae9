"""Counts beside the list: from columns in memory once these are learnt, until then over the latest answers."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.queries import pages
from cresi_app.catalogue.queries.facets.answers import Counts, LatestAnswers
from cresi_app.catalogue.queries.searching import COUNT_CAP, FACET_CAP, conditions
from cresi_app.store.library import Library
from cresi_app.store.search import match
from cresi_app.store.values import listed

if TYPE_CHECKING:
    from cresi_app.catalogue.queries.facets.following import Followed

_WORDS = "SELECT rowid AS id FROM document_fts WHERE document_fts MATCH ?"
_NARROWED = "SELECT d.id FROM document_fts f CROSS JOIN document d ON d.id = f.rowid WHERE document_fts MATCH ?"


class Facets:
    """The counts of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._answers = LatestAnswers(library)
        self._followed: Followed | None = None
        self._whole: tuple[object, Counts] = (None, {})

    def learn(self) -> None:
        """Read the columns: some six seconds for a million documents. What was read stays when it is interrupted."""
        from cresi_app.catalogue.queries.facets.following import Followed  # noqa: PLC0415 - numpy costs start-up time

        if self._followed is None:
            self._followed = Followed(self._library)
        self._followed.learn()

    def counts(self, text: str, filters: Filters) -> tuple[Counts, int]:
        """Return the counts of each facet, highest first, and over how many answers when there are more than were counted (else 0)."""
        expression = match(text)
        if expression is None and text.strip():
            return {}, 0
        read = self._followed.columns() if self._followed is not None else None
        if read is None:
            found, capped = self._answers.counts(text, filters)
            return found, FACET_CAP if capped else 0
        columns, codes = read
        if expression is None and filters == Filters():
            if self._whole[0] is not columns:
                places = columns.everywhere(archived=False)
                self._whole = columns, columns.counts(places, filters, codes)
            return self._whole[1], 0
        ids = self._ids(text, filters)
        if ids is None:
            places = columns.everywhere(archived=filters.archived)
        else:
            places = columns.places(ids[:COUNT_CAP], archived=filters.archived)
        return columns.counts(places, filters, codes), COUNT_CAP if ids is not None and len(ids) > COUNT_CAP else 0

    def _ids(self, text: str, filters: Filters) -> Sequence[int] | None:
        """Return what answers `text` within the limits that are no facets; None: everything does."""
        expression = match(text)
        where = conditions(filters.without_facets(), archiving=False)
        if expression is None:
            if not where.parts:
                return None
            return self._listed(f"SELECT d.id FROM document d WHERE {where.sql} ORDER BY d.id DESC", where.params)
        if not where.parts:
            sql = f"{_WORDS} ORDER BY rowid DESC"
        else:
            sql = f"{_NARROWED} AND {where.sql} ORDER BY f.rowid DESC"
        found = self._listed(sql, [expression, *where.params])
        alone = pages.documents(self._library, text)
        if not alone:
            return found
        if where.parts:
            sql = f"SELECT d.id FROM json_each(?) j CROSS JOIN document d ON d.id = j.value WHERE {where.sql}"
            alone = self._listed(sql, [listed(alone), *where.params])
        return sorted({*found, *alone}, reverse=True)

    def _listed(self, sql: str, params: Sequence[Any]) -> list[int]:
        """Return the ids of a question, in one piece: a row object for each takes twenty times as long."""
        capped = f"SELECT json_group_array(id) FROM ({sql} LIMIT {COUNT_CAP + 1})"
        ids: list[int] = json.loads(self._library.value(capped, params))
        return ids
