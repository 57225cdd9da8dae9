"""What a person can do to the papers of a dossier: note them, attach files, say what is missing."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import PaperState, ProjectPaper, clean, guess_kind
from cresi_app.projects.queries import dossiers
from cresi_app.projects.service.budgets import BudgetsDesk
from cresi_app.projects.service.reading import refusals
from cresi_app.store.revision import Revision


class PapersDesk(BudgetsDesk):
    """Writes of papers."""

    def add_paper(
        self, who: Actor, project_id: int, kind_code: str | None = None, label: str = "", **fields: object
    ) -> Changes:
        """Put a paper on the checklist: of a known kind, or named by its label."""
        values = clean({**fields, "label": label})
        if kind_code is None and not values["label"]:
            raise DomainError(
                "paper_unnamed", N_("Choisissez une pièce dans la liste ou donnez-lui un nom."), field="label"
            )
        if kind_code is not None and kind_code not in self.paper_kinds:
            raise DomainError("paper_unknown", N_("Cette pièce n'est pas dans la liste."), field="kind_code")
        private = kind_code is not None and self.paper_kinds[kind_code].is_private
        values = {"kind_code": kind_code, "is_annexed": not private, **values}
        return self._add(who, "projects.add_paper", dossiers.PAPERS, project_id, values)

    def set_paper(
        self, who: Actor, paper_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a paper: its state, its day, where it is, a note."""
        row = (dossiers.PAPERS, paper_id, version)
        return self._update(who, "projects.set_paper", row, clean(fields), edit_group)

    def remove_paper(self, who: Actor, paper_id: int, version: int | None = None) -> Changes:
        """Take a paper off the checklist; its file stays as long as history mentions it, and it no longer proves anything."""
        paper = self.part(dossiers.PAPERS, paper_id)
        with refusals(), self.library.revise("projects.remove_paper", who, ("project", paper.project_id)) as revision:
            for line in self.budget_lines(paper.project_id):
                if line.proof_paper_id == paper_id:
                    revision.update("budget_line", line.id, None, {"proof_paper_id": None})
            revision.delete("project_paper", paper_id, version)
        return revision.changes

    def move_paper(self, who: Actor, paper_id: int, before_id: int | None) -> Changes:
        """Put a paper before another one, or last: annexes follow this order."""
        return self._move(who, "projects.set_paper", dossiers.PAPERS, paper_id, before_id)

    def attach_paper(self, who: Actor, paper_id: int, version: int | None, source: Path) -> Changes:
        """Keep a file as that paper: received, with its pages counted, or unreadable when it is a PDF that cannot be opened."""
        paper = self.part(dossiers.PAPERS, paper_id)
        values = self._stored(source)
        with refusals(), self.library.revise("projects.attach_paper", who, ("project", paper.project_id)) as revision:
            revision.update("project_paper", paper_id, version, values)
        return revision.changes

    def attach_papers(self, who: Actor, project_id: int, sources: Sequence[Path]) -> Changes:
        """Keep files dropped on a dossier: each on the missing paper its name speaks of, else as a paper of its own."""
        self.project(project_id)
        stored = [(source, self._stored(source)) for source in sources]
        present = dossiers.parts(self.library, dossiers.PAPERS, project_id)
        position = max((paper.position for paper in present), default=0)
        waiting = {paper.kind_code: paper for paper in present if paper.kind_code and not paper.sha256}
        with refusals(), self.library.revise("projects.attach_paper", who, ("project", project_id)) as revision:
            for place, (source, values) in enumerate(stored, start=position + 1):
                kind = guess_kind(source.name, [code for code in waiting if code])
                if kind is not None:
                    self._receive(revision, waiting.pop(kind), values)
                else:
                    named = {"label": source.stem, "position": place, "project_id": project_id}
                    revision.insert("project_paper", {**named, **values})
        return revision.changes

    @staticmethod
    def _receive(revision: Revision, paper: ProjectPaper, values: dict[str, object]) -> None:
        revision.update("project_paper", paper.id, paper.version, values)

    def _stored(self, source: Path) -> dict[str, object]:
        kept = self.library.files.put(source)
        pages = count_pages(source) if kept.media_type == "application/pdf" else None
        readable = kept.media_type != "application/pdf" or pages is not None
        return {
            "sha256": kept.sha256,
            "size": kept.size,
            "media_type": kept.media_type,
            "file_name": source.name,
            "pages": pages,
            "state_code": PaperState.RECEIVED if readable else PaperState.UNREADABLE,
        }

    def paper_path(self, paper_id: int) -> Path:
        """Return where the file of a paper lies, for reading. StoreError when it is lost, DomainError when there is none."""
        paper = self.part(dossiers.PAPERS, paper_id)
        if not paper.sha256:
            raise DomainError("paper_without_file", N_("Aucun fichier n'est joint à cette pièce."))
        return self.library.files.path(paper.sha256)

    def paper_copy(self, paper_id: int) -> Path:
        """Return a copy of a paper's file under its own name, for another program to open: the kept one stays untouched."""
        paper, kept = self.part(dossiers.PAPERS, paper_id), self.paper_path(paper_id)
        copy = self.library.paper_place(Path(paper.file_name or kept.name).name, str(paper_id))
        try:
            shutil.copyfile(kept, copy)
        except OSError as error:
            raise StoreError(
                "copy_refused",
                N_("La pièce « {name} » n'a pas pu être préparée pour l'ouverture : {reason}."),
                name=copy.name,
                reason=error.strerror or type(error).__name__,
            ) from error
        return copy


def count_pages(source: Path) -> int | None:
    """Return how many pages a PDF has; None when it is protected or broken."""
    import pikepdf  # noqa: PLC0415 - the command line must not pay for it at every start

    try:
        with pikepdf.open(source) as document:
            return len(document.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError):
        return None
