"""Papers of the money desk."""
