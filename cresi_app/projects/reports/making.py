"""Which papers the project desk prints, by name, and how each is made of what the service reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.core.text import sort_key
from cresi_app.printing.annexes.pages import said
from cresi_app.printing.annexes.story import KEY as ANNEXES
from cresi_app.printing.document import Numbers, Paper, annex_key, render, render_told
from cresi_app.projects.model import DossierData, PaperView, ProjectFilter
from cresi_app.projects.reports.annexes import annexes_of, on_file, paper_key
from cresi_app.projects.reports.application import application
from cresi_app.projects.reports.booklet import booklet
from cresi_app.projects.reports.budget import budget_paper
from cresi_app.projects.reports.convention import convention
from cresi_app.projects.reports.dossier import DossierOptions, chapter_names, dossier, without_numbers
from cresi_app.projects.reports.dossierform import dossier_form
from cresi_app.projects.reports.financial import financial_report
from cresi_app.projects.reports.letters import LETTERS, letter
from cresi_app.projects.reports.summary import summary
from cresi_app.projects.service import ProjectService

COMMITTEE: Final = "committee"
HIDE: Final = "hide-numbers"
INTERNAL: Final = "internal"
_CHAPTER: Final = "chapter:"
_OTHER: Final = "form:"
Maker = Callable[[DossierData, Identity], Paper]


@dataclass(frozen=True, slots=True)
class SimplePaper:
    """A paper about one dossier that has nothing to choose: French title, how it is made."""

    title: str
    make: Maker


def _letter(name: str) -> Maker:
    return lambda data, identity: letter(name, data, identity)


SIMPLE: Final[Mapping[str, SimplePaper]] = {
    "summary": SimplePaper(N_("Synthèse sur une page"), summary),
    "application": SimplePaper(N_("Demande de subvention, rubriques du formulaire 12156"), application),
    "financial-report": SimplePaper(N_("Compte rendu financier, rubriques du formulaire 15059"), financial_report),
    "convention": SimplePaper(N_("Projet de convention"), convention),
    **{f"letter-{name}": SimplePaper(title, _letter(name)) for name, title in LETTERS.items()},
}
"""Every paper about one dossier but the whole one and the budget, by name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the whole dossier can be printed with or without: its key, its words, whether it is at first."""

    key: str
    title: str
    on: bool = True
    kept: bool = True


def chapters_to_choose(data: DossierData) -> list[Choice]:
    """Return the chapters of the dossier; the team's own notes are off, each time."""
    choices = [Choice(f"{_CHAPTER}{key}", title) for key, title in chapter_names(data, DossierOptions())]
    return [*choices, Choice(INTERNAL, tr("Notes internes de l'équipe"), on=False, kept=False)]


def annexes_to_choose(data: DossierData) -> list[Choice]:
    """Return the papers on file; those that are private (bank details) are off, each time."""
    return [
        Choice(paper_key(view), view.name, on=view.is_reproduced, kept=not _is_private(view)) for view in on_file(data)
    ]


def _is_private(view: PaperView) -> bool:
    return view.kind is not None and view.kind.is_private


def forms_to_choose(data: DossierData) -> list[Choice]:
    """Return the other funders' headings that the budget can be printed in."""
    others = [one for one in data.templates if one.code != data.budget.template.code]
    return [Choice(f"{_OTHER}{one.code}", one.name, on=False) for one in others]


@dataclass(frozen=True, slots=True)
class Printed:
    """A dossier that was printed: pages in all, pages of each choice by key, what begins on a page, what annexes object to."""

    total: int
    pages: Mapping[str, int]
    names: Mapping[int, str]
    warnings: Mapping[str, str]


def print_dossier(service: ProjectService, project_id: int, out: Path, chosen: frozenset[str] | None = None) -> Printed:
    """Print the whole dossier with what is `chosen` of its chapters, annexes and options; None: all that is on at first."""
    data = service.dossier_data(project_id)
    every = [*chapters_to_choose(data), *annexes_to_choose(data), *forms_to_choose(data)]
    keys = frozenset(one.key for one in every if one.on) if chosen is None else chosen
    annexes = annexes_of(data, service.library.files.path, lambda view: paper_key(view) in keys)
    others = [one.removeprefix(_OTHER) for one in sorted(keys) if one.startswith(_OTHER)]
    names = chapter_names(data, DossierOptions())
    options = DossierOptions(
        left_out=frozenset(key for key, _ in names if f"{_CHAPTER}{key}" not in keys),
        annexes=annexes,
        personal=HIDE not in keys,
        internal=INTERNAL in keys,
        other_budgets=[service.budget(project_id, template=code) for code in others],
    )
    told = render_told(dossier(data, service.directory.identity(), options), out)
    return _told(told, dict(chapter_names(data, options)), [annex.key for annex in annexes], [a.title for a in annexes])


