"""Above the list: the order and its direction, the searches of before, the advanced search that opens under the title."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.catalogue.model import PastSearch, Query, Sort
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.query import SORTS
from cresi_app.catalogue.ui.queryform import QueryForm
from cresi_app.core.clock import now
from cresi_app.core.dates import format_date, format_instant
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.layouts import hold
from cresi_app.widgets.theme import theme

RESTING_MS = 1_500
"""A search is noted when nobody has changed it for so long."""
_SORT: Final = 196
"""Width that the box of orders may take from the title, in pixels of the look."""
NATURALLY_DOWN = frozenset({Sort.YEAR, Sort.RECENT, Sort.CHANGED, Sort.VIEWS, Sort.CONSULTATIONS, Sort.LOANS})
"""Orders that begin with the greatest."""
_SHOWN = 15


class ListTools(QObject):
    """The tools of one list. `asked` carries another `Query`, `kept` one that is to become a shelf; `form_turned`: the form opened or closed."""

    asked = Signal(object)
    kept = Signal(object)
    form_turned = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__(desk)
        self._desk, self._service = desk, service
        self._query = Query()
        self._total = (0, False)
        self.sort = ComboBox(tr("Trier par"), self._sorts(Query()))
        self.sort.activated.connect(
            lambda _at: self.asked.emit(replace(self._query, sort=Sort(self.sort.key()), reverse=False))
        )
        hold(self.sort, most_width=_SORT)
        self.turn = IconButton(tr("Inverser l'ordre"), "arrow-up-down", checkable=True)
        self.turn.clicked.connect(
            lambda _checked=False: self.asked.emit(replace(self._query, reverse=not self._query.reverse))
        )
        self.past = Button(tr("Récentes"), "link", "history")
        self.past.setAccessibleName(tr("Recherches récentes"))
        self.past.clicked.connect(lambda _checked=False: self.read_past())
        self.advanced = Button(tr("Recherche avancée"), "link", "list-checks")
        self.advanced.setAccessibleName(tr("Recherche avancée"))
        self.advanced.clicked.connect(lambda _checked=False: self.toggle_form())
        self.form = QueryForm(desk, service)
        self.form.hide()
        self.form.asked.connect(lambda text: self.asked.emit(replace(self._query, text=str(text))))
        self.form.kept.connect(lambda: self.kept.emit(replace(self._query, text=self.form.text())))
        self.form.closed.connect(self.close_form)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(RESTING_MS)
        self._resting.timeout.connect(self._note)
        self.menu: QMenu | None = None

    def show_query(self, query: Query) -> None:
        """Follow what the list shows."""
        if query != self._query:
            self._resting.stop()
        self._query = query
        self.sort.set_options(self._sorts(query))
        self.sort.set_key(query.order)
        # A longer order is cut in the box, not in its list.
        self.sort.view().setMinimumWidth(self.sort.sizeHint().width())
        self.turn.setChecked(query.reverse)
        if not self.form.isHidden():
            self.form.show_text(query.text)

    def spell(self, *, words: bool) -> None:
        """Write the two links out, or leave them their drawings."""
        for link, name in ((self.past, tr("Récentes")), (self.advanced, tr("Recherche avancée"))):
            link.setText(name if words else "")
            link.setToolTip("" if words else link.accessibleName())

    def show_total(self, total: int, *, capped: bool) -> None:
        """Know how many answer: soon, this search is one of those of before."""
        self._total = (total, capped)
        if not self._query.is_blank:
            self._resting.start()

    def toggle_form(self) -> None:
        """Open the advanced search on what is searched now, or close it."""
        if not self.form.isHidden():
            self.close_form()
            return
        self.form.show()
        self.form.show_text(self._query.text)
        self.form.begin()
        self.form_turned.emit()

    def close_form(self) -> None:
        """Put the advanced search away; what it said stays in the search field."""
        self.form.hide()
        self.advanced.setFocus()
        self.form_turned.emit()

    def read_past(self) -> None:
        """Show the searches of before."""
        service, actor = self._service, self._desk.actor
        self._desk.read(("catalogue", "past"), lambda: service.past_searches(actor), self._show_past)

    def _show_past(self, found: Sequence[PastSearch]) -> None:
        self.menu = QMenu(self.past)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        if not found:
            self.menu.addAction(tr("Aucune recherche encore")).setEnabled(False)
        fill_menu(self.menu, self.past_actions(found))
        self.menu.popup(self.past.mapToGlobal(self.past.rect().bottomLeft()))

    def past_actions(self, found: Sequence[PastSearch]) -> list[Action | None]:
        """Return the latest searches to run again, and what can be done with all of them."""
        actions: list[Action | None] = [
            Action(f"past.{one.id}", _told(one), lambda one=one: self.asked.emit(one.asks), icon="search")  # type: ignore[misc]  # mypy loses the default
            for one in found[:_SHOWN]
        ]
        if found:
            latest = found[0].asks
            actions += [
                None,
                Action(
                    "past.keep", tr("Garder la dernière comme étagère"), lambda: self.kept.emit(latest), icon="bookmark"
                ),
                Action("past.clear", tr("Vider cet historique"), self._forget, icon="trash-2"),
            ]
        return actions

    def _forget(self) -> None:
        service, actor = self._service, self._desk.actor
        self._desk.read(("catalogue", "forget"), lambda: service.forget_searches(actor), lambda _done: None)

    def _note(self) -> None:
        service, actor, query, (total, capped) = self._service, self._desk.actor, self._query, self._total
        self._desk.read(
            ("catalogue", "note search"),
            lambda: service.note_search(actor, query, total, capped=capped),
            lambda _done: None,
        )

    @staticmethod
    def _sorts(query: Query) -> list[tuple[Sort, str]]:
        left_out = set() if query.filters.basket_id is not None else {Sort.BASKET}
        return [(sort, tr(word)) for sort, word in SORTS.items() if sort not in left_out]


def _told(one: PastSearch) -> str:
    """Return « eau potable · 2 filtres — 128 résultats, hier »."""
    asks = one.asks
    words = asks.text.strip() or tr("Sans mot")
    if len(words) > 48:
        words = f"{words[:47].rstrip()}…"
    if asks.filters.count:
        words = trn("{words} · {n} filtre", "{words} · {n} filtres", asks.filters.count, words=words)
    number = trn("{count} résultat", "{count} résultats", one.total, count=format_number(one.total))
    day = format_instant(one.at) if (now() - one.at).days < 1 else format_date(one.at.date(), "short")
    return f"{words} — {number}, {day}"


def head_width(order: ComboBox, others: Iterable[QWidget]) -> int:
    """Return the width at which nothing of the list's head is cut: the order in its words of now, and the others that are shown."""
    look = theme()
    words = QFontMetrics(order.font()).horizontalAdvance(order.currentText()) + look.px(54)
    shown = [max(one.sizeHint().width(), one.minimumWidth()) for one in others if not one.isHidden()]
    return sum(shown) + words + look.px(6 * (len(shown) + 2) + 48)
