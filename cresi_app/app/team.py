"""The team as the window sees it: profiles, who comes and goes, what each may do."""

from collections.abc import Sequence

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.roles import Role, role_of
from cresi_app.services import Services
from cresi_app.shell.doors import StaffProfile


class TeamDoors:
    """Reads and acts on the profiles of an open library."""

    def __init__(self, services: Services) -> None:
        self._directory = services.directory

    def staff(self) -> Sequence[StaffProfile]:
        """Return who may sit at the desk."""
        return [
            StaffProfile(one.id, one.name, one.role, one.version, role_of(one.standing))
            for one in self._directory.staff_profiles()
        ]

    def add(self, who: Actor, name: str, role: str) -> Changes:
        """Add somebody to the team, who reads until a role is chosen; the first one manages."""
        return self._directory.add_staff(who, name, role, Role.READER)

    def introduce(self, who: Actor, name: str, role: str) -> Changes:
        """Write the profile of somebody who says their name at the desk."""
        return self._directory.introduce_staff(who, name, role)

    def set_role(self, who: Actor, profile: StaffProfile, standing: Role) -> Changes:
        """Let a profile do more, or less."""
        return self._directory.set_role(who, profile.id, profile.version, standing)

    def archive(self, who: Actor, profile: StaffProfile) -> Changes:
        """Take somebody off the team; what they did keeps their name."""
        return self._directory.archive_staff(who, profile.id, profile.version)
