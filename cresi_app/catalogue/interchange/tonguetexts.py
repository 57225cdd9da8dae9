"""Titles and abstracts of other languages as one text each, for the formats that have no place of their own for them.

RIS keeps them in C7 and C8 and BibTeX in ``cresi-title1``, ``cresi-abstract1``…, as ``kind:language:text``; lists have a
column of each, a line each: « eng : Shared waters », « original, hau : Ruwa ».
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle

MARK: Final = "cresi:"
_KINDS: Final = ("parallel", "original", "variant", "translated")
_TITLE: Final = re.compile(rf"^({'|'.join(_KINDS)}):([a-z]{{3}}|):(.+)$", re.DOTALL)
_ABSTRACT: Final = re.compile(r"^([a-z]{3}|):(.+)$", re.DOTALL)
_LINE: Final = re.compile(rf"^(?:({'|'.join(_KINDS)})(?:, )?)?([a-z]{{3}})? : (.+)$")
_BEGINS: Final = re.compile(r"(?m)^([a-z]{3}|\?) : ")


def coded_titles(titles: Iterable[OtherTitle]) -> Iterator[str]:
    """Yield each title as ``kind:language:text``."""
    yield from (f"{one.kind}:{one.language}:{one.title}" for one in titles)


def coded_abstracts(abstracts: Iterable[OtherAbstract]) -> Iterator[str]:
    """Yield each abstract as ``language:text``."""
    yield from (f"{one.language}:{one.text}" for one in abstracts)


def title_of(coded: str) -> OtherTitle | None:
    """Return the title that `coded_titles` wrote; None when it is none."""
    found = _TITLE.match(coded.strip())
    return OtherTitle(found[1], found[3].strip(), found[2]) if found else None


def abstract_of(coded: str) -> OtherAbstract | None:
    """Return the abstract that `coded_abstracts` wrote; None when it is none."""
    found = _ABSTRACT.match(coded.strip())
    return OtherAbstract(found[2].strip(), found[1]) if found else None


def title_lines(titles: Sequence[OtherTitle]) -> str:
    """Return the titles for a cell, a line each."""
    return "\n".join(
        f"{', '.join(part for part in ('' if one.kind == 'parallel' and one.language else one.kind, one.language) if part)} : {one.title}"
        for one in titles
    )


def titles_in(cell: str) -> tuple[list[OtherTitle], list[str]]:
    """Return the titles of a cell, and the lines that are none."""
    found: list[OtherTitle] = []
    others: list[str] = []
    for line in filter(None, map(str.strip, cell.splitlines())):
        told = _LINE.match(line)
        if told:
            found.append(OtherTitle(told[1] or "parallel", told[3].strip(), told[2] or ""))
        else:
            others.append(line)
    return found, others


def abstract_lines(abstracts: Sequence[OtherAbstract]) -> str:
    """Return the abstracts for a cell, each beginning with its language (« ? » when it is not said)."""
    return "\n".join(f"{one.language or '?'} : {one.text}" for one in abstracts)


def abstracts_in(cell: str) -> list[OtherAbstract]:
    """Return the abstracts of a cell; text before any language is one of a language not said."""
    begin, *parts = _BEGINS.split(cell.strip())
    found = [OtherAbstract(begin.strip())] if begin.strip() else []
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [*found, *(OtherAbstract(text.strip(), "" if code == "?" else code) for code, text in pairs if text.strip())]
