"""The tab « Activités »: the calendar drawn, and each activity with its months, its people and its cost."""

from collections.abc import Mapping, Sequence
from typing import Any

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_month
from cresi_app.core.i18n import C_, tr
from cresi_app.core.money import Money, format_money
from cresi_app.projects.model import DossierData, ProjectActivity, Rhythm
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.gantt_chart import GanttChart
from cresi_app.projects.ui.panes import DossierPane, PartsCard, ProjectForm, Work, saving
from cresi_app.projects.ui.part_list import Part
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import ChoiceField, Field, MoneyField, MonthField, MultilineField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.rows import Line

_FIELDS = (
    "title", "theme", "rhythm", "starts_month", "ends_month", "cost_minor", "responsible", "place", "quantity", "description",
)  # fmt: skip


class ActivitiesPane(DossierPane):
    """Calendar, activities, and the words around them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._chart = GanttChart()
        self._unsaid = Label(
            tr("Donnez le début et la fin du projet, ou les mois d'une activité : le calendrier se dessine ici."),
            "secondary",
            "text2",
            wrap=True,
        )
        calendar = Card(tr(C_("project", "Calendrier")))
        calendar.body.addWidget(self._unsaid)
        calendar.body.addWidget(self._chart)
        self._card = ActivitiesCard(self)
        note = MultilineField(tr("Présentation des activités"), name="activities_note", lines=4)
        self._form = ProjectForm(self, [note])
        words = Card()
        words.body.addWidget(note)
        self._chart.chosen.connect(self._card.parts.select)
        self._card.parts.current_changed.connect(self._chart.set_current)
        self.scrolled(calendar, self._card, words, None)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show calendar and activities."""
        chart = data.gantt if data.activities else None
        self._chart.show_chart(chart)
        self._unsaid.setVisible(chart is None)
        self._card.show_data(data)
        self._form.show_values({"activities_note": data.project.activities_note}, keep_typing=same)

    def flush(self) -> None:
        """Save what is being typed."""
        self._card.form.flush()
        self._form.flush()


class ActivitiesCard(PartsCard):
    """The activities, one after the other."""

    def __init__(self, pane: DossierPane) -> None:
        add = Button(tr("Ajouter une activité"), "ghost", "plus")
        add.clicked.connect(self._add)
        rhythms = [
            (Rhythm.CONTINUOUS, tr("En continu")),
            (Rhythm.PERIODIC, tr("Périodique")),
            (Rhythm.MILESTONE, tr("Jalon")),
        ]
        fields: list[Field] = [
            TextField(tr("Activité"), name="title"),
            TextField(tr("Volet"), name="theme", hint=tr("Le titre sous lequel elle se range.")),
            ChoiceField(tr("Rythme"), rhythms, name="rhythm"),
            MonthField(tr("Premier mois"), name="starts_month"),
            MonthField(tr("Dernier mois"), name="ends_month"),
            MoneyField(tr("Coût"), name="cost_minor"),
            TextField(tr("Responsable"), name="responsible"),
            TextField(tr("Lieu"), name="place"),
            TextField(tr("Quantité"), name="quantity", placeholder=tr("4 forages, 7 puits")),
            MultilineField(tr("Description"), name="description", lines=3),
        ]
        super().__init__(pane, tr("Activités"), fields, aside=(add,))
        self.empty.setText(tr("Aucune activité : ajoutez-les dans l'ordre où elles se font."))

    def lay_fields(self, fields: Sequence[Field]) -> None:
        """Lay the fields three a row, the description on its own."""
        super().lay_fields(fields[:-1])
        self.grid.addWidget(fields[-1], 3, 0, 1, 3)

    def lines(self, data: DossierData) -> Sequence[Part]:
        """Return the activities as rows."""
        return [(activity.id, _line(activity)) for activity in data.activities]

    def values(self, data: DossierData, part_id: int) -> Mapping[str, Any]:
        """Return what the form shows of an activity."""
        one = next(activity for activity in data.activities if activity.id == part_id)
        shown = {name: getattr(one, name) for name in _FIELDS}
        return {**shown, "cost_minor": None if one.cost_minor is None else Money(one.cost_minor, one.currency)}

    def currency(self, data: DossierData, part_id: int) -> str:
        """Return the currency of an activity's cost."""
        return next(activity.currency for activity in data.activities if activity.id == part_id)

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field of an activity."""
        service, actor = self.pane.bench.service, self.pane.bench.desk.actor
        return "project_activity", saving(service.update_activity, actor, part_id, {name: value})

    def take_off(self, part_id: int) -> Changes:
        """Take an activity off."""
        return self.pane.bench.service.remove_activity(self.pane.bench.desk.actor, part_id)

    def place(self, part_id: int, before_id: int | None) -> Changes:
        """Put an activity before another one."""
        return self.pane.bench.service.move_activity(self.pane.bench.desk.actor, part_id, before_id)

    def _add(self) -> None:
        bench, project_id = self.pane.bench, self.pane.project_id
        data = self.pane.data
        theme = data.activities[-1].theme if data is not None and data.activities else ""
        self.parts.select_next()
        bench.saver.act(
            "projects.add_activity",
            lambda: bench.service.add_activity(bench.desk.actor, project_id, tr("Nouvelle activité"), theme=theme),
            lambda _changes: self.form.field("title").focus(),
        )


def _line(activity: ProjectActivity) -> Line:
    first, last = (format_month(one) if one else "" for one in (activity.starts_month, activity.ends_month))
    when = tr("de {first} à {last}", first=first, last=last) if first and last and first != last else first or last
    cost = format_money(Money(activity.cost_minor, activity.currency)) if activity.cost_minor is not None else ""
    icon = "flag" if activity.rhythm is Rhythm.MILESTONE else "calendar-range"
    detail = " · ".join(part for part in (activity.theme, when, activity.responsible, activity.quantity) if part)
    return Line(activity.title, detail or tr("Sans date"), cost, icon=(icon, "primary"))
