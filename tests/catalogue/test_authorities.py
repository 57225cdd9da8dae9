"""Authorities: other forms, numbers, renames that follow everywhere, merges that undo exactly, imports that find the kept form."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.model.authorities import AuthorityKind, check_number
from cresi_app.catalogue.model.importing import ImportReport, Incoming
from cresi_app.catalogue.model.notice import Notice, NoticeAuthority, NoticeContribution, NoticePublisher
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_merging import whole

PEOPLE, PUBLISHERS, SERIES = AuthorityKind.CONTRIBUTOR, AuthorityKind.PUBLISHER, AuthorityKind.SERIES


def made(catalogue: CatalogueService, title: str, **fields: Any) -> int:
    """A new notice's id."""
    found = catalogue.add_document(WHO, title=title, **fields).id
    assert found is not None
    return found


def person(catalogue: CatalogueService, document: int) -> int:
    return catalogue.document(document).contributions[0].contributor_id


def bring(catalogue: CatalogueService, notices: Iterable[Notice]) -> ImportReport:
    report, _ = catalogue.import_notices(WHO, [Incoming(at, 0, one) for at, one in enumerate(notices, 1)])
    return report


def notice(title: str, family: str, given: str = "", dates: str = "", key: str = "") -> Notice:
    who = [NoticeContribution(family, given, dates)]
    return Notice(
        title=title, contributions=who, source_key=key or f"s:{title}", publishers=[NoticePublisher("Éd. du Fleuve")]
    )


def test_a_typed_variant_is_the_accepted_form_and_finds_its_notices(catalogue: CatalogueService) -> None:
    one = made(
        catalogue, "Femmes et paix", contributions=["Traoré, Aminata Dramane"], publisher="Karthala", series="Tropiques"
    )
    who = person(catalogue, one)
    catalogue.add_variant(WHO, PEOPLE, who, "Traoré, Aminata D.")
    catalogue.add_variant(WHO, PEOPLE, who, "أميناتا تراوري")
    other = made(catalogue, "Le viol de l'imaginaire", contributions=["traore, aminata d."])
    assert person(catalogue, other) == who
    sheet = catalogue.authority(PEOPLE, who)
    assert {(one.kind, one.form) for one in sheet.variants} == {
        ("form", "Traoré, Aminata D."),
        ("script", "أميناتا تراوري"),
    }
    assert sheet.uses == 2
    assert set(catalogue.search("تراوري").ids) == {one, other}
    publisher = catalogue.document(one).document.publisher_id
    series = catalogue.document(one).document.series_id
    assert publisher is not None
    assert series is not None
    catalogue.add_variant(WHO, PUBLISHERS, publisher, "Khartala")
    catalogue.add_variant(WHO, SERIES, series, "Collection des tropiques")
    assert catalogue.search("khartala").ids == (one,)
    assert catalogue.search("collection tropiques").ids == (one,)
    assert catalogue.document(made(catalogue, "Autre", publisher="KHARTALA")).publisher == "Karthala"
    found = catalogue.contributors_like("aminata d.")
    assert [(line.id, line.name) for line in found] == [(who, "Traoré, Aminata Dramane")]
    assert [line.via for line in catalogue.contributors_like("تراوري")] == ["أميناتا تراوري"]


def test_a_rename_follows_everywhere_and_what_was_said_before_still_finds_it(catalogue: CatalogueService) -> None:
    bring(catalogue, [notice("Un", "Traroé", "Aminata", "1947-", "s:1")])
    one = catalogue.search("Un").ids[0]
    who = person(catalogue, one)
    version = catalogue.authority(PEOPLE, who).version
    catalogue.update_authority(WHO, PEOPLE, who, version, name="Traoré, Aminata")
    assert catalogue.document(one).contributions[0].inverted == "Traoré, Aminata"
    assert catalogue.search("traore").ids == (one,)
    assert catalogue.search("traroe").ids == (one,), "the old form still finds it"
    bring(catalogue, [notice("Deux", "Traroé", "Aminata", "1947-", "s:2")])
    assert catalogue.authority(PEOPLE, who).uses == 2
    assert catalogue.authority_counts()[PEOPLE] == 1
    # Back to the old form: what was another form is the accepted one, and the other way round.
    sheet = catalogue.authority(PEOPLE, who)
    catalogue.update_authority(WHO, PEOPLE, who, sheet.version, name="Traroé, Aminata")
    assert [one.form for one in catalogue.authority(PEOPLE, who).variants] == ["Traoré, Aminata"]


