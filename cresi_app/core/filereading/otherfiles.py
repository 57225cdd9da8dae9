"""The child's reading of texts that are no PDF: plain text, web pages, EPUB, messages, and the documents of office programs."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException

from cresi_app.core.filereading import mail, workbooks
from cresi_app.core.filereading.packed import LARGEST, UnreadableError, local, member, tree

PASSAGE: Final = 3_000
"""Characters of a passage: what stands for a page in a text without pages."""

_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "blockquote",
        "td",
        "th",
        "dt",
        "dd",
        "pre",
        "title",
    ]
)
_SILENT: Final = frozenset({"script", "style", "noscript", "template"})
_BLANKS: Final = re.compile(r"[ \t\u00a0]+")
_RTF: Final = re.compile(
    rb"\\'([0-9a-f]{2})|\\u(-?\d+) ?\??|\\([a-z]+)(-?\d+)? ?|([{}])|\\([^a-z])|\r|\n", re.IGNORECASE
)
_RTF_SILENT: Final = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"themedata", b"datastore", b"generator", b"listtable"}
)


class NoTextError(Exception):
    """The file is none whose text is read."""


def passages(path: Path, media_type: str) -> list[str]:
    """Return the text of a file in passages of about `PASSAGE` characters; an EPUB's and a presentation's parts stay apart.

    Raises `NoTextError` for a kind that is not read, `UnreadableError` for a broken file.
    """
    reader = READERS.get(media_type)
    if reader is None:
        raise NoTextError
    try:
        parts = list(reader(path))
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, KeyError, ParseError, DefusedXmlException, RuntimeError,
        NotImplementedError, EOFError, ValueError, LookupError, OSError, MemoryError, AssertionError,
    ) as error:  # fmt: skip
        raise UnreadableError from error
    return [passage for part in parts for passage in _cut(_tidy(part))]


def _tidy(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).replace("\x00", "")).strip()


def _cut(text: str) -> Iterator[str]:
    """Yield passages that end with a paragraph, a line or a sentence where there is one."""
    while len(text) > PASSAGE * 4 // 3:
        at = max(text.rfind("\n\n", PASSAGE // 2, PASSAGE), 0) or max(text.rfind("\n", PASSAGE // 2, PASSAGE), 0)
        at = at or text.rfind(". ", PASSAGE // 2, PASSAGE) + 1 or text.rfind(" ", PASSAGE // 2, PASSAGE) + 1 or PASSAGE
        yield text[:at].strip()
        text = text[at:].strip()
    if text:
        yield text


def _decoded(data: bytes) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(LARGEST)


def _plain(path: Path) -> Iterator[str]:
    data = _bytes(path)
    if b"\0" in data[:4_000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoTextError
    yield _decoded(data)


class _Words(HTMLParser):
    """Gathers the words of a page, a line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")
        self.parts += [f" {value} " for name, value in attrs if name == "alt" and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def web_words(data: bytes) -> str:
    """Return the words of a web page."""
    said = _CHARSET.search(data[:4_000])
    try:
        text = data.decode(said[1].decode()) if said else _decoded(data)
    except (LookupError, UnicodeDecodeError):
        text = _decoded(data)
    parser = _Words()
    parser.feed(text)
    parser.close()
    # A line of the source ends nothing on the page.
    return "".join(part if part == "\n" else re.sub(r"\s+", " ", part) for part in parser.parts)


def _web(path: Path) -> Iterator[str]:
    yield web_words(_bytes(path))


def _office_words(data: bytes, lines: frozenset[str], words: frozenset[str] | None) -> str:
    """Return the words of an office document's XML; `lines` end one, `words` alone hold text (None: all)."""
    parts: list[str] = []

    def walk(element: Element) -> None:
        name = local(element)
        if name in {"tab", "s"}:
            parts.append(" ")
        if (words is None or name in words) and element.text:
            parts.append(element.text)
        for child in element:
            walk(child)
            if words is None and child.tail:
                parts.append(child.tail)
        if name in lines:
            parts.append("\n")

    walk(tree(data))
    return "".join(parts)


_WORD_LINES: Final = frozenset({"p", "br", "tr"})
_ODF_LINES: Final = frozenset({"p", "h", "line-break", "table-row", "list-item"})


def _docx(path: Path) -> Iterator[str]:
    left = [LARGEST]
    with zipfile.ZipFile(path) as packed:
        known = set(packed.namelist())
        if "word/document.xml" not in known:
            raise UnreadableError
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in known:
                yield _office_words(member(packed, name, left), _WORD_LINES, frozenset({"t"}))


def _pptx(path: Path) -> Iterator[str]:
    left = [LARGEST]
    with zipfile.ZipFile(path) as packed:
        slides = [name for name in packed.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        for name in sorted(slides, key=lambda one: int("".join(c for c in one if c.isdigit()))):
            yield _office_words(member(packed, name, left), _WORD_LINES, frozenset({"t"}))


def _odf(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as packed:
        yield _office_words(member(packed, "content.xml", [LARGEST]), _ODF_LINES, None)


def _epub(path: Path) -> Iterator[str]:
    left = [LARGEST]
    with zipfile.ZipFile(path) as packed:
        box = tree(member(packed, "META-INF/container.xml", left))
        inside = next((one.get("full-path", "") for one in box.iter() if local(one) == "rootfile"), "")
        package = tree(member(packed, inside, left))
        places = {one.get("id", ""): one.get("href", "") for one in package.iter() if local(one) == "item"}
        known = set(packed.namelist())
        for one in package.iter():
            if local(one) == "itemref":
                name = str(PurePosixPath(inside).parent / unquote(places.get(one.get("idref", ""), "")))
                if name in known:
                    yield web_words(member(packed, name, left))


def _eml(path: Path) -> Iterator[str]:
    yield from mail.eml(path, web_words)


def _rtf(path: Path) -> Iterator[str]:
    data = _bytes(path)
    parts: list[str] = []
    depth, silent, at = 0, 0, 0
    for found in _RTF.finditer(data):
        if not silent:
            parts.append(data[at : found.start()].decode("cp1252", "replace"))
        at = found.end()
        octet, code, word, _, brace, sign = found.groups()
        depth += {b"{": 1, b"}": -1}.get(brace, 0)
        silent = silent if depth >= silent else 0
        if not silent and (word in _RTF_SILENT or sign == b"*"):
            silent = depth
        elif not silent and octet:
            parts.append(bytes([int(octet, 16)]).decode("cp1252", "replace"))
        elif not silent and code:
            parts.append(chr(int(code) % 65_536))
        elif not silent and word in {b"par", b"line", b"tab"}:
            parts.append(" " if word == b"tab" else "\n")
    yield "".join(parts)


READERS: Final[dict[str, Callable[[Path], Iterator[str]]]] = {
    "text/plain": _plain,
    "text/markdown": _plain,
    "text/csv": _plain,
    "text/html": _web,
    "application/xhtml+xml": _web,
    "application/epub+zip": _epub,
    "application/vnd.oasis.opendocument.text": _odf,
    "application/vnd.oasis.opendocument.presentation": _odf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _docx,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": _pptx,
    "application/rtf": _rtf,
    "application/vnd.oasis.opendocument.spreadsheet": workbooks.ods,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": workbooks.xlsx,
    "message/rfc822": _eml,
}
"""How each kind of text is read."""
