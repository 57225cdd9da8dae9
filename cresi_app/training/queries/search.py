"""What makes courses and sessions findable, and the finding."""

from collections.abc import Iterable, Mapping, Sequence

from cresi_app.store.library import Library
from cresi_app.store.search import Query, SearchSource, match
from cresi_app.store.values import listed


def gather_courses(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the text of the courses among `ids` that exist."""
    rows = query(
        "SELECT id, title, theme, objectives || ' ' || audience || ' ' || prerequisites || ' ' || programme AS body "
        "FROM course WHERE id IN (SELECT value FROM json_each(?))",
        (listed(ids),),
    )
    for row in rows:
        yield row[0], {"title": row[1], "theme": row[2], "body": row[3]}


def gather_sessions(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the text of the sessions among `ids` that exist: title, code, trainers, rooms, the course's theme."""
    rows = query(
        "SELECT session.id, session.title, session.code, "
        "coalesce((SELECT group_concat(person.given_name || ' ' || person.family_name, ' ') FROM slot "
        "JOIN slot_trainer ON slot_trainer.slot_id = slot.id JOIN person ON person.id = slot_trainer.person_id "
        "WHERE slot.session_id = session.id), ''), "
        "course.title || ' ' || course.theme || ' ' || session.place || ' ' || session.contact || ' ' || "
        "coalesce((SELECT group_concat(coalesce(room.name, '') || ' ' || slot.topic, ' ') FROM slot "
        "LEFT JOIN room ON room.id = slot.room_id WHERE slot.session_id = session.id), '') "
        "FROM session JOIN course ON course.id = session.course_id WHERE session.id IN (SELECT value FROM json_each(?))",
        (listed(ids),),
    )
    for row in rows:
        yield row[0], {"title": row[1], "code": row[2], "people": row[3], "body": row[4]}


COURSE_SEARCH = SearchSource("course", ("title", "theme", "body"), (10.0, 4.0, 1.0), gather_courses)
SESSION_SEARCH = SearchSource("session", ("title", "code", "people", "body"), (10.0, 10.0, 4.0, 1.0), gather_sessions)


def found_courses(library: Library, text: str, limit: int) -> list[int]:
    """Return the ids of the courses that match `text`, best first."""
    return _found(library, "course", COURSE_SEARCH.weights, text, limit)


def found_sessions(library: Library, text: str, limit: int) -> list[int]:
    """Return the ids of the sessions that match `text`, best first."""
    return _found(library, "session", SESSION_SEARCH.weights, text, limit)


def _found(library: Library, entity: str, weights: Sequence[float], text: str, limit: int) -> list[int]:
    expression = match(text)
    if expression is None:
        return []
    rank = f"bm25({entity}_fts, {', '.join(map(str, weights))})"
    rows = library.query(
        f"SELECT rowid AS id FROM {entity}_fts WHERE {entity}_fts MATCH ? ORDER BY {rank}, rowid DESC LIMIT ?",
        (expression, limit),
    )
    return [row["id"] for row in rows]
