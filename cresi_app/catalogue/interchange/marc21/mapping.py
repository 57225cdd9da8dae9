"""The mapping itself: one MARC 21 record in, one notice out, nothing dropped (what has no place is kept word for word)."""

from cresi_app.catalogue.interchange.marc21 import access, coded, holdings, series, tongues
from cresi_app.catalogue.interchange.marc21.kinds import kind_of
from cresi_app.catalogue.interchange.marc21.names import contributions
from cresi_app.catalogue.interchange.marc21.punctuation import bare, phrase, unbracketed
from cresi_app.catalogue.interchange.marc21.used import leftovers
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc.text import clean, title_sort, year_in
from cresi_app.catalogue.model.notice import Notice, NoticeLanguage, NoticePublisher

_LANGUAGE_USES = (("a", "text"), ("d", "text"), ("h", "original"), ("b", "abstract"), ("j", "subtitles"))
_MAPPED_NOTES = {"505", "520", "521", "540", "506"}
_OTHER_TITLES = ("130", "240", "242", "246", "247", "730", "740")


def notice_of(record: Record) -> Notice:
    """Return what `record` says. The title may be empty: whoever imports refuses such a notice with its place."""
    declined: set[int] = set()
    notice = Notice(format="marc21", kind=kind_of(record))
    _titles(record, notice, declined)
    _publication(record, notice, declined)
    _languages(record, notice)
    _description(record, notice)
    _texts(record, notice)
    access.identifiers(record, notice)
    access.subjects(record, notice)
    contributions(record, notice, declined)
    tongues.read(record, notice)
    access.links(record, notice, declined)
    series.read(record, notice, declined)
    holdings.copies(record, notice, declined)
    notice.source_key = access.source_key(record)
    notice.leftovers = leftovers(record, declined)
    return notice


def _titles(record: Record, notice: Notice, declined: set[int]) -> None:
    item = record.first("245")
    declined.update(id(one) for one in [*record.every("245")][1:])
    if item is not None:
        proper = item.first("a")
        notice.title = phrase(proper)
        notice.title_sort = _title_sort(proper, item)
        notice.subtitle = " : ".join(phrase(value) for value in item.every("b"))
        if not notice.subtitle and not access.is_own(record):  # « Cinema : from film to digital », all in one subfield
            title, _, subtitle = notice.title.partition(" : ")
            if subtitle and not subtitle[0].isdigit():  # a scale is no subtitle
                notice.title, notice.subtitle = title, subtitle
        notice.responsibility = phrase(item.first("c"))
        notice.part_number = ". ".join(phrase(value) for value in item.every("n"))
        notice.part_title = ". ".join(phrase(value) for value in item.every("p"))
    others = [phrase(" ".join(field.every("abnp"))) for field in record.every(*_OTHER_TITLES)]
    others += [phrase(field.first("t")) for field in record.every("700", "710", "711") if field.first("t")]
    notice.other_titles = " ; ".join(dict.fromkeys(other for other in others if other))


def _title_sort(proper: str, item: Field) -> str:
    """Leave out as many characters as the second indicator says do not sort (« The », 4)."""
    skipped = item.indicators[1:2]
    rest = proper[int(skipped) :] if skipped.isdigit() else proper
    return title_sort(phrase(rest) or phrase(proper))


def _publication(record: Record, notice: Notice, declined: set[int]) -> None:
    statements = [*record.every("264", "260")]
    chosen = next((item for item in statements if item.tag == "264" and item.indicators[1:2] == "1"), None)
    chosen = chosen or next((item for item in statements if item.tag == "260"), statements[0] if statements else None)
    if chosen is not None:
        places: list[str] = []
        closed = False
        for code, value in chosen.subfields:
            if code == "a":
                places = [unbracketed(value)] if closed else [*places, unbracketed(value)]
                closed = False
            elif code == "b":
                notice.publishers.append(NoticePublisher(unbracketed(value), " ; ".join(filter(None, places))))
                closed = True
            elif code == "c" and not notice.date_text:
                notice.date_text = phrase(value)
        if any(places) and not closed:
            notice.publishers.append(NoticePublisher("", " ; ".join(filter(None, places))))
        notice.publishers = [one for one in notice.publishers if any(one)]
        shown = chosen.every("abc")
        declined.update(id(item) for item in statements if item is not chosen and item.every("abc") != shown)
    notice.year = year_in(notice.date_text) or coded.year(record)
    notice.edition = " ; ".join(phrase(" ".join(map(clean, item.every("ab")))) for item in record.every("250"))
    notice.publication_country = coded.country(record)


def _languages(record: Record, notice: Notice) -> None:
    found: list[NoticeLanguage] = []
    for item in record.every("041"):
        for code, use in _LANGUAGE_USES:
            for value in item.every(code):
                told = "".join(value.lower().split())
                found += [
                    NoticeLanguage(told[at : at + 3], use)
                    for at in range(0, len(told) - 2, 3)
                    if told[at : at + 3].isalpha()
                ]
    if not any(one.use == "text" for one in found) and coded.language(record):
        found.insert(0, NoticeLanguage(coded.language(record)))
    notice.languages = list(dict.fromkeys(found))


def _description(record: Record, notice: Notice) -> None:
    parts: list[str] = []
    pieces: list[str] = []
    for item in record.every("300"):
        text = " ; ".join(map(bare, item.every("af")))
        for codes, mark in (("b", " : "), ("c", " ; "), ("e", " + ")):
            said = " ; ".join(map(bare, item.every(codes)))
            text += f"{mark}{said}" if said and text else said
        parts.append(text)
        pieces += map(bare, item.every("e"))
    notice.extent = " ; ".join(part for part in parts if part)
    if notice.kind in {"kit", "game", "exhibition"}:
        notice.contents = "\n".join(pieces)


def _texts(record: Record, notice: Notice) -> None:
    notice.abstract = _joined(record, ("520",), "ab", "\n\n")
    if access.is_own(record):
        notice.image_credit = _joined(record, ("542",), "a", " ; ")
    own = {"542"} if access.is_own(record) else set()
    noted = tuple(
        sorted(tag for tag in record.by_tag if tag[:1] == "5" and tag not in _MAPPED_NOTES | own and len(tag) == 3)
    )
    notice.notes = _joined(record, noted, "a", "\n")
    listed = [" ".join(map(clean, item.every("atrg"))) for item in record.every("505")]
    notice.contents = "\n".join(text for text in (notice.contents, *listed) if text)
    notice.audience = _joined(record, ("521",), "a", " ; ")
    notice.rights = _joined(record, ("540", "506"), "a", " ; ")
    notice.frequency = phrase(record.value("310", "a"))
    notice.price = bare(
        next((value for item in record.every("020") for value in item.every("c")), "") or record.value("365", "b")
    ).lstrip(" :")  # German libraries write the mark before it


def _joined(record: Record, tags: tuple[str, ...], codes: str, mark: str) -> str:
    return mark.join(clean(value) for item in record.every(*tags) for value in item.every(codes))
