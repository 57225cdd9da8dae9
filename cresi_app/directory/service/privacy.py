"""The one door to what is private about people: whoever reads it passes here, and the right is asked for at each reading."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.directory.model import Channel, Contact, Mailbox, Permission, Person, PersonFilter
from cresi_app.directory.queries import people as people_
from cresi_app.directory.service.desk import ListsDesk

_REACH: Final = re.compile(r"\S*@\S*|[+\d][\d .\-()]{3,}")
"""What may be an e-mail address or a number: looked for among those that everybody may know."""


class PrivacyDesk(ListsDesk):
    """Reads people and how they can be reached as far as whoever is at the desk may know.

    Without the right a private address or number is neither told, nor found by who types it, nor hinted at.
    Merging, importing and forgetting somebody need the whole and do not pass here: they show nothing of it.
    """

    sees_private: Callable[[], bool] = staticmethod(lambda: True)
    """Whether whoever is at the desk may see what is private; the window hands it in."""

    def _known(self, one: Person) -> Person:
        """Return a person as far as they may be known: without the right nothing of `model.records.PRIVATE`."""
        return one if self.sees_private() else replace(one, address="", postal_code="", note="")

    def _need_private(self) -> None:
        """Refuse what would be false without its private part. DomainError ``not_allowed``."""
        if not self.sees_private():
            raise DomainError(
                "not_allowed",
                N_(
                    "Ce fichier contiendrait des coordonnées privées, que votre rôle ne montre pas : rien n'a été écrit. "
                    "Demandez-le à une personne « Responsable »."
                ),
            )

    def _reached(self, person_ids: Sequence[int]) -> list[Contact]:
        """Return how people can be reached, e-mail before phone."""
        everything = people_.contacts(self.library, person_ids)
        return everything if self.sees_private() else [one for one in everything if not one.is_private]

    def mailboxes(self, person_ids: Sequence[int]) -> dict[int, Mailbox]:
        """Return where each of these people may be written to; who has no e-mail address at all is absent."""
        sees = self.sees_private()
        found: dict[int, Mailbox] = {}
        for one in people_.contacts(self.library, person_ids):
            if one.channel is not Channel.EMAIL:
                continue
            held = found.get(one.person_id, Mailbox())
            if one.permission is Permission.REFUSED:
                held = replace(held, is_refused=True)
            elif one.is_private and not sees:
                held = replace(held, is_hidden=True)
            elif not held.address:
                held = replace(held, address=one.value)
            found[one.person_id] = held
        return found

    def person_ids(self, wanted: PersonFilter | None = None, limit: int | None = None) -> list[int]:
        """Return the ids of the people a filter keeps, in its order."""
        kept, day = wanted or PersonFilter(), clock.today().isoformat()
        if self.sees_private():
            return people_.person_ids(self.library, kept, day, limit)
        found = people_.person_ids(self.library, kept, day, limit, private=False)
        if _REACH.fullmatch(typed := kept.text.strip()):
            reached = set(self.people_reached_by([typed]))
            others = people_.person_ids(self.library, replace(kept, text=""), day)
            found += [key for key in others if key in reached and key not in found]
        return found if limit is None else found[:limit]

    def people_reached_by(self, values: Sequence[str]) -> dict[int, str]:
        """Return the people (not archived) who have one of these addresses or numbers, with the one they share."""
        rows = people_.people_with_contact(self.library, values, private=self.sees_private())
        return {row["id"]: row["value"] for row in rows}
