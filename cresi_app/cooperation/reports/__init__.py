"""The desk on paper: agreement, country, partner, emergency aid, map with its table."""

from cresi_app.cooperation.reports.agreement import agreement_paper
from cresi_app.cooperation.reports.places import country_paper, emergency_paper, map_paper, partner_paper

__all__ = ["agreement_paper", "country_paper", "emergency_paper", "map_paper", "partner_paper"]
