"""What training reads from other programs and gives them: calendars, booking forms, tables, letters."""

from cresi_app.training.interchange.calendar import session_calendar, year_calendar

__all__ = ["session_calendar", "year_calendar"]
