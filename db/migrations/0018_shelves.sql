-- Shelves (searches that are kept), baskets (documents put together by hand), and what each desk looked for last.

CREATE TABLE shelf (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    match_key TEXT NOT NULL CHECK (match_key <> ''),         -- the folded name: people name a shelf to open it
    icon TEXT NOT NULL DEFAULT 'bookmark',
    colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 7),  -- index of the categorical colours
    query TEXT NOT NULL DEFAULT '',                          -- as typed: « ajouté:<30j » is read again each day
    filters TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(filters)),
    sort TEXT NOT NULL DEFAULT '',                           -- '' the order that goes by itself
    is_reversed INTEGER NOT NULL DEFAULT 0 CHECK (is_reversed IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX shelf_match_key ON shelf (match_key);

CREATE TABLE basket (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    match_key TEXT NOT NULL CHECK (match_key <> ''),
    colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 7),
    note TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX basket_match_key ON basket (match_key);

CREATE TABLE basket_item (                                   -- a document may lie in several baskets, once in each
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    basket_id INTEGER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX basket_item_pair ON basket_item (basket_id, document_id);
CREATE INDEX basket_item_order ON basket_item (basket_id, position, id);
CREATE INDEX basket_item_document_id ON basket_item (document_id);

-- What a desk looked for: derived, without history.
CREATE TABLE past_search (
    id INTEGER PRIMARY KEY,
    desk TEXT NOT NULL,                                      -- who acts there, as revisions say it
    query TEXT NOT NULL,
    filters TEXT NOT NULL CHECK (json_valid(filters)),
    sort TEXT NOT NULL,
    is_reversed INTEGER NOT NULL CHECK (is_reversed IN (0, 1)),
    total INTEGER NOT NULL CHECK (total >= 0),
    is_capped INTEGER NOT NULL CHECK (is_capped IN (0, 1)),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX past_search_desk ON past_search (desk, at, id);
CREATE TRIGGER past_search_trimmed AFTER INSERT ON past_search
BEGIN
    DELETE FROM past_search WHERE desk = NEW.desk AND id NOT IN (
        SELECT id FROM past_search WHERE desk = NEW.desk ORDER BY at DESC, id DESC LIMIT 50);
END;
