"""The page of settings: sections at the left with their search, cards at the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.text import fold, words
from cresi_app.shell.doors import LibraryDoors
from cresi_app.shell.keeping import Keeping
from cresi_app.shell.preferences.display import DisplayCard, LanguageCard
from cresi_app.shell.preferences.finding import Setting, SettingLine, found, show_line
from cresi_app.shell.preferences.holdings import BackupCard, LibraryCard
from cresi_app.shell.preferences.identity import IdentityCard, IdentityDoors
from cresi_app.shell.preferences.servers import Servers, ServersCard
from cresi_app.shell.preferences.team import TeamCard
from cresi_app.widgets.card import Pane
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import SearchField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.page import Page
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme


@dataclass(frozen=True, slots=True)
class Section:
    """One section: `settings` are the words it is found by, `cards` make its content in two columns."""

    key: str
    title: str
    icon: str
    note: str
    settings: str
    cards: Callable[[], tuple[Sequence[QWidget], Sequence[QWidget]]]


class SectionButton(QPushButton):
    """One line of the sections: 38 high."""

    def __init__(self, section: Section) -> None:
        super().__init__(section.title)
        self.section = section
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 38 pixels of height."""
        return QSize(theme().px(200), theme().px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        on = self.isChecked()
        if on or self.underMouse():
            rounded(painter, QRectF(self.rect()), look.px(8), look.color("primary_soft" if on else "surface3"))
        put_pixmap(
            painter,
            look.pixmap(self.section.icon, "primary" if on else "text2", 18),
            QPointF(look.px(21), self.height() / 2),
        )
        room = self.rect().adjusted(look.px(42), 0, -look.px(8), 0)
        font = look.font("body", weight=600 if on else 500)
        put_text(painter, room, self.text(), font, look.color("primary" if on else "text"), LEFT)
        painter.end()


class PreferencesPage(Page):
    """Réglages."""

    key: ClassVar[str] = "preferences"
    least: ClassVar[float] = 780

    def __init__(
        self,
        desk: Desk,
        doors: LibraryDoors,
        identity: IdentityDoors,
        keeping: Callable[[], Keeping],
        choose: Callable[[], object],
    ) -> None:
        """Keep what it needs: `keeping()` gives the window's own keeper of copies; `choose` opens another library."""
        super().__init__(desk)
        self._doors, self._identity, self._keeping, self._choose = doors, identity, keeping, choose
        self.servers: Servers = ()
        """The catalogues that are asked for notices, handed in by who makes the page; without any they have no section."""

    def title(self) -> str:
        """Return « Réglages »."""
        return tr("Réglages")

    def build(self) -> QWidget:
        """Make the sections; each is filled when it is first shown."""
        self.sections = self._sections()
        self.buttons = [SectionButton(section) for section in self.sections]
        self._open = ""
        self._stack = QStackedWidget()
        self._filled: dict[str, QWidget] = {}
        self.search_field = SearchField(tr("Chercher un réglage"), tr("Chercher un réglage"))
        self.search_field.typed.connect(self._filter)
        self.search_field.accepted.connect(lambda _text: self._take_first())
        self.answers: QVBoxLayout = Column(spacing=2)
        column: QVBoxLayout = Column(
            Label(self.title(), "h1"),
            8,
            self.search_field,
            8,
            self.answers,
            *self.buttons,
            None,
            spacing=2,
            margins=(20, 18, 16, 16),
        )
        for button in self.buttons:
            button.toggled.connect(partial(self._toggled, button.section.key))
        side = Pane("surface2", edges="r")
        side.setLayout(column)
        hold(side, width=284)
        whole = QWidget()
        Row(side, self._stack, spacing=0, parent=whole).setStretch(1, 1)
        self.open_section(self.sections[0].key)
        return whole

    def panes(self) -> Sequence[QWidget]:
        """Return the sections, then the content."""
        current = next((button for button in self.buttons if button.isChecked()), self.buttons[0])
        shown = self._stack.currentWidget()
        parts = shown.findChildren(QWidget) if shown is not None else []
        inside = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return [current, *inside[:1]]

    def state(self) -> dict[str, Any]:
        """Return the section in front."""
        return {"section": next((b.section.key for b in self.buttons if b.isChecked()), "")} if self._built else {}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a section."""
        if state.get("section"):
            self.open_section(state["section"])

    def open_section(self, key: str) -> None:
        """Bring a section to the front."""
        section = next((section for section in self.sections if section.key == key), self.sections[0])
        self._open = section.key
        for button in self.buttons:
            button.setChecked(button.section is section)
        if section.key not in self._filled:
            self._filled[section.key] = self._content(section)
            self._stack.addWidget(self._filled[section.key])
        self._stack.setCurrentWidget(self._filled[section.key])

    def _toggled(self, key: str, on: bool) -> None:
        """Open a section whose button was pressed, also by a screen reader, which only toggles it; the open one stays marked."""
        if on != (key == self._open):
            self.open_section(key)

    def _content(self, section: Section) -> QWidget:
        left, right = section.cards()
        inside = QWidget()
        head = Row(Label(section.title, "detail"), Label(section.note, "caption", "text2"), None, spacing=10)
        content = TwoColumns(
            Column(*left, None, spacing=14), Column(*right, None, spacing=14), shares=(53, 47 if right else 0)
        )
        Column(head, content, spacing=12, margins=(24, 18, 24, 18), parent=inside).setStretch(1, 1)
        return ScrollArea(inside)

    def _sections(self) -> list[Section]:
        return [
            Section(
                "essential", tr("L'essentiel"), "sliders-horizontal", tr("les réglages que l'on cherche le plus souvent"),
                tr("taille du texte, thème, langue, sauvegarde, bibliothèque, équipe"),
                lambda: ([self._display(), self._team()], [self._library(), self._backup(), self._language()]),
            ),
            Section(
                "display", tr("Affichage et langue"), "monitor", "",
                tr("taille du texte, thème, clair, sombre, contraste, langue, anglais, clavier, touches"),
                lambda: ([self._display()], [self._language()]),
            ),
            Section(
                "library", tr("Bibliothèque et sauvegardes"), "database-backup", "",
                tr("dossier, données, copie, sauvegarde, restaurer, ouvrir"),
                lambda: ([self._library()], [self._backup()]),
            ),
            Section("team", tr("Équipe"), "users", "", tr("personnes, profils, poste"), lambda: ([self._team()], [])),
            Section(
                "identity", tr("Identité du centre"), "building-2", "",
                tr("nom, adresse, SIRET, représentant, logo, collectivité, documents imprimés"),
                lambda: ([IdentityCard(self.desk, self._identity)], []),
            ),
            *self._of_servers(),
        ]  # fmt: skip

    def _of_servers(self) -> list[Section]:
        if not self.servers:
            return []
        return [
            Section(
                "servers", tr("Serveurs de notices"), "globe", "", tr("serveurs, notices, SRU, BnF, Sudoc, adresse, ISBN"),
                lambda: ([ServersCard(self.desk, self.servers)], []),
            )
        ]  # fmt: skip

    def _display(self) -> QWidget:
        return DisplayCard(self.desk)

    def _language(self) -> QWidget:
        return LanguageCard(self.desk)

    def _library(self) -> QWidget:
        return LibraryCard(self.desk, self._keeping(), self._doors, self._choose)

    def _backup(self) -> QWidget:
        return BackupCard(self.desk, self._keeping(), self._doors.restore)

    def _team(self) -> QWidget:
        return TeamCard(self.desk, self._doors)

    def _filter(self, text: str) -> None:
        sought = words(text)
        fitting = []
        for button in self.buttons:
            known = words(fold(f"{button.section.title} {button.section.settings}"))
            fits = all(any(one.startswith(word) for one in known) for word in sought)
            button.setVisible(fits)
            if fits:
                fitting.append(button)
        self._answer(text)
        if sought and fitting and not any(button.isChecked() for button in fitting):
            self.open_section(fitting[0].section.key)

    def _answer(self, text: str) -> None:
        clear_layout(self.answers)
        titles = {section.key: section.title for section in self.sections}
        for setting in found(text):
            line = SettingLine(setting, titles[setting.section])
            line.clicked.connect(lambda _checked=False, one=setting: self.show_setting(one))
            self.answers.addWidget(line)

    def _take_first(self) -> None:
        settings = found(self.search_field.text())
        if settings:
            self.show_setting(settings[0])

    def show_setting(self, setting: Setting) -> None:
        """Open a setting's section on its line, marked for two seconds."""
        self.open_section(setting.section)
        self.mark = show_line(self._filled[setting.section], setting)
