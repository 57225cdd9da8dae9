"""Description in depth, whole: own fields, issues, checklists, templates, over the writes of notices."""

from cresi_app.catalogue.service.checklists import ChecklistsDesk
from cresi_app.catalogue.service.customfields import CustomFieldsDesk
from cresi_app.catalogue.service.serials import SerialsDesk
from cresi_app.catalogue.service.templates import TemplatesDesk


class DescriptionDesk(TemplatesDesk, CustomFieldsDesk, SerialsDesk, ChecklistsDesk):
    """Everything a person can describe of a document."""
