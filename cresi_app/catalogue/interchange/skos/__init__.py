"""SKOS, the format in which thesauri are exchanged: Turtle and RDF/XML."""

from cresi_app.catalogue.interchange.skos.reading import is_thesaurus, looks_like, open_thesaurus, read
from cresi_app.catalogue.interchange.skos.writing import FORMATS, write

__all__ = ["FORMATS", "is_thesaurus", "looks_like", "open_thesaurus", "read", "write"]
