"""Rows of code lists that carry their words in both languages."""

from typing import Protocol

from cresi_app.core.i18n import language
from cresi_app.core.typography import french


class Bilingual(Protocol):
    """A row with a French and an English name; an empty English name falls back to French."""

    @property
    def name_fr(self) -> str:
        """The French name, as written in the reference file."""
        ...

    @property
    def name_en(self) -> str:
        """The English name, '' when there is none."""
        ...


def name_of(row: Bilingual) -> str:
    """Return the name of `row` in the language in force, with that language's typography."""
    return in_language(row.name_fr, row.name_en)


def in_language(fr: str, en: str) -> str:
    """Return `en` when English is in force and there is some, else `fr` with French spaces and marks."""
    if language() == "en" and en:
        return en.replace("'", "’")
    return french(fr)
