"""Rejected lines as a CSV to be corrected: line, reason, and the line's own words."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr
from cresi_app.funding.model.pastgrant import Rejected


def write(place: Path, rejects: Iterable[Rejected]) -> None:
    """Write the rejected lines to `place`. DomainError ``unwritable_file``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([tr("feuille"), tr("ligne"), tr("motif"), tr("contenu")])
    writer.writerows([one.sheet, one.record, one.reason, one.raw] for one in rejects)
    write_whole(place, out.getvalue().encode("utf-8-sig"))
