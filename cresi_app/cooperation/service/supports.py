"""Institutional support to partner authorities: missions, trainees, expertise, equipment, with people, dates, costs, results."""

from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import date
from typing import Final

from cresi_app.cooperation.model.amounts import to_euro_minor
from cresi_app.cooperation.model.fields import check_period, clean
from cresi_app.cooperation.model.happenings import Support, SupportPerson
from cresi_app.cooperation.model.stories import PersonView, SupportRow, SupportSheet
from cresi_app.cooperation.queries import stories, tables
from cresi_app.cooperation.service.crises import CrisesDesk
from cresi_app.cooperation.service.desk import refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import read_id
from cresi_app.core.money import Money
from cresi_app.core.text import sort_key

_OWN: Final = frozenset({"id", "version", "number", "archived_on", "created_at", "updated_at"})
SUPPORT_FIELDS: Final = frozenset(field.name for field in fields_of(Support)) - _OWN
_UNNAMED: Final = N_("Dites en quoi consiste l'appui : « Formation des agents de l'état civil »…")
_GONE: Final = N_("Cet appui institutionnel n'est plus dans la bibliothèque.")


class SupportsDesk(CrisesDesk):
    """Writes and reads of institutional support."""

    def add_support(
        self, who: Actor, title: str, kind_code: str, partner_id: int, starts_on: date, **fields: object
    ) -> Changes:
        """Open a support to a partner authority, with its number; the home authority gives it unless `authority_id` says otherwise."""
        given: dict[str, object] = {"country_code": self.directory.organisation(partner_id).country_code, **fields}
        given.setdefault("authority_id", self.directory.home().authority_id)
        values = self._support_fields({
            **given, "title": title, "kind_code": kind_code, "partner_id": partner_id, "starts_on": starts_on,
        })  # fmt: skip
        year = starts_on.year
        with refusals(), self.library.revise("cooperation.add_support", who) as revision:
            number = revision.number(f"support:{year}", f"A-{year}-%02d")
            revision.subject = ("support", revision.insert("support", {**values, "number": number}))
        return revision.changes

    def update_support(
        self, who: Actor, support_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a support."""
        values = self._support_fields(fields, self.support(support_id))
        row, subject = (tables.SUPPORTS, support_id, version), (("support", support_id), edit_group)
        return self._update_part(who, "cooperation.update_support", row, values, subject)

    def _support_fields(self, fields: Mapping[str, object], one: Support | None = None) -> dict[str, object]:
        strangers = fields.keys() - SUPPORT_FIELDS
        assert not strangers, f"a support has no such fields: {sorted(strangers)}"
        values = clean(fields, sentence=_UNNAMED)
        starts, ends = (values.get(name, getattr(one, name, None)) for name in ("starts_on", "ends_on"))
        if starts is None:
            raise DomainError("day_missing", N_("Dites quand l'appui commence."), field="starts_on")
        if isinstance(starts, date) and isinstance(ends, date):
            check_period(starts, ends, same_day=True)
        if "kind_code" in values:
            values["kind_code"] = self._known(values["kind_code"], self.support_kinds, "kind_code")
        if "country_code" in values:
            values["country_code"] = self._country(values["country_code"])
        if values.get("agreement_id") is not None and isinstance(values.get("agreement_id"), int):
            self.agreement(int(str(values["agreement_id"])))
        for name, sentence in (
            ("authority_id", N_("Dites quelle collectivité apporte l'appui.")),
            ("partner_id", N_("Dites à quelle autorité partenaire va l'appui.")),
        ):
            if name in values:
                values[name] = self._organisation(values[name], name, sentence)
        if "title" in values:
            values["title_sort"] = sort_key(str(values["title"]))
        return values

    def set_support_people(self, who: Actor, support_id: int, people: Sequence[Mapping[str, object]]) -> Changes:
        """Say who took part, each with `person_id` or `name`, and `role`; replaces those it had."""
        self.support(support_id)
        wanted = []
        for person in people:
            values = {"person_id": None, "name": "", "role": ""} | clean(person, free_title=True)
            if values["person_id"] is None and not values["name"]:
                raise DomainError("person_missing", N_("Donnez le nom de la personne."), field="name")
            wanted.append(values)
        owner = ("support", support_id)
        return self._replace_parts(who, "cooperation.set_support_people", tables.SUPPORT_PEOPLE, owner, wanted)

    def set_support_items(self, who: Actor, support_id: int, items: Sequence[Mapping[str, object]]) -> Changes:
        """Say which equipment was given, each with `label`, `quantity`, `value_minor` or None; replaces those it had."""
        self.support(support_id)
        wanted = []
        for item in items:
            values = {"quantity": 1, "value_minor": None} | clean(item)
            if not values.get("label"):
                raise DomainError("text_missing", N_("Dites quel équipement est donné."), field="label")
            if not isinstance(values["quantity"], int) or not 0 < values["quantity"] <= 10**9:
                raise DomainError(
                    "quantity_outside", N_("Donnez un nombre de pièces, à partir de 1."), field="quantity"
                )
            wanted.append(values)
        owner = ("support", support_id)
        return self._replace_parts(who, "cooperation.set_support_items", tables.SUPPORT_ITEMS, owner, wanted)

    def archive_support(self, who: Actor, support_id: int, version: int | None) -> Changes:
        """Take a support out of the lists."""
        row, values = (tables.SUPPORTS, support_id, version), {"archived_on": clock.today()}
        return self._update_part(who, "cooperation.archive_support", row, values, (("support", support_id), None))

    def restore_support(self, who: Actor, support_id: int, version: int | None) -> Changes:
        """Bring a support back into the lists."""
        row, values = (tables.SUPPORTS, support_id, version), {"archived_on": None}
        return self._update_part(who, "cooperation.restore_support", row, values, (("support", support_id), None))

    # --- reads ---

    def support(self, support_id: int) -> Support:
        """Return a support. DomainError ``unknown``."""
        return self._record(tables.SUPPORTS, support_id, _GONE)

    def support_by_ref(self, ref: str) -> int:
        """Return the id meant by a number (A-2026-02) or an id. DomainError ``unknown``."""
        text = ref.strip()
        found = stories.by_number(self.library, "support", text)
        if found is None and (key := read_id(text)) and tables.record(self.library, tables.SUPPORTS, key):
            found = key
        if found is None:
            raise DomainError("unknown", N_("Aucun appui institutionnel ne porte le numéro « {ref} »."), ref=text)
        return found

    def support_sheet(self, support_id: int) -> SupportSheet:
        """Return a support whole. DomainError ``unknown``."""
        with self.library.snapshot():
            one = self.support(support_id)
            people = tables.parts(self.library, tables.SUPPORT_PEOPLE, "support_id", [support_id])
            names = self.directory.organisation_names({one.authority_id, one.partner_id})
            agreement = self.agreement(one.agreement_id) if one.agreement_id is not None else None
            cost = None if one.cost_minor is None else Money(one.cost_minor, one.currency)
            return SupportSheet(
                support=one,
                kind=self.support_kinds[one.kind_code],
                authority=names.get(one.authority_id, ""),
                partner=names.get(one.partner_id, ""),
                country=self.directory.country_by_code[one.country_code].name,
                agreement=f"{agreement.name} · {agreement.number}" if agreement is not None else "",
                people=tuple(self._people(people)),
                items=tuple(tables.parts(self.library, tables.SUPPORT_ITEMS, "support_id", [support_id])),
                cost_euro=None if cost is None else to_euro_minor(cost, self.rates()(one.currency, one.starts_on.year)),
                files=tuple(tables.parts(self.library, tables.FILES, "support_id", [support_id])),
            )

    def _people(self, rows: Sequence[SupportPerson]) -> list[PersonView]:
        names = self.directory.person_names({row.person_id for row in rows if row.person_id is not None})
        return [PersonView(row, names.get(row.person_id or 0, "") or row.name) for row in rows]

    def support_ids(self, text: str = "", *, archived: bool = False, limit: int | None = None) -> list[int]:
        """Return the ids of the supports, latest first, or those that typed text finds, best first."""
        return stories.ids(self.library, "support", text=text, archived=archived, limit=limit)

    def supports_of_agreements(self, agreement_ids: Sequence[int]) -> list[SupportRow]:
        """Return the lines of the supports given under these acts."""
        return self.support_rows(stories.supports_of_agreements(self.library, agreement_ids))

    def support_rows(self, ids: Sequence[int]) -> list[SupportRow]:
        """Return the lines of these supports, in the order of `ids`."""
        with self.library.snapshot():
            found = {key: tables.record(self.library, tables.SUPPORTS, key) for key in ids}
            people: dict[int, int] = {}
            for row in tables.parts(self.library, tables.SUPPORT_PEOPLE, "support_id", ids):
                people[row.support_id] = people.get(row.support_id, 0) + 1
            names = self.directory.organisation_names({one.partner_id for one in found.values() if one})
        return [
            SupportRow(
                one.id,
                one.number,
                one.title,
                self.support_kinds[one.kind_code],
                names.get(one.partner_id, ""),
                self.directory.country_by_code[one.country_code].name,
                one.starts_on,
                one.ends_on,
                people.get(key, 0),
                one.cost_minor,
                one.currency,
                bool(one.results),
            )
            for key, one in found.items()
            if one is not None
        ]
