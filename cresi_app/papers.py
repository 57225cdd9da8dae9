"""Every paper that can be printed: its name, the record it is about, and how it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.services import Services

Make = Callable[[Services, int, Path], int]
"""Writes the paper about a record (the year when it is about none) into a file and returns its pages."""
Prepare = Callable[[Services, Actor, int], object]
"""Writes into the library what a paper needs before it can be printed: a certificate's number."""


@dataclass(frozen=True, slots=True)
class PaperName:
    """A paper: `kind` of the record it is about ("" when about none) and its French title."""

    name: str
    kind: str
    title: str
    make: Make
    prepare: Prepare | None = None


def _dossier(services: Services, record: int, out: Path) -> int:
    from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab is loaded when something is printed
    from cresi_app.projects.reports import dossier  # noqa: PLC0415 - same

    return render(dossier(services.projects.dossier_data(record), services.directory.identity()), out)


def _summary(services: Services, record: int, out: Path) -> int:
    from cresi_app.printing.document import render  # noqa: PLC0415 - same
    from cresi_app.projects.reports import summary  # noqa: PLC0415 - same

    return render(summary(services.projects.dossier_data(record), services.directory.identity()), out)


def _training(name: str) -> Make:
    """Return what makes a paper of the training desk: of a session, or of a year."""

    def make(services: Services, record: int, out: Path) -> int:
        from cresi_app.training.reports.making import print_into  # noqa: PLC0415 - same

        return print_into(services.training, name, record, out)

    return make


def _folded(services: Services, record: int, out: Path) -> int:
    from cresi_app.training.reports.making import FOLDED, print_into  # noqa: PLC0415 - same

    return print_into(services.training, "programme", record, out, {FOLDED})


def _notice(services: Services, record: int, out: Path) -> int:
    from cresi_app.catalogue.reports import whole_notice  # noqa: PLC0415 - same
    from cresi_app.printing.document import render  # noqa: PLC0415 - same

    return render(whole_notice(services.catalogue, record, services.directory.identity()), out)


PAPERS: Final[Mapping[str, PaperName]] = {
    paper.name: paper
    for paper in (
        PaperName("attendance", "session", N_("Feuille d'émargement"), _training("attendance")),
        PaperName("badge", "session", N_("Badges"), _training("badge")),
        PaperName(
            "certificate",
            "session",
            N_("Attestations de participation"),
            _training("certificate"),
            lambda services, who, session_id: services.training.issue_certificates(who, session_id),
        ),
        PaperName("convocation", "session", N_("Convocations"), _training("convocation")),
        PaperName("dossier", "project", N_("Dossier de projet complet"), _dossier),
        PaperName("notice", "document", N_("Notice"), _notice),
        PaperName("evaluation", "session", N_("Questionnaire d'évaluation"), _training("evaluation")),
        PaperName("programme", "", N_("Programme annuel des formations"), _training("programme")),
        PaperName("programme-folded", "", N_("Programme annuel, à plier"), _folded),
        PaperName("quality", "", N_("Preuves par indicateur de qualité"), _training("quality")),
        PaperName("session-report", "session", N_("Compte rendu de session"), _training("session-report")),
        PaperName("statement", "", N_("Bilan pédagogique et financier"), _training("statement")),
        PaperName("trainer-letter", "session", N_("Lettre au formateur"), _training("trainer-letter")),
        PaperName("training-year", "", N_("Bilan annuel des formations"), _training("training-year")),
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
