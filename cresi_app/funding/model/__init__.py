"""What money given and received is, and the rules that need no library: years, grants, schedules, currencies."""
