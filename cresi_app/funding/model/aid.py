"""The yearly declaration of an authority's external action (CGCT L.1115-6): payments of a calendar year, by country, channel and sector.

Amounts *paid* in the year count, whatever the year that voted them. What cannot be declared yet, or never, stays in sight: paid is
always declared + to complete + left out, to the cent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr
from cresi_app.projects.model.words import name_of

MARKERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "gender": ("1", N_("Égalité des genres")),
    "environment": ("2", N_("Environnement")),
    "biodiversity": ("5", N_("Biodiversité")),
    "nutrition": ("12", N_("Nutrition")),
    "disability": ("11", N_("Handicap")),
})  # fmt: skip
"""The markers of the OECD that the declaration asks for: code of the list PolicyMarker, name."""

UNSPECIFIED: Final = "998"
"""Recipient that stands for « developing countries, unspecified »: what is spent here, or given to a multilateral body."""

MISSING_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kind": N_("la catégorie"),
        "country": N_("le pays"),
        "sector": N_("le secteur"),
        "sector5": N_("le secteur à cinq chiffres"),
        "shares": N_("les parts des secteurs, qui doivent faire 100 %"),
        "channel": N_("le canal"),
        "markers": N_("les marqueurs"),
    }
)


@dataclass(frozen=True, slots=True)
class AidKind:
    """A row of `aid_kind`: what the campaign asks to be told apart."""

    code: str
    name_fr: str
    name_en: str
    aid_type_code: str
    is_in_donor: bool
    is_multilateral: bool
    position: int

    @property
    def name(self) -> str:
        """The kind in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class GrantAid:
    """A row of `grant_aid`: what somebody said about a grant's payments; markers 0–2, None: not said."""

    id: int
    version: int
    grant_id: int
    kind_code: str | None = None
    country_code: str | None = None
    sector_code: str | None = None
    channel_code: str = ""
    aid_type_code: str = ""
    gender: int | None = None
    environment: int | None = None
    biodiversity: int | None = None
    nutrition: int | None = None
    disability: int | None = None
    is_left_out: bool = False
    left_out_reason: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeclaredExpense:
    """A row of `declared_expense`: what is declared and is no grant. Cents of euro."""

    id: int
    version: int
    authority_id: int
    paid_on: date
    label: str
    amount_minor: int
    payee: str = ""
    kind_code: str | None = None
    country_code: str | None = None
    sector_code: str | None = None
    channel_code: str = ""
    aid_type_code: str = ""
    gender: int | None = None
    environment: int | None = None
    biodiversity: int | None = None
    nutrition: int | None = None
    disability: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a payment's aid, said or proposed; `proposed` names what nobody has said yet but can be read from the records."""

    kind: AidKind | None
    country_code: str
    sectors: tuple[tuple[str, int | None], ...]
    channel_code: str
    aid_type_code: str
    markers: Mapping[str, int | None]
    proposed: frozenset[str] = frozenset()
    left_out_reason: str = ""


@dataclass(frozen=True, slots=True)
class AidSource:
    """One payment or expense of the year. `entity` is ``grant`` or ``declared_expense``, `entity_id` what is completed for it."""

    entity: str
    entity_id: int
    payment_id: int
    number: str
    label: str
    payee: str
    paid_on: date
    order_number: str
    amount_minor: int
    said: Said


@dataclass(frozen=True, slots=True)
class AidLine:
    """A payment's part in one sector. `missing`: what keeps it from being declared; `why_out`: why it never will be ("" : it is, or will be)."""

    source: AidSource
    country_code: str
    sector_code: str
    amount_minor: int
    missing: tuple[str, ...] = ()
    why_out: str = ""
    out_data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_declared(self) -> bool:
        """Whether it stands in the declaration."""
        return not self.missing and not self.why_out

    @property
    def reason(self) -> str:
        """Why it is left out, or what it lacks, in the language in force; "" when it is declared."""
        if self.why_out:
            return tr(self.why_out, **self.out_data)
        if not self.missing:
            return ""
        return tr("À compléter : {what}.", what=", ".join(tr(MISSING_WORDS[one]) for one in self.missing))


