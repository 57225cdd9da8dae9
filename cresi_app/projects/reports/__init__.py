"""The dossier on paper: the whole one with cover and contents and its papers behind it, and the summary on one page."""

from cresi_app.projects.reports.annexes import annexes_of
from cresi_app.projects.reports.dossier import DossierOptions, chapter_names, dossier
from cresi_app.projects.reports.summary import summary

__all__ = ["DossierOptions", "annexes_of", "chapter_names", "dossier", "summary"]
