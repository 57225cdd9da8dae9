"""The project desk's code lists, read once: stages, forms, papers, roles, kinds."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Final

from cresi_app.directory.service import DirectoryService
from cresi_app.projects.model import (
    AdviceMode,
    BudgetTemplate,
    CofundingStatus,
    ExchangeKind,
    MeansKind,
    Nomenclature,
    OpinionVerdict,
    PaperKind,
    PartnerRole,
    Sdg,
    Workflow,
)
from cresi_app.projects.queries import lists
from cresi_app.store.library import Library


class ListsDesk:
    """The lists every part of the desk refers to."""

    def __init__(self, library: Library, directory: DirectoryService) -> None:
        self.library: Final = library
        self.directory: Final = directory
        self.nomenclature: Final = lru_cache(maxsize=8)(self._read_nomenclature)

    @cached_property
    def workflow(self) -> Workflow:
        """Stages, steps and passages."""
        return lists.workflow(self.library)

    def _read_nomenclature(self, template_code: str) -> Nomenclature:
        return lists.nomenclature(self.library, template_code)

    @cached_property
    def current_template(self) -> str:
        """The code of the form's edition that new dossiers use."""
        return lists.current_template(self.library)

    @cached_property
    def paper_kinds(self) -> dict[str, PaperKind]:
        """The kinds of papers by code, in their order."""
        return {kind.code: kind for kind in lists.paper_kinds(self.library)}

    @cached_property
    def cofunding_statuses(self) -> dict[str, CofundingStatus]:
        """The statuses of co-funding by code, in their order."""
        return {status.code: status for status in lists.cofunding_statuses(self.library)}

    @cached_property
    def partner_roles(self) -> dict[str, PartnerRole]:
        """The roles of partners by code, in their order."""
        return {role.code: role for role in lists.partner_roles(self.library)}

    @cached_property
    def sdgs(self) -> dict[int, Sdg]:
        """The seventeen goals by number."""
        return {sdg.number: sdg for sdg in lists.sdgs(self.library)}

    @cached_property
    def templates(self) -> tuple[BudgetTemplate, ...]:
        """The editions of forms a budget can be seen in, in their order."""
        return tuple(lists.templates(self.library))

    @cached_property
    def matches(self) -> Mapping[tuple[str, str, str], str]:
        """Where each line of a form stands in each other form."""
        return lists.matches(self.library)

    def nomenclatures(self) -> Mapping[str, Nomenclature]:
        """Return every form by its code."""
        return {one.code: self.nomenclature(one.code) for one in self.templates}

    @cached_property
    def means_kinds(self) -> dict[str, MeansKind]:
        """The kinds of people at work by code, in their order."""
        return {kind.code: kind for kind in lists.coded(self.library, lists.MEANS_KINDS)}

    @cached_property
    def verdicts(self) -> dict[str, OpinionVerdict]:
        """The verdicts of opinions by code, in their order."""
        return {verdict.code: verdict for verdict in lists.coded(self.library, lists.VERDICTS)}

    @cached_property
    def exchange_kinds(self) -> dict[str, ExchangeKind]:
        """The kinds of exchanges by code, in their order."""
        return {kind.code: kind for kind in lists.coded(self.library, lists.EXCHANGE_KINDS)}

    @cached_property
    def advice_modes(self) -> dict[str, AdviceMode]:
        """How advice is given, by code, in their order."""
        return {mode.code: mode for mode in lists.coded(self.library, lists.ADVICE_MODES)}
