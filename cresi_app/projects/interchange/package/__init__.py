"""The dossier package: one file with a dossier's data, its papers and their hashes, from one library to another."""

from cresi_app.projects.interchange.package.reading import read_package
from cresi_app.projects.interchange.package.taking import Taken, take_in
from cresi_app.projects.interchange.package.writing import SUFFIX, write_package

__all__ = ["SUFFIX", "Taken", "read_package", "take_in", "write_package"]
