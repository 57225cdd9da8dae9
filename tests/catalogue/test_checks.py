"""The collection looked over: what each check finds, what one click writes, what is left stays left, all of it undone whole."""

from pathlib import Path

import pytest

from cresi_app.catalogue.model import checks, textpages
from cresi_app.catalogue.model.languages import language_of_words
from cresi_app.catalogue.model.likeness import Named, alike_bodies, alike_people
from cresi_app.catalogue.queries import authoritylists, pages
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_authorities import PEOPLE, made, notice, person
from tests.catalogue.test_merging import whole


def counts(catalogue: CatalogueService) -> dict[str, int]:
    return {code: found.count for code, found in catalogue.check_collection().items() if found.count}


def proposals(catalogue: CatalogueService, code: str) -> list[tuple[str, str]]:
    found = catalogue.check_collection(codes=[code])[code].found
    return [(row.detail, row.proposal) for row in catalogue.finding_rows(code, found)]


def fix(catalogue: CatalogueService, code: str) -> None:
    catalogue.mend(WHO, code, catalogue.check_collection(codes=[code])[code].found)


@pytest.fixture
def sound(catalogue: CatalogueService) -> int:
    """A notice in which nothing is to be found fault with."""
    document = made(
        catalogue, "L'eau au Sahel", contributions=["Traoré, Aminata"], subjects=["Eau"], languages=["fre"], abstract="Un guide.",
        date_text="DL 1998", identifiers=[("isbn", "978-2-07-036822-8")], publisher="Karthala", call_number="SOL 1",
    )  # fmt: skip
    catalogue.add_copy(WHO, document, barcode="B1")
    return document


def test_nothing_is_found_where_nothing_is_wrong(catalogue: CatalogueService, sound: int) -> None:
    assert sound
    assert counts(catalogue) == {}


def test_every_check_finds_its_fault(catalogue: CatalogueService, library: Library, sound: int) -> None:
    bare = made(catalogue, "The state of the world and of the people in it", url="https://x.org")
    late = clock.today().year + 3
    made(
        catalogue, "Demain", contributions=["Sow, Ibrahima"], subjects=["Eau"], languages=["fre"], abstract="x", year=late,
        identifiers=[("isbn", "978-2-07-036822-9"), ("issn", "1234-5678")],
    )  # fmt: skip
    library.undo(WHO)
    library.redo(WHO)
    file = catalogue.attach_file(WHO, sound, b"%PDF-1.4 x", name="guide.pdf")
    assert file.seq
    stored = library.files.path(catalogue.document(sound).files[0].sha256)
    stored.parent.chmod(0o700)
    stored.unlink()
    catalogue.add_authority(WHO, PEOPLE, "Personne, Nulle")
    found = counts(catalogue)
    assert found == {
        "no_subject": 1, "no_abstract": 1, "no_language": 1, "no_contributor": 1, "no_date": 1, "doubtful_date": 1,
        "wrong_number": 2, "no_copy": 1, "dead_file": 1, "unused_contributor": 1,
    }  # fmt: skip
    assert catalogue.check_collection()["no_subject"].found[0].document_id == bare
    assert proposals(catalogue, "no_language") == [("Notice 00\u202f002", "anglais")]
    assert proposals(catalogue, "dead_file") == [("guide.pdf\u00a0: absent de la bibliothèque", "Détacher")]


def test_one_click_mends_and_one_undo_brings_all_back(
    catalogue: CatalogueService, library: Library, sound: int
) -> None:
    one = made(
        catalogue, "La santé des femmes dans les villages", date_text="cop. 2004", year=2014, identifiers=[("isbn", "207036822X (br.)"), ("isbn", "20703682")],
        links=[{"relation": "related", "title": "L'eau au Sahel"}], call_number="SAN 2",
    )  # fmt: skip
    catalogue.add_copy(WHO, one, barcode="B2", call_number="")
    catalogue.update_copy(
        WHO, catalogue.document(one).copies[0].id, catalogue.document(one).copies[0].version, call_number=""
    )
    catalogue.add_authority(WHO, PEOPLE, "Personne, Nulle")
    before = whole(library)
    wanted = (
        "no_language",
        "doubtful_date",
        "wrong_number",
        "copy_without_call_number",
        "link_to_tie",
        "unused_contributor",
    )
    for code in wanted:
        fix(catalogue, code)
    sheet = catalogue.document(one)
    assert [language.language_code for language in sheet.languages] == ["fre"]
    assert sheet.document.year == 2004
    assert sheet.links[0].target_id == sound
    assert sheet.copies[0].call_number == "SAN 2"
    assert catalogue.authority_counts()[PEOPLE] == 1
    for _ in wanted:
        library.undo(WHO)
    assert whole(library) == before


