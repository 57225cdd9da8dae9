-- The store's own tables: revisions, their history, numbers, staging and what must be indexed again.

-- One row is one thing a person did. `seq` is the only order: clocks can be set back, ids come from several machines.
CREATE TABLE revision (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    batch      INTEGER NOT NULL UNIQUE,              -- made by the program: a retried batch cannot apply twice
    at         TEXT    NOT NULL,
    who        TEXT    NOT NULL,
    desk       TEXT    NOT NULL,                     -- the machine
    operation  TEXT    NOT NULL,
    subject    TEXT    NOT NULL DEFAULT '',          -- `table:id` of the record the act was about
    edit_group INTEGER,                              -- the autosaves of one editing act are undone together
    undoes     INTEGER REFERENCES revision (seq)
) STRICT;
CREATE INDEX revision_desk ON revision (desk, seq);
CREATE INDEX revision_edit_group ON revision (edit_group) WHERE edit_group IS NOT NULL;
CREATE INDEX revision_undoes ON revision (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX revision_subject ON revision (subject, seq) WHERE subject <> '';

-- Which revision is being written; empty between batches, so that no recorded row changes outside one.
CREATE TABLE act (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL
) STRICT;

-- What a revision did to each recorded row; written by the generated triggers alone.
CREATE TABLE change (
    id        INTEGER PRIMARY KEY,
    revision  INTEGER NOT NULL REFERENCES revision (seq),
    entity    TEXT    NOT NULL,
    entity_id INTEGER NOT NULL,
    before    TEXT,                                  -- the whole row as JSON; NULL: it did not exist
    after     TEXT                                   -- the whole row as JSON; NULL: it no longer exists
) STRICT;
CREATE INDEX change_revision ON change (revision, entity, entity_id);
CREATE INDEX change_record ON change (entity, entity_id);

-- What a batch rests on: inserting anything but 1 ends the whole batch.
CREATE VIEW expect (holds) AS SELECT 1;
CREATE TRIGGER expect_holds INSTEAD OF INSERT ON expect WHEN NEW.holds IS NOT 1
BEGIN
    SELECT RAISE(ABORT, 'moved');
END;
CREATE VIEW expect_row (holds) AS SELECT 1;
CREATE TRIGGER expect_row_holds INSTEAD OF INSERT ON expect_row WHEN NEW.holds IS NOT 1
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;
CREATE VIEW expect_unused (holds) AS SELECT 1;
CREATE TRIGGER expect_unused_holds INSTEAD OF INSERT ON expect_unused WHEN NEW.holds IS NOT 1
BEGIN
    SELECT RAISE(ABORT, 'in_use');
END;

-- Numbers: outside history, because a number once given is never given again.
CREATE TABLE sequence (
    name TEXT    PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- Bulk data waiting for its revision.
CREATE TABLE staged (
    id     INTEGER PRIMARY KEY,
    import INTEGER NOT NULL,
    entity TEXT    NOT NULL,
    pos    INTEGER NOT NULL,
    row    TEXT    NOT NULL                          -- one record as JSON
) STRICT;
CREATE INDEX staged_import ON staged (import, entity, pos);

-- The net effect of what is being undone; empty between batches.
CREATE TABLE undoing (
    entity    TEXT    NOT NULL,
    does      TEXT    NOT NULL,                      -- delete, insert, update: what undoing will do to the row
    entity_id INTEGER NOT NULL,
    first     INTEGER NOT NULL,                      -- the row's first and last change in what is undone
    last      INTEGER NOT NULL,
    PRIMARY KEY (entity, does, entity_id)
) STRICT, WITHOUT ROWID;

-- What must be folded and indexed again.
CREATE TABLE search_todo (
    entity    TEXT    NOT NULL,
    entity_id INTEGER NOT NULL,
    PRIMARY KEY (entity, entity_id)
) STRICT;

-- Which version of each reference list (db/reference) the library holds.
CREATE TABLE reference_list (
    name      TEXT PRIMARY KEY,
    sha256    TEXT NOT NULL,
    loaded_at TEXT NOT NULL
) STRICT;
