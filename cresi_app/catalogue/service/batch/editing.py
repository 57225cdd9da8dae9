"""Changes one field of many documents at once: texts, values, subjects, countries, languages, and their copies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from cresi_app.catalogue.model import batch as model
from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.batch import Act, BatchReport, Edit
from cresi_app.catalogue.model.importing import Progress
from cresi_app.catalogue.queries import batch, documents
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.batch.work import Work, chunks, working
from cresi_app.catalogue.service.copies import CopiesDesk
from cresi_app.catalogue.service.desk import known_code
from cresi_app.catalogue.service.documents import DocumentsDesk
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.store.records import Row
from cresi_app.store.values import plain

_TABLES: Final = {
    "subjects": ("document_subject", "subject_id"),
    "countries": ("document_country", "country_code"),
    "languages": ("document_language", "language_code"),
}
_COLUMNS: Final = {"publisher": "publisher_id", "series": "series_id"}
_SORTED: Final = {
    "title": ("title_sort", rules.title_sort),
    "call_number": ("call_number_sort", rules.call_number_sort),
}

Change = Callable[[Work, list[int]], None]
Cleaners = Mapping[str, Callable[[object], object]]
"""What makes each field's text ready to be kept, or refuses it."""


class BatchEditingDesk(DocumentsDesk, CopiesDesk):
    """Edits of many documents, one revision each."""

    def edit_many(self, who: Actor, ids: Sequence[int], edit: Edit, progress: Progress | None = None) -> BatchReport:
        """Do one edit on all these documents, in one revision; what cannot take it is left alone and told.

        DomainError ``unknown_field``, ``value_missing`` or what the field's own rule says of the value; ``moved_on``.
        """
        if edit.field not in model.FIELDS or edit.act not in model.acts_of(edit.field):
            raise DomainError(
                "unknown_field", N_("« {name} » ne se change pas ainsi sur plusieurs notices."), field="field", name=edit.field
            )  # fmt: skip
        with working(self.library, who, "catalogue.edit_many", len(ids)) as work:
            change = self._change(work, edit)
            for chunk in chunks(ids, progress):
                change(work, chunk)
                work.flush()
        return work.report

    def _change(self, work: Work, edit: Edit) -> Change:
        if edit.field in model.GROUPS:
            return self._group_change(work, edit)
        if edit.field == "call_prefix":
            return _prefix_change(_said(edit.old), _said(edit.value))
        if edit.field in model.COPIES:
            return self._copy_change(work, edit)
        if edit.act in {Act.APPEND, Act.PREPEND}:
            return self._joining(edit)
        return self._setting(work, edit)

    # --- one text or value ---

    def _setting(self, work: Work, edit: Edit) -> Change:
        if edit.act is Act.SET and _is_blank(edit.value):
            raise _missing(edit.field)
        blank = "" if edit.field in model.LINES | model.TEXTS else None
        cleaned = self._values(work.revision, {edit.field: blank if edit.act is Act.CLEAR else edit.value})
        column = _COLUMNS.get(edit.field, edit.field)
        wanted = plain(cleaned[column])

        def change(work: Work, chunk: list[int]) -> None:
            for row in batch.documents(self.library, chunk, [column]):
                if row[column] != wanted:
                    work.change("document", row["id"], row["version"], cleaned)
                    work.report.changed += 1

        return change

    def _joining(self, edit: Edit) -> Change:
        addition = _said(edit.value)
        if not addition.strip():
            raise _missing(edit.field)
        name, cleaners = edit.field, self._cleaners

        def change(work: Work, chunk: list[int]) -> None:
            for row in batch.documents(self.library, chunk, [name]):
                joined = row[name] + addition if edit.act is Act.APPEND else addition + row[name]
                put_texts(work, row, {name: joined}, cleaners)

        return change

    # --- subjects, countries, languages ---

    def _group_change(self, work: Work, edit: Edit) -> Change:
        table, key = _TABLES[edit.field]
        added = self._keys(work, edit.field, edit.value) if edit.act in {Act.ADD, Act.REPLACE} else []
        leaving = edit.value if edit.act is Act.REMOVE else edit.old if edit.act is Act.REPLACE else None
        gone = self._keys(work, edit.field, leaving)
        if not added and not gone and edit.act is not Act.CLEAR:
            raise _missing(edit.field)
        own = "text" if table == "document_language" else None

        def change(work: Work, chunk: list[int]) -> None:
            there: dict[int, list[tuple[int, int, object, int]]] = {one: [] for one in chunk}
            for row in documents.children(self.library, table, chunk):
                if own is None or row["use"] == own:
                    there[row["document_id"]].append((row["id"], row["version"], row[key], row["position"]))
            for row in batch.documents(self.library, chunk, []):
                _regroup(work, row["id"], there[row["id"]], edit.act, (table, key, added, gone))

        return change

    def _keys(self, work: Work, name: str, given: object) -> list[object]:
        """Return what is stored of subjects, countries or languages given as ids, codes or words."""
        listed = given if isinstance(given, Iterable) and not isinstance(given, str) else [given]
        said = [one for one in listed if not _is_blank(one)]
        if name == "subjects":
            finder = Finder(self.library, work.revision)
            return [finder.subject(one if isinstance(one, int) else str(one)) for one in said]
        known = self.countries() if name == "countries" else self.languages()
        return [known_code(one, known, name) for one in said]

    # --- copies ---

    def _copy_change(self, work: Work, edit: Edit) -> Change:
        name = "location_id" if edit.field == "location" else edit.field
        if edit.act is Act.SET and _is_blank(edit.value):
            raise _missing(edit.field)
        value: object = None
        if edit.act is Act.SET and edit.field == "location":
            value = Finder(self.library, work.revision).location(
                edit.value if isinstance(edit.value, int) else _said(edit.value)
            )
        elif edit.act is Act.SET:
            value = known_code(edit.value, self.statuses if edit.field == "status" else self.conditions, edit.field)

        def change(work: Work, chunk: list[int]) -> None:
            other = [row for row in batch.live_copies(self.library, chunk) if row[name] != value]
            for row in other:
                work.change("copy", row["id"], row["version"], {name: value})
            work.report.changed += len({row["document_id"] for row in other})

        return change


