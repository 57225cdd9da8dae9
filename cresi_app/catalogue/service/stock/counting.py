"""What is counted: consultations on the spot as they happen, and the statistics of a period."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Final

from cresi_app.catalogue.model.statistics import (
    DIMENSIONS,
    OVERLAPPING,
    Dimension,
    Figures,
    Line,
    Statistics,
    StatTable,
    columns_of,
)
from cresi_app.catalogue.queries import documents, loans, statistics, stock
from cresi_app.catalogue.service.desk import refusals
from cresi_app.catalogue.service.stock.desk import LendingHandsIn
from cresi_app.catalogue.service.stock.loans import not_to_come, unknown_code
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.i18n import language, tr
from cresi_app.core.text import sort_key
from cresi_app.store.records import Row

Keys = Mapping[int, Iterable[str]]
"""The keys of a dimension each document (or copy) counts under."""
_EURO = "EUR"


class CountingDesk(LendingHandsIn):
    """Counts."""

    def consult(self, who: Actor, document_id: int, copy_id: int | None = None, on: date | None = None) -> Changes:
        """Note that a document was consulted in the centre, today or on a day that has been. DomainError ``day_to_come``."""
        self._document(document_id)
        day = on or clock.today()
        not_to_come(day)
        with refusals(), self.library.revise("catalogue.consult", who, ("document", document_id)) as revision:
            revision.insert("consultation", {"document_id": document_id, "copy_id": copy_id, "day": day})
        return revision.changes

    def consult_code(self, who: Actor, code: str, on: date | None = None) -> Changes:
        """Note a consultation by the code that was read: a copy's barcode or inventory number.

        DomainError ``unknown_barcode``.
        """
        copy = stock.by_code(self.library, code.strip())
        if copy is None:
            raise unknown_code(code)
        return self.consult(who, copy.document_id, copy.id, on)

    def consultations(self, document_id: int) -> int:
        """Return how often a document was consulted in the centre."""
        return documents.consultations(self.library, document_id)

    def statistics(self, first: date, last: date) -> Statistics:
        """Return what is counted from `first` to `last`, both included: the one source of page, table file and paper."""
        if last < first:
            first, last = last, first
        lent = self.loans_between(first, last) if self.loans_between is not None else {}
        with self.library.snapshot():
            return _Count(self, first, last, lent).made()

    def named(self, dimension: Dimension) -> Callable[[str], str]:
        """Return what names the keys of a dimension in the language in force."""
        if dimension is Dimension.YEAR:
            return lambda key: key or tr("Sans date")
        if dimension in {Dimension.KIND, Dimension.PROVENANCE}:
            listed = self.kinds() if dimension is Dimension.KIND else self.provenances
            return lambda key: listed[key].name if key in listed else tr("Non renseignée")
        known = statistics.names(self.library, dimension)
        side = 0 if language() == "fr" else 1
        nothing = {
            Dimension.THEME: tr("Sans thème"),
            Dimension.COUNTRY: tr("Sans pays"),
            Dimension.LANGUAGE: tr("Sans langue"),
            Dimension.PLACE: tr("Sans emplacement"),
        }[dimension]

        def name(key: str) -> str:
            said = known[key][side] if key in known else nothing
            return said[:1].upper() + said[1:]

        return name


_NAMES: Final = tuple(one.name for one in fields(Figures))
_AT: Final = {name: at for at, name in enumerate(_NAMES)}
Told = dict[int, int]
"""Figures of one document or copy: the place of each in `Figures`, those that are nothing left out."""


class _Sums:
    """Figures summed by key; plain lists, for half a million additions."""

    def __init__(self) -> None:
        self.by_key: dict[str, list[int]] = {}

    def add(self, key: str, told: Told) -> None:
        """Add figures to a key's."""
        sums = self.by_key.get(key)
        if sums is None:
            sums = self.by_key[key] = [0] * len(_NAMES)
        for at, number in told.items():
            sums[at] += number

    def figures(self) -> dict[str, Figures]:
        """Return the sums."""
        return {key: Figures(*sums) for key, sums in self.by_key.items()}


def _told(**figures: int) -> Told:
    return {_AT[name]: number for name, number in figures.items() if number}


def _by_owner(rows: Iterable[Row]) -> tuple[defaultdict[int, int], dict[int, int]]:
    """Return how often each document was used, and how often each copy, of which not every use tells."""
    documents_used: defaultdict[int, int] = defaultdict(int)
    copies_used: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        documents_used[row["document_id"]] += row["number"]
        if row["copy_id"] is not None:
            copies_used[row["copy_id"]] += row["number"]
    return documents_used, copies_used


