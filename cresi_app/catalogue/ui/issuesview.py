"""« Numéros »: what the centre holds of a periodical, what lacks and what is late; the issues, ticked as they come."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.model.collection import Collection, in_order
from cresi_app.catalogue.model.description import Issue
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DateField, NumberField, TextField
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Flow, Grid, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

_WHOLE: Final = 12
"""As many issues are shown without a bar of their own: three years of a quarterly."""
_VALUES: Final = ("number", "volume", "year", "date_text", "due_on", "state", "received_on", "title", "note")


class IssuesView(QWidget):
    """The issues of the periodical on screen. `saved` follows each act."""

    saved = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._document_id = 0
        self._issues: dict[int, Issue] = {}
        self._articles: Mapping[str, int] = {}
        self.held = Label("", "body", wrap=True)
        self.gaps = Label("", "body", "danger", wrap=True)
        self.late = Label("", "secondary", "warning", wrap=True)
        self.message = InlineMessage("", "info")
        self.message.hide()
        self.model: TableModel[Issue] = TableModel(desk, ("catalogue", "issues"), self._columns(), self)
        self.table = TableView(tr("Numéros du périodique"), self.model, row_height=36, several=True)
        self.table.current_changed.connect(self._stand_on)
        self.model.count_changed.connect(lambda _count: self._fit())
        theme().changed.connect(self._fit)
        self._fit()
        self.add_button = Button(tr("Ajouter un numéro"), "secondary", "plus")
        self.add_button.clicked.connect(lambda _checked=False: self._begin(self._adding()))
        self.run_button = Button(tr("Ajouter une suite"), "ghost")
        self.run_button.clicked.connect(lambda _checked=False: self._begin(self._adding_run()))
        self.expect_button = Button(tr("Préparer les attendus"), "ghost", "calendar-plus")
        self.expect_button.clicked.connect(lambda _checked=False: self.expect())
        self.acts = QWidget()
        self._ticks = Flow(gap=8, parent=self.acts)
        self.form = self._make_form()
        self._form_holder = QWidget()
        self._act_place = Column()
        self._lay_out()

    def _columns(self) -> list[TableColumn[Issue]]:
        return [
            TableColumn("number", tr("N°"), _number, width=96, bold=True),
            TableColumn("when", tr("Parution"), _when, stretch=True, width=120, ink="text2"),
            TableColumn("articles", tr("Articles"), lambda one: str(self._articles.get(one.number) or ""), "right", width=74),
            TableColumn("state", tr("État"), lambda _one: "", width=118, pill=self._pill),
        ]  # fmt: skip

    def _pill(self, one: Issue) -> tuple[str, str]:
        state = self._service.issue_states[one.state]
        return state.name, state.tone

    def _make_form(self) -> AutoForm:
        states = [(one.code, one.name) for one in self._service.issue_states.values()]
        fields = [
            TextField(tr("Numéro"), name="number"), NumberField(tr("Année"), name="year", least=1000, most=2999),
            TextField(tr("Volume"), name="volume"), DateField(tr("Paraît le"), name="due_on"), TextField(tr("Date imprimée"), name="date_text"),
            ChoiceField(tr("État"), states, name="state"), DateField(tr("Reçu le"), name="received_on"),
            TextField(tr("Titre du dossier"), name="title"), TextField(tr("Note"), name="note"),
        ]  # fmt: skip
        form = AutoForm(self._desk, "serial_issue", (), self._save)
        for field in fields:
            form.form.add(field)
        grid = Grid(across=8, down=8)
        spans = ((0, 0, 2), (0, 2, 2), (0, 4, 2), (1, 0, 2), (1, 2, 2), (1, 4, 2), (2, 0, 2), (2, 2, 4), (3, 0, 6))
        for column in range(6):
            grid.setColumnStretch(column, 1)
        for field, (row, column, span) in zip(fields, spans, strict=True):
            grid.addWidget(field, row, column, 1, span)
        form.lines.addLayout(grid)
        return form

    def _lay_out(self) -> None:
        for code, state in self._service.issue_states.items():
            button = Button(state.name, "secondary")
            button.setAccessibleName(tr("Noter les numéros choisis : {state}", state=state.name))
            button.clicked.connect(lambda _checked=False, code=code: self.tick(code))
            self._ticks.addWidget(button)
        self.notice_button = Button("", "link", "file-plus")
        self.notice_button.clicked.connect(lambda _checked=False: self._notice())
        self.remove_button = Button(tr("Retirer ce numéro"), "ghost", "trash-2")
        self.remove_button.clicked.connect(lambda _checked=False: self._remove())
        Column(
            Overline(tr("Numéro choisi")),
            self.form,
            Row(self.notice_button, None, self.remove_button),
            spacing=8,
            parent=self._form_holder,
        )
        self._form_holder.hide()
        self._listed = QWidget()
        marking = Label(tr("Noter les numéros choisis (Maj ou Ctrl pour plusieurs) :"), "caption", "text2")
        Column(marking, self.acts, self.table, spacing=8, parent=self._listed)  # the latest stand under what marks them
        Column(
            Overline(tr("État de collection")), self.held, self.gaps, self.late, Divider(),
            Row(self.add_button, self.run_button, self.expect_button, None, spacing=6), self._act_place, self.message,
            self._listed, self._form_holder, spacing=8, parent=self,
        )  # fmt: skip

    def _fit(self) -> None:
        """Show a short run whole: what scrolls is the form it stands in; a long one scrolls by itself."""
        shown = min(self.model.rowCount(), _WHOLE) + 0.4 * (self.model.rowCount() > _WHOLE)
        lines = round(max(2, shown) * theme().px(self.table.tall))
        self.table.setMinimumHeight(self.table.horizontalHeader().height() + lines + 2 * self.table.frameWidth())

    # --- showing ---

    def show_sheet(self, sheet: DocumentSheet) -> None:
        """Show the issues as they are now."""
        other = sheet.document.id != self._document_id
        self._document_id = sheet.document.id
        self._issues = {one.id: one for one in in_order(sheet.issues)[::-1]}
        ids = list(self._issues)
        issues = self._issues
        self._listed.setVisible(bool(issues))
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: issues[one] for one in wanted if one in issues},
            )
        )
        if other:
            self._close_act()
            self.message.hide()
            self._form_holder.hide()
        self._stand_on(self.table.current())
        document_id, service = self._document_id, self._service
        self._desk.read(
            ("catalogue", "collection"),
            lambda: (service.collection(document_id), service.articles_by_number(document_id)),
            lambda found: self._say(*found),
        )

    def _say(self, collection: Collection, articles: Mapping[str, int]) -> None:
        self._articles = articles
        self.table.viewport().update()
        held = " ; ".join((*collection.held, *collection.specials))
        self.held.setText(held or tr("Aucun numéro n'est encore noté."))
        self.gaps.setText(tr("Lacunes : {gaps}", gaps=", ".join(collection.gaps)) if collection.gaps else "")
        self.gaps.setVisible(bool(collection.gaps))
        late = collection.late
        self.late.setText(
            trn(
                "{n} numéro attendu n'est pas arrivé : {numbers}", "{n} numéros attendus ne sont pas arrivés : {numbers}", len(late),
                numbers=", ".join(_number(one) for one in late[:8]),
            ) if late else ""
        )  # fmt: skip
        self.late.setVisible(bool(late))

    def _stand_on(self, issue_id: object) -> None:
        one = self._issues.get(issue_id) if isinstance(issue_id, int) else None
        self._form_holder.setVisible(one is not None)
        if one is not None:
            self.form.show_record(one.id, one.version, {name: getattr(one, name) for name in _VALUES})
            self.notice_button.setText(tr("Ouvrir sa notice") if one.notice_id else tr("Faire sa notice"))

    def flush(self) -> bool:
        """Save what is being typed."""
        return self.form.flush() if not self._form_holder.isHidden() else True

    # --- acts ---

    def _save(self, record_id: int, version: int, group: int, fields: Mapping[str, Any]) -> Changes:
        return self._service.update_issue(self._desk.actor, record_id, version, group, **fields)

    def tick(self, state: str) -> None:
        """Note the chosen issues as received, missing or claimed."""
        ids = self.table.selected()
        service, actor = self._service, self._desk.actor
        if ids:
            self._write(lambda: service.set_issue_states(actor, ids, state))
        else:
            self._refuse(DomainError("none_chosen", N_("Choisissez d'abord un ou plusieurs numéros dans la liste.")))

    def expect(self) -> None:
        """Note the issues that should come this year."""
        service, actor, document_id = self._service, self._desk.actor, self._document_id
        self._write(lambda: service.expect_issues(actor, document_id))

    def _remove(self) -> None:
        one = self._issues.get(self.table.current() or 0)
        service, actor = self._service, self._desk.actor
        if one is not None:
            self._write(lambda: service.remove_issue(actor, one.id, one.version))

    def _notice(self) -> None:
        one = self._issues.get(self.table.current() or 0)
        service, actor, desk = self._service, self._desk.actor, self._desk
        if one is None:
            return
        if one.notice_id is not None:
            desk.open_record("document", one.notice_id)
        else:
            desk.write(
                "catalogue.make_issue_notice",
                lambda: service.make_issue_notice(actor, one.id),
                lambda changes: desk.open_record("document", changes.id),
                self._refuse,
            )

    def _write(self, work: Any) -> None:
        self.message.hide()
        self._desk.write("catalogue.issues", work, lambda _changes: self.saved.emit(), self._refuse)

    def _refuse(self, error: CresiError) -> None:
        self.message.say(error.sentence, "warning")
        self.message.show()

    # --- short forms ---

    def _begin(self, act: ActForm) -> None:
        self._close_act()
        act.done.connect(self._acted)
        act.given_up.connect(self._close_act)
        self._act_place.addWidget(act)
        act.begin()

    def _acted(self, _changes: object) -> None:
        self._close_act()
        self.saved.emit()

    def _close_act(self) -> None:
        clear_layout(self._act_place)

    def _adding(self) -> ActForm:
        fields = [
            TextField(tr("Numéro"), name="number", hint=tr("Comme 24, 12-13 ou hors-série 2.")),
            DateField(tr("Paru le"), name="due_on"),
            NumberField(tr("Année"), name="year", least=1000, most=2999),
        ]
        service, actor, document_id = self._service, self._desk.actor, self._document_id

        def work(values: Mapping[str, Any]) -> Any:
            said = {name: value for name, value in values.items() if value not in (None, "") or name == "number"}
            return lambda: service.add_issue(actor, document_id, **said)

        return ActForm(self._desk, (tr("Numéro reçu"), tr("Ajouter"), "plus"), fields, work)

    def _adding_run(self) -> ActForm:
        fields = [
            NumberField(tr("Du numéro"), name="first", least=1),
            NumberField(tr("Au numéro"), name="last", least=1),
            NumberField(
                tr("Année"),
                name="year",
                least=1000,
                most=2999,
                hint=tr("Vide quand la numérotation continue d'une année à l'autre."),
            ),
        ]
        service, actor, document_id = self._service, self._desk.actor, self._document_id

        def work(values: Mapping[str, Any]) -> Any:
            first, last, year = values["first"] or 0, values["last"] or values["first"] or 0, values["year"]
            return lambda: service.add_run(actor, document_id, first, last, year=year)

        return ActForm(self._desk, (tr("Suite de numéros reçus"), tr("Ajouter"), "plus"), fields, work)


def _number(one: Issue) -> str:
    return ", ".join(
        part
        for part in (tr("vol. {volume}", volume=one.volume) if one.volume else "", tr("n° {number}", number=one.number))
        if part
    )


def _when(one: Issue) -> str:
    when = one.date_text or (format_date(one.due_on) if one.due_on else str(one.year or ""))
    parts: Sequence[str] = (when, one.title)
    return " · ".join(part for part in parts if part)
