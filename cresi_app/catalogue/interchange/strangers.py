"""Knows the files that look like lists of notices and are none that is read: it names them, and says what to do instead."""

import re
from collections.abc import Callable
from typing import Final

from cresi_app.core.i18n import N_

_BLANK: Final = b"\xef\xbb\xbf \r\n\t"
_AS_RIS: Final = N_(
    "« {name} » est un fichier {kind}, que ce programme ne lit pas. Dans le logiciel d'où il vient, exportez plutôt en RIS, "
    "en BibTeX ou en MARC. Rien n'a été importé."
)
_EMPTY: Final = N_("« {name} » est vide. Rien n'a été importé.")
_AS_TEXT: Final = N_(
    "« {name} » est du MARC écrit en clair ({kind}), pour être lu par des personnes. Demandez le même fichier en ISO 2709 ou en "
    "MARCXML. Rien n'a été importé."
)
_EMPTY_ANSWER: Final = N_("« {name} » est la réponse d'un serveur qui n'a trouvé aucune notice. Rien n'a été importé.")
_NOT_PMB: Final = N_(
    "« {name} » est la copie d'une base de données ({kind}), qui n'est pas celle de PMB. Exportez-en les notices en UNIMARC, "
    "en MARC 21 ou en CSV. Rien n'a été importé."
)
_WEB_PAGE: Final = N_(
    "« {name} » est une page web, pas une liste de notices : le lien suivi n'était pas celui du fichier. Rien n'a été importé."
)
_PROPERTIES: Final = N_(
    "« {name} » contient les propriétés d'un document ({kind}), pas une liste de notices : importez ou joignez plutôt le document lui-même. "
    "Rien n'a été importé."
)
_FEED: Final = N_("« {name} » est un fil d'actualité ({kind}), pas une liste de notices. Rien n'a été importé.")
_PICTURE: Final = N_("« {name} » est une image ({kind}), pas une liste de notices. Rien n'a été importé.")
_TEXT_DOCUMENT: Final = N_(
    "« {name} » est un document à lire ({kind}), pas une liste de notices : joignez-le à une notice, ou importez-le comme document "
    "s'il est en PDF. Rien n'a été importé."
)
_AUTHORITIES: Final = N_(
    "« {name} » décrit des personnes et des collectivités ({kind}), pas des documents. Rien n'a été importé."
)


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.lstrip(_BLANK).startswith(marks)


def _says(*marks: bytes) -> Callable[[bytes], bool]:
    """Say whether an XML file bears one of these marks near its beginning."""
    return lambda head: head.lstrip(_BLANK).startswith(b"<") and any(mark in head[:4_096] for mark in marks)


def _matches(pattern: bytes) -> Callable[[bytes], bool]:
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda head: bool(compiled.search(head[:8_192]))


