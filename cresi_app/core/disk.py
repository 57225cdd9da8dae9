"""Files that appear whole or not at all."""

from pathlib import Path

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_


def write_whole(file: Path, content: bytes) -> None:
    """Write `content` beside `file`, then rename it. `DomainError` ``unwritable_file`` when folder or disk refuse."""
    part = file.with_name(file.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DomainError(
            "unwritable_file",
            N_("« {name} » n'a pas pu être écrit ({reason}). Choisissez un autre dossier."),
            name=str(file),
            reason=error.strerror or type(error).__name__,
        ) from error
