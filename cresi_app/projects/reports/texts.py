"""Wordings with named fields, kept beside the program and dated: letters, the agreement's articles, the form's attestations."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import language, tr
from cresi_app.core.identity import Identity
from cresi_app.core.money import format_money
from cresi_app.projects.model import DossierData, PaperState
from cresi_app.projects.reports import wording

FOLDER: Final = Path(__file__).resolve().parents[3] / "resources" / "papers"
FIELDS: Final = frozenset({
    "salutation", "number", "title", "holder", "received_on", "requested", "granted", "total", "volunteer", "period", "authority",
    "followed_by_sentence", "closing", "missing", "deadline", "decision_words", "motive", "payment_terms",
})  # fmt: skip
"""What a text may name."""


_BLANKS: Final = re.compile(" {2,}")


@lru_cache(maxsize=8)
def _editions(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["edition"])


def edition(name: str, day: date | None = None) -> Mapping[str, Any]:
    """Return the newest edition of a text that is in force on `day` (default: today); the first when none is yet."""
    on = (day or clock.today()).isoformat()
    found = [one for one in _editions(name) if one["since"] <= on]
    return max(found or _editions(name)[:1], key=lambda one: str(one["since"]))


def filled(text: str, fields: Mapping[str, str]) -> str:
    """Return a text with its fields; an empty field leaves nothing but its sentence's blanks tidied."""
    return _BLANKS.sub(" ", text.format_map(fields)).strip()


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter's title and paragraphs, filled."""

    title: str
    paragraphs: Sequence[str]


def letter_text(name: str, fields: Mapping[str, str]) -> LetterText:
    """Return a letter of `letters.toml` in the language in force; paragraphs that come out empty are left out."""
    found = edition("letters")[name]["fr" if language() == "fr" else "en"]
    paragraphs = [filled(text, fields) for text in found["paragraphs"]]
    return LetterText(filled(found["title"], fields), [text for text in paragraphs if text])


def in_language(entry: Mapping[str, Any], name: str) -> Any:
    """Return ``name_fr`` or ``name_en`` of an entry."""
    return entry[f"{name}_{'fr' if language() == 'fr' else 'en'}"]


def fields_of(data: DossierData, identity: Identity) -> dict[str, str]:
    """Return every field a text may name, filled from the dossier; what is not known is a blank to fill by hand."""
    budget, project = data.budget, data.project
    granted = project.granted_minor
    blank = "……………"
    known = {
        "salutation": _salutation(data),
        "number": project.number,
        "title": project.title,
        "holder": data.holder.name,
        "received_on": format_date(data.frozen_on) if data.frozen_on else blank,
        "requested": format_money(budget.money(budget.requested)) if budget.requested_lines else blank,
        "granted": format_money(budget.money(granted)) if granted is not None else blank,
        "total": format_money(budget.money(budget.charges.total.forecast)),
        "volunteer": format_money(budget.money(budget.products.volunteer.forecast)),
        "period": _period(data) or blank,
        "authority": identity.authority_name or identity.centre_name,
        "followed_by_sentence": _followed(data, identity),
        "closing": tr("Nous vous prions d'agréer l'expression de nos salutations cordiales."),
        "missing": missing_words(data),
        "deadline": format_date(project.deadline_on) if project.deadline_on else blank,
        "decision_words": _decision(data),
        "motive": motive(data),
        "payment_terms": tr("{share} à la signature, le solde à la remise du compte rendu", share=blank),
    }
    assert frozenset(known) == FIELDS
    return known


def _salutation(data: DossierData) -> str:
    return tr("Bonjour,") if data.representative is None else tr("Bonjour {name},", name=data.representative.name)


def _period(data: DossierData) -> str:
    start, end = data.project.starts_on, data.project.ends_on
    if start and end:
        return tr("du {start} au {end}", start=format_date(start), end=format_date(end))
    return wording.period_long(data)


def _followed(data: DossierData, identity: Identity) -> str:
    if not data.followed_by:
        return ""
    if identity.phone:
        return tr("{name} suit votre dossier et répond au {phone}.", name=data.followed_by, phone=identity.phone)
    return tr("{name} suit votre dossier.", name=data.followed_by)


def missing_words(data: DossierData) -> str:
    """Return the papers that are wanting, one a line."""
    wanting = [view for view in data.papers if view.state is not PaperState.RECEIVED]
    return "\n".join(tr("– {name} : {todo}", name=view.name, todo=view.to_do.rstrip(".")) for view in wanting)


def _decision(data: DossierData) -> str:
    project = data.project
    if project.decided_on and project.decision_number:
        words = tr("(décision {number} du {day})", number=project.decision_number, day=format_date(project.decided_on))
    else:
        words = tr("(décision du {day})", day=format_date(project.decided_on)) if project.decided_on else ""
    return f" {words}" if words else ""


def motive(data: DossierData) -> str:
    """Return the motive noted with the last change of stage, "" when there is none."""
    noted = [one.change.motive for one in data.journal if one.change.to_code == data.project.stage_code]
    return noted[-1] if noted and noted[-1] else ""
