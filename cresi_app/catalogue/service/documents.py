"""What a person can do to notices: write them, change them field by field, attach files, archive, delete."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.queries import documents
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.desk import ListsDesk, known_code, refusals
from cresi_app.catalogue.service.groups import EXHIBITION, GROUPS, PARTICULARS, USE, GroupWriter, whole
from cresi_app.core import clock
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

_LINES: Final = (
    "subtitle", "other_titles", "part_number", "part_title", "responsibility", "edition", "place", "date_text", "extent",
    "series_number", "call_number", "audience", "rights", "image_credit", "frequency", "price",
)  # fmt: skip
_TEXTS: Final = ("abstract", "contents", "notes")
_DAYS: Final = ("published_on", "revised_on", "seen_on")
_COPIED: Final = {
    "links": "document_link", "titles": "document_title", "abstracts": "document_abstract", "releases": "document_release",
    "pieces": "document_piece",
}  # fmt: skip
"""Groups whose rows a duplicate says again."""
_BESIDE: Final = {*GROUPS, *USE, *EXHIBITION, "custom", "settled", "publisher", "series"}
"""What stands in rows beside the document."""
OWN_TABLES: Final = (
    "copy", "document_pending", "custom_value", "document_abstract", "document_title", "serial_issue", "document_release",
    "document_audience", "exhibition", "document_use", "document_piece", "document_source", "document_file", "document_link",
    "document_identifier", "document_country", "document_language", "document_subject", "contribution", "co_publication",
)  # fmt: skip
"""What is a document's own and goes with it."""


