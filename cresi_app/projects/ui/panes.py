"""What the tabs of a dossier share: fields that save themselves, and a list of parts over the form of the chosen one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLayout, QMenu, QWidget

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.projects.model import DossierData, converted
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.part_list import Part, PartList
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import Field, Form, MoneyField, Proposal
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, Row
from cresi_app.widgets.scroll import BesideBar, ScrollArea
from cresi_app.widgets.typingkept import TypingKept

Work = Callable[[int | None], Changes]
"""Saves something of a row, given its version."""


class DossierPane(QWidget):
    """One tab. `show_data(data, same)` comes at each reading; `same` says that it is the same dossier read again."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.data: DossierData | None = None

    def show_data(self, data: DossierData, *, same: bool) -> None:
        """Show a dossier."""
        self.data = data
        self.fill(data, same=same)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Put the dossier into the widgets."""
        raise NotImplementedError

    def flush(self) -> None:
        """Save what is being typed: the pane is about to be left."""

    @property
    def project_id(self) -> int:
        """The dossier shown."""
        assert self.data is not None
        return self.data.project.id

    def scrolled(self, *items: QWidget | QLayout | int | None) -> None:
        """Lay the pane's parts under each other in its own scroll area."""
        Column(ScrollArea(BesideBar(*items, spacing=14, foot=14)), parent=self)


def plain(value: Any) -> object:
    """Return a field's value as a service takes it: a record's id, minor units, '' for words left empty."""
    if isinstance(value, Proposal):
        return value.value
    if isinstance(value, Money):
        return value.minor
    return value


def in_currency(form: Form, name: str, value: Any, data: DossierData) -> Any:
    """Return a value of the form; an amount typed in another currency than the field's is converted at the dossier's rate.

    DomainError ``rate_missing`` when the dossier has none.
    """
    field = form.field(name)
    if not isinstance(value, Money) or not isinstance(field, MoneyField) or value.currency == field.currency:
        return value
    kept = converted(value, field.currency, data.rates)
    field.set_value(kept)
    return kept


def menu_of(words: str, actions: Sequence[Action]) -> Button:
    """Return a button that opens a menu of what can be added."""
    button = Button(words, "ghost", "plus")
    menu = QMenu(button)
    fill_menu(menu, actions)
    button.setMenu(menu)
    return button


def saving(
    update: Callable[..., Changes], actor: Actor, part_id: int, fields: Mapping[str, object]
) -> Callable[[int | None], Changes]:
    """Return the work that saves fields of a part, given its row's version."""
    return lambda version: update(actor, part_id, version, None, **fields)


class ProjectForm(Form):
    """Fields of the dossier itself: each saves as it is left, and a refusal stands at its field."""

    def __init__(self, pane: DossierPane, fields: Sequence[Field]) -> None:
        super().__init__(fields, pane)
        self._pane = pane
        self.committed.connect(self._save)
        self._kept = TypingKept(pane.bench.desk, self, self)

    def show_values(self, values: Mapping[str, Any], *, keep_typing: bool = False) -> None:
        """Show the dossier's values; what was typed into it and never saved is put back."""
        super().show_values(values, keep_typing=keep_typing)
        if not keep_typing:
            self._kept.show(f"project:{self._pane.project_id}:{self.fields()[0].name}")

    def _save(self, name: str, value: Any) -> None:
        pane, service, actor = self._pane, self._pane.bench.service, self._pane.bench.desk.actor
        assert pane.data is not None
        project_id, given, before = pane.project_id, {name: plain(value)}, getattr(pane.data.project, name)

        def work(version: int | None) -> Changes:
            try:
                return service.update_project(actor, project_id, version, None, **given)
            except DomainError as refusal:
                now = service.project(project_id)
                if refusal.code != "stale" or getattr(now, name) != before:
                    raise
                # Somebody saved another field meanwhile: this one is still as it was when it was typed over.
                return service.update_project(actor, project_id, now.version, None, **given)

        pane.bench.saver.save(("project", project_id), "projects.update_project", work, partial(refuse_at, self, name))


def refuse_at(form: Form, name: str, error: CresiError) -> None:
    """Show a refusal at its field, or at the one that was being saved: what was typed stays there."""
    if not form.refuse(error):
        form.field(name).set_error(error.sentence)


