"""Bookings read from files, badges and evaluations on the command line."""

import json
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.papercode import paper_code
from cresi_app.services import Services
from cresi_app.training.model import SessionPlan
from cresi_app.training.model.evaluation import Moment, QuestionPlan
from tests.cli.conftest import Run
from tests.training.centre import morning

WHO = Actor("1", "Claire Martin")


@pytest.fixture
def session(library: Path) -> str:
    """The code of a session in a month, in a library with one association."""
    with Services.open(library) as services:
        services.directory.add_organisation(WHO, "Teranga 91")
        course = services.training.add_course(WHO, "Monter son budget").id
        services.training.set_evaluation_form(WHO, course, Moment.HOT, [QuestionPlan("Utile ?")])
        day = clock.today() + timedelta(days=30)
        made = services.training.add_session(
            WHO, SessionPlan(course, (morning(day),), capacity_max=2, capacity_target=2)
        ).id
        return services.training.session(made).code


def test_filled_forms_and_tables_are_booked_in_one_act(run: Run, session: str, tmp_path: Path) -> None:
    blank, filled, table = tmp_path / "blank.pdf", tmp_path / "filled.pdf", tmp_path / "inscrits.csv"
    code, _, err = run("report", "booking-form", session, "--out", blank)
    assert code == 0, err
    with pikepdf.open(blank) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            values = {"organisation": "Teranga 91", "name_1": "Awa Sow", "needs_1": "sans gluten"}
            if str(field.T) in values:
                field.V = pikepdf.String(values[str(field.T)])
        pdf.save(filled)
    table.write_text(
        f"Association;Nom;Prénom;Journée\nTeranga 91;Roy;Paul;{session}\nInconnue;X;Y;{session}\n", encoding="cp1252"
    )
    code, out, _ = run("bookings", filled, table, tmp_path / "nulle-part.csv", "--dry-run", "--json")
    told = json.loads(out)
    assert (code, told["revision"], told["read"]) == (0, None, 4)
    assert [one["outcome"] for one in told["requests"]] == ["doubtful", "ready", "incomplete", "refused"]
    assert "gluten" not in out
    code, out, _ = run("bookings", filled, table, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["revision"] is not None
    assert len(told["bookings"]) == 2
    code, out, _ = run("bookings", filled, "--json")
    assert code == 1
    assert json.loads(out)["revision"] is None


def test_a_badge_and_an_evaluation(run: Run, library: Path, session: str) -> None:
    with Services.open(library) as services:
        held = services.training.by_ref(session)
        assert held is not None
        booked = services.training.book(WHO, held, services.directory.organisation_by_ref("Teranga 91"), ["Awa Sow"])
    place = paper_code("place", str(booked.places[0].place_id))
    code, _, err = run("scan", place)
    assert code == 1
    assert "demi-journée" in err
    assert run("scan", "CRSI:P/12")[0] == 1
    code, out, _ = run("evaluations", session, "--json")
    assert code == 0
    assert (json.loads(out)["n"], json.loads(out)["questions"]) == (0, [])
    code, out, _ = run("offers", "--json")
    assert json.loads(out) == {"revisions": [], "places": 0}
