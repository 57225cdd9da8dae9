"""The budget's currency and the dossier's exchange rates, each with its day and source."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.projects.model import PARITIES, DossierData, ProjectRate
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.part_list import PartList
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import ChoiceField, DateField, Form, RateField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Grid, Row
from cresi_app.widgets.rows import Line

COMMON = ("EUR", "XOF", "XAF", "KMF", "MGA", "GNF", "HTG", "MAD", "TND", "CNY", "VND", "USD")
"""Currencies offered first: those of the countries the centre works with."""


class CurrencyCard(Card):
    """Folded under the budget's head. `closed` asks to fold it."""

    closed = Signal()

    def __init__(self, bench: Bench) -> None:
        close = Button(tr("Fermer"), "link")
        super().__init__(tr("Monnaie et taux de change"), aside=(close,), padding=(14, 12))
        self._bench = bench
        self._data: DossierData | None = None
        self._currency = ChoiceField(tr("Le budget est tenu en"), [(code, code) for code in COMMON], name="currency")
        self._currency.committed.connect(self._change)
        self._rate = Form(
            [
                ChoiceField(tr("Monnaie"), [(code, code) for code in COMMON[1:]], name="rate_currency"),
                RateField(tr("Pour un euro"), name="per_euro"),
                DateField(tr("Taux du"), name="rated_on"),
                TextField(tr("Source"), name="source", placeholder=tr("Banque centrale, chancellerie…")),
            ],
            self,
        )
        keep = Button(tr("Noter ce taux"), "secondary", "check")
        keep.clicked.connect(self._keep)
        self._list = PartList(tr("Taux du dossier"), quiet=True)
        self._list.remove_asked.connect(self._remove)
        grid = Grid(across=12, down=8)
        grid.addWidget(self._currency, 0, 0)
        for column, field in enumerate(self._rate.fields()):
            grid.addWidget(field, 1, column)
        self.body.addLayout(grid)
        words = tr("Les francs CFA et comorien ont leur parité avec l'euro ; les autres taux se notent avec leur jour.")
        note = Label(words, "caption", "text3", wrap=True)
        line = Row(note, keep, spacing=12)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._list)
        close.clicked.connect(self.closed)
        self._rate.field("rate_currency").committed.connect(self._offer)

    def show_data(self, data: DossierData) -> None:
        """Show a dossier's currency and rates."""
        self._data = data
        self._currency.set_value(data.budget.currency)
        self._list.show_parts([(rate.id, _line(rate)) for rate in data.rates])
        self._list.setVisible(bool(data.rates))
        if not self._rate.field("per_euro").value():
            self._rate.show_values(
                {
                    "rate_currency": "XOF",
                    "per_euro": Decimal(PARITIES["XOF"]),
                    "rated_on": clock.today(),
                    "source": "",
                }
            )

    def _offer(self, currency: Any) -> None:
        known = next((one for one in self._data.rates if one.currency == currency), None) if self._data else None
        per_euro = known.per_euro if known is not None else PARITIES.get(str(currency), "")
        self._rate.show_values(
            {"per_euro": Decimal(per_euro) if per_euro else None, "source": known.source if known is not None else ""}
        )

    def _keep(self) -> None:
        data = self._data
        if data is None or not self._rate.flush():
            return
        given, service, actor, project_id = (
            self._rate.values(),
            self._bench.service,
            self._bench.desk.actor,
            data.project.id,
        )

        def work() -> Changes:
            return service.set_rate(
                actor,
                project_id,
                str(given["rate_currency"]),
                str(given["per_euro"] or ""),
                given["rated_on"],
                str(given["source"]),
            )

        self._bench.saver.act("projects.set_rate", work, refused=self._refused)

    def _refused(self, error: CresiError) -> None:
        if not self._rate.refuse(error):
            self._bench.desk.messages.error(error)

    def _remove(self, rate_id: int) -> None:
        service, actor = self._bench.service, self._bench.desk.actor
        told = self._bench.told(tr("Taux retiré"))
        self._bench.saver.act("projects.remove_rate", lambda: service.remove_rate(actor, rate_id), told)

    def _change(self, currency: Any) -> None:
        data = self._data
        if data is None or currency == data.budget.currency:
            return
        service, actor, project_id = self._bench.service, self._bench.desk.actor, data.project.id
        told = self._bench.told(
            tr("Budget tenu en {currency} : chaque montant a été converti une fois", currency=currency)
        )

        def refused(error: CresiError) -> None:
            self._currency.set_value(data.budget.currency)
            self._bench.desk.messages.error(error)

        self._bench.saver.act(
            "projects.set_currency", lambda: service.set_currency(actor, project_id, str(currency)), told, refused
        )


def _line(rate: ProjectRate) -> Line:
    words = tr("1 € = {rate} {currency}", rate=rate.per_euro.replace(".", ","), currency=rate.currency)
    day = tr("taux du {day}", day=format_date(rate.rated_on))
    return Line(words, " · ".join(part for part in (day, rate.source) if part), icon=("euro", "primary"))
