"""A budget pasted from a spreadsheet: what was understood of each row, what was not, and why; nothing is left out of sight."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import fold
from cresi_app.projects.model.entry import Typed, read_entry
from cresi_app.projects.model.form import Nomenclature, Side, TemplateLine
from cresi_app.projects.model.life import ProjectRate

COLUMNS: Final = ("amount_minor", "revised_minor", "actual_minor")
_HEADS: Final = {
    "amount_minor": ("prevu", "prevision", "previsionnel", "budget", "montant", "forecast", "amount", "total", "cout"),
    "revised_minor": ("revise", "modifie", "actualise", "revised"),
    "actual_minor": ("realise", "realisation", "depense", "reel", "actual", "spent", "execute"),
}
_CODE: Final = re.compile(r"^\s*([0-9]{1,3}(?:\.[0-9]{1,2}){0,2}|[0-9]{2}x|[A-E](?:\.[0-9])?)(?=$|[\s.:)–—-])")
_SUMS: Final = ("total", "sous total", "subtotal", "s/total", "ensemble", "solde", "resultat")
_SURE: Final = 86


class PastedState(StrEnum):
    """What becomes of a pasted row."""

    TAKEN = "taken"
    SKIPPED = "skipped"
    UNPLACED = "unplaced"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as it was pasted and as it is understood. `line_code` '' while no line of the form is chosen for it."""

    cells: tuple[str, ...]
    label: str
    line_code: str
    amounts: tuple[tuple[str, Typed], ...]
    state: PastedState
    why: str = ""

    def placed(self, line_code: str) -> "PastedRow":
        """Return the row on a line that somebody chose; '' leaves it out."""
        if not line_code:
            return replace(self, line_code="", state=PastedState.UNPLACED, why=tr(UNPLACED_WHY))
        if self.state is PastedState.UNREAD:
            return replace(self, line_code=line_code)
        return replace(self, line_code=line_code, state=PastedState.TAKEN, why="")


UNPLACED_WHY: Final = N_("Aucune ligne du formulaire reconnue : choisissez-la, ou la ligne ne sera pas reprise.")
_SUM_WHY: Final = N_("Total ou titre : recalculé, jamais recopié.")
_EMPTY_WHY: Final = N_("Aucun montant.")


def read_table(text: str) -> list[tuple[str, ...]]:
    """Return pasted text as rows of cells: tabs, else semicolons, quotes as spreadsheets write them; blank rows left out."""
    bare = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    mark = "\t" if "\t" in bare else ";" if ";" in bare else "\t"
    rows = csv.reader(io.StringIO(bare), delimiter=mark)
    return [cells for row in rows if any(cells := tuple(cell.strip() for cell in row))]


def understand(text: str, form: Nomenclature, currency: str, rates: Sequence[ProjectRate] = ()) -> list[PastedRow]:
    """Return every pasted row with what was understood of it.

    A row's line is found by its code, else by its words when they can only mean one; amounts by the head of their column, else
    the first is the forecast, and with three the second the revised one. Ambiguous amounts are never guessed.
    """
    rows = read_table(text)
    columns: list[str] | None = None
    side: Side | None = None
    found = []
    for cells in rows:
        heads = _heads(cells)
        if columns is None and heads is not None:
            columns = heads
            found.append(PastedRow(cells, " ".join(filter(None, cells)), "", (), PastedState.SKIPPED, tr(_SUM_WHY)))
            continue
        side = _side_of(cells) or side
        found.append(_row(cells, columns, (form, side), currency, rates))
    return found


def _heads(cells: Sequence[str]) -> list[str] | None:
    """Return which amount each cell of a head row announces, '' for other columns; None when it is no head row."""
    words = [fold(cell) for cell in cells]
    if any(any(mark.isdigit() for mark in word) for word in words):
        return None
    named = [next((name for name, known in _HEADS.items() if any(k in word for k in known)), "") for word in words]
    return named if any(named[1:]) else None


def _side_of(cells: Sequence[str]) -> Side | None:
    words = fold(" ".join(cells))
    if len(words.split()) > 3:
        return None
    if words.startswith(("charges", "depenses", "costs", "expenses")):
        return Side.CHARGE
    return Side.PRODUCT if words.startswith(("produits", "recettes", "ressources", "income", "revenue")) else None


