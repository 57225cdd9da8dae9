"""The whole window by keyboard and screen reader: every control named, reached, large enough, and seen when it has the keyboard."""

import pytest

from cresi_app.app.session import Session
from cresi_app.tour.stops import Way, settle
from tests.screens.complete import shown_in, views
from tests.screens.focus import unseen_stops, use_keyboard
from tests.widgets.accessibility import focus_stops, small_targets, unnamed_controls


def test_every_view_can_be_used_without_a_mouse_or_an_eye(session: Session) -> None:
    window = session.window
    assert window is not None
    unnamed: dict[str, str] = {}
    small: dict[str, str] = {}
    unseen: dict[str, str] = {}
    seen: set[type] = set()
    use_keyboard(window)
    for stop in Way(window, session.services).stops():
        looked_at = stop.show()
        settle(window)
        root = looked_at or window
        seen |= shown_in(root)
        unnamed |= dict.fromkeys(unnamed_controls(root), stop.name)
        small |= dict.fromkeys(small_targets(root), stop.name)
        if looked_at is not None:
            looked_at.close()
            looked_at.deleteLater()
        elif stop.daily:
            seen_in = window if stop.name == "accueil" else window.pages.current()
            unseen |= dict.fromkeys(unseen_stops(window, seen_in), stop.name)
    assert (unnamed, small, unseen) == ({}, {}, {})
    assert views(without=("cresi_app.shell.counter.", "cresi_app.shell.welcome.")) - seen == set(), "not in the gallery"


def test_a_stop_without_a_ring_is_found(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    window = session.window
    assert window is not None
    use_keyboard(window)
    monkeypatch.setattr(window.ring, "_wants_ring", lambda _target: False)
    assert len(unseen_stops(window, window.sidebar)) == len(focus_stops(window.sidebar))
