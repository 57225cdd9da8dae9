"""The whole check of a file of activities: structure, rules, codes; what must be clean before anybody says « done »."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.iati.codes import Lists, check_codes
from cresi_app.funding.interchange.iati.node import Node
from cresi_app.funding.interchange.iati.reading import ActivityFile
from cresi_app.funding.interchange.iati.ruleset import check_rules
from cresi_app.funding.interchange.iati.structure import check_activity
from cresi_app.funding.model.findings import Finding, Level, grave


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks activities one by one. `lists`: codes by list name; identifiers must be unique within the file it sees."""

    lists: Lists = field(default_factory=dict)
    now: datetime | None = None
    seen: set[str] = field(default_factory=set)

    def check(self, activity: Node) -> list[Finding]:
        """Return all that is to say about an activity, the gravest first."""
        agencies = self.lists.get("OrganisationRegistrationAgency", frozenset())
        found = [
            *check_activity(activity),
            *check_rules(activity, agencies, self.now),
            *check_codes(activity, self.lists),
            *self._double(activity),
        ]
        return sorted(found, key=lambda one: list(Level).index(one.level))

    def _double(self, activity: Node) -> list[Finding]:
        node = activity.first("iati-identifier")
        identifier = node.text.strip() if node else ""
        if not identifier:
            sentence = N_("L'activité n'a pas d'identifiant : elle ne peut être ni reprise ni publiée.")
            return [Finding(Level.CRITICAL, "no_identifier", sentence, {}, activity.line, "iati-identifier")]
        if identifier in self.seen:
            sentence = N_("L'identifiant « {identifier} » est déjà celui d'une autre activité du fichier.")
            return [Finding(Level.CRITICAL, "identifier_twice", sentence, {"identifier": identifier}, activity.line)]
        self.seen.add(identifier)
        return []


def check_file(path: Path, lists: Lists | None = None, now: datetime | None = None) -> list[Finding]:
    """Return every finding of a file; `grave` of it must be empty for a file that is to be published."""
    file, checker = ActivityFile(path), Checker(lists or {}, now)
    found = [one for activity in file.activities() for one in checker.check(activity)]
    return [*file.findings, *found]


def is_publishable(path: Path, lists: Lists | None = None, now: datetime | None = None) -> bool:
    """Say whether structure and rules are clean."""
    return not grave(check_file(path, lists, now))
