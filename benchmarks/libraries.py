"""The libraries that are measured: empty, and filled by imports of generated notices."""

from pathlib import Path
from typing import Final

from benchmarks.notices import file_of
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.model.importing import ImportReport
from cresi_app.core.changes import Actor
from cresi_app.services import Services

WHO: Final = Actor("benchmark", "Mesure")


def take_in(services: Services, data: bytes) -> ImportReport:
    """Import a file of notices into an open library, as somebody who chose it would."""
    report, _changes = import_file(services.catalogue, WHO, of_bytes(data, "notices.iso"))
    return report


def filled(folder: Path, count: int, batch: int = 50_000) -> Services:
    """Make a library of `count` generated documents and leave it open."""
    services = Services.create(folder)
    for first in range(1, count + 1, batch):
        many = min(batch, count - first + 1)
        report = take_in(services, file_of(many, first))
        assert report.created == many, report
    return services
