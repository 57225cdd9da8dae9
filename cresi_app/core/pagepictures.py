"""Pictures of a PDF's pages, made by a child process: a file by others may crash the library that draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cresi_app.core.apart import Apart, Reply

_MOST_POINTS: Final = 40_000_000
_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as rows of `stride` bytes from the top, four bytes a point: blue, green, red, unused."""

    width: int
    height: int
    stride: int
    data: bytes


class PagePictures:
    """Asks the child for pages. Every answer may raise `ChildLostError`."""

    def __init__(self) -> None:
        self._child = Apart(f"{__name__}:answer")

    def start(self) -> None:
        """Let the child get ready."""
        self._child.start()

    def sizes(self, file: Path) -> list[tuple[float, float]]:
        """Return width and height of each page in points, as it is read."""
        reply, _ = self._child.ask({"do": "sizes", "file": str(file)}, seconds=_SECONDS)
        return [(width, height) for width, height in reply["sizes"]]

    def picture(self, file: Path, page: int, width: int) -> Picture:
        """Return page `page` (from 0) about `width` points wide."""
        reply, data = self._child.ask({"do": "page", "file": str(file), "page": page, "width": width}, seconds=_SECONDS)
        return Picture(reply["width"], reply["height"], reply["stride"], data)

    def close(self) -> None:
        """End the child."""
        self._child.close()


# --- the child's side


class _Open:
    """The file read last, kept open: pages are asked for one by one."""

    key: tuple[str, int, int] | None = None
    pdf: Any = None


def _document(name: str) -> Any:
    import pypdfium2  # noqa: PLC0415 - the child's alone

    state = Path(name).stat()
    key = (name, state.st_mtime_ns, state.st_size)
    if _Open.key != key:
        if _Open.pdf is not None:
            _Open.pdf.close()
        # from memory: the file can be written again meanwhile, on Windows too
        _Open.key, _Open.pdf = key, pypdfium2.PdfDocument(Path(name).read_bytes())
    return _Open.pdf


def answer(request: Mapping[str, Any]) -> Reply:
    """Answer one request in the child."""
    pdf = _document(request["file"])
    if request["do"] == "sizes":
        return {"sizes": [pdf.get_page_size(number) for number in range(len(pdf))]}, b""
    page = pdf[request["page"]]
    wide, high = page.get_size()
    scale = request["width"] / max(wide, 1.0)
    scale = min(scale, (_MOST_POINTS / max(wide * high, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    return {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}, bytes(bitmap.buffer)
