"""LaTeX as people type it in BibTeX: accents, braces and dashes become the text they stand for."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

_NEEDED: Final = re.compile(r"[\\{}$~]|--|``|''")
_COMMENT: Final = re.compile(r"(?<!\\)%")
_SPACES: Final = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _reader() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - a second of imports, for BibTeX only

    return LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False)


@lru_cache(maxsize=4_096)
def plain(value: str) -> str:
    r"""Return the text of a value: ``{\'E}cole`` is « École ». What is no LaTeX (a lone %, & or unknown command) is kept."""
    if _NEEDED.search(value):
        try:
            text = str(_reader().latex_to_text(_COMMENT.sub(r"\\%", value)))
        except (
            ValueError,
            IndexError,
            RecursionError,
        ):  # broken LaTeX: the letters without the braces say more than nothing
            text = value.replace("{", "").replace("}", "")
    else:
        text = value
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip()
