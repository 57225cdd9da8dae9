"""A search as lines and groups: read from what is typed, written back as text. What a form shows is what the search runs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from cresi_app.catalogue.model.askfields import ANY, VOCABULARY, WITH, WITHOUT, AskField, Takes, Vocabulary
from cresi_app.catalogue.model.ends import bounds, end_of, in_order
from cresi_app.core.text import fold, words


class Op(StrEnum):
    """How a line compares."""

    WORDS = "words"
    PHRASE = "phrase"
    IS = "is"
    BELOW = "below"
    """A subject with everything below it in the thesaurus."""
    BETWEEN = "between"
    FROM = "from"
    UNTIL = "until"
    WITHIN = "within"
    """Within an age (« 30j »): counted back from today, each day again."""
    OLDER = "older"


OPERATORS: Final[dict[Takes, tuple[Op, ...]]] = {
    Takes.TEXT: (Op.WORDS, Op.PHRASE),
    Takes.TERM: (Op.IS, Op.BELOW),
    Takes.CODE: (Op.IS,),
    Takes.YEAR: (Op.IS, Op.BETWEEN, Op.FROM, Op.UNTIL),
    Takes.DAY: (Op.WITHIN, Op.OLDER, Op.IS, Op.BETWEEN, Op.FROM, Op.UNTIL),
    Takes.NUMBER: (Op.IS, Op.BETWEEN, Op.FROM, Op.UNTIL),
    Takes.DECIMAL: (Op.IS, Op.BETWEEN, Op.FROM, Op.UNTIL),
    Takes.YES_NO: (Op.IS,),
    Takes.WHAT: (Op.IS,),
}
"""What each kind of field can be asked, the usual one first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion: a field's key, an operator, a value (`last`: the other end of a range), and whether it must not be."""

    field: str
    op: Op
    value: str = ""
    last: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria that must all be, or of which one must be."""

    sign: Literal["and", "or"] = "and"
    parts: tuple["Part", ...] = ()
    negated: bool = False


Part = Line | Group

_TOKEN: Final = re.compile(r'\s*(?:([()])|(-)?(?:([^\s:()"]+):)?(?:"([^"]*)"?(\+)?|(?<=:)\(([^()"]*)\)?|([^\s()"]+)))')
BIND: Final = {"et": "and", "and": "and", "ou": "or", "or": "or", "sauf": "not", "not": "not", "non": "not"}
_SIGNS: Final = re.compile(r'["()]|(?:^|\s)-\w|\b(?:ET|AND|OU|OR|SAUF|NOT|NON)\b')
_OR, _AND, _BUT = (re.compile(rf"(?:^|\s+)(?:{signs})(?=\s|$)") for signs in ("OU|OR", "ET|AND", "SAUF|NOT|NON"))
_BOUND: Final = re.compile(r"(?:^|\s)(?:OU|OR|ET|AND|SAUF|NOT|NON)(?=\s|$)")
_NAMED: Final = re.compile(r"([^\s:()\"]+):\S")
_AGE: Final = re.compile(r"^([<>])=?(\d{1,4})([jdswmay])$")
_AGE_VALUE: Final = re.compile(r"^\d{1,4}[jdswmay]$")
_LEAST: Final = Decimal("0.000001")
_MARKS: Final = (re.compile('"'), re.compile(r'[()"]'))
"""What a value cannot hold: quotes, and brackets where it stands in some."""
_MOST: Final = 700
"""Words, names and brackets that are read as a search; what is longer was pasted, and is words."""
_DEEPEST: Final = 12
"""Brackets in brackets that are followed, far from what SQLite takes; deeper ones nobody types are read as words."""


def is_plain(text: str, vocabulary: Vocabulary = VOCABULARY) -> bool:
    """Say whether a text is words only: titles hold « et », « or » and colons, which ask for nothing."""
    if _SIGNS.search(text):
        return False
    return not any(vocabulary.names(name) for name in _NAMED.findall(text))


def read(text: str, vocabulary: Vocabulary = VOCABULARY) -> Group:
    """Return what a text asks, line by line; brackets left open or closed once too often are forgiven."""
    if is_plain(text, vocabulary):
        said = _telling(text)
        return Group(parts=(Line(ANY, Op.WORDS, said),)) if said else Group()
    parts = tokens(text)
    if len(parts) > _MOST:
        return Group(parts=(Line(ANY, Op.WORDS, " ".join(words(text))),))
    found = _Reader(parts, vocabulary).read()
    return found if isinstance(found, Group) and not found.negated else Group(parts=() if found is None else (found,))


def tokens(text: str) -> list[re.Match[str]]:
    """Return the words, names and brackets of a text as they are read: groups 3 a field's name, 4, 6 or 7 what is asked of it."""
    return [found for found in _TOKEN.finditer(text) if found[0].strip()]


