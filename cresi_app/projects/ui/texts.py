"""The sections of a dossier that are words: each text in an editor with room, and the groups of people concerned."""

from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.projects.model import DossierData, ProjectBeneficiary
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, ProjectForm
from cresi_app.projects.ui.rows_card import RowKind, RowsCard, adding
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import CheckField, CountField, Field, MultilineField, TextField
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.rows import Line
from cresi_app.widgets.theme import theme

Text = tuple[str, str, str, int]
"""Field, label, hint, least number of lines."""

TEXTS: Final = MappingProxyType({
    "context": (
        ("summary", N_("Résumé"), N_("Deux phrases qui disent l'essentiel : elles ouvrent la synthèse."), 3),
        ("context", N_("Contexte"), "", 9),
        ("general_objective", N_("Objectif général"), "", 3),
        ("specific_objective", N_("Objectif spécifique"), "", 3),
    ),
    "beneficiaries": (("beneficiaries_note", N_("Bénéficiaires"), "", 5),),
    "education": (
        ("education_here", N_("Éducation à la citoyenneté ici"), N_("Ce que le projet apporte aux habitants d'ici."), 7),
        ("communication", N_("Communication"), N_("À qui le projet est raconté, et comment les financeurs y paraissent."), 7),
    ),
    "risks": (
        ("risks", N_("Risques et réponses"), N_("Ce qui peut mal tourner, et ce qui est prévu alors. Une ligne « risque | probabilité | effet | réponse » s'imprime en tableau."), 7),
        ("sustainability", N_("Pérennité"), N_("Ce qui reste, et qui s'en occupe, une fois le projet fini."), 7),
    ),
    "evaluation": (
        ("evaluation", N_("Évaluation"), N_("Les indicateurs, et qui les relève."), 7),
        ("grant_use", N_("Ce que la subvention permet"), "", 4),
    ),
    "notes": (("internal_note", N_("Note interne"), N_("Pour l'équipe seulement : jamais imprimée."), 9),),
})  # fmt: skip
_TALLEST: Final = 24


class TextsPane(DossierPane):
    """Texts of any length, each with room; other cards may stand under them."""

    def __init__(self, bench: Bench, key: str) -> None:
        super().__init__(bench)
        self._names = [name for name, *_ in TEXTS[key]]
        self._least = {name: lines for name, _, _, lines in TEXTS[key]}
        fields = [
            MultilineField(tr(label), name=name, hint=tr(hint), lines=lines) for name, label, hint, lines in TEXTS[key]
        ]
        self._form = ProjectForm(self, fields)
        card = Card()
        for field in fields:
            card.body.addWidget(field)
            field.input.document().documentLayout().documentSizeChanged.connect(partial(self._grow, field))
        self.scrolled(*self.above(), card, *self.below(), None)

    def above(self) -> Sequence[Card]:
        """Return the cards over the texts."""
        return ()

    def below(self) -> Sequence[Card]:
        """Return the cards under the texts."""
        return ()

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the texts; what is being typed stays."""
        self._form.show_values({name: getattr(data.project, name) for name in self._names}, keep_typing=same)

    def words_of(self, name: str) -> MultilineField:
        """Return the editor of a text."""
        field = self._form.field(name)
        assert isinstance(field, MultilineField)
        return field

    def flush(self) -> None:
        """Save what is being typed."""
        self._form.flush()

    def _grow(self, field: MultilineField, _size: object) -> None:
        """Give an editor the height of its text, between the one it began with and twenty-four lines."""
        editor = field.input
        spacing = editor.fontMetrics().lineSpacing()
        wanted = max(self._least[field.name], min(_TALLEST, round(editor.document().size().height()) + 1))
        editor.setFixedHeight(wanted * spacing + theme().px(22))


def texts(key: str) -> Callable[[Bench], TextsPane]:
    """Return what makes the pane of a section of words."""
    return lambda bench: TextsPane(bench, key)


class BeneficiariesPane(TextsPane):
    """The groups of people, and what is said of them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "beneficiaries")

    def above(self) -> Sequence[Card]:
        """Return the groups and how many people are reached in all."""
        self._people = beneficiaries_card(self)
        direct = CountField(tr("Bénéficiaires directs"), name="direct_beneficiaries")
        indirect = CountField(tr("Bénéficiaires indirects"), name="indirect_beneficiaries")
        self._counts = ProjectForm(self, [direct, indirect])
        totals = Card(tr("En tout"))
        totals.body.addLayout(Row(direct, indirect, spacing=14))
        return (self._people, totals)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show groups, totals and words."""
        super().fill(data, same=same)
        self._people.show_data(data)
        names = ("direct_beneficiaries", "indirect_beneficiaries")
        self._counts.show_values({name: getattr(data.project, name) for name in names}, keep_typing=same)
        for name, total in zip(names, (data.direct_total, data.indirect_total), strict=True):
            told = tr("Laissé vide : la somme des groupes, {n}.", n=format_number(total or 0))
            self._counts.field(name).set_hint(told if getattr(data.project, name) is None else "")

    def flush(self) -> None:
        """Save what is being typed."""
        super().flush()
        self._counts.flush()
        self._people.form.flush()


def beneficiaries_card(pane: DossierPane) -> RowsCard:
    """Return the groups of people, and what changes for them."""
    add = Button(tr("Ajouter un groupe"), "ghost", "plus")
    fields: list[Field] = [
        TextField(tr("Groupe"), name="name"),
        CountField(tr("Femmes"), name="women"),
        CountField(tr("Hommes"), name="men"),
        TextField(tr("Ce qui change"), name="change"),
        CountField(tr("Total sans distinction"), name="people"),
        CheckField(tr("Bénéficiaires directs"), name="is_direct"),
    ]
    kind = RowKind(
        "project_beneficiary", "beneficiary", lambda data: [(group, group) for group in data.beneficiaries], _line
    )
    card = RowsCard(pane, tr("Personnes concernées"), kind, fields, aside=(add,))
    card.empty.setText(tr("Habitants, élèves, maraîchères… : ajoutez chaque groupe avec son nombre."))
    add.clicked.connect(adding(card, tr("Nouveau groupe")))
    return card


def _line(group: ProjectBeneficiary) -> Line:
    total = group.total
    aside = trn("{count} personne", "{count} personnes", total, count=format_number(total)) if total is not None else ""
    return Line(group.name, group.change or tr("Ce qui change reste à dire"), aside, icon=("users", "primary"))
