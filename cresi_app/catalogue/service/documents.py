"""What a person can do to notices: write them, change them field by field, attach files, archive, delete."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.queries import documents
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.desk import ListsDesk, known_code, refusals
from cresi_app.core import clock
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.revision import Revision

_LINES: Final = (
    "subtitle", "other_titles", "part_number", "part_title", "responsibility", "edition", "place", "date_text", "extent",
    "series_number", "call_number", "audience", "rights", "image_credit", "frequency", "price",
)  # fmt: skip
_TEXTS: Final = ("abstract", "contents", "notes")
_DAYS: Final = ("published_on", "revised_on")
GROUPS: Final = ("contributions", "subjects", "languages", "countries", "identifiers", "links", "co_publishers")
_OWN_TABLES: Final = (
    "copy", "document_source", "document_file", "document_link", "document_identifier", "document_country",
    "document_language", "document_subject", "contribution", "co_publication",
)  # fmt: skip

Rows = list[dict[str, object]]


class DocumentsDesk(ListsDesk):
    """Writes of notices."""

    def add_document(self, who: Actor, *, title: str, kind: str = "book", **fields: object) -> Changes:
        """Write a new notice and return its `Changes` (`id` is the notice's).

        `fields` are those of `Document`, and `publisher`, `series` (an id or a typed name), `contributions` [(id or
        name, role)…], `subjects` [id or term…], `languages` [code or (code, use)…], `countries` [code…], `identifiers`
        [(scheme, value)…], `links` [{relation, title, number…}…], `co_publishers` [(id or name, place)…].
        """
        with refusals(), self.library.revise("catalogue.add_document", who) as revision:
            values = self._values(revision, {"title": title, "kind": kind, **fields})
            values["number"] = revision.number("document", rules.NUMBER_PATTERN)
            document_id = revision.insert("document", values)
            revision.subject = ("document", document_id)
            for group in GROUPS:
                if group in fields:
                    self._write_group(revision, document_id, group, fields[group])
        return revision.changes

    def duplicate_document(self, who: Actor, document_id: int) -> Changes:
        """Write a new notice that says what this one says: without its number, copies, files and source."""
        known = self._document(document_id)
        same: dict[str, object] = {name: getattr(known, name) for name in (*_LINES, *_TEXTS, *_DAYS)}
        same |= {name: getattr(known, name) for name in ("year", "url", "publication_country_code")}
        rows = {table: documents.children(self.library, table, [document_id]) for table in documents.CHILD_TABLES}
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
            links=[dict(row) for row in rows["document_link"]],
            co_publishers=[(row["publisher_id"], row["place"]) for row in rows["co_publication"]],
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
            for group in GROUPS:
                if group in fields:
                    self._write_group(revision, document_id, group, fields[group])
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
            for table in _OWN_TABLES:
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

    # --- fields and groups ---

    def _values(self, revision: Revision, fields: Mapping[str, object]) -> dict[str, object]:
        cleaners = self._cleaners
        strangers = fields.keys() - cleaners.keys() - {*GROUPS, "publisher", "series"}
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
            "url": lambda value: rules.url(_text(value)),
            "publication_country_code": lambda value: (
                known_code(value, self._countries, "publication_country_code") if value else None
            ),
        }

    def _write_group(self, revision: Revision, document_id: int, group: str, given: object) -> None:
        """Make one group of rows what is given: rows already so stay as they are, others leave or come."""
        assert isinstance(given, Iterable)
        table, rows = self._group_rows(revision, group, list(given))
        present = documents.children(self.library, table, [document_id])
        unused = list(present)
        for position, row in enumerate(rows):
            same = next((old for old in unused if all(old[name] == value for name, value in row.items())), None)
            if same is None:
                revision.insert(table, {"document_id": document_id, "position": position, **row})
                continue
            unused.remove(same)
            if same["position"] != position:
                revision.update(table, same["id"], same["version"], {"position": position})
        for old in unused:
            revision.delete(table, old["id"], old["version"])

    def _group_rows(self, revision: Revision, group: str, given: list[object]) -> tuple[str, Rows]:
        finder = Finder(self.library, revision)
        match group:
            case "contributions":
                pairs = [_pair(one, "aut") for one in given]
                rows = [
                    {
                        "contributor_id": finder.contributor(_name(who)),
                        "role": known_code(role, self.roles, "contributions"),
                    }
                    for who, role in pairs
                ]
                return "contribution", _once(rows)
            case "subjects":
                return "document_subject", _once([{"subject_id": finder.subject(_name(one))} for one in given])
            case "languages":
                found = [_pair(one, "text") for one in given]
                rows = [
                    {"language_code": known_code(code, self._languages, "languages"), "use": use} for code, use in found
                ]
                return "document_language", _once(rows)
            case "countries":
                rows = [{"country_code": known_code(code, self._countries, "countries")} for code in given]
                return "document_country", _once(rows)
            case "identifiers":
                return "document_identifier", _once([self._identifier(_pair(one, "")) for one in given])
            case "co_publishers":
                found = [_pair(one, "") for one in given]
                rows = [
                    {"publisher_id": finder.publisher(_name(name), str(place)), "place": place} for name, place in found
                ]
                return "co_publication", [row for row in _once(rows) if row["publisher_id"] is not None]
            case _:
                return "document_link", [self._link(one) for one in given]

    def _identifier(self, pair: tuple[object, object]) -> dict[str, object]:
        scheme = known_code(pair[0], self.schemes, "identifiers")
        value = rules.one_line(str(pair[1]), field="identifiers")
        if not value:
            raise DomainError("number_missing", N_("Écrivez le numéro avant de l'ajouter."), field="identifiers")
        return {"scheme": scheme, "value": value, "normalised": rules.normalised(scheme, value)}

    def _link(self, given: object) -> dict[str, object]:
        assert isinstance(given, Mapping)
        relation = known_code(given.get("relation", "related"), self.relations, "links")
        texts = ("title", "number", "issn", "date_text", "pages")
        values: dict[str, object] = {name: rules.one_line(str(given.get(name, "")), field="links") for name in texts}
        return {"relation": relation, "target_id": given.get("target_id"), **values}


def _text(value: object) -> str:
    """Return what was given for a text; nothing given is an empty one."""
    return "" if value is None else str(value)


def _typed(value: object) -> int | str | None:
    assert value is None or isinstance(value, int | str)
    return value


def _name(value: object) -> int | str:
    assert isinstance(value, int | str)
    return value


def _pair(value: object, default: str) -> tuple[object, object]:
    """Return what was given as a pair; a lone value takes the default beside it."""
    if isinstance(value, tuple | list):
        return value[0], value[1] if len(value) > 1 else default
    return value, default


def _once(rows: Rows) -> Rows:
    """Leave out what is given twice."""
    kept: Rows = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept
