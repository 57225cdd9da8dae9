"""The application's style sheet, made from the tokens: inputs, menus, scroll bars and the other native parts.

Widgets that paint themselves are never named here, radii never exceed half a height, and a focus line two pixels
wide takes back one pixel of padding so that the text does not jump.
"""

from collections.abc import Mapping

from cresi_app.widgets.tokens import Tokens


class _Sizes:
    """Pixels of the look at one zoom, as style sheets write them."""

    def __init__(self, zoom: float) -> None:
        self._zoom = zoom

    def __call__(self, value: float) -> str:
        return f"{self.number(value)}px"

    def number(self, value: float) -> int:
        return max(1, round(value * self._zoom))


def _clear(colour: str, percent: int) -> str:
    """Return ``#RRGGBB`` as a style sheet's colour of `percent` opacity."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {percent}%)"


def _edge(t: Tokens) -> str:
    """Return the line around what is chosen: in high contrast its soft ground is the surface's own colour."""
    return t["primary"] if t["primary_soft"] == t["surface"] else t["primary_soft"]


def style_sheet(tokens: Tokens, zoom: float, pictures: Mapping[str, str]) -> str:
    """Return the sheet; `pictures` gives the files of ``down up check calendar left right menu_check``."""
    size = _Sizes(zoom)
    parts = (_inputs, _combos, _checks, _menus, _scroll_bars, _tables, _surroundings)
    return "\n".join(part(tokens, size, pictures) for part in parts)


def _inputs(t: Tokens, s: _Sizes, _p: Mapping[str, str]) -> str:
    kinds = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QDateEdit", "QSpinBox", "QTimeEdit")

    def rule(suffix: str) -> str:
        return ", ".join(f'{kind}[look="input"]{suffix}' for kind in kinds)

    return f"""
{rule("")} {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border_strong"]};
  border-radius: {s(8)}; padding: 0 {s(9)}; min-height: {s(32)}; selection-background-color: {t["primary"]};
  selection-color: {t["on_primary"]}; }}
QPlainTextEdit[look="input"], QTextEdit[look="input"] {{ padding: {s(6)} {s(7)}; }}
{rule(":focus")} {{ border: 2px solid {t["primary"]}; padding: 0 {s(8)}; min-height: {s(30)}; }}
QPlainTextEdit[look="input"]:focus, QTextEdit[look="input"]:focus {{ padding: {s(5)} {s(6)}; }}
{rule('[error="true"]')} {{ border: 1px solid {t["danger"]}; }}
{rule('[error="true"]:focus')} {{ border: 2px solid {t["danger"]}; }}
{rule(":disabled")} {{ background: {t["surface3"]}; color: {t["text3"]}; }}
{rule(":read-only")} {{ background: {t["surface2"]}; border-color: {t["border"]}; }}
QLineEdit[look="bare"] {{ background: transparent; border: none; padding: 0; color: {t["text"]};
  selection-background-color: {t["primary"]}; selection-color: {t["on_primary"]}; }}
QLineEdit[look="kiosk"], QPlainTextEdit[look="kiosk"] {{ background: {t["surface"]}; color: {t["text"]};
  border: 1px solid {t["border_strong"]}; border-radius: {s(12)}; padding: 0 {s(16)}; min-height: {s(54)};
  selection-background-color: {t["primary"]}; selection-color: {t["on_primary"]}; }}
QPlainTextEdit[look="kiosk"] {{ padding: {s(8)} {s(10)}; }}
QLineEdit[look="kiosk"]:focus, QPlainTextEdit[look="kiosk"]:focus {{ border: 2px solid {t["primary"]}; min-height: {s(52)}; }}
QDateEdit::up-button, QDateEdit::down-button, QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button,
QTimeEdit::down-button {{ width: 0; border: none; }}"""


def _combos(t: Tokens, s: _Sizes, p: Mapping[str, str]) -> str:
    return f"""
QComboBox {{ combobox-popup: 0; background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border_strong"]}; border-radius: {s(8)};
  padding: 0 {s(11)}; min-height: {s(32)}; }}
QComboBox:focus {{ border: 2px solid {t["primary"]}; padding: 0 {s(10)}; min-height: {s(30)}; }}
QComboBox:disabled {{ background: {t["surface3"]}; color: {t["text3"]}; }}
QComboBox[error="true"] {{ border: 1px solid {t["danger"]}; }}
QComboBox[look="quiet"] {{ border-color: {_clear(t["border_strong"], 45)}; }}
QComboBox::drop-down {{ border: none; width: {s(26)}; subcontrol-origin: border; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url("{p["down"]}"); width: {s(16)}; height: {s(16)}; }}
QComboBox QAbstractItemView {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border"]};
  selection-background-color: {t["primary_soft"]}; selection-color: {t["text"]}; padding: {s(4)}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {s(28)}; padding: 0 {s(8)}; border-radius: {s(6)}; border: 1px solid transparent; }}
QComboBox QAbstractItemView::item:selected {{ background: {t["primary_soft"]}; color: {t["text"]}; border-color: {_edge(t)}; }}"""


def _checks(t: Tokens, s: _Sizes, p: Mapping[str, str]) -> str:
    disc = s.number(16) + 2  # with its line, the same checked or not: a radius above its half would make it square
    ring = s.number(5)
    return f"""
QCheckBox, QRadioButton {{ spacing: {s(9)}; color: {t["text"]}; min-height: {s(26)}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {s(16)}; height: {s(16)}; border: 1px solid {t["border_strong"]};
  background: {t["surface"]}; border-radius: {s(4)}; }}
QRadioButton::indicator {{ border-radius: {disc // 2}px; }}
QCheckBox::indicator:checked {{ background: {t["primary"]}; border-color: {t["primary"]}; image: url("{p["check"]}"); }}
QRadioButton::indicator:checked {{ background: {t["surface"]}; border: {ring}px solid {t["primary"]}; width: {disc - 2 * ring}px;
  height: {disc - 2 * ring}px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t["surface3"]}; }}"""


