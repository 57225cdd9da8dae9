"""Writes on the terminal whatever its alphabet is, and whether or not anybody still listens at the other end."""

import codecs
import os
import sys
from typing import Final, TextIO

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

_ESCAPED: Final = "cresi.escaped"


def _escape(error: UnicodeError) -> tuple[str, int]:
    r"""Write what an alphabet lacks as \uXXXX: legible, and in JSON the very same text."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2)), error.end


codecs.register_error(_ESCAPED, _escape)


def accept_every_letter() -> None:
    """Let what the terminal's alphabet lacks be written as escapes, rather than stop a command that is done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_ESCAPED)


def tell(text: str, *, end: str = "\n") -> None:
    """Write on standard output. Who has stopped listening is left in peace; DomainError ``unwritten`` when the disk refuses."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        _let_go(sys.stdout)
    except OSError as error:
        _let_go(sys.stdout)
        raise DomainError(
            "unwritten",
            N_("La réponse n'a pas pu être écrite ({reason}). Ce que la commande a fait est fait."),
            reason=error.strerror or type(error).__name__,
        ) from error


def warn(text: str, *, end: str = "\n") -> None:
    """Write on standard error, as far as it can be written: there is nowhere left to complain."""
    try:
        print(text, end=end, file=sys.stderr, flush=True)
    except OSError:
        _let_go(sys.stderr)


def _let_go(stream: TextIO) -> None:
    """Send what is left in a stream nowhere: Python's own farewell would fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