def test_a_kind_or_dates_that_change_do_not_lose_the_record_for_imports(catalogue: CatalogueService) -> None:
    bring(catalogue, [notice("Un", "Oxfam", key="s:1")])
    who = person(catalogue, catalogue.search("Un").ids[0])
    sheet = catalogue.authority(PEOPLE, who)
    catalogue.update_authority(WHO, PEOPLE, who, sheet.version, kind="body", dates="1942-")
    bring(catalogue, [notice("Deux", "Oxfam", key="s:2")])
    assert catalogue.authority(PEOPLE, who).uses == 2
    assert catalogue.authority(PEOPLE, who).kind == "body"


def test_merging_moves_every_notice_and_undo_restores_exactly(catalogue: CatalogueService, library: Library) -> None:
    bring(
        catalogue,
        [
            notice("Un", "Traoré", "Aminata"),
            notice("Deux", "TRAORE", "Aminata D."),
            notice("Trois", "Traoré", "A.", "1947-"),
        ],
    )
    ids = catalogue.authority_ids(PEOPLE)
    rows = catalogue.authority_rows(PEOPLE, ids)
    kept = next(one for one in ids if rows[one].name == "Traoré, Aminata")
    others = [one for one in ids if one != kept]
    both = made(catalogue, "Quatre", contributions=[(kept, "aut"), (others[0], "aut"), (others[0], "trl")])
    catalogue.set_number(WHO, PEOPLE, others[0], "isni", "0000 0001 2103 2683")
    stranger = made(catalogue, "Cinq", contributions=["Traoré, Amadou"])
    catalogue.keep_apart(WHO, "contributor", others[0], person(catalogue, stranger))
    before = whole(library)
    changes = catalogue.merge_authorities(WHO, PEOPLE, kept, others)
    sheet = catalogue.authority(PEOPLE, kept)
    assert (sheet.uses, sheet.dates) == (4, "1947-")
    told = {
        line.label: line.values for line in catalogue.compare("contributor", [kept, person(catalogue, stranger)]).lines
    }
    assert told["Notices"][0].splitlines()[-1] == "et 1 autre"  # three of the four are named
    assert told["Notices"][1].splitlines() == ["1 notice", "Cinq"]
    assert {one.form for one in sheet.variants} == {"TRAORE, Aminata D.", "Traoré, A."}
    assert [(one.scheme, one.value) for one in sheet.shown_numbers] == [("isni", "0000000121032683")]
    assert [(one.contributor_id, one.role) for one in catalogue.document(both).contributions] == [
        (kept, "aut"),
        (kept, "trl"),
    ]
    assert len(catalogue.search('auteur:"traore aminata"').ids) == 4
    assert library.value("SELECT count(*) FROM kept_apart WHERE ? IN (one_id, other_id)", (kept,)) == 1
    report = bring(catalogue, [notice("Six", "TRAORE", "Aminata D."), notice("Sept", "Traoré", "A.", "1947-")])
    assert report.created == 2
    assert catalogue.authority(PEOPLE, kept).uses == 6, "what imports called the others finds the kept one"
    library.undo(WHO)
    library.undo(WHO, changes.seq)
    assert whole(library) == before
    library.redo(WHO)
    assert catalogue.authority(PEOPLE, kept).uses == 4


def test_reading_a_merged_record_again_repeats_nothing(catalogue: CatalogueService) -> None:
    first = notice("Deux", "TRAORE", "Aminata D.", key="s:2")
    bring(catalogue, [notice("Un", "Traoré", "Aminata", key="s:1"), first])
    ids = catalogue.authority_ids(PEOPLE)
    rows = catalogue.authority_rows(PEOPLE, ids)
    kept = next(one for one in ids if rows[one].name == "Traoré, Aminata")
    catalogue.merge_authorities(WHO, PEOPLE, kept, [one for one in ids if one != kept])
    again = notice("Deux", "TRAORE", "Aminata D.", key="s:2")
    again.contributions.append(NoticeContribution("Lefèvre", "Marc", "", "person", "trl"))
    assert bring(catalogue, [again]).updated == 1
    sheet = catalogue.document(catalogue.search("Deux").ids[0])
    assert [one.inverted for one in sheet.contributions] == ["Traoré, Aminata", "Lefèvre, Marc"]


