"""What a person can do about the whole collection: look it over, mend in one act what can be, leave the rest as it is."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.catalogue.model.checks import BY_CODE, CHECKS, FROM_TEXT, Check, Finding, FindingRow, Findings
from cresi_app.catalogue.model.comparing import Comparison, of_authorities, of_documents
from cresi_app.catalogue.model.importing import Progress, Unwatched
from cresi_app.catalogue.model.likeness import Alike, alike_bodies, alike_people
from cresi_app.catalogue.model.twins import alike_notices
from cresi_app.catalogue.queries import authoritylists, documents, mending
from cresi_app.catalogue.queries import checks as queries
from cresi_app.catalogue.service.authoritymerging import AuthorityMergingDesk
from cresi_app.catalogue.service.copies import CopiesDesk
from cresi_app.catalogue.service.desk import refusals
from cresi_app.catalogue.service.mends import Mends
from cresi_app.catalogue.service.termnames import TermNamesDesk
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.i18n import N_, tr

_READS: Final = {
    "twin_documents": ("document", "contribution", "contributor", "document_identifier", "kept_apart"),
    "no_subject": ("document", "document_subject"),
    "no_language": ("document", "document_language"),
    "no_contributor": ("document", "contribution"),
    "wrong_number": ("document", "document_identifier"),
    "no_copy": ("document", "copy", "document_file"),
    "copy_without_call_number": ("document", "copy"),
    "dead_file": ("document", "document_file"),
    "link_to_tie": ("document", "document_link", "document_identifier"),
    "unused_publisher": ("document", "publisher", "co_publication", "series"),
    "unused_contributor": ("contributor", "contribution"),
    "unused_series": ("document", "series"),
    "orphan_subject": ("subject", "document_subject", "subject_broader"),
    "deprecated_term": ("subject", "document_subject", "subject_label", "subject_broader"),
    "word_of_thesaurus": ("subject", "document_subject", "subject_label"),
    **{f"twin_{name}s".replace("seriess", "series"): (name, "authority_number", "authority_variant", "kept_apart")
       for name in ("contributor", "publisher", "series")},
}  # fmt: skip
"""The tables that each check reads beside ``left_alone``; the others read notices alone."""
_WORKS: Final = 3
_FORGOTTEN_AFTER: Final = 500
"""Revisions since the last look from which everything is simply looked over again."""


class CheckingDesk(AuthorityMergingDesk, TermNamesDesk, CopiesDesk):
    """The collection looked over."""

    @cached_property
    def _looked(self) -> dict[str, tuple[int, Findings]]:
        return {}

    def checks(self) -> Sequence[Check]:
        """Return every check, in the order of the list."""
        return CHECKS

    def check_collection(
        self, progress: Progress | None = None, codes: Iterable[str] = (), *, deep: bool = False
    ) -> dict[str, Findings]:
        """Return what each check (or only those of `codes`) finds; what did not change since the last look is not looked at again.

        `deep` reads every attached file whole instead of looking at its size.
        """
        watched = progress or Unwatched()
        wanted = [one for one in CHECKS if not (codes := tuple(codes)) or one.code in codes]
        with self.library.snapshot():
            now = queries.last_change(self.library)
        found: dict[str, Findings] = {}
        texts: frozenset[int] | None = None
        for at, one in enumerate(wanted):
            watched.step(at, len(wanted))
            watched.check()
            known = None if deep and one.code == "dead_file" else self._still(one.code, now)
            if known is None:
                known = self._look(one, watched, deep=deep)
                self._looked[one.code] = now, known
            if one.code in FROM_TEXT:  # files are read beside everything else, without a revision
                texts = queries.with_text(self.library) if texts is None else texts
                known.mendable_first(texts)
            found[one.code] = known
        watched.step(len(wanted), len(wanted))
        return found

    def _still(self, code: str, now: int) -> Findings | None:
        """Return what was found, when nothing that the check reads was written since."""
        if code not in self._looked:
            return None
        seq, known = self._looked[code]
        if seq == now:
            return known
        if now - seq > _FORGOTTEN_AFTER:
            return None
        tables = (*_READS.get(code, ("document",)), "left_alone")
        if any(changes.touches_any(tables) for changes in self.library.changes_after(seq)):
            return None
        self._looked[code] = now, known
        return known

    def _look(self, one: Check, progress: Progress, *, deep: bool) -> Findings:
        if one.pairs:
            return Findings(one, pairs=self._alike(one, progress))
        if one.code == "dead_file":
            return Findings(one, self._dead_files(progress, deep=deep))
        found = queries.found(self.library, one.code, clock.today().year, progress)
        order = {
            found_id: at
            for at, found_id in enumerate(queries.sorted_ids(self.library, one.table, [f.id for f in found]))
        }
        return Findings(one, sorted(found, key=lambda each: order.get(each.id, 0)))

    def _alike(self, one: Check, progress: Progress) -> list[Alike]:
        apart = authoritylists.apart(self.library, one.table)
        if one.table == "document":
            return alike_notices(queries.notices(self.library), apart, progress)
        names = queries.names(self.library, one.table)
        if one.table != "contributor":
            return alike_bodies(names, apart, progress, houses=one.table == "publisher")
        people = [name for name in names if name.kind == "person"]
        bodies = [name for name in names if name.kind != "person"]
        pairs = [*alike_people(people, apart, progress), *alike_bodies(bodies, apart, progress)]
        return sorted(pairs, key=lambda pair: (-pair.score, pair.pair))

    def _dead_files(self, progress: Progress, *, deep: bool) -> list[Finding]:
        left = queries.left(self.library, "dead_file")
        found: list[Finding] = []
        for row in queries.files(self.library):
            progress.check()
            said = self._file_state(row["sha256"], row["size"], deep=deep)
            if said and (row["id"], said) not in left:
                found.append(Finding(row["id"], row["document_id"], said))
        return found

    def _file_state(self, sha256: str, size: int, *, deep: bool) -> str:
        try:
            place = self.library.files.path(sha256)
            if place.stat().st_size != size:
                return "changed"
        except (StoreError, OSError):
            return "missing"
        return "changed" if deep and not self.library.files.is_sound(sha256) else ""

    # --- rows, mends, what is left ---

    @property
    def _mends(self) -> Mends:
        return Mends(
            self.library, clock.today().year, terms_said=self.terms_said,
            take_numbers=lambda revision, count: self._numbers(revision, "accession_number", count),
        )  # fmt: skip

    def finding_rows(self, code: str, found: Sequence[Finding]) -> list[FindingRow]:
        """Return what the list shows of these findings of one check, with what one click would write; those gone are left out."""
        return self._mends.rows(BY_CODE[code], found)

    def pair_rows(self, table: str, pairs: Sequence[Alike]) -> list[FindingRow]:
        """Return what the list shows of these pairs, in their order."""
        ids = {one for pair in pairs for one in pair.pair}
        rows = queries.rows(self.library, table, ids)
        names = {key: str(row["title"]) for key, row in rows.items()}
        return [
            FindingRow(
                0, None, names.get(pair.one, "—"), tr("{name} · {why}", name=names.get(pair.other, "—"), why=pair.why)
            )
            for pair in pairs
        ]

    def mend(self, who: Actor, code: str, found: Sequence[Finding]) -> Changes:
        """Write what is proposed for these findings, in one revision; what has no proposal stays. DomainError ``stale``."""
        check = BY_CODE[code]

        def attempt() -> Changes:
            mends = self._mends
            with self.library.revise("catalogue.mend", who) as revision, self.library.snapshot():
                if check.mend:
                    rows = mends.rows(check, found)
                    mends.write(revision, check, [row for row in rows if row.proposal])
            return revision.changes

        with refusals():
            return self.library.retry(attempt)

    def say_none(self, who: Actor, code: str, found: Sequence[Finding]) -> Changes:
        """Write on these notices that their document has no author, or no date: said on purpose, and found no more."""
        check = BY_CODE[code]

        def attempt() -> Changes:
            mends = self._mends
            with self.library.revise("catalogue.mend", who) as revision, self.library.snapshot():
                mends.say_none(revision, check, [one.id for one in found])
            return revision.changes

        with refusals():
            return self.library.retry(attempt)

    def leave(self, who: Actor, code: str, found: Sequence[Finding]) -> Changes:
        """Remember that these findings are to stay: they come back only when the record says something else."""
        with refusals(), self.library.revise("catalogue.leave_alone", who) as revision:
            for one in found:
                mending.leave(revision, code, one)
        return revision.changes

    def compare(self, table: str, ids: Sequence[int]) -> Comparison:
        """Return notices (`table` ``document``) or authorities side by side; those that are gone are left out.

        DomainError ``unknown_authority``, ``document_gone`` when fewer than two are left.
        """
        with self.library.snapshot():
            if table == "document":
                sheets = documents.sheets(self.library, ids, self.kinds())
                if len(sheets) < 2:
                    raise DomainError("document_gone", N_("Ces notices ont été fusionnées ou supprimées depuis."))
                return of_documents(sheets)
            kind = AuthorityKind(table)
            works = [[row.title for row in self.authority_documents(kind, one, _WORKS)] for one in ids]
            return of_authorities(kind, [self.authority(kind, one) for one in ids], works)

    def forget_left(self, who: Actor, code: str) -> Changes:
        """Show again everything that was left in one check."""
        with refusals(), self.library.revise("catalogue.leave_alone", who) as revision:
            mending.forget(revision, code)
        return revision.changes

    def left_count(self, code: str) -> int:
        """Return how many findings of a check were left, or pairs said to differ."""
        check = BY_CODE[code]
        if check.pairs:
            return len(authoritylists.apart(self.library, check.table))
        return len(queries.left(self.library, code))

    def files_of(self, document_id: int) -> Mapping[int, str]:
        """Return the state of each attached file of a notice: ``missing``, ``changed``, "" when all is well."""
        rows = documents.children(self.library, "document_file", [document_id])
        return {row["id"]: self._file_state(row["sha256"], row["size"], deep=False) for row in rows}
