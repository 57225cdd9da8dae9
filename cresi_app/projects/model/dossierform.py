"""What the fillable dossier form asks, and under which names: the printed form and its reading are made of this one list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.projects.model.form import Nomenclature, Side, TemplateLine

KIND: Final = "P"
VERSION: Final = 2
"""2: the code says in which headings the budget was asked (``2026-042/CERFA-12156-06``). Forms of version 1 name the dossier alone."""
NEW: Final = "NEW"
"""The reference of a form that belongs to no dossier yet."""
SLOTS: Final = 2
"""Entries that a repeatable line of the budget has room for, at least."""

TEXTS: Final = {
    "summary": N_("Résumé du projet"),
    "context": N_("Contexte : le besoin, d'où vient le projet"),
    "general_objective": N_("Objectif général"),
    "specific_objective": N_("Objectif spécifique"),
    "activities_note": N_("Activités et calendrier"),
    "beneficiaries_note": N_("Personnes concernées : qui, combien, ce qui change"),
    "human_means": N_("Moyens humains : bénévoles, salariés, volontaires"),
    "material_means": N_("Moyens matériels"),
    "education_here": N_("Éducation à la citoyenneté ici"),
    "communication": N_("Communication"),
    "risks": N_("Risques et réponses"),
    "sustainability": N_("Ce qui restera après le projet"),
    "evaluation": N_("Suivi et évaluation : indicateurs"),
    "grant_use": N_("Ce que la subvention permet"),
    "budget_note": N_("Remarques sur le budget"),
}
"""The long texts, by field of the dossier, with the label of their box."""

SHORT: Final = {
    "title": N_("Intitulé du projet"),
    "place": N_("Lieu (ville, cercle, région)"),
    "place_detail": N_("Précisions sur le lieu"),
    "addressee": N_("Service ou collectivité sollicités"),
    "call_name": N_("Appel à projets"),
}
DAYS: Final = {"starts_on": N_("Début du projet (jj/mm/aaaa)"), "ends_on": N_("Fin du projet (jj/mm/aaaa)")}
COUNTS: Final = {
    "direct_beneficiaries": N_("Personnes concernées directement"),
    "indirect_beneficiaries": N_("Personnes concernées indirectement"),
}
CHOICES: Final = ("request_form", "request_frequency", "request_object", "request_period")
CHOICE_WORDS: Final = {
    "request_form": N_("Forme de l'aide"),
    "request_frequency": N_("Fréquence"),
    "request_object": N_("Objet"),
    "request_period": N_("Période"),
}
HOLDER: Final = {
    "name": N_("Nom de l'association"),
    "acronym": N_("Sigle"),
    "rna": N_("Numéro RNA (W…)"),
    "siret": N_("Numéro SIRET"),
    "address": N_("Adresse du siège"),
    "postal_code": N_("Code postal"),
    "town": N_("Commune"),
    "phone": N_("Téléphone"),
    "email": N_("Courriel"),
    "website": N_("Site internet"),
}
"""Facts of the association; the form's fields are named ``org_…``."""
PERSON: Final = {
    "name": N_("Représentant légal : nom, prénom"),
    "title": N_("Fonction"),
    "phone": N_("Son téléphone"),
    "email": N_("Son courriel"),
}
"""Facts of who signs; named ``rep_…``."""
_STRANGE: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class FormRef:
    """What a form is about: the number of a dossier, `NEW`, and the headings its budget was asked in ("" in version 1)."""

    number: str
    headings: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.number, self.headings)))

    @classmethod
    def read(cls, ref: str) -> "FormRef":
        """Return what the reference of any version says."""
        number, _, headings = ref.partition("/")
        return cls(number, headings)


def headings_of(template_code: str) -> str:
    """Return the code of a budget's headings as a form's code may hold it: ``cerfa-12156*06`` → ``CERFA-12156-06``."""
    return _STRANGE.sub("-", template_code.lower()).strip("-").upper()


def name_of_code(code: str) -> str:
    """Return a line's code as a field's name may hold it: ``74-state`` → ``74_state``."""
    return _STRANGE.sub("_", code.lower()).strip("_")


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the budget as the form asks for it: `slot` counts the entries on it from 1."""

    line: TemplateLine
    slot: int

    @property
    def amount_name(self) -> str:
        """The name of the amount's field."""
        return f"b_{name_of_code(self.line.code)}_{self.slot}"

    @property
    def label_name(self) -> str:
        """The name of the label's field, for lines that several funders stand on."""
        return f"l_{name_of_code(self.line.code)}_{self.slot}"


def form_lines(form: Nomenclature, side: Side, taken: dict[str, int] | None = None) -> Iterator[FormLine]:
    """Yield the lines that take amounts, in the form's order; `taken` says how many entries a line has already."""
    held = taken or {}
    for line in form.lines:
        if line.side != side or form.children(line.code):
            continue
        count = max(SLOTS if line.is_repeatable else 1, held.get(line.code, 0))
        for slot in range(1, count + 1):
            yield FormLine(line, slot)
