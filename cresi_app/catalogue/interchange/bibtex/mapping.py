"""One BibTeX entry in, one notice out; a field that has no place here is kept word for word."""

import re
from collections.abc import Mapping
from typing import Final

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

from cresi_app.catalogue.interchange import hosts, loose, serieslinks, tonguetexts
from cresi_app.catalogue.interchange.bibtex.latex import plain
from cresi_app.catalogue.interchange.bibtex.types import IN_A_BOOK, KINDS
from cresi_app.catalogue.interchange.unimarc.kinds import names
from cresi_app.catalogue.model.notice import (
    BODY,
    PERSON,
    Notice,
    NoticeContribution,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
)
from cresi_app.catalogue.model.tongues import OtherTitle, packed

_PEOPLE: Final = {
    "author": "aut", "editor": "edt", "editora": "edt", "editorb": "edt", "editorc": "edt", "bookauthor": "oth",
    "translator": "trl", "annotator": "ann", "commentator": "ann", "introduction": "aui", "foreword": "aui",
    "afterword": "aft", "director": "drt", "illustrator": "ill", "holder": "cph",
}  # fmt: skip
_THESES: Final = {
    "phdthesis": "Thèse", "mastersthesis": "Mémoire", "mathesis": "Mémoire", "candthesis": "Thèse", "bathesis": "Mémoire",
}  # fmt: skip
"""The kinds of theses that BibLaTeX names by a word of its own."""
_NAMED_PARTS: Final = re.compile(r"^\s*(?:family|given|prefix|suffix|[a-z]+)\s*=\s*\S", re.IGNORECASE)
_PART: Final = re.compile(r"([A-Za-z-]+)\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\"[^\"]*\"|[^,]*)")
_OTHERS: Final = "others"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = re.compile(rf"^(?:(\d{{1,2}})\.?\s*)?({'|'.join(_MONTHS)})[a-z]*\.?\s*(\d{{1,2}})?$")
"""« jul », « 10 jan », « march 14 »; not « jul/aug », which is kept as it is."""
_LONGEST_MONTH: Final = 3
_MIXED: Final = re.compile(r"\d[a-z]\d|\d{4}[a-z]")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_ENCLOSED: Final = re.compile(r"^\{(.*)\}$", re.DOTALL)


