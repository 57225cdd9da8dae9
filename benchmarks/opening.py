"""Opening a big library against opening an empty one."""

from pathlib import Path

from benchmarks.measure import Outcome, milliseconds, side_by_side
from cresi_app.services import Services

TIMES = 15


def opening(big: Path, empty: Path) -> Outcome:
    """Open, read one number and close, in turns."""

    def once(folder: Path) -> None:
        with Services.open(folder) as services:
            services.library.value("SELECT max(seq) FROM revision")

    ours, alone = side_by_side(lambda: once(big), lambda: once(empty), TIMES)
    detail = f"{milliseconds(ours)} against {milliseconds(alone)}"
    return Outcome("opening 100,000 documents / an empty library", ours / alone, 1.15, "≤", detail=detail)
