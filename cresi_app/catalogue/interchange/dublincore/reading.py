"""Reads Dublin Core in XML, in OAI-PMH responses or in any file whose elements are of that vocabulary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from cresi_app.catalogue.interchange import marc21, marcxml, unimarc
from cresi_app.catalogue.interchange.dublincore.mapping import notice_of
from cresi_app.catalogue.interchange.dublincore.said import Said
from cresi_app.catalogue.interchange.record import Field, flavour, of_fields
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import Notice
from cresi_app.core.i18n import N_

_DC: Final = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/", "info:srw/schema/1/dc-v1.1")
_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMING: Final = frozenset({"name", "label", "preflabel", "value"})
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_TYPED: Final = (_XSI, f"{_OPF}role", f"{_OPF}scheme")
_OF_OPF: Final = {"calibre:series": "series", "calibre:series_index": "seriesindex"}
_ABOUT: Final = f"{_RDF}about"
_RESOURCE: Final = f"{_RDF}resource"
_WITHOUT_NAMESPACE: Final = frozenset({"dc", "qualifieddc", "simpledc", "oai_dc", "qdc"})
_PLAIN_ELEMENTS: Final = frozenset(("", name) for name in ("title", "creator", "identifier", "subject", "date"))
"""What some repositories write who forget to say of which vocabulary their elements are."""
_LONGEST_ENTITY: Final = 200
_MARKS: Final = frozenset("&<%")
_BLANK: Final = b"\xef\xbb\xbf \r\n\t"

Element = etree._Element  # noqa: SLF001 - lxml gives its elements no public name


def _of_srw(element: Element) -> str:
    """Return what an SRU server says went wrong, in its ``diagnostic``."""
    parts = [
        (child.text or "").strip() for child in element.iterchildren("*") if _name(child)[1] in {"message", "details"}
    ]
    return " ".join(part for part in parts if part) or "diagnostic"


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` may be Dublin Core or an OAI-PMH response."""
    start = head.lstrip(_BLANK)
    return start.startswith(b"<") and any(
        mark in head
        for mark in (b"purl.org/dc/", b"openarchives.org/OAI/2.0", b"srw/schema/1/dc", b"<oai_dc:dc", b"<dc:title")
    )


@dataclass(slots=True)
class Page:
    """One response of a server: its records, the token of the next page ("" at the end), and the error it tells."""

    records: list[Incoming | Reject] = field(default_factory=list)
    token: str = ""
    error: str = ""
    error_code: str = ""
    broken: bool = False
    """Whether the response stops making sense somewhere, or is no such thing at all."""


def read(data: bytes) -> Iterator[Incoming | Reject]:
    """Yield every record of a file. Never raises; entities of its own making are not resolved, so nothing can blow up."""
    yield from read_page(data).records


def read_page(data: bytes, first: int = 1) -> Page:
    """Read a whole response, its records numbered from `first`."""
    page = Page()
    reader = _Reader(page, first - 1)
    parser = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    content = data.lstrip(_BLANK)
    try:
        for at in range(0, len(content), 65_536):
            parser.feed(content[at : at + 65_536])
            _heed(parser, reader)
        parser.close()
        _heed(parser, reader)
    except etree.XMLSyntaxError as error:
        page.broken = True
        reader.reject(N_("Le fichier XML s'interrompt à la ligne {line}."), line=error.lineno or 0)
    except LookupError:  # what lxml raises for an alphabet it has never heard of
        reader.reject(N_("Le fichier XML se dit dans un encodage inconnu."))
    if page.error:
        reader.reject(N_("Le serveur a répondu par une erreur : {error}."), error=page.error)
    elif page.token and page.records and isinstance(page.records[-1], Incoming):
        reader.doubt_last(N_("Ce fichier n'est qu'une page de la réponse du serveur : la suite est à demander."))
    return page


def _heed(parser: "etree.XMLPullParser", reader: "_Reader") -> None:
    for _event, element in parser.read_events():
        if isinstance(element, Element):
            reader.end(element)


