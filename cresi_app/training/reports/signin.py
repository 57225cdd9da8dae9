"""The attendance sheet, signed half-day by half-day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date, format_instant, format_time
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import fonts, style
from cresi_app.printing.document import SIGN_IN, Numbers, Paper, new_page
from cresi_app.printing.flow import Columns, Gap, Overline, stack_height, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Line, Row
from cresi_app.printing.style import MM
from cresi_app.printing.typesetting import strong
from cresi_app.training.model import (
    ATTENDANCE_LABELS,
    PART_LABELS,
    AttendanceSheet,
    AttendanceStatus,
    SheetPerson,
    SheetSlot,
)
from cresi_app.training.reports.wording import days_in_words, duration, place, who

WALK_INS: Final = 6
"""Empty lines for people who come without having booked."""
_MOST_COLUMNS: Final = 6
"""Half-days on one sheet: with more, a signature no longer fits its box and the sheet is continued on another."""
SIGN_IN_ROOM: Final = style.A4[0] - (SIGN_IN.top_landscape + SIGN_IN.bottom) * MM
_FIRST_LESS: Final = (SIGN_IN.top_landscape - SIGN_IN.top_first) * MM
"""The height of a following page; the first page has less."""
_ROW: Final = 10.1 * MM
_LAST_ROW: Final = 11.5 * MM
_BOX: Final[Line] = (style.BOX, style.TEXT3)
_NAME: Final = style.style("sheet name", fonts.SANS, 9.2, 11.6)
_NUMBER: Final = style.style("sheet number", fonts.FIGURES, 8.2, 10, textColor=style.TEXT2)
_ORGANISATION: Final = style.style("sheet organisation", fonts.SANS, 8, 10.2, textColor=style.TEXT2)
_VALUE: Final = style.style("sheet value", fonts.SANS_MEDIUM, 8.8, 11)
_DAY: Final = style.style("sheet day", fonts.SANS_BOLD, 8.2, 10.2)
_HOURS: Final = style.style("sheet hours", fonts.SANS, 7.4, 9.4, textColor=style.TEXT2)
_MARK: Final = style.style("sheet mark", fonts.SANS_MEDIUM, 8, 10, textColor=style.TEXT2)


def attendance(sheet: AttendanceSheet, identity: Identity, *, walk_ins: int = WALK_INS, blank: bool = False) -> Paper:
    """Return the attendance sheet: one signature box a person and half-day, the trainer's under them.

    Only registered people are on it, in the order of `sheet`; never a birth date, a mail address, a need. Beyond six
    half-days it is continued on another sheet with the same names. `blank`: a neutral sheet, lines without names.
    """
    if blank:
        walk_ins, sheet = walk_ins + len(sheet.people), replace(sheet, people=())
    parts = _parts(range(len(sheet.slots)), [slot.day for slot in sheet.slots])

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [*_title(sheet)]
        for number, part in enumerate(parts):
            if number:
                flows += new_page("landscape")
            room = SIGN_IN_ROOM if number else SIGN_IN_ROOM - stack_height(flows, SIGN_IN.width_landscape) + _FIRST_LESS
            flows.append(_table(sheet, part, _fewest(sheet, part, walk_ins, room)))
        return flows

    return Paper(
        kind="attendance",
        title=tr("Feuille d'émargement {code} – {title}", code=sheet.code, title=sheet.title),
        identity=identity,
        furniture=Furniture(
            kind=tr("Feuille d'émargement"),
            reference=tr("Journée {code} · {days}", code=sheet.code, days=days_in_words(sheet.days)),
            who=who(identity),
            copy=tr(
                "Éditée le {instant}. Données utilisées pour attester les présences, conservées trois ans puis effacées.",
                instant=format_instant(sheet.issued_at),
            ),
        ),
        story=story,
        code=paper_code("session", sheet.code),
        layout=SIGN_IN,
        subject=tr("Feuille d'émargement"),
        made=sheet.issued_at,
    )


def _parts(indexes: Sequence[int], days: Sequence[date]) -> list[list[int]]:
    """Share out the half-days evenly over sheets of six at most, the halves of one day together where that can be."""
    if not indexes:
        return [[]]
    sheets = -(-len(indexes) // _MOST_COLUMNS)
    size = -(-len(indexes) // sheets)
    parts: list[list[int]] = [[]]
    for index in indexes:
        same_day = index > 0 and days[index - 1] == days[index]
        if len(parts[-1]) >= _MOST_COLUMNS or (len(parts[-1]) >= size and not same_day):
            parts.append([])
        parts[-1].append(index)
    return parts


def _title(sheet: AttendanceSheet) -> list[Flowable]:
    width = SIGN_IN.width_landscape
    cells = [
        (tr("Lieu"), place(sheet), 0.46),
        (tr("Formation assurée par"), ", ".join(sheet.trainers), 0.22),
        (tr(C_("contact", "Organisation")), sheet.contact, 0.2),
        (tr("Inscrits"), tr("{n} sur {capacity}", n=sheet.registered, capacity=sheet.capacity_max), 0.12),
    ]
    gutter = 4 * MM
    room = width - gutter * (len(cells) - 1)
    stacks = [(room * share, [words(label, style.LABEL), words(value or "—", _VALUE)]) for label, value, share in cells]
    return [
        Overline(" · ".join((sheet.duration, duration(sheet.minutes)))),
        words(sheet.title, style.H1_SMALL, role="H1"),
        Columns(stacks, gutter),
        Gap(8),
    ]


def _table(sheet: AttendanceSheet, part: Sequence[int], walk_ins: int) -> Grid:
    width = SIGN_IN.width_landscape
    names, bodies = (61 * MM, 65 * MM) if len(part) <= 3 else (53 * MM, 46 * MM)
    rest = (width - 10 * MM - names - bodies) / max(len(part), 1)
    columns = [Column(10 * MM, 4, 4), Column(names, 0, 6), Column(bodies, 0, 6)]
    columns += [Column(rest, 4, 4, left_line=_BOX) for _ in part] or [Column(rest)]
    rows = [_person(number, person, part) for number, person in enumerate(sheet.people, start=1)]
    first = len(rows) + 1
    rows += [_blank(number, len(part)) for number in range(first, first + walk_ins)]
    return Grid(columns, [*rows, *_closing(sheet, part)], head=[_head(sheet, part)], pad=(2.4, 3.2), end_line=_BOX)


def _fewest(sheet: AttendanceSheet, part: Sequence[int], walk_ins: int, first: float) -> int:
    """Return how many empty lines to print: some are given up when they alone would cost another page."""
    counts = {blank: _pages(_table(sheet, part, blank), first) for blank in range(max(walk_ins - 3, 0), walk_ins + 1)}
    return max(blank for blank, pages in counts.items() if pages == min(counts.values()))


def _pages(table: Grid, room: float) -> int:
    """Return how many pages a table takes when `room` is left on its first one."""
    pages, rest = 1, table
    while True:
        parts = rest.split(rest.width, room)
        if len(parts) == 1:
            return pages
        if parts:
            rest = parts[1]
        pages, room = pages + 1, SIGN_IN_ROOM


def _head(sheet: AttendanceSheet, part: Sequence[int]) -> Row:
    rooms = {slot.room for slot in sheet.slots if slot.room}
    cells = [
        Cell([words(tr("N°"), style.COLUMN_HEAD)], valign="bottom"),
        Cell([words(tr("NOM, prénom"), style.COLUMN_HEAD)], valign="bottom"),
        Cell([words(tr("Association"), style.COLUMN_HEAD)], valign="bottom"),
    ]
    cells += [Cell(_slot(sheet.slots[index], with_room=len(rooms) > 1), valign="bottom") for index in part] or [Cell()]
    return Row(cells, above=HEAD_LINE, below=UNDER_HEAD, least=27)


def _slot(slot: SheetSlot, *, with_room: bool) -> list[Flowable]:
    day = format_date(slot.day, "weekday")
    hours = tr(
        "{part}, {starts} – {ends}",
        part=tr(PART_LABELS[slot.part]).lower(),
        starts=format_time(slot.starts),
        ends=format_time(slot.ends),
    )
    lines: list[Flowable] = [
        words(day[:1].upper() + day[1:], _DAY, align="center"),
        words(hours, _HOURS, align="center"),
    ]
    if with_room and slot.room:
        lines.append(words(slot.room, _HOURS, align="center"))
    return lines


def _person(number: int, person: SheetPerson, part: Sequence[int]) -> Row:
    name = " ".join(filter(None, (strong(person.family_name.upper()), person.given_name)))
    body = ", ".join(filter(None, (person.organisation, person.function)))
    cells = [
        Cell([words(str(number), _NUMBER)], valign="middle"),
        Cell([words(name, _NAME)], header=True, valign="middle"),
        Cell([words(body, _ORGANISATION)] if body else [], valign="middle"),
    ]
    cells += [_mark(person.marks[index]) for index in part] or [Cell()]
    return Row(cells, below=_BOX, least=_ROW)


def _mark(mark: AttendanceStatus | None) -> Cell:
    """Return an empty box, or the word of what was noted when the sheet is printed again afterwards."""
    return (
        Cell() if mark is None else Cell([words(tr(ATTENDANCE_LABELS[mark]), _MARK, align="center")], valign="middle")
    )


def _blank(number: int, boxes: int) -> Row:
    cells = [Cell([words(str(number), _NUMBER)], valign="middle"), *(Cell() for _ in range(2 + max(boxes, 1)))]
    return Row(cells, below=_BOX, least=_ROW)


def _closing(sheet: AttendanceSheet, part: Sequence[int]) -> list[Row]:
    """Return the trainer's row and the head-count row, kept together on the last page."""
    given = {sheet.slots[index].trainers for index in part}
    same = len(given) <= 1
    trainers = ", ".join(next(iter(given), sheet.trainers) if same else ())
    signature = [
        Cell(
            [words(tr("Signature du formateur ou de la formatrice"), style.TABLE_STRONG)],
            span=2,
            header=True,
            valign="middle",
        ),
        Cell([words(trainers, style.TABLE)] if trainers else [], valign="middle"),
        *(_trainer(sheet.slots[index], named=not same) for index in part),
    ]
    count = [
        Cell([words(tr("Nombre de présents (en chiffres)"), style.TABLE_STRONG)], span=2, header=True, valign="middle"),
        Cell([words(tr("Retards, départs anticipés, observations :"), _ORGANISATION)], valign="middle"),
        *(_count(sheet, index) for index in part),
    ]
    extra = [] if part else [Cell()]
    return [
        Row([*signature, *extra], above=UNDER_HEAD, below=BETWEEN, fill=style.TINT, least=_LAST_ROW, keep=True),
        Row([*count, *extra], below=UNDER_HEAD, fill=style.TINT, least=_LAST_ROW),
    ]


def _trainer(slot: SheetSlot, *, named: bool) -> Cell:
    return Cell([words(", ".join(slot.trainers), _HOURS)]) if named and slot.trainers else Cell()


def _count(sheet: AttendanceSheet, index: int) -> Cell:
    """Return an empty box, or the number once presence was noted."""
    if all(person.marks[index] is None for person in sheet.people):
        return Cell()
    present = sheet.present(index)
    return Cell([words(trn("{n} présent", "{n} présents", present), _MARK, align="center")], valign="middle")
