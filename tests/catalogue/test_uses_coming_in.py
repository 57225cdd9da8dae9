"""Loans and consultations that other programs counted come in with the notices, and no file counts anything twice."""

from datetime import UTC, date, datetime
from pathlib import Path

from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import import_file as imported
from cresi_app.catalogue.interchange.reading import NoticeFile, of_bytes, open_file
from cresi_app.catalogue.model.importing import ImportReport, Incoming
from cresi_app.catalogue.model.notice import Notice, NoticeUse
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core import clock
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_pmb import DUMP

LIST = """Titre;Auteur;Année;Code-barres;Nombre de prêts
Le puits;Aminata Traoré;2010;P1;12
Le puits;Aminata Traoré;2010;P2;5
Le bois;Awa Ba;2011;B1;beaucoup
Le sable;Awa Ba;2012;S1;1 204
"""


def import_file(catalogue: CatalogueService, file: NoticeFile) -> ImportReport:
    return imported(catalogue, WHO, file)[0]


def held(catalogue: CatalogueService, title: str) -> list[NoticeUse]:
    [one] = catalogue.search(title).ids
    return catalogue.uses([one]).get(one, [])


def test_a_list_brings_its_counts_once(catalogue: CatalogueService, library: Library, tmp_path: Path) -> None:
    file = of_bytes(LIST.encode(), "prets.csv")
    report = import_file(catalogue, file)
    assert (report.created, report.merged) == (3, 1)
    [wells] = catalogue.search("puits").ids
    sheet = catalogue.document(wells)
    assert (sheet.loans, sheet.lent_on) == (17, None)  # one line a copy: each has its own
    assert catalogue.loans(catalogue.search("sable").ids[0]) == 1204
    [wood] = catalogue.search("bois").ids
    assert catalogue.loans(wood) == 0
    assert "Nombre de prêts : beaucoup" in catalogue.document(wood).sources[0].leftovers
    assert catalogue.statistics(date(2000, 1, 1), date(2099, 1, 1)).undated_loans == 17 + 1204
    catalogue.count_loan(WHO, wells)
    again = import_file(catalogue, of_bytes(LIST.encode(), "prets.csv"))
    assert (again.revision, again.merged) == (None, 4)
    export(catalogue, "csv", [wells], tmp_path / "one.csv")
    assert import_file(catalogue, open_file(tmp_path / "one.csv")).revision is None
    assert catalogue.loans(wells) == 18
    more = import_file(catalogue, of_bytes(LIST.replace(";12", ";30").encode(), "prets.csv"))
    assert more.updated == 1
    assert catalogue.loans(wells) == 30  # as often at least as the list says
    library.undo(WHO)
    assert catalogue.loans(wells) == 18


def test_a_pmb_base_brings_every_loan_with_its_day_and_nobody_s_name(
    catalogue: CatalogueService, library: Library
) -> None:
    file = of_bytes(DUMP.encode("cp1252"), "bibli.sql")
    import_file(catalogue, file)
    assert held(catalogue, "sahel") == [
        NoticeUse("loan", 2, "940012", "2009-02-03"),
        NoticeUse("loan", 1, "", "2012-06-01"),
    ]
    of_2009 = catalogue.statistics(date(2009, 1, 1), date(2009, 12, 31))
    assert (of_2009.total.loans, of_2009.undated_loans) == (2, 0)
    assert import_file(catalogue, of_bytes(DUMP.encode("cp1252"), "bibli.sql")).updated == 0
    assert library.value("SELECT count(*) FROM loan_count") == 3
    assert not [row for row in library.query("SELECT * FROM document_source") if "35700" in row["leftovers"]]


