"""Who is at the desk: chosen at start and whenever somebody else sits down; every act carries the name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.i18n import tr
from cresi_app.shell.doors import LibraryDoors, StaffProfile
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dialogsize import Dialog, room_for
from cresi_app.widgets.drawn import DrawnButton
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.paint import LEFT, put_text, rounded
from cresi_app.widgets.pills import paint_avatar
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme


class PersonButton(DrawnButton):
    """One profile: initials, name, what they do."""

    def __init__(self, profile: StaffProfile) -> None:
        super().__init__(profile.name, height=56, width=360, least=240)
        self.profile = profile
        self.setAccessibleName(f"{profile.name}, {profile.role}" if profile.role else profile.name)

    def draw(self, painter: QPainter) -> None:
        """Draw it."""
        look = theme()
        if self.hot or self.hasFocus():
            rounded(painter, QRectF(self.rect()), look.px(10), look.color("primary_soft"))
        if self.hasFocus():
            rounded(painter, QRectF(self.rect()), look.px(10), None, look.color("focus"), 2)
        side = look.px(36)
        paint_avatar(painter, QRectF(look.px(12), (self.height() - side) / 2, side, side), self.profile.name)
        left = look.px(60)
        room = self.rect().adjusted(left, 0, -look.px(10), 0)
        if self.profile.role:
            top = room.adjusted(0, look.px(9), 0, -look.px(26))
            put_text(painter, top, self.profile.name, look.font("strong"), look.color("text"), LEFT)
            low = room.adjusted(0, look.px(29), 0, -look.px(8))
            put_text(painter, low, self.profile.role, look.font("caption"), look.color("text2"), LEFT)
        else:
            put_text(painter, room, self.profile.name, look.font("strong"), look.color("text"), LEFT)


_REST = 290
"""Height in pixels of the look of all but the profiles."""


class PersonDialog(Dialog):
    """« Qui est au poste ? »: a profile, or a new one by its name. No password: it says who acts, it locks nothing.

    `chosen` carries a `StaffProfile`, `named` (name, role) of somebody new.
    """

    chosen = Signal(object)
    named = Signal(object, object)

    def __init__(self, profiles: Sequence[StaffProfile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Qui est au poste ?"))
        self.setModal(True)
        look = theme()
        self._list: QVBoxLayout = Column(spacing=2)
        self.name = TextField(tr("Nom"), name="name", placeholder=tr("Prénom et nom"))
        self.role = TextField(tr("Fonction"), name="role", placeholder=tr("documentaliste, chargée de projets…"))
        self._add = Button(tr("Prendre ce poste"), "primary", "user-plus")
        self._add.clicked.connect(self._name_new)
        inside = QWidget()
        Column(self._list, None, parent=inside)
        area = ScrollArea(inside)
        seen = look.px(58 * min(4, len(profiles)))  # four of them, or as many as the window's height has room for
        area.setMinimumHeight(min(seen, max(look.px(58), room_for(self).height() - look.px(_REST))))
        area.setVisible(bool(profiles))
        sentence = tr("Le nom choisi accompagne tout ce qui sera fait, jusqu'au prochain changement.")
        Column(
            Label(tr("Qui est au poste ?"), "detail"),
            Label(sentence, "secondary", "text2", wrap=True),
            area,
            Divider(),
            Label(tr("Quelqu'un d'autre"), "h2") if profiles else Label(tr("Présentez-vous"), "h2"),
            Row(self.name, self.role, spacing=12),
            Row(None, self._add),
            spacing=12,
            margins=(28, 22, 28, 22),
            parent=self,
        )
        self.setMinimumWidth(look.px(612))  # what is written as an example stands whole
        self._fill(profiles)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the focused profile, or the name being typed, with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self._name_new()
            return
        super().keyPressEvent(event)

    def _fill(self, profiles: Sequence[StaffProfile]) -> None:
        clear_layout(self._list)
        for profile in profiles:
            button = PersonButton(profile)
            button.clicked.connect(_taker(self._take, profile))
            self._list.addWidget(button)
        if profiles:
            button = self.findChildren(PersonButton)[0]
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.name.focus()

    def _take(self, profile: StaffProfile) -> None:
        self.chosen.emit(profile)
        self.accept()

    def _name_new(self) -> None:
        name = self.name.read()
        if not name:
            self.name.set_error(tr("Écrivez un nom : il sera inscrit dans l'historique."))
            self.name.focus()
            return
        self.named.emit(name, self.role.read())
        self.accept()


def _taker(take: Callable[[StaffProfile], None], profile: StaffProfile) -> Callable[[], None]:
    def clicked() -> None:
        take(profile)

    return clicked


class AtDesk(QObject):
    """Lets somebody else sit down, and makes profiles of newcomers."""

    def __init__(self, desk: Desk, doors: LibraryDoors, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._doors, self._window = desk, doors, window
        desk.actor_changed.connect(lambda _actor: self.learn())
        desk.changed.connect(self._heed)

    def ask(self) -> None:
        """Ask who is at the desk now."""
        self._desk.read("window.staff", self._doors.staff, self._choose)

    def take(self, profile: StaffProfile) -> None:
        """Let the person of a profile act from now on, and remember it for the next start."""
        self._desk.set_actor(Actor(str(profile.id), profile.name))
        self._desk.change_settings(staff_id=str(profile.id))

    def add(self, name: str, role: str) -> None:
        """Make a profile, and let it take the desk."""
        add, who = self._doors.introduce_staff or self._doors.add_staff, Actor("", name)
        self._desk.write(
            "staff.add", lambda: add(who, name, role), lambda done: self.take(StaffProfile(done.id, name, role))
        )

    def learn(self) -> None:
        """Learn what whoever is at the desk may do."""
        standing, key = self._doors.standing, self._desk.actor.key
        self._desk.read("window.standing", lambda: standing(key), self._desk.set_standing)

    def _heed(self, changes: Changes) -> None:
        if changes.touches_any(("staff", "home")):
            self.learn()

    def _choose(self, profiles: Sequence[StaffProfile]) -> None:
        dialog = PersonDialog(profiles, self._window)
        dialog.chosen.connect(self.take)
        dialog.named.connect(self.add)
        dialog.exec()
        dialog.deleteLater()
