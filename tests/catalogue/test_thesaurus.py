"""Thesauri: several broader terms, no circle, synonyms that lead to their term, files taken in twice without a double."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import skos
from cresi_app.catalogue.model.thesaurus import SaidLabel, SaidTerm, opened_circles
from cresi_app.catalogue.queries import termwriting
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.corpus import corpus_dir

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://x.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
x:scheme a skos:ConceptScheme ; skos:prefLabel "Solidarité"@fr ; skos:hasTopConcept x:env .
x:env a skos:Concept ; skos:prefLabel "Environnement"@fr-FR , "Environment"@en ; skos:narrower x:eau ; skos:scopeNote "Milieu de vie."@fr .
x:eau a skos:Concept ; skos:prefLabel "Eau"@fr , "Water"@en ; skos:altLabel "Ressource en eau"@fr , "H2O"@xx ; skos:broader x:sante ; skos:related x:sol ; skos:notation "14010" .
x:puits a skos:Concept ; skos:prefLabel "Puits"@fr ; skos:broader x:eau ; skos:exactMatch <http://other.org/wells> .
x:sante a skos:Concept ; skos:prefLabel "Santé"@fr .
x:sol a skos:Concept ; skos:prefLabel "Sol"@fr ; owl:deprecated true .
x:g1 a skos:Collection ; skos:prefLabel "Milieux"@fr ; skos:member x:eau , x:sol .
"""


def taken(catalogue: CatalogueService, text: str = TURTLE) -> int:
    report, _ = catalogue.import_thesaurus(WHO, skos.read(text.encode(), "solidarite.ttl"))
    return report.thesaurus_id


def named(catalogue: CatalogueService, thesaurus_id: int) -> dict[str, int]:
    return {sheet.term: sheet.id for sheet in catalogue.terms_of(thesaurus_id)}


def test_links_written_one_way_are_united_and_tags_are_taken(catalogue: CatalogueService) -> None:
    said = skos.read(TURTLE.encode(), "x.ttl")
    water = said.terms["http://x.org/eau"]
    assert water.broader == {"http://x.org/env", "http://x.org/sante"}
    assert SaidLabel("", "alt", "H2O") in water.labels
    assert said.terms["http://x.org/env"].term == "Environnement"
    assert (said.name, said.uri) == ("Solidarité", "http://x.org/scheme")


def test_a_thesaurus_comes_in_as_one_revision_and_goes_with_one_undo(
    catalogue: CatalogueService, library: Library
) -> None:
    report, changes = catalogue.import_thesaurus(WHO, skos.read(TURTLE.encode(), "x.ttl"))
    assert (report.read, report.created, report.updated, report.merged) == (5, 5, 0, 0)
    ids = named(catalogue, report.thesaurus_id)
    water = catalogue.term(ids["Eau"])
    assert [one.term for one in water.broader] == ["Environnement", "Santé"]
    assert [one.term for one in water.narrower] == ["Puits"]
    assert [one.term for one in water.related] == ["Sol"]
    assert [one.label for one in water.named("alt")] == ["Ressource en eau", "H2O"]
    assert (water.notation, water.groups) == ("14010", ["Milieux"])
    assert catalogue.term(ids["Sol"]).status == "deprecated"
    assert [one.term for one in catalogue.top_terms(report.thesaurus_id)] == ["Environnement", "Santé", "Sol"]
    assert [one.term for one in catalogue.way_to(ids["Puits"])] == ["Environnement", "Eau", "Puits"]
    library.undo(WHO, changes.seq)
    assert catalogue.thesauri() == []
    assert library.value("SELECT count(*) FROM subject_above") == 0
    library.redo(WHO)
    assert library.value("SELECT count(*) FROM subject_above") == 5


def test_the_same_file_again_changes_nothing(catalogue: CatalogueService) -> None:
    taken(catalogue)
    again, changes = catalogue.import_thesaurus(WHO, skos.read(TURTLE.encode(), "x.ttl"))
    assert (again.created, again.updated, again.merged, again.revision) == (0, 0, 5, None)
    assert changes.seq is None


