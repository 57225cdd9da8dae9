"""The desk's tables, and the reads every one of them knows."""

from collections.abc import Iterable
from typing import Final, TypeVar

from cresi_app.cooperation.model.happenings import (
    CooperationFile,
    Crisis,
    CrisisDecision,
    CrisisPlace,
    Outpost,
    OutpostAction,
    OutpostCluster,
    OutpostContact,
    OutpostMeeting,
    Support,
    SupportItem,
    SupportPerson,
)
from cresi_app.cooperation.model.records import (
    Agreement,
    AgreementKind,
    AgreementSector,
    Commitment,
    LinkedGrant,
    LinkedProject,
    Listed,
    Meeting,
    PartnerCountry,
    PartnerKind,
    Roadmap,
    SupportKind,
)
from cresi_app.store.library import Library
from cresi_app.store.records import Table
from cresi_app.store.values import listed

AGREEMENTS: Final = Table("agreement", Agreement)
SECTORS: Final = Table("agreement_sector", AgreementSector)
COMMITMENTS: Final = Table("agreement_commitment", Commitment)
ROADMAPS: Final = Table("agreement_roadmap", Roadmap)
MEETINGS: Final = Table("agreement_meeting", Meeting)
PROJECTS: Final = Table("agreement_project", LinkedProject)
GRANTS: Final = Table("agreement_grant", LinkedGrant)
PARTNER_COUNTRIES: Final = Table("partner_country", PartnerCountry)
CRISES: Final = Table("crisis", Crisis)
CRISIS_PLACES: Final = Table("crisis_place", CrisisPlace)
DECISIONS: Final = Table("crisis_decision", CrisisDecision)
SUPPORTS: Final = Table("support", Support)
SUPPORT_PEOPLE: Final = Table("support_person", SupportPerson)
SUPPORT_ITEMS: Final = Table("support_item", SupportItem)
OUTPOSTS: Final = Table("outpost", Outpost)
CONTACTS: Final = Table("outpost_contact", OutpostContact)
CLUSTERS: Final = Table("outpost_cluster", OutpostCluster)
OUTPOST_MEETINGS: Final = Table("outpost_meeting", OutpostMeeting)
OUTPOST_ACTIONS: Final = Table("outpost_action", OutpostAction)
FILES: Final = Table("cooperation_file", CooperationFile)

AGREEMENT_KINDS: Final = Table("agreement_kind", AgreementKind)
PARTNER_KINDS: Final = Table("partner_kind", PartnerKind)
SUPPORT_KINDS: Final = Table("support_kind", SupportKind)
CRISIS_KINDS: Final = Table("crisis_kind", Listed)
FILE_KINDS: Final = Table("cooperation_file_kind", Listed)

_ORDER: Final = {
    "agreement_commitment": "year, currency, id",
    "agreement_meeting": "day DESC, id",
    "agreement_project": "id",
    "agreement_grant": "id",
    "outpost_meeting": "day DESC, id",
    "outpost_action": "starts_on DESC, id",
}
RecordT = TypeVar("RecordT")


def codes(library: Library, table: Table[RecordT]) -> list[RecordT]:
    """Return one of the desk's own lists, in its order."""
    return table.loads(library.query(f"SELECT {table.select()} FROM {table.name} ORDER BY position"))


def record(library: Library, table: Table[RecordT], record_id: int) -> RecordT | None:
    """Return one row, None when there is none."""
    rows = library.query(f"SELECT {table.select()} FROM {table.name} WHERE id = ?", (record_id,))
    return table.load(rows[0]) if rows else None


def parts(library: Library, table: Table[RecordT], owner: str, ids: Iterable[int]) -> list[RecordT]:
    """Return the rows of a table that hang on records (column `owner`), in their order."""
    order = _ORDER.get(table.name, "position, id")
    sql = (
        f"SELECT {table.select()} FROM {table.name} WHERE {owner} IN (SELECT value FROM json_each(?)) "
        f"ORDER BY {owner}, {order}"
    )
    return table.loads(library.query(sql, (listed(ids),)))


def last_position(library: Library, table: str, owner: str, owner_id: int) -> int:
    """Return the last position taken in a table that hangs on records."""
    return int(library.value(f"SELECT coalesce(max(position), 0) FROM {table} WHERE {owner} = ?", (owner_id,)))
