"""The strip above an import's control: what the file is, where it comes from, how sure its alphabet is, and reading it otherwise."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange import charset, formats, origin
from cresi_app.catalogue.interchange.charset import Charset
from cresi_app.catalogue.interchange.formats import Format
from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.ui.detail import shown_size
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.theme import theme

_TOLD: Final = frozenset({*formats.MARC, *formats.TEXTS, Format.CSV, Format.PMB})
"""Formats that do not say themselves which alphabet they are in."""
_ORIGIN_FROM: Final = 1080
"""Width of the strip (in the look's pixels) from which the software of origin is shown."""
_TOLD_FROM: Final = 900
"""Width from which format and alphabet have their own place; below it they follow the size."""
_ONE_LINE_FROM: Final = 600
"""Width from which how sure the alphabet is and reading it otherwise stand beside the name; below it, under it."""
_SPACE: Final = 4
"""Place of the room left between what is told and what can be done."""


class FileStrip(Card):
    """Shows one file. `alphabet_chosen`: read it with another alphabet; `other_asked`: another file."""

    alphabet_chosen = Signal(object)
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._counted = ""
        self._name = ElidedLabel("", "strong")
        self._size = ElidedLabel("", "caption", "text2")
        self.format_label = Label("", "button")
        self.origin_label = ElidedLabel("", "button")
        self._encoding = Label("", "button")
        self._encoding_head = Label(tr("Encodage reconnu"), "caption", "text3")
        self._sure = Pill("", "success")
        self.alphabet = ComboBox(tr("Relire avec un autre encodage"), [])
        hold(self.alphabet, most_width=190)
        self.alphabet.activated.connect(self._choose)
        other = IconButton(tr("Choisir un autre fichier"), "folder-open")
        other.clicked.connect(lambda _checked=False: self.other_asked.emit())
        self._origin_head = Label(tr("Logiciel d'origine"), "caption", "text3")
        self._read_as = QWidget()
        told = Row(
            Column(Label(tr("Format reconnu"), "caption", "text3"), self.format_label, spacing=2),
            Column(self._origin_head, self.origin_label, spacing=2),
            Column(self._encoding_head, self._encoding, spacing=2), spacing=18, parent=self._read_as,
        )  # fmt: skip
        told.setStretch(1, 1)
        row = self._row = Row(
            IconTile("file-text", "primary", 40), Column(self._name, self._size, spacing=0),
            self._read_as, self._sure, None, self.alphabet, other, spacing=18,
        )  # fmt: skip
        row.setStretch(1, 2)
        row.setStretch(2, 1)
        self._below = Row(None, spacing=18)
        self.body.addLayout(row)
        self.body.addLayout(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the software of origin out where the name would have no room beside it."""
        super().resizeEvent(event)
        self._break()
        self._show_origin()

    def _break(self) -> None:
        """Take one line, or two."""
        under, is_under = self.width() < theme().px(_ONE_LINE_FROM), self._below.count() > 1
        if under and not is_under:
            self._below.insertWidget(0, self._sure)
            self._below.addWidget(self.alphabet)
        elif is_under and not under:
            self._row.insertWidget(_SPACE - 1, self._sure)
            self._row.insertWidget(_SPACE + 1, self.alphabet)

    def _show_origin(self) -> None:
        narrow = self.width() < theme().px(_TOLD_FROM)
        self._read_as.setVisible(not narrow)
        if self._below.count() == 1:
            self._row.setStretch(_SPACE, 0 if narrow else 1)  # what the name and what follows it need more
        told = (self._counted, self.format_label.text(), self._encoding.text())
        self._size.setText(" · ".join(filter(None, told)) if narrow else self._counted)
        wide = bool(self.origin_label.text()) and self.width() >= theme().px(_ORIGIN_FROM)
        self.origin_label.setVisible(wide)
        self._origin_head.setVisible(wide)

    def _choose(self, _index: int) -> None:
        chosen = self.alphabet.key()
        if isinstance(chosen, Charset):
            self.alphabet_chosen.emit(chosen)

    def show_file(self, file: NoticeFile) -> None:
        """Show this file."""
        self._name.setText(file.name)
        size = shown_size(len(file.data))
        counted = trn("{count} notice", "{count} notices", file.total, count=format_number(file.total))
        self._counted = tr("{size} · {notices}", size=size, notices=counted) if file.total else size
        self.format_label.setText(file.title)
        self.origin_label.setText(origin.of(file.data))
        self._show_encoding(file)
        self._show_origin()

    def _show_encoding(self, file: NoticeFile) -> None:
        options: list[tuple[Charset | None, str]] = [(one, tr(words)) for one, words in charset.TITLES.items()]
        self.alphabet.set_options([(None, tr("Relire autrement")), *options])
        self.alphabet.set_key(None)
        self.alphabet.setVisible(file.format in _TOLD)
        self._encoding.setText(tr(charset.TITLES[file.charset]) if file.charset else tr("À choisir"))
        self._encoding_head.setText(tr("Encodage choisi") if file.overridden else tr("Encodage reconnu"))
        if file.overridden:
            self._sure.set(tr("regardez les accents"), "info")
        elif file.charset is None:
            self._sure.set(tr("encodage inconnu"), "danger")
        else:
            percent = round(file.verdict.confidence * 100)
            self._sure.set(tr("accents sûrs à {percent} %", percent=percent), "success" if percent >= 90 else "warning")
        self._sure.setToolTip(f"{self._sure.text}\n{tr(file.verdict.reason)}")
