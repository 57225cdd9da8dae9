"""What the pickers of the Projets page propose while somebody types."""

from collections.abc import Callable, Sequence

from cresi_app.core.changes import Changes
from cresi_app.core.text import fold
from cresi_app.directory.service import DirectoryService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal

MOST = 12
Search = Callable[[str], Sequence[Proposal]]


def _found(proposals: Sequence[Proposal], text: str) -> list[Proposal]:
    """Return those that begin with the typed words, then those that hold them."""
    wanted = fold(text).strip()
    names = [(fold(f"{proposal.title} {proposal.aside}"), proposal) for proposal in proposals]
    first = [proposal for name, proposal in names if name.startswith(wanted)]
    rest = [proposal for name, proposal in names if wanted in name and not name.startswith(wanted)]
    return [*first, *rest][:MOST]


def countries(directory: DirectoryService) -> Search:
    """Return the search of countries or territories."""
    return lambda text: _found([Proposal(c.code, c.name, aside=c.code) for c in directory.countries], text)


def sectors(directory: DirectoryService) -> Search:
    """Return the search of the DAC sectors in use, five digits."""
    return lambda text: _found(
        [Proposal(s.code, s.name, aside=s.code) for s in directory.sectors if s.is_active and s.parent_code], text
    )


def organisations(directory: DirectoryService) -> Search:
    """Return the search of organisations."""
    return lambda text: [
        Proposal(row.id, row.name, row.where_and_what) for row in directory.suggest_organisations(text, MOST)
    ]


def people(directory: DirectoryService, organisation: Callable[[], int | None]) -> Search:
    """Return the search of people, those of the organisation at hand when nothing is typed."""

    def search(text: str) -> list[Proposal]:
        own = organisation()
        rows = (
            directory.people_of(own)
            if own is not None and not text.strip()
            else directory.suggest_people(text, limit=MOST)
        )
        return [Proposal(row.id, row.name, row.title or row.organisation) for row in rows][:MOST]

    return search


def new_person(
    desk: Desk, directory: DirectoryService, organisation: Callable[[], int | None]
) -> Callable[[str, Callable[[Proposal], None]], None]:
    """Return what makes somebody of the association in front from a typed name (given name first) and hands them back."""

    def create(text: str, then: Callable[[Proposal], None]) -> None:
        given, _, family = text.strip().rpartition(" ")
        belongs = organisation()
        fields = {} if belongs is None else {"organisation_id": belongs}

        def made(changes: Changes) -> None:
            then(Proposal(changes.id, text))

        desk.write("directory.add_person", lambda: directory.add_person(desk.actor, given, family, **fields), made)

    return create


def new_organisation(desk: Desk, directory: DirectoryService) -> Callable[[str, Callable[[Proposal], None]], None]:
    """Return what makes an association from its typed name and hands it back."""

    def create(text: str, then: Callable[[Proposal], None]) -> None:
        def made(changes: Changes) -> None:
            then(Proposal(changes.id, text))

        desk.write("directory.add_organisation", lambda: directory.add_organisation(desk.actor, text), made)

    return create
