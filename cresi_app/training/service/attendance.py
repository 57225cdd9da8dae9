"""What a person can do about presence, and the data of the paper on which people sign."""

from collections.abc import Mapping

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import now, today
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.training.model import (
    ENDED,
    AttendanceSheet,
    AttendanceStatus,
    Mode,
    PlaceLine,
    PlaceStatus,
    Session,
    SessionSheet,
    SessionStatus,
    SheetPerson,
    SheetSlot,
    name_order,
)
from cresi_app.training.queries import places, sessions
from cresi_app.training.service.reading import ReadingDesk

Mark = tuple[int, int]
"""(place, slot)."""


class AttendanceDesk(ReadingDesk):
    """Presence, half-day by half-day."""

    def mark_attendance(self, who: Actor, session_id: int, marks: Mapping[Mark, AttendanceStatus | None]) -> Changes:
        """Note presence for (place, slot) pairs; None effaces. Only registered people, only half-days that have come."""

        def act() -> Changes:
            with self.library.snapshot():
                session = self.session(session_id)
                self._check_markable(session, marks)
                known = places.attendance(self.library, session_id)
            with self.library.revise("training.mark_attendance", who, ("session", session_id)) as revision:
                for mark, status in marks.items():
                    noted = known.get(mark)
                    if status is None and noted is not None:
                        revision.delete("attendance", noted.id, noted.version)
                    elif status is not None and noted is not None:
                        revision.update("attendance", noted.id, noted.version, {"status": status})
                    elif status is not None:
                        revision.insert("attendance", {"place_id": mark[0], "slot_id": mark[1], "status": status})
            return revision.changes

        return self._settle(act)

    def _check_markable(self, session: Session, marks: Mapping[Mark, AttendanceStatus | None]) -> None:
        if session.status in ENDED | {SessionStatus.CLOSED}:
            raise DomainError(
                "status",
                N_("La journée {session} est close ou annulée : la présence ne change plus."),
                session=session.code,
            )
        slots = {slot.id: slot for slot in sessions.slots(self.library, session.id)}
        registered = {
            row["id"] for row in places.place_rows(self.library, session.id) if row["status"] == PlaceStatus.REGISTERED
        }
        for place_id, slot_id in marks:
            if slot_id not in slots or place_id not in registered:
                raise DomainError("mismatch", N_("La présence se note pour une personne inscrite à cette journée."))
            if slots[slot_id].day > today(session.zone):
                day = format_date(slots[slot_id].day, "weekday")
                raise DomainError("future", N_("La présence du {day} se notera le jour même."), day=day)

    def attendance_sheet_data(self, session_id: int) -> AttendanceSheet:
        """Return everything the feuille d'émargement prints, from the same sheet as the page."""
        sheet = self.session_sheet(session_id)
        slots = tuple(
            SheetSlot(
                line.slot.id,
                line.slot.day,
                line.slot.part,
                line.slot.starts,
                line.slot.ends,
                line.room,
                line.slot.video_link,
                tuple(trainer.full_name for trainer in line.trainers),
            )
            for line in sheet.slots
        )
        registered = sheet.places(PlaceStatus.REGISTERED)
        people = [_person(sheet, line, booking.organisation) for booking, line in registered]
        session = sheet.session
        return AttendanceSheet(
            session_id=session.id,
            code=session.code,
            title=session.title,
            mode=session.mode,
            zone=session.zone,
            place=_where(sheet),
            slots=slots,
            trainers=tuple(trainer.full_name for trainer in sheet.trainers),
            contact=session.contact,
            # A place without a name yet is a blank line for whoever comes, after everybody else.
            people=tuple(
                sorted(people, key=lambda one: (not one.family_name, name_order(one.family_name, one.given_name)))
            ),
            registered=len(people),
            capacity_max=session.capacity_max,
            issued_at=now(),
        )


def _person(sheet: SessionSheet, line: PlaceLine, organisation: str) -> SheetPerson:
    marks = tuple(sheet.attendance.get((line.place.id, slot.slot.id)) for slot in sheet.slots)
    return SheetPerson(line.place.id, line.family_name, line.given_name, organisation, line.function, marks)


def _where(sheet: SessionSheet) -> str:
    if sheet.session.mode is Mode.REMOTE:
        links = dict.fromkeys(line.slot.video_link for line in sheet.slots if line.slot.video_link)
        return ", ".join(links) or tr("À distance")
    rooms = dict.fromkeys(
        ", ".join(part for part in (line.room, " ".join(line.room_address.split())) if part) for line in sheet.slots
    )
    found = " ; ".join(room for room in rooms if room)
    return ", ".join(part for part in (found, sheet.session.place) if part)
