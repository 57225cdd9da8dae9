"""Every paper that can be printed: its name, the record it is about, and how it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.services import Services

Make = Callable[[Services, int, Path], int]
"""Writes the paper about a record (0 when it is about none) into a file and returns its pages."""


@dataclass(frozen=True, slots=True)
class PaperName:
    """A paper: `kind` of the record it is about ("" when about none) and its French title."""

    name: str
    kind: str
    title: str
    make: Make


def _dossier(services: Services, record: int, out: Path) -> int:
    from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab is loaded when something is printed
    from cresi_app.projects.reports import dossier  # noqa: PLC0415 - same

    return render(dossier(services.projects.dossier_data(record), services.directory.identity()), out)


def _summary(services: Services, record: int, out: Path) -> int:
    from cresi_app.printing.document import render  # noqa: PLC0415 - same
    from cresi_app.projects.reports import summary  # noqa: PLC0415 - same

    return render(summary(services.projects.dossier_data(record), services.directory.identity()), out)


def _attendance(services: Services, record: int, out: Path) -> int:
    from cresi_app.printing.document import render  # noqa: PLC0415 - same
    from cresi_app.training.reports import attendance  # noqa: PLC0415 - same

    return render(attendance(services.training.attendance_sheet_data(record), services.directory.identity()), out)


def _notice(services: Services, record: int, out: Path) -> int:
    from cresi_app.catalogue.reports import whole_notice  # noqa: PLC0415 - same
    from cresi_app.printing.document import render  # noqa: PLC0415 - same

    return render(whole_notice(services.catalogue, record, services.directory.identity()), out)


PAPERS: Final[Mapping[str, PaperName]] = {
    paper.name: paper
    for paper in (
        PaperName("attendance", "session", N_("Feuille d'émargement"), _attendance),
        PaperName("dossier", "project", N_("Dossier de projet complet"), _dossier),
        PaperName("notice", "document", N_("Notice"), _notice),
        PaperName("summary", "project", N_("Synthèse du projet sur une page"), _summary),
    )
}


def paper_named(name: str) -> PaperName:
    """Return a paper by its name; `DomainError` ``unknown_paper`` lists those there are."""
    if name not in PAPERS:
        raise DomainError(
            "unknown_paper",
            N_("« {name} » n'est pas un papier. Au choix : {names}."),
            name=name,
            names=", ".join(PAPERS),
        )
    return PAPERS[name]
