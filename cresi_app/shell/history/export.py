"""The lines of the history as a table for a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.shell.history.doors import ActLine, Asked, HistoryDoors, Reach
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Progress

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


def export_lines(desk: Desk, doors: HistoryDoors, asked: Asked) -> None:
    """Ask where, and write every line that answers, beside other work."""
    tell, messages = doors.tell, desk.messages
    place = messages.save_file(tr("Exporter l'historique"), "historique.csv", [("CSV", "*.csv")])
    if place is None:
        return

    def work(_progress: Progress) -> int:
        lines = tell(asked, Reach(whole=True)).lines
        write_whole(place, as_csv(lines).encode())
        return len(lines)

    def done(count: int) -> None:
        said = trn(
            "{n} changement écrit dans {name}", "{n} changements écrits dans {name}", count, n=format_number(count), name=place.name
        )  # fmt: skip
        messages.toast(said)

    desk.long(tr("Export de l'historique"), work, done)
