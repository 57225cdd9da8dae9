"""From a file to its grants: each row one line taken in, one line refused with its reason, or a row that is none and is told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import fold
from cresi_app.funding.interchange.grants import headings
from cresi_app.funding.interchange.grants.lines import Options, line_of
from cresi_app.funding.interchange.grants.repairing import aligned
from cresi_app.funding.interchange.grants.tables import Row, Table, Tables, plain, read_tables
from cresi_app.funding.model.findings import Finding, Level
from cresi_app.funding.model.pastgrant import AMOUNTS, GrantLine, Meaning, Rejected

_TOTAL: Final = re.compile(
    r"^(?:sous[ -]?)?tota(?:l|ux)(?: (?:general|generaux|global|cumule|page|\d+|de |des |du |par |subventions?|attribue|verse).*)?[\s:.]*$"
)
"""« Total », « Sous-total », « Total général », « Total des subventions »: never an association whose name begins so."""
_FILE_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
LARGEST: Final = 200 << 20


@dataclass(slots=True)
class GrantFile:
    """A file opened: its lists, what each column is taken for, and what is to be said about it (grows while `lines` gives)."""

    name: str
    found: Tables
    columns: dict[str, headings.Columns] = field(default_factory=dict)
    year: int | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def format(self) -> str:
        """``scdl`` when a list has the standard's headings, else ``grants``."""
        return "scdl" if any(headings.is_scdl(table.headings) for table in self.found.tables) else "grants"

    @property
    def total(self) -> int:
        """How many rows stand below the headings."""
        return sum(len(table.rows) for table in self.found.tables)

    def columns_of(self, table: Table) -> headings.Columns:
        """Return what a list's columns are taken for: as said before for these headings, else as proposed."""
        kept = self.columns.get(headings.fingerprint(table.headings))
        return kept if kept is not None and len(kept) == len(table.headings) else headings.proposed(table.headings)

    def lines(self) -> Iterator[GrantLine | Rejected]:
        """Give the lines of all lists."""
        self.findings = list(self.found.findings)
        for table in self.found.tables:
            yield from _Walk(self, table).lines()


def open_file(
    path: Path, *, encoding: str = "", columns: Mapping[str, headings.Columns] | None = None, year: int | None = None
) -> GrantFile:
    """Open a list of grants. DomainError ``unreadable_file``, ``no_table``, ``unreadable_sheet``, ``encoding_unknown``."""
    try:
        if path.stat().st_size > LARGEST:
            raise DomainError(
                "too_big",
                N_("« {name} » dépasse {size} Mo : ce n'est pas une liste de subventions."),
                name=path.name,
                size=LARGEST >> 20,
            )
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise DomainError(
            "unreadable_file",
            N_("« {name} » n'a pas pu être lu ({reason})."),
            name=path.name,
            reason=getattr(error, "strerror", None) or str(error),
        ) from None
    return open_content(content, path.name, encoding=encoding, columns=columns, year=year)


def open_content(
    content: bytes,
    name: str,
    *,
    encoding: str = "",
    columns: Mapping[str, headings.Columns] | None = None,
    year: int | None = None,
) -> GrantFile:
    """Open the bytes of a list of grants, as `open_file`."""
    found = read_tables(content, name, encoding)
    return GrantFile(name, found, dict(columns or {}), year if year is not None else _year_of(name))


def _year_of(name: str) -> int | None:
    years = {int(one) for one in _FILE_YEAR.findall(name)}
    return years.pop() if len(years) == 1 else None


