"""The papers of the page, shown in the window before they are printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cresi_app.cooperation.model.listing import AgreementSheet
from cresi_app.cooperation.model.world import WorldFilter
from cresi_app.core.i18n import tr
from cresi_app.widgets.page import Page
from cresi_app.widgets.preview import PrintOffer, Printout, open_preview

if TYPE_CHECKING:
    from cresi_app.cooperation.service import CooperationService
    from cresi_app.cooperation.ui.view import DeskView

Build = Callable[[], Any]


def _page_of(view: DeskView) -> Page:
    found = view.parentWidget()
    while found is not None and not isinstance(found, Page):
        found = found.parentWidget()
    assert isinstance(found, Page), "a view lies in its page"
    return found


def _open(view: DeskView, words: tuple[str, str, str, str], build: Build) -> None:
    """Show one paper: `words` are its kind, title, subtitle and file name; `build` makes it on a reader thread."""
    kind, title, subtitle, name = words

    def make(_chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab is loaded when something is printed

        render(build(), out)
        return Printout(out)

    trail = (tr("Coopérations"), subtitle, tr("Aperçu avant impression"))
    page = _page_of(view)
    cover = open_preview(page, view.desk, PrintOffer(kind, title, subtitle, name, make, trail=trail))
    view.previewed.emit(cover)


def preview_agreement(view: DeskView, sheet: AgreementSheet) -> None:
    """Show an agreement's sheet."""
    service, key = view.service, sheet.agreement.id

    def build() -> Any:
        from cresi_app.cooperation import reports  # noqa: PLC0415 - as above

        return reports.agreement_paper(service.sheet(key), service.directory.identity())

    _open(view, ("agreement", tr("Imprimer la fiche-accord"), sheet.number, f"accord-{sheet.number}.pdf"), build)


def preview_country(view: DeskView, code: str) -> None:
    """Show a country's sheet."""
    service = view.service

    def build() -> Any:
        from cresi_app.cooperation import reports  # noqa: PLC0415 - as above

        return reports.country_paper(service.country_sheet(code), service.directory.identity())

    _open(view, ("country", tr("Imprimer la fiche-pays"), code, f"pays-{code}.pdf"), build)


def preview_map(view: DeskView, wanted: WorldFilter) -> None:
    """Show the map with its table."""
    service = view.service

    def build() -> Any:
        from cresi_app.cooperation import reports  # noqa: PLC0415 - as above

        return reports.map_paper(service.world(wanted), service.directory.identity(), theme_name(service, wanted.theme))

    _open(view, ("map", tr("Imprimer la carte"), tr("Carte"), "carte.pdf"), build)


def preview_crisis(view: DeskView, crisis_id: int, number: str) -> None:
    """Show the report of an emergency."""
    service = view.service

    def build() -> Any:
        from cresi_app.cooperation import reports  # noqa: PLC0415 - as above

        return reports.emergency_paper(service.crisis_sheet(crisis_id), service.directory.identity())

    _open(view, ("emergency-aid", tr("Imprimer le bilan d'urgence"), number, f"urgence-{number}.pdf"), build)


def preview_partner(view: DeskView, organisation_id: int, name: str) -> None:
    """Show a partner's sheet."""
    service = view.service

    def build() -> Any:
        from cresi_app.cooperation import reports  # noqa: PLC0415 - as above

        return reports.partner_paper(service.partner_sheet(organisation_id), service.directory.identity())

    _open(view, ("partner", tr("Imprimer la fiche-partenaire"), name, "partenaire.pdf"), build)


def theme_name(service: CooperationService, code: str) -> str:
    """Return the name of a DAC category, '' for none."""
    known = service.directory.sector_by_code
    return known[code].name if code in known else ""
