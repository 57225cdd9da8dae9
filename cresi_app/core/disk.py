"""Files that appear whole or not at all."""

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

WINDOWS: Final = os.name == "nt"
_TRIES: Final = 40
_PAUSE: Final = 0.025
"""Windows does not replace a file that another program reads at that moment (a window, an antivirus): a second in all."""


def put_in_place(part: Path, final: Path) -> None:
    """Give `part` its `final` name in one step, over what stood there; whoever reads sees the old file or the new one."""
    for left in reversed(range(_TRIES)):
        try:
            part.replace(final)
        except PermissionError:
            if not WINDOWS or not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


@contextmanager
def appearing(file: Path) -> Iterator[Path]:
    """Yield a place beside `file` to write in; it becomes `file` when the block ends well and is gone otherwise.

    What stood there before stays until then. `DomainError` ``unwritable_file`` when folder or disk refuse.
    """
    if "\0" in str(file):  # no system has such a file, and Python says so otherwise than of other places
        raise _refused(file, os.strerror(errno.EINVAL))
    part = file.parent / f"{file.name}.{os.getpid()}.part"
    try:
        yield part
        put_in_place(part, file)
    except OSError as error:
        raise _refused(file, error.strerror or type(error).__name__) from error
    finally:
        with suppress(OSError):  # a part that was never made, in a folder that may be none
            part.unlink()


def _refused(file: Path, reason: str) -> DomainError:
    return DomainError(
        "unwritable_file",
        N_("« {name} » n'a pas pu être écrit ({reason}). Choisissez un autre dossier."),
        name=str(file),
        reason=reason,
    )


def write_whole(file: Path, content: bytes) -> None:
    """Write `content` to `file`. `DomainError` ``unwritable_file`` when folder or disk refuse."""
    with appearing(file) as part:
        part.write_bytes(content)


def can_write(folder: Path) -> bool:
    """Say whether a file can be made in a folder, by making one that is gone at once."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
