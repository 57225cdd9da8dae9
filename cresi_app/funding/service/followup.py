"""What beneficiaries owe: papers and reports asked for, received, checked, done without; and the reminders."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.model.fields import clean, required
from cresi_app.funding.model.grant import GrantPaper
from cresi_app.funding.model.views import LatePaper
from cresi_app.funding.queries import grants
from cresi_app.funding.service.payments import PaymentsDesk
from cresi_app.funding.service.reading import refusals

_PAPER: Final = frozenset({
    "label", "kind_code", "instalment_id", "due_on", "asked_on", "reminder_on", "received_on", "spent_minor", "note", "position",
})  # fmt: skip
AGAIN: Final = timedelta(days=21)
"""How long after a request the next reminder is due, unless another day is said."""
MEANS: Final = frozenset({"letter", "email", "phone", "visit"})


class FollowUpDesk(PaymentsDesk):
    """Papers, reports and reminders. Every revision's subject is the grant."""

    def add_paper(
        self, who: Actor, grant_id: int, kind: str | None = None, label: str = "", **fields: object
    ) -> Changes:
        """Put a paper on the list of what is owed, of a known kind or named by its label."""
        self.grant(grant_id)
        values = self._paper_values({**fields, "kind_code": kind, "label": label})
        if not kind:
            values["label"] = required(label, "label", N_("Choisissez une sorte de pièce, ou donnez-lui un nom."))
        place = grants.last_position(self.library, "grant_paper", grant_id) + 1
        with refusals(), self.library.revise("funding.add_paper", who, ("grant", grant_id)) as revision:
            revision.insert("grant_paper", {"position": place, **values, "grant_id": grant_id})
        return revision.changes

    def update_paper(
        self, who: Actor, paper_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a paper."""
        return self._write_paper(who, "funding.update_paper", paper_id, version, self._paper_values(fields), edit_group)

    def remove_paper(self, who: Actor, paper_id: int, version: int | None) -> Changes:
        """Take a paper off the list. ``unjustified`` when a balance paid rests on it."""
        one = self.grant_part(grants.PAPERS, paper_id)
        with refusals(), self.library.revise("funding.remove_paper", who, ("grant", one.grant_id)) as revision:
            revision.delete("grant_paper", paper_id, version)
        return revision.changes

    def ask_papers(
        self, who: Actor, grant_id: int, paper_ids: Sequence[int], means: str = "letter", on: date | None = None
    ) -> Changes:
        """Note that papers were asked for: each gets its day and the next reminder, and the grant a line in its follow-up."""
        sheet = self.grant_sheet(grant_id)
        asked = [view for view in sheet.papers if view.paper.id in set(paper_ids) and view.paper.is_missing]
        if not asked:
            raise DomainError("nothing_missing", N_("Aucune des pièces choisies ne manque : il n'y a rien à demander."))
        if means not in MEANS:
            raise DomainError(
                "means_unknown", N_("Dites comment : lettre, courriel, téléphone ou visite."), field="means"
            )
        day = on or clock.today()
        with refusals(), self.library.revise("funding.ask_papers", who, ("grant", grant_id)) as revision:
            for view in asked:
                values = {"asked_on": view.paper.asked_on or day, "reminder_on": day + AGAIN}
                revision.update("grant_paper", view.paper.id, None, values)
            names = ", ".join(view.name for view in asked)
            revision.insert("grant_reminder", {"grant_id": grant_id, "sent_on": day, "means": means, "papers": names})
        return revision.changes

    def receive_paper(self, who: Actor, paper_id: int, version: int | None, on: date | None = None) -> Changes:
        """Note that a paper came in."""
        values: dict[str, object] = {"received_on": on or clock.today(), "reminder_on": None, "waived_reason": ""}
        return self._write_paper(who, "funding.receive_paper", paper_id, version, values)

    def unreceive_paper(self, who: Actor, paper_id: int, version: int | None) -> Changes:
        """Note that a paper was not what was asked after all. ``unjustified`` when a balance paid rests on it."""
        values: dict[str, object] = {"received_on": None, "checked_on": None, "justified_minor": None}
        return self._write_paper(who, "funding.unreceive_paper", paper_id, version, values)

    def check_report(
        self,
        who: Actor,
        paper_id: int,
        version: int | None,
        amounts: tuple[int | None, int],
        on: date | None = None,
    ) -> Changes:
        """Note what a report says was spent and what the check accepts (justifies) of it, in the grant's currency."""
        one = self.grant_part(grants.PAPERS, paper_id)
        spent, justified = amounts
        if not one.kind_code or not self.paper_kinds[one.kind_code].is_report:
            raise DomainError(
                "not_a_report", N_("Seul un compte rendu justifie des dépenses."), field="justified_minor"
            )
        day = on or clock.today()
        values = clean({"spent_minor": spent, "justified_minor": justified})
        values |= {"received_on": one.received_on or day, "checked_on": day, "reminder_on": None}
        if spent is not None and justified > spent:
            raise DomainError(
                "justified_beyond_spent",
                N_("Le montant justifié dépasse ce que le compte rendu dit avoir dépensé : vérifiez les deux."),
                field="justified_minor",
            )
        return self._write_paper(who, "funding.check_report", paper_id, version, values)

    def waive_paper(self, who: Actor, paper_id: int, version: int | None, reason: str) -> Changes:
        """Do without a paper, and say why."""
        values: dict[str, object] = {
            "waived_reason": required(reason, "waived_reason", N_("Dites pourquoi cette pièce n'est plus attendue.")),
            "reminder_on": None,
        }
        return self._write_paper(who, "funding.waive_paper", paper_id, version, values)

    def attach_paper(self, who: Actor, paper_id: int, version: int | None, source: Path) -> Changes:
        """Keep the file of a paper; a paper that has its file has been received."""
        one = self.grant_part(grants.PAPERS, paper_id)
        stored = self.library.files.put(source)
        values: dict[str, object] = {
            "sha256": stored.sha256,
            "file_name": source.name,
            "media_type": stored.media_type,
            "size": stored.size,
            "received_on": one.received_on or clock.today(),
            "reminder_on": None,
        }
        return self._write_paper(who, "funding.attach_paper", paper_id, version, values)

    def _write_paper(
        self,
        who: Actor,
        operation: str,
        paper_id: int,
        version: int | None,
        values: dict[str, object],
        edit_group: int | None = None,
    ) -> Changes:
        one = self.grant_part(grants.PAPERS, paper_id)
        with refusals(), self.library.revise(operation, who, ("grant", one.grant_id), edit_group) as revision:
            revision.update("grant_paper", paper_id, version, values)
        return revision.changes

    def _paper_values(self, fields: dict[str, object]) -> dict[str, object]:
        strangers = fields.keys() - _PAPER
        assert not strangers, f"a paper has no such fields to fill: {sorted(strangers)}"
        kind = fields.get("kind_code")
        if kind is not None and kind not in self.paper_kinds:
            raise DomainError("kind_unknown", N_("Choisissez une sorte de pièce."), field="kind_code")
        return clean(fields)

    def late_papers(self, day: date | None = None, authority_id: int | None = None) -> list[LatePaper]:
        """Return what is owed and whose day, or next reminder, has come."""
        when = day or clock.today()
        found = []
        for row in grants.late_papers(self.library, when.isoformat(), authority_id):
            kind = self.paper_kinds.get(row["kind_code"] or "")
            found.append(
                LatePaper(
                    paper_id=row["id"],
                    grant_id=row["grant_id"],
                    number=row["number"],
                    holder=row["holder"],
                    name=row["label"] or (kind.name if kind else ""),
                    due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
                    asked_on=date.fromisoformat(row["asked_on"]) if row["asked_on"] else None,
                )
            )
        return found

    def paper(self, paper_id: int) -> GrantPaper:
        """Return a paper that is owed. DomainError ``unknown``."""
        return self.grant_part(grants.PAPERS, paper_id)
