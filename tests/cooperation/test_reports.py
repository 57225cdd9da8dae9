"""The desk on paper: tagged, whole at 0 and at 40 rows, with a code the desk's scanner reads back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import zxingcpp

from cresi_app.cooperation.reports import agreement_paper, country_paper, emergency_paper, map_paper, partner_paper
from cresi_app.cooperation.service import CooperationService, Signature
from cresi_app.core.changes import Actor
from cresi_app.core.money import Money
from cresi_app.core.papercode import PaperCode, read_paper_code
from cresi_app.printing.document import Paper, render
from cresi_app.services import Services
from tests.printing import inspection

Print = Callable[[Paper], Path]
LONG = "Coopération pour l’eau, l’assainissement, la lecture publique et l’état civil des communes riveraines du fleuve"


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    def to_file(paper: Paper) -> Path:
        out = tmp_path / f"{paper.kind}.pdf"
        render(paper, out)
        inspection.check(out)
        return out

    return to_file


def words(file: Path) -> str:
    return inspection.flat(" ".join(inspection.texts(file))).replace("\u202f", " ").replace("\u00a0", " ")


def code_of(file: Path) -> PaperCode | None:
    [found] = zxingcpp.read_barcodes(inspection.pictures(file, 200)[0])
    return read_paper_code(found.text)


@pytest.fixture
def full(service: CooperationService, who: Actor, beirut: int) -> int:
    """An agreement with everything, and more acts and meetings than a page holds."""
    service.deliberate(who, beirut, None, date(2019, 6, 18), "2019-06-114")
    service.sign(who, beirut, None, Signature(date(2019, 9, 22), "Beyrouth", "Hélène Caradec", "Fatɔumata Kouyaté"))
    service.transmit(who, beirut, None, date(2019, 10, 2))
    service.update_agreement(who, beirut, None, ends_on=date(2027, 1, 6), notice_months=3, object=LONG)
    service.set_sectors(who, beirut, [("14020", "Eau", 3334), ("11220", "Lecture", 3333), ("15112", "", 3333)])
    for year, amount in ((2024, 45_000), (2025, 45_000), (2026, 12_345_678)):
        service.set_commitment(who, beirut, year, Money(amount * 100), in_kind_minor=1_000_00)
    service.set_commitment(who, beirut, 2023, Money(500_000, "HTG"))
    for place in range(40):
        service.add_meeting(
            who, beirut, date(2020, 1, 1) + timedelta(days=30 * place), place="Beyrouth", decisions=LONG
        )
    service.add_roadmap(who, beirut, "Feuille de route", starts_on=date(2020, 1, 1), content=LONG)
    return beirut


def test_an_agreement_sheet_says_everything(
    service: CooperationService, services: Services, printed: Print, full: int
) -> None:
    file = printed(agreement_paper(service.sheet(full), services.directory.identity()))
    said = words(file)
    for told in (
        "Département de la Valorge et Municipalité de Beyrouth", "7 années de coopération", "45 jours", "préavis dépassé",
        "n° 2019-06-114 du 18 juin 2019", "2 octobre 2019, date de réception au contrôle de légalité", "Fatɔumata",
        "0 € versés sur 12 345 678 € · 0 %", "sans taux", "Eau (33,34 %)",
    ):  # fmt: skip
        assert told in said, told
    assert said.count("riveraines du fleuve") >= 41
    assert code_of(file) == PaperCode("agreement", "C-2026-01")


def test_an_empty_agreement_still_fills_its_page(
    service: CooperationService, services: Services, printed: Print, beirut: int
) -> None:
    file = printed(agreement_paper(service.sheet(beirut), services.directory.identity()))
    assert len(inspection.texts(file)) == 1
    assert "aucun acte en vigueur" in words(file)


def test_an_emergency_report(
    service: CooperationService, services: Services, who: Actor, printed: Print, home: int
) -> None:
    crisis = service.add_crisis(
        who, "Ouragan Irma", "cyclone", home, date(2017, 9, 6), achieved="Deux collèges rouverts"
    ).id
    service.set_crisis_places(who, crisis, [{"country_code": "BL", "place": "Gustavia"}, {"country_code": "MF"}])
    operator = services.directory.add_organisation(who, "Secours d’ici").id
    service.add_decision(who, crisis, operator, date(2017, 9, 14), deliberation_number="CP-17-41", object="Abris")
    file = printed(emergency_paper(service.crisis_sheet(crisis), services.directory.identity()))
    for told in ("Ouragan Irma", "Gustavia", "Saint-Martin", "Secours d’ici", "CP-17-41", "Deux collèges rouverts"):
        assert told in words(file), told
    assert code_of(file) == PaperCode("crisis", "U-2017-01")


def test_country_partner_and_empty_map(
    service: CooperationService, services: Services, who: Actor, printed: Print, full: int, partner: int
) -> None:
    identity = services.directory.identity()
    country = printed(country_paper(service.country_sheet("LB"), identity))
    assert "Beyrouth" in words(country)
    assert code_of(country) == PaperCode("country", "LB")
    known = printed(partner_paper(service.partner_sheet(partner), identity))
    assert "C-2026-01" in words(known)
    service.archive_agreement(who, full, None)
    empty = service.world()
    assert empty.lines == ()
    assert "Total" in words(printed(map_paper(empty, identity)))
    assert "Rien" not in words(printed(country_paper(service.country_sheet("FJ"), identity)))
