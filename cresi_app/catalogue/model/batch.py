"""Work on many documents at once: what can be changed how, what is searched and replaced, and what came of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cresi_app.catalogue.model.importing import Told
from cresi_app.core.changes import NOTHING, Changes
from cresi_app.core.i18n import N_


class Act(StrEnum):
    """What is done to a field of many documents."""

    SET = "set"
    APPEND = "append"
    PREPEND = "prepend"
    CLEAR = "clear"
    ADD = "add"
    REMOVE = "remove"
    REPLACE = "replace"


LINES: Final = {
    "title": N_("Titre"),
    "subtitle": N_("Sous-titre"),
    "other_titles": N_("Autres titres"),
    "part_number": N_("Numéro de partie"),
    "part_title": N_("Titre de partie"),
    "responsibility": N_("Mention de responsabilité"),
    "edition": N_("Édition"),
    "place": N_("Lieu d'édition"),
    "date_text": N_("Date imprimée"),
    "extent": N_("Description"),
    "series_number": N_("Numéro dans la collection"),
    "call_number": N_("Cote"),
    "audience": N_("Public"),
    "rights": N_("Droits"),
    "image_credit": N_("Crédit de l'image"),
    "frequency": N_("Périodicité"),
    "price": N_("Prix"),
    "url": N_("Adresse en ligne"),
}
TEXTS: Final = {"abstract": N_("Résumé"), "contents": N_("Contenu"), "notes": N_("Notes")}
VALUES: Final = {
    "kind": N_("Type de document"),
    "year": N_("Année"),
    "publisher": N_("Éditeur"),
    "series": N_("Collection"),
    "publication_country_code": N_("Pays d'édition"),
    "published_on": N_("Publiée le"),
    "revised_on": N_("Mise à jour le"),
}
GROUPS: Final = {"subjects": N_("Sujets"), "countries": N_("Pays"), "languages": N_("Langues")}
COPIES: Final = {
    "location": N_("Emplacement des exemplaires"),
    "status": N_("État des exemplaires"),
    "condition": N_("Conservation des exemplaires"),
    "call_prefix": N_("Début de la cote"),
}
FIELDS: Final = LINES | TEXTS | VALUES | GROUPS | COPIES
"""Everything that can be changed on many documents at once, in words."""
NEVER_EMPTY: Final = frozenset({"title", "kind", "status", "condition"})


def acts_of(name: str) -> tuple[Act, ...]:
    """Return what can be done to a field, the usual act first."""
    if name in GROUPS:
        return (Act.ADD, Act.REMOVE, Act.REPLACE, Act.CLEAR)
    if name == "call_prefix":
        return (Act.REPLACE,)
    if name in COPIES or name in VALUES:
        return (Act.SET,) if name in NEVER_EMPTY else (Act.SET, Act.CLEAR)
    return (Act.SET, Act.APPEND, Act.PREPEND) if name in NEVER_EMPTY else (Act.SET, Act.APPEND, Act.PREPEND, Act.CLEAR)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one field on many documents. `value` is what is set, added or put instead of `old`; both as a form gives them."""

    field: str
    act: Act
    value: object = None
    old: object = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is looked for in which fields, and what stands in its place. `pattern`: a regular expression, else the very words."""

    find: str
    replace: str
    fields: tuple[str, ...]
    is_pattern: bool = False
    keeps_case: bool = False
    """Whether capitals must be the same to be found."""
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """One text before and after, in the document `id`."""

    id: int
    number: str
    title: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class Preview:
    """What a replacement would do: how many texts of how many documents, with some of them shown."""

    texts: int = 0
    documents: int = 0
    samples: list[Sample] = field(default_factory=list)
    refused: list[tuple[int, Told]] = field(default_factory=list)


@dataclass(slots=True)
class BatchReport:
    """What an act on many documents did: those changed, those it left alone with the reason. `changes` is its one revision."""

    asked: int = 0
    changed: int = 0
    skipped: list[tuple[int, Told]] = field(default_factory=list)
    changes: Changes = NOTHING

    def as_json(self) -> dict[str, object]:
        """Return the report as the command line gives it, ids as text."""
        return {
            "revision": self.changes.seq,
            "asked": self.asked,
            "changed": self.changed,
            "skipped": [{"id": str(one), "reason": told.text} for one, told in self.skipped],
        }
