"""How documents are said in lists and panes: rows, pills, numbers, sentences."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from cresi_app.catalogue.model import CopyStatus, DocumentRow, Kind
from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.core.text import words
from cresi_app.core.typography import grouped
from cresi_app.widgets.highlight import highlights
from cresi_app.widgets.pills import PillTone
from cresi_app.widgets.rows import CatalogueLine

_TONES: Mapping[str, PillTone] = {
    "success": "success",
    "warning": "warning",
    "danger": "danger",
    "info": "info",
    "neutral": "neutral",
}


def shown_number(number: str) -> str:
    """Return a notice number as people read it: 04127 → « 04 127 »."""
    return grouped(number)


def tone(name: str) -> PillTone:
    """Return the pill's tone a reference list names."""
    return _TONES.get(name, "neutral")


def state(row: DocumentRow, statuses: Mapping[str, CopyStatus]) -> tuple[str, PillTone] | None:
    """Return (word, tone) of a document's best copy; « Archivé » before anything else, None without copies."""
    if row.is_archived:
        return tr("Archivé"), "neutral"
    if row.is_draft:
        return tr("À compléter"), "warning"
    status = statuses.get(row.status)
    return (status.name, tone(status.tone)) if status is not None else None


def byline(row: DocumentRow) -> str:
    """Return « Kadiatou Diallo, Marc Lefèvre · Éditions du Fleuve, 2025 »; who publishes its own work is named once: « CRESI · 2025 »."""
    publisher = "" if row.publisher == row.authors else row.publisher
    edition = ", ".join(part for part in (publisher, str(row.year or "")) if part)
    return " · ".join(part for part in (row.authors, edition) if part)


def snippet_of(row: DocumentRow) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the piece of text under a title with what is marked in it; « p. 12 · … » when a page of a file answers."""
    if row.page is None:
        return row.extract.text or row.subtitle, row.extract.hits
    before = f"{row.page.where} · "
    return before + row.extract.text, tuple((a + len(before), b + len(before)) for a, b in row.extract.hits)


class Retyped:
    """The title of one row as it is being typed in the form; what is saved comes with the next read."""

    def __init__(self, repaint: Callable[[], None]) -> None:
        self._repaint = repaint
        self.titles: dict[int, str] = {}

    def follow(self, document_id: int, title: str) -> None:
        """Show a title as it is typed; "" shows what is saved again."""
        self.titles = {document_id: title} if title else {}
        self._repaint()

    def of(self, document_id: int) -> str:
        """Return the title being typed, "" when none is."""
        return self.titles.get(document_id, "")


def line_of(
    kinds: Mapping[str, Kind],
    statuses: Mapping[str, CopyStatus],
    typed: Callable[[], str],
    retyped: Callable[[int], str] = lambda _id: "",
) -> Callable[[DocumentRow], CatalogueLine]:
    """Return what turns a row into what the list draws; `typed` gives the words searched now, `retyped` a title as it is being typed."""

    def line(row: DocumentRow) -> CatalogueLine:
        kind = kinds[row.kind]
        text = typed()
        title = retyped(row.id) or row.title
        snippet, spans = snippet_of(row)
        return CatalogueLine(
            title=title,
            byline=byline(row),
            snippet=snippet,
            spans=spans,
            title_spans=highlights(title, text) if words(text) else (),
            kind=(kind.icon, kind.name, kind.colour),
            tags=row.subjects[:3],
            pill=state(row, statuses),
            call_number=row.call_number,
            author=row.authors,
        )

    return line


def shown_size(size: int) -> str:
    """Return « 2,4 Mo » or « 380 Ko »."""
    if size >= 1_000_000:
        return tr("{number} Mo", number=format_number(Decimal(f"{size / 1_000_000:.1f}")))
    return tr("{number} Ko", number=format_number(max(1, round(size / 1000))))
