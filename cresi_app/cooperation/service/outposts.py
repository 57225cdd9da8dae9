"""Outposts abroad and economic partnerships: host, contacts, clusters of the home territory, companies met, actions and results."""

from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import date
from typing import Final

from cresi_app.cooperation.model.fields import check_period, clean
from cresi_app.cooperation.model.happenings import Outpost, OutpostAction, OutpostMeeting
from cresi_app.cooperation.model.stories import CompanyView, NamedPart, OutpostRow, OutpostSheet
from cresi_app.cooperation.queries import stories, tables
from cresi_app.cooperation.service.desk import refusals
from cresi_app.cooperation.service.supports import SupportsDesk
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import check_coordinates
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import read_id
from cresi_app.core.text import sort_key

_OWN: Final = frozenset({"id", "version", "archived_on", "created_at", "updated_at"})
OUTPOST_FIELDS: Final = frozenset(field.name for field in fields_of(Outpost)) - _OWN
_PART: Final = frozenset({"id", "version", "outpost_id"})
MEETING_FIELDS: Final = frozenset(field.name for field in fields_of(OutpostMeeting)) - _PART
ACTION_FIELDS: Final = frozenset(field.name for field in fields_of(OutpostAction)) - _PART
_UNNAMED: Final = N_("Donnez un nom à l'antenne : « Antenne de Wuhan »…")
_UNNAMED_ACTION: Final = N_("Dites ce que l'antenne a fait.")
_GONE: Final = N_("Cette antenne n'est plus dans la bibliothèque.")