def _menus(t: Tokens, s: _Sizes, p: Mapping[str, str]) -> str:
    return f"""
QMenuBar {{ background: {t["surface"]}; color: {t["text"]}; border-bottom: 1px solid {t["border"]}; padding: 0 {s(8)}; }}
QMenuBar::item {{ background: transparent; padding: {s(5)} {s(10)}; border-radius: {s(6)}; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t["surface3"]}; }}
QMenu {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border"]}; padding: {s(6)}; icon-size: {s(16)}; menu-scrollable: 1; }}
QMenu::item {{ padding: {s(7)} {s(28)} {s(7)} {s(10)}; border-radius: {s(6)}; min-height: {s(18)}; border: 1px solid transparent; }}
QMenu::icon {{ padding-left: {s(10)}; }}
QMenu::item:selected {{ background: {t["primary_soft"]}; color: {t["text"]}; border-color: {_edge(t)}; }}
QMenu::item:disabled {{ color: {t["text3"]}; }}
QMenu::separator {{ height: 1px; background: {t["border"]}; margin: {s(6)} {s(4)}; }}
QMenu::indicator {{ width: {s(16)}; height: {s(16)}; padding-left: {s(8)}; }}
QMenu::indicator:checked {{ image: url("{p["menu_check"]}"); }}
QMenu::right-arrow {{ image: url("{p["right"]}"); width: {s(14)}; height: {s(14)}; }}
QToolTip {{ background: {t["toast"]}; color: {t["toast_text"]}; border: 1px solid {t["toast"]}; padding: {s(5)} {s(8)}; }}"""


def _scroll_bars(t: Tokens, s: _Sizes, _p: Mapping[str, str]) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {s(10)}; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: {s(10)}; margin: 0; border: none; }}
QScrollBar::handle {{ background: {_clear(t["border_strong"], 45)}; border-radius: {s(2)}; margin: {s(3)}; }}
QScrollBar::handle:vertical {{ min-height: {s(36)}; }}
QScrollBar::handle:horizontal {{ min-width: {s(36)}; }}
QScrollBar::handle:hover {{ background: {t["text3"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QAbstractScrollArea {{ border: none; }}"""


def _tables(t: Tokens, s: _Sizes, p: Mapping[str, str]) -> str:
    return f"""
QTableView, QTreeView, QListView {{ background: {t["surface"]}; border: none; outline: none;
  selection-background-color: {t["primary_soft"]}; selection-color: {t["text"]}; }}
QListView[look="plain"] {{ background: transparent; }}
QTreeView[look="grounded"] {{ selection-background-color: transparent; }}
QHeaderView {{ background: {t["surface"]}; border: none; }}
QHeaderView::section {{ background: {t["surface"]}; color: {t["text2"]}; border: none; border-bottom: 1px solid {t["border"]};
  padding: 0 {s(10)}; min-height: {s(29)}; }}
QHeaderView::up-arrow {{ image: url("{p["up"]}"); width: {s(14)}; height: {s(14)}; }}
QHeaderView::down-arrow {{ image: url("{p["down"]}"); width: {s(14)}; height: {s(14)}; }}
QTableCornerButton::section {{ background: {t["surface"]}; border: none; }}"""


def _surroundings(t: Tokens, s: _Sizes, p: Mapping[str, str]) -> str:
    return f"""
QTabBar::scroller {{ width: {s(56)}; }}
QTabBar QToolButton {{ background: {t["surface"]}; border: 1px solid {t["border"]}; border-radius: {s(6)}; }}
QTabBar QToolButton:hover {{ background: {t["surface3"]}; }}
QTabBar QToolButton::left-arrow {{ image: url("{p["left"]}"); width: {s(16)}; height: {s(16)}; }}
QTabBar QToolButton::right-arrow {{ image: url("{p["right"]}"); width: {s(16)}; height: {s(16)}; }}
QTabBar QToolButton:disabled {{ background: {t["surface2"]}; }}
QTabBar QToolButton::left-arrow:disabled {{ image: url("{p["left_off"]}"); }}
QTabBar QToolButton::right-arrow:disabled {{ image: url("{p["right_off"]}"); }}
QSplitter::handle {{ background: {t["border"]}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QProgressBar {{ background: {t["surface3"]}; border: none; border-radius: {s(3)}; min-height: {s(6)}; max-height: {s(6)};
  text-align: center; color: transparent; }}
QProgressBar::chunk {{ background: {t["primary"]}; border-radius: {s(3)}; }}
QCalendarWidget QWidget {{ alternate-background-color: {t["surface"]}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t["surface"]}; min-height: {s(36)}; }}
QCalendarWidget QToolButton {{ background: transparent; color: {t["text"]}; border: none; border-radius: {s(6)};
  padding: {s(4)} {s(8)}; }}
QCalendarWidget QToolButton:hover {{ background: {t["surface3"]}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QSpinBox {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["border_strong"]};
  border-radius: {s(6)}; padding: 0 {s(6)}; }}
QCalendarWidget QAbstractItemView {{ background: {t["surface"]}; color: {t["text"]}; outline: none;
  selection-background-color: {t["primary"]}; selection-color: {t["on_primary"]}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {t["text3"]}; }}"""
