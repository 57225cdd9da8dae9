"""The training desk's papers: the attendance sheet that is signed half-day by half-day."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date, format_instant, format_time
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.core.typography import NBSP
from cresi_app.printing import fonts, style
from cresi_app.printing.document import SIGN_IN, Numbers, Paper, new_page
from cresi_app.printing.flow import Columns, Gap, Overline, words
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, UNDER_HEAD, Cell, Column, Grid, Line, Row
from cresi_app.printing.style import MM
from cresi_app.printing.typesetting import strong
from cresi_app.training.model import (
    ATTENDANCE_LABELS,
    PART_LABELS,
    AttendanceSheet,
    AttendanceStatus,
    Mode,
    SheetPerson,
    SheetSlot,
)

WALK_INS: Final = 6
"""Empty lines for people who come without having booked."""
_MOST_COLUMNS: Final = 6
"""Half-days on one sheet: with more, a signature no longer fits its box and the sheet is continued on another."""
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


def attendance(sheet: AttendanceSheet, identity: Identity, *, walk_ins: int = WALK_INS) -> Paper:
    """Return the attendance sheet: one signature box a person and half-day, the trainer's under them.

    Only registered people are on it, in the order of `sheet`; never a birth date, a mail address, a need. Beyond six
    half-days it is continued on another sheet with the same names.
    """
    parts = _parts(range(len(sheet.slots)), [slot.day for slot in sheet.slots])

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [*_title(sheet)]
        for number, part in enumerate(parts):
            if number:
                flows += new_page("landscape")
            flows.append(_table(sheet, part, walk_ins))
        return flows

    return Paper(
        kind="attendance",
        title=tr("Feuille d'émargement {code} – {title}", code=sheet.code, title=sheet.title),
        identity=identity,
        furniture=Furniture(
            kind=tr("Feuille d'émargement"),
            reference=tr("Session {code} · {days}", code=sheet.code, days=_days(sheet.days)),
            who=_who(identity),
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


def _who(identity: Identity) -> str:
    """Return the training body: name, address, numbers that are known."""
    return " · ".join(
        filter(
            None,
            (
                address_line(identity),
                tr("SIRET {number}", number=identity.siret) if identity.siret else "",
                tr("déclaration d'activité n° {number}", number=identity.declaration_number)
                if identity.declaration_number
                else "",
            ),
        )
    )


def _title(sheet: AttendanceSheet) -> list[Flowable]:
    width = SIGN_IN.width_landscape
    cells = [
        (tr("Lieu"), _place(sheet), 0.46),
        (tr("Formation assurée par"), ", ".join(sheet.trainers), 0.22),
        (tr(C_("contact", "Organisation")), sheet.contact, 0.2),
        (tr("Inscrits"), tr("{n} sur {capacity}", n=sheet.registered, capacity=sheet.capacity_max), 0.12),
    ]
    gutter = 4 * MM
    room = width - gutter * (len(cells) - 1)
    stacks = [(room * share, [words(label, style.LABEL), words(value or "–", _VALUE)]) for label, value, share in cells]
    return [
        Overline(" · ".join((sheet.duration, _duration(sheet.minutes)))),
        words(sheet.title, style.H1_SMALL, role="H1"),
        Columns(stacks, gutter),
        Gap(8),
    ]


def _place(sheet: AttendanceSheet) -> str:
    if sheet.mode is not Mode.REMOTE:
        return sheet.place
    return " · ".join(filter(None, (sheet.place, tr("heures de {zone}", zone=sheet.zone))))


def _duration(minutes: int) -> str:
    """Return « 10 h 30 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if rest else f"{hours}{NBSP}h"


def _days(days: Sequence[date]) -> str:
    """Return « 7 et 8 octobre 2026 », « du 30 septembre 2026 au 2 octobre 2026 »."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return format_date(first)
    if (first.year, first.month) != (last.year, last.month):
        return tr("du {first} au {last}", first=format_date(first), last=format_date(last))
    *before, _ = [str(day.day) if day.day > 1 else tr("1er") for day in days]
    return tr("{days} et {last}", days=", ".join(before), last=format_date(last))


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
