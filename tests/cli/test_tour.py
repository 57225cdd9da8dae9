"""The tour in pictures goes through every page and prints every paper about which the example has something to say."""

import json
import os
import subprocess
import sys
from pathlib import Path

from cresi_app.papers import PAPERS

ROOT = Path(__file__).resolve().parents[2]
DECLARED = {"quality", "statement"}
"""Papers of a declared training body, which the example's centre is not."""


def test_the_tour_shows_every_page_and_prints_every_paper(tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    for screen in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(screen, None)
    run = subprocess.run(
        [sys.executable, "-m", "cresi_app", "tour", "--out", str(tmp_path / "tour"), "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    made = json.loads(run.stdout)["made"]
    assert {Path(name).stem for name in made if name.endswith(".pdf")} == set(PAPERS) - DECLARED
    shown = {name.split("-", 1)[1] for name in made if name.endswith("-sombre.png")}
    pages = (
        "home",
        "catalogue",
        "training",
        "projects",
        "cooperation",
        "funding",
        "directory",
        "counter",
        "preferences",
        "history",
        "help",
    )
    assert shown == {f"{page}-sombre.png" for page in pages}
    assert all((tmp_path / "tour" / name).stat().st_size for name in made)
