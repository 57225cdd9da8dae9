import csv
import io
import json
from dataclasses import replace

from cresi_app.core.changes import Actor
from cresi_app.projects.interchange import budget_csv, dossier_json
from cresi_app.projects.model import compute_budget
from cresi_app.projects.service import ProjectService
from tests.projects.vectors import entry, nomenclature


def rows_of(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_budget_leaves_with_its_lines_sub_totals_and_totals(service: ProjectService, filled_id: int) -> None:
    budget = service.budget(filled_id)
    rows = rows_of(budget_csv(budget, service.cofunding_statuses))
    totals = {row["Poste"]: row["Prévu"] for row in rows if row["Poste"].startswith("Total")}
    assert totals == {"Total des charges": "257112,00", "Total des produits": "257112,00"}
    grants = next(row for row in rows if row["Compte"] == "74" and row["Libellé"] == "Sous-total")
    assert grants["Prévu"] == "118425,00"
    entered = [row for row in rows if not row["Poste"].startswith("Total") and row["Libellé"] != "Sous-total"]
    assert len(entered) == len(budget.lines)
    assert [row["Situation"] for row in entered if row["Poste"].startswith("Conseil(s) dép")] == ["Sollicité"]
    assert {row["Compte"] for row in entered if row["Poste"] == "Bénévolat"} == {"875"}


def test_no_cell_is_a_formula_and_negative_looking_words_are_kept() -> None:
    hostile = ["=1+1", "+33 1", "@sum", "\tx", "-cmd", "Puits ; « 3 »", 'dit "oui"']
    lines = [replace(entry(n, "604", n), label=label) for n, label in enumerate(hostile, 1)]
    rows = rows_of(budget_csv(compute_budget(nomenclature(), lines), {}))
    labels = [row["Libellé"] for row in rows if row["Poste"] == "Prestations de services"]
    assert [label.removeprefix("'") for label in labels] == hostile
    assert not [label for label in labels if label[:1] in "=+@\t-"]


def test_the_whole_dossier_leaves_as_json_with_ids_as_text(service: ProjectService, who: Actor, filled_id: int) -> None:
    service.update_project(who, filled_id, None, context="Œuvre «\u00a0commune\u00a0»\nɓ ɗ")
    whole = json.loads(dossier_json(service.dossier_data(filled_id)))
    assert whole["format"] == "cresi-dossier/1"
    dossier = whole["dossier"]
    assert dossier["project"]["id"] == str(filled_id)
    assert dossier["project"]["context"] == "Œuvre «\u00a0commune\u00a0»\nɓ ɗ"
    assert dossier["budget"]["charges"]["total"]["forecast"] == 257_112_00
    assert dossier["project"]["country_code"] == "ML"
    assert dossier["budget"]["lines"][0]["is_requested"] is False
