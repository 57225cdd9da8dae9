"""What reports about the stock share: the head of their first page, and the paper around what they tell."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.reports import saying
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Layout, Numbers, Paper
from cresi_app.printing.flow import Overline, paragraphs, words
from cresi_app.printing.furniture import Furniture, address_line


def head(over: str, title: str, lead: str, note: str = "") -> list[Flowable]:
    """Return the line of capitals, the title, the sentence that sums up, and what somebody noted."""
    return [
        Overline(over),
        words(title, style.H1_SMALL, role="H1"),
        *paragraphs(lead, saying.LEAD),
        *paragraphs(note),
    ]


@dataclass(frozen=True, slots=True)
class StockReport:
    """A report: `name` for programs, `title` of the file; `kind`, `reference` and `short_title` stand in its header.

    `edited` is the footer's sentence; "" says « Édité le … ».
    """

    name: str
    title: str
    kind: str
    short_title: str
    reference: str
    edited: str = ""
    layout: Layout = LETTER

    def paper(self, identity: Identity, story: Callable[[Numbers], list[Flowable]], subject: str = "") -> Paper:
        """Return the paper that tells `story`."""
        return Paper(
            kind=self.name,
            title=self.title,
            identity=identity,
            furniture=Furniture(
                kind=self.kind,
                reference=self.reference,
                short_title=self.short_title,
                who=address_line(identity),
                copy=self.edited or tr("Édité le {day}.", day=format_date(clock.today())),
            ),
            story=story,
            layout=self.layout,
            subject=subject or self.kind,
        )
