"""What the detail tells of a document in depth: titles and abstracts of other languages, links both ways, contents, issues, use, own fields."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.catalogue.model import DocumentSheet, Link, measures
from cresi_app.catalogue.model.collection import Collection
from cresi_app.catalogue.model.custom import FieldType
from cresi_app.catalogue.model.description import Backlink
from cresi_app.catalogue.model.pieces import pieces_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.linktying import Tie
from cresi_app.core.dates import format_date
from cresi_app.core.durations import duration_text
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.core.text import fold
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.theme import theme

Ask = Callable[[object], None]
Facts = Iterator[tuple[str, str]]
_PIECES_SHOWN = 12
_LINKS_SHOWN = 12
_LINK_ABOVE = 5
"""What a link keeps free over its words, in pixels of the look: the word beside it stands in line."""


def _text(words: str, role: str = "secondary", ink: str = "text") -> Label:
    label = Label(words, role, ink, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def other_titles(sheet: DocumentSheet) -> QWidget | None:
    """Return the titles in other languages, under the title; None without any."""
    if not sheet.titles:
        return None
    holder = QWidget()
    column = Column(spacing=2, parent=holder)
    for one in sheet.titles:
        said = one.language or one.kind_name.lower()
        column.addWidget(_text(tr("{title} ({language})", title=one.title, language=said), ink="text2"))
    return holder


def other_abstracts(sheet: DocumentSheet) -> list[tuple[str, str]]:
    """Return (heading, text) of the abstracts in other languages."""
    return [
        (tr("Résumé en {language}", language=one.language) if one.language else tr("Autre résumé"), one.text)
        for one in sheet.abstracts
    ]


# --- links ---


class TitleLink(Button):
    """The title of another document, cut with … where the pane is narrow, whole in its tooltip."""

    def __init__(self, title: str) -> None:
        self._title = title
        super().__init__(title, "link")
        self.setToolTip(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole title."""
        metrics, hint = QFontMetrics(theme().font("button")), super().sizeHint()
        hint.setWidth(hint.width() + metrics.horizontalAdvance(self._title) - metrics.horizontalAdvance(self.text()))
        return hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way down to a few letters."""
        return QSize(min(self.sizeHint().width(), theme().px(60)), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the words anew."""
        super().resizeEvent(event)
        metrics = QFontMetrics(theme().font("button"))
        words = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(0, event.size().width()))
        if words != self.text():
            self.setText(words)