def values(found: re.Match[str]) -> list[str]:
    """Return what a token asks: what stands after a field's name, each part of a bracket for itself."""
    if found[6] is not None:
        return [part.strip() for part in _BOUND.split(found[6]) if part.strip()]
    said = found[4] if found[4] is not None else found[7]
    return [" ".join(said.split())] if said and said.strip() else []


def _telling(text: str) -> str:
    """Return a text without what stands alone and is no word: « Eau : un guide » asks for its three words."""
    return " ".join(one for one in text.split() if words(one))


def tidy(group: Group, vocabulary: Vocabulary = VOCABULARY) -> Group:
    """Return a group as it reads back from its text.

    Values stand on one line without the marks of the language; lines that say nothing or do not read are left out, and so
    are groups that say nothing of their own.
    """
    found = _tidied(group, vocabulary)
    return found if isinstance(found, Group) and not found.negated else Group(parts=() if found is None else (found,))


def _tidied(part: Part, vocabulary: Vocabulary) -> Part | None:
    if isinstance(part, Line):
        return _tidied_line(part, vocabulary)
    parts = [kept for one in part.parts if (kept := _tidied(one, vocabulary)) is not None]
    joined = _joined(part.sign, parts)
    return replace(joined, negated=joined.negated != part.negated) if joined is not None else None


def _tidied_line(line: Line, vocabulary: Vocabulary) -> Line | None:
    field = vocabulary.fields.get(line.field)
    if field is None or line.op not in OPERATORS[field.takes]:
        return None
    said = " ".join(_MARKS[line.op is Op.WORDS].sub(" ", line.value).split())
    match field.takes:
        case Takes.TEXT:
            if line.op is Op.WORDS:  # in a bracket, capitals would bind
                said = _BOUND.sub(lambda found: found[0].lower(), said)
                said = _telling(said) if line.field == ANY else said
            return replace(line, value=said) if words(said) else None
        case Takes.TERM:
            said = said.rstrip("+ ")
            return replace(line, value=said) if words(said) else None
        case Takes.CODE | Takes.YES_NO:
            return replace(line, value=said) if said else None
        case Takes.WHAT:
            return line if line.value in vocabulary.whats else None
        case _:
            return _readable(line, field)


def _readable(line: Line, field: AskField) -> Line | None:
    """Return a measured line with its values as they are kept; None when one of them does not read."""
    if line.op in {Op.WITHIN, Op.OLDER}:
        age = fold(line.value).replace(" ", "")
        return replace(line, value=f"{int(age[:-1])}{age[-1]}") if _AGE_VALUE.match(age) and age.isascii() else None
    first, last = end_of(field, line.value.strip()), end_of(field, line.last.strip()) if line.op is Op.BETWEEN else ""
    if first is None or last is None:
        return None
    first, last = in_order(field, first, last) if first and last else (first, last)
    return replace(line, value=first, last=last)


