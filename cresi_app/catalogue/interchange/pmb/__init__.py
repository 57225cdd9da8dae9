"""Copies of a PMB database, as its own backup and mysqldump write them."""

from cresi_app.catalogue.interchange.pmb.dump import looks_like
from cresi_app.catalogue.interchange.pmb.reading import read

__all__ = ["looks_like", "read"]
