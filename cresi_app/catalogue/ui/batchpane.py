"""Beside the list while several notices are chosen: change one field of them all, or search and replace in their texts."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import batch as model
from cresi_app.catalogue.model.batch import Act, BatchReport, Edit
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import searches
from cresi_app.catalogue.ui.replaceform import ReplaceForm
from cresi_app.catalogue.ui.subjectsearch import subjects
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button, IconButton, Segmented
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    LinkField,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TokenField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tasks import Cancelled, Progress

ACT_WORDS: Final = {
    Act.SET: N_("Mettre"),
    Act.APPEND: N_("Ajouter à la fin"),
    Act.PREPEND: N_("Ajouter au début"),
    Act.CLEAR: N_("Vider"),
    Act.ADD: N_("Ajouter"),
    Act.REMOVE: N_("Retirer"),
    Act.REPLACE: N_("Remplacer"),
}
Ids = Callable[[], Sequence[int]]


class BatchPane(Pane):
    """Work on the notices that are chosen. `closed` when it is to go away."""

    closed = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, ids: Ids) -> None:
        super().__init__("surface", "l")
        self._desk, self._service, self._ids = desk, service, ids
        self._title = Label("", "detail")
        self.close_button = IconButton(tr("Fermer"), "x", keys="Escape")
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self.parts = Segmented(
            tr("Travail sur les notices choisies"), [("edit", tr("Modifier")), ("replace", tr("Remplacer"))]
        )
        self.parts.chosen.connect(self.show_part)
        self.edit_form = EditForm(desk, service)
        self.edit_form.asked.connect(self._edit)
        self.replace_form = ReplaceForm(desk, service, ids)
        self.replace_form.done.connect(self._told)
        inside = Pane("surface")
        column = Column(
            self.parts, self.edit_form, self.replace_form, spacing=14, margins=(20, 4, 18, 20), parent=inside
        )
        column.addStretch(1)
        head = Row(self._title, None, self.close_button, spacing=4, margins=(20, 12, 14, 6))
        Column(head, ScrollArea(inside, ground="surface", framed=True), parent=self).setStretch(1, 1)
        self.show_part("edit")

    def set_count(self, count: int) -> None:
        """Say how many notices are chosen."""
        self._title.setText(
            trn("{count} notice choisie", "{count} notices choisies", count, count=format_number(count))
        )
        self.edit_form.set_count(count)
        self.replace_form.forget()

    def show_part(self, part: object) -> None:
        """Show one of the two forms."""
        self.parts.set_current(str(part))
        self.edit_form.setVisible(part == "edit")
        self.replace_form.setVisible(part == "replace")

    def begin(self) -> None:
        """Take the keyboard."""
        (self.edit_form.field if self.parts.current == "edit" else self.replace_form.sought).focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _edit(self, edit: object) -> None:
        if not isinstance(edit, Edit):
            return
        service, actor, ids = self._service, self._desk.actor, list(self._ids())

        def work(progress: Progress) -> BatchReport:
            return service.edit_many(actor, ids, edit, progress)

        self.edit_form.go.setEnabled(False)
        self._desk.long(tr("Modification de notices"), work, self._told, self._refused)

    def _refused(self, error: CresiError | Cancelled) -> None:
        self.edit_form.go.setEnabled(True)
        if isinstance(error, CresiError):
            self.edit_form.refuse(error)

    def _told(self, report: object) -> None:
        self.edit_form.go.setEnabled(True)
        if isinstance(report, BatchReport):
            tell_batch(self._desk, self._service, report)


def tell_batch(desk: Desk, service: CatalogueService, report: BatchReport) -> None:
    """Say what an act on many notices did, with the click that takes it back; what was left alone and why stays in sight."""
    if report.changes.seq is None:
        desk.messages.toast(tr("Rien à changer : c'était déjà ainsi."))
    words = trn(
        "{count} notice changée", "{count} notices changées", report.changed, count=format_number(report.changed)
    )
    tell_done(desk, service, words, report.changes)
    desk.tell(report.changes)
    if report.skipped:
        left = trn(
            "{count} notice laissée telle quelle. {reason}", "{count} notices laissées telles quelles. La première : {reason}",
            len(report.skipped), count=format_number(len(report.skipped)), reason=report.skipped[0][1].text,
        )  # fmt: skip
        desk.messages.inline(left, "warning")


class EditForm(QWidget):
    """One field, one act, its value. `asked` carries the `Edit`."""

    asked = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self.field = ChoiceField(tr("Champ"), [(name, tr(words)) for name, words in model.FIELDS.items()], name="field")
        self.act = ChoiceField(tr("Que faire"), [], name="act")
        self.field.committed.connect(lambda _value: self._fit())
        self.act.committed.connect(lambda _value: self._fit())
        self.message = InlineMessage()
        self.message.hide()
        self.go = Button("", "primary", "check")
        self.go.clicked.connect(lambda _checked=False: self.submit())
        self._values = QWidget()
        self._column = Column(spacing=12, parent=self._values)
        self.value: Field | None = None
        self.old: Field | None = None
        self._fitted: tuple[str, Act] | None = None
        Column(self.field, self.act, self._values, self.message, self.go, spacing=12, parent=self)
        self.field.set_value("subjects")
        self._fit()
        self.set_count(0)
        on_finish(self, self.submit)

    def set_count(self, count: int) -> None:
        """Say on the button how many notices will change."""
        self.go.setText(trn("Modifier {count} notice", "Modifier {count} notices", count, count=format_number(count)))

    def choose(self, name: str, act: Act | None = None) -> None:
        """Begin with a field, and an act."""
        self.field.set_value(name)
        self._fit()
        if act is not None:
            self.act.set_value(act)
            self._fit()

    def submit(self) -> None:
        """Read the form and ask for the change."""
        if not self.go.isEnabled():
            return
        self.message.hide()
        read: dict[str, object] = {}
        for name, field in (("value", self.value), ("old", self.old)):
            if field is not None:
                try:
                    read[name] = _plain(field.read())
                except DomainError as error:
                    field.set_error(error.sentence)
                    field.offer(error)
                    field.focus()
                    return
        self.asked.emit(Edit(self.field.read(), Act(self.act.read()), read.get("value"), read.get("old")))

    def refuse(self, error: CresiError) -> None:
        """Show a refusal at its field, or above the button; what was typed stays."""
        if self.value is not None and error.field in {"value", self.field.read()}:
            self.value.set_error(error.sentence)
            self.value.focus()
            return
        self.message.say(error.sentence, "warning")
        self.message.show()

    def _fit(self) -> None:
        """Offer the acts of the field, and the inputs of the act."""
        name = self.field.read()
        self.act.set_options([(act, tr(ACT_WORDS[act])) for act in model.acts_of(name)])
        self.act.setVisible(len(model.acts_of(name)) > 1)
        act = Act(self.act.read())  # Qt gives back the bare word
        self.act.set_value(act)
        if self._fitted == (name, act):  # leaving a field unchanged must not take away the input that comes next
            return
        self._fitted = (name, act)
        for old in (self.value, self.old):
            if old is not None:
                old.hide()
                self._column.removeWidget(old)
                old.deleteLater()
        self.value = self.old = None
        if act is Act.REPLACE:
            self.old = self._input(name, tr("Ce qu'il y a"), "old")
            self._column.addWidget(self.old)
        if act is not Act.CLEAR:
            self.value = self._input(
                name, tr("Ce qu'il faut mettre") if act is not Act.REMOVE else tr("Ce qu'il faut retirer"), "value"
            )
            self._column.addWidget(self.value)

        stops = [self.act.input, *(field.editor for field in (self.old, self.value) if field is not None), self.go]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _input(self, name: str, label: str, key: str) -> Field:
        desk, service = self._desk, self._service
        match name:
            case "subjects":
                return TokenField(desk, label, subjects(service), name=key, create=_as_typed)
            case "countries" | "languages":
                names = service.countries if name == "countries" else service.languages
                return TokenField(desk, label, searches.named(names), name=key)
            case "kind":
                return ChoiceField(label, [(code, kind.name) for code, kind in service.kinds().items()], name=key)
            case "status" | "condition":
                known = service.statuses if name == "status" else service.conditions
                return ChoiceField(label, [(code, one.name) for code, one in known.items()], name=key)
            case "publication_country_code":
                return RecordPicker(desk, label, searches.named(service.countries), name=key)
            case "publisher":
                return RecordPicker(desk, label, searches.publishers(service), name=key, create=_as_typed)
            case "series":
                return RecordPicker(desk, label, searches.series(service), name=key, create=_as_typed)
            case "location":
                return RecordPicker(desk, label, searches.locations(service), name=key, create=_as_typed)
            case _ if name in model.TEXTS:
                return MultilineField(label, name=key)
            case "call_prefix":
                hint = tr("« SOL » de « SOL 628.1 ». Vide : devant toutes les cotes.") if key == "old" else ""
                return TextField(label, name=key, hint=hint)
            case _:
                return _typed(name, label, key)


def _typed(name: str, label: str, key: str) -> Field:
    """Return the input of a plain value."""
    match name:
        case "year":
            return NumberField(label, name=key, least=1000, most=2999)
        case "published_on" | "revised_on":
            return DateField(label, name=key)
        case "url":
            return LinkField(label, name=key)
        case _:
            return TextField(label, name=key)


def _as_typed(text: str, then: Callable[[Proposal], None]) -> None:
    """Take a name that does not exist yet: the act itself makes it, so that undoing takes it back too."""
    then(Proposal(text, text))


def _plain(read: Any) -> object:
    """Return what a field read as the service takes it: ids, codes or words."""
    if isinstance(read, Proposal):
        return read.value
    if isinstance(read, list | tuple):
        return [_plain(one) for one in read]
    return read
