"""Fields for what reaches somebody: e-mail address, telephone, address on the web."""

from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core.contacts import check_link, check_phone, parse_email
from cresi_app.core.i18n import tr
from cresi_app.core.identifiers import Checked
from cresi_app.widgets.fields.text import TextField


class EmailField(TextField):
    """An e-mail address, also pasted as « Nom <adresse> »; what cannot be one is refused; value: str."""

    def read(self) -> Any:
        """Return the address; raises `DomainError` when it cannot be one."""
        text = str(super().read())
        return text if text == self._value else parse_email(text, field=self.name)


class _CheckedField(TextField):
    """Words put in order when they are understood, kept as they are with a hint when they are not; value: str."""

    def __init__(
        self, label: str, *, name: str = "", hint: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        self._own_hint = hint
        super().__init__(label, name=name, hint=hint, placeholder=placeholder, parent=parent)

    def check(self, text: str) -> Checked:
        """Say how the words are kept, and what is to be said of them."""
        raise NotImplementedError

    def read(self) -> Any:
        """Return the words in order."""
        text = str(super().read())
        return text if text == self._value else self.check(text).value

    def show_value(self, value: Any) -> None:
        """Show the words, and below them what is odd about them."""
        super().show_value(value)
        odd = self.check(str(value or "")).hint
        self.set_hint(tr(odd) if odd else self._own_hint, "warning" if odd else "neutral")


class PhoneField(_CheckedField):
    """A telephone number: French ones are put in pairs, others stay as typed."""

    def check(self, text: str) -> Checked:
        """Read a telephone number."""
        return check_phone(text)


class LinkField(_CheckedField):
    """An address on the web: « www.exemple.org » gets its https://."""

    def check(self, text: str) -> Checked:
        """Read an address."""
        return check_link(text)
