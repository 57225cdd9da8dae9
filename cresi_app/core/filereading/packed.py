"""Parts of packed files, and the XML in them, read by the child no further than any honest file goes."""

import zipfile
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

LARGEST: Final = 64_000_000
"""Bytes of text read of one file, unpacked: more is no text that anybody wrote."""
_MOST_MARKS: Final = 4_000_000
"""Marks of XML in one part: a tree of more takes all memory, whatever its text."""


class UnreadableError(Exception):
    """The file is not what it says, or broken."""


def member(packed: zipfile.ZipFile, name: str, left: list[int]) -> bytes:
    """Return a part of a packed file, as long as what is unpacked of it bears the light. Raises `UnreadableError`."""
    with packed.open(name) as handle:
        data = handle.read(left[0] + 1)
    left[0] -= len(data)
    if left[0] < 0:
        raise UnreadableError
    return data


def tree(data: bytes) -> Element:
    """Return the root of XML that makes no entities. Raises `UnreadableError` where it would take all memory, and what its parser raises."""
    if data.count(b"<") > _MOST_MARKS:
        raise UnreadableError
    root: Element = fromstring(data)
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
