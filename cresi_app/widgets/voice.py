"""The window's own voice: toasts, messages above the page, questions, file dialogs, and the report of our mistakes."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from cresi_app.core.crash import write_crash_report
from cresi_app.core.errors import CresiError, StoreError
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.dialogsize import Dialog
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act, FileKind, Question, Tone
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.theme import theme
from cresi_app.widgets.toast import Toast

_READ_SECONDS: Final = 2
"""What was said so shortly before a page is left speaks of the page that comes."""
MOST_AT_ONCE: Final = 3
"""Messages above a page; an older one makes room, warnings last."""


class MessageArea(QWidget):
    """The messages above the page, in the layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: QVBoxLayout = Column(spacing=8, margins=(24, 12, 24, 0), parent=self)
        self._said: dict[InlineMessage, float] = {}
        self.hide()

    def messages(self) -> list[InlineMessage]:
        """Return the messages shown, oldest first."""
        found = [self._column.itemAt(at) for at in range(self._column.count())]
        return [item.widget() for item in found if item is not None and isinstance(item.widget(), InlineMessage)]  # type: ignore[misc]  # the isinstance just before narrows what mypy cannot follow

    def say(self, text: str, tone: Tone, act: Act | None) -> InlineMessage:
        """Show a message; the same one is not shown twice."""
        for shown in self.messages():
            if shown.text == text:
                return shown
        message = InlineMessage(text, tone, act)
        message.closed.connect(lambda: self._forget(message))
        self._column.addWidget(message)
        self._said[message] = monotonic()
        while len(self.messages()) > MOST_AT_ONCE:
            self._forget(self.messages()[0])
        self.show()
        return message

    def leave(self) -> None:
        """Take away what was only said in passing on the page that is left: warnings and what offers an act stay."""
        now = monotonic()
        for message in self.messages():
            if message.is_passing and now - self._said.get(message, now) > _READ_SECONDS:
                self._forget(message)

    def clear(self) -> None:
        """Take every message away."""
        for message in self.messages():
            self._forget(message)

    def _forget(self, message: InlineMessage) -> None:
        self._said.pop(message, None)
        self._column.removeWidget(message)
        message.hide()
        message.deleteLater()
        self.setVisible(self._column.count() > 0)


class QuestionDialog(Dialog):
    """A question before what cannot be undone: what will be, and two verbs; Escape is the harmless one."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self.setModal(True)
        look = theme()
        confirm = Button(question.confirm, "danger_filled" if question.dangerous else "primary")
        confirm.clicked.connect(self.accept)
        cancel = Button(question.cancel or tr("Ne rien faire"), "secondary")
        cancel.clicked.connect(self.reject)
        text = Label(question.text, "body", "text2", wrap=True)
        text.setMinimumWidth(look.px(380))
        title = Label(question.title, "detail", wrap=True)
        buttons = Row(None, cancel, confirm, spacing=8)
        Column(title, text, 8, buttons, spacing=10, margins=(24, 20, 24, 20), parent=self)
        cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Never confirm by a stray Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, Button):
                focused.click()
            return
        super().keyPressEvent(event)


class WindowVoice(QObject):
    """Speaks through one window; it is the `Messages` of its desk."""

    def __init__(self, window: QWidget, area: MessageArea) -> None:
        super().__init__(window)
        self._window, self.area = window, area
        self.bubble = Toast(window)
        self.refusals = 0
        """How many refusals were said so far: a window that is closing stays open when one more comes."""

    def toast(self, text: str, act: Act | None = None) -> None:
        """Say in passing."""
        self.bubble.say(text, act)

    def inline(self, text: str, tone: Tone = "info", act: Act | None = None) -> None:
        """Say above the page."""
        self.area.say(text, tone, act)

    def error(self, error: Exception) -> None:
        """Say a refusal calmly."""
        assert isinstance(error, CresiError)
        self.refusals += 1
        self.area.say(error.sentence, "danger" if isinstance(error, StoreError) else "warning", None)

    def crash(self, error: BaseException) -> None:
        """Write the report of our mistake, and say where it is."""
        self.refusals += 1
        report = write_crash_report(error)
        sentence = tr(
            "Le programme a rencontré une erreur qu'il n'attendait pas. Ce qui était enregistré l'est toujours ; "
            "ce que vous faisiez est peut-être à refaire."
        )
        act = Act(tr("Voir le rapport"), lambda: self.show_file(report)) if report is not None else None
        self.area.say(sentence, "danger", act)

    def ask(self, question: Question) -> bool:
        """Ask before what cannot be undone."""
        dialog = QuestionDialog(question, self._window)
        answer = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return answer

    def open_files(self, title: str, kinds: Sequence[FileKind], *, several: bool = True) -> list[Path]:
        """Let files be chosen."""
        if several:
            names, _ = QFileDialog.getOpenFileNames(self._window, title, "", file_filter(kinds))
        else:
            name, _ = QFileDialog.getOpenFileName(self._window, title, "", file_filter(kinds))
            names = [name] if name else []
        return [Path(name) for name in names]

    def save_file(self, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:
        """Let a place be chosen; the suffix is added when it was left out."""
        name, _ = QFileDialog.getSaveFileName(self._window, title, suggested, file_filter(kinds))
        if not name:
            return None
        chosen = Path(name)
        return chosen if chosen.suffix else chosen.with_suffix(Path(suggested).suffix)

    def choose_folder(self, title: str, start: Path | None = None) -> Path | None:
        """Let a folder be chosen."""
        name = QFileDialog.getExistingDirectory(self._window, title, str(start or ""))
        return Path(name) if name else None

    def show_file(self, file: Path) -> None:
        """Open a file with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def file_filter(kinds: Sequence[FileKind]) -> str:
    """Return the kinds of files as Qt's file dialogs want them."""
    return ";;".join(f"{name} ({patterns})" for name, patterns in [*kinds, (tr("Tous les fichiers"), "*")])
