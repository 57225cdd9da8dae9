"""The grants of a dossier as its own page shows them: each with its amounts, its schedule and the way to open it."""

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.views import GrantSheet
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui.schedule import step_row
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.pills import Pill, PillTone

_SEEN = ("grant", "payment", "instalment", "grant_paper", "commitment")
_TONES: dict[str, PillTone] = {
    "neutral": "neutral", "info": "info", "success": "success", "warning": "warning", "danger": "danger", "accent": "accent",
}  # fmt: skip


class ProjectGrants(QWidget):
    """Reads itself again when a grant or a payment changes."""

    def __init__(self, desk: Desk, service: FundingService, project_id: int) -> None:
        super().__init__()
        self.desk, self.service, self.project_id = desk, service, project_id
        self._lines = Column(spacing=8, parent=self)
        desk.changed.connect(self._heed)
        self._read()

    def _heed(self, changes: Changes) -> None:
        if changes.touches_any(_SEEN):
            self._read()

    def _read(self) -> None:
        service, project_id = self.service, self.project_id

        def read() -> list[GrantSheet]:
            return [service.grant_sheet(row.id) for row in service.grants_of_project(project_id)]

        self.desk.read(("funding", "project", project_id), read, self._show)

    def _show(self, sheets: list[GrantSheet]) -> None:
        clear_layout(self._lines)
        for number, sheet in enumerate(sheets):
            if number:
                self._lines.addWidget(Divider())
            self._grant(sheet)
        if not sheets:
            self._lines.addWidget(
                Label(tr("Aucune subvention n'est encore ouverte pour ce dossier."), "secondary", "text2")
            )

    def _grant(self, sheet: GrantSheet) -> None:
        one = sheet.grant
        opened = Button(tr("Ouvrir {number}", number=one.number), "link", "hand-coins")
        opened.clicked.connect(lambda _checked=False, key=one.id: self.desk.open_record("grant", key))
        pill = Pill(sheet.standing.words, _TONES.get(sheet.standing.tone, "neutral"))
        self._lines.addLayout(Row(opened, None, pill, spacing=8))
        amount = sheet.granted_minor or one.requested_minor or 0
        words = tr(
            "{paid} versés sur {amount}, exercice {year}",
            paid=format_money(sheet.money(sheet.paid_minor)),
            amount=format_money(Money(amount, one.currency)),
            year=one.year,
        )
        self._lines.addWidget(Label(words, "secondary", "text2", wrap=True))
        for place, view in enumerate(sheet.instalments):
            self._lines.addWidget(step_row(view, one.currency, last=place == len(sheet.instalments) - 1))
