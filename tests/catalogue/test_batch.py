"""Acts on many documents: one revision, undone whole, given up without a trace; what cannot take it is left alone and told."""

from collections.abc import Callable
from typing import Any

import pytest

from cresi_app.catalogue.model import batch as model
from cresi_app.catalogue.model.batch import Act, Edit, Replacement, acts_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.core.substituting import Substitution
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO


class Stopping:
    """A progress that is stopped when so many are done."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.seen: list[tuple[int, int]] = []

    def step(self, done: int, total: int = 0) -> None:
        self.seen.append((done, total))
        if done >= self.after:
            raise InterruptedError

    def check(self) -> None:
        """Go on."""


@pytest.fixture
def ids(catalogue: CatalogueService) -> list[int]:
    made = []
    for number in range(6):
        fields: dict[str, Any] = {
            "subjects": ["Eau", "Sol"] if number % 2 else ["Sol"],
            "call_number": f"SOL {number}",
        }
        fields |= {
            "countries": ["ML"],
            "languages": ["fre", ("eng", "original")],
            "abstract": "Un  puits." if number else "",
        }
        made.append(catalogue.add_document(WHO, title=f"L'eau {number}", **fields).id)
    for document in made[:4]:
        catalogue.add_copy(WHO, document, location="Rayon A")
    return made


def _rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Return every recorded row without its bookkeeping."""
    found = {}
    for shape in library.structure.recorded:
        columns = ", ".join(("id", *shape.content)) if "id" in shape.columns else ", ".join(shape.content)
        found[shape.name] = [tuple(row) for row in library.query(f"SELECT {columns} FROM {shape.name} ORDER BY id")]
    return found


def _values(catalogue: CatalogueService, ids: list[int], name: str) -> list[object]:
    return [getattr(one.document, name) for one in catalogue.sheets(ids)]


EDITS = [
    (Edit("audience", Act.SET, " adultes "), 6),
    (Edit("abstract", Act.APPEND, " Fin."), 6),
    (Edit("title", Act.PREPEND, "Voir : "), 6),
    (Edit("abstract", Act.CLEAR), 5),
    (Edit("kind", Act.SET, "guide"), 6),
    (Edit("year", Act.SET, "2020"), 6),
    (Edit("published_on", Act.SET, "24/11/2025"), 6),
    (Edit("publisher", Act.SET, "Éditions du Fleuve"), 6),
    (Edit("subjects", Act.ADD, ["Eau", "Climat"]), 6),
    (Edit("subjects", Act.REMOVE, ["Eau"]), 3),
    (Edit("subjects", Act.REPLACE, ["Hydraulique"], ["Eau"]), 3),
    (Edit("subjects", Act.CLEAR), 6),
    (Edit("countries", Act.REPLACE, ["HT"], ["ML"]), 6),
    (Edit("languages", Act.REPLACE, ["ara"], ["fre"]), 6),
    (Edit("languages", Act.ADD, ["fre"]), 0),
    (Edit("location", Act.SET, "Rayon B"), 4),
    (Edit("location", Act.CLEAR), 4),
    (Edit("status", Act.SET, "missing"), 4),
    (Edit("call_prefix", Act.REPLACE, "DEV", "SOL"), 6),
    (Edit("call_prefix", Act.REPLACE, "X", "ZZZ"), 0),
]


def test_every_edit_is_one_revision_and_is_undone_whole(
    catalogue: CatalogueService, library: Library, ids: list[int]
) -> None:
    before = _rows(library)
    for edit, changed in EDITS:
        if edit.field == "status" and edit.value not in catalogue.statuses:
            edit = Edit("status", Act.SET, next(code for code in catalogue.statuses if code != "available"))  # noqa: PLW2901 - the list's own word
        seq = library.value("SELECT max(seq) FROM revision")
        report = catalogue.edit_many(WHO, [*ids, 5, ids[0]], edit)
        assert report.changed == changed, edit
        assert library.value("SELECT max(seq) FROM revision") == seq + bool(changed), edit
        if changed:
            library.undo(WHO)
        assert _rows(library) == before, edit
    assert library.value("SELECT count(*) FROM staged") == 0


