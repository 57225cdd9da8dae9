"""The calendar in a file that other programs read again and again: a subscription, a shared folder."""

from pathlib import Path

from cresi_app.core.clock import today
from cresi_app.core.disk import write_whole
from cresi_app.training.interchange.calendar import years_calendar
from cresi_app.training.service import TrainingService


def write_feed(service: TrainingService, file: Path) -> None:
    """Write last year's, this year's and next year's sessions into `file`, whole or not at all."""
    year = today().year
    write_whole(file, years_calendar(service, range(year - 1, year + 2)))
