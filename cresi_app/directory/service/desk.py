"""What every part of the directory's service stands on: the library, the lists, and refusals turned into sentences."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.directory.model import Choice, Country, LanguageName, Sector
from cresi_app.directory.model.rules import known_code
from cresi_app.directory.queries import lists
from cresi_app.store.errors import Refused, Stale, unforeseen
from cresi_app.store.library import Library

REVIEW_EVERY: Final = timedelta(days=730)
"""A sheet that nobody read over for so long is « à revoir »."""

Cleaner = Callable[[object], object]


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the schema refuses into a sentence; what was typed stays with whoever called."""
    try:
        yield
    except Stale:
        raise DomainError(
            "stale",
            N_(
                "Cette fiche a été modifiée ou supprimée ailleurs depuis qu'elle est ouverte : "
                "votre saisie n'est pas enregistrée. Rouvrez la fiche, puis reprenez votre saisie."
            ),
        ) from None
    except Refused as refusal:
        if refusal.code in {"foreign_key", "in_use"}:
            raise DomainError(
                "in_use",
                N_("D'autres fiches renvoient à celle-ci : elle reste en place. Archivez-la plutôt."),
            ) from refusal
        raise unforeseen(refusal) from refusal


def cleaned(fields: Mapping[str, object], cleaners: Mapping[str, Cleaner]) -> dict[str, object]:
    """Return the fields as they are kept; a field the record does not have is a mistake of ours."""
    strangers = fields.keys() - cleaners.keys()
    assert not strangers, f"no such fields: {sorted(strangers)}"
    return {name: cleaners[name](value) for name, value in fields.items()}


class ListsDesk:
    """The reference lists, read once."""

    def __init__(self, library: Library) -> None:
        self.library: Final = library

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """Every country or territory, in French alphabetical order."""
        return tuple(lists.countries(self.library))

    @cached_property
    def languages(self) -> tuple[LanguageName, ...]:
        """Every language, in French alphabetical order."""
        return tuple(lists.languages(self.library))

    @cached_property
    def sectors(self) -> tuple[Sector, ...]:
        """Every DAC category followed by its sectors, withdrawn ones included (`is_active`)."""
        return tuple(lists.sectors(self.library))

    @cached_property
    def kinds(self) -> Mapping[str, Choice]:
        """The kinds of organisation by code, in the list's order."""
        return {choice.code: choice for choice in lists.kinds(self.library)}

    @cached_property
    def roles(self) -> Mapping[str, Choice]:
        """What a person can be in an organisation."""
        return {choice.code: choice for choice in lists.roles(self.library)}

    @cached_property
    def schemes(self) -> Mapping[str, Choice]:
        """The kinds of standard numbers."""
        return {choice.code: choice for choice in lists.schemes(self.library)}

    @cached_property
    def consent_subjects(self) -> Mapping[str, Choice]:
        """What people are asked to agree to."""
        return {choice.code: choice for choice in lists.consent_subjects(self.library)}

    @cached_property
    def country_by_code(self) -> Mapping[str, Country]:
        """The countries or territories by ISO code; Namibia is the text ``NA``."""
        return {country.code: country for country in self.countries}

    @cached_property
    def sector_by_code(self) -> Mapping[str, Sector]:
        """The sectors and categories by code."""
        return {sector.code: sector for sector in self.sectors}

    @cached_property
    def language_by_code(self) -> Mapping[str, LanguageName]:
        """The languages by ISO 639-2/B code."""
        return {language.code: language for language in self.languages}

    def country_code(self, value: object) -> str | None:
        """Return a country code as kept (None for none), or refuse one the list does not know."""
        return known_code(str(value).upper(), self.country_by_code, "country_code") if value else None

    def language_code(self, value: object) -> str | None:
        """Return a language code as kept (None for none), or refuse one the list does not know."""
        return known_code(str(value).lower(), self.language_by_code, "language_code") if value else None

    @staticmethod
    def review_before() -> date:
        """Return the day before which a reading-over is too old."""
        return clock.today() - REVIEW_EVERY
