"""Acts on many documents at once: edit, search and replace, archive, delete; one revision each."""

from cresi_app.catalogue.service.batch.removing import BatchRemovingDesk as BatchDesk

__all__ = ["BatchDesk"]
