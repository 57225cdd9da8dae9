"""The tab « Synthèse »: what is still to be seen to, how far the dossier has come, what it asks, what comes next."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics

from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_money, format_percent
from cresi_app.projects.model import (
    Check,
    DossierData,
    Level,
    Progress,
    balance_of,
    completeness,
    section_of,
    section_states,
)
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.budget_pane import percent_words
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import IconLabel, Label, TwoLineLabel
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout

_MOST = 7


class SummaryPane(DossierPane):
    """Read only: each line leads to where it is changed. `asked` carries the key of a section or tab."""

    asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._words = Label("", "body", wrap=True)
        self._intro = Card(tr("En bref"))
        self._intro.body.addWidget(self._words)
        self._figures = _Figures()
        self._intro.body.addLayout(self._figures)
        self._checks = ChecksCard()
        self._checks.asked.connect(self.asked)
        self._progress = _ProgressCard()
        self._progress.asked.connect(self.asked)
        self._next = _NextCard()
        self._next.asked.connect(self.asked)
        self.scrolled(self._intro, self._checks, self._next, self._progress, None)

    def fill(self, data: DossierData, *, same: bool) -> None:  # noqa: ARG002 - one shape for all panes
        """Show the dossier in brief."""
        self._words.setText(data.project.summary or tr("Le résumé reste à écrire : deux phrases suffisent."))
        self._words.set_ink("text" if data.project.summary else "text3")
        self._figures.show_data(data)
        self._checks.show_checks(data.checks, submitted=bool(data.version))
        self._next.show_data(data)
        self._progress.show_data(data)


class _Figure(TwoLineLabel):
    """A figure, or a few words: they may break, and none of them is cut."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the widest word."""
        metrics = QFontMetrics(self.font())
        widest = max(metrics.horizontalAdvance(word) for word in self.text().split(" "))
        return QSize(widest + 2, super().minimumSizeHint().height())


class _Figures(Grid):
    """Four figures under the summary: what is asked, the whole, its share, whether it balances."""

    def __init__(self) -> None:
        super().__init__(across=24, down=2)
        self._values = [_Figure("", "strong") for _ in range(4)]
        names = (tr("Demandé"), tr("Budget"), tr("Part demandée"), tr("Équilibre"))
        for column, (name, value) in enumerate(zip(names, self._values, strict=True)):
            self.addWidget(Label(name, "caption", "text2"), 0, column)
            self.addWidget(value, 1, column, Qt.AlignmentFlag.AlignTop)

    def show_data(self, data: DossierData) -> None:
        """Show a dossier's figures."""
        budget = data.budget
        share, bare = budget.share_with_volunteer, budget.share_without_volunteer
        shares = (
            tr("{share} ({bare} hors valorisations)", share=percent_words(share), bare=percent_words(bare))
            if share and bare and bare != share
            else percent_words(share)
            if share
            else "—"
        )
        balance = balance_of(budget)
        words = (
            format_money(budget.money(budget.requested)) if budget.requested else "—",
            format_money(budget.money(budget.charges.total.forecast)),
            shares if budget.requested else "—",
            tr("Équilibré") if balance.level is Level.OK else balance.sentence,
        )
        for label, text in zip(self._values, words, strict=True):
            label.setText(text)
        self._values[3].set_ink({Level.OK: "success", Level.WARNING: "warning"}.get(balance.level, "text2"))


