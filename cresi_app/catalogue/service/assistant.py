"""The indexing assistant: reads a text once and proposes how to describe and index it; writes nothing."""

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Final

from cresi_app.catalogue.model import DocumentRow
from cresi_app.catalogue.model.filetext import MOST_PAGES
from cresi_app.catalogue.model.firstpages import described
from cresi_app.catalogue.model.proposal import Indexing, TermProposal
from cresi_app.catalogue.model.termfinding import (
    BODY,
    FIRST,
    HEADING,
    TITLE,
    Passage,
    Weighed,
    weigh,
)
from cresi_app.catalogue.model.textpages import plain_facts
from cresi_app.catalogue.queries import authorities, documents, near, pages, terms
from cresi_app.catalogue.service.termnames import TermNamesDesk
from cresi_app.core.apart import ChildLostError
from cresi_app.core.errors import DomainError
from cresi_app.core.filereading.reader import Facts, FileReader
from cresi_app.core.i18n import N_
from cresi_app.store.files import media_type_of

SUBJECTS: Final = 14
COUNTRIES: Final = 8
_HEAD: Final = 512
_BIGGER: Final = 1.15
_MOST_READ: Final = 600
"""Pages of a file that is not joined yet that are read to propose."""


class AssistantDesk(TermNamesDesk):
    """Proposals for indexing."""

    def propose_for_text(self, text: str, document_id: int | None = None) -> Indexing:
        """Propose from a pasted text; its first line counts as a title."""
        return self._indexing_of(plain_facts(text), "", {1: text}, document_id)

    def propose_for_path(self, path: Path, reader: FileReader | None = None) -> Indexing:
        """Propose from a file that need not be in the library. DomainError ``source_unreadable``."""
        own = reader or FileReader()
        try:
            with path.open("rb") as handle:
                kind = media_type_of(handle.read(_HEAD), path.name)
            return self._indexing_of(own.facts(path, kind), path.name, _read(own, path, kind), None)
        except OSError as error:
            raise DomainError(
                "source_unreadable", N_("« {name} » n'a pas pu être lu : vérifiez qu'il existe encore."), name=path.name
            ) from error
        finally:
            if reader is None:
                own.release()

    def propose_for_file(self, document_id: int, file_id: int, reader: FileReader | None = None) -> Indexing:
        """Propose from an attached file: its pages as they were read. Raises `StoreError` when it is not in its place."""
        [sheet] = documents.sheets(self.library, [document_id], self.kinds())
        file = next(one for one in sheet.files if one.id == file_id)
        path = self.library.files.path(file.sha256)
        own = reader or FileReader()
        try:
            facts = own.facts(path, file.media_type)
            texts = pages.page_texts(self.library, file.sha256, 1, MOST_PAGES) or _read(own, path, file.media_type)
        finally:
            if reader is None:
                own.release()
        return self._indexing_of(facts, file.name, texts, document_id)

    def near(self, document_id: int, limit: int = 5) -> list[DocumentRow]:
        """Return the documents nearest to one: what they share weighs by its rarity, and the words of their titles."""
        with self.library.snapshot():
            found = near.near(self.library, document_id, limit)
            return self._lines.of([one for one, _ in found])

    # --- within

    def _indexing_of(self, facts: Facts, name: str, texts: dict[int, str], document_id: int | None) -> Indexing:
        first = " ".join(texts[number] for number in sorted(texts)[:6])
        said = described(facts, name, first)
        read = list(_passages(facts, said.title.value if said.title else "", texts))
        words = sum(len(one.text.split()) for one in read)
        with self.library.snapshot():
            vocabulary = self.term_names()
            weighed = weigh(read, vocabulary.hits(read, said.language.value if said.language else ""), self.weighing())
            return Indexing(said, *self._as_proposals(weighed, document_id), words=words)

    def _as_proposals(
        self, weighed: Sequence[Weighed], document_id: int | None
    ) -> tuple[tuple[TermProposal, ...], tuple[TermProposal, ...]]:
        there: set[Hashable] = set()
        if document_id is not None:
            rows = documents.children(self.library, "document_subject", [document_id])
            there = {(terms.SUBJECT, row["subject_id"]) for row in rows}
            there |= {
                (terms.COUNTRY, row["country_code"])
                for row in documents.children(self.library, "document_country", [document_id])
            }
        subjects = [
            (one.target[1], one) for one in weighed if isinstance(one.target, tuple) and one.target[0] == terms.SUBJECT
        ]
        named = authorities.names(self.library, "subject", {key for key, _ in subjects[:SUBJECTS]})
        countries = self.countries()
        return (
            tuple(
                TermProposal(named[key], one.weight, one.evidence, subject_id=key, is_there=one.target in there)
                for key, one in subjects[:SUBJECTS]
                if key in named
            ),
            tuple(
                TermProposal(
                    countries[one.target[1]], one.weight, one.evidence, code=one.target[1], is_there=one.target in there
                )
                for one in weighed
                if isinstance(one.target, tuple) and one.target[0] == terms.COUNTRY and one.target[1] in countries
            )[:COUNTRIES],
        )


def _read(reader: FileReader, path: Path, kind: str) -> dict[int, str]:
    """Return the text of a file by page; what its reader dies of is left out."""
    texts: dict[int, str] = {}
    first = 1
    while first <= _MOST_READ:
        try:
            lot = reader.texts(path, kind, first)
        except ChildLostError:
            break
        texts |= {first + at: text for at, text in enumerate(lot.texts) if text}
        first += len(lot.texts)
        if lot.state != "read" or not lot.texts or first > lot.pages:
            break
    return texts


def _passages(facts: Facts, title: str, texts: dict[int, str]) -> Iterator[Passage]:
    """Yield title, headings, first page and the others, each with its weight."""
    if title:
        yield Passage(title, TITLE, 1)
    for number, page in enumerate(facts.lines, start=1):
        sizes = sorted(line.size for line in page)
        usual = sizes[len(sizes) // 2] if sizes else 0.0
        for line in page:
            if usual and line.size >= usual * _BIGGER and line.text not in title:
                yield Passage(line.text, HEADING, number)
    for at, number in enumerate(sorted(texts)):
        yield Passage(texts[number], FIRST if at == 0 else BODY, number)
