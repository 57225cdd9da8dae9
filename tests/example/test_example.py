"""Every fact of the founding texts that belongs to these desks is in the example, and what is invented says so."""

import tomllib
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.directory.service import OrganisationFilter, OrganisationSheet
from cresi_app.example import build, documents
from cresi_app.example.texts import FOLDER, INVENTED
from cresi_app.services import Services
from cresi_app.store.health import FINGERPRINTS, full_check
from cresi_app.store.search import match
from cresi_app.training.model.places import PlaceStatus
from cresi_app.training.model.planning import SessionStatus
from cresi_app.training.model.requests import RequestStatus


def sheet(example: Services, name: str) -> OrganisationSheet:
    return example.directory.organisation_sheet(example.directory.organisation_by_ref(name))


def count(example: Services, sql: str, *params: object) -> int:
    return int(example.library.value(sql, params))


def test_there_is_enough_of_each_for_every_page_to_look_alive(example: Services) -> None:
    least = {"document": 150, "copy": 250, "organisation": 40, "person": 80, "project": 12, "booking": 80, "course": 8}
    found = {table: count(example, f"SELECT count(*) FROM {table}") for table in least}
    assert all(found[table] >= wanted for table, wanted in least.items()), found
    kinds = {row["kind"] for row in example.library.query("SELECT DISTINCT kind FROM document")}
    assert kinds >= {
        "book", "guide", "tool", "report", "periodical", "issue", "article", "video", "exhibition", "game", "kit", "poster",
        "web", "archive",
    }  # fmt: skip


def test_the_library_is_sound(example: Services) -> None:
    assert example.library.query("PRAGMA foreign_key_check") == []
    assert count(example, "SELECT count(*) FROM search_todo") == 0


def test_nothing_is_said_to_miss_in_a_library_that_has_everything(example: Services) -> None:
    """Dossiers as deposited, declarations and forms already read keep digests of contents that are no files."""
    assert count(example, "SELECT count(*) FROM project_snapshot") > 0
    assert [str(problem) for problem in full_check(example.library.folder)] == []


def test_every_digest_is_known_to_name_a_file_or_not(example: Services) -> None:
    """A table that comes must say what its digests are: a check would tell of missing files that never were."""
    rows = example.library.query(
        "SELECT DISTINCT t.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c "
        "WHERE t.schema = 'main' AND t.type = 'table' AND c.name LIKE '%sha256'"
    )
    naming = {"home", "document_file", "file_text", "project_paper", "grant_paper", "cooperation_file"}
    assert {row["name"] for row in rows} == naming | FINGERPRINTS


def test_the_essonne_is_at_home_with_its_figures(example: Services) -> None:
    home = example.directory.home()
    assert home.is_example
    assert home.authority_id == example.directory.organisation_by_ref("22910228000018")
    identity = example.directory.identity()
    assert (identity.centre_name, identity.authority_name) == ("CRESI", "Département de l’Essonne")
    purpose = sheet(example, "Département de l’Essonne").organisation.purpose
    assert "880 000 €" in purpose
    assert "568 500 € en subventions" in purpose
    assert "réseau qui échange les expériences et met en commun des moyens humains et financiers" in purpose
    own = sheet(example, "CRESI").organisation.purpose
    assert "outils pratiques réalisés par le centre" in own
    assert "quatorze journées de formation par an" in own


def test_the_essonne_exchanges_with_haiti_guyane_china_europe_and_above_all_mali(example: Services) -> None:
    essonne = sheet(example, "Département de l’Essonne")
    assert {country.code for country in essonne.countries} == {"ML", "HT", "GF", "CN"}
    mali = sheet(example, "Collectivités partenaires du Mali").organisation
    assert "culture, développement économique et social, éducation, environnement" in mali.purpose
    wuhan = sheet(example, "Antenne de l’Essonne à Wuhan").organisation
    assert (wuhan.town, wuhan.country_code) == ("Wuhan", "CN")
    assert "recherche de l’Essonne et des trois pôles de compétitivité de son territoire" in wuhan.purpose
    assert "hautes technologies" in wuhan.purpose
    clusters = example.directory.organisations(OrganisationFilter(kinds=("company_cluster",)))
    assert len(clusters) == 3
    assert {row.country_code for row in clusters} == {"FR"}
    europe = sheet(example, "Pôle Europe de l’Essonne").organisation.purpose
    assert "Recherche des fonds européens (projets Climat et Cinessonne)" in europe
    assert "ouvre ses conseils aux collectivités et aux associations" in europe


