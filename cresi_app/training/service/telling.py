"""Whom the centre writes to about a session and with what: convocations, changes, badges, certificates. Nothing is sent by the program."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.ids import new_id, read_id
from cresi_app.core.papercode import paper_code
from cresi_app.directory.model import Mailbox
from cresi_app.store.records import Row
from cresi_app.training.model import (
    AttendanceStatus,
    BookingLine,
    PlaceLine,
    PlaceStatus,
    SessionSheet,
    name_order,
    split_name,
)
from cresi_app.training.model.telling import (
    CALLED_OFF,
    Addressee,
    Badge,
    BadgeSheet,
    Certificate,
    CertificateData,
    CertifiedSlot,
    ConvocationData,
    Invitation,
    Letter,
    Mailing,
    Notice,
    Occasion,
    notices_for,
)
from cresi_app.training.queries import telling
from cresi_app.training.service.busy import BusyDesk

THERE: Final = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE})
_STANDING: Final = frozenset({PlaceStatus.REGISTERED, PlaceStatus.OFFERED, PlaceStatus.WAITING})


class TellingDesk(BusyDesk):
    """Letters, invitations, badges, certificates."""

    # --- who is written to ---

    def addressees(self, session_id: int) -> list[Addressee]:
        """Return everybody with a place in a session, ended ones included, and how they may be written to."""
        return [one for one, _lost in self._addressed(session_id)]

    def _addressed(self, session_id: int) -> list[tuple[Addressee, bool]]:
        """Return them with whether their place ended because the session was cancelled."""
        with self.library.snapshot():
            rows = telling.addressee_rows(self.library, session_id)
            boxes = self.directory.mailboxes([row["person_id"] for row in rows if row["person_id"]])
        return [(_addressee(row, boxes.get(row["person_id"], Mailbox())), bool(row["lost"])) for row in rows]

    def mailing(self, session_id: int, occasion: Occasion, place_ids: Collection[int] = ()) -> Mailing:
        """Return the drafts of an occasion: to whom, and what each calendar is told; only to `place_ids` when given."""
        with self.library.snapshot():
            sheet = self.session_sheet(session_id)
            addressed = self._addressed(session_id)
            told = telling.invitations(self.library, session_id)
            certified = self._attending(sheet) if occasion is Occasion.CERTIFICATE else frozenset()
        letters: list[Letter] = []
        without: list[Addressee] = []
        for one, lost in addressed:
            heard = told.get(one.place_id, {})
            if not _concerned(one, occasion, lost=lost, certified=certified, invited=_is_invited(heard)):
                continue
            if place_ids and one.place_id not in place_ids:
                continue
            if not one.email:
                without.append(one)
                continue
            notices: tuple[Notice, ...] = ()
            if occasion is not Occasion.CERTIFICATE:
                comes, everything = one.status is PlaceStatus.REGISTERED, occasion is not Occasion.KEPT
                notices = notices_for(sheet, heard, comes=comes, everything=everything)
            letters.append(Letter(one, occasion, notices))
        return Mailing(sheet, occasion, tuple(letters), tuple(without))

    def mark_told(self, who: Actor, session_id: int, letters: Iterable[Letter]) -> Changes:
        """Note what drafts were made of: the next change is told above it, a half-day that goes is cancelled."""

        def act() -> Changes:
            known = telling.invitations(self.library, session_id)
            with self.library.revise("training.mark_told", who, ("session", session_id)) as revision:
                for letter in letters:
                    held = known.get(letter.addressee.place_id, {})
                    for notice in letter.notices:
                        columns: dict[str, object] = {
                            "sequence": notice.sequence,
                            "method": notice.method,
                            "day": notice.day,
                            "starts": notice.starts,
                            "ends": notice.ends,
                            "title": notice.title,
                            "location": notice.location,
                        }
                        before = held.get(notice.slot_uid)
                        if before is not None:
                            revision.update("invitation", before.id, before.version, columns)
                        else:
                            keys = {"place_id": letter.addressee.place_id, "slot_uid": notice.slot_uid}
                            revision.insert("invitation", {**keys, **columns})
            return revision.changes

        return self._settle(act)

    # --- convocations and badges ---

    def convocations(self, session_id: int, place_ids: Collection[int] = ()) -> list[ConvocationData]:
        """Return what each registered person's convocation says, by family name; only of `place_ids` when given."""
        sheet, setting = self.session_sheet(session_id), self.setting()
        access = tuple(
            f"{room} : {how}" if room else how for room, how in telling.room_access(self.library, session_id) if how
        )
        if len(access) == 1:
            access = (access[0].partition(" : ")[2] or access[0],)
        return [
            ConvocationData(
                sheet=sheet,
                addressee=one,
                access=access,
                needs_contact=setting.needs_contact,
                meals=sheet.session.meals or setting.meals,
                house_rules=setting.house_rules,
                prerequisites=sheet.course.prerequisites,
                programme=sheet.course.programme,
                day=today(sheet.session.zone),
            )
            for one in self.addressees(session_id)
            if one.status is PlaceStatus.REGISTERED and (not place_ids or one.place_id in place_ids)
        ]

    def places_in_order(self, session_id: int, name: str) -> list[int]:
        """Return whose papers `name` (``convocation``, ``certificate``) there are, in the order they are printed."""
        if name == "convocation":
            return [one.addressee.place_id for one in self.convocations(session_id)]
        names = {one.place_id: one.name for one in self.addressees(session_id)}
        return sorted(self.certificates(session_id), key=lambda place_id: (names.get(place_id, ""), place_id))

    def badges(self, session_id: int) -> BadgeSheet:
        """Return the badges of a session: registered people by name, then its trainers."""
        sheet = self.attendance_sheet_data(session_id)
        whole = self.session_sheet(session_id)
        badges = [
            Badge(
                one.place_id, paper_code("place", str(one.place_id)), one.family_name, one.given_name, one.organisation
            )
            for one in sheet.people
        ]
        for trainer in whole.trainers:
            family, given = split_name(trainer.name)
            code = paper_code("session", whole.session.code)
            badges.append(Badge(0, code, family, given, "", tr("Intervenant·e")))
        return BadgeSheet(whole.session, sheet.days, tuple(badges))

    # --- certificates ---

    def certificates(self, session_id: int) -> dict[int, Certificate]:
        """Return the certificates issued for a session, by place."""
        return telling.certificates(self.library, session_id)

    def certifiable(self, session_id: int) -> list[int]:
        """Return the places whose people were there for at least one half-day."""
        return sorted(self._attending(self.session_sheet(session_id)))

    @staticmethod
    def _attending(sheet: SessionSheet) -> frozenset[int]:
        registered = {line.place.id for _, line in sheet.places(PlaceStatus.REGISTERED)}
        return frozenset(
            place_id for (place_id, _), status in sheet.attendance.items() if status in THERE and place_id in registered
        )

    def issue_certificates(self, who: Actor, session_id: int, place_ids: Collection[int] = ()) -> Changes:
        """Give everybody who was there a certificate with its number, or bring the hours of one up to date.

        Only for real presence: a place of `place_ids` whose person never came is refused (``absent``), and so is a
        session in which nobody's presence was noted (``nobody``).
        """

        def act() -> Changes:
            with self.library.snapshot():
                sheet = self.session_sheet(session_id)
                known = telling.certificates(self.library, session_id)
            wanted = self._to_certify(sheet, place_ids)
            year = sheet.slots[-1].slot.day.year
            with self.library.revise("training.issue_certificates", who, ("session", session_id)) as revision:
                for place_id in wanted:
                    minutes = _minutes_there(sheet, place_id)
                    held = known.get(place_id)
                    if held is None:
                        number = revision.number(f"certificate:{year}", f"{year}-A-%04d")
                        columns = {"id": new_id(), "number": number, "place_id": place_id}
                        revision.insert("certificate", {**columns, "issued_on": today(), "minutes": minutes})
                    elif held.minutes != minutes:
                        changed = {"minutes": minutes, "issued_on": today()}
                        revision.update("certificate", held.id, held.version, changed)
            return revision.changes

        return self._settle(act)

    def _to_certify(self, sheet: SessionSheet, place_ids: Collection[int]) -> list[int]:
        there = self._attending(sheet)
        if not there:
            raise DomainError(
                "nobody",
                N_("Personne n'est noté présent dans la journée {session} : notez d'abord les présences."),
                session=sheet.session.code,
            )
        ordered = [line for _, line in sorted(sheet.places(PlaceStatus.REGISTERED), key=_by_name)]
        wanted = [line for line in ordered if line.place.id in (place_ids or there)]
        for line in wanted:
            if line.place.id not in there:
                raise DomainError(
                    "absent",
                    N_(
                        "{name} n'a suivi aucune demi-journée : une attestation ne se donne que pour une présence réelle."
                    ),
                    name=line.name or tr("Cette place"),
                )
        return [line.place.id for line in wanted]

    def certificate_data(self, session_id: int, place_ids: Collection[int] = ()) -> list[CertificateData]:
        """Return what the certificates that were issued say, by family name; hours are those of the half-days attended."""
        sheet, setting = self.session_sheet(session_id), self.setting()
        issued = telling.certificates(self.library, session_id)
        found = []
        for booking, line in sorted(sheet.places(PlaceStatus.REGISTERED), key=_by_name):
            certificate = issued.get(line.place.id)
            if certificate is None or (place_ids and line.place.id not in place_ids):
                continue
            slots = []
            for one in sheet.slots:
                status = sheet.attendance.get((line.place.id, one.slot.id))
                slots.append(CertifiedSlot(one.slot, status or "", one.slot.minutes if status in THERE else 0))
            found.append(
                CertificateData(
                    number=certificate.number,
                    issued_on=certificate.issued_on,
                    session=sheet.session,
                    name=line.name,
                    family_name=line.family_name,
                    given_name=line.given_name,
                    organisation=booking.organisation,
                    objectives=sheet.course.objectives,
                    place=self.attendance_sheet_data(session_id).place,
                    trainers=tuple(trainer.full_name for trainer in sheet.trainers),
                    slots=tuple(slots),
                    is_declared=setting.is_declared,
                )
            )
        return found

    # --- what a paper's code leads to ---

    def place_session(self, ref: str) -> int | None:
        """Return the session of the place with this id, None when there is none: what a badge's code says."""
        key = read_id(ref.strip())
        return telling.place_session(self.library, key) if key else None

    def certificate_session(self, ref: str) -> int | None:
        """Return the session of the certificate with this number."""
        place_id = telling.certificate_place(self.library, ref.strip().upper())
        return None if place_id is None else telling.place_session(self.library, place_id)


