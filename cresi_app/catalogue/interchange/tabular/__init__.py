"""Lists of documents in spreadsheets and CSV files: which column is what, and one notice a line."""

from cresi_app.catalogue.interchange.tabular.columns import Target, proposed
from cresi_app.catalogue.interchange.tabular.reading import Heading, chosen, headings, looks_like, quoted, read

__all__ = ["Heading", "Target", "chosen", "headings", "looks_like", "proposed", "quoted", "read"]
