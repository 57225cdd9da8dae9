"""The window before there is a library, for the gallery and the tests of the screens."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from cresi_app.shell.welcome import WelcomeWindow
from cresi_app.shell.welcome.dialogs import GuideDialog, NewLibraryDialog
from cresi_app.tour.stop import Stop, shown


def opening_stops(window: WelcomeWindow) -> Iterator[Stop]:
    """Yield the first page, a desk that has nothing yet, and what the page asks and tells."""

    def first() -> None:
        window.show_desk("home")

    def new() -> QWidget:
        return shown(NewLibraryDialog(window.voice, window.page.folder, window))

    yield Stop("ouverture", first)
    yield Stop("ouverture-rien-encore", lambda: window.show_desk("training"))
    yield Stop("ouverture-nouvelle", new)
    yield Stop("ouverture-guide", lambda: shown(GuideDialog(window)))
