"""Who sits at the desk, and what their role lets them do: every act of every desk is judged here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.roles import EVERYTHING, RIGHTS, ROLES, UNJUDGED, Role, Standing, right_for, role_of
from cresi_app.core.text import sort_key
from cresi_app.directory.model import Staff
from cresi_app.directory.model.rules import clean, initials
from cresi_app.directory.queries import home as home_
from cresi_app.directory.service.desk import refusals
from cresi_app.directory.service.home import HomeDesk
from cresi_app.store.batch import Heading
from cresi_app.store.errors import Refused
from cresi_app.store.undo import UNDO

_LAST: Final = N_(
    "{name} est la dernière personne « Responsable » : son rôle reste le même. Donnez d'abord ce rôle à quelqu'un d'autre."
)
_NOT_YOURS: Final = N_("Votre rôle « {role} » ne comprend pas « {right} » : rien n'a été changé. Demandez à {whom}.")
_NOBODY: Final = N_("Dites d'abord qui est au poste : rien n'a été changé.")


def _staff_values(name: object, role: str) -> dict[str, object]:
    kept = clean(str(name))
    if not kept:
        raise DomainError("name", N_("Un profil a besoin d'un nom : rien n'a changé."), field="name")
    return {"name": kept, "name_sort": sort_key(kept), "initials": initials(kept), "role": clean(role)}


class TeamDesk(HomeDesk):
    """The staff profiles, their roles, and the judge of what each may do."""

    def staff_profiles(self, *, archived: bool = False) -> list[Staff]:
        """Return the profiles to choose from at start, by name; with `archived`, those who left as well."""
        return [one for one in home_.staff(self.library) if archived or one.archived_on is None]

    def staff_names(self) -> dict[str, str]:
        """Return the names behind the keys that revisions carry (`Actor.key`), those who left included."""
        return {str(one.id): one.name for one in home_.staff(self.library)}

    def actor(self, staff_id: int) -> Actor:
        """Return who acts when this profile is at the desk. DomainError ``unknown``."""
        one = self._staff(staff_id)
        return Actor(str(one.id), one.name)

    def _staff(self, staff_id: int) -> Staff:
        for one in home_.staff(self.library):
            if one.id == staff_id:
                return one
        raise DomainError("unknown", N_("Ce profil n'existe plus."))

    def add_staff(self, who: Actor, name: str, role: str = "", standing: Role = Role.MANAGER) -> Changes:
        """Write a new profile: `role` is what they do in words, `standing` what they may do; the first manages the team."""
        if not self.staff_profiles():
            standing = Role.MANAGER
        values = {**_staff_values(name, role), "standing": standing}
        with refusals(), self.library.revise("directory.add_staff", who) as revision:
            revision.subject = ("staff", revision.insert("staff", values))
        return revision.changes

    def introduce_staff(self, who: Actor, name: str, role: str = "") -> Changes:
        """Write the profile of somebody who sits down and says their name, which anybody may do.

        Where everybody may do everything so may they; where roles were given they read, until a manager gives them one.
        """
        standing = Role.MANAGER if self._is_open(self.staff_profiles()) else Role.READER
        values = {**_staff_values(name, role), "standing": standing}
        with refusals(), self.library.revise("directory.introduce_staff", who) as revision:
            revision.subject = ("staff", revision.insert("staff", values))
        return revision.changes

    def update_staff(self, who: Actor, staff_id: int, version: int, name: str, role: str) -> Changes:
        """Rename a profile or change what it does."""
        values = _staff_values(name, role)
        with refusals(), self.library.revise("directory.update_staff", who, ("staff", staff_id)) as revision:
            revision.update("staff", staff_id, version, values)
        return revision.changes

    def set_role(self, who: Actor, staff_id: int, version: int, standing: Role) -> Changes:
        """Give a profile a role. DomainError ``last_manager`` when nobody would be left to manage the team."""
        with (
            self._keeping_a_manager(staff_id),
            self.library.revise("directory.set_role", who, ("staff", staff_id)) as revision,
        ):
            revision.update("staff", staff_id, version, {"standing": standing})
        return revision.changes

    def archive_staff(self, who: Actor, staff_id: int, version: int) -> Changes:
        """Let a profile leave the choice at start; what it did keeps its name. DomainError ``last_manager``."""
        with (
            self._keeping_a_manager(staff_id),
            self.library.revise("directory.archive_staff", who, ("staff", staff_id)) as revision,
        ):
            revision.update("staff", staff_id, version, {"archived_on": clock.today()})
        return revision.changes

    @contextmanager
    def _keeping_a_manager(self, staff_id: int) -> Iterator[None]:
        with refusals():
            try:
                yield
            except Refused as refusal:
                if refusal.code != "last_manager":
                    raise
                raise DomainError("last_manager", _LAST, name=self._staff(staff_id).name) from refusal

    # --- what each may do ---

    @staticmethod
    def _is_open(team: list[Staff]) -> bool:
        """Say whether no role was ever given but the widest: then nobody is asked for anything."""
        return all(one.standing == Role.MANAGER for one in team)

    def standing(self, key: str) -> Standing:
        """Return what whoever acts under `key` (`Actor.key`) may do in this library.

        The program, its counter and the command line, which the machine's account guards, may do everything; so may
        anybody while everybody is a manager, and whoever visits the example without taking a profile.
        """
        if key in UNJUDGED or key.startswith("cli:"):
            return EVERYTHING
        team = self.staff_profiles()
        if self._is_open(team):
            return EVERYTHING
        managers = tuple(one.name for one in team if one.standing == Role.MANAGER)
        mine = next((one for one in team if str(one.id) == key), None)
        if mine is not None:
            return Standing(role_of(mine.standing), managers)
        return EVERYTHING if self.home().is_example else Standing(Role.READER, managers, is_nobody=True)

    def require(self, who: Actor, operation: str) -> None:
        """Raise DomainError ``not_allowed`` when `who` may not do an act; long works ask before they begin."""
        self._require(who.key, operation)

    def require_to_correct(self, who: Actor, seq: int) -> None:
        """Raise DomainError ``not_allowed`` when `who` may not do again, or take back, what a revision did."""
        for operation in home_.deeds(self.library, seq) or {UNDO}:
            self._require(who.key, operation)

    def judge(self, heading: Heading) -> None:
        """Judge an act about to be written (`Library.gate`); taking back asks for the right of what is taken back."""
        for operation in home_.judged_operations(self.library, heading):
            self._require(heading.who, operation)

    def _require(self, key: str, operation: str) -> None:
        right = right_for(operation)
        standing = self.standing(key)
        if right is None or standing.may(right):
            return
        if standing.is_nobody:
            raise DomainError("not_allowed", _NOBODY)
        assert standing.role is not None
        raise DomainError(
            "not_allowed",
            _NOT_YOURS,
            role=tr(ROLES[standing.role][0]),
            right=tr(RIGHTS[right]),
            whom=standing.managers[0],
        )
