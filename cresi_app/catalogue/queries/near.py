"""Documents near another: by the subjects, countries and people they share, the rarer the nearer, and by the words of their titles."""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from cresi_app.core.text import words
from cresi_app.store.library import Library
from cresi_app.store.values import listed

_SHARED: Final = (
    ("document_subject", "subject_id", 1.0),
    ("document_country", "country_code", 0.7),
    ("contribution", "contributor_id", 1.2),
)
"""What two documents may share, and what it counts for."""
_TOO_MANY: Final = 1_500
"""Documents beyond which a subject says too little to be followed, as long as there are rarer ones."""
_FOLLOWED: Final = 300
"""Of a common subject, the latest documents alone are looked at."""
_TITLE: Final = 0.8
"""What a word that two titles share counts for."""
_SMALL: Final = frozenset(
    [
        "les",
        "des",
        "une",
        "dans",
        "pour",
        "par",
        "sur",
        "avec",
        "sans",
        "entre",
        "aux",
        "the",
        "and",
        "for",
        "with",
        "from",
        "guide",
        "rapport",
        "etude",
    ]
)


def near(library: Library, document_id: int, limit: int) -> list[tuple[int, float]]:
    """Return the documents nearest to one, with how near (more is nearer), archived ones left out."""
    total = max(int(library.value("SELECT count(*) FROM document") or 0), 1)
    scores: dict[int, float] = {}
    for table, key, counts in _SHARED:
        _add(scores, _sharing(library, table, key, document_id, counts, total))
    _add(scores, _alike(library, document_id, total))
    scores.pop(document_id, None)
    best = sorted(scores.items(), key=lambda one: (-one[1], -one[0]))[: limit * 3]
    rows = library.query(
        "SELECT id FROM document WHERE archived_on IS NULL AND id IN (SELECT value FROM json_each(?))",
        (listed([one for one, _ in best]),),
    )
    live = {row[0] for row in rows}
    return [(one, round(score, 3)) for one, score in best if one in live][:limit]


def _add(scores: dict[int, float], some: Iterable[tuple[int, float]]) -> None:
    for one, score in some:
        scores[one] = scores.get(one, 0.0) + score


def _sharing(
    library: Library, table: str, key: str, document_id: int, counts: float, total: int
) -> list[tuple[int, float]]:
    """Return the documents that share something, each with what the rarity of what is shared is worth."""
    rows = library.query(
        f"SELECT DISTINCT x.{key} AS value, (SELECT count(*) FROM (SELECT 1 FROM {table} y WHERE y.{key} = x.{key} LIMIT ?)) AS used "
        f"FROM {table} x WHERE x.document_id = ?",
        (_TOO_MANY + 1, document_id),
    )
    telling = [row for row in rows if row["used"] <= _TOO_MANY] or rows
    found: list[tuple[int, float]] = []
    for row in telling:
        worth = counts * math.log(1 + total / row["used"])
        others = library.query(
            f"SELECT document_id FROM {table} WHERE {key} = ? ORDER BY document_id DESC LIMIT ?",
            (row["value"], _FOLLOWED),
        )
        found += [(other[0], worth) for other in others]
    return found


def _alike(library: Library, document_id: int, total: int) -> list[tuple[int, float]]:
    """Return the documents whose titles have words of this one's, each with what their rarity is worth."""
    rows = library.query("SELECT title || ' ' || subtitle FROM document WHERE id = ?", (document_id,))
    found: list[tuple[int, float]] = []
    for word in _telling(words(rows[0][0])) if rows else []:
        expression = f'{{title}} : "{word}"'
        sql = "SELECT rowid FROM document_fts WHERE document_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
        others = library.query(sql, (expression, _TOO_MANY + 1))
        if others and len(others) <= _TOO_MANY:
            worth = _TITLE * math.log(1 + total / len(others))
            found += [(other[0], worth) for other in others[:_FOLLOWED]]
    return found


def _telling(found: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for word in found if len(word) > 3 and word not in _SMALL))[:6]
