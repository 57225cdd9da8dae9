"""The attendance sheet: everybody registered and nobody else, a box a half-day, signatures together on the last page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from cresi_app.core.identity import Identity
from cresi_app.printing.document import render
from cresi_app.training.model import AttendanceSheet, DayPart, Mode
from cresi_app.training.reports import attendance
from tests.printing import inspection
from tests.training.centre import CLAIRE, Centre
from tests.training.sheets import PEOPLE, TRAINER, noted, people, sheet, slot

CENTRE = Identity(
    "Centre de ressources", "Solidarité internationale", address="1, rue du Pont", postal_code="91000", town="Évry",
    siret="22910228000018", declaration_number="11 91 12345 91",
)  # fmt: skip
Print = Callable[..., Path]


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    def to_file(data: AttendanceSheet, **options: Any) -> Path:
        out = tmp_path / "attendance.pdf"
        render(attendance(data, CENTRE, **options), out)
        inspection.check(out)
        return out

    return to_file


def read(file: Path) -> list[str]:
    return [inspection.flat(text) for text in inspection.texts(file)]


def test_the_sheet_holds_all_that_a_funder_asks_for(printed: Print) -> None:
    first, *_, last = read(printed(sheet()))
    for said in (
        "Monter et défendre le budget d’un projet", "Journée F2026-11 · 7 et 8 octobre 2026", "Salle Senghor", TRAINER,
        "16 sur 18", "10 H 30", "Mercredi 7 octobre", "après-midi, 13 h 30 – 17 h", "matin, 9 h – 12 h 30",
        "SIRET 22910228000018", "déclaration d’activité n° 11 91 12345 91", "Éditée le 6 octobre 2026 à 16:40",
        "conservées trois ans", "page 1 / 2",
    ):  # fmt: skip
        assert said in first
    assert "Signature du formateur ou de la formatrice" in last
    assert "Nombre de présents" in last


def test_everybody_is_there_once_in_order_with_empty_lines_after(printed: Print) -> None:
    text = " ".join(read(printed(sheet())))
    latin = [family.upper().replace("'", "’") for family, *_ in PEOPLE if family.isascii() or "è" in family]
    places = [text.index(name) for name in latin]
    assert places == sorted(places)
    assert all(text.count(f"{name} ") == 1 for name in latin)
    assert " 22 " in text
    assert " 23 " not in text.split("Signature")[0]


def test_the_table_is_one_with_its_header_repeated_and_told_once(printed: Print) -> None:
    file = printed(sheet())
    roles = inspection.roles(file)
    assert roles.count("Table") == 1
    assert roles.count("TR") == 1 + 16 + 6 + 2
    assert all(text.count("NOM, prénom") == 1 for text in read(file))
    scopes = [said for _, role, said in inspection.structure(file) if role == "TH"]
    assert scopes.count("Column") == 6
    assert scopes.count("Row") == 16 + 2


@pytest.mark.parametrize("count", [0, 1, 12, 18, 40])
def test_any_number_of_people_keeps_the_two_last_rows_together(printed: Print, count: int) -> None:
    pages = read(printed(sheet(people=people(3, count), registered=count)))
    assert "Signature" in pages[-1]
    assert "Nombre de présents" in pages[-1]
    assert sum("Signature du" in page for page in pages) == 1
    assert f"page {len(pages)} / {len(pages)}" in pages[-1]


def test_more_half_days_than_fit_are_continued_on_another_sheet(printed: Print) -> None:
    start = date(2026, 9, 29)
    slots = tuple(
        slot(
            n,
            start + timedelta(n // 2),
            DayPart.PM if n % 2 else DayPart.AM,
            time(9 + 4 * (n % 2)),
            time(12 + 4 * (n % 2)),
        )
        for n in range(9)
    )
    pages = read(printed(sheet(slots=slots, people=people(9), registered=16)))
    assert sum("Signature du" in page for page in pages) == 2
    first_sheet = [page for page in pages if "Mardi 29 septembre" in page]
    second_sheet = [page for page in pages if "Samedi 3 octobre" in page]
    assert first_sheet
    assert second_sheet
    assert not set(first_sheet) & set(second_sheet)
    assert all("ZONGO" in " ".join(part) for part in (first_sheet, second_sheet))


def test_a_sheet_printed_afterwards_shows_what_was_noted(printed: Print) -> None:
    text = " ".join(read(printed(noted(sheet()))))
    assert text.count("En retard") == 3
    assert text.count("15 présents") == 3


def test_trainers_of_different_half_days_stand_in_their_own_boxes(printed: Print) -> None:
    first, second, third = sheet().slots
    slots = (first, replace(second, trainers=("M. Paul Roy",), room="Salle 2"), third)
    pages = read(printed(sheet(slots=slots, trainers=(TRAINER, "M. Paul Roy"))))
    assert pages[-1].count(TRAINER) == 2
    assert pages[-1].count("M. Paul Roy") == 1
    assert "Salle 2" in pages[0]


def test_a_remote_session_says_whose_hours_these_are(printed: Print) -> None:
    [first, *_] = read(printed(sheet(mode=Mode.REMOTE, place="https://visio.example/abc", zone="Europe/Paris")))
    assert "https://visio.example/abc · heures de Europe/Paris" in first


def test_long_names_are_printed_whole(printed: Print) -> None:
    long = replace(
        people(3, 1)[0], family_name="Rakotondrainibe-Andriamanitra", organisation="Association " + "des amis " * 12
    )
    text = read(printed(sheet(people=(long,), title="Intitulé officiel " * 12)))[0]
    assert "RAKOTONDRAINIBE" in text
    assert "ANDRIAMANITRA" in text
    assert text.count("des amis") == 12
    assert text.count("Intitulé officiel") >= 12


def test_a_session_without_half_days_yet_still_prints(printed: Print) -> None:
    assert len(read(printed(sheet(slots=(), people=people(0))))) >= 1


def test_the_same_sheet_gives_the_same_file(printed: Print) -> None:
    assert printed(sheet()).read_bytes() == printed(sheet()).read_bytes()


def test_only_the_registered_of_a_real_session_are_on_its_sheet(centre: Centre, printed: Print) -> None:
    session = centre.session(capacity_target=2, capacity_max=2)
    booked = centre.training.book(
        CLAIRE, session, centre.organisation("Teranga 94"), ["Zoé Sow", "Élise Ba", "Paul Attente"]
    )
    centre.training.cancel_place(CLAIRE, booked.places[0].place_id)
    centre.training.book(CLAIRE, session, centre.organisation("Jɛkabaara"), ["Fatɔumata Kɛita"])
    text = " ".join(read(printed(centre.training.attendance_sheet_data(session))))
    assert text.index("ATTENTE Paul Teranga 94") < text.index("BA Élise Teranga 94")  # promoted when Zoé left
    assert "SOW" not in text
    assert "KƐITA" not in text  # waits
    assert "Monter son budget" in text
