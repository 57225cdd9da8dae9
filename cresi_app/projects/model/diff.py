"""What differs between a dossier as it was submitted and as it stands: field by field, part by part, budget line by line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Final

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.projects.model.dossier import DossierData
from cresi_app.projects.model.holder import HolderFile
from cresi_app.projects.model.journal import FIELDS
from cresi_app.projects.model.logframe import LEVEL_WORDS, LogLevel, Measure
from cresi_app.projects.model.papers import PAPER_STATES, PaperState
from cresi_app.projects.model.project import REQUEST_WORDS


class DifferenceKind(StrEnum):
    """What happened to it since the copy was taken."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: under which heading, of what (a part's name, '' for the dossier itself), which field, before and after."""

    section: str
    subject: str
    label: str
    before: str
    after: str
    kind: DifferenceKind

    @property
    def name(self) -> str:
        """« 604 Prestations : Prévu », « Contexte »."""
        return (
            tr("{subject} : {label}", subject=self.subject, label=self.label)
            if self.subject and self.label
            else (self.subject or self.label)
        )


_NO_WORDS: Final[Mapping[str, Callable[[Any], str]]] = MappingProxyType({})
_HIDDEN: Final = frozenset({
    "id", "version", "project_id", "position", "created_at", "updated_at", "title_sort", "internal_note", "stage_code", "line_id",
    "template_code", "sha256", "media_type", "size", "archived_on", "renewed_from_id", "decided_on", "decision_number",
    "granted_minor", "staff_id", "organisation_id", "contact_id", "representative_id", "person_id", "proof_paper_id",
    "actual_minor",  # what was spent since is no change of what was asked
})  # fmt: skip


Words = Mapping[str, Callable[[Any], str]]
"""The words of a field's codes, by field."""


def differences(then: DossierData, now: DossierData, words: Words = _NO_WORDS) -> tuple[Difference, ...]:
    """Return everything that differs, in the order of the dossier; the centre's own notes and the decision are no part of it."""
    rows = {line.row.id: line.name for line in (*then.logframe.lines, *now.logframe.lines)}
    tied = {name: lambda key: rows.get(key, "") for name in ("result_id", "logframe_id")}
    pairs = _Pairs(now.budget.currency, {**words, **tied})
    return (
        *pairs.of_record(tr("Dossier"), "", then.project, now.project),
        *pairs.of_record(tr("Porteur"), "", then.holder, now.holder),
        *_names(tr("Porteur"), then, now),
        *_holder_facts(pairs, then.holder_file, now.holder_file),
        *_parts(pairs, then, now),
        *_budget(pairs, then, now),
        *pairs.of_parts(
            tr("Pièces"), [v.paper for v in then.papers], [v.paper for v in now.papers], _paper_namer(then, now)
        ),
    )


def _names(section: str, then: DossierData, now: DossierData) -> Iterator[Difference]:
    people = (
        (tr("Représentant légal"), then.representative, now.representative),
        (tr("Personne à contacter"), then.contact, now.contact),
    )
    for label, before, after in people:
        old, new = before.name if before else "", after.name if after else ""
        if old != new:
            yield Difference(section, "", label, old, new, DifferenceKind.CHANGED)


def _holder_facts(pairs: "_Pairs", then: HolderFile, now: HolderFile) -> Iterator[Difference]:
    section = tr("Porteur")
    if then.profile is not None and now.profile is not None:
        yield from pairs.of_record(section, "", then.profile, now.profile)
    if then.year is not None and now.year is not None:
        yield from pairs.of_record(section, str(now.year.year), then.year, now.year)
    yield from pairs.of_parts(tr("Agréments"), then.approvals, now.approvals, lambda one: str(one.name))


def _parts(pairs: "_Pairs", then: DossierData, now: DossierData) -> Iterator[Difference]:
    partners = {v.partner.id: v.organisation.name for v in (*then.partners, *now.partners)}
    sectors = {v.code: v.name for v in (*then.sectors, *now.sectors)}
    yield from pairs.of_parts(
        tr("Partenaires"),
        [v.partner for v in then.partners],
        [v.partner for v in now.partners],
        lambda one: partners[one.id],
    )
    yield from pairs.of_parts(tr("Lieux"), then.places, now.places, lambda one: str(one.name))
    yield from _coded(tr("Secteurs"), {v.code: v for v in then.sectors}, {v.code: v for v in now.sectors}, sectors)
    yield from _goals(then, now)
    lines = {line.row.id: line.name for line in (*then.logframe.lines, *now.logframe.lines)}
    yield from pairs.of_parts(
        tr("Cadre logique"),
        [line.row for line in then.logframe.lines],
        [line.row for line in now.logframe.lines],
        lambda one: lines[one.id],
    )
    yield from pairs.of_parts(
        tr("Indicateurs"), then.logframe.indicators, now.logframe.indicators, lambda one: str(one.name)
    )
    yield from pairs.of_parts(tr("Activités"), then.activities, now.activities, lambda one: str(one.title))
    yield from pairs.of_parts(tr("Bénéficiaires"), then.beneficiaries, now.beneficiaries, lambda one: str(one.name))
    kinds = {v.means.id: v.means.name or v.kind.name for v in (*then.means, *now.means)}
    yield from pairs.of_parts(
        tr("Moyens humains"), [v.means for v in then.means], [v.means for v in now.means], lambda one: kinds[one.id]
    )