class _Reader:
    """Takes elements as they end; a record's elements are let go once it is read."""

    def __init__(self, page: Page, count: int) -> None:
        self.page = page
        self.count = count
        self._entities: dict[str, str] | None = None

    def end(self, element: Element) -> None:
        namespace, name = _name(element)
        if namespace == _OAI:
            self._of_oai(element, name)
        elif name == "diagnostic" and "diagnostic" in namespace:
            self.page.error = _of_srw(element)
        elif (name == "record" and _parent_name(element) != "metadata" and _has_datafields(element)) or (
            _holds_dublin_core(element) and not _inside_oai(element)
        ):
            self._add(element, "", element)

    def _of_oai(self, element: Element, name: str) -> None:
        if name == "record":
            self._record(element)
        elif name == "header" and _parent_name(element) == "ListIdentifiers":
            self.reject(
                N_("Cette réponse ne donne que le nom de la notice ({name}), pas son contenu."),
                name=_text(element, "identifier"),
            )
        elif name == "resumptionToken":
            self.page.token = (element.text or "").strip()
        elif name == "error":
            self.page.error_code = element.get("code", "")
            self.page.error = " ".join(part for part in (element.get("code", ""), (element.text or "").strip()) if part)

    def _record(self, element: Element) -> None:
        header = element.find(f"{{{_OAI}}}header")
        source = _text(header, "identifier") if header is not None else ""
        if header is not None and header.get("status") == "deleted":
            self.reject(N_("La source a supprimé sa notice {name} ; rien n'a été effacé ici."), name=source)
            element.clear()
            return
        metadata = element.find(f"{{{_OAI}}}metadata")
        content = metadata[0] if metadata is not None and len(metadata) else None
        if (
            content is not None and _name(content)[0] in _DC
        ):  # the elements stand in it without a description around them
            content = metadata
        if content is not None and _name(content)[1] == "unimarc" and len(content):
            content = content[0]  # as PMB wraps its own writing of a record
        if content is None:
            self.reject(N_("La notice {name} est vide."), name=source)
        else:
            self._add(content, source, element)

    def _add(self, content: Element, source: str, whole: Element) -> None:
        self.count += 1
        raw = etree.tostring(whole, encoding="utf-8", with_tail=False)
        if _has_datafields(content):
            notice = _of_marc(content, self.count)
            notice.source_key = notice.source_key or source
        else:
            if self._entities is None:  # once a file: its declarations stand before its first record
                self._entities = _declared(content)
            notice = notice_of(_said(content, self._entities), source)
        self.page.records.append(Incoming(self.count, 0, notice, raw))
        whole.clear()

    def reject(self, sentence: str, **data: object) -> None:
        self.count += 1
        self.page.records.append(Reject(self.count, 0, Told(self.count, sentence, data)))

    def doubt_last(self, sentence: str) -> None:
        last = self.page.records[-1]
        assert isinstance(last, Incoming)
        self.page.records[-1] = Incoming(
            last.record, 0, last.notice, last.raw, (*last.doubts, Told(last.record, sentence))
        )


def _said(content: Element, entities: Mapping[str, str]) -> dict[str, list[Said]]:
    """Return what the elements of a description say, by name; RDF may say it in attributes, and the address in ``rdf:about``."""
    said: dict[str, list[Said]] = {}
    for key, value in content.attrib.items():
        namespace, _, name = str(key).removeprefix("{").rpartition("}")
        if namespace in _DC and str(value).strip():
            said.setdefault(name.lower(), []).append(Said(str(value).strip()))
    for one in content.iter("*"):
        if one is content or any(isinstance(child.tag, str) for child in one):
            continue
        text = _whole_text(one, entities) or one.get(_RESOURCE, "")
        if text:
            said.setdefault(_said_of(one, content).lower(), []).append(
                Said(text, one.get(_LANG, one.get("lang", "")), _type_of(one))
            )
        elif one.get("name") and (
            content_of := (one.get("content") or "").strip()
        ):  # OPF: <meta name="calibre:series" content="…"/>
            said.setdefault(_OF_OPF.get(one.get("name", ""), one.get("name", "").lower()), []).append(Said(content_of))
    about = content.get(_ABOUT, "")
    if "://" in about:
        said.setdefault("identifier", []).append(Said(about))
    return said


