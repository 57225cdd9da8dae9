"""Titles and abstracts of other languages as they travel with a notice, between a file and the library's rows."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from cresi_app.catalogue.model.document import DocumentSheet
from cresi_app.catalogue.model.notice import Notice


class OtherTitle(NamedTuple):
    """A title of the same publication: its kind (a key of `TITLE_KINDS`), language (ISO 639-2/B, "" not said)."""

    kind: str
    title: str
    language: str = ""


class OtherAbstract(NamedTuple):
    """An abstract in another language."""

    text: str
    language: str = ""


def packed(titles: Iterable[OtherTitle], abstracts: Iterable[OtherAbstract]) -> str:
    """Return what `Notice.more` carries of them; "" for nothing."""
    said: dict[str, list[dict[str, Any]]] = {}
    for at, title in enumerate(titles):
        row = {"kind": title.kind, "title": title.title, "position": at, "language_code": title.language}
        said.setdefault("document_title", []).append({name: value for name, value in row.items() if value})
    for at, abstract in enumerate(abstracts):
        row = {"text": abstract.text, "position": at, "language_code": abstract.language}
        said.setdefault("document_abstract", []).append({name: value for name, value in row.items() if value})
    return json.dumps(said, ensure_ascii=False) if said else ""


def of_sheet(sheet: DocumentSheet) -> str:
    """Return the titles and abstracts of other languages of a document, packed."""
    if not sheet.titles and not sheet.abstracts:
        return ""
    return packed(titles_of(sheet), abstracts_of(sheet))


def titles_of(sheet: DocumentSheet) -> list[OtherTitle]:
    """Return the titles of other languages of a document."""
    return [OtherTitle(one.kind, one.title, one.language_code or "") for one in sheet.titles]


def abstracts_of(sheet: DocumentSheet) -> list[OtherAbstract]:
    """Return the abstracts of other languages of a document."""
    return [OtherAbstract(one.text, one.language_code or "") for one in sheet.abstracts]


def unpacked(notice: Notice) -> tuple[list[OtherTitle], list[OtherAbstract]]:
    """Return what `packed` put into a notice."""
    if not notice.more:
        return [], []
    said = json.loads(notice.more)
    titles = [
        OtherTitle(row.get("kind", "parallel"), row["title"], row.get("language_code", ""))
        for row in said.get("document_title", ())
    ]
    abstracts = [OtherAbstract(row["text"], row.get("language_code", "")) for row in said.get("document_abstract", ())]
    return titles, abstracts
