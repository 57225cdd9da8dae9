"""What hangs on a notice beside its own fields: use, exhibition, pieces, issues, titles and abstracts of other languages, own fields."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cresi_app.catalogue.model.listed import Listed
from cresi_app.core.i18n import N_, language, tr
from cresi_app.core.typography import french


@dataclass(frozen=True, slots=True)
class AudienceKind(Listed):
    """For whom a tool is."""


@dataclass(frozen=True, slots=True)
class UseLevel(Listed):
    """How much one must know already."""


@dataclass(frozen=True, slots=True)
class IssueState(Listed):
    """Whether an issue is there: `is_held` counts in the collection, `is_gap` as lacking; `tone` is that of its pill."""

    tone: str = "neutral"
    is_held: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class CustomType(Listed):
    """What a field of the centre holds."""


@dataclass(frozen=True, slots=True)
class Use:
    """How a document is used. Durations in minutes, None when not said."""

    id: int
    version: int
    minutes_least: int | None = None
    minutes_most: int | None = None
    group_least: int | None = None
    group_most: int | None = None
    age_least: int | None = None
    age_most: int | None = None
    level: str | None = None
    material: str = ""


@dataclass(frozen=True, slots=True)
class Exhibition:
    """How an exhibition travels and hangs: grams, centimetres, minutes, cents of `currency`."""

    id: int
    version: int
    crates: int | None = None
    weight_g: int | None = None
    wall_cm: int | None = None
    setup_minutes: int | None = None
    insurance_minor: int | None = None
    currency: str = "EUR"
    transport: str = ""
    hanging: str = ""


@dataclass(frozen=True, slots=True)
class AudienceOf:
    """One audience of one document."""

    id: int
    version: int
    audience: str
    name_fr: str = ""
    name_en: str = ""
    position: int = 0

    @property
    def name(self) -> str:
        """The audience's name in the language in force."""
        return french(self.name_fr) if language() == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class Release:
    """One version of a tool."""

    id: int
    version: int
    label: str
    released_on: date | None = None
    what_changed: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a kit or a panel of an exhibition: millimetres and grams; `dropped_on` when it is no longer part of it."""

    id: int
    version: int
    name: str
    number: str = ""
    quantity: int = 1
    width_mm: int | None = None
    height_mm: int | None = None
    weight_g: int | None = None
    crate: str = ""
    note: str = ""
    dropped_on: date | None = None
    position: int = 0


TITLE_KINDS = {
    "parallel": N_("Titre parallèle"), "original": N_("Titre original"), "translated": N_("Titre traduit par le centre"),
    "variant": N_("Variante de titre"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TitleOf:
    """Another title of the same publication; `language_code` None when not said."""

    id: int
    version: int
    kind: str
    title: str
    language_code: str | None = None
    name_fr: str = ""
    name_en: str = ""
    position: int = 0

    @property
    def language(self) -> str:
        """The language's name in the language in force, "" when not said."""
        return french(self.name_fr) if language() == "fr" else self.name_en

    @property
    def kind_name(self) -> str:
        """« Titre parallèle »."""
        return tr(TITLE_KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class AbstractOf:
    """Another abstract, in another language mostly."""

    id: int
    version: int
    text: str
    language_code: str | None = None
    name_fr: str = ""
    name_en: str = ""
    position: int = 0

    @property
    def language(self) -> str:
        """The language's name in the language in force, "" when not said."""
        return french(self.name_fr) if language() == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a periodical. `notice_id` is its own notice, when it has one."""

    id: int
    version: int
    document_id: int
    number: str
    number_sort: str = ""
    year: int | None = None
    volume: str = ""
    date_text: str = ""
    due_on: date | None = None
    state: str = "received"
    received_on: date | None = None
    notice_id: int | None = None
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Backlink:
    """Another document that names this one: `relation` is what it says of this one."""

    id: int
    document_id: int
    relation: str
    number: str
    title: str
    kind: str
    part: str = ""
    """The number of this one it names: « 24 »."""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """What was typed into a field of the form and does not read yet."""

    id: int
    version: int
    field: str
    typed: str


class Moment(StrEnum):
    """When the pieces of a copy were counted."""

    OUT = "out"
    BACK = "back"
    CHECK = "check"


MOMENTS = {Moment.OUT: N_("Au départ"), Moment.BACK: N_("Au retour"), Moment.CHECK: N_("Vérification")}


@dataclass(frozen=True, slots=True)
class Counted:
    """One piece as it was counted."""

    id: int
    version: int
    checklist_id: int
    piece_id: int
    expected: int
    found: int
    condition: str = "good"
    note: str = ""

    @property
    def missing(self) -> int:
        """How many lacked."""
        return max(0, self.expected - self.found)


@dataclass(frozen=True, slots=True)
class Checklist:
    """One count of the pieces of a copy."""

    id: int
    version: int
    copy_id: int
    moment: Moment
    day: date
    counted_by: str = ""
    note: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PieceState:
    """A piece of one copy as it is known: `found` None when it was never counted."""

    piece: Piece
    found: int | None = None
    condition: str = "good"
    note: str = ""
    counted_on: date | None = None

    @property
    def missing(self) -> int:
        """How many lack, as far as is known."""
        return 0 if self.found is None else max(0, self.piece.quantity - self.found)


def missing_of(states: tuple[PieceState, ...]) -> tuple[PieceState, ...]:
    """Return the pieces of which some lack."""
    return tuple(one for one in states if one.missing)
