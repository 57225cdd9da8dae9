"""What a person can do to the parts of a dossier: partners, activities, beneficiaries, sectors, goals."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import PartnerSide, clean
from cresi_app.projects.queries import dossiers
from cresi_app.projects.service.reading import refusals
from cresi_app.projects.service.renewing import RenewingDesk
from cresi_app.store.records import Table

_FIXED: Final = frozenset({"id", "version", "project_id", "position"})
_UNNAMED_ACTIVITY: Final = N_("Donnez un nom à l'activité.")
_UNNAMED_GROUP: Final = N_("Dites qui sont ces personnes : habitants, élèves, maraîchères…")


class PartsDesk(RenewingDesk):
    """Writes of what hangs on a dossier."""

    # --- the four moves every part knows ---

    def _add(
        self, who: Actor, operation: str, table: Table[Any], project_id: int, values: Mapping[str, object]
    ) -> Changes:
        self.project(project_id)
        position = dossiers.last_position(self.library, table.name, project_id) + 1
        with refusals(), self.library.revise(operation, who, ("project", project_id)) as revision:
            revision.insert(table.name, {"position": position, **values, "project_id": project_id})
        return revision.changes

    def _update(
        self,
        who: Actor,
        operation: str,
        row: tuple[Table[Any], int, int | None],
        values: Mapping[str, object],
        group: int | None,
    ) -> Changes:
        table, part_id, version = row
        assert not _FIXED & values.keys()
        subject = ("project", self.part(table, part_id).project_id)
        with refusals(), self.library.revise(operation, who, subject, group) as revision:
            revision.update(table.name, part_id, version, values)
        return revision.changes

    def _remove(self, who: Actor, operation: str, table: Table[Any], part_id: int, version: int | None) -> Changes:
        subject = ("project", self.part(table, part_id).project_id)
        with refusals(), self.library.revise(operation, who, subject) as revision:
            revision.delete(table.name, part_id, version)
        return revision.changes

    def _reorder(self, who: Actor, operation: str, table: Table[Any], order: Sequence[Any]) -> Changes:
        """Give rows, in their new order, the positions they already hold between them."""
        places = sorted(row.position for row in order)
        places = [place + rank for rank, place in enumerate(places)] if len(set(places)) < len(places) else places
        with refusals(), self.library.revise(operation, who, ("project", order[0].project_id)) as revision:
            for row, place in zip(order, places, strict=True):
                if row.position != place:
                    revision.update(table.name, row.id, row.version, {"position": place})
        return revision.changes

    def _move(self, who: Actor, operation: str, table: Table[Any], part_id: int, before_id: int | None) -> Changes:
        one = self.part(table, part_id)
        others = [row for row in dossiers.parts(self.library, table, one.project_id) if row.id != one.id]
        place = next((rank for rank, row in enumerate(others) if row.id == before_id), len(others))
        return self._reorder(who, operation, table, [*others[:place], one, *others[place:]])

    # --- partners ---

    def add_partner(
        self, who: Actor, project_id: int, organisation_id: int, role_code: str = "other", **fields: object
    ) -> Changes:
        """Add an organisation that takes part; its side is « here » for an organisation in France unless `side` says otherwise."""
        sheet = self.directory.organisation_sheet(organisation_id)
        here = sheet.organisation.country_code in {None, "FR"}
        side = PartnerSide.HERE if here else PartnerSide.THERE
        values = {"side": side, **clean(fields), "organisation_id": organisation_id, "role_code": self._role(role_code)}
        return self._add(who, "projects.add_partner", dossiers.PARTNERS, project_id, values)

    def update_partner(
        self, who: Actor, partner_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a partner."""
        values = clean(fields)
        if "role_code" in values:
            values["role_code"] = self._role(str(values["role_code"]))
        if values.get("country_code") is not None:
            values["country_code"] = self.directory.country_code(values["country_code"])
        row = (dossiers.PARTNERS, partner_id, version)
        return self._update(who, "projects.update_partner", row, values, edit_group)

    def remove_partner(self, who: Actor, partner_id: int, version: int | None = None) -> Changes:
        """Take a partner off the dossier; the organisation stays in the directory."""
        return self._remove(who, "projects.remove_partner", dossiers.PARTNERS, partner_id, version)

    def _role(self, code: str) -> str:
        if code not in self.partner_roles:
            raise DomainError(
                "role_unknown", N_("Ce rôle n'est pas dans la liste : rien n'a changé."), field="role_code"
            )
        return code

    # --- activities ---

    def add_activity(self, who: Actor, project_id: int, title: str, **fields: object) -> Changes:
        """Add an activity at the end."""
        values = clean({**fields, "title": title}, title_sentence=_UNNAMED_ACTIVITY)
        values.setdefault("currency", self.project(project_id).currency)
        return self._add(who, "projects.add_activity", dossiers.ACTIVITIES, project_id, values)

    def update_activity(
        self, who: Actor, activity_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an activity."""
        values = clean(fields, title_sentence=_UNNAMED_ACTIVITY)
        row = (dossiers.ACTIVITIES, activity_id, version)
        return self._update(who, "projects.update_activity", row, values, edit_group)

    def remove_activity(self, who: Actor, activity_id: int, version: int | None = None) -> Changes:
        """Take an activity off the dossier."""
        return self._remove(who, "projects.remove_activity", dossiers.ACTIVITIES, activity_id, version)

    def move_partner(self, who: Actor, partner_id: int, before_id: int | None) -> Changes:
        """Put a partner before another one, or last."""
        return self._move(who, "projects.update_partner", dossiers.PARTNERS, partner_id, before_id)

    def move_activity(self, who: Actor, activity_id: int, before_id: int | None) -> Changes:
        """Put an activity before another one, or last."""
        return self._move(who, "projects.move_activity", dossiers.ACTIVITIES, activity_id, before_id)

    # --- beneficiaries ---

    def add_beneficiary(self, who: Actor, project_id: int, name: str, **fields: object) -> Changes:
        """Add a group of people."""
        values = clean({**fields, "name": name}, title_sentence=_UNNAMED_GROUP)
        return self._add(who, "projects.add_beneficiary", dossiers.BENEFICIARIES, project_id, values)

    def update_beneficiary(
        self, who: Actor, beneficiary_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a group of people."""
        values = clean(fields, title_sentence=_UNNAMED_GROUP)
        row = (dossiers.BENEFICIARIES, beneficiary_id, version)
        return self._update(who, "projects.update_beneficiary", row, values, edit_group)

    def remove_beneficiary(self, who: Actor, beneficiary_id: int, version: int | None = None) -> Changes:
        """Take a group off the dossier."""
        return self._remove(who, "projects.remove_beneficiary", dossiers.BENEFICIARIES, beneficiary_id, version)

    def move_beneficiary(self, who: Actor, beneficiary_id: int, before_id: int | None) -> Changes:
        """Put a group before another one, or last."""
        return self._move(who, "projects.update_beneficiary", dossiers.BENEFICIARIES, beneficiary_id, before_id)

    # --- themes and goals ---

    def set_sectors(self, who: Actor, project_id: int, sectors: Sequence[tuple[str, int | None]]) -> Changes:
        """Say which DAC sectors the project is of, with their shares in percent or None; replaces those it had."""
        for code, percent in sectors:
            clean({"percent": percent})
            if code not in self.directory.sector_by_code:
                raise DomainError("sector_unknown", N_("Ce secteur n'est pas dans la liste."), field="sectors")
        wanted = [{"sector_code": code, "percent": percent} for code, percent in dict(sectors).items()]
        return self._replace(who, "projects.set_sectors", dossiers.SECTORS, project_id, wanted)

    def set_goals(self, who: Actor, project_id: int, numbers: Sequence[int]) -> Changes:
        """Say which sustainable development goals the project serves; replaces those it had."""
        unknown = [number for number in numbers if number not in self.sdgs]
        if unknown:
            raise DomainError("goal_unknown", N_("Les objectifs vont de 1 à 17."), field="goals")
        wanted = [{"sdg_number": number} for number in dict.fromkeys(numbers)]
        return self._replace(who, "projects.set_goals", dossiers.GOALS, project_id, wanted)

    def _replace(
        self, who: Actor, operation: str, table: Table[Any], project_id: int, wanted: Sequence[Mapping[str, object]]
    ) -> Changes:
        self.project(project_id)
        key = next(iter(wanted[0])) if wanted else ""
        old = {getattr(row, key, None): row for row in dossiers.parts(self.library, table, project_id)}
        kept = {values[key] for values in wanted}
        with refusals(), self.library.revise(operation, who, ("project", project_id)) as revision:
            for row in dossiers.parts(self.library, table, project_id):
                if not key or getattr(row, key) not in kept:
                    revision.delete(table.name, row.id, row.version)
            for position, values in enumerate(wanted, start=1):
                placed = {**values, "position": position}
                if values[key] in old:
                    revision.update(table.name, old[values[key]].id, old[values[key]].version, placed)
                else:
                    revision.insert(table.name, {**placed, "project_id": project_id})
        return revision.changes
