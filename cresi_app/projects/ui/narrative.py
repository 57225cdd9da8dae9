"""The tab « Projet »: the long texts, each in an editor with room, and the groups of people concerned."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.projects.model import DossierData, ProjectBeneficiary
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, PartsCard, ProjectForm, Work, saving
from cresi_app.projects.ui.part_list import Part
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import CheckField, Field, MultilineField, NumberField, TextField
from cresi_app.widgets.rows import Line
from cresi_app.widgets.theme import theme

TEXTS: Final = (
    ("summary", N_("Résumé"), N_("Deux phrases qui disent l'essentiel : elles ouvrent la synthèse."), 3),
    ("context", N_("Contexte"), "", 7),
    ("general_objective", N_("Objectif général"), "", 3),
    ("specific_objective", N_("Objectif spécifique"), "", 3),
    ("beneficiaries_note", N_("Bénéficiaires"), "", 4),
    ("human_means", N_("Moyens humains"), "", 4),
    ("education_here", N_("Éducation à la citoyenneté ici"), "", 4),
    ("communication", N_("Communication"), "", 4),
    ("risks", N_("Risques et réponses"), "", 4),
    ("sustainability", N_("Pérennité"), N_("Ce qui reste, et qui s'en occupe, une fois le projet fini."), 4),
    ("evaluation", N_("Évaluation"), N_("Les indicateurs, et qui les relève."), 4),
    ("grant_use", N_("Ce que la subvention permet"), "", 3),
    ("internal_note", N_("Note interne"), N_("Pour l'équipe seulement : jamais imprimée."), 3),
)


class NarrativePane(DossierPane):
    """The texts of the dossier, of any length."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        fields = [
            MultilineField(tr(label), name=name, hint=tr(hint), lines=lines) for name, label, hint, lines in TEXTS
        ]
        self._form = ProjectForm(self, fields)
        self._people = BeneficiariesCard(self)
        story, ending = Card(tr("Le projet")), Card(tr("Sa conduite"))
        for number, field in enumerate(fields):
            (story if number < 5 else ending).body.addWidget(field)
        self.scrolled(story, self._people, ending, None)
        for field in fields:
            field.input.document().documentLayout().documentSizeChanged.connect(partial(_grow, field))

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the texts; what is being typed stays."""
        self._form.show_values({name: getattr(data.project, name) for name, *_ in TEXTS}, keep_typing=same)
        self._people.show_data(data)

    def flush(self) -> None:
        """Save what is being typed."""
        self._form.flush()
        self._people.form.flush()


def _grow(field: MultilineField, _size: object) -> None:
    """Give an editor the height of its text, between the one it began with and twenty-four lines."""
    editor = field.input
    spacing = editor.fontMetrics().lineSpacing()
    least = next(lines for name, _, _, lines in TEXTS if name == field.name)
    wanted = max(least, min(24, round(editor.document().size().height()) + 1))
    editor.setFixedHeight(wanted * spacing + theme().px(22))


class BeneficiariesCard(PartsCard):
    """Groups of people, and what changes for them."""

    def __init__(self, pane: DossierPane) -> None:
        add = Button(tr("Ajouter un groupe"), "ghost", "plus")
        add.clicked.connect(self._add)
        fields: list[Field] = [
            TextField(tr("Groupe"), name="name"),
            NumberField(tr("Femmes"), name="women"),
            NumberField(tr("Hommes"), name="men"),
            TextField(tr("Ce qui change"), name="change"),
            NumberField(tr("Total sans distinction"), name="people"),
            CheckField(tr("Bénéficiaires directs"), name="is_direct"),
        ]
        super().__init__(pane, tr("Personnes concernées"), fields, aside=(add,))
        self.empty.setText(tr("Habitants, élèves, maraîchères… : ajoutez chaque groupe avec son nombre."))

    def lines(self, data: DossierData) -> Sequence[Part]:
        """Return the groups as rows."""
        return [(group.id, _line(group)) for group in data.beneficiaries]

    def values(self, data: DossierData, part_id: int) -> Mapping[str, Any]:
        """Return what the form shows of a group."""
        one = next(group for group in data.beneficiaries if group.id == part_id)
        return {name: getattr(one, name) for name in ("name", "women", "men", "change", "people", "is_direct")}

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field of a group."""
        service, actor = self.pane.bench.service, self.pane.bench.desk.actor
        return "project_beneficiary", saving(service.update_beneficiary, actor, part_id, {name: value})

    def take_off(self, part_id: int) -> Changes:
        """Take a group off."""
        return self.pane.bench.service.remove_beneficiary(self.pane.bench.desk.actor, part_id)

    def place(self, part_id: int, before_id: int | None) -> Changes:
        """Put a group before another one."""
        return self.pane.bench.service.move_beneficiary(self.pane.bench.desk.actor, part_id, before_id)

    def _add(self) -> None:
        bench, project_id = self.pane.bench, self.pane.project_id
        self.parts.select_next()
        bench.saver.act(
            "projects.add_beneficiary",
            lambda: bench.service.add_beneficiary(bench.desk.actor, project_id, tr("Nouveau groupe")),
            lambda _changes: self.form.field("name").focus(),
        )


def _line(group: ProjectBeneficiary) -> Line:
    total = group.total
    aside = trn("{count} personne", "{count} personnes", total, count=format_number(total)) if total is not None else ""
    return Line(group.name, group.change or tr("Ce qui change reste à dire"), aside, icon=("users", "primary"))
