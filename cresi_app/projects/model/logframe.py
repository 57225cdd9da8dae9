"""The logical framework: objectives, results and preconditions with their indicators, over the dossier's own activities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_number
from cresi_app.core.text import fold
from cresi_app.projects.model.checks import Check, Level
from cresi_app.projects.model.project import Project, ProjectActivity


class LogLevel(StrEnum):
    """The rows of the framework above the activities, and what must hold before them."""

    GENERAL = "general"
    SPECIFIC = "specific"
    RESULT = "result"
    PRECONDITION = "precondition"


LEVEL_WORDS: Final = MappingProxyType({
    LogLevel.GENERAL: N_("Objectif général"),
    LogLevel.SPECIFIC: N_("Objectif spécifique"),
    LogLevel.RESULT: N_("Résultat"),
    LogLevel.PRECONDITION: N_("Condition préalable"),
})  # fmt: skip
"""What each level is called, for `tr`."""


class Measure(StrEnum):
    """How an indicator is told: a number with its unit, a percentage, or words."""

    NUMBER = "number"
    PERCENT = "percent"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of `project_logframe`."""

    id: int
    version: int
    project_id: int
    position: int
    level: LogLevel
    intervention: str = ""
    verification: str = ""
    hypotheses: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of `project_indicator`. Values in thousandths; of a quality the words stand in the fields named ``…_text``."""

    id: int
    version: int
    project_id: int
    position: int
    name: str
    logframe_id: int | None = None
    measure: Measure = Measure.NUMBER
    unit: str = ""
    baseline_milli: int | None = None
    baseline_text: str = ""
    baseline_year: int | None = None
    target_milli: int | None = None
    target_text: str = ""
    target_year: int | None = None
    actual_milli: int | None = None
    actual_text: str = ""
    actual_on: date | None = None
    source: str = ""

    def value_words(self, name: str, *, bare: bool = False) -> str:
        """Return ``baseline``, ``target`` or ``actual`` as people read it: « 1 250 élèves », « 40 % », words; '' when unsaid.

        `bare`: without its unit, which is said beside it.
        """
        if self.measure is Measure.QUALITY:
            return str(getattr(self, f"{name}_text"))
        milli = getattr(self, f"{name}_milli")
        if milli is None:
            return ""
        number = format_number((Decimal(milli) / 1000).normalize() + 0)
        if self.measure is Measure.PERCENT:
            return tr("{n} %", n=number)
        return number if bare else f"{number} {self.unit}".strip()

    @property
    def missing(self) -> tuple[str, ...]:
        """What the indicator lacks, as field names: baseline, baseline_year, target, target_year, unit, source."""
        wanted = {
            "baseline": self.value_words("baseline"),
            "baseline_year": self.baseline_year,
            "target": self.value_words("target"),
            "target_year": self.target_year,
            "unit": self.unit if self.measure is Measure.NUMBER else "-",
            "source": self.source,
        }
        return tuple(name for name, value in wanted.items() if value in (None, ""))

    @property
    def progress(self) -> tuple[int, int] | None:
        """How far it has come, as (way gone, whole way) in thousandths; None when it cannot be counted."""
        if self.measure is Measure.QUALITY or self.target_milli is None or self.actual_milli is None:
            return None
        whole = self.target_milli - (self.baseline_milli or 0)
        return (self.actual_milli - (self.baseline_milli or 0), whole) if whole else None


MISSING_WORDS: Final = MappingProxyType({
    "baseline": N_("valeur de départ"),
    "baseline_year": N_("année de départ"),
    "target": N_("cible"),
    "target_year": N_("année de la cible"),
    "unit": N_("unité"),
    "source": N_("source de vérification"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogLine:
    """A row of the framework as it is shown: its number (« R2 »), its indicators, and for a result its activities."""

    row: LogRow
    number: str
    indicators: tuple[Indicator, ...]
    activities: tuple[ProjectActivity, ...] = ()

    @property
    def name(self) -> str:
        """« Résultat 2 », « Objectif spécifique »."""
        word = tr(LEVEL_WORDS[self.row.level])
        return tr("{word} {n}", word=word, n=self.number[1:]) if self.number else word


@dataclass(frozen=True, slots=True)
class LogFrame:
    """The framework: general objectives, specific ones, results with their activities, preconditions.

    `loose` are activities tied to no result, `orphans` indicators tied to no row.
    """

    general: tuple[LogLine, ...] = ()
    specific: tuple[LogLine, ...] = ()
    results: tuple[LogLine, ...] = ()
    preconditions: tuple[LogLine, ...] = ()
    loose: tuple[ProjectActivity, ...] = ()
    orphans: tuple[Indicator, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when no row was written."""
        return not (self.general or self.specific or self.results or self.preconditions)

    @property
    def numbers(self) -> dict[int, str]:
        """The number of each activity that serves a result, by its id: « 2.1 » is the first of the second result."""
        return {
            activity.id: f"{line.number[1:]}.{rank}"
            for line in self.results
            for rank, activity in enumerate(line.activities, start=1)
        }

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """Every row from the general objective down."""
        return (*self.general, *self.specific, *self.results, *self.preconditions)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the rows."""
        return (*(one for line in self.lines for one in line.indicators), *self.orphans)


def log_frame(
    rows: Sequence[LogRow], indicators: Sequence[Indicator], activities: Sequence[ProjectActivity]
) -> LogFrame:
    """Put the framework together; results are numbered R1, R2…, activities stay in the dossier's order."""
    by_level = {level: [row for row in rows if row.level is level] for level in LogLevel}
    known = {row.id for row in rows}

    def lines(level: LogLevel, letter: str = "") -> tuple[LogLine, ...]:
        found = by_level[level]
        return tuple(
            LogLine(
                row,
                f"{letter}{rank}" if letter and (len(found) > 1 or level is LogLevel.RESULT) else "",
                tuple(one for one in indicators if one.logframe_id == row.id),
                tuple(a for a in activities if a.result_id == row.id) if level is LogLevel.RESULT else (),
            )
            for rank, row in enumerate(found, start=1)
        )

    return LogFrame(
        lines(LogLevel.GENERAL, "G"),
        lines(LogLevel.SPECIFIC, "S"),
        lines(LogLevel.RESULT, "R"),
        lines(LogLevel.PRECONDITION),
        tuple(a for a in activities if a.result_id not in known),
        tuple(one for one in indicators if one.logframe_id not in known),
    )