class OutpostsDesk(SupportsDesk):
    """Writes and reads of outposts."""

    def add_outpost(self, who: Actor, name: str, authority_id: int, country_code: str, **fields: object) -> Changes:
        """Open an office abroad."""
        given = {**fields, "name": name, "authority_id": authority_id, "country_code": country_code}
        values = self._outpost_fields(given)
        with refusals(), self.library.revise("cooperation.add_outpost", who) as revision:
            revision.subject = ("outpost", revision.insert("outpost", values))
        return revision.changes

    def update_outpost(
        self, who: Actor, outpost_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an outpost."""
        values = self._outpost_fields(fields, self.outpost(outpost_id))
        row, subject = (tables.OUTPOSTS, outpost_id, version), (("outpost", outpost_id), edit_group)
        return self._update_part(who, "cooperation.update_outpost", row, values, subject)

    def _outpost_fields(self, fields: Mapping[str, object], one: Outpost | None = None) -> dict[str, object]:
        strangers = fields.keys() - OUTPOST_FIELDS
        assert not strangers, f"an outpost has no such fields: {sorted(strangers)}"
        check_coordinates(fields)
        values = clean(fields, sentence=_UNNAMED)
        opened, closed = (values.get(name, getattr(one, name, None)) for name in ("opened_on", "closed_on"))
        if isinstance(opened, date) and isinstance(closed, date):
            check_period(opened, closed, field="closed_on")
        if "country_code" in values:
            values["country_code"] = self._country(values["country_code"])
        if "authority_id" in values:
            sentence = N_("Dites quelle collectivité tient l'antenne.")
            values["authority_id"] = self._organisation(values["authority_id"], "authority_id", sentence)
        if "name" in values:
            values["name_sort"] = sort_key(str(values["name"]))
        return values

    def set_outpost_contacts(self, who: Actor, outpost_id: int, contacts: Sequence[tuple[int, str]]) -> Changes:
        """Say who can be reached: (person, role); replaces those it had."""
        self.outpost(outpost_id)
        wanted = [{"person_id": key, **clean({"role": role})} for key, role in contacts]
        owner = ("outpost", outpost_id)
        return self._replace_parts(who, "cooperation.set_outpost_contacts", tables.CONTACTS, owner, wanted)

    def set_outpost_clusters(self, who: Actor, outpost_id: int, clusters: Sequence[tuple[int, str]]) -> Changes:
        """Say which clusters of the home territory it works for: (organisation, field); replaces those it had."""
        self.outpost(outpost_id)
        wanted = dict(clusters)
        old = {
            one.organisation_id: one for one in tables.parts(self.library, tables.CLUSTERS, "outpost_id", [outpost_id])
        }
        subject = ("outpost", outpost_id)
        with refusals(), self.library.revise("cooperation.set_outpost_clusters", who, subject) as revision:
            for key, row in old.items():
                if key not in wanted:
                    revision.delete("outpost_cluster", row.id, row.version)
            for position, (key, field) in enumerate(wanted.items(), start=1):
                values = {"position": position, **clean({"field": field})}
                if key in old:
                    revision.update("outpost_cluster", old[key].id, old[key].version, values)
                else:
                    revision.insert("outpost_cluster", {**values, "outpost_id": outpost_id, "organisation_id": key})
        return revision.changes

    # --- companies met ---

    def add_outpost_meeting(self, who: Actor, outpost_id: int, day: date, **fields: object) -> Changes:
        """Note a company met: `organisation_id` or `company`, `subject`, `outcome`."""
        self.outpost(outpost_id)
        values = self._meeting_fields({**fields, "day": day})
        owner = ("outpost", outpost_id)
        return self._add_part(who, "cooperation.add_outpost_meeting", tables.OUTPOST_MEETINGS, owner, values)

    def update_outpost_meeting(
        self, who: Actor, meeting_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a company met."""
        one = self._part(tables.OUTPOST_MEETINGS, meeting_id)
        values = self._meeting_fields({name: getattr(one, name) for name in MEETING_FIELDS} | fields)
        row, subject = (tables.OUTPOST_MEETINGS, meeting_id, version), (("outpost", one.outpost_id), edit_group)
        return self._update_part(who, "cooperation.update_outpost_meeting", row, values, subject)

    def remove_outpost_meeting(self, who: Actor, meeting_id: int, version: int | None = None) -> Changes:
        """Take a meeting with a company off."""
        one = self._part(tables.OUTPOST_MEETINGS, meeting_id)
        row = (tables.OUTPOST_MEETINGS, meeting_id, version)
        return self._remove_part(who, "cooperation.remove_outpost_meeting", row, ("outpost", one.outpost_id))

    def _meeting_fields(self, fields: Mapping[str, object]) -> dict[str, object]:
        strangers = fields.keys() - MEETING_FIELDS
        assert not strangers, f"a meeting has no such fields: {sorted(strangers)}"
        values = clean(fields)
        if values.get("day") is None:
            raise DomainError("day_missing", N_("Dites quand l'entreprise a été rencontrée."), field="day")
        if values.get("organisation_id") is None and not values.get("company"):
            raise DomainError("company_missing", N_("Dites quelle entreprise a été rencontrée."), field="company")
        return values

    # --- actions ---

    def add_outpost_action(self, who: Actor, outpost_id: int, title: str, starts_on: date, **fields: object) -> Changes:
        """Note something the outpost did."""
        self.outpost(outpost_id)
        values = self._action_fields({**fields, "title": title, "starts_on": starts_on})
        owner = ("outpost", outpost_id)
        return self._add_part(who, "cooperation.add_outpost_action", tables.OUTPOST_ACTIONS, owner, values)

    def update_outpost_action(
        self, who: Actor, action_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an action."""
        one = self._part(tables.OUTPOST_ACTIONS, action_id)
        values = self._action_fields({name: getattr(one, name) for name in ACTION_FIELDS} | fields)
        row, subject = (tables.OUTPOST_ACTIONS, action_id, version), (("outpost", one.outpost_id), edit_group)
        return self._update_part(who, "cooperation.update_outpost_action", row, values, subject)

    def remove_outpost_action(self, who: Actor, action_id: int, version: int | None = None) -> Changes:
        """Take an action off."""
        one = self._part(tables.OUTPOST_ACTIONS, action_id)
        row = (tables.OUTPOST_ACTIONS, action_id, version)
        return self._remove_part(who, "cooperation.remove_outpost_action", row, ("outpost", one.outpost_id))

    def _action_fields(self, fields: Mapping[str, object]) -> dict[str, object]:
        strangers = fields.keys() - ACTION_FIELDS
        assert not strangers, f"an action has no such fields: {sorted(strangers)}"
        values = clean(fields, sentence=_UNNAMED_ACTION)
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if not isinstance(starts, date):
            raise DomainError("day_missing", N_("Dites quand l'action a commencé."), field="starts_on")
        check_period(starts, ends if isinstance(ends, date) else None, same_day=True)
        return values

    def archive_outpost(self, who: Actor, outpost_id: int, version: int | None) -> Changes:
        """Take an outpost out of the lists."""
        row, values = (tables.OUTPOSTS, outpost_id, version), {"archived_on": clock.today()}
        return self._update_part(who, "cooperation.archive_outpost", row, values, (("outpost", outpost_id), None))

    def restore_outpost(self, who: Actor, outpost_id: int, version: int | None) -> Changes:
        """Bring an outpost back into the lists."""
        row, values = (tables.OUTPOSTS, outpost_id, version), {"archived_on": None}
        return self._update_part(who, "cooperation.restore_outpost", row, values, (("outpost", outpost_id), None))

    # --- reads ---

    def outpost(self, outpost_id: int) -> Outpost:
        """Return an outpost. DomainError ``unknown``."""
        return self._record(tables.OUTPOSTS, outpost_id, _GONE)

    def outpost_by_ref(self, ref: str) -> int:
        """Return the id meant by a name or an id. DomainError ``unknown``."""
        text = ref.strip()
        if (key := read_id(text)) and tables.record(self.library, tables.OUTPOSTS, key):
            return key
        found = stories.outposts_named(self.library, sort_key(text)) or self.outpost_ids(text, limit=2)
        if len(found) != 1:
            raise DomainError("unknown", N_("Aucune antenne ne s'appelle « {ref} »."), ref=text)
        return found[0]

    def outpost_sheet(self, outpost_id: int) -> OutpostSheet:
        """Return an outpost whole. DomainError ``unknown``."""
        with self.library.snapshot():
            one = self.outpost(outpost_id)
            contacts, clusters, meetings, actions = (
                tables.parts(self.library, tables.CONTACTS, "outpost_id", [outpost_id]),
                tables.parts(self.library, tables.CLUSTERS, "outpost_id", [outpost_id]),
                tables.parts(self.library, tables.OUTPOST_MEETINGS, "outpost_id", [outpost_id]),
                tables.parts(self.library, tables.OUTPOST_ACTIONS, "outpost_id", [outpost_id]),
            )
            people = self.directory.person_names(row.person_id for row in contacts)
            names = self.directory.organisation_names({
                one.authority_id, one.host_id or 0, *(row.organisation_id for row in clusters),
                *(row.organisation_id or 0 for row in meetings),
            })  # fmt: skip
            return OutpostSheet(
                outpost=one,
                authority=names.get(one.authority_id, ""),
                host=names.get(one.host_id or 0, ""),
                country=self.directory.country_by_code[one.country_code].name,
                contacts=tuple(NamedPart(r.id, r.person_id, people.get(r.person_id, ""), r.role) for r in contacts),
                clusters=tuple(
                    NamedPart(r.id, r.organisation_id, names.get(r.organisation_id, ""), r.field) for r in clusters
                ),
                meetings=tuple(CompanyView(r, names.get(r.organisation_id or 0, "") or r.company) for r in meetings),
                actions=tuple(actions),
                files=tuple(tables.parts(self.library, tables.FILES, "outpost_id", [outpost_id])),
            )

    def outpost_ids(self, text: str = "", *, archived: bool = False, limit: int | None = None) -> list[int]:
        """Return the ids of the outposts by name, or those that typed text finds, best first."""
        return stories.ids(self.library, "outpost", text=text, archived=archived, limit=limit)

    def outpost_rows(self, ids: Sequence[int]) -> list[OutpostRow]:
        """Return the lines of these outposts, in the order of `ids`."""
        sheets = [self.outpost_sheet(key) for key in ids if tables.record(self.library, tables.OUTPOSTS, key)]
        return [
            OutpostRow(
                sheet.outpost.id,
                sheet.outpost.name,
                sheet.outpost.place,
                sheet.country,
                sheet.host,
                sheet.outpost.sectors,
                sheet.outpost.opened_on,
                sheet.outpost.closed_on,
                len(sheet.meetings),
                len(sheet.actions),
            )
            for sheet in sheets
        ]
