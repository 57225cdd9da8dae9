"""What can be asked of the catalogue: searches, facets, whole sheets, lookups as typed."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter

from cresi_app.catalogue.model import (
    Availability,
    DocumentRow,
    DocumentSheet,
    Facets,
    FacetValue,
    Filters,
    Found,
    Query,
    SearchPage,
    Sort,
    asking,
    rules,
    unread,
)
from cresi_app.catalogue.model.askfields import VOCABULARY
from cresi_app.catalogue.queries import askable, documents, facets, lists, merging, searching
from cresi_app.catalogue.queries import asking as asking_queries
from cresi_app.catalogue.service.lookups import LookupDesk
from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.ids import first_id_of, read_id
from cresi_app.core.text import fold
from cresi_app.store.search import match, wider

IDS_CAP = 200_000
"""Ordered ids handed to a list: nobody scrolls further."""
GROWTH_READ = 50_000
"""Documents of the last year that are read for a line of twelve months."""
_AVAILABILITY = {
    Availability.PRESENT.value: N_("Disponible aujourd'hui"),
    Availability.LENDABLE.value: N_("Prêtable"),
    Availability.ONLINE.value: N_("En ligne"),
    Availability.NO_COPY.value: N_("Sans exemplaire"),
}


class FindingDesk(LookupDesk):
    """Reads of the catalogue. Nothing typed can make any of them raise."""

    @cached_property
    def _facets(self) -> facets.Facets:
        return facets.Facets(self.library)

    _sized: tuple[int, int] = (-1, 0)
    """How many documents there were after which revision."""

    @cached_property
    def _codes(self) -> dict[str, dict[str, str]]:
        """The codes of the lists by everything they are called, folded, for « pays:mali »."""
        named = lists.every_name(self.library)
        return {field: {fold(name): code for name, code in names if name} for field, names in named.items()}

    def _asked(self, text: str, filters: Filters | None) -> tuple[str, Filters]:
        """Part what was typed into words, which rank, and the condition that narrows."""
        vocabulary = self.vocabulary() if ":" in text else VOCABULARY
        read = asking.asked(text, today(), vocabulary)
        chosen = filters or Filters()
        if read.condition is None:
            return read.words, chosen
        codes = {**self._codes, **askable.codes(self.library)}
        return read.words, replace(chosen, asked=asking.resolved(read.condition, codes))

    def unread(self, text: str) -> list[str]:
        """Return a sentence for each criterion typed that means nothing here, so that none is passed over in silence."""
        if ":" not in text:
            return []
        vocabulary = self.vocabulary()
        told = unread.unread(text, vocabulary, {**self._codes, **askable.codes(self.library)})
        terms = asking.terms(asking.asked(text, today(), vocabulary).condition)
        absent = [term for term in terms if not asking_queries.has_term(self.library, term.name)]
        return told + [
            tr("« {value} » n'est ni un terme du thésaurus ni le sujet d'une notice.", value=term.name)
            for term in absent
        ]

    _likely: tuple[str, str] = ("", "")
    """The last words that nothing had, and what was searched instead."""

    def _instead(self, said: str) -> str:
        """Return what is likest to words that no notice and no page has, as far as anything has it; "" otherwise."""
        if match(said) is None or searching.answers(self.library, said):
            return ""
        likely = (rules.isbn13(said), wider(said))
        found = next((one for one in likely if one and searching.answers(self.library, one)), "")
        self._likely = said, found
        return found

    def instead(self, text: str) -> str:
        """Return the words that are searched instead of those typed because nothing has these; "" when what was typed is."""
        return self._instead(self._asked(text, None)[0])

    def search(
        self,
        text: str = "",
        filters: Filters | None = None,
        sort: Sort = Sort.RELEVANCE,
        *,
        limit: int = 50,
        offset: int = 0,
        reverse: bool = False,
    ) -> SearchPage:
        """Return one page of what answers `text` within `filters`, with extracts and the (capped) number of answers.

        `reverse` turns the order round.
        """
        started = time.perf_counter()
        wanted = searching.Wanted(sort, limit, offset, reverse=reverse)
        text, chosen = self._asked(text, filters)
        with self.library.snapshot():
            ids, total, capped = self._page(text, chosen, wanted)
            if not total and (instead := self._instead(text)):
                text = instead
                ids, total, capped = self._page(text, chosen, wanted)
            rows = self._lines.of(ids, text)
        return SearchPage(tuple(rows), total, capped, (time.perf_counter() - started) * 1000)

    def _page(self, text: str, chosen: Filters, wanted: searching.Wanted) -> tuple[Sequence[int], int, bool]:
        """Return the ids of one page of what answers, how many answer, and whether there are more."""
        expression = match(text)
        usual = wanted.sort is Sort.RELEVANCE and not (wanted.offset or wanted.reverse)
        alone = searching.by_pages(self.library, text, chosen) if expression is not None else []
        counted = self._facets.total(text, chosen)
        if counted is None and usual and not alone and expression is not None and self._may_all_be_ranked():
            return *searching.ranked(self.library, text, chosen, wanted.limit), False
        total, capped = counted or searching.count(self.library, text, chosen, alone=alone)
        wanted = replace(wanted, common=searching.is_common(total))
        return searching.ids(self.library, text, chosen, wanted, alone), total, capped

    def _count(self, text: str, chosen: Filters) -> tuple[int, bool]:
        """Return how many documents answer, up to a cap, and whether there are more."""
        return self._facets.total(text, chosen) or searching.count(self.library, text, chosen)

    def _may_all_be_ranked(self) -> bool:
        """Say whether the library is so small that everything may be ranked: then count and order are one reading."""
        seq = int(self.library.value("SELECT max(seq) FROM revision") or 0)
        if self._sized[0] != seq:
            self._sized = seq, searching.size(self.library)
        return not searching.is_common(self._sized[1])

    def found(
        self,
        text: str = "",
        filters: Filters | None = None,
        sort: Sort = Sort.RELEVANCE,
        *,
        limit: int | None = None,
        reverse: bool = False,
    ) -> Found:
        """Return the ordered ids of everything that answers (at most `limit`), for lists that fill as they are scrolled."""
        started = time.perf_counter()
        most = IDS_CAP if limit is None else min(limit, IDS_CAP)
        ids = self.ordered(Query(text, filters or Filters(), sort, reverse), most + 1)
        return Found(tuple(ids[:most]), len(ids) > most, (time.perf_counter() - started) * 1000)

    def ordered(self, query: Query, most: int = IDS_CAP) -> Sequence[int]:
        """Return the ordered ids of what answers a query, as few bytes as they need: for lists of a hundred thousand."""
        text, chosen = self._asked(query.text, query.filters)
        with self.library.snapshot():
            found = self._ordered(text, chosen, query, most)
            if found:
                self._likely = ("", "")  # what had nothing a moment ago may have come since
            elif instead := self._instead(text):
                found = self._ordered(instead, chosen, query, most)
            return found

    def _ordered(self, text: str, chosen: Filters, query: Query, most: int) -> Sequence[int]:
        # Counting only tells whether a text is too common to be ranked: other orders need no count.
        ranked = bool(text.strip()) and query.order is Sort.RELEVANCE
        common = ranked and searching.is_common(self._count(text, chosen)[0])
        return searching.ids(self.library, text, chosen, searching.Wanted(query.order, most, 0, common, query.reverse))

    def total(self, text: str = "", filters: Filters | None = None) -> tuple[int, bool, float]:
        """Return how many documents answer (up to a cap), whether there are more, and the milliseconds it took."""
        started = time.perf_counter()
        said, chosen = self._asked(text, filters)
        with self.library.snapshot():
            number, capped = self._count(said, chosen)
            if not number and (instead := self._instead(said)):
                number, capped = self._count(instead, chosen)
        return number, capped, (time.perf_counter() - started) * 1000

    def rows(self, ids: Sequence[int], text: str = "") -> list[DocumentRow]:
        """Return the list's lines of these documents, in their order."""
        said, (missed, likely) = self._asked(text, None)[0], self._likely
        return self._lines.of(ids, likely if likely and said == missed else said)

    def learn_facets(self) -> None:
        """Read what facets count into memory, for exact counts at any size: to be asked for once, beside other work.

        A second call goes on where an interruption stopped, reads what changed too much since, or returns at once.
        """
        self._facets.learn()

    def facets(self, text: str = "", filters: Filters | None = None) -> Facets:
        """Return the counts beside the list, each facet without its own limit; chosen values are always among them."""
        text, chosen = self._asked(text, filters)
        with self.library.snapshot():
            counted, capped = self._facets.counts(text, chosen)
            if not counted.get("kinds") and (instead := self._instead(text)):
                counted, capped = self._facets.counts(instead, chosen)
            subjects = {*chosen.subjects, *(int(key) for key, _ in counted.get("subjects", ()))}
            names = self._theme_names.of(subjects)
        terms = {str(one): names[one] for one in subjects if one in names}
        kinds = {code: kind.name for code, kind in self.kinds().items()}
        said = self.languages()
        languages = {key: said.get(key, key) for key in (*dict(counted.get("languages", ())), *chosen.languages)}
        languages = {code: name[:1].upper() + name[1:] for code, name in languages.items()}
        uses = {key: tr(name) for key, name in _AVAILABILITY.items()}
        return Facets(
            kinds=_values(counted.get("kinds", []), kinds, chosen.kinds),
            subjects=_values(counted.get("subjects", []), terms, {str(one) for one in chosen.subjects}),
            languages=_values(counted.get("languages", []), languages, chosen.languages),
            countries=_values(counted.get("countries", []), self.countries(), chosen.countries),
            availability=tuple(
                FacetValue(key, uses[key], number) for key, number in counted.get("availability", []) if key in uses
            ),
            years={int(key): number for key, number in sorted(counted.get("year", []))},
            capped=capped,
        )

    def document(self, document_id: int) -> DocumentSheet:
        """Return everything about one notice. Raises `DomainError` ``document_gone``."""
        found = self.sheets([document_id])
        if not found:
            self._document(document_id)  # raises: it is gone
        return found[0]

    def sheets(self, ids: Sequence[int]) -> list[DocumentSheet]:
        """Return everything about these notices, in their order; those that are gone are left out."""
        return documents.sheets(self.library, ids, self.kinds())

    def by_ref(self, text: str) -> int:
        """Return the id of the notice people mean: its number, a copy's barcode, an ISBN, or its id.

        DomainError ``unknown_document`` when there is none, ``ambiguous`` when a number stands on several notices.
        """
        ref = text.strip()
        digits = ref.replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
        numbers = [digits.zfill(5)] if digits.isdigit() and len(digits) <= 7 else []
        for found in (
            *(documents.ids_of_number(self.library, number) for number in numbers),
            documents.ids_of_barcode(self.library, ref) if ref else [],
            [known] if (known := read_id(digits)) and self._exists(known) else [],
            *(documents.ids_of_identifier(self.library, rules.normalised(scheme, ref)) for scheme in ("isbn", "ark")),
            *(merging.former_number(self.library, number) for number in numbers),
        ):
            if len(found) > 1:
                raise DomainError(
                    "ambiguous",
                    N_("{count} notices portent « {ref} » : donnez leur numéro."),
                    count=len(found),
                    ref=ref,
                )
            if found:
                return found[0]
        raise DomainError("unknown_document", N_("Aucune notice ni aucun exemplaire ne porte « {ref} »."), ref=ref)

    def _exists(self, document_id: int) -> bool:
        return documents.document(self.library, document_id) is not None

    def duplicates(self, scheme: str, value: str, but: int | None = None) -> list[DocumentRow]:
        """Return the other notices that carry this number, for the check beside the field."""
        ids = documents.ids_of_identifier(self.library, rules.normalised(scheme, value)) if value.strip() else []
        return self.rows([one for one in ids if one != but][:5])

    def newest(self, limit: int = 5) -> list[DocumentRow]:
        """Return the documents added last."""
        return self.rows(documents.newest(self.library, limit))

    def counts(self) -> dict[str, int]:
        """Return how many documents and copies the library holds."""
        return documents.counts(self.library)

    def growth(self, total: int, months: int = 12) -> list[int]:
        """Return how many documents there were at the end of each of the last months, and the `total` of today.

        [] when nothing came meanwhile, or so much at once (an import) that its line would say nothing.
        """
        ends = [_months_before(today(), back) for back in range(months - 1, -1, -1)]
        since = datetime(ends[0].year, ends[0].month, 1, tzinfo=UTC)
        came = documents.came_by_month(
            self.library, first_id_of(int(since.timestamp() * 1000)), ends[0].isoformat(), GROWTH_READ
        )
        totals = [total]
        for end in reversed(ends):
            totals.append(totals[-1] - came.get(f"{end:%Y-%m}", 0))
        return totals[::-1] if came else []


def _months_before(month: date, back: int) -> date:
    """Return the first day of a month so many months before."""
    at = month.year * 12 + month.month - 1 - back
    return date(at // 12, at % 12 + 1, 1)


def _values(
    counted: list[tuple[str, int]], names: Mapping[str, str], chosen: frozenset[str] | set[str]
) -> tuple[FacetValue, ...]:
    present = {key for key, _ in counted}
    values = [FacetValue(key, names.get(key, key), number) for key, number in counted]
    values += [FacetValue(key, names.get(key, key), 0) for key in sorted(chosen) if key not in present]
    # What counts alike stays as it came.
    return tuple(sorted(values, key=attrgetter("documents"), reverse=True))
