"""What the pages read: a session whole, lists, the year at a glance, its quota."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import now, today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.ids import read_id
from cresi_app.training.model import (
    BOOKABLE,
    ENDED,
    HELD,
    AttendanceStatus,
    BookingLine,
    Course,
    Gauge,
    Mode,
    OrganisationEvent,
    PersonEvent,
    PlaceLine,
    PlaceStatus,
    SessionFilter,
    SessionSheet,
    SessionStatus,
    SessionSummary,
    Verdict,
    YearPlan,
    public_holidays,
    split_name,
    verdicts,
)
from cresi_app.training.model.teaching import Unskilled
from cresi_app.training.queries import places, search, sessions, teaching, year
from cresi_app.training.service.places import PlacesDesk

SCHOOL_ZONE: Final = "C"
"""The Essonne belongs to the academy of Versailles."""

_EVERYTHING: Final = SessionFilter()


class ReadingDesk(PlacesDesk):
    """Reads for the pages, and the yearly quota."""

    def by_ref(self, ref: str) -> int | None:
        """Return the id of the session that people call `ref`: its code, or an id."""
        text = ref.strip()
        found = self.session_by_code(text)
        if found is None and (key := read_id(text)) and sessions.session(self.library, key):
            found = key
        return found

    def session_sheet(self, session_id: int) -> SessionSheet:
        """Return a session whole, from one snapshot."""
        with self.library.snapshot():
            session = self.session(session_id)
            course = self.course(session.course_id)
            slots = sessions.slot_lines(self.library, session_id)
            explained = {verdict.place_id: verdict for verdict in verdicts(self.board(session_id), now())}
            bookings = self._booking_lines(session_id, explained)
            noted = places.attendance(self.library, session_id)
        attendance: dict[tuple[int, int], AttendanceStatus] = {mark: one.status for mark, one in noted.items()}
        sheet = SessionSheet(session, course, slots, bookings, attendance, ())
        days = teaching.setting(self.library).minimum_days
        sheet = replace(sheet, is_below_minimum=_below_minimum(sheet, timedelta(days=days)))
        if session.status in HELD:
            return replace(sheet, warnings=_warnings(sheet))  # whoever taught has taught
        trainers = [trainer.person_id for trainer in sheet.trainers]
        skills = teaching.unskilled(self.library, course.id, trainers)
        return replace(sheet, warnings=(*_warnings(sheet), *_skills(skills)))

    def _booking_lines(self, session_id: int, explained: dict[int, Verdict]) -> tuple[BookingLine, ...]:
        lines: dict[int, list[PlaceLine]] = {}
        for row in places.place_rows(self.library, session_id):
            place = places.PLACES.load(row)
            family, given = row["family_name"], row["given_name"]
            if place.person_id is None:
                family, given = split_name(place.name)
            lines.setdefault(place.booking_id, []).append(
                PlaceLine(place, family, given, row["function"], explained.get(place.id), bool(row["has_needs"]))
            )
        return tuple(
            BookingLine(places.BOOKINGS.load(row), row["organisation"], row["contact"], tuple(lines.get(row["id"], ())))
            for row in places.booking_rows(self.library, session_id)
        )

    def sessions(self, of_year: int, wanted: SessionFilter = _EVERYTHING) -> list[SessionSummary]:
        """Return the sessions with a half-day in a year, in order of their first day, with derived counters."""
        return year.summaries(self.library, of_year, wanted)

    def upcoming(self, limit: int = 5) -> list[SessionSummary]:
        """Return the next sessions that will take place, options included."""
        return year.summaries_of(self.library, year.upcoming_ids(self.library, today(), limit))

    def summary(self, session_id: int) -> SessionSummary | None:
        """Return one session as lists show it, None when it is gone."""
        found = year.summaries_of(self.library, [session_id])
        return found[0] if found else None

    def search(self, text: str, limit: int = 20) -> list[SessionSummary]:
        """Return the sessions that match typed text, best first."""
        ids = search.found_sessions(self.library, text, limit)
        found = {one.id: one for one in year.summaries_of(self.library, ids)}
        return [found[one] for one in ids if one in found]

    def search_courses(self, text: str, limit: int = 20) -> list[Course]:
        """Return the courses that match typed text, best first."""
        return [self.course(one) for one in search.found_courses(self.library, text, limit)]

    def history_of_person(self, person_id: int) -> list[PersonEvent]:
        """Return every place a person had, newest first."""
        return places.person_history(self.library, person_id)

    def history_of_organisation(self, organisation_id: int) -> list[OrganisationEvent]:
        """Return the bookings of an association, newest first."""
        return places.organisation_history(self.library, organisation_id)

    # --- the year ---

    def quota(self, of_year: int) -> Gauge:
        """Return the year's quota of training days and what is taken of it."""
        return year.gauge(self.library, of_year)

    def set_quota(self, who: Actor, of_year: int, days: int) -> Changes:
        """Set the quota of a year; following years keep it until they have their own."""
        if not 0 <= days <= 366:
            raise DomainError("days", N_("Le quota va de 0 à 366 jours."), field="days")

        def act() -> Changes:
            known = year.quota_row(self.library, of_year)
            with self.library.revise("training.set_quota", who) as revision:
                if known is None:
                    revision.insert("training_quota", {"year": of_year, "days": days})
                else:
                    revision.update("training_quota", known[0], known[1], {"days": days})
            return revision.changes

        return self._settle(act)

    def year_plan(self, of_year: int) -> YearPlan:
        """Return the year at a glance: days taken, gauge, public and school holidays."""
        with self.library.snapshot():
            taken = [one for one in year.summaries(self.library, of_year, _EVERYTHING) if one.share]
            return YearPlan(
                of_year,
                year.gauge(self.library, of_year),
                tuple(taken),
                public_holidays(of_year),
                year.school_holidays(self.library, of_year, SCHOOL_ZONE),
                year.school_known_until(self.library, SCHOOL_ZONE),
            )

    def closed_days(self, of_year: int) -> set[date]:
        """Return the days on which a new session is not proposed: public holidays, and days already taken."""
        return {*public_holidays(of_year), *self.year_plan(of_year).by_day}


