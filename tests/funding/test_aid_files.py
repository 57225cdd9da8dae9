"""The declaration of aid as workbook and paper, read back by others."""

import io
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cresi_app.core.money import Money, format_money
from cresi_app.funding.interchange import aid
from cresi_app.funding.model.aid import MARKERS, AidDeclaration
from cresi_app.funding.reports.aid import print_aid
from cresi_app.funding.service.declarations import DeclarationDesk
from tests.funding.desk import WHO, Desk, euros
from tests.printing.inspection import check, flat, texts

SCORED = dict.fromkeys(MARKERS, 1)


@pytest.fixture
def service(desk: Desk) -> DeclarationDesk:
    desk.directory.set_identity(WHO, authority_id=desk.authority, authority_name="Essonne")
    made = DeclarationDesk(desk.library, desk.directory)
    made.add_expense(
        WHO,
        "=1+1",
        euros(1_200) + 5,
        date(2026, 2, 1),
        country_code="ML",
        kind_code="expertise",
        sector_code="15110",
        channel_code="11002",
        **SCORED,
    )
    made.add_expense(WHO, "Mission", euros(300), date(2026, 3, 1), country_code="ML")
    made.add_expense(
        WHO,
        "Réunion à Séoul",
        euros(400),
        date(2026, 4, 1),
        country_code="KR",
        kind_code="expertise",
        sector_code="15110",
        channel_code="11002",
        **SCORED,
    )
    return made


@pytest.fixture
def found(service: DeclarationDesk) -> AidDeclaration:
    return service.aid_declaration(2026)


def test_the_workbook_adds_up(service: DeclarationDesk, found: AidDeclaration) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(aid.to_xlsx(found, service.aid_names())))
    declared, payments, sums = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    money = declared[0].index("montant_eur")
    assert [row[money] for row in declared[1:]] == [1200.05, 1200.05]  # the line and its total
    detail = payments[0].index("montant_eur")
    assert payments[-1][detail] == 1900.05
    assert {row[-2] for row in payments[1:-1]} == {"déclaré", "à compléter", "hors déclaration"}
    assert "=1+1" in {row[3] for row in payments}
    assert sums[3][1] == sums[-1][1] == 1900.05


def test_the_csv_names_its_codes(service: DeclarationDesk, found: AidDeclaration) -> None:
    (row,) = aid.rows(found, service.aid_names())
    line = dict(zip(aid.HEADINGS, row, strict=True))
    assert (line["annee"], line["pays_code"], line["canal_code"], line["secteur_code"], line["type_aide_code"]) == (
        "2026",
        "ML",
        "11002",
        "15110",
        "D02",
    )
    assert (line["bilateral_multilateral"], line["depense_en_france"], line["genre"], line["montant_eur"]) == (
        "bilateral",
        "non",
        "1",
        "1200.05",
    )
    assert line["pays"] == "Mali"


def test_the_paper_says_the_same(service: DeclarationDesk, found: AidDeclaration, tmp_path: Path) -> None:
    file = tmp_path / "aid.pdf"
    assert print_aid(found, service.aid_names(), service.directory.identity(), file) >= 1
    check(file)
    text = flat(" ".join(texts(file)))
    for minor in (found.declared_minor, found.incomplete_minor, found.out_minor, found.total_minor):
        assert flat(format_money(Money(minor), cents=True)) in text
    assert "Mission" in text
    assert "2026" in text


def test_the_paper_of_an_empty_year(service: DeclarationDesk, tmp_path: Path) -> None:
    file = tmp_path / "none.pdf"
    print_aid(service.aid_declaration(2020), service.aid_names(), service.directory.identity(), file)
    check(file)
