"""Form fields: label above, input, hint or error below; saved when left, and what was typed is never lost."""

from cresi_app.widgets.fields.base import Field
from cresi_app.widgets.fields.choice import CheckField, ChoiceField, ComboBox
from cresi_app.widgets.fields.form import Form
from cresi_app.widgets.fields.picker import RecordPicker
from cresi_app.widgets.fields.proposals import Proposal
from cresi_app.widgets.fields.search import SearchField
from cresi_app.widgets.fields.text import LineInput, MultilineField, TextField
from cresi_app.widgets.fields.tokenfield import TokenField
from cresi_app.widgets.fields.typed import DateField, MoneyField, NumberField, TimeField

__all__ = [
    "CheckField", "ChoiceField", "ComboBox", "DateField", "Field", "Form", "LineInput", "MoneyField", "MultilineField",
    "NumberField", "Proposal", "RecordPicker", "SearchField", "TextField", "TimeField", "TokenField",
]  # fmt: skip
