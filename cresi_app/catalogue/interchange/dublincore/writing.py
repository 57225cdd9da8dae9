"""Writes notices as Dublin Core, alone in a file or as an OAI static repository that a gateway can serve."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from cresi_app.catalogue.interchange import serieslinks
from cresi_app.catalogue.interchange.dublincore import hosting
from cresi_app.catalogue.interchange.unimarc.writing import codes_of
from cresi_app.catalogue.model.kinds import HOSTS
from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.model.tongues import unpacked
from cresi_app.core import clock

_NAMESPACES: Final = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)
_STATIC: Final = "http://www.openarchives.org/OAI/2.0/static-repository"
_TYPES: Final = {
    "video": "MovingImage", "sound": "Sound", "poster": "StillImage", "map": "StillImage", "exhibition": "PhysicalObject",
    "game": "PhysicalObject", "kit": "Collection", "web": "InteractiveResource",
}  # fmt: skip
_AUTHORS: Final = frozenset({"aut", "edt", "pbd", "drt", "com", "cur", "org", "cmp"})
_MONTH: Final = re.compile(r"^\d{4}-\d{2}$")
_ALLOWED_BELOW_BLANK: Final = frozenset("\t\n\r")


def _text(value: str) -> str:
    """Return `value` as XML 1.0 can hold it: control characters, which it cannot, are left out."""
    return escape(
        "".join(sign for sign in value if sign >= " " or sign in _ALLOWED_BELOW_BLANK)
        .replace("\ufffe", "")
        .replace("\uffff", "")
    )


def description(notice: Notice, document_id: int) -> str:
    """Return the ``oai_dc:dc`` element of a notice."""
    inner = "".join(
        f"<dc:{name}>{_text(value)}</dc:{name}>\n"
        for name, value in (*_elements(notice), ("identifier", f"cresi:{document_id}"))
        if value
    )
    inner += "".join(
        f"<dc:{name} xml:lang={quoteattr(language)}>{_text(value)}</dc:{name}>\n"
        if language
        else f"<dc:{name}>{_text(value)}</dc:{name}>\n"
        for name, value, language in _of_tongues(notice)
    )
    return f"<oai_dc:dc {_NAMESPACES}>\n{inner}</oai_dc:dc>\n"


def _of_tongues(notice: Notice) -> Iterator[tuple[str, str, str]]:
    """Yield titles and abstracts of other languages: element, text, language."""
    titles, abstracts = unpacked(notice)
    code2 = codes_of("language", "code2") if titles or abstracts else {}
    for title in titles:
        yield "title", title.title, code2.get(title.language) or title.language
    for abstract in abstracts:
        yield "description", abstract.text, code2.get(abstract.language) or abstract.language


def collection(records: Iterable[tuple[Notice, int]]) -> Iterator[str]:
    """Yield a file of descriptions piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
    yield from (description(notice, document_id) for notice, document_id in records)
    yield "</records>\n"


def static_repository(records: Iterable[tuple[Notice, int]], name: str, email: str) -> Iterator[str]:
    """Yield an OAI static repository (Open Archives Initiative, 2004): what a gateway needs to answer for these notices."""
    today = clock.today().isoformat()
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Repository xmlns="{_STATIC}" xmlns:oai="http://www.openarchives.org/OAI/2.0/">\n'
        f"<Identify><oai:repositoryName>{_text(name)}</oai:repositoryName><oai:baseURL>http://localhost/oai</oai:baseURL>"
        f"<oai:protocolVersion>2.0</oai:protocolVersion><oai:adminEmail>{_text(email)}</oai:adminEmail>"
        f"<oai:earliestDatestamp>{today}</oai:earliestDatestamp><oai:deletedRecord>no</oai:deletedRecord>"
        "<oai:granularity>YYYY-MM-DD</oai:granularity></Identify>\n"
        "<ListMetadataFormats><oai:metadataFormat><oai:metadataPrefix>oai_dc</oai:metadataPrefix>"
        "<oai:schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</oai:schema>"
        "<oai:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</oai:metadataNamespace></oai:metadataFormat></ListMetadataFormats>\n"
        '<ListRecords metadataPrefix="oai_dc">\n'
    )
    for notice, document_id in records:
        yield f"<oai:record><oai:header><oai:identifier>cresi:{document_id}</oai:identifier><oai:datestamp>{today}</oai:datestamp></oai:header>\n<oai:metadata>\n"
        yield description(notice, document_id)
        yield "</oai:metadata></oai:record>\n"
    yield "</ListRecords>\n</Repository>\n"


def _elements(notice: Notice) -> Iterator[tuple[str, str]]:
    yield "title", f"{notice.title} : {notice.subtitle}" if notice.subtitle else notice.title
    yield from (("title", other) for other in notice.other_titles.split(" ; "))
    for one in notice.contributions:
        name = f"{one.family}, {one.given}" if one.given else one.family
        yield ("creator" if one.role in _AUTHORS else "contributor"), f"{name} ({one.dates})" if one.dates else name
    for publisher in notice.publishers:
        yield (
            "publisher",
            f"{publisher.name} ({publisher.place})" if publisher.name and publisher.place else publisher.name,
        )
    of_year = notice.year is None or notice.published_on.startswith(str(notice.year))
    month = notice.date_text if _MONTH.match(notice.date_text) and notice.date_text.startswith(str(notice.year)) else ""
    yield "date", (notice.published_on if of_year else "") or month or str(notice.year or "") or notice.date_text
    yield "type", codes_of("document_kind", "name_fr").get(notice.kind, "")
    yield "type", _TYPES.get(notice.kind, "Text")
    yield "format", notice.extent
    yield "identifier", notice.url
    for identifier in notice.identifiers:
        match identifier.scheme:
            case "isbn" | "issn":
                yield "identifier", f"urn:{identifier.scheme.upper()}:{identifier.value}"
            case "doi":
                yield "identifier", f"https://doi.org/{identifier.value}"
            case "ark" | "uri":
                yield "identifier", identifier.value
    yield from (
        ("language", codes_of("language", "code2").get(one.code) or one.code)
        for one in notice.languages
        if one.use == "text"
    )
    yield from (("subject", one.term) for one in notice.subjects if one.kind != "place")
    names = codes_of("country", "name_fr")
    places = [one.term for one in notice.subjects if one.kind == "place"] + [
        names.get(code, code) for code in notice.countries
    ]
    yield from (("coverage", place) for place in dict.fromkeys(places))
    yield from (("description", text) for text in (*notice.abstract.split("\n\n"), notice.contents, notice.notes))
    of_series = [(notice.series, notice.series_number), *((one.title, one.number) for one in serieslinks.of(notice))]
    yield from (("relation", f"{hosting.SERIES} : {serieslinks.joined(*one)}") for one in of_series if one[0])
    for link in notice.links:
        if link.relation in HOSTS:
            yield "source", hosting.host_text(link)
        elif link.relation != serieslinks.RELATION:
            yield "relation", link.title
    yield "rights", notice.rights
