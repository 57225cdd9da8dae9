"""Describing terms: names, notes, links above and beside; what is in use is never lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from cresi_app.catalogue.model import authority_rows
from cresi_app.catalogue.model.thesaurus import LABEL_KINDS
from cresi_app.catalogue.queries import termwriting
from cresi_app.catalogue.service.thesaurus.reading import ThesaurusDesk
from cresi_app.core.changes import Actor, Changes, RecordRef
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import sort_key
from cresi_app.store.errors import Refused, Stale, unforeseen
from cresi_app.store.revision import Revision

_GONE = N_("Ce terme a été modifié ou supprimé ailleurs depuis qu'il est ouvert : rien n'a été enregistré. Rouvrez-le.")


def _refused(refusal: Refused) -> DomainError:
    match refusal.code:
        case "circle":
            return DomainError(
                "circle",
                N_("Ce terme est déjà au-dessus de l'autre : il ne peut pas être aussi au-dessous. Rien n'a changé."),
                field="broader",
            )
        case "unique":
            return DomainError("already_there", N_("C'est déjà écrit : rien n'a changé."))
        case "foreign_key":
            return DomainError(
                "in_use",
                N_(
                    "Des notices ou d'autres termes emploient ce terme : il est gardé. Fusionnez-le plutôt, ou marquez-le déconseillé."
                ),
            )
        case _:
            return unforeseen(refusal)


class TermsDesk(ThesaurusDesk):
    """Thesauri and their terms, written."""

    @contextmanager
    def _writing(
        self, operation: str, who: Actor, subject: RecordRef, moved: DomainError | None = None
    ) -> Iterator[Revision]:
        """Hold one act; `moved` is the refusal where what it rests on was changed meanwhile."""
        try:
            with self.library.revise(operation, who, subject=subject) as revision:
                yield revision
        except Stale:
            raise DomainError("stale", _GONE) from None
        except Refused as refusal:
            raise (moved if moved is not None and refusal.code == "moved" else _refused(refusal)) from refusal

    @staticmethod
    def _name(typed: str) -> str:
        name = " ".join(typed.split())
        if not name:
            raise DomainError("required", N_("Donnez un nom au terme."), field="label")
        return name

    @staticmethod
    def _named(name: str, kind: str) -> dict[str, object]:
        return {"label": name, "label_sort": sort_key(name), "match_key": authority_rows.subject_key(name, kind)}

    def _label(self, revision: Revision, subject_id: int, kind: str, said: tuple[str, str, str]) -> None:
        language, role, name = said
        revision.insert(
            "subject_label", {"subject_id": subject_id, "language": language, "kind": role, **self._named(name, kind)}
        )

    def add_thesaurus(self, who: Actor, name: str, *, is_geographic: bool = False) -> Changes:
        """Begin an empty thesaurus. DomainError ``required``."""
        title = " ".join(name.split())
        if not title:
            raise DomainError("required", N_("Donnez un nom au thésaurus."), field="name")
        thesaurus_id = new_id()
        with self.library.revise("catalogue.add_thesaurus", who, subject=("thesaurus", thesaurus_id)) as revision:
            revision.insert("thesaurus", {"id": thesaurus_id, "name": title, "is_geographic": is_geographic})
        return revision.changes

    def update_thesaurus(self, who: Actor, thesaurus_id: int, version: int, **fields: object) -> Changes:
        """Change what is said of a thesaurus: name, note, source, licence, is_geographic. DomainError ``stale``."""
        with self._writing("catalogue.update_thesaurus", who, ("thesaurus", thesaurus_id)) as revision:
            revision.update("thesaurus", thesaurus_id, version, fields)
        return revision.changes

    def add_term(
        self, who: Actor, thesaurus_id: int, term: str, *, broader: int | None = None, language: str = "fr"
    ) -> Changes:
        """Add a term, under another when one is given. DomainError ``required``, ``term_taken`` when the thesaurus has it."""
        name = self._name(term)
        kind = "place" if self.thesaurus(thesaurus_id).is_geographic else "topic"
        key = authority_rows.subject_key(name, kind)
        taken = DomainError("term_taken", N_("« {term} » est déjà dans ce thésaurus."), field="term", term=name)
        if termwriting.is_named(self.library, thesaurus_id, key):
            raise taken
        subject_id = new_id()
        with self._writing("catalogue.add_term", who, ("subject", subject_id), taken) as revision:
            termwriting.still_unnamed(revision, thesaurus_id, key)
            revision.insert("subject", authority_rows.subject(subject_id, name, kind) | {"thesaurus_id": thesaurus_id})
            self._label(revision, subject_id, kind, (language, "pref", name))
            if broader is not None:
                revision.insert("subject_broader", {"subject_id": subject_id, "broader_id": broader})
        return revision.changes

    def update_term(self, who: Actor, subject_id: int, version: int, **fields: object) -> Changes:
        """Change notation, status, country or DAC sector of a term. DomainError ``stale``."""
        with self._writing("catalogue.update_term", who, ("subject", subject_id)) as revision:
            revision.update(
                "subject",
                subject_id,
                version,
                {name: value or None if name.endswith("_code") else value for name, value in fields.items()},
            )
        return revision.changes

    def add_label(self, who: Actor, subject_id: int, language: str, kind: str, label: str) -> Changes:
        """Add a name. A second preferred name of a language is refused: DomainError ``already_there``."""
        sheet, name = self.term(subject_id), self._name(label)
        if kind not in LABEL_KINDS:
            raise DomainError(
                "unknown_code",
                N_("« {value} » n'est pas dans la liste : choisissez-y une valeur."),
                field="kind",
                value=kind,
            )
        with self._writing("catalogue.update_term", who, ("subject", subject_id)) as revision:
            self._label(revision, subject_id, sheet.kind, (language.lower().strip(), kind, name))
        return revision.changes

    def rename(self, who: Actor, label_id: int, version: int, label: str) -> Changes:
        """Change a name; that of the term follows when it is the one shown, and the old one stays as a synonym."""
        name = self._name(label)
        row = termwriting.label(self.library, label_id)
        if row is None:
            raise DomainError("stale", _GONE)
        sheet = self.term(row["subject_id"])
        with self._writing("catalogue.update_term", who, ("subject", sheet.id)) as revision:
            revision.update("subject_label", label_id, version, self._named(name, sheet.kind))
            if row["kind"] == "pref" and row["label"] == sheet.term and name != sheet.term:
                revision.update(
                    "subject",
                    sheet.id,
                    None,
                    {
                        "term": name,
                        "term_sort": sort_key(name),
                        "match_key": authority_rows.subject_key(name, sheet.kind),
                    },
                )
                self._label(revision, sheet.id, sheet.kind, (row["language"], "alt", sheet.term))
        return revision.changes

    def remove_label(self, who: Actor, label_id: int, version: int) -> Changes:
        """Take a name away. The last preferred one stays: DomainError ``last_name``."""
        row = termwriting.label(self.library, label_id)
        if row is None:
            raise DomainError("stale", _GONE)
        last = DomainError("last_name", N_("C'est le seul nom préféré du terme : changez-le plutôt."))
        if row["kind"] == "pref" and len(self.term(row["subject_id"]).named("pref")) == 1:
            raise last
        with self._writing("catalogue.update_term", who, ("subject", row["subject_id"]), last) as revision:
            if row["kind"] == "pref":
                termwriting.keeps_a_name(revision, row["subject_id"], label_id)
            revision.delete("subject_label", label_id, version)
        return revision.changes

    def set_note(self, who: Actor, subject_id: int, kind: str, language: str, text: str) -> Changes:
        """Write the note of a kind and language; an empty text takes it away."""
        held = termwriting.note(self.library, subject_id, kind, language)
        with self._writing("catalogue.update_term", who, ("subject", subject_id)) as revision:
            if held is not None and text.strip():
                revision.update("subject_note", held["id"], held["version"], {"text": text.strip()})
            elif held is not None:
                revision.delete("subject_note", held["id"], held["version"])
            elif text.strip():
                revision.insert(
                    "subject_note", {"subject_id": subject_id, "kind": kind, "language": language, "text": text.strip()}
                )
        return revision.changes

    def put_under(self, who: Actor, subject_id: int, broader_id: int) -> Changes:
        """Put a term under another one too. DomainError ``circle`` when it stands above it already."""
        with self._writing("catalogue.link_terms", who, ("subject", subject_id)) as revision:
            revision.insert("subject_broader", {"subject_id": subject_id, "broader_id": broader_id})
        return revision.changes

    def relate(self, who: Actor, subject_id: int, other_id: int) -> Changes:
        """Write that two terms go together (« voir aussi »)."""
        first, second = sorted((subject_id, other_id))
        with self._writing("catalogue.link_terms", who, ("subject", subject_id)) as revision:
            revision.insert("subject_related", {"subject_id": first, "related_id": second})
        return revision.changes

    def unlink(self, who: Actor, subject_id: int, other_id: int) -> Changes:
        """Take every direct link between two terms away."""
        with self._writing("catalogue.link_terms", who, ("subject", subject_id)) as revision:
            termwriting.unlink(revision, subject_id, other_id)
        return revision.changes

    def remove_term(self, who: Actor, subject_id: int, version: int) -> Changes:
        """Delete a term that nothing uses. DomainError ``in_use`` when documents are indexed with it or terms stand below it."""
        sheet = self.term(subject_id)
        if sheet.uses or sheet.narrower:
            raise _refused(Refused("foreign_key"))
        with self._writing("catalogue.remove_term", who, ("subject", subject_id)) as revision:
            termwriting.remove(revision, subject_id, version)
        return revision.changes
