"""One authority: what is said of it, edited in place; its other forms, its numbers, its notices; merging it with another."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.catalogue.model import DocumentRow
from cresi_app.catalogue.model.authorities import (
    AuthorityKind,
    AuthorityNumber,
    AuthorityRow,
    AuthoritySheet,
    Variant,
    check_number,
)
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import authoritywords, lines, searches
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, Field, LinkField, MultilineField, Proposal, RecordPicker, TextField
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage

_SHOWN = 12

Read = tuple[AuthoritySheet, list[DocumentRow], list[AuthorityRow]]
"""An authority, some of its notices, and those of the same name."""


class AuthorityPane(QWidget):
    """The authority that was chosen. `documents_asked(table, id)` to see its notices, `document_opened(id)` for one of them."""

    documents_asked = Signal(object, object)
    document_opened = Signal(object)
    filled = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self.sheet: AuthoritySheet | None = None
        self.title = Label("", "detail", wrap=True)
        self.documents = Button(tr("Voir les notices"), "secondary", "library")
        self.documents.clicked.connect(lambda _checked=False: self._ask_documents())
        self.remove = Button(tr("Supprimer"), "danger", "trash-2")
        self.remove.clicked.connect(lambda _checked=False: self._remove())
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self.forms = {table: self._form(table) for table in AuthorityKind}
        self._stack = QStackedWidget()
        for form in self.forms.values():
            self._stack.addWidget(form)
        head = Row(self.title, None, self.documents, self.remove, spacing=8)
        head.setStretch(0, 1)
        Column(
            head, self.message, self._description(), self._variants(), self._numbers(), self._merging(), self._notices(), None,
            spacing=14, parent=self,
        )  # fmt: skip
        self.hide()

    # --- the cards ---

    def _form(self, table: AuthorityKind) -> AutoForm:
        name = TextField(tr(authoritywords.NAMES[table]), name="name")
        fields: list[Field] = [name]
        if table is AuthorityKind.CONTRIBUTOR:
            kinds = [(code, tr(words)) for code, words in authoritywords.KINDS.items()]
            fields += [
                ChoiceField(tr("Sorte"), kinds, name="kind"),
                TextField(tr("Dates"), name="dates", hint=tr("Par exemple 1947-2024")),
            ]
        elif table is AuthorityKind.PUBLISHER:
            fields.append(TextField(tr("Lieu habituel"), name="place"))
        else:
            publishers = searches.publishers(self._service)
            fields += [
                TextField(tr("ISSN"), name="issn"),
                RecordPicker(self._desk, tr("Éditeur"), publishers, name="publisher"),
            ]
        fields += [MultilineField(tr("Note"), name="note", lines=2), TextField(tr("Source"), name="source")]
        if table is not AuthorityKind.SERIES:
            fields.append(LinkField(tr("Adresse (site)"), name="url"))

        def save(record_id: int, version: int, group: int, values: Mapping[str, Any]) -> Changes:
            plain = {key: value.value if isinstance(value, Proposal) else value for key, value in values.items()}
            return self._service.update_authority(self._desk.actor, table, record_id, version, group, **plain)

        form = AutoForm(self._desk, table.value, fields, save)
        _side_by_side(form, ("kind", "dates"), ("issn", "publisher"), ("source", "url"))
        return form

    def _description(self) -> Card:
        card = Card(tr("Description"))
        card.body.addWidget(self._stack)
        return card

    def _variants(self) -> Card:
        card = Card(tr("Autres formes"))
        self._variant_rows = Column(spacing=2)
        kinds = [
            ("", tr("Devinée")),
            *((code, kind.name) for code, kind in self._service.variant_kinds.items() if code != "merged"),
        ]
        self.variant = TextField(tr("Ajouter une forme"), name="form")
        self.variant_kind = ChoiceField(tr("Sorte de forme"), kinds, name="kind")
        self.variant_kind.set_value("")
        self.add_variant = Button(tr("Ajouter"), "secondary", "plus")
        self.add_variant.clicked.connect(lambda _checked=False: self._add_variant())
        self.variant.committed.connect(lambda _value: self._add_variant())
        row = Row(self.variant_kind, self.add_variant, spacing=10)
        row.setStretch(0, 1)
        row.setAlignment(self.add_variant, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(self._variant_rows)
        card.body.addWidget(self.variant)
        card.body.addLayout(row)
        return card

    def _numbers(self) -> Card:
        card = Card(tr("Numéros"))
        self._number_rows = Column(spacing=2)
        schemes = [(code, one.name) for code, one in self._service.number_schemes.items() if not one.is_local]
        self.scheme = ChoiceField(tr("Liste"), schemes, name="scheme")
        self.scheme.set_value(schemes[0][0])
        self.number = TextField(tr("Numéro ou adresse"), name="number")
        self.number.committed.connect(lambda _value: self._set_number())
        row = Row(self.scheme, self.number, spacing=10)
        row.setStretch(1, 2)
        card.body.addLayout(self._number_rows)
        card.body.addLayout(row)
        return card

    def _merging(self) -> Card:
        card = Card(tr("Fusionner"))
        card.body.addWidget(
            Label(
                tr("Cette forme est gardée ; l'autre devient une autre forme et ses notices suivent."),
                "caption",
                "text2",
                wrap=True,
            )
        )
        self.other = RecordPicker(self._desk, tr("Absorber une autre autorité"), self._search, name="other")
        self.other.committed.connect(self._merge_with)
        card.body.addWidget(self.other)
        return card

    def _notices(self) -> Card:
        self._notices_card = Card(tr("Notices"), count=0)
        self._notice_rows = Column(spacing=0)
        self._notices_card.body.addLayout(self._notice_rows)
        return self._notices_card

    # --- showing ---

    def show_authority(self, table: AuthorityKind, authority_id: int) -> None:
        """Read and show one."""
        service = self._service

        def read() -> Read:
            sheet = service.authority(table, authority_id)
            return sheet, service.authority_documents(table, authority_id, _SHOWN), service.namesakes(sheet)

        self._desk.read(("catalogue", "authority"), read, self._show, lambda _error: self.clear())

    def again(self) -> None:
        """Read the one shown again."""
        if self.sheet is not None:
            self.show_authority(self.sheet.table, self.sheet.id)

    def clear(self) -> None:
        """Show none."""
        self.sheet = None
        self.hide()

    def flush(self) -> bool:
        """Save what is being typed; False when something does not read."""
        return self.sheet is None or self.forms[self.sheet.table].flush()

    def _show(self, found: Read) -> None:
        sheet, documents, namesakes = found
        if self.sheet is None or (self.sheet.table, self.sheet.id) != (sheet.table, sheet.id):
            self.message.hide()
            self.variant.set_value("")
            self.variant.set_error("")
            self.number.set_value("")
        self.sheet = sheet
        self.title.setText(sheet.name)
        self.documents.setText(
            trn("Voir la notice", "Voir les {count} notices", sheet.uses, count=format_number(sheet.uses))
        )
        self.documents.allow(sheet.uses > 0, tr("Aucune notice ne nomme cette autorité."))
        self.remove.setVisible(sheet.uses == 0)
        form = self.forms[sheet.table]
        self._stack.setCurrentWidget(form)
        for other in self.forms.values():
            other.setVisible(other is form)
        publisher = Proposal(sheet.publisher_id, sheet.publisher) if sheet.publisher_id is not None else None
        values = {
            "name": sheet.name, "kind": sheet.kind, "dates": sheet.dates, "place": sheet.place, "issn": sheet.issn,
            "publisher": publisher, "note": sheet.note, "source": sheet.source, "url": sheet.url,
        }  # fmt: skip
        names = {field.name for field in form.form.fields()}
        form.show_record(sheet.id, sheet.version, {key: value for key, value in values.items() if key in names})
        self._show_variants(sheet)
        self._show_numbers(sheet)
        self._show_notices(sheet, documents)
        if namesakes:
            self._offer_merge(namesakes[0])
        self.show()
        self.filled.emit()

    def _offer_merge(self, other: AuthorityRow) -> None:
        """Say that another authority has this very name, and offer to make one of them."""
        words = tr("Une autre autorité porte ce nom ({notices}).", notices=authoritywords.uses(other.uses))
        act = Act(tr("Fusionner"), lambda: self._merge_with(Proposal(other.id, other.name)))
        self.message.say(words, "warning", act)
        self.message.show()

    def _show_variants(self, sheet: AuthoritySheet) -> None:
        clear_layout(self._variant_rows)
        for variant in sheet.variants:
            self._variant_rows.addLayout(self._variant_row(sheet, variant))
        if not sheet.variants:
            self._variant_rows.addWidget(
                Label(tr("Aucune : ce nom n'est connu que sous la forme retenue."), "secondary", "text2", wrap=True)
            )

    def _variant_row(self, sheet: AuthoritySheet, variant: Variant) -> Row:
        service, actor = self._service, self._desk.actor
        take = Button(tr("Retenir"), "link")
        take.setAccessibleName(tr("Retenir « {form} »", form=variant.form))
        take.clicked.connect(
            lambda _checked=False: self._do(
                lambda: service.accept_variant(actor, sheet.table, sheet.id, sheet.version, variant.form)
            )
        )
        away = IconButton(tr("Retirer la forme « {form} »", form=variant.form), "x")
        away.clicked.connect(
            lambda _checked=False: self._do(
                lambda: service.remove_variant(actor, sheet.table, sheet.id, variant.id, variant.version)
            )
        )
        kind = service.variant_kinds[variant.kind].name
        name = Label(variant.form, "body", wrap=True)
        row = Row(name, Label(kind, "caption", "text2"), take, away, spacing=10)
        row.setStretch(0, 1)
        return row

    def _show_numbers(self, sheet: AuthoritySheet) -> None:
        clear_layout(self._number_rows)
        for number in sheet.shown_numbers:
            self._number_rows.addLayout(self._number_row(sheet, number))

    def _number_row(self, sheet: AuthoritySheet, number: AuthorityNumber) -> Row:
        service, actor = self._service, self._desk.actor
        scheme = service.number_schemes[number.scheme]
        checked = check_number(number.scheme, number.value)
        label = Label(checked.shown, "body")
        hint = Label("" if checked.is_valid else tr(checked.hint), "caption", "warning", wrap=True)
        row = Row(Label(scheme.name, "button", "text2"), label, hint, None, spacing=10)
        row.setStretch(2, 1)
        if scheme.url and checked.is_valid:
            see = IconButton(tr("Voir {scheme} en ligne", scheme=scheme.name), "external-link")
            url = QUrl(scheme.url.replace("{value}", number.value))
            see.clicked.connect(lambda _checked=False: QDesktopServices.openUrl(url))
            row.addWidget(see)
        away = IconButton(tr("Retirer le numéro {scheme}", scheme=scheme.name), "x")
        away.clicked.connect(
            lambda _checked=False: self._do(lambda: service.set_number(actor, sheet.table, sheet.id, number.scheme, ""))
        )
        row.addWidget(away)
        return row

    def _show_notices(self, sheet: AuthoritySheet, documents: list[DocumentRow]) -> None:
        self._notices_card.set_title(tr("Notices"), sheet.uses)
        clear_layout(self._notice_rows)
        for document in documents:
            link = Button(document.title, "link")
            link.clicked.connect(lambda _checked=False, one=document.id: self.document_opened.emit(one))
            about = " · ".join(part for part in (lines.byline(document), lines.shown_number(document.number)) if part)
            self._notice_rows.addWidget(link)
            self._notice_rows.addWidget(ElidedLabel(about, "caption", "text2"))
        if sheet.uses > len(documents):
            self._notice_rows.addWidget(Label(tr("… et d'autres : « Voir » les montre toutes."), "caption", "text2"))
        if not documents:
            self._notice_rows.addWidget(Label(tr("Aucune notice ne nomme cette autorité."), "secondary", "text2"))

    # --- writing ---

    def _do(self, work: Callable[[], Changes], told: str = "", typed: Field | None = None) -> None:
        def done(changes: Changes) -> None:
            self.message.hide()
            if typed is not None:
                typed.set_value("")
            self.again()
            if told:
                tell_done(self._desk, self._service, told, changes)

        self._desk.write(
            "catalogue.update_authority", work, done, lambda error: self.message.say(error.sentence, "warning")
        )

    def _add_variant(self) -> None:
        text, sheet = str(self.variant.read() or "").strip(), self.sheet
        if sheet is None or not text:
            return
        kind, service, actor = str(self.variant_kind.value() or ""), self._service, self._desk.actor
        self._do(lambda: service.add_variant(actor, sheet.table, sheet.id, text, kind), typed=self.variant)

    def _set_number(self) -> None:
        text, sheet = str(self.number.read() or "").strip(), self.sheet
        if sheet is None or not text:
            return
        scheme, service, actor = str(self.scheme.value()), self._service, self._desk.actor
        self._do(lambda: service.set_number(actor, sheet.table, sheet.id, scheme, text), typed=self.number)

    def _search(self, typed: str) -> list[Proposal]:
        sheet, service = self.sheet, self._service
        if sheet is None:
            return []
        ids = service.authority_ids(sheet.table, typed, order="uses", limit=searches.MOST)
        rows = service.authority_rows(sheet.table, ids, typed)
        return [
            Proposal(one, authoritywords.shown(rows[one]), rows[one].detail, authoritywords.uses(rows[one].uses))
            for one in ids
            if one in rows and one != sheet.id
        ]

    def _merge_with(self, found: object) -> None:
        sheet, service, actor = self.sheet, self._service, self._desk.actor
        if sheet is None or not isinstance(found, Proposal) or not isinstance(found.value, int):
            return
        other = found.value
        self.other.set_value(None)
        self._do(
            lambda: service.merge_authorities(actor, sheet.table, sheet.id, [other]),
            tr("« {other} » fusionné dans « {kept} »", other=found.title, kept=sheet.name),
        )

    def _remove(self) -> None:
        sheet, service, actor = self.sheet, self._service, self._desk.actor
        if sheet is not None:
            self._do(
                lambda: service.remove_authority(actor, sheet.table, sheet.id, sheet.version),
                tr("« {name} » supprimé", name=sheet.name),
            )

    def _ask_documents(self) -> None:
        if self.sheet is not None:
            self.documents_asked.emit(self.sheet.table, self.sheet.id)


def _side_by_side(form: AutoForm, *pairs: tuple[str, str]) -> None:
    """Put pairs of short fields beside each other."""
    fields = {field.name: field for field in form.form.fields()}
    for first, second in pairs:
        if first in fields and second in fields:
            at = form.lines.indexOf(fields[first])
            form.lines.insertLayout(at, Row(fields[first], fields[second], spacing=10))
