"""Small PDFs made for the tests: with text, as pictures of text, protected, broken."""

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Lines = Sequence[tuple[str, float]]
"""Lines of a page with their size."""


def written(place: Path, pages: Sequence[str | Lines], **info: str) -> Path:
    """Write a PDF with these pages; a page that is a text is set in lines of ten points. `info`: title, author, subject."""
    canvas = Canvas(str(place), pagesize=(420, 595), invariant=1)
    for name, said in info.items():
        getattr(canvas, f"set{name.capitalize()}")(said)
    for page in pages:
        y = 540.0
        for line, size in [(line, 10.0) for line in page.split("\n")] if isinstance(page, str) else page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(36, y, line)
            y -= size * 1.5
        canvas.showPage()
    canvas.save()
    return place


def photographed(place: Path, pages: Sequence[str | Lines]) -> Path:
    """Write a PDF whose pages are pictures of these."""
    source = written(place.with_suffix(".source.pdf"), pages)
    canvas = Canvas(str(place), pagesize=(420, 595), invariant=1)
    pdf = pypdfium2.PdfDocument(source)
    for page in pdf:
        kept = io.BytesIO()
        page.render(scale=3, grayscale=True).to_pil().save(kept, "PNG")
        kept.seek(0)
        canvas.drawImage(ImageReader(kept), 0, 0, 420, 595)
        canvas.showPage()
    pdf.close()
    source.unlink()
    canvas.save()
    return place


def locked(place: Path) -> Path:
    """Write a PDF that asks for a password."""
    written(place, ["Rien que pour vous"])
    with pikepdf.open(place, allow_overwriting_input=True) as pdf:
        pdf.save(place, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return place