def test_a_newer_file_updates_by_address_and_lists_what_it_has_no_more(catalogue: CatalogueService) -> None:
    ids = named(catalogue, taken(catalogue))
    catalogue.add_document(WHO, title="Creuser un puits", subjects=["Puits"])
    newer = TURTLE.replace('"Eau"@fr', '"Eaux"@fr').replace(
        'x:puits a skos:Concept ; skos:prefLabel "Puits"@fr ; skos:broader x:eau ; skos:exactMatch <http://other.org/wells> .',
        "",
    )
    report, _ = catalogue.import_thesaurus(WHO, skos.read(newer.encode(), "x.ttl"))
    assert (report.created, report.updated, report.merged) == (0, 1, 3)
    assert report.orphans == [(ids["Puits"], "Puits", 1)]
    assert catalogue.term(ids["Puits"]).status == "deprecated"
    assert catalogue.term(ids["Eau"]).term == "Eaux"
    # What it indexes is mended in one act: the term above it, or the one that has taken its name over.
    catalogue.add_document(WHO, title="Puits et eaux", subjects=["Puits", ids["Eau"]])
    for named_over, instead in ((False, "Eaux"), (True, "Santé")):
        if named_over:
            catalogue.library.undo(WHO)
            catalogue.add_label(WHO, ids["Santé"], "fr", "alt", "Puits")
        found = catalogue.check_collection(codes=["deprecated_term"])["deprecated_term"].found
        [row] = catalogue.finding_rows("deprecated_term", found)
        assert (row.title, row.detail, row.proposal) == ("Puits", "2 notices", instead)
        catalogue.mend(WHO, "deprecated_term", found)
        assert not catalogue.check_collection(codes=["deprecated_term"])["deprecated_term"].found
        said = {
            one.title: [term.term for term in catalogue.document(one.id).subjects]
            for one in catalogue.search("puits").rows
        }
        assert said == {
            "Creuser un puits": [instead],
            "Puits et eaux": ["Eaux"] if instead == "Eaux" else ["Santé", "Eaux"],
        }
    assert catalogue.term(ids["Puits"]).uses == 0


def test_a_dry_run_writes_nothing(catalogue: CatalogueService) -> None:
    report, _ = catalogue.import_thesaurus(WHO, skos.read(TURTLE.encode(), "x.ttl"), dry_run=True)
    assert report.created == 5
    assert catalogue.thesauri() == []


def test_words_in_use_are_taken_over(catalogue: CatalogueService) -> None:
    catalogue.add_document(WHO, title="L'eau du Sahel", subjects=["eau", "Désert"])
    report, _ = catalogue.import_thesaurus(WHO, skos.read(TURTLE.encode(), "x.ttl"))
    assert (report.adopted, report.created, report.updated) == (1, 4, 1)
    water = catalogue.term(named(catalogue, report.thesaurus_id)["Eau"])
    assert (water.uses, water.uses_below) == (1, 1)


def test_a_rejected_form_leads_to_its_term(catalogue: CatalogueService) -> None:
    ids = named(catalogue, taken(catalogue))
    [proposal, *_] = catalogue.propose_terms("ressource en")
    assert (proposal.id, proposal.term, proposal.via, proposal.place) == (
        ids["Eau"],
        "Eau",
        "Ressource en eau",
        "Environnement › Santé",
    )
    document = catalogue.add_document(WHO, title="Une fiche", subjects=["ressource en eau"]).id
    assert [one.term for one in catalogue.document(document).subjects] == ["Eau"]
    assert [row.title for row in catalogue.search("water").rows] == ["Une fiche"]  # found by every name of its subject


def test_narrower_terms_are_one_look_up(catalogue: CatalogueService) -> None:
    ids = named(catalogue, taken(catalogue))
    assert catalogue.with_narrower([ids["Environnement"]]) == {ids[term] for term in ("Environnement", "Eau", "Puits")}
    catalogue.add_document(WHO, title="Creuser un puits", subjects=["Puits"])
    assert (catalogue.term(ids["Environnement"]).uses, catalogue.term(ids["Environnement"]).uses_below) == (0, 1)


