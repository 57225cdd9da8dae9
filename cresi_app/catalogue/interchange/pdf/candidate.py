"""One PDF on its way in: what it tells of itself, what a person corrected, what the catalogue knows of it already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange.loose import contributor
from cresi_app.catalogue.model.firstpages import Described
from cresi_app.catalogue.model.notice import Notice, NoticeFile, NoticeIdentifier, NoticeLanguage
from cresi_app.catalogue.model.rules import year_of
from cresi_app.core.i18n import N_, tr

FIELDS: Final = ("title", "subtitle", "authors", "date", "language", "kind", "isbn", "issn", "doi")
"""What can be corrected; `authors` are parted by « ; »."""
_PARTED: Final = re.compile(r"\s*;\s*")
BY_HASH: Final = "hash"
_BY: Final = {
    BY_HASH: N_("le même fichier est joint à la notice {number}"),
    "doi": N_("même DOI que la notice {number}"),
    "isbn": N_("même ISBN que la notice {number}"),
    "title": N_("même titre que la notice {number}"),
    "folder": N_("même fichier que « {title} », dans ce dossier"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue has already; `by` says what told: hash, doi, isbn, title, folder."""

    by: str
    document_id: int = 0
    number: str = ""
    title: str = ""

    @property
    def sentence(self) -> str:
        """What told, in words."""
        return tr(_BY[self.by], number=self.number, title=self.title)

    @property
    def is_same_file(self) -> bool:
        """Whether there is nothing to take in."""
        return self.by in {BY_HASH, "folder"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file as it would come in. `state` as in `Facts`; `told` says where each value was found."""

    path: Path
    sha256: str
    size: int
    state: str = "read"
    pages: int = 0
    has_text: bool = True
    title: str = ""
    subtitle: str = ""
    authors: str = ""
    date: str = ""
    language: str = ""
    kind: str = "report"
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    known: Known | None = None
    wanted: bool = True

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def is_broken(self) -> bool:
        """Whether it is no PDF that can be kept as one."""
        return self.state == "broken"

    def with_described(self, said: Described) -> "Candidate":
        """Return it with what its pages and properties tell."""
        found = {
            "title": said.title, "subtitle": said.subtitle, "date": said.date, "language": said.language, "kind": said.kind,
            **dict(reversed(said.numbers)),
        }  # fmt: skip
        values = {name: one.value for name, one in found.items() if one is not None}
        told = {name: tr(one.where) for name, one in found.items() if one is not None}
        if said.authors:
            values["authors"] = " ; ".join(one.value for one in said.authors)
            told["authors"] = tr(said.authors[0].where)
        return replace(self, **values, told=told)  # type: ignore[arg-type]  # names of its own fields

    def corrected(self, name: str, value: str) -> "Candidate":
        """Return it with a field as a person wrote it."""
        assert name in FIELDS, name
        told = {**self.told, name: tr("corrigé à la main")}
        return replace(self, **{name: " ".join(value.split())}, told=told)  # type: ignore[arg-type]  # names of its own fields

    def notice(self, kept: NoticeFile) -> Notice:
        """Return the notice it becomes, with the file itself."""
        people = [contributor(name) for name in _PARTED.split(self.authors) if name.strip()]
        numbers = [("isbn", self.isbn), ("issn", self.issn), ("doi", self.doi)]
        joined = self.known is not None and self.known.by == "doi"
        return Notice(
            kind=self.kind or "report",
            title=self.title or self.path.stem,
            subtitle=self.subtitle,
            date_text=self.date,
            year=year_of(self.date),
            extent=f"{self.pages} p." if self.pages else "",
            format="pdf",
            source_key=f"cresi:{self.known.document_id}" if joined and self.known else f"file:{self.sha256}",
            contributions=[one for one in people if one is not None],
            languages=[NoticeLanguage(self.language)] if self.language else [],
            identifiers=[NoticeIdentifier(scheme, value) for scheme, value in numbers if value],
            files=[kept],
        )
