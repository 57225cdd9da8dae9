"""Copies in a MARC 21 record: the 852 of the standard, and the 952 that Koha writes."""

from cresi_app.catalogue.interchange import acquiring
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc.holdings import status_of
from cresi_app.catalogue.interchange.unimarc.kinds import OWN_LIST
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import LOAN, Notice, NoticeAcquisition, NoticeCopy, NoticeUse, copy_key

_LOCAL_CALL_NUMBERS = ("090", "099", "096", "092")
_LONGEST_COUNT = 9


def copies(record: Record, notice: Notice, declined: set[int]) -> None:
    """Read one copy from each 952; without any, from each 852."""
    koha, standard = [*record.every("952")], [*record.every("852")]
    notice.copies = [_of_952(item) for item in koha] or [_of_852(item) for item in standard]
    if koha:
        declined.update(id(item) for item in standard)
    notice.copies = [one for one in notice.copies if any(one)]
    for item in koha:
        _came(item, notice, declined)
    notice.uses = [
        NoticeUse(LOAN, times, clean(item.first("p"))) for item in koha if (times := _counted(item.first("l"))) > 0
    ]
    marks = [clean(item.first("a")) for item in record.every("090") if item.first("2") == OWN_LIST]
    marks += [one.call_number for one in notice.copies if one.call_number]
    marks += [" ".join(map(clean, item.every("ab"))) for item in record.every(*_LOCAL_CALL_NUMBERS)]
    notice.call_number = marks[0] if marks else ""


def _counted(told: str) -> int:
    """Return a count; 0 of what is none, or has more figures than any count."""
    bare = told.strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= _LONGEST_COUNT else 0


def _of_952(item: Field) -> NoticeCopy:
    status = "lost" if item.first("1") not in {"", "0"} else "missing" if item.first("4") not in {"", "0"} else ""
    if not status and item.first("7") not in {"", "0"}:
        status = "reference"
    return NoticeCopy(
        barcode=clean(item.first("p")),
        call_number=clean(item.first("o")),
        location=clean(item.first("c") or item.first("b") or item.first("a")),
        status=status,
        volume=clean(item.first("h")),
        accession_number=clean(item.first("i")),
        note=" ; ".join(clean(value) for value in item.every("z")),
    )


def _came(item: Field, notice: Notice, declined: set[int]) -> None:
    """Take when a copy came ($d), from whom ($e) and for how much ($g); what does not read is kept word for word."""
    said, cost = clean(item.first("d")), clean(item.first("g"))
    (found, exact), paid = acquiring.day(said), acquiring.price(cost) if cost.strip("0., ") else None
    if (said and not exact) or (cost.strip("0., ") and paid is None):
        declined.add(id(item))
    way, source = acquiring.way(item.first("e"))
    came = NoticeAcquisition(found, way, source, *(paid.minor, paid.currency) if paid else ())
    if came != NoticeAcquisition():
        notice.acquired[copy_key(_of_952(item))] = came


def _of_852(item: Field) -> NoticeCopy:
    return NoticeCopy(
        barcode=clean(item.first("p")),
        call_number=" ".join(map(clean, item.every("khijm"))),
        location=clean(item.first("c") or item.first("b") or item.first("a")),
        status=status_of(item.first("y")),
        volume=clean(item.first("3")),
        accession_number=clean(item.first("t")),
        note=" ; ".join(clean(value) for value in item.every("xz")),
    )
