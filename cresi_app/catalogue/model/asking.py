"""What a person asks of the catalogue in one line: words, fields, « et / ou / sauf », ranges, what is there or lacks. Nothing typed raises."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from cresi_app.core.text import fold, words

Where = Literal["title", "contributors", "publisher", "subjects", "abstract", "numbers", "notes"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must all stand in the document, or in one part of it (`where`); `phrase`: one after the other."""

    text: str
    where: Where | None = None
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A year or a day between two, either may be open; days are ISO."""

    field: Literal["year", "added", "changed", "published"]
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a list: kind, language, country, status; as typed, folded. `codes` are those it means, once they are known."""

    field: Literal["kind", "language", "country", "status"]
    value: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A subject by its name; `below`: with everything below it in the thesaurus."""

    name: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Has:
    """That the document has something at all: an ISBN, a subject, a copy."""

    what: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Everything must be."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of them must be."""

    parts: tuple["Node", ...]


Node = Words | Range | Code | Term | Has | Not | All | Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: plain `words`, searched and ranked as ever, and a `condition` when there is more to it."""

    words: str
    condition: Node | None = None


_FIELDS: Final[dict[str, str]] = {
    name: field
    for field, names in {
        "title": "titre title intitule", "contributors": "auteur auteurs author contributeur", "publisher": "editeur publisher lieu place collection series",
        "subject": "sujet subject theme motcle mot-cle keyword", "abstract": "resume abstract", "numbers": "cote callnumber numero number code codebarres code-barres barcode isbn issn inventaire",
        "notes": "note notes contenu contents public audience", "year": "annee year an", "added": "ajoute ajoutee added entre saisi", "changed": "modifie modifiee changed modified",
        "published": "paru publie published", "kind": "type kind nature", "language": "langue language", "country": "pays country", "status": "statut status etat",
        "with": "avec with", "without": "sans without",
    }.items()
    for name in names.split()
}  # fmt: skip
WHATS: Final[dict[str, str]] = {
    name: what
    for what, names in {
        "isbn": "isbn", "issn": "issn", "subject": "sujet sujets subject theme", "contributor": "auteur auteurs author", "copy": "exemplaire exemplaires copy",
        "abstract": "resume abstract", "cover": "couverture cover image", "file": "fichier fichiers file piece", "call_number": "cote callnumber", "year": "annee year date",
        "publisher": "editeur publisher", "language": "langue language", "country": "pays country", "url": "lien url adresse", "notes": "note notes",
    }.items()
    for name in names.split()
}  # fmt: skip
_TOKEN: Final = re.compile(r'\s*(?:([()])|(-)?(?:([^\s:()"]+):)?(?:"([^"]*)"?(\+)?|([^\s()"]+)))')
_BIND: Final = {"et": "and", "and": "and", "ou": "or", "or": "or", "sauf": "not", "not": "not", "non": "not"}
_SIGNS: Final = re.compile(r'["()]|(?:^|\s)-\w|\b(?:ET|AND|OU|OR|SAUF|NOT|NON)\b')
_NAMED: Final = re.compile(r"([^\s:()\"]+):\S")
_AGE: Final = re.compile(r"^([<>])=?\s*(\d{1,4})\s*(j|d|s|w|m|a|y)$")
_DAYS: Final = {"j": 1, "d": 1, "s": 7, "w": 7, "m": 30, "a": 365, "y": 365}
_PART: Final = re.compile(r"^\d{4}(?:-\d{2}){0,2}$")
_DEEPEST: Final = 40
"""Brackets in brackets that are followed; deeper ones nobody types are read as words."""


def resolved(node: Node, codes: Mapping[str, Mapping[str, str]]) -> Node:
    """Return the condition with the codes its values mean; `codes`: field → folded name or code → code."""
    match node:
        case Code():
            known = codes[node.field]
            exact = {known[node.value]} if node.value in known else set()
            begun = exact or {code for name, code in known.items() if name.startswith(node.value)}
            return Code(node.field, node.value, tuple(sorted(begun)))
        case Not():
            return Not(resolved(node.part, codes))
        case All():
            return All(tuple(resolved(part, codes) for part in node.parts))
        case Any():
            return Any(tuple(resolved(part, codes) for part in node.parts))
        case _:
            return node


def is_plain(text: str) -> bool:
    """Say whether a text is words only: titles hold « et », « or » and colons, which ask for nothing."""
    if _SIGNS.search(text):
        return False
    return not any(fold(name) in _FIELDS for name in _NAMED.findall(text))


def asked(text: str, today: date) -> Asked:
    """Read what was typed. `today` is the centre's day, for « ajouté:<30j »."""
    if is_plain(text):
        return Asked(text)
    node = _Reader(text, today).read()
    if node is None:
        return Asked(text)
    if isinstance(node, Words) and node.where is None and not node.phrase:
        return Asked(node.text)
    if isinstance(node, All):  # its plain words rank the answers, the rest narrows them
        plain = [part.text for part in node.parts if isinstance(part, Words) and part.where is None and not part.phrase]
        rest = tuple(
            part for part in node.parts if not (isinstance(part, Words) and part.where is None and not part.phrase)
        )
        return Asked(" ".join(plain), rest[0] if len(rest) == 1 else All(rest) if rest else None)
    return Asked("", node)


