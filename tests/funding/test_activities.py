"""Activities published and received: who may publish, what keeps a record out, proposals made of what others publish."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cresi_app.core.errors import DomainError
from cresi_app.funding.interchange import publishing
from cresi_app.funding.interchange.iati.mapping import open_activities, read
from cresi_app.funding.interchange.iati.writing import write
from cresi_app.funding.model.activity import Movement, organisation_ref, shared_out, years_between
from cresi_app.funding.model.incoming import ActivityReject, ActivityReport, IncomingActivity, shares_of
from cresi_app.funding.service.activity_import import ActivityImportDesk
from tests.funding.desk import WHO, Desk, euros
from tests.funding.test_iati_checker import activity


@pytest.fixture
def known(desk: Desk) -> ActivityImportDesk:
    desk.directory.set_identifier(WHO, desk.authority, "siren", "229102280")
    desk.directory.set_identity(WHO, authority_id=desk.authority, authority_name="Essonne")
    return desk.funding.declarations


def dossier(desk: Desk, **fields: object) -> int:
    values = {
        "country_code": "ML",
        "starts_on": date(2026, 1, 15),
        "ends_on": date(2027, 3, 31),
        "summary": "Forages",
        **fields,
    }
    project = desk.projects.add_project(WHO, "Eau à Kita", desk.holder, 2026, **values).id
    desk.projects.set_sectors(WHO, project, [("14030", 60), ("12220", 40)])
    return project


def test_without_siren_nobody_publishes(desk: Desk) -> None:
    desk.directory.set_identity(WHO, authority_id=desk.authority)
    with pytest.raises(DomainError) as refused:
        desk.funding.declarations.publication()
    assert refused.value.code == "no_org_id"


def test_an_association_without_siren_has_no_identifier() -> None:
    assert organisation_ref() == ""
    assert organisation_ref("229102280") == "FR-INSEE-229102280"
    assert organisation_ref(siret="22910228000018") == "FR-INSEE-229102280"
    assert organisation_ref("123456789") == ""


def test_a_dossier_with_its_grant(desk: Desk, known: ActivityImportDesk, tmp_path: Path) -> None:
    project = dossier(desk)
    grant_id = desk.draft(amount=10_000, project_id=project)
    desk.vote(grant_id, 10_000, needs_agreement=False)
    desk.pay(desk.plan(grant_id, 6_000, 4_000)[0])
    (one,) = known.publication().activities
    assert one.identifier == f"FR-INSEE-229102280-{desk.projects.project(project).number}"
    assert [(t.movement, t.amount.minor) for t in one.transactions] == [
        (Movement.COMMITMENT, euros(10_000)),
        (Movement.DISBURSEMENT, euros(6_000)),
    ]
    assert [(b.starts_on.year, b.amount.minor) for b in one.budgets] == [(2026, euros(10_000))]
    assert publishing.export(known, [one], tmp_path / "a.xml") == []


@pytest.mark.parametrize(
    ("fields", "code"), [({"starts_on": None, "ends_on": None}, "no_start"), ({"country_code": None}, "no_country")]
)
def test_what_lacks_stays_out_with_its_reason(
    desk: Desk, known: ActivityImportDesk, fields: dict[str, object], code: str
) -> None:
    dossier(desk, **fields)
    found = known.publication(everything=True)
    assert found.activities == ()
    assert [one.refusal.code for one in found.left_out] == [code]
    assert desk.projects.projects()[0].number in found.left_out[0].reason


def test_sectors_of_99_stay_out(desk: Desk, known: ActivityImportDesk) -> None:
    project = dossier(desk)
    desk.projects.set_sectors(WHO, project, [("14030", 60), ("12220", 39)])
    assert [one.refusal.code for one in known.publication(everything=True).left_out] == ["shares"]


def test_drafts_are_published_only_when_asked(desk: Desk, known: ActivityImportDesk) -> None:
    dossier(desk)
    assert known.publication().activities == ()
    assert [one.status.name for one in known.publication(everything=True).activities] == ["PIPELINE"]


def test_an_identifier_never_changes(desk: Desk, known: ActivityImportDesk) -> None:
    dossier(desk)
    first = known.publication(everything=True)
    known.name_activities(WHO, first)
    desk.directory.set_identifier(WHO, desk.authority, "siren", "732829320")
    again = known.publication(everything=True)
    assert again.activities[0].identifier == first.activities[0].identifier
    assert known.name_activities(WHO, again).seq is None


def test_other_authorities_grants_are_theirs(desk: Desk, known: ActivityImportDesk) -> None:
    region = desk.directory.add_organisation(WHO, "Région", kind="local_authority").id
    assert known.publication(everything=True).activities == ()
    with pytest.raises(DomainError):
        known.publication(region)


def test_public_documents(desk: Desk, known: ActivityImportDesk) -> None:
    project = dossier(desk)
    for url in ("", "convention.pdf", "https://a b"):
        with pytest.raises(DomainError):
            known.add_activity_document(WHO, "project", project, url, "Convention")
    known.add_activity_document(WHO, "project", project, "https://example.org/c.pdf", "Convention")
    assert [one.url for one in known.publication(everything=True).activities[0].documents] == [
        "https://example.org/c.pdf"
    ]
    ((key, _document),) = known.activity_documents("project", project)
    known.remove_activity_document(WHO, key)
    assert known.activity_documents("project", project) == []


def test_a_file_that_is_not_valid_does_not_appear(desk: Desk, known: ActivityImportDesk, tmp_path: Path) -> None:
    from dataclasses import replace  # noqa: PLC0415 - only here

    wrong = replace(activity(), sectors=())
    with pytest.raises(DomainError) as refused:
        publishing.export(known, [wrong], tmp_path / "x.xml")
    assert refused.value.code == "not_valid"
    assert list(tmp_path.glob("x.xml*")) == []
    with pytest.raises(DomainError):
        publishing.export(known, [], tmp_path / "x.xml")


# --- received ---


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in.xml"
    write(path, [activity("A1"), activity("A2")])
    return path


def taken(desk: ActivityImportDesk, path: Path, *, dry_run: bool = False) -> ActivityReport:
    return desk.import_activities(WHO, read(open_activities(path), desk.code_lists()), dry_run=dry_run)[0]


def test_activities_become_proposals_and_payments_of_the_past(
    desk: Desk, known: ActivityImportDesk, file: Path
) -> None:
    before = desk.library.value("SELECT count(*) FROM organisation")
    tried = taken(known, file, dry_run=True)
    assert (tried.read, tried.created, desk.library.value("SELECT count(*) FROM project")) == (2, 2, 0)
    report = taken(known, file)
    assert (report.read, report.created, report.payments, report.rejected) == (2, 2, 2, 0)
    rows = desk.projects.projects()
    assert {(row.title, row.stage.code, row.country_code) for row in rows} == {
        ("Accès à l'eau < Zinder >", "idea", "NE")
    }
    assert {row.number[:5] for row in rows} == {"2026-"}
    assert desk.library.value("SELECT sum(amount_minor) FROM past_grant") == 1_800_000
    assert desk.library.value("SELECT count(*) FROM organisation") == before + 1
    sheet = desk.projects.dossier_data(rows[0].id)
    assert [(one.code, one.percent) for one in sheet.sectors] == [("14030", 60), ("14081", 40)]
    again = taken(known, file)
    assert (again.merged, again.payments, again.revision) == (2, 0, None)
    known.library.undo(WHO, report.revision)
    assert (
        desk.library.value("SELECT count(*) FROM project") + desk.library.value("SELECT count(*) FROM past_grant") == 0
    )


def test_a_second_reading_completes_the_dossier(
    desk: Desk, known: ActivityImportDesk, file: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.xml"
    text = file.read_text(encoding="utf-8").replace("<description", "<description", 1)
    bare.write_text(text.replace("Moins de maladies", " "), encoding="utf-8")
    taken(known, bare)
    report = taken(known, file)
    assert report.updated == 2
    assert {desk.projects.project(row.id).general_objective for row in desk.projects.projects()} == {
        "Moins de maladies"
    }


def test_levels(known: ActivityImportDesk, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    first = text.index("<title>")
    end = text.index("</title>", first) + 8
    text = text[:first] + text[end:]
    text = text.replace('percentage="60"', 'percentage="50"').replace('code="NE"', 'code="QQ"')
    file.write_text(text, encoding="utf-8")
    report = taken(known, file)
    assert (report.created, report.rejected) == (1, 1)
    assert "titre" in report.rejects[0].reason
    codes = {one.code for one in report.findings}
    assert {"no_title", "2.1.2", "code"} <= codes


def test_shares_stay_whole() -> None:
    assert shares_of([("a", 33.3), ("b", 33.3), ("c", 33.4)]) == (("a", 33), ("b", 33), ("c", 34))
    assert shares_of([("a", 50.0), ("b", 49.0)]) == (("a", None), ("b", None))
    assert shares_of([("a", 100.0)]) == (("a", None),)


@given(st.integers(0, 10**10), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 2_000))
def test_budgets_by_year_add_up(total: int, start: date, days: int) -> None:
    from datetime import timedelta  # noqa: PLC0415 - only here

    spans = years_between(start, start + timedelta(days=days))
    assert sum(shared_out(total, spans)) == total
    assert all((end - first).days < 366 and first <= end for first, end in spans)


# --- anything ---

CUTS = st.lists(
    st.tuples(
        st.integers(0, 20_000),
        st.integers(0, 60),
        st.binary(max_size=10)
        | st.sampled_from(
            [
                b"<",
                b">",
                b"&",
                b"&#0;",
                b"<![CDATA[",
                b"-->",
                b"\xff",
                b"<!DOCTYPE x>",
                b"</iati-activity>",
                b'"',
                b"1e999",
                b"NaN",
            ]
        ),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    path = tmp_path_factory.mktemp("spoilt") / "x.xml"
    write(path, [activity()])
    return path.read_bytes(), path


def _read_all(seed: tuple[bytes, Path], cuts: list[tuple[int, int, bytes]]) -> None:
    content, path = seed
    for at, length, put in cuts:
        start = at % (len(content) + 1)
        content = content[:start] + put + content[start + length :]
    path.write_bytes(content)
    with suppress(DomainError):
        for one in read(open_activities(path)):
            assert isinstance(one, IncomingActivity | ActivityReject)
            assert all(found.text for found in one.findings)


@given(cuts=CUTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spoilt_files_raise_nothing(seed: tuple[bytes, Path], cuts: list[tuple[int, int, bytes]]) -> None:
    _read_all(seed, cuts)


@pytest.mark.long
@given(cuts=CUTS)
@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_thousands_of_spoilt_files_raise_nothing(seed: tuple[bytes, Path], cuts: list[tuple[int, int, bytes]]) -> None:
    _read_all(seed, cuts)