@dataclass(frozen=True, slots=True)
class AidGroup:
    """One row of the declaration: everything that has the same country, channel, sector, type of aid and markers."""

    country_code: str
    channel_code: str
    sector_code: str
    aid_type_code: str
    kind: AidKind
    markers: tuple[int | None, ...]
    amount_minor: int
    payments: int


@dataclass(frozen=True, slots=True)
class AidDeclaration:
    """The declaration of a year, derived whole from payments and expenses. Cents of euro."""

    year: int
    authority: str
    lines: tuple[AidLine, ...]
    paid_minor: int
    expenses_minor: int
    repaid_minor: int = 0

    @property
    def groups(self) -> tuple[AidGroup, ...]:
        """The rows of the declaration, by country, channel, sector."""
        return grouped(line for line in self.lines if line.is_declared)

    @property
    def declared_minor(self) -> int:
        """What is declared."""
        return sum(line.amount_minor for line in self.lines if line.is_declared)

    @property
    def incomplete(self) -> tuple[AidLine, ...]:
        """The lines that lack something."""
        return tuple(line for line in self.lines if line.missing and not line.why_out)

    @property
    def incomplete_minor(self) -> int:
        """What waits to be completed."""
        return sum(line.amount_minor for line in self.incomplete)

    @property
    def to_complete(self) -> int:
        """How many grants and expenses lack something."""
        return len({(line.source.entity, line.source.entity_id) for line in self.incomplete})

    @property
    def out(self) -> tuple[AidLine, ...]:
        """The lines that are not declared, and never will be."""
        return tuple(line for line in self.lines if line.why_out)

    @property
    def out_minor(self) -> int:
        """What is left out."""
        return sum(line.amount_minor for line in self.out)

    @property
    def total_minor(self) -> int:
        """All that was paid in the year: payments of grants and other expenses."""
        return self.paid_minor + self.expenses_minor

    @property
    def reconciles(self) -> bool:
        """Whether the lines make up what was paid, to the cent."""
        return self.declared_minor + self.incomplete_minor + self.out_minor == self.total_minor


@dataclass(frozen=True, slots=True)
class AidNames:
    """The words behind the codes of a declaration, in the language in force."""

    countries: Mapping[str, str]
    sectors: Mapping[str, str]
    channels: Mapping[str, str]
    aid_types: Mapping[str, str]


def grouped(lines: Iterable[AidLine]) -> tuple[AidGroup, ...]:
    """Return lines added up by country, channel, sector, type of aid and markers."""
    sums: dict[tuple[object, ...], list[AidLine]] = {}
    for line in lines:
        said = line.source.said
        markers = tuple(said.markers[name] for name in MARKERS)
        key = (line.country_code, said.channel_code, line.sector_code, said.aid_type_code, said.kind, markers)
        sums.setdefault(key, []).append(line)
    groups = [_group(some) for some in sums.values()]
    return tuple(
        sorted(
            groups,
            key=lambda one: (one.country_code, one.channel_code, one.sector_code, one.aid_type_code, one.kind.position),
        )
    )


def _group(lines: Sequence[AidLine]) -> AidGroup:
    first, said = lines[0], lines[0].source.said
    assert said.kind is not None, "a line without a kind is never declared"
    return AidGroup(
        country_code=first.country_code,
        channel_code=said.channel_code,
        sector_code=first.sector_code,
        aid_type_code=said.aid_type_code,
        kind=said.kind,
        markers=tuple(said.markers[name] for name in MARKERS),
        amount_minor=sum(line.amount_minor for line in lines),
        payments=len({line.source.payment_id for line in lines}),
    )