def test_a_circle_is_refused_by_the_schema_and_opened_in_a_file(catalogue: CatalogueService) -> None:
    ids = named(catalogue, taken(catalogue))
    with pytest.raises(DomainError) as refused:
        catalogue.put_under(WHO, ids["Environnement"], ids["Puits"])
    assert refused.value.code == "circle"
    said = skos.read(
        TURTLE.replace("x:sante a skos:Concept ;", "x:sante a skos:Concept ; skos:broader x:puits ;").encode(), "x.ttl"
    )
    assert len(said.doubts) == 1
    assert "laissé de côté" in said.doubts[0].text


def test_terms_are_described_by_hand(catalogue: CatalogueService) -> None:
    thesaurus = catalogue.add_thesaurus(WHO, "Le nôtre").id
    above = catalogue.add_term(WHO, thesaurus, "Économie").id
    term = catalogue.add_term(WHO, thesaurus, "Commerce équitable", broader=above).id
    with pytest.raises(DomainError, match="déjà dans ce thésaurus"):
        catalogue.add_term(WHO, thesaurus, "commerce Équitable")
    catalogue.add_label(WHO, term, "en", "pref", "Fair trade")
    with pytest.raises(DomainError):
        catalogue.add_label(WHO, term, "en", "pref", "Fairtrade")
    catalogue.set_note(WHO, term, "scope", "fr", "Échanges à prix juste.")
    [french] = [one for one in catalogue.term(term).labels if one.language == "fr"]
    catalogue.rename(WHO, french.id, french.version, "Commerce solidaire")
    sheet = catalogue.term(term)
    assert sheet.term == "Commerce solidaire"
    assert [one.label for one in sheet.named("alt")] == ["Commerce équitable"]
    assert sheet.notes[0].text == "Échanges à prix juste."
    with pytest.raises(DomainError) as kept:
        catalogue.remove_term(WHO, above, catalogue.term(above).version)
    assert kept.value.code == "in_use"
    catalogue.unlink(WHO, term, above)
    catalogue.remove_term(WHO, above, catalogue.term(above).version)
    assert [one.term for one in catalogue.top_terms(thesaurus)] == ["Commerce solidaire"]


def test_what_goes_out_comes_back_the_same(catalogue: CatalogueService, tmp_path: Path) -> None:
    thesaurus_id = taken(catalogue)
    thesaurus, sheets = catalogue.thesaurus(thesaurus_id), catalogue.terms_of(thesaurus_id)
    first = skos.read(TURTLE.encode(), "x.ttl")
    for name in ("t.ttl", "t.rdf", "t.xml"):
        assert skos.write(thesaurus, sheets, tmp_path / name) == 5
        back = skos.open_thesaurus(tmp_path / name)
        assert back.terms.keys() == first.terms.keys()
        for uri, term in first.terms.items():
            other = back.terms[uri]
            assert (sorted(other.labels), sorted(other.notes), other.broader, other.notation) == (
                sorted(term.labels),
                sorted(term.notes),
                term.broader,
                term.notation,
            )
            assert (other.mappings, other.deprecated) == (term.mappings, term.deprecated)
        assert sorted(members for _, members in back.groups.values()) == sorted(
            members for _, members in first.groups.values()
        )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        b"<?xml version='1.0'?><a>",
        b"{",
        b"@prefix broken",
    ],
)
def test_what_is_no_thesaurus_is_a_sentence(data: bytes) -> None:
    with pytest.raises(DomainError, match="Rien n’a été importé"):
        skos.read(data, "x.ttl")