def test_publishers_and_series_merge_with_what_hangs_on_them(catalogue: CatalogueService, library: Library) -> None:
    one = made(catalogue, "Un", publisher="Karthala", place="Paris", series="Tropiques")
    two = made(
        catalogue,
        "Deux",
        publisher="Éd. Karthala",
        series="Les tropiques (coll.)",
        co_publishers=[("Karthala", "Paris")],
    )
    first, second = catalogue.document(one).document, catalogue.document(two).document
    assert first.publisher_id is not None
    assert second.publisher_id is not None
    assert first.series_id is not None
    assert second.series_id is not None
    before = whole(library)
    catalogue.merge_authorities(WHO, PUBLISHERS, first.publisher_id, [second.publisher_id])
    assert catalogue.document(two).publisher == "Karthala"
    assert catalogue.document(two).co_publishers == (), "it stands before the others already"
    catalogue.merge_authorities(WHO, SERIES, first.series_id, [second.series_id])
    assert catalogue.authority(SERIES, first.series_id).uses == 2
    assert catalogue.search("coll").total == 2
    library.undo(WHO)
    library.undo(WHO)
    assert whole(library) == before


@pytest.mark.parametrize(
    ("scheme", "typed", "value", "valid"),
    [
        ("isni", "0000 0001 2103 2683", "0000000121032683", True),
        ("isni", "0000 0001 2103 2684", "0000000121032684", False),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000000218250097", True),
        ("idref", "02726232X", "02726232X", False),
        ("idref", "https://www.idref.fr/026388766", "026388766", True),
        ("viaf", "VIAF: 100235", "100235", True),
        ("bnf", "FRBNF11890582", "11890582", True),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42", True),
        ("isni", "n'importe quoi", "N'IMPORTEQUOI", False),
    ],
)
def test_numbers_are_checked_and_kept(scheme: str, typed: str, value: str, valid: bool) -> None:
    found = check_number(scheme, typed)
    assert (found.value, found.is_valid) == (value, valid)


def test_what_cannot_be_is_refused_with_a_sentence(catalogue: CatalogueService) -> None:
    one = made(catalogue, "Un", contributions=["Diallo, Kadiatou"])
    two = made(catalogue, "Deux", contributions=["Sow, Ibrahima"])
    who, other = person(catalogue, one), person(catalogue, two)
    version = catalogue.authority(PEOPLE, who).version
    refused: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: catalogue.add_variant(WHO, PEOPLE, who, "Sow, Ibrahima"), "name_taken"),
        (lambda: catalogue.add_variant(WHO, PEOPLE, who, "Diallo, Kadiatou"), "already_there"),
        (lambda: catalogue.add_variant(WHO, PEOPLE, who, " , "), "name_missing"),
        (lambda: catalogue.remove_authority(WHO, PEOPLE, who, version), "in_use"),
        (lambda: catalogue.update_authority(WHO, PEOPLE, who, version, name=""), "name_missing"),
        (lambda: catalogue.update_authority(WHO, PEOPLE, who, version + 7, note="x"), "stale"),
        (lambda: catalogue.merge_authorities(WHO, PEOPLE, who, [who]), "same"),
        (lambda: catalogue.merge_authorities(WHO, PEOPLE, who, [4]), "unknown_authority"),
        (lambda: catalogue.add_authority(WHO, PEOPLE, "sow, ibrahima"), "name_taken"),
    )
    for act, code in refused:
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == code
    catalogue.add_variant(WHO, PEOPLE, who, "Diallo, K.")
    with pytest.raises(DomainError) as refusal:
        catalogue.add_variant(WHO, PEOPLE, other, "Diallo, K.")
    assert refusal.value.code == "name_taken"


def test_lists_are_found_by_any_form_and_ordered_by_use(catalogue: CatalogueService) -> None:
    one = made(catalogue, "Un", contributions=["Diallo, Kadiatou"])
    made(catalogue, "Deux", contributions=["Sow, Ibrahima"])
    made(catalogue, "Trois", contributions=["Sow, Ibrahima"])
    catalogue.add_variant(WHO, PEOPLE, person(catalogue, one), "Barry, Kadiatou", "real")
    assert catalogue.authority_ids(PEOPLE, "BARRY kad") == [person(catalogue, one)]
    row = catalogue.authority_rows(PEOPLE, [person(catalogue, one)], "barry")[person(catalogue, one)]
    assert (row.name, row.via, row.uses, row.variants) == ("Diallo, Kadiatou", "Barry, Kadiatou", 1, 1)
    ordered = catalogue.authority_ids(PEOPLE, order="uses")
    assert [catalogue.authority_rows(PEOPLE, ordered)[each].uses for each in ordered] == [2, 1]
    assert catalogue.authority_ids(PEOPLE, kind="body") == []
    assert [row.title for row in catalogue.authority_documents(PEOPLE, person(catalogue, one))] == ["Un"]


