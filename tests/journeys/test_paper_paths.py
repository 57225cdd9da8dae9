"""Every paper goes the whole way: from its place in the window through the preview to a saved PDF and to a printer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from cresi_app.app.session import Session
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.cooperation.model.world import country_key
from cresi_app.core.changes import Actor, RecordRef
from cresi_app.core.errors import DomainError
from cresi_app.papers import PAPERS, PaperName
from cresi_app.services import Services
from cresi_app.shell.sharedoors import OF_YEAR
from cresi_app.shell.window import MainWindow
from cresi_app.training.ui.page import TrainingPage
from cresi_app.widgets.preview import PreviewCover, PrintPreview
from cresi_app.widgets.preview.printer import printer_into
from tests.printing.inspection import pictures

YEAR = 2026
WHO = Actor("print", "Claire Martin")
QUICK = ("attendance", "summary", "notice", "envelopes", "map", "person-sheet")
"""One of each desk: what the usual run goes through. All of them are in the long one."""
COARSE = 40
"""Dots an inch of the printer that is tried: pages are drawn as on any other, only smaller."""

Place = Callable[[MainWindow, Services], None]


# --- where papers stand ---


def _records(services: Services) -> Mapping[str, Sequence[int]]:
    """Return for each kind of record those that may have something to say, the most telling first."""
    sessions = services.training.sessions(YEAR)
    held = [one.id for one in sessions if one.status == "closed"]
    agreements = services.cooperation.agreement_rows()
    partners = [services.cooperation.sheet(one.id).agreement.partner_id for one in agreements[:2]]
    return {
        "session": [*held, *(one.id for one in sessions)],
        "project": services.projects.project_ids(),
        "document": [services.catalogue.newest(1)[0].id],
        "agreement": [one.id for one in agreements],
        "country": [country_key(one.code) for one in services.cooperation.world().lines],
        "crisis": services.cooperation.crisis_ids(),
        "grant": services.funding.grant_ids(),
        "organisation": partners,
        "person": services.directory.person_ids(limit=1),
        "course": [one.id for one in services.training.courses()],
        "outpost": services.cooperation.outpost_ids(),
        "support": services.cooperation.support_ids(),
        "application": [one.application.id for one in services.funding.applications()],
    }


def _telling(services: Services, paper: PaperName, records: Sequence[int], out: Path) -> int | None:
    """Return the first record the paper has something to say about; None when the example has none."""
    for record in records:
        try:
            paper.make(services, record, out)
        except DomainError:
            continue
        return record
    return None


def _certificates(window: MainWindow, services: Services) -> None:
    """Certificates are numbered before they are printed: only the day's own page offers them."""
    held = next(one.id for one in services.training.sessions(YEAR) if one.status == "closed")
    window.open_record("session", held)
    window.desk.wait_idle()
    page = window.pages.current()
    assert isinstance(page, TrainingPage)
    page.previews.show_paper("certificate", held)


def _page_act(key: str, kind: str, record: Callable[[Services], int], act: str) -> Place:
    """Return the way to what a page's own « Imprimer » shows of a record."""

    def go(window: MainWindow, services: Services) -> None:
        window.open_record(kind, record(services))
        window.desk.wait_idle()
        page = window.pages.current()
        assert page.key == key
        next(one for one in page.actions() if one.id == act).run()

    return go


def _of_stock(show: Callable[[CataloguePage], object]) -> Place:
    """Return the way to a paper that the catalogue makes of what is chosen there."""

    def go(window: MainWindow, _services: Services) -> None:
        window.pages.go("catalogue")
        window.desk.wait_idle()
        page = window.pages.current()
        assert isinstance(page, CataloguePage)
        show(page)

    return go


OWN: Mapping[str, Place] = {
    "certificate": _certificates,
    "own:notice": _page_act("catalogue", "document", lambda s: s.catalogue.newest(1)[0].id, "catalogue.print"),
    "own:dossier": _page_act("projects", "project", lambda s: s.projects.project_ids()[0], "projects.print"),
    "own:inventory": _of_stock(lambda page: page.stock.papers.inventory()),
}
"""Papers whose place is a page's own button rather than « Papiers de cette fiche »; ``own:`` the same paper from two places."""


