"""Attachments: named by what they contain, kept once, never half, never removed while something mentions them."""

import hashlib
import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.errors import StoreError
from cresi_app.store import disk
from cresi_app.store.files import UNKNOWN_TYPE, Files, FolderFiles, StoredFile, media_type_of
from tests.disasters import DIES_AT, ROOT, fill, run, small_disk, was_killed, write_protected

NO_GRACE = timedelta(0)


@pytest.fixture
def kept(tmp_path: Path) -> FolderFiles:
    return FolderFiles(tmp_path / "files")


def everything(root: Path) -> set[str]:
    return {str(place.relative_to(root)) for place in root.rglob("*") if place.is_file()}


def test_a_file_is_kept_by_its_hash_and_read_back(kept: FolderFiles, tmp_path: Path) -> None:
    source = tmp_path / "Guide de l'été.pdf"
    content = b"%PDF-1.7\n" + bytes(range(256)) * 9000  # more than two blocks
    source.write_bytes(content)
    stored = kept.put(source)
    sha256 = hashlib.sha256(content).hexdigest()
    assert stored == StoredFile(sha256, len(content), "application/pdf")
    assert kept.exists(sha256)
    assert kept.read(sha256) == content
    assert kept.path(sha256) == tmp_path / "files" / sha256[:2] / sha256
    with kept.open(sha256) as handle:
        assert handle.read(5) == b"%PDF-"
    assert source.exists()
    assert everything(kept.root) == {f"{sha256[:2]}/{sha256}".replace("/", os.sep)}


def test_a_kept_file_is_write_protected(kept: FolderFiles) -> None:
    place = kept.path(kept.put(b"abc").sha256)
    assert not place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_the_same_content_is_kept_once(kept: FolderFiles, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"same")
    first, second = kept.put(tmp_path / "a.txt"), kept.put(b"same", "b.csv")
    assert first.sha256 == second.sha256
    assert (first.media_type, second.media_type) == ("text/plain", "text/csv")
    assert len(everything(kept.root)) == 1


def test_an_altered_file_is_mended_by_the_same_content(kept: FolderFiles) -> None:
    sha256 = kept.put(b"right").sha256
    place = kept.path(sha256)
    place.chmod(0o644)
    place.write_bytes(b"wrong")
    assert not kept.is_sound(sha256)
    kept.put(b"right")
    assert kept.is_sound(sha256)


@given(content=st.binary(max_size=3000), name=st.text(max_size=30))
def test_any_content_under_any_name_comes_back(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    kept = FolderFiles(tmp_path_factory.getbasetemp() / "any")
    stored = kept.put(content, name)
    assert kept.read(stored.sha256) == content
    assert stored.size == len(content)
    assert "/" in stored.media_type


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"%PDF-1.4", "affiche.jpg", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "", "image/png"),
        (b"RIFF....WEBPVP8 ", "photo", "image/webp"),
        (b"PK\x03\x04", "budget.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04", "fiche.ODT", "application/vnd.oasis.opendocument.text"),
        (b"PK\x03\x04", "", "application/zip"),
        (b"....ftypisom", "film", "video/mp4"),
        (b"bonjour", "lisez.moi.txt", "text/plain"),
        (b"", "", UNKNOWN_TYPE),
        (b"\x00\x01", "chose.xyzzy", UNKNOWN_TYPE),
    ],
)
def test_a_content_is_judged_before_its_name(head: bytes, name: str, expected: str) -> None:
    assert media_type_of(head, name) == expected


