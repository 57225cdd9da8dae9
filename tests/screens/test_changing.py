"""Theme, text size and language change at once: what is on screen is then the same as if it had been built so."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.app.session import Session
from cresi_app.shell.window import MainWindow
from cresi_app.tour.stops import Way, settle
from cresi_app.widgets.labels import Label
from cresi_app.widgets.theme import theme

VIEWS_OF_THEIR_OWN = {"catalogue", "fonds", "aide", "historique"}
"""Pages that come back to another view than the one a stop shows: there is nothing to compare."""


def places(window: MainWindow) -> dict[str, tuple[int, int, int, int]]:
    """Return where each named part of the page in front stands."""
    page = window.pages.current()
    found = {}
    for part in page.findChildren(QWidget):
        name = part.accessibleName() or (part.text() if isinstance(part, Label) else "")
        if name and part.isVisible() and not part.visibleRegion().isEmpty():
            at = part.mapTo(page, QPoint())
            found[f"{type(part).__name__} {name}"] = (at.x(), at.y(), part.width(), part.height())
    return found


def test_a_page_that_grew_stands_as_one_built_large(session: Session) -> None:
    window = session.window
    assert window is not None
    window.resize(1440, 900)
    moved: dict[str, object] = {}
    for stop in Way(window, session.services).stops():
        if not stop.daily or "-" in stop.name or stop.name in VIEWS_OF_THEIR_OWN:
            continue
        window.desk.change_settings(zoom=100)
        stop.show()
        settle(window)
        window.desk.change_settings(zoom=125)
        settle(window)
        grown = places(window)
        window.pages.current().retranslate()
        settle(window)
        built = places(window)
        moved |= {
            f"{stop.name}: {name}": (place, built[name])
            for name, place in grown.items()
            if name in built and any(abs(one - other) > 3 for one, other in zip(place, built[name], strict=True))
        }
    window.desk.change_settings(zoom=100)
    assert moved == {}


def test_the_palette_of_native_parts_follows_the_theme(session: Session) -> None:
    window = session.window
    assert window is not None
    role = QPalette.ColorRole
    for mode in ("dark", "contrast", "light"):
        window.desk.change_settings(theme=mode)
        palette, look = QApplication.palette(), theme()
        pairs = {
            role.Window: "canvas", role.Base: "surface", role.Text: "text", role.PlaceholderText: "text3", role.Link: "primary",
            role.Accent: "primary", role.ToolTipBase: "toast", role.ToolTipText: "toast_text", role.Highlight: "primary",
        }  # fmt: skip
        assert {one: palette.color(one).name() for one in pairs} == {
            one: look.color(token).name() for one, token in pairs.items()
        }
    assert theme().mode == "light"


def test_text_size_is_remembered_and_steps_by_keys(session: Session) -> None:
    window = session.window
    assert window is not None
    acts = {act.id: act for act in window.menus.own()}
    acts["window.larger"].run()
    acts["window.larger"].run()
    assert (theme().zoom, window.desk.settings.zoom) == (125, 125)
    acts["window.smaller"].run()
    assert (theme().zoom, window.desk.settings.zoom) == (112, 112)
    acts["window.usual_size"].run()
    assert (theme().zoom, window.desk.settings.zoom) == (100, 100)
