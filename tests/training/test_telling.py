"""What participants are told: invitations with their sequence, what is called off, drafts that nobody sends, certificates."""

import email
import email.policy
import shutil
import subprocess
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.papercode import paper_code
from cresi_app.directory.model import Channel, Permission
from cresi_app.training.interchange import session_calendar, year_calendar
from cresi_app.training.interchange.drafts import Drafts
from cresi_app.training.interchange.feed import write_feed
from cresi_app.training.interchange.mailing import prepare
from cresi_app.training.model import AttendanceStatus, CancelledBy, DayPart, PlaceStatus, SlotPlan
from cresi_app.training.model.telling import Occasion
from cresi_app.training.reports.making import one_each
from cresi_app.training.service.feed import FeedKeeper
from tests.training import rfc5545
from tests.training.centre import CLAIRE, OCTOBER, Centre, afternoon, morning

EVENING = datetime(2026, 10, 8, 17, tzinfo=UTC)


@pytest.fixture
def booked(centre: Centre) -> int:
    """A session of two half-days: Thảo with her address, Fatɔumata through her association's, Paul without any."""
    directory = centre.directory
    directory.set_identity(CLAIRE, centre_name="Centre de ressources", email="accueil@centre.example", town="Évry")
    session = centre.session(morning(), afternoon(), contact="Claire Martin")
    for given, family, organisation, mail, own in (
        ("Thị Phương Thảo", "Nguyễn", "Amitié Yên Bái", "", "thao@example.org"),
        ("Fatɔumata", "Kɛita", "Jɛkabaara", "contact@jekabaara.example", ""),
        ("Paul", "Roy", "Teranga 94", "", ""),
    ):
        held = directory.add_organisation(CLAIRE, organisation, email=mail).id
        person = directory.add_person(CLAIRE, given, family).id
        centre.people[f"{given} {family}"] = person
        if own:
            directory.add_contact(CLAIRE, person, Channel.EMAIL, own)
        centre.training.book(CLAIRE, session, held, [centre.guest(f"{given} {family}")])
    return session


def drafts(centre: Centre, session: int, occasion: Occasion, folder: Path) -> Drafts:
    return prepare(centre.training, CLAIRE, session, occasion, folder, one_each)


def message(file: Path) -> EmailMessage:
    found = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def attached(found: EmailMessage, kind: str) -> list[EmailMessage]:
    return [
        part for part in found.iter_attachments() if isinstance(part, EmailMessage) and part.get_content_type() == kind
    ]


def calendar_of(found: EmailMessage) -> rfc5545.Part:
    (part,) = attached(found, "text/calendar")
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return rfc5545.read(data)


def test_a_draft_holds_letter_convocation_and_invitation_and_is_sent_by_nobody(
    centre: Centre, booked: int, tmp_path: Path
) -> None:
    made = drafts(centre, booked, Occasion.CONVOKE, tmp_path)
    assert len(made.files) == 2
    assert made.without == ("Paul Roy (Teranga 94) : aucune adresse électronique",)
    assert (made.folder / "sans adresse.txt").read_text(encoding="utf-8").startswith("Paul Roy")
    by_address = {str(message(file)["To"]): message(file) for file in made.files}
    mine = next(one for to, one in by_address.items() if "thao@example.org" in to)
    assert mine["X-Unsent"] == "1"
    assert "accueil@centre.example" in str(mine["From"])
    assert str(mine["Subject"]).startswith("Convocation : Monter son budget")
    body = mine.get_body(("plain",))
    assert body is not None
    assert "Bonjour Thị Phương Thảo Nguyễn" in body.get_content()
    (paper,) = attached(mine, "application/pdf")
    assert paper.get_content().startswith(b"%PDF-")
    calendar = calendar_of(mine)
    assert calendar.value("METHOD") == "REQUEST"
    assert [event.value("DTSTART") for event in calendar.all("VEVENT")] == ["20261008T093000", "20261008T140000"]
    theirs = next(one for to, one in by_address.items() if "jekabaara" in to)
    told = theirs.get_body(("plain",))
    assert told is not None
    assert "Ce message concerne Fatɔumata Kɛita" in told.get_content()


def test_a_change_is_told_above_what_was_told_and_what_goes_is_called_off(
    centre: Centre, booked: int, tmp_path: Path
) -> None:
    def told(occasion: Occasion) -> list[tuple[str, str, int]]:
        mailing = centre.training.mailing(booked, occasion)
        letter = next(one for one in mailing.letters if one.addressee.email == "thao@example.org")
        centre.training.mark_told(CLAIRE, booked, mailing.letters)
        return [(one.method, f"{one.day:%d}{one.starts:%H}", one.sequence) for one in letter.notices]

    first = told(Occasion.CONVOKE)
    assert [one[:2] for one in first] == [("request", "0809"), ("request", "0814")]
    centre.training.move_session(CLAIRE, booked, date(2026, 10, 20))
    second = told(Occasion.CHANGED)
    assert [one[:2] for one in second] == [("request", "2009"), ("request", "2014")]
    assert second[0][2] > first[0][2]
    slot = centre.sheet(booked).slots[1].slot
    centre.training.remove_slot(CLAIRE, slot.id, slot.version)
    third = told(Occasion.CHANGED)
    assert [one[:2] for one in third] == [("request", "2009"), ("cancel", "2014")]
    assert third[1][2] > second[1][2]
    centre.training.cancel_session(CLAIRE, booked, centre.training.session(booked).version, "Personne")
    gone = told(Occasion.CANCELLED)
    assert [one[:2] for one in gone] == [("cancel", "2009")]
    made = drafts(centre, booked, Occasion.CANCELLED, tmp_path)
    assert all("n’aura pas lieu" in message(file).as_string() or file for file in made.files)


