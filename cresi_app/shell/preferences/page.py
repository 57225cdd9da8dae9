"""The page of settings: sections at the left with their search, cards at the right."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.roles import Right, Standing
from cresi_app.core.text import words
from cresi_app.shell.about import program_version
from cresi_app.shell.preferences.contents import sections
from cresi_app.shell.preferences.doors import PreferenceDoors
from cresi_app.shell.preferences.finding import Mark, Setting, SettingLine, found, show_line
from cresi_app.shell.preferences.resetting import is_original, put_back
from cresi_app.shell.preferences.sections import Section, SectionList
from cresi_app.shell.standing import why_not
from cresi_app.widgets.buttons import BackButton, Button
from cresi_app.widgets.card import Pane
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import SearchField
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.page import Habit, Page
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import NO_LIMIT

_SIDE = 284
"""Width of the sections beside the cards, in pixels of the look."""
_BESIDE = 12
"""What the sections leave free at their right; their scroll bar takes 10 of it when it shows."""


class PreferencesPage(Page):
    """Réglages."""

    key: ClassVar[str] = "preferences"
    least: ClassVar[float] = 774
    habits = (Habit("section", lambda page: page.list.current().section.key, lambda page, kept: page.open_section(str(kept))),)  # fmt: skip

    def __init__(self, desk: Desk, doors: PreferenceDoors) -> None:
        super().__init__(desk)
        self.doors = doors
        self._listed = False  # in a page too narrow for both, whether the sections are in front of the cards
        self.mark: Mark | None = None
        desk.settings_changed.connect(self._allow_resets)
        desk.standing_changed.connect(self._say_standing)

    def title(self) -> str:
        """Return « Réglages »."""
        return tr("Réglages")

    def build(self) -> QWidget:
        """Make the sections; each is filled when it is first shown."""
        self.sections = sections(self.desk, self.doors)
        self.list = SectionList(tr("Sections des réglages"), self.sections)
        self.list.chosen.connect(self._bring)
        for button in self.list.buttons:
            button.clicked.connect(lambda _checked=False: self._turn(listed=False))
        self._into_sight = QTimer(self.list)  # a section opened before the page has its size is looked for after it
        self._into_sight.setSingleShot(True)
        self._into_sight.setInterval(0)
        self._into_sight.timeout.connect(self._bring_into_sight)
        self._stack = FrontStack()
        self._filled: dict[str, QWidget] = {}
        self._resets: dict[str, Button] = {}
        self.search_field = SearchField(tr("Chercher un réglage"), tr("Chercher un réglage"))
        self.search_field.typed.connect(self._filter)
        self.search_field.accepted.connect(lambda _text: self._take_first())
        self.answers: QVBoxLayout = Column(spacing=2)
        whole = QWidget()
        self.side, self.content = self._side(), self._content_side()
        Row(self.side, self.content, spacing=0, parent=whole).setStretch(1, 1)
        theme().follow(whole, self._fit)
        self._fit()
        self._say_standing(self.desk.standing)
        self.open_section(self.sections[0].key)
        return whole

    def _side(self) -> QWidget:
        inside = QWidget()
        lines = Column(self.answers, self.list, None, spacing=2, margins=(0, 0, _BESIDE, 0), parent=inside)
        version = tr("Version {version}", version=program_version())
        self._sections_scroll = ScrollArea(inside)
        self._sections_scroll.verticalScrollBar().rangeChanged.connect(
            lambda _least, most: lines.set_margins((0, 0, 2 if most else _BESIDE, 0))  # as wide as the search, always
        )
        side = Pane("surface2", edges="r")
        column = Column(
            Label(self.title(), "h1"), 8, Column(self.search_field, margins=(0, 0, _BESIDE, 0)), 8, self._sections_scroll,
            8, Label(version, "caption", "text3"), spacing=2, margins=(16, 18, 4, 16), parent=side,
        )  # fmt: skip
        column.setStretch(4, 1)
        return side

    def _content_side(self) -> QWidget:
        self._standing = InlineMessage("", "info")
        self._standing_place = QWidget()
        Column(self._standing, margins=(24, 14, 24, 0), parent=self._standing_place)
        self.back = BackButton(self.title(), above=True)
        self.back.setAccessibleName(tr("Retour à la liste"))
        self.back.clicked.connect(lambda _checked=False: self._turn(listed=True))
        self._back_place = QWidget()
        Column(Row(self.back, None), margins=(24, 14, 24, 0), parent=self._back_place)
        content = QWidget()
        Column(self._back_place, self._standing_place, self._stack, parent=content).setStretch(2, 1)
        return content

    def panes(self) -> Sequence[QWidget]:
        """Return the sections, then the content."""
        shown = self._stack.currentWidget()
        parts = shown.findChildren(QWidget) if shown is not None else []
        inside = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()]
        return [self.list.current(), *inside[:1]]

    def state(self) -> dict[str, Any]:
        """Return the section in front."""
        return {"section": self.list.current().section.key} if self._built else {}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a section."""
        if state.get("section"):
            self.open_section(state["section"])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let sections and cards take turns in a page too narrow for both."""
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def _fit(self) -> None:
        look = theme()
        narrow = self.width() <= look.px(self.least)
        self.side.setMinimumWidth(0 if narrow else look.px(_SIDE))
        self.side.setMaximumWidth(NO_LIMIT if narrow else look.px(_SIDE))
        self.side.setVisible(not narrow or self._listed)
        self.content.setVisible(not narrow or not self._listed)
        self._back_place.setVisible(narrow)

    def _turn(self, *, listed: bool) -> None:
        """Show the sections, or the cards, where only one of the two is seen."""
        if listed == self._listed:
            return
        self._listed = listed
        self._fit()
        if self.content.isHidden():
            self.list.current().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.side.isHidden():
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_section(self, key: str) -> None:
        """Bring a section to the front, and what it holds before the list of sections."""
        self._bring(key)
        self._turn(listed=False)

    def _bring(self, key: str) -> None:
        section = next((section for section in self.sections if section.key == key), self.sections[0])
        self.list.set_current(section.key)
        if section.key not in self._filled:
            self._filled[section.key] = self._content(section)
            self._stack.addWidget(self._filled[section.key])
            self._allow_resets()
        self._stack.setCurrentWidget(self._filled[section.key])
        self._into_sight.start()

    def _bring_into_sight(self) -> None:
        self._sections_scroll.ensureWidgetVisible(self.list.current(), 0, theme().px(8))

    def _content(self, section: Section) -> QWidget:
        left, right = section.cards()
        inside = QWidget()
        strut = QWidget()  # as high without the button: the cards do not jump from one section to the next
        hold(strut, width=0, height=34)
        head = Row(Label(section.title, "detail"), strut, None, spacing=10)
        if section.resets:
            reset = Button(tr("Remettre d'origine"), "ghost", "rotate-ccw")
            reset.clicked.connect(lambda: put_back(self.desk, tr("réglages d'origine"), section.resets))
            self._resets[section.key] = reset
            head.addWidget(reset)
        content: QWidget
        if right:
            content = TwoColumns(Column(*left, None, spacing=14), Column(*right, None, spacing=14), shares=(53, 47))
        else:
            content = QWidget()
            Column(*left, None, spacing=14, parent=content)
        if section.note:
            head.insertWidget(1, Label(section.note, "caption", "text2", wrap=True), 100)
        Column(head, content, spacing=12, margins=(24, 18, 24, 18), parent=inside).setStretch(1, 1)
        return ScrollArea(inside)

    def _allow_resets(self, *_settings: object) -> None:
        if not self._built:
            return
        for section in self.sections:
            if section.key in self._resets:
                already = is_original(self.desk, section.resets)
                self._resets[section.key].allow(not already, tr("Tout est déjà d'origine ici."))

    def _say_standing(self, standing: Standing) -> None:
        if not self._built:
            return
        bound = standing.role is not None
        self._standing_place.setVisible(bound and not standing.may_any((Right.LIBRARY, Right.TEAM)))
        self._standing.say(
            tr("Les réglages de la bibliothèque se voient ici sans pouvoir être changés. {why}", why=why_not(standing)),
            "info",
        )

    def _filter(self, text: str) -> None:
        sought = words(text)
        fitting = self.list.narrow(sought)
        self._answer(text)
        if sought and fitting and not any(button.isChecked() for button in fitting):
            self._bring(fitting[0].section.key)

    def _settings(self, text: str) -> list[Setting]:
        return found(text, [Setting(link.title, link.section, link.also) for link in self.doors.links])

    def _answer(self, text: str) -> None:
        clear_layout(self.answers)
        titles = {section.key: section.title for section in self.sections}
        for setting in self._settings(text):
            line = SettingLine(setting, titles[setting.section])
            line.clicked.connect(lambda _checked=False, one=setting: self.show_setting(one))
            self.answers.addWidget(line)

    def _take_first(self) -> None:
        settings = self._settings(self.search_field.text())
        if settings:
            self.show_setting(settings[0])

    def show_setting(self, setting: Setting) -> None:
        """Open a setting's section on its line, marked for two seconds."""
        self.open_section(setting.section)
        self.mark = show_line(self._filled[setting.section], setting)
