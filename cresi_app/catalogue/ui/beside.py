"""What stands beside the list for a while, in the detail's place: a short form, the work on many notices."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.catalogue.ui.batchpane import BatchPane
from cresi_app.catalogue.ui.detail import DetailPane
from cresi_app.catalogue.ui.listpane import ListPane
from cresi_app.widgets.card import Pane
from cresi_app.widgets.layouts import Column


class Beside(QWidget):
    """The right side of the catalogue, between detail, form and what comes for a while."""

    list: ListPane
    right: QStackedWidget
    detail: DetailPane
    batch: BatchPane
    editing: bool

    def __init__(self) -> None:
        super().__init__()
        self.side: QWidget | None = None
        """What stands in the detail's place for a while."""
        self._ground: Pane | None = None
        self._batched: Sequence[int] = ()

    def fit(self) -> None:
        """Let panes give way as the width asks."""
        raise NotImplementedError

    def stop_editing(self) -> None:
        """Show the detail again."""
        raise NotImplementedError

    def beneath(self) -> QWidget:
        """Return what stands at the right when nothing stands over it: the detail, or the form while one edits."""
        raise NotImplementedError

    def show_side(self, widget: QWidget) -> None:
        """Show a short form, or the batch work, in the detail's place; `close_side` brings the detail back."""
        self.stop_editing()
        self._drop_side()
        self.side = widget
        if widget is not self.batch:
            self._ground = Pane("surface", "l")
            Column(widget, parent=self._ground)
            self.right.addWidget(self._ground)
        self.right.setCurrentWidget(self._ground or widget)
        self.fit()

    def close_side(self) -> None:
        """Show the detail again."""
        if self.side is None:
            return
        self._drop_side()
        self.right.setCurrentWidget(self.beneath())
        self.fit()
        self.list.current_view().setFocus()

    def _drop_side(self) -> None:
        self.side = None
        ground, self._ground = self._ground, None
        if ground is not None:
            self.right.removeWidget(ground)
            ground.deleteLater()

    def open_batch(self, ids: Sequence[int]) -> BatchPane | None:
        """Open the batch work on these documents; None when there are none."""
        if not ids:
            return None
        self._batched = ids
        self.batch.set_count(len(ids))
        self.show_side(self.batch)
        return self.batch

    def batch_ids(self) -> Sequence[int]:
        """Return the documents the batch work is about."""
        return self._batched

    def follow_chosen(self, number: object) -> None:
        """Let the batch work follow what is chosen."""
        if self.side is self.batch and isinstance(number, int) and number:
            self._batched = self.list.selected()
            self.batch.set_count(number)
