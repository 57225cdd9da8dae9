"""The sections of a dossier as a person fills them: how far each has come, and which remarks are about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr
from cresi_app.projects.model.checks import Check, Level
from cresi_app.projects.model.dossier import DossierData
from cresi_app.projects.model.papers import PaperState


class Progress(StrEnum):
    """How far a section has come."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section with its name, what is filled of what is asked, and the remarks about it."""

    key: str
    title: str
    filled: int
    asked: int
    checks: tuple[Check, ...] = ()

    @property
    def progress(self) -> Progress:
        """Done when everything asked is there and no warning stands."""
        if self.filled == 0:
            return Progress.EMPTY
        warned = any(check.level is Level.WARNING for check in self.checks)
        return Progress.DONE if self.filled == self.asked and not warned else Progress.BEGUN

    @property
    def spoken(self) -> str:
        """« Contexte et objectifs : 3 sur 4, 1 remarque »."""
        words = tr("{title} : {filled} sur {asked}", title=self.title, filled=self.filled, asked=self.asked)
        warned = sum(check.level is Level.WARNING for check in self.checks)
        return tr("{words}, à vérifier : {n}", words=words, n=warned) if warned else words


Asked = Callable[[DossierData], Sequence[object]]


def _texts(*names: str) -> Asked:
    return lambda data: [getattr(data.project, name) for name in names]


_ASKED: Final[Mapping[str, tuple[str, Asked]]] = MappingProxyType({
    "request": (N_("La demande"), _texts("title", "call_name", "representative_id", "contact_id")),
    "holder": (N_("L'association"), lambda d: [
        d.holder.rna or d.holder_file.register or d.holder_file.receipt, d.holder.siret, d.holder.address, d.holder.legal_form,
        d.holder_file.year,
    ]),
    "place": (N_("Lieu et calendrier"), _texts("country_code", "place", "latitude_e6", "starts_on", "ends_on")),
    "partners": (N_("Partenaires"), lambda d: [d.partners]),
    "themes": (N_("Thèmes"), lambda d: [d.sectors, d.goals]),
    "context": (N_("Contexte et objectifs"), _texts("summary", "context", "general_objective", "specific_objective")),
    "logframe": (N_("Cadre logique"), lambda d: [
        d.logframe.general, d.logframe.specific, d.logframe.results, d.logframe.indicators,
    ]),
    "activities": (N_("Activités et calendrier"), lambda d: [d.activities, any(a.starts_month for a in d.activities)]),
    "beneficiaries": (N_("Bénéficiaires"), lambda d: [d.beneficiaries, d.project.beneficiaries_note]),
    "means": (N_("Moyens"), lambda d: [d.means, d.project.human_means]),
    "education": (N_("Ici, et faire savoir"), _texts("education_here", "communication")),
    "risks": (N_("Risques et pérennité"), _texts("risks", "sustainability")),
    "evaluation": (N_("Évaluation"), _texts("evaluation", "grant_use")),
})  # fmt: skip
"""Each section of the dossier's text, with what it asks for."""

_OF_CHECK: Final = MappingProxyType({
    "dates_missing": "place", "dates_reversed": "place", "country_missing": "place", "context_missing": "context",
    "representative_missing": "request", "sectors_not_100": "themes", "hours_differ": "means", "lookalike": "request",
    "papers_wanting": "papers",
})  # fmt: skip


def section_of(check: Check) -> str:
    """Return the section a remark is about: a key of the dossier's text, ``budget`` or ``papers``."""
    if check.code.startswith("log_"):
        return "logframe"
    return _OF_CHECK.get(check.code, "budget")


def section_states(data: DossierData) -> tuple[SectionState, ...]:
    """Return the sections of the dossier's text in order, each as far as it has come."""
    return tuple(
        SectionState(
            key,
            tr(title),
            sum(bool(one) for one in asked(data)),
            len(asked(data)),
            tuple(check for check in data.checks if section_of(check) == key),
        )
        for key, (title, asked) in _ASKED.items()
    )


def completeness(data: DossierData) -> tuple[int, int]:
    """Return how much of the whole dossier is there, as (filled, asked): its text, a balanced budget with a request, its papers."""
    states = section_states(data)
    budget = [
        not data.budget.is_empty,
        data.budget.is_balanced and not data.budget.is_empty,
        bool(data.budget.requested),
    ]
    papers = [view.state is PaperState.RECEIVED for view in data.papers]
    filled = sum(state.filled for state in states) + sum(budget) + sum(papers)
    return filled, sum(state.asked for state in states) + len(budget) + len(papers)
