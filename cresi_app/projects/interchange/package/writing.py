"""Writes a dossier as a package: a zip of ``dossier.json``, the papers by their SHA-256, and the manifest of both."""

import hashlib
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from cresi_app import __version__
from cresi_app.core.clock import stamp
from cresi_app.core.disk import appearing
from cresi_app.core.errors import StoreError
from cresi_app.projects.interchange.package.contents import DATA, FIELDS, FORMAT, GROUPS, MANIFEST, VERSION, plain
from cresi_app.projects.interchange.package.holderfile import written
from cresi_app.projects.model import DossierData, HolderView
from cresi_app.projects.service import ProjectService

SUFFIX: Final = ".cresi-dossier"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def write_package(service: ProjectService, project_id: int, out: Path) -> list[str]:
    """Write the dossier with its papers to `out`; return the names of papers whose file is lost, which are left out.

    The file appears whole. DomainError ``unwritable_file`` when folder or disk refuse.
    """
    with service.library.snapshot():
        data = service.dossier_data(project_id)
        content = json.dumps(_content(service, data), ensure_ascii=False, indent=1, sort_keys=True).encode()
    hashes = {DATA: hashlib.sha256(content).hexdigest()}
    lost = []
    with appearing(out) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as box:
        _put(box, DATA, content)
        for view in data.papers:
            sha256 = view.paper.sha256
            if not sha256 or f"files/{sha256}" in hashes:
                continue
            try:
                _put(box, f"files/{sha256}", service.library.files.read(sha256))
            except StoreError:
                lost.append(view.name)
            else:
                hashes[f"files/{sha256}"] = sha256
        manifest = {"format": FORMAT, "version": VERSION, "program": __version__, "made_at": stamp(), "files": hashes}
        _put(box, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
    return lost


def _put(box: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    box.writestr(entry, content)


def _content(service: ProjectService, data: DossierData) -> dict[str, Any]:
    project = data.project
    lists = {table: service.rows(table, project.id) for group in GROUPS for table in group.tables}
    return {
        "origin": str(service.origin(project.id)),
        "number": project.number,
        "year": project.year,
        "title": project.title,
        "template_code": project.template_code,
        "currency": project.currency,
        "stage": data.stage.code,
        "fields": {name: plain(getattr(project, name)) for name in FIELDS},
        "holder": holder_facts(data.holder),
        "holder_file": written(service, project.organisation_id),
        "representative": asdict(data.representative) | {"id": ""} if data.representative else None,
        "lists": {table: [{k: plain(v) for k, v in row.items()} for row in rows] for table, rows in lists.items()},
        "partners": [_partner(service, row, data) for row in service.rows("project_partner", project.id)],
    }


def _partner(service: ProjectService, row: dict[str, object], data: DossierData) -> dict[str, Any]:
    view = next(one for one in data.partners if one.partner.id == row["id"])
    del service
    kept = {k: plain(v) for k, v in row.items() if k not in {"organisation_id", "contact_id"}}
    return {
        "row": kept,
        "organisation": holder_facts(view.organisation),
        "contact": view.contact.name if view.contact else "",
    }


def holder_facts(one: HolderView) -> dict[str, str]:
    """Return an organisation as a package names it: facts, and numbers without blanks."""
    facts = {name: value for name, value in asdict(one).items() if name != "id" and isinstance(value, str) and value}
    for scheme in ("rna", "siret"):
        if scheme in facts:
            facts[scheme] = "".join(facts[scheme].split())
    return facts
