"""Rows become typed records and records become rows, the same ones."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.store.records import Row, Table


class Tone(StrEnum):
    CALM = "calm"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Thing:
    id: int
    name: str
    is_open: bool
    opened_on: date | None
    at: datetime
    starts: time | None
    tone: Tone
    other: Tone | None = None
    total: int = 0


THINGS = Table("thing", Thing)


def row(**values: object) -> Row:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    try:
        sql = ", ".join(f'? AS "{name}"' for name in values)
        found: Row = connection.execute(f"SELECT {sql}", tuple(values.values())).fetchone()
        return found
    finally:
        connection.close()


@given(
    st.builds(
        Thing,
        id=st.integers(0, 2**63 - 1),
        name=st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
        at=st.datetimes().map(lambda moment: moment.replace(microsecond=0, second=0)),
        starts=st.none() | st.times().map(lambda moment: moment.replace(microsecond=0)),
    )
)
def test_a_record_survives_its_row(thing: Thing) -> None:
    assert THINGS.load(row(**THINGS.values(thing))) == thing


def test_instants_are_aware_and_planned_times_are_not() -> None:
    plain = {"id": 1, "name": "x", "is_open": 1, "opened_on": "2026-02-01", "starts": "09:05", "tone": "loud"}
    instant = THINGS.load(row(**plain, at="2026-11-22T06:15:00.123Z"))
    assert instant.at == datetime(2026, 11, 22, 6, 15, 0, 123000, tzinfo=UTC)
    assert instant.is_open is True
    assert (instant.opened_on, instant.starts, instant.tone) == (date(2026, 2, 1), time(9, 5), Tone.LOUD)
    assert THINGS.load(row(**plain, at="2026-11-22T06:15")).at.tzinfo is None


def test_unknown_columns_are_ignored_defaults_stand_and_missing_ones_are_named() -> None:
    full = THINGS.values(Thing(1, "x", True, None, datetime(2026, 1, 1, tzinfo=UTC), None, Tone.CALM))
    del full["total"]
    assert THINGS.load(row(**full, extra=1)).total == 0
    del full["name"]
    with pytest.raises(LookupError, match="'name' for Thing"):
        THINGS.load(row(**full))


def test_columns_for_a_select() -> None:
    assert THINGS.select("t").startswith('t."id", t."name"')
    assert THINGS.columns[:3] == ("id", "name", "is_open")


def test_a_field_that_no_column_holds_is_our_own_mistake() -> None:
    @dataclass(frozen=True)
    class Wrong:
        weight: float

    with pytest.raises(TypeError, match=r"wrong\.weight"):
        Table("wrong", Wrong)
