"""What a person can do with other people's calendars: look at what a file would bring, take it in, take it out."""

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.training.model.busy import BusyCalendar, BusyClash, BusyFile, BusyImport, BusyLine, BusyTime
from cresi_app.training.queries import busy
from cresi_app.training.service.courses import one_line
from cresi_app.training.service.desk import missing, refusals
from cresi_app.training.service.obstacles import busy_clashes
from cresi_app.training.service.requests import RequestsDesk
from cresi_app.training.service.slots import plan_of


class BusyDesk(RequestsDesk):
    """Imported calendars of rooms and trainers."""

    def busy_calendars(self) -> list[BusyLine]:
        """Return every calendar that was read, with whose it is."""
        return busy.lines(self.library)

    def preview_busy(
        self, file: BusyFile, *, room_id: int | None = None, person_id: int | None = None, name: str = ""
    ) -> BusyImport:
        """Return what taking in a file would do to a room's or a trainer's calendar; nothing is written."""
        _check_whose(room_id, person_id)
        with self.library.snapshot():
            known = busy.calendar_of(self.library, _name(file, name), room_id, person_id)
            held = busy.stretches(self.library, known.id) if known else {}
            clashes = busy.planned_in(self.library, file.stretches, room_id, person_id)
        wanted = set(file.stretches)
        return BusyImport(
            file,
            len(wanted - held.keys()),
            len(wanted & held.keys()),
            len(held.keys() - wanted),
            tuple(clashes),
            sum(any(stretch not in held for stretch in event) for event in file.events),
        )

    def import_busy(
        self, who: Actor, file: BusyFile, *, room_id: int | None = None, person_id: int | None = None, name: str = ""
    ) -> Changes:
        """Take in a file as the calendar of a room or of a trainer: the same name again brings it up to date.

        A file in which nothing could be read is refused (``nothing_read``): the calendar keeps what it had.
        """
        _check_whose(room_id, person_id)
        if file.rejected and not file.kept and not file.free:
            raise DomainError(
                "nothing_read",
                N_("Aucun événement de « {file} » n'a pu être lu : {reason} Le calendrier garde ce qu'il avait."),
                file=file.name,
                reason=file.rejected[0].reason,
            )
        title = _name(file, name)

        def act() -> Changes:
            with self.library.snapshot():
                known = busy.calendar_of(self.library, title, room_id, person_id)
                held = busy.stretches(self.library, known.id) if known else {}
            calendar_id = known.id if known else new_id()
            columns = {"name": title, "room_id": room_id, "person_id": person_id}
            with self.library.revise("training.import_busy", who, ("busy_calendar", calendar_id)) as revision:
                if known is None:
                    values = {"id": calendar_id, **columns, "sha256": file.sha256, "read_on": today()}
                    revision.insert("busy_calendar", values)
                else:
                    changed = {"sha256": file.sha256, "read_on": today()} if file.sha256 != known.sha256 else {}
                    if changed:
                        revision.update("busy_calendar", calendar_id, known.version, changed)
                for stretch in file.stretches:
                    if stretch not in held:
                        revision.insert("busy_time", {"calendar_id": calendar_id, **_columns(stretch)})
                for stretch, row in held.items():
                    if stretch not in file.stretches:
                        revision.delete("busy_time", row)
            return revision.changes

        return self._settle(act)

    def remove_busy(self, who: Actor, calendar_id: int, version: int) -> Changes:
        """Forget a calendar with its stretches."""
        self.busy_calendar(calendar_id)
        with refusals(), self.library.revise("training.remove_busy", who, ("busy_calendar", calendar_id)) as revision:
            revision.delete("busy_calendar", calendar_id, version)
        return revision.changes

    def busy_calendar(self, calendar_id: int) -> BusyCalendar:
        """Return a calendar. DomainError ``unknown``."""
        found = busy.calendar(self.library, calendar_id)
        if found is None:
            raise missing(N_("Ce calendrier n'est plus dans la bibliothèque. Rouvrez la page."))
        return found

    def busy_of_session(self, session_id: int) -> list[BusyClash]:
        """Return what imported calendars say against a session as it stands."""
        session = self.session(session_id)
        plans = [
            plan_of(line.slot, [trainer.person_id for trainer in line.trainers])
            for line in self.session_sheet(session_id).slots
        ]
        return [clash for _, clash in busy_clashes(self.library, plans, session.zone, session.mode)]


def _columns(stretch: BusyTime) -> dict[str, object]:
    return {
        "day": stretch.day,
        "starts": stretch.starts,
        "ends": stretch.ends,
        "uid": stretch.uid,
        "summary": stretch.summary,
    }


def _name(file: BusyFile, name: str) -> str:
    return one_line(name) or one_line(file.name)


def _check_whose(room_id: int | None, person_id: int | None) -> None:
    if (room_id is None) == (person_id is None):
        raise DomainError(
            "whose", N_("Dites de quelle salle, ou de quelle personne, c'est le calendrier."), field="whose"
        )
