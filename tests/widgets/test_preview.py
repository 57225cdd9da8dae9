import gc
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.apart import Apart, ChildLostError
from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.pagepictures import PagePictures
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.preview import Choice, ChoiceGroup, PrintOffer, Printout, PrintPreview, open_preview
from cresi_app.widgets.preview.printer import printer_into
from cresi_app.widgets.theme import theme
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

UPRIGHT, LYING = (595, 842), (842, 595)


def write_pdf(file: Path, sizes: list[tuple[int, int]]) -> None:
    with pikepdf.new() as pdf:
        for number, size in enumerate(sizes):
            pdf.add_blank_page(page_size=size)
            grey = f"0.{number + 1} g 100 100 200 200 re f".encode()
            pdf.pages[-1].Contents = pdf.make_stream(grey)
        pdf.save(file)


class Press:
    """Makes a PDF of two pages, three with the annex; counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[frozenset[str]] = []
        self.refuses = False
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def make(self, chosen: frozenset[str], out: Path) -> Printout:
        self.asked.append(chosen)
        assert self.may_go_on.wait(20)
        if self.refuses:
            raise DomainError("none", "Rien à imprimer.")
        sizes = [UPRIGHT, LYING] + ([UPRIGHT] if "annex" in chosen else [])
        write_pdf(out, sizes)
        return Printout(out, {"text": 2, "annex": 1} if "annex" in chosen else {"text": 2}, {1: "Couverture"})


@pytest.fixture
def press() -> Press:
    return Press()


def offer(press: Press) -> PrintOffer:
    groups = [
        ChoiceGroup("Sections", [Choice("text", "Le projet"), Choice("notes", "Notes internes", on=False, kept=False)]),
        ChoiceGroup("Annexes", [Choice("annex", "Statuts", warning="Le fichier est protégé.")], all_at_once=True),
    ]
    return PrintOffer("trial", "Imprimer le dossier", "2026-017", "dossier.pdf", press.make, groups)


@pytest.fixture
def preview(desk: Desk, press: Press, qtbot: QtBot) -> Iterator[PrintPreview]:
    made = PrintPreview(desk, offer(press))
    made.resize(1200, 760)
    made.show()
    desk.wait_idle()
    yield made
    press.may_go_on.set()
    desk.wait_idle()
    made.leave()
    made.deleteLater()


def test_shows_the_pages_of_the_pdf_itself(preview: PrintPreview, desk: Desk, qtbot: QtBot) -> None:
    assert preview.total == 3
    assert preview.bar.count.text() == "1 sur 3"
    assert preview.options.rows["text"].pages.text() == "2\xa0pages"
    picture = preview.sheet.paper.picture
    assert picture is not None
    middle = picture.toImage().pixelColor(round(picture.width() * 0.34), round(picture.height() * 0.76))
    assert middle.red() == pytest.approx(26, abs=3), "the grey of page 1"
    assert_accessible(preview)


def test_another_choice_makes_it_again_and_keeps_the_page_in_view(
    preview: PrintPreview, press: Press, desk: Desk
) -> None:
    preview.show_page(1)
    preview.options.rows["annex"].box.input.click()
    desk.wait_idle()
    assert press.asked[-1] == {"text"}
    assert (preview.total, preview.page) == (2, 1)
    assert preview.options.rows["annex"].pages.text() == ""
    assert desk.recall("print.trial") == {"off": ["annex"], "on": []}


def test_a_choice_made_before_is_there_at_once_until_something_changes(
    preview: PrintPreview, press: Press, desk: Desk
) -> None:
    box = preview.options.rows["annex"].box.input
    box.click()
    desk.wait_idle()
    asked = len(press.asked)
    box.click()
    assert (preview.total, len(press.asked)) == (3, asked), "nothing is made again"
    box.click()
    assert preview.total == 2
    desk.wait_idle()
    desk.tell(Changes(1, "x", {"project": frozenset({1})}))
    box.click()
    desk.wait_idle()
    assert (preview.total, len(press.asked)) == (3, asked + 1)


def test_what_comes_of_the_next_press_is_begun_before(
    preview: PrintPreview, press: Press, desk: Desk, qtbot: QtBot
) -> None:
    asked = len(press.asked)
    preview.options.near.emit("annex")
    qtbot.waitUntil(lambda: len(press.asked) == asked + 1)
    desk.wait_idle()
    assert preview.total == 3, "what is on screen stays"
    preview.options.rows["annex"].box.input.click()
    assert (preview.total, len(press.asked)) == (2, asked + 1)
    desk.wait_idle()


def test_the_way_back_is_the_record_s_name(preview: PrintPreview, qtbot: QtBot) -> None:
    assert preview.bar.record.text() == "2026-017"
    with qtbot.waitSignal(preview.closed):
        preview.bar.record.click()


def test_choices_are_kept_but_the_private_ones(preview: PrintPreview, press: Press, desk: Desk, qtbot: QtBot) -> None:
    for key in ("annex", "notes"):
        preview.options.rows[key].box.input.click()
    desk.wait_idle()
    second = PrintPreview(desk, offer(press))
    desk.wait_idle()
    assert second.options.chosen() == {"text"}
    second.leave()
    second.deleteLater()


def test_keys_turn_pages_and_zoom(preview: PrintPreview, desk: Desk) -> None:
    preview.sheet.setFocus()
    QTest.keyClick(preview.sheet, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert preview.page == 2
    QTest.keyClick(preview.sheet, Qt.Key.Key_PageUp)
    assert preview.page == 1
    before = preview.sheet.paper.page.width()
    QTest.keyClick(preview.sheet, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.sheet.paper.page.width() > before
    QTest.keyClick(preview.sheet, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.sheet.paper.page.width() == before
    desk.wait_idle()


def test_saves_and_prints_what_is_shown(
    preview: PrintPreview, desk: Desk, messages: RecordingMessages, tmp_path: Path
) -> None:
    messages.places.append(tmp_path / "ici.pdf")
    preview.save()
    desk.wait_idle()
    go_on = threading.Event()
    desk.long("another", lambda _progress: go_on.wait(20))
    preview.print_on(printer_into(tmp_path / "imprimé.pdf"))
    preview.leave()
    go_on.set()
    desk.wait_idle()
    with pikepdf.open(tmp_path / "ici.pdf") as saved, pikepdf.open(tmp_path / "imprimé.pdf") as printed:
        assert len(saved.pages) == len(printed.pages) == 3
        lying = [page.mediabox[2] > page.mediabox[3] for page in printed.pages]
        assert lying == [False, True, False]
        drawn = [len(page.Resources["/XObject"].keys()) for page in printed.pages]
        assert drawn == [1, 1, 1], "though the preview was closed meanwhile"
    assert [said.text for said in messages.toasts] == [
        "PDF enregistré dans ici.pdf",
        "3\xa0pages envoyées à l’imprimante",
    ]


def test_without_printer_the_pdf_is_still_possible(preview: PrintPreview) -> None:
    if preview.options.printer.count():
        pytest.skip("this machine has a printer")
    assert preview.options.save.isEnabled()
    assert not preview.options.print.isEnabled()
    assert "Aucune imprimante" in preview.options.print.toolTip()


def test_a_refusal_stands_above_the_last_picture(preview: PrintPreview, press: Press, desk: Desk) -> None:
    press.refuses = True
    preview.options.rows["notes"].box.input.click()
    desk.wait_idle()
    assert preview.refusal.text == "Rien à imprimer."
    assert preview.total == 3
    press.refuses = False
    preview.options.rows["notes"].box.input.click()
    desk.wait_idle()
    assert not preview.refusal.isVisible()


def test_takes_a_page_s_place_and_gives_it_back(desk: Desk, press: Press, qtbot: QtBot) -> None:
    host = QWidget()
    field = QLineEdit()
    QVBoxLayout(host).addWidget(field)
    host.resize(1200, 700)
    host.show()
    qtbot.addWidget(host)
    field.setFocus()
    cover = open_preview(host, desk, offer(press))
    shown = cover.preview
    desk.wait_idle()
    assert not field.isVisible()
    assert shown.size() == host.size()
    host.resize(1300, 720)
    assert shown.size() == host.size()
    QTest.keyClick(shown.sheet, Qt.Key.Key_Escape)
    assert field.isVisible()
    assert not shown.isVisible()
    desk.wait_idle()


def test_other_papers_about_the_same_record_are_one_choice_away(desk: Desk, press: Press, qtbot: QtBot) -> None:
    def other(key: str) -> PrintOffer:
        return replace(offer(press), kind=key, subtitle=key, others=papers, other=other)

    papers = [("trial", "Le dossier"), ("letter", "Une lettre")]
    host = QWidget()
    host.resize(1200, 700)
    host.show()
    qtbot.addWidget(host)
    cover = open_preview(host, desk, other("trial"))
    desk.wait_idle()
    first = cover.preview
    first.options.papers.set_key("letter")
    first.options.papers.activated.emit(1)
    desk.wait_idle()
    assert cover.preview is not first
    assert cover.preview.offer.kind == "letter"
    assert cover.preview.total == 3
    with qtbot.waitSignal(cover.closed):
        cover.preview.closed.emit()


def children_of(preview: PrintPreview) -> list["subprocess.Popen[bytes]"]:
    """Return the processes that measure and draw for a preview, before it goes."""
    both = (preview.maker._measuring, preview.pictures._pictures)
    children = [one._child._child for one in both if isinstance(one, PagePictures)]
    return [child for child in children if child is not None]


@pytest.mark.parametrize("awaited", [False, True])
def test_what_goes_with_its_window_leaves_neither_processes_nor_files(
    desk: Desk, press: Press, qtbot: QtBot, awaited: bool
) -> None:
    host = QWidget()
    host.resize(1200, 700)
    host.show()
    preview = open_preview(host, desk, offer(press)).preview
    desk.wait_idle()
    children, folder = children_of(preview), preview.maker.folder
    assert (len(children), [child.poll() for child in children]) == (2, [None, None])
    if awaited:
        press.may_go_on.clear()
        preview.options.rows["annex"].box.input.click()
        qtbot.waitUntil(lambda: len(press.asked) == 2)
    del preview
    host.deleteLater()
    QCoreApplication.sendPostedEvents(host, QEvent.Type.DeferredDelete)
    assert None not in [child.poll() for child in children], "as nobody said `leave`"
    assert not folder.exists()
    press.may_go_on.set()
    desk.wait_idle()  # what was being made is told to nobody
    gc.collect()  # nor is a pipe left open


def test_the_child_dies_alone(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    write_pdf(tmp_path / "good.pdf", [UPRIGHT])
    pictures = PagePictures()
    with pytest.raises(ChildLostError):
        pictures.sizes(tmp_path / "broken.pdf")
    assert pictures.sizes(tmp_path / "good.pdf") == [(595, 842)]
    pictures.close()


def test_a_child_that_takes_too_long_is_ended() -> None:
    with Apart("tests.widgets.test_preview:sleep_for") as child, pytest.raises(ChildLostError) as lost:
        child.ask({"seconds": 60}, seconds=0.6)
    assert lost.value.late


def sleep_for(request: dict[str, float]) -> tuple[dict[str, str], bytes]:
    threading.Event().wait(request["seconds"])
    return {}, b""


def test_a_preview_out_of_sight_asks_for_no_picture_not_even_after_its_window(
    preview: PrintPreview, desk: Desk
) -> None:
    preview.hide()
    theme().set_mode("dark")
    try:
        idle = [desk.tasks.idle]
        preview.show()
        idle.append(desk.tasks.idle)
        assert idle == [True, False], "what changed meanwhile is drawn as soon as it is seen, not before"
        desk.wait_idle()
        assert preview.sheet.paper.picture is not None
        preview.hide()
        desk.close()
    finally:
        theme().set_mode("light")
