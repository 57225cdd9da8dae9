"""A short list that the staff keeps (own fields, templates): the list at the left, the one chosen or an act at the right."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Changes
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Column, clear_layout
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableModel
from cresi_app.widgets.turns import Turns


class ShortListView(QWidget):
    """A descendant makes `model`, `table` and `form`, reads its records in `refresh` and shows one in `_stand_on`."""

    model: TableModel[Any]
    table: TableView
    form: AutoForm

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._wanted: int | None = None

    def refresh(self) -> None:
        """Read the list again."""
        raise NotImplementedError

    def _stand_on(self, record_id: object) -> None:
        raise NotImplementedError

    def flush(self) -> bool:
        """Save what is being typed."""
        return self.form.flush() if self._edit.isVisibleTo(self) else True

    def _lay_beside(self, left: Card, *edited: QWidget | QLayout) -> None:
        """Put the list and, beside it, what is `edited` of the chosen one."""
        self.right = Card()
        self._place = Column()
        self.right.body.addLayout(self._place)
        self._edit = QWidget()
        Column(self.form, *edited, spacing=12, parent=self._edit)
        self.right.body.addWidget(self._edit)
        self.right.body.addStretch(1)
        self.turns = Turns(ScrollArea(left), ScrollArea(self.right), shares=(3, 2), lists=[self.table])
        Column(self.turns, parent=self)

    def _fill(self, rows: Mapping[int, Any]) -> None:
        """List these records, and stand on the one wanted, else on the same as before, else on the first."""
        ids = list(rows)
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: rows[one] for one in wanted if one in rows},
            )
        )
        current = self._wanted or self.table.current()
        self._wanted = None
        chosen = current if current in rows else next(iter(ids), None)
        if chosen is not None:
            self.table.select(chosen)
        self._stand_on(chosen)

    def _make_room(self, record: object) -> None:
        """Show the right side for the record, or for the act under way."""
        acting = bool(self._place.count())
        self._edit.setVisible(record is not None and not acting)
        self.right.setVisible(record is not None or acting)
        self.turns.offer_sheet(record is not None or acting)

    def _begin_act(self, act: ActForm) -> None:
        clear_layout(self._place)
        act.done.connect(self._acted)
        act.given_up.connect(self._close_act)
        self._place.addWidget(act)
        self._edit.hide()
        self.right.show()
        self.turns.offer_sheet(True)
        self.turns.show_sheet()
        act.begin()

    def _acted(self, changes: Changes) -> None:
        self._wanted = changes.id
        self._close_act()
        self.refresh()

    def _close_act(self) -> None:
        clear_layout(self._place)
        self._stand_on(self.table.current())