@pytest.mark.parametrize(
    ("name", "country", "since"),
    [
        ("Province de Gyeonggi", "KR", 2016), ("Région Casablanca-Settat", "MA", 2016), ("Wilaya d’Alger", "DZ", 2017),
        ("Gouvernorats du Grand Tunis", "TN", 2017), ("Province du Zhejiang", "CN", 2018),
        ("District autonome d’Abidjan", "CI", 2018), ("Ville d’Erevan", "AM", 2011), ("Ville de Beyrouth", "LB", 2018),
        ("Gouvernement régional du Kurdistan d’Irak", "IQ", 2019), ("Gouvernement du Québec", "CA", 2017),
    ],
)  # fmt: skip
def test_the_partners_of_the_ile_de_france_are_told(example: Services, name: str, country: str, since: int) -> None:
    one = sheet(example, name).organisation
    assert (one.kind, one.country_code, one.known_since) == ("partner_authority", country, since)
    assert "Région Île-de-France" in one.purpose
    assert INVENTED not in one.note


def test_what_is_told_of_some_partners_is_told_whole(example: Services) -> None:
    erevan = sheet(example, "Ville d’Erevan").organisation.purpose
    for words in ("2011", "2018", "innovation et nouvelles technologies", "culture, éducation et francophonie",
                  "aménagement durable"):  # fmt: skip
        assert words in erevan
    assert "feuille de route 2018-2021" in sheet(example, "Gouvernement du Québec").organisation.purpose
    assert (
        "stabilité et le développement"
        in sheet(example, "Gouvernement régional du Kurdistan d’Irak").organisation.purpose
    )
    assert "nouveau plan d’action" in sheet(example, "Ville de Beyrouth").organisation.purpose
    region = sheet(example, "Région Île-de-France").organisation
    assert region.kind == "local_authority"
    assert "d’où viennent des habitants, et ceux du développement économique" in region.purpose


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("880 000 568 500", "dont 568 500 € de subventions"), ("Irma", "Saint-Barthélemy et Saint-Martin"),
        ("minorités chrétiennes", "Moyen-Orient"), ("tsunami Thaïlande urgence", "Haïti et, après le tsunami de 2004"),
        ("Climat Cinessonne", "recherche des fonds européens"), ("quatorze journées", "quatorze journées de formation par an"),
        ("Gyeonggi Casablanca", "en 2016, Alger et le Grand Tunis en 2017"),
    ],
)  # fmt: skip
def test_documents_tell_what_waits_for_its_own_desk(example: Services, words: str, told: str) -> None:
    found = example.library.query(
        "SELECT document.notes FROM document_fts JOIN document ON document.id = document_fts.rowid "
        "WHERE document_fts MATCH ? AND document.kind = 'report' AND document.abstract LIKE ?",
        (_expression(words), f"%{told}%"),
    )
    assert found, words
    assert all(row["notes"] == documents.TOLD for row in found)


def test_what_is_invented_says_so(example: Services) -> None:
    for table, column in (
        ("person", "note"),
        ("session", "note"),
        ("project", "internal_note"),
        ('"grant"', "note"),
    ):
        unmarked = count(example, f"SELECT count(*) FROM {table} WHERE {column} NOT LIKE ?", f"%{INVENTED}%")
        assert unmarked == 0, table
    facts = sum(bool(entry.get("facts")) for entry in documents.listed())
    assert count(example, "SELECT count(*) FROM document WHERE notes = ?", documents.TOLD) == facts > 0
    assert count(example, "SELECT count(*) FROM document WHERE notes NOT IN ('', ?)", documents.TOLD) == 0
    real = [row["name"] for row in example.library.query("SELECT name FROM organisation WHERE note = ''")]
    assert len(real) == 19
    listed = tomllib.loads((FOLDER / "organisations.toml").read_text(encoding="utf-8"))["organisation"]
    assert sum(not entry.get("invented") for entry in listed) == 19


def test_nobody_real_can_be_reached_through_it(example: Services) -> None:
    values = [row["value"] for row in example.library.query("SELECT value FROM contact")]
    values += [row["phone"] for row in example.library.query("SELECT phone FROM organisation WHERE phone <> ''")]
    assert all(value.endswith(".example") or value.startswith(("06 39 98", "01 99 00")) for value in values)
    sirets = example.library.query("SELECT value FROM organisation_identifier WHERE scheme = 'siret'")
    assert {row["value"][:5] for row in sirets} == {"00000", "22910"}
    assert all(example.directory.check_identifier("siret", row["value"]).is_valid for row in sirets)


