"""Between the form of a notice and the service: what each field shows of a sheet, what the service takes for it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cresi_app.catalogue.model import DocumentSheet, Link
from cresi_app.catalogue.model.kinds import HOSTS
from cresi_app.core.money import Money
from cresi_app.widgets.fields import Proposal

PLAIN: Final = (
    "title", "kind", "subtitle", "edition", "place", "date_text", "year", "extent", "series_number", "part_number",
    "part_title", "other_titles", "responsibility", "call_number", "audience", "url", "rights", "image_credit",
    "published_on", "revised_on", "seen_on", "issues_a_year", "price", "frequency", "abstract", "contents", "notes",
)  # fmt: skip
USE: Final = (
    "minutes_least", "minutes_most", "group_least", "group_most", "age_least", "age_most", "level", "material",
)  # fmt: skip
EXHIBITION: Final = ("crates", "weight_g", "wall_cm", "setup_minutes", "insurance_minor", "transport", "hanging")
NUMBERS: Final = ("isbn", "issn", "ean", "doi")
ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "titles": ("kind", "language_code", "title"),
    "abstracts": ("language_code", "text"),
    "releases": ("label", "released_on", "what_changed"),
    "pieces": ("number", "name", "quantity", "width_mm", "height_mm", "weight_g", "crate", "note"),
    "links": ("relation", "target", "number", "date_text", "pages", "issn"),
}
HOST: Final = ("host", "host_number", "host_date", "host_pages")
_HOST_PARTS: Final = {"host_number": "number", "host_date": "date_text", "host_pages": "pages"}
_NO_NUMBER: Final = frozenset(
    {"year", "published_on", "revised_on", "seen_on", "issues_a_year", *USE, *EXHIBITION}
    - {"material", "transport", "hanging", "level"}
)
_IN_OTHER_KINDS: Final = frozenset({"article", "issue"})


def host_of(sheet: DocumentSheet | None, kind: str) -> Link | None:
    """Return the link that tells where an article or an issue stands; None for other kinds."""
    if sheet is None or kind not in _IN_OTHER_KINDS:
        return None
    wanted = [one for one in sheet.links if one.relation in HOSTS]
    return next((one for one in wanted if one.relation == "issue"), wanted[0] if wanted else None)


def values_of(sheet: DocumentSheet | None) -> dict[str, Any]:
    """Return the values of the form's fields; those of a notice not yet made without one."""
    if sheet is None:
        blank: dict[str, Any] = dict.fromkeys((*PLAIN, *NUMBERS, *USE, *EXHIBITION, *HOST), "")
        blank |= dict.fromkeys(_NO_NUMBER)
        lists: dict[str, Any] = {
            name: [] for name in (*ROWS, "contributions", "subjects", "countries", "languages", "audiences")
        }
        return {**blank, **lists, "kind": "book", "publisher": None, "series": None, "host": None, "level": ""}
    document, host = sheet.document, host_of(sheet, sheet.kind.code)
    values: dict[str, Any] = {name: getattr(document, name) for name in PLAIN}
    values |= {name: getattr(sheet.use, name) for name in USE}
    values |= {name: getattr(sheet.exhibition, name) for name in EXHIBITION}
    values |= {scheme: sheet.number_of(scheme) for scheme in NUMBERS}
    values["level"] = sheet.use.level or ""
    insured = sheet.exhibition.insurance_minor
    values["insurance_minor"] = Money(insured, sheet.exhibition.currency) if insured is not None else None
    values["publisher"] = Proposal(document.publisher_id, sheet.publisher) if document.publisher_id else None
    values["series"] = Proposal(document.series_id, sheet.series) if document.series_id else None
    values["contributions"] = [
        Proposal((one.contributor_id, one.role), f"{one.inverted} · {one.role_name.lower()}")
        for one in sheet.contributions
    ]
    values["subjects"] = [Proposal(one.subject_id, one.term) for one in sheet.subjects]
    values["countries"] = [Proposal(one.country_code, one.name) for one in sheet.countries]
    values["languages"] = [Proposal(one.language_code, one.name) for one in sheet.languages if one.use == "text"]
    values["audiences"] = [Proposal(one.audience, one.name) for one in sheet.audiences]
    values["host"] = link_target(host) if host else None
    values |= {name: getattr(host, part) if host else "" for name, part in _HOST_PARTS.items()}
    return values | _rows_of(sheet, host)


