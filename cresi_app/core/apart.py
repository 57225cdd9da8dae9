"""Work that may crash, hang or eat memory is left to a child process, which is asked, watched, and may die alone."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

_ROOT: Final = Path(__file__).resolve().parents[2]
_MEGABYTES: Final = 2048
Reply = tuple[Mapping[str, Any], bytes]
"""What a child answers: something for JSON, and raw bytes (empty mostly)."""


@dataclass(frozen=True, slots=True)
class ChildLostError(Exception):
    """The child died of a request, or was ended because it took too long (`late`)."""

    late: bool


class Apart:
    """A child process that answers requests with the function `answer` (``"module:function"``), one after the other.

    It starts at the first question, and again after it died. `megabytes` bounds what it may take, where the system can.
    Threads may share one.
    """

    def __init__(self, answer: str, *, megabytes: int = _MEGABYTES) -> None:
        self._answer, self._megabytes = answer, megabytes
        self._child: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()
        self._closed = False
        self._untold = 0
        """Answers that nobody has waited for yet."""

    def start(self) -> None:
        """Let the child load what it needs while the caller does something else."""
        with self._one_at_a_time, suppress(ChildLostError):
            self._running()

    def ask(self, request: Mapping[str, Any], *, seconds: float) -> Reply:
        """Return the child's answer. Raises `ChildLostError` when the child dies of it or needs longer than `seconds`."""
        with self._one_at_a_time:
            child = self._running()
            late = threading.Event()

            def end() -> None:
                late.set()
                child.kill()

            watch = threading.Timer(seconds, end)
            watch.start()
            try:
                while self._untold:
                    _heard(child)
                    self._untold -= 1
                return _exchange(child, request)
            except (OSError, EOFError, ValueError) as error:
                self._end()
                raise ChildLostError(late.is_set()) from error
            finally:
                watch.cancel()
                watch.join()

    def tell(self, request: Mapping[str, Any]) -> None:
        """Let the child do something while the caller goes on; what it answers is dropped. The next `ask` waits for it.

        A child that dies of it dies in the eyes of that `ask`, whose seconds bound both.
        """
        with self._one_at_a_time:
            child = self._running()
            try:
                _say(child, request)
            except OSError:
                self._end()
            else:
                self._untold += 1

    def close(self) -> None:
        """End the child for good: a thread that asks only now is told that it is lost, instead of starting another."""
        with self._one_at_a_time:
            self._closed = True
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise ChildLostError(late=False)
        if self._child is None or self._child.poll() is not None:
            self._end()
            command = [sys.executable, "-c", _STARTER, self._answer, str(self._megabytes)]
            environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._child

    def _end(self) -> None:
        child, self._child, self._untold = self._child, None, 0
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):  # a child that died leaves words it never read
                    pipe.close()


_STARTER: Final = "from cresi_app.core.apart import serve; serve()"


def _exchange(child: "subprocess.Popen[bytes]", request: Mapping[str, Any]) -> Reply:
    _say(child, request)
    return _heard(child)


def _say(child: "subprocess.Popen[bytes]", request: Mapping[str, Any]) -> None:
    assert child.stdin is not None
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()


def _heard(child: "subprocess.Popen[bytes]") -> Reply:
    assert child.stdout is not None
    head = json.loads(child.stdout.readline() or b"!")
    payload = child.stdout.read(head["bytes"])
    if len(payload) != head["bytes"]:
        raise EOFError
    return head["reply"], payload


def serve() -> None:
    """Answer until nobody asks any more. The child's whole life; an error ends it, and the parent knows."""
    name, megabytes = sys.argv[1], int(sys.argv[2])
    _bound(megabytes)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    module, function = name.split(":")
    answer: Callable[[Mapping[str, Any]], Reply] = getattr(import_module(module), function)
    for line in sys.stdin.buffer:
        _write(out, *answer(json.loads(line)))


def _write(out: IO[bytes], reply: Mapping[str, Any], payload: bytes) -> None:
    out.write(json.dumps({"reply": reply, "bytes": len(payload)}).encode() + b"\n")
    out.write(payload)
    out.flush()


def _bound(megabytes: int) -> None:
    """Bound the memory of this process where the system knows how."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    with suppress(ValueError, OSError):  # a lower bound is in force already
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
