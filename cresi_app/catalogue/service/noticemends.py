"""What may be proposed of a notice without author, date, summary or copy: what its attached file tells, where such copies stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.model.checks import (
    FIRST_YEAR,
    FROM_TEXT,
    Check,
    FindingRow,
    year_doubt,
    year_proposed,
)
from cresi_app.catalogue.model.textpages import READ, Told, told
from cresi_app.catalogue.queries import checks, mending
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

READ_OR_PLACED: Final = FROM_TEXT | {"doubtful_date", "no_copy"}
"""The checks whose proposals are made here."""
_DOUBTS: Final = {
    "future": N_("{year} : une année à venir"),
    "early": N_("{year} : avant l'imprimerie"),
    "differs": N_("Année {year}, date écrite « {written} »"),
}
_AUTHOR: Final = "aut"
_SHOWN: Final = 140
"""Letters of a summary that the line shows."""
_ON_PURPOSE: Final = {
    "no_contributor": ("responsibility", N_("[sans auteur]")),
    "no_date": ("date_text", N_("[s. d.]")),
}
"""What is written of a document that has none: the column and the words, as cataloguers put what the document does not say."""


@dataclass(frozen=True)
class NoticeMends:
    """The mends of notices that lack something."""

    library: Library
    today_year: int
    read: dict[int, Told] = field(default_factory=dict)
    """What the attached file of each notice tells."""
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Where copies of each kind of document usually stand."""
    take_numbers: Callable[[Revision, int], list[str]] = lambda _revision, _count: []
    """Takes the next inventory numbers."""

    def learn(self, check: Check, known: Mapping[int, Row]) -> None:
        """Read what the proposals for these notices rest on."""
        if check.code in FROM_TEXT or check.code == "doubtful_date":
            pages = checks.first_texts(self.library, known, READ)
            self.read.update({key: told(texts) for key, texts in pages.items()})
        elif check.code == "no_copy":
            self.places.update(checks.usual_places(self.library))

    def said_of_notice(self, check: Check, row: Row, number: str) -> tuple[str, str]:
        """Return detail and proposal for one notice."""
        if check.code == "no_copy":
            return number, self._place(row["kind"])[1]
        if check.code == "doubtful_date":
            year = year_proposed(row["year"], row["date_text"], self.today_year) or self._year_read(row)
            return " · ".join(filter(None, (self._doubt(row), self._why(row["id"], year, row)))), str(year or "")
        return self._from_text(check.code, row["id"], number)

    def _doubt(self, row: Row) -> str:
        doubt = year_doubt(row["year"], row["date_text"], self.today_year) or "differs"
        return tr(_DOUBTS[doubt], year=row["year"] or "—", written=row["date_text"])

    def _year_read(self, row: Row) -> int | None:
        """Return the likely year of the title page, when it is another one."""
        read = self.read.get(row["id"])
        year = read.year if read is not None else None
        return year if year is not None and year != row["year"] and FIRST_YEAR <= year <= self.today_year + 1 else None

    def _why(self, document_id: int, year: int | None, row: Row) -> str:
        """Return what speaks for a proposed year: nothing when it is in the date as it is written."""
        read = self.read.get(document_id)
        if year is None or read is None or year_proposed(row["year"], row["date_text"], self.today_year) == year:
            return ""
        return tr("la page de titre dit « {line} »", line=read.date_line)

    def _from_text(self, code: str, document_id: int, number: str) -> tuple[str, str]:
        """Return detail and proposal of what a title page or a summary says."""
        read = self.read.get(document_id, Told())
        if code == "no_contributor":
            return number, " ; ".join(read.authors)
        if code == "no_date":
            said = tr("la page de titre dit « {line} »", line=read.date_line) if read.date else ""
            return " · ".join(filter(None, (number, said))), read.date
        if read.summary is None:
            return number, ""
        text = read.summary.text
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"
        words = len(text.split())
        return (
            tr("Page {page}, {where} : « {text} »", page=read.summary.page, where=tr(read.summary.where), text=shown),
            trn("{n} mot", "{n} mots", words),
        )

    def _place(self, kind: str) -> tuple[int | None, str]:
        """Return where a copy would stand, and what is proposed."""
        place = self.places.get(kind) or self.places.get("")
        if place is None:
            return None, tr("Un exemplaire, sans emplacement")
        return place[0], tr("Un exemplaire : {place}", place=place[1])

    # --- writing ---

    def copies(self, revision: Revision, rows: Sequence[FindingRow], known: Mapping[int, Row]) -> None:
        """Enter a copy of each of these notices where such copies stand, with the next inventory numbers."""
        numbers = self.take_numbers(revision, len(rows)) if rows else []
        for row, accession in zip(rows, numbers, strict=True):
            notice = known[row.id]
            values = {"accession_number": accession, "call_number": notice["call_number"]}
            mending.copy(revision, row.id, {**values, "location_id": self._place(notice["kind"])[0]})

    def contributors(self, revision: Revision, rows: Sequence[FindingRow]) -> None:
        """Give these notices the authors that their title pages name."""
        finder = Finder(self.library, revision)  # one for all: a name that several pages bear is made once
        for row in rows:
            found = [finder.contributor(name) for name in self.read[row.id].authors]
            mending.contributors(revision, row.id, found, _AUTHOR)

    def say_none(self, revision: Revision, check: Check, ids: Sequence[int]) -> None:
        """Write that these documents have none of what the check looks for."""
        column, words = _ON_PURPOSE[check.code]
        for key, row in checks.rows(self.library, "document", checks.still(self.library, check.code, ids)).items():
            revision.update("document", key, row["version"], {column: tr(words)})
