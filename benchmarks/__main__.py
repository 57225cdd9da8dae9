"""Measure every promise of speed in one run and tell what was kept and what was missed.

``python3 -m benchmarks`` prints the table; ``--write`` also puts it into ``docs/benchmarks.md``; ``--quick`` measures
libraries a tenth as big, to try the measuring itself.
"""

import argparse
import importlib.util
import os
import platform
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def with_libraries() -> None:
    """Go on in the environment that ``python3 main.py`` has made when this Python lacks the program's libraries."""
    if importlib.util.find_spec("sqlite_utils"):
        return
    scripts = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    python = ROOT / ".venv" / scripts
    if not python.exists():
        sys.exit("Start the program once (python3 main.py): it installs the libraries that the measures need.")
    os.execv(python, [str(python), "-m", "benchmarks", *sys.argv[1:]])


def machine() -> str:
    """Describe what was measured on, and when."""
    processors = os.cpu_count() or 1
    busy = f", {os.getloadavg()[1]:.1f} of them busy on average" if hasattr(os, "getloadavg") else ""
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}, {processors} processors{busy}."
    )


def write(table: str) -> None:
    """Put the table between the marks of the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Measure; 0 when every promise is kept, 1 when one is missed."""
    parser = argparse.ArgumentParser(
        prog="python3 -m benchmarks", description=__doc__.partition("\n")[0] if __doc__ else ""
    )
    parser.add_argument("--write", action="store_true", help="record the table in docs/benchmarks.md")
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, to try the measuring itself")
    parser.add_argument("--only", default="", help="measure only what has this word in its name")
    wanted = parser.parse_args()
    with_libraries()
    from benchmarks.promises import measured  # noqa: PLC0415 - needs the program's libraries

    with tempfile.TemporaryDirectory(prefix="cresi-benchmarks-") as workshop:
        outcomes = list(measured(Path(workshop), 10 if wanted.quick else 1, wanted.only))
    lines = [machine(), "", "| promise | aim | measured | kept | |", "|---|---|---|---|---|"]
    table = "\n".join([*lines, *(outcome.row() for outcome in outcomes)])
    print(table)
    if wanted.write:
        write(table)
    return 0 if all(outcome.kept for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
