"""Dublin Core, alone in a file or in the responses of an OAI-PMH server."""

from cresi_app.catalogue.interchange.dublincore.reading import Page, looks_like, read, read_page

__all__ = ["Page", "looks_like", "read", "read_page"]