@given(st.binary(max_size=3), st.integers(0, len(TURTLE)))
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_told(wrong: bytes, at: int) -> None:
    data = TURTLE.encode()
    code, found = "", 0
    try:
        found = len(skos.read(data[:at] + wrong + data[at + 1 :], "x.ttl").terms)
    except DomainError as error:
        code = error.code
    assert code in {"unreadable_skos", "no_terms"} or found


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_opening_circles_leaves_none(pairs: list[tuple[int, int]]) -> None:
    terms = {str(number): SaidTerm(str(number)) for number in range(7)}
    for below, above in pairs:
        if below != above:
            terms[str(below)].broader.add(str(above))
    before = sum(len(term.broader) for term in terms.values())
    removed = opened_circles(terms)
    assert before == sum(len(term.broader) for term in terms.values()) + len(removed)
    assert opened_circles(terms) == []


EDGES = st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=25)


@given(EDGES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stands_above_is_always_what_the_links_say(
    catalogue: CatalogueService, library: Library, edges: list[tuple[bool, int, int]]
) -> None:
    thesaurus = catalogue.add_thesaurus(WHO, "Essai").id
    ids = [catalogue.add_term(WHO, thesaurus, f"Terme {number}").id for number in range(5)]
    links: set[tuple[int, int]] = set()
    for add, below, above in edges:
        one, other = ids[below], ids[above]
        if one == other:
            continue
        if not add:
            catalogue.unlink(WHO, one, other)
            links -= {(one, other), (other, one)}
        elif (one, other) not in links:
            if one in reached(other, links):
                with pytest.raises(DomainError):
                    catalogue.put_under(WHO, one, other)
            else:
                catalogue.put_under(WHO, one, other)
                links.add((one, other))
    rows = library.query("SELECT subject_id, above_id FROM subject_above")
    kept = {(row[0], row[1]) for row in rows if row[0] in ids}
    assert kept == {(one, other) for one in ids for other in reached(one, links)}


def reached(start: int, links: set[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        current = waiting.pop()
        for below, above in links:
            if below == current and above not in found:
                found.add(above)
                waiting.append(above)
    return found


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "terms", "groups"),
    [("opentheso_exemple2_skos.xml", 35, 4), ("opentheso_geo.skos.xml", 28, 0), ("unescothes_2015.ttl", 4408, 88)],
)
def test_real_thesauri(catalogue: CatalogueService, name: str, terms: int, groups: int) -> None:
    said = skos.open_thesaurus(corpus_dir("skos") / name)
    report, _ = catalogue.import_thesaurus(WHO, said)
    assert (report.read, report.created, len(said.groups)) == (terms, terms, groups)
    assert catalogue.thesaurus(report.thesaurus_id).terms == terms
    again, _ = catalogue.import_thesaurus(WHO, skos.open_thesaurus(corpus_dir("skos") / name))
    assert (again.created, again.updated, again.merged, again.revision) == (0, 0, terms, None)


JSON_LD = b'{"@context":{"skos":"http://www.w3.org/2004/02/skos/core#"},"@graph":[{"@id":"http://x/1","@type":"skos:Concept","skos:prefLabel":{"@value":"Eau","@language":"fr"},"skos:narrower":{"@id":"http://x/2"}},{"@id":"http://x/2","@type":"skos:Concept","skos:prefLabel":{"@value":"Puits","@language":"fr"}}]}'
TRIPLES = b'<http://x/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .\n<http://x/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Eau"@fr .'
PREFIXED = b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#"><s:Concept r:about="http://x/1"><s:prefLabel xml:lang="fr">Eau</s:prefLabel></s:Concept></r:RDF>'
EXTENDED = b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
<http://x/1> a skos:Concept ; xl:prefLabel <http://x/l1> ; xl:altLabel [ xl:literalForm "Flotte"@fr-FR ] . <http://x/l1> a xl:Label ; xl:literalForm "Eau"@fr .
<http://x/o> a skos:OrderedCollection ; skos:prefLabel "Milieux"@fr ; skos:memberList ( <http://x/1> ) .
<http://x/p> a skos:Collection ; skos:prefLabel "Tous"@fr ; skos:member <http://x/o> , <http://x/p> ."""


@pytest.mark.parametrize(
    ("data", "name"), [(JSON_LD, "x.jsonld"), (TRIPLES, "x.nt"), (PREFIXED, "x.rdf"), (EXTENDED, "x.ttl")]
)
def test_skos_in_any_writing(data: bytes, name: str) -> None:
    said = skos.read(data, name)
    assert said.terms["http://x/1"].term == "Eau"
    if data is JSON_LD:
        assert said.terms["http://x/2"].broader == {"http://x/1"}
    if data is EXTENDED:
        assert [(one.label, one.language) for one in said.terms["http://x/1"].labels] == [
            ("Eau", "fr"),
            ("Flotte", "fr-fr"),
        ]
        assert dict(said.groups.values()) == {
            "Milieux": {"http://x/1"},
            "Tous": {"http://x/1"},
        }


@pytest.mark.parametrize(
    "context",
    ['"http://ailleurs.example/c.jsonld"', '["http://ailleurs.example/c.jsonld"]', '{"@import": "file:///etc/passwd"}'],
)
def test_a_thesaurus_that_must_be_completed_from_elsewhere_is_refused(context: str) -> None:
    data = JSON_LD.replace(b'{"skos":"http://www.w3.org/2004/02/skos/core#"}', context.encode())
    with pytest.raises(DomainError) as told:
        skos.read(data, "x.jsonld")
    assert told.value.code == "unreadable_skos"
    assert "autre adresse" in told.value.sentence


def test_two_terms_replaced_by_the_same_are_said_once(catalogue: CatalogueService) -> None:
    thesaurus = taken(catalogue)
    water = named(catalogue, thesaurus)["Eau"]
    first, second = (catalogue.add_term(WHO, thesaurus, one, broader=water).id for one in ("Forage", "Captage"))
    document = catalogue.add_document(WHO, title="Capter l'eau", subjects=[first, second]).id
    with catalogue.library.revise("test.deprecate", WHO) as revision:
        for term in (first, second):
            revision.execute("UPDATE subject SET status = 'deprecated', version = version + 1 WHERE id = ?", (term,))
    found = catalogue.check_collection(codes=["deprecated_term"])["deprecated_term"].found
    catalogue.mend(WHO, "deprecated_term", found)
    assert [one.term for one in catalogue.document(document).subjects] == ["Eau"]


def test_what_a_thesaurus_has_no_place_for_is_told() -> None:
    """Links to what is not in the file, terms without an address, properties of others, several thesauri in one file; a theme named by its label is a term."""
    said = skos.read(
        b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix iso: <http://purl.org/iso25964/skos-thes#> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix : <http://x/> . :s a skos:ConceptScheme ; rdfs:label "Concepts"@fr . :t a skos:ConceptScheme .
        :1 a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Eau"@fr ; skos:related :absent ; foaf:page <http://p> . :2 a skos:Concept ; skos:inScheme :t ; rdfs:label "Sol"@fr .
        :a a iso:ThesaurusArray ; skos:prefLabel "<par \xc3\xa9tat>"@fr ; skos:member :1 . [] a skos:Concept ; skos:prefLabel "Anonyme"@fr .""",
        "themes.ttl",
    )
    assert [term.term for _, term in sorted(said.terms.items())] == ["Eau", "Sol"]
    assert said.groups == {"http://x/a": ("<par état>", {"http://x/1"})}
    told = "\n".join(one.text for one in said.doubts)
    for word in ("2 thésaurus", "http://x/absent", "Anonyme", "page (1)"):
        assert word in told


def test_a_term_that_another_desk_adds_at_the_same_moment_is_refused(
    catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch
) -> None:
    thesaurus = catalogue.add_thesaurus(WHO, "Thèmes").id
    catalogue.add_term(WHO, thesaurus, "Eau")
    monkeypatch.setattr(termwriting, "is_named", lambda *_asked: False)  # not there yet when it was looked for
    with pytest.raises(DomainError, match="term_taken"):
        catalogue.add_term(WHO, thesaurus, "eau")
