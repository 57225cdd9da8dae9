"""LaTeX as people type it in BibTeX: accents, braces and dashes become the text they stand for."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

_NEEDED: Final = re.compile(r"[\\{}$~]|--|``|''")
_COMMENT: Final = re.compile(r"(?<!\\)%")
_ADDRESSED: Final = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{")
_INDEX: Final = re.compile(r"\$\s*[_^]\s*(?:\{\s*)?(?:\\(?:mathrm|textrm|text|rm)\s*\{?\s*)?([\w+-]{1,12})[\s}]*\$")
_LETTER: Final = re.compile(r"\$\s*(\\[A-Za-z]+)\s*\$")
"""Mathematics that is a digit set low or high (H$_2$O, 2$^e$), or one letter: in a title they are plain signs."""
_SPACES: Final = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _reader() -> Any:
    from pylatexenc.latex2text import (  # noqa: PLC0415 - a second of imports, for BibTeX only
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    # Its own list forgets what these enclose, or fails over it; the words of a title are kept.
    known.add_context_category("typed", [MacroTextSpec("textasciicircum", simplify_repl="^")], prepend=True)
    known.add_context_category(
        "kept",
        [MacroTextSpec(name, simplify_repl=_enclosed) for name in ("texttt", "mbox", "fbox", "hbox", "verb")],
        prepend=True,
    )
    return LatexNodes2Text(latex_context=known, math_mode="verbatim", strict_latex_spaces=False)


def _enclosed(node: Any, l2tobj: Any) -> str:
    """Return the text of everything a command encloses."""
    parts = node.nodeargd.argnlist if node.nodeargd is not None else []
    return " ".join(text for part in parts if part is not None and (text := l2tobj.nodelist_to_text([part]).strip()))


@lru_cache(maxsize=4_096)
def plain(value: str) -> str:
    r"""Return the text of a value: ``{\'E}cole`` is « École ». What is no LaTeX (a lone %, & or unknown command) is kept."""
    if _NEEDED.search(value):
        try:
            typed = _LETTER.sub(r"{\1}", _INDEX.sub(r"\1", value))
            text = str(_reader().latex_to_text(_COMMENT.sub(r"\\%", _ADDRESSED.sub(r"\1 {", typed))))
        except (
            ValueError,
            IndexError,
            RecursionError,
        ):  # broken LaTeX: the letters without the braces say more than nothing
            text = value.replace("{", "").replace("}", "")
    else:
        text = value
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip()
