"""The dossier on paper: whole with its papers behind it, on one page, for the committee, in the forms' sections; letters, agreement."""

from cresi_app.projects.reports.annexes import annexes_of, on_file, paper_key
from cresi_app.projects.reports.application import application
from cresi_app.projects.reports.booklet import booklet
from cresi_app.projects.reports.convention import convention
from cresi_app.projects.reports.dossier import DossierOptions, chapter_names, dossier
from cresi_app.projects.reports.financial import financial_report
from cresi_app.projects.reports.letters import LETTERS, letter
from cresi_app.projects.reports.summary import summary

__all__ = [
    "LETTERS",
    "DossierOptions",
    "annexes_of",
    "application",
    "booklet",
    "chapter_names",
    "convention",
    "dossier",
    "financial_report",
    "letter",
    "on_file",
    "paper_key",
    "summary",
]
