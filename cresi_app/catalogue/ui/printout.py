"""« Imprimer »: the notice or the list as a PDF, made beside other work, kept in the library's cache, and opened."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Progress

MOST = 500
"""Documents of one printed list: a longer one is exported instead."""


def print_notice(desk: Desk, service: CatalogueService, identity: Callable[[], Identity], document_id: int) -> None:
    """Make the PDF of one notice and open it with the system's own program."""

    def work(_progress: Progress) -> Path:
        # reportlab and its fonts take half a second to load: only who prints waits for them
        from cresi_app.catalogue import reports  # noqa: PLC0415 - see above
        from cresi_app.printing.document import render  # noqa: PLC0415 - see above

        out = service.library.paper_place(f"notice-{service.document(document_id).document.number}.pdf")
        render(reports.whole_notice(service, document_id, identity()), out)
        return out

    desk.long(tr("Mise en page de la notice"), work, desk.messages.show_file)


def print_list(
    desk: Desk,
    service: CatalogueService,
    identity: Callable[[], Identity],
    title: str,
    ids: Callable[[], Sequence[int]],
) -> None:
    """Make the PDF of a list of documents, in the order of `ids`, and open it."""

    def work(progress: Progress) -> Path:
        from cresi_app.catalogue import reports  # noqa: PLC0415 - as above
        from cresi_app.printing.document import render  # noqa: PLC0415 - as above

        sheets = service.sheets(list(ids())[:MOST])
        progress.check()
        out = service.library.paper_place("bibliographie.pdf")
        shelves = [reports.Shelf("", sheets)]
        render(reports.bibliography(title, shelves, identity(), reports.lists_of(service)), out)
        return out

    desk.long(tr("Mise en page de la bibliographie"), work, desk.messages.show_file)
