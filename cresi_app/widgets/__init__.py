"""Shared window parts: they know Qt and the look, and no desk."""
