"""Shelves, baskets and acts on many notices, without a window."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from cresi_app.catalogue.interchange.usedterms import export_terms
from cresi_app.catalogue.model import Query
from cresi_app.catalogue.model.batch import FIELDS, Act, BatchReport, Edit, Replacement
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.services import Services

_LISTED = frozenset({"subjects", "countries", "languages"})


def chosen(services: Services, wanted: Namespace) -> list[int]:
    """Return the notices a command speaks of: those of a shelf, of a basket, or of a search."""
    catalogue = services.catalogue
    if wanted.shelf:
        return catalogue.shelf_ids(wanted.shelf)
    if wanted.basket:
        return catalogue.basket_ids(wanted.basket)
    return list(catalogue.found(wanted.query).ids)


def is_named(wanted: Namespace) -> bool:
    """Say whether a command names a shelf or a basket."""
    return bool(getattr(wanted, "shelf", "") or getattr(wanted, "basket", ""))


def search(services: Services, wanted: Namespace) -> Reply:
    """Show what stands on a shelf or lies in a basket."""
    ids = chosen(services, wanted)
    rows = services.catalogue.rows(ids[: max(wanted.limit, 0)])
    results = [
        {"kind": "document", "id": str(row.id), "title": row.title, "snippet": row.extract.text, "page": None}
        for row in rows
    ]
    lines = [f"{row.number:<8} {row.title}" for row in rows]
    lines.append(trn("{n} notice", "{n} notices", len(ids)))
    return Reply({"total": len(ids), "capped": False, "ms": 0, "results": results}, lines)


def send_terms(services: Services, wanted: Namespace) -> Reply:
    """Write the terms that these notices are indexed with."""
    written = export_terms(services.catalogue, chosen(services, wanted), Path(wanted.out))
    line = trn("{n} terme écrit : {file}", "{n} termes écrits : {file}", written, file=wanted.out)
    return Reply({"written": written, "skipped": []}, [line])


def shelves(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """List the shelves with their counts; keep a search as one, or take one away."""
    catalogue = services.catalogue
    revision: int | None = None
    if wanted.add:
        if not wanted.query.strip():
            raise DomainError("query_missing", N_("Dites ce que l'étagère cherche : « --query »."))
        revision = catalogue.add_shelf(who, wanted.add, Query(wanted.query)).seq
    elif wanted.delete:
        shelf = catalogue.shelf(wanted.delete)
        revision = catalogue.delete_shelf(who, shelf.id, shelf.version).seq
    counts = catalogue.shelf_counts()
    known = catalogue.shelves()
    listed = [
        {
            "id": str(one.id),
            "name": one.name,
            "query": one.query,
            "count": counts[one.id][0],
            "capped": counts[one.id][1],
        }
        for one in known
    ]
    lines = [f"{counts[one.id][0]:>7}  {one.name} — {one.query}" for one in known]
    return Reply({"revision": revision, "shelves": listed}, lines or [tr("Aucune étagère.")])


def basket(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """List the baskets, or make, fill, empty and delete one; then show what lies in it."""
    catalogue = services.catalogue
    if not wanted.name:
        known = catalogue.baskets()
        listed = [{"id": str(one.id), "name": one.name, "count": one.count} for one in known]
        return Reply({"baskets": listed}, [f"{one.count:>7}  {one.name}" for one in known] or [tr("Aucun panier.")])
    revision: int | None = None
    added = [catalogue.by_ref(ref) for ref in wanted.add or ()]
    added += list(catalogue.found(wanted.query).ids) if wanted.query else []
    if wanted.new:
        revision = catalogue.add_basket(who, wanted.name, added).seq
    one = catalogue.basket(wanted.name)
    if wanted.delete:
        return Reply({"revision": catalogue.delete_basket(who, one.id, one.version).seq}, [tr("Panier supprimé.")])
    if wanted.empty:
        revision = catalogue.empty_basket(who, one.id).seq
    if wanted.remove:
        revision = catalogue.take_from_basket(who, one.id, [catalogue.by_ref(ref) for ref in wanted.remove]).seq
    if added and not wanted.new:
        revision = catalogue.put_in_basket(who, one.id, added).seq
    ids = catalogue.basket_ids(one.id)
    rows = catalogue.rows(ids[:200])
    lines = [f"{row.number:<8} {row.title}" for row in rows] + [trn("{n} notice", "{n} notices", len(ids))]
    return Reply(
        {"revision": revision, "basket": one.name, "count": len(ids), "documents": [str(i) for i in ids]}, lines
    )


def batch(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Change a field, search and replace, archive or delete: all the notices of a search, a shelf or a basket."""
    if not (wanted.query.strip() or is_named(wanted)):
        raise DomainError(
            "selection_missing", N_("Dites quelles notices : « --query », « --shelf » ou « --basket ». « --query '*' » : toutes.")
        )  # fmt: skip
    if wanted.query.strip() == "*":
        wanted.query = ""
    ids = chosen(services, wanted)
    catalogue = services.catalogue
    if wanted.find:
        fields = tuple(wanted.field or ("title", "subtitle", "abstract", "notes"))
        replacement = Replacement(wanted.find, wanted.replace, fields, wanted.pattern, wanted.case, wanted.words)
        if wanted.dry_run:
            return _previewed(services, ids, replacement)
        return _told(catalogue.replace_in_many(who, ids, replacement))
    if wanted.archive or wanted.delete:
        if wanted.dry_run:
            return _told(BatchReport(asked=len(ids)))
        return _told((catalogue.archive_many if wanted.archive else catalogue.delete_many)(who, ids))
    edits = [
        (act, getattr(wanted, act.value))
        for act in (Act.SET, Act.APPEND, Act.PREPEND, Act.ADD, Act.REMOVE)
        if getattr(wanted, act.value)
    ]
    edits += [(Act.CLEAR, [])] if wanted.clear else []
    edits += [(Act.REPLACE, wanted.replaced[1:])] if wanted.replaced else []
    if len(edits) != 1 or len(wanted.field or ()) != 1:
        raise DomainError(
            "act_missing",
            N_(
                "Dites un champ (« --field ») et ce qu'il faut en faire : --set, --append, --add, --remove, --swap, --clear. Champs : {fields}."
            ),
            fields=", ".join(FIELDS),
        )
    act, values = edits[0]
    name = wanted.field[0]
    value: object = list(values) if name in _LISTED else " ".join(values)
    old: object = wanted.replaced[:1] if wanted.replaced else None
    edit = Edit(name, act, value, old if name in _LISTED or old is None else wanted.replaced[0])
    return _told(BatchReport(asked=len(ids)) if wanted.dry_run else catalogue.edit_many(who, ids, edit))


def _previewed(services: Services, ids: Sequence[int], replacement: Replacement) -> Reply:
    found = services.catalogue.preview_replacement(ids, replacement)
    samples = [
        {"id": str(one.id), "number": one.number, "field": one.field, "before": one.before, "after": one.after}
        for one in found.samples
    ]
    lines = [f"{one.number}  {tr(FIELDS[one.field])}\n  - {one.before}\n  + {one.after}" for one in found.samples]
    lines.append(trn("{n} texte changerait.", "{n} textes changeraient.", found.texts))
    return Reply({"asked": len(ids), "texts": found.texts, "documents": found.documents, "samples": samples}, lines)


def _told(report: BatchReport) -> Reply:
    lines = [
        trn("{n} notice choisie.", "{n} notices choisies.", report.asked),
        trn("{n} notice changée.", "{n} notices changées.", report.changed),
        *(f"  {one}: {told.text}" for one, told in report.skipped),
    ]
    if report.changes.seq is not None:
        lines.append(tr("Révision {seq} ; « undo {seq} » l'annule.", seq=report.changes.seq))
    return Reply(report.as_json(), lines)
