"""The window's own acts as data, and the menus that hold them beside those of the page in front."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar

from cresi_app.core.i18n import C_, N_, language, tr
from cresi_app.core.settings import ThemeChoice
from cresi_app.widgets.actions import Action, Family, fill_menu, in_families
from cresi_app.widgets.theme import theme

MENUS: Final = (
    ("file", N_("Fichier")), ("edit", C_("menu", "Édition")), ("view", C_("menu", "Affichage")), ("go", N_("Aller")),
    ("tools", N_("Outils")), ("help", N_("Aide")),
)  # fmt: skip
THEMES: Final[tuple[tuple[ThemeChoice, str], ...]] = (
    ("system", N_("Système")), ("light", N_("Clair")), ("dark", N_("Sombre")), ("contrast", N_("Contraste élevé")),
)  # fmt: skip


LEAVE: Final = "window.close"
"""The act that stands last in its menu."""


@dataclass(frozen=True, slots=True)
class Doings:
    """What the window can do, for the acts below to call."""

    undo: Callable[[], object]
    redo: Callable[[], object]
    undo_name: Callable[[], str]
    redo_name: Callable[[], str]
    palette: Callable[[], object]
    find: Callable[[], object]
    new: Callable[[], object]
    back: Callable[[], object]
    forward: Callable[[], object]
    can_back: Callable[[], bool]
    can_forward: Callable[[], bool]
    next_pane: Callable[[], object]
    previous_pane: Callable[[], object]
    zoom: Callable[[int], object]
    widen: Callable[[int], object]
    set_theme: Callable[[ThemeChoice], object]
    full_screen: Callable[[], object]
    go: Callable[[str], object]
    back_up: Callable[[], object]
    switch_person: Callable[[], object]
    open_library: Callable[[], object]
    help: Callable[[], object]
    shortcuts: Callable[[], object]
    history: Callable[[], object]
    due: Callable[[], object]
    paste: Callable[[], object]
    open_files: Callable[[], object]
    about: Callable[[], object]
    close: Callable[[], object]


def window_actions(do: Doings, pages: Sequence[tuple[str, str]]) -> list[Action]:
    """Return the window's acts; `pages` are (key, title) in the sidebar's order."""
    return [*_file(do), *_edit(do), *_view(do), *_go(do, pages), *_tools(do), *_help(do)]


def _file(do: Doings) -> list[Action]:
    return [
        Action("window.new", tr("Nouveau…"), do.new, "Ctrl+N", "plus", menu="file"),
        Action(
            "window.open_library",
            tr("Ouvrir une autre bibliothèque…"),
            do.open_library,
            "Ctrl+O",
            "folder-open",
            menu="file",
        ),
        Action("window.open_files", tr("Ouvrir des fichiers reçus…"), do.open_files, "", "file-input", menu="file"),
        Action(LEAVE, tr("Quitter"), do.close, "Ctrl+Q", "log-out", menu="file"),
    ]


def _edit(do: Doings) -> list[Action]:
    undo, redo = do.undo_name(), do.redo_name()
    nothing_undone, nothing_redone = tr("Rien à annuler."), tr("Rien à rétablir.")
    undo_title = tr("Annuler : {act}", act=undo) if undo else tr(C_("undo", "Annuler"))
    redo_title = tr("Rétablir : {act}", act=redo) if redo else tr("Rétablir")
    return [
        Action(
            "window.undo",
            undo_title,
            do.undo,
            "Ctrl+Z",
            "undo-2",
            lambda: bool(do.undo_name()),
            nothing_undone,
            menu="edit",
        ),
        Action(
            "window.redo",
            redo_title,
            do.redo,
            "Ctrl+Y, Ctrl+Shift+Z",
            "redo-2",
            lambda: bool(do.redo_name()),
            nothing_redone,
            menu="edit",
        ),
        Action(
            "window.paste",
            tr("Coller des fichiers, un lien ou un texte reçu"),
            do.paste,
            "Ctrl+Shift+V",
            "clipboard-list",
            menu="edit",
        ),
        Action("window.find", tr("Filtrer cette page"), do.find, "Ctrl+F", "search", menu="edit"),
    ]


def _in_force(key: ThemeChoice) -> bool:
    return theme().mode == key


def _view(do: Doings) -> list[Action]:
    themes = [
        Action(
            f"window.theme_{key}",
            tr("Thème : {name}", name=tr(name)),
            partial(do.set_theme, key),
            menu="view",
            checked=partial(_in_force, key),
        )
        for key, name in THEMES
    ]
    return [
        Action("window.larger", tr("Texte plus grand"), lambda: do.zoom(1), "Ctrl++, Ctrl+=", menu="view"),
        Action("window.smaller", tr("Texte plus petit"), lambda: do.zoom(-1), "Ctrl+-", menu="view"),
        Action(
            "window.usual_size",
            tr("Texte à 100 %"),
            lambda: do.zoom(0),
            "Ctrl+0, Ctrl+à" if language() == "fr" else "Ctrl+0",
            menu="view",
            enabled=lambda: theme().zoom != 100,
        ),
        *themes,
        Action("window.wider", tr("Volet plus large"), partial(do.widen, 1), "Alt+Shift+Right", menu="view"),
        Action("window.narrower", tr("Volet plus étroit"), partial(do.widen, -1), "Alt+Shift+Left", menu="view"),
        Action("window.full_screen", tr("Plein écran"), do.full_screen, "F11", "maximize", menu="view"),
    ]


_UNSHIFTED: Final = dict(zip((1, 2, 3, 4, 5, 7, 8, 9), "&é\"'(è_ç", strict=True))
"""What the digit keys of a French keyboard type without Shift; 6 types -, which makes the text smaller."""


def _digit(number: int) -> str:
    """Return the keys of the desk of that number."""
    if number > 9:
        return ""
    other = _UNSHIFTED.get(number) if language() == "fr" else None
    return f"Ctrl+{number}, Ctrl+{other}" if other else f"Ctrl+{number}"


def _go(do: Doings, pages: Sequence[tuple[str, str]]) -> list[Action]:
    desks = [
        Action(f"window.go_{key}", title, partial(do.go, key), _digit(number), menu="go")
        for number, (key, title) in enumerate(pages, 1)
    ]
    return [
        Action("window.back", tr("Page précédente"), do.back, "Alt+Left", "arrow-left", do.can_back, menu="go"),
        Action(
            "window.forward", tr("Page suivante"), do.forward, "Alt+Right", "arrow-right", do.can_forward, menu="go"
        ),
        *desks,
        Action("window.next_pane", tr("Volet suivant"), do.next_pane, "F6", menu="go"),
        Action("window.previous_pane", tr("Volet précédent"), do.previous_pane, "Shift+F6", menu="go"),
    ]


def _tools(do: Doings) -> list[Action]:
    return [
        Action(
            "window.palette", tr("Chercher une fiche ou une commande"), do.palette, "Ctrl+K", "search", menu="tools"
        ),
        Action("window.due", tr("Ce qui est à traiter"), do.due, "", "bell", menu="tools"),
        Action("window.history", tr("Historique de la bibliothèque"), do.history, "", "history", menu="tools"),
        Action("window.back_up", tr("Sauvegarder maintenant"), do.back_up, "", "database-backup", menu="tools"),
        Action("window.switch_person", tr("Changer de personne au poste…"), do.switch_person, "", "user", menu="tools"),
    ]


def _help(do: Doings) -> list[Action]:
    return [
        Action("window.help", tr("Aide de cette page"), do.help, "F1", "circle-question-mark", menu="help"),
        Action("window.shortcuts", tr("Raccourcis clavier"), do.shortcuts, "Shift+F1", "keyboard", menu="help"),
        Action("window.about", tr("À propos"), do.about, "", "info", menu="help"),
    ]


def lettered(title: str, taken: set[str]) -> str:
    """Return a menu's title with the letter that opens it with Alt, the first that no other menu has taken."""
    for at, sign in enumerate(title):
        if sign.isascii() and sign.isalpha() and sign.lower() not in taken:
            taken.add(sign.lower())
            return f"{title[:at]}&{title[at:]}"
    return title


def fill_menu_bar(bar: QMenuBar, own: Sequence[Action], page: Sequence[Action]) -> None:
    """Fill the menu bar: in each menu the window's acts and those of the page in front."""
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()
    bar.clear()
    letters: set[str] = set()
    for key, title in MENUS:
        menu = bar.addMenu(lettered(tr(title), letters))
        fill_menu(menu, lines_of(key, own, page), live=True)


def lines_of(key: str, own: Sequence[Action], page: Sequence[Action]) -> list[Action | Family | None]:
    """Return what a menu holds: the acts of the page in front, those of the window, the one that leaves it."""
    mine = [action for action in own if action.menu == key]
    theirs = [action for action in page if (action.menu or "tools") == key]
    parts: list[Action | None] = [*theirs]
    if theirs and mine:
        parts.append(None)
    leaving = [action for action in mine if action.id == LEAVE]
    others = [action for action in mine if action.id != LEAVE]
    last: list[Action | None] = [None, *leaving] if leaving else []
    return in_families([*parts, *others, *last])
