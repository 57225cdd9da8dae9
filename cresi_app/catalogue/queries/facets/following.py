"""The columns of one library: read piece by piece, then followed revision by revision, whoever wrote them."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from cresi_app.catalogue.model import Availability
from cresi_app.catalogue.queries.facets.columns import COPY, LIVE, NO_YEAR, SEVERAL, USES, Codes, Columns, Growing, Sets
from cresi_app.store.library import Library
from cresi_app.store.values import listed

PIECE: Final = 2_500
"""Documents read in one go: a sixtieth of a second, after which an interruption is heard and nothing read is lost."""
MOST: Final = 5_000
"""Documents that are read again between two searches; when more changed, everything is learnt anew."""
WAIT: Final = 1.0
"""Seconds that one reading waits for another to have followed the latest changes: each takes some hundredths."""

_END: Final = "SELECT max(id) FROM (SELECT id FROM document WHERE id > ? ORDER BY id LIMIT ?)"
_OWN: Final = """
SELECT json_group_array(id), json_group_array(kind), json_group_array(year), json_group_array(live) FROM (
    SELECT id, kind, year, archived_on IS NULL AS live FROM document INDEXED BY document_narrow WHERE id {of} ORDER BY id)
"""
_COPIES: Final = """
SELECT json_group_array(id), json_group_array(present), json_group_array(lendable) FROM (
    SELECT document_id AS id, max(is_present) AS present, max(is_lendable) AS lendable
    FROM copy JOIN copy_status ON code = status WHERE withdrawn_on IS NULL AND document_id {of} GROUP BY document_id)
"""
_ONLINE: Final = """
SELECT json_group_array(id) FROM (
    SELECT id FROM document INDEXED BY document_online WHERE url <> '' AND id {of}
    UNION SELECT document_id FROM document_file WHERE document_id {of})
"""
_SAID: Final = """
SELECT json_group_array(id), json_group_array(said) FROM (
    SELECT document_id AS id, group_concat({value}) AS said FROM {table} WHERE document_id {of}{more} GROUP BY document_id)
