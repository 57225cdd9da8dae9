"""Every list of grants in the corpus, with its exact figures; read twice, taken back, and reconciled to the cent."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cresi_app.core.changes import Actor
from cresi_app.funding.interchange.grants.reading import GrantFile, open_file
from cresi_app.funding.model.pastgrant import GrantLine, GrantReport, PastNature, Rejected
from cresi_app.funding.service.importing import GrantOptions, PastGrants
from cresi_app.services import Services
from tests.corpus import corpus_dir

WHO = Actor("test", "Claire Martin")
SARTHE = "72-Sarthe__old_sub_asso_2018_Sarthe.csv"
VENDEE = "85-Vendee_2018_Publication_données_Open_data_Subventions_Conventions.csv"


@dataclass(frozen=True)
class Figures:
    """What a file must give: kind, encoding, lines read, made, merged, refused, grants in them, cents."""

    format: str
    encoding: str
    read: int
    created: int
    merged: int
    rejected: int
    grants: int
    total_minor: int
    organisations: int


FIGURES = {
    SARTHE: Figures("grants", "cp1252", 1625, 1624, 0, 1, 1679, 7_543_061_542, 1624),
    VENDEE: Figures("scdl", "cp1252 + utf-8", 114, 113, 1, 0, 114, 1_423_256_249, 101),
    "SCDL.csv": Figures("scdl", "utf-8", 4, 4, 0, 0, 4, 11_000_000, 4),
    "SCDL_ONE_MISSING_MANDATORY.csv": Figures("scdl", "utf-8", 4, 4, 0, 0, 4, 11_000_000, 4),
    "SCDL.xlsx": Figures("grants", "", 10, 10, 0, 0, 10, 556_201_700, 7),
    "exemple.csv": Figures("scdl", "utf-8", 2, 2, 0, 0, 2, 2_750_100, 2),
    "format-subventions.csv": Figures("scdl", "ascii", 0, 0, 0, 0, 0, 0, 0),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library, to be copied."""
    folder = tmp_path_factory.mktemp("lists") / "library"
    Services.create(folder).close()
    return folder


@pytest.fixture
def services(empty: Path, tmp_path: Path) -> Iterator[Services]:
    shutil.copytree(empty, tmp_path / "library")
    with Services.open(tmp_path / "library") as made:
        yield made


def opened(name: str) -> GrantFile:
    return open_file(corpus_dir("grants") / name)


def taken(services: Services, file: GrantFile, *, dry_run: bool = False) -> GrantReport:
    options = GrantOptions(source=file.name, format=file.format, encoding=file.found.encoding, dry_run=dry_run)
    return PastGrants(services.library, services.directory).import_grants(WHO, file.lines(), options)[0]


def figures(report: GrantReport) -> Figures:
    return Figures(report.format, report.encoding, report.read, report.created, report.merged, report.rejected, report.grants,
                   report.total_minor, report.payees_created)  # fmt: skip


def test_every_file_of_the_corpus_has_its_figures() -> None:
    assert {one.name for one in corpus_dir("grants").iterdir()} == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_figures(name: str, services: Services) -> None:
    expected = FIGURES[name]
    tried = taken(services, opened(name), dry_run=True)
    assert figures(tried) == expected
    assert services.library.value("SELECT count(*) FROM past_grant") == 0
    report = taken(services, opened(name))
    assert figures(report) == expected
    assert report.read == report.created + report.updated + report.merged + report.rejected
    kept = services.library.query("SELECT count(*) AS n, coalesce(sum(amount_minor), 0) AS total FROM past_grant")[0]
    doubled = 3_000_000 if name == VENDEE else 0
    assert kept["total"] == expected.total_minor - doubled
    again = taken(services, opened(name))
    assert (again.created, again.merged, again.revision) == (0, expected.created + expected.merged, None)
    if report.revision is not None:
        services.library.undo(WHO, report.revision)
        assert services.library.value("SELECT count(*) FROM past_grant") == 0
        assert services.library.value("SELECT count(*) FROM organisation") == 0


def test_vendee_cells_are_put_back() -> None:
    """The amounts that a plain pattern finds in the bytes are the amounts that were read, line by line."""
    content = (corpus_dir("grants") / VENDEE).read_bytes()
    lines = [one for one in opened(VENDEE).lines() if isinstance(one, GrantLine)]
    found = re.findall(rb",((?:\d{1,3})(?:(?:\xc2)?\xa0\d{3})*),(\d\d),aide en num", content)
    assert [int(re.sub(rb"\D", b"", whole) + cents) for whole, cents in found] == [one.total_minor for one in lines]
    assert {one.payee.siret != "" for one in lines} == {True}
    assert all(one.agreed_on is not None and one.agreed_on.year == 2018 for one in lines)
    assert {one.share_milli for one in lines} == {1000}
    by_line = {one.record: one for one in lines}
    assert (
        by_line[25].object
        == "Pour : Augmentation des surface bio, renforcement des fermes bio, actions colleges et EHPAD"
    )
    assert by_line[33].payee.name == "Association Autrefois Challans, la Foire..."
    assert by_line[33].object == "organisation des quatre jeudis de foire a l'ancienne"
    assert by_line[10].object == 'Aide a la réalisation du festival "Globe & Folk" de Cugand'
    assert by_line[113].object == "acquisition de matériels (bineuse, herse étrille, houe rotative"
    assert by_line[16].pays_note == "22680 € : 2018-05-30 et 9720 € : 2018-06-30"
    assert by_line[96].payee.name == "Société Nationale de Sauvetage en Mer"


def test_vendee_tells_its_encodings() -> None:
    file = opened(VENDEE)
    list(file.lines())
    assert [(one.code, one.data["n"], one.data["first"]) for one in file.findings] == [("mixed_encodings", 29, 87)]


def test_vendee_twin_line_is_counted_once(services: Services) -> None:
    report = taken(services, opened(VENDEE))
    assert [(one.code, one.data) for one in report.findings if one.code == "twice"] == [
        ("twice", {"line": 109, "other": 108})
    ]


def test_sarthe_amounts_are_what_they_are() -> None:
    read = list(opened(SARTHE).lines())
    lines = [one for one in read if isinstance(one, GrantLine)]
    natures = Counter(part.nature for one in lines for part in one.parts)
    assert natures == {PastNature.CASH: 1610, PastNature.GUARANTEE: 51, PastNature.IN_KIND: 18}
    assert [(one.record, one.reason) for one in read if isinstance(one, Rejected)] == [
        (316, "La ligne n’a pas de montant.")
    ]
    wimoov = next(one for one in lines if one.payee.name.startswith("WIMOOV"))
    assert wimoov.total_minor == 8_258_428
    assert [one.code for one in wimoov.told] == ["amount"]


def test_scdl_errors_keep_nothing_out(services: Services) -> None:
    report = taken(services, opened("SCDL.csv"))
    told = {(one.line, one.code) for one in report.findings if one.level.value == "error"}
    assert {(2, "idAttribuant"), (3, "nomAttribuant")} <= told
    assert services.library.value("SELECT count(*) FROM past_grant WHERE note <> ''") == 4
    missing = taken(services, opened("SCDL_ONE_MISSING_MANDATORY.csv"), dry_run=True)
    assert {one.line for one in missing.findings if one.code == "idBeneficiaire"} == {2, 3, 4, 5}
