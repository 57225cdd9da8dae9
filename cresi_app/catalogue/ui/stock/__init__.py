"""The stock in the window: labels, stock-take, weeding, statistics."""

from cresi_app.catalogue.ui.stock.view import StockView

__all__ = ["StockView"]
