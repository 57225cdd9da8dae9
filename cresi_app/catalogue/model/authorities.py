"""Authorities: contributors, publishers and series with their other forms and numbers; how each is named, checked, compared."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cresi_app.catalogue.model import authority_rows, rules
from cresi_app.catalogue.model.listed import Listed
from cresi_app.catalogue.model.notice import PERSON, match_name, match_term
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import Checked
from cresi_app.core.text import sort_key

SOURCE: Final = "source"
"""The scheme of numbers that only tell records of one source apart."""
KEY: Final = "key:"
"""What begins, among the numbers of `SOURCE`, a match key that the authority once had: an import that still says it finds it."""


DOCUMENTS_OF: Final = "documents_of_"
"""What a kind begins with that stands for the notices of an authority or of a subject, not for itself."""


class AuthorityKind(StrEnum):
    """The three lists, each named as its table."""

    CONTRIBUTOR = "contributor"
    PUBLISHER = "publisher"
    SERIES = "series"

    @property
    def column(self) -> str:
        """The column that refers to it."""
        return f"{self.value}_id"


@dataclass(frozen=True, slots=True)
class VariantKind(Listed):
    """What another form of a name is: a pseudonym, another script and so on."""


@dataclass(frozen=True, slots=True)
class NumberScheme(Listed):
    """A family of authority numbers; `url` shows one (« {value} » stands for it); `is_local`: a source's own numbers."""

    url: str = ""
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """Another form of a name, as lists write it."""

    id: int
    version: int
    kind: str
    form: str


@dataclass(frozen=True, slots=True)
class AuthorityNumber:
    """What others call an authority."""

    id: int
    version: int
    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """One line of a list: `detail` tells namesakes apart (dates, place, ISSN), `via` the other form that was found."""

    id: int
    name: str
    detail: str = ""
    kind: str = ""
    uses: int = 0
    variants: int = 0
    via: str = ""


@dataclass(frozen=True, slots=True)
class AuthoritySheet:
    """Everything about one authority. `kind` is person, body or meeting of a contributor, "" of others."""

    table: AuthorityKind
    id: int
    version: int
    name: str
    kind: str = ""
    dates: str = ""
    place: str = ""
    issn: str = ""
    publisher_id: int | None = None
    publisher: str = ""
    note: str = ""
    source: str = ""
    url: str = ""
    variants: tuple[Variant, ...] = ()
    numbers: tuple[AuthorityNumber, ...] = ()
    uses: int = 0

    @property
    def shown_numbers(self) -> tuple[AuthorityNumber, ...]:
        """The numbers that mean something to people."""
        return tuple(one for one in self.numbers if one.scheme != SOURCE)

    @property
    def spoken(self) -> str:
        """« Kadiatou Diallo » of « Diallo, Kadiatou »."""
        family, given = rules.split_name(self.name) if self.table is AuthorityKind.CONTRIBUTOR else (self.name, "")
        return f"{given} {family}" if given else family


def inverted(family: str, given: str) -> str:
    """Return « Diallo, Kadiatou »."""
    return f"{family}, {given}" if given else family


def named(table: AuthorityKind, typed: str, kind: str, dates: str) -> dict[str, object]:
    """Return the columns that a typed name gives. Raises `DomainError` ``name_missing``, ``text_too_long``."""
    name = rules.one_line(typed, field="name")
    if not name.strip(" ,"):
        raise DomainError("name_missing", N_("Un nom ne peut pas être vide : l'ancien est gardé."), field="name")
    if table is AuthorityKind.CONTRIBUTOR:
        family, given = rules.split_name(name) if kind == PERSON else (name, "")
        if not family:
            family, given = given, ""
        row = authority_rows.contributor(0, family, given, kind, dates)
    elif table is AuthorityKind.PUBLISHER:
        row = {"name": name, "name_sort": sort_key(name), "match_key": match_term(name)}
    else:
        row = {"title": name, "title_sort": sort_key(name), "match_key": match_term(name)}
    return {column: value for column, value in row.items() if column != "id"}


def variant_key(table: AuthorityKind, form: str, kind: str) -> str:
    """Return the key under which another form is found: of a contributor without years, which its own dates are held against."""
    if table is not AuthorityKind.CONTRIBUTOR:
        return match_term(form)
    family, given = rules.split_name(form) if kind == PERSON else (form, "")
    return match_name(family or given, given if family else "", kind)


