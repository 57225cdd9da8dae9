"""Counting what a box holds: before it leaves, when it comes back; what lacks is remembered until it is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cresi_app.catalogue.model import Copy, rules
from cresi_app.catalogue.model.description import Checklist, Counted, Moment, Piece, PieceState, missing_of
from cresi_app.catalogue.queries import description, documents
from cresi_app.catalogue.service.desk import ListsDesk, known_code, refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_


@dataclass(frozen=True, slots=True)
class Count:
    """What was found of one piece: how many, in what state (a code of ``copy_condition``)."""

    found: int
    condition: str = "good"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PastCount:
    """One count with its lines, by piece."""

    checklist: Checklist
    lines: Mapping[int, Counted]

    @property
    def missing(self) -> int:
        """How many pieces lacked."""
        return sum(one.missing for one in self.lines.values())


class ChecklistsDesk(ListsDesk):
    """Reads and writes of checklists."""

    def pieces(self, document_id: int) -> list[Piece]:
        """Return what a kit, a game or an exhibition holds, in order."""
        return description.pieces(self.library, document_id)

    def piece_states(self, copy_id: int) -> tuple[PieceState, ...]:
        """Return every piece of a copy as it was counted last; `found` None for those never counted."""
        copy = self._copy(copy_id)
        last = description.last_counts(self.library, copy_id)
        states = []
        for piece in description.pieces(self.library, copy.document_id):
            counted = last.get(piece.id)
            if counted is None:
                states.append(PieceState(piece))
            else:
                line, day = counted
                states.append(PieceState(piece, line.found, line.condition, line.note, date.fromisoformat(day)))
        return tuple(states)

    def missing_pieces(self, copy_id: int) -> tuple[PieceState, ...]:
        """Return the pieces of a copy that lack, as far as is known."""
        return missing_of(self.piece_states(copy_id))

    def counts_of(self, copy_id: int, limit: int = 20) -> list[PastCount]:
        """Return the counts of a copy, the latest first."""
        lists = description.checklists(self.library, copy_id, limit)
        by_list: dict[int, dict[int, Counted]] = {}
        for line in description.lines(self.library, [one.id for one in lists]):
            by_list.setdefault(line.checklist_id, {})[line.piece_id] = line
        return [PastCount(one, by_list.get(one.id, {})) for one in lists]

    def count_pieces(
        self,
        who: Actor,
        copy_id: int,
        counts: Mapping[int, Count],
        *,
        moment: Moment = Moment.CHECK,
        note: str = "",
    ) -> Changes:
        """Write down one count of a copy: piece → what was found; pieces that are not given are taken as not looked at.

        The copy becomes « incomplet » when something lacks, and in good condition again when all is there.
        DomainError ``nothing_counted``, ``piece_gone``, ``count_unreadable``.
        """
        copy = self._copy(copy_id)
        pieces = {one.id: one for one in description.pieces(self.library, copy.document_id)}
        if not counts:
            raise DomainError("nothing_counted", N_("Comptez au moins une pièce avant d'enregistrer."))
        self._check(pieces, counts)
        with refusals(), self.library.revise("catalogue.count_pieces", who, ("copy", copy_id)) as revision:
            checklist_id = revision.insert(
                "checklist",
                {"copy_id": copy_id, "moment": Moment(moment).value, "day": clock.today(), "counted_by": who.name,
                 "note": rules.one_line(note, field="note")},
            )  # fmt: skip
            for piece_id, count in counts.items():
                revision.insert(
                    "checklist_line",
                    {"checklist_id": checklist_id, "piece_id": piece_id, "expected": pieces[piece_id].quantity, "found": count.found,
                     "condition": count.condition, "note": rules.one_line(count.note, field="note")},
                )  # fmt: skip
            condition = self._condition_after(copy, counts)
            if condition != copy.condition:
                revision.update("copy", copy.id, copy.version, {"condition": condition})
        return revision.changes

    def remove_count(self, who: Actor, checklist_id: int) -> Changes:
        """Take back a count written by mistake; the one before stands again."""
        found = description.checklist(self.library, checklist_id)
        if found is None:
            raise DomainError("count_gone", N_("Ce pointage n'existe plus. L'annulation peut le ramener."))
        with refusals(), self.library.revise("catalogue.remove_count", who, ("copy", found.copy_id)) as revision:
            for line in description.lines(self.library, [checklist_id]):
                revision.delete("checklist_line", line.id, line.version)
            revision.delete("checklist", found.id, found.version)
        return revision.changes

    # --- checks ---

    def _copy(self, copy_id: int) -> Copy:
        found = documents.copy(self.library, copy_id)
        if found is None:
            raise DomainError("copy_gone", N_("Cet exemplaire n'existe plus. L'annulation peut le ramener."))
        return found

    def _check(self, pieces: Mapping[int, Piece], counts: Mapping[int, Count]) -> None:
        for piece_id, count in counts.items():
            if piece_id not in pieces:
                raise DomainError(
                    "piece_gone",
                    N_("Une des pièces ne fait plus partie du contenu : relisez la liste, puis comptez de nouveau."),
                )
            known_code(count.condition, self.conditions, "condition")
            if not 0 <= count.found <= 100_000:
                raise DomainError(
                    "count_unreadable",
                    N_("Le nombre trouvé de « {piece} » doit être entre 0 et 100 000."),
                    field=f"found:{piece_id}",
                    piece=pieces[piece_id].name,
                )

    def _condition_after(self, copy: Copy, counts: Mapping[int, Count]) -> str:
        lacking = False
        for state in self.piece_states(copy.id):
            count = counts.get(state.piece.id)
            found = count.found if count is not None else state.found
            lacking = lacking or (found is not None and found < state.piece.quantity)
        if lacking:
            return "incomplete" if copy.condition in {"new", "good", "worn"} else copy.condition
        return "good" if copy.condition == "incomplete" else copy.condition
