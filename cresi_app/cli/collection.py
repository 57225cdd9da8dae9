"""The catalogue looked over: what each check finds, and its mends, without a window."""

from argparse import Namespace
from typing import Final

from cresi_app.catalogue.model.checks import BY_CODE, Findings
from cresi_app.catalogue.service import CatalogueService
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.services import Services

SHOWN: Final = 20
"""Findings written out of each check; ``--only`` gives all of one."""


def check(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Say what every check finds, or one of them with everything; with ``--mend`` write what it proposes."""
    if wanted.only and wanted.only not in BY_CODE:
        raise DomainError(
            "unknown_check",
            N_("« {name} » n'est pas un contrôle. Au choix : {known}."),
            name=wanted.only,
            known=", ".join(BY_CODE),
        )
    if wanted.mend:
        return _mend(services.catalogue, wanted.only, who)
    found = services.catalogue.check_collection(codes=[wanted.only] if wanted.only else [])
    most = None if wanted.only else SHOWN
    checks = [_said(services.catalogue, one, most) for one in found.values() if one.count or wanted.only]
    lines = [line for one in checks for line in _lines(one)]
    total = sum(one.count for one in found.values())
    lines.append(
        trn("{count} point à voir", "{count} points à voir", total, count=format_number(total))
        if total
        else tr("Tout est en ordre.")
    )
    return Reply({"ok": not total, "found": total, "checks": checks}, lines)


def _said(service: CatalogueService, one: Findings, most: int | None) -> dict[str, object]:
    if one.check.pairs:
        rows = service.pair_rows(one.check.table, one.pairs[:most])
        records = [
            {
                "one": str(pair.one),
                "other": str(pair.other),
                "score": pair.score,
                "title": row.title,
                "detail": row.detail,
            }
            for pair, row in zip(one.pairs[:most], rows, strict=True)
        ]
    else:
        records = [
            {
                "id": str(row.id),
                "document": str(row.document_id or ""),
                "title": row.title,
                "detail": row.detail,
                "proposal": row.proposal,
            }
            for row in service.finding_rows(one.check.code, one.found[:most])
        ]
    return {"check": one.check.code, "name": one.check.title, "count": one.count, "records": records}


def _lines(said: dict[str, object]) -> list[str]:
    records = said["records"]
    assert isinstance(records, list)
    lines = [f"{said['name']} ({said['check']}) : {said['count']}"]
    for one in records[:SHOWN]:
        proposal = f" → {one['proposal']}" if one.get("proposal") else ""
        lines.append("    " + " — ".join(part for part in (one["title"], one["detail"]) if part) + proposal)
    return lines


def _mend(service: CatalogueService, code: str, who: Actor) -> Reply:
    if not code or not BY_CODE[code].mend:
        known = ", ".join(one.code for one in BY_CODE.values() if one.mend)
        raise DomainError("no_mend", N_("Dites avec --only quel contrôle corriger : {known}."), known=known)
    found = service.check_collection(codes=[code])[code].found
    changes = service.mend(who, code, found)
    mended = len(found) - service.check_collection(codes=[code])[code].count
    lines = [trn("{n} fiche corrigée.", "{n} fiches corrigées.", mended)]
    if changes.seq is not None:
        lines.append(tr("Révision {seq} ; « undo {seq} » l'annule.", seq=changes.seq))
    return Reply({"revision": changes.seq, "check": code, "found": len(found), "mended": mended}, lines)
