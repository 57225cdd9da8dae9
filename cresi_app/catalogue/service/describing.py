"""Description in depth, whole: own fields, issues, checklists, templates, proposals, over the writes of notices."""

from cresi_app.catalogue.service.checklists import ChecklistsDesk
from cresi_app.catalogue.service.completion import CompletionDesk
from cresi_app.catalogue.service.customfields import CustomFieldsDesk
from cresi_app.catalogue.service.proposing import ProposingDesk
from cresi_app.catalogue.service.serials import SerialsDesk
from cresi_app.catalogue.service.templates import TemplatesDesk


class DescriptionDesk(TemplatesDesk, CompletionDesk, CustomFieldsDesk, SerialsDesk, ChecklistsDesk, ProposingDesk):
    """Everything a person can describe of a document."""
