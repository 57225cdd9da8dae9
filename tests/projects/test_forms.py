"""The fillable dossier form: printed, filled by several programs, read back, taken in as one act."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pikepdf import Name, String

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.formcode import CODE_FIELD, FormCode
from cresi_app.core.pdfform import read_form
from cresi_app.directory.service import SOURCES as DIRECTORY_SOURCES
from cresi_app.directory.service import DirectoryService
from cresi_app.printing.forms import fill
from cresi_app.projects.interchange.forms import read_dossier_form
from cresi_app.projects.model.incoming import Incoming, Standing
from cresi_app.projects.reports.making import print_form
from cresi_app.projects.service import SOURCES, ProjectService
from cresi_app.store.library import Library
from tests.printing import inspection

FILLED = {
    "org_name": "Eau vive Nguyễn & Kɛita",
    "org_rna": "W991004299",
    "title": "Puits de Ŋɔmɔla : l’eau pour tous",
    "country_code": "ML",
    "place": "Kita",
    "starts_on": "1er mars 2027",
    "ends_on": "28/02/2028",
    "direct_beneficiaries": "1 200",
    "request_form": "both",
    "context": "Première ligne.\n\nDeuxième – « œuvre », 10\u202f000 €.",
    "b_604_1": "1 250,50",
    "b_74_department_1": "9000",
    "b_74_state_1": "500",
    "l_74_state_1": "MEAE",
    "requested_line": "74-department",
}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("form")
    with Library.create(folder / "library", sources=(*DIRECTORY_SOURCES, *SOURCES)) as library:
        print_form(ProjectService(library, DirectoryService(library)), None, folder / "vierge.pdf")
    return folder / "vierge.pdf"


def differences(incoming: Incoming) -> dict[str, tuple[str, str, Standing]]:
    return {one.key: (one.ours, one.theirs, one.standing) for one in incoming.differences}


def by_ours(source: Path, out: Path) -> None:
    fill(source, FILLED, out)


def by_pypdf(source: Path, out: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=source)
    values: dict[str, Any] = {**FILLED, "request_form": "/both"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(out)


def by_pikepdf(source: Path, out: Path) -> None:
    """As a program does that writes values only and asks every reader to draw them."""
    with pikepdf.open(source) as pdf:
        pdf.Root.AcroForm.NeedAppearances = True
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if name in FILLED:
                field.V = Name(f"/{FILLED[name]}") if Name.Btn == field.FT else String(FILLED[name])
                if "/AP" in field and Name.Btn != field.FT:
                    del field["/AP"]
        pdf.save(out)


def by_old_strings(source: Path, out: Path) -> None:
    """PDFDocEncoding where it can, UTF-16 where it must, object streams off, as qpdf --qdf leaves a file."""
    with pikepdf.open(source) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if name in FILLED and Name.Btn != field.FT:
                text = FILLED[name]
                raw = text.encode("latin-1") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
                field.V = String(raw)
            elif name in FILLED:
                field.V = Name(f"/{FILLED[name]}")
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


@pytest.mark.parametrize("program", [by_ours, by_pypdf, by_pikepdf, by_old_strings])
def test_a_form_filled_by_any_program_becomes_a_dossier(
    program: Callable[[Path, Path], None], blank: Path, service: ProjectService, who: Actor, tmp_path: Path, holder: int
) -> None:
    filled = tmp_path / "rempli.pdf"
    program(blank, filled)
    incoming = read_dossier_form(service, filled)
    assert incoming.project_id is None
    assert incoming.title == "Puits de Ŋɔmɔla : l’eau pour tous"
    assert incoming.holder.name == "Eau vive Nguyễn & Kɛita"
    assert incoming.holder.organisation_id is None
    assert all(one.standing is Standing.NEW for one in incoming.differences), differences(incoming)
    with pytest.raises(DomainError) as refusal:
        service.receive(who, incoming, incoming.takeable)
    assert refusal.value.code == "holder_missing"
    before = service.library.undoable()
    made = service.receive(who, incoming, incoming.takeable, organisation_id=holder)
    data = service.dossier_data(made.id)
    assert data.project.country_code == "ML"
    assert data.project.context == "Première ligne.\n\nDeuxième – « œuvre », 10\u202f000 €."
    assert data.project.direct_beneficiaries == 1200
    assert str(data.project.starts_on) == "2027-03-01"
    assert data.project.request_form == "both"
    assert data.budget.charges.total.forecast == 125_050
    assert data.budget.requested == 900_000
    assert [line.label for line in data.budget.lines if line.line_code == "74-state"] == ["MEAE"]
    assert len(data.papers) > 3
    service.library.undo(who)
    assert service.library.undoable() == before


def test_a_form_of_a_dossier_changes_only_what_is_accepted(
    service: ProjectService, who: Actor, filled_id: int, tmp_path: Path
) -> None:
    service.update_project(who, filled_id, None, None, context="Avant.", summary="Déjà dit.")
    sent, back = tmp_path / "envoyé.pdf", tmp_path / "revenu.pdf"
    print_form(service, filled_id, sent)
    held = read_form(sent)
    assert held.code == FormCode("P", 2, f"{service.project(filled_id).number}/CERFA-12156-06")
    assert held.values["b_604_1"] == "8\u202f974"
    same = read_dossier_form(service, sent)
    assert not same.takeable, "nothing changed, nothing to take"
    fill(
        sent,
        {"context": "Après.", "b_604_1": "8 975", "risks": "La pluie.", "org_phone": "01 23 45 67 89", "summary": ""},
        back,
    )
    incoming = read_dossier_form(service, back)
    found = differences(incoming)
    assert found["field:context"] == ("Avant.", "Après.", Standing.DIFFERS)
    assert found["field:risks"][2] is Standing.NEW
    assert found["amount:604:1"][0].startswith("8\u202f974")
    assert found["org:phone"][2] is Standing.TOLD
    assert found["field:summary"][2] is Standing.SAME if "field:summary" in found else True
    changes = service.receive(who, incoming, frozenset({"field:context", "amount:604:1", "org:phone"}))
    assert changes.id == filled_id
    data = service.dossier_data(filled_id)
    assert (data.project.context, data.project.risks, data.project.summary) == ("Après.", "", "Déjà dit.")
    assert data.budget.charges.total.forecast == 25_711_300
    assert not data.budget.is_balanced
    service.library.undo(who)
    assert service.dossier_data(filled_id).budget.is_balanced
    with pytest.raises(DomainError) as refusal:
        service.receive(who, incoming, frozenset())
    assert refusal.value.code == "nothing_accepted"


def test_text_of_any_length_comes_back_whole(blank: Path, service: ProjectService, tmp_path: Path) -> None:
    long = "Une phrase longue, et l'eau qui va avec. " * 1000
    fill(blank, {"title": "Long", "context": long}, tmp_path / "long.pdf")
    incoming = read_dossier_form(service, tmp_path / "long.pdf")
    assert incoming.fields["field:context"] == long.strip()


def test_what_cannot_be_read_is_told_and_the_rest_kept(blank: Path, service: ProjectService, tmp_path: Path) -> None:
    wrong = {
        "title": "Puits",
        "starts_on": "bientôt",
        "direct_beneficiaries": "beaucoup",
        "b_604_1": "12,50,3",
        "b_613_1": "-5",
        "b_615_1": "100",
    }
    fill(blank, wrong, tmp_path / "faux.pdf")
    incoming = read_dossier_form(service, tmp_path / "faux.pdf")
    told = {one.key: one.why for one in incoming.differences if one.standing is Standing.TOLD}
    assert set(told) == {"field:starts_on", "field:direct_beneficiaries", "amount:604:1", "amount:613:1"}
    assert all(told.values())
    assert incoming.takeable == {"field:title", "amount:615:1"}


def other_kind(service: ProjectService, blank: Path, out: Path) -> None:
    recode(blank, out, FormCode("B", 1, "2027"))


def newer(service: ProjectService, blank: Path, out: Path) -> None:
    recode(blank, out, FormCode("P", 9, "NEW"))


def empty(service: ProjectService, blank: Path, out: Path) -> None:
    out.write_bytes(blank.read_bytes())


def flattened(service: ProjectService, blank: Path, out: Path) -> None:
    with pikepdf.open(blank) as pdf:
        pdf.flatten_annotations("all")
        pdf.save(out)


def recode(blank: Path, out: Path, code: FormCode) -> None:
    with pikepdf.open(blank) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == CODE_FIELD:
                field.V = String(str(code))
        pdf.save(out)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(other_kind, "form_other"), (newer, "form_newer"), (empty, "form_empty"), (flattened, "form_flat")],
)
def test_a_form_that_is_not_one_is_refused_in_words(
    spoil: Callable[[ProjectService, Path, Path], None], code: str, blank: Path, service: ProjectService, tmp_path: Path
) -> None:
    spoil(service, blank, tmp_path / "autre.pdf")
    with pytest.raises(DomainError) as refusal:
        read_dossier_form(service, tmp_path / "autre.pdf")
    assert refusal.value.code == code


def by_the_first_version(service: ProjectService, blank: Path, out: Path, **values: str) -> None:
    """A form as version 1 wrote it: its code names the dossier alone."""
    with pikepdf.open(blank) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == CODE_FIELD:
                field.V = String("CRSI:F/P1/NEW")
        pdf.save(out)
    fill(out, values, out)


def test_a_form_of_the_first_version_is_still_read(
    blank: Path, service: ProjectService, who: Actor, tmp_path: Path, holder: int
) -> None:
    old = tmp_path / "v1.pdf"
    by_the_first_version(
        service, blank, old, title="Ancien", b_604_1="1 250,50", l_74_state_1="MEAE", b_74_state_1="500"
    )
    incoming = read_dossier_form(service, old)
    assert incoming.takeable == {"field:title", "amount:604:1", "amount:74-state:1"}
    made = service.receive(who, incoming, incoming.takeable, organisation_id=holder)
    assert service.dossier_data(made.id).budget.charges.total.forecast == 125_050


def test_a_box_that_has_no_place_is_told(blank: Path, service: ProjectService, tmp_path: Path) -> None:
    """Fields that another version, or a hand, added to the form: their words are shown, nothing is dropped."""
    added = tmp_path / "added.pdf"
    with pikepdf.open(blank) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == "risks":
                field.T = String("risk_table_1")
        pdf.save(added)
    fill(added, {"title": "Puits", "risk_table_1": "La pluie : bâcher."}, added)
    incoming = read_dossier_form(service, added)
    [told] = [one for one in incoming.differences if one.key.startswith("strange:")]
    assert (told.theirs, told.standing) == ("La pluie : bâcher.", Standing.TOLD)
    assert told.why
    assert incoming.takeable == {"field:title"}


def test_amounts_asked_in_other_headings_are_told_not_lost(
    service: ProjectService, filled_id: int, tmp_path: Path
) -> None:
    """The dossier's budget has moved to other headings since its form was sent."""
    first, sent = tmp_path / "first.pdf", tmp_path / "sent.pdf"
    print_form(service, filled_id, first)
    recode(first, sent, FormCode("P", 2, f"{service.project(filled_id).number}/PRAG-ANNEX3"))
    other = service.nomenclature("prag-annex3")
    [line] = [one for one in other.lines if one.code == "1.1.1"]
    with pikepdf.open(sent, allow_overwriting_input=True) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == "b_604_1":
                field.T = String("b_1_1_1_1")
                field.V = String("4 000")
        pdf.save(sent)
    incoming = read_dossier_form(service, sent)
    told = {one.key: one for one in incoming.differences if one.standing is Standing.TOLD}
    assert told["amount:1.1.1:1"].theirs == "4 000"
    assert line.name in told["amount:1.1.1:1"].label
    assert "PRAG" in told["amount:1.1.1:1"].why
    assert not incoming.amounts
    assert any(key.startswith("strange:b_") for key in told), "the lines of the first headings are told too"


def test_an_unknown_number_becomes_a_new_dossier(service: ProjectService, blank: Path, tmp_path: Path) -> None:
    recode(blank, tmp_path / "perdu.pdf", FormCode("P", 1, "2019-999"))
    fill(tmp_path / "perdu.pdf", {"title": "Retrouvé"}, tmp_path / "plein.pdf")
    incoming = read_dossier_form(service, tmp_path / "plein.pdf")
    assert incoming.project_id is None
    assert any("2019-999" in said for said in incoming.remarks)


def test_the_form_is_tagged_and_says_its_rules(blank: Path) -> None:
    inspection.check(blank)
    text = inspection.flat(" ".join(inspection.texts(blank)))
    assert "texte plus long que ce qu’ils montrent" in text
    assert "Les cases vides ne changent rien" in text
    assert inspection.roles(blank).count("Form") > 80
