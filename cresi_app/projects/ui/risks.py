"""The section of risks: a row of the table is put together in four fields and joins the words under them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.projects.model.risks import LIKELIHOODS, Risk
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.texts import TextsPane
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import ChoiceField, TextField
from cresi_app.widgets.layouts import Grid, Row


class RisksPane(TextsPane):
    """Risks and what lasts, with a card that adds a row to the table of risks."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "risks")

    def above(self) -> Sequence[Card]:
        """Return the card of a new row."""
        self.what = TextField(tr("Risque"), name="risk_what")
        options = [("", "—"), *((word, tr(word)) for word in LIKELIHOODS)]
        self.likelihood = ChoiceField(tr("Probabilité"), options, name="risk_likelihood")
        self.effect = TextField(tr("Effet sur le projet"), name="risk_effect")
        self.answer = TextField(tr("Réponse prévue"), name="risk_answer")
        self.add = Button(tr("Ajouter au tableau"), "secondary", "plus")
        self.add.clicked.connect(self._add)
        self.answer.input.returnPressed.connect(self._add)
        card = Card(tr("Un risque de plus"))
        grid = Grid()
        fields: list[QWidget] = [self.what, self.likelihood, self.effect, self.answer]
        for number, field in enumerate(fields):
            grid.addWidget(field, number // 2, number % 2)
        card.body.addLayout(grid)
        card.body.addLayout(Row(self.add, None))
        return (card,)

    def _add(self) -> None:
        """Write the row under the words of the risks, save, and be ready for the next one."""
        if not self.what.read():
            self.what.set_error(tr("Dites d'abord ce qui peut mal tourner."))
            self.what.focus()
            return
        word = self.likelihood.read()
        row = Risk(self.what.read(), tr(word) if word else "", self.effect.read(), self.answer.read())
        self.words_of("risks").input.appendPlainText(row.line())
        self.words_of("risks").commit()
        for field in (self.what, self.effect, self.answer, self.likelihood):
            field.set_value("")
        self.what.focus()
