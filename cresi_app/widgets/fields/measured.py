"""Fields for measured things: decimal numbers, shares, rates, durations, months, coordinates, currencies; all read tolerantly."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core.coordinates import coordinates_text, parse_coordinates
from cresi_app.core.dates import format_month, parse_month
from cresi_app.core.durations import duration_text, parse_duration
from cresi_app.core.money import currency_name, parse_currency
from cresi_app.core.numbers import RATE, NumberRule, decimal_text, number_text, parse_number, scaled
from cresi_app.widgets.fields.typed import TypedField


class DecimalField(TypedField):
    """A number read by `rule`; value: whole `scale`-ths of it (« 2,5 » of 1000 is 2500), or None."""

    def __init__(
        self, label: str, rule: NumberRule, scale: int, *, name: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        self._rule, self._scale = rule, scale
        super().__init__(label, name=name, hint=hint, parent=parent)

    def parse(self, text: str) -> int:
        """Read a typed number."""
        return scaled(text, self._scale, self._rule, field=self.name)

    def write(self, value: Any) -> str:
        """Write the number as the language does."""
        return number_text(value, self._scale)


class RateField(TypedField):
    """How many units of a currency one euro is worth; value: Decimal | None."""

    def __init__(self, label: str, *, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, name=name, hint=hint, parent=parent)
        self.input.setPlaceholderText(decimal_text(Decimal("655.957")))

    def parse(self, text: str) -> Decimal:
        """Read a typed rate."""
        return parse_number(text, RATE, field=self.name)

    def write(self, value: Any) -> str:
        """Write the rate with all its decimals."""
        return decimal_text(value)


class DurationField(TypedField):
    """A duration typed as people say it: 90, 1h30, 2 jours; value: minutes | None."""

    def parse(self, text: str) -> int:
        """Read a typed duration."""
        return parse_duration(text, field=self.name)

    def write(self, value: Any) -> str:
        """Write « 1 h 30 »."""
        return duration_text(value)


class MonthField(TypedField):
    """A month typed as 03/2027, « mars 2027 » or « mars »; the words stand below; value: ``YYYY-MM`` or ''."""

    def __init__(self, label: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, name=name, parent=parent)
        self._value = ""
        self.input.setPlaceholderText("03/2027")

    def read(self) -> Any:
        """Return the month, '' when nothing is typed."""
        return super().read() or ""

    def parse(self, text: str) -> str:
        """Read a typed month."""
        return parse_month(text, field=self.name)

    def write(self, value: Any) -> str:
        """Write the month as numbers."""
        return f"{value[5:7]}/{value[:4]}" if value else ""

    def show_value(self, value: Any) -> None:
        """Show the month, and in words below."""
        super().show_value(value or "")
        self.set_hint(format_month(value) if value else "")


class CoordinatesField(TypedField):
    """Latitude and longitude typed together; value: a pair of millionths of a degree, or None."""

    def __init__(self, label: str, *, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, name=name, hint=hint, parent=parent)
        self.input.setPlaceholderText("13.805, 8.988")

    def parse(self, text: str) -> tuple[int, int] | None:
        """Read a typed pair."""
        return parse_coordinates(text, field=self.name)

    def write(self, value: Any) -> str:
        """Write the pair in degrees."""
        return coordinates_text(*value)


class CurrencyField(TypedField):
    """A currency, by its letters, its sign or its name; value: its ISO 4217 code, or None. The name stands below."""

    def parse(self, text: str) -> str:
        """Read what people call a currency."""
        return parse_currency(text, field=self.name)

    def write(self, value: Any) -> str:
        """Write its three letters."""
        return str(value)

    def show_value(self, value: Any) -> None:
        """Show the letters, and the name below."""
        super().show_value(value or None)
        self.set_hint(currency_name(value) if value else "")
