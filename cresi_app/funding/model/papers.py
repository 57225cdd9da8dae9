"""What the desk's papers are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cresi_app.funding.model.envelopes import Credit, Excess, Transfer, YearFigures
from cresi_app.funding.model.views import GrantRow, GrantSheet


@dataclass(frozen=True, slots=True)
class LetterData:
    """A grant and where its letter goes: `address` line by line, the name first."""

    sheet: GrantSheet
    address: tuple[str, ...]
    dated_on: date


@dataclass(frozen=True, slots=True)
class StatementData:
    """A year: its figures, the voted grants axis by axis, the requests apart (they are in no total), what moved."""

    figures: YearFigures
    rows: tuple[GrantRow, ...]
    requests: tuple[GrantRow, ...]
    credits: tuple[Credit, ...]
    transfers: tuple[Transfer, ...]
    excesses: tuple[Excess, ...]
    axes: Mapping[int, str]
    edited_on: date
