"""The thesauri of a PMB database: nodes and their labels in every language, what is above, beside and sent to, several thesauri in one base."""

from collections.abc import Iterator, Mapping
from typing import Final
from zlib import crc32

from cresi_app.catalogue.interchange import loose
from cresi_app.catalogue.interchange.pmb.dump import Row
from cresi_app.catalogue.interchange.pmb.tables import Base
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.importing import Told
from cresi_app.catalogue.model.thesaurus import SaidLabel, SaidNote, SaidTerm, SaidThesaurus, opened_circles
from cresi_app.core.i18n import N_
from cresi_app.core.text import fold, words

_OWN: Final = frozenset({"TOP", "ORPHELINS", "NONCLASSES"})
"""Nodes that PMB keeps for itself."""
_PLACES: Final = frozenset({"geographie", "geographique", "geographiques", "lieux", "lieu", "pays", "geo"})
_NONE: Final = frozenset({"", "0"})
_LONGEST_WAY: Final = 50
"""Nodes sent on from one to the next, at most: a base may send in circles."""


def address_of(base: Base, thesaurus: str) -> str:
    """Return the address by which a thesaurus of a base is known again; every base counts from 1: its name goes with it."""
    name = base.get("thesaurus", thesaurus).get("libelle_thesaurus", "")
    return f"pmb:thesaurus:{thesaurus}:{crc32(fold(clean(name)).encode()):08x}"


def _thesaurus_of(base: Base, node: str) -> str:
    return base.get("noeuds", node).get("num_thesaurus", "") or "1"


def term_address(base: Base, node: str) -> str:
    """Return the address of the term a node stands for: its own, or that of the node it sends to; "" when it is none."""
    chosen = _sent_to(base, node)
    if not chosen or not _is_term(base, chosen):
        return ""
    return f"{address_of(base, _thesaurus_of(base, chosen))}:{chosen}"


def term_of(base: Base, node: str) -> str:
    """Return the name that the library shows of a node's term."""
    chosen = _sent_to(base, node)
    term = SaidTerm("")
    for language, label in _labels(base, chosen):
        _add(term, language, "pref", label)
    return term.term


def is_geographic(base: Base, node: str) -> bool:
    """Say whether a node stands in a thesaurus of places."""
    return _of_places(base.get("thesaurus", _thesaurus_of(base, node)))


def _of_places(row: Row) -> bool:
    return bool(_PLACES & set(words(row.get("libelle_thesaurus", ""))))


def _sent_to(base: Base, node: str) -> str:
    """Return where « voir » leads in the end."""
    for _ in range(_LONGEST_WAY):
        following = base.get("noeuds", node).get("num_renvoi_voir", "0")
        if following in _NONE or following == node:
            return node
        node = following
    return node


def _labels(base: Base, node: str) -> Iterator[tuple[str, str]]:
    for row in base.of("categories", node):
        label = clean(row.get("libelle_categorie", ""))
        if label:
            yield row.get("langue", "").split("_")[0].lower(), label


def _is_term(base: Base, node: str) -> bool:
    row = base.get("noeuds", node)
    root = base.get("thesaurus", _thesaurus_of(base, node)).get("num_noeud_racine", "")
    if row.get("autorite", "") in _OWN or (root not in _NONE and node == root):
        return False
    return any(not label.startswith("~") for _, label in _labels(base, node))


def thesauri_of(base: Base) -> list[SaidThesaurus]:
    """Return every thesaurus of a base that has terms."""
    found: dict[str, SaidThesaurus] = {}
    for number, row in base.one["noeuds"].items():
        thesaurus = _thesaurus_of(base, number)
        if thesaurus not in found:
            found[thesaurus] = _begun(base, thesaurus)
        if row.get("num_renvoi_voir", "0") in _NONE and _is_term(base, number):
            said = found[thesaurus]
            term = _term(base, number, said)
            said.terms[term.uri] = term
    by_address = {uri: said for said in found.values() for uri in said.terms}
    _others(base, by_address)
    _links(base, by_address)
    for said in found.values():
        _opened(said)
    return [said for said in found.values() if said.terms]


