"""The year and one session told to those who fund them, from real presence; and the pages of a declared training body."""

from collections.abc import Sequence

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import today
from cresi_app.core.dates import format_time
from cresi_app.core.departments import place_of
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.store.records import Row
from cresi_app.training.model import PART_LABELS, PlaceStatus, SessionSummary
from cresi_app.training.model.yearly import (
    Ground,
    HeldSession,
    Month,
    Programme,
    QualityLine,
    SessionReport,
    StatementLine,
    YearReport,
)
from cresi_app.training.queries import year as years
from cresi_app.training.queries import yearly
from cresi_app.training.service.courses import lines
from cresi_app.training.service.desk import refusals
from cresi_app.training.service.telling import THERE, TellingDesk

_MILLION = 1_000_000


class YearlyDesk(TellingDesk):
    """Reports of a session and of a year."""

    def year_report(self, of_year: int) -> YearReport:
        """Return everything the yearly report prints, from one snapshot."""
        with self.library.snapshot():
            ids = yearly.held_ids(self.library, of_year)
            presence = yearly.presence(self.library, of_year)
            places = yearly.registered(self.library, ids)
            summaries = years.summaries_of(self.library, ids)
            sessions = tuple(_held(one, presence.get(one.id), places.get(one.id, 0)) for one in summaries)
            fates, totals = yearly.fates(self.library, of_year), yearly.totals(self.library, of_year)
            before = yearly.totals(self.library, of_year - 1)
            counted = yearly.months(self.library, of_year)
            answers = tuple(self.satisfaction(ids))
            return YearReport(
                year=of_year,
                gauge=years.gauge(self.library, of_year),
                sessions=sessions,
                months=tuple(_month(n, sessions, of_year, counted.get(n, 0)) for n in range(1, 13)),
                associations=totals["associations"],
                people=totals["people"],
                presences=totals["presences"],
                person_half_days=totals["person_half_days"],
                minutes=totals["minutes"],
                cancelled=fates["cancelled"],
                postponed=fates["postponed"],
                refused=fates["unserved"],
                requests=fates["requests"],
                requests_placed=fates["placed"],
                satisfaction=answers,
                towns=tuple(_town(row) for row in yearly.towns(self.library, of_year)),
                countries=tuple(_country(row) for row in yearly.countries(self.library, of_year)),
                previous={name: before[name] for name in ("associations", "people", "person_half_days")}
                if before["person_half_days"]
                else {},
                made_on=today(),
            )

    def session_report(self, session_id: int) -> SessionReport:
        """Return what the report of one session prints."""
        with self.library.snapshot():
            sheet = self.session_sheet(session_id)
            summary = self.summary(session_id)
            if summary is None or not sheet.slots:
                raise DomainError("slots", N_("Cette journée n'a pas de demi-journée : il n'y a rien à rapporter."))
            registered = [line for _, line in sheet.places(PlaceStatus.REGISTERED)]
            held = _held(summary, yearly.session_presence(self.library, session_id), len(registered))
            answers = tuple(self.satisfaction([session_id]))
            documents = tuple(
                ", ".join(filter(None, (one.title, one.aside))) for one in self.course_documents(sheet.course.id)
            )
        slots = []
        for one in sheet.slots:
            there = sum(sheet.attendance.get((line.place.id, one.slot.id)) in THERE for line in registered)
            hours = tr("{starts} – {ends}", starts=format_time(one.slot.starts), ends=format_time(one.slot.ends))
            slots.append((one.slot.day, tr(PART_LABELS[one.slot.part]), hours, there, len(registered)))
        associations: dict[str, list[int]] = {}
        for booking in sheet.bookings:
            counts = associations.setdefault(booking.organisation, [0, 0])
            counts[0] += booking.count(PlaceStatus.REGISTERED)
            counts[1] += sum(
                any(sheet.attendance.get((line.place.id, one.slot.id)) in THERE for one in sheet.slots)
                for line in booking.places
                if line.place.status is PlaceStatus.REGISTERED
            )
        return SessionReport(
            held=held,
            objectives=sheet.course.objectives,
            programme=sheet.course.programme,
            documents=documents,
            slots=tuple(slots),
            associations=tuple((name, asked, came) for name, (asked, came) in associations.items() if asked),
            statuses={str(status): sheet.count(status) for status in PlaceStatus if sheet.count(status)},
            satisfaction=answers,
            notes=sheet.session.note,
            made_on=today(),
        )

    def programme(self, of_year: int) -> Programme:
        """Return what the yearly leaflet says: sessions that count, options told as such elsewhere left in."""
        with self.library.snapshot():
            sessions = self.year_plan(of_year).sessions
            ids = dict.fromkeys(one.course_id for one in sessions)
            return Programme(
                of_year,
                sessions,
                self.setting(),
                yearly.rooms(self.library, of_year),
                {one: self.course(one) for one in ids},
                {one: [document.title for document in self.course_documents(one)] for one in ids},
            )

    # --- declared training body ---

    def quality_lines(self, of_year: int) -> list[QualityLine]:
        """Return the indicators of the quality standard, with what the library holds for a year and what was noted."""
        with self.library.snapshot():
            found = _proofs(yearly.proofs(self.library, of_year))
            rows = yearly.quality(self.library)
        return [
            QualityLine(
                row["code"],
                row["criterion"],
                row["name"],
                row["evidence"],
                bool(row["is_common"]),
                found.get(row["code"], ""),
                row["note"],
                None if row["checked_on"] is None else today().fromisoformat(row["checked_on"]),
            )
            for row in rows
        ]

    def set_quality_note(self, who: Actor, code: str, note: str) -> Changes:
        """Note where the proof of an indicator is; the day of the note is kept."""

        def act() -> Changes:
            row = next((row for row in yearly.quality(self.library) if row["code"] == code), None)
            if row is None:
                raise DomainError("unknown", N_("Cet indicateur n'est pas dans la liste."))
            values = {"note": lines(note), "checked_on": today()}
            with self.library.revise("training.set_quality_note", who) as revision:
                if row["note_id"] is None:
                    revision.insert("quality_note", {"indicator": code, **values})
                elif row["note"] != values["note"]:
                    revision.update("quality_note", row["note_id"], row["note_version"], values)
            return revision.changes

        return self._settle(act)

    def statement_lines(self, of_year: int) -> list[StatementLine]:
        """Return the lines of the yearly statement: typed amounts, and figures counted from real presence."""
        with self.library.snapshot():
            rows, totals = yearly.statement(self.library, of_year), yearly.totals(self.library, of_year)
            trainers, taught = yearly.trainer_count(self.library, of_year)
        counted = {
            "E3": trainers,
            "E4": (taught + 30) // 60,
            "F1": totals["people"],
            "F2": (totals["minutes"] + 30) // 60,
        }
        return [
            StatementLine(
                row["code"],
                row["frame"],
                row["name"],
                row["unit"],
                row["source"] == "counted",
                counted.get(row["code"]) if row["source"] == "counted" else row["amount"],
            )
            for row in rows
        ]

    def set_statement_amount(self, who: Actor, of_year: int, code: str, amount: int | None) -> Changes:
        """Write an amount of the yearly statement, whole euros or numbers; None effaces."""
        if amount is not None and not 0 <= amount <= 10**12:
            raise DomainError("amount", N_("Écrivez un nombre entier, sans centimes."), field=code)
        row = next((row for row in yearly.statement(self.library, of_year) if row["code"] == code), None)
        if row is None or row["source"] != "typed":
            raise DomainError("unknown", N_("Cette ligne se calcule : elle ne s'écrit pas."))
        with refusals(), self.library.revise("training.set_statement", who) as revision:
            if amount is None:
                if row["row_id"] is not None:
                    revision.delete("statement_amount", row["row_id"], row["row_version"])
            elif row["row_id"] is None:
                revision.insert("statement_amount", {"year": of_year, "line": code, "amount": amount})
            else:
                revision.update("statement_amount", row["row_id"], row["row_version"], {"amount": amount})
        return revision.changes


