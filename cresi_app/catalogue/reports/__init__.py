"""The catalogue's papers: notices, bibliographies, labels, inventory, thesaurus, stock-takes, weeding, statistics."""

from cresi_app.catalogue.reports.bibliography import Bibliography, Shelf, bibliography
from cresi_app.catalogue.reports.notice import notice, whole_notice
from cresi_app.catalogue.reports.saying import Lists, lists_of

__all__ = ["Bibliography", "Lists", "Shelf", "bibliography", "lists_of", "notice", "whole_notice"]
