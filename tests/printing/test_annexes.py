import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from cresi_app.core.apart import Reply
from cresi_app.core.identity import Identity
from cresi_app.printing.annexes import binder, child
from cresi_app.printing.annexes.model import Annex, Problem
from cresi_app.printing.annexes.story import annex_chapter
from cresi_app.printing.document import DOSSIER, Numbers, Paper, render_told
from cresi_app.printing.flow import chapter, words
from cresi_app.printing.furniture import Furniture
from tests.corpus import corpus_dir
from tests.printing import inspection
from tests.printing.conftest import CODE, MADE

_MM = 72 / 25.4
Print = Callable[..., tuple[Path, Numbers]]


@pytest.fixture
def bind(tmp_path: Path, identity: Identity) -> Print:
    """Prints a short paper with these files behind it."""

    def bound(*files: Path | None) -> tuple[Path, Numbers]:
        annexes = [
            Annex(str(n), file.stem if file else "perdu", file, file.name if file else "perdu.pdf")
            for n, file in enumerate(files)
        ]

        def story(numbers: Numbers) -> list[Any]:
            return [
                chapter("Un chapitre"),
                words("Des mots."),
                *annex_chapter(annexes, numbers, DOSSIER.width, overline="Dossier 1"),
            ]

        out = tmp_path / "bound.pdf"
        paper = Paper(
            "trial", "Un essai", identity, Furniture("Essai", "n° 1"), story, CODE, made=MADE, annexes=annexes
        )
        return out, render_told(paper, out)

    return bound


def page_with_corner(
    pdf: pikepdf.Pdf, media: tuple[float, ...], corner: tuple[float, float, float, float], **page: Any
) -> None:
    """A page with a black rectangle at `corner` (left, bottom, width, height), in the page's own units."""
    pdf.add_blank_page(page_size=(max(media[2] - media[0], 4), max(media[3] - media[1], 4)))
    made = pdf.pages[-1].obj
    made.MediaBox = Array(list(media))
    left, bottom, wide, high = corner
    made.Contents = pdf.make_stream(f"0 g {left} {bottom} {wide} {high} re f".encode())
    for key, value in page.items():
        made[f"/{key}"] = value


def write(file: Path, make: Callable[[pikepdf.Pdf], None], **how: Any) -> Path:
    with pikepdf.new() as pdf:
        make(pdf)
        pdf.save(file, **how)
    return file


def odd_page(pdf: pikepdf.Pdf, odd: tuple[Any, Any, Mapping[str, Any]]) -> None:
    page_with_corner(pdf, odd[0], odd[1], **odd[2])


# (media box, the upper left corner as a person sees it, more of the page)
ODD: Mapping[str, tuple[tuple[float, ...], tuple[float, float, float, float], Mapping[str, Any]]] = {
    "upright": ((0, 0, 595, 842), (0, 742, 100, 100), {}),
    "turned_90": ((0, 0, 595, 842), (0, 0, 100, 100), {"Rotate": 90}),
    "turned_180": ((0, 0, 595, 842), (495, 0, 100, 100), {"Rotate": 180}),
    "turned_270": ((0, 0, 595, 842), (495, 742, 100, 100), {"Rotate": 270}),
    "turned_back": ((0, 0, 595, 842), (495, 742, 100, 100), {"Rotate": -90}),
    "cropped": ((0, 0, 1000, 1000), (200, 700, 80, 80), {"CropBox": Array([200, 300, 600, 780])}),
    "moved": ((-300, -400, 295, 442), (-300, 342, 100, 100), {}),
    "large_units": ((0, 0, 59.5, 84.2), (0, 74.2, 10, 10), {"UserUnit": 10}),
    "tiny": ((0, 0, 4, 4), (0, 3, 1, 1), {}),
    "a0_plan": ((0, 0, 3370, 2384), (0, 1984, 400, 400), {}),
    "upside_down_box": ((595, 842, 0, 0), (0, 742, 100, 100), {}),
    "crop_outside": ((0, 0, 595, 842), (0, 742, 100, 100), {"CropBox": Array([2000, 2000, 2100, 2100])}),
}


