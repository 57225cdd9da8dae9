"""Lists of grants, activities and organisations on the command line: recognised by their headings, taken in as one revision, given out checked."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cresi_app.cli.reply import Reply
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.directory import interchange as organisations
from cresi_app.directory.model.entries import EntryReport
from cresi_app.funding.interchange import essential, publishing
from cresi_app.funding.interchange.grants import reading as grants
from cresi_app.funding.interchange.iati import mapping
from cresi_app.funding.interchange.iati.reading import ActivityFile
from cresi_app.funding.interchange.keeping import keep
from cresi_app.funding.model.declaration import Duty
from cresi_app.funding.model.findings import LEVEL_WORDS, Level
from cresi_app.funding.model.incoming import ActivityReject, IncomingActivity
from cresi_app.funding.model.pastgrant import GrantLine, Rejected
from cresi_app.funding.service.importing import GrantOptions
from cresi_app.services import Services

EXPORTED: Final = ("iati", "scdl", "e-apd")
SHOWN: Final = 20
_HEAD: Final = 4096
_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


def kind_of(path: Path, encoding: str = "") -> str:
    """Return ``iati``, ``grants`` or ``directory`` for a file that is one of these, "" for any other."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except (OSError, ValueError):
        return ""
    if b"<iati-activit" in head or "<iati-activit".encode("utf-16-le") in head:
        return "iati"
    text = path.suffix.casefold()
    if (b"\x00" in head[:64] and text not in _SHEETS) or head.lstrip()[:1] in {b"<", b"{", b"["}:
        return ""
    if text not in _SHEETS and _is_directory(path, encoding):
        return "directory"
    return "grants" if text in {*_SHEETS, ".csv", ".tsv", ".txt"} and _is_grants(path, encoding) else ""


_KINDS: Final = {"scdl": "grants", "grants": "grants", "iati": "iati", "rna": "directory", "sirene": "directory"}
_ANY: Final = frozenset({"", "csv", "xlsx", "ods"})


def kind_of_all(files: Sequence[Path], format_name: str, encoding: str) -> str:
    """Return what all files are, "" for notices. DomainError ``mixed`` when they are of several kinds."""
    if format_name not in _ANY:
        return _KINDS.get(format_name, "")
    kinds = {kind_of(file, encoding) for file in files}
    if len(kinds) > 1:
        raise DomainError(
            "mixed", N_("Ces fichiers ne sont pas de la même sorte : importez-les séparément. Rien n'a été lu.")
        )
    return kinds.pop() if kinds else ""


def _is_directory(path: Path, encoding: str) -> bool:
    try:
        with path.open("rb") as stream:
            organisations.read(stream.readline(1 << 16), encoding)
    except (DomainError, OSError):
        return False
    return True


def _is_grants(path: Path, encoding: str) -> bool:
    try:
        grants.open_file(path, encoding=encoding)
    except DomainError:
        return False
    return True


# --- in ---


def bring_in(services: Services, wanted: Namespace, who: Actor, kind: str) -> Reply:
    """Import files of one of these kinds."""
    files = [Path(path) for path in wanted.files]
    if kind == "iati":
        return _activities(services, files, wanted, who)
    if kind == "directory":
        return _organisations(services, files, wanted, who)
    return _grants(services, files, wanted, who)


def _grants(services: Services, files: Sequence[Path], wanted: Namespace, who: Actor) -> Reply:
    desk = services.declarations
    opened = [
        grants.open_file(file, encoding=wanted.encoding or "", columns=desk.remembered_columns()) for file in files
    ]
    options = GrantOptions(
        dry_run=wanted.dry_run,
        source=files[0].name if len(files) == 1 else "",
        format=", ".join(sorted({one.format for one in opened})),
        encoding=", ".join(sorted({one.found.encoding for one in opened if one.found.encoding})),
    )
    report, _changes = desk.import_grants(who, _lines_of(opened), options)
    report.findings = [*(found for one in opened for found in one.findings), *report.findings]
    lines = [
        *_head(report.format, report.encoding),
        trn("{n} ligne lue :", "{n} lignes lues :", report.read),
        *_counts(report.created, report.updated, report.merged, report.rejected),
        tr(
            "Organisations créées : {created} ; reconnues : {found}.",
            created=report.payees_created,
            found=report.payees_found,
        ),
        *_shown([(one.record, one.reason) for one in report.rejects]),
        *_told([(one.line, one.level, one.text) for one in report.findings]),
        *[
            tr("À confirmer : « {name} » est peut-être « {other} ».", name=one.name, other=one.organisation)
            for one in report.proposals[:SHOWN]
        ],
    ]
    return Reply(
        report.as_json(),
        [*lines, *_end(report.revision, dry_run=wanted.dry_run)],
        code=_code(report.read, report.rejected),
    )


