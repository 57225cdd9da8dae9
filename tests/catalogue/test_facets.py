"""Counts from columns in memory: always those that the documents themselves give, whatever happened and whoever wrote it."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cresi_app.catalogue.model import Availability, Filters
from cresi_app.catalogue.model.asking import Range
from cresi_app.catalogue.queries import facets as facets_queries
from cresi_app.catalogue.queries.facets import Facets, following
from cresi_app.catalogue.queries.facets.answers import LatestAnswers
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Interrupted
from cresi_app.store.library import Library
from cresi_app.store.values import listed
from tests.catalogue.conftest import WHO
from tests.catalogue.pdfs import written

WORDS = ("eau", "école", "forêt", "mali")
SUBJECTS = ("Eau", "École", "Forêts", "Femmes", "Jeunesse")
STATUSES = ("available", "reference", "lost")


@pytest.fixture
def learnt(library: Library) -> Facets:
    facets = Facets(library)
    facets.learn()
    return facets


def _fields(chance: random.Random) -> dict[str, object]:
    return {
        "kind": chance.choice(("book", "guide", "web", "video")),
        "year": chance.choice((None, 1000, 1987, 2015, 2016, 2999)),
        "subjects": chance.sample(SUBJECTS, chance.randrange(4)),
        "languages": chance.choice(([], ["fre"], ["eng", "fre"], [("spa", "original")])),
        "countries": chance.sample(("ML", "SN", "HT", "VN"), chance.randrange(3)),
        "url": chance.choice(("", "https://exemple.org")),
    }


def _act(catalogue: CatalogueService, chance: random.Random) -> None:
    """Do something that may change what is counted."""
    library = catalogue.library
    ids = [row[0] for row in library.query("SELECT id FROM document ORDER BY id")]
    one = chance.choice(ids) if ids else None
    version = library.value("SELECT version FROM document WHERE id = ?", (one,))
    act = chance.randrange(9)
    if act <= 1 or one is None:
        title = " ".join(chance.sample(WORDS, 2))
        catalogue.add_document(WHO, title=title, **_fields(chance))  # type: ignore[arg-type]  # plain fields
    elif act == 2:
        name, value = chance.choice(list(_fields(chance).items()))
        catalogue.update_document(WHO, one, version, None, **{name: value})
    elif act == 3:
        catalogue.archive_document(WHO, one, version)
    elif act == 4:
        catalogue.restore_document(WHO, one, version)
    elif act == 5:
        catalogue.delete_document(WHO, one, version)
    elif act == 6:
        catalogue.add_copy(WHO, one, status=chance.choice(STATUSES))
    elif act == 7:
        copies = library.query("SELECT id, version FROM copy WHERE withdrawn_on IS NULL ORDER BY id")
        if copies:
            catalogue.withdraw_copy(WHO, *chance.choice(copies))
    else:
        chance.choice((library.undo, library.undo, library.redo))(WHO)


def _asked(library: Library, chance: random.Random) -> Iterator[tuple[str, Filters]]:
    subjects = [row[0] for row in library.query("SELECT id FROM subject ORDER BY id")]
    for text in ("", "eau", "f", "eau mali"):
        yield text, Filters()
        yield text, Filters(archived=True)
        yield (
            text,
            Filters(
                kinds=frozenset(chance.sample(("book", "guide", "web"), chance.randrange(3))),
                subjects=frozenset(chance.sample(subjects, min(len(subjects), chance.randrange(2)))),
                languages=frozenset(chance.sample(("fre", "spa"), chance.randrange(2))),
                countries=frozenset(chance.sample(("ML", "SN"), chance.randrange(2))),
                availability=frozenset(chance.sample(list(Availability), chance.randrange(3))),
                year_from=chance.choice((None, None, 1987)),
                year_to=chance.choice((None, None, 2015)),
            ),
        )


def _sorted(counts: dict[str, list[tuple[str, int]]]) -> dict[str, list[tuple[str, int]]]:
    return {facet: sorted(values) for facet, values in counts.items()}


@pytest.mark.parametrize("seed", range(3))
def test_columns_say_what_the_documents_say(library: Library, learnt: Facets, seed: int) -> None:
    catalogue, chance, bare = CatalogueService(library), random.Random(seed), LatestAnswers(library)
    for _ in range(60):
        try:
            _act(catalogue, chance)
        except DomainError:
            continue  # nothing to undo, archived already: no act
        for text, filters in _asked(library, chance):
            with library.snapshot():
                told, partial = learnt.counts(text, filters)
                assert (_sorted(told), partial) == (_sorted(bare.counts(text, filters)[0]), 0), (text, filters)


def test_what_another_process_writes_is_counted(library: Library, learnt: Facets) -> None:
    """The columns follow the revisions in the library's file, not what this program's own acts tell."""
    catalogue = CatalogueService(library)
    catalogue.add_document(WHO, title="Eau", year=2015)
    assert dict(learnt.counts("", Filters())[0]["year"]) == {"2015": 1}
    one = library.value("SELECT id FROM document")
    with library.revise("catalogue.update_document", WHO, ("document", one)) as revision:
        revision.update("document", one, 1, {"year": 2016})
    assert dict(learnt.counts("", Filters())[0]["year"]) == {"2016": 1}
    assert dict(learnt.counts("eau", Filters())[0]["year"]) == {"2016": 1}


def test_following_reads_the_latest_of_the_history_and_not_all_of_it(library: Library) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = [(following._SINCE, (1, listed(("document", "copy")), 3))]
    asked += [(following._OF_CHILDREN.format(table=table), (listed([1]), 1)) for table in following._CHILDREN]
    for sql, params in asked:
        plan = [row["detail"] for row in library.query(f"EXPLAIN QUERY PLAN {sql}", params)]
        of_changes = [one for one in plan if " change " in f"{one} "]
        assert len(of_changes) == 1, plan
        assert of_changes[0].endswith("INDEX change_revision (revision>?)"), sql


def test_a_snapshot_from_before_neither_sees_nor_spoils_what_is_learnt(library: Library) -> None:
    catalogue = CatalogueService(library)
    catalogue.add_document(WHO, title="Eau", year=2015)
    followed = following.Followed(library)
    followed.learn()

    def later() -> None:
        catalogue.add_document(WHO, title="Eau", year=2016)
        assert followed.columns() is not None

    with ThreadPoolExecutor(1) as beside, library.snapshot():
        assert library.value("SELECT count(*) FROM document") == 1
        beside.submit(later).result()
        assert followed.columns() is None
    told = followed.columns()
    assert told is not None, "nothing had to be learnt anew"
    assert sorted(told[0].year.tolist()) == [2015, 2016]


def test_one_reading_waits_for_another_that_follows_and_for_none_that_learns(library: Library) -> None:
    """The list and its facets are read at once: the second must not be told that it is counted in part."""

    class Held:
        def __init__(self) -> None:
            self.asked: list[bool] = []

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            self.asked.append(blocking and timeout > 0)
            return blocking

        def release(self) -> None:
            """Nothing is held."""

    followed = following.Followed(library)
    held = followed._busy = Held()  # type: ignore[assignment]  # a lock that another thread holds, as long as nobody waits
    assert followed.columns() is None
    followed._busy = threading.Lock()
    followed.learn()
    followed._busy = held  # type: ignore[assignment]  # as above
    assert followed.columns() is not None
    assert held.asked == [False, True]


def test_what_is_counted_beside_the_history_is_asked_for_each_time(library: Library, learnt: Facets) -> None:
    catalogue = CatalogueService(library)
    one = catalogue.add_document(WHO, title="Eau").id
    viewed = Filters(asked=Range("views", first="1"))
    assert learnt.total("eau", viewed) == (0, False)
    catalogue.count_view(one)
    assert learnt.total("eau", viewed) == (1, False)


def test_learning_goes_on_where_it_was_interrupted(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = CatalogueService(library)
    for number in range(7):
        catalogue.add_document(WHO, title=f"Eau {number}", year=2000 + number)
    monkeypatch.setattr(following, "PIECE", 2)
    followed = following.Followed(library)
    read, pieces = following.Followed._read, []

    def interrupted(self: following.Followed, codes: object, of: str) -> object:
        pieces.append(of)
        if len(pieces) == 3:
            raise Interrupted
        return read(self, codes, of)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(following.Followed, "_read", interrupted)
    with pytest.raises(Interrupted):
        followed.learn()
    assert followed.columns() is None, "what is read in part is not counted"
    catalogue.update_document(WHO, catalogue.by_ref("1"), 1, year=1987)
    followed.learn()
    assert pieces[2] == pieces[3], "the piece that was lost is read again"
    assert len(pieces) == 6, "and the first three, four documents, are not; the changed one is, alone"
    read_now = followed.columns()
    assert read_now is not None
    assert sorted(read_now[0].year.tolist()) == [1987, *range(2001, 2007)]


def test_too_many_changes_are_learnt_anew(library: Library, learnt: Facets, monkeypatch: pytest.MonkeyPatch) -> None:
    """Meanwhile the latest answers are counted: nobody waits for a big import to be read again."""
    catalogue = CatalogueService(library)
    monkeypatch.setattr(following, "MOST", 3)
    monkeypatch.setattr(facets_queries.answers, "FACET_CAP", 2)
    monkeypatch.setattr(facets_queries, "FACET_CAP", 2)
    for number in range(5):
        catalogue.add_document(WHO, title=f"Eau {number}", year=2000)
    assert learnt.counts("eau", Filters()) == (LatestAnswers(library).counts("eau", Filters())[0], 2)
    learnt.learn()
    told, partial = learnt.counts("eau", Filters())
    assert (dict(told["year"]), partial) == ({"2000": 5}, 0)


def test_what_is_too_common_is_counted_over_its_latest_and_it_is_said(
    library: Library, learnt: Facets, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = CatalogueService(library)
    monkeypatch.setattr(facets_queries, "COUNT_CAP", 2)
    for year in (2000, 2001, 2002):
        catalogue.add_document(WHO, title="Eau", year=year)
    told, partial = learnt.counts("eau", Filters())
    assert (dict(told["year"]), partial) == ({"2001": 1, "2002": 1}, 2)


def test_what_only_a_page_says_is_counted(library: Library, learnt: Facets, tmp_path: Path) -> None:
    """Words spread over a notice and the pages of its file narrow the counts as they narrow the list."""
    catalogue = CatalogueService(library)
    one = catalogue.add_document(WHO, title="Eau", year=2015).id
    catalogue.add_document(WHO, title="Forêt", year=2016)
    catalogue.attach_file(WHO, one, written(tmp_path / "note.pdf", ["Le barrage de Sélingué"]))
    catalogue.read_files()
    for text in ("sélingué", "eau barrage"):
        told, _ = learnt.counts(text, Filters())
        assert dict(told["year"]) == {"2015": 1}, text
        assert dict(learnt.counts(text, Filters(kinds=frozenset({"video"})))[0]["year"]) == {}
        assert _sorted(told) == _sorted(LatestAnswers(library).counts(text, Filters())[0])
