"""Stock-takes: begin one, read codes one by one or a list, see where it stands, close it with what it found."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.stocktake import Outcome, ReadAnswer, Reading, ReadMany, Stocktake, Told, verdict
from cresi_app.catalogue.queries import documents, stock
from cresi_app.catalogue.queries import stocktake as queries
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.desk import known_code, refusals
from cresi_app.catalogue.service.stock.desk import LendingHandsIn
from cresi_app.catalogue.service.stock.labels import on_shelf
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.store.errors import Refused
from cresi_app.store.revision import Revision
from cresi_app.store.values import Fragment

Answer = TypeVar("Answer")
LONGEST_CODE = 80
"""Signs of a code: a longer one is a page of text that was pasted."""


class StocktakeDesk(LendingHandsIn):
    """Stock-takes."""

    def stocktakes(self) -> list[Stocktake]:
        """Return the stock-takes, those still open first, then the latest."""
        return queries.takes(self.library)

    def stocktake(self, take_id: int) -> Stocktake:
        """Return one. DomainError ``unknown_stocktake``."""
        found = queries.take(self.library, take_id)
        if found is None:
            raise DomainError("unknown_stocktake", N_("Ce récolement n'existe plus. L'annulation peut le ramener."))
        return found

    def begin_stocktake(
        self, who: Actor, name: str = "", *, location: int | str | None = None, kind: str | None = None, note: str = ""
    ) -> Changes:
        """Begin a stock-take of a place, of a kind, of a kind in a place, or of everything (neither given)."""
        if kind is not None:
            known_code(kind, self.kinds(), "kind")
        with refusals(), self.library.revise("catalogue.begin_stocktake", who) as revision:
            place = Finder(self.library, revision).location(location)
            said = rules.one_line(name, field="name") or self._scope_name(place, location, kind)
            take_id = revision.insert(
                "stocktake",
                {
                    "name": said,
                    "location_id": place,
                    "kind": kind,
                    "started_on": clock.today(),
                    "note": rules.one_line(note, field="note"),
                },
            )
            revision.subject = ("stocktake", take_id)
        return revision.changes

    def _scope_name(self, place: int | None, typed: int | str | None, kind: str | None) -> str:
        known = dict(stock.locations(self.library))
        parts = [
            known.get(place or 0, typed if isinstance(typed, str) else ""),
            self.kinds()[kind].name if kind else "",
        ]
        scope = " · ".join(part for part in parts if part)
        return tr("Récolement {scope}", scope=scope or tr("de tout le fonds"))

    def read_code(self, who: Actor, take_id: int, typed: str, here: int | None = None) -> ReadAnswer:
        """Keep one code that was read, on the disk before this returns, and say what is known of it.

        `here` is the place the reader stands at (None: not said). The same code again raises its count and is told as
        such. DomainError ``no_code``, ``stocktake_closed``.
        """
        code = _code(typed)
        take = self._open_take(take_id)

        def work() -> ReadAnswer:
            before = queries.reading(self.library, take_id, code)
            with self.library.revise("catalogue.read_code", who, ("stocktake", take_id)) as revision:
                if before is not None:
                    again = {"times": Fragment("times + 1"), "read_at": clock.stamp()}
                    revision.update("stocktake_reading", before.id, None, again)
                else:
                    self._insert_reading(revision, who, (take, self.copies_out()), code, here)
            after = queries.reading(self.library, take_id, code)
            assert after is not None
            hint = self._title_of_isbn(code) if after.copy is None else ""
            return ReadAnswer(after, again=before is not None, hint=hint, changes=revision.changes)

        return self._reading(work)

    def _title_of_isbn(self, code: str) -> str:
        """Return the title of a notice that carries an unknown code as its ISBN or ISSN: its own label is lacking."""
        ids = documents.ids_of_identifier(self.library, rules.normalised("isbn", code))
        found = documents.document(self.library, ids[0]) if ids else None
        return found.title if found is not None else ""

    def read_list(
        self, who: Actor, take_id: int, codes: Iterable[str], here: int | None = None
    ) -> tuple[ReadMany, Changes]:
        """Keep the codes of an offline reader or a pasted list, in one revision; those read before are counted, not doubled."""
        wanted = [_code(one) for one in codes if one.strip()]
        if not wanted:
            raise DomainError("no_code", N_("Aucun code dans cette liste : rien n'a été enregistré."))
        take = self._open_take(take_id)

        def work() -> tuple[ReadMany, Changes]:
            known, out = queries.read_codes(self.library, take_id), self.copies_out()
            again = [code for code in dict.fromkeys(wanted) if code in known]
            counted = ReadMany(again=len(wanted) - len(dict.fromkeys(wanted)) + len(again))
            with self.library.revise("catalogue.read_codes", who, ("stocktake", take_id)) as revision:
                for code in again:
                    revision.update("stocktake_reading", known[code], None, {"times": Fragment("times + 1")})
                for code in dict.fromkeys(code for code in wanted if code not in known):
                    told = self._insert_reading(revision, who, (take, out), code, here)
                    counted.told[told] = counted.told.get(told, 0) + 1
            return counted, revision.changes

        return self._reading(work)

    def _insert_reading(
        self, revision: Revision, who: Actor, of: tuple[Stocktake, frozenset[int]], code: str, here: int | None
    ) -> Told:
        """Note a code in a stock-take, while these copies are lent, and return what is told of it."""
        take, out = of
        copy = stock.by_code(self.library, code)
        is_present = copy is not None and self.statuses[copy.status].is_present
        told = verdict(take, copy, here, is_present=is_present, is_out=copy is not None and copy.id in out)
        revision.insert(
            "stocktake_reading",
            {
                "stocktake_id": take.id,
                "code": code,
                "copy_id": copy.id if copy is not None else None,
                "location_id": here if here is not None else take.location_id,
                "told": told,
                "read_by": who.name,
                "read_at": clock.stamp(),
            },
        )
        return told

    def _reading(self, work: Callable[[], Answer]) -> Answer:
        """Do it again when another desk read the same code at the same moment; tell a closed stock-take."""
        for _ in range(5):
            try:
                return self.library.retry(work)
            except Refused as refusal:
                if refusal.code == "closed":
                    raise _closed() from None
                if refusal.code != "unique":
                    with refusals():
                        raise
        with refusals():
            return work()

    def _open_take(self, take_id: int) -> Stocktake:
        take = self.stocktake(take_id)
        if not take.is_open:
            raise _closed()
        return take

    def forget_reading(self, who: Actor, reading_id: int, version: int) -> Changes:
        """Take one reading away: a code typed wrongly."""
        with refusals(), self.library.revise("catalogue.forget_reading", who) as revision:
            revision.delete("stocktake_reading", reading_id, version)
        return revision.changes

    def latest_readings(self, take_id: int, limit: int = 50) -> list[Reading]:
        """Return what was read last, the last first."""
        return queries.latest(self.library, take_id, limit, self.copies_out())

    def stocktake_counts(self, take_id: int) -> tuple[dict[Told, int], int, int]:
        """Return how many codes each thing was told of, how many expected copies were read, and how many are expected."""
        out = self.copies_out()
        with self.library.snapshot():
            take = self.stocktake(take_id)
            counts = queries.told_counts(self.library, take_id)
            if take.expected is not None and not take.is_open:
                return counts, take.expected - (take.missing or 0), take.expected
            return counts, queries.expected_read(self.library, take, out), queries.expected(self.library, take, out)

    def stocktake_outcome(self, take_id: int) -> Outcome:
        """Return everything a stock-take found until now. What is missing is in the order of the shelves."""
        out = self.copies_out()
        with self.library.snapshot():
            take = self.stocktake(take_id)
            readings = queries.readings(self.library, take_id, out)
            if take.is_open or take.expected is None:
                missing, expected = queries.missing(self.library, take, out), queries.expected(self.library, take, out)
            else:
                missing, expected = queries.missing_then(self.library, take_id), take.expected
        gone = len(missing) if take.is_open else take.missing or 0
        return Outcome(take, expected, expected - gone, on_shelf(missing), readings)

    def close_stocktake(
        self, who: Actor, take_id: int, *, lost: Sequence[int] = (), moved: Sequence[int] = (), back: Sequence[int] = ()
    ) -> Changes:
        """End a stock-take and write what was chosen of what it found, in one revision that one click takes back.

        `lost`: copies marked missing; `moved`: copies whose place becomes the one they were read at; `back`: copies
        noted missing, lost or in repair that were read, and are available again.
        What another desk reads meanwhile counts: a copy that was read since is not marked missing.
        """
        with refusals():
            return self.library.retry(lambda: self._close(who, take_id, (lost, moved, back)))

    def _close(self, who: Actor, take_id: int, chosen: tuple[Sequence[int], Sequence[int], Sequence[int]]) -> Changes:
        outcome = self.stocktake_outcome(take_id)
        take = self._open_take(take_id)
        missing = {one.id for one in outcome.missing}
        where = {one.copy.id: one for one in outcome.readings if one.copy is not None}
        lines = {one.id: one for one in (*outcome.missing, *(one.copy for one in where.values() if one.copy))}
        changed: dict[int, dict[str, object]] = {}
        lost, moved, back = chosen
        marked = missing & set(lost)
        for copy_id in marked:
            changed.setdefault(copy_id, {})["status"] = "missing"
        for copy_id in moved:
            if copy_id in where and where[copy_id].location_id is not None:
                changed.setdefault(copy_id, {})["location_id"] = where[copy_id].location_id
        for copy_id in where.keys() & set(back):
            changed.setdefault(copy_id, {})["status"] = "available"
        with self.library.revise("catalogue.close_stocktake", who, ("stocktake", take_id)) as revision:
            queries.read_so_far(revision, take_id, len(outcome.readings))
            for line in outcome.missing:
                row = {"stocktake_id": take_id, "copy_id": line.id, "is_marked": line.id in marked}
                revision.insert("stocktake_missing", row)
            for copy_id, values in changed.items():
                revision.update("copy", copy_id, lines[copy_id].version, values)
            revision.update(
                "stocktake",
                take_id,
                take.version,
                {"closed_on": clock.today(), "expected": outcome.expected, "missing": len(outcome.missing)},
            )
        return revision.changes

    def find_stocktake(self, text: str) -> int | None:
        """Return the stock-take people mean by its name or id; of several the latest."""
        wanted = text.strip().casefold()
        found = [one for one in self.stocktakes() if wanted in {one.name.casefold(), str(one.id)}]
        return max(found, key=lambda one: one.id).id if found else None

    def stocktake_of_year(self, year: int) -> int | None:
        """Return the stock-take begun last in a year."""
        found = [one for one in self.stocktakes() if one.started_on.year == year]
        return max(found, key=lambda one: one.id).id if found else None


def _code(typed: str) -> str:
    code = "".join(sign for sign in typed if sign.isprintable()).strip()
    if not code:
        raise DomainError("no_code", N_("Lisez ou tapez un code."), field="code")
    if len(code) > LONGEST_CODE:
        raise DomainError("no_code", N_("Ceci n'est pas un code : c'est beaucoup trop long."), field="code")
    return code


def _closed() -> DomainError:
    return DomainError(
        "stocktake_closed",
        N_("Ce récolement est clos : rien n'y est plus lu. Annulez sa clôture, ou commencez-en un autre."),
    )
