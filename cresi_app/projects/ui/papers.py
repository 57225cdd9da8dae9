"""The tab « Pièces »: what is asked for, what came, what is still good, and the files dropped in."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.projects.model import PAPER_STATES, DossierData, PaperState, PaperView
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, PartsCard, Work, menu_of, saving
from cresi_app.projects.ui.part_list import Part
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.fields import ChoiceField, DateField, Field, MultilineField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.messages import FileKind
from cresi_app.widgets.rows import Line

_FIELDS = (
    "state_code", "dated_on", "expires_on", "asked_on", "location", "label", "note",
)  # fmt: skip


def file_kinds() -> list[FileKind]:
    """Return what can be attached."""
    return [(tr("Documents"), "*.pdf *.png *.jpg *.jpeg *.odt *.docx *.ods *.xlsx"), (tr("Tous les fichiers"), "*")]


def can_be_joined(file: Path) -> bool:
    """Say whether a file is of a kind that dossiers are made of: what is dropped on the window is not always meant for one."""
    return f"*{file.suffix.lower()}" in file_kinds()[0][1].split()


def attach(bench: Bench, project_id: int, files: Sequence[Path]) -> None:
    """Keep dropped files as papers of the dossier, and say so with « Annuler »."""
    said = bench.told(trn("{n} pièce jointe", "{n} pièces jointes", len(files)))
    bench.saver.act(
        "projects.attach_papers", lambda: bench.service.attach_papers(bench.desk.actor, project_id, list(files)), said
    )


class PapersPane(DossierPane):
    """The checklist, and the place where files are dropped."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        zone = DropZone(bench.desk, tr("Déposez des fichiers ici, ou choisissez-les"), file_kinds())
        zone.dropped.connect(lambda files: attach(bench, self.project_id, files))
        dropping = Card()
        dropping.body.addWidget(zone)
        dropping.body.addWidget(
            Label(
                tr("Le nom du fichier dit de quelle pièce il s'agit ; sinon il devient une pièce à part, à nommer."),
                "caption",
                "text3",
                wrap=True,
            )
        )
        self._card = PapersCard(self)
        self.scrolled(dropping, self._card, None)

    def fill(self, data: DossierData, *, same: bool) -> None:  # noqa: ARG002 - one shape for all panes
        """Show the checklist."""
        self._card.show_data(data)

    def flush(self) -> None:
        """Save what is being typed."""
        self._card.form.flush()

    def select(self, paper_id: int) -> None:
        """Stand on a paper."""
        self._card.parts.select(paper_id)


