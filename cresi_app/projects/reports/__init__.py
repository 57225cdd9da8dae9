"""The dossier on paper: the whole one with cover and contents, and the summary on one page."""

from cresi_app.projects.reports.dossier import dossier
from cresi_app.projects.reports.summary import summary

__all__ = ["dossier", "summary"]
