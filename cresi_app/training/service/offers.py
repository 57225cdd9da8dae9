"""Offers that run out at their hour: an act of the program, which passes the seat to whoever is next."""

from cresi_app.core.changes import NOTHING, PROGRAM, Changes
from cresi_app.core.clock import now, stamp
from cresi_app.core.dates import format_clock, format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import tr
from cresi_app.training.model import Place, decide, run_out
from cresi_app.training.queries import places
from cresi_app.training.service.desk import write_moves
from cresi_app.training.service.planning import PlanningDesk


class OffersDesk(PlanningDesk):
    """What happens to offers when nobody answers."""

    def lapse(self, session_id: int) -> Changes:
        """End the offers of a session whose hour has come and give their seats to whoever is next; `NOTHING` when there is none.

        Written by the program in its own name: no desk's undo takes it back, and whatever a person does next is theirs alone.
        """

        def act() -> Changes:
            board, moment = self.board(session_id), now()
            if not run_out(board, moment):
                return NOTHING
            with self.library.revise("training.expire_offers", PROGRAM, ("session", session_id)) as revision:
                places.expect_board(revision, board)
                write_moves(revision, decide(board, moment))
            return revision.changes

        return self._settle(act)

    def lapse_all(self) -> list[Changes]:
        """End every offer whose hour has come; called at opening and by the window's clock. Sessions that refuse are left for later."""
        found = []
        for session_id in places.sessions_with_lapsed_offers(self.library, stamp()):
            try:
                found.append(self.lapse(session_id))
            except DomainError:
                continue  # another desk is at it, or the session is gone: the next stroke of the clock sees
        return [changes for changes in found if changes.touched]


def offer_text(place: Place) -> str:
    """Return until when an offer holds: « lundi 6 octobre à 14:00 », "" when it is none."""
    if place.offer_ends_at is not None and place.offer_ends_on is not None:
        hour = format_clock(place.offer_ends_at)
        day = format_date(place.offer_ends_on, "weekday")
        return tr("{day} à {hour}", day=day, hour="24:00" if hour == "00:00" else hour)
    return format_date(place.offer_ends_on, "weekday") if place.offer_ends_on else ""
