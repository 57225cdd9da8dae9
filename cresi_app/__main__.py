"""Choose between the window and the command line; Qt is imported for the window alone."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Open the window when there is no argument, otherwise run the command; return the exit code."""
    if arguments:
        from cresi_app import cli  # noqa: PLC0415 - the window must not pay for the command line

        return cli.main(arguments)
    from cresi_app import app  # noqa: PLC0415 - the command line must not import Qt

    return app.main()


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
