"""« Aperçu avant impression »: the PDF itself in the window, with what it contains beside it, for every desk."""

from cresi_app.widgets.preview.offer import Choice, ChoiceGroup, PrintOffer, Printout, TextEntry
from cresi_app.widgets.preview.view import PreviewCover, PrintPreview, open_preview

__all__ = [
    "Choice",
    "ChoiceGroup",
    "PreviewCover",
    "PrintOffer",
    "PrintPreview",
    "Printout",
    "TextEntry",
    "open_preview",
]
