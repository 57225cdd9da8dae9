"""How a view was seen, between a filter of a desk and the JSON of the settings: what reads back as it should is taken, the rest is left."""

import types
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

F = TypeVar("F")


def told(filter_: object, names: Iterable[str]) -> dict[str, Any]:
    """Return fields of a filter as JSON; those that are as they are at first are left out."""
    first = type(filter_)()
    values = {name: getattr(filter_, name) for name in names}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value != getattr(first, name)
    }


def filled(filter_: F, kept: object, names: Iterable[str]) -> F:
    """Return the filter with the fields that `kept` holds in a shape that fits them; as it is when that is no mapping."""
    if not isinstance(kept, Mapping):
        return filter_
    hints = get_type_hints(type(filter_))
    values = {
        name: tuple(kept[name]) if isinstance(kept.get(name), list) else kept[name] for name in names if name in kept
    }
    fitting = {name: value for name, value in values.items() if _fits(value, hints[name])}
    return replace(filter_, **fitting)  # type: ignore[type-var]  # filters are dataclasses


def _fits(value: object, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return any(_fits(value, one) for one in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(one, get_args(hint)[0]) for one in value)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint) if isinstance(hint, type) else False
