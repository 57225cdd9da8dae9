"""Reads thesauri in SKOS: links written one way only are united, language tags of all sorts taken, circles opened and told."""

import json
import logging
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax import SAXException

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.exceptions import Error as RDFError
from rdflib.namespace import DC, DCTERMS, OWL, RDFS, SKOS
from rdflib.term import Node

from cresi_app.catalogue.interchange.skos import unread
from cresi_app.catalogue.model.importing import Told
from cresi_app.catalogue.model.thesaurus import SaidLabel, SaidNote, SaidTerm, SaidThesaurus, best, opened_circles
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

ISO_THES: Final = Namespace("http://purl.org/iso25964/skos-thes#")
SKOSXL: Final = Namespace("http://www.w3.org/2008/05/skos-xl#")
_BROADER: Final = (SKOS.broader, ISO_THES.broaderGeneric, ISO_THES.broaderPartitive, ISO_THES.broaderInstantial)
_NARROWER: Final = (SKOS.narrower, ISO_THES.narrowerGeneric, ISO_THES.narrowerPartitive, ISO_THES.narrowerInstantial)
_LABELS: Final[tuple[tuple[URIRef, URIRef | None, str], ...]] = (
    (SKOS.prefLabel, SKOSXL.prefLabel, "pref"),
    (SKOS.altLabel, SKOSXL.altLabel, "alt"),
    (SKOS.hiddenLabel, SKOSXL.hiddenLabel, "hidden"),
)
_NOTES: Final = (
    (SKOS.scopeNote, "scope"), (SKOS.definition, "definition"), (SKOS.historyNote, "history"), (SKOS.example, "example"),
    (SKOS.editorialNote, "editorial"), (SKOS.changeNote, "change"), (SKOS.note, "note"),
)  # fmt: skip
_MAPPINGS: Final = (
    (SKOS.exactMatch, "exact"), (SKOS.closeMatch, "close"), (SKOS.broadMatch, "broad"), (SKOS.narrowMatch, "narrow"),
    (SKOS.relatedMatch, "related"),
)  # fmt: skip
_GROUPS: Final = (SKOS.Collection, SKOS.OrderedCollection, ISO_THES.ConceptGroup, ISO_THES.ThesaurusArray)
_READ: Final = frozenset(
    {one for plain, extended, _ in _LABELS for one in (plain, extended) if one is not None}
    | {one for one, _ in (*_NOTES, *_MAPPINGS)}
)
_LINKS: Final = frozenset({*_BROADER, *_NARROWER, SKOS.related})
_XML: Final = re.compile(rb"<(?:\?xml|!|[\w-]+:RDF|RDF)[\s>?\-D]")
"""How RDF/XML begins, whatever its prefix; N-Triples begin with an address in angle brackets."""
_NO_LANGUAGE: Final = frozenset({"xx", "und", "zxx", "mul", "none"})
_GEOGRAPHIC: Final = ("geograph", "géograph", "places", "lieux", "countries", "pays")


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` may be SKOS."""
    return b"skos" in head.lower() and (b"w3.org/2004/02/skos" in head or b"@prefix" in head or b'"@context"' in head)


def is_thesaurus(path: Path) -> bool:
    """Say whether a file begins like a thesaurus; False also when it cannot be read."""
    try:
        with path.open("rb") as file:
            return looks_like(file.read(65_536))
    except OSError:
        return False


def open_thesaurus(path: Path) -> SaidThesaurus:
    """Read a file. DomainError ``unreadable_file`` or as `read`."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise DomainError(
            "unreadable_file",
            N_("« {name} » n'a pas pu être lu ({reason}). Rien n'a été importé."),
            name=path.name,
            reason=getattr(error, "strerror", "") or str(error),
        ) from error
    return read(data, path.name)


def read(data: bytes, name: str) -> SaidThesaurus:
    """Return what a file of SKOS says. Takes about two seconds a megabyte.

    DomainError ``unreadable_skos`` when it is no RDF, ``no_terms`` when it holds no concept.
    """
    graph = _graph(data, name)
    said = SaidThesaurus()
    for concept in _concepts(graph):
        said.terms[str(concept)] = _term(graph, concept, said)
    if not said.terms:
        raise DomainError(
            "no_terms",
            N_("« {name} » ne contient aucun terme de thésaurus (concept SKOS). Rien n'a été importé."),
            name=name,
        )
    _scheme(graph, said, name)
    _groups(graph, said)
    _unite(graph, said)
    unread.tell(graph, said, _READ, _LINKS)
    for below, above in opened_circles(said.terms):
        data_ = {"term": said.terms[below].term, "above": said.terms[above].term}
        said.doubts.append(
            Told(0, N_("« {term} » était au-dessus et au-dessous de « {above} » : ce lien est laissé de côté."), data_)
        )
    return said


def _graph(data: bytes, name: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")
    kind = "xml" if _XML.match(start) else "json-ld" if start.startswith((b"{", b"[")) else "turtle"
    if kind == "json-ld":
        _refuse_elsewhere(start, name)
    # rdflib tells of each address it finds odd; what matters of them is told by us.
    quiet = logging.getLogger("rdflib")
    level = quiet.level
    quiet.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            # Its reader of JSON-LD uses a name of its own that is to be given up.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=start, format=kind)
    except (
        SAXException,
        RDFError,
        ValueError,
        SyntaxError,
        LookupError,
        AttributeError,
        AssertionError,
        TypeError,
        RecursionError,
    ) as error:
        # What rdflib's readers raise on broken files; each is told the same way.
        raise DomainError(
            "unreadable_skos",
            N_("« {name} » n'est pas du SKOS lisible ({reason}). Rien n'a été importé."),
            name=name,
            reason=" ".join(str(error).split())[:160] or type(error).__name__,
        ) from error
    finally:
        quiet.setLevel(level)
    return graph


def _refuse_elsewhere(data: bytes, name: str) -> None:
    """Refuse a file that must be completed from another address to be understood: reading a file asks nobody anything."""
    try:
        waiting = [json.loads(data)]
    except (ValueError, RecursionError):
        return  # broken: its reader says so
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            context = one.get("@context")
            if (
                "@import" in one
                or isinstance(context, str)
                or (isinstance(context, list) and any(isinstance(part, str) for part in context))
            ):
                raise DomainError(
                    "unreadable_skos",
                    N_(
                        "« {name} » renvoie à une autre adresse pour être compris. Enregistrez-le en Turtle ou en RDF/XML. Rien n'a été importé."
                    ),
                    name=name,
                )
            waiting += one.values()


def _concepts(graph: Graph) -> list[URIRef]:
    found = set(graph.subjects(RDF.type, SKOS.Concept)) | set(graph.subjects(SKOS.topConceptOf, None))
    found |= {
        one for predicate in (SKOS.hasTopConcept, *_NARROWER, *_BROADER) for one in graph.objects(None, predicate)
    }
    return sorted(
        one
        for one in found
        if (isinstance(one, URIRef) and (one, SKOS.prefLabel, None) in graph)
        or ((one, RDF.type, SKOS.Concept) in graph and isinstance(one, URIRef))
    )


def _language(value: Node) -> str:
    tag = str(getattr(value, "language", None) or "").lower().replace("_", "-")
    return "" if tag.split("-")[0] in _NO_LANGUAGE else tag


def _texts(graph: Graph, subject: Node, plain: URIRef, extended: URIRef | None = None) -> Iterator[tuple[str, str]]:
    for value in graph.objects(subject, plain):
        if isinstance(value, Literal):
            yield _language(value), " ".join(str(value).split())
        else:  # a note that is a thing of its own, with its text in rdf:value or rdfs:label
            for predicate in (RDF.value, RDFS.label, DCTERMS.description):
                yield from ((_language(text), " ".join(str(text).split())) for text in graph.objects(value, predicate))
    for thing in graph.objects(subject, extended) if extended is not None else ():
        yield from (
            (_language(value), " ".join(str(value).split())) for value in graph.objects(thing, SKOSXL.literalForm)
        )


def _term(graph: Graph, concept: URIRef, said: SaidThesaurus) -> SaidTerm:
    term = SaidTerm(str(concept))
    preferred: set[str] = set()
    seen: set[tuple[str, str]] = set()
    labels = _LABELS
    if not any((concept, one, None) in graph for one in (SKOS.prefLabel, SKOSXL.prefLabel)):
        labels = ((RDFS.label, None, "pref"), *_LABELS[1:])  # as lists of themes beside a thesaurus do
    for plain, extended, kind in labels:
        for language, label in sorted(set(_texts(graph, concept, plain, extended))):
            if not label or (language, label) in seen:
                continue
            actual = kind
            if kind == "pref" and language in preferred:
                actual = "alt"  # SKOS allows one preferred name a language: the others are kept as synonyms
                said.doubts.append(
                    Told(
                        0,
                        N_("« {term} » a deux noms préférés dans une langue : le second est gardé comme synonyme."),
                        {"term": label},
                    )
                )
            preferred |= {language} if actual == "pref" else set()
            seen.add((language, label))
            term.labels.append(SaidLabel(language, actual, label))
    if not preferred:
        _name_anyway(term, said)
    term.notes = [
        SaidNote(language, kind, text)
        for predicate, kind in _NOTES
        for language, text in sorted(set(_texts(graph, concept, predicate)))
        if text
    ]
    term.notation = " ".join(sorted(str(one) for one in graph.objects(concept, SKOS.notation)))
    term.mappings = {(kind, str(one)) for predicate, kind in _MAPPINGS for one in graph.objects(concept, predicate)}
    replaced = any(True for _ in graph.objects(concept, DCTERMS.isReplacedBy))
    term.deprecated = replaced or any(
        str(one).lower() in {"true", "1"} for one in graph.objects(concept, OWL.deprecated)
    )
    return term


def _name_anyway(term: SaidTerm, said: SaidThesaurus) -> None:
    """Give a term without a preferred name its first synonym, else the end of its address."""
    if term.labels:
        first, *others = term.labels
        term.labels = [first._replace(kind="pref"), *others]
    else:
        term.labels = [SaidLabel("", "pref", term.uri.rstrip("/#").rpartition("/")[2].rpartition("#")[2] or term.uri)]
    said.doubts.append(
        Told(
            0,
            N_("Le terme {uri} n'a pas de nom préféré : il s'appelle « {term} »."),
            {"uri": term.uri, "term": term.term},
        )
    )


def _scheme(graph: Graph, said: SaidThesaurus, name: str) -> None:
    schemes = [one for one in graph.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(one, URIRef)]
    if len(schemes) > 1:  # the one that most terms are in
        schemes.sort(key=lambda one: (-sum(1 for _ in graph.subjects(SKOS.inScheme, one)), str(one)))
    if schemes:
        scheme = schemes[0]
        said.uri = str(scheme)
        titles = [
            pair
            for predicate in (SKOS.prefLabel, DCTERMS.title, DC.title, RDFS.label)
            for pair in _texts(graph, scheme, predicate)
        ]
        said.name = best(dict(reversed(titles)))
        said.source = "; ".join(sorted(str(one) for one in graph.objects(scheme, DCTERMS.source)))
        said.licence = "; ".join(
            sorted(
                str(one) for predicate in (DCTERMS.license, DCTERMS.rights) for one in graph.objects(scheme, predicate)
            )
        )
    said.name = said.name or Path(name).stem
    said.is_geographic = any(word in said.name.lower() for word in _GEOGRAPHIC)


def _groups(graph: Graph, said: SaidThesaurus) -> None:
    for kind in _GROUPS:
        for group in graph.subjects(RDF.type, kind):
            members = _members(graph, group, set()) & said.terms.keys()
            title = best(dict(_texts(graph, group, SKOS.prefLabel, SKOSXL.prefLabel))) or best(
                dict(_texts(graph, group, RDFS.label))
            )
            if members and isinstance(group, URIRef):
                said.groups[str(group)] = (title or str(group), members)


def _members(graph: Graph, group: Node, seen: set[Node]) -> set[str]:
    """Return everything in a group: members, those of its ordered list, and those of the groups in it."""
    if group in seen:
        return set()
    seen.add(group)
    inside = list(graph.objects(group, SKOS.member))
    for ordered in graph.objects(group, SKOS.memberList):
        inside += list(graph.items(ordered))
    found = {str(one) for one in inside}
    for one in inside:
        found |= _members(graph, one, seen) if (one, RDF.type, SKOS.Concept) not in graph else set()
    return found


def _unite(graph: Graph, said: SaidThesaurus) -> None:
    """Take each link from whichever end it is written at."""
    for predicates, turned in ((_BROADER, False), (_NARROWER, True)):
        for predicate in predicates:
            for one, other in graph.subject_objects(predicate):
                below, above = (str(other), str(one)) if turned else (str(one), str(other))
                if below != above and below in said.terms and above in said.terms:
                    said.terms[below].broader.add(above)
    for one, other in graph.subject_objects(SKOS.related):
        first, second = sorted((str(one), str(other)))
        if first != second and first in said.terms and second in said.terms:
            said.terms[first].related.add(second)
