"""Takes in what was accepted of a package or a form: the organisations it names first, then the dossier, as one act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.projects.interchange.package.contents import PARTNERS
from cresi_app.projects.interchange.package.reading import organisation
from cresi_app.projects.model.incoming import Incoming, IncomingHolder, Source
from cresi_app.projects.service import ProjectService


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done: the act on the dossier, and the names of organisations the directory did not have."""

    changes: Changes
    organisations: tuple[str, ...] = ()


def take_in(
    service: ProjectService,
    who: Actor,
    incoming: Incoming,
    accepted: frozenset[str],
    *,
    as_new: bool = False,
    holder: int | None = None,
) -> Taken:
    """Write what is accepted. A new dossier's association, and partners that come along, are added to the directory when it has not got them."""
    added: list[str] = []
    is_new = as_new or incoming.project_id is None
    wanted = incoming
    if is_new and holder is None:
        told = incoming.holder
        holder = told.organisation_id or (_added(service, who, told, added) if told.name else None)
    rows = incoming.lists.get(PARTNERS.key, {}).get(PARTNERS.tables[0], ())
    if rows and (is_new or PARTNERS.key in accepted):
        kept = [_placed(service, who, row, added) for row in rows]
        wanted = replace(incoming, lists={**incoming.lists, PARTNERS.key: {PARTNERS.tables[0]: kept}})
    keys = incoming.takeable_as_new | accepted if is_new and incoming.source is Source.PACKAGE else accepted
    return Taken(service.receive(who, wanted, keys, organisation_id=holder, as_new=as_new), tuple(added))


def _placed(service: ProjectService, who: Actor, row: Mapping[str, object], added: list[str]) -> Mapping[str, object]:
    facts = row.get("organisation")
    told = organisation(service, facts if isinstance(facts, Mapping) else {})
    values = {name: value for name, value in row.items() if name not in {"organisation", "contact"}}
    return {**values, "organisation_id": told.organisation_id or _added(service, who, told, added), "contact_id": None}


def _added(service: ProjectService, who: Actor, told: IncomingHolder, added: list[str]) -> int:
    """Add an organisation to the directory; a number that it refuses is left out, the name kept."""
    fields: dict[str, Any] = dict(told.fields)
    try:
        made = service.directory.add_organisation(who, told.name, numbers=told.numbers, **fields)
    except DomainError:
        made = service.directory.add_organisation(who, told.name)
    added.append(told.name)
    return made.id