class _Walk:
    """One list on its way through: which rows are grants, and what is told of the others."""

    def __init__(self, file: GrantFile, table: Table) -> None:
        self.file, self.table = file, table
        self.columns = file.columns_of(table)
        self.sum_minor = 0
        amounts = [at for at, one in enumerate(self.columns) if one in AMOUNTS]
        self.options = Options(
            columns=self.columns,
            sheet=table.sheet,
            year=file.year,
            is_scdl=headings.is_scdl(table.headings),
            groups_by_point=any(_ends_in_cents(row, amounts) for row in table.rows[:500]),
            authority=_only_one(table, self.columns, Meaning.AUTHORITY),
            authority_siret=_only_one(table, self.columns, Meaning.AUTHORITY_SIRET),
        )

    def lines(self) -> Iterator[GrantLine | Rejected]:
        missing = headings.lacking(self.columns)
        if missing:
            self._tell(N_("La liste n'a pas de colonne « {column} » : dites laquelle c'est dans la correspondance."), self.table.heading_line,
                       column=missing[0].value)  # fmt: skip
        for row in self.table.rows:
            if any(cell.strip().strip(";") for cell in row.cells) and not self._is_no_grant(row):
                yield self._line(row)

    def _tell(self, sentence: str, at: int, /, **data: object) -> None:
        self.file.findings.append(Finding(Level.WARNING, "row", sentence, data, at, self.table.sheet))

    def _is_no_grant(self, row: Row) -> bool:
        """Say whether a row is a heading again, a total or a footnote; each is told."""
        if headings.is_heading_row(row.cells) and headings.score(row.cells) * 2 >= headings.score(self.table.headings):
            self._tell(N_("Ligne {line} : les en-têtes sont répétés, la ligne est passée."), row.line, line=row.line)
            return True
        written = [cell.strip() for cell in row.cells if cell.strip()]
        first = (written[0], self._value(row, Meaning.BENEFICIARY))
        if any(_TOTAL.match(fold(cell)) for cell in first) and not self._value(row, Meaning.SIRET):
            self._total(row, written)
            return True
        if len(written) == 1 and len(self.columns) > 2 and not self._has_amount(row) and self._fits(row.cells):
            text = written[0][:80]
            self._tell(
                N_("Ligne {line} : « {text} » n'est pas une subvention, la ligne est passée."),
                row.line,
                line=row.line,
                text=text,
            )
            return True
        return False

    def _total(self, row: Row, written: list[str]) -> None:
        same = any(_digits(cell) == str(self.sum_minor) for cell in written[1:])
        sentence = (
            N_("Ligne {line} : total de la liste, égal à la somme des lignes lues.")
            if same
            else N_(
                "Ligne {line} : total de la liste ({text}), différent de la somme des lignes lues au-dessus ({sum} €)."
            )
        )
        self._tell(
            sentence, row.line, line=row.line, text=" ".join(written[1:])[:60], sum=f"{self.sum_minor / 100:.2f}"
        )

    def _value(self, row: Row, meaning: Meaning) -> str:
        at = self.columns.index(meaning) if meaning in self.columns else -1
        return row.cells[at].strip() if 0 <= at < len(row.cells) else ""

    def _has_amount(self, row: Row) -> bool:
        return any(self._value(row, meaning) for meaning in AMOUNTS if meaning in self.columns)

    def _line(self, row: Row) -> GrantLine | Rejected:
        cells, told = self._cells(row)
        if cells is None:
            sentence = N_(
                "Le nombre de cellules de la ligne ({n}) n'est pas celui des colonnes ({columns}), et rien ne permet de les remettre en place."
            )
            data = {"n": len(row.cells), "columns": len(self.columns)}
            return self._reject(row, Finding(Level.CRITICAL, "shifted", sentence, data, row.line))
        try:
            line = line_of(row.line, cells, self.options)
        except DomainError as refusal:
            return self._reject(row, Finding(Level.CRITICAL, refusal.code, refusal.template, refusal.data, row.line))
        self.sum_minor += line.total_minor
        return replace(line, told=(*told, *line.told))

    def _reject(self, row: Row, finding: Finding) -> Rejected:
        return Rejected(row.line, finding, row.raw or "\t".join(row.cells), self.table.sheet)

    def _cells(self, row: Row) -> tuple[tuple[str, ...] | None, tuple[Finding, ...]]:
        """Return a row's cells, one a column: as they are, or put back in their places and told."""
        wanted = len(self.columns)
        cells = _trimmed(row.cells, wanted)
        if len(cells) == wanted and self._fits(cells):
            return cells, ()
        if not self.table.separator:
            return (*cells[:wanted], *[""] * (wanted - len(cells))), ()
        mended = self._mended(cells) or self._mended(_trimmed(plain(row.raw, self.table.separator), wanted))
        if mended is not None:
            sentence = N_("Des virgules sans guillemets avaient décalé les colonnes : elles sont remises en place.")
            return mended, (Finding(Level.WARNING, "shifted", sentence, {}, row.line),)
        if len(cells) <= wanted:
            return (*cells, *[""] * (wanted - len(cells))), ()
        return None, ()

    def _mended(self, cells: tuple[str, ...]) -> tuple[str, ...] | None:
        return aligned(cells, self.columns, self.table.separator) if len(cells) > len(self.columns) else None

    def _fits(self, cells: tuple[str, ...]) -> bool:
        """Say whether a row needs no mending: not one long quoted cell with nothing in the others."""
        return not (self.table.separator and cells[0].count(self.table.separator) >= len(self.columns) // 2)


def _trimmed(cells: tuple[str, ...], wanted: int) -> tuple[str, ...]:
    while len(cells) > wanted and not cells[-1].strip(" ;\t"):
        cells = cells[:-1]
    return cells


def _digits(text: str) -> str:
    """Return an amount's digits in cents, to compare totals with."""
    bare = re.sub(r"[^\d,.]", "", text)
    whole, _, cents = bare.replace(".", ",").rpartition(",") if re.search(r"[.,]\d{1,2}$", bare) else (bare, "", "")
    return (re.sub(r"\D", "", whole) + cents.ljust(2, "0")).lstrip("0") or "0"


def _ends_in_cents(row: Row, amounts: list[int]) -> bool:
    return any(at < len(row.cells) and re.search(r",\d{2}\s*€?\s*$", row.cells[at]) is not None for at in amounts)


def _only_one(table: Table, columns: headings.Columns, meaning: Meaning) -> str:
    """Return the one value a column has wherever it has one: what an empty cell of it stands for."""
    if meaning not in columns:
        return ""
    at = columns.index(meaning)
    values = {row.cells[at].strip() for row in table.rows if len(row.cells) == len(columns) and row.cells[at].strip()}
    return values.pop() if len(values) == 1 else ""
