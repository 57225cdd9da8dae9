"""Settings of the library: where it is, what it holds, the way to another folder or another library."""

from collections.abc import Callable

from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.core.roles import Right, Standing
from cresi_app.core.typography import NBSP
from cresi_app.shell.doors import LibraryDoors, LibraryFacts
from cresi_app.shell.keeping import Keeping
from cresi_app.shell.standing import why_not
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
        self._allow(desk.standing)
        desk.standing_changed.connect(self._allow)
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
        parts = [size_words(facts.size)] if facts.size else []
        parts += [f"{format_number(count)} {word}" for word, count in facts.counts]
        whole = [part.replace(" ", NBSP) for part in parts]  # a number and its word stay on one line
        self._holds.setText(f"{NBSP}· ".join(whole))
        self._warning.setText("\n".join(facts.warnings))
        self._warning.setVisible(bool(facts.warnings))
        if facts.read_only:
            self._pill.set(tr("lecture seule"), "warning")
        elif facts.warnings:
            self._pill.set(tr("à surveiller"), "warning")
        else:
            self._pill.set(tr("sur ce poste"), "success")

    def _allow(self, standing: Standing) -> None:
        if self._doors.copy_to is None:
            self.move_button.allow(False, tr("Cette bibliothèque est ouverte en lecture seule."))
        else:
            self.move_button.allow(standing.may(Right.LIBRARY), why_not(standing))

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
