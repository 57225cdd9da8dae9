"""What a person can do with the stock: labels, stock-takes, weeding, counts."""

from cresi_app.catalogue.service.stock.counting import CountingDesk
from cresi_app.catalogue.service.stock.labels import LabelsDesk
from cresi_app.catalogue.service.stock.loans import LoanCountsDesk
from cresi_app.catalogue.service.stock.stocktake import StocktakeDesk
from cresi_app.catalogue.service.stock.weeding import WeedingDesk

__all__ = ["StockDesk"]


class StockDesk(LabelsDesk, StocktakeDesk, WeedingDesk, CountingDesk, LoanCountsDesk):
    """The stock's acts."""
