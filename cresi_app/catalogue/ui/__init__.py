"""The catalogue in the window: list with facets, detail, form, import control."""

from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.catalogue.ui.panels import CataloguePanels

__all__ = ["CataloguePage", "CataloguePanels"]
