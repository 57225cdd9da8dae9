"""The desk of project dossiers: an association's project from the idea to the recorded decision."""
