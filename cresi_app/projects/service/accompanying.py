"""What a person can do to what accompanies a dossier: opinions, tasks, exchanges, the holder's own facts."""

from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import clean
from cresi_app.projects.queries import depth
from cresi_app.projects.service.frame import FrameDesk
from cresi_app.projects.service.reading import refusals

_UNNAMED_TASK: Final = N_("Dites ce qui est à faire.")
_UNNAMED_APPROVAL: Final = N_("Donnez le nom de l'agrément.")


class AccompanyingDesk(FrameDesk):
    """Writes of what accompanies a dossier."""

    # --- opinions ---

    def add_opinion(self, who: Actor, project_id: int, reviewer: str = "", **fields: object) -> Changes:
        """Note that somebody is asked for an opinion, or has given one."""
        values = self._verdict(clean({**fields, "reviewer": reviewer}))
        if not values["reviewer"] and values.get("person_id") is None:
            raise DomainError("reviewer_missing", N_("Dites qui donne son avis."), field="reviewer")
        return self._add(who, "projects.add_opinion", depth.OPINIONS, project_id, values)

    def update_opinion(
        self, who: Actor, opinion_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an opinion; a verdict without its day is given today."""
        values = self._verdict(clean(fields))
        one = self.part(depth.OPINIONS, opinion_id)
        if values.get("verdict_code") and one.given_on is None:
            values.setdefault("given_on", clock.today())
        row = (depth.OPINIONS, opinion_id, version)
        return self._update(who, "projects.update_opinion", row, values, edit_group)

    def remove_opinion(self, who: Actor, opinion_id: int, version: int | None = None) -> Changes:
        """Take an opinion off the dossier."""
        return self._remove(who, "projects.remove_opinion", depth.OPINIONS, opinion_id, version)

    def move_opinion(self, who: Actor, opinion_id: int, before_id: int | None) -> Changes:
        """Put an opinion before another one, or last."""
        return self._move(who, "projects.update_opinion", depth.OPINIONS, opinion_id, before_id)

    def _verdict(self, values: dict[str, object]) -> dict[str, object]:
        code = values.get("verdict_code")
        if code is not None and code not in self.verdicts:
            raise DomainError("verdict_unknown", N_("Cet avis n'est pas dans la liste."), field="verdict_code")
        return values

    # --- tasks ---

    def add_task(self, who: Actor, project_id: int, title: str, **fields: object) -> Changes:
        """Note something to do for a dossier."""
        values = clean({**fields, "title": title}, title_sentence=_UNNAMED_TASK)
        return self._add(who, "projects.add_task", depth.TASKS, project_id, values)

    def update_task(
        self, who: Actor, task_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a task; `done_on` says that it is done."""
        values = clean(fields, title_sentence=_UNNAMED_TASK)
        return self._update(who, "projects.update_task", (depth.TASKS, task_id, version), values, edit_group)

    def remove_task(self, who: Actor, task_id: int, version: int | None = None) -> Changes:
        """Take a task off."""
        return self._remove(who, "projects.remove_task", depth.TASKS, task_id, version)

    def move_task(self, who: Actor, task_id: int, before_id: int | None) -> Changes:
        """Put a task before another one, or last."""
        return self._move(who, "projects.update_task", depth.TASKS, task_id, before_id)

    # --- exchanges ---

    def add_exchange(self, who: Actor, project_id: int, kind_code: str, **fields: object) -> Changes:
        """Note a mail, a call, a meeting about the dossier, today unless a day is given."""
        if kind_code not in self.exchange_kinds:
            raise DomainError("exchange_unknown", N_("Ce type d'échange n'est pas dans la liste."), field="kind_code")
        values: dict[str, object] = {"happened_on": clock.today(), **clean(fields), "kind_code": kind_code}
        if who.key in self.directory.staff_names():
            values.setdefault("staff_id", int(who.key))
        return self._add(who, "projects.add_exchange", depth.EXCHANGES, project_id, values)

    def update_exchange(
        self, who: Actor, exchange_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an exchange."""
        if fields.get("happened_on", "") is None:
            raise DomainError("day_missing", N_("Donnez le jour de cet échange."), field="happened_on")
        row = (depth.EXCHANGES, exchange_id, version)
        return self._update(who, "projects.update_exchange", row, clean(fields), edit_group)

    def remove_exchange(self, who: Actor, exchange_id: int, version: int | None = None) -> Changes:
        """Take an exchange off."""
        return self._remove(who, "projects.remove_exchange", depth.EXCHANGES, exchange_id, version)

    # --- the holder, as the application form asks ---

    def set_holder_profile(
        self, who: Actor, organisation_id: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save what the application form asks of an organisation beyond the directory; every dossier of it shows it."""
        self.directory.organisation_sheet(organisation_id)
        known = depth.profile(self.library, organisation_id)
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("projects.set_holder_profile", who, subject, edit_group) as revision:
            if known is None:
                revision.insert("holder_profile", {**clean(fields), "organisation_id": organisation_id})
            else:
                revision.update("holder_profile", known.id, None, clean(fields))
        return revision.changes

    def set_holder_year(
        self, who: Actor, organisation_id: int, year: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save an organisation's people on 31 December of a year, or the days of its exercise."""
        clean({"year": year})
        known = next((x for x in depth.holder_years(self.library, organisation_id) if x.year == year), None)
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("projects.set_holder_year", who, subject, edit_group) as revision:
            if known is None:
                revision.insert("holder_year", {**clean(fields), "organisation_id": organisation_id, "year": year})
            else:
                revision.update("holder_year", known.id, None, clean(fields))
        return revision.changes

    def add_approval(self, who: Actor, organisation_id: int, name: str, **fields: object) -> Changes:
        """Add an approval that an organisation holds."""
        self.directory.organisation_sheet(organisation_id)
        values = clean({**fields, "name": name}, title_sentence=_UNNAMED_APPROVAL)
        position = 1 + max((x.position for x in depth.approvals(self.library, organisation_id)), default=0)
        with (
            refusals(),
            self.library.revise("projects.add_approval", who, ("organisation", organisation_id)) as revision,
        ):
            revision.insert("holder_approval", {**values, "organisation_id": organisation_id, "position": position})
        return revision.changes

    def update_approval(
        self, who: Actor, approval_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an approval."""
        subject = ("organisation", self.part(depth.APPROVALS, approval_id).organisation_id)
        values = clean(fields, title_sentence=_UNNAMED_APPROVAL)
        with refusals(), self.library.revise("projects.update_approval", who, subject, edit_group) as revision:
            revision.update("holder_approval", approval_id, version, values)
        return revision.changes

    def remove_approval(self, who: Actor, approval_id: int, version: int | None = None) -> Changes:
        """Take an approval off."""
        subject = ("organisation", self.part(depth.APPROVALS, approval_id).organisation_id)
        with refusals(), self.library.revise("projects.remove_approval", who, subject) as revision:
            revision.delete("holder_approval", approval_id, version)
        return revision.changes
