"""Files that appear whole, and places that cannot hold them."""

from pathlib import Path

import pytest

from cresi_app.core.disk import appearing, write_whole
from cresi_app.core.errors import DomainError


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_whole(file, b"before")

    def broken() -> None:
        with appearing(file) as part:
            part.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert file.read_bytes() == b"before"
    with appearing(file) as part:
        part.write_bytes(b"after")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.csv", b"after")]


@pytest.mark.parametrize("place", ["absent/a.csv", "file/a.csv", "folder", ".", "nul\0.csv"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DomainError) as refusal:
        write_whole(Path(place), b"x")
    assert refusal.value.code == "unwritable_file"
    assert Path(place).name in refusal.value.sentence
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["file", "folder"]
