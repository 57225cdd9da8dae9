"""A dossier as data that never changes: written at its submission, read back into the same object, whatever has moved since."""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model.budget import BudgetLine, YearAmount, compute_budget
from cresi_app.projects.model.cofunding import cofunding_plan
from cresi_app.projects.model.dossier import DossierData, YearBudget
from cresi_app.projects.model.nomenclatures import of_year
from cresi_app.projects.model.timeline import gantt

FORMAT: Final = "cresi-frozen/1"
_DERIVED: Final = frozenset({
    "budget", "cofunding", "year_budgets", "holder_budget", "gantt", "checks", "moves", "lookalikes", "copies", "tasks",
    "exchanges", "templates", "spread",
})  # fmt: skip
"""What is computed again from the rest, or is the centre's own affair and no part of what was submitted."""


def freeze(data: DossierData) -> str:
    """Return the dossier as JSON: days ISO, amounts minor units, keys in order, so that the same content gives the same text."""
    content = {one.name: plainly(getattr(data, one.name)) for one in fields(data) if one.name not in _DERIVED}
    content["lines"] = plainly(data.budget.lines)
    content["currency"] = data.budget.currency
    content["holder_lines"] = plainly(data.holder_budget.lines if data.holder_budget is not None else ())
    content["spread"] = plainly([year for years in data.spread.values() for year in years])
    return json.dumps({"format": FORMAT, "dossier": content}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plainly(value: object) -> object:
    """Return a value of the model as what JSON holds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plainly(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plainly(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plainly(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value


def thaw(text: str) -> DossierData:
    """Return the dossier that `freeze` wrote; fields it did not know yet take their defaults. DomainError ``copy_unreadable``."""
    try:
        return _thawed(json.loads(text))
    except (ValueError, KeyError, TypeError, LookupError, DomainError) as error:
        raise DomainError(
            "copy_unreadable",
            N_(
                "La copie figée de ce dossier ne se lit pas avec cette version du programme. Le dossier lui-même est intact."
            ),
        ) from error


def _thawed(whole: Mapping[str, Any]) -> DossierData:
    if whole["format"] != FORMAT:
        raise ValueError(whole["format"])
    content = whole["dossier"]
    hints = _hints(DossierData)
    known = {
        one.name: revived(hints[one.name], content[one.name])
        for one in fields(DossierData)
        if one.name in content and one.name not in _DERIVED
    }
    form, project = known["nomenclature"], known["project"]
    lines = revived(tuple[BudgetLine, ...], content["lines"])
    spread: dict[int, tuple[YearAmount, ...]] = {}
    for year in revived(tuple[YearAmount, ...], content["spread"]):
        spread[year.line_id] = (*spread.get(year.line_id, ()), year)
    currency = content["currency"]
    holder_lines = revived(tuple[BudgetLine, ...], content["holder_lines"])
    budget = compute_budget(form, lines, currency)
    data = DossierData(
        **known,
        moves=(),
        budget=budget,
        cofunding=cofunding_plan(budget),
        gantt=gantt(project, known["activities"], known["logframe"].numbers if "logframe" in known else None),
        checks=(),
        spread=spread,
        holder_budget=compute_budget(form, holder_lines, currency) if holder_lines else None,
    )
    return replace(data, year_budgets=year_budgets(data))


def year_budgets(data: DossierData) -> tuple[YearBudget, ...]:
    """Return the budget year by year, nothing while no line is spread."""
    if not data.spread:
        return ()
    years = sorted({*data.years, *(one.year for years in data.spread.values() for one in years)})
    lines = data.budget.lines
    return tuple(
        YearBudget(
            year, compute_budget(data.nomenclature, of_year(lines, data.spread, year, years[0]), data.budget.currency)
        )
        for year in years
    )


@lru_cache(maxsize=64)
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def revived(kind: Any, value: Any) -> Any:
    """Return what `plainly` made of a value of that type."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        if value is None:
            return None
        return revived(next(one for one in get_args(kind) if one is not type(None)), value)
    if origin is tuple:
        return tuple(revived(get_args(kind)[0], item) for item in value)
    if isinstance(kind, type) and is_dataclass(kind):
        return _revived_record(kind, value)
    if kind in {date, datetime, time}:
        return kind.fromisoformat(value)
    if kind is Fraction:
        return Fraction(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


def _revived_record(kind: type, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    given = {one.name: revived(hints[one.name], value[one.name]) for one in fields(kind) if one.name in value}
    lacking = [
        one.name
        for one in fields(kind)
        if one.name not in given and one.default is MISSING and one.default_factory is MISSING
    ]
    if lacking:
        raise KeyError(lacking[0])
    return kind(**given)
