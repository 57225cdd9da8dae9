"""The pages of the self-service counter, for the gallery and the tests of the screens."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.services import Services
from cresi_app.shell.counter.booking import SessionsPage
from cresi_app.shell.counter.finding import FindingPage
from cresi_app.shell.counter.opinion import OpinionPage
from cresi_app.shell.counter.parts import BigRow
from cresi_app.shell.counter.visiting import VisitorPage
from cresi_app.shell.counter.welcome import WelcomePage
from cresi_app.shell.counter.window import CounterWindow
from cresi_app.tour.stop import Stop
from cresi_app.training.model import SessionStatus
from cresi_app.training.model.counter import Evaluable
from cresi_app.training.model.evaluation import Moment

PAGES = (
    ("documents", "chercher"), ("associations", "associations"), ("sessions", "journees"), ("request", "demande"),
    ("opinion", "avis"), ("forms", "formulaires"),
)  # fmt: skip
"""The tiles of the counter, and the names of their pictures."""


def counter_stops(window: CounterWindow, services: Services) -> Iterator[Stop]:
    """Yield the counter's first page, what each of its tiles opens, and where these lead."""

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
    yield from _further(window, services)


def _further(window: CounterWindow, services: Services) -> Iterator[Stop]:
    """Yield what one comes to with a document, with a code, and with a session that is over."""
    training = services.training
    holder = services.directory.organisations(limit=1)[0]
    code = training.make_code(Actor("", "Claire Martin"), holder.id).code
    held = [one for one in training.sessions(clock.today().year) if one.status is SessionStatus.CLOSED][-1]

    def chosen(key: str) -> QWidget:
        window.welcome()
        page = window.page
        assert isinstance(page, WelcomePage)
        page.chosen.emit(key)
        window.desk.wait_idle()
        return window.page

    def document() -> None:
        page = chosen("documents")
        assert isinstance(page, FindingPage)
        page.search()
        window.desk.wait_idle()
        page.rows()[0].click()

    def with_code(key: str) -> None:
        page = chosen(key)
        if isinstance(page, SessionsPage):
            page.findChildren(BigRow)[-1].click()
            page = window.page
        assert isinstance(page, VisitorPage)
        page.code.setText(code)
        page.try_code()
        for _ in range(3):
            window.desk.wait_idle()
            QCoreApplication.processEvents()

    def opinion() -> None:
        assert window.doors is not None
        evaluable = Evaluable(held.id, held.title, clock.today(), Moment.HOT)
        window.show_page(OpinionPage(window.desk, window.doors, evaluable))

    yield Stop("comptoir-document", document)
    yield Stop("comptoir-demande-saisie", partial(with_code, "request"))
    yield Stop("comptoir-inscription", partial(with_code, "sessions"))
    yield Stop("comptoir-questionnaire", opinion)
