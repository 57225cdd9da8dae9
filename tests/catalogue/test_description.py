"""What only some kinds say, titles and abstracts of other languages, links, checklists, issues: written, found, undone."""

from datetime import date

import pytest

from cresi_app.catalogue.model.description import Moment
from cresi_app.catalogue.model.kinds import out_of_place
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.checklists import Count
from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_documents import add, change


@pytest.fixture
def kit(catalogue: CatalogueService) -> int:
    return add(
        catalogue, "L'eau en mallette", kind="kit", audiences=["child", "teacher"], minutes_least=45, minutes_most=120, group_least=8,
        material="Un vidéoprojecteur", level="discovery", releases=[{"label": "2e version", "released_on": date(2025, 9, 1)}],
        pieces=[{"name": "Livret"}, {"name": "Cartes « usages »", "quantity": 24}, {"name": "Sablier"}],
    )  # fmt: skip


def test_a_kit_says_how_it_is_used_and_what_it_holds(catalogue: CatalogueService, kit: int) -> None:
    sheet = catalogue.document(kit)
    assert (sheet.use.minutes_least, sheet.use.minutes_most, sheet.use.group_least, sheet.use.level) == (
        45,
        120,
        8,
        "discovery",
    )
    assert [one.name for one in sheet.audiences] == ["Enfants", "Enseignants"]
    assert [(one.name, one.quantity) for one in sheet.pieces] == [
        ("Livret", 1),
        ("Cartes « usages »", 24),
        ("Sablier", 1),
    ]
    assert [(one.label, one.released_on) for one in sheet.releases] == [("2e version", date(2025, 9, 1))]
    for words in ("vidéoprojecteur", "sablier", "2e version"):
        assert [row.id for row in catalogue.search(words).rows] == [kit], words
    change(catalogue, kit, minutes_most=60)
    assert (catalogue.document(kit).use.minutes_least, catalogue.document(kit).use.minutes_most) == (45, 60)
    catalogue.library.undo(WHO)
    assert catalogue.document(kit).use.minutes_most == 120


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"minutes_most": 30}, "bounds_crossed", "minutes_most"), ({"group_least": "x"}, "number_out_of_range", "group_least"),
        ({"level": "sage"}, "unknown_code", "level"), ({"audiences": ["nobody"]}, "unknown_code", "audiences"),
        ({"pieces": [{"name": " "}]}, "name_missing", "pieces"), ({"pieces": [{"name": "A", "quantity": 0}]}, "number_out_of_range", "pieces"),
        ({"releases": [{"label": ""}]}, "name_missing", "releases"), ({"titles": [{"title": ""}]}, "title_missing", "titles"),
        ({"abstracts": [{"text": " ", "language_code": "eng"}]}, "text_missing", "abstracts"),
        ({"titles": [{"title": "A", "language_code": "xx?"}]}, "unknown_code", "titles"), ({"weight_g": -1}, "number_out_of_range", "weight_g"),
    ],
)  # fmt: skip
def test_what_does_not_read_is_refused_at_its_field(
    catalogue: CatalogueService, kit: int, fields: dict[str, object], code: str, field: str
) -> None:
    before = catalogue.document(kit)
    with pytest.raises(DomainError) as refused:
        change(catalogue, kit, **fields)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert catalogue.document(kit) == before


def test_a_kind_changed_keeps_everything_and_tells_it(catalogue: CatalogueService, kit: int) -> None:
    change(catalogue, kit, kind="book")
    sheet = catalogue.document(kit)
    assert set(out_of_place(sheet)) == {"minutes", "group", "level", "material", "audiences", "releases", "pieces"}
    change(catalogue, kit, kind="kit")
    assert out_of_place(catalogue.document(kit)) == []
    assert len(catalogue.document(kit).pieces) == 3


def test_pieces_keep_their_id_and_what_a_form_does_not_show(catalogue: CatalogueService) -> None:
    panels = add(catalogue, "Panneaux", kind="exhibition", crates=2, weight_g=38_500, insurance_minor=240_000,
                 hanging="12 crochets", pieces=[{"number": "1", "name": "Source", "width_mm": 800, "crate": "A"}])  # fmt: skip
    sheet = catalogue.document(panels)
    assert (sheet.exhibition.crates, sheet.exhibition.insurance_minor, sheet.exhibition.currency) == (2, 240_000, "EUR")
    one = sheet.pieces[0]
    change(catalogue, panels, pieces=[{"name": "Avant"}, {"id": one.id, "name": "La source"}])
    first, second = catalogue.document(panels).pieces
    assert (first.name, second.id, second.name, second.width_mm, second.crate) == (
        "Avant",
        one.id,
        "La source",
        800,
        "A",
    )
    assert [row.id for row in catalogue.search("crochets").rows] == [panels]


