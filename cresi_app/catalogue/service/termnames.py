"""The names of all terms, made ready once, and the terms that few words say: for the assistant, and for notices without a subject."""

import threading
from collections.abc import Mapping
from typing import Final, NamedTuple

from cresi_app.catalogue.model.termfinding import BODY, TITLE, Passage, Vocabulary, Weighing, weigh
from cresi_app.catalogue.queries import authorities, terms
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.store.library import Library

_SURE: Final = 0.35
"""Weight beside the strongest from which a term is proposed where nobody reads the text along."""
_MOST: Final = 3


class SaidTerm(NamedTuple):
    """A term that a text names."""

    subject_id: int
    name: str


class TermNamesDesk(ListsDesk):
    """Terms found in words."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._term_names_lock: Final = threading.Lock()
        self._term_names: tuple[tuple[object, ...], Vocabulary] | None = None

    def term_names(self) -> Vocabulary:
        """Return the names of all terms; made again when one changed."""
        now = terms.state(self.library)
        with self._term_names_lock:
            if self._term_names is None or self._term_names[0] != now:
                self._term_names = now, Vocabulary(terms.names(self.library))
            return self._term_names[1]

    def weighing(self) -> Weighing:
        """Return what the collection makes of its terms."""
        return Weighing(
            terms.documents(self.library), terms.uses(self.library), terms.above(self.library), terms.near(self.library)
        )

    def terms_said(self, texts: Mapping[int, tuple[str, str]]) -> dict[int, list[SaidTerm]]:
        """Return the few terms that title and text of each say best, by the key of `texts`; what says none is left out."""
        if not texts:
            return {}
        vocabulary, weighing = self.term_names(), self.weighing()
        found: dict[int, list[int]] = {}
        for key, (title, text) in texts.items():
            passages = [Passage(title, TITLE), Passage(text, BODY)]
            weighed = weigh(passages, vocabulary.hits(passages), weighing, _SURE)
            said = [
                one.target[1] for one in weighed if isinstance(one.target, tuple) and one.target[0] == terms.SUBJECT
            ]
            if said:
                found[key] = said[:_MOST]
        names = authorities.names(self.library, "subject", {one for said in found.values() for one in said})
        return {key: [SaidTerm(one, names[one]) for one in said if one in names] for key, said in found.items()}
