"""Every part once, as pages use them: what the tests of look and accessibility walk through."""

from PySide6.QtWidgets import QWidget

from cresi_app.core.money import Money
from cresi_app.widgets.buttons import Button, IconButton, Segmented
from cresi_app.widgets.card import Card, KeyFigure
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.facets import Facet, FacetGroup, YearRange
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    SearchField,
    TextField,
    TimeField,
    TokenField,
)
from cresi_app.widgets.gauges import Days, DaysGauge, Stepper
from cresi_app.widgets.landmap import LandMap, Place
from cresi_app.widgets.layouts import Column, Flow, Grid, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState, InlineMessage
from cresi_app.widgets.pills import Avatar, Chip, CountBadge, Pill, Tag
from cresi_app.widgets.tabs import TabBar


def nothing(_text: str) -> list[Proposal]:
    return []


def fields(desk: Desk) -> list[Field]:
    made: list[Field] = [
        TextField("Adresse électronique", name="mail", hint="Visible par l'équipe seulement"),
        DateField("Date de retour", name="due_on"),
        TimeField("Heure", name="starts"),
        NumberField("Places", name="capacity"),
        MoneyField("Montant", name="amount"),
        ChoiceField("Type", [("book", "Livre"), ("dvd", "DVD")], name="kind"),
        CheckField("Masquer les coordonnées", name="masked"),
        RecordPicker(desk, "Éditeur", nothing, name="publisher"),
        TokenField(desk, "Sujets", nothing, name="subjects"),
        MultilineField("Résumé", name="abstract", lines=3),
    ]
    made[4].set_value(Money(56850000))
    made[8].set_value([Proposal(1, "Eau et assainissement"), Proposal(2, "Sahel")])
    return made


def marks() -> Card:
    card = Card("Marques", count=6)
    card.body.addLayout(
        Flow(
            Pill("Disponible", "success"),
            Pill("Prêté", "warning"),
            Pill("En retard", "danger"),
            Pill("Sur place"),
            Tag("Sahel"),
        )
    )
    card.body.addLayout(Row(Chip("Eau"), CountBadge(6), Avatar("Eau Vive Solidarité"), None))
    figure = KeyFigure("landmark", "primary", "Budget de l'exercice")
    figure.set("880 000 €", "64,6 % engagés · 11 % réservés")
    figure.bar.set_parts([(0.646, "primary"), (0.11, "accent_fill")], "64,6 % engagés")
    gauge = DaysGauge()
    gauge.set_days(Days(9, 3, 1))
    stepper = Stepper("Étapes")
    stepper.set_steps(["Reçu", "Recevable", "Instruit", "Commission"], 2)
    for widget in (figure, gauge, stepper):
        card.body.addWidget(widget)
    return card


def buttons() -> Card:
    card = Card("Actions")
    disabled = Button("Verser")
    disabled.allow(False, "Il manque deux pièces.")
    card.body.addLayout(Row(Button("Prêter", "primary", "check"), Button("Réserver"), Button("Plus", "ghost"), None))
    card.body.addLayout(
        Row(Button("Voir", "link"), Button("Supprimer", "danger"), disabled, IconButton("Imprimer", "printer"), None)
    )
    card.body.addWidget(Segmented("Vue", [("a", "Organisations", 186), ("b", "Personnes", 512)]))
    card.body.addWidget(TabBar("Parties", [("a", "Synthèse"), ("b", "Pièces", 6)]))
    card.body.addWidget(SearchField("Recherche", "Chercher", keys="Ctrl K"))
    return card


def gallery(desk: Desk) -> QWidget:
    """Return one wide widget with every part."""
    whole = QWidget()
    grid = Grid()
    for number, field in enumerate(fields(desk)):
        grid.addWidget(field, number // 2, number % 2)
    form = Card("Champs")
    form.body.addLayout(grid)
    facets = FacetGroup("Thème", shown=2)
    facets.set_facets([Facet(1, "Eau", 128), Facet(2, "Santé", 31), Facet(3, "Droits", 24)])
    facets.set_checked({1})
    years = YearRange("Année")
    years.set_counts(2008, [2, 4, 3, 6, 8])
    lands = LandMap("Carte du projet")
    lands.set_places([Place("home", "Département", 2.3, 48.6, home=True), Place(1, "Zinder", 8.98, 13.8)], 1)
    act = Act("La voir", lambda: None)
    side = Card("Filtres")
    for widget in (facets, years, lands, DropZone(desk, "Déposez un PDF ici", [("PDF", "*.pdf")])):
        side.body.addWidget(widget)
    empty = EmptyState("Aucun document", "Élargissez les filtres.", act, Act("Charger l'exemple", lambda: None))
    told = Column(
        InlineMessage("Une copie vérifiée existe.", "info", act),
        InlineMessage("Attention.", "warning"),
        empty,
        spacing=8,
    )
    Row(
        form,
        Column(marks(), buttons(), spacing=14),
        Column(side, told, spacing=14),
        spacing=14,
        margins=(24, 18, 24, 18),
        parent=whole,
    )
    return whole