def test_undo_splits_back_and_a_removed_one_returns(catalogue: CatalogueService, library: Library) -> None:
    who = catalogue.add_authority(WHO, PEOPLE, "Diallo, Kadiatou").id
    assert who is not None
    catalogue.add_variant(WHO, PEOPLE, who, "Diallo, K.")
    before = whole(library)
    catalogue.remove_authority(WHO, PEOPLE, who, catalogue.authority(PEOPLE, who).version)
    assert catalogue.authority_ids(PEOPLE) == []
    library.undo(WHO)
    assert whole(library) == before


def test_numbers_travel_in_unimarc_and_json_and_find_the_authority_again(
    catalogue: CatalogueService, library: Library, tmp_path: Path
) -> None:
    one = made(catalogue, "Femmes et paix", contributions=["Traoré, Aminata"], publisher="Karthala")
    who = person(catalogue, one)
    catalogue.set_number(WHO, PEOPLE, who, "idref", "026388766")
    catalogue.set_number(WHO, PEOPLE, who, "isni", "0000 0001 2103 2683")
    catalogue.add_variant(WHO, PEOPLE, who, "Dramane, Aminata", "pseudonym")
    marc, whole_file = tmp_path / "n.mrc", tmp_path / "n.json"
    export(catalogue, "unimarc", [one], marc)
    export(catalogue, "json", [one], whole_file)
    marc21 = tmp_path / "n21.mrc"
    export(catalogue, "marc21", [one], marc21)
    assert f"\x1f0(idref)026388766\x1f0(isni)0000000121032683\x1f0(cresi){who}" in marc21.read_bytes().decode()
    content = marc.read_bytes().decode()
    assert "\x1f3026388766" in content
    assert "\x1foISNI0000000121032683" in content
    assert f"\x1f9{who}" in content
    for file in (marc, marc21):
        with Library.create(tmp_path / f"from {file.name}", sources=SOURCES) as third_library:
            third = CatalogueService(third_library)
            import_file(third, WHO, file)
            held = third.authority(PEOPLE, third.authority_ids(PEOPLE)[0])
            assert {number.value for number in held.shown_numbers} == {"026388766", "0000000121032683"}
    with Library.create(tmp_path / "other", sources=SOURCES) as other_library:
        other = CatalogueService(other_library)
        import_file(other, WHO, whole_file)
        [there] = other.authority_ids(PEOPLE)
        sheet = other.authority(PEOPLE, there)
        assert {(number.scheme, number.value) for number in sheet.shown_numbers} == {
            ("idref", "026388766"),
            ("isni", "0000000121032683"),
        }
        assert [(variant.kind, variant.form) for variant in sheet.variants] == [("pseudonym", "Dramane, Aminata")]
        again, changes = import_file(other, WHO, whole_file)
        assert (again.merged, changes.seq) == (1, None)
        # The name is corrected here: the number still says who it is.
        other.update_authority(WHO, PEOPLE, there, sheet.version, name="Traoré, Aminata Dramane")
        stranger = notice("Autre", "Traore-Dramane", "A.")
        stranger.authorities = [NoticeAuthority("contributor", "p|traore dramane|a|", "isni", "0000000121032683")]
        bring(other, [stranger])
        assert other.authority_ids(PEOPLE) == [there]
        assert other.authority(PEOPLE, there).uses == 2


def test_namesakes_with_their_own_numbers_stay_two(catalogue: CatalogueService) -> None:
    key = "p|martin|jean|"
    lot = [notice(f"Livre {n}", "Martin", "Jean") for n in range(3)]
    for one, number in zip(lot, ("026388766", "02638877X", "026388766"), strict=True):
        one.authorities = [NoticeAuthority("contributor", key, "idref", number)]
    bring(catalogue, lot)
    rows = catalogue.authority_rows(PEOPLE, catalogue.authority_ids(PEOPLE))
    assert sorted(row.uses for row in rows.values()) == [1, 2]
    late = notice("Livre 9", "Martin", "Jean")
    late.authorities = [NoticeAuthority("contributor", key, "idref", "02638877X")]
    bring(catalogue, [late])
    assert sorted(row.uses for row in catalogue.authority_rows(PEOPLE, list(rows)).values()) == [2, 2]
