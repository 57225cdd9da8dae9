"""What an authority publishes each year beside its aid: essential data of grants; the trace of what was made, where each duty stands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.funding.model.declaration import Declaration, Duty, DutyState, DutyView
from cresi_app.funding.model.findings import Finding, grave
from cresi_app.funding.model.scdl import CASH, IN_KIND, STAGED, UNIQUE, EssentialLine, check_line, check_shares
from cresi_app.funding.queries import declarations as queries
from cresi_app.funding.queries import importing as past
from cresi_app.funding.service.aid import AidDesk
from cresi_app.funding.service.importing import refusals
from cresi_app.store.records import Row

DEFAULT_THRESHOLD: Final = 2_300_000
"""Cents from which an agreement is published, when the list of thresholds says nothing (decree 2017-779)."""

_NATURES: Final = {"cash": CASH, "in_kind": IN_KIND, "both": f"{CASH};{IN_KIND}"}


class DeclarationDesk(AidDesk):
    """Declarations of a year: read, completed, kept track of."""

    # --- essential data ---

    def threshold(self, year: int) -> int:
        """Return the amount in cents from which an agreement is published, as of a year."""
        return queries.threshold(self.library, "open_data", f"{year}-12-31") or DEFAULT_THRESHOLD

    def essential_lines(
        self, year: int, authority_id: int | None = None, *, everything: bool = False
    ) -> list[EssentialLine]:
        """Return the lines of « données essentielles » of a year: agreements from the threshold up, or every grant; past grants with them."""
        authority, name = self._authority(authority_id)
        least = 1 if everything else self.threshold(year)
        with self.library.snapshot():
            rows = queries.essential(self.library, year, authority, least)
            parts = queries.instalments(self.library, [row["id"] for row in rows])
            before = past.past_lines(self.library, past.past_ids(self.library, year))
            ids = [authority, *(row["organisation_id"] for row in [*rows, *before])]
            numbers = queries.numbers_of(self.library, ids)
        siret = numbers.get((authority, "siret"), "") or self.directory.home().siret
        # French territories have SIRETs of their own.
        french = {"FR", *(one.code for one in self.directory.countries if one.parent_code == "FR")}
        by_grant: dict[int, list[Row]] = {}
        for part in parts:
            by_grant.setdefault(part["grant_id"], []).append(part)
        lines = [_essential(row, by_grant.get(row["id"], []), siret, numbers, french) for row in rows]
        own = [row for row in before if row["authority_id"] == authority or row["authority_siret"] == siret != ""]
        lines += [_past(row, name, siret, numbers) for row in own if (row["amount_minor"] or 0) >= least]
        return lines

    def check_essential(self, lines: list[EssentialLine]) -> list[Finding]:
        """Return what keeps these lines from being published."""
        found = [one for row, line in enumerate(lines, start=2) for one in check_line(line, row)]
        return found + check_shares(lines)

    # --- what was made ---

    def record_declaration(self, who: Actor, made: Declaration) -> Changes:
        """Keep the trace of a file that was made; `made.id` and `version` are not looked at."""
        values = {
            "duty": made.duty.value, "year": made.year, "authority_id": made.authority_id, "made_at": clock.stamp(), "actor": who.name,
            "file_name": made.file_name, "sha256": made.sha256, "lines": made.lines, "total_minor": made.total_minor,
        }  # fmt: skip
        with refusals(), self.library.revise("funding.record_declaration", who) as revision:
            revision.subject = ("declaration", revision.insert("declaration", values))
        return revision.changes

    def declarations(self, year: int | None = None) -> list[Declaration]:
        """Return what was made, latest first."""
        return queries.made(self.library, year)

    def duty(
        self, duty: Duty, year: int, figures: tuple[int, int], to_complete: int, ready: tuple[int, int] | None = None
    ) -> DutyView:
        """Return where a duty stands. `figures`: its lines and total; `ready`: those of them that a file would hold now (None: all)."""
        lines, total_minor = figures
        made = next((one for one in self.declarations(year) if one.duty is duty), None)
        stale = made is not None and (made.lines, made.total_minor) != (ready or figures)
        if to_complete:
            state = DutyState.TO_COMPLETE
        elif made is not None and not stale:
            state = DutyState.MADE
        else:
            state = DutyState.READY if lines else DutyState.NOTHING
        return DutyView(duty, state, lines, total_minor, to_complete, made, stale)

    def duties(self, year: int, authority_id: int | None = None) -> tuple[DutyView, DutyView]:
        """Return where the aid and the essential data of a year stand."""
        aid = self.aid_declaration(year, authority_id)
        essential = self.essential_lines(year, authority_id)
        wanting = {one.path for one in grave(self.check_essential(essential)) if one.path}
        good = [line for line in essential if not line.is_out and not grave(check_line(line))]
        return (
            self.duty(Duty.AID, year, (len(aid.groups), aid.declared_minor), aid.to_complete),
            self.duty(Duty.SCDL, year, _figures(essential), len(wanting), _figures(good)),
        )


def _figures(lines: Sequence[EssentialLine]) -> tuple[int, int]:
    return len(lines), sum(one.amount_minor for one in lines)


def _essential(
    row: Row, parts: list[Row], siret: str, numbers: Mapping[tuple[int, str], str], french: Collection[str]
) -> EssentialLine:
    days = sorted(one for part in parts if (one := part["paid_on"] or part["due_on"]))
    key = row["organisation_id"]
    terms = [" : ".join(one for one in (part["label"], part["terms"]) if one) for part in parts if part["terms"]]
    return EssentialLine(
        grant_id=row["id"],
        number=row["number"],
        authority=row["authority"],
        authority_siret=siret,
        agreed_on=date.fromisoformat(row["signed_on"] or row["voted_on"]),
        decision=row["deliberation"] or row["agreement_number"],
        beneficiary=row["payee"],
        siret=numbers.get((key, "siret"), ""),
        rna=numbers.get((key, "rna"), ""),
        object=(row["object"] or row["title"])[:256],
        amount_minor=row["granted_minor"],
        nature=_NATURES[row["nature"]],
        terms=(
            UNIQUE
            if len(parts) == 1
            else "; ".join(terms)
            if terms and len("; ".join(terms)) <= 256
            else STAGED
            if parts
            else ""
        ),
        pays_from=date.fromisoformat(days[0]) if days else None,
        pays_until=date.fromisoformat(days[-1]) if days else None,
        scheme=row["axis"] or "",
        is_abroad=(row["payee_country"] or "FR") not in french,
    )


def _past(row: Row, authority: str, siret: str, numbers: Mapping[tuple[int, str], str]) -> EssentialLine:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return EssentialLine(
        grant_id=row["id"],
        number=row["decision"] or row["source"],
        authority=row["authority_name"] or authority,
        authority_siret=row["authority_siret"] or siret,
        agreed_on=day("agreed_on"),
        decision=row["decision"],
        beneficiary=row["beneficiary"],
        siret=numbers.get((row["organisation_id"], "siret"), ""),
        rna=numbers.get((row["organisation_id"], "rna"), ""),
        object=row["object"][:256],
        amount_minor=row["amount_minor"] or 0,
        nature=_NATURES.get(row["nature"], CASH),
        terms=row["terms"][:256],
        pays_from=day("pays_from"),
        pays_until=day("pays_until"),
        rae=row["rae"],
        is_notified=bool(row["is_notified"]),
        share_milli=row["share_milli"] or 1000,
        scheme=row["scheme"],
        is_past=True,
    )
