"""What a paper means, apart from its looks: the tree of its elements, as the canvas notes it and as a file is given it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked sequence: the `number`-th of page `page` (both from 0)."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """The `number`-th link of page `page` (both from 0): a place to click, part of its element."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Tag:
    """An element of the structure tree. `alt` is its spoken alternative, `scope` and `span` belong to table cells."""

    role: str
    alt: str = ""
    scope: str = ""
    span: int = 1
    lang: str = ""
    kids: "list[Tag | Mark | LinkArea]" = field(default_factory=list)
    is_placed: bool = False


def packed(tag: Tag) -> list[Any]:
    """Return the tree as plain lists, for another process."""
    return [tag.role, tag.alt, tag.scope, tag.span, tag.lang, [_packed_kid(kid) for kid in tag.kids]]


def _packed_kid(kid: Tag | Mark | LinkArea) -> list[Any]:
    if isinstance(kid, Tag):
        return packed(kid)
    return [kid.page, kid.number, isinstance(kid, LinkArea)]


def unpacked(plain: list[Any]) -> Tag:
    """Return the tree that `packed` made."""
    role, alt, scope, span, lang, kids = plain
    return Tag(role, alt, scope, span, lang, [_unpacked_kid(kid) for kid in kids])


def _unpacked_kid(plain: list[Any]) -> Tag | Mark | LinkArea:
    if isinstance(plain[0], str):
        return unpacked(plain)
    page, number, is_link = plain
    return LinkArea(page, number) if is_link else Mark(page, number)
