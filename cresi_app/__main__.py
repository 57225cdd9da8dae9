"""Choose between the window, the tour and the command line; Qt is imported for the first two alone."""

import os
import sys
from collections.abc import Sequence

from cresi_app.core.i18n import set_language, tr
from cresi_app.core.settings import load_settings


def main(arguments: Sequence[str]) -> int:
    """Open the window when there is no argument, otherwise run the command; return the exit code."""
    try:
        return begin(arguments)
    except KeyboardInterrupt:  # while the program was still being read: nothing has begun, there is nothing to tell
        return 1


def begin(arguments: Sequence[str]) -> int:
    """Choose what to import, and run it."""
    if arguments[:1] == ["tour"]:
        from cresi_app import tour  # noqa: PLC0415 - the command line must not import Qt

        return tour.main(arguments[1:])
    if arguments:
        from cresi_app import cli  # noqa: PLC0415 - the window must not pay for the command line

        return cli.main(arguments)
    if not has_display():
        from cresi_app import tour  # noqa: PLC0415 - the command line must not import Qt

        set_language(load_settings().language)
        print(tr("Il n'y a pas d'écran ici : voici la visite du programme en images."), file=sys.stderr)
        return tour.main([])
    from cresi_app import app  # noqa: PLC0415 - the command line must not import Qt

    return app.main()


def has_display() -> bool:
    """Say whether a window could open here."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
