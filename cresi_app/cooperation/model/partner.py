"""What the desk did with one organisation."""

from dataclasses import dataclass
from datetime import date

from cresi_app.cooperation.model.listing import AgreementRow
from cresi_app.directory.model import OrganisationSheet


@dataclass(frozen=True, slots=True)
class PartnerEvent:
    """A support, an emergency aid or a doing of an outpost: `kind` and `id` open the record."""

    kind: str
    id: int
    day: date
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class PartnerSheet:
    """An organisation of the directory with the cooperations it signs and what was done with it."""

    sheet: OrganisationSheet
    agreements: tuple[AgreementRow, ...]
    events: tuple[PartnerEvent, ...]
