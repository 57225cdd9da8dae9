"""How a cell of the budget is drawn: ground, words, state, execution bar."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from cresi_app.core.i18n import tr
from cresi_app.projects.model import REFUSED
from cresi_app.projects.ui.budget_model import EXECUTION, LABEL
from cresi_app.projects.ui.budget_rows import RowKind, TableRow
from cresi_app.widgets.gauges import paint_bar
from cresi_app.widgets.paint import LEFT, RIGHT, put_lines, put_text, rounded, smooth
from cresi_app.widgets.pills import paint_pill, pill_width
from cresi_app.widgets.theme import theme

Status = tuple[str, str] | None
"""Word and tone of a source of money's state."""

_TOTALS = {RowKind.SUBTOTAL, RowKind.TOTAL}


def paint_cell(
    painter: QPainter, rect: QRect, full: QRect, column: int, shown: tuple[TableRow, str, Status], *, current: bool
) -> None:
    """Draw one cell; `full` is its whole row, `shown` the row, the words of the cell and the state of its line."""
    row, words, status = shown
    painter.save()
    smooth(painter)
    painter.setClipRect(rect)
    _ground(painter, full, row)
    if row.kind is RowKind.SIDE:
        if column == LABEL:
            _side(painter, rect, words)
    elif column == LABEL:
        _label(painter, rect, row, status)
    elif column == EXECUTION:
        _execution(painter, rect, row, words)
    else:
        _amount(painter, rect, row, words)
    if current:
        look = theme()
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        rounded(painter, box, look.px(8), None, look.color("primary"), look.px(2))
    painter.restore()


def _ground(painter: QPainter, full: QRect, row: TableRow) -> None:
    look = theme()
    painter.fillRect(full, look.color("surface"))
    if row.kind in _TOTALS:
        rounded(painter, QRectF(full).adjusted(0, 0.5, 0, -0.5), look.px(8), look.color("primary_soft2"))
    elif row.kind is not RowKind.SIDE:
        inset = look.px(12)
        painter.fillRect(QRectF(inset, full.bottom(), full.width() - 2 * inset, 1), look.color("border"))


def _side(painter: QPainter, rect: QRect, words: str) -> None:
    look = theme()
    room = rect.adjusted(look.px(12), look.px(8), 0, 0)
    put_text(painter, room, words.upper(), look.font("overline"), look.color("accent"), LEFT)


def _ink(row: TableRow) -> str:
    if row.entry is not None and row.entry.status_code == REFUSED:
        return "text3"
    if row.entry is not None and row.entry.is_requested:
        return "accent"
    return "text3" if row.kind is RowKind.LINE and row.entry is None else "text"


def _bold(row: TableRow) -> bool:
    return row.kind is not RowKind.LINE or (row.entry is not None and (row.top or row.entry.is_requested))


def _label(painter: QPainter, rect: QRect, row: TableRow, status: Status) -> None:
    look = theme()
    indent = row.kind is RowKind.LINE and not row.top
    x = rect.x() + look.px(12)
    if row.code:
        code_font = look.font("caption", weight=500, tabular=True)
        put_text(
            painter, QRect(x, rect.y(), look.px(40), rect.height()), row.code, code_font, look.color("text3"), LEFT
        )
    x += look.px(40) if row.code or indent else 0
    right = rect.right() - look.px(8)
    pill = status if row.entry is None or not row.entry.is_requested else (tr("Demande"), "accent")
    if pill is not None:
        width = pill_width(pill[0])
        if width < (right - x) // 2:
            paint_pill(painter, QRectF(right - width, rect.center().y() - look.px(11), width, look.px(22)), *pill)
            right -= width + look.px(8)
    font = look.font("secondary", weight=600 if _bold(row) else 500 if row.entry is not None else 400)
    font.setStrikeOut(row.entry is not None and row.entry.status_code == REFUSED)
    room = QRect(x, rect.y(), right - x, rect.height())
    used = put_lines(painter, room, row.label, font, look.color(_ink(row)))
    if row.note and right - x - used > look.px(60):
        room = QRect(x + used + look.px(8), rect.y(), right - x - used - look.px(8), rect.height())
        put_text(painter, room, row.note, look.font("caption"), look.color("text3"), LEFT)


def _amount(painter: QPainter, rect: QRect, row: TableRow, words: str) -> None:
    look = theme()
    font = look.font("secondary", weight=600 if _bold(row) else 400, tabular=True)
    font.setStrikeOut(row.entry is not None and row.entry.status_code == REFUSED and bool(words))
    ink = "text3" if words == "—" else _ink(row)
    put_text(painter, rect.adjusted(look.px(8), 0, -look.px(8), 0), words, font, look.color(ink), RIGHT)


def _execution(painter: QPainter, rect: QRect, row: TableRow, words: str) -> None:
    share = row.figures.execution
    if share is None or not row.figures.actual:
        return
    look = theme()
    over = share > 1
    bar = QRectF(rect.x() + look.px(8), rect.center().y() - look.px(3) + 0.5, look.px(76), look.px(6))
    paint_bar(painter, bar, [(min(1.0, float(share)), "danger_fill" if over else "primary")])
    font = look.font("caption", weight=600 if over else None, tabular=True)
    ink = look.color("danger" if over else "text2")
    width = QFontMetrics(font).horizontalAdvance(words)
    place = QRect(rect.right() - width - look.px(14), rect.y(), width + 2, rect.height())
    put_text(painter, place, words, font, ink, RIGHT)
