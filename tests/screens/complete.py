"""Which pages and dialogs there are, and which of them a walk has shown: the gallery leaves none out."""

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QWidget

from cresi_app.shell.counter.parts import CounterPage
from cresi_app.training.ui.subpage import SubPage
from cresi_app.widgets.page import Page


def views(*, where: str = "cresi_app.", without: tuple[str, ...] = ()) -> set[type[QWidget]]:
    """Return every page and dialog of modules that begin with `where`, those that others are made of aside."""

    def below(kind: type[QWidget]) -> Iterator[type[QWidget]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    found = {one for base in (QDialog, Page, CounterPage, SubPage) for one in below(base)}
    return {
        one
        for one in found
        if one.__module__.startswith(where) and not one.__module__.startswith(without) and not one.__subclasses__()
    }  # fmt: skip


def shown_in(root: QWidget) -> set[type[QWidget]]:
    """Return the classes of all that is visible in `root`."""
    return {type(root), *(type(part) for part in root.findChildren(QWidget) if part.isVisible())}
