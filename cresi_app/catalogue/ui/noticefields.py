"""The fields of a notice: identity, edition, subjects, classification, texts; each knows how the service wants it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import searches
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import tr
from cresi_app.widgets.card import Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    Form,
    MultilineField,
    NumberField,
    Proposal,
    RecordPicker,
    TextField,
    TokenField,
)
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Grid

GRID: Final = 12
"""Columns of the form's grid; each field takes some of them."""
Placed = tuple[Field, int]

_PLAIN: Final = (
    "title", "kind", "subtitle", "edition", "place", "date_text", "year", "extent", "series_number", "part_number",
    "part_title", "other_titles", "responsibility", "call_number", "audience", "url", "rights", "image_credit",
    "published_on", "revised_on", "price", "frequency", "abstract", "contents", "notes",
)  # fmt: skip


def keep_typed(text: str, then: Callable[[Proposal], None]) -> None:
    """Take what was typed as it is: the service finds its authority or makes it, with the save itself."""
    then(Proposal(text, text))


class NameField(RecordPicker):
    """A name of an authority list, proposed while it is typed and taken as it is when the list does not know it."""

    def __init__(self, desk: Desk, label: str, search: searches.Search, *, name: str) -> None:
        super().__init__(desk, label, search, name=name, create=keep_typed)

    def read(self) -> Any:
        """Return the authority that bears the name, else the name itself, for the service to make one."""
        text = self.input.text().strip()
        try:
            return super().read()
        except DomainError:
            return Proposal(text, text)


class NoticeFields:
    """All fields of one notice and the widgets that lay them out. `form.committed` tells what was left."""

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        self._desk, self._service = desk, service
        self._role = "aut"
        self.form = Form([])
        self.first = self._identity_first()
        self.rest = [self._identity_rest(), self._edition(), self._subjects(), self._shelf()]
        self.texts = self._texts()

    # --- laying out ---

    def _group(self, title: str, rows: Sequence[Sequence[Placed]], *, line: bool = True) -> QWidget:
        holder = QWidget()
        grid = Grid(across=12, down=10)
        for column in range(GRID):
            grid.setColumnStretch(column, 1)
        for at, row in enumerate(rows):
            start = 0
            for field, span in row:
                grid.addWidget(field, at, start, 1, span)
                start += span
                self.form.add(field)
        head: list[Any] = [Overline(title), 6] if title else []
        foot: list[Any] = [12, Divider()] if line else []
        Column(*head, grid, *foot, margins=(0, 0, 0, 4 if line else 0), parent=holder)
        return holder

    def _identity_first(self) -> QWidget:
        kinds = [(kind.code, kind.name) for kind in self._service.kinds().values()]
        return self._group(
            tr("Identité"),
            [[(TextField(tr("Titre"), name="title"), 9), (ChoiceField(tr("Type"), kinds, name="kind"), 3)]],
            line=False,
        )

    def _identity_rest(self) -> QWidget:
        people = TokenField(
            self._desk,
            tr("Auteurs et contributeurs"),
            self._people,
            name="contributions",
            create=self._new_person,
            tone="info",
        )
        people.create_label = tr("Ajouter « {text} » (nom, prénom)", text="{text}")
        roles = [(role.code, role.name) for role in self._service.roles.values()]
        chosen = ComboBox(tr("Rôle de la personne ajoutée"), roles)
        chosen.activated.connect(lambda _index: self._take_role(chosen.key()))
        people.head.addWidget(Label(tr("ajouter comme"), "caption", "text3"))
        people.head.addWidget(chosen)
        return self._group(
            "",
            [
                [(TextField(tr("Sous-titre"), name="subtitle"), 9), (TextField(tr("Tome"), name="part_number"), 3)],
                [(people, 12)],
            ],
        )

    def _take_role(self, code: str) -> None:
        self._role = code

    def _people(self, text: str) -> list[Proposal]:
        role = self._role
        name = self._service.roles[role].name.lower()
        return [
            Proposal((one.value, role), f"{one.title} · {name}", one.detail, one.aside, one.icon)
            for one in searches.contributors(self._service)(text)
        ]

    def _new_person(self, text: str, then: Callable[[Proposal], None]) -> None:
        then(Proposal((text, self._role), f"{text} · {self._service.roles[self._role].name.lower()}"))

    def _edition(self) -> QWidget:
        desk, service = self._desk, self._service
        publisher = NameField(desk, tr("Éditeur"), searches.publishers(service), name="publisher")
        series = NameField(desk, tr("Collection"), searches.series(service), name="series")
        return self._group(
            tr("Édition"),
            [
                [(publisher, 7), (TextField(tr("Lieu"), name="place"), 5)],
                [
                    (TextField(tr("Date"), name="date_text"), 4),
                    (NumberField(tr("Année"), name="year", least=1000, most=2999), 3),
                    (TextField(tr("ISBN"), name="isbn"), 5),
                ],
                [
                    (series, 6),
                    (TextField(tr("Numéro"), name="series_number"), 2),
                    (TextField(tr("Édition"), name="edition"), 4),
                ],
                [(TextField(tr("Description matérielle"), name="extent"), 12)],
            ],
        )

    def _subjects(self) -> QWidget:
        desk, service = self._desk, self._service
        subjects = TokenField(desk, tr("Sujets"), searches.subjects(service), name="subjects", create=keep_typed)
        subjects.create_label = tr("Ajouter le sujet « {text} »", text="{text}")
        countries = TokenField(desk, tr("Pays ou territoires"), searches.named(service.countries), name="countries")
        languages = TokenField(desk, tr("Langues"), searches.named(service.languages), name="languages")
        return self._group(tr("Sujets"), [[(subjects, 12)], [(countries, 7), (languages, 5)]])

    def _shelf(self) -> QWidget:
        return self._group(
            tr("Classement et droits"),
            [
                [(TextField(tr("Cote"), name="call_number"), 4), (TextField(tr("Public"), name="audience"), 8)],
                [(TextField(tr("Adresse en ligne"), name="url"), 12)],
                [
                    (TextField(tr("Droits"), name="rights"), 6),
                    (TextField(tr("Crédit de l'image"), name="image_credit"), 6),
                ],
                [
                    (DateField(tr("Publiée le"), name="published_on"), 6),
                    (DateField(tr("Mise à jour le"), name="revised_on"), 6),
                ],
            ],
        )

    def _texts(self) -> QWidget:
        return self._group(
            "",
            [
                [(MultilineField(tr("Résumé"), name="abstract", lines=8), 12)],
                [(MultilineField(tr("Contenu, sommaire ou pièces"), name="contents", lines=5), 12)],
                [(MultilineField(tr("Notes"), name="notes", lines=4), 12)],
                [(TextField(tr("Mention de responsabilité"), name="responsibility"), 12)],
                [
                    (TextField(tr("Autres titres"), name="other_titles"), 8),
                    (TextField(tr("Titre de la partie"), name="part_title"), 4),
                ],
                [(TextField(tr("Périodicité"), name="frequency"), 6), (TextField(tr("Prix"), name="price"), 6)],
            ],
        )

    # --- between the form and the service ---

    def show_sheet(self, sheet: DocumentSheet | None, *, keep_typing: bool) -> None:
        """Show a notice's values; None: those of a notice not yet made."""
        self.form.show_values(values_of(sheet), keep_typing=keep_typing)