def test_odd_pages_are_upright_and_whole(bind: Print, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{name}.pdf", partial(odd_page, odd=odd)) for name, odd in ODD.items()]
    out, numbers = bind(*files)
    assert [one.problem for one in numbers.annexes] == [None] * len(ODD)
    assert numbers.total == 2 + len(ODD)
    inspection.check(out)
    pictures = inspection.pictures(out)
    for number, (name, one) in enumerate(zip(ODD, numbers.annexes, strict=True), start=2):
        wide, high = one.sizes[0]
        page = pictures[number]
        assert (page.width > page.height) == (wide > high), name
        dark = _dark_box(page)
        assert dark is not None, name
        body = (12.5 * _MM, 22.5 * _MM, page.width - 12.5 * _MM, page.height - 30 * _MM)
        room = (body[2] - body[0], body[3] - body[1])
        scale = min(room[0] / wide, room[1] / high, max(1.0, 200 / min(wide, high)))
        left = body[0] + (room[0] - wide * scale) / 2
        assert dark[0] == pytest.approx(left, abs=2.5), (name, dark)
        assert dark[1] == pytest.approx(body[1], abs=2.5), (name, dark)


def _dark_box(page: Image.Image) -> tuple[int, int, int, int] | None:
    """Where the black rectangle lies: furniture and frame are thin or grey, so the body's inside is looked at."""
    found = page.copy()
    found.paste(255, (0, 0, page.width, round(21 * _MM)))
    found.paste(255, (0, page.height - round(28 * _MM), page.width, page.height))
    return found.point([255 if level < 90 else 0 for level in range(256)]).getbbox()


def test_every_page_is_numbered_titled_and_in_the_outline(bind: Print, tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        for _ in range(2):
            page_with_corner(pdf, *ODD["upright"][:2])

    out, _ = bind(write(tmp_path / "statuts.pdf", make), None)
    texts = [inspection.flat(text) for text in inspection.texts(out)]
    assert [f"page {n} / 5" in text for n, text in enumerate(texts, start=1)] == [True] * 5
    assert "Annexe 1 · statuts" in texts[2]
    assert "3–4" in texts[1]
    assert "n’est plus dans la bibliothèque" in texts[4]
    assert inspection.outline(out) == ["Un chapitre", "Annexes"]
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        children = outline.root[1].children
        assert [str(one.title) for one in children] == ["Annexe 1 · statuts", "Annexe 2 · perdu"]
    figures = [said for _, role, said in inspection.structure(out) if role == "Figure"]
    assert "Annexe 1 · statuts, page 2 sur 2" in figures


def make_form(pdf: pikepdf.Pdf, *, need: bool) -> None:
    page_with_corner(pdf, (0, 0, 595, 842), (0, 0, 1, 1))
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("nom"),
            V=String("Nguyễn"),
            Rect=Array([100, 600, 300, 630]),
            DA=String("/Helv 12 Tf 0 g"),
        )
    )
    pdf.pages[0].obj.Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), NeedAppearances=need)


def test_filled_fields_are_printed_as_they_are_filled(bind: Print, tmp_path: Path) -> None:
    out, _ = bind(write(tmp_path / "form.pdf", lambda pdf: make_form(pdf, need=True)))
    assert "Nguyễn" in inspection.texts(out)[2]
    with pikepdf.open(out) as pdf:
        assert "/AcroForm" not in pdf.Root


