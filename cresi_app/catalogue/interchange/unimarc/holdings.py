"""Copies in a UNIMARC record: the French « recommandation 995 », and the 930/915 of university libraries."""

import re
from typing import Final

from cresi_app.catalogue.interchange import acquiring
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc.kinds import OWN_LIST
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice, NoticeAcquisition, NoticeCopy, copy_key
from cresi_app.core.text import fold

_OWN_CODES: Final = frozenset({"available", "reference", "ordered", "processing", "repair", "missing", "lost"})
_STATUS_WORDS: Final = (
    (re.compile(r"exclu|sur place|consult|usuel|reference"), "reference"),
    (re.compile(r"perdu|lost"), "lost"),
    (re.compile(r"manqu|introuvable|missing"), "missing"),
    (re.compile(r"repar|reli|restaur"), "repair"),
    (re.compile(r"traitement|equipement"), "processing"),
    (re.compile(r"command"), "ordered"),
    (re.compile(r"dispo|empruntable|normal|pret\b|document en bon etat"), "available"),
)


def copies(record: Record, notice: Notice, declined: set[int]) -> None:
    """Read one copy from each 995; without any, from each 930 that has a call number."""
    notice.copies = [_of_995(item) for item in record.every("995") if item.subfields]
    for item in record.every("995"):
        _came(item, notice, declined)
    own = [item for item in record.every("930") if item.first("2") == OWN_LIST]  # the document's call number, no copy
    items_930 = [item for item in record.every("930") if item.first("2") != OWN_LIST]
    items_915 = [*record.every("915")]
    if notice.copies or not any(item.first("a") for item in items_930):
        declined.update(id(item) for item in (*items_930, *items_915))
    else:
        barcodes = {item.first("5"): item for item in items_915}
        notice.copies = [_of_930(item, barcodes.get(item.first("5"))) for item in items_930 if item.first("a")]
        declined.update(id(item) for item in items_930 if not item.first("a"))
    shelf_marks = [clean(item.first("a")) for item in own]
    shelf_marks += [copy.call_number for copy in notice.copies if copy.call_number]
    notice.call_number = shelf_marks[0] if shelf_marks else ""
    notice.copies = [copy for copy in notice.copies if any(copy)]


def _of_995(item: Field) -> NoticeCopy:
    notes = [clean(value) for value in item.every("uz")]
    status_text = clean(item.first("o"))
    status = status_of(status_text)
    if status_text.strip("0") and not status:  # Koha writes 0 where nothing prevents a loan
        notes.append(status_text)
    accession = clean(item.first("j"))
    if len(accession) == 1:  # a code of the program that wrote it, the same on every copy
        notes.append(accession)
        accession = ""
    return NoticeCopy(
        barcode=clean(item.first("f")),
        call_number=clean(item.first("k")),
        location=clean(item.first("e") or item.first("c") or item.first("a")),
        status=status,
        volume=clean(item.first("v") or item.first("l")),
        accession_number=accession,
        note=" ; ".join(notes),
    )


def _came(item: Field, notice: Notice, declined: set[int]) -> None:
    """Take the day a copy came, which Koha writes into $5; what says no day is kept word for word."""
    said = clean(item.first("5"))
    found, exact = acquiring.day(said)
    if said and not exact:
        declined.add(id(item))
    if found:
        notice.acquired[copy_key(_of_995(item))] = NoticeAcquisition(found)


def _of_930(item: Field, inventory: Field | None) -> NoticeCopy:
    location = " ; ".join(clean(value) for value in item.every("bcd"))
    return NoticeCopy(
        barcode=clean(inventory.first("b")) if inventory else "",
        call_number=clean(item.first("a")),
        location=location,
        volume=clean(item.first("v")),
        accession_number=clean(inventory.first("a")) if inventory else "",
    )


def status_of(text: str) -> str:
    """Guess a status from the words of 995$o; one-letter codes differ from town to town and say nothing sure."""
    folded = fold(text)
    if folded in _OWN_CODES:
        return folded
    if len(folded) < 3:
        return ""
    return next((status for pattern, status in _STATUS_WORDS if pattern.search(folded)), "")
