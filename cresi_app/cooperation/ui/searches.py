"""What the pickers of this page propose while somebody types."""

from collections.abc import Callable

from cresi_app.cooperation.service import CooperationService
from cresi_app.core.changes import Changes
from cresi_app.core.text import fold
from cresi_app.directory.model import OrganisationFilter
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal, RecordPicker

MOST = 12
Search = Callable[[str], list[Proposal]]


def organisations(service: CooperationService, *kinds: str) -> Search:
    """Return the search of organisations; those of `kinds` only, when some are given and nothing is typed."""

    def search(text: str) -> list[Proposal]:
        wanted = OrganisationFilter(
            text=text, kinds=kinds if not text.strip() else (), order="rank" if text.strip() else "name"
        )
        rows = service.directory.organisations(wanted, MOST)
        return [Proposal(row.id, row.name, row.where_and_what, icon="building-2") for row in rows]

    return search


def authority_picker(desk: Desk, service: CooperationService, label: str) -> RecordPicker:
    """Return the field for the local authority that acts: the home one unless another is chosen, a new one when it lacks."""
    picker = RecordPicker(
        desk,
        label,
        organisations(service, "local_authority"),
        name="authority_id",
        create=creating_organisation(desk, service, "local_authority"),
    )
    home = service.directory.home().authority_id
    if home is not None:
        picker.set_value(Proposal(home, service.directory.organisation(home).name))
    return picker


def people(service: CooperationService) -> Search:
    """Return the search of people."""

    def search(text: str) -> list[Proposal]:
        return [
            Proposal(row.id, row.name, row.organisation, icon="user")
            for row in service.directory.suggest_people(text, None, MOST)
        ]

    return search


def countries(service: CooperationService) -> Search:
    """Return the search of countries and territories; a code typed whole comes first: ``NA`` is Namibia."""

    def search(text: str) -> list[Proposal]:
        typed = fold(text).strip()
        known = service.directory.countries
        exact = [one for one in known if fold(one.code) == typed]
        starts = [one for one in known if fold(one.name).startswith(typed) and one not in exact]
        within = [
            one
            for one in known
            if typed in fold(f"{one.name_fr} {one.name_en}") and one not in exact and one not in starts
        ]
        return [Proposal(one.code, one.name, one.code, icon="globe") for one in [*exact, *starts, *within][:MOST]]

    return search


def sectors(service: CooperationService) -> Search:
    """Return the search of DAC sectors."""

    def search(text: str) -> list[Proposal]:
        typed = fold(text).split()
        found = [
            one
            for one in service.directory.sectors
            if one.is_active
            and len(one.code) == 5
            and all(word in fold(f"{one.code} {one.name_fr} {one.name_en}") for word in typed)
        ]
        return [Proposal(one.code, one.name, one.code, icon="tag") for one in found[:MOST]]

    return search


def languages(service: CooperationService) -> Search:
    """Return the search of languages."""

    def search(text: str) -> list[Proposal]:
        typed = fold(text).strip()
        likely = ("fre", "eng", "ara", "spa", "por", "chi", "arm")
        found = [one for one in service.directory.languages if typed in fold(f"{one.name_fr} {one.name_en}")]
        if not typed:
            found = [
                service.directory.language_by_code[code]
                for code in likely
                if code in service.directory.language_by_code
            ]
        return [Proposal(one.code, one.name, one.code, icon="languages") for one in found[:MOST]]

    return search


def projects(service: CooperationService) -> Search:
    """Return the search of dossiers; the latest while nothing is typed."""

    def search(text: str) -> list[Proposal]:
        rows = service.projects.search(text, MOST) if text.strip() else service.projects.projects(None, MOST)
        return [Proposal(row.id, row.title, f"{row.number} · {row.holder}", icon="folder-kanban") for row in rows]

    return search


def grants(service: CooperationService) -> Search:
    """Return the search of given grants."""

    def search(text: str) -> list[Proposal]:
        return [
            Proposal(key, title, detail, icon="hand-coins") for key, title, detail in service.suggest_grants(text, MOST)
        ]

    return search


def agreements(service: CooperationService) -> Search:
    """Return the search of agreements."""

    def search(text: str) -> list[Proposal]:
        rows = service.search(text, MOST) if text.strip() else service.agreement_rows()[:MOST]
        return [Proposal(row.id, row.name, f"{row.number} · {row.partner}", icon="handshake") for row in rows]

    return search


def creating_organisation(
    desk: Desk, service: CooperationService, kind: str
) -> Callable[[str, Callable[[Proposal], None]], None]:
    """Return what makes an organisation of a kind from the words typed in a picker, and then chooses it."""

    def create(text: str, then: Callable[[Proposal], None]) -> None:
        def make() -> Changes:
            return service.directory.add_organisation(desk.actor, text, kind=kind)

        desk.write("directory.add_organisation", make, lambda changes: then(Proposal(changes.id, text)))

    return create


def typed_person(text: str, then: Callable[[Proposal], None]) -> None:
    """Propose somebody by the name typed, without a sheet in the directory."""
    then(Proposal(text, text))
