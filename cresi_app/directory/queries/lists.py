"""Reads of the reference lists the directory keeps for every desk."""

from functools import partial
from typing import Final

from cresi_app.directory.model import Choice, Country, LanguageName, Sector
from cresi_app.store.library import Library
from cresi_app.store.records import Table

COUNTRIES: Final = Table("country", Country)
LANGUAGES: Final = Table("language", LanguageName)
SECTORS: Final = Table("sector", Sector)


def countries(library: Library) -> list[Country]:
    """Return the countries or territories in French alphabetical order."""
    return COUNTRIES.loads(library.query(f"SELECT {COUNTRIES.select()} FROM country ORDER BY name_sort, code"))


def languages(library: Library) -> list[LanguageName]:
    """Return the languages in French alphabetical order."""
    return LANGUAGES.loads(library.query(f"SELECT {LANGUAGES.select()} FROM language ORDER BY name_sort, code"))


def sectors(library: Library) -> list[Sector]:
    """Return categories and sectors, each category followed by its own."""
    return SECTORS.loads(library.query(f"SELECT {SECTORS.select()} FROM sector ORDER BY substr(code, 1, 3), code"))


def _choices(table: str, library: Library) -> list[Choice]:
    rows = library.query(f"SELECT code, name_fr, name_en FROM {table} ORDER BY position")
    return [Choice(row["code"], row["name_fr"], row["name_en"]) for row in rows]


kinds = partial(_choices, "organisation_kind")
roles = partial(_choices, "affiliation_role")
schemes = partial(_choices, "identifier_scheme")
consent_subjects = partial(_choices, "consent_subject")


def unique_schemes(library: Library) -> frozenset[str]:
    """Return the schemes whose numbers two organisations cannot share."""
    return frozenset(row["code"] for row in library.query("SELECT code FROM identifier_scheme WHERE is_unique = 1"))
