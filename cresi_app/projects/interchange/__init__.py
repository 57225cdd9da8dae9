"""What leaves the desk as files: the budget for a spreadsheet, the whole dossier as JSON."""

from cresi_app.projects.interchange.budget import budget_csv
from cresi_app.projects.interchange.dossier import FORMAT, dossier_json
from cresi_app.projects.interchange.xlsx import budget_xlsx

__all__ = ["FORMAT", "budget_csv", "budget_xlsx", "dossier_json"]
