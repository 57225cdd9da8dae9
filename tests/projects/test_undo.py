"""Any acts on a dossier, then as many undos: the library holds the same rows again; as many redos bring it all back."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.projects.model import StageMove
from cresi_app.projects.service import AmountEntry, ProjectService
from cresi_app.store.library import Library

TABLES = (
    "project", "project_stage_change", "project_partner", "project_sector", "project_goal", "project_activity",
    "project_beneficiary", "budget_line", "project_paper",
)  # fmt: skip
BOOKKEEPING = {"version", "created_at", "updated_at"}


def rows(library: Library) -> dict[str, list[tuple[tuple[str, object], ...]]]:
    return {
        table: [
            tuple((name, row[name]) for name in row.keys() if name not in BOOKKEEPING)  # noqa: SIM118 - sqlite3.Row has no `in`
            for row in library.query(f"SELECT * FROM {table} ORDER BY id")
        ]
        for table in TABLES
    }


@dataclass
class Hand:
    """Somebody who does things to a dossier at random."""

    service: ProjectService
    who: Actor
    project_id: int
    holder: int
    dice: Random

    def act(self) -> Changes | None:
        moves: list[Callable[[], Changes]] = [
            lambda: self.service.update_project(self.who, self.project_id, None, None, title=f"Titre {self.dice.random()}"),
            lambda: self.service.update_project(self.who, self.project_id, None, None, context="x" * self.dice.randrange(50)),
            lambda: self.service.set_goals(self.who, self.project_id, self.dice.sample(range(1, 18), 3)),
            lambda: self.service.set_sectors(self.who, self.project_id, [(c, None) for c in self.dice.sample(["14031", "31120", "11120"], 2)]),
            lambda: self.service.add_activity(self.who, self.project_id, f"Activité {self.dice.random()}"),
            lambda: self.service.move_activity(self.who, self.some("project_activity"), None),
            lambda: self.service.remove_activity(self.who, self.some("project_activity")),
            lambda: self.service.add_partner(self.who, self.project_id, self.holder),
            lambda: self.service.remove_partner(self.who, self.some("project_partner")),
            lambda: self.service.enter_amounts(self.who, self.project_id, self.amounts()),
            lambda: self.service.remove_budget_line(self.who, self.some("budget_line")),
            lambda: self.service.add_cofunding(self.who, self.project_id, "74-region", "Région", amount_minor=100, is_requested=True),
            lambda: self.service.request_on(self.who, self.some("budget_line")),
            lambda: self.service.add_paper(self.who, self.project_id, label=f"Pièce {self.dice.random()}"),
            lambda: self.service.remove_paper(self.who, self.some("project_paper")),
            lambda: self.service.set_stage(self.who, self.project_id, None, self.stage()),
        ]  # fmt: skip
        try:
            return self.dice.choice(moves)()
        except (DomainError, IndexError):
            return None

    def some(self, table: str) -> int:
        found = self.service.library.query(
            f"SELECT id FROM {table} WHERE project_id = ? ORDER BY id", (self.project_id,)
        )
        return int(self.dice.choice(found)["id"])

    def amounts(self) -> list[AmountEntry]:
        codes = self.dice.sample(["604", "601", "74-state", "own", "870", "864"], 3)
        return [AmountEntry(code, None, "amount_minor", self.dice.randrange(10**6)) for code in codes]

    def stage(self) -> StageMove:
        here = self.service.project(self.project_id).stage_code
        rule = self.dice.choice(self.service.workflow.rules_from(here))
        return StageMove(rule.to_code, motive="parce que", granted_minor=self.dice.randrange(10**6))


@pytest.mark.parametrize("seed", range(4))
def test_undoing_everything_gives_the_same_rows_and_redoing_gives_them_back(
    library: Library, service: ProjectService, who: Actor, project_id: int, holder: int, seed: int
) -> None:
    hand = Hand(service, who, project_id, holder, Random(seed))
    before = rows(library)
    done = [changes for _ in range(30) if (changes := hand.act()) is not None and changes.seq is not None]
    after = rows(library)
    assert len(done) > 10
    for _ in done:
        library.undo(who)
    assert rows(library) == before
    for _ in done:
        library.redo(who)
    assert rows(library) == after
    library.check()
