"""Recognises the text of a picture with Tesseract, a program of its own that a person may install: found, asked, ended."""

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

_USUAL: Final = {
    "win32": (r"%ProgramFiles%\Tesseract-OCR\tesseract.exe", r"%LOCALAPPDATA%\Programs\Tesseract-OCR\tesseract.exe",
              r"%ProgramFiles(x86)%\Tesseract-OCR\tesseract.exe"),
    "darwin": ("/opt/homebrew/bin/tesseract", "/usr/local/bin/tesseract"),
}  # fmt: skip
"""Where its installers put it without telling the PATH."""
FIRST: Final = ("fra", "eng")
"""Languages tried when nothing is known of a text, as far as they are installed."""
_LEAST_SURE: Final = 20.0
_BLINK: Final = 0.1
SECONDS: Final = 180.0
"""How long one page may take."""
_FINE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Tesseract as it is installed: its program and its languages (ISO 639-2/T: fra, eng, spa…)."""

    program: str
    languages: tuple[str, ...]

    def chosen(self, wanted: Iterable[str]) -> str:
        """Return the languages to ask for, those `wanted` first (ISO 639-2/B or T), as far as they are installed."""
        named = [_TERMINOLOGY.get(one, one) for one in wanted]
        found = [one for one in dict.fromkeys([*named, *FIRST]) if one in self.languages]
        return "+".join(found[:3]) or (self.languages[0] if self.languages else "eng")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of a picture and where each word stands: (start in `text`, x, y, width, height) in ten-thousandths of the page."""

    text: str
    places: tuple[tuple[int, int, int, int, int], ...] = ()


_TERMINOLOGY: Final = {
    "fre": "fra", "ger": "deu", "dut": "nld", "gre": "ell", "rum": "ron", "cze": "ces", "chi": "chi_sim", "per": "fas", "alb": "sqi",
    "arm": "hye", "baq": "eus", "bur": "mya", "geo": "kat", "ice": "isl", "mac": "mkd", "may": "msa", "slo": "slk", "wel": "cym", "tib": "bod",
}  # fmt: skip


def _quiet() -> int:
    """Return what keeps a console from flashing on Windows."""
    return getattr(subprocess, "CREATE_NO_WINDOW", 0)


def where() -> str:
    """Return where the program lies, "" when it is not installed."""
    found = shutil.which("tesseract")
    if found:
        return found
    places = (os.path.expandvars(one) for one in _USUAL.get(sys.platform, ()))
    return next((one for one in places if Path(one).is_file()), "")


def recogniser() -> Recogniser | None:
    """Return Tesseract as it is installed, None when it is not (or does not answer)."""
    program = where()
    return _asked(program) if program else None


@lru_cache(maxsize=4)
def _asked(program: str) -> Recogniser | None:
    try:
        told = subprocess.run(  # noqa: S603 - the program a person installed
            [program, "--list-langs"], capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=20, check=False,
            creationflags=_quiet(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = [line.strip() for line in told.stdout.splitlines()[1:] if line.strip()]
    return Recogniser(program, tuple(one for one in lines if one != "osd"))


def recognise(
    program: Recogniser,
    picture: bytes,
    languages: str,
    check: Callable[[], None] = lambda: None,
    seconds: float = SECONDS,
) -> Recognised | None:
    """Return the text of a picture (a PNG), None when the program refuses it or needs longer than `seconds`.

    `check` is called many times a second and may raise: the program is ended then.
    """
    command = [program.program, "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"]
    # Files and not pipes: a picture is larger than what a pipe holds, and nobody needs to feed it meanwhile.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.write(picture)
        given.seek(0)
        if not _ran(command, given, told, check, time.monotonic() + seconds):
            return None
        told.seek(0)
        return _read(told.read().decode("utf-8", "replace"))


def _ran(command: list[str], given: IO[bytes], told: IO[bytes], check: Callable[[], None], end: float) -> bool:
    """Run the program to its end; False when it refuses, or is ended because it is late."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # one page, one processor: the window needs the other
    try:
        running = subprocess.Popen(  # noqa: S603 - the program a person installed
            command, stdin=given, stdout=told, stderr=subprocess.DEVNULL, env=environment, creationflags=_quiet()
        )
    except OSError:
        return False
    try:
        while time.monotonic() < end:
            check()
            with suppress(subprocess.TimeoutExpired):
                return running.wait(_BLINK) == 0
        return False
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


def _read(table: str) -> Recognised:
    """Put the words of Tesseract's table together: a line a line, a blank line between paragraphs."""
    text = ""
    places: list[tuple[int, int, int, int, int]] = []
    wide = high = 1
    last: tuple[str, str] | None = None
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "1":
            wide, high = max(int(row["width"]), 1), max(int(row["height"]), 1)
        word = (row.get("text") or "").strip()
        if row["level"] != "5" or not word or float(row["conf"]) < _LEAST_SURE:
            continue
        place = (f"{row['block_num']}.{row['par_num']}", row["line_num"])
        if last is not None:
            text += " " if place == last else "\n" if place[0] == last[0] else "\n\n"
        last = place
        across = (int(row["left"]) * _FINE // wide, int(row["top"]) * _FINE // high)
        places.append((len(text), *across, int(row["width"]) * _FINE // wide, int(row["height"]) * _FINE // high))
        text += word
    return Recognised(text, tuple(places))
