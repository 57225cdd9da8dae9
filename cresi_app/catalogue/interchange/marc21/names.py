"""The people, bodies and meetings of a MARC 21 record, with what they did."""

import csv
import re
from functools import lru_cache
from typing import Final

from cresi_app.catalogue.interchange.marc21 import numbers
from cresi_app.catalogue.interchange.marc21.punctuation import bare, phrase
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.model.notice import BODY, MEETING, PERSON, Notice, NoticeAuthority, NoticeContribution
from cresi_app.core.paths import DATABASE
from cresi_app.core.text import fold

TAGS: Final = {
    "100": (PERSON, "aut"), "110": (BODY, "aut"), "111": (MEETING, "aut"), "700": (PERSON, "ctb"), "710": (BODY, "ctb"),
    "711": (MEETING, "ctb"),
}  # fmt: skip
_ADDRESS: Final = re.compile(r".*/relators/([a-z]{3})$")
_WORDS: Final = {
    "author": "aut", "editor": "edt", "ed": "edt", "eds": "edt", "translator": "trl", "trans": "trl", "illustrator": "ill",
    "ill": "ill", "photographer": "pht", "director": "drt", "producer": "pro", "film director": "drt", "publisher": "pbl",
    "contributor": "ctb", "compiler": "com", "issuing body": "org", "sponsor": "spn", "narrator": "nrt", "trad": "trl",
    "preface": "aui", "creator": "aut", "pref": "aui", "coord": "edt", "dir": "pbd", "autore": "aut", "auteur du texte": "aut",
    "auteur de lettres": "aut",
}  # fmt: skip


@lru_cache(maxsize=1)
def _roles() -> tuple[frozenset[str], dict[str, str]]:
    """Return the relators of the shipped list, and the relator of each of its names in French and English."""
    with (DATABASE / "reference" / "contribution_role.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {fold(row[name]): row["code"] for row in reversed(rows) for name in ("name_fr", "name_en")}
    return frozenset(row["code"] for row in rows), _WORDS | named


def contributions(record: Record, notice: Notice, declined: set[int]) -> None:
    """Read everyone named, once for each of their functions; a 700 that names a work ($t) is a title, not a contributor.

    A field that says a function we have no name for is added to `declined`: its word is kept.
    """
    found: list[NoticeContribution] = []
    said: list[NoticeAuthority] = []
    named = [item for item in record.fields if item.tag in TAGS and not item.first("t")]
    for item in sorted(named, key=lambda one: one.tag[0]):  # the main one first, the others as they stand
        people = _of(item, *TAGS[item.tag])
        if any(_role(word) == "oth" for word in _words_of_function(item, TAGS[item.tag][0])):
            declined.add(id(item))
        found += people
        said += [one for who in people[:1] for one in numbers.said_of(item, who)]
    notice.contributions = list(dict.fromkeys(found))
    notice.authorities = list(dict.fromkeys(said))


def _of(item: Field, kind: str, default: str) -> list[NoticeContribution]:
    family, given, dates = name(item, kind)
    if not family:
        return []
    roles = [role for role in map(_role, [*item.every("4"), *_words_of_function(item, kind)]) if role]
    return [NoticeContribution(family, given, dates, kind, role) for role in dict.fromkeys(roles or [default])]


def _words_of_function(item: Field, kind: str) -> list[str]:
    return item.every("j" if kind == MEETING else "e") if not item.first("4") else []


def _role(told: str) -> str:
    codes, _ = _roles()
    address = _ADDRESS.match(told.strip())
    code = address[1] if address else told.strip().lower()
    if code in codes:
        return code
    return role_named(told) or ("oth" if told.strip() else "")


def role_coded(code: str) -> str:
    """Return a relator's code that is of the shipped list, "" for any other."""
    return code if code in _roles()[0] else ""


def role_named(word: str) -> str:
    """Return the relator that a word for a function means (« illustrateur », « editor »), "" when it means none."""
    return _roles()[1].get(fold(bare(word)).strip(" ."), "")


def name(item: Field, kind: str) -> tuple[str, str, str]:
    """Return family name, given name and dates of a heading; a body's parts make one name."""
    if kind == PERSON:
        whole = phrase(item.first("a"))
        family, _, given = whole.partition(", ") if item.indicators[:1] != "0" else (whole, "", "")
        numbers = " ".join(bare(value) for value in item.every("bc"))
        given = f"{given} {numbers}".strip() if given or not numbers else ""
        family = f"{family} {numbers}" if numbers and not given else family
        return family.rstrip(","), given, bare(item.first("d")).rstrip(".")
    parts = [bare(value).rstrip(".") for value in item.every("abnp")]
    where = [bare(value).strip(" ().:") for value in item.every("cd")] if kind == MEETING else []
    whole = ". ".join(part for part in parts if part)
    return (f"{whole} ({' ; '.join(where)})" if where and whole else whole), "", ""
