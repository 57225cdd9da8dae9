"""The section « L'association »: what the directory knows of the holder, and what the application form asks beyond it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.numbers import QUANTITY
from cresi_app.projects.model import DossierData, HolderApproval
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, plain, refuse_at
from cresi_app.projects.ui.rows_card import RowKind, RowsCard, yes_no
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    DecimalField,
    Field,
    Form,
    MultilineField,
    NumberField,
    TextField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid
from cresi_app.widgets.rows import Line
from cresi_app.widgets.wholepage import SteppedPart, scrolls_whole

_PROFILE = (
    "correspondence", "is_public_utility", "public_utility_on", "pays_business_tax", "networks", "has_member_bodies", "member_bodies",
)  # fmt: skip
_YEAR = (
    "starts_on", "ends_on", "volunteers", "civic_volunteers", "employees", "subsidised", "posts_milli", "lent_staff", "members",
)  # fmt: skip


class HolderPane(DossierPane):
    """Sections 1 to 4 of the application form; they belong to the association, and each submission keeps its own copy."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._facts = _FactsCard(bench)
        self._profile = Form(_profile_fields(), self)
        self._profile.committed.connect(self._save_profile)
        self._year = Form(_year_fields(), self)
        self._year.committed.connect(self._save_year)
        self._approvals = _approvals_card(self)
        self._means = Card(tr("Moyens humains au 31 décembre"))
        asked = Card(tr("Relations avec l'administration et d'autres associations"))
        for card, form in ((asked, self._profile), (self._means, self._year)):
            card.body.addWidget(_Fields(form.fields()))
        self.scrolled(self._facts, asked, self._approvals, self._means, None)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the holder; what is being typed stays."""
        self._facts.show_data(data)
        profile, year = data.holder_file.profile, data.holder_file.year
        self._profile.show_values(
            {name: getattr(profile, name) if profile else _unsaid(name) for name in _PROFILE}, keep_typing=same
        )
        self._year.show_values({name: getattr(year, name) if year else None for name in _YEAR}, keep_typing=same)
        self._means.set_title(tr("Moyens humains au 31 décembre {year}", year=data.project.year - 1))
        self._approvals.show_data(data)

    def flush(self) -> None:
        """Save what is being typed."""
        self._profile.flush()
        self._year.flush()
        self._approvals.form.flush()

    def _save_profile(self, name: str, value: Any) -> None:
        assert self.data is not None
        service, actor, holder, given = (
            self.bench.service, self.bench.desk.actor, self.data.holder.id, {name: plain(value)},
        )  # fmt: skip
        self.bench.saver.act(
            "projects.set_holder_profile",
            lambda: service.set_holder_profile(actor, holder, None, **given),
            refused=partial(refuse_at, self._profile, name),
        )

    def _save_year(self, name: str, value: Any) -> None:
        assert self.data is not None
        service, actor, holder, given = (
            self.bench.service, self.bench.desk.actor, self.data.holder.id, {name: plain(value)},
        )  # fmt: skip
        year = self.data.project.year - 1
        self.bench.saver.act(
            "projects.set_holder_year",
            lambda: service.set_holder_year(actor, holder, year, None, **given),
            refused=partial(refuse_at, self._year, name),
        )


def _unsaid(name: str) -> str | None:
    return "" if name in {"correspondence", "networks", "member_bodies"} else None


def _profile_fields() -> list[Field]:
    return [
        ChoiceField(tr("Reconnue d'utilité publique"), yes_no(), name="is_public_utility"),
        DateField(tr("Reconnue le"), name="public_utility_on"),
        ChoiceField(tr("Assujettie aux impôts commerciaux"), yes_no(), name="pays_business_tax"),
        ChoiceField(tr("Adhérents personnes morales"), yes_no(), name="has_member_bodies"),
        TextField(tr("Lesquels"), name="member_bodies"),
        TextField(tr("Adresse de correspondance"), name="correspondence"),
        MultilineField(tr("Réseaux, fédérations"), name="networks", lines=2),
    ]


def _year_fields() -> list[Field]:
    return [
        NumberField(tr("Bénévoles"), name="volunteers"),
        NumberField(tr("Volontaires"), name="civic_volunteers"),
        NumberField(tr("Salariés"), name="employees"),
        NumberField(tr("Dont emplois aidés"), name="subsidised"),
        DecimalField(tr("Équivalents temps plein (ETPT)"), QUANTITY, 1000, name="posts_milli"),
        NumberField(tr("Personnels mis à disposition"), name="lent_staff"),
        NumberField(tr("Adhérents"), name="members"),
        DateField(tr("Début de l'exercice"), name="starts_on"),
        DateField(tr("Fin de l'exercice"), name="ends_on"),
    ]


class _Fields(SteppedPart):
    """Fields on three columns, on two in a page that scrolls as a whole; what takes several lines has the whole width."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields, self._columns = fields, 0
        self._grid = Grid(across=14, down=10, parent=self)
        self._lay(3)

    def fit(self) -> None:
        """Take the columns that there is room for."""
        self._lay(2 if scrolls_whole(self) else 3)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out."""
        super().showEvent(event)
        self.fit()

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        for field in self._fields:
            self._grid.removeWidget(field)
            if isinstance(field, MultilineField):
                row, column = row + bool(column), 0
                self._grid.addWidget(field, row, 0, 1, columns)
                row += 1
                continue
            self._grid.addWidget(field, row, column)
            row, column = (row + 1, 0) if column == columns - 1 else (row, column + 1)
        for number in range(3):
            self._grid.setColumnStretch(number, int(number < columns))


class _FactsCard(Card):
    """What the directory says, read only: it is corrected there."""

    def __init__(self, bench: Bench) -> None:
        self._open = Button(tr("Ouvrir la fiche"), "link")
        super().__init__(tr("Identité"), aside=(self._open,))
        self._bench = bench
        self._holder = 0
        self._open.clicked.connect(lambda: bench.desk.open_record("organisation", self._holder))
        self._grid = Grid(across=16, down=10)
        self._values = [Label("", "secondary", wrap=True) for _ in range(10)]
        names = (
            tr("Nom"), tr("Sigle"), tr("Forme juridique"), tr("RNA"), tr("SIRET"), tr("Siège"), tr("Site"), tr("Fondée le"),
            tr("Représentant légal"), tr("Chargé du dossier"),
        )  # fmt: skip
        for number, (name, value) in enumerate(zip(names, self._values, strict=True)):
            pair = Column(Label(name, "caption", "text2"), value, None, spacing=1)
            self._grid.addLayout(pair, number // 2, number % 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._note = Label("", "caption", "text3", wrap=True)
        self.body.addWidget(self._note)

    def show_data(self, data: DossierData) -> None:
        """Show the holder of a dossier."""
        holder = data.holder
        self._holder = holder.id
        town = " ".join(part for part in (holder.postal_code, holder.town) if part)
        founded = format_date(date.fromisoformat(holder.founded_on)) if holder.founded_on else ""
        people = [view.name if view is not None else "" for view in (data.representative, data.contact)]
        register = data.holder_file.register or data.holder_file.receipt
        words = (
            holder.name, holder.acronym, holder.legal_form, holder.rna or register, holder.siret,
            ", ".join(part for part in (holder.address, town) if part), holder.website, founded, *people,
        )  # fmt: skip
        for label, value in zip(self._values, words, strict=True):
            label.setText(value or tr("Non renseigné"))
            label.set_ink("text" if value else "text3")
        if data.frozen_on is not None:
            day = format_date(data.frozen_on)
            self._note.setText(
                tr("La version déposée le {day} garde l'identité d'alors, même si la fiche change.", day=day)
            )
        self._note.setVisible(data.frozen_on is not None)


def _approvals_card(pane: HolderPane) -> RowsCard:
    add = Button(tr("Ajouter un agrément"), "ghost", "plus")
    fields: list[Field] = [
        TextField(tr("Agrément"), name="name"),
        TextField(tr("Attribué par"), name="given_by"),
        DateField(tr("Donné le"), name="given_on"),
    ]
    kind = RowKind(
        "holder_approval",
        "approval",
        lambda data: [(one, one) for one in data.holder_file.approvals],
        _approval_line,
        moves=False,
    )
    card = RowsCard(pane, tr("Agréments"), kind, fields, aside=(add,))

    def make() -> None:
        assert pane.data is not None
        bench, holder = pane.bench, pane.data.holder.id
        card.parts.select_next()

        def work() -> Changes:
            return bench.service.add_approval(bench.desk.actor, holder, tr("Nouvel agrément"))

        bench.saver.act("projects.add_approval", work, lambda _changes: card.form.fields()[0].focus())

    add.clicked.connect(make)
    return card


def _approval_line(one: HolderApproval) -> Line:
    day = format_date(one.given_on) if one.given_on is not None else ""
    return Line(one.name, " · ".join(part for part in (one.given_by, day) if part), icon=("shield-check", "primary"))
