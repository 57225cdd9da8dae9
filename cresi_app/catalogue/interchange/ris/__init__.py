"""RIS, the tagged format that every reference manager writes."""

from cresi_app.catalogue.interchange.ris.reading import count, looks_like, read

__all__ = ["count", "looks_like", "read"]
