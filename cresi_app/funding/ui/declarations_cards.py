"""The three duties of a year as cards: where each stands, its figure, what to do next."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.declaration import DUTY_WORDS, Duty, DutyState, DutyView
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Flow, Row
from cresi_app.widgets.pills import Pill, PillTone

ICONS: Final[Mapping[Duty, tuple[str, str]]] = {
    Duty.AID: ("landmark", "primary"),
    Duty.SCDL: ("file-text", "info"),
    Duty.IATI: ("globe", "accent"),
}
_STATES: Final[Mapping[DutyState, tuple[str, PillTone]]] = {
    DutyState.NOTHING: (N_("Rien à déclarer"), "neutral"),
    DutyState.TO_COMPLETE: (N_("À compléter"), "warning"),
    DutyState.READY: (N_("Prêt"), "success"),
    DutyState.MADE: (N_("Établi"), "success"),
}
_SHORT: Final[Mapping[Duty, str]] = {
    Duty.AID: N_("Aide, e-APD"),
    Duty.SCDL: N_("Conventions, SCDL"),
    Duty.IATI: N_("Publication IATI"),
}
_VERBS: Final[Mapping[Duty, str]] = {
    Duty.AID: N_("Exporter la déclaration"),
    Duty.SCDL: N_("Exporter le fichier CSV"),
    Duty.IATI: N_("Exporter le fichier IATI"),
}


class DutyCard(Card):
    """One duty. `shown` asks for its lines, `exported` for its file."""

    shown = Signal(object)
    exported = Signal(object)

    def __init__(self, duty: Duty, parent: QWidget | None = None) -> None:
        super().__init__(padding=(16, 12), parent=parent)
        self.duty = duty
        icon, tone = ICONS[duty]
        self.pill = Pill("", "neutral")
        self.figure = Label("—", "figure")
        self.caption = Label("", "caption", "text2", wrap=True)
        self.made = Label("", "caption", "text3", wrap=True)
        self.show_button = Button(tr("Lignes"), "ghost", "list")
        self.show_button.setAccessibleName(tr("Voir les lignes : {duty}", duty=tr(DUTY_WORDS[duty])))
        self.show_button.clicked.connect(lambda _checked=False: self.shown.emit(self.duty))
        self.export_button = Button(tr("Exporter"), "secondary", "download")
        self.export_button.setAccessibleName(tr(_VERBS[duty]))
        self.export_button.clicked.connect(lambda _checked=False: self.exported.emit(self.duty))
        head = Row(IconTile(icon, tone, 34), ElidedLabel(tr(_SHORT[duty]), "strong"), spacing=12)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.figure)
        self.body.addLayout(Row(self.pill, None))
        self.body.addLayout(Column(self.caption, self.made, spacing=2))
        self.body.addStretch(1)
        self.body.addLayout(Flow(self.export_button, self.show_button, gap=2))

    def show_duty(self, view: DutyView) -> None:
        """Show where it stands."""
        words, tone = _STATES[view.state]
        count = trn("{n} à compléter", "{n} à compléter", view.to_complete)
        self.pill.set(count if view.to_complete else tr(words), tone)
        self.figure.setText(format_money(Money(view.total_minor)))
        self.caption.setText(_caption(view))
        self.made.setText(_made(view))
        self.made.setVisible(view.made is not None)
        self.export_button.allow(view.lines > 0, tr("Il n'y a encore rien à exporter."))


def _caption(view: DutyView) -> str:
    if view.duty is Duty.AID:
        return trn("{n} ligne par pays, canal et secteur", "{n} lignes par pays, canal et secteur", view.lines)
    if view.duty is Duty.SCDL:
        return trn("{n} convention à publier", "{n} conventions à publier", view.lines)
    return trn("{n} activité, montants versés", "{n} activités, montants versés", view.lines)


def _made(view: DutyView) -> str:
    if view.made is None:
        return ""
    day = format_date(view.made.made_at.date())
    if view.is_stale:
        return tr("Établi le {day}, mais les données ont changé depuis.", day=day)
    return tr("Établi le {day} : {file}", day=day, file=view.made.file_name)
