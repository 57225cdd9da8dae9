"""Which form a fillable PDF is: printed and kept in it, so that it is known again when it comes back filled."""

import re
from dataclasses import dataclass
from typing import Final

CODE_FIELD: Final = "cresi_form"
"""The read-only field that says which form this is."""
_CODE: Final = re.compile(r"CRSI:F/([A-Z][A-Z]*)(\d+)/([0-9A-Z/.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormCode:
    """Which form a file is: `kind` in letters (``B`` booking, ``H`` and ``C`` evaluations, ``P`` project), its version, what it is about.

    ``CRSI:F/B1/2027/F2027-03``: kind B, version 1, ref ``2027/F2027-03``.
    """

    kind: str
    version: int
    ref: str

    def __str__(self) -> str:
        return f"CRSI:F/{self.kind}{self.version}/{self.ref}".upper()

    @classmethod
    def read(cls, text: str) -> "FormCode | None":
        """Return the code that stands in `text`, None when there is none."""
        found = _CODE.search(text)
        return cls(found[1].upper(), int(found[2]), found[3].upper().strip("/.-")) if found else None
