"""Start cresi: make its environment on first use (standard library only), then run it. ``python3 main.py --help``."""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
OLDEST, NEWEST_TESTED = (3, 11), (3, 13)
WINDOWS = os.name == "nt"

# What Qt's wheels expect of a Debian system: shared object → package. The second set is for a window only.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetupError(Exception):
    """Something outside the program is missing; the sentence says what to do."""


def in_words(french: str, english: str) -> str:
    """Return the sentence in the language of the terminal; French unless it says English."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return english if spoken.lower().startswith("en") else french


def say(french: str, english: str) -> None:
    """Tell the person at the terminal."""
    print(in_words(french, english), file=sys.stderr, flush=True)


def check_python() -> None:
    """Refuse a Python too old to read the rest, warn of one newer than was tried."""
    here = sys.version_info[:2]
    written = ".".join(map(str, here))
    if here < OLDEST:
        raise SetupError(
            in_words(
                f"cresi demande Python 3.11 ou plus récent ; celui-ci est {written}.",
                f"cresi needs Python 3.11 or newer; this is {written}.",
            )
        )
    if here > NEWEST_TESTED:
        say(
            f"cresi n'a pas été essayé avec Python {written} ; 3.11 à 3.13 le sont.",
            f"cresi was not tried with Python {written}; 3.11 to 3.13 were.",
        )


def home_of_environment() -> Path:
    """Return where ``.venv`` lives: the checkout, or the person's data folder when the checkout cannot be written."""
    if os.access(ROOT, os.W_OK) and not is_read_only(ROOT):
        return ROOT
    base = os.environ.get("LOCALAPPDATA") if WINDOWS else os.environ.get("XDG_DATA_HOME")
    data = Path(base) if base else Path.home() / ".local" / "share"
    home = data / "cresi" / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    home.mkdir(parents=True, exist_ok=True)
    return home


def is_read_only(folder: Path) -> bool:
    """Try to write: permission bits say nothing of read-only mounts, nor to root."""
    probe = folder / f".cresi-{os.getpid()}.probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return True
    return False


def environment_python(venv: Path) -> Path:
    """Return the interpreter inside an environment."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp_of(lock: Path) -> str:
    """Return what an environment made from `lock` with this Python is stamped with."""
    content = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{content} {platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]} {platform.machine()}\n"


def is_ready(venv: Path, lock: Path) -> bool:
    """Say whether `venv` holds exactly what `lock` asks for."""
    try:
        stamped = (venv / f"{lock.name}.stamp").read_text(encoding="utf-8")
    except OSError:
        return False
    return stamped == stamp_of(lock) and environment_python(venv).exists()


@contextlib.contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the set-up's lock: concurrent first starts wait for the one that builds."""
    told = False
    with (home / ".venv.lock").open("a+b") as file:
        while not try_lock(file.fileno()):
            if not told:
                say("Une autre fenêtre prépare cresi ; on l'attend…", "Another start is preparing cresi; waiting…")
                told = True
            time.sleep(0.3)
        try:
            yield
        finally:
            unlock(file.fileno())


def try_lock(descriptor: int) -> bool:
    """Take the operating system's lock on an open file; it is freed by itself if this process dies."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def unlock(descriptor: int) -> None:
    """Give the lock back."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_UN)