def test_fourteen_days_are_given_in_2026(example: Services) -> None:
    gauge = example.training.quota(2026)
    assert (gauge.days, gauge.done + gauge.confirmed + gauge.option) == (14, 28)
    assert min(gauge.done, gauge.confirmed, gauge.option) > 0
    ended = {SessionStatus.POSTPONED, SessionStatus.CANCELLED}
    held = [one for one in example.training.sessions(2026) if one.status not in ended]
    assert len({day for one in held for day in one.days}) == 14
    assert {one.status for one in example.training.sessions(2026)} >= ended


def test_the_training_year_looks_alive(example: Services) -> None:
    training = example.training
    assert {line.request.status for line in training.requests(2026, everything=True)} == set(RequestStatus)
    closed = [one for one in training.sessions(2026) if one.status is SessionStatus.CLOSED]
    assert closed
    assert all(training.certificate_data(one.id) for one in closed)
    low = next(
        one for one in training.sessions(2026) if one.taken < one.capacity_min and one.status is SessionStatus.OPEN
    )
    with clock.frozen(datetime(2026, 11, 24, 9, tzinfo=UTC)):
        assert training.session_sheet(low.id).is_below_minimum
    for course in training.courses():
        sheet = training.course_sheet(course.id)
        assert sheet.documents, course.title
        assert sheet.competences, course.title
        assert sheet.forms[0].questions, course.title


def test_the_training_years_before_and_after_are_begun(example: Services) -> None:
    assert example.training.sessions(2025)
    assert example.training.sessions(2027)


def test_one_day_has_a_waiting_list_and_the_past_ones_their_attendance(example: Services) -> None:
    waiting: Counter[str] = Counter()
    for summary in example.training.sessions(2026):
        whole = example.training.session_sheet(summary.id)
        if whole.count(PlaceStatus.WAITING):
            waiting[summary.code] = whole.count(PlaceStatus.WAITING)
            assert whole.free == 0
            assert whole.count(PlaceStatus.WITHDRAWN) == 1
        if whole.session.status in (SessionStatus.DONE, SessionStatus.CLOSED):
            registered = whole.places(PlaceStatus.REGISTERED)
            assert len(whole.attendance) == len(registered) * len(whole.slots) > 0
        assert not any(slot.slot.day > date(2026, 11, 22) for slot in whole.slots) or not whole.attendance
    assert list(waiting.values()) == [4, 1], "a day without offers, and one whose free seat is offered"


def test_the_real_budget_stands_on_both_sides(example: Services) -> None:
    project_id = next(iter(example.projects.search("Jeunes d’ici"))).id
    budget = example.projects.budget(project_id)
    assert budget.charges.total.forecast == budget.products.total.forecast == 257_112_00


def test_every_dossier_balances_but_one_draft(example: Services) -> None:
    unbalanced = []
    for row in example.projects.projects():
        budget = example.projects.budget(row.id)
        if budget.charges.total.forecast != budget.products.total.forecast:
            unbalanced.append((row.title, row.stage.code))
    assert unbalanced == [("Chantier de jeunes Massy – Thiès", "draft")]


def test_names_of_many_tongues_are_found(example: Services) -> None:
    for typed in ("Nguyen", "boureima", "coulibaly", "Desir", "Tran Thi", "petrossian", "abi nader"):
        assert example.directory.suggest_people(typed), typed
    for typed in ("حداد", "浙江", "berceuses", "ecole fleuve"):
        assert example.library.query(
            "SELECT rowid FROM document_fts WHERE document_fts MATCH ?", (_expression(typed),)
        ), typed


def _expression(typed: str) -> str:
    found = match(typed)
    assert found is not None
    return found


def test_the_example_is_always_the_same(tmp_path: Path, example_folder: Path) -> None:
    def story(folder: Path) -> list[tuple[object, ...]]:
        with Services.open(folder, read_only=True) as services:
            sql = "SELECT at, operation FROM revision ORDER BY seq"
            return [tuple(row) for row in services.library.query(sql)]

    with Services.create(tmp_path / "again") as services:
        build(services, Actor("cli:test", "Test"))
    assert story(tmp_path / "again") == story(example_folder)
    assert story(example_folder) == sorted(story(example_folder), key=lambda row: str(row[0]))


def test_undo_at_a_desk_never_takes_the_example_back(example: Services) -> None:
    assert example.library.undoable() is None
    assert example.directory.staff_profiles()[0].name == "Bakary Sissoko"


def test_attached_files_are_found_by_their_pages(example: Services) -> None:
    [row] = example.catalogue.search("taux de change signature").rows
    assert row.page is not None
    assert (row.title, row.page.where) == ("Travailler avec un partenaire", "p. 3")
    [row] = example.catalogue.search("interprète bambara").rows
    assert row.page is not None
    assert row.page.where == "passage 1"