def _held(summary: SessionSummary, row: Row | None, registered: int) -> HeldSession:
    return HeldSession(
        summary,
        people=row["people"] if row else 0,
        associations=row["associations"] if row else 0,
        person_half_days=row["person_half_days"] if row else 0,
        minutes=row["minutes"] if row else 0,
        expected=registered * summary.half_days,
        trainers=len(summary.trainers),
    )


def _month(number: int, sessions: Sequence[HeldSession], of_year: int, presences: int) -> Month:
    held = [one for one in sessions if (one.summary.first_day.year, one.summary.first_day.month) == (of_year, number)]
    return Month(number, sum(one.summary.half_days for one in held), presences)


def _town(row: Row) -> Ground:
    place = place_of(row["postal_code"])
    lon, lat = place or (None, None)
    name = row["town"] or tr("Commune non renseignée")
    return Ground(name, row["associations"], row["people"], row["person_half_days"], lon, lat)


def _country(row: Row) -> Ground:
    return Ground(
        row["name"],
        row["associations"],
        row["people"],
        row["person_half_days"],
        row["longitude_e6"] / _MILLION,
        row["latitude_e6"] / _MILLION,
    )


def _proofs(row: Row) -> dict[str, str]:
    """Return what can be counted for each indicator, in words."""
    courses = row["courses"]

    def of(name: str) -> str:
        return trn("{n} formation sur {all}", "{n} formations sur {all}", row[name], all=courses)

    return {
        "1": trn("{n} formation au programme", "{n} formations au programme", courses),
        "4": trn("{n} demande notée", "{n} demandes notées", row["requests"]),
        "5": of("with_objectives"),
        "6": of("with_programme"),
        "8": of("with_prerequisites"),
        "9": trn("{n} personne convoquée", "{n} personnes convoquées", row["told"]),
        "10": trn("{n} besoin noté", "{n} besoins notés", row["needs"]),
        "11": of("with_form"),
        "12": trn(
            "{n} présence notée ; absences : {absent}",
            "{n} présences notées ; absences : {absent}",
            row["marks"],
            absent=row["absences"],
        ),
        "17": trn("{n} salle décrite avec son accès", "{n} salles décrites avec leur accès", row["rooms"]),
        "19": of("with_documents"),
        "21": trn("{n} formateur", "{n} formateurs", row["trainers"]),
        "26": trn("{n} salle décrite avec son accès", "{n} salles décrites avec leur accès", row["rooms"]),
        "30": of("with_form"),
    }
