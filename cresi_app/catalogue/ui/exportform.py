"""Asks in which format notices are written: each with what it is good for, the one used last chosen beforehand."""

from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cresi_app.catalogue.interchange.exporting import ExportFormat
from cresi_app.catalogue.interchange.usedterms import NAME as SKOS
from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.paint import LEFT, RIGHT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme


class Kind(NamedTuple):
    """A format: its words, the end of a file's name, the names a dialog shows, what it is good for."""

    words: str
    ending: str
    patterns: str
    use: str


FORMATS: Final = {
    ExportFormat.CSV.value: Kind(N_("Tableau CSV"), "csv", "*.csv", N_("Une ligne par notice, pour tout tableur")),
    ExportFormat.XLSX.value: Kind(N_("Classeur XLSX"), "xlsx", "*.xlsx", N_("Pour Excel, titres et largeurs déjà réglés")),
    ExportFormat.ODS.value: Kind(N_("Classeur LibreOffice"), "ods", "*.ods", N_("Pour LibreOffice Calc")),
    ExportFormat.RIS.value: Kind(N_("Bibliographie RIS"), "ris", "*.ris", N_("Pour Zotero, EndNote, Mendeley")),
    ExportFormat.BIBTEX.value: Kind(N_("Bibliographie BibTeX"), "bib", "*.bib", N_("Pour LaTeX, JabRef, Zotero")),
    ExportFormat.UNIMARC.value: Kind(N_("Notices UNIMARC"), "mrc", "*.mrc *.iso", N_("Pour les catalogues français : PMB, Koha, BnF")),
    ExportFormat.MARC21.value: Kind(N_("Notices MARC 21"), "mrc", "*.mrc", N_("Pour les catalogues d'ailleurs")),
    ExportFormat.MARCXML.value: Kind(N_("Notices MARCXML"), "xml", "*.xml", N_("MARC 21 écrit en XML")),
    ExportFormat.DC.value: Kind(N_("Dublin Core"), "xml", "*.xml", N_("Quinze champs simples, compris partout")),
    ExportFormat.OAI.value: Kind(N_("Entrepôt OAI statique"), "xml", "*.xml", N_("À déposer sur un site pour être moissonné")),
    ExportFormat.JSON.value: Kind(N_("JSON complet"), "json", "*.json", N_("Tout ce que le catalogue sait, sans perte")),
    SKOS: Kind(N_("Termes employés, en SKOS"), "ttl", "*.ttl *.rdf", N_("Les sujets de ces notices, avec leurs liens")),
}  # fmt: skip
_GROUPS: Final = (
    (N_("Pour un tableur"), (ExportFormat.CSV.value, ExportFormat.XLSX.value, ExportFormat.ODS.value)),
    (N_("Pour une bibliographie"), (ExportFormat.RIS.value, ExportFormat.BIBTEX.value)),
    (N_("Pour un autre catalogue"), (
        ExportFormat.UNIMARC.value, ExportFormat.MARC21.value, ExportFormat.MARCXML.value, ExportFormat.DC.value, ExportFormat.OAI.value,
    )),
    (N_("Pour garder ou relier"), (ExportFormat.JSON.value, SKOS)),
)  # fmt: skip
_NAME: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class _FormatDelegate(QStyledItemDelegate):
    """Draws a group as an overline, a format over what it is good for."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(200), theme().px(46 if index.data(_NAME) else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        look = theme()
        room = option.rect.adjusted(look.px(12), 0, -look.px(10), 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        if not index.data(_NAME):
            room.adjust(-look.px(12), look.px(8), 0, 0)
            put_text(painter, room, words, look.font("overline"), look.color("text3"), LEFT)
        else:
            self._paint_format(painter, option, room, FORMATS[index.data(_NAME)], words)
        painter.restore()

    @staticmethod
    def _paint_format(painter: QPainter, option: QStyleOptionViewItem, room: QRect, kind: Kind, words: str) -> None:
        look = theme()
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, QRectF(option.rect), look.px(10), look.color("primary_soft"))
            bar = QRectF(option.rect.x(), option.rect.y() + look.px(4), look.px(3), option.rect.height() - look.px(8))
            rounded(painter, bar, look.px(1.5), look.color("primary"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, QRectF(option.rect), look.px(10), look.color("surface2"))
        first = QRect(room.x(), room.y() + look.px(4), room.width(), look.px(20))
        width = put_text(painter, first, f".{kind.ending}", look.font("caption"), look.color("text2"), RIGHT)
        first.setRight(first.right() - width - look.px(8))
        put_text(painter, first, words, look.font("strong"), look.color("text"), LEFT)
        second = QRect(room.x(), room.y() + look.px(24), room.width(), look.px(18))
        put_text(painter, second, tr(kind.use), look.font("caption"), look.color("text2"), LEFT)


class FormatList(QListWidget):
    """The formats: one tab stop, arrows go through them; `taken` with Enter or a double click."""

    taken = Signal()

    def __init__(self, chosen: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Format"))
        self.setItemDelegate(_FormatDelegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        for title, names in _GROUPS:
            head = QListWidgetItem(tr(title))
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(head)
            for name in names:
                item = QListWidgetItem(tr(FORMATS[name].words))
                item.setData(_NAME, name)
                said = f"{tr(FORMATS[name].words)}. {tr(FORMATS[name].use)}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                item.setToolTip(said)
                self.addItem(item)
                if name == chosen:
                    self.setCurrentItem(item)
        self.itemActivated.connect(lambda _item: self.taken.emit())
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> str:
        """The name of the format chosen."""
        return str(self.currentItem().data(_NAME))


class ExportForm(QWidget):
    """Asks for the format. `chosen` carries its word, `given_up` comes with Escape."""

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, title: str, stem: str, format_before: str) -> None:
        """`stem` is the file's name without its end."""
        super().__init__()
        self._stem = stem
        self.formats = FormatList(format_before)
        self.formats.currentItemChanged.connect(lambda _now, _before: self._say())
        self.formats.taken.connect(self._go)
        self._file = ElidedLabel("", "caption", "text2")
        self.go = Button(tr("Choisir le fichier…"), "primary", "file-up")
        self.go.clicked.connect(lambda _checked=False: self._go())
        stop = Button(tr("Annuler"), "secondary")
        stop.clicked.connect(lambda _checked=False: self.given_up.emit())
        heading = Row(Label(tr("Exporter : {title}", title=title), "detail", wrap=True), margins=(20, 16, 18, 0))
        foot = Column(self._file, Row(self.go, stop, None, spacing=8), spacing=8, margins=(20, 10, 18, 14))
        column = Column(heading, Row(self.formats, margins=(20, 0, 12, 0)), Divider(), foot, parent=self)
        column.setStretch(1, 1)
        on_finish(self, self._go)
        self._say()

    def focus(self) -> None:
        """Take the keyboard."""
        self.formats.setFocus()

    def _say(self) -> None:
        self._file.setText(tr("Fichier proposé : {name}", name=f"{self._stem}.{FORMATS[self.formats.current].ending}"))

    def _go(self) -> None:
        self.chosen.emit(self.formats.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
