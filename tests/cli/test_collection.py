"""The catalogue looked over from the command line, and authorities found by any form of their name."""

import json
from pathlib import Path

from cresi_app.core.changes import Actor
from cresi_app.services import Services
from tests.cli.conftest import Run

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