class _Reader:
    """Reads tokens from left to right: « ou » binds less than « et », « sauf » binds most."""

    def __init__(self, text: str, today: date) -> None:
        self._today = today
        self._tokens: list[re.Match[str]] = [found for found in _TOKEN.finditer(text) if found[0].strip()]
        self._at = 0
        self._depth = 0

    def read(self) -> Node | None:
        """Return the whole, brackets left open or closed once too often forgiven."""
        parts: list[Node] = []
        while self._at < len(self._tokens):
            node = self._any_of()
            if node is not None:
                parts.append(node)
            self._at += 1  # a bracket that closes nothing
        return _all(parts)

    def _peek(self) -> str:
        if self._at >= len(self._tokens):
            return ""
        found = self._tokens[self._at]
        if found[1]:
            return found[1]
        word = found[6] or ""
        alone = not found[2] and not found[3] and found[4] is None
        return _BIND.get(fold(word), "word") if alone else "word"

    def _any_of(self) -> Node | None:
        parts = [self._all_of()]
        while self._peek() == "or":
            self._at += 1
            parts.append(self._all_of())
        kept = tuple(part for part in parts if part is not None)
        return None if not kept else kept[0] if len(kept) == 1 else Any(kept)

    def _all_of(self) -> Node | None:
        parts: list[Node] = []
        while (sign := self._peek()) not in {"", ")", "or"}:
            if sign == "and":
                self._at += 1
                continue
            node = self._one()
            if node is not None:
                parts.append(node)
        return _all(parts)

    def _one(self) -> Node | None:
        sign = self._peek()
        if sign == "not":
            self._at += 1
            if self._peek() in {"", ")", "or"}:
                return None
            node = self._one()
            return Not(node) if node is not None else None
        if sign == "(":
            self._at += 1
            if self._depth >= _DEEPEST:
                return None
            self._depth += 1
            node = self._any_of()
            self._depth -= 1
            self._at += self._peek() == ")"
            return node
        found = self._tokens[self._at]
        self._at += 1
        node = _leaf(found, self._today)
        return Not(node) if node is not None and found[2] else node


def _all(parts: Sequence[Node]) -> Node | None:
    joined: list[Node] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            isinstance(part, Words)
            and isinstance(last, Words)
            and part.where is last.where is None
            and not part.phrase
            and not last.phrase
        ):
            joined[-1] = Words(f"{last.text} {part.text}")
        elif isinstance(part, All):
            joined += part.parts
        else:
            joined.append(part)
    return None if not joined else joined[0] if len(joined) == 1 else All(tuple(joined))


def _leaf(found: re.Match[str], today: date) -> Node | None:
    name, quoted, bare = found[3] or "", found[4], found[6] or ""
    value = f"{quoted}{found[5] or ''}" if quoted is not None else bare
    field = _FIELDS.get(fold(name), "") if name else ""
    if name and not field:  # « Eau : un guide » names no field
        return Words(f"{name} {value}") if words(f"{name} {value}") else None
    if field:
        return _field(field, value, today, phrase=quoted is not None)
    return Words(value, None, quoted is not None) if words(value) else None


def _field(field: str, value: str, today: date, *, phrase: bool) -> Node | None:
    match field:
        case "title" | "contributors" | "publisher" | "abstract" | "numbers" | "notes":
            return Words(value, field, phrase) if words(value) else None
        case "subject":
            return Term(value.rstrip("+"), value.endswith("+")) if words(value) else None
        case "kind" | "language" | "country" | "status":
            return Code(field, fold(value)) if value.strip() else None
        case "with" | "without":
            what = WHATS.get(fold(value), "")
            has = Has(what) if what else Words(value)
            return Not(has) if field == "without" else has
        case "year":
            return _years(value)
        case "added" | "changed" | "published":
            return _days(field, value, today)
    return None


def _bounds(value: str) -> tuple[str, str] | None:
    """Return both ends of « 2015..2020 », « ..2020 », « >=2015 », « <2015 », « 2015 »; None when it is none of these."""
    told = value.strip()
    if ".." in told:
        first, _, last = told.partition("..")
        return (first.strip(), last.strip()) if any((first.strip(), last.strip())) else None
    if told[:1] in {"<", ">"}:
        rest = told.lstrip("<>=").strip()
        if not rest:
            return None
        return (rest, "") if told[0] == ">" else ("", rest)
    return (told, told) if told else None


def _years(value: str) -> Node | None:
    bounds = _bounds(value)
    if bounds is None or any(part and not (part.isdecimal() and len(part) == 4) for part in bounds):
        return Words(value) if words(value) else None
    first, last = bounds
    if value.strip().startswith(">") and not value.strip().startswith(">="):
        first = str(int(first) + 1)
    if value.strip().startswith("<") and not value.strip().startswith("<="):
        last = str(int(last) - 1)
    return Range("year", first, last)


def _days(field: Literal["added", "changed", "published"], value: str, today: date) -> Node | None:
    told = fold(value.strip()).replace(" ", "")
    age = _AGE.match(told)
    if age:
        day = (today - timedelta(days=int(age[2]) * _DAYS[age[3]])).isoformat()
        return Range(field, day, "") if age[1] == "<" else Range(field, "", day)
    if told in {"aujourd'hui", "today"}:
        return Range(field, today.isoformat(), today.isoformat())
    bounds = _bounds(value)
    if bounds is None or any(part and not _PART.match(part) for part in bounds):
        return Words(value) if words(value) else None
    # « 2024-03 » holds all its days: texts compare as days do, and ~ comes after every digit.
    return Range(field, bounds[0], f"{bounds[1]}~" if bounds[1] else "")
