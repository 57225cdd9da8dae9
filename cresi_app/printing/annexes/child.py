"""The child that opens files by others and puts their pages into a paper of ours; it may crash, hang or run out of memory alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from cresi_app.core.apart import Reply
from cresi_app.printing import structure
from cresi_app.printing.annexes import opening, placing
from cresi_app.printing.annexes.model import Problem
from cresi_app.printing.tags import unpacked

# A person waits for the bound file: it is written sooner for half a percent more of it.
pikepdf.settings.set_flate_compression_level(4)


class _Open:
    """The annexes opened so far: they are read once, and placed later."""

    files: dict[str, Pdf] = {}  # noqa: RUF012 - the child's whole memory
    pictures: dict[str, list[Any]] = {}  # noqa: RUF012 - same: the pages made ready while the paper is drawn


def answer(request: Mapping[str, Any]) -> Reply:
    """Answer one request."""
    if request["do"] == "open":
        return {"found": [_open(file) for file in request["files"]]}, b""
    if request["do"] == "place":
        return _place(request), b""
    if request["do"] == "ready":
        for file in request["files"]:
            _pictures(file)
        return {}, b""
    _forget()
    return {}, b""


def _forget() -> None:
    _Open.pictures.clear()
    for pdf in _Open.files.values():
        pdf.close()
    _Open.files.clear()


def _annex(file: str) -> Pdf:
    if file not in _Open.files:
        _Open.files[file] = opening.opened(Path(file))
    return _Open.files[file]


def _pictures(file: str) -> list[Any]:
    if file not in _Open.pictures:
        _Open.pictures[file] = [placing.picture(page) for page in _annex(file).pages]
    return _Open.pictures[file]


def _open(file: str) -> Mapping[str, Any]:
    if not file:
        return {"problem": Problem.MISSING}
    try:
        pdf = _annex(file)
        sizes = [placing.upright_size(page) for page in pdf.pages]
    except opening.UnusableError as error:
        return {"problem": error.problem}
    except opening.MISTAKES:
        return {"problem": Problem.BROKEN}
    return {"sizes": sizes, "enclosed": opening.enclosed(pdf), "unlocked": pdf.is_encrypted}


def _place(request: Mapping[str, Any]) -> Mapping[str, Any]:
    """Finish the paper with every page of every annex where it left room for it: ``/Annex0P0 Do`` and so on."""
    drawn = request["paper"]
    with Pdf.open(drawn["drawn"]) as paper:
        structure.dress(paper, unpacked(drawn["tree"]), structure.Metadata.unpacked(drawn["metadata"]))
        pages = list(paper.pages)
        for number, (file, first) in enumerate(request["annexes"]):
            if not file:  # it has no pages: another page stands in its place
                continue
            for index, picture in enumerate(_pictures(file)):
                own = pages[first + index].obj
                if "/XObject" not in own.Resources:
                    own.Resources.XObject = Dictionary()
                own.Resources.XObject[Name(f"/Annex{number}P{index}")] = paper.copy_foreign(picture)
        structure.save(paper, Path(drawn["out"]))
    return {}