def variant_row(table: AuthorityKind, authority_id: int, kind: str, form: str, person: str) -> dict[str, object]:
    """Return the row of another form; `person` is the authority's own kind."""
    return {
        table.column: authority_id,
        "kind": kind,
        "form": form,
        "form_sort": sort_key(form.replace(",", "")),
        "match_key": variant_key(table, form, person),
    }


def years(text: str) -> str:
    """Return the digits of dates, as match keys hold them."""
    return "".join(c for c in text if c.isdigit())


def bare_key(key: str) -> tuple[str, str]:
    """Return a contributor's match key without its years, and these: ``p|traore|aminata|`` and ``1947``."""
    head, _, digits = key.rpartition("|")
    return f"{head}|", digits


def guessed_kind(form: str, accepted: str) -> str:
    """Return what another form probably is: another script, initials alone, else simply another form."""
    if _script(form) != _script(accepted):
        return "script"
    letters = [c for c in form if c.isalpha()]
    if 2 <= len(letters) <= 8 and all(c.isupper() for c in letters) and " " not in form.strip():
        return "acronym"
    return "form"


def _script(text: str) -> str:
    for letter in text:
        if letter.isalpha():
            return unicodedata.name(letter, "LATIN").partition(" ")[0]
    return "LATIN"


# --- numbers ---

_MARKS: Final = re.compile(r"[\s\u00a0\u202f.\-–—]")
_ADDRESS: Final = re.compile(r"^https?://[^/]+/(?:isni/|viaf/|wiki/|ark:/12148/cb)?", re.IGNORECASE)
_SHAPES: Final = {
    "isni": re.compile(r"\d{15}[\dX]"),
    "orcid": re.compile(r"\d{15}[\dX]"),
    "idref": re.compile(r"\d{8}[\dX]"),
    "viaf": re.compile(r"\d{2,22}"),
    "bnf": re.compile(r"\d{8}[\dA-Z]?"),
    "wikidata": re.compile(r"Q\d+"),
}
_HINTS: Final = {
    "isni": N_("Un ISNI compte 16 caractères, dont une clé : vérifiez-le. Il est gardé tel quel."),
    "orcid": N_("Un ORCID compte 16 caractères, dont une clé : vérifiez-le. Il est gardé tel quel."),
    "idref": N_("Un numéro IdRef compte 9 caractères, dont une clé : vérifiez-le. Il est gardé tel quel."),
    "viaf": N_("Un numéro VIAF ne compte que des chiffres : vérifiez-le. Il est gardé tel quel."),
    "bnf": N_("Un numéro de la BnF compte 8 chiffres : vérifiez-le. Il est gardé tel quel."),
    "wikidata": N_("Un numéro Wikidata s'écrit Q suivi de chiffres : vérifiez-le. Il est gardé tel quel."),
}


def check_number(scheme: str, typed: str) -> Checked:
    """Check an authority number, an address of it included; what is wrong is kept, with a sentence."""
    if scheme not in _SHAPES:
        return Checked(typed.strip(), typed.strip())
    bare = _MARKS.sub("", _ADDRESS.sub("", typed.strip())).upper()
    bare = bare.removeprefix(scheme.upper()).removeprefix("FRBNF").lstrip(":/").rstrip("/")
    if not _SHAPES[scheme].fullmatch(bare) or not _KEYS.get(scheme, lambda _bare: True)(bare):
        return Checked(bare or typed.strip(), typed.strip(), _HINTS[scheme])
    groups = [bare[at : at + 4] for at in range(0, len(bare), 4)]
    shown = {"isni": " ".join(groups), "orcid": "-".join(groups)}.get(scheme, bare)
    return Checked(bare, shown)


def _mod11_2(bare: str) -> bool:
    """Say whether the last character is the key of the others (ISO 7064, modulo 11-2): ISNI and ORCID."""
    total = 0
    for digit in bare[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == bare[-1]


def _ppn(bare: str) -> bool:
    """Say whether the last character is the key of a PPN: weights 9 to 2, modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(bare[:-1], range(9, 1, -1), strict=True))
    return "0123456789X"[-total % 11] == bare[-1]


_KEYS: Final = {"isni": _mod11_2, "orcid": _mod11_2, "idref": _ppn}
