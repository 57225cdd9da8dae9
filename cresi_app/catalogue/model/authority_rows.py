"""How typed names become rows of the authority lists."""

from cresi_app.catalogue.model.notice import match_name, match_term
from cresi_app.core.text import sort_key


def contributor(entity_id: int, family: str, given: str, kind: str, dates: str = "") -> dict[str, object]:
    """Return the row of a new contributor."""
    shown = f"{family} {given}" if given else family
    return {
        "id": entity_id,
        "kind": kind,
        "family": family,
        "given": given,
        "dates": dates,
        "name_sort": sort_key(shown),
        "match_key": match_name(family, given, kind, dates),
    }


def publisher(entity_id: int, name: str, place: str = "") -> dict[str, object]:
    """Return the row of a new publisher."""
    return {"id": entity_id, "name": name, "place": place, "name_sort": sort_key(name), "match_key": match_term(name)}


def series(entity_id: int, title: str, issn: str = "") -> dict[str, object]:
    """Return the row of a new series."""
    return {
        "id": entity_id,
        "title": title,
        "issn": issn,
        "title_sort": sort_key(title),
        "match_key": match_term(title),
    }


def subject_key(term: str, kind: str) -> str:
    """Return the key under which a subject is found: a place and a topic of one name are two."""
    return f"{'topic' if kind in {'free', 'form'} else kind}|{match_term(term)}"


def subject(entity_id: int, term: str, kind: str = "topic", scheme: str = "") -> dict[str, object]:
    """Return the row of a new subject."""
    return {
        "id": entity_id,
        "term": term,
        "kind": kind,
        "scheme": scheme,
        "term_sort": sort_key(term),
        "match_key": subject_key(term, kind),
    }


def location(entity_id: int, name: str) -> dict[str, object]:
    """Return the row of a new location."""
    return {"id": entity_id, "name": name, "name_sort": sort_key(name), "match_key": match_term(name)}
