"""The PDFs on their way in as a table: each cell may be corrected, each line left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cresi_app.catalogue.interchange.pdf import Candidate
from cresi_app.catalogue.model.importing import ImportReport, Outcome
from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.theme import theme

ROW_HEIGHT: Final = 36
COLUMNS: Final = (
    ("wanted", N_("Prendre"), 78), ("name", N_("Fichier"), 120), ("title", N_("Titre"), 224), ("outcome", N_("Ce qui sera fait"), 190),
    ("authors", N_("Auteurs"), 140), ("date", N_("Date"), 100), ("language", N_("Langue"), 82), ("kind", N_("Type"), 92),
    ("isbn", N_("ISBN"), 132), ("doi", N_("DOI"), 96),
)  # fmt: skip
_CHOICES: Final = frozenset({"language", "kind"})
_WRITTEN: Final = frozenset({"title", "authors", "date", "isbn", "doi"}) | _CHOICES
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class CandidatesModel(QAbstractTableModel):
    """The candidates as they were found and corrected. `corrected`: what would be done is to be told again."""

    corrected = Signal()

    def __init__(self, words: Mapping[str, Mapping[str, str]], parent: QWidget) -> None:
        """`words`: the names of languages and kinds by code."""
        super().__init__(parent)
        self.words = words
        self.candidates: list[Candidate] = []
        self._decided: dict[int, tuple[Outcome, str]] = {}

    def show(self, candidates: Sequence[Candidate]) -> None:
        """Show other candidates."""
        self.beginResetModel()
        self.candidates, self._decided = list(candidates), {}
        self.endResetModel()

    def tell(self, report: ImportReport) -> None:
        """Show what the dry run decided."""
        self._decided = {one.record: (one.outcome, tr(one.why)) for one in report.decisions}
        self._decided |= {one.record: (Outcome.REJECTED, one.reason) for one in report.rejects}
        if self.candidates:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.candidates) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and Qt's way
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.candidates)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        """Return a column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(COLUMNS[section][1])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what can be corrected be edited."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        name = COLUMNS[index.column()][0]
        if name == "wanted":
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base | Qt.ItemFlag.ItemIsEditable if name in _WRITTEN else base

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows, says, holds."""
        one, name = self.candidates[index.row()], COLUMNS[index.column()][0]
        if name == "wanted":
            if role == Role.CheckStateRole:
                return Qt.CheckState.Checked if one.wanted else Qt.CheckState.Unchecked
            return tr("Prendre {name}", name=one.name) if role == Role.AccessibleTextRole else None
        if role == Role.EditRole:
            return getattr(one, name, "")
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return self._shown(index.row(), name)
        if role == Role.ToolTipRole:
            where = one.told.get(name, "")
            shown = self._shown(index.row(), name)
            return tr("{value} — {where}", value=shown, where=where) if where and shown else shown
        if role == Role.ForegroundRole:
            faint = not one.wanted or (name == "outcome" and one.known is None) or name == "name"
            return theme().color("text3" if not one.wanted else "text2" if faint else "text")
        return None

    def _shown(self, row: int, name: str) -> str:
        one = self.candidates[row]
        if name == "outcome":
            return self._told(row, one)
        value = str(getattr(one, name))
        return self.words.get(name, {}).get(value, value)

    def _told(self, row: int, one: Candidate) -> str:
        if not one.wanted:
            return tr("Laissé de côté")
        outcome, why = self._decided.get(row + 1, (None, ""))
        if outcome is Outcome.REJECTED:
            return why
        if one.known is not None:
            said = one.known.sentence
            return (
                tr("Nouvelle notice ; {told}", told=said) if outcome is Outcome.CREATED else said[:1].upper() + said[1:]
            )
        new = {Outcome.UPDATED: tr("Notice complétée"), Outcome.MERGED: tr("Déjà là")}
        return new.get(outcome, tr("Nouvelle notice")) if outcome else tr("Nouvelle notice")

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Take a correction."""
        row, name = index.row(), COLUMNS[index.column()][0]
        before = self.candidates[row]
        if role == Role.CheckStateRole:
            now = replace(before, wanted=Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Role.EditRole and name in _WRITTEN:
            if str(value).strip() == getattr(before, name):
                return True
            now = before.corrected(name, str(value))
        else:
            return False
        self.candidates[row] = now
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        self.corrected.emit()
        return True


class _Delegate(QStyledItemDelegate):
    """Opens a line, or a list, in the cell."""

    def __init__(self, model: CandidatesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a line."""
        return QSize(theme().px(80), theme().px(ROW_HEIGHT))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802 - Qt's name
        """Return what a cell is corrected with."""
        name, title = COLUMNS[index.column()][0], tr(COLUMNS[index.column()][1])
        if name in _CHOICES:
            options = (
                [("", "—"), *self._model.words[name].items()]
                if name == "language"
                else list(self._model.words[name].items())
            )
            box = ComboBox(title, options)
            box.setParent(parent)
            box.activated.connect(lambda _at: self.commitData.emit(box))
            return box
        line = LineInput(parent=parent)
        line.setAccessibleName(title)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show the value as it is."""
        value = index.data(Role.EditRole)
        if isinstance(editor, ComboBox):
            editor.set_key(value)
        elif isinstance(editor, LineInput):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802 - Qt's name
        """Take the correction."""
        value = editor.key() if isinstance(editor, ComboBox) else editor.text() if isinstance(editor, LineInput) else ""
        model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802 - Qt's name
        """Lay it over the cell."""
        editor.setGeometry(option.rect)


class CandidateTable(QTableView):
    """The table itself: arrows walk, F2 or typing corrects, Space takes or leaves."""

    def __init__(self, model: CandidatesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setAccessibleName(tr("PDF à importer"))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        self.setFont(look.font("secondary"))
        header = self.horizontalHeader()
        header.setFont(look.font("caption"))
        header.setFixedHeight(look.px(30))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, (_, _, width) in enumerate(COLUMNS):
            self.setColumnWidth(at, look.px(width))
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(look.px(ROW_HEIGHT))
        vertical.setDefaultSectionSize(look.px(ROW_HEIGHT))
