"""The gallery: every view in light and dark, at two text sizes and two window sizes, to be leafed through in a browser."""

import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.app.session import Session
from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import language, tr
from cresi_app.core.settings import ThemeChoice
from cresi_app.shell.doors import LibraryChoice
from cresi_app.tour.counter import counter_stops
from cresi_app.tour.delivery import delivery
from cresi_app.tour.opening import opening_stops
from cresi_app.tour.stops import Stop, Way, settle
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.memory import MainThreadCollector
from cresi_app.widgets.theme import install, theme

SIZES: Final = ((1440, 900), (1280, 760))
ZOOMS: Final = (100, 150)
MODES: Final[tuple[ThemeChoice, ...]] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of looking at every view; its pictures are in the folder of its name."""

    mode: ThemeChoice
    zoom: int
    size: tuple[int, int]

    @property
    def folder(self) -> str:
        """The folder's name, such as ``light-100-1440x900``."""
        return f"{self.mode}-{self.zoom}-{self.size[0]}x{self.size[1]}"


SETTINGS: Final = tuple(Setting(mode, zoom, size) for mode in MODES for zoom in ZOOMS for size in SIZES)


class Gallery:
    """One gallery over a fresh example library."""

    def __init__(self, place: Path, out: Path, settings: Sequence[Setting] = SETTINGS) -> None:
        self._place, self._out, self._settings = place, out, settings
        self._made: dict[str, list[Path]] = {}
        self._saving: list[Future[bool]] = []

    def run(self) -> list[Path]:
        """Photograph everything, and leave the page that shows it."""
        application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(application, QApplication)
        application.setQuitOnLastWindowClosed(False)
        install(application, "light")
        MainThreadCollector.of(application)
        for setting in self._settings:
            (self._out / setting.folder).mkdir(parents=True, exist_ok=True)
        session = Session(application)
        with ThreadPoolExecutor(2) as saver:  # writing a picture takes as long as making it
            self._saver = saver
            self._beginning(session)
            self._window(session)
            self._counter(session)
        assert all(done.result() for done in self._saving)
        index = self._out / "index.html"
        write_whole(index, index_page(self._made, [setting.folder for setting in self._settings]).encode())
        return [index, *(file for files in self._made.values() for file in files)]

    def _beginning(self, session: Session) -> None:
        """Photograph the first page, in the place of the window that is not there yet."""
        session.propose()
        welcome = session.welcome
        assert welcome is not None
        for setting in self._settings:
            theme().set_mode(setting.mode)
            theme().set_zoom(setting.zoom)
            welcome.resize(*setting.size)
            for stop in opening_stops(welcome):
                looked_at = stop.show()
                for _ in range(2):
                    QCoreApplication.processEvents()
                self._shot(stop.name, setting, looked_at or welcome)
                if looked_at is not None:
                    looked_at.close()
                    looked_at.deleteLater()

    def _window(self, session: Session) -> None:
        session.choose(LibraryChoice("example", self._place / "Documents" / "Exemple"))
        window, services = session.window, session.services
        assert window is not None
        way = Way(window, services, delivery(services, self._place / "passerelles.iso"))
        for setting in self._settings:
            window.desk.change_settings(theme=setting.mode, zoom=setting.zoom)
            window.resize(*setting.size)
            for stop in way.stops():
                looked_at = stop.show()
                settle(window)
                self._shot(stop.name, setting, looked_at or window)
                if looked_at is not None:
                    looked_at.close()
                    looked_at.deleteLater()

    def _counter(self, session: Session) -> None:
        """Photograph the counter over the same library, then let the team have it back."""
        session.enter_counter()
        window = session.counter
        assert window is not None
        window.guard.stop()
        for setting in self._settings:
            window.setWindowState(window.windowState().WindowNoState)
            theme().set_mode(setting.mode)
            theme().set_zoom(setting.zoom)
            window.bar.show_zoom()
            window.resize(*setting.size)
            self._visit(window, window.desk, setting, counter_stops(window, session.services))
        window.unlock()
        assert session.window is not None
        settle(session.window)
        session.window.close()

    def _visit(self, window: QWidget, desk: Desk, setting: Setting, stops: Iterable[Stop]) -> None:
        for stop in stops:
            stop.show()
            for _ in range(3):
                desk.wait_idle()
                QCoreApplication.processEvents()
            self._shot(stop.name, setting, window)

    def _shot(self, name: str, setting: Setting, looked_at: QWidget) -> None:
        file = self._out / setting.folder / f"{name}.png"
        image: QImage = looked_at.grab().toImage()
        self._made.setdefault(name, []).append(file)
        self._saving.append(self._saver.submit(image.save, str(file)))


def index_page(made: dict[str, list[Path]], folders: Sequence[str]) -> str:
    """Return the page that shows the pictures: names at the left, one setting at a time, the arrows to leaf through."""
    names = "".join(f'<button data-name="{escape(name)}">{escape(name)}</button>' for name in made)
    choices = "".join(f"<option>{escape(folder)}</option>" for folder in folders)
    title = escape(tr("Galerie des écrans"))
    keys = escape(tr("↑ ↓ changent d'écran, ← → de réglage."))
    return PAGE.format(language=language(), title=title, keys=keys, names=names, choices=choices)


PAGE: Final = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<style>
body {{ margin: 0; font: 14px sans-serif; display: flex; height: 100vh; background: #efece5; color: #1a2423 }}
nav {{ width: 260px; overflow: auto; background: #fff; border-right: 1px solid #e3ded4; padding: 12px; box-sizing: border-box }}
h1 {{ font-size: 17px; margin: 0 0 8px }} p {{ color: #5e6864; margin: 0 0 8px; font-size: 12px }}
select {{ width: 100%; height: 32px; margin-bottom: 8px }}
button {{ display: block; width: 100%; min-height: 26px; text-align: left; border: 0; background: none; font: inherit; border-radius: 6px }}
button[aria-current] {{ background: #ddedea; color: #0e6660; font-weight: 600 }}
main {{ flex: 1; overflow: auto; padding: 16px }} img {{ max-width: 100%; box-shadow: 0 1px 6px #2b241733 }}
</style>
<nav><h1>{title}</h1><p>{keys}</p><select aria-label="{title}">{choices}</select>{names}</nav>
<main><img alt=""></main>
<script>
const names = [...document.querySelectorAll("button")], choice = document.querySelector("select"), image = document.querySelector("img")
let at = 0
function show() {{
  names.forEach((one, place) => place === at ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current"))
  image.src = choice.value + "/" + names[at].dataset.name + ".png"; image.alt = names[at].dataset.name + " " + choice.value
  names[at].scrollIntoView({{ block: "nearest" }})
}}
names.forEach((one, place) => one.onclick = () => {{ at = place; show() }})
choice.onchange = show
document.onkeydown = event => {{
  if (event.key === "ArrowDown") at = Math.min(names.length - 1, at + 1)
  else if (event.key === "ArrowUp") at = Math.max(0, at - 1)
  else if (event.key === "ArrowRight") choice.selectedIndex = Math.min(choice.length - 1, choice.selectedIndex + 1)
  else if (event.key === "ArrowLeft") choice.selectedIndex = Math.max(0, choice.selectedIndex - 1)
  else return
  event.preventDefault(); show()
}}
show()
</script></html>
"""
