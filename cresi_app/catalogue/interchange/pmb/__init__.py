"""Copies of a PMB database, as its own backup and mysqldump write them."""

from cresi_app.catalogue.interchange.pmb.authorities import authorities_of
from cresi_app.catalogue.interchange.pmb.dump import looks_like
from cresi_app.catalogue.interchange.pmb.extract import extract
from cresi_app.catalogue.interchange.pmb.reading import read
from cresi_app.catalogue.interchange.pmb.tables import Base, base_of
from cresi_app.catalogue.interchange.pmb.thesauri import thesauri_of

__all__ = ["Base", "authorities_of", "base_of", "extract", "looks_like", "read", "thesauri_of"]
