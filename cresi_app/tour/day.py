"""A working day: import, booking, every page photographed, every paper printed."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.app.session import Session
from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.cooperation.model.world import country_key
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.papers import PAPERS, PaperName
from cresi_app.services import Services
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.window import MainWindow
from cresi_app.tour.stops import MOMENT, Way, settle
from cresi_app.training.model import SessionStatus
from cresi_app.widgets.memory import MainThreadCollector
from cresi_app.widgets.theme import install

PRINTED: Final = "2026-004"
"""A dossier of the example with a budget of 257 112 €."""
SIZE: Final = (1440, 900)
WHO: Final = Actor("", "Claire Martin")


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
        MainThreadCollector.of(application)
        session = Session(application)
        session.propose()
        assert session.welcome is not None
        QCoreApplication.processEvents()  # the first layout
        self._shot(session.welcome, "00-premiere-ouverture")
        session.choose(LibraryChoice("example", self._place / "Documents" / "Exemple"))
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
            "person": [one.id for one in services.directory.people_of(organisations[0])]
            or services.directory.person_ids(limit=1),
            "course": [one.id for one in services.training.courses()],
            "outpost": services.cooperation.outpost_ids(),
            "support": services.cooperation.support_ids(),
            "application": [one.application.id for one in services.funding.applications()],
        }

    # --- the pictures ---

    def _walk(self, window: MainWindow, services: Services) -> None:
        """Photograph every page, light then dark."""
        stops = [stop for stop in Way(window, services).stops() if stop.daily]
        for number, stop in enumerate(stops, 1):
            stop.show()
            settle(window)
            self._shot(window, f"{number:02d}-{stop.name}")
        window.palette_view.close_palette()
        window.desk.change_settings(theme="dark")
        for number, key in enumerate(entry.key for entry in window.pages.entries):
            window.pages.go(key)
            settle(window)
            self._shot(window, f"s{number:02d}-{key}-sombre")
        window.desk.change_settings(theme="light")

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
