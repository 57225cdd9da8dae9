"""The team's way back in."""

from PySide6.QtCore import Qt, Signal

from cresi_app.core.i18n import tr
from cresi_app.shell.counter.lock import CounterLock
from cresi_app.shell.counter.parts import BigInput, CounterPage, labelled, press
from cresi_app.shell.counter.visiting import waiting


class UnlockPage(CounterPage):
    """Asks for the team's passphrase."""

    opened = Signal()

    def __init__(self, lock: CounterLock) -> None:
        super().__init__(tr("Équipe"), tr("La phrase secrète rend ce poste à l'équipe."))
        self._lock = lock
        self.words = BigInput(tr("Phrase secrète"), secret=True)
        self.words.returnPressed.connect(self.try_words)
        self.go = press(tr("Quitter le poste d'accueil"), self.try_words, "primary", "lock")
        self.body.addLayout(labelled(tr("Phrase secrète"), self.words))
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def begin(self) -> None:
        """Take the keyboard."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_words(self) -> None:
        """Try what was typed; nothing of it stays on screen."""
        text = self.words.text()
        self.words.clear()
        if not text.strip() or waiting(self, self._lock, ""):
            return
        if self._lock.open(text):
            self.opened.emit()
        elif not waiting(self, self._lock, ""):
            self.say(tr("Ce n'est pas la phrase secrète."))
