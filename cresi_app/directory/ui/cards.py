"""The right column of a sheet: its people and how they may be reached, what was agreed to, the facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.directory.model import Attached, Channel, Consent, Contact, Permission
from cresi_app.directory.model.rules import masked
from cresi_app.directory.service import DirectoryService
from cresi_app.directory.ui.writing import call, write
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout, hold
from cresi_app.widgets.pills import Avatar

REVIEW_AFTER = timedelta(days=3 * 365)
"""An agreement is asked again after so long: what the data protection authority recommends for contacts."""

HOW = (N_("sur papier"), N_("par courriel"), N_("au téléphone"), N_("de vive voix"))
_ICONS = {
    (Channel.EMAIL, Permission.ALLOWED): ("mail", "success"),
    (Channel.EMAIL, Permission.UNKNOWN): ("mail", "text3"),
    (Channel.EMAIL, Permission.REFUSED): ("mail-x", "text3"),
    (Channel.PHONE, Permission.ALLOWED): ("phone", "success"),
    (Channel.PHONE, Permission.UNKNOWN): ("phone", "text3"),
    (Channel.PHONE, Permission.REFUSED): ("phone-off", "text3"),
}
_SAID = {
    (Channel.EMAIL, Permission.ALLOWED): N_("{name} accepte les courriels"),
    (Channel.EMAIL, Permission.UNKNOWN): N_("{name} n'a rien dit des courriels"),
    (Channel.EMAIL, Permission.REFUSED): N_("{name} refuse les courriels"),
    (Channel.PHONE, Permission.ALLOWED): N_("{name} accepte les appels"),
    (Channel.PHONE, Permission.UNKNOWN): N_("{name} n'a rien dit des appels"),
    (Channel.PHONE, Permission.REFUSED): N_("{name} refuse les appels"),
}


@dataclass(frozen=True, slots=True)
class Bench:
    """What the parts of a sheet work with."""

    desk: Desk
    service: DirectoryService


class ContactButton(IconButton):
    """One way to reach a person: what they said of it as a drawing and in words; its menu writes, calls or notes an answer."""

    def __init__(self, bench: Bench, name: str, contact: Contact) -> None:
        icon, ink = _ICONS[contact.channel, contact.permission]
        super().__init__(tr(_SAID[contact.channel, contact.permission], name=name), icon)
        self.set_icon(icon, ink)
        self.contact, self._bench, self._name = contact, bench, name
        menu = QMenu(self)
        fill_menu(menu, self._actions())
        self.setMenu(menu)
        self.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)

    def _actions(self) -> list[Action | None]:
        contact = self.contact
        shown = masked(contact.value) if contact.is_private else contact.value
        allowed = contact.permission is not Permission.REFUSED
        why_not = "" if allowed else tr("{name} a refusé.", name=self._name)
        if contact.channel is Channel.EMAIL:
            reach = Action("directory.write", tr("Écrire à {address}", address=shown), self._write, icon="mail",
                           enabled=lambda: allowed, why_not=why_not)  # fmt: skip
        else:
            reach = Action("directory.call", tr("Appeler le {number}", number=shown), self._call, icon="phone",
                           enabled=lambda: allowed, why_not=why_not)  # fmt: skip
        words = {Permission.ALLOWED: N_("Accepte, {how}"), Permission.REFUSED: N_("Refuse, {how}")}
        answers: list[Action | None] = []
        for permission, sentence in words.items():
            answers.append(None)
            answers += [
                Action(
                    f"directory.{permission.value}", tr(sentence, how=tr(how)), partial(self._answer, permission, how)
                )
                for how in HOW
            ]
        return [reach, *answers]

    def _write(self) -> None:
        write(self._bench.desk, [self.contact.value])

    def _call(self) -> None:
        call(self._bench.desk, self.contact.value)

    def _answer(self, permission: Permission, how: str) -> None:
        desk, service, contact = self._bench.desk, self._bench.service, self.contact
        desk.write(
            "directory.set_permission",
            lambda: service.set_permission(desk.actor, contact.id, contact.version, permission, how),
        )


class PersonLine(QWidget):
    """A person of an organisation: avatar, name, what they are, how they may be reached. Enter or a click opens the sheet."""

    opened = Signal(object)

    def __init__(self, bench: Bench, attached: Attached, *, shows: str = "person") -> None:
        """Show one end of an affiliation: the ``person`` (an organisation's sheet) or the ``organisation`` (a person's)."""
        super().__init__()
        own = shows == "person"
        self._target = attached.person.id if own else attached.affiliation.organisation_id
        name = attached.person.name if own else attached.organisation_name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("{name}, {title}", name=name, title=attached.title))
        words = Column(ElidedLabel(name, "body"), ElidedLabel(attached.title, "caption", "text2"))
        row = Row(Avatar(name, 32), words, spacing=10, margins=(0, 3, 0, 3), parent=self)
        row.setStretch(1, 1)
        if own:
            for channel in Channel:
                contact = next((c for c in attached.contacts if c.channel is channel), None)
                if contact is not None:
                    row.addWidget(ContactButton(bench, name, contact))
                else:  # what others have stands under each other
                    blank = QWidget()
                    hold(blank, width=32)
                    row.addWidget(blank)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the sheet."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._target)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the sheet with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(self._target)
        else:
            super().keyPressEvent(event)


class PeopleCard(Card):
    """« Personnes »: who belongs to the organisation (or where the person belongs), and « Ajouter »."""

    opened = Signal(object)
    adding = Signal()

    def __init__(self, bench: Bench, title: str, *, shows: str = "person") -> None:
        add = Button(tr("Ajouter"), "link", "plus")
        add.setAccessibleName(tr("Ajouter : {what}", what=title))
        super().__init__(title, count=0, aside=[add], padding=(16, 12))
        add.clicked.connect(self.adding)
        self._bench, self._title, self._shows = bench, title, shows
        self._rows = Column(spacing=2)
        self.body.addLayout(self._rows)

    def show_people(self, people: Sequence[Attached], former: Sequence[Attached] = ()) -> None:
        """Show who belongs now, then who did."""
        clear_layout(self._rows)
        self.set_title(self._title, len(people))
        for attached in people:
            self._add(attached)
        if former:
            self._rows.addWidget(Label(tr("Auparavant"), "overline", "text3"))
        for attached in former:
            self._add(attached)
        if not people and not former:
            self._rows.addWidget(Label(tr("Personne encore."), "caption", "text3"))

    def _add(self, attached: Attached) -> None:
        line = PersonLine(self._bench, attached, shows=self._shows)
        line.opened.connect(self.opened)
        self._rows.addWidget(line)


class ConsentCard(Card):
    """« Consentements »: each subject, the answer, its date and how it was given; each answer opens its menu."""

    exporting = Signal()

    def __init__(self, bench: Bench, *, exports: bool = False) -> None:
        super().__init__(tr("Consentements"), padding=(16, 12))
        self._bench = bench
        self._of: tuple[str, int] = ("organisation", 0)
        self._rows = Column(spacing=6)
        self._review = Label("", "caption", "text2")
        export = Button(tr("Exporter"), "link")
        export.setToolTip(tr("Donner à cette personne tout ce que l'annuaire sait d'elle"))
        export.setVisible(exports)
        export.clicked.connect(self.exporting)
        self.body.addLayout(self._rows)
        self.body.addLayout(Row(IconLabel("shield-check", "text2", 14), self._review, None, export, spacing=6))

    def show_consents(self, of: tuple[str, int], consents: Sequence[Consent]) -> None:
        """Show the answers of ``("organisation", id)`` or ``("person", id)``."""
        self._of = of
        clear_layout(self._rows)
        held = {consent.subject: consent for consent in consents}
        for subject, choice in self._bench.service.consent_subjects.items():
            self._rows.addLayout(self._row(subject, choice.name, held.get(subject)))
        dates = [consent.review_on for consent in consents if consent.review_on]
        words = (
            tr("À revoir le {day}", day=format_date(min(dates), "long")) if dates else tr("Aucune échéance de révision")
        )
        self._review.setText(words)

    def _row(self, subject: str, name: str, consent: Consent | None) -> Row:
        icon, ink, answer = "circle-question-mark", "text3", tr("Demander")
        caption = tr("pas encore demandé")
        if consent is not None:
            icon, ink = ("circle-check", "success") if consent.is_given else ("circle-x", "text3")
            answer = tr("Oui") if consent.is_given else tr("Non")
            caption = _answered(consent)
        button = Button(answer, "link")
        button.setAccessibleName(tr("{subject} : {answer}. Changer la réponse", subject=name, answer=answer))
        menu = QMenu(button)
        fill_menu(menu, self._answers(subject, consent))
        button.setMenu(menu)
        words = Column(ElidedLabel(name, "secondary"), ElidedLabel(caption, "caption", "text2"))
        row = Row(IconLabel(icon, ink, 16), words, button, spacing=10)
        row.setStretch(1, 1)
        return row

    def _answers(self, subject: str, consent: Consent | None) -> list[Action | None]:
        answers: list[Action | None] = []
        for given, sentence in ((True, N_("Oui, {how}")), (False, N_("Non, {how}"))):
            answers += [
                Action(
                    f"directory.consent.{given}", tr(sentence, how=tr(how)), partial(self._answer, subject, given, how)
                )
                for how in HOW
            ]
            answers.append(None)
        forget = Action("directory.consent.none", tr("Retirer la réponse"), partial(self._forget, subject),
                        enabled=lambda: consent is not None, why_not=tr("Il n'y a pas de réponse."))  # fmt: skip
        return [*answers, forget]

    def _answer(self, subject: str, given: bool, how: str) -> None:
        desk, service, of = self._bench.desk, self._bench.service, self._of
        review = clock.today() + REVIEW_AFTER if given else None

        def work() -> Changes:
            return service.set_consent(desk.actor, of, subject, is_given=given, how=how, review_on=review)

        desk.write("directory.set_consent", work)

    def _forget(self, subject: str) -> None:
        desk, service, of = self._bench.desk, self._bench.service, self._of
        desk.write("directory.remove_consent", lambda: service.remove_consent(desk.actor, of, subject))


def _answered(consent: Consent) -> str:
    day = format_date(consent.given_on, "long")
    if consent.how:
        return tr("le {day}, {how}", day=day, how=tr(consent.how))
    return tr("le {day}", day=day)


class FactsCard(Card):
    """« Repères »: labels and values, « Modifier » leads to the fields."""

    editing = Signal()

    def __init__(self) -> None:
        edit = Button(tr("Modifier"), "link")
        edit.setAccessibleName(tr("Modifier les repères"))
        super().__init__(tr("Repères"), aside=[edit], padding=(16, 12))
        edit.clicked.connect(self.editing)
        self._grid = Grid(across=10, down=6)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_facts(self, facts: Sequence[tuple[str, str, Callable[[], object] | None]]) -> None:
        """Show (label, value, what a click on the value does); empty values are left out."""
        clear_layout(self._grid)
        for row, (label, value, run) in enumerate(f for f in facts if f[1]):
            name = Label(label, "caption", "text2")
            name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(_value(label, value, run), row, 1)


def _value(label: str, value: str, run: Callable[[], object] | None) -> QWidget:
    if run is None:
        words = Label(value, "secondary", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return words
    button = Button(value, "link")
    button.setAccessibleName(tr("{label} : {value}", label=label, value=value))
    hold(button, least_width=60)  # a long address gives way: the tooltip has it whole
    button.setToolTip(value)
    button.clicked.connect(lambda _checked=False: run())
    return button
