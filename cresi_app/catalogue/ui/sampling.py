"""The records an import control shows: chosen so that a wrong alphabet is seen at once, with what becomes of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange.reading import FieldCount, NoticeFile, open_file
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.model.importing import NEAR, Decision, ImportReport, Incoming, Outcome, Reject
from cresi_app.catalogue.model.notice import LOAN, Notice
from cresi_app.catalogue.ui.mappings import with_meanings
from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.pills import PillTone

SHOWN: Final = 200
_LOOKED_AT: Final = 3_000
OUTCOMES: Final[dict[Outcome, tuple[str, PillTone]]] = {
    Outcome.CREATED: (N_("Nouvelle"), "success"),
    Outcome.UPDATED: (N_("Mise à jour"), "info"),
    Outcome.MERGED: (N_("Déjà là"), "accent"),
    Outcome.REJECTED: (N_("Rejetée"), "danger"),
}
LISTS: Final[dict[Outcome, str]] = {
    Outcome.CREATED: N_("Notices qui seront créées"),
    Outcome.UPDATED: N_("Notices qui seront mises à jour"),
    Outcome.MERGED: N_("Notices déjà là"),
    Outcome.REJECTED: N_("Notices rejetées"),
}
"""What the list of one figure is called."""
DOUBTFUL: Final = N_("Notices nouvelles à vérifier")


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One record as the control shows it; `notice` None when it could not be read."""

    record: int
    title: str
    authors: str = ""
    year: str = ""
    isbn: str = ""
    outcome: Outcome | None = None
    why: str = ""
    notice: Notice | None = None
    raw: bytes = b""
    document_id: int | None = None
    """The document of the catalogue it is taken for."""
    is_proposal: bool = False
    """Whether a person may say that it is another one."""
    is_doubtful: bool = False
    """Whether it is new, though its title is nearly that of the document."""
    twin: Notice | None = None
    """The notice of the same file whose title is nearly its own."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was read of a file for the control: sample records by number, and its fields."""

    rows: tuple[SampleRow, ...]
    fields: tuple[FieldCount, ...]
    columns: tuple[Target, ...] = ()
    """What the columns of a list become; none in a file that is no list."""


def opened(path: Path, kept: Mapping[str, object]) -> tuple[NoticeFile, Looked]:
    """Open a file, its columns or fields becoming what `kept` remembers of its source, and look at it. DomainError as `open_file`."""
    file = open_file(path)
    file = with_meanings(file, kept.get(file.headings_key))
    return file, look(file)


def look(file: NoticeFile) -> Looked:
    """Read the first records of a file; those with accents first, then bad ones, then the others."""
    accented: list[SampleRow] = []
    plain: list[SampleRow] = []
    bad: list[SampleRow] = []
    for item in file.records():
        row = row_of(item)
        if row.notice is None:
            bad.append(row)
        else:
            (plain if row.title.isascii() else accented).append(row)
        if row.record >= _LOOKED_AT:
            break
    chosen = [*accented[: SHOWN - 20], *bad[:20]]
    chosen += plain[: SHOWN - len(chosen)]
    return Looked(tuple(sorted(chosen, key=lambda row: row.record)), tuple(file.fields()), file.columns)


def row_of(item: Incoming | Reject) -> SampleRow:
    """Return one record as the control shows it."""
    if isinstance(item, Reject):
        return SampleRow(item.record, item.title, outcome=Outcome.REJECTED, why=item.reason, raw=item.raw)
    notice = item.notice
    names = " ; ".join(", ".join(part for part in one[:2] if part) for one in notice.contributions[:3])
    isbn = next((one.value for one in notice.identifiers if one.scheme == "isbn"), "")
    return SampleRow(
        item.record,
        notice.title,
        names or notice.responsibility,
        str(notice.year or ""),
        isbn,
        notice=notice,
        raw=item.raw,
    )


def with_outcomes(rows: Iterable[SampleRow], report: ImportReport) -> list[SampleRow]:
    """Return the rows with what the dry run decided for each."""
    decided = {one.record: one for one in report.decisions}
    refused = {one.record: one.reason for one in report.rejects}
    return [_decided(row, decided.get(row.record), refused.get(row.record)) for row in rows]