_KNOWN: Final[tuple[tuple[Callable[[bytes], bool], str, str], ...]] = (
    (lambda head: not head.strip(_BLANK), "", _EMPTY),
    (_begins(b"%PDF-"), "PDF", _TEXT_DOCUMENT),
    (_begins(b"{\\rtf"), "RTF", _TEXT_DOCUMENT),
    (lambda head: head.startswith(b"PK") and b"word/" in head, "Word", _TEXT_DOCUMENT),
    (lambda head: head.startswith(b"PK") and b"opendocument.text" in head, "ODT", _TEXT_DOCUMENT),
    (lambda head: head.startswith(b"PK") and b"application/epub" in head, "EPUB", _TEXT_DOCUMENT),
    (_begins(b"<!DOCTYPE html", b"<!doctype html", b"<html", b"<HTML", b"<!DOCTYPE HTML"), "HTML", _WEB_PAGE),
    (_says(b"loc.gov/mods/", b"<modsCollection", b"<mods "), "MODS", _AS_RIS),
    (_says(b"urn:isbn:1-931666-33-4", b"eac-cpf"), "EAC-CPF", _AUTHORITIES),
    (_says(b"urn:isbn:1-931666-22-9", b"ead3.archivists.org", b"<ead>", b"<ead "), "EAD", _AS_RIS),
    (_says(b"lido-schema.org", b"<lido:"), "LIDO", _AS_RIS),
    (_says(b"<PubmedArticle", b"<PubmedBookArticle", b"<MedlineCitation"), "PubMed XML", _AS_RIS),
    (_says(b"<CitaviExchangeData"), "Citavi", _AS_RIS),
    (_says(b"<ONIXMessage", b"<ONIXmessage", b"editeur.org/onix"), "ONIX", _AS_RIS),
    (_says(b"<tellico "), "Tellico", _AS_RIS),
    (_says(b"tei-c.org/ns"), "TEI", _AS_RIS),
    (_says(b"features/oai_doaj", b"<oai_doaj:"), "DOAJ", _AS_RIS),
    (_says(b"zotero.org/namespaces/export"), "Zotero RDF", _AS_RIS),
    (_says(b"<rec-number", b'<source-app name="EndNote"'), "EndNote XML", _AS_RIS),
    (_says(b"officeDocument/2006/bibliography"), "Word", _AS_RIS),
    (_says(b"numberOfRecords>0<"), "SRU", _EMPTY_ANSWER),
    (_matches(rb"\A(?:\xef\xbb\xbf)?\s*FN [^\n]+\r?\n\s*VR \d|\A(?:\xef\xbb\xbf)?\s*PT [A-Z][a-z]*\r?\n(?:AU|AF|BA|TI) "), "Web of Science", _AS_RIS),
    (_matches(rb"\A(?:\xef\xbb\xbf)?=LDR  "), "MarcEdit", _AS_TEXT),
    (_matches(rb"\A(?:\xef\xbb\xbf)?\d{5}[a-z][a-z ]{3}[^\x1d-\x1f]{15}\s*\r?\n\d{3} "), "yaz-marcdump", _AS_TEXT),
    (_matches(rb"^PMID ?- ?\d+"), "PubMed (nbib)", _AS_RIS),
    (_matches(rb"\A(?:\xef\xbb\xbf)?\s*%0 [A-Z]"), "EndNote (Refer)", _AS_RIS),
    (_matches(rb"\A\s*(?:TI|AU)- \S"), "Copac", _AS_RIS),
    (_matches(rb"\A\s*cff-version:"), "Citation File Format", _AS_RIS),
    (_matches(rb"CREATE TABLE `(?:biblio|biblioitems|deletedbiblio|biblio_metadata)`"), "Koha", _NOT_PMB),
    (_matches(rb"^(?:-- MySQL dump|-- MariaDB dump|-- phpMyAdmin SQL Dump|-- PostgreSQL database dump|CREATE TABLE |INSERT INTO )"), "SQL", _NOT_PMB),
    (_matches(rb"\A(?:\xef\xbb\xbf)?\s*\[?\s*\{[^{}\[\]]*\"(?:DOI|container-title|issued|citation-key|itemType|csljson)\"\s*:"), "CSL-JSON", _AS_RIS),
    (lambda head: head.startswith(b"SQLite format 3\0"), "SQLite", _NOT_PMB),
)  # fmt: skip


_CERTAIN: Final[tuple[tuple[Callable[[bytes], bool], str, str], ...]] = (
    (_says(b"package/2006/metadata/core-properties"), "Office", _PROPERTIES),
    (
        _says(b"officeDocument/2006/extended-properties", b"officeDocument/2006/custom-properties"),
        "Office",
        _PROPERTIES,
    ),
    (_says(b"<office:document-meta", b"<office:document "), "OpenDocument", _PROPERTIES),
    (_says(b"<x:xmpmeta", b"<?xpacket "), "XMP", _PROPERTIES),
    (_says(b"<rss ", b"<rss>", b'"http://purl.org/rss/1.0/"', b'"http://www.w3.org/2005/Atom"'), "RSS", _FEED),
    (_says(b"<svg ", b"<svg:svg "), "SVG", _PICTURE),
)
"""Files that bear elements of Dublin Core, or look as if they were notices, and are none whatever else they say."""


def certainly(head: bytes) -> tuple[str, str] | None:
    """Return what a file beginning with `head` is beyond doubt, as `named` does; None when it may be a list of notices."""
    return next(((kind, sentence) for test, kind, sentence in _CERTAIN if test(head)), None)


def named(head: bytes) -> tuple[str, str] | None:
    """Return what a file beginning with `head` is and the French sentence that says so (``{name}``, ``{kind}``); None when it is unknown."""
    return next(((kind, sentence) for test, kind, sentence in _KNOWN if test(head)), None)
