"""The right column of the preview: what is printed, and the printer."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Divider, Pane
from cresi_app.widgets.fields.base import Field
from cresi_app.widgets.fields.choice import CheckField, ComboBox
from cresi_app.widgets.fields.text import MultilineField, TextField
from cresi_app.widgets.labels import ElidedLabel, Label, Overline
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.preview.offer import Choice, ChoiceGroup, PrintOffer, Printout, TextEntry
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

WIDTH: Final = 352
"""Pixels of the look that the column is wide."""
_TITLE: Final = 205
"""Pixels of the look that a choice's title may take beside its number of pages."""
_ALONE: Final = 274
"""The same where no number of pages stands beside it."""


class ChoiceRow(QWidget):
    """A box, its number of pages at the right, a sentence below when something must be known."""

    def __init__(self, choice: Choice, *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.box = CheckField(choice.title, name=choice.key)
        self.box.input.setAccessibleName(choice.title)
        self.box.set_value(on)
        self.pages = Label("", "caption", "text2").set_tabular()
        self.pages.hide()
        self.warning = Label("", "caption", "warning", wrap=True)
        self.links: list[QWidget] = []
        acts = Row(spacing=12, margins=(26, 0, 0, 0))
        for act in choice.acts:
            link = Button(act.label, "link")
            link.setAccessibleName(f"{act.label}, {choice.title}")
            link.clicked.connect(act.run)
            acts.addWidget(link)
            self.links.append(link)
        acts.addStretch(1)
        line = Row(self.box, self.pages, spacing=8)
        line.setStretch(0, 1)
        said = Row(self.warning, margins=(26, 0, 0, 4))
        column = Column(line, said, parent=self)
        if choice.acts:
            column.addLayout(acts)
        self.warn(choice.warning)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Cut a long title to the column's width: a box does not wrap its words."""
        room = theme().px(_TITLE if self.pages.text() else _ALONE)
        self.box.input.ensurePolished()
        cut = QFontMetrics(self.box.input.font()).elidedText(self.choice.title, Qt.TextElideMode.ElideRight, room)
        self.box.input.setText(cut)
        self.box.input.setToolTip(self.choice.title if cut != self.choice.title else "")

    def warn(self, sentence: str) -> None:
        """Say something below the box; "" for nothing."""
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))

    def show_pages(self, count: int | None) -> None:
        """Say how many pages it takes; None when it takes none."""
        self.pages.setText("" if count is None else trn("{n} page", "{n} pages", count))
        self.pages.setVisible(count is not None)
        self.restyle()


