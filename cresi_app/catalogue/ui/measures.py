"""The field for sizes and weights."""

from typing import Any

from cresi_app.catalogue.model import measures
from cresi_app.widgets.fields import TypedField


class MeasureField(TypedField):
    """A decimal number in its usual unit, kept in the small one: `per` millimetres a centimetre, grams a kilo; value: int | None."""

    def __init__(self, label: str, *, name: str, per: int, hint: str = "") -> None:
        self._per = per
        super().__init__(label, name=name, hint=hint)

    def parse(self, text: str) -> int:
        """Read a typed number."""
        return measures.scaled(text, self._per, field=self.name)

    def write(self, value: Any) -> str:
        """Write it in its usual unit."""
        return measures.said_scaled(int(value), self._per)
