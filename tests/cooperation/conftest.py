import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.cooperation.service import CooperationService, NewAgreement
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.services import Services

NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _frozen_day() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


WHO = Actor("test", "Claire Martin")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the two parties of an agreement: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("cooperation") / "library"
    with clock.frozen(NOON), Services.create(folder) as opened:
        home = opened.directory.add_organisation(WHO, "Département de la Valorge", kind="local_authority").id
        opened.directory.set_identity(WHO, authority_id=home)
        opened.directory.add_organisation(
            WHO, "Municipalité de Beyrouth", kind="partner_authority", country_code="LB", town="Beyrouth"
        )
    return folder


@pytest.fixture
def services(template: Path, tmp_path: Path) -> Iterator[Services]:
    shutil.copytree(template, tmp_path / "library")
    with Services.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def service(services: Services) -> CooperationService:
    return services.cooperation


@pytest.fixture
def who() -> Actor:
    return WHO


@pytest.fixture
def home(services: Services) -> int:
    return services.directory.organisation_by_ref("Département de la Valorge")


@pytest.fixture
def partner(services: Services) -> int:
    return services.directory.organisation_by_ref("Municipalité de Beyrouth")


@pytest.fixture
def beirut(service: CooperationService, who: Actor, home: int, partner: int) -> int:
    """An agreement with nothing but its parties and its object."""
    new = NewAgreement("Beyrouth", "framework", home, partner, "LB")
    return service.add_agreement(who, new, object="Patrimoine et résilience").id
