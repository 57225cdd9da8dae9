"""Réglages: any setting in two moves; each applies at once."""

from cresi_app.shell.preferences.doors import PreferenceDoors
from cresi_app.shell.preferences.identity import IdentityDoors
from cresi_app.shell.preferences.lines import Link
from cresi_app.shell.preferences.page import PreferencesPage

__all__ = ["IdentityDoors", "Link", "PreferenceDoors", "PreferencesPage"]
