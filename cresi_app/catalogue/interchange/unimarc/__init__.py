"""UNIMARC, as French libraries and PMB write it, turned into notices; and what each field becomes, for the preview."""

from cresi_app.catalogue.interchange.unimarc.mapping import notice_of
from cresi_app.catalogue.interchange.unimarc.used import becomes

__all__ = ["becomes", "notice_of"]
