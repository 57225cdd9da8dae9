"""The open library as the window sees it: facts, undo, search, backups, staff."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cresi_app.app.board import what_waits
from cresi_app.app.copies import Copies, watched
from cresi_app.app.glimpses import Glimpses
from cresi_app.app.historyline import history_doors
from cresi_app.app.sharing import LibrarySharing, share_doors
from cresi_app.app.team import TeamDoors
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes, RecordRef
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_number
from cresi_app.core.recordlink import read_record_link
from cresi_app.finding import KINDS, Findings, Hit, authorities, scanned
from cresi_app.operations import named
from cresi_app.services import Services
from cresi_app.shell.doors import BackupState, CopiesDoors, Found, FoundGroup, LibraryDoors, LibraryFacts
from cresi_app.store import backup as backups
from cresi_app.store import moving
from cresi_app.widgets.tasks import Progress

log = logging.getLogger(__name__)

SHOWN: Final = 6
"""Records of each kind in the palette."""
SHOWN_NAMES: Final = 2
"""Authorities of each list in the palette: each comes with its notices."""

_GROUPS: Final = {
    "project": (N_("Dossiers"), "folder-kanban", "accent"),
    "agreement": (N_("Accords"), "handshake", "accent"),
    "session": (N_("Journées de formation"), "graduation-cap", "warning"),
    "course": (N_("Formations"), "book-open", "warning"),
    "advice": (N_("Conseils"), "message-square", "accent"),
    "grant": (N_("Subventions"), "hand-coins", "accent"),
    "application": (N_("Candidatures"), "globe", "info"),
    "crisis": (N_("Aide d'urgence"), "shield-alert", "danger"),
    "support": (N_("Appui institutionnel"), "briefcase", "primary"),
    "outpost": (N_("Antennes"), "building-2", "primary"),
    "organisation": (N_("Organisations"), "building-2", "info"),
    "person": (N_("Personnes"), "user", "info"),
    "country": (N_("Pays et territoires"), "globe", "info"),
    "document": (N_("Notices"), "cover", "primary"),
}
"""The groups of the palette in their order: what is in hand, people, places, then documents; acts come after."""
_BY_PREFIX: Final = {"@": ("person", "organisation"), "#": ("document",)}


class Doors:
    """Reads and acts of one open library for its window; `restore` is the session's, because it closes the library."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._library = services.library

    def facts(self) -> LibraryFacts:
        """Return what the window says of the library."""
        home = self._services.directory.home()
        folder = self._library.folder
        return LibraryFacts(
            folder=folder,
            centre_name=home.centre_name,
            centre_tagline=home.centre_tagline,
            is_example=home.is_example,
            read_only=self._library.read_only,
            size=(folder / "library.db").stat().st_size,
            counts=[
                (tr("notices"), self._library.count("document")),
                (tr("organisations"), self._library.count("organisation")),
                (tr("journées"), self._library.count("session")),
                (tr("dossiers"), self._library.count("project")),
                (tr("accords"), len(self._services.cooperation.agreement_rows())),  # without the acts that followed
                (tr("subventions"), self._library.count("grant")),
            ],
            warnings=self._library.warnings(),
        )

    def undo(self, who: Actor) -> Changes:
        """Take back this desk's last act."""
        return self._library.undo(who)

    def redo(self, who: Actor) -> Changes:
        """Bring it back."""
        return self._library.redo(who)

    def undoable(self) -> str:
        """Name the act that undo would take back, "" when none."""
        found = self._library.undoable()
        return named(found.operation) if found else ""

    def undo_seq(self) -> int:
        """Return the revision that undo would take, 0 when none."""
        found = self._library.undoable()
        return found.seq if found else 0

    def redoable(self) -> str:
        """Name the act that redo would bring back, "" when none."""
        found = self._library.redoable()
        return named(found.operation) if found else ""

    def find(self, text: str) -> Sequence[FoundGroup]:
        """Search every desk, a few records of each kind; the link of a record finds it alone.

        « @ » before the words searches people and organisations only, « # » the call numbers and numbers of notices.
        """
        link = read_record_link(text)
        if link is not None:
            return self._linked(link)
        groups = []
        with self._library.snapshot():
            kinds = _BY_PREFIX.get(text[:1], tuple(_GROUPS))
            if text[:1] == "#":
                text = self._by_number(text[1:].strip())
            for kind in kinds:
                if kind == "document" and kinds == tuple(_GROUPS):
                    groups += self._names(text)
                title, icon, tone = _GROUPS[kind]
                found: Findings = KINDS[kind].search(self._services, text.removeprefix("@"), SHOWN)
                if found.hits:
                    groups.append(FoundGroup(tr(title), icon, tone, [_found(hit) for hit in found.hits]))
        return groups

    def _names(self, text: str) -> list[FoundGroup]:
        """Find the names of the catalogue: records, which come before its documents."""
        found = [_found(hit) for hit in authorities(self._services, text, SHOWN_NAMES).hits]
        return [FoundGroup(tr("Auteurs, éditeurs, sujets"), "tag", "success", found)] if found else []

    def _by_number(self, typed: str) -> str:
        """Return the search that finds a notice by its number, else those whose call number begins so."""
        try:
            found = self._services.catalogue.by_ref(typed) if typed else None
        except DomainError:
            found = None
        if found is not None:
            return f'"{self._services.catalogue.document(found).document.title}"'
        return " ".join(f"cote:{word}" for word in typed.split())

    def _linked(self, record: RecordRef) -> Sequence[FoundGroup]:
        kind, key = record
        if kind == "history":
            return self._linked_line(key)
        if kind not in _GROUPS:
            return []
        shared = LibrarySharing(self._services).describe(record)
        title, icon, tone = _GROUPS[kind]
        found = Found(kind, key, shared.title, tr("Lien collé"), shared.reference)
        return [FoundGroup(tr(title), icon, tone, [found])] if shared.title else []

    def _linked_line(self, seq: int) -> Sequence[FoundGroup]:
        detail = history_doors(self._services).detail(seq, None)
        if detail is None:
            return []
        found = Found("history", seq, detail.line.spoken, tr("Lien collé"), tr("Changement {n}", n=format_number(seq)))
        return [FoundGroup(tr("Historique"), "history", "info", [found])]

    def backup(self) -> BackupState:
        """Return the last verified backup and whether one is due."""
        last = backups.last_backup(self._library.folder)
        due = backups.due(last.at if last else None, clock.now())
        if last is None:
            return BackupState(due=due)
        return BackupState(last.at, last.verified, last.file, last.size, due=due, notices=last.counts.get("document"))

    def back_up(self, progress: Progress) -> BackupState:
        """Make a verified backup."""
        backups.take(self._library.folder, progress=watched(progress))
        for sha256 in self._library.tidy():  # only now: the copy just made is proven
            log.info("attachment that nothing mentions any more removed: %s", sha256)
        return self.backup()

    def copy_to(self, folder: Path, progress: Progress) -> None:
        """Copy attachments and backups to the folder the library is to move to."""
        moving.copy_shelves(self._library.folder, folder, progress.step)


