"""Makes plausible UNIMARC notices by the thousand, the same for the same seed: for tests and for measuring."""

import random
from collections.abc import Iterator
from typing import Final

from cresi_app.catalogue.interchange import iso2709

FAMILIES: Final = (
    "Diallo", "Traoré", "Keïta", "Lefèvre", "Nguyễn", "Ouédraogo", "Martin", "Bâ", "Çelik", "Żółkiewska", "Haïdara",
    "N'Diaye", "Arthaus", "Moreau", "Coulibaly", "Rakotomalala", "Benali", "Sánchez", "Kaboré", "Le Goff",
)  # fmt: skip
GIVENS: Final = (
    "Aïssatou",
    "Kadiatou",
    "Marc",
    "Salif",
    "Zoé",
    "Łucja",
    "Émile",
    "Rania",
    "Trần",
    "Hélène",
    "José",
    "Awa",
)
THEMES: Final = (
    "Eau et assainissement", "Santé publique", "Droits humains", "Éducation", "Agriculture familiale", "Climat",
    "Égalité femmes-hommes", "Migrations", "Commerce équitable", "Économie sociale", "Paix", "Démocratie locale",
    "Coopération décentralisée", "Jeunesse", "Culture", "Énergie", "Forêts", "Alimentation", "Numérique", "Villes",
)  # fmt: skip
PLACES: Final = (
    "Mali",
    "Sénégal",
    "Haïti",
    "Niger",
    "Burkina Faso",
    "Viêt Nam",
    "Chine",
    "Guyane",
    "Maroc",
    "Palestine",
)
PUBLISHERS: Final = (
    ("Dakar", "Éditions du Fleuve"), ("Paris", "L'Harmattan"), ("Nogent-sur-Marne", "Gret"), ("Paris", "Karthala"),
    ("Bamako", "Jamana"), ("Lyon", "Agir Ensemble"), ("Évry", "Centre de ressources"), ("Bruxelles", "GRIP"),
)  # fmt: skip
NOUNS: Final = (
    "gouverner la ressource", "œuvre commune", "comités d'usagers", "récits croisés", "guide technique", "vingt ans après",
    "regards d'ici", "l'été des possibles", "chroniques du fleuve", "outils pour agir", "mémoires vives", "fiches pratiques",
)  # fmt: skip
WORDS: Final = (
    "association", "village", "projet", "acteurs", "développement", "puits", "école", "santé", "forêt", "partenaires", "territoire",
    "habitants", "coopération", "expérience", "méthode", "évaluation", "financement", "formation", "communauté", "eau", "rural",
    "solidarité", "internationale", "collectivité", "locale", "durable", "femmes", "jeunes", "marché", "transition", "œuvre",
)  # fmt: skip


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> tuple[str, bytes]:
    """Return a field ready to be written."""
    return tag, (indicators + "".join(f"\x1f{code}{value}" for code, value in subfields)).encode()


def isbn13(number: int) -> str:
    """Return a valid ISBN of the French-language group from a counter."""
    body = f"9782{number % 10**8:08d}"
    total = sum(int(digit) * (1 if index % 2 == 0 else 3) for index, digit in enumerate(body))
    return f"{body}{(10 - total % 10) % 10}"


def notice(number: int, seed: int = 2026) -> bytes:
    """Return the notice of this number: about 900 bytes, 1.5 contributors, 2 subjects, a copy, mostly an ISBN."""
    rng = random.Random(seed * 1_000_003 + number)
    town, publisher = rng.choice(PUBLISHERS)
    theme, place, year = rng.choice(THEMES), rng.choice(PLACES), rng.randint(1975, 2026)
    people = [
        (rng.choice(FAMILIES), rng.choice(GIVENS), f"{rng.choice((1938, 1951, 1960, 1967, 1974, 1981, 1990))}-")
        for _ in range(rng.choice((1, 1, 2)))
    ]
    title = f"{rng.choice(('L’', 'Les ', 'Le ', 'Une ', ''))}{rng.choice(NOUNS)} {number}".strip()
    abstract = " ".join(rng.choice(WORDS) for _ in range(45)).capitalize() + "."
    fields = [
        ("001", f"N{number:07d}".encode()),
        *([field("010", "  ", ("a", isbn13(number)), ("b", "br."), ("d", f"{rng.randint(5, 40)} EUR"))] if rng.random() < 0.67 else []),
        field("100", "  ", ("a", f"20260101d{year}    m  y0frey50      ba")),
        field("101", "0 ", ("a", rng.choice(("fre", "fre", "fre", "eng", "spa", "ara")))),
        field("102", "  ", ("a", rng.choice(("FR", "FR", "SN", "ML", "BE")))),
        field("200", "1 ", ("a", title), ("e", f"{theme.lower()} : {place}"), ("f", " ".join(reversed(people[0][:2])))),
        field("210", "  ", ("a", town), ("c", publisher), ("d", str(year))),
        field("215", "  ", ("a", f"{rng.randint(24, 480)} p."), ("d", "21 cm")),
        field("330", "  ", ("a", abstract)),
        field("606", "  ", ("a", theme), ("2", "ritimo")),
        field("607", "  ", ("a", place)),
        *(field("700" if not i else "701", " 1", ("a", a), ("b", b), ("f", c), ("4", "070")) for i, (a, b, c) in enumerate(people)),
        field("801", " 0", ("a", "FR"), ("b", "CRESI")),
        field("995", "  ", ("a", "Centre"), ("f", f"94-{number:07d}"), ("k", f"SOL {rng.randint(300, 990)}.{rng.randint(1, 9)}")),
    ]  # fmt: skip
    return iso2709.write("     nam  22        450 ", fields)


def notices(count: int, seed: int = 2026, first: int = 1) -> Iterator[bytes]:
    """Yield `count` notices, numbered from `first`."""
    for number in range(first, first + count):
        yield notice(number, seed)


def notice_file(count: int, seed: int = 2026, first: int = 1) -> bytes:
    """Return a file of `count` notices."""
    return b"".join(notices(count, seed, first))
