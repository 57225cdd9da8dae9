"""Grants of earlier years, taken in from the lists that authorities really have: what a line says, and what became of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key, words
from cresi_app.funding.model.findings import Finding


class PastNature(StrEnum):
    """What was given."""

    CASH = "cash"
    IN_KIND = "in_kind"
    BOTH = "both"
    LOAN = "loan"
    GUARANTEE = "guarantee"


NATURE_WORDS: Final[Mapping[PastNature, str]] = MappingProxyType({
    PastNature.CASH: N_("aide en numéraire"),
    PastNature.IN_KIND: N_("aide en nature"),
    PastNature.BOTH: N_("aide en numéraire et en nature"),
    PastNature.LOAN: N_("prêt"),
    PastNature.GUARANTEE: N_("garantie d'emprunt"),
})  # fmt: skip


class Meaning(StrEnum):
    """What a column of a list of grants is."""

    IGNORED = ""
    AUTHORITY = "authority"
    AUTHORITY_SIRET = "authority_siret"
    AGREED_ON = "agreed_on"
    YEAR = "year"
    DECISION = "decision"
    BENEFICIARY = "beneficiary"
    SIRET = "siret"
    RNA = "rna"
    POSTAL_CODE = "postal_code"
    TOWN = "town"
    OBJECT = "object"
    AMOUNT = "amount"
    OPERATING = "operating"
    INVESTMENT = "investment"
    GUARANTEE = "guarantee"
    LOAN = "loan"
    IN_KIND = "in_kind"
    NATURE = "nature"
    TERMS = "terms"
    PAYS = "pays"
    RAE = "rae"
    NOTIFIED = "notified"
    SHARE = "share"
    SCHEME = "scheme"


MEANING_WORDS: Final[Mapping[Meaning, str]] = MappingProxyType({
    Meaning.IGNORED: N_("(laissée de côté)"),
    Meaning.AUTHORITY: N_("Collectivité qui donne"),
    Meaning.AUTHORITY_SIRET: N_("SIRET de la collectivité"),
    Meaning.AGREED_ON: N_("Date de la convention"),
    Meaning.YEAR: N_("Année"),
    Meaning.DECISION: N_("Référence de la décision"),
    Meaning.BENEFICIARY: N_("Bénéficiaire"),
    Meaning.SIRET: N_("SIRET du bénéficiaire"),
    Meaning.RNA: N_("RNA du bénéficiaire"),
    Meaning.POSTAL_CODE: N_("Code postal"),
    Meaning.TOWN: N_("Commune"),
    Meaning.OBJECT: N_("Objet"),
    Meaning.AMOUNT: N_("Montant"),
    Meaning.OPERATING: N_("Montant, fonctionnement"),
    Meaning.INVESTMENT: N_("Montant, investissement"),
    Meaning.GUARANTEE: N_("Montant garanti"),
    Meaning.LOAN: N_("Montant du prêt"),
    Meaning.IN_KIND: N_("Aide en nature (oui ou valeur)"),
    Meaning.NATURE: N_("Nature de l'aide"),
    Meaning.TERMS: N_("Conditions de versement"),
    Meaning.PAYS: N_("Dates de versement"),
    Meaning.RAE: N_("Numéro au registre des aides (RAE)"),
    Meaning.NOTIFIED: N_("Notifiée à l'Union européenne"),
    Meaning.SHARE: N_("Part du bénéficiaire"),
    Meaning.SCHEME: N_("Dispositif"),
})  # fmt: skip

AMOUNTS: Final = (
    Meaning.AMOUNT,
    Meaning.OPERATING,
    Meaning.INVESTMENT,
    Meaning.GUARANTEE,
    Meaning.LOAN,
    Meaning.IN_KIND,
)


@dataclass(frozen=True, slots=True)
class PastGrant:
    """A row of `past_grant`. Cents of euro; `share_milli` thousandths; `source` names file and line."""

    id: int
    version: int
    year: int
    organisation_id: int
    fingerprint: str
    agreed_on: date | None = None
    authority_name: str = ""
    authority_siret: str = ""
    authority_id: int | None = None
    object: str = ""
    object_sort: str = ""
    amount_minor: int | None = None
    nature: PastNature = PastNature.CASH
    decision: str = ""
    terms: str = ""
    pays_from: date | None = None
    pays_until: date | None = None
    pays_note: str = ""
    rae: str = ""
    is_notified: bool | None = None
    share_milli: int | None = None
    scheme: str = ""
    country_code: str | None = None
    source: str = ""
    note: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastRow:
    """A grant of the past as a list shows it. Cents of euro; None: in kind, no value told."""

    id: int
    organisation_id: int
    year: int
    beneficiary: str
    authority: str
    object: str
    nature: PastNature
    amount_minor: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """One grant of a line: a line may give to running costs and to investment at once. Cents of euro; None: in kind, no value told."""

    nature: PastNature
    amount_minor: int | None
    object: str = ""


@dataclass(frozen=True, slots=True)
class Payee:
    """Who receives, as the file says it. Numbers are only those that are valid; `odd` keeps the others as written."""

    name: str
    siret: str = ""
    siren: str = ""
    rna: str = ""
    postal_code: str = ""
    town: str = ""
    odd: str = ""

    @property
    def key(self) -> str:
        """What makes two lines name the same body within a file."""
        return self.siret or self.rna or "|".join((name_key(self.name), sort_key(self.town)))


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A line of a file as it will be taken in; `record` is its line in the file, from 1; `told` what had to be mended on it."""

    record: int
    payee: Payee
    parts: tuple[Part, ...]
    year: int
    agreed_on: date | None = None
    authority_name: str = ""
    authority_siret: str = ""
    object: str = ""
    decision: str = ""
    terms: str = ""
    pays_from: date | None = None
    pays_until: date | None = None
    pays_note: str = ""
    rae: str = ""
    is_notified: bool | None = None
    share_milli: int | None = None
    scheme: str = ""
    sheet: str = ""
    told: tuple[Finding, ...] = ()

    @property
    def total_minor(self) -> int:
        """What the line gives in all, cents of euro."""
        return sum(part.amount_minor or 0 for part in self.parts)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that cannot be taken in, with the reason and its own words."""

    record: int
    finding: Finding
    raw: str = ""
    sheet: str = ""

    @property
    def reason(self) -> str:
        """The sentence, in the language in force."""
        return self.finding.text


class Outcome(StrEnum):
    """What becomes of a line."""

    CREATED = "created"
    UPDATED = "updated"
    MERGED = "merged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A beneficiary of the file and an organisation of the directory that may be the same: somebody has to say."""

    key: str
    name: str
    organisation_id: int
    organisation: str
    score: int
    record: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one line."""

    record: int
    outcome: Outcome
    name: str
    amount_minor: int = 0
    year: int = 0
    object: str = ""
    why: str = ""
    is_new_payee: bool = False


@dataclass(slots=True)
class GrantReport:
    """What became of a file's lines: `read` is always created + updated + merged + rejected. `grants`: how many there are in them."""

    format: str = ""
    encoding: str = ""
    created: int = 0
    updated: int = 0
    merged: int = 0
    grants: int = 0
    total_minor: int = 0
    payees_created: int = 0
    payees_found: int = 0
    decisions: list[Decided] = field(default_factory=list)
    rejects: list[Rejected] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    revision: int | None = None

    @property
    def rejected(self) -> int:
        """How many lines did not go in."""
        return len(self.rejects)

    @property
    def read(self) -> int:
        """How many lines the file had."""
        return self.created + self.updated + self.merged + self.rejected

    @property
    def writes(self) -> int:
        """How many lines change the library."""
        return self.created + self.updated

    def as_json(self) -> dict[str, object]:
        """Return the report for programs."""
        return {
            "revision": self.revision,
            "format": self.format,
            "encoding": self.encoding,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "merged": self.merged,
            "rejected": self.rejected,
            "grants": self.grants,
            "total": f"{self.total_minor // 100}.{self.total_minor % 100:02d}",
            "organisations": {"created": self.payees_created, "found": self.payees_found},
            "rejects": [
                {"record": one.record, "level": one.finding.level.value, "offset": None, "reason": one.reason}
                for one in self.rejects
            ],
            "proposals": [
                {"name": one.name, "organisation": one.organisation, "score": one.score} for one in self.proposals
            ],
            "warnings": [{"record": one.line, "level": one.level.value, "reason": one.text} for one in self.findings],
        }


