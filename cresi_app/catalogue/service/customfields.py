"""The centre's own fields: defined, reordered, taken away and brought back by the staff."""

from collections.abc import Iterable, Mapping
from typing import Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.custom import CustomField, FieldType, match_word, short_name_of
from cresi_app.catalogue.queries import custom
from cresi_app.catalogue.service.desk import ListsDesk, known_code, refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.revision import Revision

_GONE: Final = N_("Ce champ n'existe plus. L'annulation peut le ramener.")


class CustomFieldsDesk(ListsDesk):
    """Reads and writes of the centre's own fields."""

    def custom_fields(self, *, archived: bool = False) -> list[CustomField]:
        """Return the fields in the centre's order; `archived`: those taken away instead."""
        return [one for one in custom.fields(self.library) if (one.archived_on is not None) == archived]

    def custom_field(self, field_id: int) -> CustomField:
        """Return one field. Raises `DomainError` ``field_gone``."""
        found = next((one for one in custom.fields(self.library) if one.id == field_id), None)
        if found is None:
            raise DomainError("field_gone", _GONE)
        return found

    def add_custom_field(self, who: Actor, *, name: str, type: str, **fields: object) -> Changes:  # noqa: A002 - the column's name
        """Define a field: `short_name` (made from the name when absent), `hint`, `kinds` [code…], `choices` [word…].

        DomainError ``name_missing``, ``short_name_taken``, ``choices_missing``, ``unknown_code``.
        """
        known = self.custom_fields()
        values = self._field_values(
            {"name": name, "short_name": fields.get("short_name") or short_name_of(name), **fields}
        )
        values["type"] = known_code(type, self.custom_types, "type")
        self._free_short_name(str(values["short_name"]), 0)
        words = self._words(fields.get("choices", ()))
        if type == FieldType.CHOICE and not words:
            raise DomainError("choices_missing", N_("Écrivez au moins un choix, un par ligne."), field="choices")
        with refusals(), self.library.revise("catalogue.add_custom_field", who) as revision:
            field_id = revision.insert("custom_field", {**values, "position": len(known)})
            revision.subject = ("custom_field", field_id)
            self._write_kinds(revision, field_id, fields.get("kinds", ()))
            if type == FieldType.CHOICE:
                for position, word in enumerate(words):
                    revision.insert("custom_choice", _choice(field_id, word, position))
        return revision.changes

    def update_custom_field(
        self, who: Actor, field_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Change name, short name, hint, kinds or choices (words that are gone are no longer offered, documents keep them).

        A type changes only while no document uses the field. DomainError ``field_in_use``, ``short_name_taken``, ``stale``.
        """
        field = self.custom_field(field_id)
        values = self._field_values(fields)
        if "type" in fields and fields["type"] != field.type:
            if field.uses:
                raise DomainError(
                    "field_in_use",
                    N_("Des notices emploient ce champ : son type ne change plus. Faites-en un autre à côté."),
                    field="type",
                )
            values["type"] = known_code(fields["type"], self.custom_types, "type")
        if "short_name" in values:
            self._free_short_name(str(values["short_name"]), field_id)
        subject = ("custom_field", field_id)
        with refusals(), self.library.revise("catalogue.update_custom_field", who, subject, edit_group) as revision:
            revision.update("custom_field", field_id, version, values)
            if "kinds" in fields:
                self._write_kinds(revision, field_id, fields["kinds"])
            if "choices" in fields:
                self._write_choices(revision, field, self._words(fields["choices"]))
        return revision.changes

    def archive_custom_field(self, who: Actor, field_id: int, version: int) -> Changes:
        """Take a field away from forms, details and searches: what documents say in it is kept, and comes back with it."""
        with (
            refusals(),
            self.library.revise("catalogue.archive_custom_field", who, ("custom_field", field_id)) as revision,
        ):
            revision.update("custom_field", field_id, version, {"archived_on": clock.today()})
        return revision.changes

    def restore_custom_field(self, who: Actor, field_id: int, version: int) -> Changes:
        """Bring a field back, with everything documents said in it. DomainError ``short_name_taken``."""
        self._free_short_name(self.custom_field(field_id).short_name, field_id)
        with (
            refusals(),
            self.library.revise("catalogue.restore_custom_field", who, ("custom_field", field_id)) as revision,
        ):
            revision.update("custom_field", field_id, version, {"archived_on": None})
        return revision.changes

    def order_custom_fields(self, who: Actor, ids: Iterable[int]) -> Changes:
        """Put the fields in this order."""
        known = {one.id: one for one in self.custom_fields()}
        with refusals(), self.library.revise("catalogue.update_custom_field", who) as revision:
            for position, field_id in enumerate(one for one in ids if one in known):
                if known[field_id].position != position:
                    revision.update("custom_field", field_id, known[field_id].version, {"position": position})
        return revision.changes

    # --- checks ---

    def _field_values(self, given: Mapping[str, object]) -> dict[str, object]:
        values: dict[str, object] = {}
        if "name" in given:
            values["name"] = rules.one_line(str(given["name"] or ""), field="name")
            if not values["name"]:
                raise DomainError("name_missing", N_("Donnez un nom à ce champ."), field="name")
        if "short_name" in given:
            values["short_name"] = short_name_of(str(given["short_name"] or ""))
            if not values["short_name"]:
                raise DomainError(
                    "name_missing",
                    N_("Donnez un nom court à ce champ : des lettres sans accent, des chiffres, des tirets."),
                    field="short_name",
                )
        if "hint" in given:
            values["hint"] = rules.one_line(str(given["hint"] or ""), field="hint")
        return values

    def _free_short_name(self, short_name: str, but: int) -> None:
        other = next((one for one in self.custom_fields() if one.short_name == short_name and one.id != but), None)
        if other is not None:
            raise DomainError(
                "short_name_taken",
                N_("Les recherches appellent déjà « {field_name} » par ce nom court : choisissez-en un autre."),
                field="short_name",
                field_name=other.name,
            )

    @staticmethod
    def _words(given: object) -> list[str]:
        parts = given.splitlines() if isinstance(given, str) else list(given) if isinstance(given, Iterable) else []
        words = [rules.one_line(str(one), field="choices") for one in parts]
        return list({match_word(one): one for one in words if one}.values())

    def _write_kinds(self, revision: Revision, field_id: int, given: object) -> None:
        assert isinstance(given, Iterable)
        wanted = {known_code(one, self.kinds(), "kinds") for one in given}
        present = custom.kind_rows(self.library, field_id)
        for code in wanted - present.keys():
            revision.insert("custom_field_kind", {"field_id": field_id, "kind": code})
        for code in present.keys() - wanted:
            revision.delete("custom_field_kind", *present[code])

    def _write_choices(self, revision: Revision, field: CustomField, words: list[str]) -> None:
        known = {one.match_key: one for one in field.choices}
        used = custom.choice_uses(self.library, field.id)
        for position, word in enumerate(words):
            same = known.pop(match_word(word), None)
            if same is None:
                revision.insert("custom_choice", _choice(field.id, word, position))
            else:
                revision.update(
                    "custom_choice", same.id, same.version, {"word": word, "position": position, "archived_on": None}
                )
        for old in known.values():
            if not used.get(old.id):
                revision.delete("custom_choice", old.id, old.version)
            elif old.archived_on is None:
                revision.update("custom_choice", old.id, old.version, {"archived_on": clock.today()})


def _choice(field_id: int, word: str, position: int) -> dict[str, object]:
    return {"field_id": field_id, "word": word, "match_key": match_word(word), "position": position}
