"""What is counted of the collection over a period: one object that page, table file and paper show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from cresi_app.core.i18n import N_, trn


class Dimension(StrEnum):
    """By what is counted."""

    KIND = "kind"
    THEME = "theme"
    COUNTRY = "country"
    LANGUAGE = "language"
    YEAR = "year"
    PROVENANCE = "provenance"
    PLACE = "place"


DIMENSIONS: Final[Mapping[Dimension, str]] = {
    Dimension.KIND: N_("Par type de document"),
    Dimension.THEME: N_("Par thème"),
    Dimension.COUNTRY: N_("Par pays"),
    Dimension.LANGUAGE: N_("Par langue"),
    Dimension.YEAR: N_("Par année de publication"),
    Dimension.PROVENANCE: N_("Par provenance"),
    Dimension.PLACE: N_("Par emplacement"),
}
OVERLAPPING: Final = frozenset({Dimension.THEME, Dimension.COUNTRY, Dimension.LANGUAGE})
"""A document may count in several lines: the lines sum to more than the total."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted. Money in euro cents; those without meaning for a dimension stay 0 and are not shown."""

    documents: int = 0
    copies: int = 0
    new_documents: int = 0
    new_copies: int = 0
    withdrawn: int = 0
    views: int = 0
    consultations: int = 0
    loans: int = 0
    spent: int = 0
    value: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Return the sums."""
        return Figures(
            self.documents + other.documents, self.copies + other.copies, self.new_documents + other.new_documents,
            self.new_copies + other.new_copies, self.withdrawn + other.withdrawn, self.views + other.views,
            self.consultations + other.consultations, self.loans + other.loans, self.spent + other.spent,
            self.value + other.value,
        )  # fmt: skip


COLUMNS: Final[Mapping[str, str]] = {
    "documents": N_("Notices"),
    "new_documents": N_("dont entrées"),
    "copies": N_("Exemplaires"),
    "new_copies": N_("dont entrés"),
    "withdrawn": N_("Retirés"),
    "views": N_("Vues"),
    "consultations": N_("Sur place"),
    "loans": N_("Prêts"),
    "spent": N_("Achats"),
    "value": N_("Valeur"),
}
MONEY: Final = frozenset({"spent", "value"})
_OF_COPIES: Final = frozenset({Dimension.PROVENANCE, Dimension.PLACE})
_NOT_OF_COPIES: Final = frozenset({"new_documents", "views"})
"""Nobody looks at one copy of a notice, and notices have no place."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `key` is its code or id as text ("" for what says nothing), `label` its name."""

    key: str
    label: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class StatTable:
    """One dimension. `total` counts everything once, whatever the lines overlap."""

    dimension: Dimension
    lines: Sequence[Line]
    total: Figures
    columns: Sequence[str]

    def first(self, most: int) -> list[Line]:
        """Return the first lines, the rest as one, so that sums stay what they are."""
        if len(self.lines) <= most:
            return list(self.lines)
        rest = Figures()
        for line in self.lines[most - 1 :]:
            rest += line.figures
        others = len(self.lines) - most + 1
        return [*self.lines[: most - 1], Line("…", trn("{n} autre", "{n} autres", others), rest)]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything counted from `first` to `last`, both included. `undated_loans`: brought from another program, of no period."""

    first: date
    last: date
    total: Figures
    tables: Mapping[Dimension, StatTable] = field(default_factory=dict)
    undated_loans: int = 0
    other_currencies: int = 0
    """Copies whose price is in another currency: they are in no sum."""


def columns_of(dimension: Dimension) -> list[str]:
    """Return the figures that have a meaning for a dimension, in the order of the table."""
    left_out = _NOT_OF_COPIES if dimension in _OF_COPIES else frozenset()
    return [name for name in COLUMNS if name not in left_out]
