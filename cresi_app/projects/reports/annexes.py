"""The papers of a dossier as annexes of its print: which are reproduced, and what is told of those that cannot be."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cresi_app.core.dates import format_date
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import language, tr
from cresi_app.core.money import format_number
from cresi_app.printing.annexes.model import Annex
from cresi_app.projects.model import DossierData, PaperView

PathOf = Callable[[str], Path]
"""Gives the file of a SHA-256, or raises `StoreError` when it is lost."""
_UNITS: Final = ("o", "Ko", "Mo", "Go")


def paper_key(view: PaperView) -> str:
    """Return the key a paper is known by among the annexes and the choices of the preview."""
    return f"paper:{view.paper.id}"


def on_file(data: DossierData) -> list[PaperView]:
    """Return the papers that could go behind the dossier: those with a file, private ones too."""
    return [view for view in data.papers if view.paper.sha256]


def annexes_of(
    data: DossierData, path_of: PathOf, wanted: Callable[[PaperView], bool] = lambda view: view.is_reproduced
) -> list[Annex]:
    """Return the annexes in the order of the checklist; a lost file is one whose page says so."""
    return [_annex(data, view, path_of) for view in on_file(data) if wanted(view)]


def _annex(data: DossierData, view: PaperView, path_of: PathOf) -> Annex:
    paper = view.paper
    try:
        file: Path | None = path_of(paper.sha256)
        file = file if file is not None and file.is_file() else None
    except StoreError:
        file = None
    facts = [
        (tr("Datée du"), format_date(paper.dated_on) if paper.dated_on else ""),
        (tr("Taille"), size_words(paper.size) if paper.size else ""),
        (tr("Empreinte SHA-256"), _digest(paper.sha256)),
    ]
    asked = data.representative.name if data.representative and paper.asked_on else ""
    return Annex(
        key=paper_key(view),
        title=view.name,
        file=file,
        name=paper.file_name or view.name,
        facts=facts,
        asked=tr("{name}, le {day}", name=asked, day=format_date(paper.asked_on)) if asked and paper.asked_on else "",
    )


def _digest(sha256: str) -> str:
    return f"{sha256[:4]} {sha256[4:8]} {sha256[8:12]} … {sha256[-4:]}"


def size_words(size: int) -> str:
    """Return « 412 Ko »; « 412 KB » in English."""
    step = 0
    amount = float(size)
    while amount >= 1000 and step < len(_UNITS) - 1:
        amount, step = amount / 1024, step + 1
    unit = _UNITS[step] if language() == "fr" else _UNITS[step].replace("o", "B")
    return f"{format_number(round(amount))} {unit}"


def where(annexes: Sequence[Annex], view: PaperView) -> str:
    """Return « Annexe 3 » for a paper that is printed behind, "" for another."""
    keys = [annex.key for annex in annexes]
    return tr("Annexe {number}", number=keys.index(paper_key(view)) + 1) if paper_key(view) in keys else ""
