"""Where a library lies or could lie, and how a folder is said."""

from pathlib import Path


def is_library(folder: Path) -> bool:
    """Say whether a library lies in `folder`."""
    return (folder / "library.db").is_file()


def where_words(folder: Path) -> str:
    """Return a folder as people say it: « Documents › cresi »."""
    return " › ".join(folder.parts[-2:])


def nearest_folder(folder: Path) -> Path:
    """Return the nearest folder that exists, from a place that may not."""
    return next(one for one in (folder, *folder.parents) if one.exists())