def test_words_of_the_thesaurus_become_their_terms(catalogue: CatalogueService, library: Library) -> None:
    made(catalogue, "Un", subjects=["Flotte"])
    both = made(catalogue, "Deux", subjects=["Flotte", "Puits"])
    thesaurus = catalogue.add_thesaurus(WHO, "Thèmes").id
    term = catalogue.add_term(WHO, thesaurus, "Eau").id
    catalogue.add_label(WHO, term, "fr", "alt", "Flotte")
    catalogue.update_document(WHO, both, catalogue.document(both).document.version, subjects=["Flotte", "Puits", term])
    before = whole(library)
    assert proposals(catalogue, "word_of_thesaurus") == [("2 notices", "Eau")]
    fix(catalogue, "word_of_thesaurus")
    assert [one.term for one in catalogue.document(both).subjects] == ["Puits", "Eau"]
    assert catalogue.term(term).uses == 2
    library.undo(WHO)
    assert whole(library) == before


def test_what_is_left_stays_left_until_it_says_something_else(catalogue: CatalogueService, library: Library) -> None:
    one = made(catalogue, "Atlas", date_text="1200", year=1200)
    [found] = catalogue.check_collection(codes=["doubtful_date"])["doubtful_date"].found
    catalogue.leave(WHO, "doubtful_date", [found])
    assert catalogue.check_collection(codes=["doubtful_date"])["doubtful_date"].count == 0
    assert catalogue.left_count("doubtful_date") == 1
    catalogue.update_document(WHO, one, catalogue.document(one).document.version, date_text="1300", year=1300)
    assert catalogue.check_collection(codes=["doubtful_date"])["doubtful_date"].count == 1
    library.undo(WHO)
    catalogue.forget_left(WHO, "doubtful_date")
    assert catalogue.check_collection(codes=["doubtful_date"])["doubtful_date"].count == 1


def test_names_alike_are_proposed_until_somebody_says_they_differ(catalogue: CatalogueService) -> None:
    one = made(catalogue, "Un", contributions=["Traoré, Aminata"], publisher="Karthala")
    two = made(catalogue, "Deux", contributions=["TRAORE, Aminata D."], publisher="Éd. Karthala")
    pairs = catalogue.check_collection(codes=["twin_contributors"])["twin_contributors"].pairs
    assert [(set(pair.pair), pair.reason) for pair in pairs] == [
        ({person(catalogue, one), person(catalogue, two)}, "initials")
    ]
    assert catalogue.check_collection(codes=["twin_publishers"])["twin_publishers"].count == 1
    catalogue.keep_apart(WHO, "contributor", *pairs[0].pair)
    assert catalogue.check_collection(codes=["twin_contributors"])["twin_contributors"].count == 0


def test_notices_in_double_are_proposed_and_merge(catalogue: CatalogueService) -> None:
    one = made(catalogue, "Atlas de l'eau", contributions=["Sow, Ibrahima"], year=2004)
    two = made(catalogue, "Atlas de l'eau", contributions=["Sow, I."], year=2004)
    made(catalogue, "Atlas de l'eau", contributions=["Diallo, K."], year=2004)
    first = made(catalogue, "Bulletin", kind="periodical", identifiers=[("isbn", "9782070368228")])
    second = made(catalogue, "Bulletin", kind="book", identifiers=[("isbn", "2-07-036822-X")])
    pairs = catalogue.check_collection(codes=["twin_documents"])["twin_documents"].pairs
    assert {pair.pair: pair.reason for pair in pairs} == {(one, two): "contributor", (first, second): "isbn"}
    catalogue.keep_apart(WHO, "document", two, first)
    catalogue.merge_documents(WHO, one, [two])
    assert catalogue.check_collection(codes=["twin_documents"])["twin_documents"].count == 1
    assert (min(one, first), max(one, first)) in authoritylists.apart(catalogue.library, "document"), (
        "what was said stays said"
    )


def test_people_are_compared_as_people_compare_them() -> None:
    def reasons(*names: tuple[str, ...]) -> dict[tuple[int, int], str]:
        people = [Named(at, one[0], one[1], "person", "".join(one[2:])) for at, one in enumerate(names)]
        return {pair.pair: pair.reason for pair in alike_people(people)}

    assert reasons(("Traoré", "Aminata"), ("Aminata", "Traoré")) == {(0, 1): "inverted"}
    assert reasons(("Traoré", "Aminata"), ("Traorée", "Aminata")) == {(0, 1): "alike"}
    assert reasons(("Martin", "Jean", "1950-"), ("Martin", "Jean", "1971-")) == {}
    assert reasons(("Martin", "Jean"), ("Martin", "Paul"), ("Martin", "")) == {}
    assert reasons(("Martin", "Jean-Paul"), ("Martin", "J. P.")) == {(0, 1): "initials"}


