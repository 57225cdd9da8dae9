"""The filter bar over map and list: kind of country with counts, theme, years."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.cooperation.model.listing import AgreementFilter, Counts
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Segmented
from cresi_app.widgets.fields import ComboBox
from cresi_app.widgets.layouts import Flow
from cresi_app.widgets.theme import theme


class FilterBar(QWidget):
    """`changed` carries another `AgreementFilter`."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.filter = AgreementFilter()
        self.kinds = Segmented(tr("Pays partenaires"), [("", tr("Tous"), 0)])
        self.kinds.chosen.connect(lambda key: self._take(kind=str(key)))
        self.themes = ComboBox(tr("Thème"), [("", tr("Tous les thèmes"))])
        self.themes.currentIndexChanged.connect(lambda _index: self._take(theme=str(self.themes.key() or "")))
        self.years = ComboBox(tr("Années"), [(None, tr("Toutes les années"))])
        self.years.currentIndexChanged.connect(lambda _index: self._take_years())
        self.restyle()
        theme().changed.connect(self.restyle)
        Flow(self.kinds, self.themes, self.years, gap=6, parent=self)

    def restyle(self) -> None:
        """Keep the drop-down lists narrow, as wide as their first line: their longest one is longer than the bar."""
        self.themes.setMaximumWidth(theme().px(160))
        self.years.setMaximumWidth(theme().px(133))

    def show_counts(self, counts: Counts) -> None:
        """Offer what there is: kinds with their counts, themes in use, five years at a time."""
        options: list[tuple[str, str] | tuple[str, str, int]] = [("", tr("Tous"), counts.agreements)]
        options += [(kind.code, kind.name, count) for kind, count in counts.by_kind]
        self.kinds.set_options(options)
        self.themes.set_options([("", tr("Tous les thèmes")), *counts.themes])
        spans: list[tuple[object, str]] = [(None, tr("Toutes les années"))]
        if counts.years is not None:
            first, last = counts.years
            spans[0] = (None, f"{first}\u00a0– {last}")
            spans += [
                ((year, min(year + 4, last)), f"{year}\u00a0– {min(year + 4, last)}")
                for year in range(first, last + 1, 5)
            ]
        self.years.set_options(spans)
        asked = self.filter  # what was asked for before there was anything to choose from
        self.kinds.set_current(asked.kind)
        self.themes.set_key(asked.theme)
        self.years.set_key(None if asked.since is None else (asked.since, asked.until))

    def clear(self) -> None:
        """Take every filter away."""
        self.kinds.set_current("")
        self.themes.set_key("")
        self.years.set_key(None)

    def _take_years(self) -> None:
        span = self.years.key()
        since, until = span or (None, None)
        self._take(since=since, until=until)

    def _take(self, **fields: object) -> None:
        wanted = replace(self.filter, **fields)  # type: ignore[arg-type]  # the fields of the filter by name
        if wanted != self.filter:
            self.filter = wanted
            self.changed.emit(wanted)
