"""Folders of PDFs: looked over, corrected, taken in as one revision with the files themselves."""

from cresi_app.catalogue.interchange.pdf.candidate import Candidate, Known
from cresi_app.catalogue.interchange.pdf.looking import LookedOver, look_over, pdf_files
from cresi_app.catalogue.interchange.pdf.taking import import_candidates

__all__ = ["Candidate", "Known", "LookedOver", "import_candidates", "look_over", "pdf_files"]
