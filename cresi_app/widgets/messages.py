"""The one gate through which the program speaks to the person at the desk; tests put a recording one in its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

Tone = Literal["info", "success", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something a message offers to do: a verb and what it runs."""

    label: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Question:
    """Asked before an irreversible act only: what will be, and the two verbs."""

    title: str
    text: str
    confirm: str
    cancel: str = ""
    dangerous: bool = True


FileKind = tuple[str, str]
"""A sentence and its patterns: ``(tr("Notices UNIMARC"), "*.mrc *.iso *.pan")``."""


class Messages(Protocol):
    """What pages may say and ask. Every sentence arrives translated."""

    def toast(self, text: str, act: Act | None = None) -> None:
        """Say in passing that something was done; `act` is mostly « Annuler »."""

    def inline(self, text: str, tone: Tone = "info", act: Act | None = None) -> None:
        """Say it above the page, in the layout, until it is closed; a warning stays until dealt with."""

    def error(self, error: Exception) -> None:
        """Say a `CresiError` calmly above the page."""

    def crash(self, error: BaseException) -> None:
        """Report our own mistake loudly, keep the work, write the report beside the logs."""

    def ask(self, question: Question) -> bool:
        """Ask before what cannot be undone; True when confirmed."""

    def open_files(self, title: str, kinds: Sequence[FileKind], *, several: bool = True) -> list[Path]:
        """Let files be chosen; [] when given up."""

    def save_file(self, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:
        """Let a place be chosen for a new file; None when given up."""

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:
        """Let a folder be chosen; None when given up."""

    def show_file(self, file: Path) -> None:
        """Open a finished file (a PDF…) with the system's own program."""
