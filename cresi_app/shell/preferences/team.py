"""Settings of the team: the profiles one chooses from when sitting down."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.shell.doors import LibraryDoors, StaffProfile
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.pills import Avatar, Pill


class TeamCard(Card):
    """Everybody's profile, and a new one by its name. A profile that leaves keeps its name on what it did."""

    def __init__(self, desk: Desk, doors: LibraryDoors) -> None:
        self._count = Label("", "caption", "text2")
        super().__init__(tr("Équipe"), aside=[self._count])
        self._desk, self._doors = desk, doors
        self._rows: QVBoxLayout = Column()
        self.name = TextField(tr("Nom"), name="name", placeholder=tr("Prénom et nom"))
        self.role = TextField(tr("Fonction"), name="role")
        self.add = Button(tr("Ajouter"), "secondary", "user-plus")
        self.add.clicked.connect(self._add)
        self.body.addLayout(self._rows)
        self.body.addWidget(Divider())
        self.body.addLayout(Row(self.name, self.role, spacing=12))
        self.body.addLayout(Row(None, self.add))
        desk.changed.connect(self._heed)
        desk.actor_changed.connect(self.read_again)
        self.read_again()

    def read_again(self, *_anybody: object) -> None:
        """Read the profiles."""
        self._desk.read("preferences.team", self._doors.staff, self.show_team)

    def show_team(self, profiles: Sequence[StaffProfile]) -> None:
        """Show the profiles."""
        clear_layout(self._rows)
        self._count.setText(trn("{n} personne", "{n} personnes", len(profiles)))
        for number, profile in enumerate(profiles):
            if number:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(profile))

    def _row(self, profile: StaffProfile) -> QWidget:
        row = QWidget()
        words = Column(ElidedLabel(profile.name, "body"), ElidedLabel(profile.role, "caption", "text2"))
        line = Row(Avatar(profile.name), words, spacing=12, margins=(0, 7, 0, 7), parent=row)
        line.setStretch(1, 1)
        if str(profile.id) == self._desk.actor.key:
            line.addWidget(Pill(tr("au poste"), "success"))
        else:
            remove = IconButton(tr("Retirer {name} de l'équipe", name=profile.name), "user-x")
            remove.clicked.connect(lambda: self._remove(profile))
            line.addWidget(remove)
        return row

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

    def _remove(self, profile: StaffProfile) -> None:
        archive, who = self._doors.archive_staff, self._desk.actor

        def told(_changes: Changes) -> None:
            self._desk.messages.toast(tr("{name} n'est plus proposé au poste", name=profile.name))

        self._desk.write("staff.archive", lambda: archive(who, profile), told)

    def _heed(self, changes: Changes) -> None:
        if changes.touches("staff"):
            self.read_again()
