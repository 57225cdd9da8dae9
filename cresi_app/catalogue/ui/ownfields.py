"""« Champs du centre » in the form: the centre's own fields of the kind, typed and checked each as its type asks."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.model.custom import CustomField, FieldType, fields_for, read_number
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.fieldgroup import FieldGroup, Placed
from cresi_app.core.i18n import tr
from cresi_app.core.numbers import decimal_text
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DateField, Field, Form, MultilineField, TextField, TypedField
from cresi_app.widgets.layouts import Column, clear_layout


class OwnNumberField(TypedField):
    """A number of a field of the centre; value: Decimal | None."""

    def __init__(self, own: CustomField) -> None:
        super().__init__(own.name, name=f"custom:{own.id}", hint=own.hint)

    def parse(self, text: str) -> Decimal:
        """Read the number typed. DomainError ``number_unreadable``."""
        return read_number(text, field=self.name)

    def write(self, value: Any) -> str:
        """Write it as the language writes numbers."""
        return decimal_text(value)


class OwnFields(QWidget):
    """The fields of one notice. `form` is made again when the fields or the kind are others; `committed(name, value)`, `edited(name)`."""

    committed = Signal(object, object)
    edited = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._fields: list[CustomField] = []
        self._shown: list[CustomField] = []
        self._sheet: DocumentSheet | None = None
        self.form = Form([])
        self._column = Column(parent=self)
        self.hide()

    def show_sheet(self, sheet: DocumentSheet | None, *, keep_typing: bool) -> None:
        """Show a notice's values; the definitions are read again beside."""
        self._sheet = sheet
        self._show(keep_typing=keep_typing)
        if not keep_typing:
            self.read_again()

    def read_again(self) -> None:
        """Read the fields' definitions."""
        service = self._service
        self._desk.read(("catalogue", "own fields"), service.custom_fields, self._take)

    def _take(self, fields: list[CustomField]) -> None:
        if fields != self._fields:
            self._fields = fields
            self._show(keep_typing=True)

    def _show(self, *, keep_typing: bool) -> None:
        sheet = self._sheet
        said = {one.field_id: one for one in sheet.values} if sheet is not None else {}
        kind = sheet.kind.code if sheet is not None else ""
        wanted = fields_for(self._fields, kind, said) if sheet is not None else []
        if wanted != self._shown:
            self._build(wanted)
            keep_typing = False
        for own in wanted:
            value = said[own.id].value if own.id in said else _nothing(own)
            self.form.field(f"custom:{own.id}").set_value(value, keep_typing=keep_typing)

    def _build(self, wanted: list[CustomField]) -> None:
        self._shown = wanted
        clear_layout(self._column)
        self.form = Form([])
        rows: list[list[Placed]] = []
        for own in wanted:
            field = field_of(own)
            self.form.add(field)
            if own.type in {FieldType.LONG_TEXT, FieldType.LINK}:
                rows.append([(field, 12)])
            elif rows and rows[-1][-1][1] == 6 and len(rows[-1]) == 1:
                rows[-1].append((field, 6))
            else:
                rows.append([(field, 6)])
        self.form.committed.connect(self.committed)
        self.form.edited.connect(self.edited)
        self._column.addWidget(FieldGroup(tr("Champs du centre"), rows))
        self.setVisible(bool(wanted))


def field_of(own: CustomField) -> Field:
    """Return the input of a field of the centre."""
    name = f"custom:{own.id}"
    match own.type:
        case FieldType.LONG_TEXT:
            return MultilineField(own.name, name=name, hint=own.hint, lines=3)
        case FieldType.NUMBER:
            return OwnNumberField(own)
        case FieldType.DATE:
            return DateField(own.name, name=name, hint=own.hint)
        case FieldType.YES_NO:
            answers = [("", tr("Non précisé")), (True, tr("Oui")), (False, tr("Non"))]
            return ChoiceField(own.name, answers, name=name, hint=own.hint)
        case FieldType.CHOICE:
            offered = [("", tr("Non précisé")), *((one.id, one.word) for one in own.choices if one.archived_on is None)]
            put_away = [
                (one.id, tr("{word} (retiré de la liste)", word=one.word))
                for one in own.choices
                if one.archived_on is not None
            ]
            return ChoiceField(own.name, [*offered, *put_away], name=name, hint=own.hint)
        case _:
            return TextField(own.name, name=name, hint=own.hint)


def _nothing(own: CustomField) -> Any:
    """Return what an input shows of a field that says nothing."""
    return None if own.type in {FieldType.NUMBER, FieldType.DATE} else ""
