"""« Imprimer cette version »: a submitted dossier printed again from its frozen copy, whatever has changed since."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.projects.model import DossierData
from cresi_app.projects.service import ProjectService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.preview import PreviewCover, PrintOffer, Printout, open_preview


def preview_version(host: QWidget, desk: Desk, service: ProjectService, data: DossierData, number: int) -> PreviewCover:
    """Show the submission `number` of a dossier as it is printed, in the place of `host`."""
    project_id = data.project.id
    copy = next(copy for copy in data.copies if copy.number == number)

    def make(_chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.printing.document import render  # noqa: PLC0415 - only who prints waits for reportlab
        from cresi_app.projects import reports  # noqa: PLC0415 - as above

        render(reports.dossier(service.frozen_data(project_id, number), service.directory.identity()), out)
        return Printout(out)

    offer = PrintOffer(
        kind="dossier_version",
        title=tr("Imprimer la version {n}", n=number),
        subtitle=tr("{number} · déposée le {day}", number=data.project.number, day=format_date(copy.taken_on)),
        file_name=f"dossier-{data.project.number}-V{number}.pdf",
        make=make,
        trail=(tr("Projets"), data.project.number, tr("Version {n}", n=number)),
    )
    return open_preview(host, desk, offer)
