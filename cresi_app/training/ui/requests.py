"""Beside the year: what associations ask for, to be placed with a button or dragged onto a day; and the forms of a request."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model import Gauge, format_half_days
from cresi_app.training.model.requests import RequestLine
from cresi_app.training.service import TrainingService
from cresi_app.training.ui import searches
from cresi_app.training.ui.forms import ActForm
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, Divider, IconTile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, MultilineField, NumberField, Proposal, RecordPicker, TextField
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout

REQUEST_MIME: Final = "application/x-cresi-training-request"


class RequestRow(QWidget):
    """A request; drag it onto a day of the planner, or press « Placer »."""

    placed = Signal(object)
    changed = Signal(object)
    declined = Signal(object)

    def __init__(self, line: RequestLine, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._from: QPoint | None = None
        request = line.request
        words = Column(
            Label(request.theme, "button", wrap=True), ElidedLabel(line.detail, "caption", "text2"), spacing=0
        )
        place = Button(tr("Placer"), "secondary")
        place.setAccessibleName(tr("Placer « {theme} », {who}", theme=request.theme, who=line.organisation))
        place.setObjectName(f"place:{request.id}")
        place.clicked.connect(lambda: self.placed.emit(line))
        more = IconButton(tr("Autres actions sur « {theme} »", theme=request.theme), "ellipsis")
        menu = QMenu(more)
        fill_menu(
            menu,
            [
                Action(
                    "training.request.edit", tr("Modifier la demande…"), lambda: self.changed.emit(line), icon="pencil"
                ),
                Action(
                    "training.request.decline",
                    tr("Décliner la demande…"),
                    lambda: self.declined.emit(line),
                    icon="circle-x",
                ),
            ],
        )
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
        Row(IconTile("users", "info", 32), words, place, more, spacing=6, parent=self).setStretch(1, 1)
        self.setToolTip("\n".join(filter(None, (request.theme, line.detail, request.wishes))))
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to carry it."""
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Carry it once the pointer has really moved."""
        if self._from is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        drag, data = QDrag(self), QMimeData()
        data.setData(REQUEST_MIME, str(self.line.request.id).encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        self._from = None
        drag.exec(Qt.DropAction.MoveAction)


class RequestsCard(Card):
    """The requests to place, and what they would do to the quota."""

    placed = Signal(object)
    changed = Signal(object)
    declined = Signal(object)
    asked = Signal()
    """« Noter une demande » was pressed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        add = Button(tr("Noter"), "link", "plus")
        add.setAccessibleName(tr("Noter une demande de journée"))
        super().__init__(tr("Demandes à placer"), count=0, aside=[add], padding=(16, 14), parent=parent)
        add.clicked.connect(self.asked)
        self._content = QWidget()
        self._lines = Column(spacing=8, parent=self._content)
        self.body.addWidget(self._content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_requests(self, lines: Sequence[RequestLine], gauge: Gauge) -> None:
        """Show the requests of a year whose quota is `gauge`."""
        clear_layout(self._lines)
        self.badge.set_count(len(lines))
        self.badge.setVisible(bool(lines))
        for number, line in enumerate(lines):
            if number:
                self._lines.addWidget(Divider())
            row = RequestRow(line)
            row.placed.connect(self.placed)
            row.changed.connect(self.changed)
            row.declined.connect(self.declined)
            self._lines.addWidget(row)
        if not lines:
            self._lines.addWidget(Label(tr("Aucune demande en attente."), "secondary", "text2"))
            return
        warning = too_many(lines, gauge)
        if warning:
            told = Row(
                IconLabel("triangle-alert", "warning", 16), Label(warning, "caption", "text2", wrap=True), spacing=8
            )
            told.setStretch(1, 1)
            self._lines.addLayout(told)


def too_many(lines: Sequence[RequestLine], gauge: Gauge) -> str:
    """Return what to say when placing every request would exceed the quota, "" when it would not."""
    after = gauge.after(sum(line.request.half_days for line in lines))
    if not after.over:
        return ""
    total = format_half_days(after.committed + after.option)
    return trn(
        "Placer cette demande porterait le total à {total} jours, soit {over} de plus que le quota.",
        "Placer les {n} demandes porterait le total à {total} jours, soit {over} de plus que le quota.",
        len(lines),
        total=total,
        over=format_half_days(after.over),
    )


class RequestForm(ActForm):
    """Notes that an association asks for a day, or changes what was noted."""

    def __init__(self, desk: Desk, service: TrainingService, year: int, line: RequestLine | None = None) -> None:
        self._service, self._line = service, line
        organisation = RecordPicker(
            desk, tr("Association"), searches.organisations(service), name="organisation",
            create=searches.creating(
                desk, "directory.add_organisation", lambda name: service.directory.add_organisation(desk.actor, name)
            ),
        )  # fmt: skip
        fields: list[Field] = [
            organisation,
            TextField(tr("Thème demandé"), name="theme"),
            RecordPicker(desk, tr("Formation qui y répond"), searches.courses(service), name="course_id"),
            NumberField(tr("Personnes"), name="people", least=1, most=100_000),
            NumberField(tr("Demi-journées"), name="half_days", least=1, most=60),
            NumberField(tr("Année"), name="year", least=1900, most=2200),
            MultilineField(tr("Souhaits"), name="wishes", lines=2, hint=tr("Période, lieu, horaires.")),
        ]
        title = tr("Modifier la demande") if line else tr("Une association demande une journée")
        super().__init__(desk, title, (tr("Noter la demande"), "primary", "check"), fields, cancel=tr("Ne rien noter"))
        self._together("people", "half_days", "year")
        if line is None:
            self.form.show_values({"half_days": 2, "year": year})
            return
        organisation.setVisible(False)
        request = line.request
        self.form.show_values({
            "organisation": Proposal(request.organisation_id, line.organisation), "theme": request.theme,
            "course_id": Proposal(request.course_id, line.course) if request.course_id is not None else None,
            "people": request.people, "half_days": request.half_days, "year": request.year, "wishes": request.wishes,
        })  # fmt: skip

    def _together(self, *names: str) -> None:
        """Put fields that stand one under another on one line."""
        fields = [self.form.field(name) for name in names]
        place = self.body.indexOf(fields[0])
        for field in fields:
            self.body.removeWidget(field)
        self.body.insertLayout(place, Row(*fields, spacing=8))

    def work(self) -> Callable[[], Changes]:
        """Note it."""
        organisation, course = self.value("organisation"), self.value("course_id")
        if organisation is None:
            raise DomainError("missing", N_("Choisissez l'association qui demande."), field="organisation")
        fields: dict[str, object] = {name: self.value(name) for name in ("people", "half_days", "year", "wishes")}
        for name in ("half_days", "year"):
            if fields[name] is None:
                raise DomainError("missing", N_("Cette case doit être remplie."), field=name)
        fields["course_id"] = None if course is None else int(course.value)
        theme, actor, service, line = self.value("theme"), self.desk.actor, self._service, self._line
        if line is not None:
            request = line.request
            return lambda: service.update_request(actor, request.id, request.version, theme=theme, **fields)
        organisation_id = int(organisation.value)
        return lambda: service.add_request(actor, organisation_id, theme, **fields)


class DeclineForm(ActForm):
    """Says no to a request, with the reason."""

    def __init__(self, desk: Desk, service: TrainingService, line: RequestLine) -> None:
        self._service, self._line = service, line
        answer = TextField(tr("Réponse à l'association"), name="answer")
        super().__init__(
            desk, tr("Décliner « {theme} »", theme=line.request.theme), (tr("Décliner"), "danger", "circle-x"), [answer],
            cancel=tr("Laisser la demande"),
        )  # fmt: skip

    def work(self) -> Callable[[], Changes]:
        """Decline it."""
        answer, actor, request = self.value("answer"), self.desk.actor, self._line.request
        return lambda: self._service.decline_request(actor, request.id, request.version, answer)