class PartsCard(Card):
    """A card with the parts of one kind, and under them the form of the chosen one; hidden while there is none.

    A kind says how its parts are shown (`lines`), what its form holds (`values`), how a field is saved (`save`), how a part is
    taken off (`take_off`), and, where they have an order, where one is put (`place`).
    """

    def __init__(
        self, pane: DossierPane, title: str, fields: Sequence[Field], *, aside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(title, count=0, aside=aside)
        self.pane = pane
        self._shown: int | None = None
        self.parts = PartList(title)
        self.empty = Label("", "secondary", "text2", wrap=True)
        self.form = Form(fields, self)
        self.remove = Button(tr("Retirer"), "ghost", "trash-2")
        self.detail = QWidget()
        self.grid = Grid(across=14, down=10)
        self.tail = Row(None, self.remove, spacing=8)
        Column(self.grid, self.tail, spacing=6, margins=(0, 6, 0, 0), parent=self.detail)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.parts)
        self.body.addWidget(self.detail)
        self.lay_fields(fields)
        self.parts.current_changed.connect(self._chosen)
        self.parts.remove_asked.connect(self._remove)
        self.parts.move_asked.connect(self._move)
        self.parts.opened.connect(lambda _id: self.form.fields()[0].focus())
        self.remove.clicked.connect(lambda: self._remove(self.parts.current()))
        self.form.committed.connect(self._save)

    # for the kind to say
    def lines(self, data: DossierData) -> Sequence[Part]:
        """Return the parts as rows."""
        raise NotImplementedError

    def values(self, data: DossierData, part_id: int) -> Mapping[str, Any]:
        """Return what the form shows of a part."""
        raise NotImplementedError

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Return the part's table and the work that saves a field, given the row's version."""
        raise NotImplementedError

    def take_off(self, part_id: int) -> Changes:
        """Take a part off the dossier (on the writer thread)."""
        raise NotImplementedError

    def place(self, part_id: int, before_id: int | None) -> Changes:
        """Put a part before another one, or last (on the writer thread)."""
        raise NotImplementedError

    def lay_fields(self, fields: Sequence[Field]) -> None:
        """Lay the fields in the grid, three a row."""
        for number, field in enumerate(fields):
            self.grid.addWidget(field, number // 3, number % 3)

    # for the pane
    def show_data(self, data: DossierData) -> None:
        """Show the parts of a dossier."""
        lines = self.lines(data)
        self.set_title(self.title_label.text(), len(lines))
        self.empty.setVisible(not lines and bool(self.empty.text()))
        self.parts.setVisible(bool(lines))
        self.parts.show_parts(lines)
        self._show_current(keep=True)

    # within
    def _chosen(self, _part_id: object) -> None:
        self.form.flush()
        self._show_current(keep=False)

    def currency(self, data: DossierData, _part_id: int) -> str:
        """Return the currency a part's amounts are in: the budget's unless the part has its own."""
        return data.budget.currency

    def _show_current(self, *, keep: bool) -> None:
        current, data = self.parts.current(), self.pane.data
        self.detail.setVisible(current is not None)
        if current is not None and data is not None:
            for field in self.form.fields():
                if isinstance(field, MoneyField):
                    field.currency = self.currency(data, current)
            self.form.show_values(self.values(data, current), keep_typing=keep and self._shown == current)
        self._shown = current

    def _save(self, name: str, value: Any) -> None:
        current = self._shown  # what was typed belongs to the part it was typed for, wherever the list stands by now
        if current is None or self.pane.data is None:
            return
        try:
            value = in_currency(self.form, name, value, self.pane.data)
        except DomainError as refusal:
            self.form.field(name).set_error(refusal.sentence)
            return
        table, work = self.save(current, name, plain(value))
        self.pane.bench.saver.save((table, current), f"projects.{table}", work, partial(refuse_at, self.form, name))

    def _remove(self, part_id: int | None) -> None:
        if part_id is not None:
            told = self.pane.bench.told(tr("Retiré du dossier"))
            self.pane.bench.saver.act("projects.remove", lambda: self.take_off(part_id), told)

    def _move(self, part_id: int, step: int) -> None:
        data = self.pane.data
        if data is None:
            return
        keys = [key for key, _ in self.lines(data)]
        place = keys.index(part_id) + step
        if 0 <= place < len(keys):
            others = [key for key in keys if key != part_id]
            before = others[place] if place < len(others) else None
            self.pane.bench.saver.act("projects.move", lambda: self.place(part_id, before))