def _told(numbers: Numbers, chapters: Mapping[str, str], annexes: Sequence[str], titles: Sequence[str]) -> Printed:
    starts = sorted({*numbers.pages.values(), numbers.total + 1})
    after = dict(pairwise(starts))
    names, pages = {1: tr("Couverture")}, {}
    words = {"contents": tr("Sommaire"), ANNEXES: tr("Annexes"), **chapters}
    for key, start in numbers.pages.items():
        if key in words:
            names[start] = words[key]
            own = INTERNAL if key == INTERNAL else f"{_CHAPTER}{key}"
            pages[own] = after.get(start, start + 1) - start
    warnings = {}
    for number, (key, one, title) in enumerate(zip(annexes, numbers.annexes, titles, strict=True)):
        names[numbers.pages[annex_key(number)]] = title
        pages[key] = one.pages
        if one.problem is not None:
            warnings[key] = said(one.problem)
    return Printed(numbers.total, pages, names, warnings)


def print_simple(service: ProjectService, name: str, project_id: int, out: Path, *, personal: bool = True) -> int:
    """Print one of `SIMPLE` and return its pages; `personal` False leaves people's telephone and mail out."""
    data = service.dossier_data(project_id)
    shown = data if personal else without_numbers(data)
    return render(SIMPLE[name].make(shown, service.directory.identity()), out)


def print_budget(service: ProjectService, project_id: int, out: Path, forms: Sequence[str] | None = None) -> int:
    """Print the budget alone, in the dossier's form and in other headings (None: all there are); return its pages."""
    data = service.dossier_data(project_id)
    others = [one.code for one in data.templates if one.code != data.budget.template.code]
    codes = others if forms is None else [code for code in others if code in forms]
    budgets = [service.budget(project_id, template=code) for code in codes]
    return render(budget_paper(data, service.directory.identity(), budgets), out)


def for_committee(service: ProjectService, year: int, on: date | None = None) -> list[int]:
    """Return the dossiers that wait for the committee, or were decided on its day, by number."""
    rows = service.projects(ProjectFilter(year=None if on else year))
    waiting = [row for row in rows if row.stage.code == COMMITTEE]
    if on is not None:
        decided = [row for row in rows if service.project(row.id).decided_on == on]
        waiting = [*{row.id: row for row in (*waiting, *decided)}.values()]
    return [row.id for row in sorted(waiting, key=lambda row: row.number)]


def print_booklet(service: ProjectService, ids: Sequence[int], out: Path, on: date | None = None) -> int:
    """Print the booklet of these dossiers and return its pages. DomainError ``nothing_for_committee`` when there are none."""
    if not ids:
        raise DomainError(
            "nothing_for_committee",
            N_("Aucun dossier n'est en commission : choisissez des dossiers, ou amenez-les à cette étape."),
        )
    data = [service.dossier_data(one) for one in ids]
    return render(booklet(data, service.directory.identity(), on), out)


def named_for_booklet(service: ProjectService, text: str) -> tuple[list[int], date | None]:
    """Return what « 2026-11-26 » (a committee's day) or « 2026-001, 2026-004 » (numbers) names."""
    try:
        on = date.fromisoformat(text.strip())
    except ValueError:
        return [service.by_ref(one.strip()) for one in text.split(",") if one.strip()], None
    return for_committee(service, on.year, on), on


def print_form(service: ProjectService, project_id: int | None, out: Path) -> int:
    """Print the fillable dossier form, blank or with what a dossier holds, and return its pages."""
    data = service.dossier_data(project_id) if project_id is not None else None
    form = data.nomenclature if data else service.nomenclature(service.current_template)
    countries = sorted(((one.code, one.name) for one in service.directory.countries), key=lambda one: sort_key(one[1]))
    return dossier_form(form, countries, service.directory.identity(), out, data)