def _lines_of(files: Sequence[grants.GrantFile]) -> Iterator[GrantLine | Rejected]:
    for file in files:
        for line in file.lines():
            yield (
                line
                if len(files) == 1
                else replace(line, sheet=", ".join(one for one in (file.name, line.sheet) if one))
            )


def _activities(services: Services, files: Sequence[Path], wanted: Namespace, who: Actor) -> Reply:
    desk = services.declarations
    opened = [_sound(file) for file in files]
    report, _changes = desk.import_activities(who, _read(services, opened), dry_run=wanted.dry_run)
    report.findings = [*(found for one in opened for found in one.findings), *report.findings]
    report.encoding = ", ".join(sorted({one.encoding for one in opened}))
    lines = [
        *_head("iati", report.encoding),
        trn("{n} activité lue :", "{n} activités lues :", report.read),
        *_counts(report.created, report.updated, report.merged, report.rejected),
        trn("{n} versement repris", "{n} versements repris", report.payments),
        *_shown([(one.line, one.reason) for one in report.rejects]),
        *_told([(one.line, one.level, one.text) for one in report.findings]),
    ]
    critical = any(one.level is Level.CRITICAL for file in opened for one in file.findings)
    code = 1 if critical and not report.read else _code(report.read, report.rejected)
    return Reply(report.as_json(), [*lines, *_end(report.revision, dry_run=wanted.dry_run)], code=code)


def _sound(file: Path) -> ActivityFile:
    try:
        with file.open("rb"):
            return ActivityFile(file)
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def _unreadable(file: Path, error: Exception) -> DomainError:
    reason = getattr(error, "strerror", None) or str(error)
    return DomainError(
        "unreadable_file", N_("« {name} » n'a pas pu être lu ({reason})."), name=file.name, reason=reason
    )


def _read(services: Services, files: Sequence[ActivityFile]) -> Iterator[IncomingActivity | ActivityReject]:
    lists = services.declarations.code_lists()
    for file in files:
        yield from mapping.read(file, lists)


def _organisations(services: Services, files: Sequence[Path], wanted: Namespace, who: Actor) -> Reply:
    read = [organisations.read(_content(file), wanted.encoding or "") for file in files]
    entries = [entry for one in read for entry in one.entries]
    report, _changes = services.directory.import_organisations(who, entries, dry_run=wanted.dry_run)
    report.rejects += [told for one in read for told in one.rejects]
    formats = ", ".join(sorted({one.format for one in read}))
    encodings = ", ".join(sorted({one.encoding for one in read}))
    lines = [
        *_head(formats, encodings),
        trn("{n} organisation lue :", "{n} organisations lues :", report.read),
        *_counts(report.created, report.updated, report.merged, report.rejected),
        *_shown([(one.record, one.text) for one in report.rejects]),
        *_told([(one.record, Level.WARNING, one.text) for one in report.warnings]),
    ]
    reply = {"format": formats, "encoding": encodings, **_entry_json(report)}
    return Reply(
        reply, [*lines, *_end(report.revision, dry_run=wanted.dry_run)], code=_code(report.read, report.rejected)
    )


def _entry_json(report: EntryReport) -> dict[str, object]:
    return {
        "revision": report.revision,
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "merged": report.merged,
        "rejected": report.rejected,
        "rejects": [{"record": one.record, "offset": None, "reason": one.text} for one in report.rejects],
        "warnings": [{"record": one.record, "reason": one.text} for one in report.warnings],
    }


# --- words ---


def _code(read: int, rejected: int) -> int:
    """Return 1 when every record was refused: nothing came in, and a script must hear of it."""
    return 1 if read and rejected == read else 0


def _head(name: str, encoding: str) -> list[str]:
    return [tr("Format {format}, encodage {encoding}", format=name, encoding=encoding or "—")]


def _counts(created: int, updated: int, merged: int, rejected: int) -> list[str]:
    return [
        "  " + trn("{n} créée", "{n} créées", created),
        "  " + trn("{n} mise à jour", "{n} mises à jour", updated),
        "  " + trn("{n} déjà là", "{n} déjà là", merged),
        "  " + trn("{n} refusée", "{n} refusées", rejected),
    ]


