"""The language of searches against a slow and plain reading of it: 500 notices, any question, the same answers."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO

WORDS: Final = ("eau", "forêt", "puits", "santé", "genre", "climat", "riz", "œuvre", "Noël", "dette")
"""None begins another, so that a whole word and a beginning are told apart by the star alone."""
AUTHORS: Final = ("Traoré, Aminata", "Sow, Ibrahima", "Lê, Minh")
TERMS: Final = ("Karité", "Mousson", "Bogolan")
KINDS: Final = ("livre", "guide", "vidéo")
COUNTRIES: Final = ("Mali", "Niger")
LANGUAGES: Final = ("français", "anglais")


@dataclass(frozen=True)
class Notice:
    """What the model knows of a notice."""

    title: str
    abstract: str
    notes: str
    author: str
    term: str
    kind: str
    year: int | None
    country: str
    language: str
    call_number: str
    isbn: str


def plain(text: str) -> list[str]:
    """The words of a text, read the slow way."""
    text = text.replace("œ", "oe").replace("Œ", "OE").lower()
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in letters).split()


def some(chance: random.Random, words: tuple[str, ...], least: int, most: int) -> str:
    return " ".join(chance.choice(words) for _ in range(chance.randint(least, most)))


def isbn(number: int) -> str:
    body = f"97820700{number:04}"
    return f"{body}{-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body)) % 10}"


def made(number: int) -> Notice:
    chance = random.Random(number)

    def maybe(said: str) -> str:
        return said if chance.random() < 0.6 else ""

    return Notice(
        f"{some(chance, WORDS, 1, 3)} n{number}", maybe(some(chance, WORDS, 3, 8)), maybe(some(chance, WORDS, 1, 3)),
        maybe(chance.choice(AUTHORS)), maybe(chance.choice(TERMS)), chance.choice(KINDS),
        chance.choice([None, *range(2005, 2015)]), maybe(chance.choice(COUNTRIES)), maybe(chance.choice(LANGUAGES)),
        maybe(f"EXPO{chance.randint(1, 9)}"), maybe(isbn(number)),
    )  # fmt: skip


NOTICES: Final = [made(number) for number in range(500)]
COLUMNS: Final = (
    "Titre",
    "Résumé",
    "Notes",
    "Auteurs",
    "Sujets",
    "Type de document",
    "Année",
    "Pays",
    "Langues",
    "Cote",
    "ISBN",
)


def file_of(notices: list[Notice]) -> bytes:
    rows = [
        (one.title, one.abstract, one.notes, one.author, one.term, one.kind, str(one.year or ""), one.country, one.language,
         one.call_number, one.isbn)
        for one in notices
    ]  # fmt: skip
    return "\n".join("\t".join(row) for row in (COLUMNS, *rows)).encode()


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueService]:
    with Library.create(tmp_path_factory.mktemp("model") / "library", sources=SOURCES) as library:
        catalogue = CatalogueService(library)
        report, _ = import_file(catalogue, WHO, of_bytes(file_of(NOTICES), "liste.tsv"))
        assert (report.created, report.rejected) == (500, 0)
        yield catalogue


Asked = tuple[str, Callable[[Notice], bool]]
"""A question as it is typed, and what it means."""


def everywhere(one: Notice) -> list[str]:
    return plain(f"{one.title} {one.abstract} {one.notes} {one.author} {one.term} {one.country} {one.call_number}")


def in_order(first: str, second: str, text: str) -> bool:
    return f" {first} {second} " in f" {' '.join(plain(text))} "


def of_words(at: int, other: int) -> dict[str, Asked]:
    """Criteria of words, of each kind that the help panel names."""
    word, second = WORDS[at % len(WORDS)], WORDS[other % len(WORDS)]
    wanted, also = plain(word)[0], plain(second)[0]
    return {
        "word": (word.upper(), lambda one: wanted in everywhere(one)),
        "begin": (f"{wanted[:2]}*", lambda one: any(said.startswith(wanted[:2]) for said in everywhere(one))),
        "phrase": (
            f'"{word} {second}"',
            lambda one: any(in_order(wanted, also, said) for said in (one.title, one.abstract, one.notes)),
        ),
        "title": (f"titre:{word}", lambda one: wanted in plain(one.title)),
        "titles": (f"title:({word} {second})", lambda one: {wanted, also} <= {*plain(one.title)}),
        "abstract": (f"résumé:{word}", lambda one: wanted in plain(one.abstract)),
        "notes": (f"note:{word}", lambda one: wanted in plain(one.notes)),
    }


def of_lists(at: int, other: int) -> dict[str, Asked]:
    """Criteria of names, of codes, of years, of what is there."""
    name, term, kind, place, tongue = (
        AUTHORS[at % 3],
        TERMS[at % 3],
        KINDS[at % 3],
        COUNTRIES[at % 2],
        LANGUAGES[at % 2],
    )
    year, last, shelf = 2005 + at % 10, 2005 + other % 12, f"EXPO{1 + at % 9}"
    what = list(HAS)[at % len(HAS)]
    has = HAS[what]
    return {
        "author": (f'auteur:"{name}"', lambda one: one.author == name),
        "subject": (f"sujet:{term[:4]}", lambda one: one.term == term),
        "kind": (f"type:{kind}", lambda one: one.kind == kind),
        "country": (f"pays:{place}", lambda one: one.country == place),
        "language": (f"langue:{tongue}", lambda one: one.language == tongue),
        "year": (f"année:{year}", lambda one: one.year == year),
        "years": (
            f"année:{year}..{last}",
            lambda one: one.year is not None and min(year, last) <= one.year <= max(year, last),
        ),
        "since": (f"year:>={year}", lambda one: one.year is not None and one.year >= year),
        "before": (f"année:<{year}", lambda one: one.year is not None and one.year < year),
        "number": (f"cote:{shelf}", lambda one: one.call_number == shelf),
        "with": (f"avec:{what}", has),
        "without": (f"without:{what}", lambda one: not has(one)),
    }


def leaf(at: int, kind: int, other: int) -> Asked:
    """One criterion."""
    known = [*of_words(at, other).values(), *of_lists(at, other).values()]
    return known[kind % len(known)]


HAS: Final[dict[str, Callable[[Notice], bool]]] = {
    "isbn": lambda one: bool(one.isbn), "sujet": lambda one: bool(one.term), "auteur": lambda one: bool(one.author),
    "résumé": lambda one: bool(one.abstract), "cote": lambda one: bool(one.call_number), "année": lambda one: one.year is not None,
    "langue": lambda one: bool(one.language), "pays": lambda one: bool(one.country), "note": lambda one: bool(one.notes),
    "exemplaire": lambda one: bool(one.call_number),
}  # fmt: skip


def both(parts: list[Asked], sign: str) -> Asked:
    text = sign.join(f"({said})" for said, _ in parts)
    return text, lambda one: all(means(one) for _, means in parts)


def either(parts: list[Asked], sign: str) -> Asked:
    text = sign.join(f"({said})" for said, _ in parts)
    return text, lambda one: any(means(one) for _, means in parts)


def neither(part: Asked, sign: str) -> Asked:
    return f"{sign} ({part[0]})", lambda one: not part[1](one)


QUESTIONS: Final = st.recursive(
    st.builds(leaf, st.integers(0, 90), st.integers(0, 18), st.integers(0, 90)),
    lambda inner: st.one_of(
        st.builds(both, st.lists(inner, min_size=2, max_size=3), st.sampled_from((" ", " ET ", " and "))),
        st.builds(either, st.lists(inner, min_size=2, max_size=3), st.sampled_from((" OU ", " or "))),
        st.builds(neither, inner, st.sampled_from(("SAUF", "not", "NON"))),
    ),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUESTIONS)
def test_any_question_is_answered_as_it_is_meant(collection: CatalogueService, asked: Asked) -> None:
    text, means = asked
    expected = {one.title for one in NOTICES if means(one)}
    page = collection.search(text, limit=500)
    assert {row.title for row in page.rows} == expected, text
    assert page.total == len(expected)
    assert sum(value.documents for value in collection.facets(text).kinds) == len(expected), text
