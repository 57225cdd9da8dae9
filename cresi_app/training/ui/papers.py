"""Papers and files of the page: every paper in the preview, one file a person in a folder, calendars, drafts of letters."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model.telling import Occasion
from cresi_app.training.service import TrainingService
from cresi_app.training.service.feed import FeedKeeper
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act
from cresi_app.widgets.preview import Choice, ChoiceGroup, PreviewCover, PrintOffer, Printout, open_preview
from cresi_app.widgets.tasks import Cancelled, Progress

Opened = Callable[[PreviewCover], object]
"""Hears of the preview that was opened."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper of the desk: its name for programs, its title, its icon, the boxes of its preview (key, words, on)."""

    name: str
    title: str
    icon: str
    choices: Sequence[tuple[str, str, bool]] = ()


OF_SESSION: Final = (
    PaperKind(
        "attendance", N_("Feuille d'émargement"), "clipboard-check",
        [("blank", N_("Feuille neutre, sans les noms"), False)],
    ),
    PaperKind("convocation", N_("Convocations"), "mail", [("details", N_("Joindre objectifs et programme"), False)]),
    PaperKind("badge", N_("Badges"), "ticket-check"),
    PaperKind("certificate", N_("Attestations"), "scroll-text"),
    PaperKind("evaluation", N_("Questionnaire d'évaluation"), "list-checks", [("cold", N_("À froid, quelques mois après"), False)]),
    PaperKind("trainer-letter", N_("Lettre au formateur"), "graduation-cap"),
    PaperKind("session-report", N_("Compte rendu de la session"), "file-text"),
)  # fmt: skip
OF_YEAR: Final = (
    PaperKind(
        "programme", N_("Programme de l'année"), "newspaper",
        [
            ("folded", N_("Imposé sur A4, à plier en deux"), True),
            ("details", N_("Décrire chaque formation"), False),
            ("ink", N_("Économie d'encre"), False),
        ],
    ),
    PaperKind("training-year", N_("Bilan de l'année"), "file-text", [("ink", N_("Économie d'encre"), False)]),
    PaperKind("quality", N_("Preuves par indicateur de qualité"), "shield-check"),
    PaperKind("statement", N_("Bilan pédagogique et financier"), "table"),
)  # fmt: skip


def paper_kind(name: str) -> PaperKind:
    """Return a paper by its name."""
    return next(kind for kind in (*OF_SESSION, *OF_YEAR) if kind.name == name)


