"""A journey of a screen reader: another process hears the window over AT-SPI and presses its buttons."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SYSTEM_PYTHON = Path("/usr/bin/python3")
BUS = Path("/usr/libexec/at-spi-bus-launcher")
SCRIPT = """
{bus} --launch-immediately >/dev/null 2>&1 &
{python} {window} {library} &
window=$!
{system} {person}
result=$?
kill $window
exit $result
"""


def missing() -> str:
    """Return what the machine lacks for this, "" when it has everything."""
    tools = [tool for tool in ("xvfb-run", "dbus-run-session") if shutil.which(tool) is None]
    if not BUS.exists():
        tools.append("at-spi2-core")
    speaks = (
        SYSTEM_PYTHON.exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode
    )
    return ", ".join(tools if speaks else [*tools, "python3-pyatspi"])


@pytest.mark.long
def test_another_process_hears_and_presses(example_folder: Path, tmp_path: Path) -> None:
    if lacking := missing():
        pytest.skip(f"a screen reader's journey needs {lacking}")
    library = tmp_path / "library"
    shutil.copytree(example_folder, library)
    script = SCRIPT.format(
        bus=BUS, python=sys.executable, window=HERE / "reading_window.py", library=library, system=SYSTEM_PYTHON, person=HERE / "reading_person.py"
    )  # fmt: skip
    environment = os.environ | {
        "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "CRESI_CONFIG": str(tmp_path / "config"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    run = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--", "sh", "-c", script],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    heard = json.loads(run.stdout.splitlines()[-1])
    assert heard["notices"] > 100
    assert heard["first"]
    assert heard["frame"].startswith("Annuaire")
