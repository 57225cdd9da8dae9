"""« Correspondance »: each field of the file, an example, what it becomes here, in how many records it stands."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.catalogue.interchange.placing import OFFERED
from cresi_app.catalogue.interchange.reading import FieldCount
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.interchange.tabular.columns import TITLES
from cresi_app.catalogue.interchange.unimarc.used import KEPT
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import Label
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

_ROW: Final = 36
_TAG: Final = 74
"""Width of the ground of a tag; names stand in line after it."""
_LOCAL: Final = "200"
"""Fields from here on can be given a place; those before are numbers and codes of the record itself."""
_OF_THE_RECORD: Final = frozenset({"801", "802"})


def _tag(field: FieldCount) -> str:
    return f"{field.tag} ${field.codes}" if field.codes else field.tag


def _named(field: FieldCount) -> str:
    return f"{_tag(field)} {tr(field.name)}" if field.name else _tag(field)


class FieldCard(Card):
    """The fields of the file; those without a place here are kept word for word, and say so.

    The columns of a list, and the local fields of MARC records, can be given a place in their row: `meaning_chosen` (name, target).
    What was chosen has a name: `model_chosen`, `model_kept`, `model_forgotten` with it.
    """

    meaning_chosen = Signal(str, object)
    model_chosen = Signal(str)
    model_kept = Signal(str)
    model_forgotten = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correspondance"), parent=parent)
        columns: list[TableColumn[FieldCount]] = [
            TableColumn("tag", tr("Champ du fichier"), _named, width=246, paint=self._paint_field),
            TableColumn("example", tr("Exemple"), lambda field: field.example, stretch=True, width=170, ink="text2"),
            TableColumn("becomes", tr("Devient"), self._told, width=204, paint=self._paint_choice),
            TableColumn("records", tr("Notices"), lambda field: format_number(field.records), "right", width=78),
        ]
        self.model: TableModel[FieldCount] = TableModel(desk, ("catalogue", "fields"), columns, self)
        self.table = TableView(tr("Champs du fichier"), self.model, row_height=_ROW)
        self.table.opened.connect(self.offer)
        self.table.clicked.connect(self._clicked)
        self.model.count_changed.connect(lambda _count: self._fit())
        theme().changed.connect(self._fit)
        self._to_place = Pill("", "warning")
        self.head.insertWidget(1, self._to_place)
        self._kept = Label("", "caption", "text2", wrap=True)
        self._fields: list[FieldCount] = []
        self._meanings: dict[str, str] = {}
        self._is_list = False
        self.models = ComboBox(tr("Modèle de correspondance"), [])
        self.models.activated.connect(lambda _index: self.model_chosen.emit(self.models.key() or ""))
        self.model_name = TextField(tr("Nom du modèle"), name="model", hint=tr("Par exemple « Texto 2014 »."))
        self.model_name.committed.connect(lambda _name: self._keep())
        self.model_name.hide()
        self.keep_model = Button(tr("Enregistrer comme modèle"), "link", "save")
        self.keep_model.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the name where it is being typed
        self.keep_model.clicked.connect(lambda _checked=False: self._name_model())
        self.forget_model = Button(tr("Oublier"), "link")
        self.forget_model.clicked.connect(lambda _checked=False: self.model_forgotten.emit(self.models.key() or ""))
        self.head.addWidget(self.models)
        self.head.addWidget(self.forget_model)
        self.head.addWidget(self.keep_model)
        self.body.addWidget(self.model_name)
        self.body.addWidget(self.table)
        self.body.addWidget(self._kept)

    def show_fields(self, fields: Sequence[FieldCount], meanings: Mapping[str, str], *, is_list: bool) -> None:
        """Show these fields; `meanings` is what each became by choice, `is_list` whether every one can be given a place."""
        self._fields, self._meanings, self._is_list = list(fields), dict(meanings), is_list
        current = self.table.current()
        rows = dict(enumerate(fields, 1))
        # What waits for a place stands first, and stays there once it has one.
        ids = sorted(rows, key=lambda at: not self._can_be_placed(rows[at]))
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: rows[one] for one in wanted if one in rows},
            )
        )
        kept = sum(self._is_kept(field) for field in fields)
        waiting = sum(self._is_kept(field) and self._can_be_placed(field) for field in fields)
        self._to_place.set(trn("{n} champ à placer", "{n} champs à placer", waiting), "warning")
        self._to_place.setVisible(waiting > 0)
        self._kept.setText(
            trn(
                "{n} champ sans place ici est gardé mot pour mot avec sa notice.",
                "{n} champs sans place ici sont gardés mot pour mot avec leur notice.",
                kept,
            )
        )
        self._kept.setVisible(kept > 0)
        self.setVisible(bool(fields))
        if ids:
            first = next((at for at, field in enumerate(fields, 1) if self._can_be_placed(field)), ids[0])
            self.table.select(current if isinstance(current, int) and current in rows else first)

    def _fit(self) -> None:
        """Give the table the height of all its lines: what scrolls is the side it stands in."""
        lines = self.model.rowCount() * theme().px(self.table.tall)
        self.table.setMinimumHeight(self.table.horizontalHeader().height() + lines + 2 * self.table.frameWidth())

    def show_models(self, names: Sequence[str], chosen: str) -> None:
        """Offer the models of these names."""
        self.models.set_options(
            [("", tr("Aucun modèle")), *((name, tr("Modèle « {name} »", name=name)) for name in names)]
        )
        self.models.set_key(chosen)
        self.models.setVisible(bool(names))
        self.forget_model.setVisible(bool(chosen))
        if chosen:
            self.model_name.set_value(chosen)

    def _name_model(self) -> None:
        """Ask for the name, or keep under the one that is written."""
        if self.model_name.isHidden():
            self.model_name.show()
            self.model_name.focus()
            return
        self.model_name.commit()
        if not self.model_name.isHidden():
            self._keep()  # the same name again

    def _keep(self) -> None:
        name = str(self.model_name.read() or "").strip()
        if name:
            self.model_name.hide()
            self.model_kept.emit(name)

    @staticmethod
    def _is_kept(field: FieldCount) -> bool:
        return field.becomes in {KEPT, TITLES[Target.KEEP]}

    def _can_be_placed(self, field: FieldCount) -> bool:
        if self._is_list or field.tag in self._meanings:
            return True
        return self._is_kept(field) and field.tag >= _LOCAL and field.tag not in _OF_THE_RECORD

    # --- giving a place

    def _told(self, field: FieldCount) -> str:
        return tr("À choisir") if self._waits(field) else tr(field.becomes)

    def _waits(self, field: FieldCount) -> bool:
        return self._is_kept(field) and self._can_be_placed(field) and field.tag not in self._meanings

    @staticmethod
    def _paint_field(painter: QPainter, room: QRect, field: FieldCount, selected: bool) -> None:
        """Draw the tag on its ground and its name beside it; the column of a list is its name."""
        look = theme()
        if not field.name:
            put_text(painter, room, _tag(field), look.font("secondary", weight=600), look.color("text"), LEFT)
            return
        high = look.px(22)
        ground = QRectF(room.x(), room.center().y() - high / 2 + 0.5, look.px(_TAG), high)
        rounded(painter, ground, look.px(6), look.color("surface" if selected else "surface3"))
        inset = look.px(6)
        tag = ground.toRect().adjusted(inset, 0, -inset, 0)
        put_text(painter, tag, _tag(field), look.font("caption", weight=600, tabular=True), look.color("text2"), LEFT)
        words = room.adjusted(look.px(_TAG + 10), 0, 0, 0)
        put_text(painter, words, tr(field.name), look.font("secondary"), look.color("text"), LEFT)

    def _paint_choice(self, painter: QPainter, room: QRect, field: FieldCount, _selected: bool) -> None:
        """Draw what the field becomes: as a box that opens where it can be chosen, amber while nobody has."""
        look = theme()
        waits, can = self._waits(field), self._can_be_placed(field)
        ink = "warning" if waits else "text" if can or not self._is_kept(field) else "text3"
        if can:
            box = QRectF(room.x(), room.center().y() - look.px(15) + 0.5, room.width(), look.px(30))
            rounded(
                painter, box, look.px(8), look.color("surface"), look.color("warning" if waits else "border_strong")
            )
            put_pixmap(
                painter, look.pixmap("chevron-down", "text2", 16), QPointF(box.right() - look.px(14), box.center().y())
            )
        room = room.adjusted(look.px(10), 0, -look.px(26) if can else 0, 0)  # one line of words, boxed or not
        put_text(painter, room, self._told(field), look.font("secondary"), look.color(ink), LEFT)

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.column(index.column()).key == "becomes":
            self.offer(self.model.id_at(index.row()))

    def offer(self, number: object) -> None:
        """Open what the field of this row can become, under its box."""
        row = self.model.row_of(number) if isinstance(number, int) else None
        menu = self.choices(number)
        if menu is None or row is None:
            return
        menu.aboutToHide.connect(menu.deleteLater)
        at = next(place for place, column in enumerate(self.model.columns()) if column.key == "becomes")
        place = self.table.visualRect(self.model.index(row, at))
        menu.setMinimumWidth(place.width())
        menu.popup(self.table.viewport().mapToGlobal(place.bottomLeft()))

    def choices(self, number: object) -> QMenu | None:
        """Return what the field of this row can become; None when it has its place already."""
        field = self._fields[number - 1] if isinstance(number, int) and 0 < number <= len(self._fields) else None
        if field is None or not self._can_be_placed(field):
            return None
        menu = QMenu(self.table)
        menu.setAccessibleName(tr("Ce que devient {field}", field=_tag(field)))
        now = "" if self._waits(field) else self._meanings.get(field.tag, Target.KEEP.value)
        for target in TITLES if self._is_list else OFFERED:
            action = menu.addAction(tr(TITLES[target]))
            action.setCheckable(True)
            action.setChecked(target.value == now)
            action.triggered.connect(partial(self._choose, field.tag, target))
        return menu

    def _choose(self, tag: str, target: Target, _checked: bool = False) -> None:
        self.meaning_chosen.emit(tag, target)
