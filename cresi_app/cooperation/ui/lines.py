"""How agreements stand in the list and on the map: rows and groups that unfold, one selection for both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from cresi_app.cooperation.model.listing import AgreementRow
from cresi_app.cooperation.model.steps import TONES, State
from cresi_app.core import clock
from cresi_app.core.i18n import tr, trn
from cresi_app.core.land import Point
from cresi_app.core.money import Money, format_money
from cresi_app.widgets.landmap import Place, Shape
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text
from cresi_app.widgets.tablemodel import TableColumn
from cresi_app.widgets.theme import theme

HOME: Final = "home"
_WORST: Final = (State.TO_TRANSMIT, State.ENDS_SOON, State.SUSPENDED, State.DRAFT, State.ENDED, State.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: one cooperation, or a group of several (`members`); `inside` stands unfolded under its group."""

    id: int
    row: AgreementRow
    members: tuple[AgreementRow, ...] = ()
    inside: bool = False
    unfolded: bool = False

    @property
    def name(self) -> str:
        """« Beyrouth », « Mali, 4 collectivités »."""
        if not self.members:
            return self.row.name
        count = trn("{n} collectivité", "{n} collectivités", len(self.members))
        return tr("{name}, {count}", name=self.row.group_name, count=count)

    @property
    def detail(self) -> str:
        """What stands beside the name."""
        if self.members:
            return trn("{n} accord", "{n} accords", len(self.members))
        return self.row.detail

    @property
    def themes(self) -> str:
        """The fields of cooperation, those of all members together, read as one sentence."""
        every = self.members or (self.row,)
        told = dict.fromkeys(small(theme) for one in every for theme in one.themes)
        return capital(", ".join(told))

    @property
    def period(self) -> str:
        """« 2026 – 2029 »."""
        if not self.members:
            return self.row.period
        first = [one.first_year for one in self.members if one.first_year is not None]
        last = [one.last_year for one in self.members if one.last_year is not None]
        return f"{min(first) if first else '…'}\u00a0– {max(last) if last else '…'}"

    @property
    def committed(self) -> str:
        """The amount promised for the year, or paid in it once it is over; « — » when none was."""
        every = [one.amount for one in self.members or (self.row,) if one.amount is not None]
        return format_money(Money(sum(every))) if every else "—"

    @property
    def pill(self) -> tuple[str, str]:
        """The state in words; of a group the worst one, with how many."""
        if not self.members:
            return self.row.pill
        states = [one.state for one in self.members]
        worst = next(state for state in _WORST if state in states)
        count = states.count(worst)
        words = {
            State.TO_TRANSMIT: trn("{n} à transmettre", "{n} à transmettre", count),
            State.ENDS_SOON: trn("{n} échoit bientôt", "{n} échoient bientôt", count),
            State.SUSPENDED: trn("{n} suspendu", "{n} suspendus", count),
            State.DRAFT: trn("{n} en préparation", "{n} en préparation", count),
            State.ENDED: trn("{n} terminé", "{n} terminés", count),
        }
        return words.get(worst, tr("En vigueur")), TONES[worst]


def small(words: str) -> str:
    """Return words as they stand within a sentence: « Eau » is « eau », « ODD » and « Afrique du Sud » stay."""
    first, *rest = words.split(" ", 1)
    named = len(first) > 1 and not first[1:].islower()
    return words if named or (rest and rest[0] != rest[0].lower()) else words[:1].lower() + words[1:]


def capital(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].upper() + words[1:]


def home_name(authority: str) -> str:
    """Return the few words that name the home authority on a map: what it is, without what it is of."""
    return re.split(r"\s+(?:de|du|des|d['’])(?:\s+|\b)", authority, maxsplit=1)[0]


def lines_of(rows: Sequence[AgreementRow], unfolded: frozenset[str]) -> list[Line]:
    """Return the list's rows: agreements of one group under one line, at the place of the first of them."""
    groups: dict[str, list[AgreementRow]] = {}
    for row in rows:
        if row.group_name:
            groups.setdefault(row.group_name, []).append(row)
    made: list[Line] = []
    done: set[str] = set()
    for row in rows:
        group = row.group_name
        if not group or len(groups[group]) < 2:
            made.append(Line(row.id, row))
        elif group not in done:
            done.add(group)
            members = tuple(groups[group])
            opened = group in unfolded
            made.append(Line(-members[0].id, members[0], members, unfolded=opened))
            made += [Line(one.id, one, inside=True) for one in members if opened]
    return made


