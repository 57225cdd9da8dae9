"""What is counted: consultations on the spot as they happen, and the statistics of a period."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

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
from cresi_app.catalogue.queries import documents, statistics, stock
from cresi_app.catalogue.service.desk import ListsDesk, refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language, tr
from cresi_app.core.text import sort_key

Keys = Mapping[int, Iterable[str]]
"""The keys of a dimension each document (or copy) counts under."""
_EURO = "EUR"


class CountingDesk(ListsDesk):
    """Counts. `loans_between` is handed in by the lending desk: documents lent between two days, how often each."""

    loans_between: Callable[[date, date], Mapping[int, int]] | None = None

    def consult(self, who: Actor, document_id: int, copy_id: int | None = None, on: date | None = None) -> Changes:
        """Note that a document was consulted in the centre."""
        self._document(document_id)
        with refusals(), self.library.revise("catalogue.consult", who, ("document", document_id)) as revision:
            revision.insert(
                "consultation", {"document_id": document_id, "copy_id": copy_id, "day": on or clock.today()}
            )
        return revision.changes

    def consult_code(self, who: Actor, code: str) -> Changes:
        """Note a consultation by the code that was read: a copy's barcode or inventory number.

        DomainError ``unknown_barcode``.
        """
        copy = stock.by_code(self.library, code.strip())
        if copy is None:
            raise DomainError(
                "unknown_barcode",
                N_("Aucun exemplaire ne porte « {typed} » : rien n'a été noté."),
                typed=code.strip()[:60],
            )
        return self.consult(who, copy.document_id, copy.id)

    def consultations(self, document_id: int) -> int:
        """Return how often a document was consulted in the centre."""
        return documents.consultations(self.library, document_id)

    def statistics(self, first: date, last: date) -> Statistics:
        """Return what is counted from `first` to `last`, both included: the one source of page, table file and paper."""
        if last < first:
            first, last = last, first
        loans = self.loans_between(first, last) if self.loans_between is not None else {}
        with self.library.snapshot():
            count = _Count(self, first, last, loans)
            return count.made(has_loans=self.loans_between is not None)

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


class _Count:
    """One count, from rows read in one state of the library."""

    def __init__(self, desk: CountingDesk, first: date, last: date, loans: Mapping[int, int]) -> None:
        self.desk, self.first, self.last = desk, first, last
        library = desk.library
        self.documents = statistics.documents(library)
        self.copies = statistics.copies(library)
        self.by_copy: dict[int, Figures] = {}
        self.of_document: dict[int, Figures] = defaultdict(Figures)
        self.other_currencies = 0
        consulted: dict[int, int] = defaultdict(int)
        self.consulted_copy: dict[int, int] = defaultdict(int)
        for row in statistics.consultations(library, first, last):
            consulted[row["document_id"]] += row["number"]
            if row["copy_id"] is not None:
                self.consulted_copy[row["copy_id"]] += row["number"]
        self._count_copies()
        views = statistics.views(library, first, last)
        for row in self.documents:
            entered = first.isoformat() <= row["entered"] <= last.isoformat()
            self.of_document[row["id"]] += Figures(
                documents=row["is_live"],
                new_documents=int(entered and row["is_live"]),
                views=views.get(row["id"], 0),
                consultations=consulted.get(row["id"], 0),
                loans=loans.get(row["id"], 0),
            )

    def _count_copies(self) -> None:
        first, last = self.first.isoformat(), self.last.isoformat()
        for row in self.copies:
            live, came = row["withdrawn_on"] is None, first <= row["came"] <= last
            price = (row["price_minor"] or 0) if row["currency"] == _EURO else 0
            if live and row["price_minor"] and row["currency"] != _EURO:
                self.other_currencies += 1
            figures = Figures(
                copies=int(live),
                new_copies=int(came),
                withdrawn=int(not live and first <= row["withdrawn_on"] <= last),
                spent=price if came and row["provenance"] in {"purchase", None} else 0,
                value=price if live else 0,
            )
            self.by_copy[row["id"]] = figures
            self.of_document[row["document_id"]] += figures

    def made(self, *, has_loans: bool) -> Statistics:
        """Return the count."""
        total = Figures()
        for figures in self.of_document.values():
            total += figures
        tables = {dimension: self._table(dimension, total, has_loans=has_loans) for dimension in DIMENSIONS}
        return Statistics(self.first, self.last, total, tables, has_loans, self.other_currencies)

    def _table(self, dimension: Dimension, total: Figures, *, has_loans: bool) -> StatTable:
        if dimension in {Dimension.PROVENANCE, Dimension.PLACE}:
            sums = self._copy_sums("provenance" if dimension is Dimension.PROVENANCE else "location_id")
            total = replace(
                total,
                documents=self._with_copies(),
                new_documents=0,
                views=0,
                loans=0,
                consultations=sum(self.consulted_copy.values()),
            )
        else:
            sums = self._document_sums(dimension)
        name = self.desk.named(dimension)
        lines = [Line(key, name(key), figures) for key, figures in sums.items() if figures != Figures()]
        if dimension is Dimension.YEAR:
            lines.sort(key=lambda line: (not line.key, line.key), reverse=True)
            lines = [*(one for one in lines if one.key), *(one for one in lines if not one.key)]
        else:
            lines.sort(key=lambda line: (-line.figures.documents, -line.figures.copies, sort_key(line.label)))
        has = has_loans and dimension not in {Dimension.PROVENANCE, Dimension.PLACE}
        return StatTable(dimension, lines, total, columns_of(dimension, has_loans=has))

    def _document_sums(self, dimension: Dimension) -> dict[str, Figures]:
        keys: dict[int, list[str]] = defaultdict(list)
        if dimension in OVERLAPPING:
            for document_id, key in statistics.pairs(self.desk.library, dimension):
                keys[document_id].append(key)
        else:
            for row in self.documents:
                keys[row["id"]].append(row["kind"] if dimension is Dimension.KIND else str(row["year"] or ""))
        sums: dict[str, Figures] = defaultdict(Figures)
        for document_id, figures in self.of_document.items():
            for key in keys.get(document_id) or [""]:
                sums[key] += figures
        return sums

    def _copy_sums(self, column: str) -> dict[str, Figures]:
        sums: dict[str, Figures] = defaultdict(Figures)
        seen: dict[str, set[int]] = defaultdict(set)
        for row in self.copies:
            key = str(row[column] or "")
            figures = replace(self.by_copy[row["id"]], consultations=self.consulted_copy.get(row["id"], 0))
            sums[key] += figures
            if figures.copies:
                seen[key].add(row["document_id"])
        return {key: replace(figures, documents=len(seen[key])) for key, figures in sums.items()}

    def _with_copies(self) -> int:
        return len({row["document_id"] for row in self.copies if row["withdrawn_on"] is None})
