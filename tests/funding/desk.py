"""The money desk over a library of its own: an authority with two axes, an association, short words for amounts."""

from dataclasses import dataclass
from datetime import date

from cresi_app.core.changes import Actor
from cresi_app.directory.service import SOURCES as DIRECTORY_SOURCES
from cresi_app.directory.service import DirectoryService
from cresi_app.funding.model.acts import PaymentEntry, PlannedInstalment, Vote
from cresi_app.funding.model.grant import Grant
from cresi_app.funding.service import SOURCES, FundingService
from cresi_app.projects.service import SOURCES as PROJECT_SOURCES
from cresi_app.projects.service import ProjectService
from cresi_app.store.library import Library

ALL = (*DIRECTORY_SOURCES, *PROJECT_SOURCES, *SOURCES)
WHO = Actor("test", "Claire Martin")
TODAY = date(2026, 10, 5)


def euros(amount: int) -> int:
    return amount * 100


@dataclass
class Desk:
    """A library with the Essonne, its year 2026 and two axes: calls for projects 100 000 €, emergencies 20 000 €."""

    library: Library
    directory: DirectoryService
    projects: ProjectService
    funding: FundingService
    authority: int = 0
    holder: int = 0
    calls: int = 0
    emergency: int = 0
    year: int = 0

    def draft(
        self,
        title: str = "Accès à l'eau potable",
        amount: int | None = None,
        axis: int | None = None,
        year: int = 2026,
        **more: object,
    ) -> int:
        asked = {"requested_minor": euros(amount)} if amount else {}
        return self.funding.add_grant(WHO, title, self.holder, year, axis_id=axis or self.calls, **asked, **more).id

    def voted(self, amount: int, axis: int | None = None, year: int = 2026, **more: object) -> int:
        grant_id = self.draft(amount=amount, axis=axis, year=year)
        self.vote(grant_id, amount, **more)
        return grant_id

    def vote(self, grant_id: int, amount: int, **more: object) -> None:
        said = {"on": date(2026, 3, 12), "deliberation": "2026-CP-041", **more}
        self.funding.vote(WHO, grant_id, None, Vote(euros(amount), **said))  # type: ignore[arg-type]  # test shorthand

    def plan(self, grant_id: int, *amounts: int, balance: bool = False) -> list[int]:
        last = len(amounts) - 1
        planned = [
            PlannedInstalment(f"Acompte {n + 1}", euros(a), date(2026, 4, 1), is_balance=balance and n == last)
            for n, a in enumerate(amounts)
        ]
        self.funding.plan(WHO, grant_id, planned)
        return [view.instalment.id for view in self.funding.grant_sheet(grant_id).instalments]

    def pay(self, instalment_id: int, amount: int | None = None, number: str = "", on: date = TODAY) -> int:
        entry = PaymentEntry(None if amount is None else euros(amount), on, number)
        changes = self.funding.pay(WHO, instalment_id, entry)
        (payment_id,) = changes.touched["payment"]
        return payment_id

    def grant(self, grant_id: int) -> Grant:
        return self.funding.grant(grant_id)

    def axis_figures(self, axis: int, year: int = 2026) -> tuple[int, int, int, int]:
        """Voted, committed, paid, left in whole euros."""
        one = next(f for f in self.funding.figures(year, self.authority).axes if f.axis.id == axis)
        return one.voted // 100, one.committed // 100, one.paid // 100, one.left // 100


def _services(library: Library) -> Desk:
    directory = DirectoryService(library)
    projects = ProjectService(library, directory)
    return Desk(library, directory, projects, FundingService(library, directory, projects))


def over(library: Library, known: Desk) -> Desk:
    """Return the same desk over a copy of its library."""
    desk = _services(library)
    desk.authority, desk.holder, desk.year = known.authority, known.holder, known.year
    desk.calls, desk.emergency = known.calls, known.emergency
    return desk


def furnish(library: Library) -> Desk:
    """Write the authority, its axes and its year."""
    desk = _services(library)
    directory = desk.directory
    desk.authority = directory.add_organisation(WHO, "Conseil départemental de l'Essonne", kind="local_authority").id
    desk.holder = directory.add_organisation(WHO, "Eau Vive Solidarité", town="Évry").id
    funding = desk.funding
    desk.calls = funding.add_axis(WHO, desk.authority, "Appel à projets associatifs").id
    desk.emergency = funding.add_axis(WHO, desk.authority, "Aide d'urgence", is_emergency=True).id
    desk.year = funding.set_exercise(
        WHO, desk.authority, 2026, budget_minor=euros(150_000), voted_on=date(2026, 1, 20)
    ).id
    funding.add_credit(WHO, desk.year, desk.calls, euros(100_000))
    funding.add_credit(WHO, desk.year, desk.emergency, euros(20_000))
    funding.add_credit(WHO, desk.year, None, euros(10_000), label="Centre de ressources")
    return desk
