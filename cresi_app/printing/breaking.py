"""Makes reportlab's paragraphs keep the no-break spaces of French together."""

import re
from typing import Any, Final

from reportlab.platypus import paragraph

# reportlab 5.1 spares U+00A0 only: it breaks lines at U+202F (« 257 112 », « Pourquoi ? ») and prints a plain space
# instead. Its own blanks stay, less the two that forbid a break.
_KEPT: Final = "\u202f\u2007"
BLANKS: Final = "".join(c for c in paragraph._wsc if c not in _KEPT)  # noqa: SLF001 - the list this module corrects
_SPLIT: Final = re.compile(f"[{re.escape(BLANKS)}]+").split
_END: Final = re.compile(f"[{re.escape(BLANKS)}]+$").search


def _split(text: str | bytes, delim: str | bytes | None = None) -> list[str]:
    whole = text.decode() if isinstance(text, bytes) else text
    mark = delim.decode() if isinstance(delim, bytes) else delim
    return whole.split(mark) if mark is not None else _SPLIT(whole.strip(BLANKS)) if whole.strip(BLANKS) else []


def _stripper(method: str) -> Any:
    def strip(text: str | bytes) -> str:
        whole = text.decode() if isinstance(text, bytes) else text
        return str(getattr(whole, method)(BLANKS))

    return strip


def mend() -> None:
    """Replace reportlab's word splitting; safe to call again."""
    paragraph._wsc = BLANKS  # noqa: SLF001 - no public setting exists
    paragraph._wsc_re_split = _SPLIT  # noqa: SLF001 - idem
    paragraph._wsc_end_search = _END  # noqa: SLF001 - idem
    paragraph.split = _split
    paragraph.strip, paragraph.lstrip, paragraph.rstrip = map(_stripper, ("strip", "lstrip", "rstrip"))
