"""Where pages end: no heading, row or line alone, and no page for a few lines that fit when the blanks are drawn in."""

from collections.abc import Sequence

import pytest
from reportlab.platypus.flowables import Flowable

from cresi_app.printing import style
from cresi_app.printing.accounts import Account, AccountLine, accounts
from cresi_app.printing.byhand import RuledLines
from cresi_app.printing.document import Layout, Numbers, new_page
from cresi_app.printing.flow import Block, Gap, chapter, heading, paragraphs, stack_height, words
from cresi_app.printing.letters import address_block
from cresi_app.printing.newspaper import in_columns
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, key_figures, open_table
from tests.printing import inspection
from tests.printing.conftest import Printer

UPRIGHT = Layout()
HEIGHT = UPRIGHT.page[1] - (UPRIGHT.top + UPRIGHT.bottom) * MM
COLUMNS = (Col("Entête", 40, names_row=True), Col("Texte", 130))


class Filler(Block):
    """Takes so much of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.width, self.height = 10.0, height

    def draw(self) -> None:
        """Draw nothing."""


def table(count: int, *, total: bool = False) -> Flowable:
    rows = [(f"Rang{n}", "court") for n in range(count)]
    return open_table(COLUMNS, rows, UPRIGHT.width, total=("Total", str(count)) if total else ())


def rows_of(pages: Sequence[str]) -> list[list[str]]:
    return [[word for word in page.split() if word.startswith(("Rang", "Total"))] for page in pages]


@pytest.mark.parametrize("room", range(10, 120, 9))
@pytest.mark.parametrize("total", [False, True])
def test_no_page_has_a_row_or_two_of_a_table_by_itself(paper: Printer, room: int, *, total: bool) -> None:
    """Whatever is left of the page: two rows at least before its end, three after, the total with what it totals."""
    file = paper(lambda _: [Filler(HEIGHT - room), *heading("Le tableau"), table(14, total=total)], UPRIGHT)
    pages = inspection.texts(file)
    cut = rows_of(pages)
    assert [row for page in cut for row in page] == [f"Rang{n}" for n in range(14)] + ["Total"] * total
    for number, rows in enumerate(cut):
        if rows and number + 1 < len(cut) and cut[number + 1]:
            assert len(rows) >= 2, cut
        if rows and number and cut[number - 1]:
            assert len(rows) >= 3 + total, cut
        assert ("Le tableau" in pages[number]) == ("Rang0" in rows), "the heading is where the table begins"


@pytest.mark.parametrize("lines", [30, 50, 52, 53, 54, 55, 56, 57, 58, 80, 120])
def test_a_row_about_as_tall_as_a_page_and_its_total_are_printed(paper: Printer, lines: int) -> None:
    tall = "\n".join(f"ligne{n}" for n in range(lines))

    def story(_: Numbers) -> list[Flowable]:
        row = open_table(COLUMNS, [("Rang0", tall)], UPRIGHT.width, total=("Total", "1"))
        row.pad = (3.6, 3.6 + 11.8 * 0.9 * (lines % 5) / 4)  # so that one of them leaves no room for its total
        return [row]

    text = " ".join(inspection.texts(paper(story, UPRIGHT)))
    assert [word for word in text.split() if word.startswith("ligne")] == [f"ligne{n}" for n in range(lines)]
    assert "Total" in text


def test_a_short_table_is_not_cut(paper: Printer) -> None:
    file = paper(lambda _: [Filler(HEIGHT - 75), *heading("Demandes"), table(5)], UPRIGHT)
    first, second = inspection.texts(file)
    assert "Demandes" not in first
    assert all(word in second for word in ("Demandes", "Rang0", "Rang4"))


@pytest.mark.parametrize("room", [40, 200, HEIGHT])
def test_entries_in_two_columns_fill_the_page_they_begin_on(paper: Printer, room: float) -> None:
    entries = [[words(f"Mot{n}", style.TABLE)] for n in range(60)]

    def story(_: Numbers) -> list[Flowable]:
        return [Filler(HEIGHT - room), *heading("A"), *in_columns(entries, UPRIGHT.width)]

    file = paper(story, UPRIGHT)
    inspection.check(file)
    pages = [[word for word in text.split() if word.startswith("Mot")] for text in inspection.texts(file)]
    assert [word for page in pages for word in page] == [f"Mot{n}" for n in range(60)], (
        "down the left one, then the right"
    )
    assert [bool(page) for page in pages] == ([False, True] if room == 40 else [True, True] if room == 200 else [True])
    if room == 200:
        assert len(pages[0]) == 2 * int((200 - 31.5) / 18.4), "both columns are full"


def test_an_entry_as_long_as_pages_stands_across_both_columns(paper: Printer) -> None:
    long = [words("Une note. " * 4000, style.TABLE)]
    file = paper(lambda _: in_columns([[words("Avant")], long, [words("Après")]], UPRIGHT.width), UPRIGHT)
    pages = inspection.texts(file)
    assert sum(inspection.flat(page).count("Une note.") for page in pages) >= 4000 - len(pages), (
        "a page may end between the two"
    )
    assert "Avant" in pages[0]
    assert "Après" in pages[-1]


def test_an_amount_is_set_smaller_rather_than_broken(paper: Printer) -> None:
    figures = [KeyFigure("14\u202f955\u202f997\u202f123\xa0€", "demandés"), KeyFigure("2", "lieux")] * 2
    lines = inspection.texts(paper(lambda _: [key_figures(figures)], UPRIGHT))[0].splitlines()
    assert sum("14\u202f955\u202f997\u202f123" in line for line in lines) >= 1
    assert not any(line.strip().startswith(("7\u202f123", "123")) for line in lines), lines


@pytest.mark.parametrize("length", [20, 300, 3000])
def test_an_address_of_any_length_stays_in_its_window(length: int) -> None:
    lines = [
        "Association des amis de Kita",
        "À l'attention de Fatɔumata",
        "12, rue du Lavoir " * (length // 18),
        "91000 Évry",
    ]
    block = address_block(lines, 80 * MM)
    assert stack_height(block, 80 * MM) <= 34 * MM
    assert len(block) == 4


@pytest.mark.parametrize("room", [30, 60, 90, 110])
def test_a_heading_goes_with_the_lines_to_write_on(paper: Printer, room: int) -> None:
    pages = inspection.texts(paper(lambda _: [Filler(HEIGHT - room), *heading("Le bilan"), RuledLines(4)], UPRIGHT))
    assert ["Le bilan" in page for page in pages] == [False, True], "four lines take 95 points"


def test_a_chapter_is_drawn_in_when_it_runs_over_by_a_line(paper: Printer) -> None:
    def story(extra: int) -> list[Flowable]:
        lines = "Une ligne.\n" * (34 + extra)
        return [chapter("Le projet"), *paragraphs(lines), *new_page(), chapter("Suite"), words("Fin.")]

    pages = {extra: inspection.texts(paper(lambda _, n=extra: story(n), UPRIGHT)) for extra in (-4, 0, 30)}
    assert [len(found) for found in pages.values()] == [2, 2, 3]
    assert pages[0][0].count("Une ligne.") == 34, "34 lines take more than a page with their usual blanks"


def test_drawn_in_accounts_keep_their_totals_level(paper: Printer) -> None:
    def account(title: str, count: int) -> Account:
        lines = [AccountLine(str(n), f"Ligne {n}", "1") for n in range(count)]
        total = AccountLine("", f"Total {title}", str(count))
        return Account(title, "Euros", lines, total, [], total)

    def story(_: Numbers) -> list[Flowable]:
        pair = accounts(account("gauche", 36), account("droite", 20), UPRIGHT.width)
        return [chapter("Budget"), *pair, Gap(30), words("La phrase de la part demandée.")]

    [page] = inspection.texts(paper(story, UPRIGHT))
    assert "La phrase" in page
    lines = [line.split() for line in page.splitlines() if "Total" in line]
    assert lines, page
