"""What a person can do to agreements: open, describe, follow up by other acts, archive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date
from typing import Final

from cresi_app.cooperation.model.fields import check_period, clean
from cresi_app.cooperation.model.listed import ListedAgreement
from cresi_app.cooperation.model.records import Agreement, Renewal
from cresi_app.cooperation.queries import agreements, tables
from cresi_app.cooperation.service.desk import CooperationDesk, refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import check_coordinates
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key
from cresi_app.directory.service import OrganisationFilter
from cresi_app.store.revision import Revision

_OWN: Final = frozenset({
    "id", "version", "number", "parent_id", "rank", "is_relaunch", "archived_on", "created_at", "updated_at",
})  # fmt: skip
EDITABLE: Final = frozenset(field.name for field in fields_of(Agreement)) - _OWN
"""The fields that `update_agreement` accepts."""
UNNAMED: Final = N_("Donnez le nom du territoire : Beyrouth, Grand Tunis… Il peut changer ensuite.")
GONE: Final = N_("Cet accord n'est plus dans la bibliothèque.")
_NO_AUTHORITY: Final = N_("Dites quelle collectivité française signe.")
_NO_PARTNER: Final = N_("Dites avec quelle autorité l'accord est passé.")
_INHERITED: Final = (
    "name", "group_name", "authority_id", "partner_id", "country_code", "place", "latitude_e6", "longitude_e6",
    "partner_kind_code", "object", "notice_months", "renewal", "renewal_months", "steering", "staff_id",
)  # fmt: skip
_LISTED: Final = (
    "name", "country_code", "partner_kind_code", "group_name", "object", "signed_on", "transmitted_on", "ends_on",
)  # fmt: skip
"""What a line of a list says of an agreement itself."""


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """What a first act needs to be opened."""

    name: str
    kind_code: str
    authority_id: int | None
    partner_id: int | None
    country_code: str | None
    partner_kind_code: str = "origin"


class AgreementsDesk(CooperationDesk):
    """Writes of agreements. Every revision's subject is the act: `changes.id` is its id."""

    def agreement(self, agreement_id: int) -> Agreement:
        """Return one act. DomainError ``unknown``."""
        return self._record(tables.AGREEMENTS, agreement_id, GONE)

    def acts(self, agreement_id: int) -> list[Agreement]:
        """Return the acts of the cooperation an act belongs to, the first one first."""
        return agreements.acts_of(self.library, [self.agreement(agreement_id).root_id])

    # --- opening ---

    def add_agreement(self, who: Actor, new: NewAgreement, year: int | None = None, **fields: object) -> Changes:
        """Open a first act, with its number of the sequence of `year` (that of its signature, else the present one)."""
        values = self._checked({
            **fields, "name": new.name, "kind_code": new.kind_code, "authority_id": new.authority_id,
            "partner_id": new.partner_id, "country_code": new.country_code, "partner_kind_code": new.partner_kind_code,
        })  # fmt: skip
        if self.agreement_kinds[str(values["kind_code"])].is_amendment:
            raise DomainError(
                "alone", N_("Un avenant modifie un accord : choisissez d'abord lequel."), field="kind_code"
            )
        _check_dates(values)
        if who.key in self.directory.staff_names():
            values.setdefault("staff_id", int(who.key))
        with refusals(), self.library.revise("cooperation.add_agreement", who) as revision:
            self._insert(revision, values, year)
        return revision.changes

    def add_listed(self, who: Actor, listed: Sequence[ListedAgreement]) -> Changes:
        """Write a list of first acts as one revision, signed by the home authority.

        Partners that the directory does not know get their sheet in it: undone, the list takes them with it.
        DomainError, before anything is written, for a line that cannot stand; it names the line.
        """
        home = self.directory.home().authority_id
        partners: dict[tuple[str, str], int] = {}
        for one in listed:  # a line that cannot stand is refused before any sheet is made
            _check_dates({name: getattr(one, name) for name in ("signed_on", "transmitted_on", "ends_on")})
        same = {"kind_code": "framework", "authority_id": home}
        rows = [self._checked({**same, **{name: getattr(one, name) for name in _LISTED}}) for one in listed]
        with refusals(), self.library.revise("cooperation.import_agreements", who) as revision:
            for one, values in zip(listed, rows, strict=True):
                key = (sort_key(one.partner), one.country_code)
                if key not in partners:
                    partners[key] = self._partner(revision, one.partner, one.country_code)
                self._insert(revision, {**values, "partner_id": partners[key]}, None)
        return revision.changes

    def _partner(self, revision: Revision, name: str, country_code: str) -> int:
        same = self.directory.organisations(OrganisationFilter(text=name), limit=20)
        for row in same:
            if sort_key(row.name) == sort_key(name):
                return row.id
        return self.directory.insert_organisation(revision, name, "partner_authority", country_code=country_code)

    def add_act(
        self, who: Actor, root_id: int, kind_code: str, *, before_id: int | None = None, **fields: object
    ) -> Changes:
        """Add an act that follows a first one: an amendment, a programme… What it does not say is that of the first act.

        Two amendments of one day: `before_id` says which one this one stands before; without it DomainError ``same_day``.
        """
        with refusals(), self.library.revise("cooperation.add_act", who) as revision:
            self._insert_act(revision, root_id, {**fields, "kind_code": kind_code}, before_id=before_id)
        return revision.changes

    def _insert_act(
        self, revision: Revision, root_id: int, fields: Mapping[str, object], *, before_id: int | None = None
    ) -> int:
        root = self.agreement(self.agreement(root_id).root_id)
        given = {name: value for name, value in fields.items() if name != "is_relaunch"}
        values = self._checked({**{name: getattr(root, name) for name in _INHERITED}, **given})
        _check_dates(values)
        signed = values.get("signed_on")
        rank = agreements.last_rank(self.library, root.id) + 1
        if isinstance(signed, date):
            rank = self._ranked(revision, root.id, (0, signed), before_id) or rank
        return self._insert(
            revision,
            {**values, "parent_id": root.id, "rank": rank, "is_relaunch": bool(fields.get("is_relaunch"))},
            None,
        )

    def _ranked(self, revision: Revision, root_id: int, act: tuple[int, date], before_id: int | None) -> int | None:
        """Make room before an act signed on the same day; refuse while nobody said which one comes first."""
        own_id, day = act
        rivals = agreements.same_day(self.library, root_id, day.isoformat(), own_id)
        if not rivals:
            return None
        if before_id is None:
            raise DomainError(
                "same_day",
                N_("« {number} » est signé le même jour : dites lequel des deux vient en premier. Rien n'a changé."),
                field="before_id",
                number=rivals[0]["number"],
                rivals=tuple((row["id"], row["number"]) for row in rivals),
            )
        if before_id == 0:  # after all of them
            return None
        acts = [act for act in agreements.acts_of(self.library, [root_id]) if act.parent_id and act.id != own_id]
        place = next((index for index, one in enumerate(acts) if one.id == before_id), None)
        if place is None:
            return None
        for rank, one in enumerate(acts[place:], start=place + 2):
            revision.update("agreement", one.id, None, {"rank": rank})
        for rank, one in enumerate(acts[:place], start=1):
            revision.update("agreement", one.id, None, {"rank": rank})
        return place + 1

    def _insert(self, revision: Revision, values: Mapping[str, object], year: int | None) -> int:
        signed = values.get("signed_on") or values.get("deliberated_on")
        of_year = year or (signed.year if isinstance(signed, date) else clock.today().year)
        agreement_id = revision.insert(
            "agreement",
            {
                **values,
                "number": revision.number(f"agreement:{of_year}", f"C-{of_year}-%02d"),
                "name_sort": sort_key(str(values["name"])),
            },
        )
        revision.subject = ("agreement", agreement_id)
        return agreement_id

    # --- describing ---

    def update_agreement(
        self, who: Actor, agreement_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an act; autosaves of one editing act share `edit_group`. DomainError ``stale`` when it moved meanwhile."""
        return self._save(who, "cooperation.update_agreement", (agreement_id, version), fields, edit_group)

    def _save(
        self,
        who: Actor,
        operation: str,
        row: tuple[int, int | None],
        fields: Mapping[str, object],
        edit_group: int | None = None,
    ) -> Changes:
        agreement_id, version = row
        values = self._checked(fields)
        one = self.agreement(agreement_id)
        _check_dates({name: values.get(name, getattr(one, name)) for name in _DATES})
        with refusals(), self.library.revise(operation, who, ("agreement", agreement_id), edit_group) as revision:
            revision.update("agreement", agreement_id, version, values)
        return revision.changes

    def _checked(self, fields: Mapping[str, object]) -> dict[str, object]:
        strangers = fields.keys() - EDITABLE
        assert not strangers, f"an agreement has no such fields to fill: {sorted(strangers)}"
        check_coordinates(fields)
        values = clean(fields, sentence=UNNAMED)
        if "country_code" in values:
            values["country_code"] = self._country(values["country_code"])
        if "kind_code" in values:
            values["kind_code"] = self._known(values["kind_code"], self.agreement_kinds, "kind_code")
        if "partner_kind_code" in values:
            values["partner_kind_code"] = self._known(
                values["partner_kind_code"], self.partner_kinds, "partner_kind_code"
            )
        if "renewal" in values:
            values["renewal"] = Renewal(str(values["renewal"]))
        for name, sentence in (("authority_id", _NO_AUTHORITY), ("partner_id", _NO_PARTNER)):
            if name in values:
                values[name] = self._organisation(values[name], name, sentence)
        if "name" in values:
            values["name_sort"] = sort_key(str(values["name"]))
        return values

    # --- keeping ---

    def archive_agreement(self, who: Actor, agreement_id: int, version: int | None) -> Changes:
        """Take a cooperation out of the lists; its number stays its own."""
        return self._set_archived(who, agreement_id, version, clock.today())

    def restore_agreement(self, who: Actor, agreement_id: int, version: int | None) -> Changes:
        """Bring an archived cooperation back into the lists."""
        return self._set_archived(who, agreement_id, version, None)

    def _set_archived(self, who: Actor, agreement_id: int, version: int | None, day: date | None) -> Changes:
        operation = "cooperation.archive_agreement" if day else "cooperation.restore_agreement"
        with refusals(), self.library.revise(operation, who, ("agreement", agreement_id)) as revision:
            revision.update("agreement", agreement_id, version, {"archived_on": day})
        return revision.changes

    def delete_act(self, who: Actor, agreement_id: int, version: int | None) -> Changes:
        """Take out an act entered by mistake, before it was signed; a signed act stays for good."""
        one = self.agreement(agreement_id)
        if one.signed_on is not None or one.parent_id is None:
            raise DomainError(
                "act_signed",
                N_("Un acte signé et le premier accord restent dans la bibliothèque : archivez la coopération plutôt."),
            )
        with refusals(), self.library.revise("cooperation.delete_act", who, ("agreement", one.parent_id)) as revision:
            revision.delete("agreement", agreement_id, version)
        return revision.changes


_DATES: Final = ("starts_on", "ends_on", "signed_on", "transmitted_on", "published_on", "renewal", "renewal_months")


def _check_dates(values: Mapping[str, object]) -> None:
    """Refuse in words what the schema refuses too: an end before its start, a transmission before the signature."""
    days = {name: day for name in _DATES if isinstance(day := values.get(name), date)}
    check_period(days.get("starts_on"), days.get("ends_on"))
    check_period(days.get("signed_on"), days.get("ends_on"))
    signed = days.get("signed_on")
    for name, sentence in (
        ("transmitted_on", N_("La transmission au préfet suit la signature : rien n'a changé. Corrigez l'une des deux dates.")),
        ("published_on", N_("La publication suit la signature : rien n'a changé. Corrigez l'une des deux dates.")),
    ):  # fmt: skip
        if name in days and (signed is None or days[name] < signed):
            raise DomainError(f"{name.removesuffix('_on')}_before_signature", sentence, field=name)
    if values.get("renewal") == Renewal.TACIT and not values.get("renewal_months"):
        raise DomainError(
            "tacit_has_duration",
            N_("Dites de combien de mois l'accord se reconduit : rien n'a changé."),
            field="renewal_months",
        )
