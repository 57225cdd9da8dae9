"""The yearly declaration of aid: what was paid, what is known of it, what somebody has still to say."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.funding.model.aid import (
    MARKERS,
    UNSPECIFIED,
    AidDeclaration,
    AidKind,
    AidNames,
    AidSource,
    DeclaredExpense,
    GrantAid,
    Said,
    lines_of,
    proposed_channel,
    proposed_kind,
    proposed_sector,
)
from cresi_app.funding.queries import declarations as queries
from cresi_app.funding.service.importing import PastGrants, refusals
from cresi_app.projects.model.words import in_language
from cresi_app.store.records import Row

_AID_FIELDS: Final = frozenset({
    "kind_code", "country_code", "sector_code", "channel_code", "aid_type_code", *MARKERS, "is_left_out", "left_out_reason",
})  # fmt: skip
_EXPENSE_FIELDS: Final = (_AID_FIELDS - {"is_left_out", "left_out_reason"}) | {
    "paid_on",
    "label",
    "payee",
    "amount_minor",
}


class AidDesk(PastGrants):
    """The yearly declaration of aid: read and completed."""

    # --- lists ---

    @cached_property
    def aid_kinds(self) -> dict[str, AidKind]:
        """The kinds of aid by code, in their order."""
        return {one.code: one for one in queries.aid_kinds(self.library)}

    def codes(self, name: str, *, active: bool = True) -> dict[str, str]:
        """Return one of the standard's lists: code → name in the language in force; active ones only unless told otherwise."""
        rows = queries.codes(self.library, name)
        return {
            row["code"]: in_language(row["name_fr"], row["name_en"]) for row in rows if row["is_active"] or not active
        }

    def aid_names(self) -> AidNames:
        """Return the words behind the codes of a declaration."""
        countries = {code: one.name for code, one in self.directory.country_by_code.items()}
        return AidNames(
            countries={**countries, UNSPECIFIED: tr("Pays en développement, non précisé")},
            sectors={code: one.name for code, one in self.directory.sector_by_code.items()},
            channels=self.codes("CRSChannelCode", active=False),
            aid_types=self.codes("AidType", active=False),
        )

    def authority_id(self) -> int | None:
        """Return the authority whose library this is, else the only one that gives money here; None when that is not clear."""
        home = self.directory.home().authority_id
        if home is not None:
            return home
        found = queries.authorities(self.library)
        return found[0]["id"] if len(found) == 1 else None

    def authorities(self) -> list[tuple[int, str]]:
        """Return the authorities that give money here: id and name."""
        return [(row["id"], row["name"]) for row in queries.authorities(self.library)]

    def years(self) -> list[int]:
        """Return the calendar years in which something was paid, latest first."""
        return queries.years(self.library)

    def _authority(self, authority_id: int | None) -> tuple[int, str]:
        found = authority_id if authority_id is not None else self.authority_id()
        if found is None:
            raise DomainError(
                "no_authority",
                N_("Dites d'abord de quelle collectivité il s'agit : réglages, « Collectivité », ou donnez-la ici."),
                field="authority_id",
            )
        return found, self.directory.organisation(found).name

    # --- aid ---

    def aid_declaration(self, year: int, authority_id: int | None = None) -> AidDeclaration:
        """Return the declaration of a calendar year. DomainError ``no_authority``."""
        authority, name = self._authority(authority_id)
        with self.library.snapshot():
            rows = queries.payments(self.library, year, authority)
            said = queries.grant_aids(self.library, sorted({row["grant_id"] for row in rows}))
            sectors = self._project_sectors(rows)
            expenses = queries.expenses(self.library, year, authority)
            is_oda = queries.oda(self.library, year)
            paid = queries.paid_total(self.library, year, authority)
            repaid = queries.repaid(self.library, year, authority)
        sources = [self._payment(row, said.get(row["grant_id"]), sectors.get(row["project_id"], ())) for row in rows]
        sources += [self._expense(one) for one in expenses]
        lines = [line for source in sources for line in lines_of(source, year, is_oda)]
        return AidDeclaration(year, name, tuple(lines), paid, sum(one.amount_minor for one in expenses), repaid)

    def _project_sectors(self, rows: list[Row]) -> dict[int, tuple[tuple[str, int | None], ...]]:
        ids = sorted({row["project_id"] for row in rows if row["project_id"]})
        found: dict[int, list[tuple[str, int | None]]] = {}
        for row in queries.project_sectors(self.library, ids):
            found.setdefault(row["project_id"], []).append((row["sector_code"], row["percent"]))
        return {key: tuple(some) for key, some in found.items()}

    def _payment(self, row: Row, aid: GrantAid | None, sectors: tuple[tuple[str, int | None], ...]) -> AidSource:
        return AidSource(
            entity="grant",
            entity_id=row["grant_id"],
            payment_id=row["id"],
            number=row["number"],
            label=row["title"],
            payee=row["payee"],
            paid_on=date.fromisoformat(row["paid_on"]),
            order_number=row["order_number"],
            amount_minor=row["euro_minor"],
            said=self._said(row, aid, sectors),
        )

    def _said(self, row: Row, aid: GrantAid | None, sectors: tuple[tuple[str, int | None], ...]) -> Said:
        """Put together what somebody said and what the records suggest."""
        proposed = set()
        kind_code = aid.kind_code if aid and aid.kind_code else None
        if kind_code is None:
            kind_code = proposed_kind(row["purpose_code"], row["payee_kind"])
            proposed.add("kind")
        channel = aid.channel_code if aid else ""
        if not channel:
            channel = proposed_channel(row["payee_kind"], row["payee_country"] or "")
            proposed.add("channel")
        kind = self.aid_kinds.get(kind_code)
        own_sector = (aid.sector_code if aid else None) or row["sector_code"]
        known = ((own_sector, None),) if own_sector else sectors
        if not known and (suggested := proposed_sector(kind_code)):
            known = ((suggested, None),)
            proposed.add("sector")
        return Said(
            kind=kind,
            country_code=(aid.country_code if aid else None) or row["country_code"] or row["project_country"] or "",
            sectors=known,
            channel_code=channel,
            aid_type_code=(aid.aid_type_code if aid else "") or (kind.aid_type_code if kind else ""),
            markers={name: getattr(aid, name) if aid else None for name in MARKERS},
            proposed=frozenset(proposed),
            left_out_reason=aid.left_out_reason if aid and aid.is_left_out else "",
        )

    def _expense(self, one: DeclaredExpense) -> AidSource:
        kind = self.aid_kinds.get(one.kind_code or "")
        sector = one.sector_code or proposed_sector(one.kind_code or "")
        said = Said(
            kind=kind,
            country_code=one.country_code or "",
            sectors=((sector, None),) if sector else (),
            channel_code=one.channel_code or ("11002" if kind and kind.is_in_donor else ""),
            aid_type_code=one.aid_type_code or (kind.aid_type_code if kind else ""),
            markers={name: getattr(one, name) for name in MARKERS},
        )
        return AidSource(
            "declared_expense", one.id, one.id, "", one.label, one.payee, one.paid_on, "", one.amount_minor, said
        )

    def grant_aid(self, grant_id: int) -> GrantAid | None:
        """Return what was said about a grant's payments, None when nothing was."""
        return queries.grant_aids(self.library, [grant_id]).get(grant_id)

    def complete_aid(self, who: Actor, grant_id: int, version: int | None = None, **fields: object) -> Changes:
        """Say how a grant's payments are declared; fields are those of `GrantAid`. DomainError for a value that is none."""
        values = self._checked(fields, _AID_FIELDS)
        held = self.grant_aid(grant_id)
        subject = ("grant", grant_id)
        if values.get("is_left_out") and not str(values.get("left_out_reason", "")).strip():
            raise DomainError(
                "no_reason", N_("Dites pourquoi cette subvention n'est pas déclarée."), field="left_out_reason"
            )
        if values.get("is_left_out") is False:
            values["left_out_reason"] = ""
        with refusals(), self.library.revise("funding.complete_aid", who, subject) as revision:
            if held is None:
                revision.insert("grant_aid", {"grant_id": grant_id, **values})
            else:
                revision.update("grant_aid", held.id, version if version is not None else held.version, values)
        return revision.changes

    def add_expense(self, who: Actor, label: str, amount_minor: int, paid_on: date, authority_id: int | None = None, **fields: object) -> Changes:  # fmt: skip
        """Note an expense that is declared and is no grant. Cents of euro."""
        authority, _name = self._authority(authority_id)
        values = self._checked(
            {**fields, "label": label, "amount_minor": amount_minor, "paid_on": paid_on}, _EXPENSE_FIELDS
        )
        with refusals(), self.library.revise("funding.add_expense", who) as revision:
            expense_id = revision.insert("declared_expense", {"authority_id": authority, **values})
            revision.subject = ("declared_expense", expense_id)
        return revision.changes

    def update_expense(self, who: Actor, expense_id: int, version: int | None, **fields: object) -> Changes:
        """Change an expense."""
        values = self._checked(fields, _EXPENSE_FIELDS)
        with (
            refusals(),
            self.library.revise("funding.update_expense", who, ("declared_expense", expense_id)) as revision,
        ):
            revision.update("declared_expense", expense_id, version, values)
        return revision.changes

    def remove_expense(self, who: Actor, expense_id: int, version: int | None) -> Changes:
        """Take an expense out of the declaration."""
        with (
            refusals(),
            self.library.revise("funding.remove_expense", who, ("declared_expense", expense_id)) as revision,
        ):
            revision.delete("declared_expense", expense_id, version)
        return revision.changes

    def expense(self, expense_id: int) -> DeclaredExpense:
        """Return an expense. DomainError ``unknown``."""
        found = queries.expense(self.library, expense_id)
        if found is None:
            raise DomainError("unknown", N_("Cette dépense n'est plus dans la bibliothèque."))
        return found

    def _checked(self, fields: Mapping[str, object], known: frozenset[str]) -> dict[str, object]:
        strangers = fields.keys() - known
        assert not strangers, f"no such fields: {sorted(strangers)}"
        values = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
        for name in ("kind_code", "country_code", "sector_code"):
            if name in values:
                values[name] = values[name] or None
        lists: dict[str, object] = {
            "kind_code": self.aid_kinds, "country_code": self.directory.country_by_code, "sector_code": self.directory.sector_by_code,
            "channel_code": self.codes("CRSChannelCode", active=False), "aid_type_code": self.codes("AidType", active=False),
        }  # fmt: skip
        for name, some in lists.items():
            if values.get(name) and values[name] not in some:  # type: ignore[operator]  # each of them is a mapping by code
                raise DomainError(
                    "unknown_code",
                    N_("« {value} » n'est pas dans la liste : rien n'a changé."),
                    field=name,
                    value=values[name],
                )
        for name in MARKERS:
            if values.get(name) not in {None, 0, 1, 2}:
                raise DomainError("marker", N_("Un marqueur se note de 0 à 2."), field=name)
        return {**values, **_said_right(values)}


def _said_right(values: Mapping[str, object]) -> dict[str, object]:
    if "label" in values and not values["label"]:
        raise DomainError("no_label", N_("Dites de quelle dépense il s'agit."), field="label")
    amount = values.get("amount_minor", 1)
    if not isinstance(amount, int) or amount <= 0:
        raise DomainError("amount", N_("Le montant doit être positif."), field="amount_minor")
    return {}
