"""The table: nothing lost over pages, header repeated but told once, rows whole unless they are taller than half a page."""

from collections.abc import Sequence

import pytest
from reportlab.platypus.flowables import Flowable

from cresi_app.printing import style
from cresi_app.printing.document import Layout, Numbers
from cresi_app.printing.flow import words
from cresi_app.printing.grid import HEAD_LINE, Cell, Column, Grid, Row
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Tick, Verdict, cover_facts, facts, key_figures, open_table
from tests.printing import inspection
from tests.printing.conftest import Printer

UPRIGHT = Layout()
WIDTH = UPRIGHT.width


def table(texts: Sequence[str]) -> Grid:
    rows = [
        Row([Cell([words(f"Rang{n}", style.TABLE)], header=True), Cell([words(text, style.TABLE)])])
        for n, text in enumerate(texts)
    ]
    head = Row([Cell([words("Entête", style.COLUMN_HEAD)]), Cell([words("Texte", style.COLUMN_HEAD)])], above=HEAD_LINE)
    return Grid([Column(80), Column(WIDTH - 80, right=0)], rows, head=[head])


def test_three_hundred_rows_keep_their_order_and_one_header_a_page(paper: Printer) -> None:
    file = paper(lambda _: [table(["court"] * 300)], UPRIGHT)
    inspection.check(file)
    pages = inspection.texts(file)
    assert all(page.count("Entête") == 1 for page in pages)
    found = [word for page in pages for word in page.split() if word.startswith("Rang")]
    assert found == [f"Rang{n}" for n in range(300)]
    roles = inspection.roles(file)
    assert (roles.count("Table"), roles.count("TR")) == (1, 301)
    assert roles.count("TH") == 2 + 300


def test_four_hundred_sentences_in_one_cell_lose_nothing(paper: Printer) -> None:
    sentences = [
        f"Phrase{n} de la cellule, assez longue pour tenir une ligne à elle seule ou peu s'en faut." for n in range(400)
    ]
    file = paper(lambda _: [table(["court", " ".join(sentences), "fin"])], UPRIGHT)
    inspection.check(file)
    pages = inspection.texts(file)
    text = " ".join(pages)
    assert [word for word in text.split() if word.startswith("Phrase")] == [f"Phrase{n}" for n in range(400)]
    assert all(page.count("Entête") == 1 for page in pages)
    assert inspection.roles(file).count("TR") == 4  # a row over several pages is one row


def test_a_row_that_fits_a_page_is_not_cut(paper: Printer) -> None:
    tall = "Une ligne. " * 180  # about 90 mm
    file = paper(lambda _: [table(["x"] * 30 + [tall + "FIN"])], UPRIGHT)
    first, second = inspection.texts(file)
    assert "Une ligne" not in first
    assert "Rang30" in second
    assert "FIN" in second


def test_rows_held_together_change_page_together(paper: Printer) -> None:
    def story(_: Numbers) -> list[Flowable]:
        grid = table(["x"] * 60)
        for row in grid.rows[20:40]:
            row.keep = True
        return [grid]

    pages = inspection.texts(paper(story, UPRIGHT))
    [page] = [n for n, text in enumerate(pages) if "Rang25" in text]
    assert all(f"Rang{n}" in pages[page].split() for n in range(20, 41))


def test_no_row_is_still_a_table_with_its_head(paper: Printer) -> None:
    file = paper(lambda _: [table([])], UPRIGHT)
    inspection.check(file)
    assert "Entête" in inspection.texts(file)[0]


def test_an_open_table_names_columns_rows_and_total(paper: Printer) -> None:
    columns = [Col("Groupe", 3, names_row=True), Col("Nombre", 1, "right"), Col("Suite", 2)]
    rows = [("Élèves", "126", ("Enquête", "seconde ligne")), ("Artisans", "6", "")]
    file = paper(lambda _: [open_table(columns, rows, WIDTH, total=("Total", "132", ""))])
    inspection.check(file)
    scopes = [said for _, role, said in inspection.structure(file) if role == "TH"]
    assert scopes == ["Column"] * 3 + ["Row"] * 3
    assert "Élèves 126 Enquête seconde ligne Artisans 6 Total 132" in inspection.flat(inspection.texts(file)[0])


def test_facts_without_a_word_are_left_out(paper: Printer) -> None:
    [text] = inspection.texts(paper(lambda _: [facts([("Lieu", "Kita"), ("Courriel", "")], WIDTH)]))
    assert "Lieu Kita" in inspection.flat(text)
    assert "Courriel" not in text


def test_small_parts_hold_what_every_paper_must(paper: Printer) -> None:
    def story(_: Numbers) -> list[Flowable]:
        columns = [Col("Pièce", 2, names_row=True), Col("État", 1)]
        rows = [
            ("Statuts", Tick("Reçue", ticked=True, spoken=("case cochée", "case vide"))),
            ("Devis", Tick("Manque", ticked=False, spoken=("case cochée", "case vide"))),
        ]
        return [
            key_figures([KeyFigure("6 400", "habitants", "dont 3 350 femmes"), KeyFigure("11", "points d'eau")]),
            cover_facts([(KeyFigure("9 000 €", "Demandé"), True)]),
            open_table(columns, rows, WIDTH),
            Verdict("Équilibré : 257 112 €.", good=True),
            Verdict("Écart : il manque 12 € de produits. " * 6, good=False),
        ]

    file = paper(story)
    inspection.check(file)
    spoken = [said for _, role, said in inspection.structure(file) if role == "Figure"]
    assert spoken == ["case cochée", "case vide"]
    flat = inspection.flat(inspection.texts(file)[0])
    assert "Reçue" in flat
    assert "Manque" in flat


@pytest.mark.parametrize("height", [10 * MM, 109 * MM])
def test_a_table_never_asks_for_a_page_it_would_leave_empty(height: float) -> None:
    grid = table(["x"] * 3)
    for row in grid.rows:
        row.least = height
    parts = grid.split(WIDTH, 150 * MM)
    assert sum(len(part.rows) for part in parts) == 3
    assert all(part.wrap(WIDTH, 0)[1] <= 150 * MM for part in parts[:1])