class OptionsColumn(Pane):
    """What is printed. `changed` tells that a box was (un)checked."""

    changed = Signal()
    closed = Signal()
    save_asked = Signal()
    print_asked = Signal()
    rewritten = Signal()
    """Words of the paper were written: every paper made before tells others."""
    near = Signal(object)
    """Mouse or keyboard came to a box, by its key."""
    other_asked = Signal(object)
    """Another paper about the same record is wanted, by its key."""

    def __init__(self, offer: PrintOffer, off: frozenset[str], on: frozenset[str]) -> None:
        """`off` and `on` are the kept choices of the last time that differ from the first ones."""
        super().__init__("surface", edges="l")
        self.offer = offer
        self.rows: dict[str, ChoiceRow] = {}
        self._cross = IconButton(tr("Fermer l'aperçu"), "x", keys=tr("Échap"))
        self._cross.clicked.connect(self.closed)
        self._stops: list[QWidget] = [self._cross]
        title = Row(ElidedLabel(offer.title, "detail"), self._cross, spacing=8)
        title.setStretch(0, 1)
        head = Column(title, ElidedLabel(offer.subtitle, "caption", "text2"), spacing=4, margins=(20, 16, 14, 12))
        if offer.others:
            self.papers = ComboBox(tr("Papier à imprimer"), offer.others)
            self.papers.set_key(offer.kind)
            self.papers.activated.connect(lambda _index: self.other_asked.emit(self.papers.key()))
            head.addSpacing(theme().px(6))
            head.addLayout(Row(self.papers, margins=(0, 0, 4, 0)))  # ends where the printer below ends
            self._stops.append(self.papers)
        self._body = Pane("surface")
        body = Column(spacing=2, margins=(20, 2, 18, 14), parent=self._body)
        for entry in offer.texts:
            body.addWidget(self._entry(entry))
        for number, group in enumerate(offer.groups):
            if number or offer.texts:
                body.addSpacing(theme().px(6))
                body.addWidget(Divider())
            body.addLayout(self._group_head(group))
            for choice in group.choices:
                first = (choice.on and choice.key not in off) or choice.key in on
                body.addWidget(self._row(choice, first if choice.kept else choice.on))
        if not offer.texts and not offer.groups:
            body.addWidget(
                Label(tr("Ce papier n'a rien à choisir : il s'imprime tel quel."), "secondary", "text2", wrap=True)
            )
        body.addStretch(1)
        column = Column(head, ScrollArea(self._body, ground="surface"), self._foot(), parent=self)
        column.setStretch(1, 1)

    def _entry(self, entry: TextEntry) -> Field:
        field: Field
        if entry.lines > 1:
            field = MultilineField(entry.title, name=entry.key, lines=entry.lines)
        else:
            field = TextField(entry.title, name=entry.key)
        field.set_value(entry.value)

        def written(value: object) -> None:
            entry.write(str(value or ""))
            self.rewritten.emit()
            self.changed.emit()

        field.committed.connect(written)
        self._stops.append(field.editor)
        return field

    def _group_head(self, group: ChoiceGroup) -> Row:
        head = Row(Overline(group.title), None, margins=(0, 10, 0, 2))
        if group.note:
            head.addWidget(Label(group.note, "caption", "text2"))
        if group.all_at_once and len(group.choices) > 1:
            every = Button(tr("Toutes"), "link")
            every.setAccessibleName(tr("{group} : toutes", group=group.title))
            every.clicked.connect(lambda: self._check_all(group))
            head.addWidget(every)
            self._stops.append(every)
        return head

    def _row(self, choice: Choice, on: bool) -> ChoiceRow:
        row = ChoiceRow(choice, on=on)
        row.box.committed.connect(lambda _value: self.changed.emit())
        row.box.input.installEventFilter(self)
        self.rows[choice.key] = row
        self._stops += [row.box.input, *row.links]
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell to which box mouse or keyboard came."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.FocusIn}:
            key = next((key for key, row in self.rows.items() if row.box.input is watched), None)
            if key is not None:
                self.near.emit(key)
        return super().eventFilter(watched, event)

    def _check_all(self, group: ChoiceGroup) -> None:
        for choice in group.choices:
            self.rows[choice.key].box.set_value(True)
        self.changed.emit()

    def _foot(self) -> QWidget:
        self.printer = ComboBox(tr("Imprimante"), [(name, name) for name in QPrinterInfo.availablePrinterNames()])
        self.printer.set_key(QPrinterInfo.defaultPrinterName())
        self.both_sides = CheckField(tr("Recto verso"), name="both_sides")
        self.both_sides.set_value(True)
        self.both_sides.committed.connect(lambda _value: self._say_sheets())
        self.sheets = Label("", "caption", "text2")
        self.save = Button(tr("Enregistrer en PDF"), "primary", "download")
        self.print = Button(tr("Imprimer"), "secondary", "printer")
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)
        self._total = 0
        foot = Pane("surface2", edges="tl")
        sides = Row(self.both_sides, self.sheets, spacing=8)
        sides.setStretch(0, 1)
        buttons = Row(self.save, self.print, spacing=8)
        buttons.setStretch(0, 1)
        notice = Label(self.offer.notice, "caption", "text2", wrap=True)
        notice.setVisible(bool(self.offer.notice))
        Column(notice, Label(tr("Imprimante"), "caption", "text2"), self.printer, sides, buttons, spacing=6,
               margins=(20, 10, 18, 14), parent=foot)  # fmt: skip
        self.ready(made=False)
        return foot

    def stops(self) -> list[QWidget]:
        """Return what Tab walks through, in order: from the top down."""
        return [*self._stops, self.printer, self.both_sides.input, self.save, self.print]

    # --- what it says

    def chosen(self) -> frozenset[str]:
        """Return the keys of the checked boxes."""
        return frozenset(key for key, row in self.rows.items() if row.box.value())

    def to_keep(self) -> tuple[list[str], list[str]]:
        """Return the kept choices that are off though on at first, and on though off at first."""
        kept = [row for row in self.rows.values() if row.choice.kept]
        off = sorted(r.choice.key for r in kept if r.choice.on and not r.box.value())
        return off, sorted(r.choice.key for r in kept if not r.choice.on and r.box.value())

    def show_printout(self, printout: Printout, total: int) -> None:
        """Show what each choice takes."""
        for key, row in self.rows.items():
            row.show_pages(printout.pages.get(key))
            row.warn(printout.warnings.get(key, row.choice.warning))
        self._total = total
        self._say_sheets()
        self.ready(made=True)

    def ready(self, *, made: bool) -> None:
        """Allow what can be done now."""
        self.save.allow(made, tr("Mise en page…"))
        if self.printer.count():
            self.print.allow(made, tr("Mise en page…"))
        else:
            self.print.allow(False, tr("Aucune imprimante n'est installée : enregistrez le PDF."))
            self.printer.setPlaceholderText(tr("Aucune imprimante"))
            self.printer.setEnabled(False)
            self.printer.setToolTip(tr("Aucune imprimante n'est installée : enregistrez le PDF."))

    def _say_sheets(self) -> None:
        sheets = -(-self._total // 2) if self.both_sides.value() else self._total
        self.sheets.setText(trn("{n} feuille", "{n} feuilles", sheets) if self._total else "")


class OptionsArea(ScrollArea):
    """Scrolls the column in a low window: its buttons are not squeezed, and the bar takes its room beside them."""

    def __init__(self, options: OptionsColumn) -> None:
        super().__init__(options, ground="surface")
        options.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # its boxes scroll first
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the look in force, and leave the bar its room while there is one."""
        super().restyle()
        bar, width = self.verticalScrollBar(), theme().px(WIDTH)
        self.setFixedWidth(width)
        if (options := self.widget()) is not None:
            options.setFixedWidth(width - (bar.sizeHint().width() if bar.maximum() else 0))
