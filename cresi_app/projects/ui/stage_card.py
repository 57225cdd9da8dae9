"""The short form that a change of stage asks for: the day, the motive, and for a decision its number and amount."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core import clock
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.projects.model import DossierData, Stage, StageMove, StageRule
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import DateField, Form, MoneyField, MultilineField, TextField
from cresi_app.widgets.layouts import Grid, Row


class StageCard(Card):
    """Asked above the tabs; nothing is changed before its verb is pressed. `decided` carries a `StageMove`."""

    decided = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("Étape"), parent=parent)
        self._rule: StageRule | None = None
        self._day = DateField(tr("Jour"), name="on")
        self._amount = MoneyField(tr("Montant accordé"), name="granted_minor")
        self._number = TextField(tr("N° de délibération"), name="decision_number")
        self._motive = MultilineField(tr("Motif"), name="motive", lines=2)
        self.form = Form([self._day, self._amount, self._number, self._motive])
        self._go = Button("", "primary", "check")
        self._go.clicked.connect(self._submit)
        self._stop = Button(tr("Annuler"), "secondary")
        self._stop.clicked.connect(self.hide)
        grid = Grid(across=14, down=8)
        for column, field in enumerate((self._day, self._amount, self._number)):
            grid.addWidget(field, 0, column)
        grid.addWidget(self._motive, 1, 0, 1, 3)
        self.body.addLayout(grid)
        self.body.addLayout(Row(None, self._stop, self._go, spacing=8))
        self.hide()

    def ask(self, rule: StageRule, stage: Stage, data: DossierData) -> None:
        """Show the form of a passage to `stage`."""
        self._rule = rule
        self.set_title(rule.name)
        self._go.setText(rule.name)
        self._go.restyle()
        self._day.set_value(clock.today())
        self._amount.setVisible(stage.is_grant)
        self._amount.currency = data.budget.currency
        self._amount.set_value(
            data.budget.money(data.budget.requested) if stage.is_grant and data.budget.requested else None
        )
        self._number.setVisible(stage.is_decision)
        self._number.set_value("")
        self._motive.set_value("")
        self._motive.set_hint("" if rule.needs_motive else tr("Facultatif : il reste dans le journal du dossier."))
        self.show()
        (self._motive if rule.needs_motive else self._amount if stage.is_grant else self._day).focus()

    def refuse(self, error: CresiError) -> bool:
        """Show a refusal at its field; False when it belongs to none of them."""
        return self.form.refuse(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape, do it with Ctrl + Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._submit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if self._rule is None or not self.form.flush():
            return
        amount = self._amount.value()
        if isinstance(amount, Money) and self._amount.isVisible() and amount.currency != self._amount.currency:
            words = tr(
                "Ce dossier est tenu en {currency} : donnez le montant accordé dans cette monnaie.",
                currency=self._amount.currency,
            )
            self._amount.set_error(words)
            return
        self.decided.emit(
            StageMove(
                to_code=self._rule.to_code,
                motive=self._motive.value(),
                on=self._day.value(),
                granted_minor=amount.minor if isinstance(amount, Money) and self._amount.isVisible() else None,
                decision_number=self._number.value(),
            )
        )
