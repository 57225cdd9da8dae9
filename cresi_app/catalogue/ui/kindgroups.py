"""The groups of the form that only some kinds of documents have: where it stands, how it is used, what it holds, how it travels."""

from typing import Final

from cresi_app.catalogue.model import measures
from cresi_app.catalogue.model.description import TITLE_KINDS
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import searches
from cresi_app.catalogue.ui.fieldgroup import FieldGroup
from cresi_app.catalogue.ui.measures import MeasureField
from cresi_app.catalogue.ui.namefield import NameField
from cresi_app.catalogue.ui.rowsfield import RowsField
from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    DurationField,
    Field,
    MoneyField,
    MultilineField,
    NumberField,
    RecordPicker,
    TextField,
    TokenField,
)

FOR_KINDS: Final = {
    "minutes_least": "minutes", "minutes_most": "minutes", "group_least": "group", "group_most": "group", "age_least": "age",
    "age_most": "age", "level": "level", "material": "material", "audiences": "audiences", "releases": "releases",
    "host": "host", "host_number": "host", "host_date": "host", "host_pages": "host", "issues_a_year": "issues_a_year",
    "frequency": "frequency", "issn": "issn", "isbn": "isbn", "ean": "ean", "doi": "doi", "seen_on": "seen_on",
    "edition": "edition", "series": "series", "series_number": "series_number", "extent": "extent", "part_number": "part_number",
    "price": "price", "pieces": "pieces", "crates": "exhibition", "weight_g": "exhibition", "wall_cm": "exhibition",
    "setup_minutes": "exhibition", "insurance_minor": "exhibition", "transport": "exhibition", "hanging": "exhibition",
}  # fmt: skip
"""Fields of the form → what `model.kinds` calls them."""
ONE_DURATION: Final = frozenset({"video", "sound"})
_MOST: Final = 100_000


def host(desk: Desk, service: CatalogueService) -> FieldGroup:
    """Return « Publié dans »: the periodical, issue or book an article or an issue stands in."""
    picker = NameField(desk, tr("Revue, numéro ou ouvrage"), searches.documents(service), name="host")
    return FieldGroup(
        tr("Publié dans"),
        [
            [(picker, 12)],
            [
                (TextField(tr("Numéro"), name="host_number"), 4),
                (TextField(tr("Date"), name="host_date"), 4),
                (TextField(tr("Pages"), name="host_pages"), 4),
            ],
        ],
    )


def use(desk: Desk, service: CatalogueService) -> FieldGroup:
    """Return « Utilisation »: for whom, how long, with how many, what one needs, which versions."""
    audiences = TokenField(
        desk,
        tr("Publics"),
        searches.named(lambda: {one.code: one.name for one in service.audiences.values()}),
        name="audiences",
    )
    levels = [("", tr("Non précisé")), *((one.code, one.name) for one in service.levels.values())]
    return FieldGroup(
        tr("Utilisation"),
        [
            [(audiences, 12)],
            [
                (DurationField(tr("Durée, de"), name="minutes_least"), 4),
                (DurationField(tr("Durée, à"), name="minutes_most"), 4),
                (ChoiceField(tr("Niveau"), levels, name="level"), 4),
            ],
            [
                (NumberField(tr("Groupe, de"), name="group_least", least=1, most=_MOST), 3),
                (NumberField(tr("Groupe, à"), name="group_most", least=1, most=_MOST), 3),
                (NumberField(tr("Âge, de"), name="age_least", most=120), 3),
                (NumberField(tr("Âge, à"), name="age_most", most=120), 3),
            ],
            [(MultilineField(tr("Matériel nécessaire"), name="material", lines=2), 12)],
            [
                (
                    RowsField(
                        tr("Versions"), _release, name="releases", add=tr("Ajouter une version"), required="label"
                    ),
                    12,
                )
            ],
        ],
    )


def _release() -> list[list[tuple[Field, int]]]:
    return [
        [
            (TextField(tr("Version"), name="label"), 3),
            (DateField(tr("Parue le"), name="released_on"), 3),
            (TextField(tr("Ce qui change"), name="what_changed"), 6),
        ]
    ]


