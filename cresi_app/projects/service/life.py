"""What accompanies a dossier, read: means, the holder's own facts, opinions, tasks, exchanges, frozen copies, deadlines."""

from datetime import date, timedelta

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import (
    Deadline,
    DeadlineKind,
    DossierData,
    ExchangeView,
    HolderFile,
    HolderYear,
    MeansView,
    OpinionView,
    PaperState,
    TaskView,
    thaw,
)
from cresi_app.projects.queries import depth, dossiers
from cresi_app.projects.service.journal import JournalDesk
from cresi_app.store.records import Row


class LifeReads(JournalDesk):
    """Reads of what accompanies a dossier."""

    def means(self, project_id: int) -> tuple[MeansView, ...]:
        """Return the people of a project, in order."""
        found = dossiers.parts(self.library, depth.MEANS, project_id)
        return tuple(MeansView(one, self.means_kinds[one.kind_code]) for one in found)

    def holder_file(self, organisation_id: int, year: int) -> HolderFile:
        """Return what the application form asks of a holder beyond the directory; its means are those of 31 December of `year`."""
        sheet = self.directory.organisation_sheet(organisation_id)
        years = {one.year: one for one in depth.holder_years(self.library, organisation_id)}
        return HolderFile(
            depth.profile(self.library, organisation_id),
            tuple(depth.approvals(self.library, organisation_id)),
            years.get(year),
            sheet.identifier("register"),
            sheet.identifier("receipt"),
        )

    def holder_years(self, organisation_id: int) -> list[HolderYear]:
        """Return a holder's means year by year, latest first."""
        return depth.holder_years(self.library, organisation_id)

    def opinions(self, project_id: int) -> tuple[OpinionView, ...]:
        """Return the opinions asked for and given, in order."""
        found = dossiers.parts(self.library, depth.OPINIONS, project_id)
        names = self.directory.person_names({one.person_id for one in found if one.person_id})
        return tuple(
            OpinionView(
                one,
                one.reviewer or names.get(one.person_id or 0, ""),
                self.verdicts[one.verdict_code] if one.verdict_code else None,
            )
            for one in found
        )

    def tasks(self, project_id: int) -> tuple[TaskView, ...]:
        """Return the tasks of a dossier: those to do by their day, then those done."""
        found = dossiers.parts(self.library, depth.TASKS, project_id)
        staff = self.directory.staff_names()
        views = [TaskView(one, staff.get(str(one.staff_id), "") if one.staff_id else "") for one in found]
        return tuple(sorted(views, key=_task_order))

    def exchanges(self, project_id: int) -> tuple[ExchangeView, ...]:
        """Return the mails, calls, meetings about a dossier, latest first."""
        found = depth.exchanges(self.library, project_id)
        names = self.directory.person_names({one.person_id for one in found if one.person_id})
        staff = self.directory.staff_names()
        return tuple(
            ExchangeView(
                one,
                self.exchange_kinds[one.kind_code],
                one.with_whom or names.get(one.person_id or 0, ""),
                staff.get(str(one.staff_id), "") if one.staff_id else "",
            )
            for one in found
        )

    def frozen_data(self, project_id: int, number: int) -> DossierData:
        """Return the dossier as it was at its submission `number` (the V of its papers). DomainError when there is no such copy."""
        content = depth.copy_content(self.library, project_id, number)
        if content is None:
            raise DomainError(
                "copy_missing", N_("Ce dossier n'a pas de copie figée de sa version {number}."), number=number
            )
        return thaw(content)

    def deadlines(self, today: date, days: int = 30) -> list[Deadline]:
        """Return what falls due up to so many days from now, earliest first: tasks, calls, papers, opinions awaited too long."""
        until = today + timedelta(days=days)
        with self.library.snapshot():
            found = [
                _deadline(row, DeadlineKind.TASK, row["due_on"], row["task"], row["project_id"])
                for row in depth.open_tasks(self.library, until.isoformat())
            ]
            for row in depth.open_dossiers(self.library):
                if self._call_is_near(row, today, until):
                    found.append(_deadline(row, DeadlineKind.CALL, row["deadline_on"], "", row["id"]))
                found += self._papers_due(row, today, until)
            for row in depth.awaited_opinions(self.library):
                found.append(_deadline(row, DeadlineKind.OPINION, row["asked_on"], row["reviewer"], row["project_id"]))
        return sorted(found, key=lambda one: (one.on, one.number))

    def _call_is_near(self, row: Row, today: date, until: date) -> bool:
        day = row["deadline_on"]
        if not day or not self.workflow.is_before_submission(row["stage_code"]):
            return False
        return bool(today.isoformat() <= day <= until.isoformat())

    def _papers_due(self, row: Row, today: date, until: date) -> list[Deadline]:
        return [
            _deadline(row, DeadlineKind.PAPER, view.valid_until.isoformat(), view.name, row["id"])
            for view in self.papers(row["id"], today)
            if view.valid_until is not None
            and view.state in {PaperState.RECEIVED, PaperState.EXPIRED}
            and view.valid_until <= until
        ]


def _task_order(view: TaskView) -> tuple[bool, date, int]:
    task = view.task
    return task.done_on is not None, task.due_on or date.max, task.position


def _deadline(row: Row, kind: DeadlineKind, on: str, what: str, project_id: int) -> Deadline:
    return Deadline(kind, date.fromisoformat(on), what, project_id, row["number"], row["title"], row["holder"])