# --- checklists ---


def condition(catalogue: CatalogueService, copy_id: int) -> str:
    copy = catalogue.copy(copy_id)
    assert copy is not None
    return copy.condition


def test_what_lacks_at_the_return_is_remembered_until_it_is_found(
    catalogue: CatalogueService, kit: int, library: Library
) -> None:
    copy_id = catalogue.add_copy(WHO, kit, barcode="M1").id
    booklet, cards, timer = (one.id for one in catalogue.pieces(kit))
    assert catalogue.missing_pieces(copy_id) == ()
    catalogue.count_pieces(WHO, copy_id, {booklet: Count(1), cards: Count(24), timer: Count(1)}, moment=Moment.OUT)
    catalogue.count_pieces(
        WHO, copy_id, {cards: Count(22, "worn", "deux perdues"), timer: Count(0)}, moment=Moment.BACK, note="Collège"
    )
    assert [(one.piece.name, one.missing, one.condition) for one in catalogue.missing_pieces(copy_id)] == [
        ("Cartes « usages »", 2, "worn"), ("Sablier", 1, "good"),
    ]  # fmt: skip
    assert condition(catalogue, copy_id) == "incomplete"
    past = catalogue.counts_of(copy_id)
    assert [(one.checklist.moment, one.missing, one.checklist.counted_by) for one in past] == [
        (Moment.BACK, 3, WHO.name), (Moment.OUT, 0, WHO.name),
    ]  # fmt: skip
    catalogue.count_pieces(WHO, copy_id, {cards: Count(24), timer: Count(1)})
    assert catalogue.missing_pieces(copy_id) == ()
    assert condition(catalogue, copy_id) == "good"
    library.undo(WHO)
    assert len(catalogue.missing_pieces(copy_id)) == 2
    catalogue.remove_count(WHO, past[0].checklist.id)
    assert catalogue.missing_pieces(copy_id) == ()


def test_a_counted_piece_taken_away_still_stands_in_old_counts(catalogue: CatalogueService, kit: int) -> None:
    copy_id = catalogue.add_copy(WHO, kit).id
    booklet, cards, timer = (one.id for one in catalogue.pieces(kit))
    catalogue.count_pieces(WHO, copy_id, {timer: Count(0)})
    change(catalogue, kit, pieces=[{"id": booklet, "name": "Livret"}])
    sheet = catalogue.document(kit)
    assert [one.name for one in sheet.pieces] == ["Livret"]
    assert [(one.id, one.dropped_on is not None) for one in sheet.every_piece] == [(booklet, False), (timer, True)]
    assert catalogue.missing_pieces(copy_id) == ()
    with pytest.raises(DomainError) as gone:
        catalogue.count_pieces(WHO, copy_id, {timer: Count(1)})
    assert gone.value.code == "piece_gone"
    with pytest.raises(DomainError) as nothing:
        catalogue.count_pieces(WHO, copy_id, {})
    assert nothing.value.code == "nothing_counted"
    assert cards not in {one.id for one in sheet.every_piece}


def test_the_schema_refuses_the_piece_of_another_document(
    catalogue: CatalogueService, kit: int, library: Library
) -> None:
    other = add(catalogue, "Autre", kind="kit", pieces=[{"name": "Dé"}])
    copy_id = catalogue.add_copy(WHO, kit).id

    def write() -> None:
        with library.revise("test", WHO) as revision:
            count = revision.insert("checklist", {"copy_id": copy_id, "moment": "check", "day": "2026-01-01"})
            line = {"checklist_id": count, "piece_id": catalogue.pieces(other)[0].id, "expected": 1, "found": 1}
            revision.insert("checklist_line", line)

    with pytest.raises(Refused) as refused:
        write()
    assert refused.value.code == "foreign_piece"


