"""The section « Moyens »: who works for the project, the hours of volunteers and their worth, what else is needed."""

from decimal import Decimal

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.core.numbers import QUANTITY
from cresi_app.projects.model import DossierData, MeansView, PartnerSide
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, ProjectForm
from cresi_app.projects.ui.rows_card import RowKind, RowsCard, adding, yes_no
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import (
    ChoiceField,
    CountField,
    DecimalField,
    Field,
    MoneyField,
    MultilineField,
    TextField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Grid, Row
from cresi_app.widgets.rows import Line


class MeansPane(DossierPane):
    """People line by line, the worth of volunteers' hours, and the words."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._card = _means_card(self)
        self._worth = Label("", "secondary", "text2", wrap=True)
        self._carry = Button(tr("Reporter au budget (86 et 87)"), "secondary", "arrow-right")
        self._carry.clicked.connect(self._value_hours)
        worth = Row(self._worth, self._carry, spacing=12)
        worth.setStretch(0, 1)
        self._card.body.addLayout(worth)
        people = MultilineField(tr("Moyens humains"), name="human_means", lines=5)
        goods = MultilineField(tr("Moyens matériels"), name="material_means", lines=4)
        recruits = ChoiceField(tr("Recrutement prévu"), yes_no(), name="recruits")
        posts = DecimalField(tr("Postes à recruter (ETPT)"), QUANTITY, 1000, name="recruits_milli")
        self._form = ProjectForm(self, [people, goods, recruits, posts])
        words = Card()
        grid = Grid(across=14, down=10)
        grid.addWidget(people, 0, 0, 1, 2)
        grid.addWidget(goods, 1, 0, 1, 2)
        grid.addWidget(recruits, 2, 0)
        grid.addWidget(posts, 2, 1)
        words.body.addLayout(grid)
        self.scrolled(self._card, words, None)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show people, worth and words."""
        self._card.show_data(data)
        names = ("human_means", "material_means", "recruits", "recruits_milli")
        self._form.show_values({name: getattr(data.project, name) for name in names}, keep_typing=same)
        totals = data.means_totals
        valued, entered = data.budget.money(totals.valued_minor), data.budget.money(data.hours_in_budget)
        self._worth.setText(
            tr(
                "Heures de bénévoles : {worth}. Le budget en porte {entered}.",
                worth=format_money(valued),
                entered=format_money(entered),
            )
        )
        self._worth.setVisible(bool(totals.valued_minor))
        self._carry.setVisible(bool(totals.valued_minor) and valued != entered)

    def flush(self) -> None:
        """Save what is being typed."""
        self._card.form.flush()
        self._form.flush()

    def _value_hours(self) -> None:
        bench, project_id = self.bench, self.project_id
        self.flush()
        told = bench.told(tr("Heures de bénévoles portées aux comptes 86 et 87"))
        bench.saver.act("projects.value_hours", lambda: bench.service.value_hours(bench.desk.actor, project_id), told)


def _means_card(pane: DossierPane) -> RowsCard:
    service = pane.bench.service
    add = Button(tr("Ajouter des personnes"), "ghost", "plus")
    kinds = [(kind.code, kind.name) for kind in service.means_kinds.values()]
    sides = [(PartnerSide.HERE, tr("Ici")), (PartnerSide.THERE, tr("Là-bas"))]
    fields: list[Field] = [
        ChoiceField(tr("Statut"), kinds, name="kind_code"),
        TextField(tr("Ce qu'elles font"), name="name", placeholder=tr("Encadrement du chantier")),
        ChoiceField(tr("Ici ou là-bas"), sides, name="side"),
        CountField(tr("Personnes"), name="people"),
        DecimalField(tr("Équivalents temps plein (ETPT)"), QUANTITY, 1000, name="posts_milli"),
        DecimalField(tr("Heures"), QUANTITY, 1000, name="hours_milli"),
        MoneyField(tr("Taux horaire"), name="rate_minor"),
        TextField(tr("D'où vient ce taux"), name="proof", placeholder=tr("SMIC horaire chargé 2026")),
    ]
    kind = RowKind("project_means", "means", lambda data: [(view.means, view) for view in data.means], _line)
    card = RowsCard(pane, tr("Personnes mobilisées"), kind, fields, aside=(add,))
    card.empty.setText(tr("Bénévoles, salariés, équipe du partenaire : ajoutez chaque groupe avec ses heures."))
    add.clicked.connect(adding(card, "volunteer"))
    return card


def _line(view: MeansView) -> Line:
    one = view.means
    parts = [
        tr("Là-bas") if one.side is PartnerSide.THERE else "",
        trn("{n} personne", "{n} personnes", one.people) if one.people is not None else "",
        tr("{n} ETPT", n=_quantity(one.posts_milli)) if one.posts_milli else "",
        tr("{n} h", n=_quantity(one.hours_milli)) if one.hours_milli else "",
    ]
    worth = one.value_minor
    aside = format_money(Money(worth, one.currency)) if worth is not None else ""
    title = tr("{kind} : {name}", kind=view.kind.name, name=one.name) if one.name else view.kind.name
    return Line(title, " · ".join(part for part in parts if part) or tr("À préciser"), aside, icon=("users", "primary"))


def _quantity(milli: int | None) -> str:
    return format_number((Decimal(milli or 0) / 1000).normalize() + 0)
