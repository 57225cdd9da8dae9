"""Takes in what was accepted of a package or a form: the dossier and the organisations it names, as one act."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.text import fold
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
    newcomers = _Newcomers(service)
    is_new = as_new or incoming.project_id is None
    wanted = incoming
    if is_new and holder is None:
        told = incoming.holder
        holder = newcomers.place(told) if told.organisation_id or told.name else None
    rows = incoming.lists.get(PARTNERS.key, {}).get(PARTNERS.tables[0], ())
    if rows and (is_new or PARTNERS.key in accepted):
        kept = [_placed(service, row, newcomers) for row in rows]
        wanted = replace(incoming, lists={**incoming.lists, PARTNERS.key: {PARTNERS.tables[0]: kept}})
    wanted = replace(wanted, newcomers=tuple(newcomers.told))
    keys = incoming.takeable_as_new | accepted if is_new and incoming.source is Source.PACKAGE else accepted
    changes = service.receive(who, wanted, keys, organisation_id=holder, as_new=as_new)
    return Taken(changes, tuple(one.name for one in newcomers.told))


def _placed(service: ProjectService, row: Mapping[str, object], newcomers: "_Newcomers") -> Mapping[str, object]:
    facts = row.get("organisation")
    told = organisation(service, facts if isinstance(facts, Mapping) else {})
    values = {name: value for name, value in row.items() if name not in {"organisation", "contact"}}
    return {**values, "organisation_id": newcomers.place(told), "contact_id": None}


@dataclass(frozen=True, slots=True)
class _Newcomers:
    """The organisations that the directory has not got, each once, though the package names it at several places."""

    service: ProjectService
    told: list[IncomingHolder] = field(default_factory=list)

    def place(self, one: IncomingHolder) -> int:
        """Return the id of the directory, or the place of a newcomer as `Incoming.newcomers` counts them."""
        if one.organisation_id:
            return one.organisation_id
        for at, known in enumerate(self.told):
            if _same(one, known):
                return -(at + 1)
        self.told.append(self.service.as_it_can_be(one))
        return -len(self.told)


def _same(one: IncomingHolder, other: IncomingHolder) -> bool:
    shared = one.numbers.keys() & other.numbers.keys()
    if shared:
        return any(one.numbers[scheme] == other.numbers[scheme] for scheme in shared)
    return fold(one.name) == fold(other.name)