def _row(
    cells: tuple[str, ...],
    columns: Sequence[str] | None,
    place: tuple[Nomenclature, Side | None],
    currency: str,
    rates: Sequence[ProjectRate],
) -> PastedRow:
    words, numbers = _parted(cells, columns)
    label = " ".join(words).strip()
    amounts, why = _amounts(numbers, columns, currency, rates)
    line = _line(place[0], place[1], label, words)
    name = _own_words(label, line)
    if why:
        return PastedRow(cells, name, line.code if line else "", amounts, PastedState.UNREAD, why)
    if not any(typed.minor for _, typed in amounts):
        return PastedRow(cells, label, "", (), PastedState.SKIPPED, tr(_EMPTY_WHY))
    if _is_sum(label) or (line is not None and line.is_heading and _has_children_words(label, line)):
        return PastedRow(cells, label, "", amounts, PastedState.SKIPPED, tr(_SUM_WHY))
    if line is None:
        return PastedRow(cells, label, "", amounts, PastedState.UNPLACED, tr(UNPLACED_WHY))
    return PastedRow(cells, name, line.code, amounts, PastedState.TAKEN)


def _parted(cells: tuple[str, ...], columns: Sequence[str] | None) -> tuple[list[str], list[tuple[int, str]]]:
    """Part the words from the amounts: by the head row, else the words end at the first cell that begins like an amount."""
    if columns is not None:
        numbers = [(n, cell) for n, cell in enumerate(cells) if n < len(columns) and columns[n] and cell]
        first = min((n for n, name in enumerate(columns) if name), default=len(cells))
        return [cell for cell in cells[:first] if cell], numbers
    first = next((n for n, cell in enumerate(cells) if n and _like_amount(cell)), len(cells))
    return [cell for cell in cells[:first] if cell], [(n, cell) for n, cell in enumerate(cells) if n >= first and cell]


def _like_amount(cell: str) -> bool:
    return bool(re.match(r"^[-−+(]?\s*[\d.,]", cell)) and sum(mark.isalpha() for mark in cell) <= 6


def _amounts(
    numbers: Sequence[tuple[int, str]], columns: Sequence[str] | None, currency: str, rates: Sequence[ProjectRate]
) -> tuple[tuple[tuple[str, Typed], ...], str]:
    order = {1: COLUMNS[:1], 2: (COLUMNS[0], COLUMNS[2])}.get(len(numbers), COLUMNS)
    found: list[tuple[str, Typed]] = []
    why = ""
    for place, (column, cell) in enumerate(numbers):
        name = columns[column] if columns is not None else order[place] if place < len(order) else ""
        if not name or name in {known for known, _ in found}:
            continue
        try:
            found.append((name, read_entry(cell, currency, rates, field_name=name)))
        except DomainError as refusal:
            why = why or refusal.sentence
    return tuple(found), why


def _line(form: Nomenclature, side: Side | None, label: str, words: Sequence[str]) -> TemplateLine | None:
    lines = [line for line in form.lines if side is None or line.side == side]
    code = _CODE.match(label) or (_CODE.match(words[0]) if words else None)
    if code is not None:
        same = [line for line in lines if code[1] in {line.code, line.printed_code}]
        same = same or [line for line in lines if line.account == code[1] and not line.is_heading]
        if len(same) == 1:
            return same[0]
    text = fold(_CODE.sub("", label))
    if not text:
        return None
    exact = [line for line in lines if text in {fold(line.name_fr), fold(line.name_en)}]
    if exact:
        return exact[0] if len(exact) == 1 else None
    scored = sorted(((_likeness(text, line), line.code) for line in lines), reverse=True)
    best = [code for score, code in scored if score >= _SURE and score == scored[0][0]]
    return form.line(best[0]) if len(best) == 1 else None


def _likeness(text: str, line: TemplateLine) -> float:
    return max(fuzz.ratio(text, fold(line.name_fr)), fuzz.ratio(text, fold(line.name_en)))


def _own_words(label: str, line: TemplateLine | None) -> str:
    """Return what the row adds to the form's own words: its label without the code; '' when it only repeats the form."""
    bare = _CODE.sub("", label).lstrip(" .:)–—-").strip()
    if line is not None and fuzz.ratio(fold(bare), fold(line.name)) >= _SURE:
        return ""
    return bare


def _is_sum(label: str) -> bool:
    words = fold(_CODE.sub("", label))
    return words.startswith(_SUMS)


def _has_children_words(label: str, line: TemplateLine) -> bool:
    """Say whether the row is the heading itself (« 60 – Achats »), whose amount is the sum of the rows under it."""
    return _own_words(label, line) == ""
