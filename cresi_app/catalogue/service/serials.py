"""The issues of periodicals: received, missing, awaited; what the collection holds and what should come."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.collection import Collection, collection, expected, in_order, number_sort, ordinals
from cresi_app.catalogue.model.description import Issue
from cresi_app.catalogue.queries import description, documents
from cresi_app.catalogue.service.desk import ListsDesk, known_code, refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr

_LINES: Final = ("volume", "date_text", "title", "note")


class SerialsDesk(ListsDesk):
    """Reads and writes of issues."""

    def issues(self, document_id: int) -> list[Issue]:
        """Return the issues of a periodical as they appeared."""
        return in_order(description.issues(self.library, document_id))

    def collection(self, document_id: int) -> Collection:
        """Return what the centre holds of a periodical, what lacks, what is late."""
        return collection(description.issues(self.library, document_id), self.issue_states, clock.today())

    def articles_by_number(self, document_id: int) -> Mapping[str, int]:
        """Return how many articles of the catalogue stand in each issue, by its number: those that name it or its notice."""
        return description.articles_of(self.library, document_id)

    def late_issues(self, limit: int = 50) -> list[tuple[Issue, str]]:
        """Return awaited issues that should have come, each with its periodical's title."""
        return description.late_issues(self.library, clock.today().isoformat(), limit)

    def add_issue(self, who: Actor, document_id: int, *, number: str, **fields: object) -> Changes:
        """Note an issue: `year`, `volume`, `date_text`, `due_on`, `state`, `received_on`, `notice_id`, `title`, `note`.

        DomainError ``issue_known`` when the periodical has it, ``issue_number_missing``.
        """
        self._document(document_id)
        values = self._issue_values({"number": number, **fields}, document_id)
        values.setdefault("state", "received")
        if values["state"] == "received":
            values.setdefault("received_on", clock.today().isoformat())
        self._unknown_yet(document_id, values, None)
        with refusals(), self.library.revise("catalogue.add_issue", who) as revision:
            issue_id = revision.insert("serial_issue", {"document_id": document_id, **values})
            revision.subject = ("serial_issue", issue_id)
        return revision.changes

    def update_issue(
        self, who: Actor, issue_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an issue."""
        known = self._issue(issue_id)
        values = self._issue_values(fields, known.document_id)
        self._unknown_yet(known.document_id, values, known)
        with (
            refusals(),
            self.library.revise("catalogue.update_issue", who, ("serial_issue", issue_id), edit_group) as revision,
        ):
            revision.update("serial_issue", issue_id, version, values)
        return revision.changes

    def set_issue_states(self, who: Actor, ids: Sequence[int], state: str) -> Changes:
        """Note that these issues came, lack, are claimed…; one that comes is received today. Changes touch only what differs."""
        code = known_code(state, self.issue_states, "state")
        found = [self._issue(one) for one in ids]
        subject = ("serial_issue", ids[0]) if len(ids) == 1 else None
        with refusals(), self.library.revise("catalogue.set_issue_states", who, subject) as revision:
            for one in found:
                received = one.received_on or clock.today() if code == "received" else None
                revision.update("serial_issue", one.id, one.version, {"state": code, "received_on": received})
        return revision.changes

    def remove_issue(self, who: Actor, issue_id: int, version: int) -> Changes:
        """Take an issue out of the list; its own notice stays."""
        with refusals(), self.library.revise("catalogue.remove_issue", who, ("serial_issue", issue_id)) as revision:
            revision.delete("serial_issue", issue_id, version)
        return revision.changes

    def add_run(self, who: Actor, document_id: int, first: int, last: int, *, year: int | None = None) -> Changes:
        """Note that the centre has issues `first` to `last`; those it knows already stay as they are.

        DomainError ``run_unreadable`` when it is no run of at most 500 issues.
        """
        self._document(document_id)
        if not 0 < first <= last <= first + 499:
            raise DomainError(
                "run_unreadable", N_("Écrivez une suite de 500 numéros au plus, comme 1-24."), field="number"
            )
        known = {(n, one.year) for one in description.issues(self.library, document_id) for n in ordinals(one.number)}
        with refusals(), self.library.revise("catalogue.add_issue", who, ("document", document_id)) as revision:
            for number in range(first, last + 1):
                if (number, year) not in known:
                    revision.insert(
                        "serial_issue",
                        {"document_id": document_id, "number": str(number), "number_sort": number_sort(str(number)), "year": year,
                         "state": "received"},
                    )  # fmt: skip
        return revision.changes

    def expect_issues(self, who: Actor, document_id: int, until: date | None = None) -> Changes:
        """Note the issues that should appear up to `until` (the end of this year), counted on from the last known one.

        DomainError ``rhythm_missing`` without issues a year, ``nothing_to_count_from`` without a dated issue,
        ``nothing_expected`` when all are noted already.
        """
        document = self._document(document_id)
        if not document.issues_a_year:
            raise DomainError(
                "rhythm_missing", N_("Dites d'abord combien de numéros paraissent par an."), field="issues_a_year"
            )
        known = description.issues(self.library, document_id)
        if not any(ordinals(one.number) and (one.due_on or one.year) for one in known):
            raise DomainError(
                "nothing_to_count_from",
                N_("Ajoutez d'abord un numéro avec sa date de parution : les suivants s'en déduisent."),
            )
        coming = expected(known, document.issues_a_year, until or date(clock.today().year, 12, 31))
        if not coming:
            raise DomainError("nothing_expected", N_("Tous les numéros attendus cette année sont déjà notés."))
        with refusals(), self.library.revise("catalogue.expect_issues", who, ("document", document_id)) as revision:
            for one in coming:
                revision.insert(
                    "serial_issue",
                    {"document_id": document_id, "number": one.number, "number_sort": one.number_sort, "year": one.year,
                     "due_on": one.due_on, "state": "awaited"},
                )  # fmt: skip
        return revision.changes

    def make_issue_notice(self, who: Actor, issue_id: int) -> Changes:
        """Write a notice of its own for an issue, linked to its periodical; `changes.id` is the notice's."""
        one = self._issue(issue_id)
        periodical = self._document(one.document_id)
        said = " ".join(part for part in (periodical.title, tr("n° {number}", number=one.number)) if part)
        with refusals(), self.library.revise("catalogue.make_issue_notice", who) as revision:
            values = {
                "number": revision.number("document", rules.NUMBER_PATTERN), "kind": "issue",
                "title": f"{said} : {one.title}" if one.title else said, "year": one.year, "date_text": one.date_text,
                "publisher_id": periodical.publisher_id, "place": periodical.place,
            }  # fmt: skip
            values["title_sort"] = rules.title_sort(str(values["title"]))
            notice_id = revision.insert("document", values)
            revision.subject = ("document", notice_id)
            revision.insert(
                "document_link",
                {"document_id": notice_id, "relation": "set", "target_id": periodical.id, "title": periodical.title,
                 "number": one.number, "date_text": one.date_text},
            )  # fmt: skip
            revision.update("serial_issue", one.id, one.version, {"notice_id": notice_id})
        return revision.changes

    # --- checks ---

    def _issue(self, issue_id: int) -> Issue:
        found = description.issue(self.library, issue_id)
        if found is None:
            raise DomainError("issue_gone", N_("Ce numéro n'est plus dans la liste. L'annulation peut le ramener."))
        return found

    def _issue_values(self, given: Mapping[str, object], document_id: int) -> dict[str, object]:
        values: dict[str, object] = {
            name: rules.one_line(str(given[name] or ""), field=name) for name in _LINES if name in given
        }
        if "number" in given:
            number = rules.one_line(str(given["number"] or ""), field="number")
            if not number:
                raise DomainError(
                    "issue_number_missing", N_("Écrivez le numéro, comme 24, 12-13 ou hors-série 2."), field="number"
                )
            values |= {"number": number, "number_sort": number_sort(number)}
        if "year" in given:
            values["year"] = rules.year(given["year"])
        for name in ("due_on", "received_on"):
            if name in given:
                day = rules.day(given[name], field=name)
                values[name] = day.isoformat() if day else None
        if values.get("due_on") and values.get("year") is None and "year" not in given:
            values["year"] = int(str(values["due_on"])[:4])
        if "state" in given:
            values["state"] = known_code(given["state"], self.issue_states, "state")
        if "notice_id" in given:
            values["notice_id"] = self._own_notice(given["notice_id"], document_id)
        return values

    def _own_notice(self, given: object, document_id: int) -> int | None:
        if given is None:
            return None
        assert isinstance(given, int)
        if given == document_id or documents.document(self.library, given) is None:
            raise DomainError(
                "document_gone", N_("Choisissez la notice de ce numéro, pas celle du périodique."), field="notice_id"
            )
        return given

    def _unknown_yet(self, document_id: int, values: Mapping[str, object], own: Issue | None) -> None:
        blank = own or Issue(0, 0, document_id, "")
        wanted = replace(blank, **{name: values[name] for name in ("number_sort", "volume", "year") if name in values})  # type: ignore[arg-type]  # columns by name
        for one in description.issues(self.library, document_id):
            if one.id != wanted.id and (one.number_sort, one.volume, one.year) == (
                wanted.number_sort,
                wanted.volume,
                wanted.year,
            ):
                raise DomainError(
                    "issue_known",
                    N_("Le n° {number} est déjà dans la liste : changez-le là."),
                    field="number",
                    number=one.number,
                )