def _rows_of(sheet: DocumentSheet, host: Link | None) -> dict[str, Any]:
    def language(code: str | None, name: str) -> Proposal | None:
        return Proposal(code, name) if code else None

    return {
        "titles": [
            {"id": one.id, "kind": one.kind, "language_code": language(one.language_code, one.language), "title": one.title}
            for one in sheet.titles
        ],
        "abstracts": [
            {"id": one.id, "language_code": language(one.language_code, one.language), "text": one.text} for one in sheet.abstracts
        ],
        "releases": [{"id": one.id, **{name: getattr(one, name) for name in ROWS["releases"]}} for one in sheet.releases],
        "pieces": [{"id": one.id, **{name: getattr(one, name) for name in ROWS["pieces"]}} for one in sheet.pieces],
        "links": [
            {"id": one.id, "relation": one.relation, "target": link_target(one), "number": one.number, "date_text": one.date_text,
             "pages": one.pages, "issn": one.issn}
            for one in sheet.links if host is None or one.id != host.id
        ],
    }  # fmt: skip


def link_target(link: Link) -> Proposal | None:
    """Return what a picker shows of a link's other end: a record of the library, or a title in words."""
    if link.target_id is not None:
        return Proposal(link.target_id, link.shown_title)
    return Proposal(link.title, link.title) if link.title else None


def wanted_by_service(name: str, values: Mapping[str, Any], sheet: DocumentSheet | None) -> dict[str, Any]:
    """Return what the service takes for the field `name`; `values` are those of the form's fields by name."""
    value = values[name]
    match name:
        case "publisher" | "series":
            return {name: value.value if isinstance(value, Proposal) else None}
        case "contributions" | "subjects" | "countries" | "audiences":
            return {name: [one.value for one in value]}
        case "languages":
            others = [(one.language_code, one.use) for one in sheet.languages if one.use != "text"] if sheet else []
            return {"languages": [(one.value, "text") for one in value] + others}
        case "isbn" | "issn" | "ean" | "doi":
            return {"identifiers": _with_number(name, str(value or "").strip(), sheet)}
        case "titles" | "abstracts":
            return {name: [{**row, "language_code": _key(row["language_code"])} for row in value]}
        case "links" | "host" | "host_number" | "host_date" | "host_pages":
            return {"links": _links(values, sheet), "settled": [name]}
        case "level":
            return {"level": value or None}
        case "insurance_minor":
            said = {"insurance_minor": value.minor, "currency": value.currency} if isinstance(value, Money) else {}
            return said or {"insurance_minor": None}
        case _:
            return {name: value}


def _links(values: Mapping[str, Any], sheet: DocumentSheet | None) -> list[dict[str, Any]]:
    """Return all links of the notice: where it stands first, then those of the rows."""
    host = host_of(sheet, str(values.get("kind") or ""))
    said: list[dict[str, Any]] = []
    target = values.get("host")
    if str(values.get("kind") or "") in _IN_OTHER_KINDS and (target or any(values.get(name) for name in _HOST_PARTS)):
        relation = host.relation if host else "set" if values.get("kind") == "issue" else "issue"
        issn = host.issn if host else ""
        parts = {part: values.get(name) or "" for name, part in _HOST_PARTS.items()}
        said.append({**({"id": host.id} if host else {}), "relation": relation, "issn": issn, **_end(target), **parts})
    rows: Sequence[Mapping[str, Any]] = values.get("links") or []
    for row in rows:
        plain = {name: row.get(name) or "" for name in ("number", "date_text", "pages", "issn")}
        known = {"id": row["id"]} if row.get("id") else {}
        said.append({**known, "relation": row["relation"], **_end(row.get("target")), **plain})
    return said


def _end(target: object) -> dict[str, Any]:
    """Return the other end of a link: the record's id and its title, or only words."""
    if not isinstance(target, Proposal):
        return {"target_id": None, "title": ""}
    return {"target_id": target.value if isinstance(target.value, int) else None, "title": target.title}


def _key(proposal: object) -> object:
    return proposal.value if isinstance(proposal, Proposal) else None


def _with_number(scheme: str, typed: str, sheet: DocumentSheet | None) -> list[tuple[str, str]]:
    """Return the notice's numbers with its first one of `scheme` replaced by what was typed ("" takes it away)."""
    numbers = [(one.scheme, one.value) for one in sheet.identifiers] if sheet else []
    at = next((index for index, (known, _) in enumerate(numbers) if known == scheme), len(numbers))
    numbers[at : at + 1] = [(scheme, typed)] if typed else []
    return numbers
