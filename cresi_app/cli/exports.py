"""What the library gives to others, in a file: notices as other libraries and spreadsheets read them, the training year as a calendar."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange.exporting import ExportFormat, export
from cresi_app.cli import budgets, calendars, dossiers, lists, selections, thesauri
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, trn
from cresi_app.services import Services

NOTICES: Final = frozenset(one.value for one in ExportFormat)
CALENDAR: Final = "ics"


def send_out(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Export what a search finds, a shelf, a basket, or everything."""
    if wanted.format in NOTICES:
        report = export(services.catalogue, wanted.format, selections.chosen(services, wanted), Path(wanted.out))
        lines = [trn("{n} notice écrite : {file}", "{n} notices écrites : {file}", report.written, file=wanted.out)]
        lines += [f"  {document}: {told.text}" for document, told in report.skipped]
        return Reply(report.as_json(), lines)
    if wanted.format == CALENDAR:
        return calendars.send_out(services, wanted)
    if wanted.format == thesauri.FORMAT and (wanted.terms or selections.is_named(wanted)):
        return selections.send_terms(services, wanted)
    if wanted.format == thesauri.FORMAT:
        return thesauri.send_out(services, wanted)
    if wanted.format in lists.EXPORTED:
        return lists.send_out(services, wanted, who)
    if wanted.format == dossiers.PACKAGE:
        return dossiers.send_out(services, wanted)
    if wanted.format == budgets.BUDGET:
        return budgets.send_out(services, wanted)
    raise DomainError(
        "format_not_written",
        N_("Ce programme n'écrit pas le format {format}. Au choix : {formats}."),
        format=wanted.format,
        formats=", ".join(sorted({*NOTICES, CALENDAR, thesauri.FORMAT, *lists.EXPORTED})),
    )