def _begun(base: Base, thesaurus: str) -> SaidThesaurus:
    row = base.get("thesaurus", thesaurus)
    said = SaidThesaurus(uri=address_of(base, thesaurus), source="PMB")
    said.name = clean(row.get("libelle_thesaurus", "")) or f"PMB {thesaurus}"
    said.is_geographic = _of_places(row)
    return said


def _term(base: Base, node: str, said: SaidThesaurus) -> SaidTerm:
    row = base.get("noeuds", node)
    term = SaidTerm(f"{said.uri}:{node}")
    for language, label in _labels(base, node):
        _add(term, language, "pref", label)
    authority = row.get("autorite", "")
    term.notation = "" if authority in _NONE or authority.isdecimal() else authority
    for one in base.of("categories", node):
        language = one.get("langue", "").split("_")[0].lower()
        for column, kind in (("note_application", "scope"), ("comment_public", "note"), ("comment_voir", "note")):
            text = one.get(column, "").strip()
            if text:
                term.notes.append(SaidNote(language, kind, text))
    if row.get("not_use_in_indexation", "0") not in _NONE:
        term.notes.append(SaidNote("fr", "editorial", "Ne pas employer pour indexer."))
    term.notes = list(dict.fromkeys(term.notes))
    term.country_code = loose.country(term.term) if said.is_geographic else ""
    return term


def _add(term: SaidTerm, language: str, kind: str, label: str) -> None:
    """Add a name; one language has one preferred name, a second is another one."""
    taken = any(one.language == language and one.kind == "pref" for one in term.labels)
    found = SaidLabel(language, "alt" if kind == "pref" and taken else kind, label)
    if all((one.language, one.label) != (language, label) for one in term.labels):
        term.labels.append(found)


def _others(base: Base, terms: Mapping[str, SaidThesaurus]) -> None:
    """Give the labels of nodes that send elsewhere to the term they send to."""
    for node, row in base.one["noeuds"].items():
        if row.get("num_renvoi_voir", "0") in _NONE:
            continue
        target = term_address(base, node)
        if target in terms:
            for language, label in _labels(base, node):
                if not label.startswith("~"):
                    _add(terms[target].terms[target], language, "alt", label)
            _second_place(base, row, terms[target].terms[target], terms[target])
        else:
            _lost(base, node, terms)


def _second_place(base: Base, row: Row, term: SaidTerm, said: SaidThesaurus) -> None:
    """Put a term under another one too: a node of its own name that sends to it is how PMB says so."""
    names = {fold(one.label) for one in term.labels if one.kind == "pref"}
    above = term_address(base, row.get("num_parent", "0"))
    labels = [fold(label) for _, label in _labels(base, row.get("id_noeud", ""))]
    if labels and names.issuperset(labels) and above in said.terms and above != term.uri:
        term.broader.add(above)


def _lost(base: Base, node: str, terms: Mapping[str, SaidThesaurus]) -> None:
    label = next((label for _, label in _labels(base, node)), "")
    said = next(iter(terms.values()), None)
    if label and said is not None:
        told = N_("« {label} » renvoie à un terme qui n'est pas dans la base : il n'est pas repris.")
        said.doubts.append(Told(0, told, {"label": label}))


def _links(base: Base, terms: Mapping[str, SaidThesaurus]) -> None:
    for uri, said in terms.items():
        node = uri.rpartition(":")[2]
        above = term_address(base, base.get("noeuds", node).get("num_parent", "0"))
        if above in said.terms and above != uri:
            said.terms[uri].broader.add(above)
    for rows in base.many["voir_aussi"].values():
        for row in rows:
            one, other = (term_address(base, row.get(name, "")) for name in ("num_noeud_orig", "num_noeud_dest"))
            if one != other and one in terms and terms[one] is terms.get(other):
                terms[one].terms[one].related.add(other)
                terms[one].terms[other].related.add(one)


def _opened(said: SaidThesaurus) -> None:
    """Take away what would close a circle of broader terms."""
    for below, above in opened_circles(said.terms):
        told = N_("« {below} » et « {above} » sont chacun au-dessus de l'autre : un lien est laissé de côté.")
        data = {"below": said.terms[below].term, "above": said.terms[above].term}
        said.doubts.append(Told(0, told, data))
