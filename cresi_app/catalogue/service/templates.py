"""Templates of notices: made from one that stands, used to begin the next."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.template import NoticeTemplate, as_text, said_by
from cresi_app.catalogue.queries import custom, description, documents
from cresi_app.catalogue.service.desk import known_code, refusals
from cresi_app.catalogue.service.documents import DocumentsDesk
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key

_PAIRS: Final = ("languages", "contributions", "identifiers", "co_publishers")


class TemplatesDesk(DocumentsDesk):
    """Reads and writes of templates."""

    def templates(self, *, archived: bool = False) -> list[NoticeTemplate]:
        """Return the templates by name; `archived`: those put away instead."""
        return description.templates(self.library, archived=archived)

    def template(self, template_id: int) -> NoticeTemplate:
        """Return one template. Raises `DomainError` ``template_gone``."""
        found = description.template(self.library, template_id)
        if found is None:
            raise DomainError("template_gone", N_("Ce modèle n'existe plus. L'annulation peut le ramener."))
        return found

    def add_template(
        self, who: Actor, *, name: str, kind: str, says: Mapping[str, Any] | None = None, note: str = ""
    ) -> Changes:
        """Write a template: `says` are fields of `add_document`, authorities by their names. DomainError ``name_missing``."""
        values = self._template_values({"name": name, "kind": kind, "note": note})
        with refusals(), self.library.revise("catalogue.add_template", who) as revision:
            template_id = revision.insert("notice_template", {**values, "says": as_text(says or {})})
            revision.subject = ("notice_template", template_id)
        return revision.changes

    def save_as_template(self, who: Actor, document_id: int, name: str, note: str = "") -> Changes:
        """Make a template of what a notice says that another one may say again. DomainError ``name_missing``."""
        found = documents.sheets(self.library, [document_id], self.kinds())
        if not found:
            self._document(document_id)  # raises: it is gone
        return self.add_template(who, name=name, kind=found[0].kind.code, says=said_by(found[0]), note=note)

    def update_template(
        self, who: Actor, template_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Change name, kind or note of a template."""
        values = self._template_values(fields)
        subject = ("notice_template", template_id)
        with refusals(), self.library.revise("catalogue.update_template", who, subject, edit_group) as revision:
            revision.update("notice_template", template_id, version, values)
        return revision.changes

    def archive_template(self, who: Actor, template_id: int, version: int) -> Changes:
        """Put a template away: it is no longer offered."""
        with (
            refusals(),
            self.library.revise("catalogue.archive_template", who, ("notice_template", template_id)) as revision,
        ):
            revision.update("notice_template", template_id, version, {"archived_on": clock.today()})
        return revision.changes

    def restore_template(self, who: Actor, template_id: int, version: int) -> Changes:
        """Offer a template again."""
        with (
            refusals(),
            self.library.revise("catalogue.restore_template", who, ("notice_template", template_id)) as revision,
        ):
            revision.update("notice_template", template_id, version, {"archived_on": None})
        return revision.changes

    def start_from(self, who: Actor, template_id: int, title: str) -> Changes:
        """Write a new notice that begins from a template. What the library no longer knows (a field taken away) is left out."""
        template = self.template(template_id)
        return self.add_document(who, title=title, kind=template.kind, **self.still_known(template.fields))

    def still_known(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of a template that this library still takes, ready for `add_document`."""
        fields = {name: value for name, value in said.items() if name in self.writable}
        for name in _PAIRS:
            if name in fields:
                fields[name] = [tuple(one) if isinstance(one, list) else one for one in fields[name]]
        known: dict[str, Callable[[Any], bool]] = {
            "languages": lambda one: (one[0] if isinstance(one, tuple) else one) in self.languages(),
            "countries": lambda one: one in self.countries(),
            "audiences": lambda one: one in self.audiences,
        }
        for name, holds in known.items():
            if name in fields:
                fields[name] = [one for one in fields[name] if holds(one)]
        if "custom" in fields:
            live = {one.short_name: one for one in custom.fields(self.library) if one.archived_on is None}
            fields["custom"] = {
                name: value for name, value in fields["custom"].items()
                if name in live and (not live[name].choices or any(one.word == value for one in live[name].choices))
            }  # fmt: skip
        return fields

    def _template_values(self, given: Mapping[str, object]) -> dict[str, object]:
        values: dict[str, object] = {}
        if "name" in given:
            values["name"] = rules.one_line(str(given["name"] or ""), field="name")
            if not values["name"]:
                raise DomainError("name_missing", N_("Donnez un nom à ce modèle."), field="name")
            values["name_sort"] = sort_key(str(values["name"]))
        if "kind" in given:
            values["kind"] = known_code(given["kind"], self.kinds(), "kind")
        if "note" in given:
            values["note"] = rules.one_line(str(given["note"] or ""), field="note")
        if "says" in given:
            says = given["says"]
            values["says"] = as_text(says if isinstance(says, Mapping) else json.loads(str(says)))
        return values
