"""« Exporter (.csv) »: the list as it stands, for a spreadsheet; the file appears whole or not at all."""

from pathlib import Path

from cresi_app.core.i18n import tr, trn
from cresi_app.funding.model.views import GrantFilter
from cresi_app.funding.service import FundingService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Progress


def export_grants(desk: Desk, service: FundingService, wanted: GrantFilter) -> None:
    """Ask where, then write the grants that the list shows."""
    year = wanted.year or desk.year
    out = desk.messages.save_file(tr("Exporter les subventions"), f"subventions-{year}.csv", [("CSV", "*.csv")])
    if out is None:
        return

    def work(_progress: Progress) -> tuple[Path, int]:
        return out, service.export_grants(wanted, out)

    def done(result: tuple[Path, int]) -> None:
        file, count = result
        lines = trn("{n} subvention écrite", "{n} subventions écrites", count)
        desk.messages.toast(tr("{lines} dans {file}", lines=lines, file=file.name))

    desk.long(tr("Export des subventions"), work, done)
