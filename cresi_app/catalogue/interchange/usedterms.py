"""Writes the terms that some documents are indexed with as SKOS: with what stands above them, each in its own thesaurus."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange.skos.writing import FORMATS, graph_of
from cresi_app.catalogue.model.thesaurus import Label, TermSheet, Thesaurus
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.disk import appearing
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr

NAME: Final = "skos"
"""The word of this format."""


def export_terms(service: CatalogueService, ids: Sequence[int], out: Path) -> int:
    """Write the terms of these documents to `out`, whole or not at all, and return how many; Turtle, or RDF/XML by its name.

    DomainError ``no_terms`` when they have none, ``unwritable_file``.
    """
    with service.library.snapshot():
        used = service.used_terms(ids)
        thesauri = [one for one in service.thesauri() if one.id in used]
        graphs = [
            graph_of(one, [sheet for sheet in service.terms_of(one.id) if sheet.id in used[one.id]]) for one in thesauri
        ]
        if None in used:  # words that stand in no thesaurus
            free = Thesaurus(id=0, version=1, name=tr(N_("Mots libres")))
            graphs.append(graph_of(free, [_labelled(service.term(one)) for one in sorted(used[None])]))
    if not graphs:
        raise DomainError("no_terms", N_("Ces notices n'ont aucun sujet : il n'y a pas de terme à écrire."))
    whole = graphs[0]
    for other in graphs[1:]:
        whole += other
    content = whole.serialize(format=FORMATS.get(out.suffix.lower(), "turtle"), encoding="utf-8")
    with appearing(out) as part:
        part.write_bytes(content)
    return sum(len(one) for one in used.values())


def _labelled(sheet: TermSheet) -> TermSheet:
    """Return a word that stands in no thesaurus with itself as its label."""
    return sheet if sheet.labels else replace(sheet, labels=(Label(0, 1, "", "pref", sheet.term),))
