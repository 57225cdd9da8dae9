"""What came in from outside, beside what is there: read calmly, taken thing by thing, as one act."""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr, trn
from cresi_app.projects.model.incoming import Difference, Incoming, Source, Standing
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui import searches
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField, Proposal, RecordPicker
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.messages import FileKind
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.page import PageHead
from cresi_app.widgets.pills import Pill, PillTone
from cresi_app.widgets.scroll import ScrollArea

SUFFIX: Final = ".cresi-dossier"
_SHOWN: Final = 320
"""Characters of a long text that are shown; its tooltip has more."""
_TONES: Final[dict[Standing, PillTone]] = {
    Standing.NEW: "success", Standing.DIFFERS: "warning", Standing.SAME: "neutral", Standing.TOLD: "info",
}  # fmt: skip


def kinds() -> list[FileKind]:
    """Return what can be read."""
    return [(tr("Formulaires remplis et dossiers reçus"), f"*.pdf *{SUFFIX}"), (tr("Tous les fichiers"), "*")]


def can_be_read(file: Path) -> bool:
    """Say whether a file is a package, or a dossier form of ours."""
    if file.name.lower().endswith(SUFFIX):
        return True
    if file.suffix.lower() != ".pdf":
        return False
    from cresi_app.core.pdfform import read_form  # noqa: PLC0415 - pikepdf is loaded when a form may be there

    try:
        return read_form(file).code.kind == "P"
    except DomainError:
        return False


class DifferenceRow(QWidget):
    """One thing that came in: its box, what is there, what came, how they stand."""

    def __init__(self, one: Difference) -> None:
        super().__init__()
        self.difference = one
        self.box = CheckField(one.label, name=one.key)
        self.box.set_value(one.standing is Standing.NEW)
        self.box.input.setEnabled(one.can_be_taken)
        self.box.input.setAccessibleDescription(f"{one.word}. {one.ours} → {one.theirs}. {one.why}")
        head = Row(self.box, Pill(one.word, _TONES[one.standing]), spacing=8)
        head.setStretch(0, 1)
        column = Column(head, spacing=2, margins=(0, 4, 0, 6), parent=self)
        for text, ink, title in ((one.ours, "text3", tr("Ici")), (one.theirs, "text", tr("Reçu"))):
            if text:
                said = Label(tr("{where} : {text}", where=title, text=_short(text)), "secondary", ink, wrap=True)
                said.setToolTip(text[:4000])
                column.addLayout(Row(26, said, spacing=0))
        if one.why:
            column.addLayout(Row(26, Label(one.why, "caption", "warning", wrap=True), spacing=0))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + "…"


