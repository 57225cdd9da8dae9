"""What is looked over in the collection: each check says what it finds, where it is mended, and how one click mends it."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.likeness import Alike
from cresi_app.core.i18n import C_, N_, tr
from cresi_app.core.identifiers import check

GROUPS: Final = {
    "notices": N_("Notices"),
    "copies": N_("Exemplaires"),
    "files": N_("Fichiers et liens"),
    "authorities": N_("Autorités"),
    "subjects": N_("Sujets"),
}
FIRST_YEAR: Final = 1450
"""Nothing was printed before: an earlier year is mostly a slip."""


NEARLY: Final = "near:"
"""Begins what a finding says that is only likely: it is mended when somebody chose it, never with all the others."""


class Finding(NamedTuple):
    """One record that a check found: its id in the check's table, its notice when it has one, and what it says there."""

    id: int
    document_id: int | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as the list shows it; `proposal` is what one click would write, "" when nobody can say."""

    id: int
    document_id: int | None
    title: str
    detail: str = ""
    said: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `table` is that of the records found, `place` where the record is opened to mend it by hand.

    `mend` names what one click does ("" when only a person can say); `other` what is said on purpose where nothing is to be
    found; `by_hand` is the sentence that goes with the form where nothing is proposed; `pairs`: it finds records that are alike.
    """

    code: str
    group: str
    name: str
    why: str
    table: str = "document"
    place: str = "notice"
    mend: str = ""
    pairs: bool = False
    other: str = ""
    by_hand: str = N_("Rien ne se propose ici : à vous de l'écrire.")

    @property
    def title(self) -> str:
        """What it finds, in the language in force."""
        return tr(self.name)

    @property
    def explanation(self) -> str:
        """Why it matters and what to do."""
        return tr(self.why)


FROM_TEXT: Final = frozenset({"no_abstract", "no_contributor", "no_date"})
"""Checks whose proposals come from the text of an attached file: without one they have none."""


@dataclass(slots=True)
class Findings:
    """What one check found: records, or pairs of them. `may`: the notices of which something may be proposed, None for all."""

    check: Check
    found: list[Finding] = field(default_factory=list)
    pairs: list[Alike] = field(default_factory=list)
    may: frozenset[int] | None = None

    def mendable_first(self, may: frozenset[int]) -> None:
        """Know of which notices something may be proposed, and let them come first."""
        self.may = may
        self.found.sort(key=lambda one: one.id not in may)

    @property
    def mendable(self) -> list[Finding]:
        """Those of which something may be proposed; of a term without another to take its place, nothing is."""
        if not self.check.mend:
            return []
        if self.may is not None:
            return [one for one in self.found if one.id in self.may]
        return [one for one in self.found if one.said or self.check.code != "deprecated_term"]

    @property
    def at_once(self) -> list[Finding]:
        """Those that may be mended all at once: what is only likely waits for somebody who looks at it."""
        return [one for one in self.mendable if not one.said.startswith(NEARLY)]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.pairs) if self.check.pairs else len(self.found)


