"""Stages what our own JSON says of a document beyond its notice: uses, pieces, issues, own fields, copies with everything, files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from cresi_app.catalogue.model.custom import CustomField, columns_of
from cresi_app.catalogue.model.notice import Notice, match_term
from cresi_app.catalogue.model.whole import CHECKLIST, COPY, FILE, LINE, MOMENTS, TABLES, sound
from cresi_app.catalogue.queries import custom, moving, whole
from cresi_app.core.errors import DomainError
from cresi_app.core.text import fold
from cresi_app.store.library import Library

if TYPE_CHECKING:
    from cresi_app.catalogue.service.importing.staging import Stager

_ONCE: Mapping[str, tuple[str, ...]] = {
    "document_use": (),
    "exhibition": (),
    "document_audience": ("audience",),
    "serial_issue": ("number_sort", "volume", "year"),
}
"""What a document has only one of."""
_LONGEST_NUMBER = 9
_HIGHEST_FOLLOWED = 9_999_999
"""A number above it is kept, but the next notices are not numbered behind it: 999999999 was typed by somebody, not counted up to."""
_LONGEST_ID = 19
OWN = "cresi:"
"""What begins the source key of a document that came from a library of this program; its id there follows."""
_VALUES = ("text", "number", "day", "flag", "choice_id")
_COLUMN_OF = {
    "text": "text",
    "long_text": "text",
    "link": "text",
    "number": "number",
    "date": "day",
    "yes_no": "flag",
    "choice": "choice_id",
}
Row = Mapping[str, Any]


def rows_of(said: Mapping[str, Any], name: str) -> Iterator[Row]:
    """Yield the rows of one part of what is said; what is no row is passed over."""
    found = said.get(name)
    yield from (row for row in (found if isinstance(found, list) else ()) if isinstance(row, dict))


@dataclass(slots=True)
class Whole:
    """What is known of a library and of the file, to take whole documents in. Nothing is asked before the first one comes."""

    library: Library
    stager: "Stager"
    renamed: dict[str, int] = field(default_factory=dict)
    """The documents this file makes, by the id they had where they come from."""
    pointing: list[tuple[str, int, int, str]] = field(default_factory=list)
    """What points at other documents: table, its document, its place there (or its own id), the other's id where it comes from."""
    dated: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    _codes: dict[str, frozenset[str]] = field(default_factory=dict)
    _fields: dict[str, tuple[int, str]] | None = None
    _choices: dict[tuple[int, str], int] = field(default_factory=dict)
    _types: frozenset[str] = frozenset()
    _defined: dict[str, CustomField] = field(default_factory=dict)
    _valued: set[tuple[int, int]] = field(default_factory=set)
    _numbers: set[str] = field(default_factory=set)
    reached: int = 0
    """The highest number that a document of this file keeps."""

    def _learn(self) -> None:
        if self._fields is None:
            self._codes, self._fields = whole.codes(self.library), whole.own_fields(self.library)
            self._choices, self._types = whole.choices(self.library), whole.types(self.library)

    def before(self, notice: Notice) -> Mapping[str, Any]:
        """Return what is said of a notice beyond it; a value of a field that the library has as another type joins its leftovers."""
        if not notice.more:
            return {}
        self._learn()
        said = json.loads(notice.more)
        self._read_written(said)
        lost = [row for row in rows_of(said, "own_fields") if self.field_of(row) is None]
        lines = [f"{row.get('name') or row.get('field')} : {_shown(row)}" for row in lost]
        notice.leftovers = "\n".join(part for part in (notice.leftovers, *lines) if part)
        return said if isinstance(said, dict) else {}

    def _read_written(self, said: Mapping[str, Any]) -> None:
        """Read what a table says of the centre's own fields, each by the type the library gives it."""
        rows = [row for row in rows_of(said, "own_fields") if isinstance(row, dict) and "written" in row]
        if rows and not self._defined:
            self._defined = {one.short_name: one for one in custom.fields(self.library) if one.archived_on is None}
        for row in rows:
            own = self._defined.get(str(row.get("field")))
            text = str(row.pop("written"))
            try:
                columns = columns_of(own, text) if own is not None else None
            except DomainError:
                columns = None
            if own is None or columns is None:
                row["text"] = text  # of no type: it joins what is kept word for word
                continue
            row["type"] = own.type.value
            said_there = {
                name: value
                for name, value in columns.items()
                if name not in {"type", "choice_id"} and value is not None
            }
            row |= {name: value.isoformat() if isinstance(value, date) else value for name, value in said_there.items()}
            if columns["choice_id"] is not None:
                row["word"] = next(one.word for one in own.choices if one.id == columns["choice_id"])

    def document(self, document_id: int, said: Mapping[str, Any]) -> None:
        """Stage it all for a document that is about to be created."""
        if isinstance(said.get("id"), str):
            self.renamed[said["id"]] = document_id
        once: set[tuple[object, ...]] = set()
        pieces: list[int | None] = []
        for table, columns in TABLES.items():
            for row in rows_of(said, table):
                row_id = self._row(document_id, table, columns, row, once)
                if table == "document_piece":
                    pieces.append(row_id)
        for row in rows_of(said, "copy"):
            self._copy(document_id, row, pieces)
        for row in rows_of(said, "document_file"):
            self._file(document_id, row)
        for row in rows_of(said, "own_fields"):
            self.value(document_id, row)
        targets = said.get("targets")
        for at, other in (targets if isinstance(targets, dict) else {}).items():
            if (place := _whole_number(at)) is not None and isinstance(other, str):
                self.pointing.append(("document_link", document_id, place, other))
        dated = {name: said[name] for name in ("seen_on", "issues_a_year") if said.get(name)}
        kept = sound(dated, {"seen_on": "day", "issues_a_year": "number"}, {})
        if kept and any(kept.values()):
            self.dated.append((document_id, {name: value for name, value in kept.items() if value}))

    def row(self, document_id: int, table: str, row: Row) -> None:
        """Stage a row that joins a document already here."""
        self._row(document_id, table, TABLES[table], row, set())

    def _row(
        self, document_id: int, table: str, columns: Mapping[str, str], row: Row, once: set[tuple[object, ...]]
    ) -> int | None:
        """Stage one row and return its id; None when it cannot be."""
        values = sound(row, columns, self._codes)
        if values is None:
            return None
        if table == "serial_issue":
            values["number_sort"] = values["number_sort"] or fold(values["number"])
        key = (table, *(values[name] for name in _ONCE.get(table, ())))
        if table in _ONCE and key in once:
            return None  # the library holds one of it; a file that says two was written by hand
        once.add(key)
        row_id = self.stager.new_id()
        self.stager.put(table, (row_id, document_id, *values.values()))
        if isinstance(row.get("notice"), str):
            self.pointing.append((table, document_id, row_id, row["notice"]))
        return row_id

    def _copy(self, document_id: int, row: Row, pieces: Sequence[int | None]) -> None:
        values = sound(row, COPY, self._codes)
        if values is None:
            return
        place, copy_id = row.get("location"), self.stager.new_id()
        location = self.stager.location_named(place) if isinstance(place, str) and place and match_term(place) else None
        self.stager.copies.append((str(values["barcode"] or ""), copy_id))
        self.stager.put(moving.WHOLE_COPY, (copy_id, document_id, location, *values.values()))
        for counted in rows_of(row, "checklists"):
            self._checklist(copy_id, counted, pieces)

    def _checklist(self, copy_id: int, counted: Row, pieces: Sequence[int | None]) -> None:
        values = sound(counted, CHECKLIST, self._codes | {"moment": MOMENTS})
        if values is None or values["moment"] is None or values["day"] is None:
            return
        checklist_id = self.stager.new_id()
        self.stager.put("checklist", (checklist_id, copy_id, *values.values()))
        seen: set[int] = set()
        for line in rows_of(counted, "lines"):
            at = line.get("piece")
            piece = pieces[at] if isinstance(at, int) and 0 <= at < len(pieces) else None
            said = sound(line, LINE, self._codes)
            if piece is None or piece in seen or said is None:
                continue
            seen.add(piece)
            said = {
                name: 0 if value is None and name in {"expected", "found"} else value for name, value in said.items()
            }
            self.stager.put("checklist_line", (self.stager.new_id(), checklist_id, piece, *said.values()))

    def number(self, said: Mapping[str, Any]) -> str:
        """Return the number a document keeps, "" when it says none, or when it is taken here or in the file."""
        number = said.get("number")
        if (
            not isinstance(number, str)
            or not number.isascii()
            or not number.isdecimal()
            or len(number) > _LONGEST_NUMBER
        ):
            return ""
        if number in self._numbers or whole.number_taken(self.library, number):
            return ""
        self._numbers.add(number)
        if int(number) <= _HIGHEST_FOLLOWED:
            self.reached = max(self.reached, int(number))
        return number

    def _file(self, document_id: int, row: Row) -> None:
        values = sound(row, FILE, self._codes)
        if values is not None and self.library.files.exists(str(values["sha256"])):
            self.stager.put(moving.WHOLE_FILE, (self.stager.new_id(), document_id, *values.values()))

    def field_of(self, row: Row) -> tuple[int, str] | None:
        """Return id and type of the field a value is of, staged when the library has none so called; None when it cannot be."""
        assert self._fields is not None
        name, kind = str(row.get("field") or ""), str(row.get("type") or "")
        found = self._fields.get(name)
        if (
            found is None
            and kind in self._types
            and name
            and all(c.isascii() and (c.isalnum() or c in "_-") for c in name)
            and name == name.lower()
        ):
            found = (self.stager.new_id(), kind)
            self._fields[name] = found
            self.stager.put("custom_field", (found[0], name, str(row.get("name") or name), kind, len(self._fields)))
        return found if found is not None and found[1] == kind else None

    def value(self, document_id: int, row: Row) -> None:
        """Stage a value of an own field."""
        found = self.field_of(row)
        if found is None or (document_id, found[0]) in self._valued:
            return
        field_id, kind = found
        self._valued.add((document_id, field_id))
        column = _COLUMN_OF.get(kind, "")
        value = self._choice(field_id, row) if column == "choice_id" else _typed(row.get(column), column)
        if value is not None:
            values = tuple(value if name == column else None for name in _VALUES)
            self.stager.put("custom_value", (self.stager.new_id(), document_id, field_id, kind, *values))

    def canon(self, row: Row) -> str:
        """Return a value of an own field as it is compared, "" when it says nothing that the field's type can hold."""
        column = _COLUMN_OF.get(str(row.get("type") or ""), "")
        if column == "choice_id":
            return match_term(str(row.get("word") or "").strip())
        value = _typed(row.get(column), column) if column else None
        return "" if value is None else str(value)

    def columns(self, row: Row, found: tuple[int, str]) -> dict[str, object]:
        """Return what is written for a value on a document that has another one."""
        field_id, kind = found
        column = _COLUMN_OF[kind]
        return {column: self._choice(field_id, row) if column == "choice_id" else _typed(row.get(column), column)}

    def _choice(self, field_id: int, row: Row) -> int | None:
        word = str(row.get("word") or "").strip()
        if not word:
            return None
        key = (field_id, match_term(word))
        if key not in self._choices:
            self._choices[key] = self.stager.new_id()
            self.stager.put("custom_choice", (self._choices[key], field_id, word, key[1], len(self._choices)))
        return self._choices[key]

    def pointed(self) -> list[tuple[str, int, int, int]]:
        """Return what points at documents that are known: made by this file, or in the library under the id they had."""
        numbers = (_whole_number(other) for *_, other in self.pointing if other not in self.renamed)
        wanted = {one for one in numbers if one is not None}
        here = whole.documents(self.library, wanted) if wanted else {}
        came = whole.sources_of(self.library, {f"{OWN}{other}" for other in wanted}) if wanted else {}
        found = [
            (
                table, owner, place,
                self.renamed.get(other) or here.get(_whole_number(other) or 0) or came.get(f"{OWN}{other}"),
            )
            for table, owner, place, other in self.pointing
        ]  # fmt: skip
        return [
            (table, owner, place, target)
            for table, owner, place, target in found
            if target is not None and target != owner
        ]


def _whole_number(text: str) -> int | None:
    """Return an id or a place written in figures that SQLite can hold; None for anything else, « ² » among it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _LONGEST_ID else None


def _typed(value: object, column: str) -> object:
    match column:
        case "text":
            return value if isinstance(value, str) and value else None
        case "number":
            return (
                value
                if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 9_000_000_000_000_000_000
                else None
            )
        case "flag":
            return int(value) if isinstance(value, int) and value in {0, 1} else None
        case _:
            kept = sound({"day": value}, {"day": "day"}, {})
            return kept["day"] if kept else None


def _shown(row: Row) -> str:
    return next((str(row[name]) for name in ("text", "word", "day", "number", "flag") if row.get(name) is not None), "")
