"""LaTeX as people type it in BibTeX: accents, braces and dashes become the text they stand for."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

_NEEDED: Final = re.compile(r"[\\{}$~]|--|``|''")
_COMMENT: Final = re.compile(r"(?<!\\)%")
_ADDRESSED: Final = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{")
_INDEX: Final = re.compile(r"\$\s*[_^]\s*(?:\{\s*)?(?:\\(?:mathrm|textrm|text|rm)\s*\{?\s*)?([\w+-]{1,12})[\s}]*\$")
_LETTER: Final = re.compile(r"\$\s*(\\[A-Za-z]+|[<>|=+±×°])\s*\$")
"""Mathematics that is a digit set low or high (H$_2$O, 2$^e$), or one sign: in a title they are plain signs."""
_SPACES: Final = re.compile(r"\s+")
_SIGNS: Final = {
    "textasciicircum": "^", "textless": "<", "textgreater": ">", "textbar": "|", "LaTeX": "LaTeX", "LaTeXe": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX", "XeTeX": "XeTeX", "og": "« ", "fg": " »", "no": "n° ", "nos": "n° ", "No": "N° ", "Nos": "N° ", "pounds": "£",
    "textsterling": "£", "S": "§", "P": "¶", "copyright": "©", "textcopyright": "©", "degres": "°", "degre": "°", "degree": "°",
    "ier": "er", "iere": "re", "ieme": "e", "iers": "ers", "iemes": "es", "slash": "/", "textordmasculine": "º", "textordfeminine": "ª",
    "textperiodcentered": "·", "cdots": "…", "textellipsis": "…", "hyp": "-", "cprime": "ʹ", "cdprime": "ʺ", "lbrace": "{", "rbrace": "}",
    "guillemetleft": "«", "guillemetright": "»", "ndash": "–", "mdash": "—", "bibrangedash": "–", "lq": "‘", "rq": "’", "euro": "€",
    "EUR": "€",
}  # fmt: skip
"""Commands that are a sign or a name, which the reader's own list drops without a word."""
_ENCLOSING: Final = (
    "texttt", "mbox", "fbox", "hbox", "verb", "cite", "citet", "citep", "ref", "autoref", "eqref", "input", "include", "includegraphics",
    "title", "author", "date",
)  # fmt: skip
_SILENT: Final = frozenset({
    "em", "it", "bf", "sc", "rm", "sf", "tt", "sl", "up", "md", "bfseries", "itshape", "scshape", "ttfamily", "sffamily", "rmfamily",
    "upshape", "slshape", "mdseries", "normalfont", "normalsize", "small", "footnotesize", "scriptsize", "tiny", "large", "Large",
    "LARGE", "huge", "Huge", "par", "newline", "linebreak", "nolinebreak", "noindent", "indent", "relax", "protect", "xspace",
    "allowbreak", "nobreak", "break", "newblock", "centering", "raggedright", "hfill", "null", "leavevmode", "smallskip", "medskip",
    "bigskip", "newpage", "clearpage", "boldmath", "unboldmath", "displaystyle", "textstyle", "limits", "nolimits", "maketitle",
})  # fmt: skip
"""Commands that change how the words look and say nothing."""


@lru_cache(maxsize=1)
def _reader() -> Any:
    from pylatexenc.latex2text import (  # noqa: PLC0415 - a second of imports, for BibTeX only
        LatexNodes2Text,
        MacroTextSpec,
        SpecialsTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    # Its own list forgets what these enclose, or fails over it; the words of a title are kept.
    known.add_context_category(
        "kept",
        [
            *(MacroTextSpec(name, simplify_repl=sign) for name, sign in _SIGNS.items()),
            *(MacroTextSpec(name, simplify_repl=_enclosed) for name in _ENCLOSING),
            *(MacroTextSpec(name, discard=True) for name in _SILENT),
        ],
        specials=[SpecialsTextSpec("&", simplify_repl="&")],
        prepend=True,
    )
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_as_typed))
    return LatexNodes2Text(latex_context=known, math_mode="verbatim", strict_latex_spaces=False)


def _as_typed(node: Any) -> str:
    """Return a command nobody knows as it stands, but for its name where it encloses something: that is what it says."""
    at = node.pos + node.len
    behind = node.parsing_state.s[at : at + 2]
    encloses = behind[:1] in {"{", "["} and behind != "{}"
    return "" if encloses else f"\\{node.macroname}{node.macro_post_space}"


def _enclosed(node: Any, l2tobj: Any) -> str:
    """Return the text of everything a command encloses."""
    parts = node.nodeargd.argnlist if node.nodeargd is not None else []
    return " ".join(text for part in parts if part is not None and (text := l2tobj.nodelist_to_text([part]).strip()))


@lru_cache(maxsize=4_096)
def plain(value: str) -> str:
    r"""Return the text of a value: ``{\'E}cole`` is « École ». What is no LaTeX (a lone %, & or unknown command) is kept."""
    if _NEEDED.search(value):
        try:
            typed = _LETTER.sub(r"{\1}", _INDEX.sub(r"\1", value.replace(r"\~{}", r"\textasciitilde{}")))
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
