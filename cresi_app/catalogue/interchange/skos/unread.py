"""What a SKOS file says that a thesaurus here has no place for: told, so that nobody believes it came along."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS
from rdflib.term import Node

from cresi_app.catalogue.model.importing import Told
from cresi_app.catalogue.model.thesaurus import SaidThesaurus, best
from cresi_app.core.i18n import N_

_SAID_OTHERWISE: Final = frozenset({
    RDF.type, RDFS.label, OWL.deprecated, DCTERMS.isReplacedBy, DCTERMS.created, DCTERMS.modified, DCTERMS.issued, DCTERMS.identifier,
    SKOS.inScheme, SKOS.topConceptOf, SKOS.related, SKOS.notation, SKOS.broaderTransitive, SKOS.narrowerTransitive, SKOS.semanticRelation,
    SKOS.mappingRelation,
})  # fmt: skip
_EXAMPLES: Final = 5
_LONGEST: Final = 12
"""Names of properties that are told, at most."""


def tell(graph: Graph, said: SaidThesaurus, read: Collection[URIRef], links: Collection[URIRef]) -> None:
    """Add to the doubts of `said` what `read` and `links`, the properties that are taken, leave out."""
    said.doubts += _schemes(graph, said)
    said.doubts += _nameless(graph)
    absent: set[str] = set()
    unread: Counter[str] = Counter()
    for subject, predicate, value in graph:
        if not isinstance(subject, URIRef) or str(subject) not in said.terms:
            continue
        if predicate in links:
            if isinstance(value, URIRef) and str(value) not in said.terms:
                absent.add(str(value))
        elif predicate not in read and predicate not in _SAID_OTHERWISE:
            unread[_short(predicate)] += 1
    if absent:
        told = N_(
            "Termes absents de ce fichier vers lesquels des liens mènent, et sont laissés de côté : {count} ({terms})."
        )
        names = ", ".join(sorted(absent)[:_EXAMPLES])
        said.doubts.append(
            Told(0, told, {"count": len(absent), "terms": f"{names}…" if len(absent) > _EXAMPLES else names})
        )
    if unread:
        listed = ", ".join(f"{name} ({count})" for name, count in unread.most_common(_LONGEST))
        said.doubts.append(
            Told(0, N_("Ces propriétés n'ont pas de place ici, et ne sont pas reprises : {names}."), {"names": listed})
        )


def _schemes(graph: Graph, said: SaidThesaurus) -> Iterator[Told]:
    used = {str(one) for term in said.terms for one in graph.objects(URIRef(term), SKOS.inScheme)}
    if len(used) > 1:
        told = N_("Ce fichier réunit {count} thésaurus : tous leurs termes entrent dans « {name} ».")
        yield Told(0, told, {"count": len(used), "name": said.name})


def _nameless(graph: Graph) -> Iterator[Told]:
    """Tell of concepts without an address: nobody could know them again."""
    found = [one for one in graph.subjects(RDF.type, SKOS.Concept) if isinstance(one, BNode)]
    if found:
        labels = sorted(filter(None, (_label(graph, one) for one in found)))
        told = N_(
            "Termes sans adresse, qu'on ne saurait pas reconnaître et qui ne sont pas repris : {count} ({terms})."
        )
        yield Told(0, told, {"count": len(found), "terms": ", ".join(labels[:_EXAMPLES]) or "?"})


def _label(graph: Graph, subject: Node) -> str:
    return best(
        {one.language or "": str(one) for one in graph.objects(subject, SKOS.prefLabel) if isinstance(one, Literal)}
    )


def _short(predicate: Node) -> str:
    return str(predicate).rstrip("/#").rpartition("/")[2].rpartition("#")[2]
