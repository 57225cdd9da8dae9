"""What the desk knows of one organisation or person: agreements signed, supports, emergency aid, outposts."""

from datetime import date

from cresi_app.cooperation.model.journal import OPERATIONS, HistoryLine
from cresi_app.cooperation.model.listing import AgreementFilter
from cresi_app.cooperation.model.partner import PartnerEvent, PartnerSheet
from cresi_app.cooperation.model.records import in_language
from cresi_app.cooperation.queries import stories
from cresi_app.cooperation.service.world import WorldDesk
from cresi_app.core.dates import read_instant
from cresi_app.core.i18n import tr


class PartnersDesk(WorldDesk):
    """Reads of partners."""

    def partner_sheet(self, organisation_id: int) -> PartnerSheet:
        """Return an organisation with everything the desk did with it. DomainError ``unknown``."""
        with self.library.snapshot():
            sheet = self.directory.organisation_sheet(organisation_id)
            rows = self.agreement_rows(AgreementFilter(organisation_id=sheet.organisation.id))
            return PartnerSheet(sheet, tuple(rows), tuple(self.events_of_organisation(sheet.organisation.id)))

    def events_of_organisation(self, organisation_id: int) -> list[PartnerEvent]:
        """Return what supports, emergency aid and outposts an organisation had a part in, newest first."""
        return [
            PartnerEvent(row["kind"], row["id"], date.fromisoformat(row["day"]), row["title"], in_language(row["detail_fr"], row["detail_en"]))
            for row in stories.of_organisation(self.library, organisation_id)
        ]  # fmt: skip

    def history(self, entity: str, record_id: int, limit: int = 200) -> list[HistoryLine]:
        """Return the latest acts on a record, latest first, in words."""
        names = self.directory.staff_names()
        return [
            HistoryLine(
                read_instant(entry.at),
                names.get(entry.who, entry.who),
                tr(OPERATIONS.get(entry.operation, "")) or entry.operation,
                tuple(entry.changed) if entry.before is not None and entry.after is not None else (),
                entry.undone_by is not None,
            )
            for entry in self.library.timeline(entity, record_id)[:limit]
        ]

    def events_of_person(self, person_id: int) -> list[PartnerEvent]:
        """Return the supports a person took part in, newest first."""
        return [
            PartnerEvent(
                "support",
                row["id"],
                date.fromisoformat(row["day"]),
                row["title"],
                row["role"] or in_language(row["name_fr"], row["name_en"]) or tr("appui institutionnel"),
            )
            for row in stories.supports_of_person(self.library, person_id)
        ]
