"""The records of the catalogue: a document (the notice), its copies (what is on the shelf), and what hangs on them."""

from dataclasses import dataclass
from datetime import date, datetime

from cresi_app.catalogue.model.custom import CustomValue
from cresi_app.catalogue.model.description import (
    AbstractOf,
    AudienceOf,
    Backlink,
    Exhibition,
    Issue,
    Pending,
    Piece,
    Release,
    TitleOf,
    Use,
)
from cresi_app.catalogue.model.listed import Listed
from cresi_app.catalogue.model.notice import NoticeAuthority, NoticeUse
from cresi_app.core.i18n import language
from cresi_app.core.typography import french


@dataclass(frozen=True, slots=True)
class Kind(Listed):
    """A kind of document: `icon` of the shipped set, `colour` an index of the categorical colours (0 to 7)."""

    icon: str = "file"
    colour: int = 7
    has_copies: bool = True


@dataclass(frozen=True, slots=True)
class Role(Listed):
    """What someone did for a document (MARC relator, with its UNIMARC code); authors are named in lists."""

    unimarc: str = "570"
    is_author: bool = False


@dataclass(frozen=True, slots=True)
class Scheme(Listed):
    """A family of numbers, such as ISBN, DOI or Dewey."""

    is_standard_number: bool = False


@dataclass(frozen=True, slots=True)
class SubjectKind(Listed):
    """What a subject names: a topic, a place, a person…; `unimarc` is the field it is written in."""

    unimarc: str = "606"


@dataclass(frozen=True, slots=True)
class Relation(Listed):
    """How a document holds to another publication; `inverse` is the code of what the other end says of this one."""

    unimarc: str = "488"
    inverse: str = "related"


@dataclass(frozen=True, slots=True)
class CopyStatus(Listed):
    """Where a copy stands: `tone` is that of its pill."""

    tone: str = "neutral"
    is_present: bool = True
    is_lendable: bool = True


@dataclass(frozen=True, slots=True)
class Condition(Listed):
    """In what state a copy is."""


