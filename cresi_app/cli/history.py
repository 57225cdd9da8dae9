"""Undo, redo and history of a record, in words."""

from argparse import Namespace

from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.dates import format_instant, read_instant
from cresi_app.core.i18n import tr
from cresi_app.finding import find
from cresi_app.operations import named
from cresi_app.services import Services


def _done(changes: Changes) -> Reply:
    return Reply(
        {"revision": changes.seq},
        [tr("Révision {seq} : {operation}", seq=changes.seq, operation=named(changes.operation))],
    )


def undo(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Take back a revision, or the last act of this desk."""
    return _done(services.library.undo(who, wanted.revision))


def redo(services: Services, _wanted: Namespace, who: Actor) -> Reply:
    """Bring back what was just taken back."""
    return _done(services.library.redo(who))


def history(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """List what happened to one record, newest first."""
    kind, record_id = find(services, wanted.kind, wanted.ref)
    names = services.directory.staff_names()
    data, lines = [], []
    for entry in services.library.timeline(kind.table, record_id):
        who = names.get(entry.who, entry.who)
        before, after = entry.before or {}, entry.after or {}
        fields = sorted(before.keys() | after.keys())
        changed = {name: [before.get(name), after.get(name)] for name in fields if before.get(name) != after.get(name)}
        data.append(
            {"revision": entry.seq, "at": entry.at, "who": who, "operation": entry.operation, "changes": changed}
        )
        lines.append(f"{entry.seq}  {format_instant(read_instant(entry.at))}  {who}  {named(entry.operation)}")
    return Reply(data, lines)