def test_houses_are_compared_without_what_they_have_or_have_not() -> None:
    houses = ("Karthala", "Éd. Karthala", "Université Paris 8", "Université Paris 10", "L'Harmattan", "Harmattan")
    pairs = alike_bodies([Named(at, name) for at, name in enumerate(houses)], houses=True)
    assert {pair.pair for pair in pairs} == {(0, 1), (4, 5)}


@pytest.mark.parametrize(
    ("url", "proposed"),
    [
        ("www.ritimo.org", "https://www.ritimo.org"),
        ("http:/www.x.org/a b", "http://www.x.org/ab"),
        ("ritimo.org/page", "https://ritimo.org/page"),
        ("htp://x.org", "https://x.org"),
        ("<https://x.org>", "https://x.org"),
        ("voir le site", ""),
    ],
)
def test_addresses_are_repaired_where_they_can_be(url: str, proposed: str) -> None:
    assert not checks.is_address(url)
    assert checks.address_proposed(url) == proposed


@pytest.mark.parametrize(
    ("value", "proposed"),
    [("ISBN 2-07-036822-X (br.)", "978-2-07-036822-8"), ("201005305", ""), ("978-2-07-036822-9", ""), ("x", "")],
)
def test_numbers_are_repaired_only_for_certain(value: str, proposed: str) -> None:
    assert checks.number_proposed("isbn", value) == proposed


