"""Training on the command line: every paper by its name, calendars read and written, codes of papers understood."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pypdf
import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.papercode import paper_code
from cresi_app.services import Services
from cresi_app.training.model import AttendanceStatus, DayPart, SessionPlan, SessionStatus, SlotPlan
from cresi_app.training.model.places import Terms
from tests.cli.conftest import Run
from tests.training import rfc5545

WHO = Actor("cli:test", "test")
DAY = date(2026, 3, 5)
ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20261112\r\nEND:VEVENT\r\n"
    b"BEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c\r\nDTSTART:20261113T080000Z\r\nDTEND:20261113T090000Z\r\n"
    b"TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def held(library: Path) -> str:
    """A session that took place, with one person who was there; gives its code."""
    with Services.open(library) as services:
        training = services.training
        course = training.add_course(WHO, "Monter son budget").id
        room = training.add_room(WHO, "Salle Senghor").id
        slot = SlotPlan(DAY, DayPart.AM, time(9), time(12), room)
        session = training.add_session(WHO, SessionPlan(course, (slot,))).id
        association = services.directory.add_organisation(WHO, "Teranga 94").id
        training.book(WHO, session, association, ["Awa Sow"], Terms(late_reason="essai"))
        sheet = training.session_sheet(session)
        mark = (sheet.bookings[0].places[0].place.id, sheet.slots[0].slot.id)
        training.mark_attendance(WHO, session, {mark: AttendanceStatus.PRESENT})
        training.set_status(WHO, session, training.session(session).version, SessionStatus.DONE)
    return "F2026-01"


def answered(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert code == 0, err
    return json.loads(out)


def test_every_paper_of_a_session_is_printed_by_its_name(held: str, run: Run, tmp_path: Path) -> None:
    for name in (
        "convocation", "attendance", "badge", "certificate", "evaluation", "session-report", "trainer-letter",
    ):  # fmt: skip
        out = tmp_path / f"{name}.pdf"
        data = answered(run("report", name, held, "--out", out, "--json"))
        assert len(pypdf.PdfReader(out).pages) == data["pages"] > 0


def test_a_paper_of_a_year_takes_it_from_year_or_ref(held: str, run: Run, tmp_path: Path) -> None:
    for name in ("programme", "programme-folded", "training-year"):
        first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
        answered(run("report", name, "--year", "2026", "--out", first, "--json"))
        answered(run("report", name, "2026", "--out", second, "--json"))
        texts = [" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages) for file in (first, second)]
        assert texts[0] == texts[1]
        assert "2026" in texts[0]


def test_the_papers_of_a_declared_body_say_that_the_centre_is_none(held: str, run: Run, tmp_path: Path) -> None:
    code, _, err = run("report", "quality", "--year", "2026", "--out", tmp_path / "x.pdf")
    assert code == 1
    assert "organisme déclaré" in err
    assert not (tmp_path / "x.pdf").exists()


def test_the_codes_of_papers_lead_to_their_session(held: str, run: Run, library: Path, tmp_path: Path) -> None:
    answered(run("report", "certificate", held, "--out", tmp_path / "a.pdf", "--json"))
    with Services.open(library) as services:
        session = services.training.by_ref(held)
        assert session is not None
        place = services.training.session_sheet(session).bookings[0].places[0].place.id
    for code in (
        paper_code("place", str(place)), paper_code("training_year", "2026"), paper_code("evaluation", f"{held}-H"),
        paper_code("certificate", "2026-A-0001"),
    ):  # fmt: skip
        found = answered(run("search", code, "--json"))
        assert [hit["title"] for hit in found["results"]] == ["Monter son budget"], code
    shown = answered(run("show", "session", paper_code("certificate", "2026-A-0001"), "--json"))
    assert shown["session"]["code"] == held
    assert answered(run("search", "CRSI:P/123", "--json"))["results"] == []


def test_the_calendar_of_a_year_and_of_a_session_are_written(held: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "annee.ics"
    assert answered(run("export", "--format", "ics", "--query", "2026", "--out", out, "--json"))["written"] == 1
    assert len(rfc5545.read(out.read_bytes()).all("VEVENT")) == 1
    assert answered(run("export", "--format", "ics", "--query", held, "--out", out, "--json"))["written"] == 1
    assert run("export", "--format", "ics", "--query", "demain", "--out", out)[0] == 1


def test_a_calendar_is_taken_for_the_room_of_its_name_and_its_sums_add_up(
    held: str, run: Run, tmp_path: Path, library: Path
) -> None:
    file = tmp_path / "salle senghor.ics"
    file.write_bytes(ICS)
    tried = answered(run("import", file, "--dry-run", "--json"))
    assert tried["revision"] is None
    data = answered(run("import", file, "--json"))
    assert (data["read"], data["created"], data["merged"], data["rejected"]) == (3, 1, 1, 1)
    assert data["rejects"][0]["record"] == 2
    again = answered(run("import", file, "--json"))
    assert (again["revision"], again["created"], again["merged"]) == (None, 0, 2)
    with Services.open(library) as services:
        assert [(line.whose, line.stretches) for line in services.training.busy_calendars()] == [("Salle Senghor", 1)]
    assert run("undo")[0] == 0


def test_a_calendar_of_nobody_is_refused_with_what_to_add(held: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "inconnu.ics"
    file.write_bytes(ICS)
    for words, said in ((["import", file], "--room"), (["import", file, "--room", "Cave"], "Cave")):
        code, _, err = run(*words)
        assert code == 1
        assert said in err
    file.write_bytes(ICS[:-20])
    code, _, err = run("import", file, "--room", "Salle Senghor")
    assert code == 1
    assert "abîmé" in err
