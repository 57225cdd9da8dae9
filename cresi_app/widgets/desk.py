"""Where a page stands: work off the main thread, who acts, which year, what changed, and the gate for words."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.roles import EVERYTHING, Standing
from cresi_app.core.settings import Settings
from cresi_app.widgets.actions import Action
from cresi_app.widgets.glimpse import Glimpse
from cresi_app.widgets.messages import Messages
from cresi_app.widgets.tasks import Cancelled, Job, Progress, Tasks

T = TypeVar("T")


def _keep_nothing(_before: Settings, _after: Settings) -> None:
    """Stand in for the writer of settings where nothing is to be kept."""


@dataclass(frozen=True, slots=True)
class SettingAct:
    """A setting that was changed, how it is taken back and brought back; `title` names it: « Annuler : taille du texte »."""

    title: str
    undo: Callable[[], object]
    redo: Callable[[], object]


class Typed(Protocol):
    """Where the words of forms left half-way are kept, by profile (`Actor.key`) and by form."""

    def recall(self, profile: str, key: str) -> dict[str, str]:
        """Return what was kept of a form, {} when nothing."""

    def keep(self, profile: str, key: str, words: Mapping[str, str]) -> None:
        """Keep the words of a form; without words forget it."""


class TypedHere:
    """Keeps words as long as the window lives: where no library keeps them."""

    def __init__(self) -> None:
        self.forms: dict[tuple[str, str], dict[str, str]] = {}

    def recall(self, profile: str, key: str) -> dict[str, str]:
        """Return what was kept of a form."""
        return dict(self.forms.get((profile, key), {}))

    def keep(self, profile: str, key: str, words: Mapping[str, str]) -> None:
        """Keep the words of a form."""
        self.forms[profile, key] = dict(words)
        if not words:
            del self.forms[profile, key]


@dataclass(frozen=True, slots=True)
class DeskDoors:
    """What the window's composition root hands to the desk.

    `interrupt(thread_id)` ends that thread's query; `open_record(kind, id)` shows a record wherever it lives;
    `save_settings(before, after)` keeps what was changed: other windows keep theirs in the same file.
    """

    interrupt: Callable[[int], None]
    open_record: Callable[[str, int], None]
    save_settings: Callable[[Settings, Settings], None] = _keep_nothing
    typed: Typed = field(default_factory=TypedHere)


class Desk(QObject):
    """The one object that pages receive. Everything here is for the main thread."""

    changed = Signal(object)
    """A `Changes` that is on disk, after the `then` of the act that made it."""
    year_changed = Signal(object)
    actor_changed = Signal(object)
    settings_changed = Signal(object)
    setting_made = Signal(object)
    """A `SettingAct` that a person made and may take back."""
    standing_changed = Signal(object)

    def __init__(
        self,
        doors: DeskDoors,
        messages: Messages,
        actor: Actor,
        settings: Settings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._doors = doors
        self._actor = actor
        self._settings = settings or Settings()
        self._year = clock.today().year
        self._standing = EVERYTHING
        self.messages = messages
        self.typed = doors.typed
        self.record_actions: Callable[[], Sequence[Action]] = tuple
        """What the window offers on the record in front (share, print, history): for the menus of its page."""
        self.glimpse: Callable[[str, int], Glimpse | None] = lambda _kind, _key: None
        """A record at a glance (kind, id), for the quick look of lists; called on a reader thread."""
        self.tasks = Tasks(doors.interrupt, self)

    # who, when, what is remembered
    @property
    def actor(self) -> Actor:
        """Who is at the desk; services receive it with every write."""
        return self._actor

    def set_actor(self, actor: Actor) -> None:
        """Somebody else sits down."""
        self._actor = actor
        self.actor_changed.emit(actor)

    @property
    def standing(self) -> Standing:
        """What whoever is at the desk may do; services judge by themselves, the window says it beforehand."""
        return self._standing

    def set_standing(self, standing: Standing) -> None:
        """Learn what whoever is at the desk may do."""
        if standing != self._standing:
            self._standing = standing
            self.standing_changed.emit(standing)

    @property
    def year(self) -> int:
        """The year the window works in (« Exercice »)."""
        return self._year

    def set_year(self, year: int) -> None:
        """Work in another year."""
        if year != self._year:
            self._year = year
            self.year_changed.emit(year)

    @property
    def settings(self) -> Settings:
        """The settings in force; change them with `change_settings`."""
        return self._settings

    def change_settings(self, **fields: Any) -> None:
        """Change settings by name, keep them, and tell."""
        before, self._settings = self._settings, replace(self._settings, **fields)
        self._doors.save_settings(before, self._settings)
        self.settings_changed.emit(self._settings)

    def set_setting(self, title: str, **fields: Any) -> None:
        """Change settings by name as a person's act that undo takes back."""
        before = {name: getattr(self._settings, name) for name in fields}
        if before != fields:
            self.change_settings(**fields)
            self.setting_made.emit(
                SettingAct(title, partial(self.change_settings, **before), partial(self.change_settings, **fields))
            )

    def recall(self, page: str) -> dict[str, Any]:
        """Return what a page remembered of its view: splitters, sort, filters; {} at first."""
        found = self._settings.desks.get(page, {})
        return dict(found) if isinstance(found, dict) else {}

    def remember(self, page: str, **values: Any) -> None:
        """Keep values (JSON) of a page's view for the next time; None forgets one."""
        held = {name: value for name, value in {**self.recall(page), **values}.items() if value is not None}
        desks = {**self._settings.desks, page: held}
        before, self._settings = self._settings, replace(self._settings, desks=desks)
        self._doors.save_settings(before, self._settings)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a record on the page where it lives; the way back is kept in the history."""
        self._doors.open_record(kind, record_id)

    # work
    def read(
        self,
        key: Hashable,
        fn: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[CresiError], None] | None = None,
    ) -> None:
        """Run `fn` on a reader thread, then `then(result)` here; a later read with the same key drops this one."""
        self.tasks.read(Job(fn, then, self._failure(failed), key=key))

    def write(
        self,
        label: str,
        fn: Callable[[], Changes],
        then: Callable[[Changes], None] | None = None,
        failed: Callable[[CresiError], None] | None = None,
        *,
        words: str = "",
    ) -> None:
        """Run `fn` on the serial writer thread, then `then(changes)` here, then emit `changed`.

        `label` says what is being done, for reports. Without `failed`, a refusal is shown above the page. A write that may
        last (the undo of an import) gives `words` for the status line, where it is shown after a second.
        """
        job = Job(fn, lambda changes: self._written(changes, then), self._failure(failed), label=label)
        job.progress = Progress(words, may_stop=False) if words else None
        self.tasks.write(job)

    def long(
        self,
        label: str,
        fn: Callable[[Progress], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[CresiError | Cancelled], None] | None = None,
    ) -> Progress:
        """Run `fn(progress)` beside everything else; the window shows a card with « Annuler ».

        A result that is a `Changes` is told to everybody; for another result call `tell` with its changes.
        """
        progress = Progress(label)
        job = Job(lambda: fn(progress), lambda result: self._finished(result, then), self._long_failure(failed))
        job.progress = progress
        self.tasks.long(job)
        return progress

    def drop(self, key: Hashable) -> None:
        """Forget the read with this key; its answer will not come."""
        self.tasks.drop(key)

    def tell(self, changes: Changes) -> None:
        """Let every open page know of changes that are on disk."""
        if changes.seq is not None:
            self.changed.emit(changes)

    def wait_idle(self, timeout_ms: int = 20_000) -> None:
        """Run the event loop until all that was asked for is delivered (tests, closing)."""
        self.tasks.wait_idle(timeout_ms)

    def wait_written(self) -> None:
        """Run the event loop until every write asked for is delivered, refusals included."""
        self.tasks.wait_written()

    def close(self) -> None:
        """Finish the writes and end the threads."""
        self.tasks.close()

    # within
    def _written(self, changes: Changes, then: Callable[[Changes], None] | None) -> None:
        if then is not None:
            then(changes)
        self.tell(changes)

    def _finished(self, result: Any, then: Callable[[Any], None] | None) -> None:
        if then is not None:
            then(result)
        if isinstance(result, Changes):
            self.tell(result)

    def _failure(self, failed: Callable[[CresiError], None] | None) -> Callable[[BaseException], None]:
        def judge(error: BaseException) -> None:
            if not isinstance(error, CresiError):
                self.messages.crash(error)
            elif failed is not None:
                failed(error)
            else:
                self.messages.error(error)

        return judge

    def _long_failure(self, failed: Callable[[CresiError | Cancelled], None] | None) -> Callable[[BaseException], None]:
        calm = self._failure(failed)

        def judge(error: BaseException) -> None:
            if not isinstance(error, Cancelled):
                calm(error)
            elif failed is not None:
                failed(error)

        return judge