def test_what_edits_write(catalogue: CatalogueService, library: Library, ids: list[int]) -> None:
    catalogue.edit_many(WHO, ids, Edit("title", Act.PREPEND, "Zone : "))
    assert _values(catalogue, ids[:1], "title") == ["Zone : L'eau 0"]
    assert catalogue.found("zone").ids != ()  # and found by its new words
    catalogue.edit_many(WHO, ids, Edit("subjects", Act.REPLACE, ["Hydraulique"], ["Eau"]))
    assert [[one.term for one in sheet.subjects] for sheet in catalogue.sheets(ids[:2])] == [
        ["Sol"],
        ["Hydraulique", "Sol"],
    ]
    catalogue.edit_many(WHO, ids, Edit("languages", Act.CLEAR))
    assert [(one.language_code, one.use) for one in catalogue.document(ids[0]).languages] == [("eng", "original")]
    catalogue.edit_many(WHO, ids, Edit("call_prefix", Act.REPLACE, "DEV", "SOL"))
    assert _values(catalogue, ids[:2], "call_number") == ["DEV 0", "DEV 1"]
    assert {copy.call_number for sheet in catalogue.sheets(ids[:4]) for copy in sheet.copies} == {
        f"DEV {n}" for n in range(4)
    }
    catalogue.edit_many(WHO, ids, Edit("location", Act.SET, "rayon a"))
    assert library.value("SELECT count(*) FROM location") == 1  # the same place, however it is typed
    long = catalogue.edit_many(WHO, ids, Edit("title", Act.APPEND, "x" * 1_995))
    assert (long.changed, len(long.skipped)) == (0, 6)
    assert "caractères" in long.skipped[0][1].text


def test_what_cannot_be_set(catalogue: CatalogueService) -> None:
    for edit, code in (
        (Edit("nothing", Act.SET, "x"), "unknown_field"),
        (Edit("title", Act.CLEAR), "unknown_field"),
        (Edit("title", Act.SET, "  "), "value_missing"),
        (Edit("abstract", Act.APPEND, ""), "value_missing"),
        (Edit("subjects", Act.ADD, []), "value_missing"),
        (Edit("countries", Act.ADD, ["ZZZ"]), "unknown_code"),
        (Edit("kind", Act.SET, "nave"), "unknown_code"),
        (Edit("year", Act.SET, "bientôt"), "year_unreadable"),
        (Edit("published_on", Act.SET, "le 40"), "date_unreadable"),
        (Edit("url", Act.SET, "chez nous"), "url_unreadable"),
        (Edit("call_prefix", Act.REPLACE, "", ""), "value_missing"),
    ):
        with pytest.raises(DomainError) as refused:
            catalogue.edit_many(WHO, [1], edit)
        assert refused.value.code == code
        assert refused.value.sentence


def test_given_up_it_leaves_everything_as_it_was(
    catalogue: CatalogueService, library: Library, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cresi_app.catalogue.service.batch.work.CHUNK", 2)
    before, seq = _rows(library), library.value("SELECT max(seq) FROM revision")
    acts: tuple[Callable[[Stopping], object], ...] = (
        lambda progress: catalogue.edit_many(WHO, ids, Edit("audience", Act.SET, "x"), progress),
        lambda progress: catalogue.replace_in_many(WHO, ids, Replacement("eau", "feu", ("title",)), progress),
        lambda progress: catalogue.archive_many(WHO, ids, progress),
        lambda progress: catalogue.delete_many(WHO, ids, progress),
    )
    for act in acts:
        for after in (0, 4, 6):
            progress = Stopping(after)
            with pytest.raises(InterruptedError):
                act(progress)
            assert progress.seen[-1] == (after, 6)
    assert _rows(library) == before
    assert library.value("SELECT max(seq) FROM revision") == seq
    assert library.value("SELECT count(*) FROM staged") == 0


def test_search_and_replace_shows_what_it_will_do(
    catalogue: CatalogueService, library: Library, ids: list[int]
) -> None:
    words = Replacement("L'EAU", "L'onde", ("title", "abstract"))
    preview = catalogue.preview_replacement(ids, words)
    assert (preview.texts, preview.documents) == (6, 6)
    assert (preview.samples[0].before, preview.samples[0].after) == ("L'eau 0", "L'onde 0")
    assert catalogue.preview_replacement(ids, Replacement("L'EAU", "x", ("title",), keeps_case=True)).texts == 0
    assert catalogue.preview_replacement(ids, Replacement("puit", "x", ("abstract",), whole_words=True)).texts == 0
    pattern = Replacement(r"^(L'eau) (\d)$", r"\2 : \1", ("title", "abstract"), is_pattern=True)
    assert catalogue.preview_replacement(ids, pattern).samples[3].after == "3 : L'eau"
    report = catalogue.replace_in_many(WHO, ids, pattern)
    assert report.changed == 6
    assert _values(catalogue, ids[:1], "title") == ["0 : L'eau"]
    assert library.value("SELECT title_sort FROM document WHERE id = ?", (ids[0],)) == "0 : l'eau"
    library.undo(WHO)
    assert _values(catalogue, ids[:1], "title") == ["L'eau 0"]
    # A literal replacement is taken word for word, backslashes too.
    catalogue.replace_in_many(WHO, ids[:1], Replacement("L'eau", r"\1", ("title",)))
    assert _values(catalogue, ids[:1], "title") == [r"\1 0"]
    emptied = catalogue.replace_in_many(WHO, ids[1:3], Replacement(".*", "", ("title",), is_pattern=True))
    assert (emptied.changed, len(emptied.skipped)) == (0, 2)
    assert len(catalogue.preview_replacement(ids[1:3], Replacement(".*", "", ("title",), is_pattern=True)).refused) == 2


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ("(eau", "", "parenthèse ouverte"), ("eau)", "", "sans avoir été ouverte"), ("[a", "", "crochet"), ("*a", "", "rien à répéter"),
        ("eau", r"\3", "n'existe pas"), ("[z-a]", "", "intervalle"), (r"\q", "", "barre oblique"), ("a", r"\g<x>", "n'existe pas"),
        ("(?<=a+)b", "", "longueur fixe"),
    ],
)  # fmt: skip
def test_a_bad_expression_is_told_in_words(find: str, put: str, said: str) -> None:
    from cresi_app.core import substituting  # noqa: PLC0415 - the child's own function, without a child

    reply, _ = substituting.answer({"find": find, "replace": put, "flags": 0, "texts": ["eau"]})
    told = substituting._told(str(reply["error"]), reply["at"])
    assert said.replace("'", "’") in told.sentence


