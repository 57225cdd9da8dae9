"""What every part of the catalogue's service stands on: the library, its lists, and refusals turned into sentences."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Final

from cresi_app.catalogue.model import Condition, CopyStatus, Document, Kind, Relation, Role, Scheme, SubjectKind
from cresi_app.catalogue.model.description import AudienceKind, CustomType, IssueState, UseLevel
from cresi_app.catalogue.model.stock import LabelFormat, Provenance
from cresi_app.catalogue.model.weeding import WeedingFate, WeedingReason
from cresi_app.catalogue.queries import documents, lists
from cresi_app.catalogue.queries.lines import Lines
from cresi_app.catalogue.queries.naming import ThemeNames
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language
from cresi_app.store.errors import Refused, Stale, unforeseen
from cresi_app.store.library import Library


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the schema refuses into a sentence; what was typed stays with whoever called."""
    try:
        yield
    except Stale:
        raise DomainError(
            "stale",
            N_(
                "Cette notice a été modifiée ou supprimée ailleurs depuis qu'elle est ouverte : "
                "votre saisie n'est pas enregistrée. Rouvrez-la, puis reprenez votre saisie."
            ),
        ) from None
    except Refused as refusal:
        raise _told(refusal) from refusal


def _told(refusal: Refused) -> DomainError:
    if refusal.code == "foreign_key":
        return DomainError(
            "in_use",
            N_(
                "Ailleurs dans la bibliothèque, quelque chose se rapporte à cette notice : elle est gardée. Archivez-la plutôt."
            ),
        )
    if refusal.code == "unique" and "barcode" in refusal.detail:
        return DomainError(
            "barcode_taken",
            N_(
                "Ce code-barres vient d'être pris par un autre exemplaire : rien n'a été enregistré. Choisissez-en un autre."
            ),
            field="barcode",
        )
    return unforeseen(refusal)


def known_code(value: object, known: Mapping[str, object], field: str) -> str:
    """Return a code of a list. Raises `DomainError` ``unknown_code``."""
    code = str(value)
    if code not in known:
        raise DomainError(
            "unknown_code",
            N_("« {value} » n'est pas dans la liste : choisissez-y une valeur."),
            field=field,
            value=code,
        )
    return code


class ListsDesk:
    """The reference lists, read once, and single documents."""

    def __init__(self, library: Library) -> None:
        self.library: Final = library

    def kinds(self) -> Mapping[str, Kind]:
        """Return the kinds of documents by code, in the list's order."""
        return self._kinds

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return lists.by_code(self.library, lists.KINDS)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """What contributors do, by MARC relator."""
        return lists.by_code(self.library, lists.ROLES)

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        """The families of numbers by code."""
        return lists.by_code(self.library, lists.SCHEMES)

    @cached_property
    def subject_kinds(self) -> dict[str, SubjectKind]:
        """What subjects name, by code."""
        return lists.by_code(self.library, lists.SUBJECT_KINDS)

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """How documents hold to other publications, by code."""
        return lists.by_code(self.library, lists.RELATIONS)

    @cached_property
    def audiences(self) -> dict[str, AudienceKind]:
        """For whom tools are, by code."""
        return lists.by_code(self.library, lists.AUDIENCES)

    @cached_property
    def levels(self) -> dict[str, UseLevel]:
        """How much one must know already, by code."""
        return lists.by_code(self.library, lists.LEVELS)

    @cached_property
    def issue_states(self) -> dict[str, IssueState]:
        """Whether an issue is there, by code."""
        return lists.by_code(self.library, lists.ISSUE_STATES)

    @cached_property
    def custom_types(self) -> dict[str, CustomType]:
        """What the centre's own fields can hold, by code."""
        return lists.by_code(self.library, lists.CUSTOM_TYPES)

    @cached_property
    def statuses(self) -> dict[str, CopyStatus]:
        """Where copies can stand, by code."""
        return lists.by_code(self.library, lists.STATUSES)

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """In what state copies can be, by code."""
        return lists.by_code(self.library, lists.CONDITIONS)

    @cached_property
    def provenances(self) -> dict[str, Provenance]:
        """How copies come, by code."""
        return lists.by_code(self.library, lists.PROVENANCES)

    @cached_property
    def weeding_reasons(self) -> dict[str, WeedingReason]:
        """Why copies leave, by code."""
        return lists.by_code(self.library, lists.WEEDING_REASONS)

    @cached_property
    def weeding_fates(self) -> dict[str, WeedingFate]:
        """What becomes of copies that leave, by code."""
        return lists.by_code(self.library, lists.WEEDING_FATES)

    @cached_property
    def label_formats(self) -> dict[str, LabelFormat]:
        """The sheets of labels, by code."""
        return lists.by_code(self.library, lists.LABEL_FORMATS)

    @cached_property
    def _languages(self) -> tuple[dict[str, str], dict[str, str]]:
        return _french_and_english(lists.languages(self.library))

    @cached_property
    def _countries(self) -> tuple[dict[str, str], dict[str, str]]:
        return _french_and_english(lists.countries(self.library))

    @cached_property
    def _theme_names(self) -> ThemeNames:
        return ThemeNames(self.library)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.library)

    def languages(self) -> Mapping[str, str]:
        """Return the languages' names by code (ISO 639-2/B), in the language in force."""
        return self._languages[language() != "fr"]

    def countries(self) -> Mapping[str, str]:
        """Return the countries' or territories' names by code, in the language in force."""
        return self._countries[language() != "fr"]

    def _document(self, document_id: int) -> Document:
        """Return a notice. Raises `DomainError` ``document_gone``."""
        found = documents.document(self.library, document_id)
        if found is None:
            raise DomainError(
                "document_gone", N_("Cette notice n'est plus dans le catalogue. L'annulation peut la ramener.")
            )
        return found


def _french_and_english(named: Mapping[str, tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    return {code: names[0] for code, names in named.items()}, {code: names[1] for code, names in named.items()}
