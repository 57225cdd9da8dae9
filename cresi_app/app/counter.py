"""What the self-service counter may do, built from the services: the one place that decides what anybody may see there."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cresi_app.catalogue.model.search import DocumentRow
from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language, tr
from cresi_app.core.papercode import read_paper_code
from cresi_app.directory.model.views import OrganisationFilter
from cresi_app.services import Services
from cresi_app.shell.counter.doors import MOST_FOUND, Booking, CounterDoors, CounterFacts, CounterItem
from cresi_app.training.model.counter import Visitor
from cresi_app.training.model.evaluated import Answers
from cresi_app.training.model.evaluation import Moment
from cresi_app.training.model.intake import AskedPerson

Form = tuple[str, Callable[[], Path]]


class CounterMakers:
    """Reads and acts of the counter. No note, no contact, no borrower, no name but the visitor's own goes through here."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def doors(self, forms: Sequence[Form] = ()) -> CounterDoors:
        """Return what the window may call."""
        training = self._services.training
        return CounterDoors(
            facts=self.facts, documents=self.documents, document=self.document, associations=self.associations,
            sessions=training.counter_sessions, visitor=training.visitor, own_places=training.own_places, book=self.book,
            ask_day=training.ask_day_at_counter, evaluable=training.evaluable, questions=training.questions_of, answer=self.answer,
            forms=(*forms, (N_("Dossier de projet vierge"), self.project_form), (N_("Bulletin d'inscription aux formations"), self.booking_form)),
        )  # fmt: skip

    def facts(self) -> CounterFacts:
        """Return whose counter it is and what there is."""
        services = self._services
        home = services.directory.home()
        return CounterFacts(
            home.centre_name, home.centre_tagline, services.catalogue.counts()["document"], len(services.training.counter_sessions()),
            services.directory.counts().organisations, len(services.training.evaluable()),
        )  # fmt: skip

    def documents(self, text: str) -> Sequence[CounterItem]:
        """Search the catalogue."""
        rows = self._services.catalogue.search(text, limit=MOST_FOUND).rows
        return [self._document(row) for row in rows if not row.is_archived]

    def document(self, text: str) -> CounterItem | None:
        """Return the document that a scan means, None when it is no number of ours."""
        scanned = read_paper_code(text)
        ref = scanned.ref if scanned is not None and scanned.kind == "document" else text.strip()
        if not any(char.isdigit() for char in ref):
            return None
        try:
            found = self._services.catalogue.by_ref(ref)
        except DomainError:
            return None
        rows = self._services.catalogue.rows([found])
        return self._document(rows[0]) if rows else None

    def _document(self, row: DocumentRow) -> CounterItem:
        catalogue = self._services.catalogue
        sheet = catalogue.document(row.id).document
        status = catalogue.statuses.get(row.status)
        if status is None:
            words = tr("En ligne") if sheet.url else tr("À demander à l'équipe")
        else:
            words = status.name_fr if language() == "fr" else status.name_en
        publisher = row.publisher if row.publisher != row.authors else ""  # who publishes itself is named once
        detail = " · ".join(filter(None, (row.authors, publisher, str(row.year or ""))))
        ink = "text2" if status is None or status.tone == "neutral" else status.tone
        where = tr("Cote : {number}", number=row.call_number) if row.call_number else ""
        text = "\n".join(filter(None, (where, sheet.abstract, ", ".join(row.subjects))))
        return CounterItem(row.id, row.title, detail, words, ink, text, (row.title, row.authors))

    def associations(self, text: str) -> Sequence[CounterItem]:
        """Search the associations: name, town, countries and purpose, never a person or an address."""
        directory = self._services.directory
        ids = directory.organisation_ids(OrganisationFilter(text=text))[:MOST_FOUND]
        return [CounterItem(row.id, row.name, row.where_and_what, row.kind_name, text=directory.organisation(row.id).purpose)
                for row in directory.organisation_rows(ids)]  # fmt: skip

    def book(
        self, visitor: Visitor, session_id: int, people: Sequence[AskedPerson], unnamed: int, whole: bool
    ) -> Booking:
        """Book for the association at the counter."""
        taken = self._services.training.book_at_counter(visitor, session_id, people, unnamed, whole=whole)
        return Booking(taken.changes, taken.sentence)

    def answer(self, session_id: int, moment: Moment, answers: Answers) -> None:
        """Count one sheet; what would take it back is forgotten at once."""
        self._services.training.answer(session_id, moment, answers)

    def project_form(self) -> Path:
        """Make the blank form of a project dossier."""
        from cresi_app.projects.reports.making import print_form  # noqa: PLC0415 - reportlab is loaded when something is printed

        out = self._services.library.paper_place("dossier-vierge.pdf")
        print_form(self._services.projects, None, out)
        return out

    def booking_form(self) -> Path:
        """Make the booking form of the year's programme."""
        from cresi_app.training.reports.bookingform import booking_form  # noqa: PLC0415 - reportlab is loaded when something is printed

        services = self._services
        out = services.library.paper_place("bulletin.pdf")
        booking_form(services.training.programme_form(today().year), services.directory.identity(), out)
        return out
