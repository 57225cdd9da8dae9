"""Hand a command to the window that holds the library: a local socket (a named pipe on Windows), one JSON question, one JSON answer.

The window's address and a fresh secret lie in ``.window.json`` inside the library folder, readable by its owner only; without
the secret nothing is answered. Nothing is pickled.
"""

import contextlib
import hashlib
import json
import os
import secrets
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ADDRESS_FILE: Final = ".window.json"
PATIENCE: Final = 60.0
"""Seconds a closing window waits for the command it is running: longer than any import at the centre takes."""

_DECLINED: Final = b"null"
"""What a closing window answers to a command it has not begun."""

_UNANSWERED: Final = N_(
    "La fenêtre qui tient la bibliothèque s'est fermée avant de répondre : la commande a peut-être été faite. "
    "Regardez l'historique (« history ») avant de la relancer."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gave: its exit code and what it would have written."""

    code: int
    out: str
    err: str


Handler = Callable[[Sequence[str], Path], Answer]
"""Runs the command's words, relative paths being taken from the folder it was typed in."""


def _address(folder: Path) -> str:
    name = f"cresi-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}-{os.getpid()}"
    return rf"\\.\pipe\{name}" if os.name == "nt" else str(Path(tempfile.gettempdir()) / f"{name}.sock")


class Desk:
    """The window's end: listens in a thread of its own until `close`."""

    def __init__(self, folder: Path, handler: Handler) -> None:
        """Open the door of the library in `folder`; `handler` is called in the listening thread."""
        self._handler = handler
        self._file = folder / ADDRESS_FILE
        self._secret = secrets.token_bytes(32)
        address = _address(folder)
        self._listener = Listener(address)
        self._one_at_a_time = threading.Lock()
        self.callers = 0
        """How many have come to the door so far."""
        self._address = address
        self._is_closing = threading.Event()
        self._write_address()
        self._thread = threading.Thread(target=self._listen, name="cresi-handover", daemon=True)
        self._thread.start()

    def _write_address(self) -> None:
        part = self._file.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_text(json.dumps({"address": self._address, "secret": self._secret.hex()}), encoding="utf-8")
        part.replace(self._file)

    def _listen(self) -> None:
        while not self._is_closing.is_set():
            try:
                line = self._listener.accept()
            except OSError:
                continue  # a caller that hung up at once
            self.callers += 1
            # A thread each: one that connects and says nothing holds nobody else up.
            threading.Thread(target=self._receive, args=(line,), name="cresi-handover-caller", daemon=True).start()

    def _receive(self, line: "Connection[Any, Any]") -> None:
        try:
            with line:
                deliver_challenge(line, self._secret)
                answer_challenge(line, self._secret)
                asked = json.loads(line.recv_bytes().decode())
                with self._one_at_a_time:
                    if self._is_closing.is_set():
                        line.send_bytes(_DECLINED)
                        return
                    answer = self._handler(asked["arguments"], Path(asked["folder"]))
                    line.send_bytes(json.dumps({"code": answer.code, "out": answer.out, "err": answer.err}).encode())
        except (OSError, EOFError, AuthenticationError, ValueError, KeyError, TypeError):
            return  # a caller that hangs up, or is no cresi: its own loss

    def close(self) -> None:
        """Close the door once the command under way, if any, is answered; the address disappears with it."""
        self._is_closing.set()
        self._file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the listener may have gone already
            Client(self._address).close()  # wakes `accept`
        self._thread.join(PATIENCE)
        if self._one_at_a_time.acquire(timeout=PATIENCE):
            self._one_at_a_time.release()
        self._listener.close()


def ask(folder: Path, arguments: Sequence[str]) -> Answer | None:
    """Hand the command to the window that holds the library in `folder`; None when no window takes it.

    StoreError ``unanswered`` when a window took it and gave no answer: running it again could do it twice.
    """
    taken = False
    try:
        known = json.loads((folder / ADDRESS_FILE).read_text(encoding="utf-8"))
        with Client(known["address"], authkey=bytes.fromhex(known["secret"])) as line:
            line.send_bytes(json.dumps({"arguments": list(arguments), "folder": str(Path.cwd())}).encode())
            taken = True
            answer = json.loads(line.recv_bytes().decode())
            if answer is None:
                return None  # the window was closing and has done nothing
            return Answer(code=answer["code"], out=answer["out"], err=answer["err"])
    except (OSError, EOFError, AuthenticationError, ValueError, KeyError, TypeError) as error:
        if taken:
            raise StoreError("unanswered", _UNANSWERED) from error
        return None  # no window, or one that died: the caller opens the library itself
