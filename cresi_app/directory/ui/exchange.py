"""Organisations from a file and into one, from the Annuaire's menus."""

from collections.abc import Callable
from pathlib import Path

from cresi_app.core.changes import Changes
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import C_, N_, tr, trn
from cresi_app.directory import interchange
from cresi_app.directory.model.entries import EntryReport
from cresi_app.directory.ui.cards import Bench
from cresi_app.widgets.messages import Act
from cresi_app.widgets.tasks import Progress

TOLD = 5


def sentence(report: EntryReport) -> str:
    """Return what became of a file's organisations, in one line."""
    parts = [
        trn("{n} fiche créée", "{n} fiches créées", report.created),
        trn("{n} complétée", "{n} complétées", report.updated),
        trn("{n} déjà là", "{n} déjà là", report.merged),
        trn("{n} refusée", "{n} refusées", report.rejected),
    ]
    return ", ".join(parts)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        template = N_("« {name} » n'a pas pu être lu ({reason}) : rien n'a été importé.")
        raise DomainError("unreadable_file", template, name=file.name, reason=str(error.strerror)) from error


def take_in(bench: Bench) -> None:
    """Let a file be chosen, take its organisations in as one act, and say what became of each line."""
    desk, service = bench.desk, bench.service
    chosen = desk.messages.open_files(
        tr("Importer des organisations"), [(tr("Listes d'organisations (CSV)"), "*.csv *.txt")], several=False
    )
    if not chosen:
        return
    file: Path = chosen[0]

    def work(progress: Progress) -> tuple[EntryReport, Changes]:
        read = interchange.read(_content(file))
        progress.check()
        report, changes = service.import_organisations(desk.actor, read.entries)
        report.rejects[:0] = read.rejects
        return report, changes

    def told(done: tuple[EntryReport, Changes]) -> None:
        report, changes = done
        desk.tell(changes)

        def undo() -> None:
            desk.write(
                "undo", lambda: service.library.undo(desk.actor, changes.seq), words=tr("Annulation de l'import")
            )

        desk.messages.toast(sentence(report), Act(tr(C_("undo", "Annuler")), undo) if changes.seq is not None else None)
        if report.rejects:
            lines = [tr("ligne {n} : {reason}", n=told.record, reason=told.text) for told in report.rejects[:TOLD]]
            desk.messages.inline(
                trn("{n} ligne n'est pas entrée. {lines}", "{n} lignes ne sont pas entrées. {lines}", report.rejected,
                    lines=" ".join(lines)),
                "warning",
            )  # fmt: skip

    desk.long(tr("Import de {file}", file=file.name), work, told)


def give_out(bench: Bench, wanted: Callable[[], list[int]]) -> None:
    """Write the organisations of the list as CSV; `wanted` gives their ids, on a worker thread."""
    desk, service = bench.desk, bench.service
    place = desk.messages.save_file(tr("Exporter la liste"), "organisations.csv", [(tr("Tableau (CSV)"), "*.csv")])
    if place is None:
        return

    def work(progress: Progress) -> int:
        with service.library.snapshot():
            ids = wanted()
            content = interchange.write(service, ids)
        progress.check()
        write_whole(place, content)
        return len(ids)

    def told(count: int) -> None:
        text = trn(
            "{n} organisation écrite dans {file}", "{n} organisations écrites dans {file}", count, file=place.name
        )
        desk.messages.toast(text, Act(tr("Ouvrir"), lambda: desk.messages.show_file(place)))

    desk.long(tr("Export de {file}", file=place.name), work, told)
