"""The libraries that are measured: empty, and filled by imports of generated notices."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.notices import file_of
from cresi_app.catalogue.interchange import iso2709, record
from cresi_app.catalogue.interchange.charset import Charset
from cresi_app.catalogue.interchange.unimarc import notice_of
from cresi_app.catalogue.model.importing import ImportReport, Incoming
from cresi_app.core.changes import Actor
from cresi_app.services import Services

WHO: Final = Actor("benchmark", "Mesure")


def records(data: bytes) -> Iterator[Incoming]:
    """Read a file of notices as the import takes them."""
    for raw in iso2709.read(data):
        assert isinstance(raw, iso2709.RawRecord)
        yield Incoming(raw.position, raw.offset, notice_of(record.decoded(raw, Charset.UTF8)))


def take_in(services: Services, data: bytes) -> ImportReport:
    """Import a file of notices into an open library."""
    report, _changes = services.catalogue.import_notices(WHO, records(data))
    return report


def filled(folder: Path, count: int, batch: int = 50_000) -> Services:
    """Make a library of `count` generated documents and leave it open."""
    services = Services.create(folder)
    for first in range(1, count + 1, batch):
        many = min(batch, count - first + 1)
        report = take_in(services, file_of(many, first))
        assert report.created == many, report
    return services
