"""The first page of a search against the bare FTS5 query on the same file."""

import sqlite3
import statistics
import time
from contextlib import closing
from functools import partial
from typing import Final

from benchmarks.measure import Outcome, clocked, milliseconds, seconds, uncollected
from cresi_app.catalogue.model import Filters
from cresi_app.services import Services
from cresi_app.store.search import match

TYPED: Final = ("ecole", "eau mali", "projet solidarité jeu", "agri", "Éditions bamako forêt", "climat énergie", "zoé")
"""From a common word to three rarer ones, some half typed: what people really write."""
PAGE: Final = 50
TIMES: Final = 15
ROUNDS: Final = 5


def search(services: Services, label: str) -> Outcome:
    """Compare page, count, extracts and all facets with the rowids that FTS5 alone would rank.

    The facets are learnt before, as the window does beside its first list; the time that takes is told.
    """
    database = services.library.folder / "library.db"
    learning = seconds(services.catalogue.learn_facets)

    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:

        def bare(text: str) -> None:
            sql = "SELECT rowid FROM document_fts WHERE document_fts MATCH ? ORDER BY rank LIMIT ?"
            connection.execute(sql, (match(text), PAGE)).fetchall()

        # One text after the other, so that nothing kept of the last search serves the same one again.
        spent: dict[str, list[tuple[float, float, float]]] = {text: [] for text in TYPED}
        with uncollected():
            for text in TYPED * (TIMES + 1):
                page_alone = clocked(partial(services.catalogue.search, text, limit=PAGE))
                counted = clocked(partial(services.catalogue.facets, text))
                spent[text].append((page_alone, counted, clocked(partial(bare, text))))
    # The first time of each is what is done once only; a busy moment of the machine falls on all alike.
    best = {text: [min(column) for column in zip(*times[1:], strict=True)] for text, times in spent.items()}
    page_total, facets_total, bare_total = (sum(column) for column in zip(*best.values(), strict=True))
    ours_total = page_total + facets_total
    worst, slowest = max(((one[0] + one[1]) / one[2], text) for text, one in best.items())
    detail = (
        f"{milliseconds(ours_total / len(TYPED))} against {milliseconds(bare_total / len(TYPED))} on average; "
        f"worst {worst:.1f} × for « {slowest} »; without the facets {page_total / bare_total:.2f} ×; "
        f"the columns learnt in {learning:.2f} s"
    )
    promise = f"first page with count and facets, {label} documents / bare FTS5 query"
    return Outcome(promise, ours_total / bare_total, 2.0, "≤", detail=detail)


def page(services: Services, label: str, aim: float) -> Outcome:
    """Return the 95th percentile, in milliseconds of the program's own time, of a first page with its count and all its facets.

    What is typed is asked alone and among the books; each once before it counts.
    """
    services.catalogue.learn_facets()
    spent: list[float] = []
    facets = 0.0
    asked = [(text, filters) for text in TYPED for filters in (Filters(), Filters(kinds=frozenset({"book"})))]
    for turn in range(ROUNDS + 1):
        for text, filters in asked:
            started = time.thread_time()
            services.catalogue.search(text, filters, limit=PAGE)
            between = time.thread_time()
            services.catalogue.facets(text, filters)
            if turn:
                spent.append((time.thread_time() - started) * 1000)
                facets += (time.thread_time() - between) * 1000
    detail = f"median {statistics.median(spent):.0f} ms, of it the facets {facets / len(spent):.0f} ms on average"
    slow = statistics.quantiles(spent, n=20)[-1]
    return Outcome(
        f"first page with count and facets, {label} documents, 95th percentile", slow, aim, "≤", "ms", detail
    )
