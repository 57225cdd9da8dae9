"""The child's reading of a PDF: the text of its pages, and where words stand on them."""

import re
from collections.abc import Collection
from ctypes import byref, c_int
from typing import Any, Final

from cresi_app.core.text import placed_words

_DROP: Final = re.compile(
    "\ufffe(?:\r?\n)?|\u00ad(?:\r?\n)?|(?<=[a-zß-öø-ÿœ])-\r?\n(?=[a-zß-öø-ÿœ])|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\uffff]"
)
"""A word broken at a line's end is one word; what no text may hold goes."""
_SHORTHAND: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\r": None}
)
_BROKEN: Final = re.compile("(?<=[a-zß-öø-ÿœ])-\n(?=[a-zß-öø-ÿœ])")
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\uffffﬀ-ﬆ]")
_CLEANED: Final = {
    **_SHORTHAND, **dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFF]),
}  # fmt: skip
_WORTHY: Final = re.compile(r"[^\W_](?s:.*?)[^\W_](?s:.*?)[^\W_]")

Box = tuple[float, float, float, float]
"""Left, top, width and height as parts of the page's own (0–1)."""


def clean(raw: str) -> str:
    """Return the text of a page as people read it: broken words whole, joined letters apart."""
    text = raw.replace("\r\n", "\n").replace("\r", "")
    # Most pages have none of all this: to ask is quicker than to look at every letter.
    for sign in ("\ufffe", "\u00ad"):
        if sign in text:
            text = text.replace(f"{sign}\n", "").replace(sign, "")
    if "-\n" in text:
        text = _BROKEN.sub("", text)
    return text.translate(_CLEANED) if _ODD.search(text) else text


def is_text(text: str) -> bool:
    """Say whether a page has words worth the name: a page number is none."""
    return _WORTHY.search(text) is not None


def page_text(pdf: Any, number: int) -> str:
    """Return the text of page `number` (from 1)."""
    page = pdf[number - 1]
    try:
        words = page.get_textpage()
        try:
            return clean(words.get_text_range())
        finally:
            words.close()
    finally:
        page.close()


def hit_words(text: str, wanted: Collection[str], beginning: str) -> list[tuple[int, int]]:
    """Return the (start, end) of the words of `text` that fold to one of `wanted`, or begin with `beginning` ("": none does)."""
    return [
        (start, end)
        for word, start, end in placed_words(text)
        if word in wanted or (beginning and word.startswith(beginning))
    ]


def hit_boxes(pdf: Any, number: int, wanted: Collection[str], beginning: str) -> list[list[Box]]:
    """Return where each hit stands on page `number` (from 1): one box a line that it covers."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - the child's alone

    page = pdf[number - 1]
    words = page.get_textpage()
    letters = [pdfium.FPDFText_GetUnicode(words, at) for at in range(words.count_chars())]
    raw = "".join(chr(one) if one <= 0x10FFFF else "\ufffd" for one in letters)
    dropped = {at for found in _DROP.finditer(raw) for at in range(*found.span())}
    kept = [at for at in range(len(raw)) if at not in dropped]
    text = "".join(raw[at] for at in kept)
    return [_boxes(page, words, kept[start], kept[end - 1] + 1) for start, end in hit_words(text, wanted, beginning)]


def _boxes(page: Any, words: Any, start: int, end: int) -> list[Box]:
    found = []
    for at in range(words.count_rects(start, end - start)):
        left, bottom, right, top = words.get_rect(at)
        (x0, y0), (x1, y1) = _seen(page, left, top), _seen(page, right, bottom)
        found.append((min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)))
    return found


_FINE: Final = 100_000


def _seen(page: Any, x: float, y: float) -> tuple[float, float]:
    """Return where a point of the page's own space is seen, turned and cut as the page is."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - the child's alone

    across, down = c_int(), c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, byref(across), byref(down))
    return across.value / _FINE, down.value / _FINE
