"""The bar above the page: search, when something was last saved, undo and redo, the year, help, « Nouveau »."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from cresi_app.core.dates import format_clock
from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.actions import keys_text
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.fields import ComboBox, SearchField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

YEARS_BACK, YEARS_AHEAD = 6, 2
_ROOMY = 700
"""Width in pixels of the look from which « Nouveau » and the year have their words."""


_SAID = 1_080
"""Width from which the hour of the last save stands beside undo."""


class BellButton(IconButton):
    """The bell: how many things wait, as a number on it and in its name."""

    def __init__(self) -> None:
        self.count = 0
        super().__init__("", "bell")

    def set_count(self, count: int) -> None:
        """Say how many things wait."""
        self.count = count
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        waits = trn("{n} chose à traiter", "{n} choses à traiter", self.count)
        self.set_name(waits if self.count else tr("Rien n'attend aujourd'hui"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bell, and the number."""
        super().paintEvent(event)
        if not self.count:
            return
        look = theme()
        painter = smooth(QPainter(self))
        font = look.font("overline", tabular=True)
        words = str(self.count) if self.count < 100 else "99+"
        width = max(look.px(15), QFontMetrics(font).horizontalAdvance(words) + look.px(7))
        place = QRectF(self.width() - width, 0, width, look.px(15))
        rounded(painter, place, place.height() / 2, look.color("danger"), look.color("surface"))
        put_text(painter, place.toRect(), words, font, look.color("surface"), CENTRE)
        painter.end()


class TopBar(Pane):
    """62 pixels high. It only asks; the window answers."""

    undo_asked = Signal()
    redo_asked = Signal()
    help_asked = Signal()
    due_asked = Signal()
    year_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", edges="b", parent=parent)
        self.search = SearchField("", "", keys=keys_text("Ctrl+K"), height=38)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.saved = Label("", "caption", "text3")
        self._saved_at: datetime | None = None
        self._narrow = False
        self._years: Sequence[int] = ()
        self.undo = IconButton("", "undo-2")
        self.redo = IconButton("", "redo-2")
        self.year = ComboBox("")
        self.year.setProperty("look", "quiet")
        self.bell = BellButton()
        self.bell.clicked.connect(self.due_asked)
        self.help = IconButton("", "circle-question-mark")
        self.new = Button("", "primary", "plus")
        self.new.setMenu(QMenu(self.new))
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        self.help.clicked.connect(self.help_asked)
        self.year.activated.connect(lambda: self.year_chosen.emit(self.year.key()))
        self._row = Row(
            self.search,
            None,
            self.saved,
            self.undo,
            self.redo,
            4,
            self.year,
            self.bell,
            self.help,
            4,
            self.new,
            spacing=8,
            margins=(24, 0, 24, 1),
            parent=self,
        )
        self._row.setStretch(0, 10)
        self._row.setStretch(1, 1)
        self.retranslate()
        self.set_undo("", "")
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_years(self, year: int) -> None:
        """Offer the years around `year`, which is chosen."""
        self._years = range(year + YEARS_AHEAD, year - YEARS_BACK - 1, -1)
        self._spell_years()
        self.year.set_key(year)

    def _spell_years(self) -> None:
        self.year.set_options(
            [(one, str(one) if self._narrow else tr("Exercice {year}", year=one)) for one in self._years]
        )

    def set_year_words(self, words: str) -> None:
        """Say what the year changes on the page in front; "" when it changes nothing there."""
        self.year.setEnabled(bool(words))
        said = tr("L'année filtre : {what}", what=words) if words else tr("Cette page montre toutes les années.")
        self.year.setToolTip(said)
        self.year.setAccessibleDescription(said)
        self._fit()

    def set_saved(self, at: datetime | None) -> None:
        """Say when something was last saved: nothing here has a button « Enregistrer »."""
        self._saved_at = at
        self.saved.setText(tr("Enregistré à {hour}", hour=format_clock(at)) if at is not None else "")
        self._fit()

    def set_undo(self, undo: str, redo: str) -> None:
        """Name the acts that undo and redo would take; "" disables."""
        self._undo, self._redo = undo, redo
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        words = tr("Annuler : {act}", act=undo) if undo else tr("Rien à annuler")
        self.undo.set_name(words, keys_text("Ctrl+Z"))
        words = tr("Rétablir : {act}", act=redo) if redo else tr("Rien à rétablir")
        self.redo.set_name(words, keys_text("Ctrl+Y"))

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self.search.set_name(tr("Rechercher partout"))
        self.search.set_placeholder(tr("Rechercher un document, une association, un dossier…"))
        self.year.setAccessibleName(tr("Exercice"))
        self.bell.retranslate()
        self.help.set_name(tr("Aide de cette page"), "F1")
        self.set_saved(self._saved_at)
        self.new.setAccessibleName(tr("Nouveau"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say « Nouveau » by its sign alone where there is no room for the word, and the year, if it counts here, by its number."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme().px(_ROOMY)
        self.new.setText("" if narrow else tr("Nouveau"))
        self.new.setToolTip(tr("Nouveau") if narrow else "")
        if narrow != self._narrow:
            self._narrow = narrow
            self._spell_years()
        self.year.setHidden(narrow and not self.year.isEnabled())  # what is searched needs the room
        self.saved.setVisible(self._saved_at is not None and self.width() >= theme().px(_SAID))

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        self._fit()
        self.setFixedHeight(look.px(62))
        self.search.setMinimumWidth(look.px(104))
        self.search.setMaximumWidth(look.px(520))
        self.new.setFixedHeight(look.px(36))
        self.update()
