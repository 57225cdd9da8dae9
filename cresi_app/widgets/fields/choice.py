"""Fields for one of a few: the drop-down list and the check box."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from cresi_app.widgets.fields.base import Field
from cresi_app.widgets.theme import theme


class ComboBox(QComboBox):
    """A drop-down list that the wheel never changes by accident. Items are (key, word)."""

    def __init__(self, name: str, options: Sequence[tuple[Any, str]] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # AdjustToContents resizes the box behind its layout's back
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        self.setItemDelegate(QStyledItemDelegate(self))  # the plain one ignores the look's rows
        self.setMaxVisibleItems(14)
        self.set_options(options)
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other items; the choice is kept when its key is still there."""
        before = self.key()
        blocked = self.blockSignals(True)
        self.clear()
        for key, word in options:
            self.addItem(word, key)
        self.updateGeometry()
        self.blockSignals(blocked)
        self.set_key(before)

    def key(self) -> Any:
        """Return the key of the chosen item."""
        return self.currentData()

    def set_key(self, key: Any) -> None:
        """Choose an item by its key; the first one when there is no such key."""
        keys = [self.itemData(index) for index in range(self.count())]
        self.setCurrentIndex(keys.index(key) if key in keys else (0 if keys else -1))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 34 pixels of height and what the longest word needs."""
        look = theme()
        metrics = QFontMetrics(self.font())
        words = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        return QSize(words + look.px(11 + 26 + 11) + 4, look.px(34))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way down to a few letters."""
        return QSize(min(self.sizeHint().width(), theme().px(110)), theme().px(34))

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFont(theme().font("body"))  # what is chosen reads as what is typed beside it
        self.view().setFont(theme().font("body"))
        self.updateGeometry()

    def shown_word(self) -> str:
        """Return the chosen word, or what stands for none, as it is drawn: cut with « … » where the box is too narrow."""
        room = self.width() - theme().px(11 + 26 + 10) - 4
        said = self.currentText() or self.placeholderText()
        return QFontMetrics(self.font()).elidedText(said, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box; the style itself would cut the word in the middle of a letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_word()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Let the page scroll instead."""
        event.ignore()


class ChoiceField(Field):
    """One key of a short list; `options` are (key, word); committed at once; value: the key."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[Any, str]],
        *,
        name: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.input = ComboBox(label, options)
        self.input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        super().__init__(label, self.input, name=name, hint=hint, parent=parent)
        self._value = self.input.key()
        self.input.activated.connect(self._picked)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other items."""
        self.input.set_options(options)

    def read(self) -> Any:
        """Return the chosen key."""
        return self.input.key()

    def show_value(self, value: Any) -> None:
        """Choose the item of a key."""
        self.input.set_key(value)

    def _picked(self) -> None:
        self.edited.emit()
        self.commit()


class CheckField(Field):
    """Yes or no, its sentence beside the box; committed at once; value: bool."""

    def __init__(self, label: str, *, name: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        self.input = QCheckBox(label)
        super().__init__(label, self.input, name=name, hint=hint, parent=parent)
        self.label.hide()
        self._value = False
        self.input.clicked.connect(self._picked)

    def read(self) -> Any:
        """Return whether the box is checked."""
        return self.input.isChecked()

    def show_value(self, value: Any) -> None:
        """Check or clear the box."""
        self.input.setChecked(bool(value))

    def set_label(self, text: str) -> None:
        """Name the box otherwise."""
        super().set_label(text)
        self.input.setText(text)

    def _picked(self) -> None:
        self.edited.emit()
        self.commit()