@dataclass(frozen=True, slots=True)
class Document:
    """One notice. `year` is None when unknown; texts are "" when not given. Source: ``document`` of 0004_catalogue.sql."""

    id: int
    version: int
    number: str
    kind: str
    title: str
    title_sort: str = ""
    subtitle: str = ""
    other_titles: str = ""
    part_number: str = ""
    part_title: str = ""
    responsibility: str = ""
    edition: str = ""
    publisher_id: int | None = None
    place: str = ""
    date_text: str = ""
    year: int | None = None
    publication_country_code: str | None = None
    extent: str = ""
    series_id: int | None = None
    series_number: str = ""
    call_number: str = ""
    call_number_sort: str = ""
    abstract: str = ""
    contents: str = ""
    notes: str = ""
    audience: str = ""
    rights: str = ""
    image_credit: str = ""
    frequency: str = ""
    price: str = ""
    url: str = ""
    published_on: date | None = None
    revised_on: date | None = None
    seen_on: date | None = None
    issues_a_year: int | None = None
    archived_on: date | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person, body or meeting of the authority list."""

    id: int
    version: int
    kind: str
    family: str
    given: str = ""
    dates: str = ""
    note: str = ""

    @property
    def inverted(self) -> str:
        """« Diallo, Kadiatou », as lists are sorted."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def spoken(self) -> str:
        """« Kadiatou Diallo », as people say it."""
        return f"{self.given} {self.family}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one contributor did for one document; `id` and `version` are the row's."""

    id: int
    version: int
    contributor_id: int
    role: str
    position: int
    kind: str
    family: str
    given: str = ""
    dates: str = ""
    is_author: bool = False
    role_fr: str = ""
    role_en: str = ""

    @property
    def role_name(self) -> str:
        """What they did, in the language in force."""
        return french(self.role_fr) if language() == "fr" else self.role_en

    @property
    def inverted(self) -> str:
        """« Diallo, Kadiatou »."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def spoken(self) -> str:
        """« Kadiatou Diallo »."""
        return f"{self.given} {self.family}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Publication:
    """One of the publishers after the first."""

    id: int
    version: int
    publisher_id: int
    name: str
    place: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class SubjectOf:
    """A subject as it stands on one document."""

    id: int
    version: int
    subject_id: int
    term: str
    kind: str
    scheme: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class LanguageOf:
    """A language of one document: of its text, its original, its abstract or its subtitles."""

    id: int
    version: int
    language_code: str
    use: str
    name_fr: str = ""
    name_en: str = ""
    position: int = 0

    @property
    def name(self) -> str:
        """The language's name in the language in force."""
        return french(self.name_fr) if language() == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class CountryOf:
    """A country or territory one document speaks of."""

    id: int
    version: int
    country_code: str
    name_fr: str = ""
    name_en: str = ""
    position: int = 0

    @property
    def name(self) -> str:
        """The country's or territory's name in the language in force."""
        return french(self.name_fr) if language() == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number of one document: as written, and as compared."""

    id: int
    version: int
    scheme: str
    value: str
    normalised: str
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """The publication one document belongs to or comes from; `target_id` when it is in the library."""

    id: int
    version: int
    relation: str
    target_id: int | None = None
    title: str = ""
    number: str = ""
    issn: str = ""
    date_text: str = ""
    pages: str = ""
    position: int = 0
    target_number: str = ""
    target_title: str = ""
    target_kind: str = ""

    @property
    def shown_title(self) -> str:
        """The other publication's title: what the library says of it now, else as written."""
        return self.target_title or self.title


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of one document: its content is kept by the library under `sha256`; `size` in bytes."""

    id: int
    version: int
    document_id: int
    sha256: str
    name: str
    media_type: str
    size: int
    caption: str = ""
    is_cover: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy in the centre."""

    id: int
    version: int
    document_id: int
    barcode: str = ""
    call_number: str = ""
    location_id: int | None = None
    location: str = ""
    status: str = "available"
    condition: str = "good"
    accession_number: str = ""
    volume: str = ""
    note: str = ""
    acquired_on: date | None = None
    withdrawn_on: date | None = None
    price_minor: int | None = None
    currency: str = "EUR"
    provenance: str | None = None
    supplier: str = ""
    needs_label: bool = False
    withdrawal_reason: str | None = None
    withdrawal_fate: str | None = None
    withdrawal_note: str = ""
    loans: int = 0
    """How often it was lent, as far as this very copy is told."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an imported document comes from; `leftovers` word for word."""

    id: int
    version: int
    format: str
    source_key: str
    fingerprint: str
    leftovers: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """Everything about one document, read at one moment."""

    document: Document
    kind: Kind
    publisher: str = ""
    series: str = ""
    series_issn: str = ""
    publication_country: str = ""
    contributions: tuple[Contribution, ...] = ()
    co_publishers: tuple[Publication, ...] = ()
    subjects: tuple[SubjectOf, ...] = ()
    languages: tuple[LanguageOf, ...] = ()
    countries: tuple[CountryOf, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    files: tuple[Attachment, ...] = ()
    copies: tuple[Copy, ...] = ()
    sources: tuple[Source, ...] = ()
    linked: tuple[Backlink, ...] = ()
    titles: tuple[TitleOf, ...] = ()
    abstracts: tuple[AbstractOf, ...] = ()
    uses: tuple[Use, ...] = ()
    exhibitions: tuple[Exhibition, ...] = ()
    audiences: tuple[AudienceOf, ...] = ()
    releases: tuple[Release, ...] = ()
    every_piece: tuple[Piece, ...] = ()
    issues: tuple[Issue, ...] = ()
    values: tuple[CustomValue, ...] = ()
    pending: tuple[Pending, ...] = ()
    views: int = 0
    consultations: int = 0
    loans: int = 0
    lent_on: date | None = None
    """How often it was consulted in the centre, lent (what another program counted among it), and lent last."""
    authorities: tuple[NoticeAuthority, ...] = ()
    used: tuple[NoticeUse, ...] = ()
    """What its names are called elsewhere, and what is counted of it day by day: read to send the notice out, () otherwise."""

    @property
    def use(self) -> Use:
        """How it is used; nothing said when it has no row."""
        return self.uses[0] if self.uses else Use(0, 0)

    @property
    def exhibition(self) -> Exhibition:
        """How it travels and hangs; nothing said when it has no row."""
        return self.exhibitions[0] if self.exhibitions else Exhibition(0, 0)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it holds today: pieces of a kit, panels of an exhibition."""
        return tuple(one for one in self.every_piece if one.dropped_on is None)

    @property
    def authors(self) -> tuple[Contribution, ...]:
        """Those who are named beside the title; everyone when none is an author."""
        return tuple(one for one in self.contributions if one.is_author) or self.contributions

    @property
    def live_copies(self) -> tuple[Copy, ...]:
        """The copies that were not withdrawn."""
        return tuple(copy for copy in self.copies if copy.withdrawn_on is None)

    def number_of(self, scheme: str) -> str:
        """Return the first number of `scheme` as written, or ""."""
        return next((one.value for one in self.identifiers if one.scheme == scheme), "")
