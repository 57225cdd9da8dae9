"""The filters at the left: groups with counts, the years over their histogram, one link to clear all."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Availability, Facets, FacetValue, Filters
from cresi_app.catalogue.ui.shelfrows import INSET
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider, Pane
from cresi_app.widgets.facets import Facet, FacetGroup, YearRange
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.scroll import ScrollArea

WIDTH: Final = 238
GROUPS: Final = {
    "availability": N_("Disponibilité"),
    "kinds": N_("Type de document"),
    "subjects": N_("Thème"),
    "languages": N_("Langue"),
    "countries": N_("Pays"),
}
_SHOWN: Final = {"subjects": 6, "kinds": 6, "languages": 4, "countries": 4, "availability": 4}
FEWEST: Final = 16
"""Years shown even where fewer are known: single bars say nothing."""
YEARS: Final = 60
"""Years of the histogram; older ones count in its first bar's year and are reached by no limit at all."""
_EVER: Final = 9_999


class FacetPane(Pane):
    """Filters of the list. `changed` carries the `Filters` chosen."""

    changed = Signal(object)

    def __init__(self, above: QWidget | None = None, parent: QWidget | None = None) -> None:
        """`above` stands over the filters: shelves and baskets."""
        super().__init__("surface2", "r", parent=parent)
        self._filters = Filters()
        self._names: dict[tuple[str, str], str] = {}
        self.clear_link = Button(tr("Tout effacer"), "link")
        self.clear_link.clicked.connect(lambda _checked=False: self.clear())
        self.groups: dict[str, FacetGroup] = {}
        self._lines: dict[str, Divider] = {}
        inside = Pane("surface2")
        around = Column(margins=(18 - INSET, 16, 14 - INSET, 16), spacing=6, parent=inside)
        column = Column(margins=(INSET, 0, INSET, 0), spacing=6)
        if above is not None:
            around.addWidget(above)
        around.addLayout(column, 1)
        self._heading = Label(tr("Filtres"), "h2")
        column.addLayout(Row(self._heading, None, self.clear_link))
        self.partial = Label("", "caption", "text2")
        self.partial.setWordWrap(True)
        self.partial.hide()
        column.addWidget(self.partial)
        for name, title in GROUPS.items():
            group = FacetGroup(tr(title), shown=_SHOWN[name])
            group.changed.connect(lambda keys, name=name: self._chosen(name, keys))
            self.groups[name] = group
            line = Divider()
            self._lines[name] = line
            column.addWidget(group)
            column.addWidget(line)
        self._years_title = Label(tr("Année"), "button")
        self.years = YearRange(tr("Années de publication"))
        self.years.changed.connect(self._years_chosen)
        column.addWidget(self._years_title)
        column.addWidget(self.years)
        column.addStretch(1)
        Column(ScrollArea(inside, ground="surface2", framed=True), parent=self)
        self.show_filters(Filters())

    def folded(self) -> list[str]:
        """Return the groups of which only the name is seen."""
        return [name for name, group in self.groups.items() if group.is_folded]

    def fold(self, names: object) -> None:
        """Fold the groups of this list, and no other; anything else folds none."""
        names = names if isinstance(names, list) else []
        for name, group in self.groups.items():
            group.fold(name in names)

    def show_facets(self, facets: Facets) -> None:
        """Show fresh counts, and say so where they are those of the latest answers only."""
        self.partial.setVisible(bool(facets.capped))
        said = trn(
            "Compté sur la dernière réponse",
            "Comptés sur les {number} dernières réponses",
            facets.capped,
            number=format_number(facets.capped),
        )
        self.partial.setText(said)
        for name, group in self.groups.items():
            values: tuple[FacetValue, ...] = getattr(facets, name)
            offered = [value for value in values if value.documents or value.key in group.checked()]
            self._names |= {(name, value.key): value.name for value in offered}
            group.set_facets([Facet(value.key, value.name, value.documents) for value in offered])
            self._lines[name].setVisible(bool(offered))
        years = facets.years
        narrows = bool(years) or any(not line.isHidden() for line in self._lines.values())
        self._heading.setVisible(narrows)
        self.clear_link.setVisible(narrows or self.clear_link.isEnabled())
        self._years_title.setVisible(bool(years))
        self.years.setVisible(bool(years))
        if years:
            last = max(years)
            first = max(min(*years, last - FEWEST + 1), last - YEARS + 1)
            self.years.set_counts(first, [years.get(year, 0) for year in range(first, last + 1)])
        for _ in range(3):  # groups within the column within the scroll area: no picture of them one over the other
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    @property
    def is_partial(self) -> bool:
        """Whether the counts shown are those of the latest answers only."""
        return not self.partial.isHidden()

    def show_filters(self, filters: Filters) -> None:
        """Check what these filters choose, without telling."""
        self._filters = filters
        self.groups["availability"].set_checked({one.value for one in filters.availability})
        self.groups["kinds"].set_checked(set(filters.kinds))
        self.groups["subjects"].set_checked({str(one) for one in filters.subjects})
        self.groups["languages"].set_checked(set(filters.languages))
        self.groups["countries"].set_checked(set(filters.countries))
        years = (filters.year_from, filters.year_to)
        narrowed = years != (None, None)  # « depuis 2015 » leaves the other end open
        self.years.set_range((years[0] or 0, years[1] or _EVER) if narrowed else None)
        self.clear_link.setEnabled(replace(filters, basket_id=None) != Filters())

    def name_of(self, facet: str, key: str) -> str:
        """Return the word of a value that was offered, else its key."""
        return self._names.get((facet, key), key)

    def call(self, facet: str, key: str, name: str) -> None:
        """Note the word of a value that is asked for from elsewhere."""
        self._names[facet, key] = name

    def clear(self) -> None:
        """Let everything through."""
        self._tell(Filters(archived=self._filters.archived, basket_id=self._filters.basket_id))

    def _chosen(self, name: str, keys: object) -> None:
        assert isinstance(keys, set)
        filters = self._filters
        match name:
            case "availability":
                filters = replace(filters, availability=frozenset(Availability(key) for key in keys))
            case "kinds":
                filters = replace(filters, kinds=frozenset(keys))
            case "subjects":
                filters = replace(filters, subjects=frozenset(int(key) for key in keys))
            case "languages":
                filters = replace(filters, languages=frozenset(keys))
            case _:
                filters = replace(filters, countries=frozenset(keys))
        self._tell(filters)

    def _years_chosen(self, chosen: object) -> None:
        first, last = chosen if isinstance(chosen, tuple) else (None, None)
        self._tell(replace(self._filters, year_from=first, year_to=last))

    def _tell(self, filters: Filters) -> None:
        self.show_filters(filters)
        self.changed.emit(filters)
