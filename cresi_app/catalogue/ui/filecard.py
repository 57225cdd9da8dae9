"""One attached file: what it is, how far it is read, what can be done with it, and its first pages in small."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from cresi_app.catalogue.model import Attachment
from cresi_app.catalogue.model.filetext import FileState, FileText, PageState
from cresi_app.catalogue.ui import lines
from cresi_app.catalogue.ui.filedesk import FileDesk, has_pages
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import IconTile
from cresi_app.widgets.labels import ElidedLabel
from cresi_app.widgets.layouts import Column, Flow, Row
from cresi_app.widgets.paint import CENTRE, LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.theme import theme

SHOWN: Final = 6
"""Pages shown in small; the last tile tells how many more there are."""
_WIDE, _HIGH, _FOOT = 58, 78, 22
_IN_FORM, _IN_DETAIL = 42, 17
"""Characters of a file's name that have room."""
_MARKS: Final = {
    PageState.TEXT: ("check", "success", N_("texte indexé")),
    PageState.RECOGNISED: ("check", "success", N_("texte reconnu")),
    PageState.EMPTY: ("triangle-alert", "warning", N_("aucun texte")),
    PageState.UNREADABLE: ("circle-x", "danger", N_("illisible")),
    None: ("loader", "info", N_("en cours de lecture")),
}


