"""Links that are words as yet, and the one document of the library that each of them names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from cresi_app.catalogue.model.likeness import ALIKE, same_figures
from cresi_app.catalogue.model.rules import isbn13, normalised, title_sort
from cresi_app.core.text import words
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed

_LISTED: Final = "(SELECT value FROM json_each(?))"
_WAITING: Final = "SELECT id, document_id, title, number, issn, relation FROM document_link WHERE target_id IS NULL AND (title <> '' OR issn <> '')"
_PERIODICALS: Final = (
    "SELECT id, title_sort, title FROM document WHERE kind = 'periodical' AND archived_on IS NULL LIMIT 20000"
)
_IN: Final = frozenset({"set", "subset", "issue"})
"""Relations by which an issue or an article names its periodical."""
_CLEARLY: Final = 3
"""By so many percent a periodical must be nearer than the next one to be meant."""
_ISBN: Final = re.compile(r"(?<!\d)(?:97[89][- ]?)?\d[\d -]{7,14}[\dXx](?!\d)")
_QUALIFIER: Final = re.compile(r"\s*\([^()]*\)\s*$")
_MOST_WORDS: Final = 24
_MOST_CITING: Final = 500
"""Documents that hold the words of a title in their notes and links, of which the links are looked at."""


class Tie(NamedTuple):
    """A link of a document, and the document it names. `near`: the title of a periodical that is only nearly the one cited, "" else."""

    link_id: int
    document_id: int
    target_id: int
    near: str = ""


def every(library: Library) -> list[Tie]:
    """Return what every waiting link names, where that is one document alone."""
    return _ties(library, library.query(_WAITING))


def around(library: Library, document_id: int) -> list[Tie]:
    """Return the ties of one document: what its own waiting links name, and the waiting links of others that name it."""
    own = library.query(f"{_WAITING} AND document_id = ?", (document_id,))
    others = _citing(library, document_id)
    return [one for one in _ties(library, [*own, *others]) if document_id in {one.document_id, one.target_id}]


def versions(library: Library, links: Iterable[int]) -> Mapping[int, int]:
    """Return the version of each of these links that still waits."""
    rows = library.query(
        f"SELECT id, version FROM document_link WHERE target_id IS NULL AND id IN {_LISTED}", (listed(links),)
    )
    return {row["id"]: row["version"] for row in rows}


def _citing(library: Library, document_id: int) -> list[Row]:
    """Return the waiting links of other documents that may name this one, by the words of its title or its numbers."""
    rows = library.query("SELECT title_sort FROM document WHERE id = ? AND archived_on IS NULL", (document_id,))
    if not rows:
        return []
    numbers = library.query(
        "SELECT scheme, value, normalised FROM document_identifier WHERE document_id = ? AND scheme IN ('isbn', 'issn')",
        (document_id,),
    )
    said = [words(rows[0]["title_sort"])[:_MOST_WORDS]]
    for row in (one for one in numbers if one["scheme"] == "isbn"):
        # Without what comes first and last, which an ISBN of ten digits has not, or otherwise.
        said += [[row["normalised"]], words(row["value"])[1:-1]]
    phrases = " OR ".join('"' + " ".join(one).replace('"', "") + '"' for one in said if one)
    found: list[Row] = []
    if phrases:
        found = library.query(
            f"{_WAITING} AND document_id <> ? AND document_id IN "
            "(SELECT rowid FROM document_fts WHERE document_fts MATCH ? LIMIT ?)",
            (document_id, f"{{notes}} : ({phrases})", _MOST_CITING),
        )
    issns = {form for row in numbers if row["scheme"] == "issn" for form in (row["value"], row["normalised"])}
    if issns:
        by_issn = library.query(f"{_WAITING} AND document_id <> ? AND issn IN {_LISTED}", (document_id, listed(issns)))
        found += [row for row in by_issn if row["id"] not in {one["id"] for one in found}]
    return found


class _Said(NamedTuple):
    """What a link names its document with: its numbers, and its title as it sorts, whole and without what follows a colon.

    « Orphée (Catane) », as libraries tell periodicals of one name apart, is also « Orphée ».
    """

    issn: str
    isbn: str
    titles: tuple[str, ...]


def _said(row: Row) -> _Said:
    numbers = (isbn13(found) for text in (row["title"], row["number"]) for found in _ISBN.findall(text))
    title = row["title"].strip()
    head = re.split(r"\s:\s", title, maxsplit=1)[0]
    return _Said(
        normalised("issn", row["issn"]) if row["issn"] else "",
        next((number for number in numbers if number), ""),
        tuple(dict.fromkeys(title_sort(one) for one in (title, head, _QUALIFIER.sub("", head)) if words(one))),
    )


def _ties(library: Library, rows: Sequence[Row]) -> list[Tie]:
    if not rows:
        return []
    said = [_said(row) for row in rows]
    numbers = _owners(
        library,
        "SELECT i.scheme || ':' || i.normalised, i.document_id FROM document_identifier i JOIN document d ON d.id = i.document_id "
        f"WHERE i.scheme IN ('isbn', 'issn') AND i.normalised IN {_LISTED} AND d.archived_on IS NULL AND d.kind <> 'article'",
        {one for each in said for one in (each.issn, each.isbn) if one},
    )
    titles = _owners(
        library,
        f"SELECT title_sort, id FROM document WHERE title_sort IN {_LISTED} AND archived_on IS NULL AND kind <> 'article'",
        {title for each in said for title in each.titles},
    )
    found: list[Tie] = []
    open_: list[tuple[Row, _Said]] = []
    for row, each in zip(rows, said, strict=True):
        target = _named(each, row["document_id"], numbers, titles)
        if target is not None:
            found.append(Tie(row["id"], row["document_id"], target))
        elif row["relation"] in _IN and not any(one in titles for one in each.titles):
            open_.append((row, each))
    return [*found, *_near(library, open_)]


def _near(library: Library, rows: Sequence[tuple[Row, _Said]]) -> list[Tie]:
    """Return the one periodical whose title is nearly that which a link cites: « Cahier de l'eau » for « Les cahiers de l'eau »."""
    periodicals = library.query(_PERIODICALS) if rows else []
    choices = {row["id"]: row["title_sort"] for row in periodicals}
    shown = {row["id"]: row["title"] for row in periodicals}
    known: dict[str, int | None] = {}
    found: list[Tie] = []
    for row, said in rows if choices else ():
        cited = next(iter(said.titles), "")
        if cited not in known:
            known[cited] = _nearest(cited, choices)
        target = known[cited]
        if target is not None and target != row["document_id"]:
            found.append(Tie(row["id"], row["document_id"], target, shown[target]))
    return found


def _nearest(cited: str, choices: Mapping[int, str]) -> int | None:
    nearest = process.extract(cited, choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2)
    alike = [one for one in nearest if same_figures(cited, one[0])]
    if not alike or (len(alike) > 1 and alike[0][1] - alike[1][1] < _CLEARLY):
        return None
    return alike[0][2]


def _owners(library: Library, sql: str, keys: Iterable[str]) -> Mapping[str, set[int]]:
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for key, document_id in library.query(sql, (listed(keys),)):
        owners[key].add(document_id)
    return owners


def _named(said: _Said, own: int, numbers: Mapping[str, set[int]], titles: Mapping[str, set[int]]) -> int | None:
    """Return the one document that a number names, else the title; two that could be meant leave it open."""
    for key in (f"isbn:{said.isbn}", f"issn:{said.issn}"):
        if key in numbers and (found := numbers[key] - {own}):
            return next(iter(found)) if len(found) == 1 else None
    for title in said.titles:
        if title in titles and (found := titles[title] - {own}):
            return next(iter(found)) if len(found) == 1 else None
    return None
