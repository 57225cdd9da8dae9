"""What came in from outside, taken into the library as one act: only what a person accepted, nothing overwritten unasked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import BudgetLine, Project, title_key
from cresi_app.projects.model.incoming import Incoming, IncomingHolder, Rows, Source, Standing
from cresi_app.projects.queries import depth, dossiers
from cresi_app.projects.queries.receiving import origin_of, projects_of_origin, rows_of
from cresi_app.projects.service.advising import AdvisingDesk
from cresi_app.projects.service.reading import refusals
from cresi_app.store.records import Table
from cresi_app.store.revision import Revision

_PLAIN: Final = frozenset({"id", "version", "project_id", "created_at", "updated_at", "stamp"})
OPERATIONS: Final = {Source.FORM: "projects.receive_form", Source.PACKAGE: "projects.receive_package"}
TABLES: Final[Mapping[str, Table[Any]]] = {
    "project_sector": dossiers.SECTORS, "project_goal": dossiers.GOALS, "project_beneficiary": dossiers.BENEFICIARIES,
    "project_place": depth.PLACES, "project_logframe": depth.LOG_ROWS, "project_activity": dossiers.ACTIVITIES,
    "project_indicator": depth.INDICATORS, "project_means": depth.MEANS, "project_rate": depth.RATES,
    "project_partner": dossiers.PARTNERS, "project_paper": dossiers.PAPERS, "budget_line": dossiers.BUDGET_LINES,
}  # fmt: skip
"""The lists of a dossier that travel, parents before children."""
_REFERS: Final = {
    ("project_activity", "result_id"): "project_logframe",
    ("project_indicator", "logframe_id"): "project_logframe",
    ("budget_line", "proof_paper_id"): "project_paper",
    ("budget_year", "line_id"): "budget_line",
    ("budget_place", "line_id"): "budget_line",
}
"""Columns that name a row of the same dossier: they follow it to its new id."""


class ReceivingDesk(AdvisingDesk):
    """Taking in what came from outside."""

    def origins(self, origin_id: int) -> list[int]:
        """Return the dossiers that came from this one elsewhere, or are it."""
        return projects_of_origin(self.library, origin_id)

    def origin(self, project_id: int) -> int:
        """Return the id by which a dossier is known where it was written: its own, or the one it came with."""
        return origin_of(self.library, project_id) or project_id

    def rows(self, table: str, project_id: int) -> list[dict[str, object]]:
        """Return the rows of one list of a dossier as plain values."""
        return rows_of(self.library, table, project_id)

    def receive(
        self,
        who: Actor,
        incoming: Incoming,
        accepted: frozenset[str],
        *,
        organisation_id: int | None = None,
        as_new: bool = False,
    ) -> Changes:
        """Write what is `accepted` of what came in, as one act; the dossier is made when there is none, or `as_new`.

        DomainError ``holder_missing`` for a new dossier without an association, ``nothing_accepted`` when there is nothing to write.
        """
        project_id = None if as_new else incoming.project_id
        keys = accepted & incoming.takeable
        if project_id is None:
            keys |= {one.key for one in incoming.differences if one.standing is Standing.SAME}
        if project_id is not None and not keys:
            raise DomainError("nothing_accepted", N_("Rien n'est coché : le dossier reste comme il est."))
        holder = organisation_id or incoming.holder.organisation_id
        if project_id is None and holder is None:
            raise DomainError(
                "holder_missing", N_("Dites quelle association porte le projet."), field="organisation_id"
            )
        if incoming.newcomers:
            self.library.require("directory.add_organisation", who)
        for path in incoming.files.values():
            self.library.files.put(path)
        with refusals(), self.library.revise(OPERATIONS[incoming.source], who) as revision:
            made = {-at: self._newcomer(revision, told) for at, told in enumerate(incoming.newcomers, 1)}
            holder, incoming = made.get(holder or 0, holder), _with_newcomers(incoming, made)
            one = (
                self._opened(revision, who, incoming, keys, holder)
                if project_id is None
                else self._updated(revision, project_id, incoming, keys)
            )
            revision.subject = ("project", one.id)
            self._lists(revision, one, incoming, keys, is_new=project_id is None)
            self._amounts(revision, one, incoming, keys, is_new=project_id is None)
            self._holder_file(revision, one.organisation_id, incoming, keys)
            self._note(revision, one.id, incoming)
        return revision.changes

    def as_it_can_be(self, told: IncomingHolder) -> IncomingHolder:
        """Return a newcomer with what the directory takes of it: where it refuses a number or a field, the name alone."""
        try:
            self._newcomer(Revision(self.library.structure, None), told)  # collected, and never written
        except DomainError:
            return IncomingHolder(told.name)
        return told

    def _newcomer(self, revision: Revision, told: IncomingHolder) -> int:
        fields: dict[str, Any] = dict(told.fields)
        return self.directory.insert_organisation(revision, told.name, numbers=told.numbers, **fields)

    def _opened(
        self, revision: Revision, who: Actor, incoming: Incoming, keys: frozenset[str], holder: int | None
    ) -> Project:
        values = self._checked({**self._fields(incoming, keys), "title": incoming.title, "year": incoming.year})
        assert holder is not None
        values |= {"template_code": incoming.template_code} if incoming.template_code else {}
        values |= {"currency": incoming.currency} if incoming.currency else {}
        project_id = self._insert(revision, who, {**values, "organisation_id": holder})
        if "list:papers" not in keys:
            self._insert_checklist(revision, project_id)
        template = str(values.get("template_code") or self.current_template)
        return Project(project_id, 1, "", incoming.year, incoming.title, holder, self.workflow.initial.code, template)

    def _updated(self, revision: Revision, project_id: int, incoming: Incoming, keys: frozenset[str]) -> Project:
        one = self.project(project_id)
        values = self._checked(self._fields(incoming, keys))
        if "title" in values:
            values["title_sort"] = title_key(str(values["title"]))
        if values:
            revision.update("project", project_id, one.version, values)
        return one

    @staticmethod
    def _fields(incoming: Incoming, keys: frozenset[str]) -> dict[str, object]:
        fields: dict[str, object] = {}
        for key, value in incoming.fields.items():
            if key in keys:
                fields |= value if isinstance(value, Mapping) else {key.removeprefix("field:"): value}
        return fields

    # --- lists of a package

    def _lists(
        self, revision: Revision, one: Project, incoming: Incoming, keys: frozenset[str], *, is_new: bool
    ) -> None:
        """Put whole lists in the place of ours: what refers to a row of the dossier follows it."""
        moved: dict[str, dict[object, int]] = {}
        wanted = {key: tables for key, tables in incoming.lists.items() if key in keys}
        if not is_new:
            self._part_proofs(revision, one.id, wanted)
            for tables in reversed(list(wanted.values())):
                for table in reversed(list(tables)):
                    self._clear(revision, table, one.id)
        for tables in wanted.values():
            for table, rows in tables.items():
                moved[table] = self._insert_rows(revision, one, table, rows, moved)

    def _part_proofs(self, revision: Revision, project_id: int, wanted: Mapping[str, object]) -> None:
        """Let our budget lines go from papers that will be replaced without them."""
        if "list:papers" not in wanted or "list:budget" in wanted:
            return
        for line in dossiers.parts(self.library, dossiers.BUDGET_LINES, project_id):
            if line.proof_paper_id is not None:
                revision.update("budget_line", line.id, line.version, {"proof_paper_id": None})

    def _clear(self, revision: Revision, table: str, project_id: int) -> None:
        if table not in TABLES:
            return  # years and places of budget lines go with their lines
        for row in self.rows(table, project_id):
            revision.delete(table, int(str(row["id"])), int(str(row["version"])))

    def _insert_rows(
        self, revision: Revision, one: Project, table: str, rows: Rows, moved: Mapping[str, Mapping[object, int]]
    ) -> dict[object, int]:
        ids: dict[object, int] = {}
        for row in rows:
            values: dict[str, Any] = {name: value for name, value in row.items() if name not in _PLAIN}
            if table in TABLES:
                values["project_id"] = one.id
            for column in [name for name in values if (table, name) in _REFERS]:
                values[column] = moved.get(_REFERS[table, column], {}).get(values[column])
            if any(column == "line_id" and values[column] is None for column in values):
                continue  # a year of a line that did not come along
            ids[row.get("id")] = revision.insert(table, values)
        return ids

    # --- the association itself

    def _holder_file(self, revision: Revision, holder: int, incoming: Incoming, keys: frozenset[str]) -> None:
        """Write what was accepted of the association's own facts; approvals and years join those that are here.

        What is here is replaced only where the preview said that it differs: another association may have been chosen since.
        """
        wanted = {table: rows for table, rows in incoming.holder_file.items() if f"holder:{table}" in keys}
        differs = {one.key for one in incoming.differences if one.standing is Standing.DIFFERS}
        profile = depth.profile(self.library, holder)
        here: dict[tuple[str, object], int] = {("holder_profile", None): profile.id} if profile else {}
        here |= {("holder_year", one.year): one.id for one in depth.holder_years(self.library, holder)}
        approvals = depth.approvals(self.library, holder)
        here |= {("holder_approval", one.name): one.id for one in approvals}
        position = max((one.position for one in approvals), default=0)
        for table, rows in wanted.items():
            for row in rows:
                present = here.get((table, row.get("year", row.get("name"))))
                if present is None:
                    position += 1
                    also = {"position": position} if table == "holder_approval" else {}
                    revision.insert(table, {**row, **also, "organisation_id": holder})
                elif f"holder:{table}" in differs:
                    revision.update(table, present, None, row)

    # --- amounts of a form

    def _amounts(
        self, revision: Revision, one: Project, incoming: Incoming, keys: frozenset[str], *, is_new: bool
    ) -> None:
        wanted = [value for key, value in incoming.amounts.items() if key in keys]
        present = {} if is_new else {line.id: line for line in self.budget_lines(one.id)}
        position = dossiers.last_position(self.library, "budget_line", one.id)
        for place, amount in enumerate(wanted, start=position + 1):
            line = present.get(amount.line_id or 0)
            asked = amount.line_code == incoming.requested_code and not any(x.is_requested for x in present.values())
            if line is not None:
                filled = self._filled(line, {"amount_minor": amount.minor, "label": amount.label})
                self._check_unspread(line, filled)
                revision.update(
                    "budget_line",
                    line.id,
                    line.version,
                    {"amount_minor": amount.minor, "label": amount.label, "quantity_milli": filled.quantity_milli},
                )
                continue
            blank = BudgetLine(0, 0, one.id, one.template_code, amount.line_code, place, currency=one.currency)
            fields = {"amount_minor": amount.minor, "label": amount.label, "is_requested": asked}
            self._insert_line_once(revision, self._filled(blank, fields))
            if asked:
                present[-place] = self._filled(blank, fields)

    def _insert_line_once(self, revision: Revision, line: BudgetLine) -> None:
        values = {k: v for k, v in dossiers.BUDGET_LINES.values(line).items() if k not in {"id", "version"}}
        revision.insert("budget_line", values)

    def _note(self, revision: Revision, project_id: int, incoming: Incoming) -> None:
        revision.insert(
            "project_receipt",
            {
                "project_id": project_id,
                "source": incoming.source,
                "origin_id": incoming.origin_id,
                "received_on": clock.today(),
                "file_name": incoming.file_name,
                "sha256": incoming.sha256,
            },
        )


def _with_newcomers(incoming: Incoming, made: Mapping[int, int]) -> Incoming:
    """Return what came in with the ids of the organisations that come with it."""
    lists = {
        key: {table: [_meant(row, made) for row in rows] for table, rows in tables.items()}
        for key, tables in incoming.lists.items()
    }
    return replace(incoming, lists=lists) if made else incoming


def _meant(row: Mapping[str, object], made: Mapping[int, int]) -> Mapping[str, object]:
    place = row.get("organisation_id")
    return {**row, "organisation_id": made[place]} if isinstance(place, int) and place in made else row
