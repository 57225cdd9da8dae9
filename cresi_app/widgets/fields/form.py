"""A form: its fields by the names of the record, one signal for what was saved, one place for refusals."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from cresi_app.core.errors import CresiError
from cresi_app.widgets.fields.base import Field


class Form(QObject):
    """The fields of one record. It lays nothing out: the page does."""

    committed = Signal(object, object)
    """A field's name and its new value."""
    edited = Signal(object)
    """A field's name, at each keystroke."""

    def __init__(self, fields: Sequence[Field], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        for field in fields:
            self.add(field)

    def add(self, field: Field) -> None:
        """Take one more field; its name must be new here."""
        assert field.name, "a field of a form has the name of its record's field"
        assert field.name not in self._fields, field.name
        self._fields[field.name] = field
        field.committed.connect(lambda value, name=field.name: self.committed.emit(name, value))
        field.edited.connect(lambda name=field.name: self.edited.emit(name))

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return self._fields[name]

    def fields(self) -> list[Field]:
        """Return the fields in their order."""
        return list(self._fields.values())

    def show_values(self, values: Mapping[str, Any], *, keep_typing: bool = False) -> None:
        """Show the values of a record; `keep_typing` (the same record, read again) keeps what is being typed."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].set_value(value, keep_typing=keep_typing)

    def values(self) -> dict[str, Any]:
        """Return the last saved or set values by name."""
        return {name: field.value() for name, field in self._fields.items()}

    def flush(self) -> bool:
        """Save every field that is being typed in; False when one does not read (it keeps text and error)."""
        outcomes = [field.commit() for field in self._fields.values()]
        return all(outcomes)

    def refuse(self, error: CresiError) -> bool:
        """Show a refusal at the field it belongs to; False when it belongs to none of them."""
        field = self._fields.get(error.field)
        if field is None:
            return False
        field.set_error(error.sentence)
        return True