def _found(hit: Hit) -> Found:
    return Found(hit.kind, hit.id, hit.title, hit.detail, hit.aside)


def library_doors(
    services: Services, restore: Callable[[Path], None], move: Callable[[Path], None] = lambda _folder: None
) -> LibraryDoors:
    """Return the doors of an open library; `restore` and `move` are the session's, because they close it."""
    doors, team = Doors(services), TeamDoors(services)
    copies = Copies(services.library.folder)
    return LibraryDoors(
        facts=doors.facts,
        undo=doors.undo,
        redo=doors.redo,
        undoable=doors.undoable,
        redoable=doors.redoable,
        find=doors.find,
        backup=doors.backup,
        back_up=doors.back_up,
        restore=restore,
        copy_to=None if services.library.read_only else doors.copy_to,
        move_to=move,
        staff=team.staff,
        add_staff=team.add,
        archive_staff=team.archive,
        undo_seq=doors.undo_seq,
        introduce_staff=team.introduce,
        set_role=team.set_role,
        standing=services.directory.standing,
        copies=CopiesDoors(copies.look, copies.check, copies.copy, copies.verify, copies.all),
        scan=lambda code: scanned(services, code),
        due=lambda year: what_waits(services, year),
        share=share_doors(services),
        history=history_doors(services),
        glimpse=Glimpses(services),
    )
