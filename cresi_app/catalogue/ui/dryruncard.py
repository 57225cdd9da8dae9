"""« Essai à blanc »: figures that add up, the reasons of what is refused, and the only button that writes."""

from collections import Counter
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QWidget

from cresi_app.catalogue.model.importing import NEAR, ImportReport, Outcome
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider, IconTile, Pane
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.paint import rounded, smooth
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

WIDTH: Final = 352
_PARTS: Final = {
    Outcome.CREATED: ("plus", "success", N_("créées"), "success_fill"),
    Outcome.UPDATED: ("refresh-cw", "info", N_("mises à jour"), "info_fill"),
    Outcome.MERGED: ("merge", "accent", N_("déjà là, sans changement"), "accent_fill"),
    Outcome.REJECTED: ("circle-x", "danger", N_("rejetées"), "danger_fill"),
}
_SEVERAL: Final = {outcome: words for outcome, (_, _, words, _) in _PARTS.items()}
_ONE: Final = _SEVERAL | {
    Outcome.CREATED: N_("créée"),
    Outcome.UPDATED: N_("mise à jour"),
    Outcome.REJECTED: N_("rejetée"),
}
"""The same words beside a single notice."""


class _Part(QWidget):
    """One of the four figures; pressing it, or its arrow, shows its records."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._hovered = False
        icon, tone, words, _ = _PARTS[outcome]
        self.figure = Label("", "detail")
        self.detail = Label("", "caption", "text2")
        self.show_button = IconButton(tr("Voir les notices {what}", what=tr(words)), "chevron-right")
        self._outcome = outcome
        self._words = Label(tr(words), "secondary", "text2")
        line = Row(self.figure, self._words, None, spacing=8)
        Row(
            IconTile(icon, tone, 34), Column(line, self.detail, spacing=0), self.show_button,
            spacing=12, margins=(0, 2, 0, 2), parent=self,
        ).setStretch(1, 1)  # fmt: skip

    def set(self, number: int, detail: str) -> None:
        """Show a number and what it means."""
        self.figure.setText(format_number(number))
        said = _ONE if number <= 1 else _SEVERAL
        self._words.setText(tr(said[self._outcome]))
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.show_button.setEnabled(number > 0)
        if number:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show the records, as the arrow does."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.show_button.click()

    def enterEvent(self, _event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Answer the mouse."""
        self._hovered = self.show_button.isEnabled()
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Be plain again."""
        self._hovered = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground under the mouse."""
        if self._hovered:
            painter = smooth(QPainter(self))
            rounded(painter, QRectF(self.rect()), theme().px(10), theme().color("surface2"))
            painter.end()