def lines_of(source: AidSource, year: int, is_oda: Mapping[str, bool]) -> list[AidLine]:
    """Return a payment's lines: one a sector, the amounts adding up to it exactly. `is_oda`: country → recipient in `year`."""
    said = source.said
    kind = said.kind
    here = kind is not None and (kind.is_in_donor or kind.is_multilateral)
    country = UNSPECIFIED if here else said.country_code
    missing = _missing(said, here=here)
    why, data = _why_out(said, country, year, is_oda, here=here)
    if {"sector", "shares"} & set(missing) or len(said.sectors) <= 1:
        sector = said.sectors[0][0] if said.sectors else ""
        return [AidLine(source, country, sector, source.amount_minor, missing, why, data)]
    parts = parted(source.amount_minor, [percent or 0 for _code, percent in said.sectors])
    return [
        AidLine(source, country, code, part, missing, why, data)
        for (code, _percent), part in zip(said.sectors, parts, strict=True)
        if part
    ]


def _missing(said: Said, *, here: bool) -> tuple[str, ...]:
    missing = []
    if said.kind is None:
        missing.append("kind")
    if not here and not said.country_code:
        missing.append("country")
    if not said.sectors:
        missing.append("sector")
    elif any(len(code) < 5 for code, _percent in said.sectors):
        missing.append("sector5")
    elif len(said.sectors) > 1 and sum(percent or 0 for _code, percent in said.sectors) != 100:
        missing.append("shares")
    if not said.channel_code:
        missing.append("channel")
    is_spent_here = said.kind is not None and said.kind.is_in_donor
    if not is_spent_here and any(value is None for value in said.markers.values()):
        missing.append("markers")
    return tuple(missing)


def _why_out(
    said: Said, country: str, year: int, is_oda: Mapping[str, bool], *, here: bool
) -> tuple[str, Mapping[str, object]]:
    if said.left_out_reason:
        return N_("Laissé de côté : {reason}"), {"reason": said.left_out_reason}
    if not here and country and not is_oda.get(country, False):
        return N_("Ce pays ou territoire n'est pas sur la liste de l'aide au développement en {year}."), {"year": year}
    return "", MappingProxyType({})


def parted(amount_minor: int, percents: Sequence[int]) -> list[int]:
    """Return an amount shared out by percent; the parts add up to it exactly, whatever its sign."""
    parts, given, upto = [], 0, 0
    whole = sum(percents)
    for percent in percents:
        upto += percent
        reached = abs(amount_minor) * upto // whole if whole else abs(amount_minor)
        parts.append(reached - given)
        given = reached
    return parts if amount_minor >= 0 else [-part for part in parts]


# --- what the records suggest ---

_KIND_OF_PURPOSE: Final[Mapping[str, str]] = MappingProxyType({
    "cooperation": "project", "education": "awareness", "emergency": "emergency", "operating": "core",
})  # fmt: skip
_SECTOR_OF_KIND: Final[Mapping[str, str]] = MappingProxyType({
    "awareness": "99820", "refugees": "93010", "administration": "91010", "emergency": "72010",
})  # fmt: skip
_CHANNELS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "association": ("22000", "23000"), "informal_group": ("22000", "23000"), "network": ("22000", "23000"),
    "partner_association": ("22000", "23000"), "international_ngo": ("21000", "21000"), "foundation": ("22000", "23000"),
    "local_authority": ("11002", "12002"), "partner_authority": ("11002", "12002"), "government": ("11000", "12000"),
    "public_body": ("11004", "12004"), "health_body": ("11004", "12004"), "library": ("11004", "12004"),
    "school": ("51000", "51000"), "multilateral": ("40000", "40000"), "company": ("61000", "62000"),
})  # fmt: skip
"""Channel of delivery by kind of organisation: one here in France, one abroad."""


def proposed_kind(purpose: str, payee_kind: str) -> str:
    """Return the kind of aid that a grant's purpose and payee suggest."""
    if payee_kind == "multilateral":
        return "multilateral"
    return _KIND_OF_PURPOSE.get(purpose) or (
        "project" if payee_kind in {"partner_authority", "local_authority"} else "association"
    )


def proposed_channel(payee_kind: str, payee_country: str) -> str:
    """Return the channel that an organisation's kind and country suggest, "" when they suggest none."""
    here, there = _CHANNELS.get(payee_kind, ("", ""))
    return here if payee_country in {"", "FR"} else there


def proposed_sector(kind: str) -> str:
    """Return the sector that a kind of aid goes with, "" when it says nothing."""
    return _SECTOR_OF_KIND.get(kind, "")
