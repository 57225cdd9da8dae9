"""What makes dossiers and advice findable: the plain text of each, gathered for the store to fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.store.search import Query, SearchSource
from cresi_app.store.values import listed

_BODY: Final = (
    "summary", "context", "general_objective", "specific_objective", "activities_note", "beneficiaries_note", "human_means",
    "education_here", "communication", "risks", "sustainability", "evaluation", "grant_use", "budget_note", "internal_note",
    "call_name", "decision_number", "material_means", "addressee",
)  # fmt: skip
_IN_BODY: Final = ("activities", "sectors", "frame", "exchanges")
_PROJECT: Final = (
    f"SELECT p.id, p.number, p.title, p.place, p.place_detail, {', '.join(f'p.{name}' for name in _BODY)}, "
    "o.name || ' ' || o.acronym AS holder, coalesce(c.name_fr || ' ' || c.name_en, '') AS country "
    "FROM project p JOIN organisation o ON o.id = p.organisation_id LEFT JOIN country c ON c.code = p.country_code "
    "WHERE p.id IN (SELECT value FROM json_each(?))"
)
_PARTS: Final = {
    "partners": (
        "SELECT t.project_id AS id, o.name || ' ' || o.acronym || ' ' || t.contribution AS part FROM project_partner t "
        "JOIN organisation o ON o.id = t.organisation_id WHERE t.project_id IN (SELECT value FROM json_each(?))"
    ),
    "activities": (
        "SELECT project_id AS id, theme || ' ' || title || ' ' || description || ' ' || place AS part FROM project_activity "
        "WHERE project_id IN (SELECT value FROM json_each(?))"
    ),
    "frame": (
        "SELECT project_id AS id, intervention || ' ' || hypotheses AS part FROM project_logframe "
        "WHERE project_id IN (SELECT value FROM json_each(?))"
    ),
    "exchanges": (
        "SELECT project_id AS id, with_whom || ' ' || subject || ' ' || text AS part FROM project_exchange "
        "WHERE project_id IN (SELECT value FROM json_each(?))"
    ),
    "sectors": (
        "SELECT t.project_id AS id, s.name_fr || ' ' || s.name_en AS part FROM project_sector t "
        "JOIN sector s ON s.code = t.sector_code WHERE t.project_id IN (SELECT value FROM json_each(?))"
    ),
}


def gather_projects(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the dossiers of `ids` that exist."""
    wanted = listed(ids)
    parts: dict[str, dict[int, list[str]]] = {}
    for name, sql in _PARTS.items():
        for row in query(sql, (wanted,)):
            parts.setdefault(name, {}).setdefault(row["id"], []).append(row["part"])
    for row in query(_PROJECT, (wanted,)):
        own = {name: " ".join(parts.get(name, {}).get(row["id"], ())) for name in _PARTS}
        yield (
            row["id"],
            {
                "number": row["number"],
                "title": row["title"],
                "holder": row["holder"],
                "place": f"{row['place']} {row['place_detail']} {row['country']}",
                "partners": own["partners"],
                "body": " ".join([*(row[name] for name in _BODY), *(own[name] for name in _IN_BODY)]),
            },
        )


PROJECT_SEARCH: Final = SearchSource(
    entity="project",
    columns=("number", "title", "holder", "place", "partners", "body"),
    weights=(10.0, 8.0, 4.0, 3.0, 2.0, 1.0),
    gather=gather_projects,
)

_ADVICE: Final = (
    "SELECT a.id, a.subject, a.note || ' ' || a.next_step || ' ' || coalesce(j.number || ' ' || j.title, '') || ' ' || coalesce("
    "(SELECT group_concat(d.title, ' ') FROM advice_document h JOIN document d ON d.id = h.document_id WHERE h.advice_id = a.id), '') "
    "AS body, coalesce(o.name || ' ' || o.acronym, '') || ' ' || coalesce(p.given_name || ' ' || p.family_name, '') AS whom "
    "FROM advice a LEFT JOIN organisation o ON o.id = a.organisation_id LEFT JOIN person p ON p.id = a.person_id "
    "LEFT JOIN project j ON j.id = a.project_id WHERE a.id IN (SELECT value FROM json_each(?))"
)


def gather_advice(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the advice of `ids` that exists: its subject, whom it was given to, what was said and handed out."""
    for row in query(_ADVICE, (listed(ids),)):
        yield row["id"], {name: row[name] for name in ("subject", "whom", "body")}


ADVICE_SEARCH: Final = SearchSource(
    entity="advice", columns=("subject", "whom", "body"), weights=(8.0, 5.0, 1.0), gather=gather_advice
)
