"""The forms a budget is seen in: an edition with its lines, its own sub-totals, the shares it allows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model.words import in_language, name_of


class Side(StrEnum):
    """The two columns of the form."""

    CHARGE = "charge"
    PRODUCT = "product"


class Block(StrEnum):
    """The parts of a column: direct accounts, indirect charges, own resources, accounts 86/87."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    OWN = "own"
    VOLUNTEER = "volunteer"


class LineRole(StrEnum):
    """What rules know a line by, whatever its code: where a request stands, a funder, volunteers' hours, capped costs."""

    NONE = ""
    GRANT = "grant"
    FUNDER = "funder"
    OWN = "own"
    HOURS = "hours"
    HOURS_VALUE = "hours_value"
    CONTINGENCY = "contingency"
    OVERHEAD = "overhead"
    TAXES = "taxes"


class Scope(StrEnum):
    """Whose budget a line is of: the project's, or the holder's own of the year (section 5 of the application form)."""

    PROJECT = "project"
    HOLDER = "holder"


UNPLACED: Final = "unplaced"
"""Begins the code of the line that holds, on each side, what has no place in a nomenclature yet: it is in every total."""
GRANTS: Final = "74"
"""The heading of the CERFA form under which a requested grant stands."""


@dataclass(frozen=True, slots=True)
class BudgetTemplate:
    """A row of `budget_template`: one edition of a form."""

    code: str
    name_fr: str
    name_en: str
    edition: str
    source: str
    currency: str
    is_current: bool
    family: str = "cerfa"
    position: int = 0

    @property
    def name(self) -> str:
        """The form's name in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A row of `budget_line_template`: a line of the form. A heading has lines under it; entries may stand on both."""

    template_code: str
    code: str
    parent_code: str | None
    side: Side
    block: Block
    printed_code: str
    account: str
    name_fr: str
    name_en: str
    is_heading: bool
    is_repeatable: bool
    hint: str
    position: int
    role: LineRole = LineRole.NONE

    @property
    def name(self) -> str:
        """The line's own label in the language in force."""
        return in_language(self.name_fr, self.name_en)


@dataclass(frozen=True, slots=True)
class SubtotalLine:
    """A row of `budget_subtotal`: a total that a form shows behind a section; `of_codes` are sections between blanks."""

    template_code: str
    code: str
    side: Side
    after_code: str
    of_codes: str
    printed_code: str
    name_fr: str
    name_en: str
    position: int

    @property
    def name(self) -> str:
        """Its label in the language in force."""
        return in_language(self.name_fr, self.name_en)


@dataclass(frozen=True, slots=True)
class BudgetRule:
    """A row of `budget_rule`: the share, in thousandths, that a line may take of some sections."""

    template_code: str
    code: str
    line_code: str
    of_codes: str
    most_permille: int
    name_fr: str
    name_en: str
    source: str
    position: int

    @property
    def name(self) -> str:
        """What is capped, in the language in force."""
        return in_language(self.name_fr, self.name_en)


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """A form's edition with its lines, in the order of the form, its own sub-totals and the shares it allows."""

    template: BudgetTemplate
    lines: tuple[TemplateLine, ...]
    subtotals: tuple[SubtotalLine, ...] = ()
    rules: tuple[BudgetRule, ...] = ()

    def has(self, code: str) -> bool:
        """Say whether the edition has a line of that code."""
        return any(line.code == code for line in self.lines)

    def by_role(self, role: LineRole) -> tuple[TemplateLine, ...]:
        """Return the lines of that role that entries stand on, in order; headings only when there is nothing else."""
        found = tuple(line for line in self.lines if line.role == role)
        return tuple(line for line in found if not line.is_heading) or found

    def line(self, code: str) -> TemplateLine:
        """Return the line of that code; `DomainError` ``line_unknown`` when the edition has none."""
        for line in self.lines:
            if line.code == code:
                return line
        if code.startswith(UNPLACED):
            return unplaced_line(self.template.code, Side(code.removeprefix(f"{UNPLACED}-")))
        raise DomainError(
            "line_unknown",
            N_("La ligne « {line} » n'existe pas dans {form}."),
            field="line_code",
            line=code,
            form=self.template.name,
        )

    def children(self, code: str) -> tuple[TemplateLine, ...]:
        """Return the lines under a heading."""
        return tuple(line for line in self.lines if line.parent_code == code)

    def sections(self, side: Side) -> tuple[TemplateLine, ...]:
        """Return the lines that stand under no other, of one side."""
        return tuple(line for line in self.lines if line.side == side and line.parent_code is None)


def unplaced_line(template_code: str, side: Side) -> TemplateLine:
    """Return the line under which entries stand that a nomenclature has no place for."""
    code, words = f"{UNPLACED}-{side}", ("À classer dans cette nomenclature", "To be placed in this nomenclature")
    return TemplateLine(template_code, code, None, side, Block.DIRECT, "", "", *words, True, False, "", 99_999)
