"""A list of agreements to be taken in: what each line says, and why a line is not taken."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ListedAgreement:
    """One line: `partner` is the name of the authority abroad, `partner_kind_code` why this country."""

    line: int
    name: str
    country_code: str
    partner: str
    partner_kind_code: str = "origin"
    group_name: str = ""
    object: str = ""
    signed_on: date | None = None
    transmitted_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is not taken: its number in the file, the territory it names, and why."""

    line: int
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AgreementList:
    """What a file holds: the lines that would be taken, those left out, and the columns that were not understood."""

    agreements: tuple[ListedAgreement, ...]
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[str, ...] = ()
