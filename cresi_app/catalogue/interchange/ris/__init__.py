"""RIS, the tagged format that every reference manager writes."""

from cresi_app.catalogue.interchange.ris.reading import looks_like, read

__all__ = ["looks_like", "read"]
