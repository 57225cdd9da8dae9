"""Actions as data: menus, buttons, shortcuts and the palette are all built from the same values."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.core.i18n import language
from cresi_app.widgets.buttons import Button, IconButton, Kind
from cresi_app.widgets.theme import theme


def always() -> bool:
    """Be enabled at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `id` is stable (``catalogue.new_document``), `title` a verb phrase already translated, `run` takes nothing, `shortcut` is
    portable (``Ctrl+Shift+N``; several with ", " between), `icon` a bundled drawing, `enabled` is asked when it is shown, `why_not` says why it may be
    disabled, `hint` is the palette's second line, `menu` names the menu it stands in (``file edit view go tools help``),
    `typed`, when there is one, is run by the palette with the words typed there (« Nouvelle notice « Zinder » »).
    """

    id: str
    title: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = always
    why_not: str = ""
    hint: str = ""
    menu: str = ""
    typed: Callable[[str], object] | None = None
    checked: Callable[[], bool] | None = None
    """Whether it is what is in force now, for acts that choose one of several."""
    family: str = ""
    """The title of the menu within the menu that it stands in, with the others of this title; "": in the menu itself."""


_KEYS_FR: Final = {
    "Shift": "Maj", "Del": "Suppr", "Delete": "Suppr", "Escape": "Échap", "Esc": "Échap", "Return": "Entrée", "Enter": "Entrée",
    "Space": "Espace", "PgUp": "Page préc.", "PgDown": "Page suiv.", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓",
    "Backspace": "Retour arr.", "Home": "Début", "End": "Fin", "-": "−",
}  # fmt: skip
_KEYS_EN: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Escape": "Esc", "-": "−"}


def keys_text(shortcut: str) -> str:
    """Return a shortcut as people read it: ``Ctrl+Shift+N`` → « Ctrl Maj N »."""
    return " ".join(key_names(shortcut))


def key_names(shortcut: str) -> list[str]:
    """Return the names of a shortcut's keys; the first shortcut where there are several."""
    names = _KEYS_FR if language() == "fr" else _KEYS_EN
    shortcut = shortcut.split(", ", maxsplit=1)[0]
    plus = shortcut.endswith("++")
    keys = shortcut.removesuffix("++").split("+") + (["+"] if plus else [])
    return [names.get(key, key) for key in keys if key]


def on_finish(form: QWidget, act: Callable[[], object]) -> None:
    """Let Ctrl + Enter, of either Enter key, do `act` wherever the keyboard is within `form`."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(keys), form)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def perform(action: Action) -> None:
    """Run an action if it is enabled now; a shortcut pressed at the wrong moment does nothing."""
    if action.enabled():
        action.run()


@dataclass(frozen=True, slots=True)
class Family:
    """Acts of one family, or one with a choice (« Exporter la liste » : RIS, BibTeX…): a menu in the menu."""

    title: str
    members: Sequence[Action]


_CHOICE: Final = re.compile(r"\s:\s")
_FAMILY: Final = 3
"""From how many acts on a common beginning makes a menu of its own."""


def in_families(actions: Iterable[Action | None]) -> list["Action | Family | None"]:
    """Gather acts of one family, and those that follow each other and begin alike up to a colon: a menu short enough to be read."""
    found: list[Action | Family | None] = []
    for title, run in groupby(_gathered(actions), _beginning):
        members = list(run)
        acts = [one for one in members if isinstance(one, Action)]
        if title and len(acts) >= _FAMILY:
            found.append(Family(title, [replace(one, title=_CHOICE.split(one.title, 1)[1]) for one in acts]))
        else:
            found += members if acts or title == _NAMED else [None]
    return found


def _gathered(actions: Iterable[Action | None]) -> list["Action | Family | None"]:
    """Return acts with those of one family together, where its first one stands."""
    found: list[Action | Family | None] = []
    families: dict[str, list[Action]] = {}
    for action in actions:
        if action is None or not action.family:
            found.append(action)
        else:
            if action.family not in families:
                families[action.family] = []
                found.append(Family(action.family, families[action.family]))
            families[action.family].append(action)
    return found


_NAMED: Final = "…"


def _beginning(one: "Action | Family | None") -> str:
    """Return what an act has in common with its neighbours, "" for nothing; a separator and a family stand apart."""
    if not isinstance(one, Action):
        return "-" if one is None else _NAMED
    parts = _CHOICE.split(one.title, 1)
    return parts[0] if len(parts) == 2 else ""


def _entry(menu: QMenu, action: Action, *, live: bool) -> QAction:
    """Return an act as a line of a menu."""
    made = QAction(action.title, menu)
    made.setObjectName(action.id)
    if action.icon:
        made.setIcon(theme().icon(action.icon))
    if action.shortcut and live:
        made.setShortcuts([QKeySequence(keys) for keys in action.shortcut.split(", ")])
    elif action.shortcut:
        made.setText(f"{action.title}\t{keys_text(action.shortcut)}")
    made.setCheckable(action.checked is not None)
    made.triggered.connect(lambda _checked=False, it=action: perform(it))
    return made


def fill_menu(menu: QMenu, actions: Iterable[Action | Family | None], *, live: bool = False) -> None:
    """Fill a menu; None is a separator. What is enabled is asked each time the menu opens.

    With `live` (the menu bar) the shortcuts work everywhere in the window; else they are only named.
    """
    pairs: list[tuple[QAction, Action]] = []
    for action in actions:
        if action is None:
            menu.addSeparator()
            continue
        if isinstance(action, Family):
            fill_menu(menu.addMenu(action.title), action.members, live=live)
            continue
        made = _entry(menu, action, live=live)
        menu.addAction(made)
        pairs.append((made, action))

    def ask() -> None:
        for made, action in pairs:
            allowed = action.enabled()
            made.setEnabled(allowed)
            if action.checked is not None:
                made.setChecked(action.checked())
            made.setToolTip(action.why_not if not allowed else "")

    def allow_all() -> None:
        for made, _action in pairs:
            made.setEnabled(True)  # a shortcut asks again when it is pressed

    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(ask)
    if live:
        menu.aboutToHide.connect(allow_all)
    else:
        ask()


def action_button(action: Action, kind: Kind = "secondary", *, parent: QWidget | None = None) -> Button:
    """Return the button of an action; its tooltip names the shortcut."""
    button = Button(action.title, kind, action.icon, parent=parent)
    button.setObjectName(action.id)
    button.clicked.connect(lambda: perform(action))
    button.allow(action.enabled(), action.why_not)
    if action.shortcut and action.enabled():
        button.setToolTip(keys_text(action.shortcut))
    return button


def action_icon(action: Action, *, parent: QWidget | None = None) -> IconButton:
    """Return the icon button of an action."""
    button = IconButton(action.title, action.icon, keys=keys_text(action.shortcut), parent=parent)
    button.setObjectName(action.id)
    button.setEnabled(action.enabled())
    button.clicked.connect(lambda: perform(action))
    return button


def menu_button(name: str, actions: Iterable[Action | None], icon: str = "ellipsis") -> IconButton:
    """Return an icon button that opens a menu of actions (« Plus d'actions »)."""
    button = IconButton(name, icon)
    menu = QMenu(button)
    fill_menu(menu, actions)
    button.setMenu(menu)
    button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
    return button
