"""The calendar that other programs read: half-days as iCalendar events in local time with their zone (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from cresi_app.core.clock import HOME_ZONE, now
from cresi_app.core.i18n import tr
from cresi_app.training.model import (
    ENDED,
    PART_LABELS,
    Mode,
    SessionFilter,
    SessionSheet,
    SessionStatus,
    SlotLine,
    local_start,
)
from cresi_app.training.service import TrainingService

_PRODUCT: Final = "-//cresi//Formations//FR"
_STATUS: Final = {
    SessionStatus.DRAFT: "TENTATIVE",
    SessionStatus.OPTION: "TENTATIVE",
    SessionStatus.CANCELLED: "CANCELLED",
    SessionStatus.POSTPONED: "CANCELLED",
}


def session_calendar(service: TrainingService, session_id: int) -> bytes:
    """Return the iCalendar file of one session, an event for each half-day."""
    return _calendar([service.session_sheet(session_id)])


def year_calendar(service: TrainingService, year: int) -> bytes:
    """Return the iCalendar file of a year: every session but drafts; cancelled ones say so, that calendars take them off."""
    wanted = frozenset(SessionStatus) - {SessionStatus.DRAFT}
    found = service.sessions(year, SessionFilter(statuses=wanted))
    return _calendar(service.session_sheet(one.id) for one in found)


def _calendar(sheets: Iterable[SessionSheet]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", tr("Formations"))
    # The European rule in three lines; what icalendar generates would list each change until 2038.
    calendar.add_component(_paris())
    for sheet in sheets:
        for line in sheet.slots:
            calendar.add_component(_event(sheet, line))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _paris() -> Timezone:
    zone = Timezone()
    zone.add("tzid", HOME_ZONE)
    for kind, name, month, before, after in (
        (TimezoneDaylight, "CEST", 3, 1, 2),
        (TimezoneStandard, "CET", 10, 2, 1),
    ):
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, before + 1))  # noqa: DTZ001 - RFC 5545 wants it local
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _event(sheet: SessionSheet, line: SlotLine) -> Event:
    session, slot = sheet.session, line.slot
    event = Event()
    event.add("uid", f"{session.code}-{slot.id}@cresi")
    # Rises with every change of the session or of the half-day, so that calendars take the newer one.
    event.add("sequence", session.version + slot.version)
    event.add("dtstamp", now())
    event.add("dtstart", local_start(slot.day, slot.starts, session.zone))
    event.add("dtend", local_start(slot.day, slot.ends, session.zone))
    event.add("summary", tr("{title} ({part})", title=session.title, part=tr(PART_LABELS[slot.part])))
    event.add("status", _STATUS.get(session.status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if session.status in ENDED else "OPAQUE")
    place = _place(sheet, line)
    if place:
        event.add("location", place)
    event.add("description", _description(sheet, line))
    if slot.video_link:
        event.add("url", slot.video_link)
    return event


def _place(sheet: SessionSheet, line: SlotLine) -> str:
    if sheet.session.mode is Mode.REMOTE:
        return line.slot.video_link
    return ", ".join(part for part in (line.room, " ".join(line.room_address.split()), sheet.session.place) if part)


def _description(sheet: SessionSheet, line: SlotLine) -> str:
    trainers = ", ".join(trainer.full_name for trainer in line.trainers)
    parts = [
        tr("Session {session}", session=sheet.session.code),
        line.slot.topic,
        tr("Avec {trainers}", trainers=trainers) if trainers else "",
        tr("Contact : {contact}", contact=sheet.session.contact) if sheet.session.contact else "",
    ]
    return "\n".join(part for part in parts if part)