CHECKS: Final = (
    Check("twin_documents", "notices", N_("Notices en double"), N_("Même ISBN, ou même titre, même auteur et même année. Comparez-les : fusionner garde tout ce qui est lié à chacune."), pairs=True),
    Check("no_subject", "notices", N_("Sans sujet"), N_("Une notice sans sujet ne se trouve que par ses mots : donnez-lui au moins un terme."), place="subjects", mend=N_("Donner ces sujets")),
    Check("no_abstract", "notices", N_("Sans résumé"), N_("Un résumé de quelques lignes dit à qui cherche si le document est pour lui."), place="texts", mend=N_("Reprendre ce texte"), by_hand=N_("Aucun fichier joint n'a de résumé à reprendre : quelques lignes suffisent.")),
    Check("no_language", "notices", N_("Sans langue"), N_("La langue se propose d'après les mots du titre et du résumé."), mend=N_("Écrire la langue")),
    Check("no_contributor", "notices", N_("Sans auteur ni mention"), N_("Ni auteur, ni organisme, ni mention de responsabilité."), mend=N_("Écrire ces auteurs"), other=N_("Sans auteur, exprès"), by_hand=N_("Aucune page de titre ne nomme d'auteur : écrivez-le, ou dites que le document n'en a pas.")),
    Check("no_date", "notices", N_("Sans date"), N_("Ni année ni date de publication."), mend=N_("Écrire cette date"), other=N_("Sans date, exprès"), by_hand=N_("Aucune page de titre ne porte de date : écrivez-la, ou dites que le document n'en a pas.")),
    Check("doubtful_date", "notices", N_("Date douteuse"), N_("Une année à venir ou d'avant l'imprimerie, ou qui ne s'accorde pas avec la date écrite."), mend=N_("Prendre l'année proposée"), by_hand=N_("Ni la date écrite ni la page de titre ne disent d'année vraisemblable : corrigez-la.")),
    Check("wrong_number", "notices", N_("ISBN ou ISSN faux"), N_("La clé de contrôle ne tombe pas juste : un chiffre manque ou a été mal tapé."), table="document_identifier", mend=N_("Corriger le numéro")),
    Check("no_copy", "copies", N_("Sans exemplaire"), N_("Ni exemplaire, ni adresse, ni fichier : personne ne peut consulter ce document."), place="copies", mend=N_("Ajouter l'exemplaire")),
    Check("copy_without_call_number", "copies", N_("Exemplaire sans cote"), N_("Sans cote, un exemplaire ne se range pas."), table="copy", place="copies", mend=N_("Prendre la cote de la notice")),
    Check("dead_file", "files", N_("Fichier absent ou changé"), N_("Le fichier joint n'est plus dans la bibliothèque, ou n'a plus la même taille. Une sauvegarde le contient peut-être encore."), table="document_file", place="files", mend=N_("Détacher le fichier")),
    Check("wrong_address", "files", N_("Adresse mal écrite"), N_("Cette adresse ne peut mener nulle part : elle ne commence pas par https:// ou contient un espace."), mend=N_("Réparer l'adresse")),
    Check("link_to_tie", "files", N_("Lien à relier"), N_("La publication citée est dans le catalogue : reliée, elle s'ouvre d'un clic."), table="document_link", mend=N_("Relier à sa notice")),
    Check("twin_contributors", "authorities", N_("Auteurs proches"), N_("Un même nom écrit de deux façons disperse ses notices. Fusionnez, ou dites qu'ils diffèrent : ils ne seront plus proposés."), table="contributor", pairs=True),
    Check("twin_publishers", "authorities", N_("Éditeurs proches"), N_("Avec ou sans « Éd. », une lettre de plus ou de moins : fusionnez, ou dites qu'ils diffèrent."), table="publisher", pairs=True),
    Check("twin_series", "authorities", N_("Collections proches"), N_("Deux titres presque pareils : fusionnez, ou dites qu'ils diffèrent."), table="series", pairs=True),
    Check("unused_contributor", "authorities", N_("Auteurs sans notice"), N_("Aucune notice ne les nomme."), table="contributor", place="authority", mend=C_("autorité", "Supprimer")),
    Check("unused_publisher", "authorities", N_("Éditeurs sans notice"), N_("Aucune notice ne les nomme."), table="publisher", place="authority", mend=C_("autorité", "Supprimer")),
    Check("unused_series", "authorities", N_("Collections sans notice"), N_("Aucune notice ne les nomme."), table="series", place="authority", mend=C_("autorité", "Supprimer")),
    Check("word_of_thesaurus", "subjects", N_("Mots qui sont des termes"), N_("Ce mot libre est le nom, ou un synonyme, d'un terme du thésaurus : le terme se trouve mieux."), table="subject", place="term", mend=N_("Employer le terme")),
    Check("deprecated_term", "subjects", N_("Termes déconseillés"), N_("Le thésaurus n'a plus ce terme, et des notices l'emploient encore."), table="subject", place="term", mend=N_("Employer à la place")),
    Check("orphan_subject", "subjects", N_("Mots sans notice"), N_("Un mot libre qu'aucune notice n'emploie."), table="subject", place="term", mend=C_("sujet", "Supprimer")),
)  # fmt: skip
"""Every check, in the order of the list."""

BY_CODE: Final = {one.code: one for one in CHECKS}


# --- what the eye sees and SQL does not ---


def year_doubt(year: int | None, date_text: str, today_year: int) -> str:
    """Return what is doubtful in a year: ``future``, ``early``, ``differs`` (the date written has another), "" when nothing."""
    written = rules.year_of(date_text)
    if year is None:
        return "differs" if written is not None else ""
    if year > today_year + 1:
        return "future"
    if year < FIRST_YEAR:
        return "early"
    return "differs" if written is not None and str(year) not in date_text else ""


def year_proposed(year: int | None, date_text: str, today_year: int) -> int | None:
    """Return the year that the date written says, when it is another and is likely."""
    written = rules.year_of(date_text)
    return written if written is not None and written != year and FIRST_YEAR <= written <= today_year + 1 else None


_RUN: Final = re.compile(r"[\dXx][\d\sXx\-–‐‑.]{7,20}[\dXx]")


def number_proposed(scheme: str, value: str) -> str:
    """Return the right number that a wrong one holds: one among other words, or one that lost its first zero in a spreadsheet."""
    bare = re.sub(r"[^\dXx]", "", value).upper()
    candidates = [found[0] for found in _RUN.finditer(value)]
    candidates += (
        [bare.zfill(10), bare.zfill(13)] if scheme == "isbn" and bare.isdecimal() and len(bare) in {9, 12} else []
    )
    candidates += [bare.zfill(8)] if scheme == "issn" and len(bare) == 7 else []
    for candidate in candidates:
        checked = check(scheme, candidate)
        if checked.is_valid and checked.shown != value:
            return checked.shown
    return ""


def address_proposed(url: str) -> str:
    """Return an address that can lead somewhere, made of one that cannot; "" when it cannot be guessed."""
    text = re.sub(r"\s+", "", url.strip().strip("<>\"'«»"))
    text = re.sub(r"^(https?|ftp):/*", lambda found: f"{found[1].lower()}://", text, flags=re.IGNORECASE)
    text = (
        re.sub(r"^h?tt?ps?:?/{2,}", "https://", text)
        if not text.startswith(("http://", "https://", "ftp://"))
        else text
    )
    if re.match(r"^(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/|$))", text, re.IGNORECASE):
        text = f"https://{text}"
    return text if is_address(text) and text != url else ""


_ADDRESS: Final = re.compile(
    r"^(?:https?|ftp)://[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#:]\S*)?$|^https?://localhost\S*$", re.IGNORECASE
)


def is_address(url: str) -> bool:
    """Say whether an address is written so that it can lead somewhere; nothing is asked of the network."""
    return bool(_ADDRESS.match(url))