def put_texts(work: Work, row: Row, texts: Mapping[str, str], cleaners: Cleaners) -> None:
    """Give the document of `row` other texts, by field, where they say something else; what a field refuses leaves it alone."""
    try:
        after = {name: str(cleaners[name](text)) for name, text in texts.items()}
    except DomainError as refused:
        work.skip(row["id"], refused.template, **refused.data)
        return
    if all(row[name] == text for name, text in after.items()):
        return
    values: dict[str, object] = dict(after)
    for name, (column, key) in _SORTED.items():
        if name in after:
            values[column] = key(after[name])
    work.change("document", row["id"], row["version"], values)
    work.report.changed += 1


def _regroup(
    work: Work,
    document_id: int,
    there: list[tuple[int, int, object, int]],
    act: Act,
    how: tuple[str, str, list[object], list[object]],
) -> None:
    """Take away and add the rows of one document; what it has already it keeps."""
    table, key, added, gone = how
    leaving = [one for one in there if act is Act.CLEAR or (one[2] in gone and one[2] not in added)]
    # What replaces comes only where something is replaced.
    coming = added if act is Act.ADD or (act is Act.REPLACE and any(one[2] in gone for one in there)) else []
    kept = {one[2] for one in there} - {one[2] for one in leaving}
    fresh = [one for one in dict.fromkeys(coming) if one not in kept]
    for entity_id, version, _, _ in leaving:
        work.remove(table, entity_id, version)
    places = [one[3] for one in leaving] if act is Act.REPLACE else []
    last = max((one[3] for one in there), default=-1)
    for at, value in enumerate(fresh):
        position = places[at] if at < len(places) else last + 1 + at
        use = {"use": "text"} if table == "document_language" else {}
        work.add(table, {"document_id": document_id, key: value, "position": position, **use})
    work.report.changed += bool(leaving or fresh)


def _prefix_change(old: str, new: str) -> Change:
    """Return what puts another beginning on call numbers, of notices and of their copies; without `old`, before all of them."""
    old, new = old.strip(), rules.one_line(new, field="value")
    if not old and not new:
        raise _missing("call_prefix")

    def renamed(said: str) -> str | None:
        if not said or not said.startswith(old):
            return None
        return " ".join((new + said[len(old) :]).split())

    def change(work: Work, chunk: list[int]) -> None:
        touched: set[int] = set()
        for row in batch.documents(work.library, chunk, ["call_number"]):
            after = renamed(row["call_number"])
            if after is not None and after != row["call_number"]:
                values = {"call_number": after, "call_number_sort": rules.call_number_sort(after)}
                work.change("document", row["id"], row["version"], values)
                touched.add(row["id"])
        for row in batch.live_copies(work.library, chunk):
            after = renamed(row["call_number"])
            if after is not None and after != row["call_number"]:
                work.change("copy", row["id"], row["version"], {"call_number": after, "needs_label": True})
                touched.add(row["document_id"])
        work.report.changed += len(touched)

    return change


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _is_blank(value: object) -> bool:
    return not value.strip() if isinstance(value, str) else value is None or value in ([], ())


def _missing(name: str) -> DomainError:
    return DomainError(
        "value_missing", N_("Écrivez ce qui va dans « {name} » avant de changer les notices."), field="value",
        name=tr(model.FIELDS[name]),
    )  # fmt: skip
