"""« À vérifier »: the checks with what each found, its findings, what one click writes, and pairs compared side by side."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.catalogue.model.checks import BY_CODE, Check, Finding, FindingRow, Findings
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.checkslist import ChecksList
from cresi_app.catalogue.ui.comparepane import ComparePane
from cresi_app.catalogue.ui.findingslist import FindingsList
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.notices import EmptyState, InlineMessage
from cresi_app.widgets.readingorder import order_tabs
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tasks import Cancelled, Progress
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import NO_LIMIT, Turns

_PLACES: Final = {
    "subjects": "notice:subjects", "texts": "texts", "copies": "copies", "files": "notice", "no_language": "notice:languages",
    "no_contributor": "notice:contributions", "no_date": "notice:date_text", "doubtful_date": "notice:year", "wrong_number": "notice:isbn",
    "wrong_address": "notice:url",
}  # fmt: skip
_COUNTED: Final = {
    "deprecated_term": "document_subject", "no_language": "document_language", "no_copy": "copy",
}  # fmt: skip
"""The rows that tell how much a check's mend has written, where they are not those it found."""
_BESIDE: Final = 960
"""Width in pixels of the look from which two records are compared beside what was found."""


class ChecksView(QWidget):
    """The to-do list of the collection. `closed` to go back, `record_asked(kind, id, place)` to open one where it is mended."""

    closed = Signal()
    record_asked = Signal(object, object, object)

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._found: Mapping[str, Findings] = {}
        self._progress: Progress | None = None
        self._once_more = False
        self._wanted = ""
        self.checks = ChecksList()
        self.checks.chosen.connect(self._choose)
        self.findings = FindingsList(desk, service)
        self.findings.opened.connect(self._open)
        self.findings.mend_asked.connect(self._mend)
        self.findings.by_hand.connect(self._mend_by_hand)
        self.findings.none_asked.connect(self._say_none)
        self.findings.leave_asked.connect(self._leave)
        self.findings.pair_chosen.connect(self._compare)
        self.findings.forget_asked.connect(self._forget)
        self.compare = ComparePane(desk, service)
        self.compare.settled.connect(lambda _changes: self._next_pair())
        self.compare.skipped.connect(self.findings.step)
        self.compare.opened.connect(self._open_compared)
        self.compare.filled.connect(lambda: order_tabs(self))
        self.message = InlineMessage("", "info")
        self.message.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        crumb = Button(tr("Catalogue"), "link")
        crumb.clicked.connect(lambda _checked=False: self.closed.emit())
        trail = Row(crumb, Label("›", "secondary", "text3"), Label(tr("À vérifier"), "secondary", "text2"), None)
        self.subtitle = Label("", "secondary", "text2")
        self.again = Button(tr("Vérifier de nouveau"), "secondary", "refresh-cw")
        self.again.clicked.connect(lambda _checked=False: self.look())
        self.deep = Button(tr("Relire aussi les fichiers"), "ghost")
        self.deep.clicked.connect(lambda _checked=False: self.look(deep=True))
        head = Row(
            Column(trail, Label(tr("À vérifier"), "h1"), self.subtitle, spacing=0),
            None,
            self.deep,
            self.again,
            spacing=10,
        )
        left = Card(padding=(10, 12))
        left.body.addWidget(self.checks)
        self._left = left
        self._clean = EmptyState(
            tr("Rien à vérifier ici"), tr("Choisissez un contrôle à gauche ; ceux qui n'ont rien trouvé sont grisés.")
        )
        self._middle = Card()
        self._middle.body.addWidget(self.findings)
        self._pair = Card(tr("Côte à côte"))
        self._pair.body.addWidget(self.compare)
        hold(self._pair, least_height=340)
        both = QWidget()
        self._sides = Row(self._middle, self._pair, spacing=14, parent=both)
        self._sides.setStretch(0, 5)
        self._sides.setStretch(1, 7)
        self._pair.hide()
        self._stack = FrontStack()
        self._stack.addWidget(self._clean)
        self._stack.addWidget(ScrollArea(both))
        self.turns = Turns(left, self._stack, lists=[self.checks])
        self._fit()
        theme().changed.connect(self._fit)
        Column(head, self.message, self.turns, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(2, 1)
        order_tabs(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put what is compared under what was found where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme().px(_BESIDE)
        if self.turns.one_at_a_time:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(NO_LIMIT)
        else:
            self._left.setFixedWidth(theme().px(280 if narrow else 296))
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    # --- looking ---

    def look(self, code: str = "", *, deep: bool = False) -> None:
        """Look the collection over, beside everything else; `code` is the check to show then."""
        if code:
            self.turns.show_sheet()
        self._wanted = code or self._wanted
        if self._progress is not None:
            self._once_more = True  # something changed under the look that is going on
            return
        service = self._service
        self.subtitle.setText(tr("Vérification en cours…"))
        self._progress = self._desk.long(
            tr("Vérification du catalogue"),
            lambda progress: service.check_collection(progress, deep=deep),
            self._show,
            self._gave_up,
        )

    def heed(self, changes: Changes | None) -> None:
        """Look again after an act made anywhere, when the list is in sight."""
        if self.isVisible() and (changes is None or changes.seq is not None):
            self.look()

    def _gave_up(self, error: CresiError | Cancelled) -> None:
        self._progress = None
        self.subtitle.setText(tr("Vérification interrompue : les comptes sont ceux d'avant."))
        if isinstance(error, CresiError):
            self._refused(error)

    def _show(self, found: Mapping[str, Findings]) -> None:
        self._progress = None
        if self._once_more:
            self._once_more = False
            self.look()
            return
        self._found = found
        total = sum(one.count for one in found.values())
        self.subtitle.setText(
            trn("{count} point à voir", "{count} points à voir", total, count=format_number(total))
            if total
            else tr("Tout est en ordre.")
        )
        self.checks.show_counts({code: one.count for code, one in found.items()})
        current = self._wanted or self.checks.current or next((code for code, one in found.items() if one.count), "")
        self._wanted = ""
        self.checks.select(current)
        self._choose(current)

    def _choose(self, code: object) -> None:
        findings = self._found.get(str(code))
        if findings is None:
            return
        self._stack.setCurrentIndex(1)
        self.message.hide()
        self.findings.show_findings(findings)
        self._pair.setVisible(findings.check.pairs and findings.count > 0)
        if findings.check.pairs:
            self.compare.clear()
            self.findings.step()

    # --- acting ---

    @property
    def _check(self) -> Check:
        return BY_CODE[self.checks.current]

    def _open(self, row: object) -> None:
        if not isinstance(row, FindingRow):
            return
        check = self._check
        if check.place == "authority":
            self.record_asked.emit(check.table, row.id, "")
        elif check.place == "term":
            self.record_asked.emit("subject", row.id, "")
        elif row.document_id is not None:
            place = _PLACES.get(check.code) or _PLACES.get(check.place, "notice")
            self.record_asked.emit("document", row.document_id, place)

    def _mend_by_hand(self, row: object) -> None:
        """Open the form where it is mended, with the sentence that says what to do there."""
        self._desk.messages.toast(tr(self._check.by_hand))
        self._open(row)

    def _open_compared(self, record_id: object) -> None:
        table = self._check.table
        self.record_asked.emit(table, record_id, "")

    def _compare(self, pair: object) -> None:
        if isinstance(pair, tuple) and self._check.pairs:
            one, other, why = pair
            self.compare.compare(self._check.table, (one, other), why)

    def _next_pair(self) -> None:
        self.findings.drop_current()

    def _mend(self, found: object) -> None:
        service, actor, check = self._service, self._desk.actor, self._check
        wanted: Sequence[Finding] = found if isinstance(found, list) else []
        if not wanted:
            return
        words = tr(check.mend)

        def done(changes: Changes) -> None:
            if changes.seq is None:
                self.message.say(tr("Rien n'est proposé pour ces fiches : ouvrez-les."), "info")
                self.message.show()
                return
            if check.code == "no_subject":
                given = len(changes.touched.get("document_subject", ()))
                tell_done(self._desk, service, trn("{n} sujet donné", "{n} sujets donnés", given), changes)
                return
            if check.code == "no_contributor":
                given = len(changes.touched.get("contribution", ()))
                tell_done(self._desk, service, trn("{n} auteur écrit", "{n} auteurs écrits", given), changes)
                return
            counted = _COUNTED.get(check.code, check.table)
            told = len(changes.touched.get(counted, ()))
            tell_done(self._desk, service, trn("{mend} : {n} fiche", "{mend} : {n} fiches", told, mend=words), changes)

        self._desk.write("catalogue.mend", lambda: service.mend(actor, check.code, wanted), done, self._refused)

    def _say_none(self, found: object) -> None:
        service, actor, check = self._service, self._desk.actor, self._check
        wanted: Sequence[Finding] = found if isinstance(found, list) else []
        words = tr(check.other)

        def done(changes: Changes) -> None:
            told = len(changes.touched.get("document", ()))
            tell_done(self._desk, service, trn("{mend} : {n} fiche", "{mend} : {n} fiches", told, mend=words), changes)

        self._desk.write("catalogue.mend", lambda: service.say_none(actor, check.code, wanted), done, self._refused)

    def _leave(self, found: object) -> None:
        service, actor, code = self._service, self._desk.actor, self.checks.current
        wanted: Sequence[Finding] = found if isinstance(found, list) else []
        told = trn("{n} point laissé tel quel", "{n} points laissés tels quels", len(wanted))
        self._desk.write(
            "catalogue.leave_alone", lambda: service.leave(actor, code, wanted),
            lambda changes: tell_done(self._desk, service, told, changes), self._refused,
        )  # fmt: skip

    def _forget(self) -> None:
        service, actor, code = self._service, self._desk.actor, self.checks.current
        self._desk.write("catalogue.leave_alone", lambda: service.forget_left(actor, code), None, self._refused)

    def _refused(self, error: CresiError) -> None:
        self.message.say(error.sentence, "warning")
        self.message.show()

    def show_twins(self, table: AuthorityKind) -> None:
        """Look at the authorities of a list that are alike."""
        self.look(
            {"contributor": "twin_contributors", "publisher": "twin_publishers", "series": "twin_series"}[table.value]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
