from pathlib import Path

import pikepdf
import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.projects.model import PaperState
from cresi_app.projects.service import ProjectService
from cresi_app.store.library import Library


def pdf(path: Path, pages: int = 2, password: str = "") -> Path:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    locked = pikepdf.Encryption(owner=password, user=password) if password else None
    document.save(path, encryption=locked) if locked else document.save(path)
    return path


def paper_of(service: ProjectService, project_id: int, kind: str) -> int:
    return next(view.paper.id for view in service.papers(project_id) if view.paper.kind_code == kind)


def test_a_file_becomes_the_paper(service: ProjectService, who: Actor, project_id: int, tmp_path: Path) -> None:
    paper = paper_of(service, project_id, "statutes")
    source = pdf(tmp_path / "Statuts signés.pdf", 3)
    service.attach_paper(who, paper, None, source)
    view = next(v for v in service.papers(project_id) if v.paper.id == paper)
    assert view.state is PaperState.RECEIVED
    assert (view.paper.pages, view.paper.media_type, view.paper.file_name) == (
        3,
        "application/pdf",
        "Statuts signés.pdf",
    )
    assert service.paper_path(paper).read_bytes() == source.read_bytes()


@pytest.mark.parametrize("spoil", ["password", "broken"])
def test_a_pdf_that_cannot_be_opened_is_kept_and_said_unreadable(
    service: ProjectService, who: Actor, project_id: int, tmp_path: Path, spoil: str
) -> None:
    source = pdf(tmp_path / "lettre.pdf", password="secret" if spoil == "password" else "")
    if spoil == "broken":
        source.write_bytes(b"%PDF-1.7\nrien d'autre")
    paper = paper_of(service, project_id, "partner_agreement")
    service.attach_paper(who, paper, None, source)
    view = next(v for v in service.papers(project_id) if v.paper.id == paper)
    assert view.state is PaperState.UNREADABLE
    assert "lettre.pdf" in view.to_do
    assert service.paper_path(paper).exists()


def test_dropped_files_find_the_paper_they_speak_of(
    library: Library, service: ProjectService, who: Actor, project_id: int, tmp_path: Path
) -> None:
    before = len(service.papers(project_id))
    names = ("RIB association.pdf", "statuts_2019.pdf", "Photo du puits.pdf")
    service.attach_papers(who, project_id, [pdf(tmp_path / name) for name in names])
    views = {view.paper.file_name: view for view in service.papers(project_id) if view.paper.sha256}
    assert views["RIB association.pdf"].paper.kind_code == "bank_details"
    assert not views["RIB association.pdf"].is_reproduced
    assert views["statuts_2019.pdf"].paper.kind_code == "statutes"
    assert views["Photo du puits.pdf"].name == "Photo du puits"
    assert len(service.papers(project_id)) == before + 1
    library.undo(who)
    assert not [view for view in service.papers(project_id) if view.paper.sha256]


def test_the_checklist_is_the_dossiers_own(service: ProjectService, who: Actor, project_id: int) -> None:
    with pytest.raises(DomainError):
        service.add_paper(who, project_id)
    with pytest.raises(DomainError):
        service.add_paper(who, project_id, "nothing")
    service.add_paper(who, project_id, "urssaf")
    service.add_paper(who, project_id, label="Plan du site")
    assert service.papers(project_id)[-1].name == "Plan du site"
    urssaf = paper_of(service, project_id, "urssaf")
    service.set_paper(who, urssaf, None, state_code=PaperState.RECEIVED, note="vue en réunion")
    assert next(v for v in service.papers(project_id) if v.paper.id == urssaf).to_do
    service.remove_paper(who, urssaf)
    assert not [v for v in service.papers(project_id) if v.paper.kind_code == "urssaf"]
    without = service.papers(project_id)[0].paper.id
    with pytest.raises(DomainError):
        service.paper_path(without)
