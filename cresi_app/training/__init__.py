"""The training desk (Formations): courses, sessions, bookings of associations, waiting lists, attendance, the year's days."""
