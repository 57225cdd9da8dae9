"""The fields of a notice: each kind of document shows its own, and whatever else already says something."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentSheet, Filters, kinds
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import kindgroups, searches
from cresi_app.catalogue.ui.fieldgroup import FieldGroup
from cresi_app.catalogue.ui.formvalues import values_of
from cresi_app.catalogue.ui.namefield import NameField
from cresi_app.catalogue.ui.ownfields import OwnFields
from cresi_app.catalogue.ui.subjectfield import SubjectField
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    Form,
    LinkField,
    MultilineField,
    NumberField,
    Proposal,
    TextField,
    TokenField,
)
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import Label

_AUTHOR: Final = "aut"
"""The role offered first for who is added."""


class NoticeFields:
    """All fields of one notice and the widgets that lay them out. `form.committed` tells what was left."""

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        self._desk, self._service = desk, service
        self._role = _AUTHOR
        self.kind = "book"
        self.form = Form([])
        self.subjects_aside = Label("", "caption", "text3")
        self.subjects = SubjectField(desk, service)
        self.links = kindgroups.links(desk, service)
        self.first = self._identity_first()
        self.publisher = NameField(desk, tr("Éditeur"), searches.publishers(service), name="publisher")
        self.publisher.committed.connect(self._count_publisher)
        self.own = OwnFields(desk, service)
        self._groups = [
            self._identity_rest(),
            kindgroups.host(desk, service),
            self._edition(),
            kindgroups.use(desk, service),
            self._subjects(),
            FieldGroup("", [[(self.links, 12)]]),
            self._shelf(),
        ]
        self.rest: list[QWidget] = [*self._groups[:-1], self.own, self._groups[-1]]
        self.pieces = kindgroups.kit_pieces()
        self.holds = [FieldGroup("", [[(self.pieces, 12)]], line=False), kindgroups.exhibition()]
        self.texts = self._texts()
        for group in (self.first, *self._groups, *self.holds, self.texts):
            for field in group.fields:
                self.form.add(field)

    # --- laying out ---

    def _identity_first(self) -> FieldGroup:
        names = [(kind.code, kind.name) for kind in self._service.kinds().values()]
        return FieldGroup(
            tr("Identité"),
            [[(TextField(tr("Titre"), name="title"), 8), (ChoiceField(tr("Type"), names, name="kind"), 4)]],
            line=False,
        )

    def _identity_rest(self) -> FieldGroup:
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
        self.role_box = chosen
        chosen.activated.connect(lambda _index: self._take_role(chosen.key()))
        people.head.addWidget(Label(tr("ajouter comme"), "caption", "text3"))
        people.head.addWidget(chosen)
        return FieldGroup(
            "",
            [
                [(TextField(tr("Sous-titre"), name="subtitle"), 8), (TextField(tr("Tome"), name="part_number"), 4)],
                [(kindgroups.titles(self._desk, self._service), 12)],
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

    def _edition(self) -> FieldGroup:
        desk, service = self._desk, self._service
        series = NameField(desk, tr("Collection"), searches.series(service), name="series")
        return FieldGroup(
            tr("Édition"),
            [
                [(self.publisher, 7), (TextField(tr("Lieu"), name="place"), 5)],
                [
                    (TextField(tr("Date"), name="date_text"), 4),
                    (NumberField(tr("Année"), name="year", least=1000, most=2999), 3),
                    (TextField(tr("ISBN"), name="isbn"), 5),
                ],
                [
                    (TextField(tr("ISSN"), name="issn"), 4),
                    (TextField(tr("Code EAN"), name="ean"), 4),
                    (TextField(tr("DOI"), name="doi"), 4),
                ],
                [
                    (TextField(tr("Périodicité"), name="frequency"), 8),
                    (NumberField(tr("Numéros par an"), name="issues_a_year", least=1, most=366), 4),
                ],
                [
                    (series, 6),
                    (TextField(tr("Numéro"), name="series_number"), 2),
                    (TextField(tr("Édition"), name="edition"), 4),
                ],
                [(TextField(tr("Description matérielle"), name="extent"), 12)],
                [(LinkField(tr("Adresse en ligne"), name="url"), 8), (DateField(tr("Vue le"), name="seen_on"), 4)],
            ],
        )

    def _subjects(self) -> FieldGroup:
        desk, service = self._desk, self._service
        countries = TokenField(desk, tr("Pays ou territoires"), searches.named(service.countries), name="countries")
        languages = TokenField(desk, tr("Langues"), searches.named(service.languages), name="languages")
        return FieldGroup(
            tr("Sujets"), [[(self.subjects, 12)], [(countries, 7), (languages, 5)]], aside=self.subjects_aside
        )

    def _shelf(self) -> FieldGroup:
        return FieldGroup(
            tr("Classement et droits"),
            [
                [(TextField(tr("Cote"), name="call_number"), 4), (TextField(tr("Public"), name="audience"), 8)],
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

    def _texts(self) -> FieldGroup:
        return FieldGroup(
            "",
            [
                [(MultilineField(tr("Résumé"), name="abstract", lines=8), 12)],
                [(kindgroups.abstracts(self._desk, self._service), 12)],
                [(MultilineField(tr("Contenu, sommaire ou pièces"), name="contents", lines=5), 12)],
                [(MultilineField(tr("Notes"), name="notes", lines=4), 12)],
                [(TextField(tr("Mention de responsabilité"), name="responsibility"), 12)],
                [
                    (TextField(tr("Autres titres"), name="other_titles"), 8),
                    (TextField(tr("Titre de la partie"), name="part_title"), 4),
                ],
                [(TextField(tr("Prix"), name="price"), 6)],
            ],
        )

    # --- what the kind shows ---

    def arrange(self, sheet: DocumentSheet | None, kind: str) -> None:
        """Show the fields of the kind, and those that say something although the kind has none of them."""
        self.kind = kind
        present = kinds.shown(sheet, kind)
        hidden = {name for name, known in kindgroups.FOR_KINDS.items() if known not in present}
        if kind in kindgroups.ONE_DURATION and (sheet is None or sheet.use.minutes_least is None):
            hidden.add("minutes_least")
        self.form.field("minutes_most").set_label(tr("Durée") if "minutes_least" in hidden else tr("Durée, à"))
        self.form.field("audience").set_label(
            tr("Public, en mots libres") if "audiences" not in hidden else tr("Public")
        )
        if kind == "exhibition":
            self.pieces.reshape(tr("Panneaux"), kindgroups.panel_row, tr("Ajouter un panneau"))
        else:
            self.pieces.reshape(tr("Pièces"), kindgroups.piece_row, tr("Ajouter une pièce"))
        for group in (*self._groups, *self.holds, self.texts):
            group.arrange(hidden)

    @property
    def has_holds(self) -> bool:
        """Whether the kind holds something: pieces, panels, transport."""
        return any(not group.isHidden() for group in self.holds)

    # --- between the form and the service ---

    def show_sheet(self, sheet: DocumentSheet | None, *, keep_typing: bool) -> None:
        """Show a notice's values; None: those of a notice not yet made."""
        self.arrange(sheet, sheet.kind.code if sheet is not None else "book")
        self.subjects.document_id = sheet.document.id if sheet is not None else None
        self.form.show_values(values_of(sheet), keep_typing=keep_typing)
        self.own.show_sheet(sheet, keep_typing=keep_typing)
        if not keep_typing:
            self._take_role(_AUTHOR)  # one is never an illustrator because the notice before had one
            self.role_box.set_key(_AUTHOR)
            self._read_asides()

    def _read_asides(self) -> None:
        service = self._service
        self._desk.read(("catalogue", "thesauri"), service.thesauri, self._say_thesauri)
        self._count_publisher(self.publisher.value())

    def _count_publisher(self, value: object) -> None:
        """Say under the publisher how many notices it has, or that it is a new one."""
        chosen = value.value if isinstance(value, Proposal) else None
        self.publisher.set_hint(tr("Nouvel éditeur : il sera créé") if isinstance(chosen, str) else "")
        if isinstance(chosen, int):
            service, filters = self._service, Filters(publisher_id=chosen)
            self._desk.read(("catalogue", "publisher uses"), lambda: service.total("", filters)[0], self._say_publisher)

    def _say_publisher(self, uses: int) -> None:
        said = trn("{count} notice de cet éditeur", "{count} notices de cet éditeur", uses, count=format_number(uses))
        self.publisher.set_hint(said)

    def _say_thesauri(self, found: Any) -> None:
        thematic = [one for one in found if not one.is_geographic]
        self.subjects.set_thesaurus(known=bool(thematic))
        self.subjects_aside.setText(
            tr("{name}, {count} termes", name=thematic[0].name, count=format_number(thematic[0].terms))
            if thematic
            else ""
        )
