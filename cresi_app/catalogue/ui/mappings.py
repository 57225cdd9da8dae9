"""What the columns of lists and the local fields of MARC files become, remembered: by source, and as models with a name."""

from collections.abc import Mapping
from typing import Final

from cresi_app.catalogue.interchange import formats
from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.widgets.desk import Desk

_BY_SOURCE: Final = "catalogue.lists"
_MODELS: Final = "catalogue.models"
_KEPT: Final = 40

Meanings = Mapping[str, str]
"""What each heading or tag becomes, by its name: values of `Target`."""


def meanings_of(file: NoticeFile) -> dict[str, str]:
    """Return what the columns or local fields of `file` become now."""
    if file.format in formats.TABLES:
        return {one.name: target.value for one, target in zip(file.headings, file.columns, strict=True)}
    return {tag: target.value for tag, target in file.places}


def with_meanings(file: NoticeFile, said: object) -> NoticeFile:
    """Return the file, its columns or fields becoming what `said` says of their names; what it does not name stays as it is."""
    if not isinstance(said, Mapping) or not said:
        return file
    known = {str(name): Target(word) for name, word in said.items() if word in set(Target)}
    if file.format in formats.TABLES:
        pairs = zip(file.headings, file.columns, strict=True)
        return file.with_columns(tuple(known.get(one.name, target) for one, target in pairs))
    return file.with_places(tuple(known.items()))


def remembered(desk: Desk) -> Mapping[str, object]:
    """Return what is remembered by source."""
    return desk.recall(_BY_SOURCE)


def remember(desk: Desk, file: NoticeFile) -> None:
    """Remember what `file` becomes for the next files of its source."""
    key = file.headings_key
    if key:
        kept = {**desk.recall(_BY_SOURCE), key: meanings_of(file)}
        desk.remember(_BY_SOURCE, **dict(list(kept.items())[-_KEPT:]))


def models(desk: Desk) -> dict[str, Meanings]:
    """Return the models by name."""
    found = desk.recall(_MODELS).get("models", {})
    return (
        {str(name): said for name, said in found.items() if isinstance(said, dict)} if isinstance(found, dict) else {}
    )


def keep_model(desk: Desk, name: str, file: NoticeFile) -> None:
    """Keep what `file` becomes under a name; the same name is replaced."""
    desk.remember(_MODELS, models={**models(desk), name: meanings_of(file)})


def forget_model(desk: Desk, name: str) -> None:
    """Forget a model."""
    desk.remember(_MODELS, models={one: said for one, said in models(desk).items() if one != name})
