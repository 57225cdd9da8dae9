"""Weeding: look for copies that could leave, put them on a list, decide of each with its reason, carry the decision out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.weeding import CANDIDATES_CAP, Candidate, Criteria, Weeding, WeedingSheet, reasons
from cresi_app.catalogue.queries import stock
from cresi_app.catalogue.queries import weeding as queries
from cresi_app.catalogue.service.desk import known_code, refusals
from cresi_app.catalogue.service.stock.desk import LendingHandsIn
from cresi_app.core import clock
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.store.revision import Revision

DEFAULT_FATES = {"lost": "none", "worn": "pulped", "incorrect": "pulped"}
"""What mostly becomes of a copy that leaves for that reason; anything else waits for a person."""


class WeedingDesk(LendingHandsIn):
    """Lists of copies that leave, with why and what becomes of them."""

    def weeding_candidates(self, asked: Criteria) -> tuple[list[Candidate], bool]:
        """Return the copies that could leave, the oldest first, and whether there are more than are shown."""
        today = clock.today()
        found = queries.candidates(self.library, asked, today, CANDIDATES_CAP + 1)
        since = date(today.year - asked.unused_for, today.month, min(today.day, 28)) if asked.unused_for else None
        lately = self._lent(since, today) if since is not None else {}
        ever = self._lent(date.min, today) if asked.never_lent else {}
        candidates = []
        for signs in found:
            document_id = signs.line.document_id
            recent, all_of_them = lately.get(document_id, 0), ever.get(document_id, 0)
            known = replace(
                signs,
                uses=signs.uses + max(recent, all_of_them),
                last_used=today if recent else signs.last_used,
                is_never_lent=signs.is_never_lent and not all_of_them,
            )
            if why := reasons(known, asked, today):
                candidates.append(Candidate(signs.line, why, known.uses, signs.last_used))
        return candidates[:CANDIDATES_CAP], len(found) > CANDIDATES_CAP

    def _lent(self, since: date, today: date) -> Mapping[int, int]:
        """Return how often the lending desk, when there is one, lent documents since a day."""
        return self.loans_between(since, today) if self.loans_between is not None else {}

    def weedings(self) -> list[Weeding]:
        """Return the lists, those still open first, then the latest."""
        return queries.weedings(self.library)

    def weeding_sheet(self, weeding_id: int) -> WeedingSheet:
        """Return a list whole. DomainError ``unknown_weeding``."""
        with self.library.snapshot():
            found = queries.weeding(self.library, weeding_id)
            if found is None:
                raise DomainError("unknown_weeding", N_("Cette liste n'existe plus. L'annulation peut la ramener."))
            return WeedingSheet(found, queries.weeding_lines(self.library, weeding_id))

    def begin_weeding(self, who: Actor, name: str = "") -> Changes:
        """Begin a list."""
        with refusals(), self.library.revise("catalogue.begin_weeding", who) as revision:
            self._insert_weeding(revision, name)
        return revision.changes

    @staticmethod
    def _insert_weeding(revision: Revision, name: str) -> int:
        said = rules.one_line(name, field="name") or tr("Désherbage {year}", year=clock.today().year)
        weeding_id = revision.insert("weeding", {"name": said, "started_on": clock.today()})
        revision.subject = ("weeding", weeding_id)
        return weeding_id

    def add_to_weeding(
        self, who: Actor, weeding_id: int, copies: Sequence[int], why: dict[int, str] | None = None
    ) -> Changes:
        """Put copies on a list, each with its reason when one is known (`why`, by copy); those on it already stay as they are."""

        def attempt() -> Changes:
            self._open(weeding_id)
            known = queries.listed_copies(self.library, weeding_id)
            new = [
                line for line in stock.lines(self.library, copies) if line.id not in known and line.withdrawn_on is None
            ]
            if not new:
                return NOTHING
            with self.library.revise("catalogue.add_to_weeding", who, ("weeding", weeding_id)) as revision:
                queries.still_open(revision, weeding_id)
                self._insert_lines(revision, weeding_id, [line.id for line in new], why or {})
            return revision.changes

        with refusals():
            return self.library.retry(attempt)

    @staticmethod
    def _insert_lines(revision: Revision, weeding_id: int, copies: Sequence[int], why: Mapping[int, str]) -> None:
        for copy_id in copies:
            reason = why.get(copy_id)
            row = {"weeding_id": weeding_id, "copy_id": copy_id, "reason": reason}
            revision.insert("weeding_line", {**row, "fate": DEFAULT_FATES.get(reason or "")})

    def propose_documents(self, who: Actor, documents: Sequence[int]) -> Changes:
        """Put every live copy of these documents on the list that is open, or on a new one: one act either way.

        DomainError ``nothing_leaves``.
        """
        copies = [line.id for line in stock.of_documents(self.library, documents)]
        if not copies:
            raise DomainError("nothing_leaves", N_("Ces notices n'ont pas d'exemplaire au fonds."))
        is_open = next((one.id for one in self.weedings() if one.is_open), None)
        if is_open is not None:
            return self.add_to_weeding(who, is_open, copies)
        with refusals(), self.library.revise("catalogue.begin_weeding", who) as revision:
            self._insert_lines(revision, self._insert_weeding(revision, ""), copies, {})
        return revision.changes

    def decide_weeding(self, who: Actor, weeding_id: int, lines: Sequence[int], **told: object) -> Changes:
        """Say of lines whether the copy stays (`is_kept`), `reason`, `fate`, `recipient`, `note`: of all of them at once."""
        self._open(weeding_id)
        values: dict[str, object] = {}
        for name, known in (("reason", self.weeding_reasons), ("fate", self.weeding_fates)):
            if name in told:
                values[name] = known_code(told[name], known, name) if told[name] else None
        for name in ("recipient", "note"):
            if name in told:
                values[name] = rules.one_line(str(told[name] or ""), field=name)
        if "is_kept" in told:
            values["is_kept"] = bool(told["is_kept"])
        versions = {line.id: line.version for line in self.weeding_sheet(weeding_id).lines}
        with refusals(), self.library.revise("catalogue.decide_weeding", who, ("weeding", weeding_id)) as revision:
            for line_id in lines:
                revision.update("weeding_line", line_id, versions.get(line_id, 0), values)
        return revision.changes

    def remove_from_weeding(self, who: Actor, weeding_id: int, lines: Sequence[int]) -> Changes:
        """Take lines off an open list."""
        self._open(weeding_id)
        with refusals(), self.library.revise("catalogue.remove_from_weeding", who, ("weeding", weeding_id)) as revision:
            for line_id in lines:
                revision.delete("weeding_line", line_id)
        return revision.changes

    def update_weeding(
        self, who: Actor, weeding_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Change a list's `name`, `note`, the number of the `decision` and the day it was taken (`decided_on`)."""
        values: dict[str, object] = {}
        for name in ("name", "note", "decision"):
            if name in fields:
                values[name] = rules.one_line(str(fields[name] or ""), field=name)
        if "decided_on" in fields:
            values["decided_on"] = rules.day(fields["decided_on"], field="decided_on")
        if values.get("name") == "":
            raise DomainError("name_missing", N_("Donnez un nom à cette liste."), field="name")
        with (
            refusals(),
            self.library.revise("catalogue.update_weeding", who, ("weeding", weeding_id), edit_group) as revision,
        ):
            revision.update("weeding", weeding_id, version, values)
        return revision.changes

    def carry_out_weeding(
        self, who: Actor, weeding_id: int, *, on: date | None = None, archive: bool = True
    ) -> Changes:
        """Withdraw the copies of a list, each with its reason, its fate and the decision, in one revision; close the list.

        `archive`: notices that have no copy left leave the lists. DomainError ``undecided`` when lines lack their reason
        or fate, ``nothing_leaves`` when every copy stays.
        """
        with refusals():
            return self.library.retry(lambda: self._carry_out(who, weeding_id, on or clock.today(), archive=archive))

    def _carry_out(self, who: Actor, weeding_id: int, day: date, *, archive: bool) -> Changes:
        """Withdraw what the list says now; `Moved` when another desk writes on it, or gives a notice a copy, meanwhile."""
        sheet = self.weeding_sheet(weeding_id)
        self._open(weeding_id)
        if not sheet.leaving:
            raise DomainError("nothing_leaves", N_("Aucun exemplaire de cette liste ne quitte le fonds."))
        if sheet.undecided:
            raise DomainError(
                "undecided",
                N_("Il manque le motif ou le devenir de {count} exemplaires, à commencer par « {title} »."),
                count=len(sheet.undecided),
                title=sheet.undecided[0].copy.title,
            )
        leaving = [line.copy.id for line in sheet.leaving]
        documents = [line.copy.document_id for line in sheet.leaving]
        bare = queries.without_copies(self.library, documents, leaving) if archive else []
        with self.library.revise("catalogue.carry_out_weeding", who, ("weeding", weeding_id)) as revision:
            queries.as_read(revision, weeding_id, sheet.lines)
            queries.still_without_copies(revision, [one for one, _ in bare], leaving)
            for line in sheet.leaving:
                if line.copy.withdrawn_on is not None:
                    continue  # it has left already, for the reason that was told then
                said = (line.recipient, line.note, sheet.weeding.decision)
                values = {
                    "withdrawn_on": day,
                    "needs_label": False,
                    "withdrawal_reason": line.reason,
                    "withdrawal_fate": line.fate,
                    "withdrawal_note": " · ".join(part for part in said if part),
                }
                revision.update("copy", line.copy.id, line.copy.version, values)
            for document_id, version in bare:
                revision.update("document", document_id, version, {"archived_on": day})
            revision.update("weeding", weeding_id, sheet.weeding.version, {"closed_on": day})
        return revision.changes

    def _open(self, weeding_id: int) -> None:
        found = queries.weeding(self.library, weeding_id)
        if found is None or not found.is_open:
            raise DomainError(
                "weeding_closed",
                N_("Cette liste est close : ses exemplaires ont quitté le fonds. Rien n'a été changé."),
            )

    def find_weeding(self, text: str) -> int | None:
        """Return the list people mean by its name or id; of several the latest."""
        wanted = text.strip().casefold()
        found = [one for one in self.weedings() if wanted in {one.name.casefold(), str(one.id)}]
        return max(found, key=lambda one: one.id).id if found else None

    def weeding_of_year(self, year: int) -> int | None:
        """Return the list begun last in a year."""
        found = [one for one in self.weedings() if one.started_on.year == year]
        return max(found, key=lambda one: one.id).id if found else None
