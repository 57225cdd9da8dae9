"""A finished PDF on a printer: its pages drawn as pictures, so that paper and preview are the same."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.widgets.tasks import Progress

_FINEST: Final = 300
"""Dots an inch: finer is invisible on office paper."""


def print_pages(
    printer: QPrinter,
    sizes: list[tuple[float, float]],
    draw: Callable[[int, int], QImage | None],
    progress: Progress,
) -> int:
    """Print every page on `printer` and return their number. `draw(page, width)` gives a page's picture.

    Raises `DomainError` ``printer_refused`` when the printer does not take the work.
    """
    printer.setFullPage(True)
    _lay(printer, sizes[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise DomainError(
            "printer_refused", N_("L'imprimante ne répond pas : enregistrez le PDF et imprimez-le autrement.")
        )
    try:
        for number, size in enumerate(sizes):
            progress.step(number, len(sizes))
            if number:
                _lay(printer, size)
                printer.newPage()
            _page(printer, painter, size, partial(draw, number))
    finally:
        painter.end()
    return len(sizes)


def _lay(printer: QPrinter, size: tuple[float, float]) -> None:
    """Turn the paper as the page lies; true size on A4."""
    lying = size[0] > size[1]
    page = QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(page, turned, QMarginsF()))


def _page(
    printer: QPrinter, painter: QPainter, size: tuple[float, float], draw: Callable[[int], QImage | None]
) -> None:
    area = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    image = draw(round(size[0] / 72 * min(printer.resolution(), _FINEST)))
    if image is not None:
        painter.drawImage(QRectF(0, 0, area.width(), area.height()), image)


def printer_named(name: str, *, both_sides: bool, lying: bool) -> QPrinter:
    """Return a printer of the system, set to print on one side or both."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    long_side = QPrinter.DuplexMode.DuplexShortSide if lying else QPrinter.DuplexMode.DuplexLongSide
    printer.setDuplex(long_side if both_sides else QPrinter.DuplexMode.DuplexNone)
    printer.setCreator("cresi")
    return printer


def printer_into(file: Path) -> QPrinter:
    """Return what prints into a PDF file: for trying the whole way without a printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer
