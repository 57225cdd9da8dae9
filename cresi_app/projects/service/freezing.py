"""The frozen copy of a dossier at its submission, and what has changed since."""

import hashlib
from dataclasses import replace

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.projects.model import (
    FORMAT,
    Difference,
    DossierData,
    Project,
    StageChange,
    StageMove,
    differences,
    freeze,
)
from cresi_app.projects.queries import depth
from cresi_app.projects.service.sheet import SheetDesk
from cresi_app.store.revision import Revision


class FreezingDesk(SheetDesk):
    """Copies of submitted dossiers."""

    def changes_since(self, project_id: int, number: int) -> tuple[Difference, ...]:
        """Return what differs between the submission `number` and the dossier of today, in the dossier's order."""
        with self.library.snapshot():
            now = self._gather(self.project(project_id))
            return differences(self.frozen_data(project_id, number), now, self._by_field)

    def _submitted(self, who: Actor, one: Project, move: StageMove) -> DossierData | None:
        """Return the dossier as `move` will submit it; None when `move` submits nothing."""
        day = move.on or clock.today()
        change = StageChange(
            0, 0, one.id, one.stage_code, move.to_code, day, clock.now(), who.name, move.motive.strip()
        )
        if not self.workflow.is_submission(change):
            return None
        data = self._gather(one)
        stage = self.workflow.stages[move.to_code]
        changes = [view.change for view in data.journal]
        return replace(
            data,
            project=replace(one, stage_code=move.to_code),
            stage=stage,
            steps=tuple(self.workflow.steps_at(move.to_code, [*changes, change])),
            journal=(*data.journal, self._named(change)),
            version=data.version + 1,
            frozen_on=day,
        )

    def _freeze(self, revision: Revision, who: Actor, data: DossierData, seq: int) -> None:
        """Write the copy with the act, which fails as a whole if anybody wrote on the dossier after revision `seq`."""
        content = freeze(data)
        revision.expect(*depth.untouched_since(data.project.id, seq))
        revision.insert(
            "project_snapshot",
            {
                "project_id": data.project.id,
                "number": data.version,
                "taken_on": data.frozen_on,
                "taken_at": clock.stamp(),
                "actor": who.name,
                "format": FORMAT,
                "sha256": hashlib.sha256(content.encode()).hexdigest(),
                "content": content,
            },
        )
