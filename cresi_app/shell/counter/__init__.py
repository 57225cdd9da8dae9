"""The self-service counter: a window of its own in which nothing of the team's exists, and the team's page that opens it."""
