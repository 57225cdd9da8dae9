"""The pieces of an activity that a dossier decides alone: status, shares of sectors, scores, place."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.model.activity import Place, Share, Status
from cresi_app.funding.model.aid import MARKERS, GrantAid
from cresi_app.projects.model import DossierData
from cresi_app.store.records import Row

CLOSED: Final = frozenset({"closed"})
"""Statuses of a grant of which nothing more is expected."""


def status_of(data: DossierData, grants: Sequence[Row]) -> Status:
    """Return where a dossier stands in the standard's words."""
    one, today = data.project, clock.today()
    if data.stage.is_decision and not data.stage.is_grant:
        return Status.CANCELLED
    if not data.stage.is_grant and not grants:
        return Status.PIPELINE
    if grants and all(row["status_code"] in CLOSED for row in grants):
        return Status.CLOSED
    if one.ends_on is not None and one.ends_on < today:
        return Status.FINALISATION
    return Status.IMPLEMENTATION if one.starts_on is None or one.starts_on <= today else Status.PIPELINE


def sector_shares(shares: Sequence[tuple[str, int | Decimal | None]], number: str) -> tuple[Share, ...]:
    """Return sectors with shares that make one hundred; all as categories when one of them is only a category."""
    if not shares:
        raise DomainError("no_sector", N_("{number} : donnez au moins un secteur."), number=number)
    merged: dict[str, Decimal | None] = {}
    is_broad = any(len(code) == 3 for code, _percent in shares)
    for code, percent in shares:
        key = code[:3] if is_broad else code
        before = merged.get(key)
        merged[key] = Decimal(percent or 0) + (before or 0) if percent is not None or before is not None else None
    if len(merged) == 1:
        return (Share(next(iter(merged))),)
    if any(value is None for value in merged.values()) or sum(value for value in merged.values() if value) != 100:
        raise DomainError(
            "shares", N_("{number} : les parts des secteurs doivent faire exactement 100 %."), number=number
        )
    return tuple(Share(code, value) for code, value in merged.items())


def marker_scores(said: Iterable[GrantAid]) -> dict[str, str]:
    """Return the highest score of each marker; what nobody scored is not published."""
    scores: dict[str, int] = {}
    for aid in said:
        for name, (code, _words) in MARKERS.items():
            value = getattr(aid, name)
            if value is not None:
                scores[code] = max(scores.get(code, 0), value)
    return {code: str(value) for code, value in scores.items()}


def places_of(data: DossierData) -> tuple[Place, ...]:
    """Return the dossier's place, with its point when it has one."""
    one = data.project
    if not one.place:
        return ()
    if one.latitude_e6 is None or one.longitude_e6 is None:
        return (Place(one.place),)
    return (Place(one.place, Decimal(one.latitude_e6).scaleb(-6), Decimal(one.longitude_e6).scaleb(-6)),)
