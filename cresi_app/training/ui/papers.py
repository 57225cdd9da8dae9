"""Files made from the page: the attendance sheet as PDF, the calendar as .ics."""

from pathlib import Path

from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr
from cresi_app.training.service import TrainingService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act
from cresi_app.widgets.tasks import Progress


def print_attendance(desk: Desk, service: TrainingService, session_id: int) -> None:
    """Make the feuille d'émargement off the main thread and open it in the system's reader."""

    def work(_progress: Progress) -> Path:
        from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab is loaded when something is printed
        from cresi_app.training.reports import attendance  # noqa: PLC0415 - same

        data = service.attendance_sheet_data(session_id)
        out = service.library.paper_place(f"emargement-{data.code}.pdf")
        render(attendance(data, service.directory.identity()), out)
        return out

    desk.long(tr("Mise en page de la feuille d'émargement"), work, desk.messages.show_file)


def export_calendar(desk: Desk, service: TrainingService, session_id: int | None) -> None:
    """Write the .ics of a session, or of the year in force, where the person chooses."""
    year = desk.year
    name = f"formations-{year}.ics" if session_id is None else f"{service.session(session_id).code}.ics"
    chosen = desk.messages.save_file(tr("Exporter le calendrier"), name, [(tr("Calendrier"), "*.ics")])
    if chosen is None:
        return
    out: Path = chosen

    def work(_progress: Progress) -> Path:
        from cresi_app.training.interchange import session_calendar, year_calendar  # noqa: PLC0415 - icalendar costs start-up time

        data = year_calendar(service, year) if session_id is None else session_calendar(service, session_id)
        write_whole(out, data)
        return out

    def told(file: Path) -> None:
        desk.messages.toast(
            tr("Calendrier enregistré : {file}", file=file.name),
            Act(tr("Ouvrir"), lambda: desk.messages.show_file(file)),
        )

    desk.long(tr("Export du calendrier"), work, told)
