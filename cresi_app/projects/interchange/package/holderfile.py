"""What the application form asks of the association itself: how it travels with a dossier, and what it changes here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import date
from typing import Any, Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.projects.interchange.package.contents import plain
from cresi_app.projects.model import HolderApproval, HolderProfile, HolderYear, clean
from cresi_app.projects.model.incoming import Difference, Rows, Standing
from cresi_app.projects.model.journal import FIELDS as WORDS
from cresi_app.projects.service import ProjectService

_OWN: Final = frozenset({"id", "version", "organisation_id", "position"})
_KINDS: Final[Mapping[str, type]] = {
    "holder_profile": HolderProfile,
    "holder_approval": HolderApproval,
    "holder_year": HolderYear,
}
_TITLES: Final = {
    "holder_profile": N_("Renseignements de l'association"),
    "holder_approval": N_("Agréments"),
    "holder_year": N_("Moyens et exercices"),
}


def written(service: ProjectService, organisation_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return what a package says of the association: its facts, its approvals, its years."""
    held = service.holder_file(organisation_id, 0)
    rows: dict[str, Sequence[object]] = {
        "holder_profile": [held.profile] if held.profile else [],
        "holder_approval": held.approvals,
        "holder_year": service.holder_years(organisation_id),
    }
    return {table: [_told(one) for one in some] for table, some in rows.items()}


def _told(row: Any) -> dict[str, Any]:
    named = {one.name: plain(getattr(row, one.name)) for one in fields_of(row) if one.name not in _OWN}
    return {name: value for name, value in named.items() if value not in (None, "")}


def read(told: Mapping[str, Any]) -> Mapping[str, Rows]:
    """Return the rows of a package with the columns there are; TypeError when they cannot be rows."""
    return {table: [_row(kind, row) for row in told.get(table, ())] for table, kind in _KINDS.items()}


def _row(kind: type, row: Mapping[str, object]) -> Mapping[str, object]:
    known = {one.name for one in fields_of(kind)} - _OWN
    kept = {name: value for name, value in row.items() if name in known and value not in (None, "")}
    if not all(isinstance(value, (str, int)) for value in kept.values()):
        raise TypeError(kind.__name__)
    return kept


def compared(service: ProjectService, organisation_id: int | None, theirs: Mapping[str, Rows]) -> Iterator[Difference]:
    """Yield how each list stands to what is known here; approvals and years are added, those that are here stay."""
    ours = written(service, organisation_id) if organisation_id else {}
    for table, rows in theirs.items():
        here = ours.get(table, [])
        if not rows:
            continue
        why = "".join(dict.fromkeys(filter(None, map(_wrong, rows))))
        if all(dict(row) in here for row in rows):
            standing = Standing.SAME
        else:
            standing = Standing.DIFFERS if _clash(table, rows, here) else Standing.NEW
        standing = Standing.TOLD if why else standing
        yield Difference(
            f"holder:{table}", tr("L'association"), tr(_TITLES[table]), _words(here), _words(rows), standing, why
        )


def _clash(table: str, theirs: Rows, ours: Sequence[Mapping[str, object]]) -> bool:
    """Say whether taking these would change what is here: other approvals stand beside ours, other facts in their place."""
    if table == "holder_approval":
        return False
    keys = ("year",) if table == "holder_year" else ()
    known = [{name: row.get(name) for name in keys} for row in ours]
    replaced = [row for row in theirs if {name: row.get(name) for name in keys} in known and dict(row) not in ours]
    return bool(replaced)


def _wrong(row: Mapping[str, object]) -> str:
    try:
        clean({name: date.fromisoformat(str(value)) if name.endswith("_on") else value for name, value in row.items()})
    except (DomainError, ValueError) as refusal:
        return refusal.sentence if isinstance(refusal, DomainError) else tr("Cette valeur ne se lit pas.")
    return ""


def _words(rows: Sequence[Mapping[str, object]]) -> str:
    if len(rows) == 1 and not {"name", "year"} & set(rows[0]):
        return ", ".join(tr(WORDS.get(name, name)) for name in rows[0])
    names = [str(row.get("name") or row.get("year") or "") for row in rows]
    return ", ".join(filter(None, names)) or (trn("{n} ligne", "{n} lignes", len(rows)) if rows else "")
