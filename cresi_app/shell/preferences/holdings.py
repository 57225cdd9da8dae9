"""Settings of the library: where it is, what it holds, its verified copies."""

from collections.abc import Callable
from pathlib import Path

from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.shell.doors import BackupState, LibraryDoors, LibraryFacts
from cresi_app.shell.keeping import Keeping, backup_sentence
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Question
from cresi_app.widgets.pills import Pill


def size_words(size: int) -> str:
    """Return a file size as people say it: « 1,8 Go », « 640 Ko »."""
    if size < 1_000_000:
        return tr("{n} Ko", n=format_number(max(1, round(size / 1000))))
    if size < 1_000_000_000:
        return tr("{n} Mo", n=format_number(round(size / 1_000_000)))
    return tr("{n} Go", n=format_number(round(size / 1_000_000_000)))


class LibraryCard(Card):
    """The open library: its folder, size and counts, and the way to another one."""

    def __init__(self, desk: Desk, keeping: Keeping, doors: LibraryDoors, choose: Callable[[], object]) -> None:
        self._pill = Pill("", "success")
        super().__init__(tr("Bibliothèque"), aside=[self._pill])
        self._folder = ElidedLabel("", "body")
        self._holds = Label("", "caption", "text2", wrap=True)
        self._desk, self._doors = desk, doors
        self.move_button = Button(tr("Déplacer…"), "secondary", "folder-open")
        self.move_button.clicked.connect(self._move)
        self.move_button.allow(doors.copy_to is not None, tr("Cette bibliothèque est ouverte en lecture seule."))
        other = Button(tr("Ouvrir une autre…"), "link")
        other.clicked.connect(lambda: choose())  # noqa: PLW0108 - `clicked` would hand its checked state over
        words = Column(self._folder, self._holds)
        line = Row(IconTile("hard-drive"), words, spacing=12)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self._warning = Label("", "caption", "warning", wrap=True)
        self._warning.hide()
        self.body.addWidget(self._warning)
        self.body.addLayout(Row(self.move_button, other, None, spacing=12))
        keeping.facts_changed.connect(self.show_facts)
        if keeping.facts is not None:
            self.show_facts(keeping.facts)

    def show_facts(self, facts: LibraryFacts) -> None:
        """Show what is known of the library."""
        self._folder.setText(" › ".join(facts.folder.parts[-2:]))
        self._folder.setToolTip(str(facts.folder))
        counted = " · ".join(f"{format_number(count)} {word}" for word, count in facts.counts)
        self._holds.setText(
            " · ".join(part for part in (size_words(facts.size) if facts.size else "", counted) if part)
        )
        self._warning.setText("\n".join(facts.warnings))
        self._warning.setVisible(bool(facts.warnings))
        if facts.read_only:
            self._pill.set(tr("lecture seule"), "warning")
        elif facts.warnings:
            self._pill.set(tr("à surveiller"), "warning")
        else:
            self._pill.set(tr("sur ce poste"), "success")

    def _move(self) -> None:
        desk, copy_to, move_to = self._desk, self._doors.copy_to, self._doors.move_to
        chosen = desk.messages.choose_folder(tr("Où ranger la bibliothèque ?"))
        if chosen is None or copy_to is None:
            return
        target = chosen / "cresi" if any(chosen.iterdir()) else chosen
        text = tr(
            "Tout est copié dans {folder}, la copie est relue en entier, puis le programme s'en sert. L'ancien dossier reste tel quel.",
            folder=str(target),
        )
        if desk.messages.ask(Question(tr("Déplacer la bibliothèque ?"), text, tr("Déplacer"), dangerous=False)):
            desk.long(
                tr("Copie de la bibliothèque"),
                lambda progress: copy_to(target, progress),
                lambda _done: move_to(target),
            )


class BackupCard(Card):
    """The last copy and what was verified of it; a new one now; going back to one, which is asked about."""

    def __init__(self, desk: Desk, keeping: Keeping, restore: Callable[[Path], None]) -> None:
        back = Button(tr("Restaurer…"), "link")
        super().__init__(tr("Sauvegardes"), aside=[back])
        self._desk, self._restore_file = desk, restore
        self._title = ElidedLabel("", "strong")
        self._detail = ElidedLabel("", "caption", "text2")
        line = Row(IconTile("shield-check", "success"), Column(self._title, self._detail), spacing=12)
        line.setStretch(1, 1)
        now = Button(tr("Sauvegarder maintenant"), "primary", "database-backup")
        now.clicked.connect(lambda: keeping.back_up(quiet=False))
        back.clicked.connect(self._restore)
        self.body.addLayout(line)
        self.body.addWidget(
            Label(
                tr("Une copie est faite et relue en entier chaque jour : 12 jours, 10 semaines et 9 mois sont gardés."),
                "caption",
                "text2",
                wrap=True,
            )
        )
        self.body.addLayout(Row(now, None))
        keeping.backup_changed.connect(self.show_state)
        self.show_state(keeping.backup)

    def show_state(self, state: BackupState) -> None:
        """Show the last copy."""
        self._title.setText(backup_sentence(state))
        if state.at is None:
            self._detail.setText(tr("La première copie se fait en un instant."))
        else:
            verified = tr("relue en entier") if state.verified else tr("copie non relue")
            self._detail.setText(
                " · ".join(part for part in (verified, size_words(state.size) if state.size else "") if part)
            )

    def _restore(self) -> None:
        chosen = self._desk.messages.open_files(tr("Restaurer une copie"), [(tr("Copies"), "*.db")], several=False)
        if not chosen:
            return
        text = tr(
            "La bibliothèque revient à l'état de cette copie. L'état présent est d'abord gardé à part : rien n'est perdu."
        )
        if self._desk.messages.ask(Question(tr("Revenir à cette copie ?"), text, tr("Restaurer"), dangerous=False)):
            self._restore_file(chosen[0])
