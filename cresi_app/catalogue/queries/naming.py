"""The names of themes as lists tell them: read once, kept until the next revision."""

from collections.abc import Iterable, Mapping

from cresi_app.catalogue.queries import authorities
from cresi_app.store.library import Library


class ThemeNames:
    """The terms of one library by their ids. From every thread: each sees the names of the state that it reads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: tuple[int, dict[int, str]] = (-1, {})

    def of(self, ids: Iterable[int]) -> Mapping[int, str]:
        """Return the names of these themes, others beside them; one that is gone has none."""
        seq = int(self._library.value("SELECT max(seq) FROM revision") or 0)
        known_at, known = self._known
        if known_at != seq:
            known = {}
        missing = {*ids} - known.keys()
        if missing:
            # Never changed where another thread looks: what is found is put beside what was known.
            known = known | authorities.names(self._library, "subject", missing)
        self._known = seq, known
        return known