@dataclass
class Press:
    """The window, the library behind it, and a folder to write into."""

    window: MainWindow
    services: Services
    folder: Path
    places: list[Path]

    def open(self, paper: PaperName, records: Mapping[str, Sequence[int]]) -> str:
        """Go to the paper's place and open its preview; return why there is none, "" otherwise."""
        if paper.name in OWN:
            OWN[paper.name](self.window, self.services)
            return ""
        if not paper.kind:
            self.window.pages.go("home")
            self.window.sharing.print_paper(OF_YEAR, paper.name)
            return ""
        record = _telling(self.services, paper, records[paper.kind], self.folder / "made.pdf")
        if record is None:
            return f"{paper.name}: the example has nothing to say"
        reference: RecordRef = (paper.kind, record)
        self.window.open_record(*reference)
        self.window.desk.wait_idle()
        assert self.window.pages.current().record() == reference, paper.name
        self.window.sharing.print_paper(paper.kind, paper.name)
        return ""

    def preview(self) -> PrintPreview:
        """Return the preview in front, once its pages are on screen."""
        self.window.desk.wait_idle()
        [cover] = self.window.pages.current().findChildren(PreviewCover)
        found: PrintPreview = cover.preview
        return found

    def close(self) -> None:
        """Leave the preview."""
        for cover in self.window.pages.current().findChildren(PreviewCover):
            cover.close()
        self.window.desk.wait_idle()


@pytest.fixture
def press(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    window, services = session.window, session.services
    assert window is not None
    places: list[Path] = []
    monkeypatch.setattr(type(window.desk.messages), "save_file", lambda *_asked: places.pop(0))
    window.desk.set_year(YEAR)
    made = Press(window, services, tmp_path, places)
    yield made
    made.close()


# --- what must come out ---


def _sizes(file: Path) -> list[tuple[float, float]]:
    """Return the pages' sizes as they are seen, turned pages turned, in points."""
    with pikepdf.open(file) as pdf:
        boxes = [([float(side) for side in page.mediabox], int(page.get("/Rotate", 0))) for page in pdf.pages]
    return [
        (box[3] - box[1], box[2] - box[0]) if turn % 180 else (box[2] - box[0], box[3] - box[1]) for box, turn in boxes
    ]


def _likeness(one: Image.Image, other: Image.Image) -> float:
    """Return by how many greys of 255 two pictures of a page differ on average, seen from far."""
    small = [picture.convert("L").resize((42, 60)) for picture in (one, other)]
    return float(ImageStat.Stat(ImageChops.difference(*small)).mean[0])


def goes_the_whole_way(press: Press, name: str) -> list[str]:
    """Save and print what the preview shows; return what is wrong with either."""
    preview = press.preview()
    if not preview.total:
        return [f"{name}: {preview.refusal.text}"]
    saved, printed = press.folder / f"{name}.pdf", press.folder / f"{name}-printed.pdf"
    press.places.append(saved)
    preview.save()
    printer = printer_into(printed)
    printer.setResolution(COARSE)
    preview.print_on(printer)
    press.window.desk.wait_idle()
    wanted, given = _sizes(saved), _sizes(printed)
    if len(wanted) != preview.total or len(given) != preview.total:
        return [f"{name}: {preview.total} pages, {len(wanted)} saved, {len(given)} printed"]
    wrong = [
        f"{name}: page {number} is {tuple(map(round, size))} saved and {tuple(map(round, paper))} printed"
        for number, (size, paper) in enumerate(zip(wanted, given, strict=True), 1)
        if any(abs(a - b) > 3 for a, b in zip(size, paper, strict=True))
    ]
    drawn = zip(pictures(saved, dpi=30), pictures(printed, dpi=30), strict=True)
    wrong += [
        f"{name}: page {number} is printed otherwise" for number, pair in enumerate(drawn, 1) if _likeness(*pair) > 4
    ]
    return wrong


def _walk(press: Press, names: Sequence[str]) -> list[str]:
    records = _records(press.services)
    wrong: list[str] = []
    for name in names:
        why = press.open(PAPERS[name], records)
        wrong += [why] if why else goes_the_whole_way(press, name)
        press.close()
    return wrong


def test_papers_of_every_desk_are_saved_and_printed_as_they_are_shown(press: Press) -> None:
    assert _walk(press, QUICK) == []


@pytest.mark.long
def test_every_paper_is_saved_and_printed_as_it_is_shown(press: Press) -> None:
    press.services.training.set_setting(WHO, is_declared=True)  # only a declared body has its papers
    wrong = _walk(press, [name for name in PAPERS if name not in QUICK])
    for name, go in OWN.items():
        if name.startswith("own:"):
            go(press.window, press.services)
            wrong += goes_the_whole_way(press, name.partition(":")[2])
            press.close()
    assert wrong == []
