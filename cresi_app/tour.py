"""A tour in pictures: in a temporary library that is never remembered, a working day is done and every page photographed."""

import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.app.session import Session
from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.cli.arguments import UsageError, build_parser
from cresi_app.cli.reply import Reply, as_json
from cresi_app.cooperation.model.world import country_key
from cresi_app.cooperation.ui.page import CooperationPage
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import set_language, tr
from cresi_app.core.settings import load_settings
from cresi_app.funding.ui.page import FundingPage
from cresi_app.papers import PAPERS, PaperName
from cresi_app.services import Services
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.window import MainWindow
from cresi_app.training.model import SessionStatus
from cresi_app.widgets.theme import install

MOMENT: Final = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
"""The day of the tour: a Tuesday, so that two tours give the same pictures."""
SHOWN: Final = "2026-001"
PRINTED: Final = "2026-004"
"""Dossiers of the example: one accepted, with its map and calendar; one with a budget of 257 112 €."""
SIZE: Final = (1440, 900)
WHO: Final = Actor("", "Claire Martin")


def main(arguments: Sequence[str]) -> int:
    """Make the tour and return the exit code; `arguments` are what follows the word ``tour``."""
    set_language(load_settings().language)
    try:
        wanted = build_parser().parse_args(["tour", *arguments])
    except UsageError as error:
        print(error.usage, error.sentence, sep="", file=sys.stderr)
        return 2
    out = wanted.out or Path(tempfile.mkdtemp(prefix="cresi-visite-"))
    out.mkdir(parents=True, exist_ok=True)
    made = make(out)
    reply = Reply(
        {"out": out.resolve(), "made": [file.name for file in made]},
        [tr("La visite est dans {folder}", folder=out.resolve())],
    )
    print(as_json(reply) if wanted.json else reply.lines[0])
    return 0


