"""Writes a thesaurus as SKOS, every link at both its ends, so that any program finds its way."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS

from cresi_app.catalogue.model.thesaurus import TermSheet, Thesaurus
from cresi_app.core.disk import appearing

FORMATS: Final = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml"}
"""What the end of a file's name asks for; Turtle when it says nothing."""
_OWN: Final = "urn:cresi:thesaurus:"
_LABELS: Final = {"pref": SKOS.prefLabel, "alt": SKOS.altLabel, "hidden": SKOS.hiddenLabel}
_NOTES: Final = {
    "scope": SKOS.scopeNote, "definition": SKOS.definition, "history": SKOS.historyNote, "example": SKOS.example,
    "editorial": SKOS.editorialNote, "change": SKOS.changeNote, "note": SKOS.note,
}  # fmt: skip
_MAPPINGS: Final = {
    "exact": SKOS.exactMatch, "close": SKOS.closeMatch, "broad": SKOS.broadMatch, "narrow": SKOS.narrowMatch,
    "related": SKOS.relatedMatch,
}  # fmt: skip


def address(thesaurus: Thesaurus, subject_id: int, uri: str) -> URIRef:
    """Return a term's address: the one it came with, else one of our own that stays the same."""
    return URIRef(uri or f"{_OWN}{thesaurus.id}:{subject_id}")


def graph_of(thesaurus: Thesaurus, sheets: Iterable[TermSheet]) -> Graph:
    """Return a thesaurus as a graph."""
    graph = Graph(bind_namespaces="none")
    graph.bind("rdf", RDF)
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.bind("owl", OWL)
    scheme = URIRef(thesaurus.uri or f"{_OWN}{thesaurus.id}")
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, Literal(thesaurus.name, lang="fr")))
    for predicate, text in (
        (DCTERMS.source, thesaurus.source),
        (DCTERMS.rights, thesaurus.licence),
        (DCTERMS.description, thesaurus.note),
    ):
        if text:
            graph.add((scheme, predicate, Literal(text)))
    known = {sheet.id: sheet for sheet in sheets}
    at = {one: address(thesaurus, one, sheet.uri) for one, sheet in known.items()}
    groups: dict[str, URIRef] = {}
    for sheet in known.values():
        _add(graph, sheet, scheme, at)
        for group in sheet.groups:
            collection = groups.setdefault(group, URIRef(f"{_OWN}{thesaurus.id}:group:{len(groups) + 1}"))
            graph.add((collection, RDF.type, SKOS.Collection))
            graph.add((collection, SKOS.prefLabel, Literal(group, lang="fr")))
            graph.add((collection, SKOS.member, at[sheet.id]))
    return graph


def _add(graph: Graph, sheet: TermSheet, scheme: URIRef, at: dict[int, URIRef]) -> None:
    concept = at[sheet.id]
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.inScheme, scheme))
    for label in sheet.labels:
        graph.add((concept, _LABELS[label.kind], Literal(label.label, lang=label.language or None)))
    for note in sheet.notes:
        graph.add((concept, _NOTES[note.kind], Literal(note.text, lang=note.language or None)))
    if sheet.notation:
        graph.add((concept, SKOS.notation, Literal(sheet.notation)))
    if sheet.status == "deprecated":
        graph.add((concept, OWL.deprecated, Literal(True)))
    for kind, uri in sheet.mappings:
        graph.add((concept, _MAPPINGS[kind], URIRef(uri)))
    above = [one.id for one in sheet.broader if one.id in at]
    for one in above:
        graph.add((concept, SKOS.broader, at[one]))
        graph.add((at[one], SKOS.narrower, concept))
    if not above:
        graph.add((concept, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, concept))
    for other in sheet.related:
        if other.id in at:
            graph.add((concept, SKOS.related, at[other.id]))


def write(thesaurus: Thesaurus, sheets: Iterable[TermSheet], out: Path) -> int:
    """Write a thesaurus to `out`, whole or not at all, and return how many terms. DomainError ``unwritable_file``."""
    listed = list(sheets)
    content = graph_of(thesaurus, listed).serialize(format=FORMATS.get(out.suffix.lower(), "turtle"), encoding="utf-8")
    with appearing(out) as part:
        part.write_bytes(content)
    return len(listed)