class LinkLines(QWidget):
    """The other documents, each under the word that says how it stands to this one; those of the library open at a click."""

    def __init__(self, service: CatalogueService, sheet: DocumentSheet, ask: Ask, ties: Sequence[Tie] = ()) -> None:
        super().__init__()
        self._service, self._ask = service, ask
        self._ties = {one.link_id: one for one in ties}
        self.opened: list[int] = []
        column = Column(spacing=4, parent=self)
        said = [(*self._of_link(one), self._ties.get(one.id)) for one in sheet.links]
        own: set[tuple[int | None, str]] = {(one.target_id, one.relation) for one in sheet.links}
        said += [(*self._of_backlink(one), None) for one in sheet.linked if not self._told(one, own)]
        column.addWidget(Overline(tr("Documents liés · {count}", count=len(said))))
        for relation, title, more, target, tie in said[:_LINKS_SHOWN]:
            column.addWidget(self._line(relation, title, more, target, tie))
        if len(said) > _LINKS_SHOWN:
            rest = len(said) - _LINKS_SHOWN
            column.addWidget(Label(trn("et {n} autre", "et {n} autres", rest), "caption", "text2"))
        citing = [one for one in ties if one.target_id == sheet.document.id]
        if citing:
            column.addWidget(self._citing(citing))

    def _citing(self, citing: Sequence[Tie]) -> QWidget:
        """Return what says that others name this document in words, with the one click that ties them."""
        said = trn(
            "{n} notice le cite sans y être reliée.",
            "{n} notices le citent sans y être reliées.",
            len({one.document_id for one in citing}),
        )
        holder = QWidget()
        row = Row(_text(said, "secondary", "text2"), self._tie_button(citing, said), spacing=8, parent=holder)
        row.setStretch(0, 1)
        return holder

    def _tie_button(self, ties: Sequence[Tie], named: str) -> Button:
        button = Button(tr("Relier"), "link", "link")
        button.setAccessibleName(tr("Relier : {what}", what=named))
        button.setToolTip(tr("Fait du titre cité un lien vers sa notice"))
        button.clicked.connect(lambda _checked=False: self._ask(("tie", tuple(ties))))
        return button

    def _told(self, one: Backlink, own: set[tuple[int | None, str]]) -> bool:
        """Say whether this document says the same of that one already."""
        inverse = self._service.relations[one.relation].inverse
        return (one.document_id, inverse) in own

    def _of_link(self, link: Link) -> tuple[str, str, str, int | None]:
        relation = self._service.relations[link.relation].name
        more = ", ".join(part for part in (_numbered(link.number), link.date_text, _paged(link.pages)) if part)
        return relation, link.shown_title, more, link.target_id

    def _of_backlink(self, one: Backlink) -> tuple[str, str, str, int | None]:
        inverse = self._service.relations[self._service.relations[one.relation].inverse]
        more = ", ".join(part for part in (_numbered(one.part), _paged(one.pages)) if part)
        return inverse.name, one.title, more, one.document_id

    def _line(self, relation: str, title: str, more: str, target: int | None, tie: Tie | None) -> QWidget:
        holder = QWidget()
        word = Label(relation, "secondary", "text2", wrap=True)
        word.setFixedWidth(theme().px(104))
        column = Column(spacing=0)
        if target is not None:
            self.opened.append(target)
            link = TitleLink(title)
            link.setAccessibleName(f"{relation} : {title}")
            link.clicked.connect(lambda _checked=False: self._ask(("document", target)))
            column.addWidget(link)
            word.setContentsMargins(0, theme().px(_LINK_ABOVE), 0, 0)
        else:
            column.addWidget(_text(title))
        if more:
            column.addWidget(Label(more, "caption", "text2", wrap=True))
        if tie is not None:
            if tie.near:
                column.addWidget(_text(tr("Titre proche au catalogue : {title}", title=tie.near), "secondary", "text2"))
            column.addLayout(Row(self._tie_button([tie], tie.near or title), None))
        row = Row(word, column, spacing=8, parent=holder)
        row.setStretch(1, 1)
        row.setAlignment(word, Qt.AlignmentFlag.AlignTop)
        return holder


def _numbered(number: str) -> str:
    return tr("n° {number}", number=number) if number and number[0].isdigit() else number


def _paged(pages: str) -> str:
    return tr("p. {pages}", pages=pages) if pages and pages[0].isdigit() else pages


def links(service: CatalogueService, sheet: DocumentSheet, ask: Ask, ties: Sequence[Tie] = ()) -> LinkLines | None:
    """Return the lines of the linked documents, with what could be tied; None without any."""
    return LinkLines(service, sheet, ask, ties) if sheet.links or sheet.linked or ties else None


# --- what it holds ---


def pieces(sheet: DocumentSheet, missing: Sequence[tuple[str, int]]) -> QWidget | None:
    """Return what a kit or an exhibition holds, what lacks in red; None when it holds nothing."""
    held = sheet.pieces
    if not held:
        return None
    holder = QWidget()
    column = Column(spacing=2, parent=holder)
    head = (
        tr("Panneaux · {count}", count=len(held))
        if sheet.kind.code == "exhibition"
        else tr("Contenu · {count}", count=len(held))
    )
    column.addWidget(Overline(head))
    for name, count in missing:
        column.addWidget(
            _text(trn("Manque : {n} × {piece}", "Manquent : {n} × {piece}", count, piece=name), "button", "danger")
        )
    for one in held[:_PIECES_SHOWN]:
        size = measures.said_size(one.width_mm, one.height_mm)
        weight = measures.said_weight(one.weight_g) if one.weight_g is not None else ""
        crate = tr("caisse {crate}", crate=one.crate) if one.crate else ""
        name = ". ".join(part for part in (one.number, one.name) if part)
        quantity = f"{one.quantity} × {name}" if one.quantity > 1 else name
        more = " · ".join(part for part in (size, weight, crate, one.note) if part)
        column.addWidget(_text(quantity))
        if more:
            column.addWidget(Label(more, "caption", "text2", wrap=True))
    if len(held) > _PIECES_SHOWN:
        column.addWidget(Label(trn("et {n} autre", "et {n} autres", len(held) - _PIECES_SHOWN), "caption", "text2"))
    return holder