def test_deleting_takes_everything_and_undoing_brings_it_back(
    catalogue: CatalogueService, kit: int, library: Library
) -> None:
    copy_id = catalogue.add_copy(WHO, kit).id
    catalogue.count_pieces(WHO, copy_id, {catalogue.pieces(kit)[0].id: Count(0)})
    before = catalogue.document(kit)
    catalogue.delete_document(WHO, kit, before.document.version)
    assert library.count("checklist_line") == 0
    library.undo(WHO)
    after = catalogue.document(kit)
    assert [one.name for one in after.pieces] == [one.name for one in before.pieces]
    assert len(catalogue.missing_pieces(copy_id)) == 1


# --- titles, abstracts, links ---


def test_titles_and_abstracts_of_other_languages_are_found(catalogue: CatalogueService) -> None:
    book = add(catalogue, titles=[{"title": "Shared waters", "language_code": "eng"}, {"title": "Aguas", "kind": "original"}],
               abstracts=[{"language_code": "eng", "text": "Wells and committees."}])  # fmt: skip
    sheet = catalogue.document(book)
    assert [(one.kind, one.title, one.language) for one in sheet.titles] == [
        ("parallel", "Shared waters", "anglais"), ("original", "Aguas", ""),
    ]  # fmt: skip
    assert [row.id for row in catalogue.search("titre:shared").rows] == [book]
    assert [row.id for row in catalogue.search("résumé:committees").rows] == [book]
    title = sheet.titles[0]
    change(
        catalogue,
        book,
        titles=[{"id": title.id, "kind": "parallel", "language_code": "eng", "title": "Sharing waters"}],
    )
    assert [(one.id, one.title) for one in catalogue.document(book).titles] == [(title.id, "Sharing waters")]
    assert catalogue.search("shared").total == 0


def test_a_link_is_seen_from_both_ends(catalogue: CatalogueService) -> None:
    journal = add(catalogue, "Grain de sel", kind="periodical")
    article = add(catalogue, "Le point d'eau", kind="article",
                  links=[{"relation": "issue", "target_id": journal, "number": "12", "pages": "14-19"}])  # fmt: skip
    link, back = catalogue.document(article).links[0], catalogue.document(journal).linked[0]
    assert (link.shown_title, link.target_kind, link.target_number) == ("Grain de sel", "periodical", "00001")
    assert (back.document_id, back.title, (back.part, back.pages)) == (article, "Le point d'eau", ("12", "14-19"))
    assert catalogue.relations[catalogue.relations[back.relation].inverse].name == "Contient"
    assert article in {row.id for row in catalogue.search("grain de sel").rows}
    change(catalogue, journal, title="Le grain nouveau")
    assert catalogue.document(article).links[0].shown_title == "Le grain nouveau"
    assert article in {row.id for row in catalogue.search("nouveau").rows}
    for links, code in (([{"target_id": article}], "link_to_itself"), ([{"target_id": 12345}], "document_gone")):
        with pytest.raises(DomainError) as refused:
            change(catalogue, article, links=links)
        assert refused.value.code == code


def test_every_relation_has_its_inverse(catalogue: CatalogueService) -> None:
    for code, relation in catalogue.relations.items():
        assert relation.inverse in catalogue.relations, code
        if code not in {"subset", "issue", "series"}:  # all are « contient » from the other end
            assert catalogue.relations[relation.inverse].inverse == code


# --- issues ---


@pytest.fixture
def journal(catalogue: CatalogueService) -> int:
    journal_id = add(catalogue, "Grain de sel", kind="periodical", issues_a_year=4)
    catalogue.add_issue(WHO, journal_id, number="1", due_on=date(2026, 1, 15))
    return journal_id


