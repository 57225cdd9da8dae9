"""Settings of the copies: the last one and what was verified of it, second homes for them, and going back to one."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cresi_app.core import clock
from cresi_app.core.dates import format_clock, format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.core.roles import Right, Standing
from cresi_app.shell.doors import BackupState, CopyLine, LibraryDoors, LibraryFacts, PlaceState
from cresi_app.shell.keeping import Keeping, backup_sentence
from cresi_app.shell.preferences.holdings import size_words
from cresi_app.shell.preferences.restoring import RestoreDialog
from cresi_app.shell.standing import why_not
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider, IconTile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.messages import Question
from cresi_app.widgets.pills import Pill, PillTone


def moment(state: BackupState | PlaceState) -> str:
    """Say when a copy was made: « ce matin, 09:42 », « hier à 18:00 », « le 28 sept. »."""
    assert state.at is not None
    local = state.at.astimezone(ZoneInfo(clock.HOME_ZONE))
    age, at = (clock.today() - local.date()).days, format_clock(state.at)
    if age == 0:
        return tr("ce matin, {time}", time=at) if local.hour < 12 else tr("aujourd'hui, {time}", time=at)
    return tr("hier à {time}", time=at) if age == 1 else tr("le {day}", day=format_date(local.date(), "day_month"))


def place_words(place: PlaceState) -> str:
    """Say how a second home of the copies stands."""
    if not place.is_there:
        return tr("absent : la copie s'y fera dès qu'il sera branché")
    if place.problem:
        return place.problem
    if place.at is None:
        return tr("pas encore de copie")
    parts = [moment(place), tr("relue") if place.verified else tr("copie non relue")]
    if place.is_same_disk:
        parts.append(tr("sur le même disque que la bibliothèque"))
    return " · ".join(parts)


def place_pill(place: PlaceState) -> tuple[str, PillTone]:
    """Return the word and the tone of a place."""
    if not place.is_there:
        return tr("Absent"), "neutral"
    if place.at is None and not place.problem:
        return tr("En attente"), "neutral"
    good = place.verified and not place.problem
    return (tr("Vérifiée"), "success") if good else (tr("À vérifier"), "warning")


class BackupCard(Card):
    """The last copy and what was verified of it; second homes; a new one now; going back to one, which is asked about."""

    def __init__(self, desk: Desk, keeping: Keeping, doors: LibraryDoors) -> None:
        self.back = Button(tr("Restaurer…"), "link")
        super().__init__(tr("Sauvegardes"), aside=[self.back])
        self._desk, self._keeping, self._doors = desk, keeping, doors
        self._title, self._detail = ElidedLabel("", "strong"), ElidedLabel("", "caption", "text2")
        self._tile = IconTile("shield-check", "success")
        self._warning = Label("", "secondary", "warning", wrap=True)
        self.late = QWidget()
        Row(IconLabel("triangle-alert", "warning", 16), self._warning, spacing=8, parent=self.late).setStretch(1, 1)
        self.late.hide()
        self._places: QVBoxLayout = Column()
        self.add_place = Button(tr("Ajouter un second lieu…"), "link", "plus")
        self.now = Button(tr("Sauvegarder maintenant"), "primary", "database-backup")
        self.check = Button(tr("Vérifier"), "secondary", "refresh-cw")
        self._lay_out()
        self.now.clicked.connect(lambda: keeping.back_up(quiet=False))
        self.check.clicked.connect(keeping.verify)
        self.back.clicked.connect(self._restore)
        self.add_place.clicked.connect(self._add)
        keeping.backup_changed.connect(self.show_state)
        keeping.places_changed.connect(self.show_places)
        desk.settings_changed.connect(self._look)
        desk.standing_changed.connect(self._allow)
        keeping.facts_changed.connect(self._knows)
        self.show_state(keeping.backup)
        self._allow(desk.standing)
        keeping.look_at_places()

    def _look(self, *_settings: object) -> None:
        self._keeping.look_at_places()

    def _lay_out(self) -> None:
        line = Row(self._tile, Column(self._title, self._detail), spacing=12)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.late)
        self.body.addWidget(Divider())
        self.body.addLayout(self._places)
        self.body.addLayout(Row(self.add_place, None))
        self.body.addWidget(Divider())
        kept = tr("Une copie est faite et relue en entier chaque jour : 12 jours, 10 semaines et 9 mois sont gardés.")
        self.body.addWidget(Label(kept, "caption", "text2", wrap=True))
        acts = Row(self.now, self.check)
        acts.setStretch(0, 1)
        self.body.addLayout(acts)

    def show_state(self, state: BackupState) -> None:
        """Show the last copy."""
        bad = state.due or not state.verified
        self._tile.set("shield-alert" if bad else "shield-check", "warning" if bad else "success")
        if state.at is None:
            self._title.setText(backup_sentence(state))
            self._detail.setText(tr("La première copie se fait en un instant."))
        else:
            when = moment(state)
            words = tr("Dernière copie vérifiée : {when}", when=when)
            self._title.setText(words if state.verified else tr("Dernière copie, à vérifier : {when}", when=when))
            self._detail.setText(_verified(state))
        self.late.setVisible(bad and state.at is not None)
        if state.due and state.at is not None:
            self._warning.setText(tr("La copie d'aujourd'hui n'est pas encore faite."))
        elif not state.verified:
            told = tr("La dernière copie n'a pas été relue : elle ne compte pas tant qu'elle n'est pas vérifiée.")
            self._warning.setText(told)

    def show_places(self, places: Sequence[PlaceState]) -> None:
        """Show the second homes of the copies."""
        clear_layout(self._places)
        if not places:
            note = tr("Un second lieu (clé USB, autre disque, partage) reçoit une copie chaque jour où il est là.")
            self._places.addWidget(Label(note, "caption", "text2", wrap=True))
        for place in places:
            self._places.addWidget(self._place(place))

    def _place(self, place: PlaceState) -> QWidget:
        row = QWidget()
        name = ElidedLabel(place.folder.name or str(place.folder), "body")
        name.setToolTip(str(place.folder))
        words = Column(name, Label(place_words(place), "caption", "text2", wrap=True))
        forget = IconButton(tr("Ne plus copier dans {place}", place=str(place.folder)), "x")
        forget.clicked.connect(partial(self._forget, place.folder))
        forget.setEnabled(self._desk.standing.may(Right.LIBRARY))
        line = Row(IconLabel("hard-drive", "text2", 18), words, Pill(*place_pill(place)), forget, spacing=10, margins=(0, 4, 0, 4), parent=row)  # fmt: skip
        line.setStretch(1, 1)
        return row

    def _knows(self, _facts: LibraryFacts) -> None:
        self._allow(self._desk.standing)
        self._look()

    def _allow(self, standing: Standing) -> None:
        may, why = standing.may(Right.LIBRARY), why_not(standing)
        self.back.allow(may, why)
        facts = self._keeping.facts
        if facts is None or facts.is_example:
            may, why = False, tr("La bibliothèque d'exemple n'est copiée nulle part ailleurs.") if facts else ""
        self.add_place.allow(may, why)
        self.show_places(self._keeping.places)

    def _add(self) -> None:
        chosen = self._desk.messages.choose_folder(tr("Où faire une seconde copie ?"))
        if chosen is None:
            return
        try:
            self._doors.copies.check(chosen)
        except DomainError as error:
            self._desk.messages.error(error)
            return
        kept = self._keeping.folders
        if chosen not in kept:
            self._set_places([*map(str, kept), str(chosen)])
            self._keeping.back_up(quiet=False)

    def _set_places(self, places: Iterable[str]) -> None:
        assert self._keeping.facts is not None
        held = self._desk.settings.with_places(self._keeping.facts.folder, places)
        self._desk.set_setting(tr("second lieu de sauvegarde"), backup_places=held)

    def _forget(self, place: Path, _checked: bool = False) -> None:
        self._set_places(str(one) for one in self._keeping.folders if one != place)

    def _restore(self) -> None:
        every, places = self._doors.copies.all, self._keeping.folders
        self._desk.read("preferences.copies", lambda: every(places), self._choose)

    def _choose(self, copies: Sequence[CopyLine]) -> None:
        dialog = RestoreDialog(copies, self)
        dialog.exec()
        file, other = dialog.file, dialog.other
        dialog.deleteLater()
        if other:
            chosen = self._desk.messages.open_files(tr("Restaurer une copie"), [(tr("Copies"), "*.db")], several=False)
            file = chosen[0] if chosen else None
        if file is not None:
            self.restore(file)

    def restore(self, file: Path) -> None:
        """Go back to a copy once it is confirmed."""
        text = tr(
            "La bibliothèque revient à l'état de cette copie. L'état présent est d'abord gardé à part : rien n'est perdu."
        )
        if self._desk.messages.ask(Question(tr("Revenir à cette copie ?"), text, tr("Restaurer"), dangerous=False)):
            self._doors.restore(file)


def _verified(state: BackupState) -> str:
    parts = [tr("relue en entier") if state.verified else tr("copie non relue")]
    if state.size:
        parts.append(size_words(state.size))
    if state.notices is not None:
        parts.append(trn("{n} notice", "{n} notices", state.notices, n=format_number(state.notices)))
    return " · ".join(parts)
