"""Takes a whole thesaurus in as one revision: terms known by their address are brought up to date, words in use are taken over."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.model import authority_rows
from cresi_app.catalogue.model.importing import Progress, Unwatched
from cresi_app.catalogue.model.thesaurus import SaidTerm, SaidThesaurus, ThesaurusReport
from cresi_app.catalogue.queries import thesaurus as queries
from cresi_app.catalogue.queries import thesaurusfile as rows_of
from cresi_app.catalogue.service.thesaurus.terms import TermsDesk
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_ids
from cresi_app.core.text import sort_key
from cresi_app.store.errors import Refused, Stale, unforeseen
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

_IDS: Final = 4_000
_OF_TERMS: Final = ("subject_label", "subject_note", "subject_broader", "subject_mapping", "subject_membership")
"""Tables whose rows are compared, term by term, with what the file says."""

Said = dict[Hashable, dict[str, object]]
"""Rows by what makes each of them itself."""


class ThesaurusFilesDesk(TermsDesk):
    """Thesauri taken in from files."""

    def import_thesaurus(
        self,
        who: Actor,
        said: SaidThesaurus,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        edit_group: int | None = None,
    ) -> tuple[ThesaurusReport, Changes]:
        """Take `said` in as one revision, or only say what would become of each term (`dry_run`).

        A term is known again by its address; a word that notices use already and that is the name of a term becomes that
        term. Terms that the file has no more are kept, marked deprecated, and listed with the documents they index.
        DomainError ``moved`` when the library changed meanwhile: nothing was written then.
        """
        watched = progress or Unwatched()
        with self.library.snapshot():
            taking = _Taking(self.library, said)
            taking.compare(watched)
        report = taking.report
        if dry_run or taking.is_empty:
            return report, NOTHING
        try:
            for table, rows in taking.added.items():
                self.library.stage(taking.import_id, table, rows)
            watched.check()
            with self.library.revise(
                "catalogue.import_thesaurus", who, ("thesaurus", report.thesaurus_id), edit_group
            ) as revision:
                taking.write(revision)
        except Stale:
            raise DomainError(
                "moved", N_("Le thésaurus a été modifié pendant l'import : rien n'a été écrit. Recommencez.")
            ) from None
        except Refused as refusal:
            raise unforeseen(refusal) from refusal
        finally:
            self.library.unstage(taking.import_id)
        report.revision = revision.changes.seq
        return report, revision.changes


@dataclass(slots=True)
class _Taking:
    """One thesaurus being compared with what the library has of it."""

    library: Library
    said: SaidThesaurus
    report: ThesaurusReport = field(default_factory=ThesaurusReport)
    import_id: int = 0
    added: dict[str, list[Mapping[str, object]]] = field(default_factory=dict)
    _updates: list[tuple[str, int, int, dict[str, object]]] = field(default_factory=list)
    _removed: list[tuple[str, int, int]] = field(default_factory=list)
    _ids: list[int] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)
    _new: bool = False
    _touched: set[int] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.added or self._updates or self._removed or self._new)

    def _id(self) -> int:
        if not self._ids:
            self._ids = list(reversed(new_ids(_IDS)))
        return self._ids.pop()

    def compare(self, progress: Progress) -> None:
        """Decide for every term, writing nothing."""
        self.import_id = self._id()
        known = queries.by_uri(self.library, self.said.uri, self.said.name)
        self._new = known is None
        self.report.thesaurus_id = known.id if known else self._id()
        self.report.name = self.said.name
        self.report.doubts = list(self.said.doubts)
        fresh = self._terms()
        parts: list[tuple[str, Callable[[], Said]]] = [
            ("subject_label", self._labels), ("subject_note", self._notes),
            ("subject_broader", lambda: self._links("broader", "broader_id")), ("subject_mapping", self._mappings),
        ]  # fmt: skip
        before = {table: rows_of.of_terms(self.library, table, self.report.thesaurus_id) for table in _OF_TERMS}
        for done, (table, rows) in enumerate(parts, start=1):
            progress.step(done, len(parts) + 1)
            self._differ(table, before[table], rows())
        progress.check()
        self._beside()
        self._grouped(before["subject_membership"])
        self.report.updated += len(self._touched - fresh)
        self.report.merged = len(self.said.terms) - self.report.created - self.report.updated

    def _kind(self) -> str:
        return "place" if self.said.is_geographic else "topic"

    def _terms(self) -> set[int]:
        """Give every term its row: the one it has, a word in use that is its name, or a new one. Returns the ids decided already."""
        known = rows_of.terms(self.library, self.report.thesaurus_id)
        kind = self._kind()
        keys = {uri: authority_rows.subject_key(term.term, kind) for uri, term in self.said.terms.items()}
        words = rows_of.loose_words(self.library, keys.values())
        fresh: set[int] = set()
        for uri, term in self.said.terms.items():
            if uri in known:
                self._at[uri] = known[uri]["id"]
                self._renew(known[uri], term, keys[uri])
                continue
            word = words.pop(keys[uri], None)
            subject_id = word["id"] if word else self._id()
            self._at[uri] = subject_id
            fresh.add(subject_id)
            values = {
                "thesaurus_id": self.report.thesaurus_id, "uri": uri, "notation": term.notation, "status": _status(term), **_codes(term),
            }  # fmt: skip
            if word:
                self._updates.append(
                    (
                        "subject",
                        subject_id,
                        word["version"],
                        values | {"term": term.term, "term_sort": sort_key(term.term)},
                    )
                )
                self.report.adopted += 1
                self.report.updated += 1
            else:
                self._add("subject", authority_rows.subject(subject_id, term.term, kind) | values)
                self.report.created += 1
        self._orphaned({uri: row for uri, row in known.items() if uri not in self.said.terms})
        return fresh

    def _renew(self, row: Row, term: SaidTerm, key: str) -> None:
        new: dict[str, object] = {"term": term.term, "notation": term.notation, "status": _status(term)}
        if any(row[name] != value for name, value in new.items()):
            self._updates.append(
                ("subject", row["id"], row["version"], new | {"term_sort": sort_key(term.term), "match_key": key})
            )
            self._touched.add(row["id"])

    def _orphaned(self, gone: dict[str, Row]) -> None:
        uses = rows_of.uses(self.library, [row["id"] for row in gone.values()])
        for row in gone.values():
            if row["status"] != "deprecated":
                self._updates.append(("subject", row["id"], row["version"], {"status": "deprecated"}))
            self.report.orphans.append((row["id"], row["term"], uses.get(row["id"], 0)))
        self.report.orphans.sort(key=lambda one: (-one[2], one[1]))

    def _add(self, table: str, row: Mapping[str, object]) -> None:
        columns = rows_of.TABLES[table]
        self.added.setdefault(table, []).append(
            {name: row.get(name) for name in columns} | {"id": row.get("id") or self._id()}
        )

    def _differ(self, table: str, before: Iterable[Row], said: Said) -> None:
        """Add what the file says more, take away what it says no more, of terms that the file has."""
        columns = [name for name in rows_of.TABLES[table] if name not in {"id", "label_sort", "match_key"}]
        ours = set(self._at.values())
        present: set[Hashable] = set()
        for row in before:
            key: Hashable = tuple(row[name] for name in columns)
            if row["subject_id"] not in ours:
                continue
            if key in said:
                present.add(key)
            else:
                self._removed.append((table, row["id"], row["version"]))
                self._touched.add(row["subject_id"])
        for new, values in said.items():
            if new not in present:
                self._add(table, values)
                self._touched.add(int(str(values["subject_id"])))

    def _labels(self) -> Said:
        kind = self._kind()
        said: Said = {}
        for uri, term in self.said.terms.items():
            for language, role, label in term.labels:
                row = {"subject_id": self._at[uri], "language": language, "kind": role, "label": label}
                said[self._at[uri], language, role, label] = row | {
                    "label_sort": sort_key(label),
                    "match_key": authority_rows.subject_key(label, kind),
                }
        return said

    def _notes(self) -> Said:
        return {
            (self._at[uri], *note): {
                "subject_id": self._at[uri],
                "language": note.language,
                "kind": note.kind,
                "text": note.text,
            }
            for uri, term in self.said.terms.items()
            for note in term.notes
        }

    def _links(self, name: str, column: str) -> Said:
        return {
            (self._at[uri], self._at[other]): {"subject_id": self._at[uri], column: self._at[other]}
            for uri, term in self.said.terms.items()
            for other in sorted(getattr(term, name))
            if other in self._at
        }

    def _mappings(self) -> Said:
        return {
            (self._at[uri], *mapping): {"subject_id": self._at[uri], "kind": mapping[0], "uri": mapping[1]}
            for uri, term in self.said.terms.items()
            for mapping in sorted(term.mappings)
        }

    def _beside(self) -> None:
        said: Said = {}
        for uri, term in self.said.terms.items():
            for other in term.related:
                first, second = sorted((self._at[uri], self._at[other]))
                said[first, second] = {"subject_id": first, "related_id": second}
        self._differ(
            "subject_related", rows_of.of_terms(self.library, "subject_related", self.report.thesaurus_id), said
        )

    def _grouped(self, before: Iterable[Row]) -> None:
        known = {row["uri"]: row for row in rows_of.groups(self.library, self.report.thesaurus_id)}
        said: Said = {}
        for uri, (name, members) in self.said.groups.items():
            row = known.get(uri)
            group_id = row["id"] if row else self._id()
            if row is None:
                values = {
                    "id": group_id,
                    "thesaurus_id": self.report.thesaurus_id,
                    "name": name,
                    "name_sort": sort_key(name),
                    "uri": uri,
                }
                self._add("subject_group", values)
            elif row["name"] != name:
                self._updates.append(
                    ("subject_group", group_id, row["version"], {"name": name, "name_sort": sort_key(name)})
                )
            for member in members:
                said[group_id, self._at[member]] = {"group_id": group_id, "subject_id": self._at[member]}
        self._differ("subject_membership", before, said)

    def write(self, revision: Revision) -> None:
        """Put it all into one revision: what goes first, so that a link may be turned round."""
        if self._new:
            revision.insert("thesaurus", {
                "id": self.report.thesaurus_id, "name": self.said.name, "uri": self.said.uri, "source": self.said.source,
                "licence": self.said.licence, "is_geographic": self.said.is_geographic,
            })  # fmt: skip
        for table, row_id, version in self._removed:
            revision.delete(table, row_id, version)
        for table, row_id, version, values in self._updates:
            revision.update(table, row_id, version, values)
        rows_of.move_in(revision, self.import_id, self.added)


def _codes(term: SaidTerm) -> dict[str, object]:
    """Return the country and DAC sector a term is, as far as the file says."""
    return {"country_code": term.country_code or None, "sector_code": term.sector_code or None}


def _status(term: SaidTerm) -> str:
    return "deprecated" if term.deprecated else "active"
