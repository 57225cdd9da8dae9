"""Thesauri: looked at, described term by term, taken in whole."""

from cresi_app.catalogue.service.thesaurus.taking import ThesaurusFilesDesk

__all__ = ["ThesaurusFilesDesk"]
