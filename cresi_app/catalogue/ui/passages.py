"""A text without pages: its passages one after the other, what was searched marked, one hit in front."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from cresi_app.catalogue.model.extracts import hits_in
from cresi_app.core.i18n import tr
from cresi_app.core.text import words
from cresi_app.widgets.theme import theme

_MOST_MARKED = 2_000


class Passages(QPlainTextEdit):
    """Read only."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(tr("Texte du fichier"))
        self._starts: list[int] = []
        self._hits: list[tuple[int, int]] = []
        self._at = -1
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFont(theme().font("body"))
        self.document().setDocumentMargin(theme().px(28))
        self._mark()

    def show_text(self, passages: Sequence[str], searched: str) -> int:
        """Show a text; return how many hits it has."""
        text, self._starts = "", []
        for passage in passages:
            self._starts.append(len(text))
            text += passage + "\n\n"
        if text != self.toPlainText():
            self.setPlainText(text)
        self._hits = hits_in(text, words(searched))[:_MOST_MARKED]
        self._at = 0 if self._hits else -1
        self._mark()
        return len(self._hits)

    def bring(self, passage: int) -> None:
        """Show a passage (from 1), and the first hit from there on."""
        start = self._starts[passage - 1] if 0 < passage <= len(self._starts) else 0
        after = [number for number, (a, _) in enumerate(self._hits) if a >= start]
        if after:
            self._at = after[0]
            self._mark()
        elif start:
            self._stand(start)

    def step(self, by: int) -> None:
        """Go to another hit, around the end."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._mark()

    def told(self) -> str:
        """Say where one stands."""
        if not self._hits:
            return tr("Aucun passage ne répond")
        return tr("{at} sur {count}", at=self._at + 1, count=len(self._hits))

    def _stand(self, place: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())))
        self.setTextCursor(cursor)
        self.centerCursor()

    def _mark(self) -> None:
        marked: list[QTextEdit.ExtraSelection] = []
        for number, (start, end) in enumerate(self._hits):
            one = QTextEdit.ExtraSelection()
            cursor = self.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            one.cursor = cursor
            one.format.setBackground(theme().color("mark"))
            one.format.setForeground(QColor(theme().color("text")))
            one.format.setFontUnderline(number == self._at)
            marked.append(one)
        self.setExtraSelections(marked)
        if 0 <= self._at < len(self._hits):
            self._stand(self._hits[self._at][0])
