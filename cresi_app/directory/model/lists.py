"""Lists by others that the desks refer to: countries or territories, languages, sectors, kinds, roles, schemes."""

from dataclasses import dataclass

from cresi_app.core.i18n import language


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; `longitude_e6` and `latitude_e6` are millionths of a degree, a dot for a map and no claim."""

    code: str
    iso3: str
    name_fr: str
    name_en: str
    name_sort: str
    kind: str
    parent_code: str | None
    is_oda: bool
    oda_group: str
    longitude_e6: int
    latitude_e6: int

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.name_en if language() == "en" else self.name_fr

    @property
    def longitude(self) -> float:
        """Degrees east."""
        return self.longitude_e6 / 1e6

    @property
    def latitude(self) -> float:
        """Degrees north."""
        return self.latitude_e6 / 1e6


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language: ISO 639-2/B `code` (fre), `code_t` (fra), ISO 639-1 `code2` (fr, or "")."""

    code: str
    code_t: str
    code2: str
    name_fr: str
    name_en: str
    name_sort: str

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.name_en if language() == "en" else self.name_fr


@dataclass(frozen=True, slots=True)
class Sector:
    """A DAC sector (five digits) or its category (three digits, `parent_code` None)."""

    code: str
    parent_code: str | None
    name_fr: str
    name_en: str
    is_active: bool

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.name_en if language() == "en" else self.name_fr


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of one of the directory's own lists: kinds of organisation, roles, schemes, subjects of consent."""

    code: str
    name_fr: str
    name_en: str

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.name_en if language() == "en" else self.name_fr
