"""Scrolling the whole catalogue: what one frame of the window costs the main thread, model and painting together."""

import os
import statistics
import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView

from benchmarks.measure import Outcome
from cresi_app.core.changes import Actor
from cresi_app.services import Services

FRAME: Final = 16.0
"""Milliseconds of one frame at sixty a second."""
STEPS: Final = 400
SIZE: Final = (1_440, 838)
WAYS: Final = (("wheel", 40), ("pages", 700), ("thumb dragged", 0))
"""How far each frame moves, in pixels; 0: a two hundredth of the whole list."""


def scrolling(services: Services, label: str) -> Iterator[Outcome]:
    """Measure list, cards and table of the catalogue with every notice in them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the platform is chosen first

    from cresi_app.catalogue.ui import CataloguePage, CataloguePanels  # noqa: PLC0415 - same
    from cresi_app.shell.frame import Frame  # noqa: PLC0415 - same
    from cresi_app.widgets.desk import Desk, DeskDoors  # noqa: PLC0415 - same
    from cresi_app.widgets.theme import install  # noqa: PLC0415 - same

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    install(application, "light", 100)
    frame = Frame()
    doors = DeskDoors(services.library.interrupt, lambda _kind, _record: None)
    desk = Desk(doors, frame.voice, Actor("", "mesure"), parent=frame)
    page = CataloguePage(desk, services.catalogue, CataloguePanels(identity=services.directory.identity))
    page.ensure_built()
    page.resize(*SIZE)
    page.show()
    pane = page.list
    desk.wait_idle(120_000)
    for view in ("list", "cards", "table"):
        pane.set_view(view)
        desk.wait_idle(120_000)
        bar = pane.current_view().verticalScrollBar()
        spent, slow = [], ""
        for way, pixels in WAYS:
            bar.setValue(0)
            step = pixels or max(1, bar.maximum() // 200)

            took = list(_frames(pane.current_view(), step))
            slow = f"{slow}{way} {statistics.quantiles(took, n=20)[18]:.1f} ms; "
            spent += took
            desk.wait_idle(120_000)
        value = statistics.quantiles(spent, n=20)[18]
        detail = f"{slow}median {statistics.median(spent):.1f} ms, of {len(spent)} frames in {len(WAYS)} ways"
        yield Outcome(
            f"a frame of the {view} scrolled, {label} documents (95th percentile)", value, FRAME, "≤", "ms", detail
        )
    page.deleteLater()
    desk.close()
    frame.deleteLater()


def _frames(view: QAbstractItemView, step: int) -> Iterator[float]:
    """Yield the main thread's own milliseconds of each frame: what other programs take of the processor is not ours."""
    bar, at = view.verticalScrollBar(), 0
    for _ in range(STEPS):
        at = (at + step) % max(1, bar.maximum())
        started = time.thread_time()
        bar.setValue(at)
        view.viewport().repaint()
        QCoreApplication.processEvents()
        yield (time.thread_time() - started) * 1000
