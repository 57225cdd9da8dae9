"""The thesauri that come with the program: themes of international solidarity, and places of the world."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cresi_app.catalogue.model.importing import Progress
from cresi_app.catalogue.model.thesaurus import SaidLabel, SaidNote, SaidTerm, SaidThesaurus
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.i18n import tr
from cresi_app.core.ids import new_id
from cresi_app.core.paths import DATABASE
from cresi_app.core.text import fold

FOLDER: Final = DATABASE / "thesaurus"
THEMES: Final = "urn:cresi:themes"
PLACES: Final = "urn:cresi:places"
_SECTORS: Final = "https://iatistandard.org/en/iati-standard/203/codelists/sector/#"
_COUNTRIES: Final = "urn:iso:std:iso:3166:-1:"
_INDENT: Final = 2
_SLUG: Final = re.compile(r"[^a-z0-9]+")


def _address(scheme: str, term: str) -> str:
    return f"{scheme}:{_SLUG.sub('-', fold(term)).strip('-')}"


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield (len(line) - len(line.lstrip())) // _INDENT, line.strip()


def _named(scheme: str, term: str, english: str) -> SaidTerm:
    labels = [SaidLabel("fr", "pref", term)]
    if english:
        labels.append(SaidLabel("en", "pref", english))
    return SaidTerm(_address(scheme, term), labels)


def starter_thesaurus() -> SaidThesaurus:
    """Return the themes of international solidarity, with the DAC sectors they answer to."""
    said = SaidThesaurus(THEMES, tr("Thèmes de la solidarité internationale"), "cresi", "CC0")
    way: list[SaidTerm] = []
    beside: list[tuple[str, str]] = []
    for level, line in _lines(FOLDER / "themes.txt"):
        if line[0] in "=>":
            owner = way[level - 1]
            if line[0] == "=":
                owner.notes.append(SaidNote("fr", "scope", line[1:].strip()))
            else:
                beside += [(owner.uri, _address(THEMES, other.strip())) for other in line[1:].split(";")]
            continue
        del way[level:]
        way.append(_theme(said, line, way[-1].uri if way else ""))
    for one, other in beside:
        first, second = sorted((one, other))
        said.terms[first].related.add(second)
    return said


def _theme(said: SaidThesaurus, line: str, above: str) -> SaidTerm:
    name, english, synonyms, sector, *_ = [*(part.strip() for part in line.split("|")), "", "", ""]
    term = said.terms.setdefault(_address(THEMES, name), _named(THEMES, name, english))
    known = {label.label for label in term.labels}
    term.labels += [
        SaidLabel("fr", "alt", word.strip())
        for word in synonyms.split(";")
        if word.strip() and word.strip() not in known
    ]
    if sector:
        term.notation = term.sector_code = sector
        term.mappings.add(("close", f"{_SECTORS}{sector}"))
    if above:
        term.broader.add(above)
    return term


def starter_places() -> SaidThesaurus:
    """Return continents, regions, countries and territories, each country with its ISO code."""
    said = SaidThesaurus(PLACES, tr("Lieux"), "cresi, ISO 3166", "CC0", is_geographic=True)
    with (DATABASE / "reference" / "country.csv").open(encoding="utf-8", newline="") as file:
        countries = {row["code"]: row for row in csv.DictReader(file)}
    way: list[SaidTerm] = []
    for level, line in _lines(FOLDER / "places.txt"):
        name, english, synonyms, codes, *_ = [*(part.strip() for part in line.split("|")), "", "", ""]
        term = said.terms.setdefault(_address(PLACES, name), _named(PLACES, name, english))
        term.labels += [SaidLabel("fr", "alt", word.strip()) for word in synonyms.split(";") if word.strip()]
        del way[level:]
        if way:
            term.broader.add(way[-1].uri)
        way.append(term)
        for code in codes.split():
            row = countries[code]
            country = SaidTerm(
                f"{_COUNTRIES}{code}",
                [SaidLabel("fr", "pref", row["name_fr"]), SaidLabel("en", "pref", row["name_en"])],
                notation=code,
                country_code=code,
            )
            country.broader.add(term.uri)
            said.terms[country.uri] = country
    return said


def load_starters(service: CatalogueService, who: Actor, progress: Progress | None = None) -> list[Changes]:
    """Take the places and the themes into a library, as one act to take back; words of its notices become their terms."""
    group = new_id()
    told = (starter_places, starter_thesaurus)
    done = [service.import_thesaurus(who, said(), progress=progress, edit_group=group)[1] for said in told]
    return [changes for changes in done if changes.seq is not None]
