"""Whose library it is: the lines printed on every paper, saved field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.roles import Right, Standing
from cresi_app.shell.standing import why_not
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import EmailField, Field, Form, LinkField, MultilineField, PhoneField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Grid, Row

LINES: Final = (
    ("centre_name", N_("Nom du centre"), 0, 0, 2), ("centre_tagline", N_("Ligne sous le nom"), 1, 0, 2),
    ("authority_name", N_("Collectivité"), 2, 0, 2), ("address", N_("Adresse"), 3, 0, 2), ("postal_code", N_("Code postal"), 4, 0, 1),
    ("town", N_("Commune"), 4, 1, 1), ("phone", N_("Téléphone"), 5, 0, 1), ("email", N_("Adresse électronique"), 5, 1, 1),
    ("website", N_("Site"), 6, 0, 1), ("siret", N_("SIRET"), 6, 1, 1),
    ("declaration_number", N_("Numéro de déclaration d'activité"), 7, 0, 2),
    ("representative", N_("Représentant légal"), 8, 0, 2), ("representative_title", N_("Qualité"), 9, 0, 2),
)  # fmt: skip
"""Field, label, row, column, columns taken."""
_KINDS: Final[Mapping[str, type[TextField]]] = {"phone": PhoneField, "email": EmailField, "website": LinkField}


@dataclass(frozen=True, slots=True)
class IdentityDoors:
    """Reads the lines by name; saves some of them (a `DomainError` names the field it refuses); keeps the two pictures."""

    read: Callable[[], Mapping[str, str]]
    save: Callable[[Actor, Mapping[str, Any]], Changes]
    picture: Callable[[Actor, str, Path], Changes]
    """Keeps an image file as the ``logo`` or the ``signature``."""


class IdentityCard(Card):
    """The form of the centre's identity."""

    def __init__(self, desk: Desk, doors: IdentityDoors) -> None:
        super().__init__(tr("Identité du centre"))
        self._desk, self._doors = desk, doors
        self.body.addWidget(Label(tr("Imprimée sur tous les documents."), "caption", "text2"))
        grid = Grid()
        fields: list[Field] = []
        for name, label, row, column, wide in LINES:
            field: Field = (
                MultilineField(tr(label), name=name, lines=2)
                if name == "address"
                else _KINDS.get(name, TextField)(tr(label), name=name)
            )
            grid.addWidget(field, row, column, 1, wide)
            fields.append(field)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        logo, signature = (
            Button(tr("Choisir le logo…"), "secondary", "image"),
            Button(tr("Choisir la signature…"), "secondary", "image"),
        )
        self._pictures = (logo, signature)
        logo.clicked.connect(partial(self._picture, "logo", logo.text()))
        signature.clicked.connect(partial(self._picture, "signature", signature.text()))
        self.body.addLayout(Row(logo, signature, None, margins=(0, 8, 0, 0)))
        self.form = Form(fields, self)
        self.form.committed.connect(self._save)
        self._fields = fields
        desk.changed.connect(self._heed)
        desk.standing_changed.connect(self._allow)
        self._allow(desk.standing)
        self.read_again()

    def _allow(self, standing: Standing) -> None:
        may = standing.may(Right.LIBRARY)
        for field in self._fields:
            field.setEnabled(may)
            field.setToolTip("" if may else why_not(standing))
        for button in self._pictures:
            button.allow(may, why_not(standing))

    def read_again(self) -> None:
        """Read the lines; what is being typed stays."""
        self._desk.read(
            "preferences.identity", self._doors.read, lambda lines: self.form.show_values(lines, keep_typing=True)
        )

    def _save(self, name: str, value: str) -> None:
        save, who = self._doors.save, self._desk.actor
        self._desk.write("home.set", lambda: save(who, {name: value}), failed=self._refused)

    def _picture(self, which: str, title: str, _checked: bool = False) -> None:
        chosen = self._desk.messages.open_files(
            title, [(tr("Images PNG ou JPEG"), "*.png *.jpg *.jpeg")], several=False
        )
        if chosen:
            keep, who, file = self._doors.picture, self._desk.actor, chosen[0]
            told = tr("Image gardée : elle est imprimée dès maintenant")
            self._desk.write(
                "home.picture", lambda: keep(who, which, file), lambda _changes: self._desk.messages.toast(told)
            )

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._desk.messages.error(error)

    def _heed(self, changes: Changes) -> None:
        if changes.touches("home"):
            self.read_again()
