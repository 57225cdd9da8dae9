"""Reads of the centre's own fields: their kinds, choices and how many documents use them."""

from datetime import date
from typing import Final

from cresi_app.catalogue.model.custom import Choice, CustomField, FieldType
from cresi_app.store.library import Library
from cresi_app.store.records import Table

CHOICES: Final = Table("custom_choice", Choice)


def fields(library: Library) -> list[CustomField]:
    """Return every field in the centre's order, archived ones too, with its kinds and choices."""
    kinds: dict[int, list[str]] = {}
    for row in library.query("SELECT field_id, kind FROM custom_field_kind ORDER BY kind"):
        kinds.setdefault(row["field_id"], []).append(row["kind"])
    choices: dict[int, list[Choice]] = {}
    for choice in CHOICES.loads(library.query("SELECT * FROM custom_choice ORDER BY position, id")):
        choices.setdefault(choice.field_id, []).append(choice)
    rows = library.query(
        "SELECT f.*, (SELECT count(*) FROM custom_value v WHERE v.field_id = f.id) AS uses FROM custom_field f ORDER BY f.position, f.id"
    )
    return [
        CustomField(
            id=row["id"],
            version=row["version"],
            short_name=row["short_name"],
            name=row["name"],
            type=FieldType(row["type"]),
            hint=row["hint"],
            position=row["position"],
            archived_on=_day(row["archived_on"]),
            kinds=tuple(kinds.get(row["id"], ())),
            choices=tuple(choices.get(row["id"], ())),
            uses=row["uses"],
        )
        for row in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def kind_rows(library: Library, field_id: int) -> dict[str, tuple[int, int]]:
    """Return the (id, version) of a field's kinds by code."""
    rows = library.query("SELECT id, version, kind FROM custom_field_kind WHERE field_id = ?", (field_id,))
    return {row["kind"]: (row["id"], row["version"]) for row in rows}


def choice_uses(library: Library, field_id: int) -> dict[int, int]:
    """Return how many documents have chosen each choice of a field."""
    sql = "SELECT choice_id, count(*) AS uses FROM custom_value WHERE field_id = ? AND choice_id IS NOT NULL GROUP BY choice_id"
    return {row["choice_id"]: row["uses"] for row in library.query(sql, (field_id,))}
