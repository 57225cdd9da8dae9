"""The counter's window: over the whole screen, alone; its page is forgotten after two idle minutes."""

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from cresi_app.core import clock
from cresi_app.core.dates import format_clock, format_date
from cresi_app.core.i18n import language, set_language, tr
from cresi_app.core.papercode import read_paper_code
from cresi_app.core.settings import Settings
from cresi_app.shell.counter.asking import RequestPage
from cresi_app.shell.counter.booking import BookPage, SessionsPage
from cresi_app.shell.counter.doors import CounterDoors, CounterFacts, CounterItem
from cresi_app.shell.counter.finding import FindingPage, ItemPage
from cresi_app.shell.counter.frame import CounterBar, CounterFoot
from cresi_app.shell.counter.guard import IDLE_MS, WARNED_MS, Guard
from cresi_app.shell.counter.lock import CounterLock
from cresi_app.shell.counter.opinion import OpinionPage, OpinionsPage
from cresi_app.shell.counter.parts import CounterPage
from cresi_app.shell.counter.takeaway import Print, TakeawayPage
from cresi_app.shell.counter.unlocking import UnlockPage
from cresi_app.shell.counter.visiting import VisitorPage, later
from cresi_app.shell.counter.voice import CounterVoice
from cresi_app.shell.counter.welcome import WelcomePage
from cresi_app.training.model.counter import CounterSession, Visitor
from cresi_app.widgets.card import Pane
from cresi_app.widgets.cuttips import CutTips
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.focusring import FocusRing
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.messages import Tone
from cresi_app.widgets.nativewords import speak_natively
from cresi_app.widgets.theme import theme


