"""SKOS, the format in which thesauri are exchanged: Turtle, RDF/XML and JSON-LD."""

from cresi_app.catalogue.interchange.skos.reading import looks_like, open_thesaurus, read
from cresi_app.catalogue.interchange.skos.writing import FORMATS, write

__all__ = ["FORMATS", "looks_like", "open_thesaurus", "read", "write"]
