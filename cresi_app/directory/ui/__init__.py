"""The Annuaire's page: the list of organisations and people, and one sheet of each."""

from cresi_app.directory.ui.page import DirectoryPage
from cresi_app.directory.ui.panels import DirectoryPanels

__all__ = ["DirectoryPage", "DirectoryPanels"]