def _decided(row: SampleRow, decision: Decision | None, refused: str | None) -> SampleRow:
    if refused is not None:
        return replace(row, outcome=Outcome.REJECTED, why=refused)
    if decision is None:
        return row
    return replace(
        row,
        outcome=decision.outcome,
        why=tr(decision.why),
        document_id=decision.document_id,
        is_proposal=decision.is_proposal,
        is_doubtful=decision.is_doubtful,
    )


def called(outcome: object) -> str:
    """Return what the list is called of one outcome, of the near-doubles, or of what is refused for a reason."""
    if outcome == NEAR:
        return tr(DOUBTFUL)
    return tr(LISTS[outcome if isinstance(outcome, Outcome) else Outcome.REJECTED])


def asked_for(
    report: ImportReport, outcome: object, known: Iterable[SampleRow], file: NoticeFile | None
) -> list[SampleRow]:
    """Return the records of one outcome, the near-doubles, or those that are refused for the reason given as its sentence."""
    if isinstance(outcome, Outcome):
        return rows_of(report, outcome, known, file)
    return _shown(report.doubtful, known, file) if outcome == NEAR else rejected_for(report, str(outcome))


def rows_of(
    report: ImportReport, outcome: Outcome, known: Iterable[SampleRow], file: NoticeFile | None = None
) -> list[SampleRow]:
    """Return the records of one outcome, with what is known of each; with `file` those not looked at yet are read."""
    if outcome is Outcome.REJECTED:
        return [
            SampleRow(one.record, one.title, outcome=outcome, why=one.reason, raw=one.raw)
            for one in report.rejects[: SHOWN * 5]
        ]
    return _shown([one for one in report.decisions if one.outcome is outcome], known, file)


def _shown(decisions: list[Decision], known: Iterable[SampleRow], file: NoticeFile | None) -> list[SampleRow]:
    chosen = decisions[: SHOWN * 5]
    by_record = {row.record: row for row in known}
    missing = frozenset(at for one in chosen for at in (one.record, one.twin) if at) - by_record.keys()
    if file is not None and missing:
        by_record |= {item.record: row_of(item) for item in file.only_these(missing).records()}
    rows = [_decided(by_record.get(one.record, SampleRow(one.record, one.title)), one, None) for one in chosen]
    twins = [by_record[one.twin].notice if one.twin in by_record else None for one in chosen]
    return [replace(row, twin=twin) for row, twin in zip(rows, twins, strict=True)]


def rejected_for(report: ImportReport, sentence: str) -> list[SampleRow]:
    """Return the records refused for one reason."""
    return [
        SampleRow(one.record, one.title, outcome=Outcome.REJECTED, why=one.reason, raw=one.raw)
        for one in report.rejects
        if one.told.sentence == sentence
    ][: SHOWN * 5]


def card_of(notice: Notice) -> str:
    """Return a notice as a card of lines « field: value », for the view « Fiche »."""
    lines = [
        (N_("Titre"), " : ".join(part for part in (notice.title, notice.subtitle) if part)),
        (N_("Auteurs"), " ; ".join(", ".join(part for part in one[:2] if part) for one in notice.contributions)),
        (N_("Éditeur"), " ; ".join(", ".join(part for part in one if part) for one in notice.publishers)),
        (N_("Date"), notice.date_text or str(notice.year or "")),
        (N_("Collection"), " ; ".join(part for part in (notice.series, notice.series_number) if part)),
        (N_("Description"), notice.extent),
        (N_("Langues"), ", ".join(one.code for one in notice.languages)),
        (N_("Sujets"), " ; ".join(one.term for one in notice.subjects)),
        (N_("Numéros"), " ; ".join(f"{one.scheme} {one.value}" for one in notice.identifiers)),
        (N_("Exemplaires"), " ; ".join(" ".join(part for part in one if part) for one in notice.copies)),
        (N_("Nombre de prêts"), str(sum(one.times for one in notice.uses if one.what == LOAN) or "")),
        (N_("Résumé"), notice.abstract),
        (N_("Contenu"), notice.contents),
        (N_("Notes"), notice.notes),
        (N_("Gardé mot pour mot"), "\n" + notice.leftovers if notice.leftovers else ""),
    ]
    return "\n".join(tr("{name} : {value}", name=tr(name), value=value) for name, value in lines if value)


def raw_of(raw: bytes) -> str:
    """Return a record's bytes as lines a person can read: one field a line, subfields after $, other bytes as they are."""
    text = raw.decode("utf-8", "backslashreplace")
    return text.replace("\x1f", "$").replace("\x1e", "\n").replace("\x1d", "")
