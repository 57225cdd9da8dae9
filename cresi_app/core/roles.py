"""Who may do what: one table of roles and rights, from which the grid of the settings is drawn and every act is judged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cresi_app.core.i18n import N_


class Right(StrEnum):
    """What a role may or may not do; each is one line of the grid."""

    NOTICES = "notices"
    THESAURUS = "thesaurus"
    MANY = "many"
    FRONT = "front"
    TRAINING = "training"
    PROJECTS = "projects"
    COOPERATION = "cooperation"
    FUNDING = "funding"
    DIRECTORY = "directory"
    PRIVATE = "private"
    LIBRARY = "library"
    TEAM = "team"


class Role(StrEnum):
    """What somebody is in the team, by the code kept in ``staff.standing``."""

    MANAGER = "manager"
    FINANCE = "finance"
    LIBRARIAN = "librarian"
    TRAINING = "training"
    PROJECTS = "projects"
    FRONT = "front"
    READER = "reader"


RIGHTS: Final = {
    Right.NOTICES: N_("Notices, exemplaires, fichiers joints, étagères"),
    Right.THESAURUS: N_("Thésaurus, autorités, champs et modèles du centre"),
    Right.MANY: N_("Imports, fusions, changements en nombre"),
    Right.FRONT: N_("Inscriptions, présences, consultations, prêts, paniers"),
    Right.TRAINING: N_("Formations, journées, quota, papiers"),
    Right.PROJECTS: N_("Dossiers de projet et conseils"),
    Right.COOPERATION: N_("Coopérations, aide d'urgence, antennes"),
    Right.FUNDING: N_("Crédits, subventions, versements, déclarations"),
    Right.DIRECTORY: N_("Organisations, personnes, consentements"),
    Right.PRIVATE: N_("Voir les coordonnées privées"),
    Right.LIBRARY: N_("Identité du centre, restauration, déplacement"),
    Right.TEAM: N_("Équipe et rôles"),
}
"""The lines of the grid, in their order."""

ROLES: Final = {
    Role.MANAGER: (N_("Responsable"), N_("tout, y compris les réglages et l'équipe")),
    Role.FINANCE: (N_("Finances"), N_("subventions, versements, déclarations")),
    Role.LIBRARIAN: (N_("Documentaliste"), N_("notices, thésaurus, imports")),
    Role.TRAINING: (N_("Formation"), N_("journées, inscriptions, présences")),
    Role.PROJECTS: (N_("Projets"), N_("dossiers, conseils, accords, antennes")),
    Role.FRONT: (N_("Comptoir"), N_("inscriptions, présences, consultations")),
    Role.READER: (N_("Lecture"), N_("consultation, aucune coordonnée privée")),
}
"""What each role is called, and what it may do in a few words."""

_TEAM_WORK: Final = frozenset({Right.DIRECTORY, Right.PRIVATE})

MAY: Final = {
    Role.MANAGER: frozenset(Right),
    Role.FINANCE: _TEAM_WORK | {Right.FUNDING},
    Role.LIBRARIAN: _TEAM_WORK | {Right.NOTICES, Right.THESAURUS, Right.MANY, Right.FRONT},
    Role.TRAINING: _TEAM_WORK | {Right.TRAINING, Right.FRONT},
    Role.PROJECTS: _TEAM_WORK | {Right.PROJECTS, Right.COOPERATION},
    Role.FRONT: frozenset({Right.FRONT, Right.PRIVATE}),
    Role.READER: frozenset[Right](),
}
"""The grid."""

_ACTS: Final = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"directory\.(add|update|archive)_staff|directory\.set_role", Right.TEAM),
        (r"directory\.set_(identity|picture)|example\.build", Right.LIBRARY),
        (r"(catalogue|directory)\.(revert_)?import|catalogue\.(merge_documents|mend)|directory\.merge_\w+|catalogue\.\w+_in_many|catalogue\.\w+_many", Right.MANY),
        (r"catalogue\.(\w+_)?(thesaurus|authority|authorities|custom_field|template|copy_setting)", Right.THESAURUS),
        (r"catalogue\.(add|update|link|remove)_terms?|catalogue\.keep_apart", Right.THESAURUS),
        (r"catalogue\.(consult|count_loan|\w+_basket)", Right.FRONT),
        (r"training\.(book|take_in|walk_in|identify|accept_offer|promote|expire_offers|replace_person|set_needs|mark_\w+)", Right.FRONT),
        (r"training\.(cancel_booking|cancel_place)", Right.FRONT),
        (r"catalogue\.\w+", Right.NOTICES),
        (r"training\.\w+", Right.TRAINING),
        (r"projects\.\w+", Right.PROJECTS),
        (r"cooperation\.\w+", Right.COOPERATION),
        (r"funding\.\w+", Right.FUNDING),
        (r"directory\.\w+", Right.DIRECTORY),
    )
)  # fmt: skip
"""Which right an act asks for: the first pattern that fits its whole name."""

FREE: Final = frozenset({"directory.introduce_staff", "history.put_back", "history.go_back"})
"""What anybody may do: say who they are. (Putting values or a record back asks beforehand for the right of each act it corrects.)"""

UNJUDGED: Final = frozenset({"program", "counter"})
"""Keys of who acts by the program's own rules: the program itself, and its counter, whose window offers nothing of the team's."""


def right_for(operation: str) -> Right | None:
    """Return the right that an act asks for; None for what anybody may do. An act unknown here is the managers' alone."""
    if operation in FREE:
        return None
    return next((right for pattern, right in _ACTS if pattern.fullmatch(operation)), Right.LIBRARY)


def role_of(code: str) -> Role:
    """Return the role of a code; one of a newer version reads only."""
    return next((role for role in Role if role == code), Role.READER)


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever is at the desk may do, and whom to ask for the rest.

    `role` None: everything, because roles were not given or do not bind them; `is_nobody`: no profile was taken yet.
    """

    role: Role | None = None
    managers: tuple[str, ...] = ()
    is_nobody: bool = False

    def may(self, right: Right | None) -> bool:
        """Say whether a right is theirs."""
        return right is None or self.role is None or right in MAY[self.role]

    def may_any(self, rights: Iterable[Right]) -> bool:
        """Say whether one of these rights is theirs."""
        return any(self.may(right) for right in rights)


EVERYTHING: Final = Standing()
"""Who is asked for nothing: the program itself, the command line, a library whose team has no roles."""
