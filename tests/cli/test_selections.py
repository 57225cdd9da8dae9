"""Shelves, baskets and acts on many notices without a window."""

import json
from pathlib import Path
from typing import Any

from tests.catalogue.notices import notice_file
from tests.cli.conftest import Run


def data_of(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, ""), err
    return json.loads(out)


def test_shelves_baskets_and_batches(library: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notices.iso"
    file.write_bytes(notice_file(12))
    data_of(run("import", file, "--json"))
    everything = data_of(run("basket", "Tout", "--new", "--query", "ajouté:<2j", "--json"))
    assert everything["count"] == 12
    first, second = everything["documents"][:2]
    assert data_of(run("basket", "tout", "--remove", first, second, "--json"))["count"] == 10
    assert data_of(run("basket", "tout", "--add", second, "--json"))["documents"][-1] == second
    assert data_of(run("basket", "--json"))["baskets"][0]["count"] == 11

    changed = data_of(
        run("batch", "--basket", "Tout", "--field", "subjects", "--add", "Climat", "Désert du Sahel", "--json")
    )
    assert (changed["asked"], changed["changed"]) == (11, 11)
    kept = data_of(run("shelves", "--add", "Climat", "--query", "sujet:climat", "--json"))
    assert [(one["name"], one["count"]) for one in kept["shelves"]] == [("Climat", 11)]
    assert data_of(run("search", "--shelf", "climat", "--json"))["total"] == 11
    out = tmp_path / "termes.ttl"
    assert data_of(run("export", "--format", "skos", "--shelf", "Climat", "--out", out, "--json"))["written"] >= 2
    assert "Désert du Sahel" in out.read_text(encoding="utf-8")
    for name in ("csv", "unimarc", "json"):
        written = data_of(
            run("export", "--format", name, "--basket", "tout", "--out", tmp_path / f"x.{name}", "--json")
        )
        assert written["written"] == 11

    tried = data_of(
        run(
            "batch",
            "--query",
            "*",
            "--find",
            r"^(\w)",
            "--replace",
            r"[\1]",
            "--pattern",
            "--field",
            "title",
            "--dry-run",
            "--json",
        )
    )
    assert tried["documents"] == 12
    done = data_of(
        run(
            "batch", "--query", "*", "--find", r"^(\w)", "--replace", r"[\1]", "--pattern", "--field", "title", "--json"
        )
    )
    assert done["changed"] == 12
    data_of(run("undo", "--json"))
    assert data_of(run("batch", "--shelf", "Climat", "--delete", "--json"))["changed"] == 11
    assert data_of(run("basket", "tout", "--json"))["count"] == 0
    data_of(run("undo", "--json"))
    assert data_of(run("basket", "tout", "--json"))["count"] == 11
    assert data_of(run("shelves", "--delete", "climat", "--json"))["shelves"] == []


def test_what_cannot_be_is_told(library: Path, run: Run) -> None:
    for words, said in (
        (["basket", "Rien"], "panier"), (["search", "--shelf", "Rien"], "étagère"), (["shelves", "--add", "x"], "query"),
        (["batch", "--archive"], "notices"), (["batch", "--query", "*"], "--field"), (["batch", "--query", "*", "--find", "(", "--pattern"], "parenthèse"),
        (["batch", "--query", "*", "--field", "title", "--clear"], "title"),
    ):  # fmt: skip
        code, out, err = run(*words)
        assert (code, out) == (1, ""), words
        assert said in err, words
