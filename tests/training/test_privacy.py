"""What people need, and codes, stand nowhere but in their own place: not in lists, papers, searches, exports, answers, logs."""

import json
import logging
from pathlib import Path

import pytest

from cresi_app.cli.records import SHEETS
from cresi_app.cli.reply import plain
from cresi_app.core.identity import Identity
from cresi_app.printing.document import render
from cresi_app.services import Services
from cresi_app.training.interchange import session_calendar, year_calendar
from cresi_app.training.model import PlaceStatus
from cresi_app.training.model.intake import AskedPerson
from cresi_app.training.reports.countercard import counter_card
from cresi_app.training.reports.signin import attendance
from tests.printing import inspection
from tests.training.centre import CLAIRE, SOURCES, Centre

NEED = "Zwieback-sans-gluten"


def test_needs_and_codes_leave_no_trace_elsewhere(
    centre: Centre, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    session = centre.session()
    organisation = centre.organisation("Un")
    code = centre.training.make_code(CLAIRE, organisation).code
    visitor = centre.training.visitor(code)
    assert visitor is not None
    centre.training.book_at_counter(visitor, session, [AskedPerson("Awa Sow", needs=NEED)])
    (booking,) = centre.sheet(session).bookings
    assert centre.training.needs(booking.places[0].place.id) == NEED
    assert booking.places[0].has_needs

    told = [
        repr(centre.sheet(session)),
        repr(centre.training.attendance_sheet_data(session)),
        repr(centre.training.badges(session)),
    ]
    told += [session_calendar(centre.training, session).decode(), year_calendar(centre.training, 2026).decode()]
    services = Services.over(centre.library)
    for kind, record in (("session", session), ("organisation", organisation), ("booking", booking.booking.id)):
        told.append(json.dumps(plain(SHEETS[kind](services, record)), ensure_ascii=False))
    render(attendance(centre.training.attendance_sheet_data(session), Identity("Centre")), tmp_path / "sheet.pdf")
    told += inspection.texts(tmp_path / "sheet.pdf")
    for source in SOURCES:
        told += [repr(tuple(row)) for row in centre.library.query(f"SELECT * FROM {source.entity}_text")]
    told += [record.getMessage() for record in caplog.records]
    handle, secret = code.split("-")
    for text in told:
        assert NEED not in text
        assert secret not in text
    assert centre.training.search(NEED) == []
    kept = [
        row["name"]
        for row in centre.library.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")
    ]
    holding = [
        name
        for name in kept
        if any(NEED in repr(tuple(row)) for row in centre.library.query(f'SELECT * FROM "{name}"'))
    ]
    assert set(holding) == {"place_need", "change"}, "its own place, and its history that undo needs"
    assert handle


def test_who_waits_or_left_is_not_at_the_door(centre: Centre) -> None:
    session = centre.session(capacity_target=1, capacity_max=1)
    centre.training.book(CLAIRE, session, centre.organisation("Un"), ["Awa Sow", "Paul Roy"])
    assert [one.family_name for one in centre.training.attendance_sheet_data(session).people] == ["Sow"]
    assert centre.sheet(session).count(PlaceStatus.WAITING) == 1


def test_a_card_carries_its_code_and_is_read_by_the_counter(centre: Centre, tmp_path: Path) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    made = centre.training.make_code(CLAIRE, centre.organisation("Jɛkabaara — Solidarité Val d’Orge"))
    render(counter_card("Jɛkabaara — Solidarité Val d’Orge", made.code, Identity("Centre")), tmp_path / "card.pdf")
    inspection.check(tmp_path / "card.pdf")
    assert made.code in inspection.flat(inspection.texts(tmp_path / "card.pdf")[0])
    (read,) = zxingcpp.read_barcodes(inspection.pictures(tmp_path / "card.pdf", 150)[0])
    visitor = centre.training.visitor(read.text)
    assert visitor is not None
    assert visitor.name == "Jɛkabaara — Solidarité Val d’Orge"
