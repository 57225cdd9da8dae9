"""The plain sheet of a record: its name, what is known of it, what belongs to it; for kinds without a paper of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus.flowables import Flowable

from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.tables import facts


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """What the sheet says: `facts` are (name, words), `parts` are (heading, lines), `code` the paper's code ("" for none)."""

    kind: str
    title: str
    facts: Sequence[tuple[str, str]]
    parts: Sequence[tuple[str, Sequence[str]]] = field(default=())
    code: str = ""


def record_sheet(sheet: RecordSheet, identity: Identity) -> Paper:
    """Return the sheet as a paper."""

    def story(_numbers: Numbers) -> list[Flowable]:
        told: list[Flowable] = [Overline(sheet.kind), words(sheet.title, style.H1_SMALL, role="H1")]
        if any(value for _name, value in sheet.facts):
            told += [Gap(5), facts(sheet.facts, LETTER.width)]
        for title, lines in sheet.parts:
            told += [*heading(title), *paragraphs("\n".join(lines))]
        return told

    edited = tr("Fiche éditée le {day}.", day=format_date(clock.today()))
    return Paper(
        kind="record-sheet",
        title=tr("{kind} – {title}", kind=sheet.kind, title=sheet.title),
        identity=identity,
        furniture=Furniture(kind=sheet.kind, reference="", short_title=sheet.title, who=sheet.title, copy=edited),
        story=story,
        code=sheet.code,
        author=identity.centre_name,
        subject=sheet.title,
    )
