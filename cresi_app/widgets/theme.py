"""The look in force: colours by token, fonts by role, sizes by zoom, and the signal that tells when they change."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip

from cresi_app.core.i18n import language
from cresi_app.core.settings import ZOOMS, ThemeChoice
from cresi_app.widgets import fonts, icons, tokens
from cresi_app.widgets.nativewords import speak_natively
from cresi_app.widgets.palette import palette_of
from cresi_app.widgets.stylesheet import style_sheet

MODES: Final[tuple[ThemeChoice, ...]] = ("system", "light", "dark", "contrast")


class Theme(QObject):
    """Everything drawn asks it; `changed` follows each change of mode, zoom or of the system's own scheme."""

    changed = Signal()
    zoom_chosen = Signal()
    """A person chose another text size by the keys: it is to be remembered."""

    def __init__(
        self, app: QApplication, mode: ThemeChoice = "system", zoom: int = 100, cache: Path | None = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self._mode: ThemeChoice = mode
        self._zoom = zoom
        self._compact = False
        self.still = False
        """Whether a person wants nothing to move (`widgets.motion`)."""
        self._cache = cache
        self._tokens: tokens.Tokens = tokens.LIGHT
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        self._apply()

    # what is in force
    @property
    def mode(self) -> ThemeChoice:
        """What the person chose."""
        return self._mode

    @property
    def zoom(self) -> int:
        """The text size in percent, and with it every size: one of `core.settings.ZOOMS`."""
        return self._zoom

    @property
    def scale(self) -> float:
        """The zoom as a factor."""
        return self._zoom / 100

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        if self._mode in {"light", "dark"}:
            return self._mode == "dark"
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def contrast(self) -> bool:
        """Whether high contrast is drawn: chosen here, or asked of the system."""
        if self._mode == "contrast":
            return True
        accessibility = getattr(self._app.styleHints(), "accessibility", None)  # Qt 6.10 and later
        if self._mode != "system" or accessibility is None:
            return False
        return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)

    @property
    def tokens(self) -> tokens.Tokens:
        """Every colour by name, as ``#RRGGBB``."""
        return self._tokens

    # changing it
    def set_mode(self, mode: ThemeChoice) -> None:
        """Draw in `mode` from now on."""
        if mode != self._mode:
            self._mode = mode
            self._apply()

    def set_zoom(self, zoom: int) -> None:
        """Draw at `zoom` (percent, one of `ZOOMS`) from now on."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._apply()

    @property
    def compact(self) -> bool:
        """Whether the rows of lists are drawn low."""
        return self._compact

    def set_compact(self, compact: bool) -> None:
        """Draw the rows of lists low, or comfortably."""
        if compact != self._compact:
            self._compact = compact
            self._apply()

    def step_zoom(self, steps: int) -> None:
        """Go `steps` notches up or down as a person asks, 0 back to 100 %, and have it remembered."""
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self._zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + steps))] if steps else 100)
        self.zoom_chosen.emit()

    # asking it
    def px(self, value: float) -> int:
        """Return `value` logical pixels of the look at the zoom in force."""
        return round(value * self.scale)

    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """Return the colour of a token; `alpha` 0 to 1."""
        colour = self._colours[token]
        if alpha == 1.0:
            return colour
        clear = QColor(colour)
        clear.setAlphaF(alpha)
        return clear

    def category(self, index: int) -> QColor:
        """Return the categorical colour number `index`; beyond the eighth, the neutral one."""
        row = tokens.CATEGORICAL["dark" if self.dark else "light"]
        return QColor(row[index] if 0 <= index < len(row) else row[-1])

    def on_category(self) -> QColor:
        """Return the colour of what stands on a categorical fill."""
        return QColor(tokens.CATEGORICAL_GLYPH["dark" if self.dark else "light"])

    def font(self, role: str = "body", *, weight: int | None = None, tabular: bool = False) -> QFont:
        """Return the font of a role of `fonts.ROLES` at the zoom in force."""
        key = (role, weight, tabular)
        if key not in self._fonts:
            self._fonts[key] = fonts.make_font(role, self.scale, weight=weight, tabular=tabular)
        return QFont(self._fonts[key])

    def title_font(self, role: str, text: str) -> QFont:
        """Return the font of a serif role if the serif holds every character of `text`, else the sans of that size."""
        font = self.font(role)
        if not fonts.serif_holds(text):
            font.setFamilies(list(fonts.SANS))
        return font

    def line(self, role: str) -> int:
        """Return the line height of a role in pixels."""
        return fonts.line_height(role, self.scale)

    def pixmap(self, name: str, ink: str = "text2", size: float = 18, stroke: float = icons.STROKE) -> QPixmap:
        """Return the icon `name` in the colour of a token (or ``#RRGGBB``) at `size` pixels of the look."""
        colour = ink if ink.startswith("#") else self._tokens[ink]
        return icons.pixmap(name, colour, self.px(size), stroke)

    def icon(self, name: str, ink: str = "text2", size: float = 18) -> QIcon:
        """Return the icon `name` for menus and native parts."""
        return icons.icon(name, self._tokens[ink], self._tokens["border_strong"], self.px(size))

    def follow(self, owner: QObject, act: Callable[[], object]) -> None:
        """Call `act` after each change as long as `owner` lives; for closures, which nothing disconnects by itself."""

        def while_alive() -> None:
            if shiboken6.isValid(owner):
                act()

        connection = self.changed.connect(while_alive)
        owner.destroyed.connect(lambda: self.changed.disconnect(connection))

    # within
    def _follow_system(self) -> None:
        if self._mode in {"system", "contrast"}:
            self._apply()

    def _apply(self) -> None:
        base = tokens.DARK if self.dark else tokens.LIGHT
        self._tokens = tokens.high_contrast(base) if self.contrast else base
        self._colours = {name: QColor(value) for name, value in self._tokens.items()}
        self._fonts = {}
        self._app.setPalette(palette_of(self._tokens))
        self._app.setFont(self.font("body"))
        QToolTip.setFont(self.font("caption"))
        self._app.setStyleSheet(
            ""
        )  # replacing a sheet in force re-reads every widget: ten times slower than a fresh one
        self._app.setStyleSheet(style_sheet(self._tokens, self.scale, self._pictures()))
        self.changed.emit()

    def _pictures(self) -> dict[str, str]:
        """Write the few pictures that a style sheet can only take from files; return their addresses by name."""
        folder = self._cache or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation))
        folder = folder / "theme"
        folder.mkdir(parents=True, exist_ok=True)
        wanted = {
            "down": ("chevron-down", "text2"), "up": ("chevron-up", "text2"), "check": ("check", "on_primary"),
            "calendar": ("calendar", "text2"), "left": ("chevron-left", "text2"), "right": ("chevron-right", "text2"),
            "left_off": ("chevron-left", "border_strong"), "right_off": ("chevron-right", "border_strong"),
            "menu_check": ("check", "primary"),
        }  # fmt: skip
        addresses = {}
        for key, (name, token) in wanted.items():
            colour = self._tokens[token]
            path = folder / f"{name}-{colour[1:]}-{self.px(16)}.svg"
            if not path.exists():
                path.write_bytes(icons.svg(name, colour, 3 if key == "check" else icons.STROKE))
            addresses[key] = path.as_posix()
        return addresses


class _Installed:
    theme: Theme | None = None


def install(app: QApplication, mode: ThemeChoice = "system", zoom: int = 100, cache: Path | None = None) -> Theme:
    """Give the application its fonts and its look, once, before the first widget."""
    app.setStyle("Fusion")
    fonts.load_fonts()
    speak_natively(language())
    _Installed.theme = Theme(app, mode, zoom, cache)
    return _Installed.theme


def theme() -> Theme:
    """Return the look in force. It belongs to the application like its palette; asking before `install` is a mistake."""
    assert _Installed.theme is not None, "theme.install(app) comes first"
    return _Installed.theme
