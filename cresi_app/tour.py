"""A tour in pictures: in a temporary library that is never remembered, a working day is done and every page photographed."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.app.session import Session
from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.cli.arguments import UsageError, build_parser
from cresi_app.cli.reply import Reply, as_json
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import set_language, tr
from cresi_app.core.settings import load_settings
from cresi_app.papers import PAPERS
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
        held = [one.id for one in services.training.sessions(MOMENT.year) if one.status is SessionStatus.CLOSED]
        own = dict.fromkeys(("certificate", "session-report"), held[0])
        records = {
            "": MOMENT.year,
            "session": services.training.upcoming(1)[0].id,
            "project": services.projects.by_ref(PRINTED),
            "document": services.catalogue.newest(1)[0].id,
        }
        for paper in PAPERS.values():
            record = own.get(paper.name, records.get(paper.kind))
            if record is None:
                continue
            file = self._out / f"{paper.name}.pdf"
            try:
                paper.make(services, record, file)
            except DomainError:  # the papers of a declared training body: the example's centre is none
                continue
            self._made.append(file)

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
        go, open_record = window.pages.go, window.open_record
        return [
            ("accueil", lambda: go("home")),
            ("catalogue", lambda: go("catalogue")),
            ("catalogue-recherche", lambda: window.topbar.search.input.setText("eau")),
            ("notice", lambda: open_record("document", document)),
            ("formations", lambda: go("training")),
            ("session", lambda: open_record("session", session)),
            ("formation", lambda: open_record("course", course)),
            ("projets", lambda: go("projects")),
            ("dossier", lambda: open_record("project", project)),
            ("annuaire", lambda: open_record("organisation", organisation)),
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
