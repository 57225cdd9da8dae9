"""Loans as the catalogue counts them while no desk lends: one by one as they happen, none of them telling who borrowed."""

from collections.abc import Iterable
from datetime import date

from cresi_app.catalogue.model.notice import NoticeUse
from cresi_app.catalogue.queries import loans, stock, views
from cresi_app.catalogue.service.desk import refusals
from cresi_app.catalogue.service.stock.desk import LendingHandsIn
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_


class LoanCountsDesk(LendingHandsIn):
    """Counts of loans."""

    def count_loan(self, who: Actor, document_id: int, copy_id: int | None = None, on: date | None = None) -> Changes:
        """Note that a document was lent, today or on a day that has been. DomainError ``day_to_come``."""
        self._document(document_id)
        day = on or clock.today()
        not_to_come(day)
        with refusals(), self.library.revise("catalogue.count_loan", who, ("document", document_id)) as revision:
            revision.insert("loan_count", {"document_id": document_id, "copy_id": copy_id, "day": day})
        return revision.changes

    def count_loan_code(self, who: Actor, code: str, on: date | None = None) -> Changes:
        """Note a loan by the code that was read: a copy's barcode or inventory number. DomainError ``unknown_barcode``."""
        copy = stock.by_code(self.library, code.strip())
        if copy is None:
            raise unknown_code(code)
        return self.count_loan(who, copy.document_id, copy.id, on)

    def uses(self, documents: Iterable[int]) -> dict[int, list[NoticeUse]]:
        """Return the loans and consultations that are counted of documents, by copy and day."""
        return loans.held(self.library, documents)

    def views(self, documents: Iterable[int]) -> dict[int, list[NoticeUse]]:
        """Return how often the notices of documents were looked at, by month."""
        return views.held(self.library, documents)

    def loans(self, document_id: int) -> int:
        """Return how often a document was lent, as far as it is counted here."""
        return loans.of_document(self.library, document_id)


def not_to_come(day: date) -> None:
    """Refuse a day that has not been yet."""
    if day > clock.today():
        raise DomainError(
            "day_to_come",
            N_("Ce jour n'est pas encore venu : on compte ce qui a eu lieu. Rien n'a été noté."),
            field="day",
        )


def unknown_code(code: str) -> DomainError:
    """Return the refusal of a code that no copy carries."""
    return DomainError(
        "unknown_barcode",
        N_("Aucun exemplaire ne porte « {typed} » : rien n'a été noté."),
        typed=code.strip()[:60],
    )
