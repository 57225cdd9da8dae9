"""« Imports récents »: what came in during the last thirty days, each taken back in one press."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.importing import PastImport
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_instant, read_instant
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.messages import Act


def sentence_of(past: PastImport) -> str:
    """Return « 12 créées, 3 mises à jour · le 4 mars 2026 à 10:12, Claire Martin »."""
    figures = tr(
        "créées : {created} · mises à jour : {updated} · rejetées : {rejected}",
        created=format_number(past.created),
        updated=format_number(past.updated),
        rejected=format_number(past.rejected),
    )
    when = format_instant(read_instant(past.at))
    return tr("{figures} · {when}, {who}", figures=figures, when=when, who=past.imported_by or "—")


class PastImportsCard(Card):
    """The recent imports; hidden while there is none. `reverted` once one was taken back."""

    reverted = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(tr("Imports récents"), parent=parent)
        self._desk, self._service = desk, service
        self.shown: tuple[PastImport, ...] = ()
        self._lines = Column(spacing=8)
        self.body.addLayout(self._lines)
        self.body.addWidget(
            Label(
                tr("Un import s'annule en une fois pendant 30 jours ; les notices travaillées depuis restent."),
                "caption", "text3", wrap=True,
            )
        )  # fmt: skip
        self.hide()

    def refresh(self) -> None:
        """Read them again."""
        self._desk.read(("catalogue", "past imports"), self._service.recent_imports, self._show)

    def _show(self, found: Sequence[PastImport]) -> None:
        self.shown = tuple(found)
        clear_layout(self._lines)
        for at, past in enumerate(self.shown):
            if at:
                self._lines.addWidget(Divider())
            words = Column(
                ElidedLabel(past.name, "strong"), ElidedLabel(sentence_of(past), "caption", "text2"), spacing=0
            )
            button = Button(tr("Annuler l'import"), "link", "undo-2")
            button.setAccessibleName(tr("Annuler l'import de {file}", file=past.name))
            button.clicked.connect(lambda _checked=False, past=past: self.revert(past))
            into = Button(tr("Mettre dans un panier"), "link", "shopping-basket")
            into.setAccessibleName(tr("Mettre les notices de {file} dans un panier", file=past.name))
            into.clicked.connect(lambda _checked=False, past=past: self.put_in_basket(past))
            row = Row(words, into, button, spacing=12)
            row.setStretch(0, 1)
            self._lines.addLayout(row)
        self.setVisible(bool(self.shown))

    def put_in_basket(self, past: PastImport) -> None:
        """Put what an import made or completed into a basket of its name."""
        desk, service = self._desk, self._service

        def told(changes: Changes) -> None:
            if changes.seq is None:
                desk.messages.toast(tr("Déjà dans le panier « {name} »", name=past.name))
            else:
                tell_done(desk, service, tr("Dans le panier « {name} »", name=past.name), changes)

        desk.write("catalogue.put_in_basket", lambda: service.basket_of_revision(desk.actor, past.name, past.seq), told)

    def revert(self, past: PastImport) -> None:
        """Take an import back; what was worked upon since stays, and « Annuler » brings the rest again."""
        service, actor, kept = self._service, self._desk.actor, [0]

        def run() -> Changes:
            changes, kept[0] = service.revert_import(actor, past)
            return changes

        words = tr("Annulation de l'import de {file}", file=past.name)
        self._desk.write(
            "catalogue.revert_import", run, lambda changes: self._said(past, kept[0], changes), words=words
        )

    def _said(self, past: PastImport, kept: int, changes: Changes) -> None:
        said = (
            trn(
                "L'import de {file} est annulé ; {n} notice travaillée depuis est restée.",
                "L'import de {file} est annulé ; {n} notices travaillées depuis sont restées.",
                kept,
                file=past.name,
            )
            if kept
            else tr("L'import de {file} est annulé.", file=past.name)
        )
        desk, library, seq = self._desk, self._service.library, changes.seq

        def again() -> None:
            desk.write("undo", lambda: library.undo(desk.actor, seq), words=tr("Rétablissement de l'import"))

        desk.messages.toast(said, Act(tr(C_("undo", "Annuler")), again) if seq is not None else None)
        self.refresh()
        self.reverted.emit()
