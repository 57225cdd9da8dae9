"""Heeds what a person chooses for the fields of a file: reads it again so, and remembers it by source and by name."""

from collections.abc import Callable, Mapping

from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.ui import mappings
from cresi_app.catalogue.ui.fieldcard import FieldCard
from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk


class Mapper:
    """Between the card of fields and the file looked at: `file()` gives it, `control` looks at it anew."""

    def __init__(
        self, desk: Desk, card: FieldCard, file: Callable[[], NoticeFile | None], control: Callable[[NoticeFile], None]
    ) -> None:
        self._desk, self._card, self._file, self._control = desk, card, file, control
        card.meaning_chosen.connect(self.give_meaning)
        card.model_chosen.connect(self.take_model)
        card.model_kept.connect(self.keep_model)
        card.model_forgotten.connect(self.forget_model)

    def give_meaning(self, name: str, target: object) -> None:
        """Read the file again with one column or field becoming this, and remember it for files of its source."""
        file = self._file()
        if file is not None and isinstance(target, Target):
            self._take({**mappings.meanings_of(file), name: target.value})

    def take_model(self, name: str) -> None:
        """Read the file again as a model says."""
        self._take(mappings.models(self._desk).get(name, {}))

    def _take(self, said: Mapping[str, str]) -> None:
        file = self._file()
        if file is not None:
            changed = mappings.with_meanings(file, said)
            mappings.remember(self._desk, changed)
            self._control(changed)

    def keep_model(self, name: str) -> None:
        """Keep what the file becomes under a name."""
        file = self._file()
        if file is not None:
            mappings.keep_model(self._desk, name, file)
            self.show_models(name)
            self._desk.messages.toast(tr("Modèle « {name} » enregistré.", name=name))

    def forget_model(self, name: str) -> None:
        """Forget a model; what the file becomes stays as it is."""
        mappings.forget_model(self._desk, name)
        self.show_models()

    def show_models(self, chosen: str = "") -> None:
        """Offer the models there are."""
        self._card.show_models(list(mappings.models(self._desk)), chosen)
