"""What is done with one line beside taking it back: its record as it stood, the link to it, its paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import C_, tr
from cresi_app.core.money import format_number
from cresi_app.core.recordlink import record_link
from cresi_app.shell.history.doors import ActLine, AsItWas, HistoryDoors
from cresi_app.shell.history.pane import ActPane
from cresi_app.widgets.messages import Act
from cresi_app.widgets.page import Page
from cresi_app.widgets.preview import PreviewCover, PrintOffer, Printout, open_preview


class LineActs(QObject):
    """The acts of the pane that lead elsewhere."""

    def __init__(self, page: Page, doors: HistoryDoors, pane: ActPane) -> None:
        super().__init__(pane)
        self._page, self._desk, self._doors, self._pane = page, page.desk, doors, pane
        self.cover: PreviewCover | None = None

    def show_then(self, line: ActLine, record: RecordRef | None) -> None:
        """Show a record as it stood before the line."""
        read = self._doors.as_it_was
        if record is not None:
            self._desk.read("history.detail", lambda: read(line.seq, record), self._show_then)

    def _show_then(self, shown: AsItWas | None) -> None:
        if shown is None:
            self._desk.messages.toast(tr("Cette fiche n'existait pas encore."))
        else:
            back = partial(self._go_back, shown) if self._doors.go_back is not None else None
            self._pane.show_as_it_was(shown, back)

    def _go_back(self, shown: AsItWas) -> None:
        back, who = self._doors.go_back, self._desk.actor
        assert back is not None

        def done(changes: Changes) -> None:
            words = tr("Fiche remise telle qu'elle était : {when}", when=shown.when)
            self._desk.messages.toast(words, self._undo(changes.seq))

        self._desk.write("history.go_back", lambda: back(who, shown), done, words=tr("Retour à l'état d'alors"))

    def _undo(self, seq: int | None) -> Act | None:
        take_back, who = self._doors.take_back, self._desk.actor
        if seq is None or take_back is None:
            return None

        def undo() -> None:
            say = self._desk.messages.toast
            self._desk.write("history.undo", lambda: take_back(who, seq), lambda _changes: say(tr("Retour annulé")))

        return Act(tr(C_("undo", "Annuler")), undo)

    def take_back(self, line: ActLine) -> None:
        """Take a line back alone, or bring back what it took."""
        back, who, say = self._doors.take_back, self._desk.actor, self._desk.messages.toast
        assert back is not None
        words = tr("Rétabli : {act}", act=line.words) if line.state == "undo" else tr("Annulé : {act}", act=line.words)
        taking = tr("Annulation : {act}", act=line.words)
        self._desk.write("history.undo", lambda: back(who, line.seq), lambda _changes: say(words), words=taking)

    def put_back(self, line: ActLine) -> None:
        """Write the values from before a line, although they changed since."""
        put, who, say = self._doors.put_back, self._desk.actor, self._desk.messages.toast
        assert put is not None
        told = tr("Valeurs d'avant remises")
        self._desk.write("history.put_back", lambda: put(who, line.seq), lambda _changes: say(told))

    def copy_link(self, line: ActLine) -> None:
        """Put the link to a line on the clipboard."""
        QGuiApplication.clipboard().setText(record_link("history", line.seq))
        self._desk.messages.toast(tr("Lien copié. Collé dans la recherche, il ouvre ce changement."))

    def print_line(self, line: ActLine) -> None:
        """Preview a line on paper."""
        write = self._doors.print_line
        assert write is not None

        def made(_chosen: frozenset[str], out: Path) -> Printout:
            write(line.seq, out)
            return Printout(out)

        number = tr("Changement {n}", n=format_number(line.seq))
        offer = PrintOffer(
            "history-line", tr("Imprimer le changement"), number, f"changement-{line.seq}.pdf", made,
            trail=(self._page.title(), number, tr("Aperçu avant impression")),
        )  # fmt: skip
        self.cover = open_preview(self._page, self._desk, offer)
        self.cover.closed.connect(self._uncovered)
        self._page.title_changed.emit()

    def _uncovered(self) -> None:
        self.cover = None
        self._page.title_changed.emit()
