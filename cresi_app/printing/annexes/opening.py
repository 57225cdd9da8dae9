"""The child's side: a file by others becomes a PDF whose pages can be placed, whatever it was. pikepdf and Pillow are used here."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageOps

from cresi_app.printing.annexes.model import Problem

_FINEST: Final = 3600
"""Longest side of a picture in points: more than 300 an inch on A4 is invisible."""
_PRINTED, _HIDDEN = 4, 2
_IMAGES: Final = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "PPM", "JPEG2000")
MISTAKES: Final = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError)
"""What a damaged file may raise in the libraries."""


class UnusableError(Exception):
    """The file cannot be printed; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def opened(file: Path) -> Pdf:
    """Return the file as a PDF ready to be placed, its forms and notes part of its pages. Raises `UnusableError`."""
    try:
        head = file.read_bytes()[:1024]
    except OSError:
        raise UnusableError(Problem.MISSING) from None
    if not head:
        raise UnusableError(Problem.BROKEN)
    try:
        pdf = _pdf(file) if b"%PDF" in head else _picture(file)
        if not len(pdf.pages):
            raise UnusableError(Problem.EMPTY)
        _flatten(pdf)
    except pikepdf.PasswordError:
        raise UnusableError(Problem.ENCRYPTED) from None
    except MISTAKES:
        raise UnusableError(Problem.BROKEN) from None
    return pdf


def _pdf(file: Path) -> Pdf:
    return Pdf.open(file, suppress_warnings=True)


def _picture(file: Path) -> Pdf:
    """Return a picture as a PDF: upright as its camera says, on white, each of its pages on its own."""
    try:
        image = Image.open(file, formats=_IMAGES)
    except (OSError, Image.DecompressionBombError):
        raise UnusableError(Problem.NOT_PRINTABLE) from None
    out = io.BytesIO()
    first, *others = list(_frames(image))
    first.save(out, "PDF", resolution=_resolution(first), quality=88, save_all=True, append_images=others)
    return Pdf.open(out)


def _frames(image: Any) -> Iterator[Image.Image]:
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1  # a moving picture shows its first one
    for number in range(count):
        image.seek(number)
        frame = ImageOps.exif_transpose(image)
        frame.thumbnail((_FINEST, _FINEST))
        if frame.mode not in {"1", "L", "RGB", "CMYK"}:
            ground = Image.new("RGB", frame.size, "white")
            clear = frame.convert("RGBA")
            ground.paste(clear, mask=clear)
            frame = ground
        yield frame


def _resolution(image: Image.Image) -> float:
    """Return the dots an inch at which the picture fills an A4 page's text, at least 72."""
    wide, high = image.size
    return max(72.0, wide / 7.3, high / 9.6) if wide <= high else max(72.0, wide / 9.6, high / 7.3)


def enclosed(pdf: Pdf) -> list[str]:
    """Return the names of the files inside the PDF: attached to it, or to a spot of a page."""
    names: list[str] = []
    try:
        names += [str(spec.filename or key) for key, spec in pdf.attachments.items()]
        for page in pdf.pages:
            for note in page.obj.get("/Annots", Array()):
                if note.get("/Subtype") == Name.FileAttachment:
                    spec = note.get("/FS", Dictionary())
                    names.append(str(spec.get("/UF", spec.get("/F", note.get("/Contents", "?")))))
    except MISTAKES:
        return names
    return list(dict.fromkeys(names))


def _flatten(pdf: Pdf) -> None:
    """Make what lies over the pages (filled fields, stamps, notes that print) part of them, as it looks."""
    if not any("/Annots" in page.obj for page in pdf.pages):
        return
    stale = bool(pdf.Root.get("/AcroForm", Dictionary()).get("/NeedAppearances", False))
    for page in pdf.pages:
        for note in page.obj.get("/Annots", Array()):
            if isinstance(note, Dictionary) and note.get("/Subtype") == Name.Widget:
                note.F = (
                    int(note.get("/F", 0)) | _PRINTED
                )  # some programs forget the flag: a field filled in is meant to be seen
                if stale or "/AP" not in note:
                    _draw(pdf, note)
    if stale:
        pdf.Root.AcroForm.NeedAppearances = False  # qpdf leaves the fields of a form that says so alone
    pdf.flatten_annotations("print")


def _draw(pdf: Pdf, widget: Any) -> None:
    """Draw a field that has a text and no picture of it, with our own typefaces."""
    value, kind, several = _inherited(widget, "/V"), _inherited(widget, "/FT"), int(_inherited(widget, "/Ff") or 0)
    if kind not in {Name.Tx, Name.Ch} or not isinstance(value, pikepdf.String) or int(widget.get("/F", 0)) & _HIDDEN:
        return
    from cresi_app.printing.forms import setting  # noqa: PLC0415 - reportlab takes half a second: only who needs it waits

    left, bottom, right, top = (float(one) for one in widget.Rect)
    if right - left < 1 or top - bottom < 1:
        return
    picture = setting.picture(
        (right - left, top - bottom), str(value), several=bool(several & 1 << 12), most=setting.USUAL
    )
    with Pdf.open(io.BytesIO(picture)) as drawn:
        widget.AP = Dictionary(N=pdf.copy_foreign(drawn.pages[0].as_form_xobject()))


def _inherited(field: Any, key: str) -> Any:
    for _ in range(16):
        if key in field:
            return field[key]
        if "/Parent" not in field:
            return None
        field = field.Parent
    return None
