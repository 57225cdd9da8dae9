"""Settings of the team: who may sit at the desk, and what each may do."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.core.roles import ROLES, Right, Role, Standing, role_of
from cresi_app.shell.doors import LibraryDoors, StaffProfile
from cresi_app.shell.preferences.rights import RightsDialog
from cresi_app.shell.standing import why_not
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ComboBox, TextField
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.pills import Avatar


class TeamCard(Card):
    """Everybody's profile and role, and a new one by its name. A profile that leaves keeps its name on what it did."""

    def __init__(self, desk: Desk, doors: LibraryDoors) -> None:
        self._count = Label("", "caption", "text2")
        self.more = Button(tr("Ajouter quelqu'un"), "link", "plus")
        super().__init__(tr("Équipe et rôles"), aside=[self.more])
        self.head.insertWidget(1, self._count)
        self._desk, self._doors = desk, doors
        self._rows: QVBoxLayout = Column()
        self.boxes: dict[int, ComboBox] = {}
        self.name = TextField(tr("Nom"), name="name", placeholder=tr("Prénom et nom"))
        self.role = TextField(tr("Fonction"), name="role")
        self.add = Button(tr("Ajouter"), "secondary", "user-plus")
        self.add.clicked.connect(self._add)
        self._newcomer = QWidget()
        Column(Divider(), Row(self.name, self.role, spacing=12), Row(None, self.add), spacing=8, parent=self._newcomer)
        self._newcomer.hide()
        self.more.clicked.connect(self._open_newcomer)
        self._managed = ElidedLabel("", "caption", "text2")
        self.grid = Button(tr("Tableau des droits"), "link")
        self.grid.clicked.connect(self.show_rights)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._newcomer)
        self.body.addWidget(Divider())
        foot = Row(IconLabel("shield-check", "text2", 16), self._managed, self.grid, spacing=8)
        foot.setStretch(1, 1)
        self.body.addLayout(foot)
        desk.changed.connect(self._heed)
        desk.actor_changed.connect(self.read_again)
        desk.standing_changed.connect(self.read_again)
        self.read_again()

    def read_again(self, *_anybody: object) -> None:
        """Read the profiles."""
        self._desk.read("preferences.team", self._doors.staff, self.show_team)

    def show_team(self, profiles: Sequence[StaffProfile]) -> None:
        """Show the profiles."""
        standing = self._desk.standing
        self.more.allow(standing.may(Right.TEAM), why_not(standing))
        self.add.allow(standing.may(Right.TEAM), why_not(standing))
        clear_layout(self._rows)
        self.boxes = {}
        self._count.setText(trn("{n} personne", "{n} personnes", len(profiles)))
        managers = sum(one.standing is Role.MANAGER for one in profiles)
        self._managed.setText(
            trn("{n} personne peut tout régler", "{n} personnes peuvent tout régler", managers)
            if managers
            else tr("La première personne ajoutée pourra tout régler")
        )
        for number, profile in enumerate(profiles):
            if number:
                self._rows.addWidget(Divider())
            self._rows.addWidget(
                self._row(profile, standing, is_last=managers == 1 and profile.standing is Role.MANAGER)
            )

    def show_rights(self) -> None:
        """Show the grid of what each role may do."""
        RightsDialog(self).exec()

    def _row(self, profile: StaffProfile, standing: Standing, *, is_last: bool) -> QWidget:
        row = QWidget()
        here = str(profile.id) == self._desk.actor.key
        name = Label(tr("{name} (au poste)", name=profile.name) if here else profile.name, "button", wrap=True)
        if profile.role:
            name.setToolTip(tr("{name}, {role}", name=profile.name, role=profile.role))
        words = Column(name, Label(_sentence(profile, is_last=is_last), "caption", "text2", wrap=True))
        box = self._box(profile, standing, is_last=is_last)
        line = Row(Avatar(profile.name), words, box, spacing=12, margins=(0, 6, 0, 6), parent=row)
        line.setStretch(1, 1)
        if not here:
            remove = IconButton(tr("Retirer {name} de l'équipe", name=profile.name), "user-x")
            remove.setEnabled(standing.may(Right.TEAM) and not is_last)
            remove.clicked.connect(partial(self._remove, profile))
            line.addWidget(remove)
        else:
            instead = QWidget()  # the roles stay under each other
            hold(instead, width=32)
            line.addWidget(instead)
        return row

    def _box(self, profile: StaffProfile, standing: Standing, *, is_last: bool) -> ComboBox:
        name = tr("Rôle de {name}", name=profile.name)
        box = ComboBox(name, [(role, tr(ROLES[role][0])) for role in Role])
        box.set_key(profile.standing)
        hold(box, width=150)
        reason = (
            tr("Dernière personne « Responsable » : donnez d'abord ce rôle à quelqu'un d'autre.") if is_last else ""
        )
        reason = reason if standing.may(Right.TEAM) else why_not(standing)
        box.setEnabled(not reason and self._doors.set_role is not None)
        box.setToolTip(reason)
        box.setAccessibleDescription(reason)
        box.activated.connect(lambda: self._give(profile, role_of(box.key())))
        self.boxes[profile.id] = box
        return box

    def _give(self, profile: StaffProfile, role: Role) -> None:
        give, who = self._doors.set_role, self._desk.actor
        if give is not None and role is not profile.standing:
            self._desk.write("directory.set_role", lambda: give(who, profile, role), failed=self._refused)

    def _refused(self, error: Exception) -> None:
        self.read_again()
        self._desk.messages.error(error)

    def _open_newcomer(self) -> None:
        self._newcomer.setVisible(not self._newcomer.isVisible())
        if self._newcomer.isVisible():
            self.name.focus()

    def _add(self) -> None:
        name, role = self.name.read(), self.role.read()
        if not name:
            self.name.set_error(tr("Écrivez un nom."))
            return
        add, who = self._doors.add_staff, self._desk.actor
        self._desk.write("staff.add", lambda: add(who, name, role), self._added)

    def _added(self, _changes: Changes) -> None:
        self.name.set_value("")
        self.role.set_value("")
        self._newcomer.hide()

    def _remove(self, profile: StaffProfile, _checked: bool = False) -> None:
        archive, who = self._doors.archive_staff, self._desk.actor

        def told(_changes: Changes) -> None:
            self._desk.messages.toast(tr("{name} n'est plus proposé au poste", name=profile.name))

        self._desk.write("staff.archive", lambda: archive(who, profile), told)

    def _heed(self, changes: Changes) -> None:
        if changes.touches("staff"):
            self.read_again()


def _sentence(profile: StaffProfile, *, is_last: bool) -> str:
    """Say what somebody may do, and that the last manager stays one."""
    may = tr(ROLES[profile.standing][1])
    return tr("{may} ; seule personne « Responsable »", may=may) if is_last else may
