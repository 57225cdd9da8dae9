"""The journal of a dossier in words: codes, ids, amounts and days as people read them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.projects.model import LEVEL_WORDS, PAPER_STATES, REQUEST_WORDS, LogLevel, PaperState
from cresi_app.projects.model.journal import FieldChange, JournalEntry
from cresi_app.projects.queries import journal
from cresi_app.projects.service.reading import ReadingDesk

Words = Callable[[int | str], str]
LONGEST = 70
_YES_OR_NO = (
    "is_requested", "recruits", "is_public_utility", "pays_business_tax", "has_member_bodies", "is_printed", "is_annexed",
)  # fmt: skip
_THOUSANDTHS = (
    "quantity_milli", "posts_milli", "hours_milli", "recruits_milli", "baseline_milli", "target_milli", "actual_milli",
)  # fmt: skip


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
        measures = {"number": N_("nombre"), "percent": N_("pourcentage"), "quality": N_("en mots")}
        rhythms = {"periodic": N_("Périodique"), "milestone": N_("Jalon"), "continuous": N_("En continu")}
        return {
            "stage_code": lambda value: self.workflow.stages[str(value)].name,
            "status_code": lambda value: statuses[str(value)].name,
            "role_code": lambda value: roles[str(value)].name,
            "state_code": lambda value: tr(PAPER_STATES[PaperState(str(value))][0]),
            "country_code": lambda value: self.directory.country_by_code[str(value)].name,
            "sector_code": lambda value: self.directory.sector_by_code[str(value)].name,
            "sdg_number": lambda value: self.sdgs[int(value)].name,
            "line_code": lambda value: self._line_words(str(value)),
            "side": lambda value: tr("Ici") if value == "here" else tr("Là-bas"),
            "rhythm": lambda value: tr(rhythms[str(value)]),
            "kind_code": lambda value: self._kind_words(str(value)),
            "verdict_code": lambda value: self.verdicts[str(value)].name,
            "template_code": lambda value: self.nomenclature(str(value)).template.name,
            "level": lambda value: tr(LEVEL_WORDS[LogLevel(str(value))]),
            "measure": lambda value: tr(measures[str(value)]),
            "result_id": lambda _value: tr("autre résultat"),
            "logframe_id": lambda _value: tr("autre ligne"),
            **dict.fromkeys(_YES_OR_NO, _yes_or_no),
            **dict.fromkeys(_THOUSANDTHS, _thousandths),
        }

    def _kind_words(self, code: str) -> str:
        """Return the name of a kind of paper, of people at work or of exchange: their codes never meet."""
        for known in (self.paper_kinds, self.means_kinds, self.exchange_kinds):
            if code in known:
                return known[code].name
        return code

    def _line_words(self, code: str) -> str:
        for form in self.nomenclatures().values():
            if form.has(code):
                return form.line(code).name
        return code


def _yes_or_no(value: int | str) -> str:
    return tr("oui") if value else tr("non")


def _thousandths(value: int | str) -> str:
    return format_number((Decimal(value) / 1000).normalize() + 0)


def _plain(field: str, value: int | str) -> str:
    if isinstance(value, int):
        return str(value) if field == "year" else format_number(value)
    if value in REQUEST_WORDS and field.startswith("request_"):
        return tr(REQUEST_WORDS[value])
    if field.endswith("_on"):
        return format_date(date.fromisoformat(value), "medium")
    words = " ".join(value.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