def test_an_expression_that_never_ends_is_ended(catalogue: CatalogueService, library: Library) -> None:
    trap = catalogue.add_document(WHO, title="a" * 60 + "!").id
    seq = library.value("SELECT max(seq) FROM revision")
    catalogue.replace_seconds = 0.3
    endless = Replacement("(a+)+$", "b", ("title",), is_pattern=True)
    with pytest.raises(DomainError) as refused:
        catalogue.preview_replacement([trap], endless)
    assert refused.value.code == "slow_expression"
    with pytest.raises(DomainError) as refused:
        catalogue.replace_in_many(WHO, [trap], endless)
    assert (refused.value.code, refused.value.field) == ("slow_expression", "find")
    assert library.value("SELECT max(seq) FROM revision") == seq
    with pytest.raises(DomainError, match="bad_expression"), Substitution("(", "", keeps_case=False):
        pass


def test_archiving_and_deleting(catalogue: CatalogueService, library: Library, ids: list[int]) -> None:
    assert catalogue.archive_many(WHO, ids).changed == 6
    assert catalogue.archive_many(WHO, ids).changes.seq is None
    assert catalogue.found().ids == ()
    assert catalogue.restore_many(WHO, ids[:2]).changed == 2
    library.undo(WHO)
    library.undo(WHO)
    issue = catalogue.add_document(WHO, title="Article", links=[{"relation": "part_of", "target_id": ids[1]}]) if (
        "part_of" in catalogue.relations
    ) else catalogue.add_document(WHO, title="Article", links=[{"target_id": ids[1]}])  # fmt: skip
    before = _rows(library)
    report = catalogue.delete_many(WHO, ids)
    assert (report.changed, [one for one, _ in report.skipped]) == (5, [ids[1]])
    assert report.skipped[0][1].text
    library.undo(WHO)
    assert _rows(library) == before
    assert catalogue.delete_many(WHO, [*ids, issue.id]).changed == 7  # together with what refers to it
    assert library.value("SELECT count(*) FROM document") == 0
    library.undo(WHO)
    assert _rows(library) == before


def test_every_field_offered_can_be_changed(catalogue: CatalogueService, ids: list[int]) -> None:
    values: dict[str, object] = {
        "kind": "dvd", "year": "1999", "publication_country_code": "ML", "published_on": "2020-01-01", "revised_on": "2020-01-01",
        "url": "https://exemple.org/", "subjects": ["Sol"], "countries": ["ML"], "languages": ["fre"],
    }  # fmt: skip
    values["kind"] = next(iter(catalogue.kinds()))
    values["status"], values["condition"] = next(iter(catalogue.statuses)), next(iter(catalogue.conditions))
    for name in model.FIELDS:
        for act in acts_of(name):
            value = values.get(name, "mot") if act is not Act.APPEND or name != "url" else "x"
            if not (name == "url" and act is Act.PREPEND):
                catalogue.edit_many(WHO, ids[:1], Edit(name, act, value, values.get(name, "SOL")))