def test_awaited_issues_are_prepared_received_and_told_late(
    catalogue: CatalogueService, journal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cresi_app.core.clock.today", lambda: date(2026, 8, 1))
    catalogue.expect_issues(WHO, journal)
    assert [(one.number, one.state, one.due_on) for one in catalogue.issues(journal)][1:] == [
        ("2", "awaited", date(2026, 4, 15)), ("3", "awaited", date(2026, 7, 15)), ("4", "awaited", date(2026, 10, 15)),
    ]  # fmt: skip
    assert [one.number for one in catalogue.collection(journal).late] == ["2", "3"]
    assert [(one.number, title) for one, title in catalogue.late_issues()] == [
        ("2", "Grain de sel"),
        ("3", "Grain de sel"),
    ]
    with pytest.raises(DomainError) as nothing:
        catalogue.expect_issues(WHO, journal)
    assert nothing.value.code == "nothing_expected"
    second, third = catalogue.issues(journal)[1:3]
    catalogue.set_issue_states(WHO, [second.id], "claimed")
    catalogue.set_issue_states(WHO, [third.id], "received")
    assert catalogue.issues(journal)[2].received_on == date(2026, 8, 1)
    assert [part.replace("\u00a0", " ") for part in catalogue.collection(journal).gaps] == ["n° 2"]


def test_an_issue_is_written_once_and_gets_its_own_notice(catalogue: CatalogueService, journal: int) -> None:
    with pytest.raises(DomainError) as known:
        catalogue.add_issue(WHO, journal, number="1", year=2026)
    assert (known.value.code, known.value.field) == ("issue_known", "number")
    catalogue.add_issue(WHO, journal, number="1", year=2025)
    catalogue.add_run(WHO, journal, 1, 3, year=2025)
    assert [(one.year, one.number) for one in catalogue.issues(journal)] == [
        (2025, "1"),
        (2025, "2"),
        (2025, "3"),
        (2026, "1"),
    ]
    last = catalogue.issues(journal)[-1]
    notice = catalogue.make_issue_notice(WHO, last.id).id
    sheet = catalogue.document(notice)
    assert (sheet.kind.code, sheet.links[0].target_id, sheet.links[0].number) == ("issue", journal, "1")
    assert catalogue.issues(journal)[-1].notice_id == notice
    add(catalogue, "Un article", kind="article", links=[{"relation": "issue", "target_id": journal, "number": "1"}])
    assert catalogue.articles_by_number(journal) == {"1": 1}
    add(catalogue, "Un autre", kind="article", links=[{"relation": "issue", "target_id": notice}])
    assert catalogue.articles_by_number(journal) == {"1": 2}
    with pytest.raises(DomainError) as too_long:
        catalogue.add_run(WHO, journal, 1, 9_000)
    assert too_long.value.code == "run_unreadable"


def test_a_rhythm_and_a_first_issue_are_needed(catalogue: CatalogueService) -> None:
    journal = add(catalogue, "Sans rythme", kind="periodical")
    for fields, code in (({}, "rhythm_missing"), ({"issues_a_year": 4}, "nothing_to_count_from")):
        change(catalogue, journal, **fields)
        with pytest.raises(DomainError) as refused:
            catalogue.expect_issues(WHO, journal)
        assert refused.value.code == code
    with pytest.raises(DomainError) as nameless:
        catalogue.add_issue(WHO, journal, number=" ")
    assert nameless.value.field == "number"


# --- what does not read yet ---


def test_words_that_do_not_read_are_kept_with_the_notice_until_their_field_is_saved(
    catalogue: CatalogueService,
) -> None:
    book = add(catalogue)
    catalogue.keep_pending(WHO, book, {"year": "20x5", "url": "exemple.org"})
    assert {one.field: one.typed for one in catalogue.document(book).pending} == {"year": "20x5", "url": "exemple.org"}
    assert catalogue.search("partagées").rows[0].is_draft
    change(catalogue, book, year=2025)
    assert [one.field for one in catalogue.document(book).pending] == ["url"]
    catalogue.keep_pending(WHO, book, {"url": ""})
    assert catalogue.document(book).pending == ()
    assert not catalogue.search("partagées").rows[0].is_draft
    catalogue.library.undo(WHO)
    assert len(catalogue.document(book).pending) == 1


def test_a_duplicate_says_the_same_again(catalogue: CatalogueService, kit: int) -> None:
    copy = catalogue.document(catalogue.duplicate_document(WHO, kit).id)
    known = catalogue.document(kit)
    assert [(one.name, one.quantity) for one in copy.pieces] == [(one.name, one.quantity) for one in known.pieces]
    assert {one.id for one in copy.pieces}.isdisjoint({one.id for one in known.pieces})
    assert (copy.use.minutes_most, copy.use.material) == (known.use.minutes_most, known.use.material)
    assert [one.audience for one in copy.audiences] == [one.audience for one in known.audiences]
