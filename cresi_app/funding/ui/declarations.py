"""« Déclarations »: the year's three duties, their lines, what completes them, the files made of them, grants of earlier years."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.aid import AidDeclaration, AidLine, AidNames, GrantAid
from cresi_app.funding.model.declaration import Declaration, Duty, DutyView
from cresi_app.funding.model.pastgrant import PastRow
from cresi_app.funding.model.publication import Publication
from cresi_app.funding.model.scdl import EssentialLine
from cresi_app.funding.service import FundingService
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.funding.ui.activityimport import ActivityImportView
from cresi_app.funding.ui.declarations_acts import Makers
from cresi_app.funding.ui.declarations_cards import DutyCard
from cresi_app.funding.ui.declarations_documents import DocumentsPart
from cresi_app.funding.ui.declarations_form import complete_form, expense_form
from cresi_app.funding.ui.declarations_lines import (
    LinesTable,
    activity_lines,
    aid_lines,
    essential_lines,
    made_lines,
    past_lines,
)
from cresi_app.funding.ui.grantimport import GrantImportView
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.card import Card, Pane
from cresi_app.widgets.columns import EqualCells
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea

TOUCHING: Final = (
    "payment", "grant", "grant_aid", "declared_expense", "declaration", "past_grant", "organisation", "organisation_identifier", "project",
    "project_sector", "instalment", "activity_document", "home",
)  # fmt: skip
_PANE: Final = 336
_HISTORY, _PAST = "history", "past"


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the pane shows of a year, read at once."""

    aid: AidDeclaration
    names: AidNames
    essential: tuple[EssentialLine, ...]
    published: Publication | None
    duties: tuple[DutyView, ...]
    made: tuple[Declaration, ...]
    past: tuple[PastRow, ...]
    aids: dict[int, GrantAid | None]
    refusal: str = ""