def _by_name(pair: tuple[BookingLine, PlaceLine]) -> tuple[bool, object]:
    line = pair[1]
    return not line.family_name, name_order(line.family_name, line.given_name)


def _minutes_there(sheet: SessionSheet, place_id: int) -> int:
    return sum(line.slot.minutes for line in sheet.slots if sheet.attendance.get((place_id, line.slot.id)) in THERE)


def _is_invited(heard: Mapping[str, Invitation]) -> bool:
    """Say whether a calendar still holds an invitation."""
    return any(one.method == "request" for one in heard.values())


def _concerned(one: Addressee, occasion: Occasion, *, lost: bool, certified: frozenset[int], invited: bool) -> bool:
    if occasion is Occasion.CERTIFICATE:
        return one.place_id in certified
    if occasion is Occasion.RELEASED:
        return invited and not lost and one.status not in _STANDING
    if occasion in CALLED_OFF:
        return lost or one.status in _STANDING
    if occasion is Occasion.CONVOKE:
        return one.status is PlaceStatus.REGISTERED
    return one.status in _STANDING


def _addressee(row: Row, box: Mailbox) -> Addressee:
    name = " ".join(filter(None, (row["given_name"], row["family_name"]))) or row["typed"]
    email, obstacle, of_organisation = box.address, "", False
    if not email and row["organisation_email"]:
        email, of_organisation = row["organisation_email"], True
    if not email:
        obstacle = tr("aucune adresse électronique")
        if box.is_refused or box.is_hidden:
            obstacle = (
                tr("a refusé les courriels") if box.is_refused else tr("adresse privée, que votre rôle ne montre pas")
            )
    town = " ".join(filter(None, (row["postal_code"], row["town"])))
    lines = [line.strip() for line in str(row["address"]).splitlines() if line.strip()]
    return Addressee(
        place_id=row["place_id"],
        person_id=row["person_id"],
        name=name or tr("Place à nommer"),
        honorific=row["honorific"],
        organisation=row["organisation"],
        address=(*lines, *([town] if town else [])),
        email=email,
        obstacle=obstacle,
        status=PlaceStatus(row["status"]),
        is_of_organisation=of_organisation,
    )