def written_contents(sheet: DocumentSheet) -> str:
    """Return what is written of the contents; "" where the pieces listed below say the same, line by line."""
    written = pieces_of(sheet.document.contents)
    listed = {fold(one.name) for one in sheet.pieces}
    said_twice = bool(written) and all(fold(str(one["name"])) in listed for one in written)
    return "" if said_twice else sheet.document.contents


def collection_lines(collection: Collection) -> QWidget:
    """Return « État de collection »: what is held, what lacks, what is late."""
    holder = QWidget()
    column = Column(spacing=4, parent=holder)
    column.addWidget(Overline(tr("État de collection")))
    held = " ; ".join((*collection.held, *collection.specials))
    column.addWidget(_text(held or tr("Aucun numéro n'est encore noté.")))
    if collection.gaps:
        column.addWidget(_text(tr("Lacunes : {gaps}", gaps=", ".join(collection.gaps)), ink="danger"))
    if collection.late:
        late = trn(
            "{n} numéro attendu n'est pas arrivé", "{n} numéros attendus ne sont pas arrivés", len(collection.late)
        )
        column.addWidget(_text(late, ink="warning"))
    return holder


# --- facts ---


def use_facts(sheet: DocumentSheet, levels: Callable[[str], str]) -> Facts:
    """Yield (label, value) of how a document is used, travels and hangs."""
    use, show = sheet.use, sheet.exhibition
    insured = format_money(Money(show.insurance_minor, show.currency)) if show.insurance_minor is not None else ""
    running = tr("{n} m", n=measures.said_scaled(show.wall_cm, measures.CM_A_M)) if show.wall_cm is not None else ""
    for label, value in (
        (tr("Publics"), ", ".join(one.name for one in sheet.audiences)),
        (tr("Durée"), measures.said_range(use.minutes_least, use.minutes_most, duration_text)
         if use.minutes_least is not None else duration_text(use.minutes_most) if use.minutes_most is not None else ""),
        (tr("Personnes"), measures.said_range(use.group_least, use.group_most)),
        (tr("Âge (ans)"), measures.said_range(use.age_least, use.age_most)),
        (tr("Niveau"), levels(use.level) if use.level else ""),
        (tr("Matériel"), use.material),
        (tr("Caisses"), str(show.crates) if show.crates is not None else ""),
        (tr("Poids"), measures.said_weight(show.weight_g) if show.weight_g is not None else ""),
        (tr("Linéaire"), running),
        (tr("Montage"), duration_text(show.setup_minutes) if show.setup_minutes else ""),
        (tr("Assurance"), insured),
        (tr("Accrochage"), show.hanging),
        (tr("Transport"), show.transport),
    ):  # fmt: skip
        if value:
            yield label, value
    for one in sheet.releases:
        when = format_date(one.released_on) if one.released_on else ""
        yield tr("Version"), " · ".join(part for part in (one.label, when, one.what_changed) if part)


def own_facts(sheet: DocumentSheet) -> Facts:
    """Yield (name, value) of the centre's own fields; those taken away are left out."""
    for one in sheet.values:
        if not one.is_archived and one.type is not FieldType.LINK:
            yield one.name, one.shown


def own_links(sheet: DocumentSheet) -> list[tuple[str, str]]:
    """Return (name, address) of the centre's fields that are links."""
    return [(one.name, one.text or "") for one in sheet.values if not one.is_archived and one.type is FieldType.LINK]


def numbered_facts(sheet: DocumentSheet) -> Facts:
    """Yield (label, value) of rhythm and dates that few kinds have."""
    document = sheet.document
    if document.issues_a_year:
        yield tr("Rythme"), trn("{n} numéro par an", "{n} numéros par an", document.issues_a_year)
    if document.seen_on:
        yield tr("Vue le"), format_date(document.seen_on)
