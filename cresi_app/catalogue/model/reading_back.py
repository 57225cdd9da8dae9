"""A document of the library told as a notice again: to compare it with what comes in, and to send it out."""

from cresi_app.catalogue.model import tongues
from cresi_app.catalogue.model.document import Copy, DocumentSheet
from cresi_app.catalogue.model.notice import (
    CopyKey,
    Notice,
    NoticeAcquisition,
    NoticeContribution,
    NoticeCopy,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
    copy_key,
)

_SAME_NAMES = (
    "kind", "title", "title_sort", "subtitle", "other_titles", "part_number", "part_title", "responsibility", "edition",
    "date_text", "year", "extent", "series_number", "call_number", "abstract", "contents", "notes", "audience", "rights",
    "image_credit", "frequency", "price", "url",
)  # fmt: skip


def notice_of(sheet: DocumentSheet) -> Notice:
    """Return what the library says of one document; only its live copies are told."""
    document = sheet.document
    source = next((one for one in sheet.sources if one.format != "cresi"), None)  # not what merges left behind
    publishers = [NoticePublisher(sheet.publisher, document.place)] if sheet.publisher or document.place else []
    publishers += [NoticePublisher(one.name, one.place) for one in sheet.co_publishers]
    said = {name: getattr(document, name) for name in _SAME_NAMES}
    return Notice(
        **said,
        publication_country=document.publication_country_code or "",
        series=sheet.series,
        series_issn=sheet.series_issn,
        published_on=document.published_on.isoformat() if document.published_on else "",
        revised_on=document.revised_on.isoformat() if document.revised_on else "",
        format=source.format if source else "",
        source_key=source.source_key if source else "",
        leftovers=source.leftovers if source else "",
        more=tongues.of_sheet(sheet),
        publishers=publishers,
        contributions=[
            NoticeContribution(one.family, one.given, one.dates, one.kind, one.role) for one in sheet.contributions
        ],
        subjects=[NoticeSubject(one.term, one.kind, one.scheme) for one in sheet.subjects],
        languages=[NoticeLanguage(one.language_code, one.use) for one in sheet.languages],
        countries=[one.country_code for one in sheet.countries],
        identifiers=[NoticeIdentifier(one.scheme, one.value, one.note) for one in sheet.identifiers],
        links=[
            NoticeLink(one.relation, one.title or one.target_title, one.number, one.issn, one.date_text, one.pages)
            for one in sheet.links
        ],
        copies=list(map(_copy, sheet.live_copies)),
        acquired=_acquired(sheet),
        authorities=list(sheet.authorities),
    )


def _copy(one: Copy) -> NoticeCopy:
    return NoticeCopy(
        one.barcode, one.call_number, one.location, one.status, one.volume, one.accession_number, one.note
    )


def _acquired(sheet: DocumentSheet) -> dict[CopyKey, NoticeAcquisition]:
    """Return how the live copies came, as far as it is known."""
    said = {
        copy_key(_copy(one)): NoticeAcquisition(
            one.acquired_on.isoformat() if one.acquired_on else "",
            one.provenance or "",
            one.supplier,
            one.price_minor,
            one.currency,
        )
        for one in sheet.live_copies
    }
    return {key: came for key, came in said.items() if came != NoticeAcquisition(currency=came.currency)}