@pytest.mark.parametrize("bad", ["", "ab", "../../etc/passwd", "A" * 64, "z" * 64, "a" * 65])
def test_what_is_no_hash_reaches_no_file(kept: FolderFiles, bad: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        kept.exists(bad)


def test_a_file_that_is_gone_is_a_sentence(kept: FolderFiles) -> None:
    with pytest.raises(StoreError, match="manque") as refused:
        kept.open("a" * 64)
    assert refused.value.code == "file_missing"


@pytest.mark.parametrize("source", ["nowhere.pdf", "."])
def test_a_source_that_cannot_be_read_leaves_nothing(kept: FolderFiles, tmp_path: Path, source: str) -> None:
    with pytest.raises(StoreError, match="n’a pas pu être lu") as refused:
        kept.put(tmp_path / source)
    assert refused.value.code == "source_unreadable"
    assert everything(kept.root) == set()


def test_only_what_nothing_mentions_is_removed(kept: FolderFiles) -> None:
    row, history, forgotten = (kept.put(text).sha256 for text in (b"row", b"history", b"forgotten"))
    assert kept.remove_unreferenced({row, history}, NO_GRACE) == [forgotten]
    assert [kept.exists(one) for one in (row, history, forgotten)] == [True, True, False]
    assert list(kept.hashes()) == sorted([row, history])


def test_a_file_whose_row_is_not_written_yet_is_spared(kept: FolderFiles) -> None:
    fresh, old = kept.put(b"fresh").sha256, kept.put(b"old").sha256
    os.utime(kept.path(old), (0, 0))
    again = kept.put(b"again").sha256
    os.utime(kept.path(again), (0, 0))
    kept.put(b"again")  # an old one that is about to be mentioned anew
    assert kept.remove_unreferenced(set()) == [old]
    assert kept.exists(fresh)
    assert kept.exists(again)


def test_what_a_killed_program_began_is_swept(kept: FolderFiles) -> None:
    kept.put(b"x")
    part = kept.root / "incoming" / f"abc{disk.PART}"
    part.write_bytes(b"half")
    kept.remove_unreferenced(set())
    assert part.exists()
    os.utime(part, (0, 0))
    kept.remove_unreferenced(set())
    assert not part.exists()


def test_a_full_disk_is_a_sentence_and_nothing_half(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", 512 * 1024) as small:
        kept = FolderFiles(small / "files")
        before = kept.put(b"before").sha256
        filler = fill(small, leave=64 * 1024)
        with pytest.raises(StoreError, match="Le disque est plein") as refused:
            kept.put(os.urandom(200_000))
        assert refused.value.code == "disk_full"
        assert list(kept.hashes()) == [before]
        assert list((kept.root / "incoming").iterdir()) == []
        filler.unlink()
        after = kept.put(b"x" * 200_000).sha256
        assert kept.is_sound(after)


@pytest.mark.skipif(os.name == "nt", reason="this system cannot limit the size of a program's files")
def test_a_quota_is_a_full_disk_too(tmp_path: Path) -> None:
    code = """
import resource, sys
from pathlib import Path
from cresi_app.core.errors import StoreError
from cresi_app.store.files import FolderFiles
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    FolderFiles(Path(sys.argv[1])).put(bytes(300_000))
except StoreError as refused:
    print(refused.code)
"""
    done = run(code, tmp_path / "files")
    assert (done.stdout, done.stderr) == ("disk_full\n", "")
    assert everything(tmp_path / "files") == set()


def test_a_write_protected_folder_is_a_sentence(kept: FolderFiles) -> None:
    kept.put(b"x")
    with write_protected(kept.root), pytest.raises(StoreError, match="protégé en écriture") as refused:
        kept.put(b"y")
    assert refused.value.code == "not_writable"


def test_kill_9_at_any_step_leaves_a_whole_file_or_none(tmp_path: Path) -> None:
    code = f"""{DIES_AT}
from cresi_app.store.files import FolderFiles
FolderFiles(Path(sys.argv[2])).put(b"content" * 1000, "x.txt")
print("put")
"""
    kept = FolderFiles(tmp_path / "files")
    for dies_at in range(20):
        done = run(code, dies_at, kept.root)
        assert all(kept.is_sound(sha256) for sha256 in kept.hashes())
        if done.stdout == "put\n":
            break
        assert was_killed(done), done.stderr
    assert len(list(kept.hashes())) == 1
    assert dies_at > 2


def test_another_shelf_shares_the_file_or_copies_it(
    kept: FolderFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = kept.put(b"one").sha256, kept.put(b"two").sha256
    shelf = FolderFiles(tmp_path / "shelf")
    assert shelf.adopt(kept, first)
    assert shelf.path(first).stat().st_ino == kept.path(first).stat().st_ino

    def refuse(*_names: object) -> None:
        raise OSError(95, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    assert shelf.adopt(kept, second)
    assert shelf.path(second).stat().st_ino != kept.path(second).stat().st_ino
    assert shelf.is_sound(second)
    assert shelf.adopt(kept, second)  # already there
    assert not shelf.adopt(kept, "0" * 64)


def test_a_folder_of_files_keeps_the_protocol(kept: FolderFiles) -> None:
    shelf: Files = kept
    assert not shelf.exists("0" * 64)


def test_kinds_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    code = "import mimetypes; mimetypes.add_type('x/y', '.pdf'); from cresi_app.store.files import media_type_of; print(media_type_of(b'', 'a.pdf'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "application/pdf\n"
