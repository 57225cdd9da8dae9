"""Chosen documents in groups: a selective bibliography and the list of new acquisitions, with covers, abstracts and an index of authors."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.model.citation import iso690
from cresi_app.catalogue.reports import saying
from cresi_app.catalogue.reports.saying import Lists, availability, imprint, joined
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.text import sort_key
from cresi_app.printing import fonts, style
from cresi_app.printing.bookcovers import SMALL, BookCover
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, headed, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, Cell, Column, Grid, Row
from cresi_app.printing.style import MM

_ITEM: Final = style.style("item title", fonts.SERIF_BOLD, 10.8, 13.5)
_CITED: Final = style.style("cited", fonts.SANS, 9, 12.6)
_NUMBER: Final = style.style("item number", fonts.FIGURES, 8, 13.5, textColor=style.TEXT3)
_INDEX: Final = style.style("index", fonts.SANS, 8.4, 11.4)
_CHUNK: Final = 120
"""Rows of one table: a long group is several, each begun where the one before ended."""


class Grouping(StrEnum):
    """By what documents are put together."""

    NONE = "none"
    THEME = "theme"
    KIND = "kind"
    COUNTRY = "country"
    LETTER = "letter"


GROUPINGS: Final = {
    Grouping.THEME: N_("Par thème"),
    Grouping.KIND: N_("Par type de document"),
    Grouping.COUNTRY: N_("Par pays"),
    Grouping.LETTER: N_("Par lettre du titre"),
    Grouping.NONE: N_("Sans groupes"),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group of a bibliography: its heading ("" for none) and its documents in order."""

    title: str
    sheets: Sequence[DocumentSheet]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What is printed of each document and around them. `covers`: the picture's file of a document that has one."""

    title: str
    introduction: str = ""
    overline: str = ""
    has_covers: bool = True
    has_abstracts: bool = True
    has_citations: bool = False
    """ISO 690 in the place of title and imprint."""
    has_index: bool = False
    has_availability: bool = True
    cover_of: Callable[[DocumentSheet], Path | None] = lambda _sheet: None
    kind: str = "bibliography"


def bibliography(
    said: str | Bibliography,
    shelves: Sequence[Shelf],
    identity: Identity,
    lists: Lists | None = None,
    *,
    introduction: str = "",
) -> Paper:
    """Return a bibliography; `said` is its title, or all that may be chosen of it."""
    asked = said if isinstance(said, Bibliography) else Bibliography(said, introduction)
    known, filled = lists or Lists(), [shelf for shelf in shelves if shelf.sheets]
    overline = asked.overline or tr("Bibliographie sélective")
    return Paper(
        kind=asked.kind,
        title=asked.title,
        identity=identity,
        furniture=Furniture(
            kind=overline,
            reference=format_date(clock.today(), "month"),
            short_title=asked.title,
            who=address_line(identity),
            copy=tr("Disponibilités au {day}.", day=format_date(clock.today())) if asked.has_availability else "",
        ),
        story=partial(_story, asked, filled, known),
        subject=overline,
    )


def _story(asked: Bibliography, shelves: Sequence[Shelf], known: Lists, _numbers: Numbers) -> list[Flowable]:
    count = len(
        {id(sheet) for shelf in shelves for sheet in shelf.sheets}
    )  # one on two countries stands in both groups
    lead = asked.introduction or trn(
        "{n} document du centre de ressources.", "{n} documents du centre de ressources.", count
    )
    flows: list[Flowable] = [
        Overline(asked.overline or tr("Bibliographie sélective")),
        words(asked.title, style.H1, role="H1"),
        *paragraphs(lead, saying.LEAD),
    ]
    numbered = iter(range(1, 1_000_000))
    authors: dict[str, list[int]] = defaultdict(list)
    for shelf in shelves:
        flows += _shelf(shelf, asked, known, (numbered, authors))
    if asked.has_index and authors:
        flows += _index(authors)
    return flows


Counted = tuple[Iterator[int], dict[str, list[int]]]
"""The running numbers, and the numbers of each author's documents."""


