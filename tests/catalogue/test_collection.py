"""What is held of a periodical, what lacks, what should come: said from the issues alone."""

from datetime import date

import pytest

from cresi_app.catalogue.model.collection import Collection, collection, expected, number_sort, ordinals
from cresi_app.catalogue.model.description import Issue, IssueState

STATES = {
    code: IssueState(code, code, code, 0, "neutral", code == "received", code in {"missing", "claimed"})
    for code in ("received", "awaited", "claimed", "missing", "unpublished")
}
TODAY = date(2026, 11, 22)


def issue(number: str, year: int | None, state: str = "received", due: date | None = None) -> Issue:
    return Issue(0, 0, 1, number, number_sort(number), year, due_on=due, state=state)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def held(*issues: Issue) -> Collection:
    said = collection(issues, STATES, TODAY)
    held, gaps, specials = (tuple(map(plain, part)) for part in (said.held, said.gaps, said.specials))
    return Collection(held, gaps, specials, said.late)


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        ("24", (24,)),
        ("n° 7", (7,)),
        ("12-13", (12, 13)),
        ("12/13", (12, 13)),
        ("hors-série 2", ()),
        ("9-2", (9,)),
        ("", ()),
    ],
)
def test_a_number_as_printed_stands_for_issues(number: str, numbers: tuple[int, ...]) -> None:
    assert ordinals(number) == numbers


def test_runs_and_gaps_of_a_numbering_that_goes_on() -> None:
    said = held(*(issue(str(n), 2015 + n // 5) for n in range(1, 25) if n not in {7, 12, 13}), issue("12-13", 2017))
    assert said.held == ("n° 1 (2015) – n° 6 (2016)", "n° 8 (2016) – n° 24 (2019)")
    assert said.gaps == ("n° 7",)
    assert plain(said.sentence).endswith("Lacunes : n° 7.")


def test_what_never_appeared_is_no_gap_and_breaks_no_run() -> None:
    said = held(issue("1", 2020), issue("2", 2020, "unpublished"), issue("3", 2021))
    assert (said.held, said.gaps) == (("n° 1 (2020) – n° 3 (2021)",), ())


def test_a_claimed_issue_lacks_even_at_the_end() -> None:
    assert held(issue("1", 2020), issue("2", 2020), issue("3", 2021, "claimed")).gaps == ("n° 3",)


def test_numbers_that_begin_again_each_year_are_told_by_year() -> None:
    said = held(*(issue(str(n), year) for year in (2023, 2024) for n in (1, 2, 3, 4) if (year, n) != (2024, 2)))
    assert said.held == ("2023, n° 1-4", "2024, n° 1, 3-4")
    assert said.gaps == ("2024, n° 2",)


def test_special_issues_are_named_apart() -> None:
    said = held(issue("1", 2020), issue("hors-série 2", 2020))
    assert said.specials == ("hors-série 2 (2020)",)
    assert plain(said.sentence) == "n° 1 (2020) ; hors-série 2 (2020)."


def test_what_should_have_come_is_late() -> None:
    said = held(issue("1", 2026, "awaited", date(2026, 10, 1)), issue("2", 2027, "awaited", date(2027, 1, 1)))
    assert [one.number for one in said.late] == ["1"]
    assert (said.held, said.gaps, said.sentence) == ((), (), "")


def test_the_next_ones_follow_the_rhythm() -> None:
    coming = expected([issue("40", 2026, due=date(2026, 1, 31))], 4, date(2026, 12, 31))
    assert [(one.number, one.due_on) for one in coming] == [
        ("41", date(2026, 4, 30)), ("42", date(2026, 7, 31)), ("43", date(2026, 10, 31)),
    ]  # fmt: skip
    assert all(one.state == "awaited" and one.id == 0 for one in coming)


def test_a_numbering_by_year_begins_again() -> None:
    known = [issue(str(n), year, due=date(year, 1 + 6 * (n - 1), 1)) for year in (2024, 2025) for n in (1, 2)]
    coming = expected(known, 2, date(2026, 12, 31))
    assert [(one.number, one.year) for one in coming] == [("1", 2026), ("2", 2026)]


def test_odd_rhythms_count_in_days_and_nothing_counts_from_nothing() -> None:
    assert len(expected([issue("1", 2026, due=date(2026, 1, 1))], 52, date(2026, 12, 31))) == 51
    assert expected([issue("hors-série", 2026)], 4, date(2026, 12, 31)) == []
