"""What stays in red until the credit is corrected, and the transfers that wait to be decided."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.envelopes import AxisFigures, Transfer, YearFigures
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.layouts import Column, clear_layout
from cresi_app.widgets.standing import Notice


class OverspendMessages(QWidget):
    """One message an axis, with the transfer that would cover it. `transfer_asked` and `acts_asked` carry the axis' id.

    `decide_asked` and `remove_asked` carry the `Transfer`.
    """

    transfer_asked = Signal(object)
    acts_asked = Signal(object)
    decide_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = Column(spacing=6, parent=self)
        self.hide()

    def show_figures(self, figures: YearFigures, covers: Mapping[int, Transfer]) -> None:
        """Show the axes that bear more than was voted, and an envelope shared out beyond itself.

        `covers`: the transfer proposed for an axis that would make up for what it bears too much.
        """
        clear_layout(self._lines)
        names = {one.axis.id: one.axis.name for one in figures.axes}
        for one in figures.overspent:
            cover = covers.get(one.axis.id)
            if cover is None:
                self._lines.addWidget(self._axis(one, closed=figures.is_closed))
            else:
                self._lines.addWidget(self._covered(one, cover, names.get(cover.from_axis_id, "")))
        if figures.is_voted and figures.budget and figures.free < 0:
            gap = format_money(Money(-figures.free))
            sentence = tr("Le budget de l'exercice est dépassé de {gap} par ce qui est affecté et réservé.", gap=gap)
            self._lines.addWidget(Notice("warning", "triangle-alert", sentence, []))
        self.setVisible(self._lines.count() > 0)

    def _axis(self, one: AxisFigures, *, closed: bool) -> Notice:
        sentence = tr(
            "{axis} : {over} engagés de plus que voté.", axis=one.axis.name, over=format_money(Money(one.over))
        )
        acts = [self._show_acts(one)]
        if not closed:
            propose = Button(tr("Proposer un virement"), "link")
            propose.clicked.connect(lambda: self.transfer_asked.emit(one.axis.id))
            acts.insert(0, propose)
        return Notice("danger", "triangle-alert", sentence, acts)

    def _covered(self, one: AxisFigures, cover: Transfer, source: str) -> Notice:
        sentence = tr(
            "{axis} : {over} engagés de plus que voté. Virement de {amount} proposé depuis « {source} ».",
            axis=one.axis.name, over=format_money(Money(one.over)), amount=format_money(Money(cover.amount_minor)), source=source,
        )  # fmt: skip
        acts = [*_transfer_acts(self.decide_asked, self.remove_asked, cover), self._show_acts(one)]
        return Notice("danger", "triangle-alert", sentence, acts)

    def _show_acts(self, one: AxisFigures) -> Button:
        show = Button(trn("Voir l'acte", "Voir les {n} actes", one.acts), "link")
        show.clicked.connect(lambda: self.acts_asked.emit(one.axis.id))
        return show


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
            acts = _transfer_acts(self.decide_asked, self.remove_asked, one)
            self._lines.addWidget(Notice("info", "arrow-left-right", sentence, acts))
        self.setVisible(bool(transfers))


def covering(figures: YearFigures, transfers: Sequence[Transfer]) -> dict[int, Transfer]:
    """Return, by axis that bears too much, the first of the transfers that would make up for it alone."""
    found: dict[int, Transfer] = {}
    over = {one.axis.id: one.over for one in figures.overspent}
    for one in transfers:
        if one.to_axis_id in over and one.amount_minor >= over[one.to_axis_id]:
            found.setdefault(one.to_axis_id, one)
    return found


def _transfer_acts(decided: SignalInstance, removed: SignalInstance, transfer: Transfer) -> list[Button]:
    decide, remove = Button(tr("Noter la décision"), "link"), Button(tr("Retirer"), "link")
    decide.clicked.connect(lambda: decided.emit(transfer))
    remove.clicked.connect(lambda: removed.emit(transfer))
    return [decide, remove]
