from datetime import date

import pytest

from cresi_app.projects.model import (
    PaperKind,
    PaperState,
    ProjectPaper,
    add_months,
    count_valid,
    valid_until,
    view_paper,
)
from tests.projects.vectors import rows

KINDS = {
    row["code"]: PaperKind(
        row["code"],
        row["name_fr"],
        row["name_en"],
        int(row["validity_months"]),
        row["is_yearly"] == "1",
        row["is_default"] == "1",
        row["is_private"] == "1",
        row["condition_fr"],
        row["condition_en"],
        row["source"],
        int(row["position"]),
    )
    for row in rows("paper_kind")
}


def paper(kind: str | None = "urssaf", **values: object) -> ProjectPaper:
    return ProjectPaper(1, 1, 1, 1, kind, **values)  # type: ignore[arg-type]  # test shorthand


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 4, 15), 6, date(2026, 10, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_are_added_as_people_count_them(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_a_paper_is_good_until_its_kinds_validity_or_the_day_noted() -> None:
    assert valid_until(paper(dated_on=date(2026, 4, 15)), KINDS["urssaf"]) == date(2026, 10, 15)
    assert valid_until(paper(dated_on=date(2026, 4, 15), expires_on=date(2026, 6, 1)), KINDS["urssaf"]) == date(
        2026, 6, 1
    )
    assert valid_until(paper("statutes", dated_on=date(1999, 1, 1)), KINDS["statutes"]) is None
    assert valid_until(paper(), KINDS["urssaf"]) is None


def test_a_received_paper_expires_by_itself_the_day_after() -> None:
    received = paper(state_code=PaperState.RECEIVED, dated_on=date(2026, 4, 15))
    assert view_paper(received, KINDS, date(2026, 10, 15)).state is PaperState.RECEIVED
    expired = view_paper(received, KINDS, date(2026, 10, 16))
    assert expired.state is PaperState.EXPIRED
    assert expired.word == "Périmée"
    assert "15\u00a0octobre\u00a02026" in expired.to_do.replace(" ", "\u00a0")
    assert count_valid([expired]) == 0


def test_each_paper_says_what_is_to_be_done() -> None:
    today = date(2026, 11, 22)
    assert view_paper(paper("statutes", state_code=PaperState.RECEIVED), KINDS, today).to_do == ""
    assert "date" in view_paper(paper(state_code=PaperState.RECEIVED), KINDS, today).to_do
    assert (
        "quotes.pdf" in view_paper(paper(state_code=PaperState.UNREADABLE, file_name="quotes.pdf"), KINDS, today).to_do
    )
    assert "9" in view_paper(paper(asked_on=date(2026, 10, 9)), KINDS, today).to_do
    assert view_paper(paper(), KINDS, today).to_do


def test_bank_details_are_never_reproduced_and_other_files_are() -> None:
    on_file = {"sha256": "ab", "state_code": PaperState.RECEIVED}
    assert not view_paper(paper("bank_details", **on_file), KINDS, date(2026, 1, 1)).is_reproduced
    assert view_paper(paper("statutes", **on_file), KINDS, date(2026, 1, 1)).is_reproduced
    own = view_paper(paper(None, label="Photo du site", **on_file), KINDS, date(2026, 1, 1))
    assert own.name == "Photo du site"
    assert own.is_reproduced
