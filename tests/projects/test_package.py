"""The dossier package: from one library to another and back, previewed, never overwriting unasked, refused when it is not what it says."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.directory.service import SOURCES as DIRECTORY_SOURCES
from cresi_app.directory.service import DirectoryService, OrganisationFilter
from cresi_app.projects.interchange.package import read_package, take_in, write_package
from cresi_app.projects.interchange.package.reading import comparable
from cresi_app.projects.model import LogLevel
from cresi_app.projects.model.incoming import Incoming, Standing
from cresi_app.projects.service import SOURCES, AmountEntry, ProjectService, YearEntry
from cresi_app.store.library import Library
from tests.projects.vectors import vector


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[ProjectService]:
    """Another library: the centre's."""
    with Library.create(tmp_path / "centre", sources=(*DIRECTORY_SOURCES, *SOURCES)) as opened:
        yield ProjectService(opened, DirectoryService(opened))


@pytest.fixture
def rich_id(service: ProjectService, directory: DirectoryService, who: Actor, filled_id: int, tmp_path: Path) -> int:
    """The association's own dossier, with a bit of everything."""
    return enrich(service, who, filled_id, tmp_path)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package for tests that only read it."""
    folder, someone = tmp_path_factory.mktemp("shipped"), Actor("test", "Awa Sow")
    with Library.create(folder / "library", sources=(*DIRECTORY_SOURCES, *SOURCES)) as library:
        service = ProjectService(library, DirectoryService(library))
        holder = service.directory.add_organisation(someone, "Eau vive", numbers={"rna": "W991004217"}).id
        project_id = service.add_project(someone, "Puits à Kita", holder, 2026, country_code="ML").id
        entries = [AmountEntry(line.line_code, None, "amount_minor", line.amount_minor) for line in vector()]
        service.enter_amounts(someone, project_id, entries)
        write_package(service, enrich(service, someone, project_id, folder), folder / "projet.cresi-dossier")
    return folder / "projet.cresi-dossier"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProjectService]:
    """A centre that refuses: nothing is ever written in it."""
    with Library.create(tmp_path_factory.mktemp("reader") / "centre", sources=(*DIRECTORY_SOURCES, *SOURCES)) as opened:
        yield ProjectService(opened, DirectoryService(opened))


def enrich(service: ProjectService, who: Actor, filled_id: int, tmp_path: Path) -> int:
    directory = service.directory
    service.update_project(
        who, filled_id, None, None, context="Le besoin.", starts_on=date(2027, 1, 1), ends_on=date(2028, 12, 31)
    )
    service.update_project(who, filled_id, None, None, latitude_e6=13_040_000, longitude_e6=-9_490_000)
    benkadi = directory.add_organisation(who, "Coopérative Benkadi", town="Kɔlɔnbugu", country_code="ML").id
    service.add_partner(who, filled_id, benkadi, "operator", contribution="Des terres")
    result = service.add_log_row(who, filled_id, LogLevel.RESULT, intervention="Onze points d'eau").touched[
        "project_logframe"
    ]
    [row] = result
    service.add_activity(who, filled_id, title="Diagnostic", result_id=row, starts_month="2027-01")
    service.add_indicator(who, filled_id, name="Points d'eau", logframe_id=row, target_milli=11_000)
    line = next(one for one in service.budget_lines(filled_id) if one.line_code == "604")
    service.enter_year_amounts(who, filled_id, 2028, [YearEntry(line.id, "amount_minor", 497_400)])
    service.enter_year_amounts(who, filled_id, 2027, [YearEntry(line.id, "amount_minor", 400_000)])
    (tmp_path / "statuts.pdf").write_bytes(b"%PDF-1.4 statuts")
    service.attach_papers(who, filled_id, [tmp_path / "statuts.pdf"])
    return filled_id


@pytest.fixture
def package(service: ProjectService, rich_id: int, tmp_path: Path) -> Path:
    out = tmp_path / "projet.cresi-dossier"
    assert write_package(service, rich_id, out) == []
    return out


def read(service: ProjectService, package: Path) -> Incoming:
    return read_package(service, package, Path(tempfile.mkdtemp(dir=package.parent)))


def standings(incoming: Incoming) -> dict[str, Standing]:
    return {one.key: one.standing for one in incoming.differences}


def lists_of(service: ProjectService, project_id: int) -> dict[str, list[dict[str, object]]]:
    tables = (
        "project_logframe",
        "project_activity",
        "project_indicator",
        "project_paper",
        "budget_line",
        "budget_year",
        "project_beneficiary",
    )
    return {table: service.rows(table, project_id) for table in tables}


def test_a_dossier_goes_from_one_library_to_another_whole(
    package: Path, service: ProjectService, centre: ProjectService, who: Actor, rich_id: int
) -> None:
    incoming = read(centre, package)
    assert incoming.project_id is None
    assert set(standings(incoming).values()) == {Standing.NEW}
    taken = take_in(centre, who, incoming, frozenset())
    assert sorted(taken.organisations) == ["Coopérative Benkadi", "Jɛkabaara – Solidarité Val d’Orge"]
    ours, theirs = service.dossier_data(rich_id), centre.dossier_data(taken.changes.id)
    assert theirs.project.number != "" != ours.project.number
    assert theirs.budget.charges.total == ours.budget.charges.total
    assert theirs.budget.requested == ours.budget.requested
    assert theirs.logframe.results[0].activities[0].title == "Diagnostic"
    assert theirs.logframe.results[0].indicators[0].name == "Points d'eau"
    assert [view.organisation.name for view in theirs.partners] == ["Coopérative Benkadi"]
    assert [one.year for one in theirs.year_budgets] == [2027, 2028]
    assert comparable(lists_of(centre, taken.changes.id)) == comparable(lists_of(service, rich_id))
    kept = next(view.paper for view in theirs.papers if view.paper.sha256)
    assert centre.library.files.read(kept.sha256) == b"%PDF-1.4 statuts"
    again = read(centre, package)
    assert again.project_id == taken.changes.id
    assert set(standings(again).values()) == {Standing.SAME}
    assert centre.library.revisions(1)[0].operation == "projects.receive_package"
    centre.library.undo(who)  # one act: what came with the dossier goes with it
    assert centre.projects() == []
    assert centre.directory.organisations(OrganisationFilter(text="Benkadi")) == []


def test_what_differs_waits_for_a_choice(
    package: Path, service: ProjectService, centre: ProjectService, who: Actor, rich_id: int, tmp_path: Path
) -> None:
    made = take_in(centre, who, read(centre, package), frozenset()).changes.id
    centre.update_project(who, made, None, None, context="Relu au centre.", internal_note="Entre nous")
    service.update_project(who, rich_id, None, None, context="Complété chez nous.", risks="La pluie.")
    line = next(one for one in service.budget_lines(rich_id) if one.line_code == "613")
    service.update_budget_line(who, line.id, None, amount_minor=500_000)
    second = tmp_path / "encore.cresi-dossier"
    write_package(service, rich_id, second)
    incoming = read(centre, second)
    found = standings(incoming)
    assert (found["field:context"], found["field:risks"]) == (Standing.DIFFERS, Standing.NEW)
    assert found["list:budget"] is Standing.DIFFERS
    assert found["list:framework"] is Standing.SAME
    shown = {one.key: (one.ours, one.theirs) for one in incoming.differences}
    assert shown["field:context"] == ("Relu au centre.", "Complété chez nous.")
    assert "257\u202f112" in shown["list:budget"][0]
    assert "257\u202f562" in shown["list:budget"][1]
    with pytest.raises(DomainError):
        take_in(centre, who, incoming, frozenset())
    take_in(centre, who, incoming, frozenset({"field:risks", "list:budget"}))
    data = centre.dossier_data(made)
    assert (data.project.context, data.project.risks, data.project.internal_note) == (
        "Relu au centre.",
        "La pluie.",
        "Entre nous",
    )
    assert data.budget.charges.total.forecast == 25_756_200
    assert len(centre.projects()) == 1
    copy = take_in(centre, who, incoming, incoming.takeable, as_new=True).changes.id
    assert copy != made
    assert centre.project(copy).context == "Complété chez nous."
    assert centre.project(made).context == "Relu au centre."


def test_papers_are_replaced_under_budget_lines_that_name_them(
    package: Path, centre: ProjectService, who: Actor
) -> None:
    made = take_in(centre, who, read(centre, package), frozenset()).changes.id
    paper = next(view.paper for view in centre.papers(made) if view.paper.sha256)
    line = next(one for one in centre.budget_lines(made) if one.line_code == "74-region")
    centre.update_budget_line(who, line.id, None, proof_paper_id=paper.id)
    centre.set_paper(who, paper.id, None, note="Relue")
    take_in(centre, who, read(centre, package), frozenset({"list:papers"}))
    assert [view.paper.note for view in centre.papers(made) if view.paper.sha256] == [""]
    assert centre.budget_lines(made)[0].proof_paper_id is None


def rewritten(package: Path, out: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(package) as box:
        content = {name: box.read(name) for name in box.namelist()}
    change(content)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in content.items():
            box.writestr(name, data)
    return out


def newer(content: dict[str, bytes]) -> None:
    content["manifest.json"] = json.dumps({**json.loads(content["manifest.json"]), "version": 7}).encode()


def one_word_changed(content: dict[str, bytes]) -> None:
    content["dossier.json"] = content["dossier.json"].replace(b"Le besoin.", b"Un besoin")


def paper_changed(content: dict[str, bytes]) -> None:
    name = next(name for name in content if name.startswith("files/"))
    content[name] = b"%PDF-1.4 autre chose"


def file_missing(content: dict[str, bytes]) -> None:
    del content[next(name for name in content if name.startswith("files/"))]


def way_out(content: dict[str, bytes]) -> None:
    content["../../evil.sh"] = b"rm"


def absolute(content: dict[str, bytes]) -> None:
    content["/etc/passwd"] = b"root"


def too_many(content: dict[str, bytes]) -> None:
    content.update({f"files/{n:064x}": b"" for n in range(2_100)})


def no_manifest(content: dict[str, bytes]) -> None:
    del content["manifest.json"]


def another_zip(content: dict[str, bytes]) -> None:
    content.clear()
    content["manifest.json"] = b"[]"
    content["dossier.json"] = b"{}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (newer, "package_newer"), (one_word_changed, "package_tampered"), (paper_changed, "package_tampered"),
        (file_missing, "package_tampered"), (way_out, "package_unsafe"), (absolute, "package_unsafe"), (too_many, "package_unsafe"),
        (no_manifest, "package_unreadable"), (another_zip, "package_unreadable"),
    ],
)  # fmt: skip
def test_a_package_that_is_not_what_it_says_is_refused(
    change: Callable[[dict[str, bytes]], None], code: str, shipped: Path, reader: ProjectService, tmp_path: Path
) -> None:
    spoilt = rewritten(shipped, tmp_path / "spoilt.cresi-dossier", change)
    with pytest.raises(DomainError) as refusal:
        read(reader, spoilt)
    assert refusal.value.code == code
    assert "Rien n" in refusal.value.sentence or "rien n" in refusal.value.sentence
    assert not (tmp_path.parent / "evil.sh").exists()
    assert reader.projects() == []


def test_a_bomb_is_refused_while_it_unpacks(
    shipped: Path, reader: ProjectService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cresi_app.projects.interchange.package.opening.LARGEST_FILE", 1 << 16)

    def swell(content: dict[str, bytes]) -> None:
        name = next(name for name in content if name.startswith("files/"))
        content[name] = b"0" * (40 << 20)

    bomb = rewritten(shipped, tmp_path / "bomb.cresi-dossier", swell)
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(DomainError) as refusal:
        read(reader, bomb)
    assert refusal.value.code == "package_tampered"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"%PDF-1.4", b"\0" * 4000])
def test_a_file_that_is_no_package_is_refused(content: bytes, reader: ProjectService, tmp_path: Path) -> None:
    (tmp_path / "x.cresi-dossier").write_bytes(content)
    with pytest.raises(DomainError) as refusal:
        read(reader, tmp_path / "x.cresi-dossier")
    assert refusal.value.code == "package_unreadable"


def test_what_the_library_does_not_know_is_told_and_left(
    package: Path, centre: ProjectService, who: Actor, tmp_path: Path
) -> None:
    def later(content: dict[str, bytes]) -> None:
        told: dict[str, Any] = json.loads(content["dossier.json"])
        told["lists"]["project_means"] = [
            {"id": 5, "position": 1, "kind_code": "robots", "name": "Deux", "invented": 4}
        ]
        told["fields"]["starts_on"] = "hier"
        told["fields"]["country_code"] = "ZZ"
        content["dossier.json"] = json.dumps(told).encode()
        manifest = json.loads(content["manifest.json"])
        manifest["files"]["dossier.json"] = hashlib.sha256(content["dossier.json"]).hexdigest()
        content["manifest.json"] = json.dumps(manifest).encode()

    incoming = read(centre, rewritten(package, tmp_path / "later.cresi-dossier", later))
    told = {one.key: one.why for one in incoming.differences if one.standing is Standing.TOLD}
    assert set(told) == {"list:means", "field:starts_on", "field:country_code"}
    assert "robots" in told["list:means"]
    made = take_in(centre, who, incoming, frozenset()).changes.id
    assert centre.project(made).context == "Le besoin."
    assert centre.rows("project_means", made) == []


def test_a_lost_file_is_named_and_the_rest_goes(service: ProjectService, rich_id: int, tmp_path: Path) -> None:
    paper = next(view.paper for view in service.papers(rich_id) if view.paper.sha256)
    service.library.files.path(paper.sha256).unlink()
    out = tmp_path / "sans.cresi-dossier"
    [lost] = write_package(service, rich_id, out)
    assert lost
    assert zipfile.is_zipfile(out)


def of_the_association(service: ProjectService, who: Actor, project_id: int) -> int:
    holder = service.project(project_id).organisation_id
    service.set_holder_profile(who, holder, networks="Réseau Ndaje", is_public_utility=False)
    service.add_approval(
        who, holder, "Jeunesse et éducation populaire", given_by="Préfecture", given_on=date(2019, 5, 6)
    )
    service.set_holder_year(who, holder, 2025, volunteers=42, posts_milli=1_500)
    return holder


def test_what_is_known_of_the_association_travels_with_its_dossier(
    service: ProjectService, centre: ProjectService, rich_id: int, who: Actor, tmp_path: Path
) -> None:
    of_the_association(service, who, rich_id)
    write_package(service, rich_id, tmp_path / "projet.cresi-dossier")
    incoming = read(centre, tmp_path / "projet.cresi-dossier")
    assert {key for key in standings(incoming) if key.startswith("holder:")} == {
        "holder:holder_profile", "holder:holder_approval", "holder:holder_year",
    }  # fmt: skip
    taken = take_in(centre, who, incoming, frozenset())
    holder = centre.project(taken.changes.id).organisation_id
    held = centre.holder_file(holder, 2025)
    assert held.profile is not None
    assert (held.profile.networks, held.profile.is_public_utility, held.profile.pays_business_tax) == (
        "Réseau Ndaje",
        False,
        None,
    )
    assert [(one.name, one.given_by, one.given_on) for one in held.approvals] == [
        ("Jeunesse et éducation populaire", "Préfecture", date(2019, 5, 6))
    ]
    assert held.year is not None
    assert (held.year.volunteers, held.year.posts_milli, held.year.members) == (42, 1_500, None)
    again = read(centre, tmp_path / "projet.cresi-dossier")
    assert {one.standing for one in again.differences if one.key.startswith("holder:")} == {Standing.SAME}
    centre.library.undo(who)
    assert centre.library.count("holder_profile") == centre.library.count("holder_year") == 0


def test_what_the_centre_knows_of_the_association_is_replaced_only_when_asked(
    service: ProjectService, centre: ProjectService, rich_id: int, who: Actor, tmp_path: Path
) -> None:
    of_the_association(service, who, rich_id)
    write_package(service, rich_id, tmp_path / "projet.cresi-dossier")
    name = service.directory.organisation_sheet(service.project(rich_id).organisation_id).organisation.name
    ours = centre.directory.add_organisation(who, name).id
    centre.set_holder_profile(who, ours, networks="CRID")
    centre.set_holder_year(who, ours, 2024, volunteers=40)
    incoming = read(centre, tmp_path / "projet.cresi-dossier")
    stands = standings(incoming)
    assert (stands["holder:holder_profile"], stands["holder:holder_year"]) == (Standing.DIFFERS, Standing.NEW)
    take_in(centre, who, incoming, frozenset(), holder=ours)
    held = centre.holder_file(ours, 2025)
    assert held.profile is not None
    assert held.profile.networks == "CRID"
    assert [(one.year, one.volunteers) for one in centre.holder_years(ours)] == [(2025, 42), (2024, 40)]
    again = read(centre, tmp_path / "projet.cresi-dossier")
    take_in(centre, who, again, frozenset({"holder:holder_profile"}), holder=ours)
    asked = centre.holder_file(ours, 2025)
    assert asked.profile is not None
    assert asked.profile.networks == "Réseau Ndaje"
