"""Somebody else changed the same field: both values are shown, and the person chooses; neither is lost meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.fields import Field, Proposal
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.notices import InlineMessage

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Clash:
    """One field with two values: what was typed here, and what stands in the library now."""

    field: Field
    mine: Any
    theirs: Any


class ConflictNote(QWidget):
    """Both values of one field after the other; « Garder le mien » and « Prendre l'autre »."""

    def __init__(self, keep: Callable[[Clash], None], take: Callable[[Clash], None]) -> None:
        super().__init__()
        self._keep, self._take = keep, take
        self._waiting: dict[str, Clash] = {}
        self.message = InlineMessage("", "warning")
        self.mine = Button(tr("Garder le mien"), "secondary")
        self.theirs = Button(tr("Prendre l'autre"), "secondary")
        self.mine.clicked.connect(lambda _checked=False: self._settle(self._keep))
        self.theirs.clicked.connect(lambda _checked=False: self._settle(self._take))
        self.message.closed.connect(self.show_next)
        Column(self.message, Row(self.mine, self.theirs, None, spacing=8), spacing=6, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def names(self) -> set[str]:
        """The fields that wait for a choice."""
        return set(self._waiting)

    def clear(self) -> None:
        """Forget everything: another notice is shown."""
        self._waiting = {}
        self.show_next()

    def add(self, clash: Clash) -> None:
        """Tell of one more field."""
        self._waiting[clash.field.name] = clash
        self.show_next()

    def show_next(self) -> None:
        """Show the first field that waits, or nothing."""
        clash = next(iter(self._waiting.values()), None)
        self.setVisible(clash is not None)
        if clash is not None:
            self.message.say(
                tr(
                    "« {field} » a changé ailleurs pendant votre saisie. L'autre valeur : {theirs}. La vôtre : {mine}.",
                    field=clash.field.label.text(), theirs=said(clash.theirs), mine=said(clash.mine),
                ),
                "warning",
            )  # fmt: skip
            self.message.show()

    def _settle(self, act: Callable[[Clash], None]) -> None:
        clash = next(iter(self._waiting.values()), None)
        if clash is not None:
            del self._waiting[clash.field.name]
            act(clash)
            self.show_next()


def said(value: Any) -> str:
    """Return a field's value in words, short enough for a sentence."""
    if value in (None, "", []):
        return tr("rien")
    if isinstance(value, Proposal):
        return value.title
    if isinstance(value, list):
        text = ", ".join(said(one) for one in value)
    elif isinstance(value, Mapping):
        text = " ".join(said(one) for key, one in value.items() if key != "id" and one)
    elif hasattr(value, "isoformat"):
        text = format_date(value)
    else:
        text = str(value)
    return tr("« {text} »", text=text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
