"""From the cells of a row to a grant: what must be there, what is mended, what the open-data standard would object to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import fold
from cresi_app.funding.interchange.grants import cells as read
from cresi_app.funding.interchange.grants.headings import Columns
from cresi_app.funding.model.findings import Finding, Level
from cresi_app.funding.model.pastgrant import GrantLine, Meaning, Part, PastNature, Payee
from cresi_app.funding.model.scdl import LONGEST, NATURES

_NATURE_OF: Final = {
    Meaning.OPERATING: (PastNature.CASH, "Fonctionnement"),
    Meaning.INVESTMENT: (PastNature.CASH, "Investissement"),
    Meaning.GUARANTEE: (PastNature.GUARANTEE, ""),
    Meaning.LOAN: (PastNature.LOAN, ""),
}
"""Amounts in columns of their own: what they are, and the words that stand for their object (the file's own language)."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a list is read: its columns, and what stands for cells that are empty."""

    columns: Columns
    sheet: str = ""
    year: int | None = None
    is_scdl: bool = False
    groups_by_point: bool = False
    authority: str = ""
    authority_siret: str = ""


class _Cells:
    """A row's cells by meaning, and what was told while they were read."""

    def __init__(self, line: int, cells: Sequence[str], options: Options) -> None:
        self.line, self.options = line, options
        self.by_meaning = {
            meaning: cell.strip() for meaning, cell in zip(options.columns, cells, strict=False) if meaning
        }
        self.told: list[Finding] = []

    def text(self, meaning: Meaning) -> str:
        """Return a cell on one line, "" when there is none."""
        return read.squeezed(self.by_meaning.get(meaning, "")).strip(";").strip()

    def tell(self, finding: Finding | None) -> None:
        """Keep what was found, with this row's line."""
        if finding is not None:
            self.told.append(
                Finding(finding.level, finding.code, finding.sentence, finding.data, self.line, finding.path)
            )

    def say(self, level: Level, code: str, sentence: str, **data: object) -> None:
        """Tell something about this row."""
        self.told.append(Finding(level, code, sentence, data, self.line))


def line_of(record: int, values: Sequence[str], options: Options) -> GrantLine:
    """Return the grant that a row is. DomainError with the reason when it is none that can be kept."""
    row = _Cells(record, values, options)
    payee = _payee(row)
    parts = _parts(row)
    agreed_on, year = _when(row)
    first, last, words = _pays(row)
    authority_siret = _authority(row)
    line = GrantLine(
        record=record,
        payee=payee,
        parts=parts,
        year=year,
        agreed_on=agreed_on,
        authority_name=row.text(Meaning.AUTHORITY) or options.authority,
        authority_siret=authority_siret,
        object=row.text(Meaning.OBJECT),
        decision=row.text(Meaning.DECISION),
        terms=row.text(Meaning.TERMS),
        pays_from=first,
        pays_until=last,
        pays_note=words,
        rae=row.text(Meaning.RAE),
        is_notified=read.yes(row.text(Meaning.NOTIFIED)),
        share_milli=read.share(row.text(Meaning.SHARE)),
        scheme=row.text(Meaning.SCHEME),
        sheet=options.sheet,
        told=(),
    )
    told = (*row.told, *(_standard(line, row) if options.is_scdl else ()))
    return _with(line, told)


def _with(line: GrantLine, told: Sequence[Finding]) -> GrantLine:
    values = {name: getattr(line, name) for name in line.__dataclass_fields__}
    return GrantLine(**{**values, "told": tuple(told)})


def _payee(row: _Cells) -> Payee:
    number = read.siret(row.by_meaning.get(Meaning.SIRET, ""))
    rna = read.rna(row.by_meaning.get(Meaning.RNA, ""))
    row.tell(number.told)
    row.tell(rna.told)
    name = row.text(Meaning.BENEFICIARY)
    if not name and not number.value and not rna.value:
        raise DomainError("no_beneficiary", N_("La ligne ne dit pas qui reçoit : ni nom, ni SIRET, ni RNA valides."))
    if not name:
        name = number.value or rna.value
        row.say(Level.ERROR, "beneficiary", N_("Le bénéficiaire n'a pas de nom : son numéro en tient lieu."))
    return Payee(
        name=name,
        siret=number.value if number.scheme == "siret" else "",
        siren=number.value if number.scheme == "siren" else number.value[:9],
        rna=rna.value,
        postal_code=row.text(Meaning.POSTAL_CODE),
        town=row.text(Meaning.TOWN),
        odd=" ; ".join(one for one in (number.odd, rna.odd) if one),
    )


def _parts(row: _Cells) -> tuple[Part, ...]:
    parts = [part for meaning in row.options.columns for part in _part(row, meaning)]
    if not parts:
        raise DomainError("no_amount", N_("La ligne n'a pas de montant."))
    return tuple(parts)


def _part(row: _Cells, meaning: Meaning) -> Iterator[Part]:
    text = row.by_meaning.get(meaning, "") if meaning else ""
    if not text:
        return
    if meaning is Meaning.IN_KIND:
        yield from _in_kind(row, text)
    elif meaning is Meaning.AMOUNT or meaning in _NATURE_OF:
        minor, told = read.amount(text, groups_by_point=row.options.groups_by_point)
        row.tell(told)
        if minor is None:
            return
        if minor <= 0:
            raise DomainError("no_positive_amount", N_("Le montant « {text} » n'est pas positif : un reversement s'inscrit à la main."), text=text[:40])  # fmt: skip
        nature, words = _NATURE_OF.get(meaning, (_nature(row), ""))
        yield Part(nature, minor, " – ".join(one for one in (words, row.text(Meaning.OBJECT)) if one))


def _in_kind(row: _Cells, text: str) -> Iterator[Part]:
    if read.yes(text) is False:
        return
    minor = None
    if read.yes(text) is None:
        try:
            minor, _told = read.amount(text)
        except DomainError:
            row.say(Level.WARNING, "in_kind", N_("Aide en nature « {text} » : gardée sans valeur."), text=text[:60])
    words = "" if read.yes(text) else text if minor is None else ""
    yield Part(PastNature.IN_KIND, minor or None, words or row.text(Meaning.OBJECT) or "Aide en nature")


def _nature(row: _Cells) -> PastNature:
    words = fold(row.text(Meaning.NATURE))
    cash, kind = "numeraire" in words, "nature" in words.replace("nature de", "")
    if cash and kind:
        return PastNature.BOTH
    if "pret" in words.split() or "avance" in words:
        return PastNature.LOAN
    return PastNature.GUARANTEE if "garantie" in words else PastNature.IN_KIND if kind else PastNature.CASH


def _when(row: _Cells) -> tuple[date | None, int]:
    text = row.text(Meaning.AGREED_ON)
    only_year = read.year(text) or read.year(row.text(Meaning.YEAR))
    try:
        agreed_on = None if read.year(text) else read.day(text)
    except DomainError:
        if only_year is None and row.options.year is None:
            raise
        agreed_on = None
        row.say(Level.ERROR, "date", N_("« {text} » n'est pas une date : seule l'année est gardée."), text=text[:40])
    if agreed_on is not None:
        return agreed_on, agreed_on.year
    found = only_year or row.options.year
    if found is None:
        raise DomainError("no_date", N_("La ligne n'a ni date ni année : donnez l'année de la liste."))
    if not text and not row.text(Meaning.YEAR):
        row.say(Level.WARNING, "date", N_("Sans date : l'année {year} de la liste est gardée."), year=found)
    return None, found


def _pays(row: _Cells) -> tuple[date | None, date | None, str]:
    first, last, words = read.period(row.text(Meaning.PAYS))
    if words:
        row.say(
            Level.WARNING,
            "pays",
            N_("Les dates de versement « {text} » ne sont pas des jours : gardées en toutes lettres."),
            text=words[:80],
        )
    return first, last, words


def _authority(row: _Cells) -> str:
    text = row.by_meaning.get(Meaning.AUTHORITY_SIRET, "") or row.options.authority_siret
    number = read.siret(text)
    row.tell(number.told)
    return number.value if number.scheme == "siret" else ""


def _standard(line: GrantLine, row: _Cells) -> Iterator[Finding]:
    """Tell what the open-data standard would object to, without keeping the line out."""
    missing = [
        (Meaning.AUTHORITY, "nomAttribuant", Level.ERROR), (Meaning.AUTHORITY_SIRET, "idAttribuant", Level.ERROR),
        (Meaning.AGREED_ON, "dateConvention", Level.ERROR), (Meaning.BENEFICIARY, "nomBeneficiaire", Level.ERROR),
        (Meaning.SIRET, "idBeneficiaire", Level.ERROR), (Meaning.OBJECT, "objet", Level.ERROR), (Meaning.NATURE, "nature", Level.ERROR),
        (Meaning.TERMS, "conditionsVersement", Level.WARNING), (Meaning.PAYS, "datesPeriodeVersement", Level.WARNING),
        (Meaning.NOTIFIED, "notificationUE", Level.WARNING), (Meaning.SHARE, "pourcentageSubvention", Level.WARNING),
    ]  # fmt: skip
    for meaning, name, level in missing:
        if not row.text(meaning):
            yield Finding(level, name, N_("« {name} » est obligatoire et manque."), {"name": name}, line.record)
    if len(line.object) > LONGEST:
        sentence = N_("L'objet est plus long que le standard ne l'admet (au plus {n}).")
        yield Finding(Level.WARNING, "objet", sentence, {"n": LONGEST}, line.record)
    nature = row.text(Meaning.NATURE)
    if nature and fold(nature) not in {fold(one) for one in NATURES}:
        sentence = N_("« {text} » n'est pas une nature du standard.")
        yield Finding(Level.WARNING, "nature", sentence, {"text": nature[:60]}, line.record)