class DocumentsDesk(ListsDesk):
    """Writes of notices."""

    def add_document(self, who: Actor, *, title: str, kind: str = "book", **fields: object) -> Changes:
        """Write a new notice and return its `Changes` (`id` is the notice's).

        `fields` are those of `Document`, and `publisher`, `series` (an id or a typed name), `contributions` [(id or
        name, role)…], `subjects` [id or term…], `languages` [code or (code, use)…], `countries` [code…], `identifiers`
        [(scheme, value)…], `links` [{relation, target_id, title, number…}…], `co_publishers` [(id or name, place)…],
        `titles` [{kind, language_code, title}…], `abstracts` [{language_code, text}…], `audiences` [code…], `releases`
        [{label, released_on, what_changed}…], `pieces` [{name, quantity, number, width_mm…}…] (rows with an `id` are
        changed in place), those of `Use` and `Exhibition`, and `custom` {id or short name of an own field: value}.
        """
        with refusals(), self.library.revise("catalogue.add_document", who) as revision:
            values = self._values(revision, {"title": title, "kind": kind, **fields})
            values["number"] = revision.number("document", rules.NUMBER_PATTERN)
            document_id = revision.insert("document", values)
            revision.subject = ("document", document_id)
            GroupWriter(self, revision, document_id, is_new=True).write(fields)
        return revision.changes

    def duplicate_document(self, who: Actor, document_id: int) -> Changes:
        """Write a new notice that says what this one says: without its number, copies, files and source."""
        known = self._document(document_id)
        same: dict[str, object] = {name: getattr(known, name) for name in (*_LINES, *_TEXTS, *_DAYS)}
        same |= {name: getattr(known, name) for name in ("year", "url", "publication_country_code", "issues_a_year")}
        rows = {table: documents.children(self.library, table, [document_id]) for table in documents.CHILD_TABLES}
        for table, names in PARTICULARS.items():
            same |= {name: row[name] for row in rows[table] for name in names}
        return self.add_document(
            who,
            title=known.title,
            kind=known.kind,
            **same,
            publisher=known.publisher_id,
            series=known.series_id,
            contributions=[(row["contributor_id"], row["role"]) for row in rows["contribution"]],
            subjects=[row["subject_id"] for row in rows["document_subject"]],
            languages=[(row["language_code"], row["use"]) for row in rows["document_language"]],
            countries=[row["country_code"] for row in rows["document_country"]],
            identifiers=[(row["scheme"], row["value"]) for row in rows["document_identifier"]],
            co_publishers=[(row["publisher_id"], row["place"]) for row in rows["co_publication"]],
            audiences=[row["audience"] for row in rows["document_audience"]],
            custom={one.field_id: one.value for one in documents.VALUES.loads(rows["custom_value"])},
            **{group: _again(rows[table]) for group, table in _COPIED.items()},
        )

    def update_document(
        self, who: Actor, document_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a notice (the same as `add_document`'s); a group given replaces what was there.

        DomainError ``stale`` when the notice was changed elsewhere since `version` was read.
        """
        subject = ("document", document_id)
        with refusals(), self.library.revise("catalogue.update_document", who, subject, edit_group) as revision:
            values = self._values(revision, fields)
            revision.update("document", document_id, version, values)
            GroupWriter(self, revision, document_id).write(fields)
        return revision.changes

    def archive_document(self, who: Actor, document_id: int, version: int) -> Changes:
        """Keep a notice only for what refers to it: it leaves lists and pickers."""
        subject = ("document", document_id)
        with refusals(), self.library.revise("catalogue.archive_document", who, subject) as revision:
            revision.update("document", document_id, version, {"archived_on": clock.today()})
        return revision.changes

    def restore_document(self, who: Actor, document_id: int, version: int) -> Changes:
        """Bring an archived notice back into the lists."""
        subject = ("document", document_id)
        with refusals(), self.library.revise("catalogue.restore_document", who, subject) as revision:
            revision.update("document", document_id, version, {"archived_on": None})
        return revision.changes

    def delete_document(self, who: Actor, document_id: int, version: int) -> Changes:
        """Remove a notice nothing refers to, with its copies and attachments; undoing brings everything back.

        DomainError ``in_use`` when something elsewhere refers to it: then it can be archived.
        """
        subject = ("document", document_id)
        with refusals(), self.library.revise("catalogue.delete_document", who, subject) as revision:
            for table in OWN_TABLES:
                for row in documents.children(self.library, table, [document_id]):
                    revision.delete(table, row["id"], row["version"])
            revision.delete("document", document_id, version)
        return revision.changes

    def attach_file(
        self,
        who: Actor,
        document_id: int,
        source: Path | bytes,
        *,
        name: str = "",
        caption: str = "",
        is_cover: bool = False,
    ) -> Changes:
        """Keep a file with a notice: its content first, its row second. Raises StoreError when it cannot be read."""
        self._document(document_id)
        shown = name or (source.name if isinstance(source, Path) else "")
        if not shown:
            raise DomainError("name_missing", N_("Donnez un nom à ce fichier avant de le joindre."), field="name")
        kept = self.library.files.put(source, shown)
        present = documents.children(self.library, "document_file", [document_id])
        if any(row["sha256"] == kept.sha256 for row in present):
            raise DomainError("already_attached", N_("« {name} » est déjà joint à cette notice."), name=shown)
        with refusals(), self.library.revise("catalogue.attach_file", who, ("document", document_id)) as revision:
            revision.insert(
                "document_file",
                {
                    "document_id": document_id,
                    "sha256": kept.sha256,
                    "name": rules.one_line(shown, field="name"),
                    "media_type": kept.media_type,
                    "size": kept.size,
                    "caption": rules.one_line(caption, field="caption"),
                    "is_cover": is_cover,
                    "position": len(present),
                },
            )
        return revision.changes

    def detach_file(self, who: Actor, document_id: int, file_id: int) -> Changes:
        """Take a file away from a notice; undoing brings it back."""
        with refusals(), self.library.revise("catalogue.detach_file", who, ("document", document_id)) as revision:
            revision.delete("document_file", file_id)
        return revision.changes

    def set_cover(self, who: Actor, document_id: int, file_id: int | None) -> Changes:
        """Show an attached picture as the cover of its notice; None goes back to the drawn one."""
        with refusals(), self.library.revise("catalogue.set_cover", who, ("document", document_id)) as revision:
            for row in documents.children(self.library, "document_file", [document_id]):
                revision.update("document_file", row["id"], row["version"], {"is_cover": row["id"] == file_id})
        return revision.changes

    def count_view(self, document_id: int) -> Changes:
        """Note that a notice was looked at: counted outside history."""
        self.library.derive(*documents.viewed(document_id, clock.today()))
        return NOTHING

    def keep_pending(self, who: Actor, document_id: int, typed: Mapping[str, str]) -> Changes:
        """Keep word for word what was typed into fields and does not read (field → text; "" forgets it): nothing is lost.

        A notice with such words is « à compléter »; the words leave when their field is saved.
        """
        present = {row["field"]: row for row in documents.children(self.library, "document_pending", [document_id])}
        with refusals(), self.library.revise("catalogue.keep_pending", who, ("document", document_id)) as revision:
            for field, text in typed.items():
                words, old = text[: rules.LONGEST_TEXT], present.get(field)
                if old is not None and words:
                    revision.update("document_pending", old["id"], old["version"], {"typed": words})
                elif old is not None:
                    revision.delete("document_pending", old["id"], old["version"])
                elif words:
                    revision.insert("document_pending", {"document_id": document_id, "field": field, "typed": words})
        return revision.changes

    # --- fields and groups ---

    @property
    def writable(self) -> frozenset[str]:
        """The names `add_document` takes."""
        return frozenset(self._cleaners) | _BESIDE

    def _values(self, revision: Revision, fields: Mapping[str, object]) -> dict[str, object]:
        cleaners = self._cleaners
        strangers = fields.keys() - cleaners.keys() - _BESIDE
        assert not strangers, f"no such fields: {sorted(strangers)}"
        values = {name: cleaners[name](value) for name, value in fields.items() if name in cleaners}
        if "title" in values:
            values["title_sort"] = rules.title_sort(str(values["title"]))
        if "call_number" in values:
            values["call_number_sort"] = rules.call_number_sort(str(values["call_number"]))
        if values.get("date_text") and values.get("year") is None and "year" not in fields:
            values["year"] = rules.year_of(str(values["date_text"]))
        if "publisher" in fields or "series" in fields:
            finder = Finder(self.library, revision)
            if "publisher" in fields:
                values["publisher_id"] = finder.publisher(_typed(fields["publisher"]), str(fields.get("place", "")))
            if "series" in fields:
                values["series_id"] = finder.series(_typed(fields["series"]))
        return values

    @property
    def _cleaners(self) -> dict[str, Callable[[object], object]]:
        def line(name: str) -> Callable[[object], object]:
            return lambda value: rules.one_line(_text(value), field=name)

        def text(name: str) -> Callable[[object], object]:
            return lambda value: rules.long_text(_text(value), field=name)

        def day(name: str) -> Callable[[object], object]:
            return lambda value: rules.day(value, field=name)

        return {
            **{name: line(name) for name in _LINES},
            **{name: text(name) for name in _TEXTS},
            **{name: day(name) for name in _DAYS},
            "title": lambda value: rules.title(_text(value)),
            "kind": lambda value: known_code(value, self.kinds(), "kind"),
            "year": rules.year,
            "issues_a_year": lambda value: whole(value, field="issues_a_year"),
            "url": lambda value: rules.url(_text(value)),
            "publication_country_code": lambda value: (
                known_code(value, self.countries(), "publication_country_code") if value else None
            ),
        }


def _text(value: object) -> str:
    """Return what was given for a text; nothing given is an empty one."""
    return "" if value is None else str(value)


def _typed(value: object) -> int | str | None:
    assert value is None or isinstance(value, int | str)
    return value


def _again(rows: list[Row]) -> list[dict[str, object]]:
    """Return rows as they are given for another document; pieces that were dropped are left behind."""
    named = [dict(row) for row in rows if "dropped_on" not in row.keys() or row["dropped_on"] is None]  # noqa: SIM118 - a Row holds values
    return [{name: value for name, value in row.items() if name != "id"} for row in named]
