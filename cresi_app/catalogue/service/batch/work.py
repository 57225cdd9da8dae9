"""One act on many documents: what is read chunk by chunk is staged, and written as one revision by a few statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.model.batch import BatchReport
from cresi_app.catalogue.model.importing import Progress, Told, Unwatched
from cresi_app.catalogue.queries import batch
from cresi_app.catalogue.service.desk import refusals
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.store.errors import Moved
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision

CHUNK: Final = 500
"""Documents read and decided together; between two chunks the act can be given up."""
GONE: Final = "gone "
"""What rows to be deleted are staged under, before their table's name."""

Rows = list[dict[str, object]]


@dataclass(slots=True)
class Work:
    """Collects what one act changes, adds and removes; nothing is seen of it before its revision."""

    library: Library
    revision: Revision
    report: BatchReport
    staging: int = field(default_factory=new_id)
    _columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _made: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)
    _waiting: dict[str, Rows] = field(default_factory=dict)

    def change(self, table: str, entity_id: int, version: int, values: Mapping[str, object]) -> None:
        """Give a row these values; every row of a table that is changed names the same columns."""
        known = self._columns.setdefault(table, tuple(values))
        assert set(known) == set(values), f"other columns than {known}"
        self._waiting.setdefault(table, []).append(batch.staged(values, entity_id, version))

    def add(self, table: str, values: Mapping[str, object]) -> None:
        """Add a row; every row of a table that is added names the same columns."""
        row = {"id": new_id(), **values}
        self._made.setdefault(table, tuple(row))
        self._waiting.setdefault(f"new {table}", []).append(row)

    def remove(self, table: str, entity_id: int, version: int) -> None:
        """Delete a row."""
        self._gone.add(table)
        self._waiting.setdefault(f"{GONE}{table}", []).append(batch.staged({}, entity_id, version))

    def skip(self, document_id: int, sentence: str, **data: object) -> None:
        """Leave a document alone, and say why."""
        self.report.skipped.append((document_id, Told(0, sentence, data)))

    def settle(self) -> None:
        """Put aside what has come together once it is much."""
        if any(len(rows) >= CHUNK for rows in self._waiting.values()):
            self.flush()

    def flush(self) -> None:
        """Put aside what has come together."""
        for entity, rows in self._waiting.items():
            self.library.stage(self.staging, entity, rows)
        self._waiting.clear()

    def write(self, own: Iterable[str] = ()) -> None:
        """Put everything into the revision: guards first, then what leaves (with what is its `own`), changes, comes."""
        for table in self._columns:
            batch.unmoved(self.revision, self.staging, table, table)
        for table in self._gone:
            batch.unmoved(self.revision, self.staging, table, f"{GONE}{table}")
        if "document" in self._gone:
            for table in own:
                batch.remove(self.revision, self.staging, table, "document_id", f"{GONE}document")
        for table in self._gone:
            batch.remove(self.revision, self.staging, table, "id", f"{GONE}{table}")
        for table, columns in self._columns.items():
            batch.change(self.revision, self.staging, table, columns)
        for table, columns in self._made.items():
            self.revision.insert_staged(table, columns, self.staging, f"new {table}")


@contextmanager
def working(library: Library, who: Actor, operation: str, asked: int, own: Iterable[str] = ()) -> Iterator[Work]:
    """Collect one act on `asked` documents; when the block ends it is written whole, when it is left by an error not at all.

    `own`: the tables whose rows leave with a document that is removed.

    DomainError ``moved_on`` when one of the documents was changed elsewhere meanwhile: nothing is written then.
    """
    report = BatchReport(asked=asked)
    staging = 0
    try:
        with refusals(), library.revise(operation, who) as revision:
            work = Work(library, revision, report)
            staging = work.staging
            yield work
            work.flush()
            work.write(own)
    except Moved:
        raise DomainError(
            "moved_on",
            N_("Une de ces notices vient d'être modifiée ailleurs : rien n'a été changé. Recommencez."),
        ) from None
    finally:
        library.unstage(staging)
    report.changes = revision.changes


def chunks(ids: Sequence[int], progress: Progress | None) -> Iterator[list[int]]:
    """Yield the ids, each once, some hundreds at a time, telling how far the work is."""
    wanted = list(dict.fromkeys(ids))
    told = progress or Unwatched()
    for start in range(0, len(wanted), CHUNK):
        told.check()
        told.step(start, len(wanted))
        yield wanted[start : start + CHUNK]
    told.step(len(wanted), len(wanted))
    told.check()