def paint_name(painter: QPainter, room: QRect, line: Line, _selected: bool) -> None:
    """Draw the mark of the kind, the name, and what stands beside it; a group shows whether it is unfolded."""
    look = theme()
    left = room.x() + (look.px(18) if line.inside else 0)
    middle = QPointF(left + look.px(6), room.center().y() + 0.5)
    paint_mark(painter, line.row.partner_kind.shape, middle)
    words = QRect(left + look.px(20), room.y(), room.right() - left - look.px(20), room.height())
    used = put_text(painter, words, line.name, look.font("row", weight=600), look.color("text"), LEFT)
    rest = words.adjusted(used + look.px(8), 1, 0, 0)
    if line.members:
        beside = QPointF(words.x() + used + look.px(12), middle.y())
        put_pixmap(painter, look.pixmap("chevron-down" if line.unfolded else "chevron-right", "text2", 14), beside)
        rest = rest.adjusted(look.px(16), 0, 0, 0)
    if rest.width() > look.px(24):
        put_text(painter, rest, line.detail, look.font("caption"), look.color("text2"), LEFT)


def paint_mark(painter: QPainter, shape: str, at: QPointF) -> None:
    """Draw the mark of a partner kind."""
    look = theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("accent" if shape == "diamond" else "primary"))
    reach = 4.2 * look.scale
    if shape == "diamond":
        turned = (QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0))
        painter.drawPolygon(QPolygonF([at + corner * 1.25 for corner in turned]))
    elif shape == "square":
        painter.drawRect(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach))
    else:
        painter.drawEllipse(at, reach, reach)


def money_title(year: int) -> str:
    """Return what the amounts of a year are: promised while it runs, paid once it is over."""
    return tr("Versé {year}", year=year) if year < clock.today().year else tr("Engagé {year}", year=year)


def columns(year: int) -> list[TableColumn[Line]]:
    """Return the columns of the list; amounts are those of `year`: promised while it runs, paid once it is over."""
    return [
        TableColumn("name", tr("Territoire"), lambda line: f"{line.name} {line.detail}", width=222, sort="name", paint=paint_name),
        TableColumn("themes", tr("Thèmes"), lambda line: line.themes, stretch=True, sort="themes", ink="text2"),
        TableColumn("period", tr("Période"), lambda line: line.period, width=108, sort="period", ink="text2"),
        TableColumn(
            "committed", money_title(year), lambda line: line.committed, "right", 104, sort="committed", bold=True
        ),
        TableColumn("state", tr("État"), lambda line: line.pill[0], width=142, sort="state", pill=lambda line: line.pill),
    ]  # fmt: skip


def places_of(
    rows: Sequence[AgreementRow], every: Sequence[AgreementRow], home: tuple[str, Point] | None, where: dict[str, Point]
) -> list[Place]:
    """Return the map's places: those of `rows` in the list's order, the others faint, the home authority as a square.

    `where` gives the place of a country; an agreement without its own coordinates stands there.
    """
    kept = {row.id for row in rows}
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.group_name] = counted.get(row.group_name, 0) + 1
    made = []
    for row in [*rows, *(one for one in every if one.id not in kept)]:
        at = place_of(row, where)
        if at is None:
            continue
        several = bool(row.group_name) and counted.get(row.group_name, 0) > 1
        group = ""
        if several:
            n = trn("{n} collectivité", "{n} collectivités", counted[row.group_name])
            group = tr("{name}, {count}", name=row.group_name, count=n)
        shape: Shape = "diamond" if row.partner_kind.shape == "diamond" else "round"
        made.append(Place(row.id, row.name, at[0], at[1], shape, group=group, dim=row.id not in kept))
    if home is not None:
        name, (lon, lat) = home
        made.append(Place(HOME, name, lon, lat, "square", home=True))
    return made


def place_of(row: AgreementRow, where: dict[str, Point]) -> Point | None:
    """Return where an agreement stands on the map."""
    if row.longitude_e6 is not None and row.latitude_e6 is not None:
        return row.longitude_e6 / 1e6, row.latitude_e6 / 1e6
    return where.get(row.country_code)