def values_of(sheet: DocumentSheet | None) -> Mapping[str, Any]:
    """Return the values of the form's fields."""
    if sheet is None:
        blank: dict[str, Any] = dict.fromkeys(_PLAIN, "")
        return {
            **blank, "kind": "book", "year": None, "published_on": None, "revised_on": None, "publisher": None, "series": None,
            "isbn": "", "contributions": [], "subjects": [], "countries": [], "languages": [],
        }  # fmt: skip
    document = sheet.document
    values: dict[str, Any] = {name: getattr(document, name) for name in _PLAIN}
    values["publisher"] = Proposal(document.publisher_id, sheet.publisher) if document.publisher_id else None
    values["series"] = Proposal(document.series_id, sheet.series) if document.series_id else None
    values["isbn"] = sheet.number_of("isbn")
    values["contributions"] = [
        Proposal((one.contributor_id, one.role), f"{one.inverted} · {one.role_name.lower()}")
        for one in sheet.contributions
    ]
    values["subjects"] = [Proposal(one.subject_id, one.term) for one in sheet.subjects]
    values["countries"] = [Proposal(one.country_code, one.name) for one in sheet.countries]
    values["languages"] = [Proposal(one.language_code, one.name) for one in sheet.languages if one.use == "text"]
    return values


def wanted_by_service(name: str, value: Any, sheet: DocumentSheet | None) -> dict[str, Any]:
    """Return what the service takes for a field that was left with `value`."""
    match name:
        case "publisher" | "series":
            return {name: value.value if isinstance(value, Proposal) else None}
        case "contributions" | "subjects" | "countries":
            return {name: [one.value for one in value]}
        case "languages":
            others = [(one.language_code, one.use) for one in sheet.languages if one.use != "text"] if sheet else []
            return {"languages": [(one.value, "text") for one in value] + others}
        case "isbn":
            return {"identifiers": _with_isbn(str(value or "").strip(), sheet)}
        case _:
            return {name: value}


def _with_isbn(typed: str, sheet: DocumentSheet | None) -> list[tuple[str, str]]:
    """Return the notice's numbers with its first ISBN replaced by what was typed ("" takes it away)."""
    numbers = [(one.scheme, one.value) for one in sheet.identifiers] if sheet else []
    at = next((index for index, (scheme, _) in enumerate(numbers) if scheme == "isbn"), len(numbers))
    numbers[at : at + 1] = [("isbn", typed)] if typed else []
    return numbers
