"""Form fields: label above, input, hint or error below; saved when left, and what was typed is never lost."""

from cresi_app.widgets.fields.base import Field, save_typing
from cresi_app.widgets.fields.choice import CheckField, ChoiceField, ComboBox
from cresi_app.widgets.fields.form import Form
from cresi_app.widgets.fields.measured import (
    CoordinatesField,
    CurrencyField,
    DecimalField,
    DurationField,
    MonthField,
    RateField,
)
from cresi_app.widgets.fields.picker import RecordPicker
from cresi_app.widgets.fields.proposals import Proposal
from cresi_app.widgets.fields.reach import EmailField, LinkField, PhoneField
from cresi_app.widgets.fields.search import SearchField
from cresi_app.widgets.fields.text import LineInput, MultilineField, TextField
from cresi_app.widgets.fields.tokenfield import TokenField
from cresi_app.widgets.fields.typed import CountField, DateField, MoneyField, NumberField, TimeField, TypedField

__all__ = [
    "CheckField", "ChoiceField", "ComboBox", "CoordinatesField", "CountField", "CurrencyField", "DateField", "DecimalField",
    "DurationField", "EmailField", "Field", "Form", "LineInput", "LinkField", "MoneyField", "MonthField", "MultilineField", "NumberField",
    "PhoneField", "Proposal", "RateField", "RecordPicker", "SearchField", "TextField", "TimeField", "TokenField", "TypedField", "save_typing",
]  # fmt: skip
