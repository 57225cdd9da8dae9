-- What was read of the files that are attached: derived from their content alone, made again when it is lost, without history.

-- One row a content, whatever the number of notices that hold it. No row: not read yet.
CREATE TABLE file_text (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    state TEXT NOT NULL,                                     -- reading, indexed, partial, empty, locked, broken, unsupported
    pages INTEGER NOT NULL DEFAULT 0,                        -- of the file
    done INTEGER NOT NULL DEFAULT 0,                         -- gone through: reading goes on behind them
    characters INTEGER NOT NULL DEFAULT 0,
    recognised INTEGER NOT NULL DEFAULT 0,                   -- pages whose text was recognised in their picture
    losses INTEGER NOT NULL DEFAULT 0,                       -- readers that died of it
    is_paged INTEGER NOT NULL DEFAULT 1 CHECK (is_paged IN (0, 1)),  -- 0: its « pages » are passages of a text without pages
    read_at TEXT NOT NULL DEFAULT ''
) STRICT;

-- Its pages. The id is made of the file's and the number, so that a hit tells its file without a look-up.
CREATE TABLE file_page (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file_text (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9999),
    state TEXT NOT NULL,                                     -- text, empty, recognised, unreadable
    words TEXT NOT NULL DEFAULT '',                          -- as the search folds them
    text TEXT NOT NULL DEFAULT '',
    places TEXT NOT NULL DEFAULT '',                         -- where recognised words stand: [[start, x, y, width, height]…] in ten-thousandths
    CHECK (id = file_id * 10000 + number)
) STRICT;
CREATE UNIQUE INDEX file_page_number ON file_page (file_id, number);

CREATE VIRTUAL TABLE file_page_fts USING fts5 (
    words, content='file_page', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
CREATE TRIGGER file_page_insert AFTER INSERT ON file_page
BEGIN
    INSERT INTO file_page_fts (rowid, words) VALUES (NEW.id, NEW.words);
END;
CREATE TRIGGER file_page_delete AFTER DELETE ON file_page
BEGIN
    INSERT INTO file_page_fts (file_page_fts, rowid, words) VALUES ('delete', OLD.id, OLD.words);
END;
CREATE TRIGGER file_page_update AFTER UPDATE OF words ON file_page
BEGIN
    INSERT INTO file_page_fts (file_page_fts, rowid, words) VALUES ('delete', OLD.id, OLD.words);
    INSERT INTO file_page_fts (rowid, words) VALUES (NEW.id, NEW.words);
END;
