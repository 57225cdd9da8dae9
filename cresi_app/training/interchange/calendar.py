"""The calendar that other programs read: half-days as iCalendar events in local time with their zone (RFC 5545)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from cresi_app.core.clock import HOME_ZONE, now
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.training.model import (
    ENDED,
    PART_LABELS,
    SessionFilter,
    SessionSheet,
    SessionStatus,
    SlotLine,
    local_start,
)
from cresi_app.training.model.telling import Letter, Notice, location_of, sequence_of, slot_uid
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
    return years_calendar(service, (year,))


def years_calendar(service: TrainingService, years: Iterable[int]) -> bytes:
    """Return the iCalendar file of several years, each session once."""
    wanted = frozenset(SessionStatus) - {SessionStatus.DRAFT}
    found = {one.id: None for year in years for one in service.sessions(year, SessionFilter(statuses=wanted))}
    return _calendar(service.session_sheet(one) for one in found)


def invitation_files(sheet: SessionSheet, letter: Letter, identity: Identity) -> list[tuple[str, str, bytes]]:
    """Return (file name, method, bytes) of what a participant's calendar is told: invitations, and what is called off."""
    found: list[tuple[str, str, bytes]] = []
    for method, name in (("REQUEST", tr("invitation.ics")), ("CANCEL", tr("annulation.ics"))):
        notices = [notice for notice in letter.notices if notice.method == method.lower()]
        if notices:
            found.append((name, method, _invitation(sheet, letter, notices, identity)))
    return found


def _invitation(sheet: SessionSheet, letter: Letter, notices: Sequence[Notice], identity: Identity) -> bytes:
    method = notices[0].method.upper()
    calendar = _empty(method)
    lines = {slot_uid(sheet.session, line.slot): line for line in sheet.slots}
    for notice in notices:
        event = Event()
        event.add("uid", notice.slot_uid)
        event.add("sequence", notice.sequence)
        event.add("dtstamp", now())
        event.add("dtstart", local_start(notice.day, notice.starts, sheet.session.zone))
        event.add("dtend", local_start(notice.day, notice.ends, sheet.session.zone))
        event.add("summary", notice.title or sheet.session.title)
        event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
        if notice.location:
            event.add("location", notice.location)
        if (line := lines.get(notice.slot_uid)) is not None:
            event.add("description", _description(sheet, line))
        # RFC 5546 wants an organizer; without an address of the centre it is named by a URI that reaches nobody.
        organiser = vCalAddress(f"mailto:{identity.email}" if identity.email else "urn:cresi:centre")
        organiser.params["CN"] = identity.centre_name
        event.add("organizer", organiser)
        attendee = vCalAddress(f"mailto:{letter.addressee.email}")
        attendee.params["CN"] = letter.addressee.name
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        if method == "REQUEST":
            attendee.params["PARTSTAT"] = "ACCEPTED"
            attendee.params["RSVP"] = "FALSE"
        event.add("attendee", attendee)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _empty(method: str) -> Calendar:
    """Return a calendar without events. The European rule stands in it in three lines: what icalendar would add lists years."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_paris())
    return calendar


def _calendar(sheets: Iterable[SessionSheet]) -> bytes:
    calendar = _empty("PUBLISH")
    calendar.add("x-wr-calname", tr("Formations"))
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
    event.add("uid", slot_uid(session, slot))
    event.add("sequence", sequence_of(session, slot))
    event.add("dtstamp", now())
    event.add("dtstart", local_start(slot.day, slot.starts, session.zone))
    event.add("dtend", local_start(slot.day, slot.ends, session.zone))
    event.add("summary", tr("{title} ({part})", title=session.title, part=tr(PART_LABELS[slot.part])))
    event.add("status", _STATUS.get(session.status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if session.status in ENDED else "OPAQUE")
    place = location_of(sheet, line)
    if place:
        event.add("location", place)
    event.add("description", _description(sheet, line))
    if slot.video_link:
        event.add("url", slot.video_link)
    return event


def _description(sheet: SessionSheet, line: SlotLine) -> str:
    trainers = ", ".join(trainer.full_name for trainer in line.trainers)
    parts = [
        tr("Journée {session}", session=sheet.session.code),
        line.slot.topic,
        tr("Avec {trainers}", trainers=trainers) if trainers else "",
        tr("Contact : {contact}", contact=sheet.session.contact) if sheet.session.contact else "",
    ]
    return "\n".join(part for part in parts if part)
