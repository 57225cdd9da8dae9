"""Keep a small library as this version leaves it: ``.venv/bin/python db/releases/keep.py``, once at each release.

Every later version must open it: the tests of migration start from these files.
"""

import gzip
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from cresi_app import __version__  # noqa: E402 - the checkout is put on the path first
from cresi_app.core import clock  # noqa: E402 - same
from cresi_app.core.changes import Actor  # noqa: E402 - same
from cresi_app.services import Services  # noqa: E402 - same
from cresi_app.store import backup  # noqa: E402 - same
from cresi_app.training.model import DayPart, SessionPlan, SessionStatus, SlotPlan  # noqa: E402 - same

WHO = Actor("1", "Claire Martin")


def fill(services: Services) -> None:
    """Write a few records on every desk, with a change, an undo and a booking."""
    directory, catalogue, training, projects = (
        services.directory,
        services.catalogue,
        services.training,
        services.projects,
    )
    directory.set_identity(WHO, centre_name="Centre d'essai")
    holder = directory.add_organisation(WHO, "Eau Vive Essonne", country_code="FR", numbers={"rna": "W911234567"}).id
    person = directory.add_person(WHO, "Awa", "Traoré").id
    directory.add_affiliation(WHO, person, holder, role="president")
    for title in ("L'école du Sahel", "Œuvrer ensemble", "Nước sạch nông thôn"):
        document = catalogue.add_document(WHO, title=title, year=2020).id
        catalogue.add_copy(WHO, document)
    services.library.undo(WHO)
    course = training.add_course(WHO, "Monter son budget").id
    day = date(2026, 12, 3)
    slots = (SlotPlan.usual(day, DayPart.AM), SlotPlan.usual(day, DayPart.PM))
    session = training.add_session(WHO, SessionPlan(course, status=SessionStatus.OPEN, slots=slots)).id
    training.book(WHO, session, holder, ["TRAORÉ Awa", "DIALLO Moussa"])
    project = projects.add_project(WHO, "Un puits à Kita", holder, 2026).id
    projects.add_activity(WHO, project, "Forage")


def main() -> None:
    """Write ``db/releases/<version>.db.gz``."""
    with tempfile.TemporaryDirectory() as place, clock.frozen(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        folder = Path(place) / "library"
        with Services.create(folder) as services:
            fill(services)
        kept = backup.take(folder)  # a backup is one whole file, without a log beside it
        out = Path(__file__).parent / f"{__version__}.db.gz"
        out.write_bytes(gzip.compress(kept.file.read_bytes(), 9, mtime=0))
    sys.stdout.write(f"{out} {out.stat().st_size}\n")


if __name__ == "__main__":
    main()
