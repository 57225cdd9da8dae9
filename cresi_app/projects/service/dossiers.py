"""What a person can do to a dossier itself: open, fill, move from stage to stage, archive, renew."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import Project, StageMove, check_move, clean, clean_title, title_key
from cresi_app.projects.queries import depth
from cresi_app.projects.service.freezing import FreezingDesk
from cresi_app.projects.service.reading import refusals
from cresi_app.store.revision import Revision

_OWN: Final = frozenset({
    "id", "version", "number", "stage_code", "template_code", "currency", "renewed_from_id", "archived_on", "created_at",
    "updated_at",
})  # fmt: skip
EDITABLE: Final = frozenset(field.name for field in fields_of(Project)) - _OWN
"""The fields that `update_project` accepts."""

_DECISION: Final = frozenset({"decided_on", "decision_number", "granted_minor"})


class DossiersDesk(FreezingDesk):
    """Writes of dossiers. Every revision's subject is the dossier: `changes.id` is its id, `changes.touched` names the rows."""

    def add_project(
        self, who: Actor, title: str, organisation_id: int, year: int | None = None, **fields: object
    ) -> Changes:
        """Open a dossier at the initial stage, with its number, its checklist of papers and, if one is known, who signs for the holder.

        `fields` are those of `Project` that a person fills. The number is of the sequence of `year` (the present one by default).
        """
        values = self._checked({**fields, "title": title, "year": year or clock.today().year})
        sheet = self.directory.organisation_sheet(organisation_id)
        signs = sheet.representative()
        if signs is not None:
            values.setdefault("representative_id", signs.person.id)
        if who.key in self.directory.staff_names():
            values.setdefault("staff_id", int(who.key))
        with refusals(), self.library.revise("projects.add_project", who) as revision:
            project_id = self._insert(revision, who, {**values, "organisation_id": organisation_id})
            self._insert_checklist(revision, project_id)
        return revision.changes

    def _insert(self, revision: Revision, who: Actor, values: Mapping[str, object]) -> int:
        year, stage = values["year"], self.workflow.initial.code
        project_id = revision.insert(
            "project",
            {
                "template_code": self.current_template,
                **values,
                "number": revision.number(f"project:{year}", f"{year}-%03d"),
                "stage_code": stage,
                "title_sort": title_key(str(values["title"])),
            },
        )
        revision.subject = ("project", project_id)
        self._insert_stage_change(revision, who, project_id, (None, StageMove(stage)))
        return project_id

    def _insert_stage_change(
        self, revision: Revision, who: Actor, project_id: int, step: tuple[str | None, StageMove]
    ) -> None:
        source, move = step
        revision.insert(
            "project_stage_change",
            {
                "project_id": project_id,
                "from_code": source,
                "to_code": move.to_code,
                "changed_on": move.on or clock.today(),
                "recorded_at": clock.stamp(),
                "actor": who.name,
                "motive": move.motive.strip(),
            },
        )

    def _insert_checklist(self, revision: Revision, project_id: int) -> None:
        wanted = [kind for kind in self.paper_kinds.values() if kind.is_default]
        for position, kind in enumerate(wanted, start=1):
            values = {"project_id": project_id, "position": position, "kind_code": kind.code}
            revision.insert("project_paper", {**values, "is_annexed": not kind.is_private})

    def _checked(self, fields: Mapping[str, object]) -> dict[str, object]:
        strangers = fields.keys() - EDITABLE
        assert not strangers, f"a dossier has no such fields to fill: {sorted(strangers)}"
        if ("latitude_e6" in fields) != ("longitude_e6" in fields) or (
            "latitude_e6" in fields and (fields["latitude_e6"] is None) != (fields["longitude_e6"] is None)
        ):
            raise DomainError(
                "coordinates_alone", N_("Donnez la latitude et la longitude ensemble."), field="latitude_e6"
            )
        if "organisation_id" in fields and fields["organisation_id"] is None:
            raise DomainError(
                "holder_missing", N_("Dites quelle association porte le projet."), field="organisation_id"
            )
        values = clean(fields)
        if "country_code" in values:
            values["country_code"] = self.directory.country_code(values["country_code"])
        return values

    def update_project(
        self, who: Actor, project_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a dossier; autosaves of one editing act share `edit_group`. DomainError ``stale`` when it moved meanwhile."""
        values = self._checked(fields)
        if _DECISION & values.keys() and not self.workflow.stages[self.project(project_id).stage_code].is_decision:
            raise DomainError(
                "not_decided",
                N_("Ce dossier n'est pas encore décidé : enregistrez d'abord la décision."),
                field="stage_code",
            )
        if "title" in values:
            values["title_sort"] = title_key(clean_title(str(values["title"])))
        with (
            refusals(),
            self.library.revise("projects.update_project", who, ("project", project_id), edit_group) as revision,
        ):
            revision.update("project", project_id, version, values)
        return revision.changes

    def set_stage(self, who: Actor, project_id: int, version: int | None, move: StageMove) -> Changes:
        """Bring a dossier to another stage; a decision is kept with its day, number and amount, and cleared when it is gone back on.

        A submission keeps a frozen copy of the whole dossier: read and written as one state, or tried again.
        """
        with refusals():
            return self.library.retry(lambda: self._set_stage(who, project_id, version, move))

    def _set_stage(self, who: Actor, project_id: int, version: int | None, move: StageMove) -> Changes:
        with self.library.snapshot():
            seq = depth.last_revision(self.library)
            one = self.project(project_id)
            check_move(self.workflow, one.stage_code, move, clock.today())
            submitted = self._submitted(who, one, move)
        with (
            refusals(retried=True),
            self.library.revise("projects.set_stage", who, ("project", project_id)) as revision,
        ):
            revision.update("project", project_id, version, {"stage_code": move.to_code, **self._decision(move)})
            self._insert_stage_change(revision, who, project_id, (one.stage_code, move))
            if submitted is not None:
                self._freeze(revision, who, submitted, seq)
        return revision.changes

    def _decision(self, move: StageMove) -> dict[str, object]:
        stage = self.workflow.stages[move.to_code]
        return {
            "decided_on": (move.on or clock.today()) if stage.is_decision else None,
            "decision_number": move.decision_number.strip() if stage.is_decision else "",
            "granted_minor": move.granted_minor if stage.is_grant else None,
        }

    def archive_project(self, who: Actor, project_id: int, version: int | None) -> Changes:
        """Take a dossier out of the lists; its number stays its own."""
        return self._set_archived(who, project_id, version, clock.today())

    def restore_project(self, who: Actor, project_id: int, version: int | None) -> Changes:
        """Bring an archived dossier back into the lists."""
        return self._set_archived(who, project_id, version, None)

    def _set_archived(self, who: Actor, project_id: int, version: int | None, day: date | None) -> Changes:
        operation = "projects.archive_project" if day else "projects.restore_project"
        with refusals(), self.library.revise(operation, who, ("project", project_id)) as revision:
            revision.update("project", project_id, version, {"archived_on": day})
        return revision.changes

    def take_back(self, who: Actor, changes: Changes) -> Changes:
        """Undo one act, for the « Annuler » of the message that told it. DomainError when the world has moved on."""
        return self.library.undo(who, changes.seq)
