"""What the window's memory grows by with the library: the same page over a small and a big one, each in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measure import Outcome

_STATUS: Final = Path("/proc/self/status")
MEBIBYTE: Final = 1 << 20


def memory(small: Path, big: Path, label: str, aim: float) -> Iterator[Outcome]:
    """Compare the memory of a window over two libraries; nothing where the system does not tell it."""
    if not _STATUS.exists():
        return
    few, many = _asked(small), _asked(big)
    yield Outcome(
        f"memory of the window, {label} documents − 1,000", (many - few) / MEBIBYTE, aim, "≤", "MiB",
        f"{many / MEBIBYTE:.0f} MiB against {few / MEBIBYTE:.0f} MiB, after a search, the whole list, its end and everything chosen",
    )  # fmt: skip


def _asked(folder: Path) -> int:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MALLOC_TRIM_THRESHOLD_": "65536"}
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", str(folder)], check=True, capture_output=True, text=True, env=environment
    )  # fmt: skip
    return int(answer.stdout.split()[-1])


def _resident() -> int:
    """Return the bytes that are this process's own: files that the system maps or may drop again are not."""
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="ascii").splitlines())
    return int(lines["RssAnon"].split()[0]) * 1024


def shown(folder: Path) -> int:
    """Show the catalogue over a library as somebody uses it, and return what the process holds then."""
    from PySide6.QtCore import QSize  # noqa: PLC0415 - only the child needs a window
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - same

    from cresi_app.catalogue.model import Query  # noqa: PLC0415 - same
    from cresi_app.catalogue.ui import CataloguePage  # noqa: PLC0415 - same
    from cresi_app.core.changes import Actor  # noqa: PLC0415 - same
    from cresi_app.services import Services  # noqa: PLC0415 - same
    from cresi_app.shell.frame import Frame  # noqa: PLC0415 - same
    from cresi_app.widgets.desk import Desk, DeskDoors  # noqa: PLC0415 - same
    from cresi_app.widgets.theme import install  # noqa: PLC0415 - same

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install(app, "light")
    with Services.open(folder) as services:
        frame = Frame()
        desk = Desk(
            DeskDoors(services.library.interrupt, lambda _kind, _one: None), frame.voice, Actor("1", "Mesure"), parent=frame
        )  # fmt: skip
        page = CataloguePage(desk, services.catalogue)
        page.resize(QSize(1_440, 838))
        page.show()
        page.ensure_built()
        desk.wait_idle(120_000)
        for query in (Query("eau mali"), Query()):
            page.ask(query)
            desk.wait_idle(120_000)
        view = page.list.current_view()
        for _ in range(2):
            view.scrollToBottom()
            desk.wait_idle(120_000)
            view.scrollToTop()
            desk.wait_idle(120_000)
        page.chosen_acts.select_all()
        desk.wait_idle(120_000)
        assert page.list.current_view().browsing.selected_count() == page.list.model.rowCount()
        held = _resident()
        desk.close()
    return held


if __name__ == "__main__":
    print(shown(Path(sys.argv[1])))
