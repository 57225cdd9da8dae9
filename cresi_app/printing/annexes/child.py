"""The child that opens files by others and puts their pages into a paper of ours; it may crash, hang or run out of memory alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from cresi_app.core.apart import Reply
from cresi_app.printing.annexes import opening, placing
from cresi_app.printing.annexes.model import Problem


class _Open:
    """The annexes opened so far: they are read once, and placed later."""

    files: dict[str, Pdf] = {}  # noqa: RUF012 - the child's whole memory


def answer(request: Mapping[str, Any]) -> Reply:
    """Answer one request."""
    if request["do"] == "open":
        return {"found": [_open(file) for file in request["files"]]}, b""
    if request["do"] == "place":
        return _place(request), b""
    for pdf in _Open.files.values():
        pdf.close()
    _Open.files.clear()
    return {}, b""


def _annex(file: str) -> Pdf:
    if file not in _Open.files:
        _Open.files[file] = opening.opened(Path(file))
    return _Open.files[file]


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
    """Put every page of every annex where the paper left room for it: ``/Annex0P0 Do`` and so on."""
    with Pdf.open(request["paper"]) as paper:
        pages = list(paper.pages)
        for number, (file, first) in enumerate(request["annexes"]):
            if not file:  # it has no pages: another page stands in its place
                continue
            for index, page in enumerate(_annex(file).pages):
                own = pages[first + index].obj
                if "/XObject" not in own.Resources:
                    own.Resources.XObject = Dictionary()
                own.Resources.XObject[Name(f"/Annex{number}P{index}")] = placing.picture(paper, page)
        paper.save(
            request["out"],
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            fix_metadata_version=False,
        )
    return {}
