"""One notice of PMB in, one notice out, read through its tables of authors, publishers, categories and copies."""

from collections import Counter
from typing import TYPE_CHECKING, Final
from zlib import crc32

from cresi_app.catalogue.interchange import acquiring, loose
from cresi_app.catalogue.interchange.pmb import around
from cresi_app.catalogue.interchange.pmb.authorities import author_of, name_of, said_of_author
from cresi_app.catalogue.interchange.pmb.thesauri import is_geographic, term_address, term_of
from cresi_app.catalogue.interchange.unimarc.access import roles
from cresi_app.catalogue.interchange.unimarc.holdings import status_of
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.authority_rows import subject_key
from cresi_app.catalogue.model.notice import (
    LOAN,
    Notice,
    NoticeAcquisition,
    NoticeAuthority,
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
from cresi_app.core.text import fold

if TYPE_CHECKING:
    from cresi_app.catalogue.interchange.pmb.dump import Row
    from cresi_app.catalogue.interchange.pmb.tables import Base

_BY_TYPE: Final = {
    "a": "book", "b": "archive", "c": "book", "d": "archive", "e": "map", "f": "map", "g": "video", "i": "sound",
    "j": "sound", "k": "poster", "l": "web", "m": "kit", "r": "game",
}  # fmt: skip
_BY_LEVEL: Final = {"s": "periodical", "b": "issue", "a": "article"}
_FREE_WORDS_PARTED: Final = (";", "/", "|")
_USED: Final = frozenset({
    "notice_id", "typdoc", "tit1", "tit2", "tit3", "tit4", "tparent_id", "tnvol", "ed1_id", "ed2_id", "coll_id", "subcoll_id",
    "year", "nocoll", "mention_edition", "code", "npages", "ill", "size", "accomp", "n_gen", "n_contenu", "n_resume", "lien",
    "eformat", "index_l", "indexint", "niveau_biblio", "niveau_hierar", "prix", "commentaire_gestion", "date_parution",
})  # fmt: skip
_OWN: Final = (
    "index_",
    "create_",
    "update_",
    "signature",
    "opac_",
    "thumbnail",
    "statut",
    "num_notice_usage",
    "is_new",
    "notice_is_new",
    "map_",
    "indexation",
)
"""Beginnings of columns that only serve PMB itself."""


def notice_of(base: "Base", key: str, row: "Row") -> Notice:
    """Return what a row of ``notices`` and the rows around it say."""
    notice = Notice(format="pmb", source_key=_source(key, row.get("tit1", "")))
    notice.kind = _BY_LEVEL.get(row.get("niveau_biblio", ""), "") or _BY_TYPE.get(row.get("typdoc", ""), "book")
    _titles(base, row, notice)
    _publication(base, row, notice)
    _people(base, key, notice)
    _numbers(row, notice)
    _texts(base, key, row, notice)
    _languages(base, key, notice)
    _links(base, key, row, notice)
    issues = [row.get("bulletin_id", "") for row in base.of("issue_with_notice", key)]
    copies = [*base.of("exemplaires", key), *(copy for one in issues for copy in base.of("copies_of_issues", one))]
    lent = [*base.of("loans_of_notice", key), *(loan for one in issues for loan in base.of("loans_of_bulletin", one))]
    _take_copies(base, copies, notice)
    _take_loans(base, copies, lent, notice)
    around.take_files([file for one in issues for file in base.of("files_of_issues", one)], notice)
    left = [
        f"{name} {value}"
        for name, value in row.items()
        if value not in {"", "0"} and name not in _USED and not name.startswith(_OWN)
    ]
    left += around.supports(base, copies)
    notice.leftovers = "\n".join(left)
    around.take(base, key, notice)
    return notice


def _source(key: str, title: str) -> str:
    """Name a notice at its source. Every base of PMB counts from 1: the title tells two bases apart."""
    return f"pmb:{key}:{crc32(fold(title).encode()):08x}"


def issue_of(base: "Base", row: "Row") -> Notice:
    """Return a row of ``bulletins`` as the notice of an issue."""
    periodical = base.get("notices", row.get("bulletin_notice", ""))
    title, number = clean(periodical.get("tit1", "")), clean(row.get("bulletin_numero", ""))
    notice = Notice(format="pmb", kind="issue", source_key=_source(f"bulletin {row.get('bulletin_id', '')}", number))
    notice.title, notice.part_number = title, number
    notice.part_title = clean(row.get("bulletin_titre", ""))
    notice.date_text = clean(row.get("mention_date", "")) or row.get("date_date", "")
    notice.published_on = loose.day(row.get("date_date", ""))
    notice.year = loose.year(notice.date_text) or loose.year(notice.published_on)
    notice.links = (
        [NoticeLink("set", title, number, clean(periodical.get("code", "")), notice.date_text)] if title else []
    )
    issue = row.get("bulletin_id", "")
    _take_copies(base, base.of("copies_of_issues", issue), notice)
    _take_loans(base, base.of("copies_of_issues", issue), base.of("loans_of_bulletin", issue), notice)
    around.take_files(base.of("files_of_issues", issue), notice)
    return notice


def _titles(base: "Base", row: "Row", notice: Notice) -> None:
    notice.title = clean(row.get("tit1", ""))
    notice.subtitle = clean(row.get("tit4", ""))
    notice.other_titles = " ; ".join(clean(row[name]) for name in ("tit2", "tit3") if row.get(name))
    series = clean(base.get("series", row.get("tparent_id", "")).get("serie_name", ""))
    notice.part_number = clean(row.get("tnvol", ""))
    if series:  # the work of several volumes that this one is a part of
        notice.links.append(NoticeLink("set", series, notice.part_number))
    notice.edition = clean(row.get("mention_edition", ""))


def _publication(base: "Base", row: "Row", notice: Notice) -> None:
    for name in ("ed1_id", "ed2_id"):
        publisher = base.get("publishers", row.get(name, ""))
        if publisher.get("ed_name"):
            notice.publishers.append(NoticePublisher(clean(publisher["ed_name"]), clean(publisher.get("ed_ville", ""))))
    notice.date_text = clean(row.get("year", ""))
    notice.year = loose.year(notice.date_text)
    notice.published_on = loose.day(row.get("date_parution", "")) if not notice.date_text.isdigit() else ""
    collection = base.get("collections", row.get("coll_id", ""))
    below = base.get("sub_collections", row.get("subcoll_id", ""))
    names = [clean(collection.get("collection_name", "")), clean(below.get("sub_coll_name", ""))]
    notice.series = ". ".join(name for name in names if name)
    notice.series_number = clean(row.get("nocoll", ""))
    notice.series_issn = clean(collection.get("collection_issn", ""))
    parts = [clean(row.get(name, "")) for name in ("npages", "ill", "size", "accomp")]
    marks = ("", " : ", " ; ", " + ")
    notice.extent = "".join(f"{mark}{part}" for mark, part in zip(marks, parts, strict=True) if part).lstrip(" :;+")


def _people(base: "Base", key: str, notice: Notice) -> None:
    said = sorted(
        base.of("responsability", key),
        key=lambda row: (row.get("responsability_type", ""), row.get("responsability_ordre", "").zfill(6)),
    )
    found: list[NoticeContribution] = []
    for row in said:
        author = author_of(base, row.get("responsability_author", ""))
        default = "ctb" if row.get("responsability_type") == "2" else "aut"
        name = name_of(author, roles().get(row.get("responsability_fonction", ""), default))
        if name is not None:
            found.append(name)
            notice.authorities += said_of_author(base, author)
    notice.contributions = list(dict.fromkeys(found))
    notice.authorities = list(dict.fromkeys(notice.authorities))


def _numbers(row: "Row", notice: Notice) -> None:
    notice.identifiers = loose.standard_numbers(clean(row.get("code", "")))
    notice.url = clean(row.get("lien", ""))
    notice.price = clean(row.get("prix", ""))


def _texts(base: "Base", key: str, row: "Row", notice: Notice) -> None:
    notice.abstract = loose.without_tags(row.get("n_resume", "").strip())
    notice.contents = loose.without_tags(row.get("n_contenu", "").strip())
    notes = [loose.without_tags(row.get(name, "").strip()) for name in ("n_gen", "commentaire_gestion")]
    notice.notes = "\n".join(filter(None, notes))
    named = base.get("indexint", row.get("indexint", ""))
    if named.get("indexint_name"):
        notice.identifiers.append(
            NoticeIdentifier("dewey", clean(named["indexint_name"]), clean(named.get("indexint_comment", "")))
        )
    for link in sorted(base.of("notices_categories", key), key=lambda one: one.get("ordre_categorie", "").zfill(6)):
        _index(base, link.get("num_noeud", ""), notice)
    words = row.get("index_l", "")
    for mark in _FREE_WORDS_PARTED:
        words = words.replace(mark, "\n")
    notice.subjects += [NoticeSubject(clean(word), "free") for word in words.split("\n") if clean(word)]
    notice.subjects = list(dict.fromkeys(notice.subjects))
    notice.countries = [code for one in notice.subjects if (code := loose.country(one.term))]


def _index(base: "Base", node: str, notice: Notice) -> None:
    """Put a node's term on a notice, with the address that says which term of which thesaurus it is."""
    term = term_of(base, node)
    if not term:
        return
    subject = NoticeSubject(term, "place" if is_geographic(base, node) else "topic")
    notice.subjects.append(subject)
    address = term_address(base, node)
    if address:
        notice.authorities.append(NoticeAuthority("subject", subject_key(subject.term, subject.kind), "uri", address))


def _languages(base: "Base", key: str, notice: Notice) -> None:
    for one in base.of("notices_langues", key):
        code = loose.language(one.get("code_langue", "")) or one.get("code_langue", "")
        if code:
            notice.languages.append(NoticeLanguage(code, "original" if one.get("type_langue") == "1" else "text"))


def _links(base: "Base", key: str, row: "Row", notice: Notice) -> None:
    for one in base.of("analysis", key):
        issue = base.get("bulletins", one.get("analysis_bulletin", ""))
        periodical = base.get("notices", issue.get("bulletin_notice", ""))
        title = clean(periodical.get("tit1", ""))
        if title:
            number, told = (
                clean(issue.get("bulletin_numero", "")),
                clean(issue.get("mention_date", "")) or issue.get("date_date", ""),
            )
            notice.links.append(
                NoticeLink(
                    "issue", title, number, clean(periodical.get("code", "")), told, clean(row.get("npages", ""))
                )
            )
            notice.date_text = notice.date_text or told
            notice.year = notice.year or loose.year(told) or loose.year(issue.get("date_date", ""))


def _take_loans(base: "Base", copies: "list[Row]", of_notice: "list[Row]", notice: Notice) -> None:
    """Count the loans of a notice by copy and day, those of copies that are gone too. Nothing is read of who borrowed."""
    barcodes = {row.get("expl_id", ""): clean(row.get("expl_cb", "")) for row in copies}
    rows = [row for key in barcodes for row in base.of("pret_archive", key)]
    rows += [row for row in of_notice if row.get("arc_expl_id", "") not in barcodes]
    counted = Counter(
        (barcodes.get(row.get("arc_expl_id", ""), ""), loose.day(row.get("arc_debut", "")[:10])) for row in rows
    )
    notice.uses = [NoticeUse(LOAN, times, barcode, day) for (barcode, day), times in counted.items()]


def _take_copies(base: "Base", rows: "list[Row]", notice: Notice) -> None:
    for row in rows:
        status = base.get("docs_statut", row.get("expl_statut", ""))
        known = status_of(status.get("statut_libelle", ""))
        if not known and status.get("pret_flag") == "0":
            known = "reference"
        places = [base.get("docs_location", row.get("expl_location", "")).get("location_libelle", "")]
        places.append(base.get("docs_section", row.get("expl_section", "")).get("section_libelle", ""))
        notes = [clean(row.get(name, "")) for name in ("expl_note", "expl_comment")]
        if row.get("expl_nbparts", "1") not in {"", "0", "1"}:
            notes.append(f"{row['expl_nbparts']} pièces")
        copy = NoticeCopy(
            clean(row.get("expl_cb", "")), clean(row.get("expl_cote", "")), " / ".join(clean(one) for one in places if one),
            known, "", "", " ; ".join(note for note in notes if note),
        )  # fmt: skip
        notice.copies.append(copy)
        came = _acquisition(base, row)
        if came != NoticeAcquisition():
            notice.acquired[copy_key(copy)] = came
    notice.call_number = next((one.call_number for one in notice.copies if one.call_number), "")


def _acquisition(base: "Base", row: "Row") -> NoticeAcquisition:
    """Return how a copy came: lent for a time by the library it belongs to, else bought or given on the day it was entered."""
    left, back = (loose.day(row.get(name, "")) for name in ("expl_date_depot", "expl_date_retour"))
    paid = acquiring.price(row.get("expl_prix", ""))
    money = (paid.minor, paid.currency) if paid is not None and paid.minor else ()
    if left and back:
        owner = clean(base.get("lenders", row.get("expl_owner", "")).get("lender_libelle", ""))
        return NoticeAcquisition(left, "deposit", owner, *money)
    return NoticeAcquisition(left or loose.day(row.get("create_date", "")), "", "", *money)
