"""Sharing the record in front: citation, link, e-mail, its papers, its history."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from cresi_app.core.changes import RecordRef
from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr
from cresi_app.shell.pages import Pages
from cresi_app.shell.sharedoors import OF_YEAR, PaperLine, Shared, ShareDoors
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.preview import PrintOffer, Printout, open_preview
from cresi_app.widgets.preview.view import PreviewCover


class Front(Protocol):
    """What the acts ask of the window."""

    pages: Pages

    def open_history(self, record: RecordRef | None) -> None:
        """Show the history of a record, or of the library."""


class Sharing(QObject):
    """The acts on the record in front, whatever page it lives on."""

    def __init__(
        self, window: QObject, front: Front, desk: Desk, doors: ShareDoors, told: Callable[[], object]
    ) -> None:
        """`told()` is called when what the window can do has changed: a preview opened or closed."""
        super().__init__(window)
        self._front, self._desk, self._doors, self._told = front, desk, doors, told
        self.cover: PreviewCover | None = None

    def record(self) -> RecordRef | None:
        """Return the record in front."""
        return self._front.pages.current().record()

    def actions(self) -> list[Action]:
        """Return what can be done with the record in front, and the papers of the year."""
        why = tr("Ouvrez d'abord une fiche.")
        record, year = ("Ctrl+P, Ctrl+Shift+P", "") if self.has_papers() else ("Ctrl+Shift+P", "Ctrl+P")
        return [
            Action("record.copy_citation", tr("Copier la citation"), self.copy_citation, "Ctrl+Shift+C", "quote", self.is_open, why, menu="edit"),
            Action("record.copy_link", tr("Copier le lien vers la fiche"), self.copy_link, "Ctrl+Shift+L", "link", self.is_open, why, menu="edit"),
            Action("record.mail", tr("Envoyer la fiche par courriel…"), self.mail, "", "mail", self.is_open, why, menu="file"),
            Action("record.papers", tr("Papiers de cette fiche…"), self.print_record, record, "printer", self.has_papers, tr("Aucun papier n'existe pour cette fiche."), menu="file"),
            Action("record.papers_of_year", tr("Papiers de l'année…"), self.print_year, year, "printer", menu="file"),
            Action("record.history", tr("Historique de cette fiche"), self.history, "Ctrl+H", "history", self.is_open, why, menu="view"),
        ]  # fmt: skip

    def paper_actions(self) -> list[Action]:
        """Return one act for each paper of the record in front and of the year, for the palette."""
        record = self.record()
        kinds = [*([record[0]] if record is not None else []), OF_YEAR]
        return [self._paper_action(kind, paper) for kind in kinds for paper in self._doors.papers(kind)]

    def _paper_action(self, kind: str, paper: PaperLine) -> Action:
        title = tr("Imprimer : {paper}", paper=paper.title)
        return Action(f"record.print_{paper.name}", title, lambda: self.print_paper(kind, paper.name), icon="printer")

    def cover_actions(self) -> Sequence[Action] | None:
        """Return what the preview lying over the page can do; None when none is open."""
        return self.cover.preview.actions_now() if self.cover is not None else None

    def is_open(self) -> bool:
        """Whether a record is in front."""
        return self.record() is not None

    def has_papers(self) -> bool:
        """Whether something can be printed of the record in front."""
        record = self.record()
        return record is not None and bool(self._doors.papers(record[0]))

    # --- acts ---

    def copy_citation(self) -> None:
        """Put the record's citation on the clipboard."""
        self._describe(
            lambda shared: self._copied(shared.citation, tr("Citation copiée : {text}", text=_short(shared.citation)))
        )

    def copy_link(self) -> None:
        """Put the record's link on the clipboard; pasted into the search, it opens the record."""
        self._describe(
            lambda shared: self._copied(shared.link, tr("Lien copié. Collé dans la recherche, il ouvre la fiche."))
        )

    def mail(self) -> None:
        """Write a draft that the person's own mail program opens; nothing is sent."""
        self._describe(self._draft)

    def print_record(self) -> None:
        """Preview the papers of the record in front, the first of them at once."""
        record = self.record()
        papers = self._doors.papers(record[0]) if record is not None else ()
        if record is not None and papers:
            self.print_paper(record[0], papers[0].name)

    def print_year(self) -> None:
        """Preview the papers about the year of the window."""
        papers = self._doors.papers(OF_YEAR)
        if papers:
            self.print_paper(OF_YEAR, papers[0].name)

    def history(self) -> None:
        """Show the history of the record in front."""
        record = self.record()
        if record is not None:
            self._front.open_history(record)

    # --- within ---

    def _describe(self, then: Callable[[Shared], None]) -> None:
        record, describe = self.record(), self._doors.describe
        if record is not None:
            self._desk.read("window.share", lambda: describe(record), then)

    def _copied(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.messages.toast(said)

    def _draft(self, shared: Shared) -> None:
        message = EmailMessage()
        message["Subject"] = shared.title
        message["X-Unsent"] = "1"  # Outlook opens it as a draft
        message.set_content(
            "\n\n".join(
                (
                    shared.citation,
                    shared.link,
                    tr("Le lien s'ouvre dans le logiciel du centre : collez-le dans la recherche."),
                )
            )
        )
        folder = Path(tempfile.mkdtemp(prefix="cresi-mail-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        file = folder / "fiche.eml"
        write_whole(file, bytes(message))
        self._desk.messages.show_file(file)

    def print_paper(self, kind: str, name: str) -> None:
        """Preview a paper of the record in front, or with `OF_YEAR` one of the year."""
        record = self.record() if kind else None
        if self.cover is not None:
            self.cover.close()
        if record is None:
            self._cover(self._offer(kind, name, self._desk.year, str(self._desk.year)))
            return
        describe, key = self._doors.describe, record[1]
        self._desk.read(
            "window.share",
            lambda: describe(record),
            lambda shared: self._cover(self._offer(kind, name, key, shared.reference or shared.title)),
        )

    def _offer(self, kind: str, name: str, key: int, subtitle: str) -> PrintOffer:
        papers, make = self._doors.papers(kind), self._doors.make
        title = next(paper.title for paper in papers if paper.name == name)

        def made(_chosen: frozenset[str], out: Path) -> Printout:
            make(name, key, out)
            return Printout(out)

        return PrintOffer(
            name, title, subtitle, f"{name}-{_plain(subtitle)}.pdf", made,
            trail=(self._front.pages.current().title(), subtitle, tr("Aperçu avant impression")),
            others=[(paper.name, paper.title) for paper in papers] if len(papers) > 1 else [],
            other=lambda other: self._offer(kind, other, key, subtitle),
        )  # fmt: skip

    def _cover(self, offer: PrintOffer) -> None:
        self.cover = open_preview(self._front.pages.current(), self._desk, offer)
        self.cover.closed.connect(self._uncovered)
        self._told()

    def _uncovered(self) -> None:
        self.cover = None
        self._told()


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _plain(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in text)[:60].strip("-") or "fiche"