def _said_of(leaf: Element, content: Element) -> str:
    """Return the name of the element that a leaf says: RDF names a publisher within it, by ``foaf:name``."""
    name = _name(leaf)[1]
    if name.lower() not in _NAMING:
        return name
    above = (one for one in leaf.iterancestors("*") if one is not content)
    return next((_name(one)[1] for one in above if _name(one)[0] in _DC), name)


def _type_of(element: Element) -> str:
    return next((told for key in _TYPED if (told := element.get(key))), "")


def _declared(element: Element) -> dict[str, str]:
    """Return the plain entities that the file of an element declares, by name."""
    declared = getattr(element.getroottree().docinfo.internalDTD, "iterentities", tuple)  # unknown to its stubs
    return {
        one.name: one.content
        for one in declared()
        if one.content and len(one.content) <= _LONGEST_ENTITY and not _MARKS & set(one.content)
    }


def _whole_text(element: Element, entities: Mapping[str, str]) -> str:
    """Return the text of an element, with that of the plain `entities` its file declares; others stay as they are written."""
    if not len(element):
        return (element.text or "").strip()
    parts = [element.text or ""]
    for child in element:
        if isinstance(child, etree._Entity):  # noqa: SLF001 - lxml gives its entities no public name
            parts.append(entities.get(child.name, child.text or ""))
        parts.append(child.tail or "")
    return "".join(parts).strip()


def _name(element: Element) -> tuple[str, str]:
    """Return namespace and name; a prefix that the file never declared is part of neither."""
    namespace, _, name = str(element.tag).rpartition("}")
    return namespace.removeprefix("{"), name.rpartition(":")[2]


def _text(parent: Element, name: str) -> str:
    found = parent.find(f"{{{_OAI}}}{name}")
    return (found.text or "").strip() if found is not None else ""


def _parent_name(element: Element) -> str:
    parent = element.getparent()
    return _name(parent)[1] if parent is not None else ""


def _inside_oai(element: Element) -> bool:
    return any(_name(one)[0] == _OAI for one in element.iterancestors("*"))


def _holds_dublin_core(element: Element) -> bool:
    if any(_name(child)[0] in _DC for child in element.iterchildren("*")):
        return True
    if _name(element)[1] in _WITHOUT_NAMESPACE:
        return any(_name(child) in _PLAIN_ELEMENTS for child in element.iterchildren("*"))
    return any(str(key).removeprefix("{").rpartition("}")[0] in _DC for key in element.attrib)


def _has_datafields(element: Element) -> bool:
    return any(
        _name(child)[1] in {"datafield", "controlfield"} or (_name(child)[1] == "f" and child.get("c"))
        for child in element
    )


def _of_marc(element: Element, position: int) -> Notice:
    if _name(element)[1] == "notice":
        record, _ = next(marcxml.read(etree.tostring(element, encoding="utf-8", with_tail=False)))
        return unimarc.notice_of(record)
    fields: list[Field] = []
    leader = ""
    for child in element.iterchildren("*"):
        name, tag = _name(child)[1], child.get("tag", "")
        if name == "leader":
            leader = child.text or ""
        elif name == "controlfield":
            fields.append(Field(tag, (child.text or "").strip()))
        elif name == "datafield":
            marks = (child.get("ind1") or " ")[:1] + (child.get("ind2") or " ")[:1]
            parts = [f"\x1f{(one.get('code') or ' ')[:1]}{one.text or ''}" for one in child.iterchildren("*")]
            fields.append(Field(tag, marks.replace("#", " ") + "".join(parts)))
    record = of_fields(position, 0, leader.ljust(24)[:24], fields)
    return marc21.notice_of(record) if flavour(record) == "marc21" else unimarc.notice_of(record)
