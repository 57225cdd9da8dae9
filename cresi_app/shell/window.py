"""The window over one library: search, palette, people at the desk, appearance, and a closing that loses nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent

from cresi_app.core import clock
from cresi_app.core.changes import RecordRef
from cresi_app.core.i18n import language, set_language, tr
from cresi_app.core.settings import Settings
from cresi_app.shell.about import AboutDialog
from cresi_app.shell.banner import Banner, LongWorks
from cresi_app.shell.commands import Doings
from cresi_app.shell.doors import BackupState, LibraryDoors, LibraryFacts, PageEntry
from cresi_app.shell.due import DuePanel, Dues
from cresi_app.shell.frame import Frame
from cresi_app.shell.keeping import Keeping, backup_sentence
from cresi_app.shell.keys import ShortcutsDialog
from cresi_app.shell.leaving import may_close
from cresi_app.shell.menus import Menus
from cresi_app.shell.pages import Pages
from cresi_app.shell.palette import Palette
from cresi_app.shell.panes import walk_panes, widen_pane
from cresi_app.shell.receiving import Receiving
from cresi_app.shell.scanning import Codes, Scanning
from cresi_app.shell.searching import Searching
from cresi_app.shell.sharing import Sharing
from cresi_app.shell.staff import AtDesk
from cresi_app.shell.standing import StandingLine, closed_to
from cresi_app.shell.statusline import StatusLine
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.nativewords import speak_natively
from cresi_app.widgets.theme import theme


class MainWindow(Frame):
    """Furnished once, over one library; `left` is emitted when it has closed and everything is saved."""

    left = Signal()
    _furnished = False

    def furnish(
        self, desk: Desk, entries: Sequence[PageEntry], doors: LibraryDoors, choose_library: Callable[[], object]
    ) -> None:
        """Take the desk, its pages and the library's doors; the first page comes to the front.

        `choose_library` opens another library, or leaves the example.
        """
        self.desk, self._choose_library = desk, choose_library
        self._furnished = True
        self._forced = False
        self._facts: LibraryFacts | None = None
        self.sidebar.set_entries(entries)
        self.pages = Pages(desk, self.stack, entries)
        self.keeping = Keeping(desk, doors, self)
        self.at_desk = AtDesk(desk, doors, self)
        self.searching = Searching(self.topbar.search, self.pages, self.open_palette)
        self.scanning = Scanning(self)
        self.codes = Codes(self, desk, doors.scan)
        self.receiving = Receiving(self.pages, desk, self.codes.take, self)
        self.dues = Dues(desk, doors.due, self)
        self.due_panel = DuePanel(self)
        self.sharing = Sharing(self, self, desk, doors.share, self._page_renamed)
        desk.record_actions = self.sharing.actions
        desk.glimpse = doors.glimpse
        self.menus = Menus(self._doings(), self.pages, self.menuBar(), self.sharing.actions, self)
        self.menus.covered = self.sharing.cover_actions
        self.menus.closed = lambda entry: closed_to(desk.standing, entry)
        self.standing_line = StandingLine()
        self.palette_view = Palette(self, desk, doors.find)
        self.works = LongWorks(desk)
        self.banners.addWidget(self.works)
        self.banners.addWidget(self.standing_line)
        self.status_line = StatusLine(desk)
        self.status_line.due.connect(self.works.show_cards)
        self.foot.addWidget(self.status_line)
        self._connect()
        self._settings_changed(desk.settings)
        self.sidebar.user.set_name(desk.actor.name)
        desk.set_year(_year_kept(desk.recall("window").get("year")) or desk.year)
        self.topbar.set_years(desk.year)
        self.keeping.start()
        self.at_desk.learn()
        self.dues.read()
        self._restore_geometry()
        self.pages.go(entries[0].key)

    # what it can do
    def open_record(self, kind: str, record_id: int) -> None:
        """Show a record; this is the desk's own `open_record`."""
        self.pages.open_record(kind, record_id)

    def take_files(self, files: Sequence[Path]) -> None:
        """Give files to the page in front, or else to the first page that knows what to do with them."""
        self.receiving.take_files(files)

    def open_history(self, record: RecordRef | None) -> None:
        """Show the history of a record, or of the library."""
        self.pages.visit("history", {"subject": list(record) if record is not None else None})

    def open_help(self) -> None:
        """Show the help about the page in front; the way back leads here again."""
        self.pages.visit("help", {"topic": self.pages.key()})

    def show_due(self) -> None:
        """Show what waits, under the bell."""
        self.due_panel.open_under(self.topbar.bell, self.dues.list)

    def open_palette(self, text: str = "") -> None:
        """Open the palette over everything that can be done now."""
        self.due_panel.hide()
        acts = [*self.menus.of_page(), *self.menus.own(), *self.sharing.paper_actions()]
        self.palette_view.open(acts, self.menus.creations(), text)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save what is being typed, wait for it, then close; stay open when something was refused."""
        if not self._furnished or self._forced or may_close(self, self.desk, self.voice, self._close_anyway):
            if self._furnished:
                self.pages.keep_all()
                year = None if self.desk.year == clock.today().year else [self.desk.year, clock.today().year]
                geometry = bytes(self.saveGeometry().toBase64().data()).decode()
                self.desk.remember("window", geometry=geometry, year=year)
                self.desk.close()
            event.accept()
            self.left.emit()
        else:
            event.ignore()

    # within
    def _connect(self) -> None:
        desk, top = self.desk, self.topbar
        self.sidebar.chosen.connect(partial(self.pages.go, stay=True))
        self.pages.moved.connect(self._page_moved)
        self.pages.renamed.connect(self._page_renamed)
        self.keeping.undo_changed.connect(self._undo_changed)
        self.keeping.backup_changed.connect(self._backup_changed)
        self.keeping.facts_changed.connect(self._facts_changed)
        top.undo_asked.connect(self.keeping.undo)
        top.redo_asked.connect(self.keeping.redo)
        self.keeping.saved.connect(top.set_saved)
        self.files_dropped.connect(self.take_files)
        self.text_dropped.connect(self.receiving.take)
        self.scanning.scanned.connect(self.palette_view.close_if_open)
        self.scanning.scanned.connect(self.codes.take)
        top.help_asked.connect(self.open_help)
        top.due_asked.connect(self.show_due)
        self.due_panel.record_asked.connect(lambda record: self.open_record(*record))
        self.dues.changed.connect(self._dues_changed)
        self.paste_typed.connect(self.receiving.paste)
        top.year_chosen.connect(desk.set_year)
        self.undo_typed.connect(self.keeping.undo)
        self.redo_typed.connect(self.keeping.redo)
        desk.settings_changed.connect(self._settings_changed)
        theme().zoom_chosen.connect(self._keep_zoom)
        desk.actor_changed.connect(lambda actor: self.sidebar.user.set_name(actor.name))
        desk.standing_changed.connect(lambda _standing: self._page_moved(self.pages.key()))

    def _doings(self) -> Doings:
        history, keeping = self.pages.history, self.keeping
        return Doings(
            undo=keeping.undo, redo=keeping.redo, undo_name=lambda: keeping.undo_name, redo_name=lambda: keeping.redo_name,
            palette=self.open_palette, find=self.searching.find_here, new=self._new, back=partial(self.pages.travel, -1),
            forward=partial(self.pages.travel, 1), can_back=partial(history.can_go, -1), can_forward=partial(history.can_go, 1),
            next_pane=partial(walk_panes, self.sidebar, self.topbar, self.pages), previous_pane=partial(walk_panes, self.sidebar, self.topbar, self.pages, -1), zoom=theme().step_zoom, widen=partial(widen_pane, self.pages), set_theme=lambda mode: self.desk.change_settings(theme=mode),
            full_screen=lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen), go=self.pages.go, back_up=keeping.back_up, switch_person=self.at_desk.ask,
            open_library=self._choose_library, shortcuts=self.show_shortcuts, help=self.open_help, due=self.show_due,
            history=partial(self.open_history, None), paste=self.receiving.paste, open_files=self.receiving.choose_files,
            about=lambda: AboutDialog(self).exec(), close=self.close,
        )  # fmt: skip

    def _dues_changed(self) -> None:
        self.topbar.bell.set_count(len(self.dues.list))
        self.sidebar.set_badges(self.dues.by_page(self.pages.page_of))

    def _page_moved(self, key: str) -> None:
        self.area.leave()
        self.sidebar.set_current(key)
        entry = self.pages.entry()
        self.standing_line.say(self.desk.standing, entry)
        self.topbar.set_year_words(tr(entry.year) if entry.year else "")
        self.searching.page_moved(key)
        self._name_window()
        self.menus.rebuild(self.topbar.new, self.sidebar.user)

    def _page_renamed(self) -> None:
        """Say again what the page in front is called and can do: a record was opened or left there."""
        self._name_window()
        self.menus.rebuild(self.topbar.new, self.sidebar.user)

    def _undo_changed(self, undo: str, redo: str) -> None:
        self.topbar.set_undo(undo, redo)
        self.menus.rebuild(self.topbar.new, self.sidebar.user)

    def _name_window(self) -> None:
        centre = self._facts.centre_name if self._facts is not None else ""
        self.setWindowTitle(" — ".join(part for part in (self.pages.current().title(), centre or "cresi") if part))

    def _new(self) -> None:
        if not self.menus.create_first():
            self.topbar.new.showMenu()

    def _keep_zoom(self) -> None:
        self.desk.change_settings(zoom=theme().zoom)

    def show_shortcuts(self) -> None:
        """Show every shortcut, from the acts themselves."""
        ShortcutsDialog(self.menus.own(), self.menus.of_page(), self).exec()

    def _settings_changed(self, settings: Settings) -> None:
        theme().set_mode(settings.theme)
        theme().set_zoom(settings.zoom)
        theme().set_compact(settings.density == "compact")
        theme().still = settings.reduced_motion
        if settings.language != language():
            set_language(settings.language)
            speak_natively(settings.language)
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force, pages included; each comes back to its view."""
        self.sidebar.retranslate()
        self.topbar.retranslate()
        self.palette_view.retranslate()
        self.status_line.retranslate()
        self._dues_changed()
        self.dues.read()
        self.topbar.set_years(self.desk.year)
        self.pages.retranslate()
        self._backup_changed(self.keeping.backup)
        self.keeping.refresh()
        self.keeping.ask_undo()
        self._page_moved(self.pages.key())

    def _backup_changed(self, state: BackupState) -> None:
        self.sidebar.user.set_backup(backup_sentence(state), late=state.due or not state.verified)

    def _facts_changed(self, facts: LibraryFacts) -> None:
        first = self._facts is None
        self._facts = facts
        self._raise_banners(facts)
        self.sidebar.sign.set(facts.centre_name or tr("Centre de ressources"), facts.centre_tagline)
        self._name_window()
        if first:
            for warning in facts.warnings:
                self.voice.inline(warning, "warning")

    def _raise_banners(self, facts: LibraryFacts) -> None:
        for old in self.findChildren(Banner):
            old.hide()
            old.deleteLater()
        if facts.is_example:
            self.banners.insertWidget(
                0, Banner(tr("Bibliothèque d'exemple"), tr("Quitter l'exemple"), self._choose_library)
            )
        if facts.read_only:
            sentence = tr("Cette bibliothèque est ouverte en lecture seule : rien ne peut y être changé.")
            self.banners.insertWidget(0, Banner(sentence))

    def _restore_geometry(self) -> None:
        kept = self.desk.recall("window").get("geometry")
        if not isinstance(kept, str) or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.take_usual_size()

    def _close_anyway(self) -> None:
        self._forced = True
        self.close()


def _year_kept(kept: object) -> int | None:
    """Return the year one worked in, as long as it is the same one outside: in January everybody begins anew."""
    if isinstance(kept, list) and len(kept) == 2 and kept[1] == clock.today().year and isinstance(kept[0], int):
        return kept[0]
    return None
