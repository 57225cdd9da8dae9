"""The window's frame: where sidebar, bar, banners, messages and pages stand, and how they give way when it is narrow."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from cresi_app.shell.pagearea import PageArea
from cresi_app.shell.sidebar import Sidebar
from cresi_app.shell.topbar import TopBar
from cresi_app.widgets.card import Pane
from cresi_app.widgets.cuttips import CutTips
from cresi_app.widgets.dropzone import dropped_files
from cresi_app.widgets.focusring import FocusRing
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.theme import theme
from cresi_app.widgets.voice import MessageArea, WindowVoice

RAIL_BELOW = 1300
"""Effective width (pixels of the look) under which the sidebar is a rail."""
LEAST = (960, 640)
USUAL = (1440, 900)
TITLE_ROOM = 36
"""Height in pixels that a window's title takes from a screen, at most."""


class Frame(QMainWindow):
    """Sidebar, top bar and the column of banners, messages and pages."""

    undo_typed = Signal()
    redo_typed = Signal()
    paste_typed = Signal()
    files_dropped = Signal(object)
    text_dropped = Signal(object)
    """The `QMimeData` of a text or a link; its owner is the drop, to be read at once."""

    def __init__(self) -> None:
        super().__init__()
        self.sidebar = Sidebar()
        self.topbar = TopBar()
        self.area = MessageArea()
        self.stack = QStackedWidget()
        self.banners = Column()
        ground = Pane("canvas")
        self.foot = Column()
        Column(self.topbar, self.banners, self.area, PageArea(self.stack), self.foot, parent=ground).setStretch(3, 1)
        whole = QWidget()
        Row(self.sidebar, ground, spacing=0, parent=whole).setStretch(1, 1)
        self.setCentralWidget(whole)
        self.voice = WindowVoice(self, self.area)
        self.ring = FocusRing(self)
        self.tips = CutTips(self)
        self.setAcceptDrops(True)
        self.setWindowTitle("cresi")
        self.restyle()
        theme().changed.connect(self.restyle)

    def take_usual_size(self) -> None:
        """Be as large as the look was drawn, or as the screen leaves room for with the system's own frame."""
        room = self.screen().availableGeometry()
        self.resize(min(USUAL[0], room.width()), min(USUAL[1], room.height() - TITLE_ROOM))

    def restyle(self) -> None:
        """Take the look in force."""
        self.setMinimumSize(*LEAST)  # the same at any text size: a small screen stays usable at 125 %
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Become narrow or wide."""
        super().resizeEvent(event)
        self._give_way()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the undo and redo that a text field had no typing for, and what is pasted where no field has the keyboard."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_typed.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_typed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_typed.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files of this machine, texts and links: what nothing can be made of is told after it was dropped."""
        if dropped_files(event) or event.mimeData().hasText() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand dropped files on, or the text."""
        files: list[Path] = dropped_files(event)
        event.acceptProposedAction()
        if files:
            self.files_dropped.emit(files)
        else:
            self.text_dropped.emit(event.mimeData())

    def _give_way(self) -> None:
        narrow = self.width() / theme().scale < RAIL_BELOW
        if narrow != self.sidebar.rail:
            self.sidebar.set_rail(narrow)
