"""What a person can do to the logical framework, the means and the places of a dossier."""

from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import LineRole, LogLevel, Scope, clean
from cresi_app.projects.queries import depth, dossiers
from cresi_app.projects.service.budgets import AmountEntry
from cresi_app.projects.service.reading import refusals
from cresi_app.projects.service.spreading import SpreadingDesk

_UNNAMED_INDICATOR: Final = N_("Donnez un nom à l'indicateur : ce qu'il compte ou observe.")
_UNNAMED_PLACE: Final = N_("Donnez un nom au lieu.")


class FrameDesk(SpreadingDesk):
    """Writes of the framework, the means and the places."""

    # --- logical framework ---

    def start_logframe(self, who: Actor, project_id: int) -> Changes:
        """Begin the framework with what the dossier already says: its objectives, one result for each heading of its activities."""
        one = self.project(project_id)
        if dossiers.parts(self.library, depth.LOG_ROWS, project_id):
            raise DomainError("logframe_begun", N_("Ce dossier a déjà un cadre logique : il reste comme il est."))
        activities = dossiers.parts(self.library, dossiers.ACTIVITIES, project_id)
        themes = list(dict.fromkeys(activity.theme for activity in activities)) or [""]
        rows = [(LogLevel.GENERAL, one.general_objective), (LogLevel.SPECIFIC, one.specific_objective)]
        rows += [(LogLevel.RESULT, theme) for theme in themes]
        with refusals(), self.library.revise("projects.start_logframe", who, ("project", project_id)) as revision:
            made = [
                revision.insert(
                    "project_logframe",
                    {"project_id": project_id, "position": position, "level": level, "intervention": words},
                )
                for position, (level, words) in enumerate(rows, start=1)
            ]
            results = dict(zip(themes, made[2:], strict=True))
            for activity in activities:
                revision.update(
                    "project_activity", activity.id, activity.version, {"result_id": results[activity.theme]}
                )
        return revision.changes

    def add_log_row(self, who: Actor, project_id: int, level: LogLevel, **fields: object) -> Changes:
        """Add a row at the end of its level."""
        values = {**clean(fields), "level": LogLevel(level)}
        return self._add(who, "projects.add_log_row", depth.LOG_ROWS, project_id, values)

    def update_log_row(
        self, who: Actor, row_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed cells of a row."""
        return self._update(
            who, "projects.update_log_row", (depth.LOG_ROWS, row_id, version), clean(fields), edit_group
        )

    def remove_log_row(self, who: Actor, row_id: int, version: int | None = None) -> Changes:
        """Take a row off; its indicators and activities stay, tied to nothing, and the checks name them."""
        row = self.part(depth.LOG_ROWS, row_id)
        with refusals(), self.library.revise("projects.remove_log_row", who, ("project", row.project_id)) as revision:
            for activity in dossiers.parts(self.library, dossiers.ACTIVITIES, row.project_id):
                if activity.result_id == row_id:
                    revision.update("project_activity", activity.id, None, {"result_id": None})
            for one in dossiers.parts(self.library, depth.INDICATORS, row.project_id):
                if one.logframe_id == row_id:
                    revision.update("project_indicator", one.id, None, {"logframe_id": None})
            revision.delete("project_logframe", row_id, version)
        return revision.changes

    def move_log_row(self, who: Actor, row_id: int, before_id: int | None) -> Changes:
        """Put a row before another one, or last."""
        return self._move(who, "projects.move_log_row", depth.LOG_ROWS, row_id, before_id)

    def add_indicator(self, who: Actor, project_id: int, name: str, **fields: object) -> Changes:
        """Add an indicator; `logframe_id` is the row it measures."""
        values = clean({**fields, "name": name}, title_sentence=_UNNAMED_INDICATOR)
        return self._add(who, "projects.add_indicator", depth.INDICATORS, project_id, values)

    def update_indicator(
        self, who: Actor, indicator_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an indicator."""
        values = clean(fields, title_sentence=_UNNAMED_INDICATOR)
        row = (depth.INDICATORS, indicator_id, version)
        return self._update(who, "projects.update_indicator", row, values, edit_group)

    def remove_indicator(self, who: Actor, indicator_id: int, version: int | None = None) -> Changes:
        """Take an indicator off."""
        return self._remove(who, "projects.remove_indicator", depth.INDICATORS, indicator_id, version)

    def move_indicator(self, who: Actor, indicator_id: int, before_id: int | None) -> Changes:
        """Put an indicator before another one, or last."""
        return self._move(who, "projects.update_indicator", depth.INDICATORS, indicator_id, before_id)

    # --- means ---

    def add_means(self, who: Actor, project_id: int, kind_code: str, **fields: object) -> Changes:
        """Add people to the means of a project."""
        values = {"currency": self.project(project_id).currency, **clean(fields), "kind_code": self._means(kind_code)}
        return self._add(who, "projects.add_means", depth.MEANS, project_id, values)

    def update_means(
        self, who: Actor, means_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a line of means."""
        values = clean(fields)
        if "kind_code" in values:
            values["kind_code"] = self._means(str(values["kind_code"]))
        return self._update(who, "projects.update_means", (depth.MEANS, means_id, version), values, edit_group)

    def remove_means(self, who: Actor, means_id: int, version: int | None = None) -> Changes:
        """Take a line of means off."""
        return self._remove(who, "projects.remove_means", depth.MEANS, means_id, version)

    def move_means(self, who: Actor, means_id: int, before_id: int | None) -> Changes:
        """Put a line of means before another one, or last."""
        return self._move(who, "projects.update_means", depth.MEANS, means_id, before_id)

    def _means(self, code: str) -> str:
        if code not in self.means_kinds:
            raise DomainError("means_unknown", N_("Ce type de moyens n'est pas dans la liste."), field="kind_code")
        return code

    def value_hours(self, who: Actor, project_id: int) -> Changes:
        """Carry what the volunteers' hours are worth to both sides of the budget: one line on each, replaced when it is there."""
        data = self.dossier_data(project_id)
        worth = data.means_totals.valued_minor
        places = [
            lines[0] for role in (LineRole.HOURS, LineRole.HOURS_VALUE) if (lines := data.nomenclature.by_role(role))
        ]
        entries = []
        for place in places:
            on_it = [line for line in data.budget.lines if line.line_code == place.code]
            if len(on_it) > 1:
                raise DomainError(
                    "hours_several",
                    N_(
                        "La ligne « {line} » porte déjà plusieurs montants : laissez-en un seul, puis reportez les heures."
                    ),
                    field="amount_minor",
                    line=place.name,
                )
            entries.append(AmountEntry(place.code, on_it[0].id if on_it else None, "amount_minor", worth))
        with refusals(), self.library.revise("projects.value_hours", who, ("project", project_id)) as revision:
            self._enter(revision, data.project, entries, Scope.PROJECT)
        return revision.changes

    # --- places ---

    def add_place(self, who: Actor, project_id: int, name: str, **fields: object) -> Changes:
        """Add another place of the project."""
        values = self._located({**fields, "name": name})
        return self._add(who, "projects.add_place", depth.PLACES, project_id, values)

    def update_place(
        self, who: Actor, place_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a place."""
        row = (depth.PLACES, place_id, version)
        return self._update(who, "projects.update_place", row, self._located(fields), edit_group)

    def remove_place(self, who: Actor, place_id: int, version: int | None = None) -> Changes:
        """Take a place off."""
        return self._remove(who, "projects.remove_place", depth.PLACES, place_id, version)

    def move_place(self, who: Actor, place_id: int, before_id: int | None) -> Changes:
        """Put a place before another one, or last."""
        return self._move(who, "projects.update_place", depth.PLACES, place_id, before_id)

    def _located(self, fields: dict[str, object]) -> dict[str, object]:
        values = clean(fields, title_sentence=_UNNAMED_PLACE)
        if values.get("country_code") is not None:
            values["country_code"] = self.directory.country_code(values["country_code"])
        return values