def broken(folder: Path) -> list[tuple[Path, Problem]]:
    locked = write(
        folder / "locked.pdf",
        lambda pdf: page_with_corner(pdf, (0, 0, 9, 9), (0, 0, 1, 1)),
        encryption=pikepdf.Encryption(owner="a", user="b"),
    )
    files = {
        "cut.pdf": locked.read_bytes()[:90],
        "words.pdf": b"not a pdf at all",
        "none.pdf": b"",
        "letter.odt": b"PK\x03\x04 an office file",
        "cut.png": b"\x89PNG\r\n\x1a\n\x00\x00",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [
        (locked, Problem.ENCRYPTED),
        (folder / "cut.pdf", Problem.BROKEN),
        (folder / "words.pdf", Problem.NOT_PRINTABLE),
        (folder / "none.pdf", Problem.BROKEN),
        (folder / "letter.odt", Problem.NOT_PRINTABLE),
        (folder / "cut.png", Problem.NOT_PRINTABLE),
        (folder / "nowhere.pdf", Problem.MISSING),
        (write(folder / "pageless.pdf", lambda _pdf: None), Problem.EMPTY),
    ]


def test_what_cannot_be_read_keeps_its_place_and_says_why(bind: Print, tmp_path: Path) -> None:
    cases = broken(tmp_path)
    good = write(tmp_path / "good.pdf", lambda pdf: page_with_corner(pdf, *ODD["upright"][:2]))
    out, numbers = bind(*(file for file, _ in cases), good)
    assert [one.problem for one in numbers.annexes] == [*(problem for _, problem in cases), None]
    inspection.check(out)
    inspection.check_tree(out)
    roles = inspection.roles(out)
    assert roles.count("H1") == 2 + len(cases), (
        "the paper, its divider and each page that stands for a file are titled text"
    )
    assert roles.count("H2") == len(cases)
    assert roles.count("Figure") == 1, "only the page of another is a picture"
    texts = [inspection.flat(text) for text in inspection.texts(out)]
    for text in texts[2 : 2 + len(cases)]:
        assert "Cette pièce n’a pas pu être reproduite" in text
        assert "Ce qu’il faut faire" in text
    assert "protégé par un mot de passe" in texts[2]
    assert "Annexe 9 · good" in texts[-1]


def test_pictures_become_pages(bind: Print, tmp_path: Path) -> None:
    Image.new("RGBA", (800, 400), (20, 20, 20, 255)).save(tmp_path / "lying.png")
    turned = Image.new("RGB", (60, 30), (20, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    turned.save(tmp_path / "turned.jpg", exif=exif)
    pages = [Image.new("L", (600, 800), 30) for _ in range(2)]
    pages[0].save(tmp_path / "scan.tiff", save_all=True, append_images=pages[1:])
    out, numbers = bind(tmp_path / "lying.png", tmp_path / "turned.jpg", tmp_path / "scan.tiff")
    assert [len(one.sizes) for one in numbers.annexes] == [1, 1, 2]
    wide, high = numbers.annexes[1].sizes[0]
    assert high == 2 * wide
    assert all(_dark_box(page) for page in inspection.pictures(out)[2:])


def moody(request: Mapping[str, Any]) -> Reply:
    """The child as it is with a library that fails: it dies of some files, at once or only when they are placed."""
    listed = request.get("files") or [file for file, _ in request.get("annexes", ())]
    said = " ".join(Path(file).stem for file in listed)
    if "hang" in said:
        time.sleep(60)
    if "crash" in said or ("trap" in said and request["do"] == "place"):
        os._exit(9)
    return child.answer(request)


def test_a_crash_or_a_hang_takes_one_annex_only(bind: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binder, "CHILD", "tests.printing.test_annexes:moody")
    monkeypatch.setattr(binder.Binder.__init__, "__kwdefaults__", {"seconds": 8.0})
    files = [
        write(tmp_path / f"{name}.pdf", lambda pdf: page_with_corner(pdf, *ODD["upright"][:2]))
        for name in ("crash", "hang", "trap", "good")
    ]
    out, numbers = bind(*files)
    assert [one.problem for one in numbers.annexes] == [Problem.CRASHED, Problem.LATE, Problem.CRASHED, None]
    inspection.check(out)
    assert "Annexe 4 · good" in inspection.flat(inspection.texts(out)[-1])


def test_files_inside_an_annex_are_named(bind: Print, tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> None:
        page_with_corner(pdf, *ODD["upright"][:2])
        pdf.attachments["budget.xlsx"] = b"numbers"

    out, numbers = bind(write(tmp_path / "with.pdf", make))
    assert numbers.annexes[0].enclosed == ("budget.xlsx",)
    assert "sans les reproduire : budget.xlsx" in inspection.flat(inspection.texts(out)[1])


@pytest.mark.corpus
def test_files_by_others_all_print_or_say_why(bind: Print) -> None:
    files = sorted((corpus_dir() / "pdf").glob("*"))
    out, numbers = bind(*files)
    problems = {file.name: one.problem for file, one in zip(files, numbers.annexes, strict=True) if one.problem}
    assert problems == {
        "jabref_5bytes.pdf": Problem.NOT_PRINTABLE,
        "jabref_encrypted.pdf": Problem.ENCRYPTED,
        "ocrmypdf_invalid.pdf": Problem.BROKEN,
        "pikepdf_378014596.pdf": Problem.BROKEN,
        "pypdf_libreoffice-writer-password.pdf": Problem.ENCRYPTED,
    }
    assert numbers.total == 2 + sum(one.pages for one in numbers.annexes)
    texts = [inspection.flat(text) for text in inspection.texts(out)]
    for name in problems:
        assert any("n’a pas pu être reproduite" in text and name[:12] in text for text in texts), name
    assert any("The Crazy Ones" in text for text in texts)
    assert_clean(out)


def assert_clean(file: Path) -> None:
    """qpdf finds nothing wrong."""
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed")
    told = subprocess.run([program, "--check", file], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_qpdf_and_pdftotext_agree(bind: Print, tmp_path: Path) -> None:
    out, _ = bind(write(tmp_path / "form.pdf", lambda pdf: make_form(pdf, need=False)))
    assert_clean(out)
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    told = subprocess.run([program, "-enc", "UTF-8", out, "-"], capture_output=True, check=True).stdout.decode()
    order = ["Un chapitre", "Des mots.", "Annexes", "form.pdf", "Nguyễn"]
    places = [told.index(word) for word in order]
    assert places == sorted(places)
