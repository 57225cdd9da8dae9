"""The command line, as a person and as a program would use it, on a real library."""

import json
from pathlib import Path
from typing import Any

import pytest

from cresi_app import handover
from cresi_app.cli.run import COMMANDS, answer_in_window
from cresi_app.cli.watching import watched
from cresi_app.core.changes import Actor
from cresi_app.services import Services
from cresi_app.store.watching import Stage
from tests.catalogue.notices import notice_file
from tests.cli.conftest import Run
from tests.corpus import corpus_dir

WHO = Actor("cli:test", "test")


def data_of(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_new_remembers_the_library_and_info_counts(library: Path, run: Run) -> None:
    info = data_of(run("info", "--json"))
    assert Path(info["library"]) == library.resolve()
    assert set(info["counts"].values()) == {0}
    assert info["last_backup"] is None


def test_without_any_library_the_sentence_names_new(run: Run) -> None:
    code, out, err = run("info")
    assert (code, out) == (1, "")
    assert "new DIR" in err


@pytest.mark.parametrize(
    "words", [["frobnicate"], ["search"], ["report", "--year", "soon"], ["import"], ["search", "a", "--frob"]]
)
def test_bad_usage_is_told_and_exits_2(words: list[str], run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "usage" in err
    assert "Traceback" not in err


def test_import_search_undo_redo_history(library: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notices.iso"
    file.write_bytes(notice_file(25))
    first = data_of(run("import", file, "--json"))
    assert (first["read"], first["created"], first["rejected"]) == (25, 25, 0)
    again = data_of(run("import", file, "--json"))
    assert (again["merged"], again["revision"]) == (25, None)
    assert data_of(run("info", "--json"))["counts"]["document"] == 25
    assert data_of(run("undo", "--json"))["revision"] == first["revision"] + 1
    assert data_of(run("info", "--json"))["counts"]["document"] == 0
    data_of(run("redo", "--json"))
    assert data_of(run("info", "--json"))["counts"]["document"] == 25
    story = data_of(run("history", "document", 1, "--json"))
    assert [entry["operation"] for entry in story] == ["redo", "undo", "catalogue.import"]
    assert {"revision", "at", "who", "operation", "changes"} <= story[0].keys()


def test_a_dry_run_writes_nothing(library: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notices.iso"
    file.write_bytes(notice_file(5))
    told = data_of(run("import", file, "--dry-run", "--json"))
    assert (told["created"], told["revision"]) == (5, None)
    assert data_of(run("info", "--json"))["counts"]["document"] == 0


def test_new_subjects_are_left_in_words_when_asked(library: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Titre;Année;Sujets\nL'été;2010;Puits\n", "utf-8")
    assert data_of(run("import", file, "--known-subjects", "--json"))["subjects_left"] == ["Puits"]
    code, out, _err = run("import", file, "--known-subjects", "--dry-run")
    assert code == 0
    assert "1 sujet" in out
    told = data_of(run("import", file, "--json"))
    assert (told["updated"], "subjects_left" in told) == (1, False)


@pytest.mark.parametrize("text", ["oeuvre", "Œuvre", "l'été", "C++", '"', "eau* AND (", "", "*", "NEAR(", "a:b"])
def test_nothing_typed_raises(text: str, library: Path, run: Run) -> None:
    found = data_of(run("search", text, "--json"))
    assert found.keys() == {"total", "capped", "ms", "results"}


def test_search_finds_over_all_desks(library: Path, run: Run) -> None:
    with Services.open(library) as services:
        services.catalogue.add_document(WHO, title="L’École du Sahel")
        organisation = services.directory.add_organisation(WHO, "École sans frontières").id
        services.projects.add_project(WHO, "Une école à Kita", organisation, 2026)
    found = data_of(run("search", "ecole", "--json"))
    assert {hit["kind"] for hit in found["results"]} == {"document", "organisation", "project"}
    assert found["total"] == 3
    only = data_of(run("search", "ecole", "--in", "project", "--json"))
    assert [hit["title"] for hit in only["results"]] == ["Une école à Kita"]
    assert data_of(run("show", "project", "2026-001", "--json"))
    [unread] = data_of(run("search", "ecole année:x2", "--in", "document", "--json"))["unread"]
    assert "n’est pas une année" in unread


@pytest.mark.parametrize(
    "words",
    [
        ["show", "document", "99999"],
        ["show", "spoon", "1"],
        ["show", "organisation", "9" * 30],
        ["show", "person", "²"],
        ["show", "session", "F1999-01"],
        ["search", "a", "--in", "spoon"],
        ["report", "poster", "1", "--out", "x.pdf"],
        ["report", "dossier"],
        ["undo"],
        ["redo"],
        ["undo", "4242"],
        ["restore", "nowhere.db"],
        ["import", "nowhere.iso"],
        ["info", "--library", "nowhere"],
    ],
)
def test_refusals_are_sentences(words: list[str], library: Path, run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert err.strip()
    assert "Traceback" not in err
    assert "Rapport" not in err, "a refusal, not a crash"


def test_a_file_that_holds_no_notices_is_refused_and_nothing_written(library: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "picture.iso"
    file.write_bytes(bytes(range(256)) * 10)
    code, out, err = run("import", file)
    assert (code, out) == (1, "")
    assert "picture.iso" in err


def test_backup_check_and_restore(library: Path, run: Run) -> None:
    with Services.open(library) as services:
        services.catalogue.add_document(WHO, title="Avant")
    made = data_of(run("backup", "--json"))
    assert made["counts"]["document"] == 1
    with Services.open(library) as services:
        services.catalogue.add_document(WHO, title="Après")
    assert data_of(run("check", "--json")) == {"ok": True, "problems": []}
    data_of(run("restore", made["file"], "--json"))
    assert data_of(run("info", "--json"))["counts"]["document"] == 1
    assert data_of(run("info", "--json"))["last_backup"]


def test_a_new_library_may_begin_with_the_thesauri(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "neuve", "--thesaurus")[0] == 0
    with Services.open(tmp_path / "neuve") as services:
        themes, places = sorted(services.catalogue.thesauri(), key=lambda one: one.name, reverse=True)
        assert themes.name.startswith("Thèmes")
        assert places.name == "Lieux"


def test_new_never_overwrites(library: Path, run: Run) -> None:
    before = (library / "library.db").read_bytes()
    code, _out, err = run("new", library)
    assert code == 1
    assert "contient déjà une bibliothèque" in err
    assert (library / "library.db").read_bytes() == before


def test_the_real_notices_of_harry_potter(run: Run, tmp_path: Path) -> None:
    folder = corpus_dir("unimarc")
    titles = []
    for name in (
        "pan2bq_serie-HarryPotter.pan",
        "derived_iso5426_pan2bq.iso",
        "derived_cp1252-mislabelled-0103_pan2bq.iso",
    ):
        library = tmp_path / name
        run("new", library)
        told = data_of(run("import", folder / name, "--library", library, "--json"))
        assert (told["created"], told["rejected"]) == (7, 0)
        found = data_of(run("search", "harry", "--library", library, "--limit", 50, "--json"))
        titles.append(sorted(hit["title"] for hit in found["results"]))
    assert titles[0] == titles[1] == titles[2]
    assert any("Phénix" in title for title in titles[0])


def test_a_handed_over_command_that_breaks_is_answered_all_the_same(
    library: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setitem(COMMANDS, "info", broken)
    with Services.open(library) as services:
        door = handover.Desk(library, lambda words, folder: answer_in_window(services, words, folder))
        try:
            code, out, err = run("info")
        finally:
            door.close()
    assert (code, out) == (1, "")
    assert "Rapport" in err


def test_a_thesaurus_comes_in_and_goes_out(library: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "themes.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://x.org/> .\n"
        'x:s a skos:ConceptScheme ; skos:prefLabel "Thèmes"@fr .\n'
        'x:eau a skos:Concept ; skos:prefLabel "Eau"@fr ; skos:inScheme x:s .\n',
        encoding="utf-8",
    )
    told = json.loads(run("import", file, "--json")[1])
    assert (told["format"], told["thesaurus"], told["created"], told["read"]) == ("skos", "Thèmes", 1, 1)
    again = json.loads(run("import", file, "--json")[1])
    assert (again["merged"], again["revision"]) == (1, None)
    out = tmp_path / "out.ttl"
    assert json.loads(run("export", "--format", "skos", "--out", out, "--json")[1])["written"] == 1
    assert "Eau" in out.read_text(encoding="utf-8")
    assert run("export", "--format", "skos", "--query", "autre", "--out", out)[0] == 1


def test_an_absent_server_is_a_sentence(library: Path, run: Run) -> None:
    code, out, err = run("import", "http://127.0.0.1:9/oai")
    assert (code, out) == (1, "")
    assert "ne répond pas" in err


def test_an_opening_that_lasts_says_how_far_it_is_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 0.5, 1.5, 2.0, 3.0, 4.0, 14.0, 15.0])
    hear = watched(lambda: next(seconds))
    for stage, done in (
        (Stage.CHECK, 0),
        (Stage.COPY, 1),
        (Stage.COPY, 2),
        (Stage.MIGRATE, 0),
        (Stage.INDEX, 4_000),
        (Stage.INDEX, 48_000),
        (Stage.INDEX, 50_000),
    ):
        hear(stage, done, 50_000)
    told = capsys.readouterr().err.replace("\u202f", " ").replace("\xa0", " ").splitlines()
    assert told == [
        "Copie de la bibliothèque avant sa mise à jour…",
        "Mise à jour de la bibliothèque…",
        "Fiches rendues à la recherche : 4 000 sur 50 000.",
        "Fiches rendues à la recherche : 48 000 sur 50 000.",
    ]
