"""What a person can do in the catalogue: check, write in one revision, say what was touched."""

from cresi_app.catalogue.queries.authorities import Authority
from cresi_app.catalogue.queries.indexing import SOURCES
from cresi_app.catalogue.service.assistant import AssistantDesk
from cresi_app.catalogue.service.baskets import BasketsDesk
from cresi_app.catalogue.service.batch import BatchDesk
from cresi_app.catalogue.service.checking import CheckingDesk
from cresi_app.catalogue.service.describing import DescriptionDesk
from cresi_app.catalogue.service.filetexts import FileTextsDesk
from cresi_app.catalogue.service.importing import ImportsDesk
from cresi_app.catalogue.service.linktying import LinkTyingDesk
from cresi_app.catalogue.service.merging import MergingDesk
from cresi_app.catalogue.service.stock import StockDesk
from cresi_app.catalogue.service.thesaurus import ThesaurusFilesDesk

__all__ = ["SOURCES", "Authority", "CatalogueService"]


class CatalogueService(
    DescriptionDesk,
    BatchDesk,
    StockDesk,
    BasketsDesk,
    FileTextsDesk,
    AssistantDesk,
    ImportsDesk,
    ThesaurusFilesDesk,
    MergingDesk,
    LinkTyingDesk,
    CheckingDesk,
):
    """The catalogue's desk: documents, copies, stock, searches, imports, thesauri."""
