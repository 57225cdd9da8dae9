"""The head of a dossier: where one is, its title, its state, whether it is saved, its stages, what comes next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from cresi_app.core.dates import format_clock
from cresi_app.core.i18n import tr
from cresi_app.core.money import format_money
from cresi_app.projects.model import DossierData, Following, StageRule, StepState
from cresi_app.projects.ui.bench import Saver
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.gauges import Stepper
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.pills import Pill, PillTone


class Breadcrumbs(QWidget):
    """« Projets › Appel à projets 2026 › 2026-017 »: the first word leads back."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self._root = Button(tr("Projets"), "link")
        self._root.setAccessibleName(tr("Revenir à la liste des projets"))
        self._root.clicked.connect(back)
        self._middle = Label("", "caption", "text2")
        self._last = Label("", "caption", "text2")
        self._row = Row(self._root, Label("›", "caption", "text3"), self._middle, spacing=6, parent=self)
        for widget in (Label("›", "caption", "text3"), self._last):
            self._row.addWidget(widget)
        self._row.addStretch(1)

    def show_path(self, middle: str, last: str) -> None:
        """Show where one is."""
        self._middle.setText(middle)
        self._last.setText(last)


class SavedMark(QWidget):
    """« Enregistré à 10:42 », or that it is being saved."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._icon = IconLabel("circle-check", "success", 16)
        self._words = Label("", "caption", "text2")
        Row(self._icon, self._words, spacing=6, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        saver.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Say what the saver says."""
        saver = self._saver
        if saver.pending:
            self._icon.set_icon("loader", "text3")
            self._words.setText(tr("Enregistrement…"))
        elif saver.saved_at is not None:
            self._icon.set_icon("circle-check", "success")
            self._words.setText(tr("Enregistré à {hour}", hour=format_clock(saver.saved_at)))
        self.setVisible(bool(saver.pending or saver.saved_at is not None))


class DossierHead(QWidget):
    """Everything above the tabs. `stage_asked` carries the `StageRule` pressed, `grant_asked` the id of the grant whose turn it is."""

    stage_asked = Signal(object)
    grant_asked = Signal(object)
    print_asked = Signal()
    holder_asked = Signal(object)
    """The id of the organisation that carries the project."""

    def __init__(self, saver: Saver, back: Callable[[], object]) -> None:
        super().__init__()
        self.crumbs = Breadcrumbs(back)
        self.title = ElidedLabel("", "h1")
        self.holder = Button("", "link")
        self._holder_id = 0
        self.holder.clicked.connect(lambda: self.holder_asked.emit(self._holder_id))
        self.stage = Pill()
        self.amount = Pill(dot=False)
        self.print = Button(tr("Imprimer le dossier"), "secondary", "printer")
        self.print.clicked.connect(self.print_asked)
        self.next = Button("", "primary", "send")
        self.next.clicked.connect(self._next)
        self.more = IconButton(tr("Autres actions sur ce dossier"), "ellipsis")
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.stepper = Stepper(tr("Étapes du dossier"))
        self._rule: StageRule | None = None
        self._grant_id = 0
        under = Row(self.holder, self.stage, self.amount, None, spacing=10)
        words = Column(self.title, under, spacing=4)
        kept = [self.holder, self.stage, self.amount]
        line = HeadRow(words, kept, [SavedMark(saver), self.print, self.next, self.more], low=True)
        Column(self.crumbs, line, 6, self.stepper, spacing=2, parent=self)

    def show_data(self, data: DossierData, actions: Callable[[], Sequence[Action | None]]) -> None:
        """Show another dossier, or the same one read again; `actions` fill the menu."""
        one = data.project
        self.crumbs.show_path(one.call_name or tr("Exercice {year}", year=one.year), one.number)
        self.title.setText(one.title)
        self._holder_id = data.holder.id
        self.holder.setText(data.holder.name)
        self.holder.setAccessibleName(tr("Ouvrir la fiche de {name}", name=data.holder.name))
        self.stage.set(data.stage.name, _tone(data.stage.tone))
        self._show_amount(data)
        self.show_steps(data, None)
        forward = [rule for rule in data.moves if not rule.is_back]
        self._rule = forward[0] if forward else None
        self._offer(self._rule.name if self._rule is not None else "")
        menu = QMenu(self.more)
        fill_menu(menu, actions())
        self.more.setMenu(menu)

    def show_steps(self, data: DossierData, following: Following | None) -> None:
        """Show the stages, and behind a decision what a grant tells: agreement, payments, report."""
        steps = [(step.name, step.state) for step in data.steps]
        if following is not None and following.steps:
            # « Idée » and « Brouillon » are long past: their room is needed by what follows.
            steps = steps[2:] + [(step.name, step.state) for step in following.steps]
        done = [state for _, state in steps].count(StepState.DONE)
        self.stepper.set_steps([name for name, _ in steps], done)
        self._grant_id = following.grant_id if following is not None else 0
        if self._rule is None and following is not None:  # decided: what comes next is done at the grant
            self._offer(following.next_act if self._grant_id else "")

    def _offer(self, words: str) -> None:
        self.next.setVisible(bool(words))
        if words:
            self.next.setText(words)
            self.next.restyle()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the room to the title: the printer says enough."""
        self.print.setText(tr("Imprimer") if narrow else tr("Imprimer le dossier"))
        self.print.restyle()

    def _show_amount(self, data: DossierData) -> None:
        granted, asked = data.project.granted_minor, data.budget.requested
        if granted is not None:
            words = tr("{amount} accordés", amount=format_money(data.budget.money(granted)))
        else:
            words = tr("{amount} demandés", amount=format_money(data.budget.money(asked)))
        self.amount.set(words, "accent")
        self.amount.setVisible(granted is not None or bool(asked))

    def _next(self) -> None:
        if self._rule is not None:
            self.stage_asked.emit(self._rule)
        elif self._grant_id:
            self.grant_asked.emit(self._grant_id)


def _tone(tone: str) -> PillTone:
    tones: dict[str, PillTone] = {"info": "info", "success": "success", "warning": "warning", "danger": "danger"}
    return tones.get(tone, "neutral")
