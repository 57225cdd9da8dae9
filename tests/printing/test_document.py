"""From story to file: page numbers that settle, the same bytes for the same data, tags, no file left half."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.platypus.flowables import Flowable

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import set_language
from cresi_app.core.identity import Identity
from cresi_app.printing.contents import Entry, contents
from cresi_app.printing.document import DOSSIER, LETTER, Layout, Numbers, Paper, new_page, render
from cresi_app.printing.flow import Columns, Gap, Overline, chapter, headed, heading, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.tables import Col, open_table
from cresi_app.printing.typesetting import strong
from tests.printing import inspection
from tests.printing.conftest import MADE, Printer

UPRIGHT = Layout()


def chapters(numbers: Numbers) -> list[Flowable]:
    """Contents before what they point at: they need the pass before."""
    titles = {"one": "L'eau", "two": "Kɔrɔ", "three": "Le blé"}
    flows: list[Flowable] = [contents([Entry(k, t, "promesse") for k, t in titles.items()], numbers, 400)]
    for key, title in titles.items():
        flows += [*new_page(), Overline("Partie"), chapter(title, key=key), words("Texte. " * 900)]
    return flows


def test_contents_name_the_pages_the_chapters_are_on(paper: Printer) -> None:
    file = paper(chapters, UPRIGHT)
    pages = inspection.texts(file)
    listed = [line.split()[-1] for line in pages[0].splitlines() if "promesse" in line]
    starts = [n for n, text in enumerate(pages, start=1) if "PARTIE" in text]
    assert [int(page) for page in listed] == starts
    assert len(starts) == 3
    assert f"page 1 / {len(pages)}" in inspection.flat(pages[0])


def test_header_and_footer_say_all_of_a_long_name(tmp_path: Path) -> None:
    """The second line of the masthead is set smaller, the end of a long « who » goes to a line of its own."""
    who = "Centre · 12, boulevard de la République, 91000 Évry-Courcouronnes · SIRET 229 102 280 00018 · déclaré sous le n° 11 91 00000 91"
    tagline = "Centre de ressources de l'Essonne pour la solidarité internationale et l'éducation"
    identity = Identity("CRESI", tagline)
    out = tmp_path / "paper.pdf"
    told = Furniture("Convocation", "Session F2026-01", who=who, copy="Éditée le 14 octobre 2026.")
    render(Paper("trial", "Un essai", identity, told, lambda _: [words("Texte", role="H1")], code="CRSI:S/1"), out)
    inspection.check(out)
    [page] = [inspection.flat(text) for text in inspection.texts(out)]
    for said in ("internationale et l’éducation", "SIRET 229 102 280 00018", "11 91 00000 91", "Éditée le 14 octobre"):
        assert said in page
    assert "…" not in page


def test_chapters_are_outline_entries_and_stand_in_the_header(paper: Printer) -> None:
    file = paper(chapters, UPRIGHT)
    assert inspection.outline(file) == ["L’eau", "Kɔrɔ", "Le blé"]
    second = inspection.texts(file)[1]
    assert second.count("L’eau") == 2  # the heading, and the header drawn once the chapter was known


def test_each_line_of_the_contents_leads_to_its_chapter(paper: Printer) -> None:
    file = paper(chapters, UPRIGHT)
    inspection.check(file)
    assert inspection.roles(file).count("Link") == 3
    with pikepdf.open(file) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        elements = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
        annotations = list(pdf.pages[0].Annots)
        assert len(annotations) == 3
        for annotation in annotations:
            assert pikepdf.Name.Link == elements[int(annotation.StructParent)].S
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(elements)


def test_the_contents_are_a_table_of_contents_to_a_reader(paper: Printer) -> None:
    file = paper(chapters, UPRIGHT)
    found = inspection.structure(file)
    at = [role for _, role, _ in found].index("TOC")
    depth = found[at][0]
    held = found[at + 1 : next(n for n in range(at + 1, len(found)) if found[n][0] <= depth)]
    assert [role for level, role, _ in held if level == depth + 1] == ["TOCI"] * 3
    assert [role for level, role, _ in held if level == depth + 2] == ["NonStruct", "NonStruct", "Reference"] * 3
    assert not {"Table", "TR", "TD", "TH"} & {role for _, role, _ in held}


def test_every_paper_holds_what_every_paper_must(paper: Printer) -> None:
    file = paper(
        lambda _: [
            chapter("Un titre"),
            *heading("Une partie"),
            words(f"Les {strong('9 000 €')} demandés, Nguyễn, Jɛkabaara, 北京, Երևան, الماء حق."),
            Columns([(200, [words("Gauche")]), (200, [words("Droite")])], 20, bar=True),
            Gap(20),
        ]
    )
    inspection.check(file)
    assert inspection.roles(file) == ["Document", "H1", "H2", "P", "P", "P"]


def test_the_same_data_give_the_same_bytes(paper: Printer) -> None:
    first = paper(chapters, UPRIGHT, name="first.pdf").read_bytes()
    assert paper(chapters, UPRIGHT, name="second.pdf").read_bytes() == first


def test_what_a_person_types_is_never_markup(paper: Printer) -> None:
    typed = "<b>A & B</b> <font color=red> &amp; \x02seul\x03\x03 <br/> \x00fin"
    [text] = inspection.texts(paper(lambda _: [words(typed), chapter("<i>&")]))
    assert "<b>A & B</b> <font color=red> &amp; seul <br/> fin" in inspection.flat(text)


def test_a_character_no_typeface_has_is_named_and_not_lost(paper: Printer) -> None:
    [text] = inspection.texts(paper(lambda _: [words("서울, ville")]))
    assert "[U+C11C][U+C6B8], ville" in inspection.flat(text)


def test_a_serif_title_with_one_letter_it_lacks_is_set_whole_in_the_sans(paper: Printer) -> None:
    serif = inspection.fonts(paper(lambda _: [chapter("Contes")], name="a.pdf"))
    sans = inspection.fonts(paper(lambda _: [chapter("Kuma kɔrɔw")], name="b.pdf"))
    assert any("SourceSerif4-SemiBold" in name for name in serif)
    assert not any("SourceSerif4-SemiBold" in name for name in sans)


def test_no_break_spaces_hold_and_come_back_out(paper: Printer) -> None:
    file = paper(lambda _: [words("Total des 257\u202f112\u00a0€ " * 60)])
    [text] = inspection.texts(file)
    assert text.count("257\u202f112") == 60
    assert all(not line.rstrip("\r\n").endswith("257") for line in text.splitlines())


def test_an_empty_story_is_one_page(paper: Printer) -> None:
    inspection.check(paper(lambda _: []))


def test_english_papers_say_so(paper: Printer) -> None:
    set_language("en")
    try:
        file = paper(lambda _: [words("Water: who shares it?")])
    finally:
        set_language("fr")
    inspection.check(file)
    assert "Water: who shares it?" in inspection.texts(file)[0]


def test_a_folder_that_is_not_there_is_told_and_leaves_nothing(tmp_path: Path, identity: Identity) -> None:
    trial = Paper("trial", "Essai", identity, Furniture("Essai"), lambda _: [words("a")], made=MADE)
    with pytest.raises(DomainError) as refusal:
        render(trial, tmp_path / "absent" / "a.pdf")
    assert refusal.value.code == "unwritable_file"
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_stays_when_a_paper_fails(tmp_path: Path, identity: Identity) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"before")

    def broken(_numbers: Numbers) -> list[Flowable]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        render(Paper("trial", "Essai", identity, Furniture("Essai"), broken, made=MADE), out)
    assert out.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("logo", ["absent.png", "broken.png", "truncated.png", "logo.svg", "whole.png"])
def test_a_logo_is_printed_and_one_that_cannot_be_read_gives_way(tmp_path: Path, logo: str) -> None:
    (tmp_path / "broken.png").write_bytes(b"no picture")
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    Image.effect_noise((80, 40), 50).convert("RGBA").save(tmp_path / "whole.png")
    (tmp_path / "truncated.png").write_bytes((tmp_path / "whole.png").read_bytes()[:900])
    centre = Identity("Centre", logo=tmp_path / logo)
    out = tmp_path / "a.pdf"
    assert render(Paper("trial", "Essai", centre, Furniture("Essai"), lambda _: [words("a")], made=MADE), out) == 1
    inspection.check(out)
    with pikepdf.open(out) as pdf:
        assert bool(pdf.pages[0].get_images()) == (logo == "whole.png")


def test_layouts_leave_the_widths_the_grid_gives() -> None:
    assert LETTER.width == pytest.approx(170 * 72 / 25.4)
    assert DOSSIER.start == "cover"


@pytest.mark.parametrize("lines", range(40, 52))
def test_no_heading_stands_alone_at_the_foot_of_a_page(paper: Printer, lines: int) -> None:
    def story(_: Numbers) -> list[Flowable]:
        filler = [words("Ligne.") for _ in range(lines // 2)]
        return [*filler, Gap(lines), *heading("Titre"), words("Suite " * 200)]

    [page] = [text for text in inspection.texts(paper(story)) if "Titre" in text.split()]
    assert page.split().count("Suite") >= 20


@pytest.mark.parametrize("lines", range(20, 32))
def test_no_table_leaves_its_heading_or_an_empty_page_behind(paper: Printer, lines: int) -> None:
    def story(_: Numbers) -> list[Flowable]:
        rows = [(f"Rang{n}", "texte") for n in range(80)]
        filler = [words("Ligne.") for _ in range(lines)]
        return [
            *filler,
            *headed("Titre", open_table([Col("Nom", 1, names_row=True), Col("Texte", 2)], rows, LETTER.width)),
        ]

    pages = inspection.texts(paper(story))
    [page] = [text for text in pages if "Titre" in text.split()]
    assert "Rang1" in page.split()
    assert len(pages) <= 4
