"""One line of a reference list, in two languages."""

from dataclasses import dataclass

from cresi_app.core.i18n import language
from cresi_app.core.typography import french


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a reference list."""

    code: str
    name_fr: str
    name_en: str
    position: int = 0

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return french(self.name_fr) if language() == "fr" else self.name_en
