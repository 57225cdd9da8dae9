"""One run of the window: which library is open, its window, and what comes after it closes."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from cresi_app.app.counter import CounterMakers
from cresi_app.app.doors import library_doors
from cresi_app.app.lapsing import Lapsing
from cresi_app.app.opening import move_watched, open_watched, restore_watched
from cresi_app.app.outside import Outside
from cresi_app.app.pages import PageMakers
from cresi_app.app.typing import GoneForgotten, typed_words
from cresi_app.core.changes import Actor
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.roles import Right, Role
from cresi_app.core.settings import Settings, change_settings, load_settings, save_settings
from cresi_app.services import Services
from cresi_app.shell.counter.lock import KEY as COUNTER_KEY
from cresi_app.shell.counter.lock import CounterLock
from cresi_app.shell.counter.printing import print_file
from cresi_app.shell.counter.takeaway import has_printer
from cresi_app.shell.counter.window import CounterWindow
from cresi_app.shell.doors import LibraryChoice
from cresi_app.shell.welcome import WelcomeWindow
from cresi_app.shell.window import MainWindow
from cresi_app.store import backup as backups
from cresi_app.store.lock import LibraryLocked
from cresi_app.store.typed import TypedWords
from cresi_app.training.service.counter import COUNTER
from cresi_app.training.service.feed import FeedKeeper
from cresi_app.training.ui.papers import feed_keeper
from cresi_app.widgets.desk import Desk, DeskDoors

RECENT: Final = 8
"""Libraries kept in the list of recent ones."""

log = logging.getLogger(__name__)


def _nobody() -> Actor:
    """Return who acts before anybody is chosen, named in the language of now."""
    return Actor("", tr("Personne"))


class Session(QObject):
    """Opens a library and its window; when the window has closed, opens what was asked next, or ends the program."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._services: Services | None = None
        self._outside: Outside | None = None
        self._feed: FeedKeeper | None = None
        self.window: MainWindow | None = None
        self.welcome: WelcomeWindow | None = None
        self.counter: CounterWindow | None = None
        self._typed: TypedWords | None = None
        self._next: Callable[[], None] | None = None

    @property
    def services(self) -> Services:
        """The open library's services; asking while none is open is a mistake."""
        assert self._services is not None
        return self._services

    # --- what is opened ---

    def begin(self) -> None:
        """Open the library opened last, or propose how to start."""
        known = load_settings().library
        if self.lock().is_locked:
            self.open_counter(Path(known) if known else None)
        elif known:
            self.open(Path(known))  # or say why it cannot be: moved, unplugged, not ours
        else:
            self.propose()

    def propose(self, error: CresiError | None = None) -> None:
        """Show the first page: example, import, empty, or a library that is already there."""
        self.welcome = WelcomeWindow(load_settings(), self.choose)
        self.welcome.left.connect(self._declined)
        if error is not None:
            self.welcome.refuse(error)
        self.welcome.show()

    def choose(self, choice: LibraryChoice) -> None:
        """Open what was chosen on the first page. Raises `CresiError`, which that page shows."""
        if choice.kind != "open":
            Services.found(choice.folder, lambda services: self._furnish(services, choice))
        self._enter(self._opened(choice.folder))
        if choice.file is not None and self.window is not None:
            self.window.take_files([choice.file])

    def open(self, folder: Path) -> None:
        """Open a library, or go back to the first page with the reason why not."""
        try:
            services = self._opened(folder)
        except CresiError as error:
            log.warning("not opened: %s", error)
            self.propose(error)
        else:
            self._enter(services)

    def _opened(self, folder: Path) -> Services:
        try:
            return open_watched(folder)
        except LibraryLocked as locked:
            log.info("opened for reading only: %s", locked)
            return Services.open(folder, read_only=True)

    @staticmethod
    def _furnish(services: Services, choice: LibraryChoice) -> None:
        if choice.kind == "example":
            from cresi_app.example import build  # noqa: PLC0415 - only when the example is asked for

            build(services, Actor("", tr("Exemple")))
        elif choice.name:
            services.directory.set_identity(_nobody(), centre_name=choice.name)

    # --- the window ---

    def _enter(self, services: Services) -> None:
        if self.welcome is not None:
            welcome, self.welcome = self.welcome, None
            welcome.close()
            welcome.deleteLater()
        self._services = services
        settings = self._remembered(services.library.folder)
        actor = self._actor(services, settings)
        self._typed, settings = typed_words(services, settings, actor.key)
        window = MainWindow()
        doors = DeskDoors(
            interrupt=services.library.interrupt,
            open_record=window.open_record,
            save_settings=lambda before, after: save_settings(after, before=before),
            typed=self._typed,
        )
        desk = Desk(doors, window.voice, actor, settings, window)
        # Asked by every read of a sheet, on its own thread: whoever sits down next sees what is theirs to see.
        services.directory.sees_private = lambda: services.directory.standing(desk.actor.key).may(Right.PRIVATE)
        library = library_doors(services, self._restore, self._move)
        makers = PageMakers(services, library, window, self._leave)
        makers.enter_counter = self.enter_counter
        window.furnish(desk, makers.entries(), library, self._leave)
        window.left.connect(self._left)
        if not services.library.read_only:
            self._outside = Outside(services, desk)
            self._feed = feed_keeper(desk, services.training)
            Lapsing(services, desk).look()
            GoneForgotten(services, desk, self._typed)
        self.window = window
        window.show()
        if not desk.actor.key:
            QTimer.singleShot(0, window, window.at_desk.ask)  # never on a window that has closed meanwhile

    def _remembered(self, folder: Path) -> Settings:
        settings = load_settings()
        place = str(folder.resolve())
        recent = (place, *(one for one in settings.recent_libraries if one != place))[:RECENT]
        return change_settings(library=place, recent_libraries=recent)

    @staticmethod
    def _actor(services: Services, settings: Settings) -> Actor:
        profiles = {str(one.id): one.name for one in services.directory.staff_profiles()}
        if settings.staff_id in profiles:
            return Actor(settings.staff_id, profiles[settings.staff_id])
        if services.directory.home().is_example and profiles:
            team = services.directory.staff_profiles()  # who visits the example is asked nothing, and may do everything
            first = next((one for one in team if one.standing == Role.MANAGER), team[0])
            return Actor(str(first.id), first.name)
        return _nobody()

    # --- the counter ---

    @staticmethod
    def lock() -> CounterLock:
        """Return the lock of this machine, read from its settings each time."""

        def keep(values: dict[str, object]) -> None:
            settings = load_settings()
            held = settings.desks.get(COUNTER_KEY)
            desks = {**settings.desks, COUNTER_KEY: {**(held if isinstance(held, dict) else {}), **values}}
            change_settings(desks=desks)

        return CounterLock(load_settings, keep)

    def enter_counter(self) -> None:
        """Close the team's window, all of it, and open the counter over the same library."""
        folder = self.services.library.folder
        lock = self.lock()

        def close_and_open() -> None:
            lock.close()
            self.open_counter(folder)

        self._close_then(close_and_open)

    def open_counter(self, folder: Path | None) -> None:
        """Open the counter; over a library that cannot be opened it says that it is closed, and waits for the team."""
        services = None
        if folder is not None:
            try:
                services = self._opened(folder)
            except CresiError as error:
                log.warning("counter without library: %s", error)
        self._services = services
        window = CounterWindow()
        interrupt = services.library.interrupt if services is not None else _nothing_runs
        # Nothing at the counter opens a record: the door leads nowhere. Its views are not kept either.
        doors = DeskDoors(interrupt=interrupt, open_record=_no_record)
        desk = Desk(doors, window.voice, Actor(COUNTER.key, tr(COUNTER.name)), load_settings(), window)
        window.furnish(
            desk,
            CounterMakers(services).doors() if services is not None else None,
            self.lock(),
            print_file if has_printer() else None,
        )
        if services is not None and not services.library.read_only:
            Lapsing(services, desk).look()
        window.left.connect(lambda: self._left_counter(folder))
        self.counter = window
        window.showFullScreen()

    def _left_counter(self, folder: Path | None) -> None:
        window, services = self.counter, self._services
        self.counter, self._services = None, None
        if services is not None:
            services.close()
        if window is not None:
            window.deleteLater()
        if folder is not None:
            self.open(folder)
        else:
            self.propose()

    # --- after it ---

    def _declined(self) -> None:
        """End the program when the first page was closed without a choice; nothing was made."""
        if self.welcome is not None:
            self._application.quit()

    def _leave(self) -> None:
        self._close_then(self.propose)

    def _may(self, operation: str) -> bool:
        """Say whether whoever is at the desk may do what is done to the library as a whole; told when they may not."""
        assert self.window is not None
        try:
            self.services.directory.require(self.window.desk.actor, operation)
        except DomainError as error:
            self.window.voice.error(error)
            return False
        return True

    def _restore(self, file: Path) -> None:
        if not self._may("library.restore"):
            return
        folder = self.services.library.folder

        def restore_and_open() -> None:
            try:
                done = restore_watched(folder, file)
            except CresiError as error:
                log.warning("not restored: %s", error)
                self._open_saying(folder, error)  # it is as it was
            else:
                self._open_saying(folder, None)
                self._tell_restored(done)

        QTimer.singleShot(0, self, lambda: self._close_then(restore_and_open))

    def _open_saying(self, folder: Path, error: CresiError | None) -> None:
        """Open a library again, and say what did not happen to it."""
        self.open(folder)
        if self.window is not None and error is not None:
            self.window.voice.error(error)

    def _tell_restored(self, done: backups.Restored) -> None:
        if self.window is None:
            return
        told = [tr("La bibliothèque est revenue à la copie {file}.", file=done.backup.file.name)]
        if done.replaced is not None:
            told.append(tr("Ce qu'elle remplace est gardé : {file}", file=done.replaced.name))
        self.window.voice.inline("\n".join(told), "success")
        if done.missing_files:
            missing = trn("{n} pièce jointe manque.", "{n} pièces jointes manquent.", len(done.missing_files))
            self.window.voice.inline(missing, "warning")

    def _move(self, target: Path) -> None:
        if not self._may("library.move"):
            return
        folder = self.services.library.folder

        def move_and_open() -> None:
            try:
                move_watched(folder, target)
            except CresiError as error:
                log.warning("not moved: %s", error)
                self._open_saying(folder, error)
            else:
                kept = load_settings()
                change_settings(backup_places=kept.with_places(target, kept.places_of(folder)))
                self.open(target)
                if self.window is not None:
                    told = tr(
                        "La bibliothèque est maintenant dans {folder}. L'ancien dossier est resté tel quel.",
                        folder=str(target),
                    )
                    self.window.voice.inline(told, "success")

        QTimer.singleShot(0, self, lambda: self._close_then(move_and_open))

    def _close_then(self, what: Callable[[], None]) -> None:
        assert self.window is not None
        self._next = what
        if not self.window.close():
            self._next = None

    def _left(self) -> None:
        window, services, what = self.window, self._services, self._next
        self.window, self._services, self._next = None, None, None
        if self._outside is not None:
            self._outside.close()
            self._outside = None
        if self._feed is not None:
            self._feed.close()
            self._feed = None
        if self._typed is not None:
            self._typed.close()
            self._typed = None
        if services is not None:
            services.close()
        if window is not None:
            window.deleteLater()
        if what is not None:
            what()
        else:
            self._application.quit()


def _nothing_runs(_thread: int) -> None:
    """Stand in for a library's interruption where there is no library."""


def _no_record(_kind: str, _record_id: int) -> None:
    """Open nothing."""