def test_cancelling_writes_to_those_who_were_booked_and_to_those_who_waited(centre: Centre, tmp_path: Path) -> None:
    session = centre.session(morning(), capacity_target=1, capacity_max=1)
    held = centre.directory.add_organisation(CLAIRE, "Teranga 94", email="t@example.org").id
    centre.training.book(CLAIRE, session, held, ["Awa Sow", "Paul Roy"])
    left = centre.training.book(CLAIRE, session, held, ["Lucie Petit"])
    centre.training.cancel_booking(CLAIRE, left.booking_id, CancelledBy.ORGANISATION, "Empêchement")
    centre.training.cancel_session(
        CLAIRE, session, centre.training.session(session).version, "Formateur souffrant", postponed=True
    )
    mailing = centre.training.mailing(session, Occasion.POSTPONED)
    assert {one.addressee.name for one in mailing.letters} == {"Awa Sow", "Paul Roy"}
    made = drafts(centre, session, Occasion.POSTPONED, tmp_path)
    text = message(made.files[0]).get_body(("plain",))
    assert text is not None
    assert "Formateur souffrant" in text.get_content()


def test_a_place_given_back_after_its_invitation_is_taken_off_the_calendar(
    centre: Centre, booked: int, tmp_path: Path
) -> None:
    with pytest.raises(DomainError, match="Personne n’est concerné"):
        drafts(centre, booked, Occasion.RELEASED, tmp_path)
    drafts(centre, booked, Occasion.CONVOKE, tmp_path)
    place = next(
        line.place.id for _, line in centre.sheet(booked).places(PlaceStatus.REGISTERED) if line.family_name == "Nguyễn"
    )
    centre.training.cancel_place(CLAIRE, place, CancelledBy.ORGANISATION, "Malade")
    (file,) = drafts(centre, booked, Occasion.RELEASED, tmp_path).files
    calendar = calendar_of(message(file))
    assert (calendar.value("METHOD"), len(calendar.all("VEVENT"))) == ("CANCEL", 2)
    assert not any(
        one.addressee.place_id == place for one in centre.training.mailing(booked, Occasion.RELEASED).letters
    )


def test_that_it_is_kept_is_told_without_calendar(centre: Centre, booked: int, tmp_path: Path) -> None:
    drafts(centre, booked, Occasion.CONVOKE, tmp_path)
    files = drafts(centre, booked, Occasion.KEPT, tmp_path).files
    assert not any(attached(message(file), "text/calendar") for file in files)


def test_who_refused_mail_is_not_written_to(centre: Centre, booked: int) -> None:
    directory, person = centre.directory, centre.people["Thị Phương Thảo Nguyễn"]
    contact = directory.person_sheet(person).contacts[0]
    directory.set_permission(CLAIRE, contact.id, contact.version, Permission.REFUSED)
    without = {one.name: one.obstacle for one in centre.training.mailing(booked, Occasion.CONVOKE).without}
    assert without["Thị Phương Thảo Nguyễn"] == "a refusé les courriels"


def test_a_private_address_is_written_to_only_by_who_may_see_it(centre: Centre, booked: int) -> None:
    person = centre.people["Paul Roy"]
    centre.directory.add_contact(CLAIRE, person, Channel.EMAIL, "paul@prive.example", is_private=True)
    assert {one.name: one.email for one in centre.training.addressees(booked)}["Paul Roy"] == "paul@prive.example"
    centre.directory.sees_private = lambda: False
    (paul,) = [one for one in centre.training.mailing(booked, Occasion.CONVOKE).without if one.person_id == person]
    assert (paul.email, paul.obstacle) == ("", "adresse privée, que votre rôle ne montre pas")


def test_every_calendar_written_stands_before_a_strict_reader(centre: Centre, booked: int) -> None:
    centre.training.update_session(
        CLAIRE,
        booked,
        centre.training.session(booked).version,
        place="Rue de l’Été, « 3e » étage ; à gauche, là où l’on voit Jɛkabaara 王秀英",
    )
    for data in (session_calendar(centre.training, booked), year_calendar(centre.training, 2026)):
        calendar = rfc5545.read(data)
        assert calendar.value("METHOD") == "PUBLISH"
        assert len(calendar.all("VEVENT")) == 2