class DryRunCard(Card):
    """The dry run. Signals: what the person asks for."""

    import_asked = Signal()
    again_asked = Signal()
    back_asked = Signal()
    rejects_asked = Signal()
    outcome_asked = Signal(object)
    reason_asked = Signal(str)
    print_asked = Signal()
    starter_asked = Signal()
    """The library has no thesaurus: take in those that come with the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Essai à blanc"), parent=parent)
        self._promise = Pill(tr("Rien n'est écrit"), "success")
        again = IconButton(tr("Refaire l'essai"), "refresh-cw")
        again.clicked.connect(lambda _checked=False: self.again_asked.emit())
        self.head.insertWidget(1, self._promise)
        self.head.addWidget(again)
        self._read = Label("", "caption", "text2")
        self._bar = SegmentedBar(8)
        self.parts = {outcome: _Part(outcome) for outcome in Outcome}
        self._reasons = Column(spacing=2)
        self.keep_box = QCheckBox(tr("Garder vos corrections déjà saisies"))
        self.keep_box.setChecked(True)
        self.keep_box.toggled.connect(lambda _on: self.again_asked.emit())
        self.subjects_box = QCheckBox(tr("Créer les sujets absents du thésaurus"))
        self.subjects_box.setToolTip(tr("Sinon ils sont gardés mot pour mot avec leur notice, et comptés ici."))
        self.subjects_box.toggled.connect(lambda _on: self.again_asked.emit())
        self.load_terms = Button(tr("Charger le thésaurus de départ"), "link", "tag")
        self.load_terms.setToolTip(
            tr("Les mots des notices qui sont ses termes ou leurs synonymes y seront rattachés.")
        )
        self.load_terms.clicked.connect(lambda _checked=False: self.starter_asked.emit())
        self.load_terms.hide()
        self.save_rejects = Button(tr("Enregistrer les rejets…"), "link", "save")
        self.save_rejects.clicked.connect(lambda _checked=False: self.rejects_asked.emit())
        self.import_button = Button(tr("Importer"), "primary", "download")
        self.import_button.clicked.connect(lambda _checked=False: self.import_asked.emit())
        back = Button(tr("Revenir"), "secondary")
        back.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self.print_button = Button(tr("Imprimer le rapport"), "secondary", "printer")
        self.print_button.clicked.connect(lambda _checked=False: self.print_asked.emit())
        self._lay_out(back)
        self._beside = False
        self.stand(beside=True)
        theme().follow(self, lambda: self.setFixedWidth(theme().px(WIDTH)) if self._beside else None)
        self.wait()

    def stand(self, *, beside: bool) -> None:
        """Stand beside the records, scrolling alone; or above them, whole, with `foot` left to who pins it."""
        if beside == self._beside:
            return
        self._beside = beside
        self._scroll.setVisible(beside)
        directions = QBoxLayout.Direction
        self._foot.setDirection(directions.TopToBottom if beside else directions.RightToLeft)
        if beside:
            self._scroll.set_content(self._inside)
            self.body.addWidget(self.foot)
            self.setFixedWidth(theme().px(WIDTH))
        else:
            self._scroll.takeWidget()
            self.body.insertWidget(1, self._inside)
            self._inside.show()
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        for label in self.findChildren(Label):
            label.restyle()  # the style sheet gives what moves to another parent the colours it first had

    def _lay_out(self, back: QWidget) -> None:
        inside = self._inside = Pane("surface")
        column = Column(self._read, self._bar, spacing=8, margins=(0, 0, 6, 0), parent=inside)
        for outcome, part in self.parts.items():
            part.show_button.clicked.connect(lambda _checked=False, outcome=outcome: self.outcome_asked.emit(outcome))
            column.addWidget(part)
            column.addWidget(Divider())
        column.addLayout(self._reasons)
        column.addLayout(Row(self.load_terms, None))
        column.addLayout(Row(self.save_rejects, None))
        column.addWidget(self.keep_box)
        column.addWidget(self.subjects_box)
        column.addWidget(
            Label(
                tr("Une sauvegarde est faite avant. Tout l'import s'annule en une fois pendant 30 jours."),
                "caption",
                "text3",
                wrap=True,
            )
        )
        column.addStretch(1)
        self._scroll = ScrollArea(ground="surface")
        self.body.addWidget(self._scroll, 1)
        self.foot = QWidget()
        others = Row(back, self.print_button, spacing=8)
        others.setStretch(0, 1)
        others.setStretch(1, 2)
        self._foot = Column(self.import_button, others, spacing=8, parent=self.foot)
        self._foot.setStretch(0, 1)

    @property
    def keeps_corrections(self) -> bool:
        """Whether what was corrected here by hand is left alone."""
        return self.keep_box.isChecked()

    @property
    def creates_subjects(self) -> bool:
        """Whether subjects that the library does not have are made."""
        return self.subjects_box.isChecked()

    def wait(self) -> None:
        """Say that the records are being passed in review."""
        self._read.setText(tr("Les notices sont passées en revue…"))
        self._bar.set_parts([], "")
        for part in self.parts.values():
            part.set(0, "")
        clear_layout(self._reasons)
        self.load_terms.hide()
        self.save_rejects.hide()
        self.import_button.setText(tr("Importer"))
        self.import_button.allow(False, tr("L'essai à blanc n'est pas fini."))
        self.print_button.allow(False, tr("L'essai à blanc n'est pas fini."))

    def stopped(self) -> None:
        """Say that there is no dry run to rely on."""
        self._read.setText(tr("L'essai à blanc a été arrêté : rien n'a été écrit."))
        self.import_button.allow(False, tr("Refaites l'essai à blanc."))

    def importing(self) -> None:
        """Say that the import is under way."""
        self._promise.set(tr("Import en cours"), "info")
        self.import_button.allow(False, tr("L'import est en cours."))

    def offer_terms(self, *, lacks: bool) -> None:
        """Offer the thesauri that come with the program, where the library has none."""
        self.load_terms.setVisible(lacks)

    def show_report(self, report: ImportReport) -> None:
        """Show what would be done."""
        self._promise.set(tr("Rien n'est écrit"), "success")
        self._read.setText(
            trn(
                "{count} notice passée en revue",
                "{count} notices passées en revue",
                report.read,
                count=format_number(report.read),
            )
        )
        numbers = {
            Outcome.CREATED: report.created, Outcome.UPDATED: report.updated, Outcome.MERGED: report.merged,
            Outcome.REJECTED: report.rejected,
        }  # fmt: skip
        whole = max(report.read, 1)
        words = ", ".join(f"{numbers[outcome]} {tr(_PARTS[outcome][2])}" for outcome in Outcome)
        self._bar.set_parts(
            [(numbers[outcome] / whole, _PARTS[outcome][3]) for outcome in Outcome if numbers[outcome]], words
        )
        copies = trn(
            "avec {count} exemplaire", "avec {count} exemplaires", report.copies, count=format_number(report.copies)
        )
        files = trn("{count} pièce jointe", "{count} pièces jointes", report.files, count=format_number(report.files))
        details = {
            Outcome.CREATED: " · ".join(([copies] if report.copies else []) + ([files] if report.files else [])),
            Outcome.UPDATED: tr("complète sans effacer") if self.keeps_corrections else tr("le fichier l'emporte"),
            Outcome.MERGED: "",
            Outcome.REJECTED: trn(
                "gardée dans un fichier à corriger", "gardées dans un fichier à corriger", report.rejected
            ),
        }
        for outcome, part in self.parts.items():
            part.set(numbers[outcome], details[outcome] if numbers[outcome] else "")
        self._show_reasons(report)
        self._show_button(report)
        self.print_button.allow(True)

    def _show_reasons(self, report: ImportReport) -> None:
        clear_layout(self._reasons)
        for one in report.lists:
            self._reasons.addWidget(Label(one.said, "secondary", "text2", wrap=True))
        if left := len(report.subjects_left):
            said = trn(
                "sujet absent du thésaurus : gardé mot pour mot",
                "sujets absents du thésaurus : gardés mot pour mot",
                left,
            )
            self._add_reason(left, "text2", said)
        if doubtful := len(report.doubtful):
            said = trn(
                "notice nouvelle à vérifier : son titre est presque celui d'une notice du catalogue ou du fichier",
                "notices nouvelles à vérifier : leur titre est presque celui d'une notice du catalogue ou du fichier",
                doubtful,
            )
            self._add_reason(doubtful, "warning", said, tr("Voir les notices à vérifier"), NEAR)
        counted = Counter(reject.told.sentence for reject in report.rejects)
        for sentence, number in counted.most_common(5):
            example = next(reject for reject in report.rejects if reject.told.sentence == sentence)
            named = tr("Voir les notices rejetées : {reason}", reason=example.reason)
            self._add_reason(number, "danger", example.reason, named, sentence)
        self.save_rejects.setVisible(bool(report.rejects))

    def _add_reason(self, number: int, ink: str, said: str, named: str = "", key: str = "") -> None:
        """Add one line: how many, why, and with a `key` a button called `named` that asks for them."""
        figure = Label(format_number(number), "strong", ink)
        hold(figure, width=34)
        row = Row(figure, Label(said, "secondary", wrap=True), spacing=8)
        if key:
            see = Button(tr("Voir"), "link")
            see.setAccessibleName(named)
            see.clicked.connect(lambda _checked=False: self.reason_asked.emit(key))
            row.addWidget(see)
        row.setStretch(1, 1)
        row.setAlignment(figure, Qt.AlignmentFlag.AlignTop)
        self._reasons.addLayout(row)

    def _show_button(self, report: ImportReport) -> None:
        if report.writes:
            self.import_button.setText(
                trn(
                    "Importer {count} notice",
                    "Importer {count} notices",
                    report.writes,
                    count=format_number(report.writes),
                )
            )
            self.import_button.allow(True)
        elif report.list_writes:
            self.import_button.setText(tr("Importer les listes"))
            self.import_button.allow(True)
        else:
            self.import_button.setText(tr("Rien à importer"))
            known = tr("Toutes les notices de ce fichier sont déjà dans le catalogue.")
            self.import_button.allow(
                False, known if report.merged else tr("Aucune notice de ce fichier ne peut entrer.")
            )