class ReceivingPane(QWidget):
    """Shows a file that came in. `taken` carries the dossier's id, `closed` asks for the list."""

    taken = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, service: ProjectService) -> None:
        super().__init__()
        self.desk, self.service = desk, service
        self.incoming: Incoming | None = None
        self.rows: list[DifferenceRow] = []
        self._waiting: list[Path] = []
        self._folder: Path | None = None
        self.holder = RecordPicker(
            desk, tr("Association porteuse"), searches.organisations(service.directory), name="organisation_id",
            create=searches.new_organisation(desk, service.directory), hint=tr("Tapez son nom ; elle est créée au besoin."),
        )  # fmt: skip
        self.take = Button(tr("Prendre ce qui est coché"), "primary", "check")
        self.copy = Button(tr("En faire un autre dossier"), "secondary", "copy")
        self.leave_button = Button(tr("Fermer"), "secondary")
        self.all = Button(tr("Tout cocher"), "link")
        self.none = Button(tr("Tout décocher"), "link")
        self.take.clicked.connect(partial(self._take, as_new=False))
        self.copy.clicked.connect(partial(self._take, as_new=True))
        self.leave_button.clicked.connect(self.closed)
        self.all.clicked.connect(partial(self._check, on=True))
        self.none.clicked.connect(partial(self._check, on=False))
        self.head = PageHead(tr("Dossier reçu"), "", [self.leave_button, self.copy, self.take])
        self._remarks = Column(spacing=6)
        self._list = QWidget()
        self._rows = Column(spacing=10, margins=(0, 0, 12, 24), parent=self._list)
        self.counts = Label("", "secondary", "text2")
        bar = Row(self.counts, None, self.all, self.none, spacing=14)
        column = Column(
            self.head,
            self._remarks,
            self.holder,
            bar,
            ScrollArea(self._list),
            spacing=12,
            margins=(24, 16, 22, 0),
            parent=self,
        )
        column.setStretch(4, 1)

    # --- reading

    def read(self, files: Sequence[Path]) -> None:
        """Read files one after the other: the next one when the one on screen is done with."""
        self._waiting = list(files)
        self._next()

    def _next(self) -> None:
        self._drop_folder()
        self.incoming = None
        if not self._waiting:
            self.closed.emit()
            return
        file, service = self._waiting.pop(0), self.service
        folder = Path(mkdtemp(prefix="cresi-received-"))
        self._folder = folder
        self.desk.read(("projects", "receiving"), lambda: _read(service, file, folder), self._show, self._refused)

    def _refused(self, error: CresiError) -> None:
        self.desk.messages.error(error)
        self._next()

    def _show(self, incoming: Incoming) -> None:
        self.incoming = incoming
        is_new = incoming.project_id is None
        title = tr("Formulaire reçu") if incoming.source is Source.FORM else tr("Dossier reçu")
        self.head.set_title(title)
        where = tr("nouveau dossier") if is_new else tr("dossier {number}", number=incoming.number)
        self.head.set_subtitle(
            tr("{file} · « {title} » · {where}", file=incoming.file_name, title=incoming.title, where=where)
        )
        self.take.setText(tr("Créer le dossier") if is_new else tr("Prendre ce qui est coché"))
        self.copy.setVisible(not is_new)
        told = incoming.holder
        self.holder.setVisible(is_new)
        known = Proposal(told.organisation_id, told.name) if told.organisation_id is not None else None
        self.holder.set_value(known)
        remarks = list(incoming.remarks)
        if is_new and told.name and known is None:
            remarks.append(
                tr(
                    "« {name} » n'est pas encore dans l'annuaire : elle y est ajoutée, à moins que vous n'en choisissiez une autre.",
                    name=told.name,
                )
            )
        clear_layout(self._remarks)
        for remark in remarks:
            self._remarks.addWidget(InlineMessage(remark))
        self._show_rows(incoming)

    def _show_rows(self, incoming: Incoming) -> None:
        clear_layout(self._rows)
        self.rows = []
        for group in dict.fromkeys(one.group for one in incoming.differences):
            found = [one for one in incoming.differences if one.group == group]
            self._rows.addWidget(self._card(group, found))
        self._rows.addStretch(1)
        counted = [
            trn("{n} nouveau", "{n} nouveaux", incoming.count(Standing.NEW)),
            trn("{n} diffère", "{n} diffèrent", incoming.count(Standing.DIFFERS)),
            trn("{n} identique", "{n} identiques", incoming.count(Standing.SAME)),
        ]
        self.counts.setText(" · ".join(counted))

    def _card(self, group: str, found: Sequence[Difference]) -> Card:
        """Return a group: each thing that is not the same with its box, the others by name alone."""
        card = Card(group)
        for number, one in enumerate(one for one in found if one.standing is not Standing.SAME):
            if number:
                card.body.addWidget(Divider())
            row = DifferenceRow(one)
            self.rows.append(row)
            card.body.addWidget(row)
        same = [one.label for one in found if one.standing is Standing.SAME]
        if same:
            told = Label(tr("Identique : {names}.", names=", ".join(same)), "caption", "text3", wrap=True)
            card.body.addWidget(told)
        return card

    def _check(self, *, on: bool) -> None:
        for row in self.rows:
            if row.difference.can_be_taken:
                row.box.set_value(on)

    def accepted(self) -> frozenset[str]:
        """Return the keys of what is checked."""
        return frozenset(row.difference.key for row in self.rows if row.difference.can_be_taken and row.box.value())

    # --- taking

    def _take(self, *, as_new: bool) -> None:
        incoming = self.incoming
        if incoming is None or not self.take.isEnabled():
            return
        try:
            chosen = self.holder.read() if incoming.project_id is None else None
        except DomainError as refusal:
            self.holder.set_error(refusal.sentence)
            return
        if incoming.project_id is None and chosen is None and not incoming.holder.name:
            self.holder.set_error(tr("Dites quelle association porte le projet."))
            return
        holder = int(str(chosen.value)) if isinstance(chosen, Proposal) else None
        accepted = incoming.takeable_as_new if as_new else self.accepted()
        service, actor = self.service, self.desk.actor

        def work() -> Changes:
            from cresi_app.projects.interchange.package import take_in  # noqa: PLC0415 - loaded when something is taken in

            return take_in(service, actor, incoming, accepted, as_new=as_new, holder=holder).changes

        self.take.setEnabled(False)
        self.desk.write("projects.receive", work, self._done, self._failed)

    def _done(self, changes: Changes) -> None:
        self.take.setEnabled(True)
        self.desk.messages.toast(tr("Dossier reçu"))
        if self._waiting:
            self._next()
            return
        self._drop_folder()
        self.incoming = None
        self.taken.emit(changes.id)

    def _failed(self, error: CresiError) -> None:
        self.take.setEnabled(True)
        if error.field == "organisation_id":
            self.holder.set_error(error.sentence)
        else:
            self.desk.messages.error(error)

    def leave(self) -> None:
        """Forget what was read."""
        self.desk.drop(("projects", "receiving"))
        self._waiting = []
        self.incoming = None
        self._drop_folder()

    def _drop_folder(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Escape, take with Ctrl + Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._take(as_new=False)
        else:
            super().keyPressEvent(event)


def _read(service: ProjectService, file: Path, folder: Path) -> Incoming:
    if file.name.lower().endswith(SUFFIX):
        from cresi_app.projects.interchange.package import read_package  # noqa: PLC0415 - loaded when something is read

        return read_package(service, file, folder)
    from cresi_app.projects.interchange.forms import read_dossier_form  # noqa: PLC0415 - pikepdf too

    return read_dossier_form(service, file)
