"""A record at a glance, for the quick look of the lists: its first page, what it is, what is known of it."""

from collections.abc import Sequence
from typing import Final

from cresi_app.catalogue.model import Attachment, DocumentSheet
from cresi_app.core.i18n import tr, trn
from cresi_app.finding import KINDS
from cresi_app.services import Services
from cresi_app.widgets.glimpse import Glimpse

_PDF: Final = "application/pdf"
_FACTS: Final = 16
_LINES: Final = 8


class Glimpses:
    """Looks at the records of one library."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __call__(self, kind: str, key: int) -> Glimpse | None:
        """Return a record at a glance; None for what is gone. Called on a reader thread."""
        if kind not in KINDS:
            return None
        with self._services.library.snapshot():
            return self._document(key) if kind == "document" else self._sheet(kind, key)

    def _document(self, key: int) -> Glimpse | None:
        rows = self._services.catalogue.rows([key])
        if not rows:
            return None
        row, sheet = rows[0], self._services.catalogue.document(key)
        document = sheet.document
        facts = (
            (tr("Éditeur"), sheet.publisher),
            (tr("Année"), str(row.year or "")),
            (tr("Langue"), ", ".join(one.name for one in sheet.languages)),
            (tr("Sujets"), ", ".join(row.subjects)),
            (tr("Pays"), ", ".join(one.name for one in sheet.countries)),
            (tr("ISBN"), ", ".join(one.value for one in sheet.identifiers if one.scheme == "isbn")),
            (tr("Description"), document.extent),
            (tr("Cote"), row.call_number),
            (tr("Exemplaires"), trn("{n} exemplaire", "{n} exemplaires", row.copies) if row.copies else ""),
        )
        cover, file = self._pictures(sheet)
        return Glimpse(
            sheet.kind.name, row.title, " · ".join(part for part in (document.subtitle, row.authors) if part),
            document.abstract, [fact for fact in facts if fact[1]], author=row.authors, has_cover=True,
            picture=self._services.library.files.read(cover.sha256) if cover is not None else b"",
            file=self._services.library.files.path(file.sha256) if file is not None else None,
            file_words=tr("{file}, première page", file=file.name) if file is not None else "",
        )  # fmt: skip

    def _pictures(self, sheet: DocumentSheet) -> tuple[Attachment | None, Attachment | None]:
        """Return the cover and the first PDF of a document, as far as they are there."""
        there = [file for file in sheet.files if self._services.library.files.exists(file.sha256)]
        pdf = next((file for file in there if file.media_type == _PDF and not file.is_cover), None)
        cover = next((file for file in there if file.is_cover and file.media_type != _PDF), None)
        return (None, pdf) if pdf is not None else (cover, None)

    def _sheet(self, kind: str, key: int) -> Glimpse | None:
        from cresi_app.recordsheets import sheet_of  # noqa: PLC0415 - it knows the papers: only who looks waits for them

        sheet = sheet_of(self._services, (KINDS[kind].table, key), tr(KINDS[kind].name))
        if not sheet.title and not sheet.facts:
            return None
        facts = [(name, said) for name, said in sheet.facts if said]
        texts = [(name, said) for name, said in facts if len(said) > 200]
        short = [fact for fact in facts if fact not in texts][:_FACTS]
        parts = [*((name, [said]) for name, said in texts), *((name, _few(lines)) for name, lines in sheet.parts)]
        return Glimpse(sheet.kind, sheet.title, facts=short, parts=parts)


def _few(lines: Sequence[str]) -> list[str]:
    kept = [line.removeprefix("- ") for line in lines[:_LINES]]
    more = len(lines) - len(kept)
    return [*kept, trn("et {n} ligne de plus", "et {n} lignes de plus", more)] if more else kept
