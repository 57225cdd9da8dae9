"""The same services without a window: read the words, find the library, do it, answer in words or JSON."""

import sys
from collections.abc import Sequence

from cresi_app.cli.arguments import UsageError, build_parser
from cresi_app.cli.reply import Reply, as_json
from cresi_app.cli.run import run
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import set_language
from cresi_app.core.settings import load_settings

DONE, REFUSED, BAD_USAGE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 refused with a sentence, 2 badly written. Never a traceback."""
    set_language(load_settings().language)
    try:
        wanted = build_parser().parse_args(list(arguments))
        reply = run(wanted, arguments)
    except UsageError as error:
        print(error.usage, error.sentence, sep="", file=sys.stderr)
        return BAD_USAGE
    except CresiError as error:
        print(error.sentence, file=sys.stderr)
        return REFUSED
    show(reply, as_object=wanted.json)
    return reply.code


def show(reply: Reply, *, as_object: bool) -> None:
    """Write the reply on standard output: one JSON object, or lines for a person."""
    if as_object:
        print(as_json(reply))
    else:
        print(*reply.lines, sep="\n")
