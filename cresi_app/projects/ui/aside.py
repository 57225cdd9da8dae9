"""The right column of a dossier: where it is, its few facts, its papers."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.dates import format_date, month_name
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.projects.model import DossierData, PaperState, PaperView, count_valid
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.budget_pane import percent_words
from cresi_app.projects.ui.papers import attach, file_kinds, paper_line
from cresi_app.projects.ui.part_list import PartList
from cresi_app.projects.ui.place import shown_places
from cresi_app.projects.ui.themes import paint_goal
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.landmap import LandMap, Place
from cresi_app.widgets.layouts import Column, Grid, Row, hold
from cresi_app.widgets.paint import smooth
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

WIDTH = 388
_SHOWN = 4


class GoalRow(QWidget):
    """The goals of a project as plain numbered tiles, named for assistive tools."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_goals(self, data: DossierData) -> None:
        """Show the goals of a dossier."""
        self._numbers = [goal.sdg.number for goal in data.goals]
        words = ", ".join(tr("ODD {number} : {name}", number=g.sdg.number, name=g.sdg.name) for g in data.goals)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return one line of tiles."""
        return QSize(theme().px(33) * max(1, len(self._numbers)), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tiles, as many as there is room for."""
        look = theme()
        painter = smooth(QPainter(self))
        side, step = look.px(28), look.px(33)
        for place, number in enumerate(self._numbers):
            if place * step + side <= self.width():
                paint_goal(painter, QRectF(place * step, 0, side, side), number, chosen=True)
        painter.end()


class MapCard(Card):
    """Land, the place of the project, and the same in words under it."""

    def __init__(self) -> None:
        super().__init__(padding=(8, 8))
        self._map = LandMap(tr("Carte du projet"))
        self._country = Label("", "detail")
        self._place = ElidedLabel("", "caption", "text2")
        self._reach = Pill(dot=False)
        hold(self._map, least_height=190)
        self.body.addWidget(self._map, 1)
        row = Row(self._country, self._place, self._reach, spacing=10, margins=(2, 0, 4, 0))
        row.setStretch(1, 1)
        self.body.addLayout(row)

    def show_data(self, data: DossierData, places: Sequence[Place]) -> None:
        """Show where the project is."""
        one, country = data.project, data.country
        known = any(place.key == "project" for place in places)
        self._map.set_places(places, "project" if known else None)
        self._country.setText(country.name if country is not None else tr("Pays à préciser"))
        self._place.setText(one.place)
        reach = data.direct_total
        self._reach.setVisible(reach is not None)
        if reach is not None:
            self._reach.set(trn("{count} personne", "{count} personnes", reach, count=format_number(reach)), "neutral")


class FactsCard(Card):
    """Four facts in two columns."""

    def __init__(self) -> None:
        super().__init__(padding=(18, 12))
        grid = Grid(across=16, down=2)
        self._lasting, self._staff = Label("", "strong", wrap=True), Label("", "strong", wrap=True)
        self._share = Label("", "strong", wrap=True)
        self._goals = GoalRow()
        facts = (
            (tr("Durée"), self._lasting),
            (tr("Suivi par"), self._staff),
            (tr("Part demandée"), self._share),
            (tr("Objectifs (ODD)"), self._goals),
        )
        for number, (name, widget) in enumerate(facts):
            grid.addWidget(Label(name, "caption", "text2"), number // 2 * 3, number % 2)
            grid.addWidget(widget, number // 2 * 3 + 1, number % 2, Qt.AlignmentFlag.AlignTop)
        theme().follow(self, lambda: grid.setRowMinimumHeight(2, theme().px(6)))
        grid.setRowMinimumHeight(2, theme().px(6))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def show_data(self, data: DossierData) -> None:
        """Show the facts of a dossier."""
        self._lasting.setText(lasting_words(data))
        self._staff.setText(data.followed_by or tr("Personne encore"))
        share = data.budget.share_with_volunteer
        asked = (
            tr("{share} du budget", share=percent_words(share)) if data.budget.requested and share is not None else ""
        )
        self._share.setText(asked or tr("À préciser"))
        self._goals.show_goals(data)


def lasting_words(data: DossierData) -> str:
    """Return « 18 mois, dès mars 2026 »."""
    one = data.project
    if one.months is not None and one.starts_on is not None:
        return trn(
            "{n} mois, dès {month} {year}",
            "{n} mois, dès {month} {year}",
            one.months,
            month=month_name(one.starts_on.month),
            year=one.starts_on.year,
        )
    if one.starts_on is not None:
        return tr("Dès le {day}", day=format_date(one.starts_on))
    return tr("À préciser")


class PapersBrief(Card):
    """The papers that want something first, and where files are dropped."""

    all_asked = Signal(object)
    """A paper's id, or None: the whole list."""

    def __init__(self, bench: Bench) -> None:
        self._all = Button(tr("Tout voir"), "link")
        self._all.setAccessibleName(tr("Voir toutes les pièces"))
        self._missing = Pill(dot=False)
        super().__init__(tr("Pièces"), aside=(self._all,), padding=(6, 12))
        self.head.insertWidget(1, self._missing)
        self.head.set_margins((12, 0, 12, 0))
        self._list = PartList(tr("Pièces du dossier"), quiet=True)
        self.zone = DropZone(bench.desk, tr("Déposez un PDF ici, ou choisissez un fichier"), file_kinds())
        self.body.addWidget(self._list)
        self.body.addLayout(Row(self.zone, margins=(12, 0, 12, 2)))
        self._bench = bench
        self._project_id = 0
        self._all.clicked.connect(lambda: self.all_asked.emit(None))
        self._list.opened.connect(self.all_asked)
        self.zone.dropped.connect(self._dropped)

    def show_data(self, data: DossierData) -> None:
        """Show the papers of a dossier."""
        self._project_id = data.project.id
        wanting = len(data.papers) - count_valid(data.papers)
        words = trn("{n} à compléter", "{n} à compléter", wanting) if wanting else tr(C_("papers", "Complet"))
        self._missing.set(words, "warning" if wanting else "success")
        self._list.show_parts([(view.paper.id, paper_line(view)) for view in brief(data.papers)])

    def _dropped(self, files: Sequence[Path]) -> None:
        attach(self._bench, self._project_id, files)


def brief(papers: Sequence[PaperView]) -> list[PaperView]:
    """Return the few papers to show: those spoiled first, then those that miss."""
    order = {PaperState.UNREADABLE: 0, PaperState.EXPIRED: 1, PaperState.MISSING: 2, PaperState.RECEIVED: 3}
    return sorted(papers, key=lambda view: order[view.state])[:_SHOWN]


class Aside(ScrollArea):
    """Map, facts, papers."""

    papers_asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._map, self._facts, self.papers = MapCard(), FactsCard(), PapersBrief(bench)
        content = QWidget()
        Column(self._map, self._facts, self.papers, None, spacing=12, margins=(0, 0, 2, 10), parent=content)
        self.set_content(content)
        self.papers.all_asked.connect(self.papers_asked)
        self._resize()
        theme().changed.connect(self._resize)

    def show_data(self, data: DossierData) -> None:
        """Show a dossier."""
        self._map.show_data(data, shown_places(data))
        self._facts.show_data(data)
        self.papers.show_data(data)

    def _resize(self) -> None:
        hold(self, width=WIDTH)
