"""What an act touched, and who did it: what services return and open windows listen to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

RecordRef = tuple[str, int]
"""A record named by its table and its id."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `key` goes into the revision (a staff id as text, or ``cli:<account>``), `name` is for sentences."""

    key: str
    name: str


PROGRAM: Final = Actor("program", "cresi")
"""The program itself, where it acts by a rule and nobody asked: an offer that runs out. No desk's undo takes that back."""


@dataclass(frozen=True, slots=True)
class Changes:
    """One revision's effect. `seq` is None when nothing was written; `touched` maps each table to the ids touched.

    `subject` is the record the act was about (the created document, the booking…), or None.
    """

    seq: int | None
    operation: str
    touched: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    subject: RecordRef | None = None

    @property
    def id(self) -> int:
        """The id of the subject; asking for it when there is none is a programming error."""
        assert self.subject is not None
        return self.subject[1]

    def touches(self, entity: str, entity_id: int | None = None) -> bool:
        """Say whether any row of `entity` (or that very row) was touched."""
        ids = self.touched.get(entity)
        return bool(ids) if entity_id is None else ids is not None and entity_id in ids

    def touches_any(self, entities: Iterable[str]) -> bool:
        """Say whether a row of any of these tables was touched."""
        return any(self.touches(entity) for entity in entities)


NOTHING: Final = Changes(seq=None, operation="")
