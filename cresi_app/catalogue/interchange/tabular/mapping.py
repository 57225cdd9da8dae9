"""One line of a list in, one notice out; a column without a place here is kept word for word."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from cresi_app.catalogue.interchange import acquiring, loose, serieslinks, tonguetexts
from cresi_app.catalogue.interchange.marc21.names import role_named
from cresi_app.catalogue.interchange.tabular.columns import OWN_FIELD, TITLES, Target
from cresi_app.catalogue.interchange.unimarc.holdings import status_of
from cresi_app.catalogue.interchange.unimarc.kinds import names as kind_names
from cresi_app.catalogue.interchange.unimarc.kinds import spoken_kind
from cresi_app.catalogue.model.notice import (
    LOAN,
    PERSON,
    Notice,
    NoticeAcquisition,
    NoticeContribution,
    NoticeCopy,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
    NoticeUse,
    copy_key,
)
from cresi_app.catalogue.model.tongues import OtherTitle, packed
from cresi_app.core.i18n import tr
from cresi_app.core.text import fold

_LONGEST_COUNT: Final = 8
_FORMULA_SAFE: Final = re.compile(r"^'(?=[=+\-@\t\r])")
_TEXT_AS_FORMULA: Final = re.compile(r'^="(.*)"$', re.DOTALL)
"""How some sites write a number that Excel shall not touch: « ="9782070368228" »."""
_BEFORE_SERIALS: Final = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 14_000, 60_000
"""Serial days of 1938 and 2064: what is taken for a day that a spreadsheet wrote as a number."""
_ROLE: Final = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$")
_IN_BOOKS: Final = frozenset({"booksection", "encyclopediaarticle", "dictionaryentry", "conferencepaper"})
"""What reference managers call a part of a book."""
_LONGEST_EXTENT: Final = 160
_IMPRINT: Final = re.compile(r"^([^:;,]{2,40}?) : ([^:;]+?)(?:, ((?:cop\. ?|DL |impr\. ?|c)?\[?\d{4}\]?))?$")
"""« Paris : Karthala, 2018 », the whole imprint in the cell of the publisher."""
_LIST: Final = re.compile(r"\s*[;|\n]\s*")
_KINDS: Final = {
    "livre": "book", "ouvrage": "book", "texte imprime": "book", "texte manuscrit": "archive", "document multimedia": "kit",
    "document electronique": "web", "document projete ou video": "video", "document cartographique": "map", "partition musicale imprimee": "other",
    "enregistrement sonore musical": "sound", "enregistrement sonore non musical": "sound", "document graphique a deux dimensions": "poster", "book": "book", "monographie": "book", "bd": "book", "roman": "book", "album": "book",
    "revue": "periodical", "journal": "periodical", "magazine": "periodical", "periodique": "periodical",
    "article": "article", "journalarticle": "article", "guide": "guide", "brochure": "guide", "fiche": "tool",
    "fiche pratique": "tool", "outil": "tool", "outil pedagogique": "kit", "rapport": "report", "report": "report",
    "these": "report", "memoire": "report", "etude": "report", "dvd": "video", "film": "video", "documentaire": "video",
    "cd": "sound", "site": "web", "webpage": "web", "site internet": "web", "pdf": "web", "carte": "map", "archives": "archive",
    "booksection": "article", "encyclopediaarticle": "article", "dictionaryentry": "article", "magazinearticle": "article",
    "newspaperarticle": "article", "conferencepaper": "article", "thesis": "report", "preprint": "report", "standard": "report",
    "videorecording": "video", "tvbroadcast": "video", "audiorecording": "sound", "podcast": "sound", "radiobroadcast": "sound",
    "blogpost": "web", "forumpost": "web", "dataset": "web", "computerprogram": "web", "artwork": "poster", "manuscript": "archive",
    "letter": "archive", "paper book": "book", "text": "book", "texte": "book", "image": "poster", "still image": "poster", "stillimage": "poster", "moving image": "video", "movingimage": "video", "audio": "sound", "ebook": "book", "audiobook": "sound",
}  # fmt: skip
_TEXTS: Final = {
    Target.TITLE: "title", Target.SUBTITLE: "subtitle", Target.OTHER_TITLES: "other_titles", Target.EDITION: "edition",
    Target.SERIES_NUMBER: "series_number", Target.PART_NUMBER: "part_number", Target.ABSTRACT: "abstract",
    Target.CONTENTS: "contents", Target.AUDIENCE: "audience", Target.RIGHTS: "rights", Target.PRICE: "price",
    Target.CALL_NUMBER: "call_number",
}  # fmt: skip

_OF_LINES: Final = frozenset({Target.ABSTRACT, Target.CONTENTS})
"""What may hold lines; elsewhere they are a cell's way of being narrow."""
_WHOLE: Final = re.compile(r"^(\d[\d \u00a0\u202f]*)[.,]0+$")