def test_a_check_is_not_made_again_until_what_it_reads_changes(
    catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert tmp_path
    made(catalogue, "Un")
    first = catalogue.check_collection()
    catalogue.add_authority(WHO, PEOPLE, "Personne, Nulle")
    second = catalogue.check_collection()
    assert second["no_subject"] is first["no_subject"]
    assert second["unused_contributor"].count == 1
    made(catalogue, "Deux")
    assert catalogue.check_collection()["no_subject"].count == 2
    assert notice("x", "y").title == "x"


def test_a_notice_without_subject_gets_those_that_its_words_say(catalogue: CatalogueService, library: Library) -> None:
    for term in ("Puits", "Femmes", "Eau potable"):
        catalogue.add_document(WHO, title=f"Sur le thème : {len(term)}", subjects=[term])
    said = catalogue.add_document(
        WHO, title="Creuser des puits au village", abstract="Les femmes y trouvent l'eau potable."
    ).id
    mute = catalogue.add_document(WHO, title="Le grand voyage").id
    found = catalogue.check_collection(codes=["no_subject"])["no_subject"].found
    proposals = {row.document_id: row.proposal for row in catalogue.finding_rows("no_subject", found)}
    assert proposals[mute] == ""
    assert proposals[said].split(" ; ")[0] == "Puits"
    done = catalogue.mend(WHO, "no_subject", found)
    assert "Puits" in [one.term for one in catalogue.document(said).subjects]
    assert not catalogue.document(mute).subjects
    assert [one.document_id for one in catalogue.check_collection(codes=["no_subject"])["no_subject"].found] == [mute]
    library.undo(WHO, done.seq)
    assert not catalogue.document(said).subjects


SUMMARY = (
    "Ce guide dit comment un comité de village choisit, creuse et entretient un puits, avec les outils de la région."
)


def read_file(catalogue: CatalogueService, document: int, *texts: str) -> None:
    """Attach a file whose pages were read."""
    catalogue.attach_file(WHO, document, f"%PDF-1.4 {document}".encode(), name="guide.pdf")
    sha256 = catalogue.document(document).files[0].sha256
    size = sum(map(len, texts))
    pages.put(
        catalogue.library,
        [(sha256, "indexed", len(texts), len(texts), size, 0, 0, 1)],
        [(sha256, at, "text", text.lower(), text, "") for at, text in enumerate(texts, 1)],
    )


def test_the_title_page_and_the_summary_of_a_file_mend_its_notice(
    catalogue: CatalogueService, library: Library
) -> None:
    dated = {"subjects": ["Eau"], "languages": ["fre"]}
    first, second = made(catalogue, "Creuser un puits", **dated), made(catalogue, "Semer en ligne", **dated)
    bare = made(catalogue, "Sans rien", url="https://x.org", **dated)
    late = made(
        catalogue, "Demain", contributions=["Sow, Ibrahima"], abstract="x", year=clock.today().year + 3, **dated
    )
    title = "{}\nAminata Traoré\nBamako, mars {}"
    read_file(
        catalogue,
        first,
        title.format("Creuser un puits", 2014),
        f"Résumé\n{SUMMARY[:30]}\n{SUMMARY[30:]}\nMots-clés : eau",
    )
    read_file(catalogue, second, title.format("Semer en ligne", 2015))
    read_file(catalogue, late, title.format("Demain", 2023))
    before = whole(library)

    looked = catalogue.check_collection()
    assert {code: len(looked[code].mendable) for code in checks.FROM_TEXT} == {
        "no_contributor": 2, "no_date": 2, "no_abstract": 2,
    }  # fmt: skip
    assert proposals(catalogue, "no_contributor") == [
        ("Notice 00\u202f001", "Traoré, Aminata"), ("Notice 00\u202f002", "Traoré, Aminata"), ("Notice 00\u202f003", ""),
    ]  # fmt: skip
    [(why, year)] = proposals(catalogue, "doubtful_date")
    assert year == "2023"
    assert why.endswith("la page de titre dit «\u00a0Bamako, mars 2023\u00a0»")
    assert proposals(catalogue, "no_abstract")[0][0].startswith("Page 2, résumé du document\u00a0: «\u00a0Ce guide")
    for code in ("no_contributor", "no_date", "no_abstract", "doubtful_date"):
        fix(catalogue, code)
    sheet = catalogue.document(first)
    assert [one.contributor_id for one in sheet.contributions] == [
        one.contributor_id for one in catalogue.document(second).contributions
    ]
    assert (sheet.document.date_text, sheet.document.year, sheet.document.abstract) == ("mars 2014", 2014, SUMMARY)
    assert catalogue.document(second).document.abstract == ""
    assert catalogue.document(late).document.year == 2023
    assert [one.id for one in catalogue.check_collection()["no_contributor"].found] == [bare]
    for _ in range(4):
        library.undo(WHO)
    assert whole(library) == before


def test_a_document_without_author_or_date_is_said_so_and_no_more_found(
    catalogue: CatalogueService, library: Library
) -> None:
    one = made(catalogue, "Tract")
    for code in ("no_contributor", "no_date"):
        catalogue.say_none(WHO, code, catalogue.check_collection(codes=[code])[code].found)
    said = catalogue.document(one).document
    assert (said.responsibility, said.date_text, said.year) == ("[sans auteur]", "[s. d.]", None)
    assert not {"no_contributor", "no_date", "doubtful_date"} & counts(catalogue).keys()
    library.undo(WHO)
    assert "no_date" in counts(catalogue)


def test_a_copy_is_entered_where_those_of_its_kind_stand(catalogue: CatalogueService, library: Library) -> None:
    shelved, other = made(catalogue, "Rangé"), made(catalogue, "Jeu", kind="game")
    catalogue.add_copy(WHO, shelved, location="Salle")
    catalogue.add_copy(WHO, other, location="Réserve")
    lacking = [made(catalogue, "Perdu", call_number="EAU 7"), made(catalogue, "Dés", kind="game")]
    found = catalogue.check_collection(codes=["no_copy"])["no_copy"].found
    assert [row.proposal for row in catalogue.finding_rows("no_copy", found)] == [
        "Un exemplaire\u00a0: Salle", "Un exemplaire\u00a0: Réserve",
    ]  # fmt: skip
    catalogue.add_copy(WHO, lacking[1], location="Salle")  # another desk was quicker
    catalogue.mend(WHO, "no_copy", found)
    [copy] = catalogue.document(lacking[0]).copies
    assert (copy.location, copy.call_number, copy.needs_label) == ("Salle", "EAU 7", True)
    assert copy.accession_number
    assert len(catalogue.document(lacking[1]).copies) == 1
    library.undo(WHO)
    assert catalogue.document(lacking[0]).copies == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Marie Dupont", "Dupont, Marie"),
        ("Jean de La Fontaine", "de La Fontaine, Jean"),
        ("Kadiatou DIALLO", "Diallo, Kadiatou"),
        ("Ritimo", "Ritimo"),
        ("Sow, Ibrahima", "Sow, Ibrahima"),
    ],
)
def test_a_name_of_a_title_page_becomes_that_of_an_authority(name: str, told: str) -> None:
    assert textpages.family_first(name) == told


def test_a_table_of_contents_is_no_summary_and_an_introduction_is_cut_at_a_sentence() -> None:
    assert textpages.summary({1: "Sommaire\nRésumé ........ 3\nIntroduction 5"}) is None
    said = textpages.summary({2: "Introduction\n" + "Une phrase de plus sur l'eau. " * 40})
    assert said is not None
    assert (said.page, said.where, said.text[-6:]) == (2, textpages.INTRODUCTION, "l'eau.")
    assert len(said.text) <= 600
    assert textpages.summary({1: "Résumé : trop court."}) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("La santé des femmes dans les villages", "fre"),
        ("Women and water in the Sahel", "eng"),
        ("Educación popular en los barrios de Lima", "spa"),
        ("حقوق الإنسان في المغرب", "ara"),
        ("El derecho a la alimentación", ""),  # « a la » are words of others too
        ("Mondialisation et pauvreté", ""),
        ("Guide du puits", ""),
    ],
)
def test_a_title_tells_its_language_when_it_does_so_clearly(title: str, code: str) -> None:
    assert language_of_words(title) == code