class DeclarationsPane(QWidget):
    """The part « Déclarations » of the Financements page.

    `told`: its sentence under the page's title is another one; `turned`: an import came to the front, or left it.
    """

    told = Signal()
    turned = Signal()

    def __init__(self, desk: Desk, service: FundingService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service.declarations
        self._frame = Column(parent=self)
        self.found: Overview | None = None
        self._goes_on = False
        self._build()

    # --- building ---

    def _build(self) -> None:
        self.makers = Makers(self._desk, self._service)
        self.cards = {duty: DutyCard(duty) for duty in Duty}
        for card in self.cards.values():
            card.shown.connect(lambda duty: self.show_part(duty.value))
            card.exported.connect(lambda duty: self.makers.make(duty, self._desk.year))
        self.parts = Segmented(
            tr("Lignes à montrer"),
            [
                (Duty.AID.value, tr("Aide")),
                (Duty.SCDL.value, tr("Conventions")),
                (Duty.IATI.value, tr("Activités")),
                (_PAST, tr("Années passées")),
                (_HISTORY, tr("Établi")),
            ],
        )
        self.parts.chosen.connect(lambda key: self.show_part(str(key)))
        self.table = LinesTable(self._desk)
        self.table.current_changed.connect(lambda _row: self._show_line())
        self.table.opened.connect(lambda _row: self._open())
        self.sums = Label("", "secondary", "text2", wrap=True)
        self.message = InlineMessage()
        self.message.hide()
        self.importing = GrantImportView(self._desk, self._service)
        self.importing.closed.connect(self._close_import)
        self._stack = FrontStack()
        self._stack.addWidget(self._overview())
        self._stack.addWidget(self.importing)
        self.activities = ActivityImportView(self._desk, self._service)
        self.activities.closed.connect(self._close_import)
        self.importing.activities_asked.connect(self.look_at_activities)
        self._stack.addWidget(self.activities)
        self._stack.currentChanged.connect(lambda _place: self.turned.emit())
        self._frame.addWidget(self._stack)
        self.parts.set_current(Duty.AID.value)

    def _overview(self) -> QWidget:
        duties = EqualCells(220)
        duties.show_cells(list(self.cards.values()))
        self.everything = Button(tr("Exporter tout, même sous le seuil"), "link")
        self.everything.clicked.connect(lambda _checked=False: self._export_everything())
        card = Card(padding=(18, 12))
        tools = Row(self.parts, None, self.everything, spacing=10)
        card.body.addLayout(tools)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.sums)
        left = QWidget()
        Column(self.message, duties, card, spacing=14, margins=(24, 4, 24, 14), parent=left).setStretch(2, 1)
        self._side = Pane("surface", edges="l")
        hold(self._side, width=_PANE)
        self._side_frame = Column(parent=self._side)
        self._aside: QWidget | None = None
        whole = QWidget()
        hold(card, least_height=260)
        row = Row(ScrollArea(left), self._side, spacing=0, parent=whole)
        row.setStretch(0, 1)
        self._hint(tr("Choisissez une ligne pour la compléter."))
        return whole

    def retranslate(self) -> None:
        """Build again in the language in force."""
        while item := self._frame.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._build()
        self.refresh(None)

    # --- reading ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what `changes` touched; everything for None."""
        if changes is not None and not changes.touches_any(TOUCHING):
            return
        year, service = self._desk.year, self._service
        self._desk.read(("funding", "declarations"), lambda: _gather(service, year), self._show, self._refused)

    def _refused(self, error: CresiError) -> None:
        self.message.say(error.sentence, "warning")
        self.message.show()
        if self.found is None:
            self.table.show_lines(())

    def _show(self, found: Overview) -> None:
        self.found = found
        self.told.emit()
        for view in found.duties:
            self.cards[view.duty].show_duty(view)
        self.message.setVisible(bool(found.refusal))
        if found.refusal:
            self.message.say(found.refusal, "warning")
        self.show_part(self.parts.current or Duty.AID.value)

    def count_words(self) -> str:
        """Return the page's second line."""
        if self.found is None:
            return tr("Ce qui se déclare et se publie pour l'année")
        aid = self.found.aid
        return tr("{authority} · année civile {year}", authority=aid.authority, year=aid.year)

    @property
    def importing_now(self) -> bool:
        """Whether an import has the place of everything."""
        return self._stack.currentIndex() > 0

    def show_part(self, key: str) -> None:
        """Show the lines of a duty, or what was made."""
        if self.parts.current != key:
            self.parts.set_current(key)
        found = self.found
        self.everything.setVisible(key in {Duty.SCDL.value, Duty.IATI.value})
        self.everything.setText(
            tr("Exporter tout, même sous le seuil") if key == Duty.SCDL.value else tr("Exporter tous les dossiers")
        )
        if found is None:
            return
        if key == Duty.AID.value:
            self.table.show_lines(aid_lines(found.aid.lines, found.names))
        elif key == Duty.SCDL.value:
            self.table.show_lines(essential_lines(found.essential))
        elif key == Duty.IATI.value:
            self.table.show_lines(activity_lines(found.published) if found.published else [])
        elif key == _PAST:
            self.table.show_lines(past_lines(found.past))
        else:
            self.table.show_lines(made_lines(found.made))
        if (
            self._goes_on and self.table.rows
        ):  # what was completed has left the head of the list: the next one stands there
            self.table.select(1)
        self._goes_on = False
        self.sums.setText(_sums(found.aid) if key == Duty.AID.value else "")
        self.sums.setVisible(key == Duty.AID.value)
        self._show_line()

    # --- one line ---

    def _put_aside(self, widget: QWidget) -> None:
        if self._aside is not None:
            self._side_frame.removeWidget(self._aside)
            self._aside.hide()
            self._aside.deleteLater()
        holder = Pane("surface")
        Column(widget, parent=holder)
        self._aside = ScrollArea(holder, ground="surface")
        self._side_frame.addWidget(self._aside)
        self._side.show()

    def _hint(self, words: str) -> None:
        holder = QWidget()
        Column(Label(words, "secondary", "text2", wrap=True), None, margins=(20, 20, 18, 20), parent=holder)
        self._put_aside(holder)
        self._side.hide()  # no pane for one sentence: the table has the room

    def _show_line(self) -> None:
        line, found = self.table.line(), self.found
        if line is None or found is None:
            self._hint(tr("Choisissez une ligne pour la compléter."))
        elif isinstance(line.source, AidLine) and line.key[0] == "grant":
            form = complete_form(self._desk, self._service, line.source, found.aids.get(line.key[1]))
            form.done.connect(self._completed)
            form.given_up.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
            self._put_aside(form)
        else:
            self._tell_line()

    def _tell_line(self) -> None:
        line = self.table.line()
        assert line is not None
        holder = QWidget()
        words = [
            Label(line.what, "detail", wrap=True),
            Label(line.who, "secondary", "text2", wrap=True),
            Label(line.amount, "strong"),
        ]
        column = Column(*words, spacing=8, margins=(20, 16, 18, 20), parent=holder)
        if line.why:
            column.addWidget(Label(line.why, "secondary", "text2", wrap=True))
        if self.parts.current == Duty.IATI.value and line.key[0] in {"grant", "project"}:
            column.addWidget(DocumentsPart(self._desk, self._service, line.key))
        if line.key[0] in {"grant", "project"}:
            go = Button(tr("Ouvrir la fiche"), "secondary", "external-link")
            go.clicked.connect(lambda _checked=False: self._open())
            column.addLayout(Row(go, None))
        if line.key[0] == "declared_expense":
            gone = Button(tr("Retirer cette dépense"), "danger", "trash-2")
            gone.clicked.connect(lambda _checked=False: self._remove_expense(line.key[1]))
            column.addLayout(Row(gone, None))
        column.addStretch(1)
        self._put_aside(holder)

    def _open(self) -> None:
        line = self.table.line()
        if line is not None and line.key[0] in {"grant", "project"}:
            self._desk.open_record(*line.key)

    def _completed(self, _changes: Changes) -> None:
        self._desk.messages.toast(tr("Déclaration complétée"))
        self._goes_on = True

    # --- acts ---

    def ask_expense(self) -> None:
        """Show the form of an expense to be declared."""
        form = expense_form(self._desk, self._service, self._desk.year)
        form.done.connect(lambda _changes: self._desk.messages.toast(tr("Dépense ajoutée")))
        form.given_up.connect(self._show_line)
        self._put_aside(form)
        form.begin()

    def _remove_expense(self, expense_id: int) -> None:
        service, actor = self._service, self._desk.actor
        self._desk.write("funding.remove_expense", lambda: service.remove_expense(actor, expense_id, None))

    def _export_everything(self) -> None:
        duty = Duty(self.parts.current) if self.parts.current == Duty.SCDL.value else Duty.IATI
        self.makers.make(duty, self._desk.year, everything=True)

    def begin_import(self) -> None:
        """Show the import of lists of grants."""
        self._stack.setCurrentIndex(1)
        self.importing.begin(None)

    def look_at_activities(self, path: Path) -> None:
        """Show the import of a file of activities."""
        self._stack.setCurrentIndex(2)
        self.activities.open(path)

    def _close_import(self) -> None:
        self._stack.setCurrentIndex(0)
        self.refresh(None)