class _Fields:
    """The fields of one entry; what is asked for is taken, the rest is left over."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.left = {name: value for name, value in fields.items() if value.strip()}

    def raw(self, *names_: str) -> str:
        """Take the first of these fields that says something, as written."""
        return next((self.left.pop(name).strip() for name in names_ if name in self.left), "")

    def paragraphs(self, *names_: str) -> str:
        """Take it as text, the blank lines between its paragraphs kept."""
        return "\n\n".join(filter(None, (plain(part) for part in _BLANK_LINE.split(self.raw(*names_)))))

    def text(self, *names_: str) -> str:
        """Take it as text."""
        return plain(self.raw(*names_))


def notice_of(entry_type: str, key: str, fields: Mapping[str, str]) -> Notice:
    """Return what one entry says. The title may be empty: whoever imports refuses such a notice."""
    given = _Fields(fields)
    notice = Notice(format="bibtex", kind=KINDS.get(entry_type, "other"))
    told = given.left.get("type", "") or given.left.get("entrysubtype", "")
    if told in names():
        notice.kind = names()[told]
        given.raw("type", "entrysubtype")
    is_own = bool(fields.get("cresi-id"))
    _titles(given, notice, is_own=is_own)
    _dates(given, notice)
    _publication(given, notice, entry_type)
    notice.contributions = _people(given)
    _host(given, notice, entry_type)
    _numbers(given, notice)
    _texts(given, notice, is_own=is_own)
    head = f"@{entry_type}{{{key}}}"
    notice.leftovers = "\n".join([head, *(f"{name} = {{{value}}}" for name, value in given.left.items())])
    return notice


def _titles(given: _Fields, notice: Notice, *, is_own: bool) -> None:
    notice.title = given.text("title", "maintitle")
    if notice.title and "maintitle" in given.left and not given.left.get("volume"):
        notice.part_title, notice.title = notice.title, given.text("maintitle")
    if not notice.title:  # a whole issue or book of which nothing else is said
        notice.title = given.text("booktitle", "journaltitle", "journal", "eventtitle")
    notice.subtitle = given.text("subtitle")
    if not is_own:
        notice.title = loose.without_tags(notice.title)
        title, mark, subtitle = notice.title.partition(" : ")
        if mark and not notice.subtitle:  # Zotero writes both as one
            notice.title, notice.subtitle = title, subtitle
    others = [given.text(name) for name in ("shorttitle", "titleaddon", "reprinttitle", "translatedtitle")]
    notice.other_titles = " ; ".join(dict.fromkeys(one for one in others if one))
    titles = [one for name in _named(given, "cresi-title") if (one := tonguetexts.title_of(given.text(name)))]
    abstracts = [
        said for name in _named(given, "cresi-abstract") if (said := tonguetexts.abstract_of(given.paragraphs(name)))
    ]
    original = given.text("origtitle")
    language = loose.language(given.left.get("origlanguage", ""))
    if original and language:
        given.raw("origlanguage")
    if original and all(one.title != original for one in titles):
        titles.append(OtherTitle("original", original, language))
    notice.more = packed(titles, abstracts)


def _named(given: _Fields, beginning: str) -> list[str]:
    return [name for name in given.left if name.startswith(beginning)]


def _dates(given: _Fields, notice: Notice) -> None:
    date_text = given.text("date", "year", "issued")
    if given.left.get("year", "").strip() in date_text:
        given.raw("year")
    notice.year = loose.year(date_text)
    notice.published_on = loose.day(date_text)
    # « 1973b1973 » is a year with its sorting aid, which nobody should read.
    notice.date_text = str(notice.year) if notice.year and _MIXED.search(date_text) else date_text
    month = given.text("month").lower()
    if not month or notice.published_on:
        return
    found = _MONTH.match(month)
    number = (
        _MONTHS.index(found[2]) + 1 if found else int(month) if month.isdigit() and len(month) < _LONGEST_MONTH else 0
    )
    day = f"{notice.year}-{number:02d}-{(found[1] or found[3] or '').zfill(2)}" if found else ""
    if notice.year and loose.day(day):
        notice.published_on = notice.date_text = day
    elif notice.year and number and not (found and (found[1] or found[3])):
        notice.date_text = f"{notice.year}-{number:02d}"
    elif not notice.date_text.lower().startswith(month):
        notice.date_text = f"{month} {notice.date_text}"


def _publication(given: _Fields, notice: Notice, entry_type: str) -> None:
    name = given.text("publisher", "institution", "school", "organization")
    place = given.text("location", "address")
    if name or place:
        first, *others = name.split(" ; ")
        notice.publishers = [NoticePublisher(first, place), *(NoticePublisher(one) for one in others)]
    notice.edition = given.text("edition")
    if entry_type in {"thesis", "phdthesis", "mastersthesis"}:
        told = given.text("type") or entry_type
        told = _THESES.get(told.lower(), told if told != "thesis" else "")
        notice.notes = told
    spoken = [
        loose.language(one)
        for one in re.split(r"[;,]| and ", given.left.get("language", "") or given.left.get("langid", ""))
    ]
    notice.languages = [NoticeLanguage(code) for code in dict.fromkeys(spoken) if code]
    if notice.languages:
        given.raw("language")
        given.raw("langid")


def _people(given: _Fields) -> list[NoticeContribution]:
    found: list[NoticeContribution] = []
    for field, role in _PEOPLE.items():
        value = given.raw(field)
        if not value:
            continue
        given.raw(f"{field}type")
        try:
            written = split_multiple_persons_names(value)
        except InvalidNameError:
            written = [value]
        found += [one for name in written if (one := _person(name, role)) is not None]
        if written[-1].strip().lower() == _OTHERS:  # there were more of them, says the file: that is not forgotten
            given.left[field] = value
    return list(dict.fromkeys(found))


def _person(written: str, role: str) -> NoticeContribution | None:
    if _NAMED_PARTS.match(written):
        return _of_parts(written, role)
    enclosed = _ENCLOSED.match(written.strip())
    if enclosed and "," not in plain(enclosed[1]):  # {Banque mondiale}: braces say that it is one name, a body's
        return NoticeContribution(plain(enclosed[1]), "", "", BODY, role)
    if written.strip().lower() == _OTHERS or not plain(written):
        return None
    if "," not in written and len(written.split()) > 2 and loose.names_a_body(plain(written)):
        return NoticeContribution(plain(written), "", "", BODY, role)
    try:
        parts = parse_single_name_into_parts(written)
    except InvalidNameError:
        return loose.contributor(plain(written), role)
    family = plain(" ".join((*parts.von, *parts.last)))
    given = plain(" ".join((*parts.first, *parts.jr)))
    if not given:
        return loose.contributor(family, role)
    return NoticeContribution(family, given, "", PERSON, role) if family else None


def _of_parts(written: str, role: str) -> NoticeContribution | None:
    """Read a name whose parts are named, as BibLaTeX allows: ``family=Dupont, given=Marie, prefix=de``."""
    said = {name.lower(): plain(value.strip('"')) for name, value in _PART.findall(written)}
    family = " ".join(part for part in (said.get("prefix", ""), said.get("family", "")) if part)
    given = " ".join(part for part in (said.get("given", ""), said.get("suffix", "")) if part)
    return NoticeContribution(family or given, given if family else "", "", PERSON, role) if family or given else None


def _host(given: _Fields, notice: Notice, entry_type: str) -> None:
    volume, number = given.text("volume"), given.text("number", "issue")
    pages = given.text("pages").replace("--", "-").replace("–", "-")
    series = given.text("series")
    if notice.kind == "article":
        host = given.text("booktitle", "journaltitle", "journal", "maintitle", "eventtitle")
        told = f"{volume} ({number})" if volume and number else volume or number
        issn = given.text("issn") if entry_type not in IN_A_BOOK else ""
        notice.series, notice.series_number = serieslinks.parted(series)
        if entry_type in IN_A_BOOK and series and number:  # of a book, BibTeX says: the number is that of its series
            told = told if notice.series_number else volume
            notice.series_number = notice.series_number or number
        _other_series(given, notice)
        if host or issn:
            relation = "set" if entry_type in IN_A_BOOK else "issue"
            issue = ": ".join(one for one in (given.text("issuetitle"), given.text("issuesubtitle")) if one)
            notice.links += hosts.parted(NoticeLink(relation, host, told, issn, notice.date_text, pages), issue)
        else:  # nobody says where it appeared: what is known of it stays with the notice
            notice.part_number, notice.extent = told, pages
        return
    notice.series, notice.series_number = series, number if series else ""
    _other_series(given, notice)
    notice.part_number = (
        f"{volume} ({number})" if volume and number and not series else volume or ("" if series else number)
    )
    total = given.text("pagetotal", "numpages")
    notice.extent = f"{total} p." if total.isdigit() else total or pages


def _other_series(given: _Fields, notice: Notice) -> None:
    for name in _named(given, "otherseries"):
        serieslinks.also_in(notice, *serieslinks.parted(given.text(name)))


def _numbers(given: _Fields, notice: Notice) -> None:
    found: list[NoticeIdentifier] = []
    for field in ("isbn", "issn", "isan", "ismn"):
        found += [one for part in given.text(field).split(",") for one in loose.standard_numbers(part)]
    written = given.raw("doi")
    if written:
        found.append(NoticeIdentifier("doi", loose.doi(written) or written))
    eprint = given.text("eprint")
    if eprint:
        found.append(NoticeIdentifier("other", eprint, given.text("eprinttype", "archiveprefix")))
    addresses = given.raw("url").replace("\\_", "_").replace("\\%", "%").replace("\\&", "&").split()
    several = len(addresses) > 1 and all("://" in one for one in addresses)  # Mendeley writes them into one
    notice.url = addresses[0] if several else " ".join(addresses)
    found += [NoticeIdentifier("uri", one) for one in addresses[1:] if several]
    own = given.left.get("cresi-id", "")
    if own:
        notice.source_key = given.raw("cresi-id")
    notice.identifiers = list(dict.fromkeys(found))


def _texts(given: _Fields, notice: Notice, *, is_own: bool) -> None:
    notice.abstract = given.paragraphs("abstract") if is_own else loose.without_tags(given.paragraphs("abstract"))
    remarks = [
        notice.notes,
        given.text("note"),
        given.text("annotation", "annote"),
        given.text("addendum"),
        given.text("howpublished"),
    ]
    notice.notes = "\n".join(one for one in remarks if one)
    notice.call_number = given.text("library", "callnumber", "call-number", "lccn")
    told = [given.text("keywords"), given.text("keyword")]
    # Most part keywords at commas; whoever parts them at semicolons, as we do, means the commas.
    words = [
        word for text in told for word in loose.words_of(text if ";" in text or is_own else text.replace(",", ";"))
    ]
    notice.subjects = [NoticeSubject(word, "free") for word in dict.fromkeys(words)]
    notice.rights = given.text("rights", "copyright")
