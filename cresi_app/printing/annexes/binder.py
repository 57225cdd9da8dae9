"""Annexes seen from the paper: opened beside the drawing of its pages, placed when it is drawn, never fatal."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from cresi_app.core.apart import Apart, ChildLostError
from cresi_app.printing.annexes.model import Annex, Opened, Problem
from cresi_app.printing.structure import Metadata
from cresi_app.printing.tags import Tag, packed

CHILD = "cresi_app.printing.annexes.child:answer"
_OPENING: Final = 40.0
_PLACING: Final = 90.0
"""Seconds a file may take: a plan of a large town takes two."""


@dataclass(frozen=True, slots=True)
class Finish:
    """What remains to be done with a paper that is drawn: its structure and metadata, then it is written to `out`."""

    drawn: Path
    out: Path
    tree: Tag
    metadata: Metadata

    def packed(self) -> Mapping[str, Any]:
        """Return it in plain values, for the child."""
        return {
            "drawn": str(self.drawn),
            "out": str(self.out),
            "tree": packed(self.tree),
            "metadata": self.metadata.packed(),
        }


class PlacingFailedError(Exception):
    """Some annexes cannot be placed after all: `lost` are their numbers. The paper is drawn again without them."""

    def __init__(self, lost: Sequence[int]) -> None:
        super().__init__(lost)
        self.lost = tuple(lost)


class _Spare:
    """One child that waits for the next paper: the preview prints again at each change. It ends with the program."""

    lock = threading.Lock()
    child: tuple[str, Apart] | None = None

    @classmethod
    def taken(cls) -> Apart:
        """Return the waiting child, or a new one."""
        with cls.lock:
            waiting, cls.child = cls.child, None
        if waiting is None:
            return Apart(CHILD)
        name, child = waiting
        if name == CHILD:
            return child
        child.close()
        return Apart(CHILD)

    @classmethod
    def give_back(cls, child: Apart) -> None:
        """Keep a child, which forgets its files meanwhile; end it when another waits already."""
        child.tell({"do": "forget"})
        with cls.lock:
            spare = cls.child is None
            if spare:
                cls.child = (CHILD, child)
        if not spare:
            child.close()


class Binder:
    """Opens and places the annexes of one paper."""

    def __init__(self, annexes: Sequence[Annex], *, seconds: float = _OPENING) -> None:
        self.annexes, self._seconds = list(annexes), seconds
        self._child = _Spare.taken() if self.annexes else Apart(CHILD)
        if self.annexes:
            self._child.start()

    def open_all(self) -> tuple[Opened, ...]:
        """Return what is found of each annex; nothing raises. All are asked for at once; when the child dies of one, one by one."""
        files = ["" if annex.file is None else str(annex.file) for annex in self.annexes]
        if not files:
            return ()
        try:
            reply, _ = self._child.ask({"do": "open", "files": files}, seconds=self._seconds)
        except ChildLostError:
            return tuple(map(self._open_one, files))
        opened = tuple(map(_opened, reply["found"]))
        good = [file for file, one in zip(files, opened, strict=True) if one.problem is None]
        self._child.tell({"do": "ready", "files": good})  # while the paper is drawn
        return opened

    def _open_one(self, file: str) -> Opened:
        try:
            reply, _ = self._child.ask({"do": "open", "files": [file]}, seconds=self._seconds)
        except ChildLostError as lost:
            return Opened(problem=Problem.LATE if lost.late else Problem.CRASHED)
        return _opened(reply["found"][0])

    def place(self, paper: Finish, opened: Sequence[Opened], firsts: Sequence[int]) -> None:
        """Write the paper with every annex in the room left for it; `firsts` are their first pages (from 0).

        Raises `PlacingFailedError` when the child died of some of them.
        """
        placed = [
            (number, str(annex.file), first)
            for number, (annex, one, first) in enumerate(zip(self.annexes, opened, firsts, strict=True))
            if one.problem is None
        ]
        if self._placed(paper, placed):
            return
        lost = [one for one in placed if not self._placed(paper, [one])]
        # each alone is well, together they are too much: the last gives way
        raise PlacingFailedError([number for number, _, _ in lost or placed[-1:]])

    def _placed(self, paper: Finish, annexes: Sequence[tuple[int, str, int]]) -> bool:
        listed: list[tuple[str, int]] = []
        for number, file, first in annexes:
            listed += [("", 0)] * (number - len(listed))
            listed.append((file, first))
        request = {"do": "place", "paper": paper.packed(), "annexes": listed}
        try:
            self._child.ask(request, seconds=_PLACING)
        except ChildLostError:
            return False
        return True

    def close(self) -> None:
        """Let the child forget the files; it waits for the next paper."""
        if self.annexes:
            _Spare.give_back(self._child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _opened(found: Mapping[str, Any]) -> Opened:
    if "problem" in found:
        return Opened(problem=Problem(found["problem"]))
    sizes = tuple((float(wide), float(high)) for wide, high in found["sizes"])
    return Opened(sizes, enclosed=tuple(found["enclosed"]), unlocked=bool(found["unlocked"]))


def without(opened: Sequence[Opened], lost: Sequence[int]) -> tuple[Opened, ...]:
    """Return what was found, the annexes that were lost on the way marked so."""
    return tuple(
        replace(one, sizes=(), problem=Problem.CRASHED) if number in lost else one for number, one in enumerate(opened)
    )
