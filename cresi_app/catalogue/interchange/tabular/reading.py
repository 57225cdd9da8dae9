"""Reads lists of documents: finds the line of headings, then one notice a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cresi_app.catalogue.interchange.tabular.columns import Target, named, proposed
from cresi_app.catalogue.interchange.tabular.mapping import notice_of
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.tablefile import Line, Table, is_workbook, read_tables
from cresi_app.core.text import fold

_LOOKED_AT = 20
_OTHER_MARK = re.compile(r"[;|\n]|--")
_WORDS_A_SUBJECT = 3
"""Words that a subject has at most, on the whole, in a column that parts them at commas."""
_CUT_NUMBER = re.compile(r"^\d[.,]\d{2,}E\+\d{2}$", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:sous-?\s?)?tota(?:l|ux)(?: general| generaux| des? [\w ]+)?\s*:?$|^grand total$|^somme$")
_FIGURE = re.compile(r"^[+-]?[\d\s\u00a0\u202f.,]+(?:€|EUR|%)?$")
_OF_ORGANISATIONS = {"id_ex", "rup_mi", "siret", "siren", "rna", "waldec", "objet_social1", "adrs_libcommune"}
"""Headings of lists of associations and companies, which the directory reads."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading, an example, in how many lines it says something, and what it probably is."""

    name: str
    example: str
    lines: int
    target: Target


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` may be a list of documents: a workbook, or a text with a known line of headings."""
    if is_workbook(head):
        return True
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    (table,) = read_tables(head, "")
    at = _heading_line(table)
    return at is not None and not _OF_ORGANISATIONS & {cell.lower() for cell in table.lines[at].cells}


def chosen(data: bytes, name: str, encoding: str = "") -> Table:
    """Return the table that is a list of documents: the first sheet with headings we know, else the longest."""
    tables = read_tables(data, name, encoding=encoding)
    if not tables:
        raise DomainError(
            "unreadable_table",
            N_("Le classeur « {name} » ne contient aucune feuille. Rien n'a été importé."),
            name=name,
        )
    known = [table for table in tables if _heading_line(table) is not None]
    return known[0] if known else max(tables, key=lambda table: len(table.lines))


def _heading_line(table: Table) -> int | None:
    """Return the index of the line of headings: the one that names most columns we know, a title among them."""
    best, score = None, 1
    for at, line in enumerate(table.lines[:_LOOKED_AT]):
        found = proposed(line.cells)
        known = sum(named(cell) is not None for cell in line.cells if cell)
        if known > score and Target.TITLE in found:
            best, score = at, known
    return best


def headings(table: Table) -> list[Heading]:
    """Return the columns of a table, to be shown and put right before anything is written."""
    at = _heading_line(table) or 0
    names = table.lines[at].cells if table.lines else []
    below = table.lines[at + 1 :]
    found = []
    for column, (name, target) in enumerate(zip(names, proposed(names), strict=True)):
        said = [line.cells[column] for line in below if column < len(line.cells) and line.cells[column]]
        found.append(Heading(name, said[0] if said else "", len(said), target))
    return found


def read(table: Table, targets: Sequence[Target] = ()) -> Iterator[Incoming | Reject]:
    """Yield one notice a line below the headings; `targets` is what a person chose for the columns. Never raises."""
    at = _heading_line(table) or 0
    names = table.lines[at].cells if table.lines else []
    meant = [*targets] or proposed(names)
    listed = _comma_lists(table.lines[at + 1 :], meant)
    for line in table.lines[at + 1 :]:
        yield _line(line, names, meant, table.delimiter, listed)


def _comma_lists(lines: Sequence[Line], targets: Sequence[Target]) -> frozenset[int]:
    """Return the columns of subjects whose cells part their words at commas: none uses another mark, and the parts are short.

    Our own lists never do: a term of theirs may hold a comma.
    """
    if Target.OWN_ID in targets:
        return frozenset()
    found = set()
    for column, target in enumerate(targets):
        cells = [line.cells[column] for line in lines if column < len(line.cells)] if target is Target.SUBJECTS else []
        parts = [part for cell in cells if "," in cell for part in cell.split(",")]
        short = sum(len(part.split()) for part in parts) <= _WORDS_A_SUBJECT * len(parts)
        if parts and short and not any(_OTHER_MARK.search(cell) for cell in cells):
            found.add(column)
    return frozenset(found)


def _line(
    line: Line, names: Sequence[str], targets: Sequence[Target], delimiter: str, listed: frozenset[int] = frozenset()
) -> Incoming | Reject:
    raw = (delimiter or ";").join(quoted(cell, delimiter or ";") for cell in line.cells).encode()
    if Target.TITLE not in targets:
        told = Told(line.number, N_("Aucune colonne n'est le titre : dites laquelle avant d'importer."))
        return Reject(line.number, 0, told, raw)
    odd = _no_notice(line.cells, names, targets)
    if odd:
        return Reject(line.number, 0, Told(line.number, odd), raw, line.cells[0])
    beyond = line.cells[len(names) :]
    doubts: tuple[Told, ...] = ()
    if any(beyond):
        doubts = (
            Told(
                line.number,
                N_("La ligne a plus de cellules que de titres de colonnes : le reste est gardé mot pour mot."),
            ),
        )
    if any(_CUT_NUMBER.match(cell) for cell in line.cells):
        doubts += (Told(line.number, N_("Un tableur a coupé un long nombre (« 9,78207E+12 ») : ressaisissez-le.")),)
    cells = [cell.replace(",", ";") if at in listed else cell for at, cell in enumerate(line.cells)]
    notice = notice_of(cells, names, targets)
    return Incoming(line.number, line.number, notice, raw, doubts)


def _no_notice(cells: Sequence[str], names: Sequence[str], targets: Sequence[Target]) -> str:
    """Say what a line is that is no notice: headings said again, or a line of totals; "" for a notice."""
    said = [(cell, name) for cell, name in zip(cells, names, strict=False) if cell]
    if len(said) > 1 and all(fold(cell) == fold(name) for cell, name in said):
        return N_("C'est la ligne des titres de colonnes, écrite une fois de plus.")
    at = targets.index(Target.TITLE)
    others = [cell for place, cell in enumerate(cells) if cell and place != at]
    words = [cell for cell in cells if _TOTAL.match(fold(cell).strip())]
    if words and others and all(_FIGURE.match(cell) or cell in words for cell in others):
        return N_("C'est une ligne de total, pas une notice.")
    return ""


def quoted(cell: str, delimiter: str) -> str:
    """Return a cell as a list in text holds it."""
    if any(sign in cell for sign in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
