"""Fields for days, hours, numbers and amounts: typed freely, read tolerantly, shown back in full."""

from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from cresi_app.core.dates import format_date, format_time, parse_date, parse_time
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money, parse_amount
from cresi_app.core.numbers import WHOLE, number_text, scaled
from cresi_app.widgets.actions import keys_text
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.fields.base import Field
from cresi_app.widgets.fields.calendar import Calendar
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.layouts import Flow, hold


class TypedField(Field):
    """A value that is typed as words and read tolerantly; value None when empty.

    What the field itself has written is never read again: it is the value, whatever its words.
    """

    def __init__(self, label: str, *, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        self.input = LineInput()
        self._offered = QWidget()
        self._offers = Flow(gap=10, parent=self._offered)
        self._offered.hide()
        self._written: tuple[str, Any] = ("", None)
        super().__init__(label, self.input, name=name, hint=hint, parent=parent)
        self.column.insertWidget(self.column.count() - 1, self._offered)
        self.input.textEdited.connect(self._typed)
        self.input.returnPressed.connect(self.commit)

    def read(self) -> Any:
        """Return the value, None when nothing is typed."""
        text = self.input.text().strip()
        if text == self._written[0]:
            return self._written[1]
        return self.parse(text) if text else None

    def show_value(self, value: Any) -> None:
        """Show the value as it is written."""
        self._written = ("" if value is None else self.write(value), value)
        if self.input.text() == self._written[0]:
            return  # what Tab selected stays selected: the next digit replaces it
        self.input.setText(self._written[0])
        if not self.input.hasFocus():
            self.input.setCursorPosition(0)

    def parse(self, text: str) -> Any:
        """Read what was typed."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Write a value for the input."""
        raise NotImplementedError

    def offer(self, error: CresiError) -> None:
        """Ask which one was meant: one button for each thing that « 1,234 » or « 01/02/03 » can be."""
        readings = error.data.get("readings")
        for value in readings if isinstance(readings, tuple) else ():
            button = Button(self.written(value), "link")
            button.setAccessibleName(tr("Je voulais dire {value}", value=self.written(value)))
            button.clicked.connect(lambda _checked=False, meant=value: self._meant(meant))
            self._offers.addWidget(button)
        self._offered.setVisible(self._offers.count() > 0)

    def offered(self) -> list[Button]:
        """Return the buttons that ask which one was meant."""
        return self._offered.findChildren(Button)

    def written(self, value: Any) -> str:
        """Write a value so that it cannot be read otherwise."""
        return self.write(value)

    def set_error(self, sentence: str) -> None:
        """Show what is wrong; what was asked is no longer asked."""
        super().set_error(sentence)
        self._offers.clear()
        self._offered.hide()

    def _meant(self, value: Any) -> None:
        self.input.setText(self.write(value))
        self.input.setFocus()
        self.commit()

    def _typed(self) -> None:
        self.set_error("")
        self.edited.emit()


class DateField(TypedField):
    """A day, typed as people write it (6/10/2026, 6.10, demain…) or chosen; the whole day stands below; value: date | None."""

    def __init__(self, label: str, *, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, name=name, hint=hint, parent=parent)
        self._own_hint = hint
        by_keys = QAction(tr("Choisir dans le calendrier"), self.input)
        by_keys.setShortcut(QKeySequence("Alt+Down"))
        by_keys.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        by_keys.triggered.connect(self.open_calendar)
        self.input.addAction(by_keys)
        choose = IconButton(tr("Choisir dans le calendrier"), "calendar", keys=keys_text("Alt+Down"))
        choose.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        choose.clicked.connect(self.open_calendar)
        self.input.hold_inside(choose)
        hold(self.input, least_width=132)  # a whole day, and the calendar beside it

    def parse(self, text: str) -> date:
        """Read a typed day."""
        return parse_date(text, field=self.name)

    def write(self, value: Any) -> str:
        """Write the day as numbers."""
        return format_date(value, "short")

    def written(self, value: Any) -> str:
        """Write the day in words."""
        return format_date(value)

    def show_value(self, value: Any) -> None:
        """Show the day, and in full below."""
        super().show_value(value)
        self.set_hint(self._own_hint if value is None else format_date(value, "full"))

    def open_calendar(self) -> None:
        """Open the calendar under the input."""
        menu = QMenu(self)
        calendar = Calendar(self._value, menu)
        calendar.activated.connect(lambda chosen: self._chosen(menu, chosen))
        calendar.clicked.connect(lambda chosen: self._chosen(menu, chosen))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.input.mapToGlobal(self.input.rect().bottomLeft()))
        calendar.setFocus()

    def _chosen(self, menu: QMenu, chosen: QDate) -> None:
        menu.close()
        self.input.setText(self.write(date(chosen.year(), chosen.month(), chosen.day())))
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)
        self.commit()


class TimeField(TypedField):
    """An hour, typed as 9h30, 9:30, 0930, midi; value: time | None."""

    def parse(self, text: str) -> time:
        """Read a typed hour."""
        return parse_time(text, field=self.name)

    def write(self, value: Any) -> str:
        """Write « 9 h 30 »."""
        return format_time(value)


class NumberField(TypedField):
    """A whole number within bounds; value: int | None."""

    def __init__(
        self,
        label: str,
        *,
        name: str = "",
        hint: str = "",
        least: int = 0,
        most: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._least, self._most = least, most
        super().__init__(label, name=name, hint=hint, parent=parent)

    def parse(self, text: str) -> int:
        """Read a typed whole number, spaces between groups allowed."""
        number = scaled(text, 1, WHOLE, field=self.name)
        if number < self._least:
            raise DomainError(
                "number_small", N_("Le plus petit nombre possible est {least}."), field=self.name, least=self._least
            )
        if self._most is not None and number > self._most:
            raise DomainError(
                "number_large", N_("Le plus grand nombre possible est {most}."), field=self.name, most=self._most
            )
        return number

    def write(self, value: Any) -> str:
        """Write the number plainly up to four digits (years), in groups beyond."""
        return str(value) if abs(value) < 10_000 else number_text(value, 1)


class CountField(NumberField):
    """A number of people or things, never a year: in groups from a thousand on, as it reads beside the field."""

    def write(self, value: Any) -> str:
        """Write the number in groups."""
        return number_text(value, 1)


class MoneyField(TypedField):
    """An amount; value: Money | None."""

    def __init__(
        self, label: str, *, name: str = "", hint: str = "", currency: str = "EUR", parent: QWidget | None = None
    ) -> None:
        self.currency = currency
        super().__init__(label, name=name, hint=hint, parent=parent)
        self.input.setAlignment(Qt.AlignmentFlag.AlignRight)

    def parse(self, text: str) -> Money:
        """Read a typed amount."""
        return parse_amount(text, self.currency, field=self.name)

    def write(self, value: Any) -> str:
        """Write the amount with its currency."""
        return format_money(value)

    def written(self, value: Any) -> str:
        """Write the amount with its cents: 1,23 € and 123 € are told apart."""
        return format_money(value, cents=True)