class PageTile(QAbstractButton):
    """A page in small with its number and its state; pressing it opens it."""

    def __init__(self, files: FileDesk, file: Attachment, page: int, text: FileText, more: int) -> None:
        super().__init__()
        self._files, self._file, self._page, self._more = files, file, page, more
        known = page < len(text.states)
        self._state = text.states[page] if known else None
        self._silent = not known and text.state.is_settled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        number = format_number(page + 1)
        said = tr("Page {number}", number=number) if self._silent else tr(
            "Page {number}, {state}", number=number, state=tr(_MARKS[self._state][2])
        )  # fmt: skip
        self.setAccessibleName(tr("{page}, et {count} autres", page=said, count=more) if more else said)
        self.setToolTip(said)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a page and the line under it."""
        return QSize(theme().px(_WIDE), theme().px(_HIGH + _FOOT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the page, white in both themes."""
        look, painter = theme(), smooth(QPainter(self))
        frame = QRectF(0.5, 0.5, look.px(_WIDE) - 1, look.px(_HIGH) - 1)
        rounded(painter, frame, look.px(5), Qt.GlobalColor.white)  # type: ignore[arg-type]  # a named colour is one too
        picture = self._files.small(self._file.sha256, self._page)
        if picture is not None:
            size = picture.size().scaled(frame.size().toSize() - QSize(4, 4), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(frame.center().toPoint())
            painter.drawPixmap(place, picture)
        if self._more:
            painter.fillRect(frame, look.color("scrim", 0.55))
            words = tr("+ {count}", count=format_number(self._more + 1))
            put_text(painter, frame.toRect(), words, look.font("strong"), look.color("side_text"), CENTRE)
        hot = self.underMouse() or self.hasFocus()
        rounded(painter, frame, look.px(5), None, look.color("primary" if hot else "border_strong"), 1.0)
        foot = QRect(look.px(2), look.px(_HIGH), look.px(_WIDE - 22), look.px(_FOOT))
        put_text(painter, foot, format_number(self._page + 1), look.font("caption"), look.color("text2"), LEFT)
        if not self._silent:
            icon, ink, _ = _MARKS[self._state]
            put_pixmap(painter, look.pixmap(icon, ink, 14), QPointF(look.px(_WIDE - 9), look.px(_HIGH + _FOOT / 2)))


class FileCard(QWidget):
    """A file of a notice. `asked(what, file, page)`: ``open``, ``outside``, ``cover``, ``no_cover``, ``detach``, ``recognise``, ``again``."""

    asked = Signal(object, object, object)

    def __init__(self, files: FileDesk, file: Attachment, *, may_change: bool = True) -> None:
        super().__init__()
        self._files, self.file, self._may_change = files, file, may_change
        self._said: FileText | None = None
        self._name = Button(shortened(file.name, _IN_FORM if may_change else _IN_DETAIL), "link")
        self._name.setToolTip(file.name)
        self._name.setAccessibleName(tr("Ouvrir {name}", name=file.name))
        self._name.clicked.connect(lambda _checked=False: self._ask("open"))
        self._size = ElidedLabel("", "caption", "text2")
        self.pill = Pill("")
        self._more = IconButton(tr("Actions sur {name}", name=file.name), "ellipsis")
        self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        picture = file.media_type.startswith("image/")
        head = Row(
            IconTile("image" if picture else "file-text", "success" if picture else "danger", 32),
            Column(Row(self._name, None), self._size, spacing=0), self.pill, self._more, spacing=10,
        )  # fmt: skip
        head.setStretch(1, 1)
        self._recognise = Button(tr("Reconnaître le texte"), "link", "eye")
        self._recognise.setAccessibleName(tr("Reconnaître le texte de {name}", name=file.name))
        self._recognise.clicked.connect(lambda _checked=False: self._ask("recognise"))
        self._pages = QWidget()
        self._flow = Flow(gap=10, parent=self._pages)
        Column(head, self._pages, Row(self._recognise, None), spacing=6, parent=self)
        files.moved.connect(self._moved)
        files.arrived.connect(self._arrived)
        self._moved()

    def _ask(self, what: str, page: int = 1) -> None:
        self.asked.emit(what, self.file, page)

    def _arrived(self, sha256: object) -> None:
        if sha256 == self.file.sha256:
            self._pages.update()
            for tile in self._pages.findChildren(PageTile):
                tile.update()

    def _moved(self) -> None:
        """Say how far the file is read."""
        text = self._files.text_of(self.file.sha256)
        if text == self._said:
            return
        self._said = text
        size = lines.shown_size(self.file.size)
        extent = "" if self.file.media_type.startswith("image/") else text.extent
        self._size.setText(" · ".join(part for part in (size, extent, self.file.caption) if part))
        if self.file.is_cover:
            self.pill.set(tr("Couverture"), "info")
        else:
            self.pill.set(text.word, lines.tone(text.tone))
        self.pill.setToolTip(text.reason)
        self._recognise.setVisible(self._may_change and bool(text.scanned) and not self.file.is_cover)
        self._fill_menu(text)
        self._show_pages(text)

    def _show_pages(self, text: FileText) -> None:
        self._flow.clear()
        count = (
            text.pages
            if has_pages(self.file.media_type) and text.state not in {FileState.LOCKED, FileState.BROKEN}
            else 0
        )
        shown = min(count, SHOWN)
        for page in range(shown):
            tile = PageTile(
                self._files, self.file, page, text, count - SHOWN if page == SHOWN - 1 and count > SHOWN else 0
            )
            tile.clicked.connect(lambda _checked=False, page=page: self._ask("open", page + 1))
            self._flow.addWidget(tile)
        self._pages.setVisible(shown > 0)
        if shown:
            self._files.want_pictures(self.file.sha256, self.file.media_type, shown)

    def _fill_menu(self, text: FileText) -> None:
        menu = QMenu(self._more)
        acts: list[Action] = [
            Action("catalogue.see_file", tr("Voir ici"), lambda: self._ask("open"), icon="eye"),
            Action("catalogue.open_file", tr("Ouvrir avec un autre programme"), lambda: self._ask("outside"), icon="external-link"),
        ]  # fmt: skip
        if self._may_change:
            acts += self._changes(text)
        fill_menu(menu, acts)
        self._more.setMenu(menu)

    def _changes(self, text: FileText) -> Sequence[Action]:
        acts: list[Action] = []
        if self.file.media_type.startswith("image/"):
            acts.append(
                Action(
                    "catalogue.no_cover",
                    tr("Ne plus prendre comme couverture"),
                    lambda: self._ask("no_cover"),
                    icon="image",
                )
                if self.file.is_cover
                else Action("catalogue.cover", tr("Prendre comme couverture"), lambda: self._ask("cover"), icon="image")
            )
        if text.scanned:
            acts.append(
                Action("catalogue.recognise", tr("Reconnaître le texte"), lambda: self._ask("recognise"), icon="eye")
            )
        acts += [
            Action(
                "catalogue.read_again", tr("Lire le texte de nouveau"), lambda: self._ask("again"), icon="refresh-cw"
            ),
            Action("catalogue.propose", tr("Proposer une indexation"), lambda: self._ask("propose"), icon="tag"),
            Action("catalogue.detach", tr("Détacher de la notice"), lambda: self._ask("detach"), icon="trash-2"),
        ]
        return acts


def shortened(name: str, most: int) -> str:
    """Return a file's name cut in the middle: what it begins with, and its kind, stay."""
    return name if len(name) <= most else f"{name[: most - 9]}…{name[-8:]}"
