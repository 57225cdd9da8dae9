-- What was imported, so that the same file is known again and its import can be taken back by name.

CREATE TABLE imported_file (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    digest TEXT NOT NULL CHECK (length(digest) = 64),        -- SHA-256 of its bytes: the same file under another name is known too
    format TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL DEFAULT 0 CHECK (created >= 0),
    updated INTEGER NOT NULL DEFAULT 0 CHECK (updated >= 0),
    merged INTEGER NOT NULL DEFAULT 0 CHECK (merged >= 0),
    rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
    imported_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX imported_file_digest ON imported_file (digest);