class PapersCard(PartsCard):
    """The checklist of a dossier."""

    def __init__(self, pane: DossierPane) -> None:
        states = [(state, tr(word)) for state, (word, _) in PAPER_STATES.items()]
        fields: list[Field] = [
            ChoiceField(tr("État"), states, name="state_code"),
            DateField(tr("Datée du"), name="dated_on"),
            DateField(tr("Valable jusqu'au"), name="expires_on"),
            DateField(tr("Demandée le"), name="asked_on"),
            TextField(tr("Où la trouver"), name="location", placeholder=tr("Dossier permanent")),
            TextField(tr("Autre nom"), name="label"),
            MultilineField(tr("Note"), name="note", lines=2),
        ]
        super().__init__(pane, tr("Liste des pièces"), fields)
        self.head.addWidget(menu_of(tr("Ajouter une pièce"), self._kinds()))
        self._to_do = Label("", "secondary", "warning", wrap=True)
        self._choose = Button(tr("Joindre un fichier"), "secondary", "paperclip")
        self._choose.clicked.connect(self._attach)
        self._open = Button(tr("Ouvrir"), "ghost", "external-link")
        self._open.clicked.connect(self._show_file)
        self.tail.insertWidget(0, self._open)
        self.tail.insertWidget(0, self._choose)
        self.grid.addWidget(self._to_do, 4, 0, 1, 3)

    def lay_fields(self, fields: Sequence[Field]) -> None:
        """Lay the fields three a row, the note on its own."""
        super().lay_fields(fields[:-1])
        self.grid.addWidget(fields[-1], 3, 0, 1, 3)

    def lines(self, data: DossierData) -> Sequence[Part]:
        """Return the papers as rows."""
        return [(view.paper.id, paper_line(view)) for view in data.papers]

    def values(self, data: DossierData, part_id: int) -> Mapping[str, Any]:
        """Return what the form shows of a paper."""
        view = next(view for view in data.papers if view.paper.id == part_id)
        self._to_do.setText(view.to_do)
        self._to_do.setVisible(bool(view.to_do))
        self._open.setVisible(bool(view.paper.sha256))
        return {name: getattr(view.paper, name) for name in _FIELDS}

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field of a paper."""
        service, actor = self.pane.bench.service, self.pane.bench.desk.actor
        return "project_paper", saving(service.set_paper, actor, part_id, {name: value})

    def take_off(self, part_id: int) -> Changes:
        """Take a paper off the checklist."""
        return self.pane.bench.service.remove_paper(self.pane.bench.desk.actor, part_id)

    def place(self, part_id: int, before_id: int | None) -> Changes:
        """Put a paper before another one."""
        return self.pane.bench.service.move_paper(self.pane.bench.desk.actor, part_id, before_id)

    def _kinds(self) -> list[Action]:
        kinds = self.pane.bench.service.paper_kinds.values()
        own = [Action(f"projects.add_paper_{kind.code}", kind.name, partial(self._add, kind.code)) for kind in kinds]
        return [*own, Action("projects.add_paper", tr("Autre pièce"), partial(self._add, None))]

    def _add(self, code: str | None) -> None:
        bench, project_id = self.pane.bench, self.pane.project_id
        label = "" if code else tr("Autre pièce")
        self.parts.select_next()
        bench.saver.act(
            "projects.add_paper", lambda: bench.service.add_paper(bench.desk.actor, project_id, code, label)
        )

    def _attach(self) -> None:
        bench, current = self.pane.bench, self.parts.current()
        files = bench.desk.messages.open_files(tr("Joindre un fichier"), file_kinds(), several=False)
        if files and current is not None:
            bench.saver.save(
                ("project_paper", current),
                "projects.attach_paper",
                lambda version: bench.service.attach_paper(bench.desk.actor, current, version, files[0]),
            )

    def _show_file(self) -> None:
        bench, current = self.pane.bench, self.parts.current()
        if current is not None:
            bench.desk.read(
                ("projects", "paper"), lambda: bench.service.paper_copy(current), bench.desk.messages.show_file
            )


def paper_line(view: PaperView) -> Line:
    """Return a paper as a row: its name, what is known of its file and its validity, its state."""
    paper = view.paper
    parts = [
        paper.file_name,
        trn("{n} page", "{n} pages", paper.pages) if paper.pages else "",
        size_words(paper.size) if paper.size else "",
        tr("valable jusqu'au {day}", day=format_date(view.valid_until, "medium")) if view.valid_until else "",
        tr("demandée le {day}", day=format_date(paper.asked_on, "day_month"))
        if paper.asked_on and view.state is not PaperState.RECEIVED
        else "",
        paper.location,
        view.kind.condition if view.kind is not None and view.state is PaperState.MISSING else "",
    ]
    detail = " · ".join(part for part in parts if part)
    return Line(view.name, detail, pill=(view.word, view.tone), icon=("file-text", "info"))


def size_words(size: int) -> str:
    """Return « 1,2 Mo » or « 340 Ko » of a size in bytes."""
    if size >= 1_000_000:
        whole = Decimal(size) / 1_000_000
        return tr("{n} Mo", n=format_number(whole.quantize(Decimal("0.1") if size < 10_000_000 else Decimal(1))))
    return tr("{n} Ko", n=format_number(max(1, round(size / 1000))))