def test_invitations_keep_their_hour_on_both_sides_of_the_change_of_hour(centre: Centre) -> None:
    organisation = centre.directory.add_organisation(CLAIRE, "Teranga 94", email="t@example.org").id
    nine = [SlotPlan.usual(date(2026, 10, day), DayPart.AM) for day in (24, 25, 26)]
    session = centre.session(*nine)
    centre.training.book(CLAIRE, session, organisation, ["Awa Sow"])
    from cresi_app.training.interchange.calendar import invitation_files  # noqa: PLC0415 - only this test makes one by hand

    mailing = centre.training.mailing(session, Occasion.CONVOKE)
    ((_, method, data),) = invitation_files(mailing.sheet, mailing.letters[0], centre.directory.identity())
    assert method == "REQUEST"
    rfc5545.read(data)
    events: list[Any] = list(Calendar.from_ical(data).walk("VEVENT"))
    starts = [event["DTSTART"].dt.astimezone(UTC).hour for event in events]
    assert starts == [7, 8, 8]


def test_a_feed_follows_every_change(centre: Centre, tmp_path: Path) -> None:
    place = tmp_path / "formations.ics"
    keeper = FeedKeeper(centre.library, lambda: place, lambda file: write_feed(centre.training, file))
    centre.session(morning())
    keeper.close()
    assert len(rfc5545.read(place.read_bytes()).all("VEVENT")) == 1


def test_certificates_count_the_half_days_really_followed(centre: Centre, booked: int) -> None:
    with pytest.raises(DomainError, match="notez d’abord les présences"):
        centre.training.issue_certificates(CLAIRE, booked)
    with clock.frozen(EVENING):
        sheet = centre.sheet(booked)
        (_, thao), (_, fatou), (_, paul) = sheet.places(PlaceStatus.REGISTERED)
        first, second = (line.slot.id for line in sheet.slots)
        marks = {
            (thao.place.id, first): AttendanceStatus.LATE, (thao.place.id, second): AttendanceStatus.PRESENT,
            (fatou.place.id, first): AttendanceStatus.ABSENT, (fatou.place.id, second): AttendanceStatus.PRESENT,
            (paul.place.id, first): AttendanceStatus.ABSENT, (paul.place.id, second): AttendanceStatus.ABSENT,
        }  # fmt: skip
        centre.training.mark_attendance(CLAIRE, booked, marks)
        centre.training.issue_certificates(CLAIRE, booked)
        found = {one.family_name: one for one in centre.training.certificate_data(booked)}
        assert {name: one.attended for name, one in found.items()} == {"Nguyễn": 360, "Kɛita": 180}
        assert {one.planned for one in found.values()} == {360}
        with pytest.raises(DomainError, match="Paul Roy n’a suivi aucune"):
            centre.training.issue_certificates(CLAIRE, booked, [paul.place.id])
        number = found["Nguyễn"].number
        centre.training.mark_attendance(CLAIRE, booked, {(thao.place.id, first): AttendanceStatus.ABSENT})
        centre.training.issue_certificates(CLAIRE, booked)
        again = {one.family_name: one for one in centre.training.certificate_data(booked)}
    assert (again["Nguyễn"].number, again["Nguyễn"].attended) == (number, 180)
    assert centre.training.certificate_session(number.lower()) == booked
    assert centre.training.place_session(str(thao.place.id)) == booked
    assert paper_code("certificate", number) == f"CRSI:A/{number}"


def test_no_certificate_row_stands_without_presence_whoever_writes_it(centre: Centre, booked: int) -> None:
    from cresi_app.store.errors import Refused  # noqa: PLC0415 - the wall itself is tried

    place = centre.sheet(booked).places(PlaceStatus.REGISTERED)[0][1].place.id
    with pytest.raises(Refused, match="absent"), centre.library.revise("trial", CLAIRE) as revision:
        revision.insert("certificate", {"number": "X", "place_id": place, "issued_on": OCTOBER, "minutes": 10})


@pytest.mark.skipif(
    shutil.which("khal") is None, reason="khal is not installed here: only the tests' own strict reader tried"
)
def test_another_calendar_program_reads_the_same_hours(centre: Centre, tmp_path: Path) -> None:
    centre.session(*(SlotPlan.usual(date(2026, 10, day), DayPart.AM) for day in (24, 26)))
    file, settings = tmp_path / "annee.ics", tmp_path / "khal.conf"
    file.write_bytes(year_calendar(centre.training, 2026))
    settings.write_text(
        f"[calendars]\n[[one]]\npath = {tmp_path}\n[locale]\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    words = ["khal", "-c", str(settings), "printics", "--format", "{start-long} {title}", str(file)]
    said = subprocess.run(words, capture_output=True, check=True).stdout.decode()
    assert "2026-10-24 09:30 Monter son budget" in said
    assert "2026-10-26 09:30 Monter son budget" in said
