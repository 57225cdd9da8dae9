"""Generated UNIMARC notices, always the same: as varied as a real catalogue, and nobody's data."""

import random
from collections.abc import Iterable, Iterator
from typing import Final

Subfields = tuple[tuple[str, str], ...]
FieldOf = tuple[str, str, Subfields]

_COMMON: Final = (
    "eau école santé agriculture migration climat énergie femmes jeunesse culture éducation développement solidarité "
    "coopération village forêt désert fleuve enfants droits paix commerce équitable artisanat musique théâtre conte langue "
    "mémoire histoire géographie économie finances budget formation guide pratique atlas enquête récit voyage partenaire "
    "association commune région pays monde citoyen engagement bénévole projet montage évaluation méthode outil jeu mallette "
    "exposition quartier ville campagne élevage pêche coton riz mil cacao semences sols arbres puits pompe solaire"
)
_REAL: Final = tuple(_COMMON.split())
_PLACES: Final = (
    "Mali", "Haïti", "Sénégal", "Burkina Faso", "Bénin", "Niger", "Togo", "Maroc", "Tunisie", "Algérie", "Madagascar",
    "Cameroun", "Viêt Nam", "Cambodge", "Chine", "Arménie", "Liban", "Palestine", "Pérou", "Bolivie", "Guyane", "Comores",
)  # fmt: skip
_TOWNS: Final = ("Paris", "Évry", "Lyon", "Bamako", "Dakar", "Bruxelles", "Montréal", "Genève", "Marseille", "Toulouse")
_GIVEN: Final = (
    "Awa", "Aïssata", "Marie", "Jean", "Moussa", "Fatou", "Zoé", "Élise", "Nguyễn", "Mamadou", "Claire", "Ousmane", "Noémie",
    "Karim", "Lucía", "Siméon", "Rokia", "Anaïs", "Boubacar", "Hélène", "Thérèse", "Ibrahima", "Chloé", "Tiến", "Salif",
)  # fmt: skip
_ROLES: Final = ("070", "070", "070", "340", "440", "730", "080")
_SOUNDS: Final = "ba ké di mo na lou sé ra ti von cha pé gné zo li ma tu dra fo hé cou ran bel mi sy gar"
_SYLLABLES: Final = tuple(_SOUNDS.split())
_SHELVES: Final = ("330.9", "361.7", "372.3", "398.2", "551.6", "613.2", "631.5", "781.6", "843", "910.4", "960.3")

WORDS: Final = 20_000
AUTHORS: Final = 9_000
SUBJECTS: Final = 1_500
PUBLISHERS: Final = 400


def _coined(number: int) -> str:
    """Coin the word of this rank: the first ones are real and short, and come back most often."""
    if number < len(_REAL):
        return _REAL[number]
    base, parts = len(_SYLLABLES), []
    while number:
        number, rest = divmod(number, base)
        parts.append(_SYLLABLES[rest])
    return "".join(parts)


_VOCABULARY: Final = tuple(_coined(number) for number in range(WORDS))


def _word(chance: random.Random) -> str:
    return _VOCABULARY[int(WORDS * chance.random() ** 4)]


def _text(chance: random.Random, count: int) -> str:
    words = " ".join(_word(chance) for _ in range(count))
    return words[0].upper() + words[1:]


def _isbn(number: int) -> str:
    body = f"9782{number % 10**8:08d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def _person(chance: random.Random) -> tuple[str, str]:
    number = int(AUTHORS * chance.random() ** 2)
    family = _coined(len(_REAL) + number * 7)
    return family.capitalize(), _GIVEN[number % len(_GIVEN)]


def fields_of(number: int) -> list[FieldOf]:
    """Return the fields of the notice of this number (from 1): tag, indicators, subfields."""
    chance = random.Random(number)
    year = chance.randint(1965, 2026)
    place = chance.choice(_PLACES)
    authors = [_person(chance) for _ in range(chance.choice((1, 1, 2)))]
    fields: list[FieldOf] = [
        ("010", "  ", (("a", _isbn(number)), ("d", f"{chance.randint(5, 40)} EUR"))),
        ("100", "  ", (("a", f"20260101d{year}    u  y0frey5050    ba"),)),
        ("101", "0 ", (("a", chance.choice(("fre", "fre", "fre", "eng", "spa"))),)),
        ("102", "  ", (("a", "FR"),)),
        (
            "200",
            "1 ",
            (
                ("a", f"{_text(chance, chance.randint(2, 6))} {number}"),
                ("e", _text(chance, chance.randint(3, 8))),
                ("f", " et ".join(f"{given} {family}" for family, given in authors)),
            ),
        ),
        (
            "210",
            "  ",
            (
                ("a", chance.choice(_TOWNS)),
                ("c", f"Éditions {_coined(60 + int(PUBLISHERS * chance.random() ** 2))}"),
                ("d", str(year)),
            ),
        ),
        ("215", "  ", (("a", f"{chance.randint(20, 400)} p."), ("d", "24 cm"))),
        ("330", "  ", (("a", _text(chance, chance.randint(30, 90)) + "."),)),
    ]
    terms = [_coined(int(SUBJECTS * chance.random() ** 2)) for _ in range(chance.choice((1, 2, 3)))]
    fields += [("606", "1 ", (("a", term.capitalize()), ("2", "rameau"))) for term in dict.fromkeys(terms)]
    fields.append(("607", "  ", (("a", place),)))
    for rank, (family, given) in enumerate(dict.fromkeys(authors)):
        tag = "700" if rank == 0 else "701"
        fields.append((tag, " 1", (("a", family), ("b", given), ("4", chance.choice(_ROLES)))))
    shelf = f"{chance.choice(_SHELVES)} {family[:3].upper()}"
    fields.append(("995", "  ", (("a", "Centre de ressources"), ("f", f"B{number:08d}"), ("k", shelf))))
    return fields


def iso2709(control: str, fields: Iterable[FieldOf]) -> bytes:
    """Return one record in ISO 2709, in UTF-8, with this control number."""
    bodies = [("001", control.encode() + b"\x1e")]
    for tag, indicators, subfields in fields:
        body = indicators + "".join(f"\x1f{code}{value}" for code, value in subfields) + "\x1e"
        bodies.append((tag, body.encode()))
    directory, start = b"", 0
    for tag, whole in bodies:
        directory += f"{tag}{len(whole):04d}{start:05d}".encode()
        start += len(whole)
    base = 24 + len(directory) + 1
    leader = f"{base + start + 1:05d}nam  22{base:05d}   450 ".encode()
    return leader + directory + b"\x1e" + b"".join(body for _, body in bodies) + b"\x1d"


def notice(number: int) -> bytes:
    """Return the notice of this number, from 1."""
    return iso2709(f"GEN{number:07d}", fields_of(number))


def notices(count: int, first: int = 1) -> Iterator[bytes]:
    """Give `count` notices from the number `first` on."""
    return (notice(number) for number in range(first, first + count))


def file_of(count: int, first: int = 1) -> bytes:
    """Return a file of `count` notices."""
    return b"".join(notices(count, first))
