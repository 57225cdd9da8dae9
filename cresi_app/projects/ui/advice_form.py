"""The form of one piece of advice: whom, when, about what, what was said and handed out; it saves itself."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.projects.model import ADVICE_STATES, AdviceState, AdviceView, ProjectFilter
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.panes import plain, refuse_at
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    DurationField,
    Field,
    Form,
    MultilineField,
    Proposal,
    RecordPicker,
    TextField,
    TimeField,
    TokenField,
)
from cresi_app.widgets.layouts import Grid, Row
from cresi_app.widgets.typingkept import TypingKept

Documents = Callable[[str], Sequence[Proposal]]
_PLAIN = ("subject", "advised_on", "starts_at", "minutes", "mode_code", "state", "staff_id", "note", "next_step")


class AdviceForm(Card):
    """The chosen advice. `documents` finds what can be handed out; `removed` tells that the advice was taken off."""

    removed = Signal()

    def __init__(self, desk: Desk, service: ProjectService, documents: Documents) -> None:
        self._remove = Button(tr("Retirer"), "ghost", "trash-2")
        super().__init__(tr("Conseil"), aside=(self._remove,))
        self._desk, self._service = desk, service
        self._view: AdviceView | None = None
        directory = service.directory
        staff = [(None, "—"), *((one.id, one.name) for one in directory.staff_profiles())]
        states = [(state, tr(word)) for state, (word, _) in ADVICE_STATES.items()]
        modes = [(mode.code, mode.name) for mode in service.advice_modes.values()]
        self._documents = TokenField(desk, tr("Documents remis"), documents, name="documents")
        self._documents.committed.connect(self._hand_out)
        people = searches.people(directory, self._organisation)
        self._fields: list[Field] = [
            TextField(tr("Sujet"), name="subject"),
            RecordPicker(
                desk,
                tr("Association"),
                searches.organisations(directory),
                name="organisation_id",
                create=searches.new_organisation(desk, directory),
            ),
            RecordPicker(
                desk,
                tr("Personne"),
                people,
                name="person_id",
                create=searches.new_person(desk, directory, self._organisation),
            ),
            RecordPicker(desk, tr("Dossier"), self._projects, name="project_id"),
            DateField(tr("Jour"), name="advised_on"),
            TimeField(tr("Heure"), name="starts_at"),
            DurationField(tr("Durée"), name="minutes"),
            ChoiceField(tr("Comment"), modes, name="mode_code"),
            ChoiceField(tr("État"), states, name="state"),
            ChoiceField(tr("Conseillé par"), staff, name="staff_id"),
            MultilineField(tr("Ce qui a été dit"), name="note", lines=6),
            TextField(tr("Suite prévue"), name="next_step"),
        ]
        self.form = Form(self._fields, self)
        self._kept = TypingKept(desk, self.form, self)
        self.form.committed.connect(self._save)
        self._remove.clicked.connect(self._take_off)
        self._lay()

    def _lay(self) -> None:
        grid = Grid(across=14, down=10)
        wide = {"subject", "note", "next_step", "organisation_id", "person_id", "project_id"}
        row = column = 0
        for field in self._fields:
            if field.name in wide:
                row, column = row + bool(column), 0
                grid.addWidget(field, row, 0, 1, 2)
                row += 1
            else:
                grid.addWidget(field, row, column)
                row, column = (row + 1, 0) if column else (row, 1)
        grid.addWidget(self._documents, row + bool(column), 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addLayout(Row(None))

    def show_view(self, view: AdviceView | None) -> None:
        """Show advice; what is being typed stays when it is the same one."""
        same = view is not None and self._view is not None and view.advice.id == self._view.advice.id
        if not same:
            self.form.flush()
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            return
        one = view.advice
        values: dict[str, Any] = {name: getattr(one, name) for name in _PLAIN}
        values["organisation_id"] = Proposal(one.organisation_id, view.organisation) if one.organisation_id else None
        values["person_id"] = Proposal(one.person_id, view.person) if one.person_id else None
        values["project_id"] = Proposal(one.project_id, view.project) if one.project_id else None
        self.form.show_values(values, keep_typing=same)
        if not same:
            self._kept.show(f"advice:{one.id}")
        self._documents.set_value([Proposal(key, title) for key, title in view.documents], keep_typing=same)
        planned = one.state is AdviceState.PLANNED
        self.set_title(tr("Rendez-vous") if planned else tr("Conseil"))

    def flush(self) -> None:
        """Save what is being typed."""
        if self._view is not None:
            self.form.flush()

    def _organisation(self) -> int | None:
        return self._view.advice.organisation_id if self._view is not None else None

    def _projects(self, text: str) -> list[Proposal]:
        holder = self._organisation()
        wanted = ProjectFilter(text=text, organisation_id=None if text.strip() else holder)
        return [Proposal(row.id, row.title, row.holder, row.number) for row in self._service.projects(wanted, 12)]

    def _save(self, name: str, value: Any) -> None:
        if self._view is None:
            return
        service, actor, key, given = self._service, self._desk.actor, self._view.advice.id, {name: plain(value)}

        def work() -> Changes:
            return service.update_advice(actor, key, None, None, **given)

        self._desk.write("projects.update_advice", work, lambda _changes: None, partial(refuse_at, self.form, name))

    def _hand_out(self, value: Any) -> None:
        if self._view is None:
            return
        service, actor, key = self._service, self._desk.actor, self._view.advice.id
        wanted = [int(str(proposal.value)) for proposal in value]
        self._desk.write("projects.hand_out", lambda: service.hand_out(actor, key, wanted), lambda _changes: None)

    def _take_off(self) -> None:
        if self._view is None:
            return
        service, actor, key = self._service, self._desk.actor, self._view.advice.id

        def done(_changes: Changes) -> None:
            self._desk.messages.toast(tr("Conseil retiré"))
            self.removed.emit()

        self._desk.write("projects.remove_advice", lambda: service.remove_advice(actor, key), done)
