"""What can be done on the catalogue's page, as data and as deeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cresi_app.catalogue.interchange.exporting import ExportFormat, ExportReport, export
from cresi_app.catalogue.model import DocumentSheet, Filters
from cresi_app.catalogue.ui.query import Query
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import Action
from cresi_app.widgets.messages import Act
from cresi_app.widgets.tasks import Progress

if TYPE_CHECKING:
    from cresi_app.catalogue.service.linktying import Tie
    from cresi_app.catalogue.ui.page import CataloguePage

EXPORTS = {
    ExportFormat.UNIMARC: (N_("Notices UNIMARC"), "notices.mrc", "*.mrc *.iso"),
    ExportFormat.MARC21: (N_("Notices MARC 21"), "notices-marc21.mrc", "*.mrc"),
    ExportFormat.MARCXML: (N_("Notices MARCXML"), "notices.xml", "*.xml"),
    ExportFormat.RIS: (N_("Bibliographie RIS"), "bibliographie.ris", "*.ris"),
    ExportFormat.BIBTEX: (N_("Bibliographie BibTeX"), "bibliographie.bib", "*.bib"),
    ExportFormat.DC: (N_("Dublin Core"), "dublin-core.xml", "*.xml"),
    ExportFormat.OAI: (N_("Entrepôt OAI statique"), "entrepot-oai.xml", "*.xml"),
    ExportFormat.CSV: (N_("Tableau CSV"), "catalogue.csv", "*.csv"),
    ExportFormat.XLSX: (N_("Classeur XLSX"), "catalogue.xlsx", "*.xlsx"),
    ExportFormat.ODS: (N_("Classeur LibreOffice"), "catalogue.ods", "*.ods"),
    ExportFormat.JSON: (N_("JSON complet"), "catalogue.json", "*.json"),
}


class PageActs:
    """The deeds of one catalogue page."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page

    @property
    def _sheet(self) -> DocumentSheet | None:
        return self._page.detail.sheet if self._page.isEnabled() and hasattr(self._page, "detail") else None

    def _has_sheet(self) -> bool:
        return self._sheet is not None

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers."""
        page = self._page
        return [
            Action("catalogue.new_document", tr("Nouvelle notice"), page.new_document, "Ctrl+Shift+N", "file-plus", menu="file",
                   typed=page.new_document),
            Action("catalogue.import", tr("Importer des notices…"), self.import_notices, "", "file-input", menu="file"),
        ]  # fmt: skip

    def actions(self) -> Sequence[Action]:
        """Return everything that can be done here."""
        page, chosen, why = self._page, self._has_sheet, tr("Choisissez d'abord une notice.")
        exports = [
            Action(f"catalogue.export_{kind.value}", tr("Exporter la liste : {format}", format=tr(words)),
                   lambda kind=kind: self.export_list(kind), "", "file-up", menu="file")  # type: ignore[misc]  # mypy loses the default
            for kind, (words, _, _) in EXPORTS.items()
        ]  # fmt: skip
        return [
            *self.new_actions(),
            *exports,
            Action("catalogue.edit", tr("Modifier la notice"), page.edit, "F2", "pencil", chosen, why, menu="edit"),
            *(page.file_sides.actions() if hasattr(page, "file_sides") else ()),
            *page.stock.actions(chosen, why),
            Action("catalogue.add_copy", tr("Ajouter un exemplaire"), lambda: self.do("copies"), "", "barcode", chosen, why, menu="edit"),
            Action("catalogue.duplicate", tr("Dupliquer la notice"), self.duplicate, "Ctrl+D", "copy", chosen, why, menu="edit"),
            Action("catalogue.archive", tr("Archiver la notice"), lambda: self.do("archive"), "", "archive", chosen, why, menu="edit"),
            Action("catalogue.delete", tr("Supprimer la notice"), lambda: self.do("delete"), "Delete", "trash-2", chosen, why, menu="edit"),
            Action("catalogue.template", tr("Garder comme modèle…"), self.keep_as_template, "", "save", chosen, why, menu="edit"),
            Action("catalogue.own_fields", tr("Champs du centre"), page.show_describing, "", "sliders-horizontal", menu="tools"),
            Action("catalogue.templates", tr("Modèles de notices"), lambda: page.show_describing("templates"), "", "copy", menu="tools"),
            Action("catalogue.thesaurus", tr("Thésaurus"), page.show_thesaurus, "Ctrl+Shift+T", "list", menu="tools"),
            Action("catalogue.authorities", tr("Autorités (auteurs, éditeurs, collections)"), page.keeping.show_authorities, "Ctrl+Shift+U", "users", menu="tools"),
            Action("catalogue.checks", tr("À vérifier dans le catalogue"), page.keeping.show_checks, "Ctrl+Shift+K", "list-checks", menu="tools"),
            Action("catalogue.merge", tr("Fusionner les notices choisies…"), self.merge_selected, "", "merge",
                   lambda: len(page.list.selected()) > 1 if hasattr(page, "list") else False, tr("Choisissez au moins deux notices dans la liste."), menu="edit",
                   family=tr("Notices choisies")),
            Action("catalogue.list", tr("Voir en liste"), lambda: page.list.set_view("list"), "", "list", menu="view"),
            Action("catalogue.table", tr("Voir en tableau"), lambda: page.list.set_view("table"), "", "table", menu="view"),
            Action("catalogue.archived", tr("Voir les notices archivées"), self.show_archived, "", "archive", menu="view"),
        ]  # fmt: skip

    # --- deeds ---

    def do(self, what: object) -> None:
        """Do what the detail was asked."""
        page = self._page
        deeds: dict[object, Callable[[], None]] = {
            "edit": page.edit, "copies": self._add_copy, "close": page.browse.close_detail,
            "archive": lambda: self._archive("archive"), "restore": lambda: self._archive("restore"), "delete": self._delete,
            "duplicate": self.duplicate, "basket": page.chosen_acts.ask_basket, "star": page.stars.toggle, "template": self.keep_as_template,
            "export": self.export_one, "print": page.stock.print_notice, "consult": page.stock.consult, "count_loan": page.stock.count_loan,
        }  # fmt: skip
        match what:
            case str():
                deeds.get(what, lambda: None)()  # what files are asked, `FileSides` does
            case ("document", int(document_id)):
                page.open_record("document", document_id)
            case ("tie", tuple() as ties):
                self._tie(ties)

    def _tie(self, ties: Sequence[Tie]) -> None:
        """Tie links that are words to the notices they name."""
        page, sheet = self._page, self._sheet
        if sheet is None:
            return
        service, actor, document_id = page.service, page.desk.actor, sheet.document.id
        words = trn("{n} lien relié", "{n} liens reliés", len(ties))
        page.desk.write(
            "catalogue.tie_links",
            lambda: service.tie_links(actor, document_id, ties),
            lambda changes: tell_done(page.desk, service, words, changes),
        )

    def _add_copy(self) -> None:
        self._page.edit("copies")
        self._page.edit_pane.copies.add()

    def keep_as_template(self) -> None:
        """Make a template of the notice one stands on."""
        sheet = self._sheet
        if sheet is not None:
            self._page.show_describing("templates")
            self._page.describing.keep(sheet)

    def _archive(self, what: str) -> None:
        sheet, service, actor = self._sheet, self._page.service, self._page.desk.actor
        if sheet is None:
            return
        act = service.archive_document if what == "archive" else service.restore_document
        done = tr("Notice archivée") if what == "archive" else tr("Notice sortie des archives")
        self._write(f"catalogue.{what}", lambda: act(actor, sheet.document.id, sheet.document.version), done)

    def _delete(self) -> None:
        sheet, page, service, actor = self._sheet, self._page, self._page.service, self._page.desk.actor
        if sheet is None:
            return

        def refused(error: CresiError) -> None:
            archive = Act(tr("Archiver"), lambda: self._archive("archive")) if error.code == "in_use" else None
            page.desk.messages.inline(error.sentence, "warning", archive)

        view = page.list.current_view()
        following = view.browsing.neighbour() if view.current() == sheet.document.id else None

        def done(changes: Changes) -> None:
            tell_done(page.desk, service, tr("« {title} » supprimée", title=sheet.document.title), changes)
            if following is not None:
                page.list.stand_on(following)

        page.desk.write(
            "catalogue.delete_document",
            lambda: service.delete_document(actor, sheet.document.id, sheet.document.version),
            done,
            refused,
        )

    def duplicate(self) -> None:
        """Make a new notice that says the same, without number, copies or files."""
        sheet, page, service, actor = self._sheet, self._page, self._page.service, self._page.desk.actor
        if sheet is None:
            return

        def done(changes: Changes) -> None:
            page.open_record("document", changes.id)
            tell_done(page.desk, service, tr("Notice dupliquée"), changes)

        page.desk.write("catalogue.add_document", lambda: service.duplicate_document(actor, sheet.document.id), done)

    def _write(self, label: str, work: Callable[[], Changes], done: str) -> None:
        desk, service = self._page.desk, self._page.service
        desk.write(label, work, lambda changes: tell_done(desk, service, done, changes))

    def merge_selected(self) -> None:
        """Show the chosen notices side by side, to make one of them."""
        self._page.keeping.show_compare(self._page.list.selected())

    def show_subject(self, facet: str, key: str) -> None:
        """Show every document on a subject or country."""
        filters = (
            Filters(subjects=frozenset({int(key)})) if facet == "subjects" else Filters(countries=frozenset({key}))
        )
        self._page.ask(Query(filters=filters))

    def show_archived(self) -> None:
        """Show the archived documents instead of the others, or the others again."""
        page = self._page
        page.ask(replace(page.query, filters=Filters(archived=not page.query.filters.archived)))

    # --- files in and out ---

    def import_notices(self) -> None:
        """Show the import control."""
        self._page.show_import()

    def export_one(self) -> None:
        """Write the document one stands on."""
        sheet = self._sheet
        if sheet is not None:
            self._export(ExportFormat.UNIMARC, lambda: [sheet.document.id])

    def export_list(self, kind: ExportFormat) -> None:
        """Write the selected documents, or everything the list shows."""
        page = self._page
        selected = page.list.selected()
        query, service = page.query, page.service
        if len(selected) > 1:
            self._export(kind, lambda: selected)
        else:
            self._export(kind, lambda: list(service.found(query.text, query.filters, query.order).ids))

    def _export(self, kind: ExportFormat, ids: Callable[[], Sequence[int]]) -> None:
        desk, service = self._page.desk, self._page.service
        words, suggested, patterns = EXPORTS[kind]
        out = desk.messages.save_file(tr("Exporter des notices"), suggested, [(tr(words), patterns)])
        if out is None:
            return

        def work(progress: Progress) -> ExportReport:
            return export(service, kind.value, ids(), out, progress)

        def told(report: ExportReport) -> None:
            said = trn(
                "{count} notice exportée",
                "{count} notices exportées",
                report.written,
                count=format_number(report.written),
            )
            desk.messages.toast(said, Act(tr("Ouvrir"), lambda: desk.messages.show_file(out)))
            if report.skipped:
                desk.messages.inline(
                    trn(
                        "{n} notice n'a pas pu être écrite : {reason}", "{n} notices n'ont pas pu être écrites : {reason}",
                        len(report.skipped), reason=report.skipped[0][1].text,
                    ),
                    "warning",
                )  # fmt: skip

        desk.long(tr("Export de notices"), work, told)
