"""« Imprimer » : every paper about a dossier in the preview, and the booklet of several for the committee."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.projects.model import DossierData
from cresi_app.projects.service import ProjectService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.preview import Choice, ChoiceGroup, PreviewCover, PrintOffer, Printout, open_preview

# reportlab and its fonts take half a second: reports are imported where something is printed, never with the page


Opened = Callable[[PreviewCover], object]


def preview_dossier(host: QWidget, desk: Desk, service: ProjectService, data: DossierData, opened: Opened) -> None:
    """Show the dossier as it is printed in the place of `host`, and hand the preview to `opened`; other papers are one choice away."""

    def show(offer: PrintOffer) -> None:
        opened(open_preview(host, desk, offer))

    desk.read(("projects", "offer"), lambda: offer_of(service, data, "dossier"), show)


def papers_about(data: DossierData) -> list[tuple[str, str]]:
    """Return every paper about a dossier as (name, title)."""
    from cresi_app.projects.reports.making import SIMPLE  # noqa: PLC0415 - as above

    del data
    simple = [(name, tr(paper.title)) for name, paper in SIMPLE.items()]
    return [("dossier", tr("Dossier complet")), ("budget", tr("Budget seul")), *simple]


def offer_of(service: ProjectService, data: DossierData, kind: str) -> PrintOffer:
    """Return the preview's offer of one paper about a dossier."""
    number, title = data.project.number, data.project.title
    makers = {"dossier": _dossier_groups, "budget": _budget_groups}
    groups = makers.get(kind, _simple_groups)(data)
    return PrintOffer(
        kind=kind,
        title=tr("Imprimer le dossier") if kind == "dossier" else dict(papers_about(data))[kind],
        subtitle=f"{number} · {title}",
        file_name=f"{kind}-{number}.pdf",
        make=partial(_make, service, kind, data.project.id),
        groups=groups,
        trail=(tr("Projets"), number, tr("Aperçu avant impression")),
        others=papers_about(data),
        other=partial(offer_of, service, data),
    )


def _dossier_groups(data: DossierData) -> list[ChoiceGroup]:
    from cresi_app.projects.reports import making  # noqa: PLC0415 - as above

    chapters = [Choice(one.key, one.title, one.on, one.kept) for one in making.chapters_to_choose(data)]
    annexes = [Choice(one.key, one.title, one.on, one.kept) for one in making.annexes_to_choose(data)]
    forms = [Choice(one.key, one.title, one.on, one.kept) for one in making.forms_to_choose(data)]
    groups = [ChoiceGroup(tr("Sections"), chapters, all_at_once=True)]
    if annexes:
        groups.append(ChoiceGroup(tr("Annexes"), annexes, note=tr("fichiers joints tels quels")))
    if forms:
        groups.append(ChoiceGroup(tr("Budget aussi selon"), forms))
    return [*groups, _privacy()]


def _privacy() -> ChoiceGroup:
    from cresi_app.projects.reports.making import HIDE  # noqa: PLC0415 - as above

    return ChoiceGroup(tr("Confidentialité"), [Choice(HIDE, tr("Masquer les coordonnées personnelles"))])


def _budget_groups(data: DossierData) -> list[ChoiceGroup]:
    from cresi_app.projects.reports import making  # noqa: PLC0415 - as above

    forms = [Choice(one.key, one.title, on=True) for one in making.forms_to_choose(data)]
    return [ChoiceGroup(tr("Budget aussi selon"), forms)] if forms else []


def _simple_groups(data: DossierData) -> list[ChoiceGroup]:
    del data
    return [_privacy()]


def _make(service: ProjectService, kind: str, project_id: int, chosen: frozenset[str], out: Path) -> Printout:
    from cresi_app.projects.reports import making  # noqa: PLC0415 - as above

    if kind == "dossier":
        told = making.print_dossier(service, project_id, out, chosen)
        return Printout(out, told.pages, told.names, told.warnings)
    if kind == "budget":
        making.print_budget(service, project_id, out, [key.partition(":")[2] for key in chosen])
    else:
        making.print_simple(service, kind, project_id, out, personal=making.HIDE not in chosen)
    return Printout(out)


def preview_booklet(host: QWidget, desk: Desk, service: ProjectService, ids: Sequence[int]) -> PreviewCover:
    """Show the committee's booklet of these dossiers; of those in committee when none is given."""
    year = desk.year

    def make(_chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.projects.reports import making  # noqa: PLC0415 - as above

        held = list(ids) or making.for_committee(service, year)
        making.print_booklet(service, held, out)
        rows = service.project_rows(held)
        return Printout(out, names={page: row.number for page, row in enumerate(rows, start=1)})

    count = trn("{n} dossier choisi", "{n} dossiers choisis", len(ids)) if ids else tr("Dossiers en commission")
    offer = PrintOffer(
        kind="booklet",
        title=tr("Livret de la commission"),
        subtitle=count,
        file_name=f"livret-commission-{year}.pdf",
        make=make,
        trail=(tr("Projets"), tr("Livret de la commission")),
    )
    return open_preview(host, desk, offer)