def logframe_checks(project: Project, frame: LogFrame, charges: Money) -> tuple[Check, ...]:
    """Return what a reviewer would object to in the framework; `charges` is the project's budget without accounts 86."""
    if frame.is_empty:
        return ()
    return (
        *_objective_checks(project, frame),
        *_result_checks(frame),
        *_indicator_checks(frame),
        *_cost_checks(frame, charges),
    )


def _objective_checks(project: Project, frame: LogFrame) -> Iterable[Check]:
    if not frame.general:
        yield Check("log_general", Level.WARNING, N_("Le cadre logique n'a pas d'objectif général."))
    if len(frame.specific) != 1:
        yield Check(
            "log_specific",
            Level.WARNING,
            N_("Un cadre logique a un seul objectif spécifique ; celui-ci en a {n}."),
            {"n": len(frame.specific)},
        )
    elif project.specific_objective and _differs(frame.specific[0].row.intervention, project.specific_objective):
        yield Check(
            "log_objective_differs",
            Level.INFO,
            N_("L'objectif spécifique du cadre logique n'est pas écrit comme celui du texte du projet."),
        )
    for line in frame.lines:
        if not line.row.intervention.strip():
            yield Check("log_blank", Level.WARNING, N_("{row} : la case est vide."), {"row": line.name})
        needs = line.row.level in {LogLevel.SPECIFIC, LogLevel.RESULT}
        if needs and not line.row.hypotheses.strip():
            yield Check(
                "log_hypotheses",
                Level.INFO,
                N_("{row} : les hypothèses et risques restent à dire."),
                {"row": line.name},
            )


def _differs(one: str, other: str) -> bool:
    return bool(one.strip()) and fold(one).split() != fold(other).split()


def _result_checks(frame: LogFrame) -> Iterable[Check]:
    if not frame.results:
        yield Check("log_results", Level.WARNING, N_("Le cadre logique n'a aucun résultat."))
    for line in frame.results:
        if not line.activities:
            yield Check("log_activity", Level.WARNING, N_("{row} : aucune activité n'y mène."), {"row": line.name})
    for line in (*frame.specific, *frame.results):
        if not line.indicators:
            yield Check(
                "log_indicator", Level.WARNING, N_("{row} : aucun indicateur ne le mesure."), {"row": line.name}
            )
    if frame.results and frame.loose:
        yield Check(
            "log_loose",
            Level.WARNING,
            N_("Activités reliées à aucun résultat : {names}."),
            {"names": ", ".join(activity.title for activity in frame.loose)},
        )


def _indicator_checks(frame: LogFrame) -> Iterable[Check]:
    for one in frame.indicators:
        if one.missing:
            yield Check(
                "log_indicator_missing",
                Level.INFO,
                N_("Indicateur « {name} » : il manque {what}."),
                {"name": one.name, "what": ", ".join(tr(MISSING_WORDS[name]) for name in one.missing)},
            )
        if one.baseline_year and one.target_year and one.target_year < one.baseline_year:
            yield Check(
                "log_years",
                Level.WARNING,
                N_("Indicateur « {name} » : la cible ({target}) précède le départ ({base})."),
                {"name": one.name, "target": str(one.target_year), "base": str(one.baseline_year)},
            )
    if frame.orphans:
        yield Check(
            "log_orphans",
            Level.WARNING,
            N_("Indicateurs sans ligne du cadre : {names}."),
            {"names": ", ".join(one.name for one in frame.orphans)},
        )


def _cost_checks(frame: LogFrame, charges: Money) -> Iterable[Check]:
    activities = [a for line in frame.results for a in line.activities] + list(frame.loose)
    same = [a.cost_minor for a in activities if a.cost_minor is not None and a.currency == charges.currency]
    cost = sum(same)
    if same and charges.minor and cost != charges.minor:
        yield Check(
            "log_cost",
            Level.WARNING,
            N_("Les activités coûtent {cost} ; le budget, hors comptes 86, porte {charges}."),
            {"cost": Money(cost, charges.currency), "charges": charges},
        )
