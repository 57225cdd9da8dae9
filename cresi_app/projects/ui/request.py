"""The section « La demande »: what the project is called, who carries and signs it, what is asked, of whom and by when."""

from collections.abc import Sequence
from typing import Any

from cresi_app.core.i18n import tr
from cresi_app.projects.model import REQUEST_WORDS, Addressee, ContactView, DossierData
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, ProjectForm
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import ChoiceField, DateField, Field, Proposal, RecordPicker, TextField
from cresi_app.widgets.layouts import Grid


class RequestPane(DossierPane):
    """Identity of the dossier, and the boxes of the form's first page."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        directory = bench.service.directory
        people = searches.people(directory, self._own_organisation)
        somebody = searches.new_person(bench.desk, directory, self._own_organisation)
        self._title = TextField(tr("Titre du projet"), name="title")
        self._staff = ChoiceField(tr("Suivi au centre par"), [(None, "—")], name="staff_id")
        self._kinds: Sequence[tuple[str, str]] = [
            (kind, _capital(tr(REQUEST_WORDS[kind])) if kind else tr("À préciser")) for kind in Addressee
        ]
        identity: list[Field] = [
            self._title,
            RecordPicker(
                bench.desk,
                tr("Association porteuse"),
                searches.organisations(directory),
                name="organisation_id",
                create=searches.new_organisation(bench.desk, directory),
            ),
            self._staff,
            RecordPicker(bench.desk, tr("Représentant légal"), people, name="representative_id", create=somebody),
            RecordPicker(bench.desk, tr("Personne à contacter"), people, name="contact_id", create=somebody),
        ]
        asked: list[Field] = [
            TextField(tr("Appel à projets"), name="call_name"),
            DateField(tr("Date limite de l'appel"), name="deadline_on"),
            ChoiceField(tr("Type de destinataire"), self._kinds, name="addressee_kind"),
            TextField(tr("Service destinataire"), name="addressee", placeholder=tr("Service de la coopération")),
            _choice(tr("Forme de l'aide"), "request_form", ("cash", "in_kind", "both")),
            _choice(tr("Fréquence"), "request_frequency", ("first", "renewal")),
            _choice(tr("Objet"), "request_object", ("project", "global")),
            _choice(tr("Période"), "request_period", ("annual", "multiyear")),
        ]
        self._form = ProjectForm(self, [*identity, *asked])
        first, grid = _grid_card(tr("Identité"))
        grid.addWidget(self._title, 0, 0, 1, 2)
        _lay(grid, identity[1:], 1)
        second, grid = _grid_card(tr("Demande"))
        _lay(grid, asked, 0)
        self.scrolled(first, second, None)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the fields; what is being typed stays."""
        one = data.project
        people = self.bench.service.directory.staff_profiles()
        self._staff.set_options([(None, "—"), *((person.id, person.name) for person in people)])
        values: dict[str, Any] = {
            field.name: getattr(one, field.name) for field in self._form.fields() if not isinstance(field, RecordPicker)
        }
        values["organisation_id"] = Proposal(data.holder.id, data.holder.name)
        values["representative_id"] = _person(data.representative)
        values["contact_id"] = _person(data.contact)
        self._form.show_values(values, keep_typing=same)
        self._show_doubles(data)

    def flush(self) -> None:
        """Save what is being typed."""
        self._form.flush()

    def _own_organisation(self) -> int | None:
        return self.data.holder.id if self.data is not None else None

    def _show_doubles(self, data: DossierData) -> None:
        if not data.lookalikes:
            self._title.set_hint("")
            return
        first = data.lookalikes[0]
        hint = tr(
            "Ressemble au dossier {number} de la même association : {title}.", number=first.number, title=first.title
        )
        self._title.set_hint(hint, "warning")


def _lay(grid: Grid, fields: Sequence[Field], row: int) -> None:
    for number, field in enumerate(fields):
        grid.addWidget(field, row + number // 2, number % 2)


def _person(contact: ContactView | None) -> Proposal | None:
    return Proposal(contact.id, contact.name, contact.title) if contact is not None else None


def _choice(label: str, name: str, keys: Sequence[str]) -> ChoiceField:
    return ChoiceField(label, [(key, _capital(tr(REQUEST_WORDS[key]))) for key in keys], name=name)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _grid_card(title: str) -> tuple[Card, Grid]:
    card = Card(title)
    grid = Grid(across=14, down=10)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    return card, grid
