"""Aide: the text of the page one comes from, and all the others beside it."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QWidget,
)

from cresi_app.core.i18n import tr
from cresi_app.shell.help.manual import Topic, found, topics
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import SearchField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.page import Page
from cresi_app.widgets.paint import LEFT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

_KEY = int(Qt.ItemDataRole.UserRole)
MEASURE = 760
"""Widest line of text, in pixels of the look: about ninety letters."""


class _TopicDelegate(QStyledItemDelegate):
    """Draws a topic as the sections of the settings are drawn."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme()
        painter.save()
        smooth(painter)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        if on or option.state & QStyle.StateFlag.State_MouseOver:
            ground = look.color("primary_soft" if on else "surface3")
            line = look.color("primary") if on and look.contrast else None
            rounded(painter, QRectF(option.rect).adjusted(0.5, 1, -0.5, -1), look.px(8), ground, line)
        font = look.font("body", weight=600 if on else 500)
        ink = look.color("primary" if on else "text")
        put_text(painter, option.rect.adjusted(look.px(14), 0, -look.px(8), 0), str(index.data()), font, ink, LEFT)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(200), theme().px(36))


class ManualView(QTextBrowser):
    """One text of the manual in the look; a link ``page:catalogue`` is emitted by `page_asked`."""

    def __init__(self, name: str, beside: float) -> None:
        """`beside`: pixels of the look free at both sides of the text; the scroll bar stands outside of them."""
        super().__init__()
        self._beside = beside
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)  # the round corners of the card are seen
        self._text = ""
        theme().changed.connect(self.restyle)

    def show_text(self, text: str) -> None:
        """Show Markdown from its beginning."""
        self._text = text
        self.restyle()
        self.verticalScrollBar().setValue(0)

    def restyle(self) -> None:
        """Write the text again in the look in force."""
        look = theme()
        document, place = self.document(), self.verticalScrollBar().value()
        document.setDefaultFont(look.font("body"))
        document.setDocumentMargin(0)
        document.setIndentWidth(look.px(20))
        document.setMarkdown(self._text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        around = document.rootFrame().frameFormat()
        around.setTopMargin(look.px(24))
        around.setBottomMargin(look.px(24))
        around.setLeftMargin(look.px(self._beside))
        around.setRightMargin(look.px(self._beside))
        document.rootFrame().setFrameFormat(around)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor.setPosition(block.position())
            shape = QTextBlockFormat()
            shape.setLineHeight(look.px({1: 34, 2: 22}.get(level, 23)), 2)  # 2: in pixels, the same beside keys
            shape.setTopMargin(look.px(18 if level == 2 else 3))
            shape.setBottomMargin(look.px(6 if level else 5))
            cursor.mergeBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                style = cursor.charFormat()
                style.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # Markdown's own sizes
                style.setFont(look.font("h1" if level == 1 else "h2"))
                cursor.setCharFormat(style)
            self._draw_keys(block)
            block = block.next()
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)  # Markdown leaves it at the end, and focus scrolls to it
        self.verticalScrollBar().setValue(place)

    @staticmethod
    def _draw_keys(block: QTextBlock) -> None:
        """Write what is to be typed in the family of the text, on the ground of a key: no other is bundled."""
        look = theme()
        typed = QTextCharFormat()
        typed.setFont(look.font("body", weight=500))
        typed.setBackground(look.color("surface3"))
        places = []
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            if fragment.charFormat().fontFixedPitch():
                places.append((fragment.position(), fragment.length()))
            part += 1
        for position, length in places:
            cursor = QTextCursor(block)
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(typed)


class HelpPage(Page):
    """The manual in the window: topics and their search at the left, the text at the right."""

    key: ClassVar[str] = "help"
    least: ClassVar[float] = 620

    def __init__(self, desk: Desk, show_keys: Callable[[], object], go: Callable[[str], object]) -> None:
        super().__init__(desk)
        self._show_keys, self._go = show_keys, go
        self._topic = "window"

    def title(self) -> str:
        """Return « Aide »."""
        return tr("Aide")

    def build(self) -> QWidget:
        """Make list and text."""
        self.search_field = SearchField(tr("Chercher dans l'aide"), tr("Chercher dans l'aide"))
        self.search_field.typed.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sujets"))
        self.list.setItemDelegate(_TopicDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setProperty("look", "plain")
        theme().changed.connect(self.list.doItemsLayout)
        self.list.currentItemChanged.connect(lambda item, _before: self._chosen(item))
        self.none = Label(
            tr("Aucun texte ne contient ces mots. Essayez un mot plus court, ou Ctrl+K pour chercher une commande."),
            "secondary",
            "text2",
            wrap=True,
        )
        self.none.hide()
        keys = Button(tr("Raccourcis clavier"), "secondary", "keyboard")
        keys.clicked.connect(lambda: self._show_keys())  # noqa: PLW0108 - `clicked` would hand its checked state over
        side = Pane("surface2", edges="r")
        hold(side, width=300)
        Column(
            Label(self.title(), "h1"),
            8,
            self.search_field,
            8,
            self.none,
            self.list,
            8,
            keys,
            spacing=2,
            margins=(20, 18, 16, 16),
            parent=side,
        ).setStretch(5, 1)
        self.view = ManualView(tr("Texte de l'aide"), 30)
        self.view.anchorClicked.connect(self._follow)
        card = Card(padding=(4, 2))  # the text scrolls up to the card's edges
        card.body.addWidget(self.view, 1)
        hold(card, most_width=MEASURE + 68)
        inside = QWidget()
        Column(card, margins=(24, 18, 24, 18), parent=inside)
        whole = QWidget()
        Row(side, inside, spacing=0, parent=whole).setStretch(1, 1)
        self._fill(topics())
        self.show_topic(self._topic)
        return whole

    def show_topic(self, key: str) -> None:
        """Show the text of a page; the one about the window where there is none."""
        self._topic = key if key in {topic.key for topic in topics()} else "window"
        if not self._built:
            return
        self.search_field.set_text("")
        self._fill(topics())
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == self._topic:
                self.list.setCurrentRow(row)

    def panes(self) -> Sequence[QWidget]:
        """Return topics and text."""
        return [self.search_field.input, self.list, self.view] if self._built else []

    def state(self) -> dict[str, Any]:
        """Return which text is shown."""
        return {"topic": self._topic}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a text."""
        self.show_topic(str(state.get("topic") or "window"))

    def _filter(self, text: str) -> None:
        self._fill(found(text), text)
        if self.list.count():
            self.list.setCurrentRow(0)

    def _fill(self, shown: Sequence[Topic], sought: str = "") -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for topic in shown:
            excerpt = topic.excerpt(sought) if sought else ""
            item = QListWidgetItem(topic.title)
            item.setData(_KEY, topic.key)
            item.setToolTip(excerpt or topic.title)
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        self.none.setVisible(not shown)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._topic = str(item.data(_KEY))
        topic = next(topic for topic in topics() if topic.key == self._topic)
        self.view.show_text(topic.text)

    def _follow(self, address: QUrl) -> None:
        if address.scheme() == "page":
            self._go(address.path())
        elif address.scheme() == "help":
            self.show_topic(address.path())
