"""What is asked of a grant from its pane: forms in its place, direct acts with their « Annuler », papers printed, files kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.funding.model.views import GrantSheet, InstalmentView, PaperView, PaymentView
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import grantforms, payforms
from cresi_app.funding.ui.printout import letter_offer, order_offer
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act
from cresi_app.widgets.preview import PrintOffer


@dataclass(frozen=True, slots=True)
class PaneDoors:
    """What the pane's host does for the acts: show a form, show the fields, preview a paper."""

    show: Callable[[ActForm], None]
    edit: Callable[[], None]
    preview: Callable[[PrintOffer], None]


class GrantActs:
    """`show` puts a form into the pane's place; `edit` shows the fields, `preview` a paper before it is printed."""

    def __init__(self, desk: Desk, service: FundingService, doors: PaneDoors) -> None:
        self.desk, self.service = desk, service
        self._show, self._edit, self._preview = doors.show, doors.edit, doors.preview
        self._forms: dict[str, Callable[[GrantSheet], ActForm]] = {
            "committee": lambda sheet: grantforms.committee(desk, service, sheet),
            "vote": lambda sheet: grantforms.vote(desk, service, sheet),
            "sign": lambda sheet: grantforms.sign(desk, service, sheet),
            "refuse": lambda sheet: grantforms.refuse(desk, service, sheet),
            "withdraw": lambda sheet: grantforms.withdraw(desk, service, sheet),
            "close": lambda sheet: grantforms.close(desk, service, sheet),
            "plan": lambda sheet: payforms.plan(desk, service, sheet),
            "instalment": lambda sheet: payforms.instalment(desk, service, sheet),
            "repay": lambda sheet: payforms.repay(desk, service, sheet),
            "paper": lambda sheet: payforms.paper(desk, service, sheet),
        }

    def do(self, sheet: GrantSheet, what: object) -> None:
        """Do what was asked: a word, or (word, id of what it is about)."""
        word, key = what if isinstance(what, tuple) else (what, 0)
        if word in self._forms:
            self._show(self._forms[word](sheet))
        elif word == "edit":
            self._edit()
        elif word == "check" and not key:
            self._check_next(sheet)
        elif word in {"receive", "unreceive", "waive", "check", "attach", "show_file", "remove_paper"}:
            self._paper(sheet, str(word), next(v for v in sheet.papers if v.paper.id == key))
        else:
            self._other(sheet, str(word), int(key))

    def _other(self, sheet: GrantSheet, word: str, key: int) -> None:
        acts: dict[str, Callable[[], object]] = {
            "pay": lambda: self.pay(sheet),
            "ask": lambda: self.ask(sheet),
            "reverse": lambda: self._show(payforms.reverse(self.desk, self.service, sheet, _payment(sheet, key))),
            "edit_instalment": lambda: self._show(
                payforms.instalment(self.desk, self.service, sheet, _step(sheet, key))
            ),
            "remove_instalment": lambda: self._remove_step(sheet, key),
            "reopen": lambda: self._direct("funding.reopen", tr("Subvention remise à l'étude"), self._reopen(sheet)),
            "archive": lambda: self._direct("funding.archive", tr("Subvention archivée"), self._archive(sheet)),
            "letter": lambda: self._preview(letter_offer(self.service, sheet)),
            "order": lambda: self._preview(order_offer(self.service, sheet)),
            "holder": lambda: self.desk.open_record("organisation", sheet.grant.organisation_id),
            "project": lambda: self._open("project", sheet.grant.project_id),
            "application": lambda: self._open("application", sheet.grant.application_id),
        }
        acts[word]()

    def pay(self, sheet: GrantSheet) -> None:
        """Show the form of the next payment; what stands in the way is said."""
        following = sheet.next_instalment
        if following is None:
            self.desk.messages.toast(tr("Aucune échéance n'est à verser."))
        elif following.obstacle:
            self.desk.messages.toast(following.obstacle)
        else:
            self._show(payforms.pay(self.desk, self.service, sheet, following))

    def ask(self, sheet: GrantSheet) -> None:
        """Show the form that asks for papers."""
        if sheet.missing:
            self._show(payforms.ask_papers(self.desk, self.service, sheet))
        else:
            self._show(payforms.paper(self.desk, self.service, sheet))

    def _check_next(self, sheet: GrantSheet) -> None:
        reports = [view for view in sheet.papers if view.is_report]
        open_ones = [view for view in reports if view.paper.checked_on is None] or reports
        self._show(payforms.check_report(self.desk, self.service, sheet, open_ones[0]))

    def _paper(self, sheet: GrantSheet, word: str, view: PaperView) -> None:
        service, actor, row = self.service, self.desk.actor, view.paper
        if word == "check":
            self._show(payforms.check_report(self.desk, service, sheet, view))
        elif word == "waive":
            self._show(payforms.waive(self.desk, service, view))
        elif word == "attach":
            self._attach(view)
        elif word == "show_file":
            self.desk.messages.show_file(service.library.files.path(row.sha256))
        elif word == "receive":
            act: Callable[[], Changes] = lambda: service.receive_paper(actor, row.id, row.version)  # noqa: E731 - one of three
            self._direct("funding.receive_paper", tr("Pièce reçue"), act)
        elif word == "unreceive":
            self._direct(
                "funding.unreceive",
                tr("Pièce remise en attente"),
                lambda: service.unreceive_paper(actor, row.id, row.version),
            )
        else:
            self._direct(
                "funding.remove_paper", tr("Pièce retirée"), lambda: service.remove_paper(actor, row.id, row.version)
            )

    def _attach(self, view: PaperView) -> None:
        row, service, actor = view.paper, self.service, self.desk.actor
        files = self.desk.messages.open_files(tr("Joindre : {paper}", paper=view.name), [], several=False)
        if files:
            file = files[0]
            self._direct(
                "funding.attach", tr("Fichier joint"), lambda: service.attach_paper(actor, row.id, row.version, file)
            )

    def _remove_step(self, sheet: GrantSheet, key: int) -> None:
        row, service, actor = _step(sheet, key).instalment, self.service, self.desk.actor
        self._direct(
            "funding.remove_step", tr("Échéance retirée"), lambda: service.remove_instalment(actor, row.id, row.version)
        )

    def _reopen(self, sheet: GrantSheet) -> Callable[[], Changes]:
        one = sheet.grant
        return lambda: self.service.reopen(self.desk.actor, one.id, one.version)

    def _archive(self, sheet: GrantSheet) -> Callable[[], Changes]:
        one = sheet.grant
        return lambda: self.service.archive_grant(self.desk.actor, one.id, one.version)

    def _open(self, kind: str, record_id: int | None) -> None:
        if record_id is not None:
            self.desk.open_record(kind, record_id)

    def _direct(self, label: str, said: str, act: Callable[[], Changes]) -> None:
        self.desk.write(label, act, lambda changes: self.told(said, changes))

    def told(self, said: str, changes: Changes) -> None:
        """Say what was done, with « Annuler »."""

        def undo() -> Any:
            return self.desk.write("funding.undo", lambda: self.service.take_back(self.desk.actor, changes))

        if changes.seq is not None:
            self.desk.messages.toast(said, Act(tr("Annuler"), undo))


def _step(sheet: GrantSheet, key: int) -> InstalmentView:
    return next(view for view in sheet.instalments if view.instalment.id == key)


def _payment(sheet: GrantSheet, key: int) -> PaymentView:
    return next(view for view in sheet.payments if view.payment.id == key)
