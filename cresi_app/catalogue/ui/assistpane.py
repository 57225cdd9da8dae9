"""The indexing assistant beside the form: what is proposed, the sentence that speaks for each, one key to accept each or all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QWidget

from cresi_app.catalogue.interchange.loose import contributor
from cresi_app.catalogue.model import Attachment, DocumentSheet
from cresi_app.catalogue.model.firstpages import Found
from cresi_app.catalogue.model.proposal import Indexing, TermProposal
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.announce import announce
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.fields import Form, Proposal
from cresi_app.widgets.labels import ElidedLabel, KeyHints, Label, Overline
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

_ADDED: Final = frozenset({"subjects", "countries", "contributions", "languages"})
"""Fields that a proposal joins instead of replacing."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: what would be written in which field, what is shown, what speaks for it (`span`: the words meant in it)."""

    field: str
    value: Any
    shown: str
    sentence: str = ""
    span: tuple[int, int] = (0, 0)
    aside: str = ""


class _Sentence(QLabel):
    """A sentence with the words that speak marked."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._offer = offer
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        look, (start, end), text = theme(), self._offer.span, self._offer.sentence
        self.setFont(look.font("caption"))
        mark = f"background-color:{look.tokens['mark']};color:{look.tokens['text']}"
        told = f'{escape(text[:start])}<span style="{mark}">{escape(text[start:end])}</span>{escape(text[end:])}'
        self.setText(f'<span style="color:{look.tokens["text2"]}">{told}</span>')


class OfferRow(QWidget):
    """An offer; with the focus Enter accepts, Delete passes over. `accepted`, `dismissed`, `moved(±1)`, `all_accepted`."""

    accepted = Signal()
    dismissed = Signal()
    moved = Signal(object)
    all_accepted = Signal()

    def __init__(self, title: str, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("{field} : {value}", field=title, value=offer.shown))
        self.setAccessibleDescription(offer.sentence)
        take = IconButton(tr("Accepter {value}", value=offer.shown), "plus")
        take.clicked.connect(lambda _checked=False: self.accepted.emit())
        leave = IconButton(tr("Passer {value}", value=offer.shown), "x")
        leave.clicked.connect(lambda _checked=False: self.dismissed.emit())
        words = Column(
            Row(ElidedLabel(offer.shown, "strong"), Label(offer.aside, "caption", "text3"), None, spacing=8), spacing=1
        )
        if offer.sentence:
            words.addWidget(_Sentence(offer))
        row = Row(words, take, leave, spacing=2, margins=(0, 4, 0, 6), parent=self)
        row.setStretch(0, 1)
        row.setAlignment(take, Qt.AlignmentFlag.AlignTop)
        row.setAlignment(leave, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Accept, pass over, walk, accept all."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if not event.modifiers():
                self.accepted.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.dismissed.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_A if not event.modifiers():
                self.all_accepted.emit()
            case _:
                super().keyPressEvent(event)


class AssistPane(Pane):
    """Proposals for the notice in the form. `closed` to go back to the list; `joined(paths)`: files dropped here are to be joined too."""

    closed = Signal()
    joined = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService, form: Callable[[], Form]) -> None:
        super().__init__("canvas", "r")
        self._desk, self._service, self._form = desk, service, form
        self.rows: list[OfferRow] = []
        self.document: int | None = None
        """The notice the proposals are for."""
        self._source = ElidedLabel("", "secondary", "text2")
        self.close_button = IconButton(tr("Fermer l'assistant"), "x", keys="Escape")
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self.all_button = Button(tr("Tout accepter"), "secondary", "check")
        self.all_button.clicked.connect(lambda _checked=False: self.accept_all())
        self.zone = DropZone(desk, tr("Déposez un PDF ou un texte"), [(tr("Tous les fichiers"), "*")], several=False)
        self.zone.dropped.connect(self._dropped)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Texte à lire"))
        self.text.setPlaceholderText(tr("Ou collez ici un résumé, un sommaire, une page…"))
        self.text.setTabChangesFocus(True)
        self.text.setProperty("look", "input")
        self.read_button = Button(tr("Proposer d'après ce texte"), "secondary", "tag")
        self.read_button.clicked.connect(lambda _checked=False: self.read_text(self.text.toPlainText()))
        inside = Pane("canvas")
        self._offers = Column(spacing=2)
        Column(self._offers, None, margins=(24, 8, 22, 16), parent=inside)
        self._lay_out(inside)

    def _lay_out(self, inside: QWidget) -> None:
        self.text.setMaximumHeight(theme().px(90))
        theme().follow(self, lambda: self.text.setMaximumHeight(theme().px(90)))
        head = Row(Label(tr("Proposer une indexation"), "h1"), None, self.close_button, margins=(24, 18, 14, 0))
        source = Column(
            self._source,
            self.zone,
            self.text,
            Row(self.read_button, None, self.all_button, spacing=8),
            spacing=8,
            margins=(24, 6, 22, 8),
        )
        foot = Pane("surface2", "t")
        hint = KeyHints(tr("Entrée accepter     Suppr passer     A tout accepter"))
        Row(hint, None, margins=(24, 5, 24, 5), parent=foot)
        Column(head, source, ScrollArea(inside, ground="canvas", framed=True), foot, parent=self).setStretch(2, 1)

    # --- reading

    def begin(self, sheet: DocumentSheet | None, file: Attachment | None = None) -> None:
        """Begin with the notice in the form: with this file, its first one, its abstract, or what will be pasted."""
        self.document = sheet.document.id if sheet is not None else None
        chosen = (
            file or next((one for one in sheet.files if not one.media_type.startswith("image/")), None)
            if sheet
            else None
        )
        self._show_offers([])
        if sheet is not None and chosen is not None:
            service, document, one = self._service, sheet.document.id, chosen
            self._read(one.name, lambda: service.propose_for_file(document, one.id))
        elif sheet is not None and (sheet.document.abstract or sheet.document.contents):
            said = sheet.document
            self.read_text(
                "\n".join(part for part in (said.title, said.abstract, said.contents) if part),
                tr("Résumé de la notice"),
            )
        else:
            self._source.setText(tr("Rien à lire encore."))
            copied = QGuiApplication.clipboard().text()
            self.text.setPlainText(copied if len(copied) > 200 else "")
            self.text.setFocus()

    def read_text(self, text: str, source: str = "") -> None:
        """Propose from a text."""
        if text.strip():
            service, document = self._service, self.document
            self._read(source or tr("Texte collé"), lambda: service.propose_for_text(text, document))

    def _dropped(self, paths: list[Path]) -> None:
        service, path = self._service, paths[0]
        self.joined.emit(paths)
        self._read(path.name, lambda: service.propose_for_path(path))

    def _read(self, source: str, work: Callable[[], Indexing]) -> None:
        self._source.setText(tr("{source} : lecture…", source=source))
        self._desk.read(("catalogue", "assistant"), work, lambda found: self._show(source, found), self._refused)

    def _refused(self, error: CresiError) -> None:
        self._source.setText(error.sentence)

    def _show(self, source: str, found: Indexing) -> None:
        words = trn("{n} mot lu", "{n} mots lus", found.words, n=format_number(found.words))
        self._source.setText(tr("{source} — {words}", source=source, words=words))
        self._show_offers(offers_of(found, self._service))

    # --- offers

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        clear_layout(self._offers)
        self.rows = []
        form, titles, last = self._form(), _titles(), ""
        for offer in offers:
            if _is_there(form, offer):
                continue
            title = titles[offer.field]
            if title != last:
                self._offers.addWidget(Overline(title))
                last = title
            row = OfferRow(title, offer)
            row.accepted.connect(lambda row=row: self.accept(row))
            row.dismissed.connect(lambda row=row: self._drop(row))
            row.moved.connect(lambda by, row=row: self._walk(row, by))
            row.all_accepted.connect(self.accept_all)
            self.rows.append(row)
            self._offers.addWidget(row)
        self.all_button.allow(bool(self.rows), tr("Rien n'est proposé."))
        if offers and not self.rows:
            self._offers.addWidget(
                Label(tr("La notice dit déjà tout ce qui est proposé."), "secondary", "text2", wrap=True)
            )
        if self.rows:
            self.rows[0].setFocus()

    def accept(self, row: OfferRow) -> None:
        """Write an offer in its field, which saves it."""
        self._write(row.offer)
        announce(self, tr("{value} : accepté", value=row.offer.shown))
        self._drop(row)

    def accept_all(self) -> None:
        """Write every offer that is left, but for those that would replace what the notice says: they are accepted one by one."""
        chosen = [
            row for row in self.rows if row.offer.field in _ADDED or not self._form().field(row.offer.field).value()
        ]
        for row in chosen:
            self._write(row.offer)
            self._take_away(row)
        if chosen:
            self._desk.messages.toast(trn("{n} proposition acceptée", "{n} propositions acceptées", len(chosen)))
        self.all_button.allow(False, tr("Ce qui reste remplacerait ce que dit la notice : acceptez-le une à une."))

    def _write(self, offer: Offer) -> None:
        field = self._form().field(offer.field)
        if offer.field in _ADDED:
            field.show_value([*field.value(), Proposal(offer.value, offer.shown)])
        else:
            field.show_value(offer.value)
        field.commit()

    def _drop(self, row: OfferRow) -> None:
        at = self.rows.index(row)
        self._take_away(row)
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].setFocus()
        else:
            self.all_button.allow(False, tr("Rien n'est proposé."))

    def _take_away(self, row: OfferRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()

    def _walk(self, row: OfferRow, by: object) -> None:
        if isinstance(by, int):
            self.rows[min(max(self.rows.index(row) + by, 0), len(self.rows) - 1)].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _titles() -> dict[str, str]:
    return {
        "title": tr("Titre"), "subtitle": tr("Sous-titre"), "kind": tr("Type"), "contributions": tr("Auteurs"), "date_text": tr("Date"),
        "languages": tr("Langue"), "isbn": tr("ISBN"), "issn": tr("ISSN"), "doi": tr("DOI"), "subjects": tr("Sujets"), "countries": tr("Pays"),
    }  # fmt: skip


def _is_there(form: Form, offer: Offer) -> bool:
    """Say whether the form says so already, or has no such field now."""
    if offer.field not in {field.name for field in form.fields()}:
        return True
    now = form.field(offer.field).value()
    if offer.field in _ADDED:
        return any(one.value == offer.value or one.title.split(" · ")[0] == offer.shown for one in now)
    return bool(now) if offer.field not in {"title", "kind"} else now == offer.value


def offers_of(found: Indexing, service: CatalogueService) -> list[Offer]:
    """Return what is proposed, in the order of the form."""
    said = found.described
    kinds, languages = service.kinds(), service.languages()
    offers = [
        *_plain("title", said.title), *_plain("subtitle", said.subtitle),
        *_plain("kind", said.kind, kinds[said.kind.value].name if said.kind and said.kind.value in kinds else ""),
    ]  # fmt: skip
    for author in said.authors:
        name = contributor(author.value)
        if name is not None:
            shown = ", ".join(part for part in (name.family, name.given) if part)
            offers.append(Offer("contributions", (shown, "aut"), shown, *_speaking(author)))
    offers += _plain("date_text", said.date)
    if said.language is not None and said.language.value in languages:
        code = said.language.value
        offers.append(
            Offer("languages", code, languages[code][:1].upper() + languages[code][1:], aside=tr(said.language.where))
        )
    for scheme, number in said.numbers:
        offers += _plain(scheme, number)
    offers += [_term("subjects", one.subject_id, one) for one in found.subjects if not one.is_there]
    offers += [_term("countries", one.code, one) for one in found.countries if not one.is_there]
    return offers


def _plain(field: str, found: Found | None, shown: str = "") -> list[Offer]:
    return (
        [Offer(field, found.value, shown or found.value, *_speaking(found), aside=tr(found.where))]
        if found is not None
        else []
    )


def _speaking(found: Found) -> tuple[str, tuple[int, int]]:
    """Return the line that says so, with the value marked in it; "" when it says nothing more."""
    if not found.line or found.line == found.value:
        return "", (0, 0)
    at = found.line.find(found.value)
    return found.line, (at, at + len(found.value)) if at >= 0 else (0, 0)


def _term(field: str, value: object, one: TermProposal) -> Offer:
    times = trn("{n} fois", "{n} fois", one.evidence.times, n=format_number(one.evidence.times))
    page = tr("p. {number}", number=one.evidence.page) if one.evidence.page else ""
    return Offer(
        field,
        value,
        one.name,
        one.evidence.sentence,
        one.evidence.span,
        " · ".join(part for part in (times, page) if part),
    )
