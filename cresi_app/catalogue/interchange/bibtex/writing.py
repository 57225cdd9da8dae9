"""Writes notices as BibLaTeX, which plain BibTeX styles read too: UTF-8, braces balanced, one key a notice."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from cresi_app.catalogue.interchange import hosts, serieslinks, tonguetexts
from cresi_app.catalogue.interchange.bibtex.types import KINDS, TYPES
from cresi_app.catalogue.interchange.unimarc.writing import codes_of
from cresi_app.catalogue.model.notice import PERSON, Notice, NoticeContribution
from cresi_app.catalogue.model.tongues import unpacked

_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_AT_FIRST: Final = re.compile(r"^@")
_DATED: Final = re.compile(r"^\d{4}(?:-\d{2})?(?:/\d{4}(?:-\d{2})?)?$")
"""Months and spans, as BibLaTeX writes them."""
_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_FIELDS: Final = {"aut": "author", "edt": "editor", "trl": "translator"}


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split())).replace("--", "-{}-")


def key_of(notice: Notice, document_id: int) -> str:
    """Return a key in plain letters: family name, year, and the document's last digits, so that no two are the same."""
    name = notice.contributions[0].family if notice.contributions else notice.title
    plain = _LETTERS.sub("", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower())
    return f"{plain[:20] or 'notice'}{notice.year or ''}-{document_id % 1_000_000_000}"


def record(notice: Notice, document_id: int) -> str:
    """Return one entry."""
    entry = "incollection" if hosts.is_in_a_book(notice) else TYPES.get(notice.kind, "misc")
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(notice, document_id, entry) if value]
    return "\n".join([f"@{entry}{{{key_of(notice, document_id)},", *lines, "}", "", ""])


def _name(one: NoticeContribution) -> str:
    if one.kind != PERSON:
        return f"{{{_escaped(one.family)}}}"
    return f"{_escaped(one.family)}, {_escaped(one.given)}" if one.given else f"{{{_escaped(one.family)}}}"


def _fields(notice: Notice, document_id: int, entry: str) -> Iterator[tuple[str, str]]:
    yield "cresi-id", f"cresi:{document_id}"
    yield "title", _escaped(notice.title)
    yield "subtitle", _escaped(notice.subtitle)
    yield "titleaddon", _escaped(notice.other_titles)
    yield from _of_tongues(notice)
    people: dict[str, list[str]] = {}
    for one in notice.contributions:
        people.setdefault(
            _FIELDS.get(one.role, "author" if one.role in {"org", "com", "drt", "cmp"} else "editora"), []
        ).append(_name(one))
    yield from ((field, " and ".join(names)) for field, names in people.items())
    yield (
        ("institution" if entry == "report" else "publisher"),
        _escaped(" ; ".join(one.name for one in notice.publishers)),
    )
    yield "location", _escaped(next((one.place for one in notice.publishers if one.place), ""))
    of_year = notice.year is None or notice.published_on.startswith(str(notice.year))
    told = notice.date_text if _DATED.match(notice.date_text) and notice.date_text.startswith(str(notice.year)) else ""
    yield (
        "date",
        (notice.published_on if of_year else "") or told or str(notice.year or "") or _escaped(notice.date_text),
    )
    yield "edition", _escaped(notice.edition)
    yield from _host(notice, entry)
    yield from _numbers(notice)
    yield "url", notice.url
    yield (
        "language",
        ", ".join(
            codes_of("language", "code2").get(one.code) or one.code for one in notice.languages if one.use == "text"
        ),
    )
    yield "keywords", _escaped("; ".join(one.term for one in notice.subjects))
    # At the beginning of a line @ is an entry to programs that do not count braces.
    yield "abstract", "\n\n".join(_AT_FIRST.sub("{@}", _escaped(part)) for part in notice.abstract.split("\n\n"))
    yield "note", _escaped(" ; ".join(text for text in (notice.notes, notice.contents, notice.audience) if text))
    yield "library", _escaped(notice.call_number)
    yield "rights", _escaped(notice.rights)
    if KINDS.get(entry) != notice.kind:
        yield "type", codes_of("document_kind", "name_fr").get(notice.kind, "")


def _of_tongues(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield titles and abstracts of other languages."""
    titles, abstracts = unpacked(notice)
    for at, said in enumerate(tonguetexts.coded_titles(titles), 1):
        yield f"cresi-title{at}", _escaped(said)
    for at, said in enumerate(tonguetexts.coded_abstracts(abstracts), 1):
        yield f"cresi-abstract{at}", "\n\n".join(_AT_FIRST.sub("{@}", _escaped(part)) for part in said.split("\n\n"))
    original = next((one for one in titles if one.kind == "original"), None)
    if original is not None:
        yield "origtitle", _escaped(original.title)
        yield "origlanguage", codes_of("language", "code2").get(original.language) or original.language


def _numbers(notice: Notice) -> Iterator[tuple[str, str]]:
    yield "isbn", ", ".join(one.value for one in notice.identifiers if one.scheme == "isbn")
    yield "doi", next((one.value for one in notice.identifiers if one.scheme == "doi"), "")
    other = next((one for one in notice.identifiers if one.scheme == "other" and one.note), None)
    if other is not None:
        yield "eprint", _escaped(other.value)
        yield "eprinttype", _escaped(other.note)


def _host(notice: Notice, entry: str) -> Iterator[tuple[str, str]]:
    host = hosts.host(notice)
    issns = [one.value for one in notice.identifiers if one.scheme == "issn"]
    if notice.kind == "article" and host is not None:
        yield ("booktitle" if entry == "incollection" else "journaltitle"), _escaped(host.title)
        yield "issuetitle", _escaped(hosts.issue_title(notice))
        volume, mark, issue = host.number.removesuffix(")").partition(" (")
        yield ("volume" if mark else "number"), _escaped(volume)
        yield "number", _escaped(issue)
        yield "pages", _escaped(host.pages).replace("-", "--")
        issns = [host.issn] if host.issn else issns
        yield "series", _escaped(serieslinks.joined(notice.series, notice.series_number))
    elif notice.kind == "article":
        yield "series", _escaped(serieslinks.joined(notice.series, notice.series_number))
        yield "volume", _escaped(notice.part_number)
        yield "pages", _escaped(notice.extent)
    else:
        yield "series", _escaped(notice.series)
        yield "number", _escaped(notice.series_number if notice.series else "")
        yield "volume", _escaped(notice.part_number)
        pages = notice.extent.removesuffix(" p.")
        yield ("pagetotal" if pages.isdigit() else "pages"), _escaped(pages)
    for at, link in enumerate(serieslinks.of(notice), 1):
        yield f"otherseries{at}", _escaped(serieslinks.joined(link.title, link.number))
    yield "issn", ", ".join(issns)
