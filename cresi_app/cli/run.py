"""Find the library a command speaks of, hand the command to the window that holds it, or open it and run."""

import io
import time
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

from cresi_app import handover
from cresi_app.cli import (
    attachments,
    exports,
    history,
    imports,
    libraries,
    records,
    reports,
    selections,
    stock,
    training,
)
from cresi_app.cli.crash import report_crash
from cresi_app.cli.reply import Reply
from cresi_app.cli.terminal import tell, warn
from cresi_app.cli.watching import watched
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.settings import change_settings, load_settings
from cresi_app.services import Services
from cresi_app.store.lock import LibraryLocked, this_owner

Command = Callable[[Services, Namespace, Actor], Reply]

WAIT: Final = 30.0
"""Seconds that a command waits for another one to finish."""
_TURN: Final = 1.0
"""Seconds after which a command that waits looks whether a window has opened its door meanwhile."""

COMMANDS: Final[Mapping[str, Command]] = {
    "info": libraries.info,
    "backup": libraries.backup,
    "check": libraries.check,
    "import": imports.bring_in,
    "export": exports.send_out,
    "search": records.search,
    "show": records.show,
    "book": records.book,
    "bookings": training.bookings,
    "scan": training.scan,
    "evaluations": training.evaluations,
    "offers": training.offers,
    "report": reports.report,
    "shelves": selections.shelves,
    "basket": selections.basket,
    "stocktake": stock.stocktake,
    "batch": selections.batch,
    "attach": attachments.attach,
    "index": attachments.index,
    "propose": attachments.propose,
    "near": attachments.near,
    "undo": history.undo,
    "redo": history.redo,
    "history": history.history,
}


class HandedOver(Exception):
    """The window that holds the library has run the command."""

    def __init__(self, answer: handover.Answer) -> None:
        super().__init__(answer.code)
        self.answer = answer


def actor_of(wanted: Namespace) -> Actor:
    """Return who acts: the name given, or the account of the computer."""
    account = this_owner().account
    return Actor(key=f"cli:{wanted.who or account}", name=wanted.who or account)


def library_folder(wanted: Namespace) -> Path:
    """Return the library named by ``--library``, or the one opened last."""
    if wanted.library is not None:
        return Path(wanted.library)
    known = load_settings().library
    if not known:
        raise DomainError(
            "no_library",
            N_(
                "Aucune bibliothèque n'a encore été ouverte. Créez-en une avec « new DIR », ou nommez-la avec « --library DIR »."
            ),
        )
    return Path(known)


def run(wanted: Namespace, arguments: Sequence[str]) -> Reply:
    """Run one command. Raises `CresiError` with its sentence, or `HandedOver`."""
    if wanted.command == "new":
        reply = libraries.new(wanted, actor_of(wanted))
        remember(wanted.folder)
        return reply
    if wanted.command == "restore":
        return libraries.restore(library_folder(wanted), wanted.file)
    if wanted.command == "report" and wanted.list:
        return reports.listed()
    folder = library_folder(wanted)
    with opened(folder, arguments) as services:
        return COMMANDS[wanted.command](services, wanted, actor_of(wanted))


def opened(folder: Path, arguments: Sequence[str]) -> Services:
    """Open the library; while a window holds it the window answers, while another command does it is waited for."""
    end = time.monotonic() + WAIT
    turn = 0.0
    while True:
        try:
            services = Services.open(folder, wait=turn, watched=watched())
        except LibraryLocked:
            answer = handover.ask(folder, arguments)
            if answer is not None:
                raise HandedOver(answer) from None
            turn = min(_TURN, end - time.monotonic())
            if turn <= 0:
                raise
        else:
            remember(folder)
            return services


def remember(folder: Path) -> None:
    """Keep the library as the one opened last."""
    place = str(folder.resolve())
    if load_settings().library != place:
        change_settings(library=place)


def answer_in_window(services: Services, arguments: Sequence[str], folder: Path) -> handover.Answer:
    """Run a command handed over by another process on this window's open library; `folder` is where it was typed.

    Whatever goes wrong is an answer too: a command that got none would leave open whether it was done.
    """
    from cresi_app.cli import REFUSED, answer  # noqa: PLC0415 - the package's door imports this module

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = answer(
                arguments, lambda wanted: COMMANDS[wanted.command](services, absolute(wanted, folder), actor_of(wanted))
            )
        except Exception as error:  # noqa: BLE001 - the last gate, as in `cli.main`: our own mistake is kept in a report
            warn(report_crash(error))
            code = REFUSED
    return handover.Answer(code, out.getvalue(), err.getvalue())


def absolute(wanted: Namespace, folder: Path) -> Namespace:
    """Return the command with its relative paths taken from `folder`."""
    for name in ("out", "file"):
        path = getattr(wanted, name, None)
        if path is not None:
            setattr(wanted, name, folder / path)
    if getattr(wanted, "files", None):
        wanted.files = [folder / path for path in wanted.files]
    if getattr(wanted, "what", "") and (folder / wanted.what).is_file():
        wanted.what = str(folder / wanted.what)
    return wanted


def echo(answer: handover.Answer) -> int:
    """Write what the window answered as if it had been said here."""
    tell(answer.out, end="")
    warn(answer.err, end="")
    return answer.code
