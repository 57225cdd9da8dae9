"""Requests for places as they arrive (form, table, letter): what was read, what it would become, and why not."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from cresi_app.core.errors import DomainError
from cresi_app.core.text import fold, words
from cresi_app.training.model.places import GroupRule, Origin

ALIKE: Final = 86
"""From this likeness (of 100) on, two names may be one person's, or one association's, spelt in two ways."""


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Somebody on a form. `needs` (access, diet) go nowhere but to the place's own sheet."""

    name: str
    role: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it was read; nothing of it was looked up yet. `source` is the file, the line, the letter it comes from."""

    source: str
    origin: Origin
    session: str = ""
    """The session's code, or words that name it."""
    organisation: str = ""
    people: tuple[AskedPerson, ...] = ()
    unnamed: int = 0
    """Places whose names will follow."""
    contact: str = ""
    email: str = ""
    phone: str = ""
    group_rule: GroupRule = GroupRule.SPLIT
    note: str = ""
    file_sha256: str = ""
    cautions: tuple[str, ...] = ()
    """Sentences for whoever confirms: what was left out, what was not ticked."""
    refusal: DomainError | None = None
    """Why the source could not be read at all."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that the words may mean."""

    id: int
    name: str
    score: int


@dataclass(frozen=True, slots=True)
class IntakePerson:
    """Somebody who would be booked. `person_id` only when the directory has exactly that name in that association."""

    asked: AskedPerson
    person_id: int | None = None
    alike: tuple[Likeness, ...] = ()
    """Persons of the directory with a name much like it: proposed, never taken unasked."""


class Outcome(StrEnum):
    """What would become of a request."""

    READY = "ready"
    DOUBTFUL = "doubtful"
    INCOMPLETE = "incomplete"
    """The session or the association must be chosen first."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a request: the records it means, who is who, the reasons of exceptions."""

    session_id: int | None = None
    organisation_id: int | None = None
    persons: tuple[tuple[int, int], ...] = ()
    """(rank among the people, person of the directory)."""
    late_reason: str = ""
    limit_reason: str = ""
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """A request with what it would become: the preview of one act."""

    asked: Asked
    outcome: Outcome
    sentences: tuple[str, ...]
    """What a person should know; the first one of a refusal says why."""
    session_id: int | None = None
    session: str = ""
    organisation_id: int | None = None
    organisation: str = ""
    likely: tuple[Likeness, ...] = ()
    """Associations that the words may mean, when none was found."""
    people: tuple[IntakePerson, ...] = ()
    seated: int = 0
    waiting: int = 0
    field: str = ""
    """``late_reason`` or ``limit_reason`` when a reason would lift the refusal."""


def content_sha256(session_id: int, organisation_id: int, asked: Asked) -> str:
    """Return the digest of what a request says: the same people asked twice by the same association give the same."""
    names = sorted(name_key(person.name) for person in asked.people)
    said = json.dumps([session_id, organisation_id, names, asked.unnamed], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def name_key(name: str) -> str:
    """Return what two spellings of one name share: folded words in order, so that « SOW Awa » is « Awa Sow »."""
    return " ".join(sorted(words(name)))


def likeness(one: str, other: str) -> int:
    """Return how alike two names are, 0 to 100, whatever the order of their words and their accents."""
    return round(fuzz.token_sort_ratio(fold(one), fold(other)))


def alike(name: str, known: Iterable[tuple[int, str]], *, most: int = 3) -> tuple[Likeness, ...]:
    """Return the records whose names are much like `name`, best first."""
    scored = [Likeness(key, text, likeness(name, text)) for key, text in known]
    return tuple(sorted((one for one in scored if one.score >= ALIKE), key=lambda one: (-one.score, one.name))[:most])


def organisations_alike(name: str, known: Iterable[tuple[int, str]], *, most: int = 3) -> tuple[Likeness, ...]:
    """Return the associations that a name may mean: words that stand in both count for more than for people."""
    wanted = fold(name)
    if not wanted:
        return ()
    joined = wanted.replace(" ", "")

    def score(other: str) -> int:
        return round(max(fuzz.token_set_ratio(wanted, other), fuzz.ratio(joined, other.replace(" ", ""))))

    scored = [Likeness(key, text, score(fold(text))) for key, text in known]
    return tuple(sorted((one for one in scored if one.score >= ALIKE), key=lambda one: (-one.score, one.name))[:most])


def twice(people: Sequence[AskedPerson]) -> list[tuple[str, str]]:
    """Return the pairs of names of one request that may be the same person under two spellings."""
    found = []
    for rank, person in enumerate(people):
        found += [
            (person.name, other.name) for other in people[rank + 1 :] if likeness(person.name, other.name) >= ALIKE
        ]
    return found