class _Reader:
    """Reads tokens from left to right: « ou » binds less than « et », « sauf » binds most."""

    def __init__(self, tokens: list[re.Match[str]], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def read(self) -> Part | None:
        parts: list[Part] = []
        while self._at < len(self._tokens):
            part = self._any_of()
            if part is not None:
                parts.append(part)
            self._at += 1  # a bracket that closes nothing
        return _joined("and", parts)

    def _peek(self) -> str:
        if self._at >= len(self._tokens):
            return ""
        found = self._tokens[self._at]
        if found[1]:
            return found[1]
        alone = not found[2] and not found[3] and found[4] is None and found[6] is None
        return BIND.get(fold(found[7] or ""), "word") if alone else "word"

    def _any_of(self) -> Part | None:
        parts = [self._all_of()]
        while self._peek() == "or":
            self._at += 1
            parts.append(self._all_of())
        return _joined("or", [part for part in parts if part is not None])

    def _all_of(self) -> Part | None:
        parts: list[Part] = []
        while (sign := self._peek()) not in {"", ")", "or"}:
            if sign == "and":
                self._at += 1
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        return _joined("and", parts)

    def _one(self) -> Part | None:
        sign = self._peek()
        if sign == "not":
            self._at += 1
            if self._peek() in {"", ")", "or"}:
                return None
            part = self._one()
            return replace(part, negated=not part.negated) if part is not None else None
        if sign == "(":
            self._at += 1
            if self._depth >= _DEEPEST:
                return None
            self._depth += 1
            part = self._any_of()
            self._depth -= 1
            self._at += self._peek() == ")"
            return part
        found = self._tokens[self._at]
        self._at += 1
        line = _line(found, self._vocabulary)
        return replace(line, negated=not line.negated) if line is not None and found[2] else line


def _joined(sign: Literal["and", "or"], parts: Sequence[Part]) -> Part | None:
    """Join parts; a group of the same sign dissolves, plain words that follow each other are one line."""
    flat: list[Part] = []
    for part in parts:
        inner = part.parts if isinstance(part, Group) and part.sign == sign and not part.negated else (part,)
        for one in inner:
            last = flat[-1] if flat else None
            if sign == "and" and isinstance(one, Line) and isinstance(last, Line) and is_words(one) and is_words(last):
                flat[-1] = replace(last, value=f"{last.value} {one.value}")
            else:
                flat.append(one)
    return None if not flat else flat[0] if len(flat) == 1 else Group(sign, tuple(flat))


def is_words(line: Line) -> bool:
    """Say whether a line is plain words, which also rank the answers."""
    return line.field == ANY and line.op is Op.WORDS and not line.negated


def _line(found: re.Match[str], vocabulary: Vocabulary) -> Part | None:
    name, quoted, inside, bare = found[3] or "", found[4], found[6], found[7] or ""
    value = quoted if quoted is not None else inside if inside is not None else bare
    if not name:
        return _text(ANY, value, phrase=quoted is not None)
    if fold(name) in WITHOUT:
        return _presence(value, vocabulary, negated=True)
    field = vocabulary.field(name)
    if field is None:  # « Eau : un guide » names no field
        return _text(ANY, f"{name} {value}")
    if inside is not None and _BOUND.search(inside):
        return _bracketed(field, inside, vocabulary)
    return _of_field(field, value, vocabulary, plus=bool(found[5]), phrase=quoted is not None)


def _bracketed(field: AskField, inside: str, vocabulary: Vocabulary) -> Part | None:
    """Read « titre:(eau OU puits SAUF mali) »: each word of the bracket is asked of its field. Only capitals bind there."""
    found: list[Part | None] = []
    for alternative in _OR.split(inside):
        kept, *left = _BUT.split(_AND.sub(" ", alternative))
        lines = [_of_field(field, kept, vocabulary, plus=False, phrase=False)]
        without = [_of_field(field, one, vocabulary, plus=False, phrase=False) for one in left]
        lines += [replace(one, negated=not one.negated) for one in without if one is not None]
        found.append(_joined("and", [one for one in lines if one is not None]))
    return _joined("or", [one for one in found if one is not None])


def _text(key: str, value: str, *, phrase: bool = False) -> Line | None:
    said = " ".join(value.split())
    return Line(key, Op.PHRASE if phrase else Op.WORDS, said) if words(said) else None


def _presence(value: str, vocabulary: Vocabulary, *, negated: bool = False) -> Line | None:
    what = vocabulary.what(value)
    line = Line(WITH, Op.IS, what) if what else _text(ANY, value)
    return replace(line, negated=negated) if line is not None else None


def _of_field(field: AskField, value: str, vocabulary: Vocabulary, *, plus: bool, phrase: bool) -> Line | None:
    said = " ".join(value.split())
    match field.takes:
        case Takes.TEXT:
            return _text(field.key, said, phrase=phrase)
        case Takes.TERM:
            below = plus or said.endswith("+")
            name = said.rstrip("+").strip()
            return Line(field.key, Op.BELOW if below else Op.IS, name) if words(name) else None
        case Takes.CODE | Takes.YES_NO:
            return Line(field.key, Op.IS, said) if said else None
        case Takes.WHAT:
            return _presence(said, vocabulary)
        case _:
            return measured(field, said) or _text(ANY, said)


def measured(field: AskField, said: str) -> Line | None:
    """Read a year, a day or a number, alone or as a range; None when it is none."""
    if field.takes is Takes.DAY and (age := _AGE.match(fold(said).replace(" ", ""))):
        return Line(field.key, Op.WITHIN if age[1] == "<" else Op.OLDER, f"{int(age[2])}{age[3]}")
    both = bounds(said)
    if both is None:
        return None
    ends = [end_of(field, one) if one else "" for one in both]
    if any(end is None for end in ends):
        return None
    first, last = (end or "" for end in ends)
    if field.takes in {Takes.YEAR, Takes.NUMBER}:  # whole numbers: « > 2015 » is from 2016 on
        first = str(int(first) + 1) if said[:1] == ">" and said[1:2] != "=" else first
        last = str(int(last) - 1) if said[:1] == "<" and said[1:2] != "=" else last
        if last.startswith("-"):
            return None
    elif field.takes is Takes.DECIMAL:  # numbers are kept to the millionth
        first = str(Decimal(first) + _LEAST) if said[:1] == ">" and said[1:2] != "=" else first
        last = str(Decimal(last) - _LEAST) if said[:1] == "<" and said[1:2] != "=" else last
    if ".." not in said and first == last:
        return Line(field.key, Op.IS, first)
    if first and last:
        first, last = in_order(field, first, last)
        return Line(field.key, Op.BETWEEN, first, last)
    return Line(field.key, Op.FROM, first) if first else Line(field.key, Op.UNTIL, last)