def make(out: Path) -> list[Path]:
    """Do a day's work in a temporary library and leave its pictures and papers in `out`; return them in order."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="cresi-tour-", ignore_cleanup_errors=True) as place, clock.frozen(MOMENT):
        os.environ["CRESI_CONFIG"] = str(Path(place) / "config")
        return Tour(Path(place), out).run()


class Tour:
    """One tour: the window over a fresh example library."""

    def __init__(self, place: Path, out: Path) -> None:
        self._place, self._out = place, out
        self._made: list[Path] = []

    def run(self) -> list[Path]:
        """Go through every stop."""
        application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(application, QApplication)
        application.setQuitOnLastWindowClosed(False)
        install(application, "light")
        session = Session(application)
        session.propose()
        assert session.welcome is not None
        QCoreApplication.processEvents()  # the first layout
        self._shot(session.welcome, "00-premiere-ouverture")
        session.choose(LibraryChoice("example", self._place / "exemple"))
        window, services = session.window, session.services
        assert window is not None
        window.resize(*SIZE)
        self._work(services)
        self._walk(window, services)
        self._print(services)
        window.close()
        return self._made

    # --- the day's work ---

    def _work(self, services: Services) -> None:
        """Import a file of notices and book places, as a person would through the services."""
        file = self._out / "notices.iso"
        services.catalogue.search("eau")
        found = services.catalogue.found("eau")
        export(services.catalogue, "unimarc", found.ids, file)
        self._made.append(file)
        import_file(services.catalogue, WHO, file)
        session = next(one for one in reversed(services.training.upcoming(5)) if one.free)
        organisation = services.directory.organisations(limit=1)[0]
        services.training.book(WHO, session.id, organisation.id, ["SOW Awa", "Ibrahima Ba"])

    def _print(self, services: Services) -> None:
        """Print one of each paper about which the example has something to say."""
        records = self._records(services)
        for paper in PAPERS.values():
            file = self._out / f"{paper.name}.pdf"
            if any(printed(services, paper, record, file) for record in records[paper.kind]):
                self._made.append(file)

    def _records(self, services: Services) -> Mapping[str, Sequence[int]]:
        """Return for each kind of record those a paper may be about, the most telling first; the year for papers about none."""
        sessions = services.training.sessions(MOMENT.year)
        held = [one.id for one in sessions if one.status is SessionStatus.CLOSED]
        cooperations = services.cooperation.agreement_rows()
        organisations = [services.cooperation.sheet(one.id).agreement.partner_id for one in cooperations]
        return {
            "": [MOMENT.year],
            "session": [*held, *(one.id for one in sessions)],
            "project": [services.projects.by_ref(PRINTED), *services.projects.project_ids()],
            "document": [services.catalogue.newest(1)[0].id],
            "agreement": [one.id for one in cooperations],
            "country": [country_key(one.code) for one in services.cooperation.world().lines],
            "crisis": services.cooperation.crisis_ids(),
            "grant": services.funding.grant_ids(),
            "organisation": organisations,
        }

    # --- the pictures ---

    def _walk(self, window: MainWindow, services: Services) -> None:
        """Photograph every page, light then dark."""
        for number, (name, show) in enumerate(self._stops(window, services), 1):
            show()
            self._settle(window)
            self._shot(window, f"{number:02d}-{name}")
        window.palette_view.close_palette()
        window.desk.change_settings(theme="dark")
        for number, key in enumerate(entry.key for entry in window.pages.entries):
            window.pages.go(key)
            self._settle(window)
            self._shot(window, f"4{number}-{key}-sombre")
        window.desk.change_settings(theme="light")

    def _stops(self, window: MainWindow, services: Services) -> list[tuple[str, Callable[[], object]]]:
        document = services.catalogue.search("eau", limit=1).rows[0].id
        session = services.training.upcoming(1)[0].id
        project = services.projects.by_ref(SHOWN)
        organisation = services.projects.project(project).organisation_id
        course = services.training.courses()[-1].id
        agreement = services.cooperation.agreement_rows()[0].id
        grant = services.funding.grant_ids(limit=1)[0]
        go, open_record, page = window.pages.go, window.open_record, window.pages.page

        def view(key: str, name: str) -> None:
            go(key)
            shown = page(key)
            assert isinstance(shown, CooperationPage | FundingPage)
            shown.show_view(name)

        def catalogue_view(name: str) -> None:
            go("catalogue")
            shown = page("catalogue")
            assert isinstance(shown, CataloguePage)
            shown.show_thesaurus() if name == "thesaurus" else shown.show_import()

        return [
            ("accueil", lambda: go("home")),
            ("catalogue", lambda: go("catalogue")),
            ("catalogue-recherche", lambda: window.topbar.search.input.setText("eau")),
            ("notice", lambda: open_record("document", document)),
            ("import", lambda: catalogue_view("import")),
            ("thesaurus", lambda: catalogue_view("thesaurus")),
            ("formations", lambda: go("training")),
            ("session", lambda: open_record("session", session)),
            ("formation", lambda: open_record("course", course)),
            ("projets", lambda: go("projects")),
            ("dossier", lambda: open_record("project", project)),
            ("cooperations", lambda: go("cooperation")),
            ("accord", lambda: open_record("agreement", agreement)),
            ("pays", lambda: view("cooperation", "countries")),
            ("urgences", lambda: view("cooperation", "crises")),
            ("antennes", lambda: view("cooperation", "outposts")),
            ("financements", lambda: view("funding", "envelopes")),
            ("subvention", lambda: open_record("grant", grant)),
            ("europe", lambda: view("funding", "europe")),
            ("declarations", lambda: view("funding", "declarations")),
            ("annuaire", lambda: open_record("organisation", organisation)),
            ("poste-accueil", lambda: go("counter")),
            ("reglages", lambda: go("preferences")),
            ("palette", lambda: window.open_palette("eau")),
        ]

    def _settle(self, window: MainWindow) -> None:
        """Let everything asked for arrive and be painted."""
        for _ in range(3):
            window.desk.wait_idle()
            QCoreApplication.processEvents()

    def _shot(self, widget: QWidget, name: str) -> None:
        file = self._out / f"{name}.png"
        widget.grab().save(str(file))
        self._made.append(file)


def printed(services: Services, paper: PaperName, record: int, file: Path) -> bool:
    """Print a paper about a record and say whether there was something to print: a letter of acceptance needs an acceptance."""
    try:
        if paper.prepare is not None:
            paper.prepare(services, WHO, record)
        paper.make(services, record, file)
    except DomainError:
        return False
    return True
