"""Advice given to associations and people: appointments, what was said and handed out, and the year's figures."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import Advice, AdviceFigures, AdviceFilter, AdviceView, clean
from cresi_app.projects.queries import advice
from cresi_app.projects.service.accompanying import AccompanyingDesk
from cresi_app.projects.service.reading import refusals

_UNNAMED: Final = N_("Dites sur quoi portait le conseil.")


class AdvisingDesk(AccompanyingDesk):
    """Reads and writes of advice. The subject of each act is the advice."""

    def advice_ids(self, wanted: AdviceFilter | None = None, limit: int | None = None) -> list[int]:
        """Return the ids a filter keeps, planned appointments first, then latest first."""
        return advice.advice_ids(self.library, wanted or AdviceFilter(), limit)

    def advice_views(self, ids: Sequence[int]) -> list[AdviceView]:
        """Return advice with the names of all it mentions, in the order of `ids`."""
        with self.library.snapshot():
            rows = {one.id: one for one in advice.advice_rows(self.library, ids)}
            names = {row["id"]: row for row in advice.advice_names(self.library, ids)}
            handed: dict[int, list[tuple[int, str]]] = {}
            for row in advice.handed_out(self.library, ids):
                handed.setdefault(row["advice_id"], []).append((row["document_id"], row["title"]))
        staff = self.directory.staff_names()
        return [
            AdviceView(
                rows[key],
                names[key]["organisation"] or "",
                names[key]["person"] or "",
                names[key]["project"] or "",
                staff.get(str(rows[key].staff_id), "") if rows[key].staff_id else "",
                self.advice_modes[rows[key].mode_code].name,
                tuple(handed.get(key, ())),
            )
            for key in ids
            if key in rows
        ]

    def advice_list(self, wanted: AdviceFilter | None = None, limit: int | None = None) -> list[AdviceView]:
        """Return the advice a filter keeps, in its order."""
        return self.advice_views(self.advice_ids(wanted, limit))

    def search_advice(self, text: str, limit: int = 20) -> list[AdviceView]:
        """Return the advice that typed text finds, appointments to come first; nothing typed can raise."""
        return self.advice_list(AdviceFilter(text=text), limit)

    def advice_figures(self, year: int) -> AdviceFigures:
        """Return the year's advice in figures: missed appointments count for nothing."""
        row = advice.figures(self.library, year)
        return AdviceFigures(row["given"], row["planned"], row["holders"], row["minutes"], row["documents"])

    def add_advice(
        self, who: Actor, subject: str, organisation_id: int | None = None, on: date | None = None, **fields: object
    ) -> Changes:
        """Note an appointment or advice given: to an organisation, or to a `person_id`. `fields` are those of `Advice`."""
        if organisation_id is None and fields.get("person_id") is None:
            raise DomainError(
                "nobody_advised",
                N_("Dites qui est conseillé : une association ou une personne."),
                field="organisation_id",
            )
        values = self._advice_values({**fields, "title": subject})
        values.setdefault("mode_code", "centre")
        if who.key in self.directory.staff_names():
            values.setdefault("staff_id", int(who.key))
        with refusals(), self.library.revise("projects.add_advice", who) as revision:
            row = {"advised_on": on or clock.today(), **values, "organisation_id": organisation_id}
            revision.subject = ("advice", revision.insert("advice", row))
        return revision.changes

    def update_advice(
        self, who: Actor, advice_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of advice."""
        one = self.one_advice(advice_id)
        given = {"title": fields.pop("subject"), **fields} if "subject" in fields else fields
        values = self._advice_values(given)
        merged = {"organisation_id": one.organisation_id, "person_id": one.person_id, **values}
        if merged["organisation_id"] is None and merged["person_id"] is None:
            raise DomainError(
                "nobody_advised",
                N_("Dites qui est conseillé : une association ou une personne."),
                field="organisation_id",
            )
        if values.get("advised_on", "") is None:
            raise DomainError("day_missing", N_("Donnez le jour de ce conseil."), field="advised_on")
        with (
            refusals(),
            self.library.revise("projects.update_advice", who, ("advice", advice_id), edit_group) as revision,
        ):
            revision.update("advice", advice_id, version, values)
        return revision.changes

    def remove_advice(self, who: Actor, advice_id: int, version: int | None = None) -> Changes:
        """Take advice off the year, with the list of what was handed out."""
        with refusals(), self.library.revise("projects.remove_advice", who, ("advice", advice_id)) as revision:
            revision.delete("advice", advice_id, version)
        return revision.changes

    def hand_out(self, who: Actor, advice_id: int, document_ids: Sequence[int]) -> Changes:
        """Say which documents of the catalogue were handed out; replaces those noted before."""
        self.one_advice(advice_id)
        present = {row["document_id"]: row["id"] for row in advice.handed_out(self.library, [advice_id])}
        wanted = list(dict.fromkeys(document_ids))
        with refusals(), self.library.revise("projects.hand_out", who, ("advice", advice_id)) as revision:
            for document_id, row_id in present.items():
                if document_id not in wanted:
                    revision.delete("advice_document", row_id)
            for document_id in wanted:
                if document_id not in present:
                    revision.insert("advice_document", {"advice_id": advice_id, "document_id": document_id})
        return revision.changes

    def one_advice(self, advice_id: int) -> Advice:
        """Return one advice. DomainError ``unknown``."""
        found = advice.advice_rows(self.library, [advice_id])
        if not found:
            raise DomainError("unknown", N_("Ce conseil n'est plus dans la bibliothèque."))
        return found[0]

    def _advice_values(self, fields: dict[str, object]) -> dict[str, object]:
        if fields.get("mode_code", "centre") not in self.advice_modes:
            raise DomainError("mode_unknown", N_("Ce mode n'est pas dans la liste."), field="mode_code")
        values = clean(fields, title_sentence=_UNNAMED)
        if "title" in values:
            values["subject"] = values.pop("title")
        return values
