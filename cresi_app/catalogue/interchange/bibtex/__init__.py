"""BibTeX and BibLaTeX, the format of the LaTeX world and of most reference managers."""

from cresi_app.catalogue.interchange.bibtex.reading import count, looks_like, read

__all__ = ["count", "looks_like", "read"]
