"""The world's figures: agreements, projects, grants, emergency aid by country; one object behind map, table, home page and paper."""

from dataclasses import dataclass

from cresi_app.cooperation.model.stories import CountryExchange
from cresi_app.core.land import Point
from cresi_app.core.text import sort_key


@dataclass(frozen=True, slots=True)
class WorldFilter:
    """What the figures are narrowed to: a DAC category of three digits, a year, a French authority."""

    theme: str = ""
    year: int | None = None
    authority_id: int | None = None


@dataclass(frozen=True, slots=True)
class CountryLine:
    """The figures of a country or territory; amounts in cents of euro, `where` in degrees (longitude, latitude)."""

    code: str
    name: str
    is_oda: bool
    kind: str
    where: Point
    agreements: int = 0
    projects: int = 0
    grants: int = 0
    granted: int = 0
    paid: int = 0
    crises: int = 0
    aid: int = 0

    @property
    def weight(self) -> int:
        """How much there is of it, for the size of its disc."""
        return self.agreements + self.projects + self.grants + self.crises


@dataclass(frozen=True, slots=True)
class WorldFigures:
    """Every country that has something, most first, and the totals of the very same lines."""

    lines: tuple[CountryLine, ...]
    wanted: WorldFilter = WorldFilter()

    def ordered(self, column: str, *, descending: bool = False) -> list[CountryLine]:
        """Return the lines as a column orders them, names in their alphabet; as they are for no column."""
        if not column:
            return list(self.lines)
        found = sorted(self.lines, key=lambda line: (sort_key(line.name), line.code), reverse=descending)
        if column != "name":
            found.sort(key=lambda line: int(getattr(line, column)), reverse=descending)
        return found

    def total(self, name: str) -> int:
        """Return the sum of a column: ``agreements``, ``projects``, ``grants``, ``granted``, ``paid``, ``crises``, ``aid``."""
        return sum(int(getattr(line, name)) for line in self.lines)

    @property
    def countries(self) -> int:
        """How many countries or territories."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class CountryEvent:
    """Something done with a country, for its sheet: `kind` and `id` open the record."""

    kind: str
    id: int
    title: str
    detail: str
    year: int | None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class CountrySheet:
    """A country or territory whole: `figures` is its line of the world, None when nothing is done there; `parent` what it is part of."""

    code: str
    name: str
    parent: str
    is_oda: bool
    oda_group: str
    where: Point
    figures: CountryLine | None
    exchanges: tuple[CountryExchange, ...]
    events: tuple[CountryEvent, ...]

    def of(self, kind: str) -> list[CountryEvent]:
        """Return what was done of one kind, newest first."""
        return [event for event in self.events if event.kind == kind]


def country_key(code: str) -> int:
    """Return the number that stands for a country where a record's id is asked: its two letters, ``NA`` like any other."""
    return ord(code[0]) * 256 + ord(code[1])


def country_of(key: int) -> str:
    """Return the country's code of its number."""
    return chr(key // 256) + chr(key % 256)
