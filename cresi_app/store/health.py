"""Is the library whole? The quick look after an unclean end, the weekly one, and the full check of everything that must hold."""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlite_utils import Database

from cresi_app.core import clock
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr
from cresi_app.store import disk, opening, triggers
from cresi_app.store.backup.taking import Progress, copy_state, silent
from cresi_app.store.errors import Refused
from cresi_app.store.files import GRACE, FolderFiles
from cresi_app.store.structure import read_structure
from cresi_app.store.values import quoted

WEEK: Final = timedelta(days=7)
MARK: Final = "health.json"
_SHOWN: Final = 100
"""Findings listed of each kind; a library in ruins has thousands."""
_WRITER_WAIT: Final = 30.0

_DAMAGED: Final = N_("Le fichier de la bibliothèque est abîmé : {finding}. Restaurez la dernière sauvegarde.")
_ORPHAN_ROW: Final = N_(
    "Des lignes de « {table} » renvoient à « {parent} », où elles ne trouvent rien (en tout : {rows}). Restaurez une sauvegarde "
    "d'avant."
)
_ACT: Final = N_("Une écriture est restée à moitié : la table des actes en cours n'est pas vide.")
_TRIGGER: Final = N_(
    "L'historique de « {table} » n'est plus tenu comme il faut. Fermez la bibliothèque et rouvrez-la pour le rétablir."
)
_FILE_MISSING: Final = N_("La pièce jointe {sha256} (« {table} ») manque dans le dossier de la bibliothèque.")
_FILE_ALTERED: Final = N_("Le contenu de la pièce jointe {sha256} a changé depuis qu'elle a été jointe.")
_FILE_ORPHAN: Final = N_(
    "Des fichiers joints ne servent plus à aucune notice, ni à son historique (en tout : {count})."
)
_SEARCH_DAMAGED: Final = N_("L'index de recherche de « {table} » ne correspond plus aux textes. Reconstruisez-le.")
_SEARCH_INCOMPLETE: Final = N_(
    "Des fiches de « {table} » manquent dans l'index de recherche (en tout : {count}). Reconstruisez-le."
)
_SEARCH_SURPLUS: Final = N_(
    "L'index de recherche de « {table} » contient des fiches qui n'existent plus (en tout : {count}). Reconstruisez-le."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `grave` False: it costs room, nothing is wrong.

    Codes: ``damaged foreign_key act history file_missing file_altered file_orphan search_damaged search_incomplete
    search_surplus``.
    """

    code: str
    template: str
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    grave: bool = True

    @property
    def sentence(self) -> str:
        """The finding for a person, in the language in force."""
        return tr(self.template, **self.data)


def quick(connection: sqlite3.Connection) -> list[Problem]:
    """Run SQLite's quick check (7 s cold for 679 MB) on an open connection."""
    return _sqlite_check(connection, "quick_check")


def full_check(library: Path, progress: Progress = silent) -> list[Problem]:
    """Check everything that must hold in the library of this folder, also while it is open; changes nothing.

    `progress` may raise to give up. Raises `StoreError` when it cannot be read at all.
    """
    found: list[Problem] = []
    with disk.refusals(library), opening.readable(library) as access:
        with closing(opening.connect_read_only(access.uri)) as connection:
            found += _sqlite_check(connection, "integrity_check")
            if found:
                return found  # whatever a damaged file says about its rows means nothing
            connection.execute("BEGIN")
            for look in (_foreign_keys, _act, _history, _search_rows):
                progress(0, 1)
                found += look(connection)
            found += _attached(connection, FolderFiles(library / opening.FILES), progress)
        found += _search_index(library)
    return found


def _sqlite_check(connection: sqlite3.Connection, pragma: str) -> list[Problem]:
    try:
        answers = [row[0] for row in connection.execute(f"PRAGMA {pragma}({_SHOWN})")]
    except sqlite3.DatabaseError as error:
        answers = [str(error)]
    return [Problem("damaged", _DAMAGED, {"finding": answer}) for answer in answers if answer != "ok"]


def _foreign_keys(connection: sqlite3.Connection) -> Iterator[Problem]:
    counted: dict[tuple[str, str], int] = {}
    for table, _rowid, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        counted[table, parent] = counted.get((table, parent), 0) + 1
    for (table, parent), rows in counted.items():
        yield Problem("foreign_key", _ORPHAN_ROW, {"rows": rows, "table": table, "parent": parent})


def _act(connection: sqlite3.Connection) -> Iterator[Problem]:
    if connection.execute("SELECT 1 FROM act").fetchone():
        yield Problem("act", _ACT)


def _history(connection: sqlite3.Connection) -> Iterator[Problem]:
    database = Database(connection, execute_plugins=False)
    have = triggers.present(database)
    structure = read_structure(database)
    for shape in structure.recorded:
        if any(have.get(name) != sql for name, sql in triggers.of_table(structure, shape).items()):
            yield Problem("history", _TRIGGER, {"table": shape.name})


def _tables(connection: sqlite3.Connection, kind: str) -> set[str]:
    rows = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = ?", (kind,))
    return {row[0] for row in rows}


def _search_rows(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Compare each entity with its search text; what is still waiting to be indexed is no finding."""
    tables = _tables(connection, "table")
    for text in sorted(tables):
        entity = text.removesuffix("_text")
        if text == entity or entity not in tables:
            continue
        absent = _unmatched(connection, entity, text, entity)
        surplus = _unmatched(connection, text, entity, entity)
        if absent:
            yield Problem("search_incomplete", _SEARCH_INCOMPLETE, {"table": entity, "count": absent})
        if surplus:
            yield Problem("search_surplus", _SEARCH_SURPLUS, {"table": entity, "count": surplus})


def _unmatched(connection: sqlite3.Connection, table: str, other: str, entity: str) -> int:
    row = connection.execute(
        f"SELECT count(*) FROM {quoted(table)} AS t "
        f"WHERE NOT EXISTS (SELECT 1 FROM {quoted(other)} AS o WHERE o.id = t.id) "
        "AND NOT EXISTS (SELECT 1 FROM search_todo AS d WHERE d.entity = ? AND d.entity_id = t.id)",
        (entity,),
    ).fetchone()
    return int(row[0])


def _search_index(library: Path) -> list[Problem]:
    """Let FTS5 compare each index with its texts. It asks for the writer's place without writing anything."""
    with _asking_fts(library) as connection:
        fts = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
        ).fetchall()
        return [
            Problem("search_damaged", _SEARCH_DAMAGED, {"table": name})
            for (name,) in fts
            if not _sound(connection, name)
        ]


def _sound(connection: sqlite3.Connection, fts: str) -> bool:
    try:
        connection.execute(f"INSERT INTO {quoted(fts)} ({quoted(fts)}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
            return False
        raise
    return True


@contextmanager
def _asking_fts(library: Path) -> Iterator[sqlite3.Connection]:
    """Connect to the library itself, or to a copy where nothing can be written: FTS5 checks only through a writer."""
    if disk.can_write(library):
        uri = opening.file_uri(library / opening.DATABASE, "mode=rw")
        with closing(sqlite3.connect(uri, uri=True, timeout=_WRITER_WAIT, isolation_level=None)) as connection:
            yield connection
        return
    with tempfile.TemporaryDirectory(prefix="cresi-", ignore_cleanup_errors=True) as name:
        copy = Path(name) / opening.DATABASE
        with opening.readable(library) as access, closing(opening.connect_read_only(access.uri)) as source:
            copy_state(source, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            yield connection


FINGERPRINTS: Final = frozenset({
    "reference_list", "project_snapshot", "project_receipt", "declaration", "booking_receipt", "busy_calendar", "evaluation_file",
})  # fmt: skip
"""Tables whose digests only tell a content again (a list's, a dossier's as deposited, a form already read): no file is kept under them."""


def _hash_columns(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return every (table, column) that names attachments: ``sha256`` or ``…_sha256``."""
    rows = connection.execute(
        "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c "
        "WHERE t.schema = 'main' AND t.type = 'table' "
        "AND (c.name = 'sha256' OR c.name LIKE '%!_sha256' ESCAPE '!') ORDER BY t.name, c.name"
    )
    return [(row[0], row[1]) for row in rows if row[0] not in FINGERPRINTS]


def _named_by_rows(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the attachments that rows name now, each with one of the tables that do."""
    named: dict[str, str] = {}
    for table, column in _hash_columns(connection):
        for (sha256,) in connection.execute(f"SELECT DISTINCT {quoted(column)} FROM {quoted(table)}"):
            if sha256:
                named.setdefault(sha256, table)
    return named


def files_in_use(connection: sqlite3.Connection) -> set[str]:
    """Return the hashes that rows, history or an import under way mention: what must not be removed."""
    found = set(_named_by_rows(connection))
    for table, column in _hash_columns(connection):
        path = f"$.{column}"
        rows = connection.execute(
            "SELECT json_extract(before, ?) FROM change WHERE entity = ? AND before IS NOT NULL "
            "UNION SELECT json_extract(after, ?) FROM change WHERE entity = ? AND after <> ''",
            (path, table, path, table),
        )
        found.update(row[0] for row in rows if row[0])
    staged = connection.execute(
        "SELECT DISTINCT j.value FROM staged, json_tree(staged.row) AS j WHERE j.key LIKE '%sha256'"
    )
    found.update(str(row[0]) for row in staged if row[0])
    return found


def _attached(connection: sqlite3.Connection, files: FolderFiles, progress: Progress) -> Iterator[Problem]:
    named = _named_by_rows(connection)
    for sha256, table in sorted(named.items()):
        if not files.exists(sha256):
            yield Problem("file_missing", _FILE_MISSING, {"sha256": sha256[:12], "table": table})
    kept = list(files.hashes())
    for done, sha256 in enumerate(kept):
        progress(done, len(kept))
        if not files.is_sound(sha256):
            yield Problem("file_altered", _FILE_ALTERED, {"sha256": sha256[:12]})
    forgotten = set(kept) - files_in_use(connection)
    old = clock.now().timestamp() - GRACE.total_seconds()
    orphans = [sha256 for sha256 in forgotten if files.path(sha256).stat().st_mtime <= old]
    if orphans:
        yield Problem("file_orphan", _FILE_ORPHAN, {"count": len(orphans)}, grave=False)


class Need(StrEnum):
    """Whether a quick check is needed: not at all, at once (before anything is written), or when there is time."""

    NONE = "none"
    NOW = "now"
    SOON = "soon"


class Watch:
    """The mark in a library's folder that tells a clean end from a killed program, and when the file was last checked.

    `begin` after taking the lock, `end` before giving it back, `checked` after a quick check that found nothing.
    """

    def __init__(self, library: Path) -> None:
        """Watch over the library in this folder."""
        self._mark = library / MARK

    def _read(self) -> dict[str, object]:
        try:
            said = json.loads(self._mark.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    def _write(self, **said: object) -> None:
        # A disk too full for a mark must not keep anybody from reading: at worst one check too many follows.
        with suppress(OSError):
            disk.write_whole(self._mark, json.dumps({**self._read(), **said}).encode())

    def is_unclean(self) -> bool:
        """Say whether the library was not closed in order; of one that is open elsewhere as well."""
        said = self._read()
        return bool(said.get("open")) or bool(said.get("unclean"))

    def begin(self) -> Need:
        """Note that the library is open for writing, and say what check it needs first."""
        unclean, said = self.is_unclean(), self._read()
        self._write(open=True, unclean=unclean)
        return Need.NOW if unclean else self._weekly(said)

    def _weekly(self, said: Mapping[str, object]) -> Need:
        try:
            last = datetime.fromisoformat(str(said["checked_at"]))
        except (KeyError, ValueError):
            return Need.SOON
        return Need.NONE if timedelta(0) <= clock.now() - last < WEEK else Need.SOON

    def checked(self) -> None:
        """Note that the file has just been found whole."""
        self._write(unclean=False, checked_at=clock.stamp())

    def end(self) -> None:
        """Note a clean end."""
        self._write(open=False)

    @property
    def wiping(self) -> tuple[str, ...] | None:
        """The indexes to build again when the file is wiped; None when it need not be."""
        said = self._read().get("wipe")
        return tuple(map(str, said)) if isinstance(said, list) else None

    @contextmanager
    def to_wipe(self, indexes: Iterable[str]) -> Iterator[None]:
        """Note that what the block forgets may still lie in the file; not where it was refused: any other end leaves the note."""
        before = self.wiping
        self._write(wipe=sorted({*indexes, *(before or ())}))
        try:
            yield
        except (Refused, CresiError):
            self._write(wipe=before)
            raise

    def wiped(self) -> None:
        """Note that it does not any more."""
        self._write(wipe=None)
