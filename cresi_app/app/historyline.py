"""One line of the history opened: what it changed, what taking it back does, where it came from; its record, its sheet on paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cresi_app.app.history import LibraryHistory
from cresi_app.app.rewinding import PARTS, LibraryRewinds, when_words
from cresi_app.core.changes import RecordRef
from cresi_app.core.dates import format_instant, read_instant
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language, tr, trn
from cresi_app.finding import KINDS
from cresi_app.operations import named
from cresi_app.recordwords import FIELDS, THEMES, correction, theme_of, worded
from cresi_app.services import Services
from cresi_app.shell.history.doors import ActDetail, BeforeAfter, HistoryDoors
from cresi_app.store.chronicle import Chronicle, RowChange, Sought
from cresi_app.store.history import RevisionEntry

_LISTED: Final = 40
_LATER: Final = 100
_MOTIVES: Final = ("motive", "reason", "late_reason", "limit_reason", "cancel_reason", "kept_reason")
_FILES: Final = ("file_name",)
_SCREENS: Final = {
    "catalogue": N_("Catalogue"), "training": N_("Formations"), "projects": N_("Projets"), "cooperation": N_("Coopérations"), "funding": N_("Financements"),
    "directory": N_("Annuaire"),
}  # fmt: skip
_BACK: Final = {
    "project": N_("Revenir au dossier tel qu'à {when}"), "document": N_("Revenir à la notice telle qu'à {when}"),
}  # fmt: skip
_BACK_DAY: Final = {"project": N_("Revenir au dossier du {when}"), "document": N_("Revenir à la notice du {when}")}


class LibraryLines:
    """Opens the lines of one library's history."""

    def __init__(self, services: Services, told: LibraryHistory) -> None:
        self._services, self._library, self._told = services, services.library, told
        self._chronicle = Chronicle(self._library.query, self._library.structure)

    def detail(self, seq: int, record: RecordRef | None = None) -> ActDetail | None:
        """Return one line opened, for the history of `record` (None: of the library); None when there is no such revision."""
        with self._library.snapshot():
            entry = self._chronicle.line(seq)
            if entry is None:
                return None
            [line] = self._told.lines([entry])
            changes = self._chronicle.changes(seq, _LISTED)
            values = self._told.values(changes)
            counted = sum(self._chronicle.counted(seq).values())
            return ActDetail(
                line,
                values,
                self._will(entry, changes, values, counted),
                self._facts(entry, changes),
                correction(entry.operation) if line.state in {"final", "sent"} else "",
                max(0, counted - len(changes)),
                self._back_to(entry, record or line.record),
            )

    def record_of(self, seq: int) -> RecordRef | None:
        """Return the record that a line is about."""
        entry = self._chronicle.line(seq)
        return entry.subject if entry is not None and entry.subject is not None and entry.subject[0] in KINDS else None

    def print_line(self, seq: int, out: Path) -> None:
        """Write a line with its values on paper."""
        from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab is loaded when something is printed
        from cresi_app.printing.recordsheet import RecordSheet, record_sheet  # noqa: PLC0415 - same

        detail = self.detail(seq)
        if detail is None:
            raise DomainError(
                "unknown_revision", N_("L'action n° {seq} n'existe pas dans cette bibliothèque."), seq=seq
            )
        line = detail.line
        facts = [(tr("Personne"), line.who), *detail.facts]
        values = [_written(value) for value in detail.values]
        if detail.more:
            values.append(trn("et {n} ligne de plus", "et {n} lignes de plus", detail.more))
        parts = [(tr("Avant et après"), values)] if values else []
        title = line.words[:1].upper() + line.words[1:]
        sheet = RecordSheet(tr("Changement {n}", n=line.seq), title, facts, parts)
        render(record_sheet(sheet, self._services.directory.identity()), out)

    # --- in words ---

    def _back_to(self, entry: RevisionEntry, record: RecordRef | None) -> str:
        """Return the words of the button that leads to the record as it stood, where it stood."""
        if record is None or self._told.table(record)[0] not in PARTS:
            return ""
        table, key = self._told.table(record)
        if not self._chronicle.stood_before((table, key), entry.seq):
            return ""
        when = when_words(self._told.local(entry.at))
        if "," in when:
            return tr(_BACK_DAY.get(table, N_("Revenir à la fiche du {when}")), when=when)
        return tr(_BACK.get(table, N_("Revenir à la fiche telle qu'à {when}")), when=when)

    def _will(
        self, entry: RevisionEntry, changes: Sequence[RowChange], values: Sequence[BeforeAfter], counted: int
    ) -> list[str]:
        made = sum(change.before is None for change in changes)
        gone = sum(change.after is None for change in changes)
        told = []
        if entry.undoes is not None:
            told.append(tr("rétablit ce qui avait été annulé"))
        elif made or gone or counted > len(changes):
            told.append(trn("reprend {n} ligne, et elle seule", "reprend {n} lignes, et elles seules", counted))
        else:
            told.append(trn("remet cette valeur, et elle seule", "remet ces {n} valeurs, et elles seules", len(values)))
        told.append(self._kept(entry))
        told.append(tr("ajoute une ligne ici : rien ne disparaît"))
        return told

    def _kept(self, entry: RevisionEntry) -> str:
        """Say what stays: what was done to the record since, the latest of it by name."""
        if entry.subject is None:
            return tr("garde tout ce qui a été fait depuis")
        family = self._chronicle.family(self._told.table(entry.subject), frozenset(KINDS))
        later = self._chronicle.lines(Sought(family), _LATER, down_to=entry.seq + 1)
        if not later:
            return tr("garde tout le reste de la fiche")
        act, at = named(later[0].operation), format_instant(read_instant(later[0].at))
        return trn(
            "garde le changement fait depuis : {act}, {at}",
            "garde les {n} changements faits depuis, jusqu'à : {act}, {at}",
            len(later), act=act, at=at,
        )  # fmt: skip

    def _facts(self, entry: RevisionEntry, changes: Sequence[RowChange]) -> list[tuple[str, str]]:
        facts = [(tr("Poste"), entry.desk or tr("le programme")), (tr("Quand"), format_instant(read_instant(entry.at)))]
        screen = _SCREENS.get(entry.operation.partition(".")[0])
        if screen is not None:
            theme = dict(THEMES)[theme_of(entry.operation)]
            facts.append((tr("Écran"), tr("{desk} › {part}", desk=tr(screen), part=tr(theme))))
        facts += [(tr("Motif"), said) for said in self._said(changes, _MOTIVES)[:1]]
        facts += [(tr("Pièce"), said) for said in self._said(changes, _FILES)[:3]]
        if entry.subject is not None:
            kind = KINDS.get(entry.subject[0])
            name = self._chronicle.name(*self._told.table(entry.subject), language())
            if kind is not None and name:
                facts.append((tr("Fiche"), tr("{kind} « {name} »", kind=tr(kind.name), name=name)))
        if entry.undone_by is not None:
            undo = self._chronicle.line(entry.undone_by)
            if undo is not None:
                facts.append((tr("Annulé"), format_instant(read_instant(undo.at))))
        return facts

    def _said(self, changes: Sequence[RowChange], columns: Sequence[str]) -> list[str]:
        """Return what the rows changed say in some columns, in words."""
        rows = [(change.entity, change.after or change.before or {}) for change in changes]
        said = [worded(self._chronicle, table, name, row.get(name)) for table, row in rows for name in columns if name in row and (name in FIELDS or name in _FILES)]  # fmt: skip
        return list(dict.fromkeys(one for one in said if one))


def _written(value: BeforeAfter) -> str:
    return tr("{field} : {before} → {after}", field=value.name, before=value.before or "—", after=value.after or "—")


def history_doors(services: Services) -> HistoryDoors:
    """Return the doors of an open library's history."""
    told = LibraryHistory(services)
    lines, rewinds = LibraryLines(services, told), LibraryRewinds(services, told)
    writable = not services.library.read_only
    return HistoryDoors(
        tell=told.tell, detail=lines.detail, as_it_was=rewinds.as_it_was, go_back=rewinds.go_back if writable else None,
        print_line=lines.print_line, record_of=lines.record_of, take_back=told.take_back if writable else None,
        put_back=told.put_back if writable else None, themes=THEMES,
    )  # fmt: skip