class CounterWindow(QMainWindow):
    """Furnished once. `left` is emitted when the team has opened it; nothing else closes it."""

    left = Signal()

    def __init__(self, *, warned_ms: int = WARNED_MS, idle_ms: int = IDLE_MS) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.voice = CounterVoice(self.say)
        self.guard = Guard(self, warned_ms=warned_ms, idle_ms=idle_ms)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setWindowTitle(tr("Poste d'accueil"))
        self._is_opened = False
        self._page: QWidget | None = None

    def furnish(self, desk: Desk, doors: CounterDoors | None, lock: CounterLock, printing: Print | None = None) -> None:
        """Take the desk, what can be done (None: nothing for now), the lock, and what sends a paper to the printer."""
        self.desk, self.doors, self._lock, self._printing = desk, doors, lock, printing
        self._usual: Settings = desk.settings
        self._facts = CounterFacts()
        self.setMinimumSize(960, 640)
        self.bar = CounterBar()
        self.foot = CounterFoot()
        self.bar.sized.connect(self._resize_text)
        self.foot.language_chosen.connect(self._speak)
        self.foot.team_asked.connect(self.ask_team)
        ground = Pane("canvas")
        self._place = Column(parent=ground)
        whole = QWidget()
        Column(self.bar, ground, self.foot, parent=whole).setStretch(1, 1)
        self.setCentralWidget(whole)
        self.ring = FocusRing(self)
        self.tips = CutTips(self)
        self.guard.idle.connect(self.forget)
        self.guard.warned.connect(
            lambda: self.foot.warn(tr("Cette page va se fermer : touchez l'écran pour continuer."))
        )
        self.guard.touched.connect(lambda: self.foot.warn(""))
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tell_time)
        self._clock.start(10_000)
        self._tell_time()
        self.guard.start()
        self.welcome()

    # --- where one is ---

    @property
    def page(self) -> QWidget:
        """What is in front."""
        assert self._page is not None
        return self._page

    def welcome(self) -> None:
        """Come back to the first page."""
        page = WelcomePage(closed=self.doors is None)
        page.chosen.connect(self._chosen)
        page.searched.connect(self._searched)
        self.show_page(page)
        page.show_facts(self._facts)
        if self.doors is not None:
            self.desk.read("counter.facts", self.doors.facts, self._took_facts)

    def forget(self) -> None:
        """Come back to the first page as if nobody had been there: words, association, language, text size, clipboard."""
        for key in ("find", "visitor", "own", "sessions", "questions", "evaluable", "scan"):
            self.desk.drop(f"counter.{key}")
        QGuiApplication.clipboard().clear()
        self.foot.warn("")
        theme().set_zoom(self._usual.zoom)
        self.bar.show_zoom()
        if language() != self._usual.language:
            self._speak(self._usual.language)
        else:
            self.welcome()
        self.guard.rewind()

    def ask_team(self) -> None:
        """Ask for the team's passphrase."""
        page = UnlockPage(self._lock)
        page.opened.connect(self.unlock)
        self.show_page(page)

    def say(self, text: str, tone: Tone = "info") -> None:
        """Say a sentence in the page in front, or at the foot."""
        if isinstance(self._page, CounterPage):
            self._page.say(text, tone)
        else:
            self.foot.warn(text)

    # --- what one chose ---

    def _chosen(self, key: str) -> None:
        doors, desk = self.doors, self.desk
        if doors is None:
            return
        match key:
            case "documents":
                self._find_documents()
            case "associations":
                self._find_associations()
            case "sessions":
                sessions = SessionsPage(desk, doors)
                sessions.chosen.connect(self._book)
                self.show_page(sessions)
            case "request":
                self._ask_visitor(lambda visitor: RequestPage(desk, doors, visitor))
            case "opinion":
                opinions = OpinionsPage(desk, doors)
                opinions.chosen.connect(lambda one: self.show_page(OpinionPage(desk, doors, one)))
                self.show_page(opinions)
            case "forms":
                self.show_page(TakeawayPage(desk, doors, self._printing))

    def _find_documents(self, text: str = "") -> None:
        assert self.doors is not None
        placeholder = tr("Un titre, un auteur, un pays, un thème…")
        page = FindingPage(self.desk, tr("Chercher un document"), placeholder, self.doors.documents)
        page.input.setText(text)
        page.opened.connect(partial(self._open_item, self._find_documents))
        self.show_page(page)

    def _find_associations(self, text: str = "") -> None:
        assert self.doors is not None
        placeholder = tr("Un nom, une ville, un pays…")
        page = FindingPage(self.desk, tr("Trouver une association"), placeholder, self.doors.associations)
        page.input.setText(text)
        page.opened.connect(partial(self._open_item, self._find_associations))
        self.show_page(page)

    def _open_item(self, back: Callable[[str], object], item: CounterItem) -> None:
        page = ItemPage(item)
        words = self._page.input.text() if isinstance(self._page, FindingPage) else ""
        page.returned.connect(lambda: later(page, lambda: back(words)))
        self.show_page(page)

    def _searched(self, text: str) -> None:
        """Search words, or open what a scan names: a document; an association's card."""
        if self.doors is None:
            return
        code, document = read_paper_code(text), self.doors.document
        if code is not None and code.kind == "counter_code":
            self._ask_visitor(self._sessions_of)
            if isinstance(self._page, VisitorPage):
                self._page.code.setText(text)
                self._page.try_code()
        elif code is not None and code.kind != "document":
            self.foot.warn(tr("Ce code se présente à l'équipe : il n'ouvre rien ici."))
            self.welcome()
        else:
            self.desk.read("counter.scan", lambda: document(text), lambda item: self._scanned(text, item))

    def _scanned(self, text: str, item: CounterItem | None) -> None:
        if item is None:
            self._find_documents(text)
        else:
            self._open_item(self._find_documents, item)

    def _sessions_of(self, visitor: Visitor) -> QWidget:
        assert self.doors is not None
        page = SessionsPage(self.desk, self.doors)
        doors, desk = self.doors, self.desk
        page.chosen.connect(lambda session: self.show_page(BookPage(desk, doors, visitor, session)))
        return page

    def _book(self, session: CounterSession) -> None:
        doors, desk = self.doors, self.desk
        if doors is not None:
            self._ask_visitor(lambda visitor: BookPage(desk, doors, visitor, session))

    def _ask_visitor(self, then: Callable[[Visitor], QWidget]) -> None:
        assert self.doors is not None
        page = VisitorPage(self.desk, self.doors, self._lock)
        page.known.connect(lambda visitor: later(page, lambda: self.show_page(then(visitor))))
        self.show_page(page)

    # --- within ---

    def show_page(self, page: QWidget) -> None:
        """Put a page in front; the former one, and all that was typed on it, is no more."""
        old, self._page = self._page, page
        if isinstance(page, CounterPage):
            page.left.connect(self.welcome)
        self._place.addWidget(page)
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        if isinstance(page, CounterPage | WelcomePage):
            page.begin()

    def _took_facts(self, facts: CounterFacts) -> None:
        self._facts = facts
        self.bar.show_facts(facts)
        if isinstance(self._page, WelcomePage):
            self._page.show_facts(facts)

    def _resize_text(self, zoom: int) -> None:
        theme().set_zoom(zoom)
        self.bar.show_zoom()

    def _speak(self, which: Literal["fr", "en"]) -> None:
        set_language(which)
        speak_natively(which)
        self.bar.retranslate()
        self.foot.retranslate()
        self._tell_time()
        self.welcome()

    def _tell_time(self) -> None:
        now = clock.now()
        day = format_date(clock.today(), "weekday")
        self.bar.tell_time(tr("{day} · {hour}", day=day[:1].upper() + day[1:], hour=format_clock(now)))

    def unlock(self) -> None:
        """Give the machine back to the team."""
        self._is_opened = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close only for the team: Alt+F4, the task bar and every other way end here."""
        if not self._is_opened:
            event.ignore()
            return
        self.guard.stop()
        self._clock.stop()
        self.desk.wait_written()
        self.desk.close()
        QGuiApplication.clipboard().clear()
        theme().set_zoom(self._usual.zoom)
        if language() != self._usual.language:
            set_language(self._usual.language)
            speak_natively(self._usual.language)
        event.accept()
        self.left.emit()
