"""What a person can do to contributors, publishers and series: describe them, rename them everywhere, merge them, keep them apart."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Final

from cresi_app.catalogue.model import DocumentRow, rules
from cresi_app.catalogue.model.authorities import (
    KEY,
    SOURCE,
    AuthorityKind,
    AuthorityRow,
    AuthoritySheet,
    NumberScheme,
    VariantKind,
    check_number,
    guessed_kind,
    named,
    variant_row,
)
from cresi_app.catalogue.model.notice import PERSON, NoticeAuthority, SaidAuthority
from cresi_app.catalogue.queries import authorities, authoritywriting
from cresi_app.catalogue.queries import authoritylists as queries
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.desk import ListsDesk, known_code
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id, read_id
from cresi_app.core.text import words
from cresi_app.store.errors import Refused, Stale, unforeseen
from cresi_app.store.revision import Revision

_LINES: Final = ("dates", "place", "issn", "source")
_SAME: Final = {
    "contribution": ("document_id", "role"),
    "co_publication": ("document_id",),
    "authority_variant": ("form",),
    "authority_number": ("scheme", "value"),
}
_FILLED: Final = ("dates", "place", "issn", "publisher_id", "source", "url")
_KINDS: Final = {"person": 1, "body": 1, "meeting": 1}
_GONE: Final = N_(
    "Cette autorité a été modifiée ou supprimée ailleurs depuis qu'elle est ouverte : rien n'a été enregistré. Rouvrez-la."
)


class AuthoritiesDesk(ListsDesk):
    """Contributors, publishers and series."""

    # --- reading ---

    @cached_property
    def variant_kinds(self) -> dict[str, VariantKind]:
        """What other forms can be, by code."""
        return queries.variant_kinds(self.library)

    @cached_property
    def number_schemes(self) -> dict[str, NumberScheme]:
        """The families of authority numbers, by code."""
        return queries.schemes(self.library)

    def authority_ids(
        self, table: AuthorityKind, text: str = "", *, order: str = "name", kind: str = "", limit: int | None = None
    ) -> list[int]:
        """Return the ids of a list whose forms hold every word of `text`; `order` is ``name`` or ``uses``."""
        return queries.ids(self.library, table, text, order, kind, limit)

    def authority_rows(self, table: AuthorityKind, ids: Sequence[int], text: str = "") -> dict[int, AuthorityRow]:
        """Return the lines of these authorities, with how many notices name each."""
        return queries.rows(self.library, table, ids, text)

    def authority(self, table: AuthorityKind, authority_id: int) -> AuthoritySheet:
        """Return everything of one. DomainError ``unknown_authority``."""
        with self.library.snapshot():
            found = queries.sheet(self.library, table, authority_id)
        if found is None:
            raise DomainError("unknown_authority", N_("Cette autorité n'est plus dans le catalogue."))
        return found

    def namesakes(self, sheet: AuthoritySheet) -> list[AuthorityRow]:
        """Return the other authorities of the same list with the same folded name and dates, if nobody said that they differ."""
        found = [one for one in queries.same_name(self.library, sheet.table, sheet.id) if one != sheet.id]
        apart = {one for pair in queries.apart_from(self.library, sheet.table.value, [sheet.id]) for one in pair}
        rows = queries.rows(self.library, sheet.table, [one for one in found if one not in apart])
        return list(rows.values())

    def authority_documents(self, table: AuthorityKind, authority_id: int, limit: int = 200) -> list[DocumentRow]:
        """Return the notices of an authority, the latest first."""
        return self._lines.of(queries.documents(self.library, table, authority_id, limit))

    def authority_counts(self) -> dict[AuthorityKind, int]:
        """Return how many authorities each list has."""
        return queries.counts(self.library)

    def authority_by_ref(self, table: AuthorityKind, text: str) -> int:
        """Return the one people mean: its name in any form, a number, or its id.

        DomainError ``unknown_authority``, ``ambiguous`` when several are called so.
        """
        ref = text.strip()
        known = read_id(ref)
        if known and queries.heads(self.library, table, [known]):
            return known
        found = queries.ids(self.library, table, ref, "name", "", 50) if ref else []
        rows = queries.rows(self.library, table, found, ref)
        wanted = words(ref)
        exact = [one for one in found if wanted in (words(rows[one].name), words(rows[one].via))] or found
        if len(exact) == 1:
            return exact[0]
        if exact:
            names = " ; ".join(rows[one].name for one in exact[:5])
            raise DomainError(
                "ambiguous", N_("« {ref} » peut être : {names}. Donnez le nom entier."), ref=ref, names=names
            )
        raise DomainError("unknown_authority", N_("Aucune autorité ne porte « {ref} »."), ref=ref)

    def said_of_names(self, ids: Sequence[int]) -> dict[int, list[NoticeAuthority]]:
        """Return, by notice, the numbers and other forms of the names it carries, for who sends it out."""
        return authorities.said_of_names(self.library, ids)

    def described_names(self, ids: Sequence[int]) -> list[SaidAuthority]:
        """Return the names that notices carry and of which more is said than their name, for who sends them out."""
        return authorities.described(self.library, ids)

    # --- writing ---

    def add_authority(self, who: Actor, table: AuthorityKind, name: str, *, kind: str = PERSON) -> Changes:
        """Write a new one. DomainError ``name_missing``, ``name_taken`` when one has this name in any of its forms."""
        values = named(table, name, kind, "")
        authority_id = new_id()
        with self._authority_revision("catalogue.add_authority", who, table, authority_id) as revision:
            finder = Finder(self.library, revision)
            known = finder.known(table.value, str(values["match_key"]))
            if known is not None:
                raise DomainError("name_taken", N_("« {name} » est déjà dans cette liste."), field="name", name=name)
            revision.insert(table.value, {"id": authority_id, **values})
        return revision.changes

    def update_authority(
        self,
        who: Actor,
        table: AuthorityKind,
        authority_id: int,
        version: int,
        edit_group: int | None = None,
        **fields: object,
    ) -> Changes:
        """Save fields: name (all notices follow; the old one becomes another form), kind, dates, place, issn, publisher, note, source, url.

        DomainError ``stale``, ``name_missing``, ``url_unreadable``.
        """
        old = self.authority(table, authority_id)
        with self._authority_revision("catalogue.update_authority", who, table, authority_id, edit_group) as revision:
            values = self._authority_values(revision, fields)
            if fields.keys() & {"name", "kind", "dates"}:
                values |= self._authority_renamed(revision, old, fields)
            revision.update(table.value, authority_id, version, values)
        return revision.changes

    def _authority_values(self, revision: Revision, fields: Mapping[str, object]) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, value in fields.items():
            text = "" if value is None else str(value)
            if name in _LINES:
                values[name] = rules.one_line(text, field=name)
            elif name == "note":
                values[name] = rules.long_text(text, field=name)
            elif name == "url":
                values[name] = rules.url(text)
            elif name == "kind":
                values[name] = known_code(text, _KINDS, "kind")
            elif name == "publisher":
                assert value is None or isinstance(value, int | str)
                values["publisher_id"] = Finder(self.library, revision).publisher(value)
            else:
                assert name == "name", name
        return values

    def _authority_renamed(
        self, revision: Revision, old: AuthoritySheet, fields: Mapping[str, object]
    ) -> dict[str, object]:
        """Return the columns of the new name; the old one stays findable, and imports that say it find the record."""
        kind, dates = str(fields.get("kind", old.kind)), str(fields.get("dates", old.dates))
        new = named(old.table, str(fields.get("name", old.name)), kind, rules.one_line(dates, field="dates"))
        before = named(old.table, old.name, old.kind, old.dates)
        name = str(fields.get("name", old.name)).strip()
        if new["match_key"] != before["match_key"]:
            revision.execute(*authoritywriting.remember(old.table, old.id, f"{KEY}{before['match_key']}"))
            for variant in old.variants:
                if variant.form == name:  # it was another form, and is the accepted one now
                    revision.delete("authority_variant", variant.id, variant.version)
            if old.name != name and not any(variant.form == old.name for variant in old.variants):
                revision.insert("authority_variant", variant_row(old.table, old.id, "form", old.name, kind))
        return new

    def remove_authority(self, who: Actor, table: AuthorityKind, authority_id: int, version: int) -> Changes:
        """Delete one that nothing names. DomainError ``in_use`` when notices do."""
        with self._authority_revision("catalogue.remove_authority", who, table, authority_id) as revision:
            revision.delete(table.value, authority_id, version)
        return revision.changes

    def add_variant(self, who: Actor, table: AuthorityKind, authority_id: int, form: str, kind: str = "") -> Changes:
        """Write another form of a name; without `kind` it is guessed (another script, initials…).

        DomainError ``name_missing``, ``already_there``, ``name_taken`` when it is the accepted form of another authority.
        """
        old = self.authority(table, authority_id)
        line = rules.one_line(form, field="form")
        if not line.strip(" ,"):
            raise DomainError("name_missing", N_("Écrivez un nom avant de l'ajouter."), field="form")
        if line == old.name:
            raise DomainError("already_there", N_("C'est déjà la forme retenue : rien n'a changé."), field="form")
        code = known_code(kind, self.variant_kinds, "kind") if kind else guessed_kind(line, old.name)
        row = variant_row(table, authority_id, code, line, old.kind)
        with self._authority_revision("catalogue.update_authority", who, table, authority_id) as revision:
            self._refuse_taken(revision, table, authority_id, line, str(row["match_key"]))
            revision.insert("authority_variant", row)
        return revision.changes

    def _refuse_taken(self, revision: Revision, table: AuthorityKind, own: int, form: str, key: str) -> None:
        other = Finder(self.library, revision).known(table.value, key)
        if other is not None and other != own:
            name = self.authority(table, other).name
            raise DomainError(
                "name_taken",
                N_("« {form} » mène déjà à « {name} » : si c'est la même autorité, fusionnez-les."),
                field="form",
                form=form,
                name=name,
            )

    def remove_variant(
        self, who: Actor, table: AuthorityKind, authority_id: int, variant_id: int, version: int
    ) -> Changes:
        """Take another form away; imports that say it do not find the record any more."""
        old = self.authority(table, authority_id)
        with self._authority_revision("catalogue.update_authority", who, table, authority_id) as revision:
            for variant in old.variants:
                if variant.id == variant_id:
                    self._forget(revision, old, variant.form)
            revision.delete("authority_variant", variant_id, version)
        return revision.changes

    def _forget(self, revision: Revision, old: AuthoritySheet, form: str) -> None:
        head = str(named(old.table, form, old.kind, "")["match_key"])
        for number in old.numbers:
            if number.scheme == SOURCE and number.value.startswith(f"{KEY}{head}"):
                revision.delete("authority_number", number.id, number.version)

    def accept_variant(self, who: Actor, table: AuthorityKind, authority_id: int, version: int, form: str) -> Changes:
        """Make another form the accepted one; the accepted one becomes another form."""
        return self.update_authority(who, table, authority_id, version, name=form)

    def set_number(self, who: Actor, table: AuthorityKind, authority_id: int, scheme: str, typed: str) -> Changes:
        """Write the number of a scheme in place of what stood there; an empty one takes it away. It is checked, and kept whatever it is."""
        known_code(scheme, self.number_schemes, "scheme")
        value = check_number(scheme, rules.one_line(typed, field=scheme)).value
        old = self.authority(table, authority_id)
        with self._authority_revision("catalogue.update_authority", who, table, authority_id) as revision:
            present = [one for one in old.numbers if one.scheme == scheme]
            for one in present:
                if one.value != value:
                    revision.delete("authority_number", one.id, one.version)
            if value and all(one.value != value for one in present):
                revision.insert("authority_number", {table.column: authority_id, "scheme": scheme, "value": value})
        return revision.changes

    @contextmanager
    def _authority_revision(
        self, operation: str, who: Actor, table: AuthorityKind, authority_id: int, edit_group: int | None = None
    ) -> Iterator[Revision]:
        try:
            with self.library.revise(operation, who, (table.value, authority_id), edit_group) as revision:
                yield revision
        except Stale:
            raise DomainError("stale", _GONE) from None
        except Refused as refusal:
            if refusal.code == "foreign_key":
                raise DomainError(
                    "in_use",
                    N_("Des notices nomment cette autorité : elle est gardée. Fusionnez-la plutôt avec une autre."),
                ) from refusal
            if refusal.code == "unique":
                raise DomainError("already_there", N_("C'est déjà écrit : rien n'a changé."), field="form") from refusal
            raise unforeseen(refusal) from refusal