def _shelf(shelf: Shelf, asked: Bibliography, known: Lists, counted: Counted) -> list[Flowable]:
    """Return a group; its heading stays with its first document."""
    columns = _columns(asked)
    flows: list[Flowable] = []
    for first in range(0, len(shelf.sheets), _CHUNK):
        rows = [_item(sheet, asked, known, counted) for sheet in shelf.sheets[first : first + _CHUNK]]
        rows[0].above = BETWEEN if first else HEAD_LINE
        table = Grid(columns, rows, pad=(5, 5))
        flows += headed(shelf.title, table) if shelf.title and not first else [table]
    return flows


def _columns(asked: Bibliography) -> list[Column]:
    side, gap = (40 * MM if asked.has_availability else 30 * MM), 5 * MM
    left = SMALL[0] + gap if asked.has_covers else 0.0
    number = 9 * MM if asked.has_index else 0.0
    widths = [Column(number, 0, 4)] if number else []
    widths += [Column(left, 0, gap)] if left else []
    return [*widths, Column(LETTER.width - left - number - side, 0, gap), Column(side, 0, 0)]


def _item(sheet: DocumentSheet, asked: Bibliography, known: Lists, counted: Counted) -> Row:
    document, (numbers, authors) = sheet.document, counted
    number = next(numbers)
    for one in sheet.authors:
        if number not in authors[one.inverted]:
            authors[one.inverted].append(number)
    told: list[Flowable]
    if asked.has_citations:
        told = [words(iso690(sheet), _CITED)]
    else:
        line = joined((joined((one.spoken for one in sheet.authors), ", "), imprint(sheet)))
        told = [words(document.title, _ITEM), *([words(line, style.SECOND)] if line else [])]
    if asked.has_abstracts and document.abstract.strip():
        told += [Gap(2), *paragraphs(saying.short(document.abstract), style.TABLE)]
    right: list[Flowable] = [words(document.call_number, saying.CALL, align="right")] if document.call_number else []
    if asked.has_availability:
        right.append(words(availability(sheet, known), saying.STATE, align="right"))
    cells = [Cell([words(str(number), _NUMBER)])] if asked.has_index else []
    cells += [Cell([BookCover(document.title, SMALL, asked.cover_of(sheet))])] if asked.has_covers else []
    return Row([*cells, Cell(told, header=True), Cell(right)], above=None, below=BETWEEN)


def _index(authors: dict[str, list[int]]) -> list[Flowable]:
    """Return the authors in alphabetical order with the numbers of their documents, in two columns read one after the other."""
    named = sorted(authors, key=sort_key)
    gap = 8 * MM
    wide = (LETTER.width - gap) / 2
    rows = []
    for at in range(0, len(named), 2):
        pair = named[at : at + 2]
        cells = [Cell([words(f"{name}  {', '.join(map(str, authors[name]))}", _INDEX)]) for name in pair]
        rows.append(Row([*cells, *([Cell()] if len(pair) == 1 else [])], below=None))
    flows = heading(tr("Index des auteurs"))
    for first in range(0, len(rows), _CHUNK):
        flows.append(
            Grid([Column(wide + gap, 0, gap), Column(wide, 0, 0)], rows[first : first + _CHUNK], pad=(1.4, 1.4))
        )
    return flows


def grouped(sheets: Sequence[DocumentSheet], by: Grouping) -> list[Shelf]:
    """Return the documents in groups: each under its first theme, under every country it treats; what has none stands last."""
    if by is Grouping.NONE:
        return [Shelf("", sheets)]
    groups: dict[str, list[DocumentSheet]] = defaultdict(list)
    last: list[DocumentSheet] = []
    for sheet in sheets:
        keys = _keys(sheet, by)
        for key in keys:
            groups[key].append(sheet)
        if not keys:
            last.append(sheet)
    shelves = [Shelf(key, groups[key]) for key in sorted(groups, key=sort_key)]
    return [*shelves, Shelf(tr("Autres documents") if shelves else "", last)] if last else shelves


def _keys(sheet: DocumentSheet, by: Grouping) -> list[str]:
    match by:
        case Grouping.THEME:
            return list(dict.fromkeys(one.term for one in sheet.subjects if one.kind == "topic"))[:1]
        case Grouping.KIND:
            return [sheet.kind.name]
        case Grouping.COUNTRY:
            return list(dict.fromkeys(one.name for one in sheet.countries))
        case _:
            first = sort_key(sheet.document.title)[:1].upper()
            return [first] if first.isalpha() else []
