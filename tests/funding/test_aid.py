"""The yearly declaration of aid: what is paid is declared, to be completed or left out, to the cent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.errors import DomainError
from cresi_app.funding.model.aid import MARKERS, UNSPECIFIED, AidDeclaration, parted
from cresi_app.funding.service.declarations import DeclarationDesk
from tests.funding.desk import TODAY, WHO, Desk, euros

SCORED = {**dict.fromkeys(MARKERS, 0), "gender": 2}


@pytest.fixture
def aid(desk: Desk) -> DeclarationDesk:
    desk.directory.set_identity(WHO, authority_id=desk.authority, authority_name="Essonne")
    return DeclarationDesk(desk.library, desk.directory)


def paid_grant(desk: Desk, amount: int = 10_000, **more: object) -> int:
    """A grant voted and paid in one go in 2026."""
    grant_id = desk.draft(amount=amount, **more)  # type: ignore[arg-type]  # fields of a grant by name
    desk.vote(grant_id, amount, needs_agreement=False)
    desk.pay(desk.plan(grant_id, amount)[0])
    return grant_id


def reconciled(found: AidDeclaration) -> AidDeclaration:
    assert found.reconciles
    assert found.declared_minor == sum(group.amount_minor for group in found.groups)
    return found


def test_nothing_paid_is_an_empty_declaration(aid: DeclarationDesk) -> None:
    found = reconciled(aid.aid_declaration(2026))
    assert (found.lines, found.total_minor, found.to_complete) == ((), 0, 0)


def test_what_is_missing_is_said_and_completed(desk: Desk, aid: DeclarationDesk) -> None:
    grant_id = paid_grant(desk)
    found = reconciled(aid.aid_declaration(2026))
    (line,) = found.lines
    assert line.missing == ("country", "sector", "markers")
    assert found.incomplete_minor == euros(10_000)
    assert "le pays" in line.reason
    aid.complete_aid(WHO, grant_id, country_code="ML", sector_code="14030", **SCORED)
    found = reconciled(aid.aid_declaration(2026))
    (group,) = found.groups
    assert (group.country_code, group.channel_code, group.sector_code, group.aid_type_code) == (
        "ML",
        "22000",
        "14030",
        "C01",
    )
    assert (group.markers, group.amount_minor, group.payments) == ((2, 0, 0, 0, 0), euros(10_000), 1)
    assert found.lines[0].source.said.proposed == {"kind", "channel"}


def test_a_country_that_receives_no_aid_is_left_out(desk: Desk, aid: DeclarationDesk) -> None:
    paid_grant(desk, country_code="GF", sector_code="14030")
    paid_grant(desk, 5_000, country_code="ML", sector_code="14030")
    found = reconciled(aid.aid_declaration(2026))
    assert found.out_minor == euros(10_000)
    assert "2026" in found.out[0].reason


@pytest.mark.parametrize(("country", "year", "counts"), [("NR", 2025, True), ("NR", 2026, False), ("UY", 2017, True), ("UY", 2018, False), ("AG", 2021, True), ("CN", 2026, True), ("KR", 2026, False)])  # fmt: skip
def test_the_list_of_recipients_changes_with_the_years(
    aid: DeclarationDesk, country: str, year: int, counts: bool
) -> None:
    aid.add_expense(WHO, "Mission", euros(100), date(year, 5, 1), country_code=country, kind_code="expertise", sector_code="15110",
                    channel_code="11002", **SCORED)  # fmt: skip
    found = reconciled(aid.aid_declaration(year))
    assert bool(found.groups) is counts


def test_what_is_spent_here_needs_no_country(desk: Desk, aid: DeclarationDesk) -> None:
    paid_grant(desk, purpose_code="education")
    found = reconciled(aid.aid_declaration(2026))
    (group,) = found.groups
    assert (group.country_code, group.sector_code, group.aid_type_code) == (UNSPECIFIED, "99820", "H01")


def test_a_multilateral_body_is_told_apart(desk: Desk, aid: DeclarationDesk) -> None:
    body = desk.directory.add_organisation(WHO, "Agence des Nations Unies", kind="multilateral", country_code="CH").id
    grant_id = desk.funding.add_grant(
        WHO, "Contribution", body, 2026, axis_id=desk.calls, requested_minor=euros(900), sector_code="72010"
    ).id
    desk.vote(grant_id, 900, needs_agreement=False)
    desk.pay(desk.plan(grant_id, 900)[0])
    aid.complete_aid(WHO, grant_id, **SCORED)
    (group,) = reconciled(aid.aid_declaration(2026)).groups
    assert (group.kind.is_multilateral, group.aid_type_code, group.channel_code, group.country_code) == (
        True,
        "B02",
        "40000",
        UNSPECIFIED,
    )


def test_a_dossiers_sectors_share_the_payment(desk: Desk, aid: DeclarationDesk) -> None:
    project = desk.projects.add_project(WHO, "Eau", desk.holder, 2026, country_code="ML").id
    desk.projects.set_sectors(WHO, project, [("14030", 33), ("12220", 67)])
    grant_id = paid_grant(desk, 101, project_id=project)
    aid.complete_aid(WHO, grant_id, **SCORED)
    found = reconciled(aid.aid_declaration(2026))
    assert {group.sector_code: group.amount_minor for group in found.groups} == {"14030": 3333, "12220": 6767}
    assert found.lines[0].country_code == "ML"


def test_sectors_that_make_no_hundred_wait(desk: Desk, aid: DeclarationDesk) -> None:
    project = desk.projects.add_project(WHO, "Eau", desk.holder, 2026, country_code="ML").id
    desk.projects.set_sectors(WHO, project, [("14030", 33), ("12220", 66)])
    paid_grant(desk, 101, project_id=project)
    (line,) = reconciled(aid.aid_declaration(2026)).lines
    assert "shares" in line.missing


def test_a_reversal_is_taken_off(desk: Desk, aid: DeclarationDesk) -> None:
    grant_id = desk.draft(amount=1_000, country_code="ML", sector_code="14030")
    desk.vote(grant_id, 1_000, needs_agreement=False)
    instalment = desk.plan(grant_id, 1_000)[0]
    payment = desk.pay(instalment)
    desk.funding.reverse(WHO, payment, "Erreur de compte", on=TODAY)
    found = reconciled(aid.aid_declaration(2026))
    assert found.total_minor == 0
    assert [line.amount_minor for line in found.lines] == [euros(1_000), -euros(1_000)]


def test_other_years_are_other_declarations(desk: Desk, aid: DeclarationDesk) -> None:
    paid_grant(desk)
    assert aid.aid_declaration(2025).lines == ()
    assert aid.years() == [2026]


def test_what_is_left_out_wants_its_reason(desk: Desk, aid: DeclarationDesk) -> None:
    grant_id = paid_grant(desk)
    with pytest.raises(DomainError) as refused:
        aid.complete_aid(WHO, grant_id, is_left_out=True)
    assert refused.value.code == "no_reason"
    aid.complete_aid(WHO, grant_id, is_left_out=True, left_out_reason="Payé par la région")
    found = reconciled(aid.aid_declaration(2026))
    assert found.out_minor == euros(10_000)
    assert "Payé par la région" in found.out[0].reason
    aid.complete_aid(WHO, grant_id, is_left_out=False)
    assert aid.aid_declaration(2026).out == ()


@pytest.mark.parametrize(
    "fields", [{"country_code": "ZZ"}, {"sector_code": "1"}, {"channel_code": "9"}, {"kind_code": "x"}, {"gender": 3}]
)
def test_codes_that_are_none_are_refused(desk: Desk, aid: DeclarationDesk, fields: dict[str, object]) -> None:
    grant_id = paid_grant(desk)
    with pytest.raises(DomainError):
        aid.complete_aid(WHO, grant_id, None, **fields)
    assert aid.grant_aid(grant_id) is None


def test_expenses_are_written_changed_removed_and_undone(aid: DeclarationDesk) -> None:
    made = aid.add_expense(WHO, "Temps d'un agent", euros(1_200), date(2026, 2, 1), kind_code="administration")
    (group,) = reconciled(aid.aid_declaration(2026)).groups
    assert (group.sector_code, group.aid_type_code, group.amount_minor) == ("91010", "G01", euros(1_200))
    aid.update_expense(WHO, made.id, None, amount_minor=euros(900))
    assert aid.aid_declaration(2026).declared_minor == euros(900)
    removed = aid.remove_expense(WHO, made.id, None)
    assert aid.aid_declaration(2026).lines == ()
    aid.library.undo(WHO, removed.seq)
    assert aid.aid_declaration(2026).declared_minor == euros(900)


@pytest.mark.parametrize("amount", [0, -5])
def test_an_expense_is_positive(aid: DeclarationDesk, amount: int) -> None:
    with pytest.raises(DomainError):
        aid.add_expense(WHO, "x", amount, date(2026, 1, 1))


def test_without_authority_somebody_is_asked(desk: Desk) -> None:
    with pytest.raises(DomainError) as refused:
        DeclarationDesk(desk.library, desk.directory).aid_declaration(2026)
    assert refused.value.code == "no_authority"


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 100), min_size=1, max_size=12))
def test_parts_add_up(amount: int, percents: list[int]) -> None:
    parts = parted(amount, percents)
    assert sum(parts) == amount
    assert all(part * amount >= 0 for part in parts)