def offer(service: TrainingService, name: str, record: int, subtitle: str) -> PrintOffer:
    """Return what the preview shows: the paper `name` of a session (its id) or of a year."""
    kind = paper_kind(name)

    def make(chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.training.reports.making import print_into  # noqa: PLC0415 - reportlab is loaded when something is printed

        print_into(service, name, record, out, chosen)
        return Printout(out)

    choices = [Choice(key, tr(words), on) for key, words, on in kind.choices]
    notice = tr("Imprimez recto verso, bord court, puis pliez en deux.") if name == "programme" else ""
    return PrintOffer(
        kind=f"training.{name}",
        title=tr(kind.title),
        subtitle=subtitle,
        file_name=f"{name}-{subtitle}.pdf",
        make=make,
        groups=[ChoiceGroup(tr("Options"), choices)] if choices else [],
        trail=(tr("Formations"), subtitle),
        notice=notice,
    )


def preview_session_paper(
    host: QWidget, desk: Desk, service: TrainingService, name: str, session_id: int, opened: Opened
) -> None:
    """Show a paper of a session in the place of `host`; certificates are issued first, to everybody who was there."""

    def show(code: str) -> None:
        opened(open_preview(host, desk, session_offer(service, session_id, code, name)))

    def read() -> None:
        desk.read(("training", "paper"), lambda: service.session(session_id).code, show)

    if name == "certificate":
        actor = desk.actor
        desk.write(
            "training.issue_certificates",
            lambda: service.issue_certificates(actor, session_id),
            lambda _changes: read(),
        )
    else:
        read()


def session_offer(service: TrainingService, session_id: int, code: str, name: str) -> PrintOffer:
    """Return the preview's offer of one paper of a session; the others are one choice away."""
    others = [(f"training.{kind.name}", tr(kind.title)) for kind in OF_SESSION]

    def other(key: str) -> PrintOffer:
        return session_offer(service, session_id, code, key.removeprefix("training."))

    return replace(offer(service, name, session_id, code), others=others, other=other)


def preview_year_paper(host: QWidget, desk: Desk, service: TrainingService, name: str, opened: Opened) -> None:
    """Show a paper of the year in force in the place of `host`."""
    opened(open_preview(host, desk, offer(service, name, desk.year, str(desk.year))))


def save_each(desk: Desk, service: TrainingService, name: str, session_id: int) -> None:
    """Write one PDF a person into a folder that is chosen: convocations or certificates."""
    folder = desk.messages.choose_folder(tr("Dossier où enregistrer un PDF par personne"))
    if folder is None:
        return
    place: Path = folder
    actor = desk.actor

    def work(progress: Progress) -> list[Path]:
        from cresi_app.training.reports.making import one_each  # noqa: PLC0415 - reportlab is loaded when something is printed

        issued = service.issue_certificates(actor, session_id) if name == "certificate" else None
        try:
            with tempfile.TemporaryDirectory(prefix="cresi-papers-") as made:
                files = one_each(service, name, session_id, Path(made), progress.step)
                progress.check()
                return [_moved(file, place) for file in files]
        except Cancelled:
            if issued is not None and issued.seq is not None:
                service.library.undo(actor, issued.seq)  # numbers nobody got are given back
            raise

    def told(files: list[Path]) -> None:
        words = trn(
            "{n} PDF enregistré dans {folder}", "{n} PDF enregistrés dans {folder}", len(files), folder=place.name
        )
        desk.messages.toast(words, Act(tr("Ouvrir"), lambda: desk.messages.show_file(place)))

    desk.long(tr("Un PDF par personne"), work, told)


def _moved(file: Path, folder: Path) -> Path:
    place = folder / file.name
    write_whole(place, file.read_bytes())
    return place


def prepare_drafts(
    desk: Desk,
    service: TrainingService,
    session_id: int,
    occasion: Occasion,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Write a draft for everybody concerned into a folder that is chosen; nothing is sent."""
    folder = desk.messages.choose_folder(tr("Dossier où préparer les courriels"))
    if folder is None:
        return
    place: Path = folder
    actor = desk.actor

    def work(progress: Progress) -> tuple[int, int, Path]:
        from cresi_app.training.interchange.mailing import prepare  # noqa: PLC0415 - icalendar costs start-up time
        from cresi_app.training.reports.making import one_each  # noqa: PLC0415 - reportlab is loaded when something is printed

        made = prepare(service, actor, session_id, occasion, place, partial(one_each, step=progress.step))
        return len(made.files), len(made.without), made.folder

    def told(found: tuple[int, int, Path]) -> None:
        written, without, where = found
        words = trn("{n} courriel préparé, aucun n'est envoyé", "{n} courriels préparés, aucun n'est envoyé", written)
        if without:
            words = tr(
                "{drafts} ; {missing}",
                drafts=words,
                missing=trn("{n} personne sans adresse", "{n} personnes sans adresse", without),
            )
        desk.messages.toast(words, Act(tr("Ouvrir"), lambda: desk.messages.show_file(where)))
        then()

    desk.long(tr("Préparation des courriels"), work, told)


def feed_place(desk: Desk, library: Path) -> Callable[[], Path | None]:
    """Return what tells in which file the calendar of `library` is kept up to date on this machine, None when in none."""

    def place() -> Path | None:
        kept = desk.recall("training.feed")
        file = str(kept.get(str(library), ""))
        return Path(file) if file else None

    return place


def feed_keeper(desk: Desk, service: TrainingService) -> FeedKeeper:
    """Return what keeps the calendar's file up to date while the window is open."""

    def write(file: Path) -> None:
        from cresi_app.training.interchange.feed import write_feed  # noqa: PLC0415 - icalendar costs start-up time

        write_feed(service, file)

    return FeedKeeper(service.library, feed_place(desk, service.library.folder), write)


def keep_feed(desk: Desk, service: TrainingService) -> None:
    """Ask in which file the calendar is kept up to date; none given ends it."""
    chosen = desk.messages.save_file(tr("Fichier à tenir à jour"), "formations.ics", [(tr("Calendrier"), "*.ics")])
    desk.remember("training.feed", **{str(service.library.folder): "" if chosen is None else str(chosen)})
    if chosen is None:
        desk.messages.toast(tr("Aucun calendrier n'est tenu à jour dans un fichier."))
        return
    place: Path = chosen

    def work(_progress: Progress) -> Path:
        from cresi_app.training.interchange.feed import write_feed  # noqa: PLC0415 - icalendar costs start-up time

        write_feed(service, place)
        return place

    def told(file: Path) -> None:
        desk.messages.toast(
            tr("« {file} » suivra désormais chaque changement, tant que le programme est ouvert.", file=file.name)
        )

    desk.long(tr("Calendrier tenu à jour"), work, told)


def export_calendar(desk: Desk, service: TrainingService, session_id: int | None) -> None:
    """Write the .ics of a session, or of the year in force, where the person chooses."""
    year = desk.year
    name = f"formations-{year}.ics" if session_id is None else f"{service.session(session_id).code}.ics"
    chosen = desk.messages.save_file(tr("Exporter le calendrier"), name, [(tr("Calendrier"), "*.ics")])
    if chosen is None:
        return
    out: Path = chosen

    def work(_progress: Progress) -> Path:
        from cresi_app.training.interchange import session_calendar, year_calendar  # noqa: PLC0415 - icalendar costs start-up time

        data = year_calendar(service, year) if session_id is None else session_calendar(service, session_id)
        write_whole(out, data)
        return out

    def told(file: Path) -> None:
        desk.messages.toast(
            tr("Calendrier enregistré : {file}", file=file.name),
            Act(tr("Ouvrir"), lambda: desk.messages.show_file(file)),
        )

    desk.long(tr("Export du calendrier"), work, told)
