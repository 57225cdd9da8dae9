"""Coopérations: agreements with authorities abroad, partner countries, emergency aid, institutional support, outposts."""
