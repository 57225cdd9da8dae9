"""Historique: who changed what and when, and the way to take one change back."""
