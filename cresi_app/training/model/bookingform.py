"""The booking form's own words: what its fields are called, what it prints, which needs can be ticked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.core.formcode import FormCode
from cresi_app.core.i18n import N_, tr

KIND: Final = "B"
VERSION: Final = 1
ANY_SESSION: Final = "ANY"
"""Stands for the session in the code of a form on which it is chosen."""
PEOPLE: Final = 4
"""People on one form: more than most sessions give one association."""

TICKS: Final[Mapping[str, str]] = {
    "need_access": N_("Accès en fauteuil ou place réservée"),
    "need_signs": N_("Interprète en langue des signes"),
    "need_meal": N_("Repas végétarien"),
    "need_computer": N_("Prêt d'un ordinateur"),
}


@dataclass(frozen=True, slots=True)
class FormSession:
    """A session that can be asked for on a form."""

    code: str
    day: date
    title: str
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class BookingForm:
    """What a blank form is made of: one session (fixed on it), or those of a programme's year (chosen on it)."""

    year: int
    sessions: tuple[FormSession, ...]
    is_programme: bool

    @property
    def code(self) -> FormCode:
        """Which form it is."""
        about = ANY_SESSION if self.is_programme else self.sessions[0].code
        return FormCode(KIND, VERSION, f"{self.year}/{about}")


def tick_words(name: str) -> str:
    """Return the words of a need that can be ticked."""
    return tr(TICKS[name])