def _gather(service: ActivityImportDesk, year: int) -> Overview:
    """Read everything of a year."""
    aid = service.aid_declaration(year)
    essential = tuple(service.essential_lines(year))
    published, refusal = None, ""
    try:
        published = service.publication()
    except DomainError as error:
        refusal = error.sentence
    duties = list(service.duties(year))
    if published is not None:
        duties.append(
            service.duty(Duty.IATI, year, (len(published.activities), published.total_minor), len(published.left_out))
        )
    ids = {line.source.entity_id for line in aid.lines if line.source.entity == "grant"}
    return Overview(
        aid=aid,
        names=service.aid_names(),
        essential=essential,
        published=published,
        duties=tuple(duties),
        made=tuple(service.declarations()),
        past=tuple(service.past_grants()),
        aids={one: service.grant_aid(one) for one in ids},
        refusal=refusal,
    )


def _sums(aid: AidDeclaration) -> str:
    def money(minor: int) -> str:
        return format_money(Money(minor))

    words = tr(
        "Déclaré {declared} + à compléter {waiting} + hors déclaration {out} = payé {paid}.",
        declared=money(aid.declared_minor),
        waiting=money(aid.incomplete_minor),
        out=money(aid.out_minor),
        paid=money(aid.total_minor),
    )
    return words if aid.reconciles else tr("{sums} Ces sommes ne concordent pas.", sums=words)
