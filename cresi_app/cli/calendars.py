"""Calendars on the command line: other people's read as busy time, the centre's own written."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.clock import today
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.text import fold
from cresi_app.finding import find
from cresi_app.services import Services
from cresi_app.training.model.busy import BusyFile, BusyImport

FORMAT = "ics"
SUFFIXES = frozenset({".ics", ".ical", ".ifb"})


def are_calendars(wanted: Namespace) -> bool:
    """Say whether what is imported are calendars: said so, or all of their files are named so."""
    if wanted.format:
        return bool(wanted.format == FORMAT)
    return all(Path(path).suffix.lower() in SUFFIXES for path in wanted.files)


def bring_in(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Read a calendar file as the busy time of a room (``--room``) or of a trainer (``--person``)."""
    from cresi_app.training.interchange.busy import read_busy  # noqa: PLC0415 - icalendar costs start-up time

    if len(wanted.files) != 1:
        raise DomainError("one_file", N_("Un calendrier s'importe seul : il appartient à une salle ou à une personne."))
    file = read_busy(Path(wanted.files[0]))
    room_id, person_id = _whose(services, wanted, file)
    found = services.training.preview_busy(file, room_id=room_id, person_id=person_id)
    revision = None
    if not wanted.dry_run:
        revision = services.training.import_busy(who, file, room_id=room_id, person_id=person_id).seq
    data = {
        "revision": revision,
        "format": FORMAT,
        "encoding": "utf-8",
        "read": file.read,
        "created": found.new_events,
        "updated": 0,
        "merged": file.kept - found.new_events + file.free,
        "rejected": len(file.rejected),
        "rejects": [{**asdict(one), "offset": None} for one in file.rejected],
        "warnings": [*file.warnings],
    }
    return Reply(data, _lines(file, found, revision), code=1 if file.read and len(file.rejected) == file.read else 0)


def _whose(services: Services, wanted: Namespace, file: BusyFile) -> tuple[int | None, int | None]:
    """Return the room or the person of a calendar: as said, else the room of the file's name."""
    rooms = {fold(room.name): room.id for room in services.training.rooms()}
    if wanted.person:
        return None, find(services, "person", wanted.person)[1]
    name = wanted.room or file.name.rpartition(".")[0]
    if fold(name) in rooms:
        return rooms[fold(name)], None
    if wanted.room:
        raise DomainError("no_room", N_("Aucune salle ne s'appelle « {name} »."), name=wanted.room)
    raise DomainError("whose", N_("Dites de qui est ce calendrier : « --room SALLE » ou « --person NOM »."))


def _lines(file: BusyFile, found: BusyImport, revision: int | None) -> list[str]:
    lines = [
        trn("{n} événement lu :", "{n} événements lus :", file.read),
        "  " + trn("{n} gardé", "{n} gardés", file.kept),
        "  " + trn("{n} sans occupation", "{n} sans occupation", file.free),
        "  " + trn("{n} refusé", "{n} refusés", len(file.rejected)),
        trn("{n} plage nouvelle", "{n} plages nouvelles", found.created),
        trn("{n} retirée", "{n} retirées", found.removed),
        *file.warnings,
    ]
    lines += [f"    {one.record}: {one.reason}" for one in file.rejected[:20]]
    if revision is not None:
        lines.append(tr("Révision {seq} ; « undo {seq} » l'annule.", seq=revision))
    return lines


def send_out(services: Services, wanted: Namespace) -> Reply:
    """Write the calendar of a year (``--query 2026``; this one by default) or of a session (``--query F2026-11``)."""
    from cresi_app.training.interchange import session_calendar, year_calendar  # noqa: PLC0415 - same

    query = wanted.query.strip()
    session_id = None if query.isdecimal() else services.training.by_ref(query)
    if query and session_id is None and not (query.isdecimal() and len(query) == 4):
        raise DomainError("not_found", N_("« {query} » n'est ni une année ni le numéro d'une journée."), query=query)
    if session_id is not None:
        write_whole(Path(wanted.out), session_calendar(services.training, session_id))
        data: dict[str, object] = {"written": 1, "skipped": []}
        return Reply(data, [tr("Calendrier de {session} écrit : {file}", session=query, file=wanted.out)])
    year = int(query) if query else today().year
    write_whole(Path(wanted.out), year_calendar(services.training, year))
    written = len(services.training.year_plan(year).sessions)
    data = {"written": written, "skipped": []}
    return Reply(data, [tr("Calendrier {year} écrit : {file}", year=year, file=wanted.out)])
