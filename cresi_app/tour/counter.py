"""The pages of the self-service counter, for the gallery and the tests of the screens."""

from collections.abc import Iterator
from functools import partial

from cresi_app.shell.counter.welcome import WelcomePage
from cresi_app.shell.counter.window import CounterWindow
from cresi_app.tour.stops import Stop

PAGES = (
    ("documents", "chercher"), ("associations", "associations"), ("sessions", "journees"), ("request", "demande"),
    ("opinion", "avis"), ("forms", "formulaires"),
)  # fmt: skip
"""The tiles of the counter, and the names of their pictures."""


def counter_stops(window: CounterWindow) -> Iterator[Stop]:
    """Yield the counter's first page, and what each of its tiles opens."""

    def tile(key: str) -> None:
        window.welcome()
        page = window.page
        assert isinstance(page, WelcomePage)
        page.chosen.emit(key)

    def found() -> None:
        window.welcome()
        page = window.page
        assert isinstance(page, WelcomePage)
        page.searched.emit("eau")

    yield Stop("comptoir", window.welcome)
    yield Stop("comptoir-recherche", found)
    for key, word in PAGES:
        yield Stop(f"comptoir-{word}", partial(tile, key))
    yield Stop("comptoir-equipe", window.ask_team)
