"""The fields of one record, each saved when it is left; what is being typed survives the record being read again."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.ids import new_id
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Form
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.typingkept import TypingKept

Save = Callable[[int, int, int, Mapping[str, Any]], Changes]
"""Save fields of a record: its id, the version it was read with, the editing act, the values by name."""


class AutoForm(QWidget):
    """`entity` is the record's table. `plain` turns a field's value into what the record keeps (a record picked: its id)."""

    def __init__(self, desk: Desk, entity: str, fields: Sequence[Field], save: Save) -> None:
        super().__init__()
        self._desk, self._entity, self._save_record = desk, entity, save
        self.form = Form(fields)
        self.form.committed.connect(self._save)
        self._kept = TypingKept(desk, self.form, self)
        self.record_id, self._version, self._group = 0, 0, 0
        self.lines = Column(*fields, spacing=12, parent=self)

    def show_record(self, record_id: int, version: int, values: Mapping[str, Any]) -> None:
        """Show a record; of the same one read again, what is being typed stays."""
        same = record_id == self.record_id
        self._version = max(self._version, version) if same else version
        if not same:
            self.record_id, self._group = record_id, new_id()
        self.form.show_values(values, keep_typing=same)
        if not same:
            self._kept.show(f"{self._entity}:{record_id}")

    def flush(self) -> bool:
        """Save what is being typed; False when something does not read."""
        return self.form.flush()

    def _save(self, name: str, value: Any) -> None:
        record_id, group = self.record_id, self._group

        def act() -> Changes:
            before = self._version
            changes = self._save_record(record_id, before, group, {name: value})
            if changes.touches(self._entity, record_id) and record_id == self.record_id:
                # Not « one more »: the record may have been read again, with this very save, before this line.
                self._version = max(self._version, before + 1)
            return changes

        self._desk.write(f"{self._entity}.autosave", act, None, self._refused)

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._desk.messages.error(error)
