"""What associations do by themselves at the counter, known by their code; nothing of anybody else is in any answer."""

import re
import secrets
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from cresi_app.core import clock, passphrase
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.ids import new_id
from cresi_app.core.papercode import read_paper_code
from cresi_app.training.model import GroupRule, Origin, PlaceStatus
from cresi_app.training.model.counter import CodeLine, CounterSession, Evaluable, NewCode, OwnPlace, Visitor
from cresi_app.training.model.evaluation import Moment
from cresi_app.training.model.intake import Asked, AskedPerson, Choice
from cresi_app.training.queries import counter as queries
from cresi_app.training.service.desk import refusals
from cresi_app.training.service.door import DoorDesk
from cresi_app.training.service.intake import TakenIn

COUNTER: Final = Actor("counter", N_("Poste d'accueil"))
_HOT_FOR: Final = 14
_COLD_FOR: Final = 900
"""Days back in which an evaluation may still be asked for."""
_CODE: Final = re.compile(r"^\D*(\d{5})\D*(\d{6})\D*$")


class CounterDesk(DoorDesk):
    """Codes of associations, and what they let do."""

    # --- codes, by the team ---

    def make_code(self, who: Actor, organisation_id: int, contact_id: int | None = None) -> NewCode:
        """Make a code for an association, to be told or printed now: only its hash is kept."""
        self._check_organisation(organisation_id)
        taken = queries.handles(self.library)
        handle = next(one for one in iter(lambda: f"{secrets.randbelow(100_000):05d}", "") if one not in taken)
        secret = f"{secrets.randbelow(1_000_000):06d}"
        values = {
            "id": new_id(), "organisation_id": organisation_id, "contact_id": contact_id, "handle": handle,
            "hash": passphrase.hashed(secret),
        }  # fmt: skip
        with refusals(), self.library.revise("training.make_code", who, ("organisation", organisation_id)) as revision:
            revision.insert("counter_code", values)
        return NewCode(revision.changes, f"{handle}-{secret}")

    def codes(self, organisation_id: int) -> list[CodeLine]:
        """Return the codes of an association, the latest first."""
        return [
            CodeLine(row["id"], row["version"], row["handle"], row["contact"], datetime.fromisoformat(row["created_at"]),
                     date.fromisoformat(row["revoked_on"]) if row["revoked_on"] else None)
            for row in queries.codes(self.library, organisation_id)
        ]  # fmt: skip

    def revoke_code(self, who: Actor, code_id: int, version: int) -> Changes:
        """Let a code open nothing any more."""
        with refusals(), self.library.revise("training.revoke_code", who, ("counter_code", code_id)) as revision:
            revision.update("counter_code", code_id, version, {"revoked_on": clock.today()})
        return revision.changes

    # --- at the counter ---

    def visitor(self, text: str) -> Visitor | None:
        """Return whose code was typed or scanned, None when it is nobody's. As slow for a wrong one as for a right one."""
        scanned = read_paper_code(text)
        found = _CODE.match(scanned.ref if scanned is not None and scanned.kind == "counter_code" else text)
        if found is None:
            return None
        row = queries.code(self.library, found[1])
        if row is None:
            passphrase.waste_time(found[2])
            return None
        return Visitor(row["organisation_id"], row["name"]) if passphrase.fits(row["hash"], found[2]) else None

    def counter_sessions(self) -> list[CounterSession]:
        """Return the sessions that take bookings, in order of day, without anybody's name."""
        return [
            CounterSession(
                row["id"], row["code"], row["title"], date.fromisoformat(row["day"]), time.fromisoformat(row["starts"]), row["days"],
                row["room"], max(0, row["capacity_max"] - row["taken"]), row["waiting"],
                date.fromisoformat(row["booking_closes_on"]) if row["booking_closes_on"] else None, row["objectives"],
            )
            for row in queries.sessions(self.library, clock.today().isoformat())
        ]  # fmt: skip

    def own_places(self, visitor: Visitor) -> list[OwnPlace]:
        """Return the places of the association at the counter in sessions to come."""
        return [
            OwnPlace(
                row["code"],
                row["title"],
                date.fromisoformat(row["day"]),
                row["name"],
                PlaceStatus(row["status"]),
                row["number"],
            )
            for row in queries.own_places(self.library, visitor.organisation_id, clock.today().isoformat())
        ]

    def book_at_counter(
        self, visitor: Visitor, session_id: int, people: Sequence[AskedPerson], unnamed: int = 0, *, whole: bool = False
    ) -> TakenIn:
        """Book for the association at the counter. No exception is made there: a refusal says to ask the team."""
        asked = Asked(
            source=tr("Poste d'accueil"),
            origin=Origin.COUNTER,
            session=self.session(session_id).code,
            organisation=visitor.name,
            people=tuple(one for one in people if one.name.strip()),
            unnamed=unnamed,
            group_rule=GroupRule.WHOLE if whole else GroupRule.SPLIT,
        )
        choice = Choice(session_id=session_id, organisation_id=visitor.organisation_id)
        (line,) = self.examine([asked], [choice])
        if not line.seated and not line.waiting:
            raise DomainError("refused", N_("{reason} Adressez-vous à l'équipe."), reason=line.sentences[0])
        return self.take_in(Actor(COUNTER.key, tr(COUNTER.name)), [asked], [choice])

    def evaluable(self) -> list[Evaluable]:
        """Return the sessions whose people may answer now: at the end and two weeks on, then from the cold form's delay, three months on."""
        found, day = [], clock.today()
        for row in queries.evaluated_sessions(
            self.library, (day - timedelta(days=_COLD_FOR)).isoformat(), day.isoformat()
        ):
            last = date.fromisoformat(row["last"])
            delay = timedelta(days=row["delay_days"])
            first, until = (
                (last, last + timedelta(days=_HOT_FOR))
                if row["moment"] == Moment.HOT
                else (last + delay, last + delay + timedelta(days=90))
            )
            if first <= day <= until:
                found.append(
                    Evaluable(row["id"], row["title"], date.fromisoformat(row["first"]), Moment(row["moment"]))
                )
        return found

    def ask_day_at_counter(self, visitor: Visitor, theme: str, people: int | None, wishes: str) -> Changes:
        """Ask for a day of training, for the association at the counter."""
        who = Actor(COUNTER.key, tr(COUNTER.name))
        return self.add_request(who, visitor.organisation_id, theme, people=people, wishes=wishes)
