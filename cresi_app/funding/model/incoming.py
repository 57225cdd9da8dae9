"""An activity received from another publisher, on its way to becoming a proposal: a dossier to look at, payments of the past."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cresi_app.funding.model.activity import Movement, Role
from cresi_app.funding.model.findings import Finding, Level


@dataclass(frozen=True, slots=True)
class IncomingParty:
    """An organisation of the file: name, identifier, OrganisationType, role."""

    name: str
    ref: str = ""
    kind: str = ""
    role: Role | None = None

    @property
    def siren(self) -> str:
        """The SIREN that a French identifier says, "" when it says none."""
        prefix, _, number = self.ref.rpartition("-")
        return number if prefix in {"FR-INSEE", "FR-RCS"} and len(number) == 9 and number.isdecimal() else ""


@dataclass(frozen=True, slots=True)
class IncomingPayment:
    """A transaction of the file. `amount_minor` in minor units of `currency`; None parties: those of the activity."""

    movement: Movement
    day: date
    amount_minor: int
    currency: str
    words: str = ""
    provider: IncomingParty | None = None
    receiver: IncomingParty | None = None


@dataclass(frozen=True, slots=True)
class IncomingActivity:
    """An activity as it will be proposed. `record`: its place in the file, from 1; `line`: where it begins."""

    record: int
    line: int
    identifier: str
    title: str
    reporter: IncomingParty
    description: str = ""
    objectives: str = ""
    status: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    parties: tuple[IncomingParty, ...] = ()
    countries: tuple[str, ...] = ()
    sectors: tuple[tuple[str, int | None], ...] = ()
    goals: tuple[int, ...] = ()
    place: str = ""
    latitude_e6: int | None = None
    longitude_e6: int | None = None
    payments: tuple[IncomingPayment, ...] = ()
    is_humanitarian: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def holder(self) -> IncomingParty:
        """Who carries it out: the first that does, else who publishes it."""
        return next((one for one in self.parties if one.role is Role.IMPLEMENTING and one.name), self.reporter)

    @property
    def is_critical(self) -> bool:
        """Whether it cannot be taken in."""
        return any(one.level is Level.CRITICAL for one in self.findings)


@dataclass(frozen=True, slots=True)
class ActivityReject:
    """An activity that cannot be taken in, with every reason."""

    record: int
    line: int
    identifier: str
    findings: tuple[Finding, ...]

    @property
    def reason(self) -> str:
        """The reasons that keep it out, in the language in force."""
        return " ".join(one.text for one in self.findings if one.level is Level.CRITICAL)


@dataclass(slots=True)
class ActivityReport:
    """What became of a file's activities: `read` is always created + updated + merged + rejected."""

    created: int = 0
    updated: int = 0
    merged: int = 0
    payments: int = 0
    payees_created: int = 0
    rejects: list[ActivityReject] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    titles: list[tuple[int, str, str]] = field(default_factory=list)
    encoding: str = ""
    revision: int | None = None

    @property
    def rejected(self) -> int:
        """How many did not go in."""
        return len(self.rejects)

    @property
    def read(self) -> int:
        """How many the file had."""
        return self.created + self.updated + self.merged + self.rejected

    def counted(self) -> dict[Level, int]:
        """Return how many findings there are of each level."""
        return {level: sum(1 for one in self.findings if one.level is level) for level in Level}

    def as_json(self) -> dict[str, object]:
        """Return the report for programs."""
        return {
            "revision": self.revision,
            "format": "iati",
            "encoding": self.encoding,
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "merged": self.merged,
            "rejected": self.rejected,
            "payments": self.payments,
            "rejects": [{"record": one.record, "offset": one.line, "reason": one.reason} for one in self.rejects],
            "warnings": [
                {"level": one.level.value, "code": one.code, "line": one.line, "reason": one.text}
                for one in self.findings
            ],
        }


def shares_of(percents: Sequence[tuple[str, float | None]]) -> tuple[tuple[str, int | None], ...]:
    """Return shares as whole percents that make one hundred when the file's do; None where they do not."""
    if len(percents) == 1:
        return ((percents[0][0], None),)
    values = [value for _code, value in percents if value is not None]
    if len(values) != len(percents) or abs(sum(values) - 100) > 0.01:
        return tuple((code, None) for code, _value in percents)
    whole = [int(value) for value in values]
    order = sorted(range(len(values)), key=lambda at: whole[at] - values[at])
    for at in order[: 100 - sum(whole)]:
        whole[at] += 1
    return tuple((code, part) for (code, _value), part in zip(percents, whole, strict=True) if part)
