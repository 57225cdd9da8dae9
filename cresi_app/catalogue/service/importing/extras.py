"""What a record says beyond its notice of a document already here: the centre's own fields, titles and abstracts of other languages.

They follow the rule of every other field: a blank is filled, a value is replaced only while it is what the source said last, or when asked to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from cresi_app.catalogue.model.custom import CustomValue
from cresi_app.catalogue.model.document import DocumentSheet
from cresi_app.catalogue.model.notice import digest, match_term, split_extras
from cresi_app.catalogue.service.importing.whole import Row, Whole, rows_of
from cresi_app.core.text import fold

_SPOKEN: Final = {"document_title": "title", "document_abstract": "text"}


class Change(NamedTuple):
    """A value of an own field to be written anew."""

    value_id: int
    version: int
    values: dict[str, object]


@dataclass(slots=True)
class Held:
    """What a document says already."""

    values: dict[int, CustomValue]
    spoken: dict[str, set[tuple[str, str]]]


@dataclass(slots=True)
class Extras:
    """The extras of one import."""

    whole: Whole
    changes: list[Change] = field(default_factory=list)
    _held: dict[int, Held] = field(default_factory=dict)
    _done: set[tuple[int, int]] = field(default_factory=set)

    def marks(self, said: Mapping[str, Any]) -> str:
        """Return what joins the fingerprint of a record: name and value of each extra, eight characters each."""
        if not said:
            return ""
        told = {str(row.get("field")): canon for row in rows_of(said, "own_fields") if (canon := self.whole.canon(row))}
        told |= {table: canon for table in _SPOKEN if (canon := "\x1f".join(_spoken(rows_of(said, table), table)))}
        return "".join(digest(name) + digest(told[name]) for name in sorted(told))

    def learn(self, sheet: DocumentSheet) -> None:
        """Remember what a document says."""
        self._held[sheet.document.id] = Held(
            {one.field_id: one for one in sheet.values},
            {
                "document_title": {(one.language_code or "", fold(one.title)) for one in sheet.titles},
                "document_abstract": {(one.language_code or "", "") for one in sheet.abstracts},
            },
        )

    def complete(
        self, document_id: int, said: Mapping[str, Any], fingerprint: str, *, keep: bool
    ) -> tuple[bool, Sequence[str]]:
        """Stage what is new, and return whether anything is, with the names of the fields whose correction is kept."""
        told, held = split_extras(fingerprint), self._held[document_id]
        before = len(self.changes), dict(self.whole.stager.staged)
        kept = [
            str(row.get("name") or row.get("field"))
            for row in rows_of(said, "own_fields")
            if self._own(document_id, row, told, keep=keep)
        ]
        for table in _SPOKEN:
            rows = list(rows_of(said, table))
            if keep and told.get(digest(table)) == digest("\x1f".join(_spoken(rows, table))):
                continue
            for row in rows:
                key = (
                    str(row.get("language_code") or ""),
                    fold(str(row.get("title", ""))) if table == "document_title" else "",
                )
                if key not in held.spoken[table]:
                    held.spoken[table].add(key)
                    self.whole.row(document_id, table, row)
        return (len(self.changes), self.whole.stager.staged) != before, kept

    def _own(self, document_id: int, row: Row, told: Mapping[str, str], *, keep: bool) -> bool:
        """Take one value, and return whether a correction made by hand stands in its way."""
        canon, found = self.whole.canon(row), self.whole.field_of(row)
        if not canon or found is None or (document_id, found[0]) in self._done:
            return False
        last = told.get(digest(str(row.get("field"))))
        if keep and last == digest(canon):
            return False
        self._done.add((document_id, found[0]))
        current = self._held[document_id].values.get(found[0])
        if current is None:
            self.whole.value(document_id, row)
            return False
        here = canon_of(current)
        if here == canon:
            return False
        if keep and last != digest(here):
            return True
        self.changes.append(Change(current.id, current.version, self.whole.columns(row, found)))
        return False


def canon_of(value: CustomValue) -> str:
    """Return a value of the library as `Whole.canon` gives those of a file."""
    if value.choice_id is not None:
        return match_term(value.word)
    if value.day is not None:
        return value.day.isoformat()
    plain = value.text if value.text is not None else value.number if value.number is not None else value.flag
    return "" if plain is None else str(int(plain)) if isinstance(plain, bool) else str(plain)


def _spoken(rows: Iterable[Row], table: str) -> list[str]:
    return [f"{row.get('language_code') or ''}\x1e{row.get(_SPOKEN[table]) or ''}" for row in rows]
