"""Labels: every bar code is read back from the printed page, each stands where its sheet has a label, nothing is lost."""

import csv
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from cresi_app.catalogue.model.stock import Calibration, CopyLine, LabelFormat
from cresi_app.catalogue.reports.labels import Content, LabelOrder, labels, sheet_of, too_long
from cresi_app.catalogue.reports.labels import test_sheet as calibration_sheet
from cresi_app.core.identity import Identity
from cresi_app.printing import barcodes
from cresi_app.printing.document import render
from cresi_app.printing.style import MM
from tests.printing import inspection

ROOT = Path(__file__).resolve().parents[3]
CENTRE = Identity("Centre de ressources", "Solidarité internationale")
LENGTHS = ("across", "down", "width", "height", "margin_left", "margin_top", "gap_across", "gap_down")


def formats() -> dict[str, LabelFormat]:
    with (ROOT / "db" / "reference" / "label_format.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: LabelFormat(row["code"], row["name_fr"], row["name_en"], 0, *(int(row[name]) for name in LENGTHS))
        for row in rows
    }


FORMATS = formats()
TITLES = (
    "Eaux partagées : gouverner la ressource au Sahel",
    "الماء حق للجميع",
    "Nước sạch nông thôn",
    "中非友谊",
    "Kuma kɔrɔw",
)
CODES = ("94-004127-1", "2000000000015", "9782070624560", "94-1", "X.7/B")


def lines(count: int) -> list[CopyLine]:
    return [
        CopyLine(at, 1, at, f"{at:05d}", TITLES[at % 5], "book", first_name="Diallo", barcode=CODES[at % 5], call_number="SOL 628.1 DIA")
        for at in range(count)
    ]  # fmt: skip


def printed(tmp_path: Path, order: LabelOrder, count: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = tmp_path / "labels.pdf"
    render(labels(lines(count), order, CENTRE), out)
    monkeypatch.setattr(
        inspection, "check_margin", lambda _picture, _page: None
    )  # labels stand where their sheet has them
    inspection.check(out)
    return out


def pictures(file: Path, dpi: int = 300) -> list[Image.Image]:
    return inspection.pictures(file, dpi)


@pytest.mark.parametrize("code", ["24", "65"])
def test_printed_bar_codes_are_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    order = LabelOrder(FORMATS[code], start=3)
    out = printed(tmp_path, order, 20, monkeypatch)
    page, one = pictures(out)[0], FORMATS[code]
    for number, line in enumerate(lines(20)):
        left, top = one.corner(2 + number)
        box = [round(length * 300 / 25.4) for length in (left, top, left + one.width / 100, top + one.height / 100)]
        found = zxingcpp.read_barcodes(page.crop((box[0], box[1], box[2], box[3])))
        kind = "EAN13" if len(line.barcode) == 13 else "Code128"
        assert [(read.text, read.format.name) for read in found] == [(line.barcode, kind)], number


@pytest.mark.parametrize("code", FORMATS)
def test_every_format_is_wholly_on_the_sheet_and_prints(tmp_path: Path, code: str) -> None:
    sheet = sheet_of(LabelOrder(FORMATS[code]))
    last = sheet.box(sheet.per_page - 1)
    assert last.x + last.width <= 210 * MM + 0.1
    assert last.y >= -0.1
    for content in Content:
        order = LabelOrder(FORMATS[code], content=content)
        pages = render(labels(lines(3), order, CENTRE), tmp_path / "labels.pdf")
        assert pages == 1
    text = " ".join(inspection.texts(tmp_path / "labels.pdf"))
    assert "94-004127-1" in text


@pytest.mark.parametrize(
    ("count", "start", "pages"), [(1, 1, 1), (24, 1, 1), (24, 2, 2), (1, 24, 1), (2, 24, 2), (1, 999, 1), (1, -4, 1)]
)
def test_labels_begin_at_the_place_said_and_run_over_sheets(tmp_path: Path, count: int, start: int, pages: int) -> None:
    order = LabelOrder(FORMATS["24"], start=start)
    assert render(labels(lines(count), order, CENTRE), tmp_path / "labels.pdf") == pages


def test_a_printer_that_is_off_is_set_right(tmp_path: Path) -> None:
    def left_edge(off: Calibration) -> tuple[float, float]:
        out = tmp_path / "labels.pdf"
        render(labels(lines(1), LabelOrder(FORMATS["24"], calibration=off), CENTRE), out)
        box = inspection.pictures(out, 254)[0].point(lambda value: 255 if value < 128 else 0).getbbox()
        assert box is not None
        return box[0] / 10, box[1] / 10

    straight, shifted = left_edge(Calibration()), left_edge(Calibration(right=150, down=-80))
    assert shifted[0] - straight[0] == pytest.approx(-1.5, abs=0.15)
    assert shifted[1] - straight[1] == pytest.approx(0.8, abs=0.15)


def test_the_test_sheet_draws_every_label_of_the_format(tmp_path: Path) -> None:
    order = LabelOrder(FORMATS["65"], calibration=Calibration(120, -50))
    assert render(calibration_sheet(order, CENTRE), tmp_path / "test.pdf") == 1
    text = inspection.flat(" ".join(inspection.texts(tmp_path / "test.pdf")))
    assert "1,2 mm" in text
    assert "0,5 mm" in text
    pdf = pypdfium2.PdfDocument(tmp_path / "test.pdf")
    assert len(list(pdf[0].get_objects())) > 65
    pdf.close()


def test_codes_that_fit_nowhere_keep_their_number_and_are_told(tmp_path: Path) -> None:
    long = [
        CopyLine(1, 1, 1, "1", "Titre", "book", barcode="ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789"),
        CopyLine(2, 1, 1, "1", "T", "book", barcode="é"),
    ]
    order = LabelOrder(FORMATS["65"])
    assert too_long([*long, *lines(2)], order) == ["ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789", "é"]
    assert too_long(long, LabelOrder(FORMATS["65"], content=Content.SPINE)) == []
    render(labels(long, order, CENTRE), tmp_path / "labels.pdf")
    assert "é" in " ".join(inspection.texts(tmp_path / "labels.pdf"))


@pytest.mark.parametrize("code", ["", "é", "x" * 49, "\t"])
def test_what_no_bar_code_holds_is_none(code: str) -> None:
    assert barcodes.bars(code) is None


def test_no_label_at_all_makes_an_empty_sheet(tmp_path: Path) -> None:
    assert render(labels([], LabelOrder(FORMATS["24"]), CENTRE), tmp_path / "none.pdf") == 1
