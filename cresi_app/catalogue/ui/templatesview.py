"""« Modèles »: notices to begin from, made of one that stands; each tells what a new notice will say."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentSheet, measures
from cresi_app.catalogue.model.kinds import NAMES
from cresi_app.catalogue.model.template import NoticeTemplate
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.completion import NAMES as COMMON
from cresi_app.catalogue.ui import lines
from cresi_app.catalogue.ui.shortlist import ShortListView
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.durations import duration_text
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money
from cresi_app.core.typography import NBSP
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, TextField
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Flow, Row, clear_layout, hold
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import TableColumn, TableModel
from cresi_app.widgets.wholerows import WholeRows

_MORE: Final = {
    "place": N_("Lieu"), "call_number": N_("Cote"), "audience": N_("Précision sur le public"), "rights": N_("Droits"), "notes": N_("Notes"),
    "countries": N_("Pays"), "custom": N_("Champs du centre"),
    "transport": N_("Transport"), "hanging": N_("Accrochage"), "crates": N_("Caisses"), "image_credit": N_("Crédit de l'image"),
    "weight_g": N_("Poids"), "wall_cm": N_("Linéaire"), "setup_minutes": N_("Montage"), "insurance_minor": N_("Assurance"),
}  # fmt: skip
_LONGEST: Final = 300
_FORM: Final = (
    "subtitle", "publisher", "place", "edition", "series", "series_number", "extent", "frequency", "languages", "countries", "subjects",
    "abstract", "contents", "pieces", "audiences", "audience", "level", "age", "group", "minutes", "material", "crates", "weight_g",
    "wall_cm", "setup_minutes", "insurance_minor", "hanging", "transport", "call_number", "price", "rights", "image_credit", "custom",
    "notes",
)  # fmt: skip
"""The order of the form, which a template is told in."""
_MEASURED: Final[Mapping[str, Callable[[int], str]]] = {
    "weight_g": measures.said_weight, "setup_minutes": duration_text, "insurance_minor": lambda minor: format_money(Money(minor)),
    "wall_cm": lambda wide: tr("{n} m", n=measures.said_scaled(wide, measures.CM_A_M)),
}  # fmt: skip
"""What is kept as a number and told with its unit."""
_RANGES: Final = ("age", "group", "minutes")


class TemplatesView(ShortListView):
    """The templates at the left, the one chosen at the right. `asked` carries the template a notice is to begin from."""

    asked = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__(desk, service)
        self._templates: dict[int, NoticeTemplate] = {}
        kinds = service.kinds()
        columns: list[TableColumn[NoticeTemplate]] = [
            TableColumn("name", tr("Nom"), lambda one: one.name, stretch=True, width=180, bold=True),
            TableColumn("kind", tr("Type"), lambda one: kinds[one.kind].name, width=172),
        ]
        self.model: TableModel[NoticeTemplate] = TableModel(desk, ("catalogue", "templates list"), columns, self)
        self.table = TableView(tr("Modèles de notices"), self.model, row_height=38)
        self.table.current_changed.connect(self._stand_on)
        self.table.opened.connect(lambda _id: self._start())
        WholeRows(self.table, self.model)
        fields = [
            TextField(tr("Nom"), name="name"),
            TextField(tr("Quand l'employer"), name="note"),
            ChoiceField(tr("Type"), [(kind.code, kind.name) for kind in kinds.values()], name="kind"),
        ]
        self.form = AutoForm(desk, "notice_template", fields, self._save)
        self.start_button = Button(tr("Commencer une notice"), "primary", "file-plus")
        self.start_button.clicked.connect(lambda _checked=False: self._start())
        self.remove_button = Button(tr("Ranger ce modèle"), "ghost", "archive")
        self.remove_button.clicked.connect(lambda _checked=False: self._remove())
        self._says = Column(spacing=4)
        self._lay_out()

    def _lay_out(self) -> None:
        left = Card(tr("Modèles"))
        left.body.addWidget(Label(
            tr("Un modèle naît d'une notice : ouvrez-la, puis « Garder comme modèle » dans ses autres actions."), "secondary", "text2", wrap=True))  # fmt: skip
        left.body.addWidget(self.table)
        self.empty = EmptyState(
            tr("Aucun modèle"),
            tr("Gardez comme modèle une notice bien faite : la suivante du même genre partira d'elle."),
        )
        left.body.addWidget(self.empty)
        left.body.addStretch(1)
        acts = QWidget()
        Flow(self.start_button, self.remove_button, gap=8, parent=acts)
        self._lay_beside(left, Overline(tr("Ce que dira la nouvelle notice")), self._says, acts)

    def refresh(self) -> None:
        """Read the templates again."""
        self._desk.read(("catalogue", "templates view"), self._service.templates, self._show)

    def _show(self, templates: list[NoticeTemplate]) -> None:
        self._templates = {one.id: one for one in templates}
        self.table.setVisible(bool(templates))
        self.empty.setVisible(not templates)
        self._fill(self._templates)

    def _stand_on(self, template_id: object) -> None:
        template = self._templates.get(template_id) if isinstance(template_id, int) else None
        self._make_room(template)
        if template is None:
            return
        self.form.show_record(
            template.id, template.version, {name: getattr(template, name) for name in ("name", "note", "kind")}
        )
        clear_layout(self._says)
        for called, words in self._told(template.fields):
            label = Label(called, "secondary", "text2", wrap=True)
            hold(label, width=140)
            row = Row(label, Label(f"{words[:1].upper()}{words[1:]}"[:_LONGEST], "secondary", wrap=True), spacing=8)
            row.setAlignment(label, Qt.AlignmentFlag.AlignTop)
            row.setStretch(1, 1)
            self._says.addLayout(row)

    def _told(self, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return (name, words) of what a template says, in the order of the form; both ends of a range on one line."""
        ends = {f"{name}_{end}": name for name in _RANGES for end in ("least", "most")}
        said: dict[str, str] = {}
        for name, value in fields.items():
            whole = ends.get(name)
            if whole is None:
                said[name] = self._worded(name, value)
            else:
                worded = duration_text if whole == "minutes" else str
                said[whole] = measures.said_range(fields.get(f"{whole}_least"), fields.get(f"{whole}_most"), worded)
        order = {name: at for at, name in enumerate(_FORM)}
        return [(self._called(name), said[name]) for name in sorted(said, key=lambda one: order.get(one, len(order)))]

    @staticmethod
    def _called(name: str) -> str:
        return tr(_MORE.get(name) or COMMON.get(name) or NAMES.get(name, N_("Autre champ")))

    def _worded(self, name: str, value: Any) -> str:
        service = self._service
        known: Mapping[str, Mapping[str, str]] = {
            "countries": service.countries(), "languages": service.languages(),
            "audiences": {one.code: one.name for one in service.audiences.values()},
        }  # fmt: skip
        if name == "level":
            return service.levels[value].name if value in service.levels else str(value)
        if name in _MEASURED:
            return _MEASURED[name](int(value))
        if isinstance(value, dict):
            own = {field.short_name: field.name for field in service.custom_fields()}
            return f"{NBSP}; ".join(
                tr("{name} : {value}", name=own.get(key, key), value=one) for key, one in value.items()
            )
        if not isinstance(value, list):
            return str(value)
        words = [
            one[0] if isinstance(one, list) else one.get("name", "") if isinstance(one, dict) else one for one in value
        ]
        between = f"{NBSP}; " if any(isinstance(one, dict) for one in value) else ", "  # pieces hold commas and « ? »
        return between.join(known.get(name, {}).get(str(one), str(one)) for one in words)

    # --- acts ---

    def _save(self, record_id: int, version: int, group: int, fields: Mapping[str, Any]) -> Changes:
        return self._service.update_template(self._desk.actor, record_id, version, group, **fields)

    def keep(self, sheet: DocumentSheet) -> None:
        """Make a template of a notice: only its name is asked."""
        fields = [
            TextField(tr("Nom du modèle"), name="name"),
            TextField(tr("Quand l'employer"), name="note", hint=tr("Une phrase, sous le choix du modèle.")),
        ]
        fields[0].set_value(sheet.kind.name)
        service, actor, document_id = self._service, self._desk.actor, sheet.document.id

        def work(values: Mapping[str, Any]) -> Any:
            name, note = str(values["name"]), str(values["note"])
            return lambda: service.save_as_template(actor, document_id, name, note)

        title = tr("Modèle d'après la notice {number}", number=lines.shown_number(sheet.document.number))
        note = tr("Le titre, les personnes, les numéros, les dates et les exemplaires n'y entrent pas.")
        act = ActForm(self._desk, (title, tr("Garder"), "check"), fields, work, note=note)
        self._begin_act(act)

    def _start(self) -> None:
        template = self._templates.get(self.table.current() or 0)
        if template is not None:
            self.flush()
            self.asked.emit(template)

    def _remove(self) -> None:
        template = self._templates.get(self.table.current() or 0)
        service, desk = self._service, self._desk
        if template is None:
            return

        def done(changes: Changes) -> None:
            self.refresh()
            tell_done(desk, service, tr("Modèle « {name} » rangé", name=template.name), changes)

        desk.write(
            "catalogue.archive_template",
            lambda: service.archive_template(desk.actor, template.id, template.version),
            done,
        )
