"""Files on the command line: a folder of PDFs imported, files joined, read, found by their page; proposals and near documents."""

import json
from pathlib import Path
from typing import Any

from tests.catalogue.pdfs import written
from tests.catalogue.test_pdf_import import GUIDE, REPORT
from tests.cli.conftest import Run


def told(run: Run, *words: object) -> Any:
    code, out, err = run(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_folder_of_pdfs_comes_in_and_is_found_by_its_pages(run: Run, library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pdf"
    folder.mkdir()
    written(folder / "guide.pdf", GUIDE)
    written(folder / "rapport.pdf", [REPORT, "La page deux parle de margelles."])
    (folder / "casse.pdf").write_bytes(b"rien")
    dry = told(run, "import", folder, "--dry-run", "--library", library)
    assert (dry["read"], dry["created"], dry["rejected"], dry["revision"], dry["reading"]) == (3, 2, 1, None, None)
    done = told(run, "import", folder, "--library", library)
    assert (done["format"], done["created"], done["rejected"], done["reading"]["pages"]) == ("pdf", 2, 1, 4)
    assert [one["title"] for one in done["files"]] == [
        "casse",
        "Accueillir des partenaires du Sud",
        "Rapport annuel sur les forages",
    ]
    [hit] = told(run, "search", "margelles", "--library", library)["results"]
    assert (hit["page"], hit["title"]) == (2, "Rapport annuel sur les forages")
    again = told(run, "import", folder, "--format", "pdf", "--library", library)
    assert (again["merged"], again["revision"]) == (2, None)
    assert told(run, "undo", "--library", library)["revision"]
    assert told(run, "search", "margelles", "--library", library)["total"] == 0


def test_files_are_joined_read_again_and_proposed_from(run: Run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("titre;sujets\nLes puits;Eau\nLes forages;Eau\n", encoding="utf-8")
    assert run("import", tmp_path / "n.csv", "--library", library)[0] == 0
    file = written(
        tmp_path / "p.pdf", ["Les puits\nUn texte sur le Mali et sur les puits de la region, avec les gens."]
    )
    joined = told(run, "attach", "1", file, "--library", library)
    assert joined["files"] == [{"name": "p.pdf", "state": "indexed", "pages": 1}]
    assert told(run, "index", "--library", library)["files"] == 0
    assert told(run, "index", "--again", "--library", library)["pages"] == 1
    assert told(run, "propose", "1", "--library", library)["countries"][0]["id"] == "ML"
    assert told(run, "propose", file, "--library", library)["language"]["value"] == "fre"
    code, out, _ = run("propose", file, "--library", library)
    assert (code, "Mali" in out) == (0, True)
    assert [one["title"] for one in told(run, "near", "1", "--library", library)["near"]] == ["Les forages"]
    code, _, err = run("propose", "2", "--library", library)
    assert code == 1
    assert "rien à lire" in err
