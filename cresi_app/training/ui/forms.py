"""Short forms in the column beside a session: the shared act form as a card, each act a class that says what it writes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.widgets import actform
from cresi_app.widgets.buttons import Kind
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field
from cresi_app.widgets.layouts import Column


class ActForm(actform.ActForm):
    """One act of the training desk; `work` reads the fields that it needs itself."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        verb: tuple[str, Kind, str],
        fields: Sequence[Field],
        *,
        cancel: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`verb` is the button's words, kind and icon; `cancel` the words of the other one ("" for none)."""
        super().__init__(desk, (title, verb[0], verb[2]), fields, dress=actform.Dress(verb[1], cancel, card=True))
        self.body: Column = self.lines
        if parent is not None:
            self.setParent(parent)

    def work(self) -> Callable[[], Changes]:
        """Return what is to be written, to be run on the writer thread; raises `DomainError` at its field."""
        raise NotImplementedError

    def gather(self) -> dict[str, Any]:
        """Read nothing here: fields that an act does not use may stand half typed."""
        return {}

    def prepare(self, _values: Mapping[str, Any]) -> Callable[[], Changes]:
        """Return what `work` says."""
        return self.work()
