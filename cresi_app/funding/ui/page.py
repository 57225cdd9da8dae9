"""The Financements page: envelopes and grants, the Europe desk, declarations; whose money it is, and which year."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QLayout, QWidget

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import tr
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui.envelopes import EnvelopesView
from cresi_app.funding.ui.europe import EuropeView
from cresi_app.funding.ui.frame import SidedPage, SidedView
from cresi_app.funding.ui.printout import envelopes_offer, grants_offer
from cresi_app.widgets.actions import Action, menu_button
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.page import Habit, PageHead
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.sidepane import ListAndPane
from cresi_app.widgets.tabs import TabBar

if TYPE_CHECKING:
    from cresi_app.funding.ui.declarations import DeclarationsPane


VIEWS = ("envelopes", "europe", "declarations")


class FundingPage(SidedPage):
    """« Financements »."""

    key: ClassVar[str] = "funding"
    least: ClassVar[float] = 780
    takes_search: ClassVar[bool] = True
    habits = (
        Habit("grants", lambda page: page.envelopes.list.kept(), lambda page, kept: page.envelopes.list.bring_back(kept)),
        Habit("receipts", lambda page: page.europe.receipts.kept(), lambda page, kept: page.europe.receipts.bring_back(kept)),
        Habit("view", lambda page: page.views.current(), lambda page, kept: page.show_view(kept) if kept in VIEWS else None),
    )  # fmt: skip

    def __init__(self, desk: Desk, service: FundingService, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.service = service

    def title(self) -> str:
        """Return the page's name."""
        return tr("Financements")

    # --- making ---

    def build(self) -> QWidget:
        """Make the three views under one head."""
        # The page gives way: in a narrow window the pane takes the list's place.
        self._frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.envelopes = EnvelopesView(self.desk, self.service)
        self.europe = EuropeView(self.desk, self.service)
        self.declarations: DeclarationsPane | None = None
        words = [("envelopes", tr("Enveloppes et subventions")), ("europe", tr("Europe"))]
        self.views = TabBar(tr("Financements"), [*words, ("declarations", tr("Déclarations"))])
        self.views.chosen.connect(self._turn)
        self.authorities = ComboBox(tr("Collectivité"))
        self.authorities.activated.connect(lambda _at: self.envelopes.show_authority(self.authorities.key()))
        self.authorities.hide()
        self.closed = Pill(tr("Clos"), "neutral")
        self.closed.hide()
        statement = Button(tr("État des crédits"), "ghost", "printer")
        statement.clicked.connect(self.print_statement)
        self.new = Button(tr("Nouvelle subvention"), "secondary", "plus")
        self.new.clicked.connect(self._new)
        bring = Button(tr("Importer…"), "ghost", "upload")
        bring.setAccessibleName(tr("Importer des subventions d'années passées"))
        bring.clicked.connect(lambda _checked=False: self._declared().begin_import())
        listing = Action(
            "funding.print_list", tr("Liste des subventions pour la délibération"), self.print_list, icon="printer"
        )
        self.year_menu = menu_button(tr("L'exercice"), [*self.envelopes.year.actions(), None, listing])
        self._buttons: dict[str, list[QWidget]] = {
            "envelopes": [statement, self.year_menu], "europe": [], "declarations": [bring],
        }  # fmt: skip
        self.head = PageHead(tr("Financements"), " ", [statement, bring, self.new, self.year_menu])
        self.head.row.keep(self.closed)  # beside the title
        self.stack = FrontStack()
        line = Row(self.views, self.authorities, spacing=12)
        line.setStretch(0, 1)
        top = Column(self.head, line, spacing=10, margins=(24, 18, 24, 8))
        whole = QWidget()
        Column(top, self.stack, parent=whole).setStretch(1, 1)
        self.room = ListAndPane(whole, self.desk, "funding")
        self.room.fitted.connect(self.fitted)
        self.sided.clear()
        self.add_view("envelopes", self.envelopes)
        self.add_view("europe", self.europe)
        self.envelopes.figures_changed.connect(lambda _figures: self._tell())
        self.envelopes.print_asked.connect(self.preview)
        self.envelopes.title_changed.connect(self.title_changed)
        self.europe.title_changed.connect(self._tell)
        self.europe.print_asked.connect(self.preview)
        self._turn("envelopes")
        return self.room

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None or changes.touches("funding_axis"):
            self.desk.read(("funding", "authorities"), self.service.authorities, self._show_authorities)
        self.envelopes.refresh(changes)
        self.europe.refresh(changes)
        if self.declarations is not None:
            self.declarations.refresh(changes)

    def _show_authorities(self, found: list[tuple[int, str]]) -> None:
        here = self.envelopes.authority_id
        self.authorities.set_options(found)
        if here is not None:
            self.authorities.set_key(here)
        self.authorities.setVisible(len(found) > 1 and self.views.current() == "envelopes")

    def _tell(self) -> None:
        current = self.views.current()
        figures = self.envelopes.read_year.figures
        self.closed.setVisible(figures.is_closed and current == "envelopes")
        words = {"envelopes": self.envelopes.count_words, "europe": self.europe.count_words}
        if self.declarations is not None:
            words["declarations"] = self.declarations.count_words
        self.head.set_subtitle(words[current]() if current in words else " ")
        verbs = {"europe": tr("Nouvelle candidature"), "declarations": tr("Ajouter une dépense")}
        self.new.setText(verbs.get(current, tr("Nouvelle subvention")))
        self.title_changed.emit()

    def _new(self) -> None:
        current = self.views.current()
        if current == "europe":
            self.europe.ask_application()
        elif current == "declarations":
            self._declared().ask_expense()
        else:
            self.show_view("envelopes")
            self.envelopes.year.ask_grant()

    # --- views ---

    def show_view(self, key: str) -> None:
        """Show one of the views."""
        self.views.set_current(key)

    def _declared(self) -> "DeclarationsPane":
        """Return « Déclarations », made at its first showing."""
        if self.declarations is None:
            from cresi_app.funding.ui.declarations import DeclarationsPane  # noqa: PLC0415 - XML and workbooks: only who declares waits

            self.declarations = DeclarationsPane(self.desk, self.service)
            self.declarations.told.connect(self._tell)
            self.declarations.turned.connect(self._arrange_head)
            self.add_view("declarations", SidedView(self.declarations))
            self.declarations.refresh(None)
        return self.declarations

    def _turn(self, key: object) -> None:
        if key == "declarations":
            self._declared()
        view = self.sided[str(key)]
        self.stack.setCurrentWidget(view)
        self.room.right.setCurrentWidget(view.panes)
        self.authorities.setVisible(key == "envelopes" and self.authorities.count() > 1)
        self._arrange_head()
        self.fit()
        self._tell()

    def _arrange_head(self) -> None:
        """Show the buttons of the view in front; an import has its own head, and the page's one steps aside."""
        current = self.views.current()
        importing = current == "declarations" and self._declared().importing_now
        self.head.setVisible(not importing)
        for buttons in self._buttons.values():
            for button in buttons:
                button.setVisible(button in self._buttons[current])

    def search(self, text: str) -> None:
        """Filter the list in sight by the words of the window's search field."""
        if self.views.current() == "europe":
            self.europe.search(text)
        else:
            self.show_view("envelopes")
            self.envelopes.list.search(text)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a grant, an application, a call, or a budget year."""
        if kind == "grant":
            self.desk.read(
                ("funding", "open"),
                lambda: self.service.grant(record_id),
                lambda one: self._open_grant(one.id, one.year, one.authority_id, one.direction.value),
            )
        elif kind in {"application", "funding_call"}:
            self.show_view("europe")
            self.europe.open_record(kind, record_id)
        elif kind == "exercise":
            self.desk.read(
                ("funding", "open"),
                lambda: self.service.exercise(record_id),
                lambda one: self._open_grant(0, one.year, one.authority_id, "given"),
            )

    def _open_grant(self, grant_id: int, year: int, authority_id: int, direction: str) -> None:
        if direction == "received":
            self.show_view("europe")
            self.europe.show_grant(grant_id)
            return
        self.show_view("envelopes")
        if self.desk.year != year:
            self.desk.set_year(year)
        if authority_id != (self.envelopes.read_year.figures.authority_id or authority_id):
            self.authorities.set_key(authority_id)
            self.envelopes.show_authority(authority_id)
        if grant_id:
            self.envelopes.open_grant(grant_id)

    # --- acts ---

    def print_statement(self) -> None:
        """Preview the statement of the year's envelopes."""
        self.preview(envelopes_offer(self.service, self.desk.year, self.envelopes.authority_id))

    def print_list(self) -> None:
        """Preview the list of grants for the deliberation."""
        self.preview(grants_offer(self.service, self.desk.year, self.envelopes.authority_id))

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what can be done here now."""
        if self._preview is not None:
            return self._preview.preview.actions_now()
        if not self._built:
            return ()
        view = self.envelopes
        found = view.year.actions()
        found += [
            Action("funding.print_list", tr("Liste des subventions pour la délibération"), self.print_list, icon="printer", menu="file"),
            Action("funding.statement", tr("Imprimer l'état des crédits"), self.print_statement, "Ctrl+P", "printer", menu="file"),
            Action("funding.export", tr("Exporter les subventions (.csv)"), view.export, icon="download", menu="file"),
        ]  # fmt: skip
        if view.grant_id is not None:
            found += [
                Action("funding.edit", tr("Modifier la subvention"), view.edit_grant, "F2", "pencil", menu="edit"),
                Action("funding.pay", tr("Verser la prochaine échéance"), view.pay, icon="hand-coins", menu="edit"),
            ]
        return found

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here."""
        return [
            Action("funding.new_grant", tr("Nouvelle subvention"), self.new_grant, icon="hand-coins"),
            Action(
                "funding.new_application", tr("Nouvelle candidature à un appel"), self.new_application, icon="globe"
            ),
        ]

    def new_grant(self, project: Proposal | None = None) -> None:
        """Show the form of a new grant, of a dossier when it is known."""
        self.ensure_built()
        self.show_view("envelopes")
        self.envelopes.year.ask_grant(project)

    def new_application(self) -> None:
        """Show the form of a new application."""
        self.ensure_built()
        self.show_view("europe")
        self.europe.ask_application()

    def record(self) -> RecordRef | None:
        """Return the grant or the application shown."""
        if not self._built:
            return None
        current = self.views.current()
        if current == "europe":
            return ("application", self.europe.application_id) if self.europe.application_id else None
        return ("grant", self.envelopes.grant_id) if current == "envelopes" and self.envelopes.grant_id else None

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        if not self._built:
            return ()
        if self.views.current() == "europe":
            return self.europe.panes_now()
        found: list[QWidget] = [self.views, self.envelopes.table, self.envelopes.list.table]
        return [*found, self.envelopes.pane.close_button] if self.envelopes.grant_id is not None else found

    def state(self) -> dict[str, Any]:
        """Return which view is shown and what is open."""
        if not self._built:
            return {}
        return {
            "view": self.views.current(),
            "grant": str(self.envelopes.grant_id or ""),
            "application": str(self.europe.application_id or ""),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a view."""
        self.show_view(str(state.get("view") or "envelopes"))
        grant = str(state.get("grant") or "")
        self.envelopes.show_grant(int(grant) if grant else None)
        application = str(state.get("application") or "")
        if application:
            self.europe.open_record("application", int(application))