Cells = dict[Target, list[str]]


def notice_of(cells: Sequence[str], headings: Sequence[str], targets: Sequence[Target]) -> Notice:
    """Return what one line says. The title may be empty: whoever imports refuses such a notice."""
    said: Cells = {}
    left: list[str] = []
    fields: list[dict[str, str]] = []
    is_own = Target.OWN_ID in targets
    for column, written in enumerate(cells):
        value = _TEXT_AS_FORMULA.sub(r"\1", _FORMULA_SAFE.sub("", written).strip())
        value = value if is_own else loose.without_entities(value)
        target = targets[column] if column < len(targets) else Target.KEEP
        if not value or target is Target.LEAVE:
            continue
        own = OWN_FIELD.search(headings[column]) if target is Target.KEEP and column < len(headings) else None
        if own is not None:
            fields.append({"field": own[1], "name": headings[column][: own.start()].strip(), "written": value})
        elif target is Target.KEEP:
            left.append(f"{(headings[column] if column < len(headings) else '') or column + 1} : {value}")
        else:
            said.setdefault(target, []).append(value)
    notice = Notice(format="csv")
    for target, name in _TEXTS.items():
        text = " ; ".join(said.get(target, []))
        text = loose.without_tags(text)
        setattr(notice, name, text if target in _OF_LINES else " ".join(text.split()))
    _kind(said, notice, left)
    _people(said, notice)
    _publication(said, notice)
    _numbers(said, notice)
    _words(said, notice, left)
    _host(said, notice)
    for value in said.get(Target.OTHER_SERIES, []):
        for part in re.split(r"\s*[|\n]\s*", value):
            serieslinks.also_in(notice, *serieslinks.parted(part))
    _copies(said, notice)
    _acquired(said, notice, left)
    _loans(said, notice, left)
    _tongues(said, notice)
    notice.leftovers = "\n".join(left)
    if fields:
        more = json.loads(notice.more) if notice.more else {}
        notice.more = json.dumps({**more, "own_fields": fields}, ensure_ascii=False)
    return notice


def _tongues(said: Cells, notice: Notice) -> None:
    titles: list[OtherTitle] = []
    for value in said.get(Target.OTHER_TONGUES, []):
        found, others = tonguetexts.titles_in(value)
        titles += found
        notice.other_titles = " ; ".join(part for part in (notice.other_titles, *others) if part)
    abstracts = [one for value in said.get(Target.OTHER_ABSTRACTS, []) for one in tonguetexts.abstracts_in(value)]
    notice.more = packed(titles, abstracts)


def _kind(said: Cells, notice: Notice, left: list[str]) -> None:
    for value in said.get(Target.KIND, []):
        folded = fold(value).strip()
        by_name = {fold(name): code for name, code in kind_names().items()}
        alone = " ".join(word.rstrip("s") for word in folded.split())
        kind = by_name.get(folded) or _KINDS.get(folded) or _KINDS.get(alone) or spoken_kind(folded)
        if kind:
            notice.kind = kind
        else:
            notice.kind = "other"
            left.append(f"Type : {value}")


def _people(said: Cells, notice: Notice) -> None:
    found: list[NoticeContribution] = []
    for value in said.get(Target.AUTHORS, []):
        for part in _LIST.split(value):
            told = _ROLE.match(part)
            role = role_named(told[2]) if told else ""
            found += loose.people(told[1], role) if told and role else loose.people(part)
    for target, role in ((Target.EDITORS, "edt"), (Target.TRANSLATORS, "trl")):
        found += [one for value in said.get(target, []) for one in loose.people(value, role)]
    family = " ".join(said.get(Target.FAMILY, []))
    if family:
        found.append(NoticeContribution(family, " ".join(said.get(Target.GIVEN, [])), "", PERSON, "aut"))
    notice.contributions = list(dict.fromkeys(found))


