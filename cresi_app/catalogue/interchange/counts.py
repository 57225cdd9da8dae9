"""Statistics as table files: CSV for spreadsheets of any kind, XLSX with a sheet for each dimension. The figures are those of the page."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from cresi_app.catalogue.interchange.exporting import safe_cell
from cresi_app.catalogue.model.statistics import COLUMNS, DIMENSIONS, MONEY, Figures, Statistics, StatTable
from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr

Row = list[str | int | Decimal]


def rows(table: StatTable) -> Iterator[Row]:
    """Yield the head, every line and the total of one table; money in euros with cents."""
    yield [tr(DIMENSIONS[table.dimension]), *(tr(COLUMNS[name]) for name in table.columns)]
    for line in table.lines:
        yield [line.label, *_figures(line.figures, table)]
    yield [tr("Total"), *_figures(table.total, table)]


def _figures(figures: Figures, table: StatTable) -> Row:
    return [
        Decimal(getattr(figures, name)) / 100 if name in MONEY else int(getattr(figures, name))
        for name in table.columns
    ]


def write_csv(counted: Statistics, out: Path) -> int:
    """Write every table one under the other (UTF-8 with its mark, semicolons, decimal comma) and return the lines written."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([tr("Du"), counted.first.isoformat(), tr("au"), counted.last.isoformat()])
    count = 0
    for table in counted.tables.values():
        writer.writerow([])
        for row in rows(table):
            writer.writerow([_cell(value) for value in row])
            count += 1
    write_whole(out, text.getvalue().encode("utf-8-sig"))
    return count


def _cell(value: str | int | Decimal) -> str:
    if isinstance(value, str):
        return safe_cell(value)
    return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def write_xlsx(counted: Statistics, out: Path) -> int:
    """Write a workbook with one sheet a dimension and return the lines written."""
    import xlsxwriter  # noqa: PLC0415 - only needed by who exports a workbook

    content, count = io.BytesIO(), 0
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, euros = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00 €"})
        for table in counted.tables.values():
            sheet = book.add_worksheet(tr(DIMENSIONS[table.dimension])[:31])
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, 0, 36)
            sheet.set_column(1, len(table.columns), 16)
            for at, row in enumerate(rows(table)):
                count += 1
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(at, column, value, bold if at == 0 or column == 0 else None)
                    else:
                        sheet.write_number(at, column, float(value), euros if isinstance(value, Decimal) else None)
    write_whole(out, content.getvalue())
    return count
