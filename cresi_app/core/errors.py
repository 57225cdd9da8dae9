"""The world's errors, told calmly. Anything else that is raised is our own mistake and is reported loudly."""

from cresi_app.core.i18n import tr


class CresiError(Exception):
    """A situation a person can understand and act on.

    `code` is stable and for programs, `template` is the French sentence (marked with ``N_`` where it is written),
    `data` fills it, `field` names the form field it belongs to ("" when none).
    """

    def __init__(self, code: str, template: str, *, field: str = "", **data: object) -> None:
        """Keep the parts; the sentence is made when it is shown, in the language of that moment."""
        super().__init__(code)
        self.code = code
        self.template = template
        self.field = field
        self.data = data

    @property
    def sentence(self) -> str:
        """The sentence for a person, in the language in force."""
        return tr(self.template, **self.data)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


class DomainError(CresiError):
    """A rule of the centre's trade refuses: what was typed is kept and the sentence stands in its place."""


class StoreError(CresiError):
    """The library itself cannot do it (disk, lock, newer file…): the sentence says what was kept and what to do."""
