"""The program shown without a person: a working day in pictures and papers, or the gallery of all that can be on screen."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cresi_app.cli.arguments import UsageError, build_parser
from cresi_app.cli.reply import Reply, as_json
from cresi_app.core import clock
from cresi_app.core.i18n import set_language, tr
from cresi_app.core.settings import load_settings
from cresi_app.tour.stops import MOMENT


def main(arguments: Sequence[str]) -> int:
    """Make the tour, or the gallery, and return the exit code; `arguments` are what follows the word ``tour``."""
    set_language(load_settings().language)
    try:
        wanted = build_parser().parse_args(["tour", *arguments])
    except UsageError as error:
        print(error.usage, error.sentence, sep="", file=sys.stderr)
        return 2
    out = wanted.out or Path(tempfile.mkdtemp(prefix="cresi-visite-"))
    out.mkdir(parents=True, exist_ok=True)
    made = make(out, gallery=wanted.gallery)
    reply = Reply(
        {"out": out.resolve(), "made": [file.relative_to(out).as_posix() for file in made]},
        [tr("La visite est dans {folder}", folder=out.resolve())],
    )
    print(as_json(reply) if wanted.json else reply.lines[0])
    return 0


def make(out: Path, *, gallery: bool = False) -> list[Path]:
    """Go through the program in a temporary library and leave its pictures and papers in `out`; return them in order."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="cresi-tour-", ignore_cleanup_errors=True) as place, clock.frozen(MOMENT):
        os.environ["CRESI_CONFIG"] = str(Path(place) / "config")
        if gallery:
            from cresi_app.tour.gallery import Gallery  # noqa: PLC0415 - only who asks for it

            return Gallery(Path(place), out).run()
        from cresi_app.tour.day import Tour  # noqa: PLC0415 - only who asks for it

        return Tour(Path(place), out).run()