def _coded(section: str, then: dict[str, Any], now: dict[str, Any], names: dict[str, str]) -> Iterator[Difference]:
    for code in dict.fromkeys([*then, *now]):
        old, new = then.get(code), now.get(code)
        before = "" if old is None else _share(old.percent)
        after = "" if new is None else _share(new.percent)
        if old is None or new is None or before != after:
            kind = (
                DifferenceKind.ADDED
                if old is None
                else DifferenceKind.REMOVED
                if new is None
                else DifferenceKind.CHANGED
            )
            yield Difference(section, names[code], tr("Part"), before, after, kind)


def _share(percent: int | None) -> str:
    return tr("sans part") if percent is None else tr("{n} %", n=percent)


def _goals(then: DossierData, now: DossierData) -> Iterator[Difference]:
    before = ", ".join(str(goal.sdg.number) for goal in then.goals)
    after = ", ".join(str(goal.sdg.number) for goal in now.goals)
    if before != after:
        label = tr("Objectifs de développement durable")
        yield Difference(tr("Thèmes"), "", label, before, after, DifferenceKind.CHANGED)


def _budget(pairs: "_Pairs", then: DossierData, now: DossierData) -> Iterator[Difference]:
    section = tr("Budget")
    if then.nomenclature.template.code != now.nomenclature.template.code:
        old, new = then.nomenclature.template.name, now.nomenclature.template.name
        yield Difference(section, "", tr("Nomenclature"), old, new, DifferenceKind.CHANGED)
    labels: dict[int, str] = {}
    for data in (then, now):
        for line in data.budget.lines:
            place = data.nomenclature.line(line.line_code)
            labels[line.id] = f"{place.printed_code or place.account} {line.label or place.name}".strip()
    yield from pairs.of_parts(section, then.budget.lines, now.budget.lines, lambda one: labels[one.id])
    sums = (
        (tr("Total des charges"), then.budget.charges.total, now.budget.charges.total),
        (tr("Total des produits"), then.budget.products.total, now.budget.products.total),
    )
    for label, old_sum, new_sum in sums:
        if old_sum.forecast != new_sum.forecast:
            before, after = (
                format_money(Money(minor, data.budget.currency))
                for minor, data in ((old_sum.forecast, then), (new_sum.forecast, now))
            )
            yield Difference(section, "", label, before, after, DifferenceKind.CHANGED)


def _paper_namer(then: DossierData, now: DossierData) -> Callable[[Any], str]:
    names = {view.paper.id: view.name for view in (*then.papers, *now.papers)}
    return lambda one: names[one.id]


class _Pairs:
    """Compares records of the same type field by field, in words."""

    def __init__(self, currency: str, coded: Words) -> None:
        self._currency, self._coded = currency, coded

    def of_parts(
        self, section: str, then: Sequence[Any], now: Sequence[Any], name: Callable[[Any], str]
    ) -> Iterator[Difference]:
        """Yield what was added, removed and changed between two lists of rows, told apart by their ids."""
        old, new = {one.id: one for one in then}, {one.id: one for one in now}
        for key in dict.fromkeys([*old, *new]):
            if key not in new:
                yield Difference(section, name(old[key]), "", self._whole(old[key]), "", DifferenceKind.REMOVED)
            elif key not in old:
                yield Difference(section, name(new[key]), "", "", self._whole(new[key]), DifferenceKind.ADDED)
            else:
                yield from self.of_record(section, name(new[key]), old[key], new[key])

    def of_record(self, section: str, subject: str, then: Any, now: Any) -> Iterator[Difference]:
        """Yield the fields that differ between two states of a record."""
        for one in fields(now):
            before, after = getattr(then, one.name), getattr(now, one.name)
            if one.name in _HIDDEN or before == after:
                continue
            words = self._words(one.name, before), self._words(one.name, after)
            if words[0] != words[1]:
                yield Difference(section, subject, _label(one.name), *words, DifferenceKind.CHANGED)

    def _whole(self, record: Any) -> str:
        """Return a short word for a row that came or went: its amount when it has one."""
        amount = getattr(record, "amount_minor", None) or getattr(record, "cost_minor", None)
        return format_money(Money(amount, self._currency)) if isinstance(amount, int) else ""

    def _words(self, name: str, value: object) -> str:
        if value is None or value == "":
            return ""
        if name in self._coded:
            return self._coded[name](value)
        if isinstance(value, bool):
            return tr("oui") if value else tr("non")
        if isinstance(value, date):
            return format_date(value)
        if isinstance(value, int):
            return self._number(name, value)
        if isinstance(value, Enum):
            return _coded_word(value)
        return str(value)

    def _number(self, name: str, value: int) -> str:
        if name.endswith("_minor"):
            return format_money(Money(value, self._currency))
        if name.endswith("_milli"):
            return format_number((Decimal(value) / 1000).normalize() + 0)
        if name.endswith("_e6"):
            return f"{Decimal(value) / 1_000_000:f}"
        return str(value) if "year" in name or name == "position" else format_number(value)


def _label(name: str) -> str:
    return tr(FIELDS[name]) if name in FIELDS else name


def _coded_word(value: Enum) -> str:
    if isinstance(value, PaperState):
        return tr(PAPER_STATES[value][0])
    if isinstance(value, LogLevel):
        return tr(LEVEL_WORDS[value])
    if isinstance(value, Measure):
        return {Measure.NUMBER: tr("nombre"), Measure.PERCENT: tr("pourcentage"), Measure.QUALITY: tr("en mots")}[value]
    words = REQUEST_WORDS.get(str(value.value))
    return tr(words) if words else str(value.value)
