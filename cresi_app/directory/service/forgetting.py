"""Forgetting somebody for good: their sheet, what the history kept of it, what other desks wrote of them beside the tie."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes, RecordRef
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.directory.model import Person
from cresi_app.directory.model.forgetting import Called, Named
from cresi_app.directory.model.rules import person_sort
from cresi_app.directory.queries import people as people_
from cresi_app.directory.service.desk import refusals
from cresi_app.directory.service.merging import MergingDesk
from cresi_app.store.forgetting import Forgetting
from cresi_app.store.history import read_json
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision

ANONYMOUS: Final = N_("Personne anonymisée")
_OWN: Final = ("person", "contact", "affiliation", "consent")
_GONE: Final = "…"
"""What stands where an address or a number stood: the schema wants something there."""

Hold = Callable[[int], str]
"""Given a person's id, the sentence saying why another desk still needs them, "" when it does not."""


class ForgettingDesk(MergingDesk):
    """What makes people be forgotten."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.holds: list[Hold] = []
        """What other desks hand in: why a person cannot be forgotten yet."""
        self.names_beside: Mapping[str, Sequence[str]] = {}
        """What other desks hand in: the columns where they write a person's name beside the tie to the person, by table."""
        self.typed: list[Callable[[Callable[[str], bool]], None]] = []
        """What other desks hand in: what forgets the words typed there of which a judge says that they name somebody."""

    def called(self, person_id: int) -> Called:
        """Return all that a person, with those merged into them, is or was called, and how they could be reached."""
        with self.library.snapshot():
            return self._called(self.library.forgetting(), self._with_merged(person_id))

    def still_named(self, called: Called) -> list[RecordRef]:
        """Return the records in whose texts somebody can still be read: what a person wrote there is theirs to correct."""
        return self.library.forgetting().mentions(called.phrases)

    def anonymise_person(self, who: Actor, person_id: int, version: int) -> Changes:
        """Forget who a person is, and everything that history kept of it, while what was counted stays counted.

        People merged into them are forgotten with them. No undo brings anybody back. The file is to be wiped then
        (`Library.wipe`). DomainError ``held`` when a desk still needs them, ``stale``.
        """
        reasons = [reason for hold in self.holds if (reason := hold(person_id))]
        if reasons:
            raise DomainError(
                "held", N_("Cette personne ne peut pas encore être anonymisée : {reason}"), reason=" ".join(reasons)
            )

        called = self.called(person_id)

        def attempt() -> Changes:
            with (
                self.library.revise(
                    "directory.anonymise_person", who, ("person", person_id), for_good=True
                ) as revision,
                self.library.snapshot(),
            ):
                self._forget(revision, person_id, version)
            return revision.changes

        with refusals(), self.library.forgetting().to_wipe([*_OWN, *self.names_beside]):
            changes = self.library.retry(attempt, attempts=5)
        # After the act, and not within what is to be wiped: where one fails, the person is forgotten all the same.
        for forget in self.typed:
            forget(called.is_named_by)
        return changes

    def _forget(self, revision: Revision, person_id: int, version: int) -> None:
        forgetting, people = self.library.forgetting(), self._with_merged(person_id)
        forgetting.unmoved(revision)
        ids = [one.id for one in people]
        called = self._called(forgetting, people)
        self._empty_sheets(revision, person_id, version, people)
        self._empty_ties(revision, forgetting, ids)
        self._reword(revision, forgetting, ids, called)
        name = tr(ANONYMOUS)
        forgetting.blank(revision, "person", ids, {**_BLANK, "family_name": name, "name_sort": person_sort("", name)})
        contacts = forgetting.once("contact", "person_id", ids)
        forgetting.blank(revision, "contact", contacts, {"value": _GONE, "permission_how": ""})

    def _with_merged(self, person_id: int) -> list[Person]:
        """Return a person, then those merged into them, however long ago."""
        found = [self.person(person_id)]
        for one in found:
            known = {each.id for each in found}
            found += [each for each in people_.merged_into(self.library, one.id) if each.id not in known]
        return found

    def _called(self, forgetting: Forgetting, people: Sequence[Person]) -> Called:
        """Return what the people are and were called: their sheets, and every copy of these and of their contacts."""
        ids = [one.id for one in people]
        names = {Named(one.given_name, one.family_name): None for one in people}
        for copy in people_.copies(self.library, "person", ids):
            row = read_json(copy) or {}
            names[Named(str(row.get("given_name") or ""), str(row.get("family_name") or ""))] = None
        contacts = forgetting.once("contact", "person_id", ids)
        reached = {str(row["value"]): None for row in forgetting.rows("contact", contacts)}
        for copy in people_.copies(self.library, "contact", contacts):
            reached[str((read_json(copy) or {}).get("value") or "")] = None
        anonymous = tr(ANONYMOUS)
        return Called(
            [one for one in names if (one.given or one.family) and one.family != anonymous],
            [one for one in reached if one and one != _GONE],
        )

    @staticmethod
    def _empty_sheets(revision: Revision, person_id: int, version: int, people: Sequence[Person]) -> None:
        name = tr(ANONYMOUS)
        values: dict[str, object] = {**_BLANK, "family_name": name, "name_sort": person_sort("", name)}
        values |= {"anonymised_on": clock.today(), "archived_on": clock.today()}
        for one in people:
            revision.update("person", one.id, version if one.id == person_id else one.version, values)

    def _empty_ties(self, revision: Revision, forgetting: Forgetting, ids: Sequence[int]) -> None:
        """Take contacts away, and the words about functions and answers; that they were there stays."""
        for contact in people_.contacts(self.library, ids):
            revision.delete("contact", contact.id, contact.version)
        for table, column in (("affiliation", "title"), ("consent", "how")):
            rows = forgetting.once(table, "person_id", ids)
            forgetting.reword(revision, (table, rows), partial(_emptied, column))

    def _reword(self, revision: Revision, forgetting: Forgetting, ids: Sequence[int], called: Called) -> None:
        """Let what other desks tied to them call them no more: columns that hold a name, and their name within texts."""
        instead = tr(ANONYMOUS)
        for table, rows in forgetting.tied("person", ids, _OWN).items():
            own = self.names_beside.get(table, ())

            def said(column: str, text: str, own: Sequence[str] = own) -> str:
                return instead if column in own and text else called.without(text, instead)

            forgetting.reword(revision, (table, rows), said)


def _emptied(column: str, name: str, text: str) -> str:
    return "" if name == column else text


_BLANK: Final[Mapping[str, object]] = {
    **dict.fromkeys(("honorific", "address", "postal_code", "town", "note", "given_name"), ""),
    "country_code": None,
    "language_code": None,
}
