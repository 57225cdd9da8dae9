-- Authorities: the other forms of a name, its numbers elsewhere, where it comes from; and what was decided when the
-- collection was looked over: records that are alike and are not the same, findings that are to stay as they are.

CREATE TABLE variant_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE authority_scheme (
    code TEXT PRIMARY KEY,                                   -- isni, viaf, idref, orcid…
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    url TEXT NOT NULL DEFAULT '',                            -- where one is looked at: « {value} » stands for the number
    is_local INTEGER NOT NULL DEFAULT 0 CHECK (is_local IN (0, 1)),  -- only a source's own number, by which its records are known again
    position INTEGER NOT NULL
) STRICT;

ALTER TABLE contributor ADD COLUMN source TEXT NOT NULL DEFAULT '';   -- where what is said of it was found
ALTER TABLE contributor ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE publisher ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE publisher ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE series ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE series ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE series ADD COLUMN publisher_id INTEGER REFERENCES publisher (id);
CREATE INDEX series_publisher ON series (publisher_id);

CREATE TABLE authority_variant (                             -- another form of the name; it leads to the accepted one
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    contributor_id INTEGER REFERENCES contributor (id) ON DELETE CASCADE,
    publisher_id INTEGER REFERENCES publisher (id) ON DELETE CASCADE,
    series_id INTEGER REFERENCES series (id) ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'form' REFERENCES variant_kind (code),
    form TEXT NOT NULL CHECK (form <> ''),                   -- as lists write it: « Traoré, Aminata D. »
    form_sort TEXT NOT NULL,
    match_key TEXT NOT NULL,                                 -- as imports and typed names are compared
    CHECK ((contributor_id IS NOT NULL) + (publisher_id IS NOT NULL) + (series_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX authority_variant_contributor ON authority_variant (contributor_id, form) WHERE contributor_id IS NOT NULL;
CREATE UNIQUE INDEX authority_variant_publisher ON authority_variant (publisher_id, form) WHERE publisher_id IS NOT NULL;
CREATE UNIQUE INDEX authority_variant_series ON authority_variant (series_id, form) WHERE series_id IS NOT NULL;
CREATE INDEX authority_variant_contributor_id ON authority_variant (contributor_id);
CREATE INDEX authority_variant_publisher_id ON authority_variant (publisher_id);
CREATE INDEX authority_variant_series_id ON authority_variant (series_id);
CREATE INDEX authority_variant_match ON authority_variant (match_key);
CREATE INDEX authority_variant_kind ON authority_variant (kind);

CREATE TABLE authority_number (                              -- what the authority is called by others
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    contributor_id INTEGER REFERENCES contributor (id) ON DELETE CASCADE,
    publisher_id INTEGER REFERENCES publisher (id) ON DELETE CASCADE,
    series_id INTEGER REFERENCES series (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL REFERENCES authority_scheme (code),
    value TEXT NOT NULL CHECK (value <> ''),                 -- as compared: no blanks, no hyphens
    CHECK ((contributor_id IS NOT NULL) + (publisher_id IS NOT NULL) + (series_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX authority_number_contributor ON authority_number (contributor_id, scheme, value) WHERE contributor_id IS NOT NULL;
CREATE UNIQUE INDEX authority_number_publisher ON authority_number (publisher_id, scheme, value) WHERE publisher_id IS NOT NULL;
CREATE UNIQUE INDEX authority_number_series ON authority_number (series_id, scheme, value) WHERE series_id IS NOT NULL;
CREATE INDEX authority_number_contributor_id ON authority_number (contributor_id);
CREATE INDEX authority_number_publisher_id ON authority_number (publisher_id);
CREATE INDEX authority_number_series_id ON authority_number (series_id);
CREATE INDEX authority_number_value ON authority_number (value, scheme);
CREATE INDEX authority_number_scheme ON authority_number (scheme);

-- Two records that look alike and that a person said are not the same: never proposed again. `entity` is their table.
CREATE TABLE kept_apart (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    entity TEXT NOT NULL CHECK (entity <> ''),
    one_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    CHECK (one_id < other_id)
) STRICT;
CREATE UNIQUE INDEX kept_apart_pair ON kept_apart (entity, one_id, other_id);
CREATE INDEX kept_apart_other ON kept_apart (entity, other_id);

-- A finding that is to stay as it is (« laisser »), as long as the record says the same.
CREATE TABLE left_alone (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    finding TEXT NOT NULL CHECK (finding <> ''),             -- the check that found it
    entity_id INTEGER NOT NULL,                              -- the record of the check's table
    said TEXT NOT NULL DEFAULT ''                            -- what the record said then
) STRICT;
CREATE UNIQUE INDEX left_alone_once ON left_alone (finding, entity_id);

-- A document is found by every form of the names it carries.
CREATE TRIGGER authority_variant_todo_insert AFTER INSERT ON authority_variant
BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', document_id FROM contribution WHERE contributor_id = NEW.contributor_id ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', id FROM document WHERE publisher_id = NEW.publisher_id
    UNION SELECT 'document', document_id FROM co_publication WHERE publisher_id = NEW.publisher_id
    UNION SELECT 'document', id FROM document WHERE series_id = NEW.series_id
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER authority_variant_todo_update AFTER UPDATE ON authority_variant
BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', document_id FROM contribution WHERE contributor_id IN (NEW.contributor_id, OLD.contributor_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', id FROM document WHERE publisher_id IN (NEW.publisher_id, OLD.publisher_id)
    UNION SELECT 'document', document_id FROM co_publication WHERE publisher_id IN (NEW.publisher_id, OLD.publisher_id)
    UNION SELECT 'document', id FROM document WHERE series_id IN (NEW.series_id, OLD.series_id)
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER authority_variant_todo_delete AFTER DELETE ON authority_variant
BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', document_id FROM contribution WHERE contributor_id = OLD.contributor_id ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', id FROM document WHERE publisher_id = OLD.publisher_id
    UNION SELECT 'document', document_id FROM co_publication WHERE publisher_id = OLD.publisher_id
    UNION SELECT 'document', id FROM document WHERE series_id = OLD.series_id
    ON CONFLICT DO NOTHING;
END;
