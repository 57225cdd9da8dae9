"""One value of a Dublin Core element."""

from typing import NamedTuple


class Said(NamedTuple):
    """One value of an element, with its language ("" when not said) and the kind of value (``dcterms:URI``, a role, a scheme)."""

    value: str
    lang: str = ""
    type: str = ""
