"""Rates of exchange, each dated and sourced: no amount of another currency enters an envelope without one."""

from datetime import date

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import currency_code
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.model.fields import clean, to_euros
from cresi_app.funding.model.grant import Rate
from cresi_app.funding.queries import grants
from cresi_app.funding.service.envelopes import EnvelopesDesk
from cresi_app.funding.service.reading import refusals


class RatesDesk(EnvelopesDesk):
    """Rates of exchange."""

    def rates(self) -> list[Rate]:
        """Return every rate, latest first within each currency."""
        return grants.rates(self.library)

    def rate_of(self, code: str, day: date) -> Rate | None:
        """Return the latest rate known on `day`; None for the euro and when there is none."""
        return None if code == "EUR" else grants.rate(self.library, code, day.isoformat())

    def add_rate(self, who: Actor, code: str, day: date, units_micro: int, source: str = "") -> Changes:
        """Write down how many millionths of a currency one euro was worth on a day, and who says so; corrects that day's rate while unused."""
        named = currency_code(code)
        if named == "EUR":
            raise DomainError(
                "euro_rate", N_("L'euro n'a pas de cours : choisissez l'autre monnaie."), field="currency"
            )
        if not 0 < units_micro <= 10**15:
            raise DomainError(
                "rate_outside",
                N_("Le cours est le nombre d'unités pour un euro, au-dessus de zéro."),
                field="units_micro",
            )
        known = self.rate_of(named, day)
        values = {"units_micro": units_micro, **clean({"source": source})}
        with refusals(), self.library.revise("funding.add_rate", who) as revision:
            if known is not None and known.rated_on == day:
                revision.update("exchange_rate", known.id, known.version, values)
                revision.subject = ("exchange_rate", known.id)
            else:
                row = {"currency": named, "rated_on": day, **values}
                revision.subject = ("exchange_rate", revision.insert("exchange_rate", row))
        return revision.changes

    def in_euros(self, minor: int, code: str, day: date | None = None) -> int:
        """Return an amount in cents of euro at the rate known on `day`. DomainError ``rate_missing``."""
        if code == "EUR":
            return minor
        when = day or clock.today()
        found = self.rate_of(code, when)
        if found is None:
            raise DomainError(
                "rate_missing",
                N_("Aucun cours de {currency} n'est connu au {day} : saisissez-le d'abord, avec sa source."),
                field="currency",
                currency=code,
                day=format_date(when),
            )
        return to_euros(minor, code, found.units_micro)
