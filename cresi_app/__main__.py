"""Choose between the window, the tour and the command line; Qt is imported for the first two alone."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Open the window when there is no argument, otherwise run the command; return the exit code."""
    if arguments[:1] == ["tour"]:
        from cresi_app import tour  # noqa: PLC0415 - the command line must not import Qt

        return tour.main(arguments[1:])
    if arguments:
        from cresi_app import cli  # noqa: PLC0415 - the window must not pay for the command line

        return cli.main(arguments)
    from cresi_app import app  # noqa: PLC0415 - the command line must not import Qt

    return app.main()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
