"""Reads of the desk's own code lists."""

from typing import Final, TypeVar

from cresi_app.funding.model.envelopes import CreditKind
from cresi_app.funding.model.europe import ApplicationStage
from cresi_app.funding.model.grant import GrantPaperKind, GrantStatus, PaymentKind, Purpose, Threshold
from cresi_app.store.library import Library
from cresi_app.store.records import Table

STATUSES: Final = Table("grant_status", GrantStatus)
PURPOSES: Final = Table("grant_purpose", Purpose)
PAPER_KINDS: Final = Table("grant_paper_kind", GrantPaperKind)
PAYMENT_KINDS: Final = Table("payment_kind", PaymentKind)
CREDIT_KINDS: Final = Table("credit_kind", CreditKind)
STAGES: Final = Table("application_stage", ApplicationStage)
THRESHOLDS: Final = Table("funding_threshold", Threshold)

RowT = TypeVar("RowT")


def rows_of(library: Library, table: Table[RowT]) -> list[RowT]:
    """Return a code list in its order."""
    return table.loads(library.query(f"SELECT {table.select()} FROM {table.name} ORDER BY position"))


def thresholds(library: Library) -> list[Threshold]:
    """Return the amounts at which the law asks something, with the days they hold."""
    return THRESHOLDS.loads(
        library.query(f"SELECT {THRESHOLDS.select()} FROM funding_threshold ORDER BY code, valid_from")
    )
