"""Asks a child process what files say. A file that kills or holds up the child costs that file alone, and is told."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from cresi_app.core.apart import Apart, ChildLostError
from cresi_app.core.pagepictures import Picture

CHILD: Final = "cresi_app.core.filereading.child:answer"
MEGABYTES: Final = 1536
"""Memory that reading a file may take."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the child may be silent, and how much it brings at once."""

    seconds: float = 45.0
    lot_seconds: float = 1.0
    lot_pages: int = 60
    lot_characters: int = 300_000


@dataclass(frozen=True, slots=True)
class Lot:
    """Pages read one after the other: `texts` in order (None: the page cannot be read), of `pages` in all.

    `state` is ``read``, ``locked``, ``broken`` or ``unsupported``.
    """

    state: str
    pages: int = 0
    texts: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, the height of its letters in points, where it stands (0 above – 1 below)."""

    text: str
    size: float
    top: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself. `state` as in `Lot`; `lines` of its first pages; `info` and `xmp` word for word."""

    state: str
    pages: int = 0
    info: dict[str, str] = field(default_factory=dict)
    xmp: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    lines: tuple[tuple[Line, ...], ...] = ()


class FileReader:
    """One child that reads; threads may share it. What may raise `ChildLostError` says so."""

    def __init__(self, child: str = CHILD, patience: Patience | None = None, megabytes: int = MEGABYTES) -> None:
        self.patience: Final = patience or Patience()
        self._child = Apart(child, megabytes=megabytes)

    def _ask(self, do: str, file: Path, kind: str, **more: object) -> tuple[Any, bytes]:
        return self._child.ask({"do": do, "file": str(file), "kind": kind, **more}, seconds=self.patience.seconds)

    def texts(self, file: Path, kind: str, first: int, most: int | None = None) -> Lot:
        """Return the next pages from `first` (from 1) on. Raises `ChildLostError`."""
        patience = self.patience
        pages = patience.lot_pages if most is None else min(most, patience.lot_pages)
        reply, _ = self._ask(
            "text",
            file,
            kind,
            first=first,
            most=pages,
            characters=patience.lot_characters,
            seconds=patience.lot_seconds,
        )
        return Lot(reply["state"], reply.get("pages", 0), tuple(reply.get("texts", ())))

    def facts(self, file: Path, kind: str) -> Facts:
        """Return what a file says about itself; one that the child dies of is ``broken``."""
        for deep in (True, False):
            try:
                reply, _ = self._ask("facts", file, kind, deep=deep)
            except ChildLostError:
                continue
            lines = tuple(
                tuple(Line(one["text"], one["size"], one["top"]) for one in page) for page in reply.get("lines", ())
            )
            return Facts(
                reply["state"],
                reply.get("pages", 0),
                reply.get("info", {}),
                reply.get("xmp", {}),
                reply.get("language", ""),
                lines,
            )
        return Facts("broken")

    def boxes(
        self, file: Path, kind: str, page: int, wanted: Collection[str], beginning: str
    ) -> list[list[list[float]]]:
        """Return where the folded words `wanted` stand on `page` (from 1): boxes as parts of the page. Raises `ChildLostError`."""
        reply, _ = self._ask("boxes", file, kind, page=page, words=sorted(wanted), beginning=beginning)
        found: list[list[list[float]]] = reply.get("boxes", [])
        return found

    def scan(self, file: Path, kind: str, page: int) -> bytes:
        """Return `page` (from 1) as a PNG to be recognised, empty when it cannot be drawn. Raises `ChildLostError`."""
        _, data = self._ask("scan", file, kind, page=page)
        return data

    def sizes(self, file: Path, kind: str) -> list[tuple[float, float]]:
        """Return width and height of each page. Raises `ChildLostError`."""
        reply, _ = self._ask("sizes", file, kind)
        return [(width, height) for width, height in reply["sizes"]]

    def picture(self, file: Path, kind: str, page: int, width: int) -> Picture:
        """Return `page` (from 0) about `width` points wide. Raises `ChildLostError`."""
        reply, data = self._ask("page", file, kind, page=page, width=width)
        return Picture(reply["width"], reply["height"], reply["stride"], data)

    def release(self) -> None:
        """End the child: nothing is held open. The next question starts another one."""
        self._child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
