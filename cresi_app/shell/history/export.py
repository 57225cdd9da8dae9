"""The lines of the history as a table for a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from cresi_app.core.i18n import tr
from cresi_app.shell.history.doors import ActLine

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula: such words get an apostrophe before them."""


def as_csv(lines: Sequence[ActLine]) -> str:
    """Return one row a line, latest first: day, hour, person, act, record, detail; semicolons, as French spreadsheets read."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([tr("Jour"), tr("Heure"), tr("Personne"), tr("Acte"), tr("Fiche"), tr("Détail")])
    for line in lines:
        row = [f"{line.at:%Y-%m-%d}", f"{line.at:%H:%M}", line.who, line.words, line.about, line.detail]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return f"\ufeff{out.getvalue()}"
