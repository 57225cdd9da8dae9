"""Essential data of grants: what must be there, the exact dialect, the file read again by others and by ourselves."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.funding.interchange import essential
from cresi_app.funding.interchange.grants.reading import open_content
from cresi_app.funding.model.findings import grave
from cresi_app.funding.model.pastgrant import GrantLine
from cresi_app.funding.model.scdl import EssentialLine, check_line, check_shares
from cresi_app.funding.service.declarations import DeclarationDesk
from cresi_app.funding.service.importing import GrantOptions
from tests.funding.desk import WHO, Desk

GOOD = EssentialLine(
    grant_id=1, number="S2026-001", authority="Département de l'Essonne", authority_siret="22910228000018", agreed_on=date(2026, 3, 12),
    decision="2026-CP-041", beneficiary='Eau "Vive", Évry', siret="32416633900055", rna="W911234567", object="Forages,\nécoles", amount_minor=3_000_050,
    terms="échelonné", pays_from=date(2026, 4, 1), pays_until=date(2026, 9, 1), scheme="Appel à projets",
)  # fmt: skip


def test_a_good_line_has_nothing_against_it() -> None:
    assert check_line(GOOD) == []
    assert essential.check_content(essential.to_csv([GOOD])) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [({"authority": ""}, "nomAttribuant"), ({"authority_siret": ""}, "idAttribuant"), ({"authority_siret": "22910228000019"}, "idAttribuant"),
     ({"agreed_on": None}, "dateConvention"), ({"beneficiary": ""}, "nomBeneficiaire"), ({"siret": ""}, "idBeneficiaire"), ({"siret": "123"}, "idBeneficiaire"),
     ({"object": ""}, "objet"), ({"object": "x" * 257}, "objet"), ({"amount_minor": 0}, "montant"), ({"nature": "prêt"}, "nature"), ({"terms": ""}, "conditionsVersement"),
     ({"terms": "x" * 257}, "conditionsVersement"), ({"pays_from": None, "pays_until": None}, "datesPeriodeVersement"),
     ({"pays_from": date(2027, 1, 1)}, "datesPeriodeVersement"), ({"share_milli": 9}, "pourcentageSubvention"), ({"share_milli": 1001}, "pourcentageSubvention")],
)  # fmt: skip
def test_each_rule_is_held(change: dict[str, object], code: str) -> None:
    found = grave(check_line(replace(GOOD, **change)))  # type: ignore[arg-type]  # one field at a time
    assert code in {one.code for one in found}
    assert all(one.text.startswith("S2026-001") for one in found)


def test_the_dialect_is_the_standards() -> None:
    content = essential.to_csv([GOOD, replace(GOOD, share_milli=250, pays_until=None, is_notified=True)])
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    first, second = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    assert list(first) == [
        "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire", "objet",
        "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE", "notificationUE", "pourcentageSubvention", "dispositifAide",
    ]  # fmt: skip
    assert (
        first["montant"],
        first["datesPeriodeVersement"],
        first["notificationUE"],
        first["pourcentageSubvention"],
    ) == ("30000.50", "2026-04-01/2026-09-01", "non", "1")
    assert (second["datesPeriodeVersement"], second["notificationUE"], second["pourcentageSubvention"]) == (
        "2026-04-01",
        "oui",
        "0.25",
    )
    assert first["nomBeneficiaire"] == 'Eau "Vive", Évry'
    assert first["objet"] == "Forages, écoles"


def test_what_is_written_is_read_back_as_a_list_of_grants() -> None:
    file = open_content(essential.to_csv([GOOD]), "x.csv")
    (line,) = file.lines()
    assert isinstance(line, GrantLine)
    assert (file.format, line.total_minor, line.payee.siret, line.pays_until, line.told) == (
        "scdl",
        3_000_050,
        "32416633900055",
        date(2026, 9, 1),
        (),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"nomAttribuant", b"attribuant"), (b"2026-03-12", b"12/03/2026"), (b"30000.50", b"30000,50"), (b"22910228000018", b"22910228000019"),
     (b",non,", b",peut-etre,"), (b"2026-04-01/2026-09-01", b"2026-09-02/2026-09-01"), ("aide en numéraire".encode(), b"don"), (b"W911234567", b"911")],
)  # fmt: skip
def test_a_file_that_is_spoilt_is_told(before: bytes, after: bytes) -> None:
    content = essential.to_csv([GOOD])
    assert before in content
    assert essential.check_content(content.replace(before, after, 1))


def test_shares_beyond_the_whole_are_told() -> None:
    assert check_shares([replace(GOOD, share_milli=600), replace(GOOD, share_milli=500)])
    assert check_shares([replace(GOOD, share_milli=500), replace(GOOD, share_milli=500)]) == []


def test_what_cannot_be_published_is_skipped_with_its_reason(tmp_path: Path) -> None:
    done = essential.export([GOOD, replace(GOOD, siret="", number="S2026-002")], tmp_path / "s.csv")
    assert (len(done.written), [line.number for line, _found in done.skipped]) == (1, ["S2026-002"])
    assert done.as_json()["skipped"] == [
        {"id": "S2026-002", "reason": "S2026-002\u00a0: il manque le SIRET du bénéficiaire (idBeneficiaire)."}
    ]
    with pytest.raises(DomainError) as refused:
        essential.export([replace(GOOD, siret="")], tmp_path / "none.csv")
    assert refused.value.code == "nothing_to_publish"
    assert not (tmp_path / "none.csv").exists()


def test_the_threshold_and_the_whole(desk: Desk) -> None:
    desk.directory.set_identity(WHO, authority_id=desk.authority, siret="22910228000018")
    desk.directory.set_identifier(WHO, desk.holder, "siret", "32416633900055")
    for amount in (22_999, 23_000, 5_000):
        grant_id = desk.draft(amount=amount)
        desk.vote(grant_id, amount, needs_agreement=False)
        desk.plan(grant_id, amount)
    service = DeclarationDesk(desk.library, desk.directory)
    assert service.threshold(2026) == 2_300_000
    lines = service.essential_lines(2026)
    assert [line.amount_minor for line in lines] == [2_300_000]
    assert service.check_essential(lines) == []
    assert lines[0].terms == "unique"
    assert len(service.essential_lines(2026, everything=True)) == 3


def test_grants_of_the_past_are_published_with_their_year(desk: Desk) -> None:
    desk.directory.set_identity(WHO, authority_id=desk.authority, siret="22910228000018")
    service = DeclarationDesk(desk.library, desk.directory)
    text = essential.to_csv(
        [
            replace(GOOD, agreed_on=date(2019, 5, 1)),
            replace(GOOD, agreed_on=date(2019, 5, 1), authority_siret="23350001600040", decision="x"),
        ]
    )
    report, _changes = service.import_grants(WHO, open_content(text, "x.csv").lines(), GrantOptions(source="x.csv"))
    assert report.created == 2
    (line,) = service.essential_lines(2019)
    assert (line.is_past, line.siret, line.amount_minor) == (True, "32416633900055", 3_000_050)
    assert essential.check_content(essential.to_csv([line])) == []


def test_a_beneficiary_abroad_without_siret_waits_for_nobody(tmp_path: Path) -> None:
    abroad = replace(GOOD, siret="", is_abroad=True, number="S2026-003")
    assert grave(check_line(abroad)) == []
    done = essential.export([GOOD, abroad], tmp_path / "s.csv")
    assert [line.number for line, _found in done.skipped] == ["S2026-003"]
    assert "étranger" in done.skipped[0][1][0].text
