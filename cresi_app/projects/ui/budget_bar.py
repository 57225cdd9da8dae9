"""The head of the budget: its balance, how it is seen (lines, nomenclature, whose, which year), what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.projects.model import DossierData, Scope
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import Button, IconButton, Segmented
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Row
from cresi_app.widgets.pills import Pill

_WHOLE = 0
"""The key of « toutes les années »."""


class BudgetBar(QWidget):
    """Two rows and a line of words. `seen` tells that another nomenclature, year or budget is asked for."""

    seen = Signal()
    template_asked = Signal(object)

    def __init__(self, *, detail: bool, wide: bool, revised: bool) -> None:
        super().__init__()
        self.balance = Pill()
        self.note = Label("", "caption", "text2", wrap=True)
        self.scope = Segmented(
            tr("Lignes montrées"), [("entered", tr("Lignes saisies")), ("form", tr("Tout le formulaire"))]
        )
        self.add = Button(tr("Ajouter un poste"), "ghost", "plus")
        self.files = Button(tr("Exporter"), "ghost", "download")
        self.paste = Button(tr("Coller"), "ghost", "clipboard-check")
        self.paste.setAccessibleName(tr("Coller un budget copié d'un tableur"))
        self.detail = IconButton(
            tr("Détail de la ligne : quantité, prix, situation"), "sliders-horizontal", checkable=True
        )
        self.detail.setChecked(detail)
        self.wide = IconButton(tr("Donner toute la largeur au budget"), "maximize", checkable=True)
        self.wide.setChecked(wide)
        self.revised = Button(tr("Révisé"), "ghost", "pencil")
        self.revised.setCheckable(True)
        self.revised.setChecked(revised)
        self.revised.setAccessibleName(tr("Montrer la colonne du budget révisé"))
        self.money = Button("EUR", "ghost", "euro")
        self.money.setAccessibleName(tr("Monnaie du budget et taux de change"))
        self._forms = ComboBox(tr("Nomenclature"))
        self._whose = ComboBox(tr("Budget de"), [(Scope.PROJECT, tr("Projet")), (Scope.HOLDER, tr("Association"))])
        self._years = ComboBox(tr("Année"))
        self._lay()
        self._whose.activated.connect(lambda _index: self.seen.emit())
        self._years.activated.connect(lambda _index: self.seen.emit())
        self._forms.activated.connect(lambda _index: self.template_asked.emit(self._forms.key()))

    def _lay(self) -> None:
        self._title = Label(tr("Budget"), "h2")
        words = Row(self._title, self.balance, None, spacing=4)
        self._head = HeadRow(
            words, [self._title, self.balance], [self.add, self.paste, self.files, self.detail, self.wide]
        )
        ways = Flow(self.scope, self._whose, self._forms, self._years, gap=8)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line = Row(self.note, self.revised, self.money, spacing=4)
        line.setStretch(0, 1)
        self._lines = Column(self._head, ways, line, spacing=6, margins=(6, 0, 6, 0), parent=self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the lines that it takes at the present width."""
        asked = super().minimumSizeHint()
        return QSize(asked.width(), max(asked.height(), self._lines.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for other lines at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def show_data(self, data: DossierData) -> None:
        """Offer the forms, the years and the currency of a dossier."""
        self._forms.set_options([(form.code, _short(form.family, form.edition)) for form in data.templates])
        self._forms.set_key(data.nomenclature.template.code)
        spread = {one.year for years in data.spread.values() for one in years}
        years = sorted({*data.years, *spread})
        self._years.set_options([(_WHOLE, tr("Années")), *((year, str(year)) for year in years)])
        self._years.setVisible(len(years) > 1)
        self.money.setText(data.budget.currency)
        self.money.restyle()
        self._whose.setVisible(True)

    @property
    def year(self) -> int | None:
        """The year shown, None for all of them."""
        return int(self._years.key() or 0) or None if not self._years.isHidden() else None

    @property
    def whose(self) -> Scope:
        """Whose budget is shown."""
        return Scope(self._whose.key() or Scope.PROJECT)

    def reset(self) -> None:
        """Come back to the whole budget of the project: another dossier is shown."""
        self._whose.set_key(Scope.PROJECT)
        self._years.set_key(_WHOLE)

    def offer_files(self, actions: Sequence[Action]) -> None:
        """Put these ways out into the menu of « Exporter »."""
        menu = QMenu(self.files)
        fill_menu(menu, actions)
        self.files.setMenu(menu)

    def say(self, words: str, ink: str) -> None:
        """Show a sentence under the head."""
        self.note.setText(words)
        self.note.set_ink(ink)


def _short(family: str, edition: str) -> str:
    return tr("UE (PRAG)") if family == "eu" else tr("CERFA {edition}", edition=edition[:4])
