"""One act opened: its values before and after, what « Annuler » does, where the change came from."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.shell.history.aswas import Act, add_checks, fact_grid, fill_as_it_was
from cresi_app.shell.history.doors import ActDetail, AsItWas
from cresi_app.shell.history.lines import acts
from cresi_app.shell.history.values import named_pair
from cresi_app.widgets.buttons import BackButton, Button, IconButton
from cresi_app.widgets.card import Divider, Pane
from cresi_app.widgets.labels import IconLabel, Label, Overline
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import Avatar
from cresi_app.widgets.scroll import ScrollArea


class ActPane(Pane):
    """368 wide, its own scroll. The signals carry the line; `closed` is asked by « Retour » and by the cross."""

    take_back = Signal(object)
    put_back = Signal(object)
    record_asked = Signal(object)
    then_asked = Signal(object)
    """The record as it stood before the line is wanted."""
    link_asked = Signal(object)
    print_asked = Signal(object)
    closed = Signal()

    def __init__(self, *, writable: bool) -> None:
        super().__init__("surface", edges="l")
        self._writable = writable
        self.setAccessibleName(tr("Changement choisi"))
        inside = Pane("surface")
        self._column: QVBoxLayout = Column(spacing=10, margins=(20, 4, 18, 20), parent=inside)
        self.close_button = BackButton()
        self.close_button.clicked.connect(self.closed)
        self._number = Label("", "caption", "text2")
        self.link = IconButton(tr("Copier le lien vers ce changement"), "link")
        self.link.clicked.connect(lambda: self._ask(self.link_asked))
        self.print = IconButton(tr("Imprimer ce changement"), "printer")
        self.print.clicked.connect(lambda: self._ask(self.print_asked))
        self.cross = IconButton(tr("Fermer le détail"), "x")
        self.cross.clicked.connect(self.closed)
        head = Row(self.close_button, self._number, None, self.link, self.print, self.cross, margins=(20, 12, 14, 2))
        self.detail: ActDetail | None = None
        self.shown: AsItWas | None = None
        self.act: Button | None = None
        self.back_to: Button | None = None
        self._scroll = ScrollArea(inside)
        frame = Column(head, self._scroll, parent=self)
        frame.setStretch(1, 1)
        self.show_detail(None)

    def _ask(self, wanted: SignalInstance) -> None:
        if self.detail is not None:
            wanted.emit(self.detail.line)

    def show_detail(self, detail: ActDetail | None) -> None:
        """Show one act; None: that none is chosen."""
        self.detail, self.shown, self.act, self.back_to = detail, None, None, None
        for button in (self.link, self.print):
            button.setEnabled(detail is not None)
        clear_layout(self._column)
        if detail is None:
            self._number.setText("")
            self._column.addWidget(
                Label(tr("Choisissez un changement pour voir ce qu'il a fait."), "secondary", "text2", wrap=True)
            )
            self._column.addStretch(1)
            return
        line = detail.line
        self._number.setText(tr("Changement {n}", n=format_number(line.seq)))
        words = line.words[:1].upper() + line.words[1:]
        self._column.addWidget(Label(words, "detail", wrap=True))
        day = tr("{day} à {hour}", day=format_date(line.at.date()), hour=f"{line.at:%H:%M}")
        said = Label(tr("{who} · {when}", who=line.who, when=day), "secondary", "text2", wrap=True)
        self._column.addLayout(Row(Avatar(line.who, 24), said, spacing=9))
        self._buttons(detail)
        self._values(detail)
        if acts(line) and self._writable:
            self._section(tr("Ce que « Annuler » fera") if line.state != "undo" else tr("Ce que « Rétablir » fera"))
            add_checks(self._column, detail.will)
        self._section(tr("D'où vient ce changement"))
        self._column.addLayout(fact_grid(detail.facts))
        if detail.locked:
            self._column.addWidget(Divider())
            row = Row(IconLabel("lock", "text2", 16), Label(detail.locked, "caption", "text2", wrap=True), spacing=9)
            row.setStretch(1, 1)
            self._column.addLayout(row)
        self._column.addStretch(1)

    def show_as_it_was(self, shown: AsItWas, go_back: Act | None) -> None:
        """Show the record as it stood before the act; `go_back` takes it there, None where nothing can be written."""
        detail = self.detail
        self.shown, self.back_to = shown, None
        clear_layout(self._column)
        self.act = fill_as_it_was(self._column, shown, go_back, lambda: self.show_detail(detail))
        self._scroll.verticalScrollBar().setValue(0)
        if self.act is not None:
            self.act.setFocus()

    def _buttons(self, detail: ActDetail) -> None:
        line = detail.line
        if acts(line) and self._writable:
            if detail.moved:
                self._conflict(detail)
            else:
                words = tr("Rétablir ce changement") if line.state == "undo" else tr("Annuler ce changement")
                self.act = Button(words, "primary", "redo-2" if line.state == "undo" else "undo-2")
                self.act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                self.act.clicked.connect(lambda: self.take_back.emit(line))
                self._column.addWidget(self.act)
        if detail.back_to:
            self.back_to = Button(detail.back_to, "secondary", "history")
            self.back_to.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.back_to.clicked.connect(lambda: self.then_asked.emit(line))
            self._column.addWidget(self.back_to)
        if line.record is not None:
            show = Button(tr("Ouvrir la fiche"), "ghost" if detail.back_to else "secondary", "external-link")
            show.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            show.clicked.connect(lambda: self.record_asked.emit(line))
            self._column.addWidget(show)

    def _conflict(self, detail: ActDetail) -> None:
        message = InlineMessage(tr("Un changement plus récent touche la même valeur. Laquelle garder ?"), "warning")
        self._column.addWidget(message)
        line = detail.line
        keep = Button(tr("Garder celle d'aujourd'hui"), "primary")
        keep.clicked.connect(self.closed)
        self.act = Button(tr("Remettre celle d'avant"), "secondary", "undo-2")
        self.act.clicked.connect(lambda: self.put_back.emit(line))
        for button in (keep, self.act):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._column.addWidget(button)

    def _values(self, detail: ActDetail) -> None:
        if not detail.values and not detail.more:
            return
        self._section(tr("Avant et après"))
        for value in detail.values:
            self._column.addLayout(named_pair(value))
            if value.now is not None:
                self._column.addWidget(
                    Label(tr("Aujourd'hui : {text}", text=value.now or "—"), "caption", "warning", wrap=True)
                )
        if detail.more:
            self._column.addWidget(
                Label(trn("et {n} ligne de plus", "et {n} lignes de plus", detail.more), "caption", "text2")
            )

    def _section(self, title: str) -> None:
        self._column.addWidget(Divider())
        self._column.addWidget(Overline(title))