"""
_SEVERAL: Final = {
    "subjects": {"table": "document_subject", "value": "subject_id", "more": ""},
    "languages": {"table": "document_language", "value": "language_code", "more": " AND use = 'text'"},
    "countries": {"table": "document_country", "value": "country_code", "more": ""},
}
_CHILDREN: Final = ("document_subject", "document_language", "document_country", "document_file", "copy")
# By revision alone (`+`): by entity the whole history of the collection would be read for the latest of it.
_SINCE: Final = (
    "SELECT entity, entity_id FROM change WHERE revision > ? AND +entity IN (SELECT value FROM json_each(?)) LIMIT ?"
)
_OF_CHILDREN: Final = """
SELECT document_id FROM {table} WHERE id IN (SELECT value FROM json_each(?))
UNION SELECT json_extract(before, '$.document_id') FROM change WHERE revision > ? AND +entity = '{table}' AND before IS NOT NULL
"""
"""The documents of these rows now, and those that rows changed or removed since belonged to."""


@dataclass(slots=True)
class _Learning:
    """How far the columns are read: everything up to `last`, as it stood at the revision `seq` or later."""

    seq: int
    codes: Mapping[str, Codes]
    statuses: list[tuple[Any, ...]]
    growing: Growing
    last: int = -(2**63)
    columns: Columns | None = None
    """What grew, once nothing is left to read."""


class Followed:
    """The columns of one library. Whatever is read of them is as of the caller's snapshot, or not at all."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._busy = threading.Lock()
        self._learnt: _Learning | None = None

    def learn(self) -> None:
        """Read all that is not read yet. May be interrupted between two pieces; the next call goes on from there."""
        with self._busy:
            while True:
                with self._library.snapshot():
                    if self._read_on():
                        return

    def columns(self) -> tuple[Columns, Mapping[str, Codes]] | None:
        """Return the columns with the names of their numbers; None while they are being read, or must be again.

        Inside a snapshot: the columns follow what it shows. None as well for a snapshot older than they are.
        """
        held = self._learnt
        is_learnt = held is not None and held.columns is not None  # whoever has them is following, not learning
        if not self._busy.acquire(blocking=is_learnt, timeout=WAIT if is_learnt else -1):
            return None
        try:
            learnt = self._learnt
            if learnt is None or not self._caught_up(learnt) or learnt.columns is None:
                return None
            return learnt.columns, learnt.codes
        finally:
            self._busy.release()

    def _read_on(self) -> bool:
        """Read one more piece; return whether nothing is left to read."""
        learnt = self._learnt
        if learnt is None:
            codes = {facet: Codes() for facet in ("kinds", *SEVERAL)}
            learnt = self._learnt = _Learning(self._seq(), codes, self._statuses(), Growing())
        if learnt.columns is not None:
            return self._caught_up(learnt) or self._learnt is learnt
        end = self._library.value(_END, (learnt.last, PIECE))
        if end is None:
            learnt.columns = learnt.growing.whole()
        else:
            learnt.growing.add(self._read(learnt.codes, f"BETWEEN {learnt.last + 1} AND {end}"))
            learnt.last = end
        return False

    def _seq(self) -> int:
        return int(self._library.value("SELECT max(seq) FROM revision") or 0)

    def _statuses(self) -> list[tuple[Any, ...]]:
        """Return what each status of a copy means: it is no record, and may be said otherwise by another version."""
        return [tuple(row) for row in self._library.query("SELECT code, is_present, is_lendable FROM copy_status")]

    def _caught_up(self, learnt: _Learning) -> bool:
        """Read again what changed since; False when that is too much, and everything is to be learnt anew.

        False as well for a snapshot from before: what is learnt stays for those that are as late.
        """
        if learnt.columns is None:
            return False
        now = self._seq()
        if now <= learnt.seq:
            return now == learnt.seq
        changed = self._changed(learnt.seq)
        if changed is None or self._statuses() != learnt.statuses:
            self._learnt = None
            return False
        if changed:
            known = np.array(sorted(changed), np.int64)
            piece = self._read(learnt.codes, f"IN (SELECT value FROM json_each('{listed(changed)}'))")
            learnt.columns = learnt.columns.with_these(piece, known)
        learnt.seq = now
        return True

    def _changed(self, seq: int) -> set[int] | None:
        """Return the documents that revisions after `seq` touched in what is counted, None when they are too many."""
        rows = self._library.query(_SINCE, (seq, listed(("document", *_CHILDREN)), MOST + 1))
        if len(rows) > MOST:
            return None
        by_table: dict[str, list[int]] = {}
        for entity, entity_id in rows:
            by_table.setdefault(entity, []).append(entity_id)
        found = set(by_table.pop("document", ()))
        for table, ids in by_table.items():
            found |= {row[0] for row in self._library.query(_OF_CHILDREN.format(table=table), (listed(ids), seq))}
        return found

    def _lists(self, sql: str) -> list[list[Any]]:
        return [json.loads(one) for one in self._library.query(sql)[0]]

    def _read(self, codes: Mapping[str, Codes], of: str) -> Columns:
        """Return the columns of the documents whose id is so (`of`: the end of a condition)."""
        ids, kinds, years, live = self._lists(_OWN.format(of=of))
        at = {one: place for place, one in enumerate(ids)}
        bits = [LIVE * one for one in live]
        present, lendable = USES[Availability.PRESENT], USES[Availability.LENDABLE]
        for one, is_present, is_lendable in zip(*self._lists(_COPIES.format(of=of)), strict=True):
            if one in at:
                bits[at[one]] |= COPY | is_present * present | is_lendable * lendable
        for one in self._lists(_ONLINE.format(of=of))[0]:
            if one in at:
                bits[at[one]] |= USES[Availability.ONLINE]
        several = {}
        for facet, names in _SEVERAL.items():
            listed_of, said = self._lists(_SAID.format(of=of, **names))
            texts = {at[one]: text for one, text in zip(listed_of, said, strict=True) if one in at}
            several[facet] = Sets.made(len(ids), texts, codes[facet])
        return Columns(
            np.array(ids, np.int64),
            np.array([codes["kinds"].of(kind) for kind in kinds], np.uint16),
            np.array([NO_YEAR if year is None else year for year in years], np.int16),
            np.array(bits, np.uint8),
            several,
        )
