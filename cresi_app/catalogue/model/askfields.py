"""The fields that a search can name: what each is called in both languages, what it takes, and the centre's own ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from cresi_app.core.i18n import N_, language
from cresi_app.core.text import fold


class Takes(StrEnum):
    """What may stand after a field's name."""

    TEXT = "text"
    TERM = "term"
    CODE = "code"
    YEAR = "year"
    DAY = "day"
    NUMBER = "number"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class AskField:
    """One field. `words`: its French and English name in a search; `also`: others that are understood; `own`: a custom field's id."""

    key: str
    title: str
    takes: Takes
    words: tuple[str, str]
    also: tuple[str, ...] = ()
    own: int | None = None

    @property
    def word(self) -> str:
        """The name it is written with, in the language in force."""
        return self.words[0 if language() == "fr" else 1]


ANY: Final = "any"
WITH: Final = "with"


def _field(key: str, title: str, takes: Takes, words: str, also: str = "") -> AskField:
    french, english = words.split()
    return AskField(key, title, takes, (french, english), tuple(also.split()))


FIELDS: Final = (
    _field(ANY, N_("N'importe où"), Takes.TEXT, "tout any", "partout anywhere"),
    _field("title", N_("Titre"), Takes.TEXT, "titre title", "intitule"),
    _field("contributors", N_("Auteur"), Takes.TEXT, "auteur author", "auteurs contributeur"),
    _field("publisher", N_("Éditeur, lieu, collection"), Takes.TEXT, "éditeur publisher", "lieu place collection series"),
    _field("subject", N_("Sujet"), Takes.TERM, "sujet subject", "theme motcle mot-cle keyword"),
    _field("abstract", N_("Résumé"), Takes.TEXT, "résumé abstract"),
    _field("notes", N_("Notes et contenu"), Takes.TEXT, "note notes", "contenu contents public audience"),
    _field("pages", N_("Texte des pièces jointes"), Takes.TEXT, "page page", "pages piece plein-texte fulltext"),
    _field("numbers", N_("Cote ou numéro"), Takes.TEXT, "cote callnumber",
           "numero number code codebarres code-barres barcode isbn issn inventaire"),
    _field("year", N_("Année"), Takes.YEAR, "année year", "an"),
    _field("added", N_("Ajoutée"), Takes.DAY, "ajouté added", "ajoutee entre saisi"),
    _field("changed", N_("Modifiée"), Takes.DAY, "modifié changed", "modifiee modified"),
    _field("published", N_("Publiée le"), Takes.DAY, "paru published", "publie"),
    _field("kind", N_("Type de document"), Takes.CODE, "type kind", "nature"),
    _field("language", N_("Langue"), Takes.CODE, "langue language"),
    _field("country", N_("Pays"), Takes.CODE, "pays country"),
    _field("status", N_("État d'un exemplaire"), Takes.CODE, "statut status", "etat"),
    _field("location", N_("Emplacement"), Takes.CODE, "emplacement location", "rayon shelf-mark"),
    _field("provenance", N_("Provenance"), Takes.CODE, "provenance provenance", "acquisition"),
    _field("basket", N_("Panier"), Takes.CODE, "panier basket"),
    _field("level", N_("Niveau"), Takes.CODE, "niveau level"),
    _field("age", N_("Âge du public"), Takes.NUMBER, "âge age"),
    _field("minutes", N_("Durée en minutes"), Takes.NUMBER, "durée minutes", "duration"),
    _field("group", N_("Taille du groupe"), Takes.NUMBER, "groupe group"),
    _field("views", N_("Nombre de vues"), Takes.NUMBER, "vues views", "regards"),
    _field("consultations", N_("Consultations sur place"), Takes.NUMBER, "consultations consultations", "consultation surplace sur-place"),
    _field("loans", N_("Nombre de prêts"), Takes.NUMBER, "prêts loans", "pret emprunts emprunt loan"),
    _field(WITH, N_("Présence"), Takes.WHAT, "avec with"),
)  # fmt: skip
"""Every field of the language, in the order a form offers them."""

