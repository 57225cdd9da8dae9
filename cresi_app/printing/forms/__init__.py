"""Fillable forms: entries drawn and tagged like the rest of a paper, made fields that any PDF program fills."""

from cresi_app.printing.forms.entries import (
    ON,
    ChoiceEntry,
    Entry,
    RadioEntry,
    TextEntry,
    TickEntry,
    code_entry,
    entry_flow,
    row,
    section,
)
from cresi_app.printing.forms.fields import fill, render_form

__all__ = [
    "ON",
    "ChoiceEntry",
    "Entry",
    "RadioEntry",
    "TextEntry",
    "TickEntry",
    "code_entry",
    "entry_flow",
    "fill",
    "render_form",
    "row",
    "section",
]
