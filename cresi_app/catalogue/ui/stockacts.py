"""What the catalogue's page does with the stock: its views in the place of the list, and every paper in the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cresi_app.catalogue.ui.printout import Papers
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage
    from cresi_app.catalogue.ui.stock import StockView
    from cresi_app.core.changes import Changes

Ids = Callable[[], Sequence[int]]


class StockActs:
    """The stock on one catalogue page."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page
        self.papers = Papers(page, page.desk, page.service, page.panels.identity)
        self.view: StockView | None = None
        """Made when it is first asked for: most days nobody takes stock."""

    def forget(self) -> None:
        """Let the view be made anew: the page is built again."""
        self.view = None

    def show(self, tab: str) -> None:
        """Show labels, stock-take, weeding or statistics in the place of the list."""
        page = self._page
        page.ensure_built()
        if self.view is None:
            from cresi_app.catalogue.ui.stock import StockView  # noqa: PLC0415 - made when first asked for

            self.view = StockView(page.desk, page.service, self.papers, self._lists)
            self.view.closed.connect(self.leave)
            self.view.documents_asked.connect(page.ask)
            page.sides.addWidget(self.view)
        page.sides.setCurrentWidget(self.view)
        self.view.open(tab)
        page.title_changed.emit()  # Ctrl+P means another paper now

    def leave(self) -> None:
        """Show the list again."""
        self._page.sides.setCurrentIndex(0)
        self._page.list.current_view().setFocus()
        self._page.title_changed.emit()

    def put_away(self) -> None:
        """Close the paper on screen: a record is shown in its place."""
        if self.papers.cover is not None:
            self.papers.cover.close()

    def heed(self, changes: Changes | None) -> None:
        """Follow an act while a view of the stock is on screen."""
        if self._is_shown and self.view is not None:
            self.view.heed(changes)

    def _lists(self) -> tuple[Sequence[int], Ids]:
        return self._page.list.selected(), self.listed()

    def listed(self) -> Ids:
        """Return what reads every document that the list shows, in its order."""
        query, service = self._page.query, self._page.service
        return lambda: service.found(query.text, query.filters, query.order).ids

    # --- papers and acts

    def preview_actions(self) -> Sequence[Action] | None:
        """Return the acts of the paper on screen; None when there is none."""
        cover = self.papers.cover
        return cover.preview.actions_now() if cover is not None else None

    @property
    def _is_shown(self) -> bool:
        return self.view is not None and self._page.sides.currentWidget() is self.view

    def _print_action(self, chosen: Callable[[], bool], why: str) -> Action:
        """Return what Ctrl+P does: the paper of the part on screen, else of the notice stood on."""
        if self._is_shown and self.view is not None:
            return Action("catalogue.print", tr("Imprimer"), self.view.print, "Ctrl+P", "printer", menu="file")
        words = tr("Imprimer la notice")
        return Action("catalogue.print", words, self.print_notice, "Ctrl+P", "printer", chosen, why, menu="file")

    def print_notice(self) -> None:
        """Show the document one stands on as a paper."""
        sheet = self._page.detail.sheet
        if sheet is not None:
            self.papers.notice(sheet.document.id, sheet.document.number)

    def print_list(self) -> None:
        """Show the documents chosen, or everything the list shows, as a bibliography."""
        page = self._page
        selected = list(page.list.selected())
        title = self._title()
        ids = self.listed() if len(selected) < 2 else lambda: selected
        self.papers.bibliography(title[:1].upper() + title[1:], ids)

    def _title(self) -> str:
        """Return what the list is narrowed to, as a title: the words, else a single theme or country."""
        query = self._page.query
        if query.text.strip():
            return query.text.strip()
        for facet in ("subjects", "countries", "kinds"):
            values = getattr(query.filters, facet)
            if len(values) == 1:
                return self._page.facets.name_of(facet, str(next(iter(values))))
        return tr("Documents du centre")

    def print_new(self) -> None:
        """Show what came this year as a list of new acquisitions."""
        year = self._page.desk.year
        self.papers.new_acquisitions(date(year, 1, 1), date(year, 12, 31))

    def print_thesaurus(self) -> None:
        """Show the thesaurus on screen, else the first one, as a paper."""
        page = self._page
        thesaurus_id = page.thesaurus_view.which.value()
        if isinstance(thesaurus_id, int):
            self.papers.thesaurus(thesaurus_id)
            return
        service = page.service

        def show(thesauri: Sequence[object]) -> None:
            first = next((getattr(one, "id", None) for one in thesauri), None)
            if isinstance(first, int):
                self.papers.thesaurus(first)
            else:
                page.desk.messages.inline(tr("Cette bibliothèque n'a pas encore de thésaurus."), "info")

        page.desk.read(("catalogue", "first thesaurus"), service.thesauri, show)

    def selection_actions(self, ids: Sequence[int]) -> Sequence[Action | None]:
        """Return what is done with the documents chosen in the list."""
        return [
            Action("catalogue.chosen_bibliography", tr("Bibliographie…"), self.print_list, icon="printer"),
            Action("catalogue.chosen_labels", tr("Étiquettes…"), self.label_chosen, icon="barcode"),
            Action(
                "catalogue.chosen_weeding", tr("Proposer au désherbage"), lambda: self.weed(list(ids)), icon="archive"
            ),
        ]

    def weed(self, documents: Sequence[int]) -> None:
        """Put every copy of these documents on the open weeding list, or on a new one."""
        page = self._page
        service, actor, desk = page.service, page.desk.actor, page.desk

        def work() -> Changes:
            return service.propose_documents(actor, documents)

        desk.write(
            "catalogue.add_to_weeding",
            work,
            lambda changes: tell_done(desk, service, tr("Exemplaires proposés au désherbage"), changes),
        )

    def label_chosen(self) -> None:
        """Show the labels of the documents chosen in the list, or of the one stood on."""
        self.show("labels")
        if self.view is not None:
            self.view.labels.open_selection()

    def consult(self) -> None:
        """Note that the document one stands on was consulted in the centre."""
        page, sheet = self._page, self._page.detail.sheet
        if sheet is None:
            return
        service, actor, document_id = page.service, page.desk.actor, sheet.document.id
        words = tr("Consultation notée : {title}", title=sheet.document.title)
        page.desk.write(
            "catalogue.consult",
            lambda: service.consult(actor, document_id),
            lambda changes: tell_done(page.desk, service, words, changes),
        )

    def count_loan(self) -> None:
        """Count that the document one stands on was lent today."""
        page, sheet = self._page, self._page.detail.sheet
        if sheet is None:
            return
        service, actor, document_id = page.service, page.desk.actor, sheet.document.id
        only = sheet.live_copies[0].id if len(sheet.live_copies) == 1 else None
        words = tr("Prêt compté : {title}", title=sheet.document.title)
        page.desk.write(
            "catalogue.count_loan",
            lambda: service.count_loan(actor, document_id, only),
            lambda changes: tell_done(page.desk, service, words, changes),
        )

    def actions(self, chosen: Callable[[], bool], why: str) -> Sequence[Action]:
        """Return what can be done with the stock; `chosen` says whether a document is stood on."""
        other = tr("Autres impressions")
        return [
            self._print_action(chosen, why),
            Action("catalogue.print_list", tr("Imprimer la liste (bibliographie)"), self.print_list, "", "printer", menu="file", family=other),
            Action("catalogue.new_acquisitions", tr("Imprimer les nouvelles acquisitions"), self.print_new, "", "newspaper", menu="file", family=other),
            Action("catalogue.inventory", tr("Imprimer l'inventaire"), self.papers.inventory, "", "clipboard-list", menu="file", family=other),
            Action("catalogue.print_thesaurus", tr("Imprimer le thésaurus"), self.print_thesaurus, "", "list", menu="file", family=other),
            Action("catalogue.labels", tr("Étiquettes"), self.label_chosen, "Ctrl+Shift+J", "barcode", menu="tools"),
            Action("catalogue.stocktake", tr("Récolement"), lambda: self.show("stocktake"), "", "list-checks", menu="tools"),
            Action("catalogue.weeding", tr("Désherbage"), lambda: self.show("weeding"), "", "archive", menu="tools"),
            Action("catalogue.statistics", tr("Statistiques du fonds"), lambda: self.show("statistics"), "", "table", menu="tools"),
            Action("catalogue.consult", tr("Noter une consultation sur place"), self.consult, "Ctrl+Shift+G", "eye", chosen, why, menu="edit"),
            Action("catalogue.count_loan", tr("Compter un prêt"), self.count_loan, "Ctrl+Shift+Y", "book-user", chosen, why, menu="edit"),
        ]  # fmt: skip