class _Count:
    """One count, from rows read in one state of the library."""

    def __init__(self, desk: CountingDesk, first: date, last: date, handed_in: Mapping[int, int]) -> None:
        self.desk, self.first, self.last = desk, first, last
        library = desk.library
        self.documents = statistics.documents(library)
        self.copies = statistics.copies(library)
        self.by_copy: dict[int, Told] = {}
        self.of_document: dict[int, Told] = defaultdict(dict)
        self.other_currencies = 0
        consulted, self.consulted_copy = _by_owner(statistics.consultations(library, first, last))
        lent, self.lent_copy = _by_owner(loans.between(library, first, last))
        for document_id, number in handed_in.items():
            lent[document_id] += number
        self._count_copies()
        views = statistics.views(library, first, last)
        begins, ends = first.isoformat(), last.isoformat()
        for row in self.documents:
            document_id, is_live = row["id"], row["is_live"]
            self._add(
                self.of_document[document_id],
                _told(
                    documents=is_live,
                    new_documents=int(is_live and begins <= row["entered"] <= ends),
                    views=views.get(document_id, 0),
                    consultations=consulted.get(document_id, 0),
                    loans=lent.get(document_id, 0),
                ),
            )

    @staticmethod
    def _add(told: Told, more: Told) -> None:
        for at, number in more.items():
            told[at] = told.get(at, 0) + number

    def _count_copies(self) -> None:
        first, last = self.first.isoformat(), self.last.isoformat()
        for row in self.copies:
            live, came = row["withdrawn_on"] is None, first <= row["came"] <= last
            price = (row["price_minor"] or 0) if row["currency"] == _EURO else 0
            if live and row["price_minor"] and row["currency"] != _EURO:
                self.other_currencies += 1
            told = _told(
                copies=int(live),
                new_copies=int(came),
                withdrawn=int(not live and first <= row["withdrawn_on"] <= last),
                spent=price if came and row["provenance"] in {"purchase", None} else 0,
                value=price if live else 0,
            )
            self.by_copy[row["id"]] = told
            self._add(self.of_document[row["document_id"]], told)

    def made(self) -> Statistics:
        """Return the count."""
        sums = _Sums()
        for told in self.of_document.values():
            sums.add("", told)
        total = sums.figures().get("", Figures())
        tables = {dimension: self._table(dimension, total) for dimension in DIMENSIONS}
        undated = loans.undated(self.desk.library)
        return Statistics(self.first, self.last, total, tables, undated, self.other_currencies)

    def _table(self, dimension: Dimension, total: Figures) -> StatTable:
        of_copies = dimension in {Dimension.PROVENANCE, Dimension.PLACE}
        if of_copies:
            sums = self._copy_sums("provenance" if dimension is Dimension.PROVENANCE else "location_id")
            total = replace(
                total,
                documents=len({row["document_id"] for row in self.copies if row["withdrawn_on"] is None}),
                new_documents=0,
                views=0,
                loans=sum(self.lent_copy.values()),
                consultations=sum(self.consulted_copy.values()),
            )
        else:
            sums = self._document_sums(dimension)
        name = self.desk.named(dimension)
        lines = [Line(key, name(key), figures) for key, figures in sums.items() if figures != Figures()]
        if dimension is Dimension.YEAR:
            lines.sort(key=lambda line: line.key, reverse=True)  # the latest first, those without a date last
        else:
            lines.sort(key=lambda line: (-line.figures.documents, -line.figures.copies, sort_key(line.label)))
        return StatTable(dimension, lines, total, columns_of(dimension))

    def _document_sums(self, dimension: Dimension) -> dict[str, Figures]:
        keys: dict[int, list[str]] = defaultdict(list)
        if dimension in OVERLAPPING:
            for document_id, key in statistics.pairs(self.desk.library, dimension):
                keys[document_id].append(key)
        else:
            for row in self.documents:
                keys[row["id"]].append(row["kind"] if dimension is Dimension.KIND else str(row["year"] or ""))
        sums = _Sums()
        for document_id, told in self.of_document.items():
            for key in keys.get(document_id) or ("",):
                sums.add(key, told)
        return sums.figures()

    def _copy_sums(self, column: str) -> dict[str, Figures]:
        sums = _Sums()
        seen: dict[str, set[int]] = defaultdict(set)
        for row in self.copies:
            key = str(row[column] or "")
            sums.add(key, self.by_copy[row["id"]])
            used = _told(consultations=self.consulted_copy.get(row["id"], 0), loans=self.lent_copy.get(row["id"], 0))
            if used:
                sums.add(key, used)
            if row["withdrawn_on"] is None:
                seen[key].add(row["document_id"])
        return {key: replace(figures, documents=len(seen[key])) for key, figures in sums.figures().items()}
