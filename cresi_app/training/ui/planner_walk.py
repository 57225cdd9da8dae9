"""Walking through a year by keys: by day, by month, to the same weekday of the month above or below."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from cresi_app.training.ui.planner_model import COLUMNS, column_of, day_at


def month_earlier(day: date, months: int) -> date:
    """Return the same day `months` earlier (later when negative) within its year, or the last day of a shorter month."""
    month = min(12, max(1, day.month - months))
    return date(day.year, month, min(day.day, days_in(day.year, month)))


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def day_above(day: date, step: int) -> date:
    """Return the day drawn `step` rows below (above when negative), or the nearest one of that month."""
    row = day.month - 1 + step
    if not 0 <= row < 12:
        return day
    column = column_of(day)
    for distance in range(COLUMNS):
        for near in (column - distance, column + distance):
            found = day_at(day.year, row, near)
            if found is not None:
                return found
    return day


def target(key: Qt.Key, day: date, *, control: bool) -> date | None:
    """Return the day that a key leads to; None for keys that do not walk."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    match key:
        case Qt.Key.Key_Left:
            return max(first, day - timedelta(days=1))
        case Qt.Key.Key_Right:
            return min(last, day + timedelta(days=1))
        case Qt.Key.Key_Up | Qt.Key.Key_Down:
            return day_above(day, -1 if key == Qt.Key.Key_Up else 1)
        case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
            return month_earlier(day, 1 if key == Qt.Key.Key_PageUp else -1)
        case Qt.Key.Key_Home:
            return first if control else day.replace(day=1)
        case Qt.Key.Key_End:
            return last if control else day.replace(day=days_in(day.year, day.month))
        case _:
            return None
