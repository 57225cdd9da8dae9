"""What the plain words of a file's first pages tell of its document: who wrote it, when, and the summary that it has itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cresi_app.catalogue.model.firstpages import FIRST_PAGE, described
from cresi_app.catalogue.model.givenfirst import given_first
from cresi_app.core.filereading.reader import Facts, Line
from cresi_app.core.i18n import N_

READ: Final = 6
"""Pages from the first on that are looked at."""
_LINES: Final = 120
"""Lines of the first page that are looked at."""
_LONGEST_TITLE: Final = 200

OWN_SUMMARY: Final = N_("résumé du document")
INTRODUCTION: Final = N_("début de l'introduction")


class Summary(NamedTuple):
    """A text proposed as an abstract, the page it stands on, and what it is there (French words)."""

    text: str
    page: int
    where: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the pages tell. `authors` as an authority is named (« Dupont, Marie »); `date` as it is written, with its year."""

    authors: tuple[str, ...] = ()
    date: str = ""
    year: int | None = None
    date_line: str = ""
    summary: Summary | None = None


def plain_facts(text: str) -> Facts:
    """Return a text as the facts of a file of one page, its first line the biggest when it is short enough for a title."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    page = tuple(
        Line(line, 16.0 if at == 0 and len(line) < _LONGEST_TITLE else 10.0, min(at / 60, 0.9))
        for at, line in enumerate(lines[:_LINES])
    )
    return Facts("read", 0, lines=(page,))


def told(texts: Mapping[int, str]) -> Told:
    """Return what the texts of the first pages, by page, tell."""
    numbers = sorted(texts)
    if not numbers:
        return Told()
    said = described(plain_facts(texts[numbers[0]]), "")
    dated = said.date if said.date is not None and said.date.where == FIRST_PAGE else None
    return Told(
        tuple(dict.fromkeys(family_first(one.value) for one in said.authors)),
        dated.value if dated else "",
        said.year if dated else None,
        dated.line if dated else "",
        summary(texts),
    )


# --- names ---


def family_first(name: str) -> str:
    """Return a name as authorities are sorted: « Jean de La Fontaine » → « de La Fontaine, Jean », « DIALLO » → « Diallo »."""
    parts = name.split()
    if "," in name or len(parts) < 2:
        return " ".join(parts)
    family, given = given_first(name)
    return f"{family.title() if family.isupper() else family}, {given}"


# --- summaries ---

_SUMMARY: Final = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:r[ée]sum[ée]|abstract|summary|executive summary|synth[èe]se|note de synth[èe]se|en bref|l['’]essentiel|"
    r"pr[ée]sentation|resumen|resumo|zusammenfassung|riassunto)\s*(?:[:.–—-]\s*(?P<rest>.*))?$",
    re.IGNORECASE,
)
_INTRODUCTION: Final = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:introduction|avant-propos|pr[ée]face|pr[ée]ambule|foreword|introducci[óo]n)\s*(?P<rest>)$",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:mots[- ]cl[ée]s?|key ?words?|palabras clave|sommaire|table des mati[èe]res|contents|introduction|avant-propos|"
    r"remerciements|abstract|summary|r[ée]sum[ée]|resumen|références|bibliographie)\b",
    re.IGNORECASE,
)
_LEADERS: Final = re.compile(r"\.{3,}|\s\d{1,3}$")
"""A line of a table of contents: dots, or a page number at its end."""
_LEAST: Final = 80
_MOST: Final = 1_200
_OF_INTRODUCTION: Final = 600


def summary(texts: Mapping[int, str]) -> Summary | None:
    """Return the summary that a document has itself, else the beginning of its introduction; None when it has neither."""
    pages = [(number, [line.strip() for line in texts[number].split("\n")]) for number in sorted(texts)]
    for heading, most, where in ((_SUMMARY, _MOST, OWN_SUMMARY), (_INTRODUCTION, _OF_INTRODUCTION, INTRODUCTION)):
        for at, (number, lines) in enumerate(pages):
            following = [line for _, more in pages[at + 1 : at + 2] for line in more]
            for text in _under(heading, lines, following):
                kept = _cut(text, most)
                if len(kept) >= _LEAST:
                    return Summary(kept, number, where)
    return None


def _under(heading: re.Pattern[str], lines: Sequence[str], following: Sequence[str]) -> Iterator[str]:
    """Yield the text under each such heading of a page, run on to the next one."""
    for at, line in enumerate(lines):
        found = heading.match(line)
        if found is not None and not _LEADERS.search(line):
            yield _joined([found["rest"] or "", *_paragraphs([*lines[at + 1 :], *following])])


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    size = 0
    for line in lines:
        contents = len(line) < _LEAST and _LEADERS.search(line)
        if size > _MOST or (size and _END.match(line)) or contents:
            return
        size += len(line)
        yield line


def _joined(lines: Sequence[str]) -> str:
    """Return lines as one text, words parted at a line's end put together again."""
    text = ""
    for line in lines:
        if text.endswith("-") and line[:1].islower():
            text = text[:-1] + line
        elif line:
            text = f"{text} {line}" if text else line
    return " ".join(text.split())


def _cut(text: str, most: int) -> str:
    """Return the whole sentences of a text that fit into so many letters."""
    if len(text) <= most:
        return text
    end = max(text.rfind(mark, 0, most) for mark in (". ", "! ", "? ", ".\u00a0"))
    return text[: end + 1] if end >= _LEAST else f"{text[:most].rsplit(' ', 1)[0]}…"
