"""One term of a thesaurus: its names in every language, its notes, what is above, below and beside it, and its documents."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.thesaurus import Label as TermLabel
from cresi_app.catalogue.model.thesaurus import TermRef, TermSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, MultilineField, Proposal, RecordPicker, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Row, clear_layout
from cresi_app.widgets.pills import Pill, Tag

_KINDS = {"pref": N_("Nom préféré"), "alt": N_("Synonyme (employé pour)"), "hidden": N_("Forme cachée")}
_STATES = {"active": N_("En usage"), "candidate": N_("Candidat"), "deprecated": N_("Déconseillé")}
LANGUAGES = {
    "fr": N_("français"), "en": N_("anglais"), "es": N_("espagnol"), "pt": N_("portugais"), "ar": N_("arabe"),
    "": N_("langue non dite"),
}  # fmt: skip


class TermPane(QWidget):
    """The term that was chosen. `opened` with the id of another one, `documents_asked` with this one's."""

    opened = Signal(object)
    documents_asked = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self.sheet: TermSheet | None = None
        self.title = Label("", "detail", wrap=True)
        self._state = Pill("", "success")
        self._where = Label("", "caption", "text2", wrap=True)
        self.documents = Button(tr("Voir les notices"), "secondary", "library")
        self.documents.clicked.connect(lambda _checked=False: self._ask_documents())
        self.body = Column(spacing=14)
        content = Column(
            Row(self.title, self._state, None, self.documents, spacing=10),
            self._where,
            self.body,
            None,
            spacing=8,
            parent=self,
        )
        content.setStretch(3, 1)
        self._make_cards()

    def _make_cards(self) -> None:
        self._names = Card(tr("Noms"))
        self.language = ChoiceField(
            tr("Langue"), [(code, tr(word)) for code, word in LANGUAGES.items()], name="language"
        )
        self.language.set_value("fr")
        self.kind = ChoiceField(tr("Sorte de nom"), [(code, tr(words)) for code, words in _KINDS.items()], name="kind")
        self.kind.set_value("alt")
        self.name = TextField(tr("Ajouter un nom"), name="label")
        self.add_name = Button(tr("Ajouter"), "secondary", "plus")
        self.add_name.clicked.connect(lambda _checked=False: self._add_name())
        self.name.committed.connect(lambda _value: self._add_name())
        self._name_rows = Column(spacing=2)
        which = Row(self.kind, self.language, spacing=10)
        which.setStretch(0, 1)
        written = Row(self.name, self.add_name, spacing=10)
        written.setStretch(0, 1)
        written.setAlignment(self.add_name, Qt.AlignmentFlag.AlignBottom)
        self._names.body.addLayout(self._name_rows)
        self._names.body.addLayout(which)
        self._names.body.addLayout(written)
        self._links = Card(tr("Autour de ce terme"))
        self._above, self._below, self._beside = Flow(), Flow(), Flow()
        for words, flow in (
            (tr("Termes génériques"), self._above),
            (tr("Termes spécifiques"), self._below),
            (tr("Termes associés"), self._beside),
        ):
            self._links.body.addWidget(Label(words, "caption_strong", "text2"))
            self._links.body.addLayout(flow)
        self.under = RecordPicker(self._desk, tr("Placer aussi sous…"), self._search, name="broader")
        self.under.committed.connect(lambda found: self._link(found, self._service.put_under))
        self.beside = RecordPicker(self._desk, tr("Associer à…"), self._search, name="related")
        self.beside.committed.connect(lambda found: self._link(found, self._service.relate))
        self._links.body.addLayout(Row(self.under, self.beside, spacing=12))
        self._notes = Card(tr("Note d'application"))
        self.scope = MultilineField(tr("Note d'application"), name="scope", lines=3)
        self.scope.committed.connect(self._write_note)
        self.status = ChoiceField(tr("État"), [(code, tr(words)) for code, words in _STATES.items()], name="status")
        self.status.committed.connect(self._set_status)
        self._other_notes = Label("", "secondary", "text2", wrap=True)
        self._notes.body.addWidget(self.scope)
        self._notes.body.addWidget(self._other_notes)
        self._notes.body.addWidget(self.status)
        for card in (self._names, self._links, self._notes):
            self.body.addWidget(card)

    # --- showing ---

    def show_term(self, subject_id: int) -> None:
        """Read and show a term."""
        service = self._service
        self._desk.read(("catalogue", "term"), lambda: service.term(subject_id), self._show)

    def again(self) -> None:
        """Read the shown term again."""
        if self.sheet is not None:
            self.show_term(self.sheet.id)

    def _show(self, sheet: TermSheet) -> None:
        self.sheet = sheet
        self.title.setText(sheet.term)
        tone = {"active": "success", "candidate": "info", "deprecated": "warning"}[sheet.status]
        self._state.set(tr(_STATES[sheet.status]), tone)  # type: ignore[arg-type]  # one of the tones above
        place = " › ".join(part for part in (sheet.thesaurus.name if sheet.thesaurus else "", *sheet.groups) if part)
        code = tr("code {code}", code=sheet.notation) if sheet.notation else ""
        self._where.setText(" · ".join(part for part in (place, code) if part))
        self.documents.setText(trn("Voir la notice ({n})", "Voir les {n} notices", sheet.uses_below))
        self.documents.allow(
            sheet.uses_below > 0, tr("Aucune notice n'est indexée par ce terme ni par un terme plus précis.")
        )
        self._show_names(sheet)
        for flow, refs in ((self._above, sheet.broader), (self._below, sheet.narrower), (self._beside, sheet.related)):
            self._show_refs(flow, refs, removable=flow is not self._below)
        scope = next((note.text for note in sheet.notes if note.kind == "scope" and note.language.startswith("fr")), "")
        self.scope.set_value(scope)
        self._other_notes.setText("\n".join(note.text for note in sheet.notes if note.text != scope))
        self._other_notes.setVisible(bool(self._other_notes.text()))
        self.status.set_value(sheet.status)
        self.name.set_value("")

    def _show_names(self, sheet: TermSheet) -> None:
        clear_layout(self._name_rows)
        for kind, words in _KINDS.items():
            for label in sheet.named(kind):
                self._name_rows.addLayout(self._name_row(label, tr(words)))

    def _name_row(self, label: TermLabel, words: str) -> Row:
        name = Label(label.label, "strong" if label.kind == "pref" else "body")
        language = tr(LANGUAGES[label.language]) if label.language in LANGUAGES else label.language
        detail = Label(
            " · ".join(part for part in (words, language if label.language else "") if part), "caption", "text2"
        )
        away = IconButton(tr("Retirer le nom « {name} »", name=label.label), "x")
        away.clicked.connect(
            lambda _checked=False: self._do(
                lambda: self._service.remove_label(self._desk.actor, label.id, label.version)
            )
        )
        return Row(name, detail, None, away, spacing=10)

    def _show_refs(self, flow: Flow, refs: Sequence[TermRef], *, removable: bool) -> None:
        flow.clear()
        for ref in refs:
            tag = Tag(ref.term)
            tag.opened.connect(lambda ref=ref: self.opened.emit(ref.id))
            if not removable:
                flow.addWidget(tag)
                continue
            away = IconButton(tr("Détacher de « {term} »", term=ref.term), "x")
            away.clicked.connect(lambda _checked=False, ref=ref: self._unlink(ref.id))
            both = QWidget()
            Row(tag, away, spacing=0, parent=both)
            flow.addWidget(both)
        if not refs:
            flow.addWidget(Label("—", "secondary", "text3"))

    # --- writing ---

    def _do(self, work: Callable[[], Changes]) -> None:
        self._desk.write("catalogue.update_term", work, lambda _changes: self.again())

    def _add_name(self) -> None:
        text, sheet = str(self.name.value() or "").strip(), self.sheet
        if sheet is None or not text:
            return
        language, kind, service, actor = (
            str(self.language.value() or ""),
            str(self.kind.value()),
            self._service,
            self._desk.actor,
        )
        self._do(lambda: service.add_label(actor, sheet.id, language, kind, text))

    def _write_note(self, text: object) -> None:
        sheet, service, actor = self.sheet, self._service, self._desk.actor
        if sheet is not None:
            self._do(lambda: service.set_note(actor, sheet.id, "scope", "fr", str(text or "")))

    def _set_status(self, status: object) -> None:
        sheet, service, actor = self.sheet, self._service, self._desk.actor
        if sheet is not None and status != sheet.status:
            self._do(lambda: service.update_term(actor, sheet.id, sheet.version, status=status))

    def _link(self, found: object, act: Callable[..., Changes]) -> None:
        sheet, actor = self.sheet, self._desk.actor
        if sheet is not None and isinstance(found, Proposal) and isinstance(found.value, int):
            other = found.value
            self._do(lambda: act(actor, sheet.id, other))
            self.under.set_value(None)
            self.beside.set_value(None)

    def _unlink(self, other: int) -> None:
        sheet, service, actor = self.sheet, self._service, self._desk.actor
        if sheet is not None:
            self._do(lambda: service.unlink(actor, sheet.id, other))

    def _ask_documents(self) -> None:
        if self.sheet is not None:
            self.documents_asked.emit(self.sheet.id)

    def _search(self, typed: str) -> list[Proposal]:
        return [
            Proposal(
                one.id,
                one.term,
                tr("employez ce terme pour « {via} »", via=one.via) if one.via else one.place,
                str(one.uses or ""),
            )
            for one in self._service.propose_terms(typed)
        ]
