"""The Formations page: the year at a glance, a session with its bookings, waiting list and presence."""