def _publication(said: Cells, notice: Notice) -> None:
    names = [part for value in said.get(Target.PUBLISHER, []) for part in _LIST.split(value) if part]
    place = " ; ".join(said.get(Target.PLACE, []))
    dates = [*map(_of_serial, said.get(Target.DATE, [])), *map(_as_typed, said.get(Target.YEAR, []))]
    parted = _IMPRINT.match(names[0]) if len(names) == 1 and not place and Target.OWN_ID not in said else None
    if parted and (not parted[3] or not dates or parted[3] in dates[0]):
        place, names[0] = parted[1], parted[2]
        dates = dates or [year for year in (parted[3],) if year]
    if names or place:
        first, *others = names or [""]
        notice.publishers = [NoticePublisher(first, place), *(NoticePublisher(name) for name in others)]
    for told in dates:
        notice.published_on = notice.published_on or loose.day(told)
        notice.year = (
            notice.year
            or loose.year(told.replace("\u202f", "").replace("\xa0", "").replace(" ", "")[:4])
            or loose.year(told)
        )
    notice.date_text = dates[0] if dates else ""
    if notice.published_on and notice.date_text:
        notice.date_text = notice.published_on
    notice.series, mark, number = " ; ".join(said.get(Target.SERIES, [])).partition(" ; ")
    notice.series_number = _WHOLE.sub(r"\1", notice.series_number) or (number if mark else "")
    extent = " ; ".join(said.get(Target.EXTENT, []))
    if len(extent) > _LONGEST_EXTENT and not notice.abstract and Target.OWN_ID not in said:
        notice.abstract, extent = loose.without_tags(extent), ""  # what a list calls « Description » may be prose
    notice.extent = f"{extent} p." if extent.isdigit() else extent


def _as_typed(told: str) -> str:
    """Return a year as people write it: spreadsheets make « 2 011 » and « 2010,0 » of it."""
    whole = _WHOLE.sub(r"\1", told)
    bare = "".join(whole.split())
    return bare if len(bare) == 4 and bare.isdigit() else told


def _host(said: Cells, notice: Notice) -> None:
    """Let an article have its periodical: its volume, number and pages are those of the issue."""
    host, issue = " ".join(said.get(Target.HOST, [])), " ".join(said.get(Target.ISSUE, []))
    if not host:
        notice.part_number = notice.part_number or issue
        return
    volume = notice.part_number
    number = f"{volume} ({issue})" if volume and issue else volume or issue
    issn = next((one.value for one in notice.identifiers if one.scheme == "issn"), "")
    in_book = any(fold(value).strip() in _IN_BOOKS for value in said.get(Target.KIND, []))
    notice.links.append(NoticeLink("set" if in_book else "issue", host, number, issn, notice.date_text, notice.extent))
    if notice.kind == "article":
        notice.part_number = notice.extent = ""


def _of_serial(told: str) -> str:
    """Return the day that a spreadsheet's number means (« 40614 » is 12 March 2011); anything else as it is."""
    if len(told) == 5 and told.isdigit() and _FIRST_SERIAL <= int(told) <= _LAST_SERIAL:
        return (_BEFORE_SERIALS + timedelta(days=int(told))).isoformat()
    return told


def _numbers(said: Cells, notice: Notice) -> None:
    found: list[NoticeIdentifier] = []
    for target in (Target.ISBN, Target.ISSN, Target.EAN):
        for value in said.get(target, []):
            for part in _LIST.split(value):
                numbers = loose.standard_numbers(_digits(part))
                found += [
                    one._replace(scheme="ean") if target is Target.EAN and one.scheme == "other" else one
                    for one in numbers
                ]
    found += [NoticeIdentifier("doi", loose.doi(value) or value) for value in said.get(Target.DOI, [])]
    found += [NoticeIdentifier("dewey", value) for value in said.get(Target.DEWEY, [])]
    addresses = [
        part for value in said.get(Target.URL, []) for part in re.split(r"\s*[;|\n]\s*|\s+(?=https?://)", value) if part
    ]
    notice.url = addresses[0] if addresses else ""
    found += [NoticeIdentifier("uri", one) for one in addresses[1:]]
    notice.identifiers = list(dict.fromkeys(found))
    own = said.get(Target.OWN_ID, [""])[0]
    notice.source_key = f"cresi:{own}" if own.isdigit() else ""


