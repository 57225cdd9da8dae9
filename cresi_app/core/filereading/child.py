"""The child's side of reading files: one request after the other, whatever it may die of."""

import io
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cresi_app.core import pagepictures
from cresi_app.core.apart import Reply
from cresi_app.core.filereading import otherfiles, pdffacts, pdftext
from cresi_app.core.filereading.packed import UnreadableError

PDF: Final = "application/pdf"
_MOST_POINTS: Final = 40_000_000
_POINTS_AN_INCH: Final = 300


class _Open:
    """The PDF read last, kept open: its pages are asked for in lots."""

    name: str = ""
    pdf: Any = None


def _opened(name: str) -> Any:
    import pypdfium2  # noqa: PLC0415 - the child's alone

    if _Open.name != name:
        if _Open.pdf is not None:
            _Open.pdf.close()
        _Open.name, _Open.pdf = "", None
        pdf = pypdfium2.PdfDocument(name)
        _Open.name, _Open.pdf = name, pdf
    return _Open.pdf


def answer(request: Mapping[str, Any]) -> Reply:
    """Answer one request in the child."""
    if request["do"] in {"sizes", "page"} and request["kind"].startswith("image/"):
        return _picture(request)
    if request["do"] in {"sizes", "page"}:
        return pagepictures.answer(request)
    if request["kind"] != PDF:
        return _other(request)
    return _pdf(request)


def _pdf(request: Mapping[str, Any]) -> Reply:
    import pypdfium2  # noqa: PLC0415 - the child's alone

    try:
        pdf = _opened(request["file"])
        total = len(pdf)
    except pypdfium2.PdfiumError as error:
        return {"state": "locked" if error.err_code == 4 else "broken"}, b""
    match request["do"]:
        case "text":
            return _texts(pdf, total, request), b""
        case "boxes":
            return _boxes(pdf, request), b""
        case "facts":
            said = (
                pdffacts.properties(Path(request["file"]), pdf)
                if request["deep"]
                else {"info": {}, "xmp": {}, "language": ""}
            )
            return {"state": "read", "pages": total, "lines": _lines(pdf), **said}, b""
        case _:
            return _scan(pdf, request)


def _lines(pdf: Any) -> list[list[dict[str, Any]]]:
    import pypdfium2  # noqa: PLC0415 - the child's alone

    try:
        return pdffacts.first_lines(pdf)
    except pypdfium2.PdfiumError:
        return []


def _texts(pdf: Any, total: int, request: Mapping[str, Any]) -> dict[str, Any]:
    """Read pages from ``first`` on until ``most`` are read, or as many characters or seconds as a lot may take."""
    import pypdfium2  # noqa: PLC0415 - the child's alone

    end = time.monotonic() + request["seconds"]
    texts: list[str | None] = []
    size = 0
    for number in range(request["first"], min(total, request["first"] + request["most"] - 1) + 1):
        try:
            text: str | None = pdftext.page_text(pdf, number)
        except pypdfium2.PdfiumError:
            text = None
        texts.append(text)
        size += len(text or "")
        if size > request["characters"] or time.monotonic() > end:
            break
    return {"state": "read", "pages": total, "texts": texts}


def _boxes(pdf: Any, request: Mapping[str, Any]) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 - the child's alone

    try:
        return {"boxes": pdftext.hit_boxes(pdf, request["page"], request["words"], request["beginning"])}
    except pypdfium2.PdfiumError:
        return {"boxes": []}


def _scan(pdf: Any, request: Mapping[str, Any]) -> Reply:
    """Draw a page in grey as large as recognition wants it, as a PNG."""
    import pypdfium2  # noqa: PLC0415 - the child's alone

    try:
        page = pdf[request["page"] - 1]
        wide, high = page.get_size()
        scale = min(_POINTS_AN_INCH / 72, (_MOST_POINTS / max(wide * high, 1.0)) ** 0.5)
        drawn = page.render(scale=scale, grayscale=True).to_pil()
    except pypdfium2.PdfiumError:
        return {"state": "broken"}, b""
    return {"state": "read"}, _png(drawn)


def _png(drawn: Any) -> bytes:
    kept = io.BytesIO()
    drawn.save(kept, "PNG", dpi=(_POINTS_AN_INCH, _POINTS_AN_INCH), compress_level=1)
    return kept.getvalue()


def _other(request: Mapping[str, Any]) -> Reply:
    if request["kind"].startswith("image/"):
        return _image(request)
    try:
        texts = otherfiles.passages(Path(request["file"]), request["kind"])
    except otherfiles.NoTextError:
        return {"state": "unsupported"}, b""
    except UnreadableError:
        return {"state": "broken"}, b""
    if request["do"] == "facts":
        lines = [
            {"text": " ".join(line.split()), "size": 10.0, "top": 0.0}
            for part in texts[:3]
            for line in part.split("\n")
            if line
        ]
        said = {"info": {}, "xmp": {}, "language": ""}
        return {"state": "read", "pages": 0, "lines": [lines[:120]], **said}, b""
    wanted = texts[request["first"] - 1 : request["first"] - 1 + request["most"]]
    return {"state": "read", "pages": len(texts), "texts": wanted}, b""


def _loaded(name: str) -> Any:
    """Return a picture upright, grey or in colours; None when it is broken, or as large as a trap."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - the child's alone

    try:
        image = Image.open(name)
        if image.width * image.height > _MOST_POINTS * 3:
            return None
        return ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _image(request: Mapping[str, Any]) -> Reply:
    drawn = _loaded(request["file"])
    if drawn is None:
        return {"state": "broken"}, b""
    match request["do"]:
        case "text":
            return {"state": "read", "pages": 1, "texts": [""] if request["first"] == 1 else []}, b""
        case "scan":
            return {"state": "read"}, _png(drawn.convert("L"))
        case "facts":
            return {"state": "read", "pages": 1, "lines": [], "info": {}, "xmp": {}, "language": ""}, b""
        case _:
            return {"boxes": []}, b""


def _picture(request: Mapping[str, Any]) -> Reply:
    drawn = _loaded(request["file"])
    if drawn is None:
        raise ValueError(request["file"])  # the parent takes it as the PDF that cannot be drawn
    if request["do"] == "sizes":
        return {"sizes": [drawn.size]}, b""
    width = max(1, min(request["width"], drawn.width * 4))
    height = max(1, round(drawn.height * width / drawn.width))
    small = drawn.resize((width, height)).convert("RGBA")
    blue = small.tobytes("raw", "BGRA")
    return {"width": width, "height": height, "stride": width * 4}, blue
