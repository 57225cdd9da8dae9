"""A small library of its own for the store's tests: groups, their members, notes on them, and a derived search text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from cresi_app.core.changes import Actor
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from cresi_app.store.search import Query, SearchSource
from tests.founding import founded_for_real

STORE_STEP = Path(__file__).resolve().parents[2] / "db" / "migrations" / "0001_store.sql"


@pytest.fixture(autouse=True)
def _founding_is_for_real() -> Iterator[None]:
    with founded_for_real():
        yield


SMALL = """
CREATE TABLE tone (code TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT;

CREATE TABLE club (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    stamp INTEGER NOT NULL DEFAULT 0,
    code TEXT UNIQUE,
    name TEXT NOT NULL DEFAULT '' CHECK (length(name) < 200),
    capacity INTEGER NOT NULL DEFAULT 1000,
    parent_id INTEGER REFERENCES club (id),
    tone_code TEXT REFERENCES tone (code),
    is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1))
) STRICT;
CREATE INDEX club_parent_id ON club (parent_id);
CREATE INDEX club_tone_code ON club (tone_code);

CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    club_id INTEGER NOT NULL REFERENCES club (id),
    name TEXT NOT NULL DEFAULT '',
    born_on TEXT
) STRICT;
CREATE INDEX member_club_id ON member (club_id);

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    member_id INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX note_member_id ON note (member_id);

CREATE TRIGGER member_full BEFORE INSERT ON member
WHEN (SELECT count(*) FROM member WHERE club_id = NEW.club_id) >= (SELECT capacity FROM club WHERE id = NEW.club_id)
BEGIN
    SELECT RAISE(ABORT, 'full');
END;
CREATE TRIGGER member_stamp_insert AFTER INSERT ON member
BEGIN
    UPDATE club SET stamp = stamp + 1 WHERE id = NEW.club_id;
END;
CREATE TRIGGER member_stamp_delete AFTER DELETE ON member
BEGIN
    UPDATE club SET stamp = stamp + 1 WHERE id = OLD.club_id;
END;

CREATE TABLE club_text (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    members TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE club_fts USING fts5(
    name, members, content='club_text', content_rowid='id', prefix='2 3',
    tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER club_text_insert AFTER INSERT ON club_text BEGIN
    INSERT INTO club_fts (rowid, name, members) VALUES (NEW.id, NEW.name, NEW.members);
END;
CREATE TRIGGER club_text_delete AFTER DELETE ON club_text BEGIN
    INSERT INTO club_fts (club_fts, rowid, name, members) VALUES ('delete', OLD.id, OLD.name, OLD.members);
END;
CREATE TRIGGER club_text_update AFTER UPDATE ON club_text BEGIN
    INSERT INTO club_fts (club_fts, rowid, name, members) VALUES ('delete', OLD.id, OLD.name, OLD.members);
    INSERT INTO club_fts (rowid, name, members) VALUES (NEW.id, NEW.name, NEW.members);
END;
CREATE TRIGGER club_todo_insert AFTER INSERT ON club BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('club', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER club_todo_update AFTER UPDATE OF name ON club BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('club', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER club_todo_delete AFTER DELETE ON club BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('club', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER member_todo_insert AFTER INSERT ON member BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('club', NEW.club_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER member_todo_update AFTER UPDATE OF name, club_id ON member BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('club', OLD.club_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('club', NEW.club_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER member_todo_delete AFTER DELETE ON member BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('club', OLD.club_id) ON CONFLICT DO NOTHING;
END;
"""

TONES = "code,label\ncalm,Calme\nloud,Fort\n"

MARIE = Actor("7", "Marie")


def gather_clubs(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    holes = ", ".join("?" * len(ids))
    rows = query(
        "SELECT c.id, c.name, (SELECT coalesce(group_concat(m.name, ' '), '') FROM member AS m WHERE m.club_id = c.id) AS members "
        f"FROM club AS c WHERE c.id IN ({holes})",
        tuple(ids),
    )
    return [(row["id"], {"name": row["name"], "members": row["members"]}) for row in rows]


CLUBS = SearchSource("club", ("name", "members"), (10.0, 1.0), gather_clubs)


def small_model(folder: Path) -> Model:
    model = Model(folder / "migrations", folder / "reference")
    model.migrations.mkdir(parents=True)
    model.reference.mkdir()
    (model.migrations / STORE_STEP.name).write_bytes(STORE_STEP.read_bytes())
    (model.migrations / "0002_small.sql").write_text(SMALL, encoding="utf-8")
    (model.reference / "tone.csv").write_text(TONES, encoding="utf-8")
    return model


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return small_model(tmp_path / "model")


@pytest.fixture
def library(tmp_path: Path, model: Model) -> Iterator[Library]:
    with Library.create(tmp_path / "library", sources=[CLUBS], model=model) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library for a whole module, with the club 1 and its member 2: for hypothesis, which wants many texts of one."""
    folder = tmp_path_factory.mktemp("shared")
    with Library.create(folder / "library", sources=[CLUBS], model=small_model(folder / "model")) as made:
        with made.revise("test.found", MARIE) as revision:
            revision.insert("club", {"id": 1, "name": "Œuvre"})
            revision.insert("member", {"id": 2, "club_id": 1, "name": "eau and (sans) OR NEAR"})
        yield made
