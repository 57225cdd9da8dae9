"""The document one stands on: cover, title, what can be done, copies, abstract, subjects, the notice's facts."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.catalogue.model import Copy, DocumentRow, DocumentSheet
from cresi_app.catalogue.model.collection import collection
from cresi_app.catalogue.model.search import PageHit
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.linktying import Tie
from cresi_app.catalogue.ui import detailfacts, detailparts, lines
from cresi_app.catalogue.ui.filecard import FileCard, shortened
from cresi_app.catalogue.ui.filedesk import FileDesk
from cresi_app.catalogue.ui.panels import CataloguePanels
from cresi_app.core import clock
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import BackButton, Button, IconButton
from cresi_app.widgets.card import Divider, Pane
from cresi_app.widgets.cover import Cover
from cresi_app.widgets.dropzone import dropped_files
from cresi_app.widgets.kindpill import KindPill
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label, Overline
from cresi_app.widgets.layouts import Column, Flow, Row, clear_layout, hold
from cresi_app.widgets.pills import Pill, Tag
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

WIDTH: Final = 368
_LABELS: Final = 88


class DetailPane(Pane):
    """One document. `asked` carries what the page is asked to do (``edit``, ``copies``, ``close``, ``archive``…)."""

    asked = Signal(object)
    subject_asked = Signal(object, object)
    shown = Signal(object)
    """The document that is shown now, by its id."""
    authority_asked = Signal(object, object)

    def __init__(
        self, service: CatalogueService, panels: CataloguePanels, files: FileDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", "l", parent=parent)
        self._service, self._panels, self._files = service, panels, files
        self.setAcceptDrops(True)
        self.sheet: DocumentSheet | None = None
        self.links: detailparts.LinkLines | None = None
        self.back = BackButton()
        self.back.clicked.connect(lambda _checked=False: self.asked.emit("close"))
        self._number = Label("", "secondary", "text2")
        self.star_button = IconButton(tr("Étoile"), "star", keys="S", checkable=True)
        self.star_button.toggled.connect(lambda _on: self.asked.emit("star"))
        self.basket_button = IconButton(tr("Mettre dans un panier"), "shopping-basket", keys="Ctrl+B")
        self.basket_button.clicked.connect(lambda _checked=False: self.asked.emit("basket"))
        self.print_button = IconButton(tr("Imprimer la notice"), "printer", keys="Ctrl+P")
        self.print_button.clicked.connect(lambda _checked=False: self.asked.emit("print"))
        self.close_button = IconButton(tr("Fermer le détail"), "x", keys="Escape")
        self.close_button.clicked.connect(lambda _checked=False: self.asked.emit("close"))
        self._inside = Pane("surface")
        self._column = Column(margins=(20, 4, 18, 20), spacing=10, parent=self._inside)
        self._scroll = ScrollArea(self._inside, ground="surface", framed=True)
        head = Row(
            self.back, self._number, None, self.star_button, self.basket_button, self.print_button, self.close_button,
            spacing=4, margins=(20, 12, 14, 6),
        )  # fmt: skip
        Column(head, self._scroll, parent=self).setStretch(1, 1)
        self.back.hide()

    def show_sheet(
        self,
        sheet: DocumentSheet,
        picture: QImage | None = None,
        hit: PageHit | None = None,
        missing: Sequence[tuple[str, int]] = (),
        ties: Sequence[Tie] = (),
    ) -> None:
        """Show a document; `picture` is its cover when it has one, `hit` the page of a file that answers the search.

        `missing` are the pieces of its copies that lack, each with how many.
        """
        same = self.sheet is not None and self.sheet.document.id == sheet.document.id
        self.sheet = sheet
        self._number.setText(tr("Notice {number}", number=lines.shown_number(sheet.document.number)))
        clear_layout(self._column)
        self._add_head(sheet, picture)
        self._add_hit(sheet, hit)
        self._add_copies(sheet)
        self._add_texts(sheet)
        self._add_subjects(sheet)
        self._add_parts(sheet, missing, ties)
        self._add_facts(sheet)
        self._add_files(sheet)
        self._near = Column(spacing=2)
        self._column.addLayout(self._near)
        self._column.addStretch(1)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
        self.shown.emit(sheet.document.id)

    def set_star(self, starred: bool) -> None:
        """Show whether whoever is at the desk gave the document a star."""
        blocked = self.star_button.blockSignals(True)
        self.star_button.setChecked(starred)
        self.star_button.blockSignals(blocked)
        self.star_button.set_name(tr("Retirer l'étoile") if starred else tr("Mettre une étoile"), "S")

    # --- the parts ---

    def _add_head(self, sheet: DocumentSheet, picture: QImage | None) -> None:
        document = sheet.document
        authors = ", ".join(dict.fromkeys(one.spoken for one in sheet.authors)) or document.responsibility
        cover = Cover(document.title, authors)
        cover.set(document.title, authors, picture)
        marks = Row(KindPill(sheet.kind.name, sheet.kind.icon), spacing=6)
        if sheet.pending:
            marks.addWidget(Pill(tr("À compléter"), "warning"))
        marks.addStretch(1)
        title = Label(document.title, "detail", wrap=True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = Column(marks, title, spacing=8)
        if document.subtitle:
            words.addWidget(Label(document.subtitle, "secondary", "text2", wrap=True))
        if (titles := detailparts.other_titles(sheet)) is not None:
            words.addWidget(titles)
        if sheet.contributions:
            words.addWidget(self._people(sheet))
        elif authors:
            words.addWidget(Label(authors, "secondary", "text2", wrap=True))
        words.addStretch(1)
        row = Row(cover, words, spacing=16)
        row.setAlignment(cover, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)
        self._column.addLayout(row)
        self._column.addLayout(self._acts(sheet))
        self._column.addWidget(Divider())

    def _people(self, sheet: DocumentSheet) -> QWidget:
        """Return the authors by name; each leads to its authority."""
        people = QWidget()
        flow = Flow(gap=3, down=0, parent=people)
        named = {one.contributor_id: one.spoken for one in sheet.authors}
        for one, spoken in named.items():
            link = detailparts.TitleLink(spoken if one == list(named)[-1] else f"{spoken},")
            link.setAccessibleName(spoken)
            link.setToolTip(tr("Voir l'autorité « {name} » et ses notices", name=spoken))
            link.clicked.connect(lambda _checked=False, one=one: self.authority_asked.emit("contributor", one))
            flow.addWidget(link)
        return people

    def _acts(self, sheet: DocumentSheet) -> Row:
        handed_in = list(self._panels.actions(sheet))
        row = Row(spacing=8)
        edit = Button(tr("Modifier"), "secondary" if handed_in else "primary", "pencil")
        edit.clicked.connect(lambda _checked=False: self.asked.emit("edit"))
        for number, action in enumerate(handed_in[:2]):
            button = Button(action.title, "primary" if number == 0 else "secondary", action.icon)
            button.clicked.connect(lambda _checked=False, run=action.run: run())
            button.allow(action.enabled(), action.why_not)
            row.addWidget(button, 1 if number == 0 else 0)
        row.addWidget(edit, 0 if handed_in else 1)
        if sheet.document.url:
            online = Button(tr("Ouvrir en ligne"), "secondary", "external-link")
            online.clicked.connect(lambda _checked=False, url=sheet.document.url: QDesktopServices.openUrl(QUrl(url)))
            row.addWidget(online)
        more = IconButton(tr("Autres actions"), "ellipsis")
        menu = QMenu(more)
        fill_menu(menu, [*handed_in[2:], *self._more(sheet)])
        more.setMenu(menu)
        more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(more)
        return row

    def _more(self, sheet: DocumentSheet) -> list[Action]:
        def act(name: str) -> Callable[[], None]:
            return lambda: self.asked.emit(name)

        archived = sheet.document.archived_on is not None
        return [
            Action("catalogue.export_one", tr("Exporter cette notice…"), act("export"), icon="file-up"),
            Action("catalogue.put_in_basket", tr("Mettre dans un panier…"), act("basket"), "Ctrl+B", "shopping-basket"),
            Action("catalogue.consult", tr("Noter une consultation sur place"), act("consult"), "Ctrl+Shift+G", "eye"),
            Action("catalogue.count_loan", tr("Compter un prêt"), act("count_loan"), "Ctrl+Shift+Y", "book-user"),
            Action("catalogue.duplicate", tr("Dupliquer"), act("duplicate"), "Ctrl+D", "copy"),
            Action("catalogue.template", tr("Garder comme modèle…"), act("template"), icon="save"),
            Action("catalogue.restore", tr("Sortir des archives"), act("restore"), icon="archive-restore")
            if archived
            else Action("catalogue.archive", tr("Archiver"), act("archive"), icon="archive"),
            Action("catalogue.delete", tr("Supprimer"), act("delete"), "Delete", "trash-2"),
        ]

    def _add_copies(self, sheet: DocumentSheet) -> None:
        copies = sheet.live_copies
        if not sheet.kind.has_copies and not copies:
            return
        add = Button(tr("Ajouter"), "link", "plus")
        add.setAccessibleName(tr("Ajouter un exemplaire"))
        add.clicked.connect(lambda _checked=False: self.asked.emit("copies"))
        self._column.addLayout(Row(Overline(tr("Exemplaires · {count}", count=len(copies))), None, add))
        for copy in copies:
            self._column.addWidget(self._copy(copy))
        if copies:
            self._column.addLayout(self._counting(sheet))
        else:
            self._column.addWidget(Label(tr("Aucun exemplaire dans le centre."), "secondary", "text2"))
        self._column.addWidget(Divider())

    def _counting(self, sheet: DocumentSheet) -> Row:
        """Return where a consultation and a loan are counted, one click each, with what is counted already."""
        row = Row(spacing=14)
        for act, words, name, number in (
            ("consult", tr("Consultée"), tr("Noter une consultation sur place"), sheet.consultations),
            ("count_loan", tr("Prêtée"), tr("Compter un prêt"), sheet.loans),
        ):
            # The plus says that a click counts one more.
            button = Button(tr("{word} · {count}", word=words, count=format_number(number)), "link", "plus")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _checked=False, act=act: self.asked.emit(act))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _copy(self, copy: Copy) -> QWidget:
        status = self._service.statuses[copy.status]
        words = ElidedLabel(copy.barcode or tr("Sans code-barres"), "button")
        lent = trn("{n} prêt", "{n} prêts", copy.loans) if copy.loans else ""
        place = " · ".join(part for part in (copy.call_number, lent, copy.location, copy.volume, copy.note) if part)
        row = QWidget()
        lined = Row(
            IconLabel("barcode", "text2", 18), Column(words, Label(place, "caption", "text2", wrap=True), spacing=0),
            Pill(status.name, lines.tone(status.tone)), spacing=10, parent=row,
        )  # fmt: skip
        lined.setStretch(1, 1)
        return row

    def _add_texts(self, sheet: DocumentSheet) -> None:
        document = sheet.document
        for title, text in (
            (tr("Résumé"), document.abstract), *detailparts.other_abstracts(sheet), (tr("Contenu"), detailparts.written_contents(sheet)),
            (tr("Notes"), document.notes),
        ):  # fmt: skip
            if text:
                label = Label(text, "secondary", "text", wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addLayout(Column(Overline(title), label, spacing=4))

    def _add_parts(self, sheet: DocumentSheet, missing: Sequence[tuple[str, int]], ties: Sequence[Tie]) -> None:
        """Show what it holds, which issues, and the documents linked to it."""
        serial = sheet.kind.code == "periodical" or bool(sheet.issues)
        self.links = detailparts.links(self._service, sheet, self.asked.emit, ties)
        told = (
            detailparts.pieces(sheet, missing),
            detailparts.collection_lines(collection(sheet.issues, self._service.issue_states, clock.today()))
            if serial
            else None,
            self.links,
        )
        for part in (one for one in told if one is not None):
            self._part_from_above()
            self._column.addWidget(part)

    def _part_from_above(self) -> None:
        """Draw the line over a part, unless what is above it ended with one."""
        last = self._column.itemAt(self._column.count() - 1)
        if last is None or not isinstance(last.widget(), Divider):
            self._column.addWidget(Divider())

    def _add_subjects(self, sheet: DocumentSheet) -> None:
        tags = [(one.term, "subjects", str(one.subject_id)) for one in sheet.subjects]
        tags += [(one.name, "countries", one.country_code) for one in sheet.countries]
        shown = list({words: (words, facet, key) for words, facet, key in reversed(tags)}.values())[::-1]
        if not shown:
            return
        holder = QWidget()
        flow = Flow(gap=8, parent=holder)
        for words, facet, key in shown:
            tag = Tag(words)
            tag.setToolTip(tr("Voir toutes les notices sur « {subject} »", subject=words))
            tag.opened.connect(lambda facet=facet, key=key: self.subject_asked.emit(facet, key))
            flow.addWidget(tag)
        self._column.addWidget(holder)

    def _add_facts(self, sheet: DocumentSheet) -> None:
        self._part_from_above()
        self._column.addWidget(Overline(tr("Notice")))
        levels = self._service.levels
        told = (
            detailparts.use_facts(sheet, lambda code: levels[code].name),
            detailfacts.facts(sheet),
            detailparts.own_facts(sheet),
        )
        column = Column(spacing=5)
        self._column.addLayout(column)
        for name, value in chain(*told):
            label = Label(name, "secondary", "text2", wrap=True)
            hold(label, width=_LABELS)
            said = Label(value, "secondary", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row = Row(label, said, spacing=8)
            row.setAlignment(label, Qt.AlignmentFlag.AlignTop)
            row.setStretch(1, 1)
            column.addLayout(row)
        for name, address in detailparts.own_links(sheet):
            link = Button(name, "link", "external-link")
            link.setToolTip(address)
            link.clicked.connect(lambda _checked=False, url=address: QDesktopServices.openUrl(QUrl(url)))
            self._column.addLayout(Row(link, None))

    def _add_files(self, sheet: DocumentSheet) -> None:
        if not sheet.files:
            return
        self._column.addWidget(Divider())
        self._column.addWidget(Overline(tr("Pièces jointes · {count}", count=len(sheet.files))))
        for file in sheet.files:
            card = FileCard(self._files, file, may_change=False)
            card.asked.connect(lambda what, one, page: self.asked.emit(("file", what, one, page)))
            self._column.addWidget(card)
        self._files.want([file.sha256 for file in sheet.files])

    def show_near(self, document_id: int, rows: Sequence[DocumentRow]) -> None:
        """Show the documents near the one on screen, each a click away."""
        if self.sheet is None or self.sheet.document.id != document_id:
            return
        clear_layout(self._near)
        if not rows:
            return
        self._near.addWidget(Divider())
        self._near.addSpacing(theme().px(8))
        self._near.addWidget(Overline(tr("Documents proches")))
        for row in rows:
            open_it = detailparts.TitleLink(row.title)
            open_it.setAccessibleName(row.title)
            open_it.clicked.connect(lambda _checked=False, one=row.id: self.asked.emit(("near", one)))
            self._near.addSpacing(theme().px(4))
            self._near.addLayout(Row(open_it, None))
            said = lines.byline(row)
            if said:
                self._near.addWidget(ElidedLabel(said, "caption", "text2"))

    def _add_hit(self, sheet: DocumentSheet, hit: PageHit | None) -> None:
        """Say which page of a file answers what is searched, a click away."""
        file = next((one for one in sheet.files if hit is not None and one.id == hit.file_id), None)
        if hit is None or file is None:
            return
        link = Button(tr("{where} de « {name} »", where=hit.where, name=shortened(file.name, 20)), "link", "search")
        link.clicked.connect(lambda _checked=False: self.asked.emit(("file", "open", file, hit.number)))
        self._column.addLayout(Row(link, None))
        self._column.addWidget(Label(hit.extract.text, "secondary", "text2", wrap=True))
        self._column.addWidget(Divider())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files for the document shown."""
        if self.sheet is not None and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Join what was dropped to the document shown."""
        event.acceptProposedAction()
        self.asked.emit(("attach", dropped_files(event)))


shown_size: Final = lines.shown_size
