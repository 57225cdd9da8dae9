"""The same services without a window: read the words, find the library, do it, answer in words or JSON."""

import logging
from argparse import Namespace
from collections.abc import Callable, Sequence

from cresi_app.cli.arguments import UsageError, read
from cresi_app.cli.crash import report_crash
from cresi_app.cli.reply import Reply, as_json
from cresi_app.cli.run import HandedOver, echo, run
from cresi_app.cli.terminal import accept_every_letter, tell, warn
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import set_language, tr
from cresi_app.core.log import keep_log
from cresi_app.core.settings import load_settings

DONE, REFUSED, BAD_USAGE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 refused with a sentence, 2 badly written. Never a traceback."""
    accept_every_letter()
    keep_log(logging.WARNING)
    try:
        set_language(load_settings().language)
        return answer(arguments, lambda wanted: run(wanted, arguments))
    except KeyboardInterrupt:
        warn(tr("Interrompu : rien n'a été enregistré à moitié. « info » dit où en est la bibliothèque."))
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last gate: our own mistake is kept in a report, never shown as a traceback
        warn(report_crash(error))
        return REFUSED


def answer(arguments: Sequence[str], work: Callable[[Namespace], Reply]) -> int:
    """Read the words, do the work, show what it gave."""
    try:
        wanted = read(arguments)
        reply = work(wanted)
        show(reply, as_object=wanted.json)
    except HandedOver as handed:
        return echo(handed.answer)
    except UsageError as error:
        warn(error.usage + error.sentence)
        return BAD_USAGE
    except CresiError as error:
        warn(error.sentence)
        return REFUSED
    return reply.code


def show(reply: Reply, *, as_object: bool) -> None:
    """Write the reply on standard output: one JSON object, or lines for a person."""
    if as_object:
        tell(as_json(reply))
    elif reply.lines:
        tell("\n".join(reply.lines))