def check_venv_module() -> None:
    """Look for ensurepip first: Debian ships Python without it, and venv's own message is hard to read."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        install_packages(["python3-venv"], "Python")


def build(venv: Path) -> None:
    """Make the environment aside, stamp it last, then put it in its place."""
    check_venv_module()
    say(
        "Première préparation de cresi : quelques minutes, une seule fois…",
        "Preparing cresi for the first time: a few minutes, only once…",
    )
    aside = venv.with_name(f".venv-{os.getpid()}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        run([sys.executable, "-m", "venv", str(aside)])
        install(aside, LOCK)
        replace_folder(aside, venv)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def replace_folder(new: Path, place: Path) -> None:
    """Rename `new` to `place`, moving what is there out of the way first."""
    old = place.with_name(f".venv-{os.getpid()}.old")
    try:
        if place.exists():
            place.rename(old)
        new.rename(place)
    except OSError as error:
        if old.exists() and not place.exists():
            old.rename(place)
        raise SetupError(
            in_words(
                f"L'ancien environnement est en cours d'utilisation ({error}). Fermez les autres fenêtres de cresi et recommencez.",
                f"The old environment is in use ({error}). Close the other windows of cresi and start again.",
            )
        ) from error
    shutil.rmtree(old, ignore_errors=True)


def install(venv: Path, lock: Path) -> None:
    """Install the locked packages (wheels only, hashes checked) and stamp the environment."""
    pip = [
        str(environment_python(venv)),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--quiet",
    ]
    run([*pip, "--only-binary", ":all:", "--require-hashes", "--requirement", str(lock)])
    part = venv / f"{lock.name}.part"
    part.write_text(stamp_of(lock), encoding="utf-8")
    part.replace(venv / f"{lock.name}.stamp")


def run(command: Sequence[str]) -> None:
    """Run a step of the set-up; its own words are shown when it fails."""
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise SetupError(
            in_words(
                "La préparation n'a pas abouti ; le message ci-dessus dit pourquoi. Rien n'est gardé à moitié : corrigez (réseau, place sur le disque) et recommencez.",
                "Preparing did not succeed; the message above says why. Nothing is kept half done: mend it (network, disk space) and start again.",
            )
        )


def prepare(*, with_tests: bool) -> Path:
    """Return the interpreter of a ready environment, building or completing it when needed."""
    home = home_of_environment()
    venv = home / ".venv"
    if not is_ready(venv, LOCK) or (with_tests and not is_ready(venv, TEST_LOCK)):
        with alone(home):
            if not is_ready(venv, LOCK):
                build(venv)
            if with_tests and not is_ready(venv, TEST_LOCK):
                say("Ajout des outils d'essai…", "Adding the test tools…")
                install(venv, TEST_LOCK)
    return environment_python(venv)


def check_system(*, window: bool) -> None:
    """Look for the shared libraries that Qt needs on Linux; as root with apt install them, otherwise say how."""
    if not sys.platform.startswith("linux"):
        return
    wanted = {**DRAWING, **(WINDOW if window else {})}
    missing = [package for name, package in wanted.items() if not is_loadable(name)]
    if missing:
        install_packages(missing, "Qt")


def is_loadable(name: str) -> bool:
    """Say whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install_packages(packages: Sequence[str], reason: str) -> None:
    """Install Debian packages as root, saying which; otherwise refuse with the line to type."""
    line = f"apt-get install -y {' '.join(packages)}"
    apt = shutil.which("apt-get")
    is_root = not WINDOWS and os.geteuid() == 0
    if apt is None or not is_root:
        raise SetupError(
            in_words(
                f"Il manque à ce système de quoi faire marcher {reason}. Tapez :\n    sudo {line}",
                f"This system lacks what {reason} needs. Type:\n    sudo {line}",
            )
        )
    say(
        f"Installation de ce que demande {reason} : {' '.join(packages)}",
        f"Installing what {reason} needs: {' '.join(packages)}",
    )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([apt, "-q", "update"], [apt, "-q", "install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise SetupError(
            in_words(
                f"L'installation n'a pas abouti. Tapez :\n    {line}", f"Installing did not succeed. Type:\n    {line}"
            )
        )


def has_display() -> bool:
    """Say whether a window could open here."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def test_steps(python: str, arguments: Sequence[str]) -> list[list[str]]:
    """Return the commands of the test suite: with ARGS only pytest, otherwise style, types and all tests."""
    is_long = "--long" in arguments
    rest = [argument for argument in arguments if argument != "--long"]
    marks = [] if is_long else ["-m", "not long"]
    pytest = [python, "-m", "pytest", *marks]
    if rest:
        return [[*pytest, *rest]]
    ruff = [python, "-m", "ruff"]
    everything = [*pytest, "-n", str(max(2, os.cpu_count() or 2)), "--dist", "loadfile"]
    return [[*ruff, "check", "."], [*ruff, "format", "--check", "."], [python, "-m", "mypy"], everything]


def run_tests(python: str, arguments: Sequence[str]) -> int:
    """Run every step, all of them even after a failure, and return 0 when all are green."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUTF8": "1"}
    failed = []
    for step in test_steps(python, arguments):
        print("›", " ".join(step[1:]), file=sys.stderr, flush=True)
        if subprocess.run(step, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(step[2])
    if failed:
        say(f"En échec : {', '.join(failed)}", f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def run_program(arguments: Sequence[str]) -> int:
    """Run the program inside its environment (this process is already in it)."""
    from cresi_app.__main__ import main

    return main(list(arguments))


def start(python: Path, arguments: Sequence[str]) -> int:
    """Go on as this same file inside the environment: exec where the system has it, a child process on Windows."""
    command = [str(python), "-X", "utf8", str(ROOT / "main.py"), *arguments]
    os.environ["CRESI_ENVIRONMENT"] = str(python.parent.parent)
    if not WINDOWS:
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def is_inside_environment() -> bool:
    """Say whether this process was started by `start`."""
    named = os.environ.get("CRESI_ENVIRONMENT")
    return bool(named) and Path(sys.prefix) == Path(str(named))


def main(arguments: Sequence[str]) -> int:
    """Prepare what is missing and run; every refusal is a sentence and exit code 1."""
    if is_inside_environment():
        return run_program(arguments)
    try:
        check_python()
        testing = arguments[:1] == ["test"]
        if testing or not arguments or arguments[0] == "tour":
            check_system(window=not testing and not arguments and has_display())
        python = prepare(with_tests=testing)
    except SetupError as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return run_tests(str(python), arguments[1:]) if testing else start(python, arguments)


if __name__ == "__main__":
    if WINDOWS:
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # typeshed: TextIO; both are TextIOWrapper here
    raise SystemExit(main(sys.argv[1:]))
