"""« Tableau des droits »: what each role may do, drawn from the very table that every act is judged by."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.roles import MAY, RIGHTS, ROLES, Right, Role
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.dialogsize import Dialog, open_at
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Column, Grid, Row
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme


class RightsDialog(Dialog):
    """Rights down, roles across; a check where the role has the right, a dash where it has not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tableau des droits"))
        content = QWidget()
        self._wide = parent.window().width() >= theme().px(1220)  # room for each right on one line
        note = tr(
            "Ces droits évitent les gestes par erreur : le programme refuse ce qui n'est pas coché, aussi quand on annule. "
            "Ils ne remplacent pas un mot de passe de session : qui ouvre le dossier de la bibliothèque peut la lire."
        )
        close = Button(tr("Fermer"), "secondary")
        close.clicked.connect(self.accept)
        side = 24 if self._wide else 16
        Column(
            Label(tr("Tableau des droits"), "detail"), Label(note, "secondary", "text2", wrap=True), self._grid(), None,
            spacing=14, margins=(side, 18, side, 18), parent=content,
        )  # fmt: skip
        Column(ScrollArea(content), Row(None, close, margins=(side, 10, side, 14)), parent=self)
        open_at(self, 1180 if self._wide else 980, 620 if self._wide else 660)

    def _grid(self) -> QWidget:
        whole = QWidget()
        grid = Grid(across=10 if self._wide else 8, down=5)
        whole.setLayout(grid)
        for column, role in enumerate(Role, 1):
            head = Label(tr(ROLES[role][0]), "caption_strong", wrap=True)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, column)
            grid.setColumnMinimumWidth(column, theme().px(86) if self._wide else 0)  # else the rights need the room
        for row, right in enumerate(Right):
            grid.addWidget(Divider(), 2 * row + 1, 0, 1, len(Role) + 1)
            grid.addWidget(Label(tr(RIGHTS[right]), "body", wrap=not self._wide), 2 * row + 2, 0)
            for column, role in enumerate(Role, 1):
                grid.addWidget(_mark(role, right), 2 * row + 2, column, Qt.AlignmentFlag.AlignCenter)
        grid.setColumnStretch(0, 1)
        return whole


def _mark(role: Role, right: Right) -> QWidget:
    has = right in MAY[role]
    mark = IconLabel("check" if has else "minus", "primary" if has else "border_strong", 16)
    who, what = tr(ROLES[role][0]), tr(RIGHTS[right])
    yes, no = tr("{role} : oui, {right}", role=who, right=what), tr("{role} : non, {right}", role=who, right=what)
    mark.setAccessibleName(yes if has else no)
    mark.setToolTip(mark.accessibleName())
    return mark