class ChecksCard(Card):
    """What is still to be seen to before the dossier is handed over: it forbids nothing. `asked` carries where to go."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Avant le dépôt"), count=0)
        self._rows = Column(spacing=6)
        self._all = Button("", "link")
        self._all.clicked.connect(self._unfold)
        self.body.addLayout(self._rows)
        self.body.addLayout(Row(self._all, None))
        self._checks: Sequence[Check] = ()
        self._whole = False

    def show_checks(self, checks: Sequence[Check], *, submitted: bool) -> None:
        """Show these remarks, warnings first; the card hides when there is none."""
        self._checks = sorted(checks, key=lambda check: check.level is not Level.WARNING)
        self.set_title(tr("À vérifier") if submitted else tr("Avant le dépôt"), len(checks))
        self.setVisible(bool(checks))
        self._lay()

    def _unfold(self) -> None:
        self._whole = not self._whole
        self._lay()

    def _lay(self) -> None:
        clear_layout(self._rows)
        for check in self._checks if self._whole else self._checks[:_MOST]:
            tone = "warning" if check.level is Level.WARNING else "info"
            icon = IconLabel("triangle-alert" if tone == "warning" else "info", tone, 16)
            go = Button(tr("Voir"), "link")
            go.setAccessibleName(tr("Voir : {sentence}", sentence=check.sentence))
            go.clicked.connect(partial(self.asked.emit, section_of(check)))
            row = Row(icon, Label(check.sentence, "secondary", wrap=True), go, spacing=8)
            row.setStretch(1, 1)
            self._rows.addLayout(row)
        more = len(self._checks) - _MOST
        self._all.setVisible(more > 0)
        self._all.setText(
            tr("Montrer moins") if self._whole else trn("{n} autre remarque", "{n} autres remarques", more)
        )


class _NextCard(Card):
    """The next tasks, the call's last day, the last opinion: what somebody opening the dossier wants to know."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("À suivre"))
        self._rows = Column(spacing=6)
        self.body.addLayout(self._rows)

    def show_data(self, data: DossierData) -> None:
        """Show what comes next; the card hides when nothing does."""
        clear_layout(self._rows)
        lines = _coming(data)
        for icon, ink, words in lines:
            row = Row(IconLabel(icon, ink, 16), Label(words, "secondary", wrap=True), spacing=8)
            row.setStretch(1, 1)
            self._rows.addLayout(row)
        if lines:
            go = Button(tr("Ouvrir le suivi"), "link")
            go.clicked.connect(lambda: self.asked.emit("follow"))
            self._rows.addLayout(Row(go, None))
        self.setVisible(bool(lines))


def _coming(data: DossierData) -> list[tuple[str, str, str]]:
    today = clock.today()
    lines = []
    if data.project.deadline_on is not None and not data.version:
        late = data.project.deadline_on < today
        words = tr("Date limite de l'appel : {day}", day=format_date(data.project.deadline_on, "full"))
        lines.append(("calendar", "danger" if late else "info", words))
    for view in [view for view in data.tasks if view.task.done_on is None][:3]:
        day = format_date(view.task.due_on, "day_month") if view.task.due_on else tr("sans date")
        late = view.task.is_late(today)
        told = tr("{day}, en retard", day=day) if late else day
        words = tr("{task} ({day})", task=view.task.title, day=told)
        lines.append(("list-checks", "danger" if late else "text2", words))
    for opinion in data.opinions:
        if opinion.verdict is not None:
            words = tr("Avis : {name}, {verdict}", name=opinion.reviewer, verdict=opinion.verdict.name.lower())
            lines.append(
                ("message-square", opinion.verdict.tone if opinion.verdict.tone != "neutral" else "text2", words)
            )
    return lines


class _ProgressCard(Card):
    """The sections that are not done yet, each a link."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Avancement du dossier"))
        self._bar = SegmentedBar(8)
        self._words = Label("", "secondary", "text2", wrap=True)
        self._rows = Grid(across=16, down=4)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._words)
        self.body.addLayout(self._rows)

    def show_data(self, data: DossierData) -> None:
        """Show how far a dossier has come."""
        filled, asked = completeness(data)
        words = tr("Rempli à {share} : texte, budget et pièces.", share=format_percent(filled, asked))
        self._words.setText(words)
        self._bar.set_parts([(filled / asked if asked else 0, "primary")], words)
        clear_layout(self._rows)
        waiting = [state for state in section_states(data) if state.progress is not Progress.DONE]
        for number, state in enumerate(waiting):
            icon, ink = ("circle", "text3") if state.progress is Progress.EMPTY else ("circle-dot", "warning")
            go = Button(state.title, "link")
            go.setAccessibleName(state.spoken)
            go.clicked.connect(partial(self.asked.emit, state.key))
            count = Label(tr("{n} sur {asked}", n=state.filled, asked=state.asked), "caption", "text3")
            row = Row(IconLabel(icon, ink, 16), go, None, count, spacing=8)
            self._rows.addLayout(row, number // 2, number % 2)
        self._rows.setColumnStretch(0, 1)
        self._rows.setColumnStretch(1, 1)
