"""What a person asks of the catalogue in one line: words, fields, « et / ou / sauf », ranges, what is there or lacks. Nothing typed raises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeGuard

from cresi_app.catalogue.model.askfields import ANY, VOCABULARY, WITH, Takes, Vocabulary
from cresi_app.catalogue.model.ends import TODAY, YESTERDAY
from cresi_app.catalogue.model.sentence import Line, Op, Part, is_plain, read
from cresi_app.core.text import fold

__all__ = [
    "All", "Any", "Asked", "Code", "Has", "HasOwn", "Node", "Not", "Own", "Pages", "Range", "Term", "Where", "Words",
    "asked", "is_plain", "node_of", "resolved", "terms",
]  # fmt: skip

Where = Literal["title", "contributors", "publisher", "subjects", "abstract", "numbers", "notes"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must all stand in the document, or in one part of it (`where`); `phrase`: one after the other."""

    text: str
    where: Where | None = None
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A year, a day or a number between two, either may be open; days are ISO."""

    field: Literal[
        "year", "added", "changed", "published", "age", "minutes", "group", "views", "consultations", "loans"
    ]
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a list (kinds, countries, places…); as typed, folded. `codes` are those it means, once they are known."""

    field: Literal["kind", "language", "country", "status", "location", "provenance", "basket", "level"]
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
class Pages:
    """Words that must all stand on one page of an attached file; `phrase`: one after the other."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What a field of the centre's own says: words, a choice, yes or no (in `first`), or a range of numbers or days."""

    field_id: int
    takes: Takes
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class HasOwn:
    """That a field of the centre's own is filled in."""

    field_id: int


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


Node = Words | Range | Code | Term | Has | Pages | Own | HasOwn | Not | All | Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: plain `words`, searched and ranked as ever, and a `condition` when there is more to it."""

    words: str
    condition: Node | None = None


_DAYS: Final = {"j": 1, "d": 1, "s": 7, "w": 7, "m": 30, "a": 365, "y": 365}
_WHERE: Final[dict[str, Where]] = {
    "title": "title", "contributors": "contributors", "publisher": "publisher", "abstract": "abstract", "numbers": "numbers",
    "notes": "notes",
}  # fmt: skip


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


def terms(node: Node | None) -> list[Term]:
    """Return every subject that a condition names."""
    match node:
        case Term():
            return [node]
        case Not():
            return terms(node.part)
        case All() | Any():
            return [one for part in node.parts for one in terms(part)]
        case _:
            return []


def asked(text: str, today: date, vocabulary: Vocabulary = VOCABULARY) -> Asked:
    """Read what was typed. `today` is the centre's day, for « ajouté:<30j »; `vocabulary` knows the centre's own fields."""
    if is_plain(text, vocabulary):
        return Asked(text)
    node = node_of(read(text, vocabulary), today, vocabulary)
    if node is None:
        return Asked(text)
    if _is_plain_words(node):
        return Asked(node.text)
    if isinstance(node, All):  # its plain words rank the answers, the rest narrows them
        plain = [part.text for part in node.parts if _is_plain_words(part)]
        rest = tuple(part for part in node.parts if not _is_plain_words(part))
        return Asked(" ".join(plain), rest[0] if len(rest) == 1 else All(rest) if rest else None)
    return Asked("", node)


def _is_plain_words(node: Node) -> TypeGuard[Words]:
    return isinstance(node, Words) and node.where is None and not node.phrase


def node_of(part: Part, today: date, vocabulary: Vocabulary = VOCABULARY) -> Node | None:
    """Return the condition that a line or a group means; None when it says nothing."""
    node: Node
    if isinstance(part, Line):
        node = _leaf(part, today, vocabulary)
    else:
        read_parts = [node_of(one, today, vocabulary) for one in part.parts]
        nodes = tuple(one for one in read_parts if one is not None)
        if not nodes:
            return None
        node = nodes[0] if len(nodes) == 1 else All(nodes) if part.sign == "and" else Any(nodes)
    return Not(node) if part.negated else node


def _leaf(line: Line, today: date, vocabulary: Vocabulary) -> Node:
    if line.field == ANY:
        return Words(line.value, None, line.op is Op.PHRASE)
    if line.field == WITH:
        own = vocabulary.fields.get(line.value)
        return HasOwn(own.own) if own is not None and own.own is not None else Has(line.value)
    field = vocabulary.fields[line.field]
    if field.own is not None:
        return _own(field.own, field.takes, line, today)
    match field.takes:
        case Takes.TEXT if field.key == "pages":
            return Pages(line.value, line.op is Op.PHRASE)
        case Takes.TEXT:
            return Words(line.value, _WHERE[field.key], line.op is Op.PHRASE)
        case Takes.TERM:
            return Term(line.value, line.op is Op.BELOW)
        case Takes.CODE:
            return Code(field.key, fold(line.value))  # type: ignore[arg-type]  # keys of the fields that take codes
        case _:
            first, last = _range(line, field.takes, today)
            return Range(field.key, first, last)  # type: ignore[arg-type]  # keys of the fields that are measured


def _own(field_id: int, takes: Takes, line: Line, today: date) -> Own:
    if takes in {Takes.TEXT, Takes.CODE, Takes.YES_NO}:
        return Own(field_id, takes, fold(line.value).strip())
    return Own(field_id, takes, *_range(line, takes, today))


def _range(line: Line, takes: Takes, today: date) -> tuple[str, str]:
    """Return both ends as they are compared; « 2024-03 » holds all its days: texts compare as days do, ~ comes after every digit."""
    if line.op in {Op.WITHIN, Op.OLDER}:
        day = _back(line.value, today)
        return (day, "") if line.op is Op.WITHIN else ("", day)
    first = line.value if line.op in {Op.IS, Op.BETWEEN, Op.FROM} else ""
    last = line.last if line.op is Op.BETWEEN else line.value if line.op in {Op.IS, Op.UNTIL} else ""
    if takes is not Takes.DAY:
        return first, last
    return _said_day(first, today), f"{_said_day(last, today)}~" if last else ""


def _back(age: str, today: date) -> str:
    """Return the day so far back; before the calendar begins, its first day."""
    try:
        return (today - timedelta(days=int(age[:-1]) * _DAYS[age[-1]])).isoformat()
    except OverflowError:
        return date.min.isoformat()


def _said_day(said: str, today: date) -> str:
    if said == TODAY[0]:
        return today.isoformat()
    return (today - timedelta(days=1)).isoformat() if said == YESTERDAY[0] else said
