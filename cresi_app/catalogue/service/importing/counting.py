"""Loans, consultations and views that come with notices: what is new of them, so that no file counts anything twice."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cresi_app.catalogue.model.notice import CONSULTATION, LOAN, VIEW, NoticeUse
from cresi_app.catalogue.queries import loans, views
from cresi_app.catalogue.service.importing.staging import Stager

_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?", re.ASCII)
_MOST = 1_000_000
"""Uses of one document that are believed; more is a number from another column."""


@dataclass(slots=True)
class Uses:
    """The uses of one import. What a document has counted is read when the first use comes for it."""

    stager: Stager
    _held: dict[int, dict[NoticeUse, int]] = field(default_factory=dict)
    _views: list[views.Looked] = field(default_factory=list)
    _seen: dict[int, dict[str, int]] = field(default_factory=dict)

    def create(self, document_id: int, said: Sequence[NoticeUse], copies: Sequence[tuple[str, int]]) -> None:
        """Stage what comes with a new document; `copies`: barcode and id of those it comes with."""
        if not said:
            return
        self._seen.setdefault(document_id, {})
        self._look(document_id, said)
        by_barcode = dict(copies)
        only = copies[0][1] if len(copies) == 1 else None
        held = self._held.setdefault(document_id, defaultdict(int))
        for use in map(_sound, said):
            if use is not None:
                held[_key(use)] += use.times
                alone = None if use.day else only  # a day is found again by its barcode: none stays none
                self._put(document_id, use, by_barcode.get(use.barcode) if use.barcode else alone)

    def complete(
        self, document_id: int, said: Sequence[NoticeUse], came: Mapping[str, int], *, beside: bool = False
    ) -> bool:
        """Stage what `said` counts beyond what a document has counted, and return whether there was any.

        `came`: copies by barcode that come with it; `beside`: it speaks of copies of its own, whose total joins the others'.
        """
        self._look(document_id, said)
        sound = [use for use in map(_sound, said) if use is not None]
        if not sound:
            return False
        held = self._of(document_id)
        new = [use for use in (self._beyond(use, held, beside=beside) for use in sound) if use.times > 0]
        if not new:
            return False
        known = loans.copies(self.stager.library, document_id, {use.barcode for use in new if use.barcode})
        for use in new:
            held[_key(use)] += use.times
            self._put(document_id, use, came.get(use.barcode) or known.get(use.barcode))
        return True

    def _of(self, document_id: int) -> dict[NoticeUse, int]:
        if document_id not in self._held:
            found = loans.held(self.stager.library, [document_id]).get(document_id, [])
            self._held[document_id] = defaultdict(int, {_key(use): use.times for use in found})
        return self._held[document_id]

    @staticmethod
    def _beyond(use: NoticeUse, held: Mapping[NoticeUse, int], *, beside: bool) -> NoticeUse:
        """Return a use with as many times as are not counted yet: of that day, or in all where no day is said."""
        if use.day:
            counted = held.get(_key(use), 0)
        elif beside and not use.barcode:
            counted = 0
        else:
            counted = sum(
                times
                for one, times in held.items()
                if one.what == use.what and (not use.barcode or one.barcode == use.barcode)
            )
        return use._replace(times=use.times - counted)

    def _look(self, document_id: int, said: Sequence[NoticeUse]) -> None:
        """Note the looks at a notice beyond those its month has already."""
        looked = [
            (_real(use.day), use.times)
            for use in said
            if use.what == VIEW and 0 < use.times <= _MOST and _MONTH.fullmatch(use.day)
        ]
        if looked and document_id not in self._seen:
            found = views.held(self.stager.library, [document_id]).get(document_id, [])
            self._seen[document_id] = {use.day[:7]: use.times for use in found}
        for day, times in looked:
            seen = self._seen[document_id]
            new = times - seen.get(day[:7], 0)
            if new > 0:
                seen[day[:7]] = times
                self._views.append((document_id, day, new))

    def count_views(self) -> None:
        """Count the looks that came, once the import is written: they stand outside history, as all looks do."""
        if self._views:
            views.add(self.stager.library, self._views)

    def _put(self, document_id: int, use: NoticeUse, copy_id: int | None) -> None:
        row = (self.stager.new_id(), document_id, copy_id, use.day or None, use.times)
        if use.what == LOAN:
            self.stager.put("loan_count", (*row, 1))
        else:
            self.stager.put("consultation", row)


def _real(day: str) -> str:
    """Return a day as it is, its month where there is no such day (« 2026-02-31 »)."""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return day[:7]


def _key(use: NoticeUse) -> NoticeUse:
    return use._replace(times=0)


def _sound(use: NoticeUse) -> NoticeUse | None:
    """Return a use that the library can hold; None for what counts nothing, or a consultation of no day."""
    if not 0 < use.times <= _MOST or use.what not in {LOAN, CONSULTATION}:
        return None
    try:
        day = date.fromisoformat(use.day[:10]).isoformat()  # « 2024-W01-1 » is a day too, and is no day as we write it
    except ValueError:
        day = ""
    return use._replace(day=day) if day or use.what == LOAN else None
