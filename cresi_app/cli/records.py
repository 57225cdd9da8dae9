"""Records: search, show, book."""

import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Final

from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.cli import selections
from cresi_app.cli.reply import Reply, plain
from cresi_app.cooperation.model.world import country_of
from cresi_app.core.changes import Actor
from cresi_app.core.i18n import tr, trn
from cresi_app.finding import find, search_everywhere
from cresi_app.services import Services


def _authority_sheet(table: AuthorityKind) -> Callable[[Services, int], object]:
    return lambda services, record: services.catalogue.authority(table, record)


def _document(services: Services, record: int) -> Mapping[str, object]:
    """Return a notice whole, what the centre holds of a periodical, and what lacks in its boxes."""
    catalogue = services.catalogue
    sheet = catalogue.document(record)
    whole: dict[str, object] = {field.name: getattr(sheet, field.name) for field in fields(sheet)}
    if sheet.issues:
        held = catalogue.collection(record)
        whole["collection"] = {"held": held.held, "gaps": held.gaps, "late": [one.number for one in held.late]}
    lacking = (
        [(copy, one) for copy in sheet.live_copies for one in catalogue.missing_pieces(copy.id)] if sheet.pieces else []
    )
    if lacking:
        whole["missing_pieces"] = [
            {"copy": copy.barcode, "piece": one.piece.name, "missing": one.missing, "since": one.counted_on}
            for copy, one in lacking
        ]
    return whole


SHEETS: Final[Mapping[str, Callable[[Services, int], object]]] = {
    "document": _document,
    **{table.value: _authority_sheet(table) for table in AuthorityKind},
    "organisation": lambda services, record: services.directory.organisation_sheet(record),
    "person": lambda services, record: services.directory.person_sheet(record),
    "session": lambda services, record: services.training.session_sheet(record),
    "course": lambda services, record: services.training.course(record),
    "booking": lambda services, record: services.training.booking(record),
    "project": lambda services, record: services.projects.project_sheet(record),
    "advice": lambda services, record: services.projects.advice_views([record])[0],
    "grant": lambda services, record: services.funding.grant_sheet(record),
    "application": lambda services, record: services.funding.application_sheet(record),
    "exercise": lambda services, record: services.funding.statement_of(record),
    "agreement": lambda services, record: services.cooperation.sheet(record),
    "crisis": lambda services, record: services.cooperation.crisis_sheet(record),
    "support": lambda services, record: services.cooperation.support_sheet(record),
    "outpost": lambda services, record: services.cooperation.outpost_sheet(record),
    "country": lambda services, record: services.cooperation.country_sheet(country_of(record)),
}


def search(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """Search one kind of record or all of them; or show what stands on a shelf, lies in a basket."""
    if selections.is_named(wanted):
        return selections.search(services, wanted)
    began = time.perf_counter()
    found = search_everywhere(services, wanted.text, max(wanted.limit, 0), wanted.kind)
    spent = round((time.perf_counter() - began) * 1000, 1)
    shown = found.hits[: max(wanted.limit, 0)]
    results = [
        {"kind": hit.kind, "id": str(hit.id), "title": hit.title, "snippet": hit.detail, "page": hit.page or None}
        for hit in shown
    ]
    lines = [
        f"{hit.kind:<13} {hit.aside:<14} {hit.title}" + (f" — {hit.detail}" if hit.detail else "") for hit in shown
    ]
    lines.append(trn("{n} réponse", "{n} réponses", found.total))
    unread = services.catalogue.unread(wanted.text) if wanted.kind in {None, "document"} else []
    lines += unread
    told = {"unread": unread} if unread else {}
    return Reply({"total": found.total, "capped": found.capped, "ms": spent, "results": results, **told}, lines)


def show(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """Show a whole record."""
    kind, record = find(services, wanted.kind, wanted.ref)
    sheet = plain(SHEETS[kind.table](services, record))
    assert isinstance(sheet, dict)
    return Reply(sheet, list(_outline(sheet)))


def _outline(value: object, depth: int = 0) -> list[str]:
    """Write nested data as indented lines, empty values left out."""
    indent = "  " * depth
    lines: list[str] = []
    items = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    for name, item in items:
        if item in (None, "", [], {}):
            continue
        if isinstance(item, dict | list):
            lines += [f"{indent}{name}:", *_outline(item, depth + 1)]
        else:
            lines.append(f"{indent}{name}: {item}")
    return lines


def book(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Book places on a session for people of one organisation."""
    _, session = find(services, "session", wanted.session)
    _, organisation = find(services, "organisation", wanted.organisation)
    booked = services.training.book(who, session, organisation, wanted.person)
    places = [
        {"person": place.name, "status": place.status, "position": place.position or None} for place in booked.places
    ]
    statuses = {str(place.status) for place in booked.places}
    status = statuses.pop() if len(statuses) == 1 else "partial"
    lines = [tr("Inscription {number}", number=booked.number), booked.sentence]
    return Reply({"booking": booked.number, "status": status, "places": places}, lines)
