"""The papers a dossier must bring, how long each is good for, and what is still to be done about them."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import words
from cresi_app.projects.model.words import in_language, name_of


class PaperState(StrEnum):
    """What is known of a paper. EXPIRED follows from the days; it is also kept when somebody says so."""

    RECEIVED = "received"
    MISSING = "missing"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"


PAPER_STATES: Mapping[PaperState, tuple[str, str]] = {
    PaperState.RECEIVED: (N_("Reçue"), "success"),
    PaperState.MISSING: (N_("Manque"), "warning"),
    PaperState.EXPIRED: (N_("Périmée"), "danger"),
    PaperState.UNREADABLE: (N_("Illisible"), "danger"),
}
"""The word of each state, for `tr`, and its tone."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A row of `paper_kind`. `validity_months` 0 means without limit."""

    code: str
    name_fr: str
    name_en: str
    validity_months: int
    is_yearly: bool
    is_default: bool
    is_private: bool
    condition_fr: str
    condition_en: str
    source: str
    position: int

    @property
    def name(self) -> str:
        """The paper's name in the language in force."""
        return name_of(self)

    @property
    def condition(self) -> str:
        """When it is asked for, '' when always."""
        return in_language(self.condition_fr, self.condition_en)


@dataclass(frozen=True, slots=True)
class ProjectPaper:
    """A row of `project_paper`: one line of the checklist. `sha256` names the file in the library, '' when not on file."""

    id: int
    version: int
    project_id: int
    position: int
    kind_code: str | None = None
    label: str = ""
    state_code: PaperState = PaperState.MISSING
    dated_on: date | None = None
    expires_on: date | None = None
    asked_on: date | None = None
    pages: int | None = None
    sha256: str = ""
    file_name: str = ""
    media_type: str = ""
    size: int | None = None
    location: str = ""
    note: str = ""
    is_annexed: bool = True


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper as people see it on a given day."""

    paper: ProjectPaper
    kind: PaperKind | None
    name: str
    state: PaperState
    valid_until: date | None

    @property
    def word(self) -> str:
        """« Reçue », « Manque », « Périmée », « Illisible »."""
        return tr(PAPER_STATES[self.state][0])

    @property
    def tone(self) -> str:
        """The tone of its pill."""
        return PAPER_STATES[self.state][1]

    @property
    def is_reproduced(self) -> bool:
        """Whether the file goes behind the printed dossier: on file, wanted there, and not private."""
        return (
            bool(self.paper.sha256) and self.paper.is_annexed and not (self.kind is not None and self.kind.is_private)
        )

    @property
    def to_do(self) -> str:
        """What is still to be done, one sentence; '' when nothing is."""
        return _to_do(self)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, the last of a shorter month: 31 August + 6 → 28 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def valid_until(paper: ProjectPaper, kind: PaperKind | None) -> date | None:
    """Return the last day the paper is good for: as noted, else by its kind's validity; None without limit or day."""
    if paper.expires_on is not None or paper.dated_on is None or kind is None or not kind.validity_months:
        return paper.expires_on
    return add_months(paper.dated_on, kind.validity_months)


def view_paper(paper: ProjectPaper, kinds: Mapping[str, PaperKind], today: date) -> PaperView:
    """Return the paper as it stands `today`: received and past its validity is expired."""
    kind = kinds.get(paper.kind_code) if paper.kind_code else None
    until = valid_until(paper, kind)
    state = paper.state_code
    if state is PaperState.RECEIVED and until is not None and until < today:
        state = PaperState.EXPIRED
    return PaperView(paper, kind, paper.label or (kind.name if kind else tr("Pièce sans nom")), state, until)


def count_valid(papers: Sequence[PaperView]) -> int:
    """Return how many papers are received and still good."""
    return sum(view.state is PaperState.RECEIVED for view in papers)


_HINTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "statutes": frozenset({"statut", "statuts"}),
    "rna_receipt": frozenset({"recepisse", "rna"}),
    "joafe": frozenset({"joafe", "journal"}),
    "sirene": frozenset({"sirene", "siren", "insee"}),
    "officers": frozenset({"dirigeants", "bureau", "administrateurs"}),
    "bank_details": frozenset({"rib", "iban", "bancaire"}),
    "accounts": frozenset({"comptes", "bilan", "resultat"}),
    "activity_report": frozenset({"activite", "activites"}),
    "year_budget": frozenset({"previsionnel"}),
    "agm_minutes": frozenset({"pv", "ag", "assemblee"}),
    "insurance": frozenset({"assurance", "rc"}),
    "urssaf": frozenset({"urssaf", "regularite"}),
    "auditor_report": frozenset({"cac", "commissaire"}),
    "mandate": frozenset({"pouvoir", "mandat"}),
    "partner_agreement": frozenset({"partenaire", "partenaires", "engagement", "partenariat"}),
    "local_consent": frozenset({"mairie", "accord"}),
    "quotes": frozenset({"devis"}),
    "republican_commitment": frozenset({"republicain", "cer"}),
})  # fmt: skip


def guess_kind(file_name: str, kinds: Iterable[str]) -> str | None:
    """Return which of `kinds` a file's name speaks of; None when it speaks of none or of several alike."""
    said = set(words(file_name))
    scored = sorted(((len(said & _HINTS[kind]), kind) for kind in kinds if kind in _HINTS), reverse=True)
    if not scored or scored[0][0] == 0 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][1]


def _to_do(view: PaperView) -> str:
    if view.state is PaperState.RECEIVED:
        undated = view.kind is not None and view.kind.validity_months and view.valid_until is None
        return tr("Noter la date de la pièce : sa durée est limitée.") if undated else ""
    if view.state is PaperState.EXPIRED:
        if view.valid_until is None:
            return tr("Demander une pièce à jour à l'association.")
        return tr("Périmée depuis le {day} : demander la nouvelle à l'association.", day=format_date(view.valid_until))
    if view.state is PaperState.UNREADABLE:
        name = view.paper.file_name
        if not name:
            return tr("Illisible : redemander une copie lisible.")
        return tr("Le fichier « {name} » ne se lit pas : en redemander une copie lisible.", name=name)
    if view.paper.asked_on is not None:
        return tr("Attendue, demandée le {day}.", day=format_date(view.paper.asked_on))
    return tr("À demander à l'association.")
