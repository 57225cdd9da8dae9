"""« Imprimer le dossier »: the PDF is made beside other work, kept in the library's cache, and opened."""

from pathlib import Path

from cresi_app.core.i18n import tr
from cresi_app.projects.service import ProjectService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Progress


def print_dossier(desk: Desk, service: ProjectService, project_id: int) -> None:
    """Make the dossier's PDF from what is saved, and open it with the system's own program."""

    def work(progress: Progress) -> Path:
        from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab and its fonts take half a second: only who prints waits
        from cresi_app.projects import reports  # noqa: PLC0415 - the same

        data = service.dossier_data(project_id)
        progress.check()
        out = service.library.paper_place(f"dossier-{data.project.number}-v{data.version}.pdf")
        render(reports.dossier(data, service.directory.identity()), out)
        return out

    desk.long(tr("Mise en page du dossier"), work, desk.messages.show_file)
