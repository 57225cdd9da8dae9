"""The project desk's service: what a person can ask of and do to project dossiers."""

from cresi_app.projects.queries.indexing import PROJECT_SEARCH
from cresi_app.projects.service.budgets import AmountEntry
from cresi_app.projects.service.papers import PapersDesk

SOURCES = (PROJECT_SEARCH,)
"""What the desk makes findable, for `Library.create` and `Library.open`."""


class ProjectService(PapersDesk):
    """Everything the Projets desk does. `ProjectService(library, directory)`.

    Reads: `project`, `dossier_data`, `budget`, `cofunding`, `papers`, `project_ids`, `project_rows`, `projects`, `search`, `counts`,
    `by_ref`, `lookalikes`, `history`. Writes take `who` first and return `Changes` whose subject is the dossier; what they refuse
    is a `DomainError` and nothing is written.
    """


__all__ = ["SOURCES", "AmountEntry", "ProjectService"]
