"""Annuaire: organisations and people, what links them, what they agreed to, and whose library it is."""
