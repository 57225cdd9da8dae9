"""The example library: the world of the founding texts, told through the services as if it had happened day by day.

`build(services, who)` writes it into an empty library. Its plain text stands in ``db/example/``; dates are always the same.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.example.attachments import load_attachments
from cresi_app.example.authorities import load_authorities
from cresi_app.example.cooperation import Links, load_cooperation
from cresi_app.example.days import know, load_catalogue_of_courses, load_days
from cresi_app.example.declarations import load_declarations
from cresi_app.example.description import load_description
from cresi_app.example.documents import load_documents
from cresi_app.example.dossiers import load_dossiers
from cresi_app.example.europe import load_europe
from cresi_app.example.follow_up import load_advice
from cresi_app.example.gathered import load_gathered
from cresi_app.example.money import Purse, load_money
from cresi_app.example.people import load_home, load_organisations, load_staff
from cresi_app.example.stock import load_stock
from cresi_app.example.story import MORNING, Story
from cresi_app.services import Services

BEGINNING: Final = date(2024, 9, 2)
"""The day the example's centre opened its library."""

DESK: Final = "exemple"
"""The machine the example's acts come from: « Annuler » at a real desk never takes them back."""


def build(services: Services, who: Actor) -> None:
    """Write the example into an empty library: directory, catalogue, training, dossiers, staff, identity."""
    library = services.library
    desk, library.desk = library.desk, DESK
    try:
        _tell(services, who)
    finally:
        library.desk = desk


def _tell(services: Services, who: Actor) -> None:
    """Write what everything else refers to, then the rest day by day, each desk by its own person."""
    with clock.frozen(datetime.combine(BEGINNING, MORNING, UTC)):
        librarian, trainer, adviser = load_staff(who, services.directory)
        organisations = load_organisations(librarian, services.directory)
        load_home(librarian, services.directory, organisations)
        known = know(services.directory, organisations)
        load_catalogue_of_courses(trainer, services.training, known)
    story = Story()
    load_documents(librarian, services.catalogue, story)
    load_stock(librarian, services.catalogue, story)
    load_gathered(librarian, services.catalogue, story)
    load_description(librarian, services.catalogue, story)
    load_authorities(librarian, services.catalogue, story)
    load_attachments(librarian, services.catalogue, story)
    load_days(trainer, services.training, known, story)
    projects = load_dossiers(adviser, services.projects, organisations, story)
    load_advice(adviser, (services.projects, services.catalogue), organisations, projects, story)
    purse = Purse(adviser, services.funding, organisations, projects, story, BEGINNING + timedelta(days=1))
    load_money(purse)
    load_europe(purse)
    load_declarations(purse)
    cooperation = Links(
        adviser, services.cooperation, known, projects, purse.grants, purse.axes, story, BEGINNING + timedelta(days=2)
    )
    load_cooperation(cooperation)
    story.tell()
