"""« Essai à blanc » of a list of grants or a file of activities: figures that add up, reasons, organisations to confirm, the only button that writes."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.funding.model.findings import LEVEL_WORDS, Level
from cresi_app.funding.model.incoming import ActivityReport
from cresi_app.funding.model.pastgrant import GrantReport, Outcome, Proposal
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider, IconTile, Pane
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea

WIDTH: Final = 352
PARTS: Final = {
    Outcome.CREATED: ("plus", "success", N_("créées"), "success_fill"),
    Outcome.UPDATED: ("refresh-cw", "info", N_("complétées"), "info_fill"),
    Outcome.MERGED: ("merge", "accent", N_("déjà là"), "accent_fill"),
    Outcome.REJECTED: ("circle-x", "danger", N_("rejetées"), "danger_fill"),
}
_NEW: Final = 0


class GrantDryRun(Card):
    """The dry run. Signals: what the person asks for; `confirmed` gives payee key → organisation or None."""

    import_asked = Signal()
    again_asked = Signal()
    back_asked = Signal()
    rejects_asked = Signal()
    outcome_asked = Signal(object)
    confirmed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Essai à blanc"), parent=parent)
        self.promise = Pill(tr("Rien n'est écrit"), "success")
        again = IconButton(tr("Refaire l'essai"), "refresh-cw")
        again.clicked.connect(lambda _checked=False: self.again_asked.emit())
        self.head.insertWidget(1, self.promise)
        self.head.addWidget(again)
        self._read = Label("", "caption", "text2", wrap=True)
        self._bar = SegmentedBar(8)
        self.figures: dict[Outcome, Label] = {}
        self._reasons = Column(spacing=4)
        self._proposals = Column(spacing=8)
        self.choices: dict[str, ComboBox] = {}
        self.save_rejects = Button(tr("Enregistrer les rejets…"), "link", "save")
        self.save_rejects.clicked.connect(lambda _checked=False: self.rejects_asked.emit())
        self.import_button = Button(tr("Importer"), "primary", "download")
        self.import_button.clicked.connect(lambda _checked=False: self.import_asked.emit())
        back = Button(tr("Revenir"), "secondary")
        back.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self._lay_out(back)
        hold(self, width=WIDTH)
        self.wait()

    def _lay_out(self, back: QWidget) -> None:
        inside = Pane("surface")
        column = Column(self._read, self._bar, spacing=10, margins=(0, 0, 6, 0), parent=inside)
        for outcome, (icon, tone, words, _token) in PARTS.items():
            figure = Label("0", "detail")
            show = IconButton(tr("Voir les lignes {what}", what=tr(words)), "chevron-right")
            show.clicked.connect(lambda _checked=False, outcome=outcome: self.outcome_asked.emit(outcome))
            self.figures[outcome] = figure
            row = Row(IconTile(icon, tone, 34), figure, Label(tr(words), "secondary", "text2"), None, show, spacing=10)
            column.addLayout(row)
            column.addWidget(Divider())
        column.addLayout(self._proposals)
        column.addLayout(self._reasons)
        column.addLayout(Row(self.save_rejects, None))
        column.addWidget(
            Label(
                tr(
                    "Ces subventions sont gardées comme historique : elles ne touchent aucune enveloppe. Tout l'import s'annule en une fois."
                ),
                "caption",
                "text3",
                wrap=True,
            )
        )
        column.addStretch(1)
        self.body.addWidget(ScrollArea(inside, ground="surface"), 1)
        self.body.addWidget(self.import_button)
        self.body.addWidget(back)

    def wait(self) -> None:
        """Say that the lines are being passed in review."""
        self._read.setText(tr("Les lignes sont passées en revue…"))
        self._bar.set_parts([], "")
        for figure in self.figures.values():
            figure.setText("—")
        self.save_rejects.hide()
        self.import_button.allow(False, tr("L'essai à blanc n'est pas fini."))

    def importing(self) -> None:
        """Say that the import is under way."""
        self.promise.set(tr("Import en cours"), "info")
        self.import_button.allow(False, tr("L'import est en cours."))

    def stopped(self) -> None:
        """Say that there is no dry run to rely on."""
        self._read.setText(tr("L'essai à blanc a été arrêté : rien n'a été écrit."))
        self.import_button.allow(False, tr("Refaites l'essai à blanc."))

    def show_report(self, report: GrantReport) -> None:
        """Show what would be done with a list of grants."""
        count = format_number(report.read)
        lines = trn("{count} ligne passée en revue", "{count} lignes passées en revue", report.read, count=count)
        self._read.setText(tr("{lines}, {amount} en tout", lines=lines, amount=format_money(Money(report.total_minor))))
        self._show_numbers((report.created, report.updated, report.merged, report.rejected))
        self._show_reasons(
            [(one.finding.sentence, one.reason) for one in report.rejects],
            [(one.sentence, one.text) for one in report.findings],
        )
        self._show_proposals(report.proposals)
        self.save_rejects.setVisible(bool(report.rejects))
        writes = format_number(report.writes)
        self._show_button(
            report.writes, trn("Importer {count} ligne", "Importer {count} lignes", report.writes, count=writes)
        )

    def show_activities(self, report: ActivityReport) -> None:
        """Show what would be done with a file of activities."""
        count = format_number(report.read)
        read = trn("{count} activité passée en revue", "{count} activités passées en revue", report.read, count=count)
        paid = trn("{n} versement repris", "{n} versements repris", report.payments)
        self._read.setText(tr("{activities}, {payments}", activities=read, payments=paid))
        self._show_numbers((report.created, report.updated, report.merged, report.rejected))
        told = [one for one in report.findings if one.level is not Level.CRITICAL]
        self._show_reasons(
            [
                (found.sentence, found.text)
                for one in report.rejects
                for found in one.findings
                if found.level is Level.CRITICAL
            ],
            [(one.sentence, tr("{level} : {words}", level=tr(LEVEL_WORDS[one.level]), words=one.text)) for one in told],
        )
        self._show_proposals(())
        self.save_rejects.hide()
        writes = report.created + report.updated
        count = format_number(writes)
        self._show_button(writes, trn("Proposer {count} activité", "Proposer {count} activités", writes, count=count))

    def _show_numbers(self, figures: tuple[int, int, int, int]) -> None:
        self.promise.set(tr("Rien n'est écrit"), "success")
        numbers = dict(zip(Outcome, figures, strict=True))
        whole = max(sum(figures), 1)
        words = ", ".join(f"{format_number(numbers[one])} {tr(PARTS[one][2])}" for one in Outcome)
        self._bar.set_parts([(numbers[one] / whole, PARTS[one][3]) for one in Outcome if numbers[one]], words)
        for outcome, figure in self.figures.items():
            figure.setText(format_number(numbers[outcome]))

    def _show_button(self, writes: int, words: str) -> None:
        self.import_button.setText(words if writes else tr("Rien à importer"))
        self.import_button.allow(writes > 0, "" if writes else tr("Rien dans ce fichier n'est nouveau."))

    def _show_reasons(self, rejects: Sequence[tuple[str, str]], told: Sequence[tuple[str, str]]) -> None:
        """Show the reasons, most frequent first; `rejects` and `told` are (sentence, the sentence filled)."""
        clear_layout(self._reasons)
        for pairs, ink, most in ((rejects, "danger", 4), (told, "warning", 6)):
            filled = dict(reversed(pairs))
            for sentence, number in Counter(one for one, _words in pairs).most_common(most):
                figure = Label(format_number(number), "strong", ink)
                hold(figure, width=40)
                row = Row(figure, Label(filled[sentence], "secondary", wrap=True), spacing=8)
                row.setStretch(1, 1)
                row.setAlignment(figure, Qt.AlignmentFlag.AlignTop)
                self._reasons.addLayout(row)

    def _show_proposals(self, proposals: Sequence[Proposal]) -> None:
        clear_layout(self._proposals)
        self.choices = {}
        if not proposals:
            return
        self._proposals.addWidget(
            Label(trn("{n} organisation à confirmer", "{n} organisations à confirmer", len(proposals)), "strong")
        )
        for one in proposals[:30]:
            choice = ComboBox(
                tr("« {name} » est", name=one.name),
                [(_NEW, tr("une autre : la créer")), (one.organisation_id, tr("« {name} »", name=one.organisation))],
            )
            choice.activated.connect(lambda _index: self.confirmed.emit(self.said))
            self.choices[one.key] = choice
            self._proposals.addLayout(Column(Label(one.name, "secondary", wrap=True), choice, spacing=3))

    @property
    def said(self) -> dict[str, int | None]:
        """What was said about the organisations to confirm: those that are one of ours."""
        return {key: choice.key() for key, choice in self.choices.items() if choice.key() != _NEW}
