"""A list of agreements read from a file, shown, taken in as one act and taken back."""

from datetime import date
from pathlib import Path

import pytest

from cresi_app.cooperation.interchange.lists import read_list
from cresi_app.cooperation.service import CooperationService
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError

LIST = """Territoire;Pays;Autorité partenaire;Pourquoi ce pays;Signé le;Transmis le;Échéance;Agent
Saint-Louis;Sénégal;Commune de Saint-Louis;Origine des habitants;3 mars 2024;10/03/2024;2027-03-02;M. Diop
Dakar;SN;Ville de Dakar;économie;;;;
Thiès;Atlantide;Ville de Thiès;;;;;
Kaolack;senegal;Commune de Saint-Louis;;32/01/2024;;;
;Mali;Ville de Ségou;;;;;
Saint-Louis;Sénégal;Commune de Saint-Louis;;;;;
Ziguinchor;Sénégal;Ville de Ziguinchor;;;;;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "accords.csv"
    made.write_text(LIST, encoding="cp1252")
    return made


def test_each_line_is_read_or_left_out_with_its_reason(service: CooperationService, file: Path) -> None:
    found = read_list(service, file)
    assert [one.name for one in found.agreements] == ["Saint-Louis", "Ziguinchor"]
    first = found.agreements[0]
    assert (first.country_code, first.partner, first.partner_kind_code) == ("SN", "Commune de Saint-Louis", "origin")
    assert (first.signed_on, first.transmitted_on, first.ends_on) == (
        date(2024, 3, 3),
        date(2024, 3, 10),
        date(2027, 3, 2),
    )
    assert [one.line for one in found.left_out] == [3, 4, 5, 6, 7]
    told = " ".join(one.sentence for one in found.left_out)
    for words in ("économie", "Atlantide", "32/01/2024", "territoire", "déjà"):
        assert words in told
    assert found.unknown == ("Agent",)


def test_a_list_is_one_act_and_is_taken_back_whole(
    service: CooperationService, who: Actor, home: int, file: Path
) -> None:
    before = len(service.agreement_rows())
    sheets, seq = service.library.count("organisation"), service.library.revisions(1)[0].seq
    changes = service.add_listed(who, read_list(service, file).agreements)
    rows = {row.name: row for row in service.agreement_rows()}
    assert len(rows) == before + 2
    assert rows["Saint-Louis"].country_code == "SN"
    assert len({row.number for row in rows.values()}) == len(rows)  # each its own number
    again = read_list(service, file)
    assert again.agreements == ()  # what is there is not made twice
    assert service.library.count("organisation") == sheets + 2
    assert [one.seq for one in service.library.revisions(9) if one.seq > seq] == [changes.seq], (
        "its partners are of the same act"
    )
    service.take_back(who, changes)
    assert len(service.agreement_rows()) == before
    assert service.library.count("organisation") == sheets
    service.library.redo(who)
    assert service.library.count("organisation") == sheets + 2


def test_a_list_that_cannot_stand_leaves_no_sheet_behind(service: CooperationService, who: Actor, file: Path) -> None:
    listed = read_list(service, file).agreements
    service.directory.set_identity(who, authority_id=None)
    before = service.library.count("organisation")
    with pytest.raises(DomainError, match="organisation_missing"):
        service.add_listed(who, listed)
    assert service.library.count("organisation") == before


def test_partners_known_to_the_directory_are_found(
    service: CooperationService, who: Actor, home: int, file: Path
) -> None:
    known = service.directory.add_organisation(who, "Commune de Saint-Louis", "partner_authority", country_code="SN").id
    changes = service.add_listed(who, read_list(service, file).agreements[:1])
    assert service.agreement(changes.id).partner_id == known


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "empty_list"), ("Territoire;Pays\nDakar;SN\n", "list_columns")],
)
def test_what_is_no_list_of_agreements_is_refused_in_words(
    service: CooperationService, tmp_path: Path, content: str, code: str
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DomainError) as refused:
        read_list(service, file)
    assert refused.value.code == code
    with pytest.raises(DomainError, match=r"ne s.ouvre pas"):
        read_list(service, tmp_path / "absent.csv")
