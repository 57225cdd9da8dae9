"""What each format of export holds of a notice, and therefore brings back when it is read again: data for tests and docs."""

from typing import Final

from cresi_app.catalogue.model.notice import GROUPS, SCALARS

_NOT_MARC: Final = {"published_on", "revised_on"}
_MARC: Final = tuple(name for name in (*SCALARS, *GROUPS) if name not in _NOT_MARC)
_LISTS: Final = (
    "kind", "title", "subtitle", "other_titles", "contributions", "publishers", "date_text", "year", "edition", "part_number", "series", "series_number",
    "extent", "identifiers", "languages", "countries", "subjects", "audience", "call_number", "price", "url", "rights",
    "abstract", "contents", "notes",
)  # fmt: skip
_REFERENCES: Final = (
    "kind", "title", "subtitle", "other_titles", "contributions", "publishers", "year", "edition", "series", "extent", "identifiers",
    "languages", "subjects", "call_number", "url", "abstract",
)  # fmt: skip
_DUBLIN: Final = (
    "kind",
    "title",
    "subtitle",
    "other_titles",
    "contributions",
    "publishers",
    "year",
    "extent",
    "identifiers",
    "languages",
    "countries",
    "rights",
    "url",
    "series",
    "series_number",
)

TITLES: Final = "titles of other languages"
ABSTRACTS: Final = "abstracts of other languages"
"""What a notice carries beside its fields (`model.tongues`)."""

HELD: Final[dict[str, tuple[str, ...]]] = {
    "json": (*SCALARS, *GROUPS, TITLES, ABSTRACTS),
    "unimarc": (*_MARC, TITLES, ABSTRACTS),
    "marc21": (*_MARC, TITLES, ABSTRACTS),
    "marcxml": (*_MARC, TITLES, ABSTRACTS),
    "csv": _LISTS,
    "xlsx": _LISTS,
    "ods": _LISTS,
    "ris": (*_REFERENCES, "part_number", "series_number", TITLES),
    "bibtex": (*_REFERENCES, "series_number", "rights", TITLES),
    "dc": (*_DUBLIN, TITLES, ABSTRACTS),
    "oai": (*_DUBLIN, TITLES, ABSTRACTS),
}
"""The fields of a notice that come back from each format (`Notice` names them)."""

IN_PART: Final[dict[str, dict[str, str]]] = {
    "csv": {
        "contributions": "noms et fonctions, sans les dates de vie",
        "publishers": "tous les noms, le premier lieu",
        "identifiers": "ISBN, ISSN, DOI et Dewey",
        "languages": "celles du texte",
        "subjects": "les termes",
    },
    "ris": {
        "contributions": "noms ; auteurs, éditeurs et traducteurs distingués",
        "publishers": "tous les noms, le premier lieu",
        "identifiers": "ISBN, ISSN, DOI et adresses",
        "languages": "celles du texte",
        "subjects": "les termes",
        "part_number": "sans collection, ou à côté de son numéro",
        "series_number": "avec la collection",
        TITLES: "les titres traduits, sans leur langue",
        "abstract": "une ligne par alinéa",
    },
    "bibtex": {
        "contributions": "noms, par fonction",
        "publishers": "tous les noms, le premier lieu",
        "identifiers": "ISBN, ISSN et DOI",
        "languages": "celles du texte",
        "subjects": "les termes",
        TITLES: "le titre original",
        "series_number": "avec la collection",
    },
    "dc": {
        "contributions": "noms et dates ; auteurs et contributeurs distingués",
        TITLES: "les titres et leur langue",
        "series_number": "avec la collection",
        "identifiers": "ISBN, ISSN, DOI et adresses",
        "languages": "celles du texte",
    },
}
"""What of a field is held where it is not the whole of it; xlsx and ods are as csv, oai is as dc."""
IN_PART["xlsx"] = IN_PART["ods"] = IN_PART["csv"]
IN_PART["oai"] = IN_PART["dc"]