def titles(desk: Desk, service: CatalogueService) -> RowsField:
    """Return the rows of parallel, original and other titles."""
    kinds = [(code, tr(words)) for code, words in TITLE_KINDS.items()]

    def row() -> list[list[tuple[Field, int]]]:
        language = RecordPicker(desk, tr("Langue"), searches.named(service.languages), name="language_code")
        return [
            [
                (TextField(tr("Titre"), name="title"), 5),
                (language, 3),
                (ChoiceField(tr("Nature"), kinds, name="kind"), 4),
            ]
        ]

    return RowsField(
        tr("Titres en d'autres langues"),
        row,
        name="titles",
        add=tr("Ajouter un titre"),
        required="title",
        blank={"kind": "parallel"},
    )


def abstracts(desk: Desk, service: CatalogueService) -> RowsField:
    """Return the rows of abstracts in other languages."""

    def row() -> list[list[tuple[Field, int]]]:
        return [
            [(RecordPicker(desk, tr("Langue du résumé"), searches.named(service.languages), name="language_code"), 12)],
            [(MultilineField(tr("Résumé"), name="text", lines=5), 12)],
        ]

    return RowsField(
        tr("Résumés en d'autres langues"), row, name="abstracts", add=tr("Ajouter un résumé"), required="text"
    )


def links(desk: Desk, service: CatalogueService) -> RowsField:
    """Return the rows of links to other documents: the relation, the other end, what part of it."""
    relations = [(one.code, one.name) for one in service.relations.values()]
    proposed = searches.documents(service)

    def row() -> list[list[tuple[Field, int]]]:
        return [
            [
                (ChoiceField(tr("Lien"), relations, name="relation"), 4),
                (NameField(desk, tr("Notice liée, ou titre"), proposed, name="target"), 8),
            ],
            [
                (TextField(tr("Numéro"), name="number"), 3),
                (TextField(tr("Date"), name="date_text"), 3),
                (TextField(tr("Pages"), name="pages"), 3),
                (TextField(tr("ISSN"), name="issn"), 3),
            ],
        ]

    return RowsField(
        tr("Documents liés"),
        row,
        name="links",
        add=tr("Ajouter un lien"),
        required="target",
        blank={"relation": "related"},
    )


def kit_pieces() -> RowsField:
    """Return the rows of what a kit or a game holds; an exhibition's have `panel_row`."""
    return RowsField(
        tr("Pièces"), piece_row, name="pieces", add=tr("Ajouter une pièce"), required="name", blank={"quantity": 1}
    )


def piece_row() -> list[list[tuple[Field, int]]]:
    """Return the fields of one piece of a kit or a game."""
    return [
        [
            (TextField(tr("Désignation"), name="name"), 7),
            (NumberField(tr("Quantité"), name="quantity", least=1, most=_MOST), 2),
            (TextField(tr("Note"), name="note"), 3),
        ]
    ]


def panel_row() -> list[list[tuple[Field, int]]]:
    """Return the fields of one panel of an exhibition."""
    return [
        [
            (TextField(tr("N°"), name="number"), 2),
            (TextField(tr("Titre du panneau ou de l'objet"), name="name"), 8),
            (NumberField(tr("Quantité"), name="quantity", least=1, most=_MOST), 2),
        ],
        [
            (MeasureField(tr("Larg. (cm)"), name="width_mm", per=measures.MM_A_CM), 2),
            (MeasureField(tr("Haut. (cm)"), name="height_mm", per=measures.MM_A_CM), 2),
            (MeasureField(tr("Poids (kg)"), name="weight_g", per=measures.G_A_KG), 2),
            (TextField(tr("Caisse"), name="crate"), 2),
            (TextField(tr("Note"), name="note"), 4),
        ],
    ]


def exhibition() -> FieldGroup:
    """Return « Transport et accrochage »."""
    return FieldGroup(
        tr("Transport et accrochage"),
        [
            [
                (NumberField(tr("Caisses"), name="crates", most=10_000), 3),
                (MeasureField(tr("Poids total (kg)"), name="weight_g", per=measures.G_A_KG), 3),
                (MeasureField(tr("Linéaire (m)"), name="wall_cm", per=measures.CM_A_M), 3),
                (DurationField(tr("Montage"), name="setup_minutes"), 3),
            ],
            [(MoneyField(tr("Valeur d'assurance"), name="insurance_minor"), 6)],
            [(MultilineField(tr("Ce qu'il faut pour l'accrocher"), name="hanging", lines=2), 12)],
            [(MultilineField(tr("Transport"), name="transport", lines=2), 12)],
        ],
    )