def test_koha_says_how_often_a_copy_went_out() -> None:
    record = (
        '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
        '<datafield tag="245" ind1=" " ind2=" "><subfield code="a">Le puits</subfield></datafield>'
        '<datafield tag="952" ind1=" " ind2=" "><subfield code="p">K1</subfield><subfield code="l">7</subfield></datafield>'
        '<datafield tag="952" ind1=" " ind2=" "><subfield code="p">K2</subfield><subfield code="l">0</subfield></datafield>'
        f'<datafield tag="952" ind1=" " ind2=" "><subfield code="p">K3</subfield><subfield code="l">{"9" * 5000}</subfield></datafield></record>'
    )
    [item] = list(of_bytes(record.encode(), "koha.xml").records())
    assert isinstance(item, Incoming)
    assert item.notice.uses == [NoticeUse("loan", 7, "K1")]


def test_json_carries_loans_and_consultations_of_each_day(catalogue: CatalogueService, tmp_path: Path) -> None:
    one = catalogue.add_document(WHO, title="Le puits").id
    for barcode in ("P1", "P2"):
        catalogue.add_copy(WHO, one, barcode=barcode)
    for day in (3, 3, 5):
        catalogue.count_loan_code(WHO, "P1", date(2024, 2, day))
    catalogue.consult_code(WHO, "P2", date(2024, 2, 4))
    catalogue.consult(WHO, one, on=date(2024, 2, 4))
    said = catalogue.uses([one])[one]
    assert len(said) == 4
    export(catalogue, "json", [one], tmp_path / "all.json")
    with Library.create(tmp_path / "other", sources=SOURCES) as library:
        other = CatalogueService(library)
        import_file(other, open_file(tmp_path / "all.json"))
        assert held(other, "puits") == said
        assert {copy.barcode: copy.loans for copy in other.document(other.search("puits").ids[0]).copies} == {
            "P1": 3,
            "P2": 0,
        }
        assert import_file(other, open_file(tmp_path / "all.json")).revision is None
        assert held(other, "puits") == said
    assert import_file(catalogue, open_file(tmp_path / "all.json")).revision is None


def test_days_are_kept_in_one_way(catalogue: CatalogueService) -> None:
    """Sorted as text they must sort as days: « 2024-W01-1 » would come after December."""
    told = [NoticeUse("loan", 1, "", day) for day in ("20240203", "2024-W05-7", "2024-02-05T10:00", "février")]
    notice = Notice(title="Le puits", uses=told)
    catalogue.import_notices(WHO, [Incoming(1, 0, notice)])
    assert [one.day for one in held(catalogue, "puits")] == ["", "2024-02-03", "2024-02-04", "2024-02-05"]


def test_looks_come_back_month_by_month_and_once(catalogue: CatalogueService, library: Library, tmp_path: Path) -> None:
    """A copy of the library knows what was looked at, and when; nothing of it is an act to be undone."""
    one = catalogue.add_document(WHO, title="Le puits").id
    for moment in (datetime(2026, 9, 3, 9, tzinfo=UTC), datetime(2026, 11, 5, 9, tzinfo=UTC)):
        with clock.frozen(moment):
            catalogue.count_view(one)
            catalogue.count_view(one)
    expected = [NoticeUse("view", 2, "", "2026-09"), NoticeUse("view", 2, "", "2026-11-05")]
    assert catalogue.views([one]) == {one: expected}
    out = tmp_path / "tout.json"
    export(catalogue, "json", [one], out)
    with Library.create(tmp_path / "other", sources=SOURCES) as other:
        there = CatalogueService(other)
        assert import_file(there, open_file(out)).created == 1
        [ours] = there.search("puits").ids
        assert there.views([ours]) == {ours: expected}
        assert there.document(ours).views == 4
        assert import_file(there, open_file(out)).revision is None
        assert there.views([ours]) == {ours: expected}
        with clock.frozen(datetime(2026, 11, 24, 9, tzinfo=UTC)):
            there.count_view(ours)
        more = out.read_text(encoding="utf-8").replace(
            '"times": 2, "day": "2026-09"', '"times": 7, "day": "2026-09-31"'
        )
        import_file(there, of_bytes(more.replace("2026-11-05", "hier").encode(), "tout.json"))
        assert there.views([ours]) == {
            ours: [NoticeUse("view", 7, "", "2026-09"), NoticeUse("view", 3, "", "2026-11-24")]
        }
