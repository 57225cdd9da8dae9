"""Ties links that waited for their publication: a notice that comes in may be what others have named for years."""

from dataclasses import dataclass, field
from typing import NamedTuple

from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.model.rules import normalised, title_sort
from cresi_app.catalogue.queries import matching
from cresi_app.store.library import Library


class Tie(NamedTuple):
    """What the links that wait say, and the document that it names."""

    title: str
    issn: str
    document_id: int


@dataclass(slots=True)
class Arrivals:
    """The documents an import creates, by what a link can name them with."""

    titles: dict[str, list[int]] = field(default_factory=dict)
    issns: dict[str, list[int]] = field(default_factory=dict)
    issues: list[int] = field(default_factory=list)
    """Those that describe an issue of a periodical."""

    def note(self, notice: Notice, document_id: int) -> None:
        """Note a document that is about to be created; an article is nobody's host."""
        if notice.kind == "issue":
            self.issues.append(document_id)
        if notice.kind != "article":
            self.titles.setdefault(notice.title_sort, []).append(document_id)
        for one in notice.identifiers:
            if one.scheme == "issn" and notice.kind != "article":
                self.issns.setdefault(normalised("issn", one.value), []).append(document_id)

    def ties(self, library: Library) -> list[Tie]:
        """Return the ties that are sure: the number, else the title, names one document alone, here and in what comes in."""
        if not self.titles:
            return []
        waiting = [
            (title, issn, normalised("issn", issn) if issn else "", title_sort(title))
            for title, issn in matching.waiting(library)
        ]
        wanted = [one for one in waiting if one[2] in self.issns or one[3] in self.titles]
        if not wanted:
            return []
        held = matching.named_by_links(
            library, {one[3] for one in wanted if one[3]}, {one[2] for one in wanted if one[2]}
        )
        found: list[Tie] = []
        for title, issn, number, sort in wanted:
            coming = self.issns.get(number, []) if number in self.issns else self.titles.get(sort, [])
            there = held[1].get(number, 0) if number in self.issns else held[0].get(sort, 0)
            if len(coming) == 1 and not there:
                found.append(Tie(title, issn, coming[0]))
        return found
