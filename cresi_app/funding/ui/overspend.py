"""What stays in red until the credit is corrected, and the transfers that wait to be decided."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.envelopes import AxisFigures, Transfer, YearFigures
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.layouts import Column, clear_layout
from cresi_app.widgets.standing import Notice


class OverspendMessages(QWidget):
    """One message an axis. `transfer_asked` and `acts_asked` carry the axis' id."""

    transfer_asked = Signal(object)
    acts_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = Column(spacing=6, parent=self)
        self.hide()

    def show_figures(self, figures: YearFigures) -> None:
        """Show the axes that bear more than was voted, and an envelope shared out beyond itself."""
        clear_layout(self._lines)
        for one in figures.overspent:
            self._lines.addWidget(self._axis(one, closed=figures.is_closed))
        if figures.is_voted and figures.budget and figures.free < 0:
            gap = format_money(Money(-figures.free))
            sentence = tr("Le budget de l'exercice est dépassé de {gap} par ce qui est affecté et réservé.", gap=gap)
            self._lines.addWidget(Notice("warning", "triangle-alert", sentence, []))
        self.setVisible(self._lines.count() > 0)

    def _axis(self, one: AxisFigures, *, closed: bool) -> Notice:
        sentence = tr(
            "{axis} : {over} engagés de plus que voté.", axis=one.axis.name, over=format_money(Money(one.over))
        )
        key = one.axis.id
        show = Button(trn("Voir l'acte", "Voir les {n} actes", one.acts), "link")
        show.clicked.connect(lambda: self.acts_asked.emit(key))
        acts = [show]
        if not closed:
            propose = Button(tr("Proposer un virement"), "link")
            propose.clicked.connect(lambda: self.transfer_asked.emit(key))
            acts.insert(0, propose)
        return Notice("danger", "triangle-alert", sentence, acts)


class TransferMessages(QWidget):
    """The transfers that are only proposed. `decide_asked` and `remove_asked` carry the `Transfer`."""

    decide_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = Column(spacing=6, parent=self)
        self.hide()

    def show_transfers(self, transfers: Sequence[Transfer], axes: Mapping[int, str]) -> None:
        """Show them."""
        clear_layout(self._lines)
        for one in transfers:
            sentence = tr(
                "Virement proposé : {amount} de « {source} » vers « {target} », hors totaux.",
                amount=format_money(Money(one.amount_minor)),
                source=axes.get(one.from_axis_id, ""),
                target=axes.get(one.to_axis_id, ""),
            )
            decide, remove = Button(tr("Décidé…"), "link"), Button(tr("Retirer"), "link")
            decide.clicked.connect(lambda _checked=False, t=one: self.decide_asked.emit(t))
            remove.clicked.connect(lambda _checked=False, t=one: self.remove_asked.emit(t))
            self._lines.addWidget(Notice("info", "arrow-left-right", sentence, [decide, remove]))
        self.setVisible(bool(transfers))
