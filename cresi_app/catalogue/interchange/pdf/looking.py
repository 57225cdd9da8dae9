"""Looks PDFs over before anything is written: what each tells of itself, and what the catalogue has already."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange.pdf.candidate import BY_HASH, Candidate, Known
from cresi_app.catalogue.model.firstpages import described
from cresi_app.catalogue.model.importing import Progress, Unwatched
from cresi_app.catalogue.model.rules import normalised, title_sort
from cresi_app.catalogue.queries import documents, pages
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.apart import ChildLostError
from cresi_app.core.errors import DomainError
from cresi_app.core.filereading import recognition
from cresi_app.core.filereading.reader import Facts, FileReader, Line
from cresi_app.core.i18n import N_

PDF: Final = "application/pdf"
MOST: Final = 20_000
_BLOCK: Final = 1 << 20
_A4: Final = 842.0


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What was found: the PDFs in order of their path, and how many other files were left aside."""

    candidates: tuple[Candidate, ...]
    others: int = 0
    without_recogniser: int = 0
    """Pictures of pages that could not be recognised because Tesseract is not installed."""


def pdf_files(places: Iterable[Path]) -> tuple[list[Path], int]:
    """Return the PDFs among files and in folders (below them too), in order, and how many other files there are.

    DomainError ``no_pdf`` when there is none, ``not_found`` when a place does not exist.
    """
    found: list[Path] = []
    others = 0
    for place in places:
        if not place.exists():
            raise DomainError(
                "not_found", N_("« {name} » n'existe pas. Rien n'a été importé."), name=place.name or str(place)
            )
        for path in _files(place):
            if _is_pdf(path):
                found.append(path)
            else:
                others += 1
    if not found:
        raise DomainError("no_pdf", N_("Aucun PDF ici. Rien n'a été importé : choisissez un dossier qui en contient."))
    return list(dict.fromkeys(found))[:MOST], others


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    for folder, folders, names in os.walk(place):  # links to folders are not followed: one could lead back here
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith((".", "~$")))


def _is_pdf(path: Path) -> bool:
    if path.suffix.lower() == ".pdf":
        return True
    try:
        with path.open("rb") as handle:
            return handle.read(5) == b"%PDF-"
    except OSError:
        return False


def look_over(
    service: CatalogueService, places: Sequence[Path], progress: Progress | None = None, *, recognise: bool = True,
    reader: FileReader | None = None,
) -> LookedOver:  # fmt: skip
    """Read what each PDF tells of itself; first pages that are pictures are recognised when Tesseract is installed.

    A file that cannot be read is told so and never raises. DomainError as `pdf_files`.
    """
    watched = progress or Unwatched()
    paths, others = pdf_files(places)
    program = service.recogniser() if recognise else None
    own = reader or FileReader()
    found: list[Candidate] = []
    silent = 0
    try:
        for number, path in enumerate(paths):
            watched.step(number, len(paths))
            one, facts = _looked(own, path)
            if facts.state == "read" and not one.has_text:
                silent += program is None
                facts = _recognised(own, path, facts, program, watched) if program else facts
            found.append(one.with_described(described(facts, path.name)) if not one.is_broken else one)
        watched.step(len(paths), len(paths))
    finally:
        if reader is None:
            own.release()
    return LookedOver(tuple(_known(service, found)), others, silent)


def _looked(reader: FileReader, path: Path) -> tuple[Candidate, Facts]:
    try:
        digest, size = _digest(path)
    except OSError:
        return Candidate(path, "", 0, "broken", title=path.stem), Facts("broken")
    facts = reader.facts(path, PDF)
    has_text = any(facts.lines)
    return Candidate(path, digest, size, facts.state, facts.pages, has_text, title=path.stem), facts


def _digest(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def _recognised(
    reader: FileReader, path: Path, facts: Facts, program: recognition.Recogniser, watched: Progress
) -> Facts:
    """Return what a file tells with its first page recognised: the height of the letters tells the title there too."""
    try:
        picture = reader.scan(path, PDF, 1)
    except ChildLostError:
        return facts
    found = recognition.recognise(program, picture, program.chosen(()), watched.check) if picture else None
    return replace(facts, lines=(tuple(_lines(found)),)) if found is not None else facts


def _lines(found: recognition.Recognised) -> Iterator[Line]:
    """Yield the lines recognised, their size in steps of half the usual one: letters that reach up and down are no bigger type."""
    usual = max(sorted(place[4] for place in found.places)[len(found.places) // 2], 1) if found.places else 1
    start = 0
    for line in found.text.split("\n"):
        inside = [place for place in found.places if start <= place[0] < start + len(line)]
        start += len(line) + 1
        if inside:
            heights = sorted(place[4] for place in inside)
            size = round(heights[len(heights) // 2] / usual * 2) / 2 * usual / 10_000 * _A4
            yield Line(line, round(size, 1), inside[0][2] / 10_000)


def _known(service: CatalogueService, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Say of each what the catalogue, or this folder, has already."""
    library = service.library
    held = pages.holders(library, [one.sha256 for one in found if one.sha256])
    here: dict[str, Candidate] = {}
    for one in found:
        known = None
        if one.sha256 in held:
            known = _as_known(service, BY_HASH, held[one.sha256][:1])
        elif one.sha256 in here:
            known = Known("folder", title=here[one.sha256].name)
        if known is None:
            known = _by_numbers(service, one)
        if one.sha256:
            here.setdefault(one.sha256, one)
        yield replace(one, known=known)


def _by_numbers(service: CatalogueService, one: Candidate) -> Known | None:
    for scheme in ("doi", "isbn"):
        value = getattr(one, scheme)
        for written in dict.fromkeys((value, value.casefold())):  # a DOI is the same in capitals
            ids = documents.ids_of_identifier(service.library, normalised(scheme, written)) if written else []
            if ids:
                return _as_known(service, scheme, ids[:1])
    if one.is_broken or not one.has_text:
        return None
    return _as_known(service, "title", documents.ids_of_title(service.library, title_sort(one.title))[:1])


def _as_known(service: CatalogueService, by: str, ids: Sequence[int]) -> Known | None:
    rows = service.rows(ids)
    return Known(by, rows[0].id, rows[0].number, rows[0].title) if rows else None
