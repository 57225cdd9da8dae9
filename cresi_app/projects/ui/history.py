"""The tab « Versions »: what was submitted and what has changed since, the way through the stages, who changed what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from cresi_app.core.dates import format_date, format_instant
from cresi_app.core.i18n import tr, trn
from cresi_app.projects.model import Difference, DifferenceKind, DossierData, FrozenCopy, StageChangeView
from cresi_app.projects.model.journal import JournalEntry
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.projects.ui.part_list import Part, PartList
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, clear_layout
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.rows import Line

_TONES = {DifferenceKind.CHANGED: "warning", DifferenceKind.ADDED: "success", DifferenceKind.REMOVED: "danger"}
_LONGEST = 400


class HistoryPane(DossierPane):
    """Three lists, read only: differences, stages, acts. `version_asked` wants a submission printed: its number."""

    version_asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._differences = DifferencesCard(bench)
        self._differences.version_asked.connect(self.version_asked)
        self._stages = PartList(tr("Étapes"), quiet=True)
        self._acts = PartList(tr("Changements"), quiet=True)
        stages, acts = Card(tr("Étapes")), Card(tr("Changements"))
        stages.body.addWidget(self._stages)
        acts.body.addWidget(self._acts)
        self.scrolled(self._differences, stages, acts, None)

    def fill(self, data: DossierData, *, same: bool) -> None:  # noqa: ARG002 - one shape for all panes
        """Show the stages, and ask for the differences and the acts."""
        self._differences.show_data(data)
        self._stages.show_parts([(view.change.id, _stage_line(view)) for view in reversed(data.journal)])
        service, project_id = self.bench.service, data.project.id

        def read() -> tuple[list[JournalEntry], dict[str, str]]:
            return service.history(project_id), service.directory.staff_names()

        self.bench.desk.read(("projects", "history"), read, lambda found: self._show_acts(*found))

    def _show_acts(self, entries: Sequence[JournalEntry], names: dict[str, str]) -> None:
        self._acts.show_parts([_act(entry, names) for entry in entries])


class DifferencesCard(Card):
    """What differs between a submission and today, under the headings of the dossier."""

    version_asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        self._copies = ComboBox(tr("Version déposée"))
        print_it = Button(tr("Imprimer"), "ghost", "printer")
        print_it.setAccessibleName(tr("Imprimer cette version"))
        print_it.clicked.connect(lambda: self.version_asked.emit(self._copies.key()))
        super().__init__(tr("Depuis le dépôt"), count=0, aside=(self._copies, print_it))
        self._bench = bench
        self._data: DossierData | None = None
        self._words = Label("", "secondary", "text2", wrap=True)
        self._rows = Column(spacing=8)
        self.body.addWidget(self._words)
        self.body.addLayout(self._rows)
        self._copies.activated.connect(lambda _index: self._ask())

    def show_data(self, data: DossierData) -> None:
        """Offer the submissions of a dossier, the last one first; the card hides while there is none."""
        other = self._data is None or self._data.project.id != data.project.id
        known = 0 if self._data is None else len(self._data.copies)
        self._data = data
        self.setVisible(bool(data.copies))
        self._copies.set_options([(copy.number, _copy_words(copy)) for copy in reversed(data.copies)])
        if other or known != len(data.copies):
            self._copies.set_key(data.copies[-1].number if data.copies else None)
        if data.copies:
            self._ask()

    def _ask(self) -> None:
        assert self._data is not None
        service, project_id, number = self._bench.service, self._data.project.id, int(self._copies.key())
        self._bench.desk.read(
            ("projects", "differences"), lambda: service.changes_since(project_id, number), self._show
        )

    def _show(self, found: Sequence[Difference]) -> None:
        clear_layout(self._rows)
        self.set_title(tr("Depuis le dépôt"), len(found))
        words = trn("{n} différence avec la version déposée.", "{n} différences avec la version déposée.", len(found))
        self._words.setText(words if found else tr("Rien n'a changé depuis cette version."))
        section = ""
        for one in found:
            if one.section != section:
                section = one.section
                self._rows.addWidget(Label(section, "strong"))
            self._rows.addLayout(_difference(one))
            self._rows.addWidget(Divider())


def _difference(one: Difference) -> Grid:
    grid = Grid(across=12, down=2)
    words = {
        DifferenceKind.CHANGED: tr("Changé"),
        DifferenceKind.ADDED: tr("Ajouté"),
        DifferenceKind.REMOVED: tr("Retiré"),
    }
    pill = Pill(dot=False)
    pill.set(words[one.kind], _TONES[one.kind])  # type: ignore[arg-type]  # the three tones are pill tones
    grid.addWidget(pill, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    grid.addWidget(Label(one.name, "secondary", wrap=True), 0, 1)
    before, after = (_short(text) for text in (one.before, one.after))
    if one.kind is DifferenceKind.CHANGED:
        grid.addWidget(Label(tr("Avant : {text}", text=before or tr("vide")), "caption", "text2", wrap=True), 1, 1)
        grid.addWidget(Label(tr("Aujourd'hui : {text}", text=after or tr("vide")), "caption", "text", wrap=True), 2, 1)
    elif before or after:
        grid.addWidget(Label(before or after, "caption", "text2", wrap=True), 1, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _copy_words(copy: FrozenCopy) -> str:
    day = format_date(copy.taken_on, "medium")
    return tr("Version {n}, déposée le {day} par {who}", n=copy.number, day=day, who=copy.actor or "—")


def _stage_line(view: StageChangeView) -> Line:
    change = view.change
    title = tr("{source} → {target}", source=view.source, target=view.target) if view.source else view.target
    detail = " · ".join(part for part in (change.motive, change.actor) if part)
    return Line(title, detail, format_date(change.changed_on), icon=("flag", "primary"))


def _act(entry: JournalEntry, names: dict[str, str]) -> Part:
    who = names.get(entry.who, entry.who)
    told = " ; ".join(change.sentence for change in entry.changes[:3])
    title = tr("{who} : {act}", who=who, act=entry.words)
    pill = (tr("Annulé"), "neutral") if entry.undone else None
    aside = format_instant(entry.at)
    line = Line(title, told or aside, "" if pill else aside, pill=pill, icon=("history", "neutral"), strong=False)
    return entry.seq, line
