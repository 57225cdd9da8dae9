"""What hangs on an agreement: sectors with their shares, promises by year, roadmaps, meetings, linked dossiers and grants, documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from cresi_app.cooperation.model.amounts import check_shares
from cresi_app.cooperation.model.fields import check_period, clean
from cresi_app.cooperation.queries import tables
from cresi_app.cooperation.service.acts import ActsDesk
from cresi_app.cooperation.service.desk import refusals
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.store.records import Table

_GONE: Final = N_("Cet élément n'existe plus : il a été retiré entre-temps.")
_UNNAMED_ROADMAP: Final = N_("Donnez un titre à la feuille de route.")
_OWNERS: Final = ("agreement", "crisis", "support", "outpost")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document to be joined: its kind, its language (ISO 639-2/B, '' when it has none), what it is called."""

    path: Path
    kind_code: str = "original"
    language_code: str = ""
    label: str = ""
    meeting_id: int | None = None


class PartsDesk(ActsDesk):
    """Writes of what hangs on an act."""

    def _part(self, table: Table[Any], part_id: int) -> Any:
        return self._record(table, part_id, _GONE)

    # --- sectors ---

    def set_sectors(self, who: Actor, agreement_id: int, sectors: Sequence[tuple[str, str, int | None]]) -> Changes:
        """Say the fields of cooperation: (DAC sector, own words, share in hundredths of a percent or None); replaces those it had.

        The shares give exactly 100 %, or none is given; 99,9 % is refused and the lines it had stay.
        """
        self.agreement(agreement_id)
        for code, _, _ in sectors:
            if code not in self.directory.sector_by_code:
                raise DomainError("sector_unknown", N_("Ce secteur n'est pas dans la liste."), field="sectors")
        check_shares([share for _, _, share in sectors])
        wanted = [
            {"sector_code": code, **clean({"label": label}), "percent_hundredths": share}
            for code, label, share in sectors
        ]
        return self._replace_parts(who, "cooperation.set_sectors", tables.SECTORS, ("agreement", agreement_id), wanted)

    # --- promises ---

    def set_commitment(
        self, who: Actor, agreement_id: int, year: int, amount: Money, *, in_kind_minor: int = 0, note: str = ""
    ) -> Changes:
        """Say what was promised for a year in a currency; replaces what stood there. A currency without rate is kept and not added up."""
        self.agreement(agreement_id)
        values = clean({
            "year": year, "amount_minor": amount.minor, "currency": amount.currency, "in_kind_minor": in_kind_minor, "note": note,
        })  # fmt: skip
        if in_kind_minor > amount.minor:
            raise DomainError(
                "in_kind_beyond",
                N_("La part en nature dépasse l'engagement dont elle fait partie."),
                field="in_kind_minor",
            )
        same = next(
            (
                one
                for one in tables.parts(self.library, tables.COMMITMENTS, "agreement_id", [agreement_id])
                if (one.year, one.currency) == (values["year"], values["currency"])
            ),
            None,
        )
        subject = ("agreement", agreement_id)
        with refusals(), self.library.revise("cooperation.set_commitment", who, subject) as revision:
            if same is None:
                revision.insert("agreement_commitment", {**values, "agreement_id": agreement_id})
            else:
                revision.update("agreement_commitment", same.id, same.version, values)
        return revision.changes

    def remove_commitment(self, who: Actor, commitment_id: int, version: int | None = None) -> Changes:
        """Take a promise back: its year is then « — »."""
        one = self._part(tables.COMMITMENTS, commitment_id)
        row = (tables.COMMITMENTS, commitment_id, version)
        return self._remove_part(who, "cooperation.remove_commitment", row, ("agreement", one.agreement_id))

    # --- roadmaps and meetings ---

    def add_roadmap(self, who: Actor, agreement_id: int, title: str, **fields: object) -> Changes:
        """Add a roadmap with its period."""
        self.agreement(agreement_id)
        values = clean({**fields, "title": title}, sentence=_UNNAMED_ROADMAP)
        _check_roadmap(values)
        return self._add_part(who, "cooperation.add_roadmap", tables.ROADMAPS, ("agreement", agreement_id), values)

    def update_roadmap(
        self, who: Actor, roadmap_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a roadmap."""
        one = self._part(tables.ROADMAPS, roadmap_id)
        values = clean(fields, sentence=_UNNAMED_ROADMAP)
        _check_roadmap({name: values.get(name, getattr(one, name)) for name in ("starts_on", "ends_on")})
        row = (tables.ROADMAPS, roadmap_id, version)
        subject = (("agreement", one.agreement_id), edit_group)
        return self._update_part(who, "cooperation.update_roadmap", row, values, subject)

    def remove_roadmap(self, who: Actor, roadmap_id: int, version: int | None = None) -> Changes:
        """Take a roadmap off."""
        one = self._part(tables.ROADMAPS, roadmap_id)
        row = (tables.ROADMAPS, roadmap_id, version)
        return self._remove_part(who, "cooperation.remove_roadmap", row, ("agreement", one.agreement_id))

    def add_meeting(self, who: Actor, agreement_id: int, day: date, **fields: object) -> Changes:
        """Note a meeting of the steering committee, held or to come."""
        self.agreement(agreement_id)
        values = clean({**fields, "day": day}, free_title=True)
        return self._add_part(who, "cooperation.add_meeting", tables.MEETINGS, ("agreement", agreement_id), values)

    def update_meeting(
        self, who: Actor, meeting_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a meeting."""
        one = self._part(tables.MEETINGS, meeting_id)
        subject = (("agreement", one.agreement_id), edit_group)
        row = (tables.MEETINGS, meeting_id, version)
        return self._update_part(who, "cooperation.update_meeting", row, clean(fields, free_title=True), subject)

    def remove_meeting(self, who: Actor, meeting_id: int, version: int | None = None) -> Changes:
        """Take a meeting off; its report stays with the agreement."""
        one = self._part(tables.MEETINGS, meeting_id)
        files = [
            file
            for file in tables.parts(self.library, tables.FILES, "agreement_id", [one.agreement_id])
            if file.meeting_id == meeting_id
        ]
        subject = ("agreement", one.agreement_id)
        with refusals(), self.library.revise("cooperation.remove_meeting", who, subject) as revision:
            for file in files:
                revision.update("cooperation_file", file.id, file.version, {"meeting_id": None})
            revision.delete("agreement_meeting", meeting_id, version)
        return revision.changes

    # --- links ---

    def link_project(self, who: Actor, agreement_id: int, project_id: int) -> Changes:
        """Say that a dossier is carried out under an agreement."""
        self.agreement(agreement_id)
        self.projects.project(project_id)
        values = {"project_id": project_id}
        return self._add_part(who, "cooperation.link_project", tables.PROJECTS, ("agreement", agreement_id), values)

    def unlink_project(self, who: Actor, link_id: int) -> Changes:
        """Take a dossier off an agreement; the dossier stays."""
        one = self._part(tables.PROJECTS, link_id)
        row = (tables.PROJECTS, link_id, one.version)
        return self._remove_part(who, "cooperation.unlink_project", row, ("agreement", one.agreement_id))

    def link_grant(self, who: Actor, agreement_id: int, grant_id: int) -> Changes:
        """Say that a grant is given under an agreement: what it pays is what the agreement paid."""
        self.agreement(agreement_id)
        values = {"grant_id": grant_id}
        return self._add_part(who, "cooperation.link_grant", tables.GRANTS, ("agreement", agreement_id), values)

    def unlink_grant(self, who: Actor, link_id: int) -> Changes:
        """Take a grant off an agreement; the grant stays."""
        one = self._part(tables.GRANTS, link_id)
        row = (tables.GRANTS, link_id, one.version)
        return self._remove_part(who, "cooperation.unlink_grant", row, ("agreement", one.agreement_id))

    # --- documents ---

    def attach_file(self, who: Actor, owner: tuple[str, int], attachment: Attachment) -> Changes:
        """Join a document to an agreement, a crisis, a support or an outpost: the file first, its row second."""
        assert owner[0] in _OWNERS, owner
        kind = self._known(attachment.kind_code, self.file_kinds, "kind_code")
        spoken = self.directory.language_code(attachment.language_code)
        stored = self.library.files.put(attachment.path)
        values = {
            "kind_code": kind, "language_code": spoken, "sha256": stored.sha256, "size": stored.size,
            "media_type": stored.media_type, "file_name": attachment.path.name, "meeting_id": attachment.meeting_id,
            **clean({"label": attachment.label}),
        }  # fmt: skip
        return self._add_part(who, "cooperation.attach_file", tables.FILES, owner, values)

    def update_file(self, who: Actor, file_id: int, version: int | None, **fields: object) -> Changes:
        """Say another kind, language or name of a joined document."""
        one = self._part(tables.FILES, file_id)
        values = clean(fields)
        if "kind_code" in values:
            values["kind_code"] = self._known(values["kind_code"], self.file_kinds, "kind_code")
        if "language_code" in values:
            values["language_code"] = self.directory.language_code(values["language_code"])
        row = (tables.FILES, file_id, version)
        return self._update_part(who, "cooperation.update_file", row, values, (_owner_of(one), None))

    def detach_file(self, who: Actor, file_id: int, version: int | None = None) -> Changes:
        """Take a document off; undo brings it back."""
        one = self._part(tables.FILES, file_id)
        row = (tables.FILES, file_id, version)
        return self._remove_part(who, "cooperation.detach_file", row, _owner_of(one))

    def file_path(self, file_id: int) -> Path:
        """Return where a joined document lies. StoreError when the file is missing."""
        return self.library.files.path(self._part(tables.FILES, file_id).sha256)


def _owner_of(file: Any) -> tuple[str, int]:
    return next((entity, key) for entity in _OWNERS if (key := getattr(file, f"{entity}_id")) is not None)


def _check_roadmap(values: Mapping[str, object]) -> None:
    starts, ends = values.get("starts_on"), values.get("ends_on")
    check_period(starts if isinstance(starts, date) else None, ends if isinstance(ends, date) else None)
