"""The project desk's service: what a person can ask of and do to project dossiers."""

from cresi_app.projects.queries.indexing import ADVICE_SEARCH, PROJECT_SEARCH
from cresi_app.projects.service.budgets import AmountEntry
from cresi_app.projects.service.receiving import ReceivingDesk
from cresi_app.projects.service.spreading import YearEntry

SOURCES = (PROJECT_SEARCH, ADVICE_SEARCH)
"""What the desk makes findable, for `Library.create` and `Library.open`."""


class ProjectService(ReceivingDesk):
    """Everything the Projets desk does. `ProjectService(library, directory)`.

    Reads: `project`, `dossier_data`, `frozen_data`, `changes_since`, `budget`, `cofunding`, `papers`, `project_ids`, `project_rows`,
    `projects`, `search`, `counts`, `by_ref`, `lookalikes`, `history`, `deadlines`, `advice_list`, `advice_figures`. Writes take `who` first and return `Changes` whose subject is the dossier; what they refuse
    is a `DomainError` and nothing is written.
    """


__all__ = ["SOURCES", "AmountEntry", "ProjectService", "YearEntry"]
