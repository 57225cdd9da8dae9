"""The lines of each duty as one table after another: what is declared, what waits, what is left out, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.aid import AidLine, AidNames
from cresi_app.funding.model.declaration import DUTY_WORDS, Declaration
from cresi_app.funding.model.pastgrant import NATURE_WORDS, PastRow
from cresi_app.funding.model.publication import Publication
from cresi_app.funding.model.scdl import EssentialLine, check_line
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.pills import PillTone
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

State = tuple[str, PillTone]
_DECLARED: Final[State] = (N_("Déclaré"), "success")
_WAITS: Final[State] = (N_("À compléter"), "warning")
_UNPUBLISHED: Final[State] = (N_("Hors publication"), "neutral")
_OUT: Final[State] = (N_("Hors déclaration"), "neutral")
_COLUMN_FROM: Final = {"number": 520, "about": 860, "what": 560}
"""Width of the table (in the look's pixels) from which a column is shown."""
_READY: Final[State] = (N_("Prêt"), "success")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of any duty as the table shows it. `key` names what is completed or opened: (kind, id)."""

    key: tuple[str, int]
    number: str
    who: str
    about: str
    what: str
    amount: str
    state: State
    why: str = ""
    source: object = field(default=None, compare=False)


def aid_lines(lines: Sequence[AidLine], names: AidNames) -> list[Line]:
    """Return the lines of the declaration of aid, those to complete first."""
    order = {_WAITS: 0, _DECLARED: 1, _OUT: 2}
    found = [_aid(line, names) for line in lines]
    return sorted(found, key=lambda one: (order[one.state], one.number))


def _aid(line: AidLine, names: AidNames) -> Line:
    source = line.source
    where = names.countries.get(line.country_code, tr("pays à dire")) if line.country_code else tr("pays à dire")
    what = names.sectors.get(line.sector_code, "") or tr("secteur à dire")
    return Line(
        key=(source.entity, source.entity_id),
        number=source.number or format_date(source.paid_on, "short"),
        who=source.payee or source.label,
        about=where,
        what=what,
        amount=format_money(Money(line.amount_minor)),
        state=_DECLARED if line.is_declared else _OUT if line.why_out else _WAITS,
        why=line.reason,
        source=line,
    )


def essential_lines(lines: Sequence[EssentialLine]) -> list[Line]:
    """Return the lines of essential data, those to complete first."""
    found = []
    for line in lines:
        wrong = [one for one in check_line(line) if one.is_grave or line.is_out]
        found.append(
            Line(
                key=("past_grant" if line.is_past else "grant", line.grant_id),
                number=line.number,
                who=line.beneficiary,
                about=format_date(line.agreed_on, "medium") if line.agreed_on else "—",
                what=line.object,
                amount=format_money(Money(line.amount_minor)),
                state=_UNPUBLISHED if line.is_out else _WAITS if wrong else _READY,
                why=" ".join(one.text for one in wrong),
                source=line,
            )
        )
    return sorted(found, key=lambda one: ((_WAITS, _READY, _UNPUBLISHED).index(one.state), one.number))


def activity_lines(found: Publication) -> list[Line]:
    """Return activities, those that cannot be published first."""
    out = [
        Line((one.entity, one.entity_id), one.number, "—", "—", one.reason, "—", _WAITS, one.reason)
        for one in found.left_out
    ]
    ready = [
        Line(
            key=record,
            number=one.own_number or one.identifier,
            who=one.parties[-1].name if one.parties else "",
            about=", ".join(share.code for share in (*one.countries, *one.regions)),
            what=one.title.get("fr", ""),
            amount=format_money(
                Money(sum(t.amount.minor for t in one.transactions if t.movement.value == "3"), one.currency)
            ),
            state=_READY,
        )
        for record, one in zip(found.records, found.activities, strict=False)
    ]
    return out + ready


def past_lines(rows: Sequence[PastRow]) -> list[Line]:
    """Return grants of earlier years, latest first."""
    return [
        Line(
            key=("past_grant", one.id),
            number=str(one.year),
            who=one.beneficiary,
            about=one.authority or "—",
            what=one.object or "—",
            amount=format_money(Money(one.amount_minor)) if one.amount_minor is not None else "—",
            state=(NATURE_WORDS[one.nature], "neutral"),
            why=tr("Repris de {source}.", source=one.source),
        )
        for one in rows
    ]


def made_lines(made: Sequence[Declaration]) -> list[Line]:
    """Return what was made, latest first."""
    return [
        Line(
            key=("declaration", one.id),
            number=str(one.year),
            who=one.actor,
            about=format_date(one.made_at.date(), "medium"),
            what=tr("{duty} : {file}", duty=tr(DUTY_WORDS[one.duty]), file=one.file_name),
            amount=format_money(Money(one.total_minor)),
            state=(N_("Établi"), "success"),
            why=tr("Empreinte SHA-256 : {hash}", hash=" ".join(one.sha256[at : at + 8] for at in range(0, 64, 8))),
        )
        for one in made
    ]


class LinesTable(TableView):
    """The table of lines; its columns keep their places from one duty to the next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        columns: list[TableColumn[Line]] = [
            TableColumn("number", tr("Numéro"), lambda line: line.number, width=104, ink="text2"),
            TableColumn("who", tr("Bénéficiaire"), lambda line: line.who, width=264, bold=True),
            TableColumn("about", tr("Où, quand"), lambda line: line.about, width=120),
            TableColumn("what", tr("Quoi"), lambda line: line.what, stretch=True, width=180),
            TableColumn("amount", tr("Montant"), lambda line: line.amount, "right", width=110),
            TableColumn(
                "state", tr("État"), lambda _line: "", width=140, pill=lambda line: (tr(line.state[0]), line.state[1])
            ),
        ]
        self.lines: TableModel[Line] = TableModel(desk, ("funding", "declaration lines"), columns, parent)
        super().__init__(tr("Lignes de la déclaration"), self.lines, row_height=38)
        self.rows: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the one that was current stays so when it is still there."""
        before = self.line()
        self.rows = list(lines)
        by_row = dict(enumerate(self.rows, 1))
        ids = list(by_row)
        self.lines.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: by_row[one] for one in wanted if one in by_row},
            )
        )
        same = next((at for at, one in by_row.items() if before is not None and one.key == before.key), None)
        if same is not None:
            self.select(same)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out columns that a narrow table has no room for."""
        super().resizeEvent(event)
        for at, column in enumerate(self.lines.columns()):
            self.setColumnHidden(at, self.width() < theme().px(_COLUMN_FROM.get(column.key, 0)))

    def line(self) -> Line | None:
        """Return the line one stands on."""
        at = self.current() if self.rows else None
        return self.rows[at - 1] if isinstance(at, int) and 1 <= at <= len(self.rows) else None