WITHOUT: Final = ("sans", "without")

WHATS: Final = {
    "isbn": (N_("un ISBN"), ("isbn", "isbn"), ""),
    "issn": (N_("un ISSN"), ("issn", "issn"), ""),
    "subject": (N_("un sujet"), ("sujet", "subject"), "sujets theme"),
    "contributor": (N_("un auteur"), ("auteur", "author"), "auteurs"),
    "copy": (N_("un exemplaire"), ("exemplaire", "copy"), "exemplaires"),
    "abstract": (N_("un résumé"), ("résumé", "abstract"), ""),
    "cover": (N_("une couverture"), ("couverture", "cover"), "image"),
    "file": (N_("une pièce jointe"), ("fichier", "file"), "fichiers piece"),
    "call_number": (N_("une cote"), ("cote", "callnumber"), ""),
    "year": (N_("une année"), ("année", "year"), "date"),
    "publisher": (N_("un éditeur"), ("éditeur", "publisher"), ""),
    "language": (N_("une langue"), ("langue", "language"), ""),
    "country": (N_("un pays"), ("pays", "country"), ""),
    "url": (N_("une adresse en ligne"), ("lien", "url"), "adresse"),
    "notes": (N_("des notes"), ("note", "notes"), ""),
    "series": (N_("une collection"), ("collection", "series"), ""),
    "barcode": (N_("un code-barres"), ("code-barres", "barcode"), "codebarres"),
    "draft": (N_("une saisie à compléter"), ("brouillon", "draft"), "acompleter"),
    "basket": (N_("une place dans un panier"), ("panier", "basket"), ""),
    "loan": (N_("un prêt compté"), ("prêt", "loan"), "prets emprunt"),
}
"""What a document may have or lack: in words, its French and English names in a search, others that are understood."""


@dataclass(frozen=True)
class Vocabulary:
    """The fields of the language, with the centre's own ones behind them; a name of the language wins over an own one."""

    own: Sequence[AskField] = ()

    @cached_property
    def fields(self) -> dict[str, AskField]:
        """Every field by its key, in the order a form offers them."""
        return {field.key: field for field in (*FIELDS, *self.own)}

    @cached_property
    def _named(self) -> dict[str, AskField]:
        found: dict[str, AskField] = {}
        for field in (*self.own, *FIELDS):
            found |= dict.fromkeys((*(fold(word) for word in field.words), *field.also), field)
        return found

    @cached_property
    def _whats(self) -> dict[str, str]:
        found = {fold(field.words[0]): field.key for field in self.own}
        for what, (_, words, also) in WHATS.items():
            found |= dict.fromkeys((*(fold(word) for word in words), *also.split()), what)
        return found

    @cached_property
    def whats(self) -> dict[str, str]:
        """What can be there or lack, by key, in words as a form lists them."""
        return {what: words for what, (words, _, _) in WHATS.items()} | {one.key: one.title for one in self.own}

    def field(self, name: str) -> AskField | None:
        """Return the field that is called so in either language, None when none is."""
        return self._named.get(fold(name))

    def what(self, name: str) -> str:
        """Return what « avec: » and « sans: » mean by this name, "" when nothing."""
        return self._whats.get(fold(name.strip()), "")

    def what_word(self, what: str) -> str:
        """Return the name something is written with after « avec: », in the language in force."""
        if what in WHATS:
            return WHATS[what][1][0 if language() == "fr" else 1]
        return self.fields[what].word if what in self.fields else what

    def names(self, name: str) -> bool:
        """Say whether a name before a colon asks for something."""
        folded = fold(name)
        return folded in self._named or folded in WITHOUT


VOCABULARY: Final = Vocabulary()
"""The language without fields of a centre's own."""