def _digits(value: str) -> str:
    """Undo what spreadsheets do to long numbers: « 9,78207E+12 » cannot be saved, « 9782070368228.0 » can."""
    return value[:-2] if value.endswith((".0", ",0")) and value[:-2].isdigit() else value


def _words(said: Cells, notice: Notice, left: list[str]) -> None:
    subjects = [word for value in said.get(Target.SUBJECTS, []) for word in loose.words_of(value)]
    notice.subjects = [NoticeSubject(word, "free") for word in dict.fromkeys(subjects)]
    places = [word for value in said.get(Target.COUNTRIES, []) for word in loose.words_of(value.replace(",", ";"))]
    notice.countries = list(dict.fromkeys(code for place in places if (code := loose.country(place))))
    notice.subjects += [NoticeSubject(place, "place") for place in dict.fromkeys(places) if not loose.country(place)]
    notice.notes = "\n".join(map(loose.without_tags, said.get(Target.NOTES, [])))
    words = [word for value in said.get(Target.LANGUAGE, []) for word in re.split(r"\s*[;,/|]\s*", value) if word]
    codes = [loose.code_of(word) for word in words]
    notice.languages = [NoticeLanguage(code) for code in dict.fromkeys(codes) if code]
    unknown = [word for word, code in zip(words, codes, strict=True) if not code]
    if unknown:
        left.append(f"{tr(TITLES[Target.LANGUAGE])} : {', '.join(unknown)}")


def _loans(said: Cells, notice: Notice, left: list[str]) -> None:
    """Take how often it was lent; what is no number stays word for word."""
    for value in said.get(Target.LOANS, []):
        bare = "".join(_WHOLE.sub(r"\1", value).split())
        if bare.isascii() and bare.isdecimal() and len(bare) < _LONGEST_COUNT:
            notice.uses += [NoticeUse(LOAN, int(bare))] if int(bare) else []
        else:
            left.append(f"{tr(TITLES[Target.LOANS])} : {value}")


def _copies(said: Cells, notice: Notice) -> None:
    barcodes = [part for value in said.get(Target.BARCODE, []) for part in re.split(r"\s*[;,|\n]\s*", value) if part]
    location, status = " ".join(said.get(Target.LOCATION, [])), " ".join(said.get(Target.STATUS, []))
    accession = " ".join(said.get(Target.ACCESSION, []))
    if not (barcodes or location or status or accession or notice.call_number):
        return
    known = status_of(status)
    note = "" if known else status
    first, *others = barcodes or [""]
    notice.copies = [NoticeCopy(first, notice.call_number, location, known, "", accession, note)]
    notice.copies += [NoticeCopy(barcode, notice.call_number, location, known) for barcode in others]


def _acquired(said: Cells, notice: Notice, left: list[str]) -> None:
    """Take how the copies came; whoever gave or sold something left a copy, a day alone makes none."""
    ways = said.get(Target.PROVENANCE, [])
    days = [_of_serial(one) for one in (*said.get(Target.ACQUIRED, []), *(one for one in ways if _is_day(one)))]
    found, exact = acquiring.day(days[0]) if days else ("", True)
    way, source = acquiring.way(" ; ".join(one for one in ways if not _is_day(one)))
    donor = " ; ".join(said.get(Target.DONOR, []))
    if donor:
        given, giver = acquiring.way(donor)
        way, source = way or given or acquiring.GIFT, giver or source
    source = " ; ".join(said.get(Target.SUPPLIER, [])) or source
    prices = said.get(Target.PAID, [])
    paid = acquiring.price(prices[0]) if prices else None
    if not notice.copies and (way or source or paid):
        notice.copies = [NoticeCopy()]
    exact = exact and bool(notice.copies)
    for target, values, is_read in ((Target.ACQUIRED, days, exact), (Target.PAID, prices, paid is not None)):
        left += [f"{tr(TITLES[target])} : {value}" for value in (values[1:] if is_read else values)]
    came = NoticeAcquisition(found, way, source, *(paid.minor, paid.currency) if paid else ())
    if came != NoticeAcquisition():
        notice.acquired = {copy_key(copy): came for copy in notice.copies}


def _is_day(text: str) -> bool:
    return acquiring.day(_of_serial(text))[1]
