"""Disasters on demand for tests: folders that cannot be written, disks that are full, programs that are killed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def _mount(*arguments: str) -> None:
    mount = shutil.which("mount")
    if mount is None:
        pytest.skip("this machine has no mount command to make such a folder with")
    done = subprocess.run([mount, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no right to mount here: {done.stderr.strip()}")


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def write_protected(folder: Path) -> Iterator[None]:
    """Let nobody, root included, change anything under `folder` until the block ends."""
    if os.name == "nt":
        pytest.skip("a folder's write protection needs its access list on this system")
    if os.geteuid() == 0:  # to root permissions are nothing: only a read-only mount stops it
        _mount("--bind", str(folder), str(folder))
        try:
            _mount("-o", "remount,ro,bind", str(folder))
            yield
        finally:
            _unmount(folder)
        return
    modes = {place: place.stat().st_mode for place in (folder, *folder.rglob("*"))}
    for place in modes:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        yield
    finally:
        for place, mode in modes.items():
            place.chmod(mode)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Make `folder` a disk of its own of `size` bytes."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    folder.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _unmount(folder)


def fill(folder: Path, *, leave: int = 0) -> Path:
    """Fill the small disk of `folder` but for `leave` bytes; deleting the file returned makes room again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as handle:
        free = shutil.disk_usage(folder).free
        while free > leave:
            handle.write(bytes(min(65536, free - leave)))
            free = shutil.disk_usage(folder).free
    return filler


def program(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a Python program that can import the project; its output comes line by line."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a Python program to its end, or to its death."""
    with program(code, *arguments) as child:
        out, err = child.communicate()
    return subprocess.CompletedProcess(child.args, child.returncode, out, err)


def kill(child: subprocess.Popen[str]) -> None:
    """Kill a program as a power cut would, and wait until it is gone."""
    child.send_signal(KILL)
    child.communicate()


def was_killed(done: subprocess.CompletedProcess[str]) -> bool:
    """Say whether it died of the kill, rather than of an error of its own."""
    return done.returncode == -KILL or (os.name == "nt" and done.returncode != 0 and not done.stderr)


DIES_AT = """
import os, sys
from pathlib import Path
from cresi_app.store import disk
left = int(sys.argv[1])
def step(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9 if os.name != "nt" else 15)
def dying(function):
    def call(*arguments, **named):
        step()
        return function(*arguments, **named)
    return call
for name in ("flush", "sync_file", "sync_folder", "put_in_place", "write_whole", "copy_whole", "link_or_copy", "protect", "remove"):
    setattr(disk, name, dying(getattr(disk, name)))
"""
"""Start of a program that dies at the step given as its first argument, each touch of the disk being one (`step()` adds more)."""
