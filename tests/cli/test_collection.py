"""The catalogue looked over from the command line, and authorities found by any form of their name."""

import json
from pathlib import Path

from cresi_app.core.changes import Actor
from cresi_app.services import Services
from tests.cli.conftest import Run
from tests.cli.test_commands import data_of

WHO = Actor("test", "Claire Martin")


def fill(library: Path) -> None:
    with Services.open(library) as services:
        catalogue = services.catalogue
        catalogue.add_document(
            WHO, title="La santé des femmes dans les villages", contributions=["Sow, Ibrahima"], subjects=["Santé"]
        )
        catalogue.add_document(
            WHO, title="Atlas", contributions=["Sow, I."], languages=["fre"], subjects=["Eau"], abstract="Des cartes."
        )


def test_what_is_found_what_is_proposed_and_what_one_word_mends(library: Path, run: Run) -> None:
    fill(library)
    code, out, _ = run("check", "--catalogue", "--json")
    said = json.loads(out)
    assert (code, said["ok"]) == (0, False)
    counts = {one["check"]: one["count"] for one in said["checks"]}
    assert counts["twin_contributors"] == 1
    assert counts["no_language"] == 1
    code, out, _ = run("check", "--only", "no_language", "--json")
    [record] = json.loads(out)["checks"][0]["records"]
    assert record["proposal"] in {"français", "French"}
    code, out, _ = run("check", "--only", "no_language", "--mend", "--json")
    mended = json.loads(out)
    assert (code, mended["found"], mended["mended"]) == (0, 1, 1)
    assert run("undo", mended["revision"])[0] == 0
    code, _, err = run("check", "--mend")
    assert (code, "no_language" in err) == (1, True)
    assert run("check", "--only", "rien")[0] == 1
    assert run("check")[0] == 0


def test_an_authority_is_shown_by_any_form_of_its_name(library: Path, run: Run) -> None:
    fill(library)
    code, out, _ = run("show", "contributor", "sow ibrahima", "--json")
    assert (code, json.loads(out)["uses"]) == (0, 1)
    assert run("show", "contributor", "sow")[0] == 1, "two are called so"
    code, out, _ = run("search", "sow", "--in", "contributor", "--json")
    assert json.loads(out)["total"] == 2
    assert run("history", "contributor", "sow ibrahima")[0] == 0


def test_the_codes_of_a_reader_are_taken_into_a_stocktake(library: Path, run: Run, tmp_path: Path) -> None:
    with Services.open(library) as services:
        for number in range(1, 5):
            made = services.catalogue.add_document(WHO, title=f"Livre {number}").id
            assert made is not None
            services.catalogue.add_copy(WHO, made, barcode=f"B-{number}", location="Salle")
    first, second = tmp_path / "matin.txt", tmp_path / "soir.csv"
    first.write_text("B-1\nB-2\nB-2\nZZZ\n", encoding="utf-8")
    second.write_bytes("22/11/2026;17:04;B-2\r\n22/11/2026;17:05;B-3\r\n".encode("utf-16"))
    done = data_of(run("stocktake", first, second, "--begin", "--place", "salle", "--json"))
    assert [(one["read"], one["new"], one["again"], one["told"]) for one in done["files"]] == [
        (4, 3, 1, {"found": 2, "unknown": 1}),
        (2, 1, 1, {"found": 1}),
    ]
    assert all(
        one["read"] == one["new"] + one["again"] == sum(one["told"].values()) + one["again"] for one in done["files"]
    )
    assert (done["expected"], done["found"], done["missing"], done["told"]) == (4, 3, 1, {"found": 3, "unknown": 1})
    again = data_of(run("stocktake", first, "--json"))  # the only one that is open; nothing is doubled
    assert [(one["read"], one["new"], one["again"]) for one in again["files"]] == [(4, 0, 4)]
    assert again["found"] == 3
    code, out, _ = run("stocktake", "--name", done["name"])
    assert (code, out.splitlines()[-1]) == (0, "3 exemplaires trouvés sur 4 attendus")
    for one in (again, done):
        data_of(run("undo", one["files"][-1]["revision"], "--json"))
    assert data_of(run("stocktake", "--json"))["found"] == 2
    (tmp_path / "vide.txt").write_text("\n")
    for words, said in (
        (["stocktake", tmp_path / "absent.txt"], "absent.txt"), (["stocktake", tmp_path / "vide.txt"], "aucun code"),
        (["stocktake", first, "--name", "Rien"], "Rien"), (["stocktake", first, "--place", "Cave"], "Cave"),
    ):  # fmt: skip
        code, out, err = run(*words)
        assert (code, out) == (1, ""), words
        assert said in err, words
