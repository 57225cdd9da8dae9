"""Remarks about a dossier: they inform or ask for a correction, and never forbid to save."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money


class Level(StrEnum):
    """How serious a remark is: it informs, it asks for a correction. None forbids to save."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """A remark about a dossier: a stable code and a sentence with its data; `line_id` the line it is about."""

    code: str
    level: Level
    template: str
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    line_id: int | None = None

    @property
    def sentence(self) -> str:
        """The remark in the language in force; amounts in `data` are `Money`."""
        return tr(self.template, **{k: format_money(v) if isinstance(v, Money) else v for k, v in self.data.items()})
