from pathlib import Path

import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.identity import Identity
from cresi_app.directory.service import DirectoryService
from tests.directory.conftest import WHO

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def test_a_new_library_prints_nothing_it_was_not_told(directory: DirectoryService) -> None:
    assert directory.identity() == Identity(centre_name="")


def test_the_identity_is_what_papers_print(directory: DirectoryService) -> None:
    directory.set_identity(
        WHO, centre_name="CRESI", authority_name="Département de l'Essonne", siret="229 102 280 00018"
    )
    directory.set_identity(WHO, town="Évry-Courcouronnes")
    identity = directory.identity()
    assert (identity.centre_name, identity.town) == ("CRESI", "Évry-Courcouronnes")
    assert identity.siret.split() == ["229", "102", "280", "00018"]
    with pytest.raises(DomainError):
        directory.set_identity(WHO, email="cresi")


def test_a_logo_is_kept_with_the_library(directory: DirectoryService, tmp_path: Path) -> None:
    source = tmp_path / "logo.png"
    source.write_bytes(PNG)
    directory.set_picture(WHO, "logo", source)
    kept = directory.identity().logo
    assert kept is not None
    assert kept.read_bytes() == PNG
    text = tmp_path / "logo.txt"
    text.write_text("ceci n'est pas une image")
    with pytest.raises(DomainError, match="n’est pas une image"):
        directory.set_picture(WHO, "logo", text)
    directory.set_picture(WHO, "logo", None)
    assert directory.identity().logo is None


def test_who_is_at_the_desk_is_chosen_among_profiles(directory: DirectoryService) -> None:
    claire = directory.add_staff(WHO, "Claire Martin", "documentaliste").id
    bakary = directory.add_staff(directory.actor(claire), "Bakary Sissoko").id
    assert [(one.name, one.initials) for one in directory.staff_profiles()] == [
        ("Bakary Sissoko", "BS"), ("Claire Martin", "CM"),
    ]  # fmt: skip
    assert directory.actor(claire) == Actor(str(claire), "Claire Martin")
    one = next(s for s in directory.staff_profiles() if s.id == bakary)
    directory.archive_staff(WHO, bakary, one.version)
    assert [s.id for s in directory.staff_profiles()] == [claire]
    assert directory.staff_names()[str(bakary)] == "Bakary Sissoko"
    with pytest.raises(DomainError):
        directory.add_staff(WHO, "  ")
    with pytest.raises(DomainError):
        directory.actor(12)
