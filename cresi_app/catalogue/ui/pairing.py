"""« La même notice ? »: a record of the file beside the document it is taken for, and the word that parts them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.model.reading_back import notice_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.sampling import SampleRow
from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Row

_LINES = ("title", "authors", "published", "edition", "numbers")
_NAMES = {
    "title": N_("Titre"), "authors": N_("Auteurs"), "published": N_("Publication"), "edition": N_("Édition"), "numbers": N_("Numéros"),
}  # fmt: skip


def lines_of(notice: Notice) -> dict[str, str]:
    """Return what is compared of a notice, one line each."""
    names = " ; ".join(", ".join(part for part in one[:2] if part) for one in notice.contributions[:4])
    published = [one.name for one in notice.publishers[:2]] + [notice.date_text or str(notice.year or "")]
    numbers = [one.value for one in notice.identifiers if one.scheme in {"isbn", "issn", "ean", "doi"}]
    part = " ".join(word for word in (notice.part_number, notice.part_title) if word)
    return {
        "title": " : ".join(word for word in (notice.title, notice.subtitle, part) if word),
        "authors": names or notice.responsibility,
        "published": ", ".join(word for word in published if word),
        "edition": notice.edition,
        "numbers": " ; ".join(numbers[:4]),
    }


class PairCard(Card):
    """Shows a proposed pair, or one that was refused; hidden for any other record. `judged`: (record, whether they are two)."""

    judged = Signal(int, bool)

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(tr("La même notice ?"), parent=parent)
        self._desk, self._service = desk, service
        self._record = 0
        self.is_apart = False
        self.apart: frozenset[int] = frozenset()
        """The records whose pair was refused."""
        self.joined: frozenset[int] = frozenset()
        """Those that were told to be the document their title is nearly that of."""
        self._why = Label("", "caption", "text2", wrap=True)
        self.ours = {name: ElidedLabel("", "secondary") for name in _LINES}
        self.theirs = {name: ElidedLabel("", "secondary") for name in _LINES}
        self.button = Button("", "secondary", "split")
        self.button.clicked.connect(lambda _checked=False: self.judged.emit(self._record, not self.is_apart))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.addWidget(Label(tr("Dans le fichier"), "caption", "text3"), 0, 1)
        self._where = Label("", "caption", "text3")
        grid.addWidget(self._where, 0, 2)
        for at, name in enumerate(_LINES, 1):
            grid.addWidget(Label(tr(_NAMES[name]), "caption", "text3"), at, 0)
            grid.addWidget(self.theirs[name], at, 1)
            grid.addWidget(self.ours[name], at, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.body.addWidget(self._why)
        self.body.addLayout(grid)
        self.body.addLayout(Row(None, self.button))
        self.hide()

    def forget(self) -> None:
        """Forget what was said: another file is looked at."""
        self.apart = self.joined = frozenset()

    def note(self, record: int, is_apart: bool) -> None:
        """Remember what somebody said of a pair."""
        self.apart = self.apart | {record} if is_apart else self.apart - {record}
        self.joined = self.joined - {record} if is_apart else self.joined | {record}

    def show_row(self, row: SampleRow | None) -> None:
        """Show the pair that `row` makes."""
        self.show_pair(row, is_apart=row is not None and row.record in self.apart)

    def show_pair(self, row: SampleRow | None, *, is_apart: bool) -> None:
        """Show the pair that `row` makes; `is_apart` when somebody has refused it already."""
        wanted = row is not None and row.notice is not None and (row.is_proposal or is_apart)
        self.setVisible(wanted)
        if row is None or row.notice is None or not wanted:
            return
        self._record, self.is_apart = row.record, is_apart or row.is_doubtful
        if row.is_doubtful and not is_apart:
            self._why.setText(
                tr(
                    "Titre presque identique : la notice du fichier sera créée à part, sauf si vous dites que c'est la même."
                )
            )
            self.button.setText(tr("C'est la même : les rapprocher"))
        elif is_apart:
            self._why.setText(tr("Vous avez dit que ce sont deux notices : celle du fichier sera créée à part."))
            self.button.setText(tr("C'est la même : les rapprocher"))
        else:
            self._why.setText(
                tr("Rapprochées par : {why}. La notice du catalogue est complétée, jamais effacée.", why=row.why)
            )
            self.button.setText(tr("Ce sont deux notices : créer à part"))
        self._fill(self.theirs, lines_of(row.notice))
        self._where.setText(tr("Ailleurs dans le fichier") if row.twin is not None else tr("Dans le catalogue"))
        self._fill(self.ours, lines_of(row.twin) if row.twin is not None else {})
        document_id = row.document_id
        if document_id is not None:
            self._desk.read(
                ("catalogue", "pair"), lambda: notice_of(self._service.document(document_id)), self._show_ours
            )

    def _show_ours(self, notice: Notice) -> None:
        self._fill(self.ours, lines_of(notice))

    @staticmethod
    def _fill(labels: dict[str, ElidedLabel], lines: dict[str, str]) -> None:
        for name, label in labels.items():
            label.setText(lines.get(name) or "—")
