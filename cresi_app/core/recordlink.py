"""Links to records that the program opens when they are pasted into its search: ``cresi:document/182…``."""

import re
from typing import Final

from cresi_app.core.changes import RecordRef

SCHEME: Final = "cresi:"
_LINK: Final = re.compile(r"^\s*cresi:(?://)?([a-z_]{2,30})/(\d{1,19})\s*$", re.IGNORECASE)


def record_link(kind: str, record_id: int) -> str:
    """Return the link to a record."""
    return f"{SCHEME}{kind}/{record_id}"


def read_record_link(text: str) -> RecordRef | None:
    """Return the record that a text is the link of; None for any other text."""
    found = _LINK.match(text)
    return (found[1].lower(), int(found[2])) if found is not None else None
