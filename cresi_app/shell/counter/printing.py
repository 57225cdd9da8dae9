"""The counter's printer: the system's usual one, without a question."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinterInfo

from cresi_app.core.apart import ChildLostError
from cresi_app.core.pagepictures import PagePictures
from cresi_app.widgets.preview.pictures import image_of
from cresi_app.widgets.preview.printer import print_pages, printer_named
from cresi_app.widgets.tasks import Progress


def print_file(file: Path, progress: Progress) -> None:
    """Print a PDF on the system's usual printer; on a worker thread. Raises `DomainError` ``printer_refused``."""
    pictures = PagePictures()
    try:
        printer = printer_named(QPrinterInfo.defaultPrinterName(), both_sides=False, lying=False)
        print_pages(printer, pictures.sizes(file), partial(_picture, pictures, file), progress)
    finally:
        pictures.close()


def _picture(pictures: PagePictures, file: Path, page: int, width: int) -> QImage | None:
    try:
        return image_of(pictures.picture(file, page, width))
    except ChildLostError:
        return None
