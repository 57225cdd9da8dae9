"""MARC 21, the format of North American and many other libraries: one record in, one notice out."""

from cresi_app.catalogue.interchange.marc21.mapping import notice_of
from cresi_app.catalogue.interchange.marc21.used import becomes

__all__ = ["becomes", "notice_of"]
