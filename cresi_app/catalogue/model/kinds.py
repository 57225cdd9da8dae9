"""Which fields each kind of document has: a form shows those, and whatever else already says something."""

from collections.abc import Mapping
from typing import Final

from cresi_app.catalogue.model.document import DocumentSheet
from cresi_app.core.i18n import N_

_BOXES: Final = frozenset({"kit", "game"})
_PLAYED: Final = frozenset({"tool", "game", "kit"})
_IN_ANOTHER: Final = frozenset({"article", "issue"})
_SERIAL: Final = frozenset({"periodical"})
_SHOWN_HUNG: Final = frozenset({"exhibition"})
_RUN: Final = frozenset({"video", "sound"})
_LED: Final = _PLAYED | _SHOWN_HUNG
_NOT_A_BOOK: Final = frozenset({"article", "issue", "periodical", "web"})

ONLY: Final[Mapping[str, frozenset[str]]] = {
    "minutes": _LED | _RUN,
    "group": _LED,
    "age": _LED | _RUN,
    "level": _PLAYED | {"guide"},
    "material": _PLAYED,
    "audiences": _LED | _RUN | {"guide"},
    "releases": _PLAYED | {"guide"},
    "pieces": _BOXES | _SHOWN_HUNG,
    "exhibition": _SHOWN_HUNG,
    "issues": _SERIAL,
    "issues_a_year": _SERIAL,
    "frequency": _SERIAL,
    "issn": _SERIAL | {"issue"},
    "host": _IN_ANOTHER,
    "seen_on": frozenset({"web"}),
    "doi": frozenset({"article", "report", "web"}),
    "ean": _BOXES | _RUN | {"map", "poster", "other"},
}
"""Fields that only some kinds have."""

ABSENT: Final[Mapping[str, frozenset[str]]] = {
    "isbn": _NOT_A_BOOK | {"archive", "poster"},
    "edition": _NOT_A_BOOK,
    "series": _NOT_A_BOOK | {"archive", "exhibition"},
    "series_number": _NOT_A_BOOK | {"archive", "exhibition"},
    "extent": _IN_ANOTHER - {"issue"} | {"web", "periodical"},
    "part_number": _NOT_A_BOOK | {"exhibition", "poster", "archive"},
    "price": frozenset({"article", "web"}),
}
"""Fields that all kinds have but some."""

NAMES: Final[Mapping[str, str]] = {
    "minutes": N_("Durée"), "group": N_("Taille du groupe"), "age": N_("Âge"), "level": N_("Niveau"), "material": N_("Matériel nécessaire"),
    "audiences": N_("Publics"), "releases": N_("Versions"), "pieces": N_("Contenu"), "exhibition": N_("Transport et accrochage"),
    "issues": N_("Numéros"), "issues_a_year": N_("Numéros par an"), "frequency": N_("Périodicité"), "issn": N_("ISSN"),
    "host": N_("Publié dans"), "seen_on": N_("Vue le"), "doi": N_("DOI"), "ean": N_("Code EAN"), "isbn": N_("ISBN"), "edition": N_("Édition"),
    "series": N_("Collection"), "series_number": N_("N° dans la collection"), "extent": N_("Description matérielle"), "part_number": N_("Tome"),
    "price": N_("Prix"),
}  # fmt: skip


def fits(field: str, kind: str) -> bool:
    """Say whether a document of this kind has the field."""
    if field in ONLY:
        return kind in ONLY[field]
    return kind not in ABSENT.get(field, ())


def says(sheet: DocumentSheet, field: str) -> bool:
    """Say whether the document says something in the field."""
    use, document = sheet.use, sheet.document
    match field:
        case "minutes" | "group" | "age":
            return any(getattr(use, f"{field}_{end}") is not None for end in ("least", "most"))
        case "level" | "material":
            return bool(getattr(use, field))
        case "audiences" | "releases" | "pieces" | "issues":
            return bool(getattr(sheet, field))
        case "exhibition":
            return bool(sheet.exhibitions)
        case "host":
            return any(one.relation in HOSTS for one in sheet.links)
        case "isbn" | "issn" | "doi" | "ean":
            return bool(sheet.number_of(field))
        case "series":
            return bool(sheet.series)
        case _:
            return bool(getattr(document, field))


HOSTS: Final = frozenset({"issue", "set", "subset"})
"""The relations that tell where an article or an issue stands."""


def shown(sheet: DocumentSheet | None, kind: str) -> frozenset[str]:
    """Return the fields of `ONLY` and `ABSENT` that the form of a document of this kind shows."""
    return frozenset(
        field for field in (*ONLY, *ABSENT) if fits(field, kind) or (sheet is not None and says(sheet, field))
    )


def out_of_place(sheet: DocumentSheet) -> list[str]:
    """Return the fields that say something although the document's kind has no such field: kept, and told."""
    kind = sheet.kind.code
    return [field for field in (*ONLY, *ABSENT) if not fits(field, kind) and says(sheet, field)]