def _below_minimum(sheet: SessionSheet, soon: timedelta) -> bool:
    """Say whether a decision is due: fewer than the minimum are booked, so near to the first day, and none was taken."""
    session = sheet.session
    if not sheet.slots or session.status not in BOOKABLE or session.kept_on is not None:
        return False
    day = today(session.zone)
    return day <= sheet.slots[0].slot.day <= day + soon and sheet.taken < session.capacity_min


def _skills(lacking: Sequence[Unskilled]) -> list[str]:
    """Return what trainers of a session are not known to know, a sentence for each trainer."""
    by_trainer: dict[str, list[str]] = {}
    for one in lacking:
        by_trainer.setdefault(one.trainer, []).append(one.competence)
    return [
        tr("{trainer} n'a pas la compétence demandée : {names}.", trainer=trainer, names=", ".join(names))
        for trainer, names in by_trainer.items()
    ]


def _warnings(sheet: SessionSheet) -> tuple[str, ...]:
    """Return what somebody should know or do about a session, most pressing first."""
    session, found = sheet.session, list[str]()
    if session.status in ENDED:
        return ()
    if sheet.taken > session.capacity_max:
        found.append(
            trn(
                "{n} personne inscrite pour {places} places : personne n'a été désinscrit.",
                "{n} personnes inscrites pour {places} places : personne n'a été désinscrit.",
                sheet.taken,
                places=session.capacity_max,
            )
        )
    if not sheet.slots or session.status in HELD:
        return tuple(found)
    last, day = sheet.slots[-1].slot.day, today(session.zone)
    if last < day and session.status in BOOKABLE | {SessionStatus.OPTION}:
        found.append(tr("La journée est passée : notez les présences, puis marquez-la réalisée."))
    elif sheet.is_below_minimum:
        found.append(
            trn(
                "{n} inscrit pour un minimum de {least} : maintenir, annuler ou reporter ?",
                "{n} inscrits pour un minimum de {least} : maintenir, annuler ou reporter ?",
                sheet.taken,
                least=session.capacity_min,
            )
        )
    if session.mode is Mode.ONSITE and any(line.slot.room_id is None for line in sheet.slots):
        found.append(tr("Une demi-journée n'a pas de salle."))
    if any(not line.trainers for line in sheet.slots):
        found.append(tr("Une demi-journée n'a pas de formateur."))
    if any(line.verdict is not None and line.verdict.obstacle is None for _, line in sheet.places(PlaceStatus.WAITING)):
        found.append(tr("Une place est libre pour quelqu'un qui attend : faites avancer la liste."))
    return tuple(found)
