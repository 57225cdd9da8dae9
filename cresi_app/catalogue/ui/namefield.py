"""A name of a list, proposed while it is typed and taken as it is when the list does not know it."""

from collections.abc import Callable
from typing import Any

from cresi_app.catalogue.ui import searches
from cresi_app.core.errors import DomainError
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal, RecordPicker


def keep_typed(text: str, then: Callable[[Proposal], None]) -> None:
    """Take what was typed as it is: the service finds its authority or makes it, with the save itself."""
    then(Proposal(text, text))


class NameField(RecordPicker):
    """A name of an authority list, proposed while it is typed and taken as it is when the list does not know it."""

    def __init__(self, desk: Desk, label: str, search: searches.Search, *, name: str) -> None:
        super().__init__(desk, label, search, name=name, create=keep_typed)

    def read(self) -> Any:
        """Return the authority that bears the name, else the name itself, for the service to make one."""
        text = self.input.text().strip()
        try:
            return super().read()
        except DomainError:
            return Proposal(text, text)
