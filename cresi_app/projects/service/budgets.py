"""What a person can do to a budget: enter, change, move and remove lines; note where each source of money stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import (
    ASKED,
    Block,
    BudgetLine,
    LineRole,
    Nomenclature,
    Project,
    Scope,
    Side,
    Typed,
    clean,
    with_entry,
)
from cresi_app.projects.queries import dossiers
from cresi_app.projects.service.parts import PartsDesk
from cresi_app.projects.service.reading import refusals
from cresi_app.store.revision import Revision

_OWN: Final = frozenset({"id", "version", "project_id", "template_code", "position", "currency"})
EDITABLE: Final = frozenset(field.name for field in fields_of(BudgetLine)) - _OWN
"""The fields of a budget line that a person fills."""


@dataclass(frozen=True, slots=True)
class AmountEntry:
    """One amount to write, in minor units.

    It goes on the line `line_id`; when None, on the line of the form's `line_code` that carries `label`, made if there is none.
    """

    line_code: str
    line_id: int | None
    field: str
    minor: int | None
    label: str = ""
    typed: Typed | None = None

    def values(self) -> dict[str, object]:
        """Return the columns to write: those of `typed`, when the amount was typed in another currency."""
        return self.typed.fields(self.field) if self.typed is not None else {self.field: self.minor}


class BudgetsDesk(PartsDesk):
    """Writes of budgets."""

    def add_budget_line(
        self, who: Actor, project_id: int, line_code: str, scope: Scope = Scope.PROJECT, /, **fields: object
    ) -> Changes:
        """Enter a line on a line of the form the budget is seen in; several may stand on one. `scope`: whose budget it is."""
        return self._add_line(who, "projects.add_budget_line", project_id, line_code, {**fields, "scope": scope})

    def _add_line(
        self, who: Actor, operation: str, project_id: int, line_code: str, fields: Mapping[str, object]
    ) -> Changes:
        one = self.project(project_id)
        position = dossiers.last_position(self.library, "budget_line", project_id) + 1
        line = BudgetLine(0, 0, project_id, one.template_code, line_code, position, currency=one.currency)
        with refusals(), self.library.revise(operation, who, ("project", project_id)) as revision:
            self._insert_line(revision, self._filled(line, fields))
        return revision.changes

    def _insert_line(self, revision: Revision, line: BudgetLine) -> None:
        values = {k: v for k, v in dossiers.BUDGET_LINES.values(line).items() if k not in {"id", "version"}}
        line_id = revision.insert("budget_line", values)
        if line.is_requested:
            self._clear_requests(revision, line.project_id, line_id)

    def _clear_requests(self, revision: Revision, project_id: int, but: int) -> None:
        for other in self.budget_lines(project_id):
            if other.is_requested and other.id != but:
                revision.update("budget_line", other.id, other.version, {"is_requested": False})

    def _check_unspread(self, line: BudgetLine, after: BudgetLine) -> None:
        """Refuse an amount that would part from the years it is the sum of."""
        before = (line.amount_minor, line.actual_minor, line.revised_minor)
        if before != (after.amount_minor, after.actual_minor, after.revised_minor) and line.id in self.spread(
            line.project_id
        ):
            raise DomainError(
                "spread_fixed",
                N_(
                    "Cette ligne est répartie par année : changez le montant d'une année, ou retirez d'abord la répartition."
                ),
                field="amount_minor",
            )

    def _filled(self, line: BudgetLine, fields: Mapping[str, object]) -> BudgetLine:
        """Return the line with `fields`, checked against its form: what is asked or obtained is money that comes in."""
        strangers = fields.keys() - EDITABLE
        assert not strangers, f"a budget line has no such fields to fill: {sorted(strangers)}"
        filled = with_entry(line, **clean(fields))
        form = self.nomenclature(line.template_code)
        if filled.is_requested:
            _check_request(form, filled.line_code)
            if filled.status_code is None:
                filled = with_entry(filled, status_code=ASKED)
        if filled.status_code is not None:
            self._check_status(form, filled)
        form.line(filled.line_code)
        return filled

    def _check_status(self, form: Nomenclature, line: BudgetLine) -> None:
        if line.status_code not in self.cofunding_statuses:
            raise DomainError("status_unknown", N_("Cette situation n'est pas dans la liste."), field="status_code")
        place = form.line(line.line_code)
        if place.side is not Side.PRODUCT or place.block is Block.VOLUNTEER:
            raise DomainError(
                "status_misplaced",
                N_("Seul un produit, hors contributions en nature, peut être sollicité, acquis ou refusé."),
                field="status_code",
            )

    def update_budget_line(
        self, who: Actor, line_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a line; its amount follows quantity × unit price. Marking it as the request unmarks the others."""
        return self._update_line(who, "projects.update_budget_line", (line_id, version), fields, edit_group)

    def _update_line(
        self, who: Actor, operation: str, row: tuple[int, int | None], fields: Mapping[str, object], group: int | None
    ) -> Changes:
        line_id, version = row
        line = self.part(dossiers.BUDGET_LINES, line_id)
        filled = self._filled(line, fields)
        self._check_unspread(line, filled)
        before, after = dossiers.BUDGET_LINES.values(line), dossiers.BUDGET_LINES.values(filled)
        values = {name: value for name, value in after.items() if value != before[name] or name in fields}
        with refusals(), self.library.revise(operation, who, ("project", line.project_id), group) as revision:
            revision.update("budget_line", line_id, version, values)
            if filled.is_requested and not line.is_requested:
                self._clear_requests(revision, line.project_id, line_id)
        return revision.changes

    def remove_budget_line(self, who: Actor, line_id: int, version: int | None = None) -> Changes:
        """Take a line off the budget: from then on it is in no total."""
        return self._remove(who, "projects.remove_budget_line", dossiers.BUDGET_LINES, line_id, version)

    def move_budget_line(self, who: Actor, line_id: int, before_id: int | None) -> Changes:
        """Put a line before another one of the same line of the form, or last of them."""
        one = self.part(dossiers.BUDGET_LINES, line_id)
        others = [x for x in self.budget_lines(one.project_id) if x.line_code == one.line_code and x.id != one.id]
        place = next((rank for rank, x in enumerate(others) if x.id == before_id), len(others))
        order = [*others[:place], one, *others[place:]]
        return self._reorder(who, "projects.move_budget_line", dossiers.BUDGET_LINES, order)

    def enter_amounts(
        self,
        who: Actor,
        project_id: int,
        entries: Sequence[AmountEntry],
        edit_group: int | None = None,
        scope: Scope = Scope.PROJECT,
    ) -> Changes:
        """Write several amounts as one act (typing into an empty line of the form, a paste from a spreadsheet)."""
        operation = (
            "projects.enter_amounts" if len({(e.line_code, e.label) for e in entries}) < 2 else "projects.paste_budget"
        )
        with refusals(), self.library.revise(operation, who, ("project", project_id), edit_group) as revision:
            self._enter(revision, self.project(project_id), entries, scope)
        return revision.changes

    def _enter(self, revision: Revision, one: Project, entries: Sequence[AmountEntry], scope: Scope) -> None:
        present = {line.id: line for line in self.budget_lines(one.id, scope)}
        position = dossiers.last_position(self.library, "budget_line", one.id)
        fresh: list[tuple[tuple[str, str], dict[str, object]]] = []
        for entry in entries:
            line = self._line_of(entry, present, one.template_code)
            if line is not None:
                present[line.id] = self._write_amount(revision, line, entry)
            else:
                key, values = (entry.line_code, entry.label), entry.values()
                own = next((known for named, known in fresh if named == key and not known.keys() & values.keys()), None)
                if own is None:
                    fresh.append((key, values))
                else:
                    own.update(values)  # the revised or actual amount of the same pasted line
        for place, ((code, label), values) in enumerate(fresh, start=position + 1):
            blank = BudgetLine(0, 0, one.id, one.template_code, code, place, currency=one.currency, scope=scope)
            self._insert_line(revision, self._filled(blank, {**values, "label": label}))

    @staticmethod
    def _line_of(entry: AmountEntry, present: Mapping[int, BudgetLine], form: str) -> BudgetLine | None:
        if entry.line_id is None:
            wanted = (form, entry.line_code, entry.label)
            return next((x for x in present.values() if (x.template_code, x.line_code, x.label) == wanted), None)
        if entry.line_id not in present:
            raise DomainError("unknown", N_("Cet élément du dossier n'existe plus : il a été retiré entre-temps."))
        return present[entry.line_id]

    def _write_amount(self, revision: Revision, line: BudgetLine, entry: AmountEntry) -> BudgetLine:
        filled = self._filled(line, entry.values())
        self._check_unspread(line, filled)
        before, after = dossiers.BUDGET_LINES.values(line), dossiers.BUDGET_LINES.values(filled)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if changed:
            revision.update("budget_line", line.id, None, changed)
        return filled

    def request_on(self, who: Actor, line_id: int, version: int | None = None) -> Changes:
        """Say that a line of account 74 is what this dossier asks for; no other line is then."""
        fields: dict[str, object] = {"is_requested": True}
        return self._update_line(who, "projects.request_on", (line_id, version), fields, None)

    # --- co-funding: the same lines, seen as sources of money ---

    def add_cofunding(self, who: Actor, project_id: int, line_code: str, label: str, **fields: object) -> Changes:
        """Add a funder: a line of the budget under `line_code`, asked unless `status_code` says otherwise."""
        given = {"status_code": ASKED, **fields, "label": label}
        return self._add_line(who, "projects.add_cofunding", project_id, line_code, given)

    def set_cofunding(
        self,
        who: Actor,
        line_id: int,
        version: int | None,
        status_code: str | None,
        *,
        on: date | None = None,
        proof: str = "",
    ) -> Changes:
        """Note where a source of money stands, since when, and what proves it."""
        fields = {"status_code": status_code, "status_on": on, "proof": proof}
        return self._update_line(who, "projects.set_cofunding", (line_id, version), fields, None)


def _check_request(form: Nomenclature, line_code: str) -> None:
    if form.line(line_code).role not in {LineRole.GRANT, LineRole.FUNDER}:
        raise DomainError(
            "request_misplaced",
            N_("La demande de ce dossier doit figurer parmi les subventions."),
            field="is_requested",
        )
