"""The association named by what came in, found in the directory."""

from collections.abc import Mapping

from cresi_app.core.errors import DomainError
from cresi_app.core.text import sort_key
from cresi_app.projects.service import ProjectService


def known_holder(service: ProjectService, name: str, numbers: Mapping[str, str]) -> int | None:
    """Return the organisation of that RNA or SIRET, else of exactly that name; None when there is none, or several."""
    directory = service.directory
    for scheme, value in numbers.items():
        found = _by_ref(service, value)
        if found is not None and directory.organisation_sheet(found).identifier(scheme) == value:
            return found
    found = _by_ref(service, name) if name else None
    if found is None:
        return None
    sheet = directory.organisation_sheet(found)
    told = any(sheet.identifier(scheme) not in {"", value} for scheme, value in numbers.items())
    return None if told or sort_key(sheet.organisation.name) != sort_key(name) else found


def _by_ref(service: ProjectService, text: str) -> int | None:
    try:
        return service.directory.organisation_by_ref(text)
    except DomainError:
        return None
