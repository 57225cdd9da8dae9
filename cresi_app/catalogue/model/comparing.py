"""Records side by side: what each says, line by line, and which of them says most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from cresi_app.catalogue.model.authorities import SOURCE, AuthorityKind, AuthoritySheet
from cresi_app.catalogue.model.document import DocumentSheet
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.core.typography import grouped


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: `name` is the column or group that a merge chooses ("" for what simply follows), `united`: both can be kept."""

    name: str
    label: str
    values: tuple[str, ...]
    united: bool = False

    @property
    def differs(self) -> bool:
        """Whether the records do not say the same; one that says nothing does not contradict."""
        return len({value for value in self.values if value}) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Records side by side: their ids, how each is called, the lines, and the one to keep when nobody says otherwise."""

    table: str
    ids: tuple[int, ...]
    titles: tuple[str, ...]
    lines: tuple[Compared, ...]
    kept: int


Say = Callable[[DocumentSheet], str]


def _joined(parts: Sequence[str]) -> str:
    return " ; ".join(part for part in parts if part)


_LINES: Final[tuple[tuple[str, str, Say], ...]] = (
    ("kind", N_("Type"), lambda sheet: sheet.kind.name),
    ("title", N_("Titre"), lambda sheet: sheet.document.title),
    ("subtitle", N_("Sous-titre"), lambda sheet: sheet.document.subtitle),
    ("responsibility", N_("Mention"), lambda sheet: sheet.document.responsibility),
    ("edition", N_("Édition"), lambda sheet: sheet.document.edition),
    ("publisher_id", N_("Éditeur"), lambda sheet: ", ".join(part for part in (sheet.publisher, sheet.document.place) if part)),
    ("date_text", N_("Date écrite"), lambda sheet: sheet.document.date_text),
    ("year", N_("Année"), lambda sheet: str(sheet.document.year or "")),
    ("extent", N_("Description"), lambda sheet: sheet.document.extent),
    ("series_id", N_("Collection"), lambda sheet: sheet.series),
    ("series_number", N_("Numéro"), lambda sheet: sheet.document.series_number),
    ("call_number", N_("Cote"), lambda sheet: sheet.document.call_number),
    ("url", N_("Adresse"), lambda sheet: sheet.document.url),
    ("abstract", N_("Résumé"), lambda sheet: sheet.document.abstract),
    ("contents", N_("Contenu"), lambda sheet: sheet.document.contents),
    ("audience", N_("Public"), lambda sheet: sheet.document.audience),
)  # fmt: skip
_GROUPS: Final[tuple[tuple[str, str, Say], ...]] = (
    ("contributions", N_("Auteurs"), lambda sheet: _joined([one.inverted for one in sheet.contributions])),
    ("subjects", N_("Sujets"), lambda sheet: _joined([one.term for one in sheet.subjects])),
    ("languages", N_("Langues"), lambda sheet: _joined([one.name.capitalize() for one in sheet.languages])),
    ("countries", N_("Pays"), lambda sheet: _joined([one.name for one in sheet.countries])),
    ("identifiers", N_("Numéros"), lambda sheet: _joined([f"{one.scheme.upper()} {one.value}" for one in sheet.identifiers])),
    ("notes", N_("Notes"), lambda sheet: sheet.document.notes),
)  # fmt: skip


def _follows(sheet: DocumentSheet) -> str:
    counts = (
        trn("{n} exemplaire", "{n} exemplaires", len(sheet.copies)) if sheet.copies else "",
        trn("{n} fichier", "{n} fichiers", len(sheet.files)) if sheet.files else "",
        trn("{n} lien", "{n} liens", len(sheet.links)) if sheet.links else "",
    )
    return _joined(counts)


def of_documents(sheets: Sequence[DocumentSheet]) -> Comparison:
    """Return notices side by side; the fullest one is to be kept."""
    lines = [Compared(name, tr(label), tuple(say(sheet) for sheet in sheets)) for name, label, say in _LINES]
    lines += [
        Compared(name, tr(label), tuple(say(sheet) for sheet in sheets), united=True) for name, label, say in _GROUPS
    ]
    lines.append(Compared("", tr(N_("Suivent aussi")), tuple(map(_follows, sheets))))
    said = [line for line in lines if any(line.values)]
    weights = [sum(bool(line.values[at]) for line in said) * 10 + len(sheet.copies) for at, sheet in enumerate(sheets)]
    kept = max(range(len(sheets)), key=lambda at: (weights[at], -sheets[at].document.id))
    ids = tuple(sheet.document.id for sheet in sheets)
    titles = tuple(tr("Notice {number}", number=grouped(sheet.document.number)) for sheet in sheets)
    return Comparison("document", ids, titles, tuple(said), ids[kept])


def of_authorities(
    table: AuthorityKind, sheets: Sequence[AuthoritySheet], works: Sequence[Sequence[str]]
) -> Comparison:
    """Return authorities side by side, each with some of its `works`; the one most used is to be kept."""
    lines = [
        Compared("", tr(label), tuple(values))
        for label, values in (
            (N_("Nom"), [sheet.name for sheet in sheets]),
            (N_("Dates"), [sheet.dates for sheet in sheets]),
            (N_("Lieu"), [sheet.place for sheet in sheets]),
            (N_("ISSN"), [sheet.issn for sheet in sheets]),
            (N_("Autres formes"), ["\n".join(one.form for one in sheet.variants) for sheet in sheets]),
            (N_("Numéros"), [_joined([f"{one.scheme.upper()} {one.value}" for one in sheet.numbers if one.scheme != SOURCE]) for sheet in sheets]),
            (N_("Note"), [sheet.note for sheet in sheets]),
            (N_("Notices"), [_noticed(sheet.uses, titles) for sheet, titles in zip(sheets, works, strict=True)]),
        )
    ]  # fmt: skip
    kept = max(sheets, key=lambda sheet: (sheet.uses, len(sheet.name), -sheet.id))
    said = tuple(line for line in lines if any(line.values))
    return Comparison(
        table.value, tuple(sheet.id for sheet in sheets), tuple(sheet.name for sheet in sheets), said, kept.id
    )


def _noticed(uses: int, titles: Sequence[str]) -> str:
    count = trn("{count} notice", "{count} notices", uses, count=format_number(uses))
    rest = uses - len(titles) if titles else 0
    more = [trn("et {n} autre", "et {n} autres", rest, n=format_number(rest))] if rest > 0 else []
    return "\n".join([count, *titles, *more])
