"""The journal of a dossier in words: codes, ids, amounts and days as people read them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.projects.model import PAPER_STATES, REQUEST_WORDS, PaperState
from cresi_app.projects.model.journal import FieldChange, JournalEntry
from cresi_app.projects.queries import journal
from cresi_app.projects.service.reading import ReadingDesk

Words = Callable[[int | str], str]
LONGEST = 70


class JournalDesk(ReadingDesk):
    """Reads of what was done to a dossier."""

    def history(self, project_id: int, limit: int = 200) -> list[JournalEntry]:
        """Return the latest acts on a dossier, latest first, their values in words of the language in force."""
        with self.library.snapshot():
            currency = self.project(project_id).currency
            entries = journal.journal(self.library, project_id, limit)
            names = self._names(entries)
        return [
            replace(entry, changes=tuple(self._worded(change, names, currency) for change in entry.changes))
            for entry in entries
        ]

    def _names(self, entries: list[JournalEntry]) -> Mapping[str, Mapping[int, str]]:
        """Return the names behind the ids that the journal mentions, by field."""
        ids: dict[str, set[int]] = {}
        for entry in entries:
            for change in entry.changes:
                if change.field.endswith("_id"):
                    both = (change.before, change.after)
                    ids.setdefault(change.field, set()).update(x for x in both if isinstance(x, int))
        staff = {int(key): name for key, name in self.directory.staff_names().items()} if "staff_id" in ids else {}
        people = self.directory.person_names(ids.get("representative_id", set()) | ids.get("contact_id", set()))
        return {
            "organisation_id": self.directory.organisation_names(ids.get("organisation_id", set())),
            "representative_id": people,
            "contact_id": people,
            "staff_id": staff,
        }

    def _worded(self, change: FieldChange, names: Mapping[str, Mapping[int, str]], currency: str) -> FieldChange:
        def words(value: int | str | None) -> str | None:
            if value is None or value == "":
                return None
            if change.field in names and isinstance(value, int):
                return names[change.field].get(value, "?")
            if change.field.endswith("_minor") and isinstance(value, int):
                return format_money(Money(value, currency))
            known = self._by_field.get(change.field)
            return known(value) if known is not None else _plain(change.field, value)

        return replace(change, before=words(change.before), after=words(change.after))

    @cached_property
    def _by_field(self) -> Mapping[str, Words]:
        statuses, roles = self.cofunding_statuses, self.partner_roles
        rhythms = {"periodic": N_("Périodique"), "milestone": N_("Jalon"), "continuous": N_("En continu")}
        return {
            "stage_code": lambda value: self.workflow.stages[str(value)].name,
            "status_code": lambda value: statuses[str(value)].name,
            "role_code": lambda value: roles[str(value)].name,
            "state_code": lambda value: tr(PAPER_STATES[PaperState(str(value))][0]),
            "country_code": lambda value: self.directory.country_by_code[str(value)].name,
            "sector_code": lambda value: self.directory.sector_by_code[str(value)].name,
            "sdg_number": lambda value: self.sdgs[int(value)].name,
            "line_code": lambda value: self.nomenclature(self.current_template).line(str(value)).name,
            "side": lambda value: tr("Ici") if value == "here" else tr("Là-bas"),
            "rhythm": lambda value: tr(rhythms[str(value)]),
            "is_requested": lambda value: tr("oui") if value else tr("non"),
            "quantity_milli": lambda value: format_number((Decimal(value) / 1000).normalize() + 0),
        }


def _plain(field: str, value: int | str) -> str:
    if isinstance(value, int):
        return str(value) if field == "year" else format_number(value)
    if value in REQUEST_WORDS and field.startswith("request_"):
        return tr(REQUEST_WORDS[value])
    if field.endswith("_on"):
        return format_date(date.fromisoformat(value), "medium")
    words = " ".join(value.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