_EMPTY_WORDS: Final = frozenset(
    {
        "association",
        "asso",
        "ass",
        "assoc",
        "la",
        "le",
        "les",
        "de",
        "du",
        "des",
        "d",
        "l",
        "et",
        "a",
        "au",
        "aux",
        "en",
    }
)


def name_key(name: str) -> str:
    """Return what two ways of writing an organisation's name have in common: folded words, without « association » and articles."""
    found = [word for word in words(name) if word not in _EMPTY_WORDS]
    return " ".join(found) or " ".join(words(name))


_KIND_WORDS: Final = (
    (
        "company",
        {"sa", "sas", "sasu", "sarl", "eurl", "earl", "gaec", "scea", "scop", "scic", "sem", "spl", "snc", "sci"},
    ),
    ("local_authority", {"commune", "ville", "mairie", "communaute", "departement", "region", "metropole", "syndicat"}),
    ("school", {"college", "lycee", "ecole", "universite", "institut", "iut", "ogec"}),
)


def kind_of(name: str) -> str:
    """Return the kind of organisation a name suggests by its first words; an association when it suggests nothing."""
    first = set(words(name)[:2])
    return next((kind for kind, some in _KIND_WORDS if first & some), "association")


def fingerprint(line: GrantLine, part: Part) -> str:
    """Return what makes two lines the same grant: who, whom, when, what for, how much."""
    authority = line.authority_siret or sort_key(line.authority_name)
    when = line.agreed_on.isoformat() if line.agreed_on else str(line.year)
    about = (authority, when, line.decision, line.payee.key, sort_key(part.object or line.object), part.nature.value,
             str(part.amount_minor or ""), sort_key(line.scheme), str(line.share_milli or ""))  # fmt: skip
    return hashlib.sha256("\x1f".join(about).encode()).hexdigest()[:32]
