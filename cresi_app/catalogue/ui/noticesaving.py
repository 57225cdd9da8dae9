"""Autosave of the notice in the form: one field at a time, told apart from what somebody else wrote meanwhile."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.conflict import Clash, ConflictNote
from cresi_app.catalogue.ui.formvalues import values_of, wanted_by_service
from cresi_app.catalogue.ui.noticefields import NoticeFields
from cresi_app.catalogue.ui.saving import Saver
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field
from cresi_app.widgets.typingkept import typed_in


class NoticeSaving(QObject):
    """Saves of one form. `saved(name)`; `left_behind(id, name, words, error)`: refused after the form was left."""

    saved = Signal(object)
    left_behind = Signal(object, object, object, object)

    def __init__(self, desk: Desk, service: CatalogueService, fields: NoticeFields, conflict: ConflictNote) -> None:
        super().__init__()
        self._desk, self._service, self._fields, self._conflict = desk, service, fields, conflict
        self._shown = 0
        self.saver = Saver(desk, "document")

    def hold(self, sheet: DocumentSheet) -> None:
        """Start from a notice that was read."""
        self._shown = sheet.document.id
        self.saver.hold(sheet.document.id, sheet.document.version)

    def release(self) -> None:
        """Hold nothing: the next notice read is another one."""
        self._shown = 0
        self.saver.release()

    def leave(self) -> None:
        """Note that the form is closed: what is refused from now on has no field any more."""
        self._shown = 0

    def field(self, name: str) -> Field:
        """Return a field of the notice or of the centre by its name."""
        return (self._fields.own.form if name.startswith("custom:") else self._fields.form).field(name)

    def save(self, name: str, sheet: DocumentSheet) -> None:
        """Save a field that was left, unless somebody else's value of it waits for a choice."""
        if name in self._conflict.names:
            return
        values = self._fields.form.values()
        if name.startswith("custom:"):
            fields: dict[str, Any] = {"custom": {int(name[7:]): self.field(name).value()}}
        else:
            fields = wanted_by_service(name, values, sheet)
        fields["settled"] = [*fields.get("settled", []), name]
        service, actor, document_id = self._service, self._desk.actor, sheet.document.id
        words, mine, base = typed_in(self.field(name)), self.field(name).value(), values_of(sheet).get(name)
        self.saver.save(
            "catalogue.update_document",
            lambda version: service.update_document(actor, document_id, version, None, **fields),
            lambda error: self._refused(name, error, (document_id, words), (mine, base)),
            lambda _changes: self.saved.emit(name),
        )

    def insist(self, clash: Clash, sheet: DocumentSheet | None) -> None:
        """Save this form's value over somebody else's, as the person chose."""
        if sheet is None:
            return
        clash.field.show_value(clash.mine)
        if clash.field.dirty:
            clash.field.commit()
        else:
            self.save(clash.field.name, sheet)

    def _refused(self, name: str, error: CresiError, left: tuple[int, str], values: tuple[Any, Any]) -> None:
        document_id, words = left
        if document_id != self._shown:
            self.left_behind.emit(document_id, name, words, error)
        elif error.code == "stale":
            self._compare_one(name, document_id, *values)
        elif not (self._fields.form.refuse(error) or self._fields.own.form.refuse(error)):
            self.field(name).set_error(error.sentence)

    def _compare_one(self, name: str, document_id: int, mine: Any, base: Any) -> None:
        """Read the notice again: save on when only other fields changed, show both values when this one did."""
        service = self._service

        def decide(sheet: DocumentSheet) -> None:
            theirs = values_of(sheet).get(name)
            self.hold(sheet)
            if name.startswith("custom:") or theirs in (base, mine):
                self.save(name, sheet)
            else:
                self._conflict.add(Clash(self.field(name), mine, theirs))

        self._desk.read(("catalogue", "edit", name), lambda: service.document(document_id), decide)

    def compare(self, sheet: DocumentSheet) -> None:
        """Find fields that are being typed in here and were changed elsewhere: both values are shown."""
        now = values_of(sheet)
        for field in self._fields.form.fields():
            if field.name not in now or not field.dirty or field.error:
                continue
            theirs = now[field.name]
            if theirs != field.value():
                try:
                    mine = field.read()
                except DomainError:
                    mine = typed_in(field)
                if mine != theirs:
                    self._conflict.add(Clash(field, mine, theirs))

    def revert(self) -> None:
        """Take back every save since the form was opened, the latest first."""
        seqs = self.saver.saved
        library, actor = self._service.library, self._desk.actor
        self.saver.release()
        for seq in reversed(seqs):
            self._desk.write("undo", lambda seq=seq: library.undo(actor, seq))  # type: ignore[misc]  # mypy loses the default
