"""What one click would write for each finding: proposed beside it, then written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.checks import (
    NEARLY,
    Check,
    Finding,
    FindingRow,
    address_proposed,
    number_proposed,
)
from cresi_app.catalogue.model.languages import language_of_words
from cresi_app.catalogue.queries import checks, issues, lists, mending
from cresi_app.catalogue.service.noticemends import READ_OR_PLACED, NoticeMends
from cresi_app.catalogue.service.termnames import SaidTerm
from cresi_app.core.i18n import N_, language, tr, trn
from cresi_app.core.money import format_number
from cresi_app.core.typography import grouped
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

_STATES: Final = {
    "missing": N_("{name} : absent de la bibliothèque"),
    "changed": N_("{name} : changé depuis qu'il est joint"),
}


@dataclass(frozen=True)
class Mends(NoticeMends):
    """The mends of one library."""

    terms_said: Callable[[Mapping[int, tuple[str, str]]], dict[int, list[SaidTerm]]] = lambda _texts: {}
    subjects: dict[int, list[SaidTerm]] = field(default_factory=dict)
    """The terms proposed for each notice without a subject."""

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        side = 0 if language() == "fr" else 1
        return {code: names[side] for code, names in lists.languages(self.library).items()}

    def language_code(self, name: str) -> str:
        """Return the code of a language by the name it was proposed under."""
        return next(code for code, known in self._languages.items() if known == name)

    def rows(self, check: Check, found: Sequence[Finding]) -> list[FindingRow]:
        """Return these findings as the list shows them, in their order; records that are gone are left out."""
        known = checks.rows(self.library, check.table, [one.id for one in found])
        terms = self._terms(check, found)
        if check.code == "no_subject":
            texts = {key: (f"{row['title']} {row['subtitle']}", str(row["abstract"])) for key, row in known.items()}
            self.subjects.update(self.terms_said(texts))
        self.learn(check, known)
        shown = []
        for one in found:
            row = known.get(one.id)
            if row is not None:
                title, detail, proposal = self._said(check, one, row, terms)
                shown.append(FindingRow(one.id, one.document_id, title, detail, one.said, proposal))
        return shown

    def _terms(self, check: Check, found: Sequence[Finding]) -> Mapping[str, str]:
        if check.code in {"word_of_thesaurus", "deprecated_term"}:
            names = checks.terms(self.library, {int(one.said) for one in found if one.said})
        elif check.code == "link_to_tie":
            rows = checks.rows(self.library, "document", {_target(one.said) for one in found})
            names = {key: _cited(row) for key, row in rows.items()}
        else:
            return {}
        return {str(key): name for key, name in names.items()}

    def _said(self, check: Check, one: Finding, row: Row, terms: Mapping[str, str]) -> tuple[str, str, str]:
        """Return title, detail and proposal of one finding."""
        title = str(row["title"])
        number = tr("Notice {number}", number=grouped(row["number"])) if "number" in row.keys() else ""  # noqa: SIM118 - a Row holds values
        if check.code in READ_OR_PLACED:
            return title, *self.said_of_notice(check, row, number)
        match check.code:
            case "no_subject":
                return title, number, " ; ".join(said.name for said in self.subjects.get(one.id, ()))
            case "no_language":
                code = language_of_words(f"{title} {row['subtitle']} {row['abstract'][:2_000]}")
                return title, number, self._languages.get(code, "")
            case "wrong_number":
                return title, f"{row['scheme'].upper()} {row['value']}", number_proposed(row["scheme"], row["value"])
            case "copy_without_call_number":
                return title, row["barcode"] or number, row["call_number"]
            case "dead_file":
                return title, tr(_STATES.get(one.said, "{name}"), name=row["name"]), tr("Détacher")
            case "wrong_address":
                return title, row["url"], address_proposed(row["url"])
            case "link_to_tie":
                return title, row["cited"], terms.get(str(_target(one.said)), "")
            case "word_of_thesaurus" | "deprecated_term":
                return (
                    title,
                    trn("{count} notice", "{count} notices", row["uses"], count=format_number(row["uses"])),
                    terms.get(one.said, ""),
                )
            case "orphan_subject" | "unused_contributor" | "unused_publisher" | "unused_series":
                detail = row["detail"] if "detail" in row.keys() else ""  # noqa: SIM118 - same
                return title, detail, tr("Supprimer")
            case _:
                return title, number, ""

    # --- writing ---

    def write(self, revision: Revision, check: Check, rows: Sequence[FindingRow]) -> None:
        """Write what these rows propose."""
        still = checks.still(self.library, check.code, [row.id for row in rows])
        known = checks.rows(self.library, check.table, still)
        wanted = [row for row in rows if row.id in known]
        if check.code == "no_copy":
            self.copies(revision, wanted, known)
        elif check.code == "no_contributor":
            self.contributors(revision, wanted)
        for row in wanted if check.code in _WRITERS else ():
            _WRITERS[check.code](self, revision, row, known[row.id])


def _index(mends: Mends, revision: Revision, row: FindingRow, _known: Row) -> None:
    mending.subjects(revision, row.id, [said.subject_id for said in mends.subjects.get(row.id, ())])


def _language(mends: Mends, revision: Revision, row: FindingRow, _known: Row) -> None:
    mending.languages(revision, [(row.id, mends.language_code(row.proposal))])


def _year(mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    year = int(row.proposal)
    values: dict[str, object] = {"year": year}
    if known["date_text"] and rules.year_of(known["date_text"]) != year:
        values["date_text"] = mends.read[row.id].date  # else the two would differ still
    revision.update("document", row.id, known["version"], values)


def _date(mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    read = mends.read[row.id]
    revision.update("document", row.id, known["version"], {"date_text": read.date, "year": read.year})


def _abstract(mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    summary = mends.read[row.id].summary
    if summary is not None:
        revision.update("document", row.id, known["version"], {"abstract": summary.text})


def _number(_mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    normalised = rules.normalised(known["scheme"], row.proposal)
    revision.update("document_identifier", row.id, known["version"], {"value": row.proposal, "normalised": normalised})


def _call_number(_mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    revision.update("copy", row.id, known["version"], {"call_number": row.proposal})


def _detach(_mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    revision.delete("document_file", row.id, known["version"])


def _address(_mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    revision.update("document", row.id, known["version"], {"url": row.proposal})


def _target(said: str) -> int:
    return int(said.removeprefix(NEARLY))


def _cited(row: Row) -> str:
    return tr("{title} · notice {number}", title=row["title"], number=grouped(row["number"]))


def _tie(_mends: Mends, revision: Revision, row: FindingRow, known: Row) -> None:
    revision.update("document_link", row.id, known["version"], {"target_id": _target(row.said)})
    issues.tie_issues(revision, [known["document_id"]])


def _employ(mends: Mends, revision: Revision, row: FindingRow, _known: Row) -> None:
    mending.employ(revision, mends.library, row.id, int(row.said))


def _instead(_mends: Mends, revision: Revision, row: FindingRow, _known: Row) -> None:
    mending.employ_instead(revision, row.id, int(row.said))


def _removing(table: str) -> "Writer":
    def write(_mends: Mends, revision: Revision, row: FindingRow, _known: Row) -> None:
        mending.remove(revision, table, [row.id])

    return write


Writer = Callable[[Mends, Revision, FindingRow, Row], None]
_WRITERS: Final[Mapping[str, Writer]] = {
    "no_subject": _index,
    "no_language": _language,
    "doubtful_date": _year,
    "no_date": _date,
    "no_abstract": _abstract,
    "wrong_number": _number,
    "copy_without_call_number": _call_number,
    "dead_file": _detach,
    "wrong_address": _address,
    "link_to_tie": _tie,
    "word_of_thesaurus": _employ,
    "deprecated_term": _instead,
    "unused_contributor": _removing("contributor"),
    "unused_publisher": _removing("publisher"),
    "unused_series": _removing("series"),
    "orphan_subject": _removing("subject"),
}