def _shown(rejects: Sequence[tuple[int, str]]) -> list[str]:
    lines = [f"    {record}: {reason}" for record, reason in rejects[:SHOWN]]
    if len(rejects) > SHOWN:
        lines.append("    " + trn("… et {n} autre ; « --json » les donne toutes.", "… et {n} autres ; « --json » les donne toutes.", len(rejects) - SHOWN))  # fmt: skip
    return lines


def _told(findings: Sequence[tuple[int, Level, str]]) -> list[str]:
    lines = [f"    {line}: {tr(LEVEL_WORDS[level])} – {text}" for line, level, text in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append("    " + trn("… et {n} autre remarque.", "… et {n} autres remarques.", len(findings) - SHOWN))
    return lines


def _end(revision: int | None, *, dry_run: bool) -> list[str]:
    if dry_run:
        return [tr("Essai seulement : rien n'a été écrit.")]
    if revision is None:
        return [tr("Rien de nouveau : la bibliothèque n'a pas changé.")]
    return [tr("Révision {seq} ; « undo {seq} » l'annule.", seq=revision)]


# --- out ---


def send_out(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Export activities, essential data or the declaration of aid. ``--query`` is a year, or ``all`` for everything."""
    words = wanted.query.split()
    year = next((int(one) for one in words if one.isascii() and one.isdecimal() and len(one) == 4), None)
    everything = any(one.casefold() in {"all", "tout"} for one in words)
    out = Path(wanted.out)
    if wanted.format == "iati":
        return _publish(services, out, who, everything=everything)
    if wanted.format == "scdl":
        return _essential(services, out, who, year or clock.today().year, everything=everything)
    return _aid(services, out, who, year or clock.today().year)


def _publish(services: Services, out: Path, who: Actor, *, everything: bool) -> Reply:
    found = services.declarations.publication(everything=everything)
    told = publishing.export(services.declarations, found.activities, out)
    services.declarations.name_activities(who, found)
    keep(services.declarations, who, (Duty.IATI, clock.today().year, out), (len(found.activities), found.total_minor))
    skipped = [{"id": one.number, "reason": one.reason} for one in found.left_out]
    lines = [
        trn("{n} activité écrite : {file}", "{n} activités écrites : {file}", len(found.activities), file=out),
        tr("Contrôlé : structure, règles et listes de codes du standard IATI 2.03."),
        *[f"  {one.number}: {one.reason}" for one in found.left_out],
        *_told([(one.line, one.level, one.text) for one in told]),
    ]
    return Reply({"written": len(found.activities), "skipped": skipped}, lines)


def _essential(services: Services, out: Path, who: Actor, year: int, *, everything: bool) -> Reply:
    done = essential.export(services.declarations.essential_lines(year, everything=everything), out)
    keep(services.declarations, who, (Duty.SCDL, year, out), (len(done.written), done.total_minor))
    lines = [trn("{n} convention écrite : {file}", "{n} conventions écrites : {file}", len(done.written), file=out)]
    lines += [f"  {found.text}" for _line, some in done.skipped for found in some]
    return Reply(done.as_json(), lines)


def _aid(services: Services, out: Path, who: Actor, year: int) -> Reply:
    from cresi_app.funding.interchange import aid  # noqa: PLC0415 - the workbook's writer is only loaded for it

    found, names = services.declarations.aid_declaration(year), services.declarations.aid_names()
    write_whole(out, aid.to_xlsx(found, names) if out.suffix.casefold() == ".xlsx" else aid.to_csv(found, names))
    keep(services.declarations, who, (Duty.AID, year, out), (len(found.groups), found.declared_minor))
    skipped = [
        {"id": one.source.number or one.source.label, "reason": one.reason}
        for one in found.lines
        if not one.is_declared
    ]
    lines = [
        trn(
            "{n} ligne de déclaration écrite : {file}",
            "{n} lignes de déclaration écrites : {file}",
            len(found.groups),
            file=out,
        ),
        *[
            tr("{label} : {amount} €", label=label, amount=aid.amount(minor))
            for label, minor in aid.reconciliation(found)
        ],
    ]
    return Reply({"written": len(found.groups), "skipped": skipped, "reconciles": found.reconciles}, lines)
