"""What the desk's papers say: one object a paper, read from one state of the library."""

import csv
from pathlib import Path

from cresi_app.core import clock
from cresi_app.core.disk import appearing
from cresi_app.core.i18n import tr
from cresi_app.funding.model.export import COLUMNS, line_of
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.papers import LetterData, StatementData
from cresi_app.funding.model.views import GrantFilter
from cresi_app.funding.service.europe import EuropeDesk


class PaperDesk(EuropeDesk):
    """Reads for papers."""

    def letter_data(self, grant_id: int) -> LetterData:
        """Return what the letter to a beneficiary says. DomainError ``unknown``."""
        with self.library.snapshot():
            sheet = self.grant_sheet(grant_id)
            holder = self.directory.organisation_sheet(sheet.grant.organisation_id)
        one, signer = holder.organisation, holder.representative()
        address = [line for line in one.address.splitlines() if line.strip()]
        town = " ".join(part for part in (one.postal_code, one.town) if part)
        name = " ".join(part for part in (signer.person.honorific, signer.person.name) if part) if signer else ""
        return LetterData(
            sheet=sheet,
            address=(one.name, *([name] if name else []), *address, *([town] if town else [])),
            dated_on=clock.today(),
        )

    def statement_of(self, exercise_id: int) -> StatementData:
        """Return the statement of a budget year by its id. DomainError ``unknown``."""
        one = self.exercise(exercise_id)
        return self.statement_data(one.year, one.authority_id)

    def statement_data(self, year: int, authority_id: int | None = None) -> StatementData:
        """Return a year's figures with the grants it bears, the requests still to be decided, transfers and excesses."""
        with self.library.snapshot():
            figures = self.figures(year, authority_id)
            wanted = GrantFilter(direction=Direction.GIVEN, year=year, authority_id=figures.authority_id, order="axis")
            rows = self.grants(wanted)
            exercise = figures.exercise
            return StatementData(
                figures=figures,
                rows=tuple(row for row in rows if row.status.is_voted),
                requests=tuple(row for row in rows if not row.status.is_voted),
                credits=tuple(self.credits_of(exercise.id)) if exercise else (),
                transfers=tuple(self.transfers_of(exercise.id)) if exercise else (),
                excesses=tuple(self.excesses(exercise.id)) if exercise else (),
                axes={axis.id: axis.name for axis in self.axes(figures.authority_id, archived=True)},
                edited_on=clock.today(),
            )

    def export_grants(self, wanted: GrantFilter, out: Path) -> int:
        """Write the grants a filter keeps as CSV (UTF-8 with its mark, semicolons, decimal commas: what French spreadsheets open); return how many."""
        rows = self.grants(wanted)
        with appearing(out) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([tr(name) for name in COLUMNS])
            writer.writerows(line_of(row) for row in rows)
        return len(rows)
