"""Fillable forms: made, filled by other programs, read back; what is no form of ours is said calmly."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pytest
from reportlab.platypus.flowables import Flowable

from cresi_app.core.errors import DomainError
from cresi_app.core.identity import Identity
from cresi_app.core.pdfform import CODE_FIELD, FormCode, read_form
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import words
from cresi_app.printing.forms import (
    ON,
    ChoiceEntry,
    Entry,
    RadioEntry,
    TextEntry,
    TickEntry,
    code_entry,
    entry_flow,
    fill,
    render_form,
    row,
    section,
)
from cresi_app.printing.furniture import Furniture
from tests.printing import inspection
from tests.printing.conftest import MADE

CODE = FormCode("B", 1, "2027/F2027-03")
NAME = TextEntry("name", "Nom de l'association")
DAY = ChoiceEntry("day", "Journée souhaitée", options=[("S01", "25 novembre – L'œuvre"), ("S02", "Ɛkɔli, 3 décembre")])
RULE = RadioEntry("rule", "Statut", options=[("volunteer", "Bénévole"), ("staff", "Salariée ou salarié")])
ACCESS = TickEntry("access", "Accès en fauteuil ou place réservée")
NOTE = TextEntry("note", "Ce que vous aimeriez savoir faire ensuite", lines=3, most=1000)
ENTRIES: tuple[Entry, ...] = (NAME, DAY, RULE, ACCESS, NOTE, code_entry())

VALUES = {
    "name": "Jɛkabaara — Solidarité Val d’Orge",
    "day": "S02",
    "rule": "staff",
    "access": ON,
    "note": "Nguyễn Thị Phương Thảo\n« 9\u202f000\u00a0€ » devant une commission, œuvre, سلام",
}


def story(_numbers: Numbers) -> list[Flowable]:
    flows: list[Flowable] = [words("Un formulaire"), *section("1. L'association"), row(NAME, DAY), entry_flow(RULE)]
    return [*flows, entry_flow(ACCESS), entry_flow(NOTE), entry_flow(code_entry())]


@pytest.fixture
def make(tmp_path: Path, identity: Identity) -> Callable[..., Path]:
    def made(file: str = "form.pdf", /, **values: str) -> Path:
        paper = Paper("trial", "Un formulaire", identity, Furniture("Essai"), story, layout=LETTER, made=MADE)
        render_form(paper, ENTRIES, tmp_path / file, CODE, values)
        return tmp_path / file

    return made


def by_pikepdf(blank: Path, out: Path) -> None:
    with pikepdf.open(blank) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if name not in VALUES:
                continue
            if field.get("/FT") == pikepdf.Name.Btn:
                field.V = pikepdf.Name("/" + VALUES[name])
            else:
                field.V = pikepdf.String(VALUES[name])
        pdf.save(out)


def by_pypdf(blank: Path, out: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=blank)
    values = {name: f"/{value}" if name in {"rule", "access"} else value for name, value in VALUES.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=True)
    with out.open("wb") as file:
        writer.write(file)


def by_qpdf(blank: Path, out: Path) -> None:
    """Fill with pikepdf, then let qpdf write it anew: linearised, its streams taken apart, its objects renumbered."""
    by_pikepdf(blank, out.with_suffix(".filled.pdf"))
    subprocess.run(
        [
            "qpdf",
            "--linearize",
            "--object-streams=disable",
            "--stream-data=uncompress",
            str(out.with_suffix(".filled.pdf")),
            str(out),
        ],
        check=True,
    )


@pytest.mark.parametrize("program", [by_pikepdf, by_pypdf, by_qpdf])
def test_a_form_filled_by_another_program_comes_back(
    make: Callable[..., Path], tmp_path: Path, program: Callable[[Path, Path], None]
) -> None:
    if program is by_qpdf and subprocess.run(["which", "qpdf"], capture_output=True, check=False).returncode:
        pytest.skip("qpdf is not installed")
    out = tmp_path / "filled.pdf"
    program(make(), out)
    form = read_form(out)
    assert form.code == CODE
    assert {name: value for name, value in form.values.items() if name != CODE_FIELD} == VALUES
    assert form.ticked("access")
    assert form.lines("note").splitlines()[0] == "Nguyễn Thị Phương Thảo"


def test_what_another_program_drew_badly_is_drawn_again(make: Callable[..., Path], tmp_path: Path) -> None:
    filled, drawn = tmp_path / "filled.pdf", tmp_path / "drawn.pdf"
    by_pypdf(make(), filled)
    fill(filled, read_form(filled).values, drawn)
    assert read_form(drawn).values == read_form(filled).values
    assert "Nguyễn Thị Phương Thảo" in _seen(drawn)
    assert "Ɛkɔli, 3 décembre" in _seen(drawn), "the label is shown, the code is kept"


def _seen(file: Path) -> str:
    """What a person sees in the fields: their appearances, flattened by qpdf, as pdfium reads them."""
    flat = file.with_suffix(".flat.pdf")
    with pikepdf.open(file) as pdf:
        pdf.flatten_annotations("all")
        pdf.save(flat)
    return inspection.flat(" ".join(inspection.texts(flat)))


def test_a_form_filled_beforehand_shows_and_keeps_its_values(make: Callable[..., Path]) -> None:
    file = make(**VALUES)
    assert read_form(file).values == {**VALUES, CODE_FIELD: str(CODE)}
    for part in ("Jɛkabaara — Solidarité Val d’Orge", "Ɛkɔli, 3 décembre", "Nguyễn"):
        assert part in _seen(file)


def test_a_blank_form_keeps_what_every_paper_keeps(make: Callable[..., Path]) -> None:
    file = make()
    inspection.check(file)
    assert read_form(file).is_empty
    found = inspection.structure(file)
    assert [said for _, role, said in found if role == "Form"][:2] == ["Nom de l’association", "Journée souhaitée"]
    with pikepdf.open(file) as pdf:
        widgets = [one for one in pdf.pages[0].obj.Annots if one.Subtype == pikepdf.Name.Widget]
        assert len(widgets) == 7
        parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        known = {int(parents[i]) for i in range(0, len(parents), 2)}
        assert {int(one.StructParent) for one in widgets} <= known
        assert not bool(pdf.Root.AcroForm.NeedAppearances)
        assert all(
            float(one.Rect[3] - one.Rect[1]) >= 8.4 * 72 / 25.4 for one in widgets if one.get("/T") in {"name", "day"}
        )


def test_the_same_form_twice_gives_the_same_bytes(make: Callable[..., Path]) -> None:
    assert make("a.pdf", **VALUES).read_bytes() == make("b.pdf", **VALUES).read_bytes()


def test_a_long_value_shrinks_and_breaks_and_is_kept_whole(make: Callable[..., Path]) -> None:
    long = "Association des ressortissantes et ressortissants " * 4
    file = make(name=long, note="Un mot-sans-fin" * 40)
    assert read_form(file).text("name") == " ".join(long.split())
    assert "Un mot-sans-fin" in _seen(file)


def refused(file: Path) -> DomainError:
    with pytest.raises(DomainError) as caught:
        read_form(file)
    assert file.name in caught.value.sentence
    return caught.value


def test_a_flattened_form_of_ours_is_recognised_by_what_it_prints(make: Callable[..., Path], tmp_path: Path) -> None:
    flat = tmp_path / "imprimé.pdf"
    with pikepdf.open(make(**VALUES)) as pdf:
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        pdf.save(flat)
    assert refused(flat).code == "form_flat"


def test_a_locked_broken_or_foreign_file_is_said_in_a_sentence(make: Callable[..., Path], tmp_path: Path) -> None:
    locked, broken, empty, foreign = (tmp_path / f"{name}.pdf" for name in ("fermé", "abîmé", "vide", "autre"))
    with pikepdf.open(make()) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    broken.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    empty.write_bytes(b"")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(foreign)
    assert refused(locked).code == "form_encrypted"
    assert refused(broken).code == "form_unreadable"
    assert refused(empty).code == "form_unreadable"
    assert refused(foreign).code == "form_foreign"
    assert refused(tmp_path / "nulle part.pdf").code == "form_unreadable"


def test_fields_that_a_program_left_only_on_their_page_are_read(make: Callable[..., Path], tmp_path: Path) -> None:
    orphaned = tmp_path / "orphans.pdf"
    with pikepdf.open(make(**VALUES)) as pdf:
        pdf.Root.AcroForm.Fields = pikepdf.Array()
        with pytest.warns(UserWarning, match="not reachable"):
            pdf.save(orphaned)
    assert read_form(orphaned).values == {**VALUES, CODE_FIELD: str(CODE)}


def test_a_field_that_is_its_own_ancestor_ends(make: Callable[..., Path], tmp_path: Path) -> None:
    looped = tmp_path / "loop.pdf"
    with pikepdf.open(make(**VALUES)) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.Kids = pikepdf.Array([field])
        pdf.save(looped)
    assert read_form(looped).code == CODE


@pytest.mark.parametrize("text", ["", "CRSI:F/", "CRSI:F/B/2027", "autre chose"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert FormCode.read(text) is None


def test_a_code_reads_back() -> None:
    assert FormCode.read(f"Référence : {CODE}.") == CODE
