-- The catalogue: documents of every kind, who made them, what they speak of, their copies and their files.

CREATE TABLE document_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    icon TEXT NOT NULL,
    colour INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 7),  -- index of the categorical colours
    has_copies INTEGER NOT NULL DEFAULT 1 CHECK (has_copies IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE contribution_role (
    code TEXT PRIMARY KEY,                                   -- MARC relator
    unimarc TEXT NOT NULL UNIQUE,                            -- UNIMARC function code
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_author INTEGER NOT NULL DEFAULT 0 CHECK (is_author IN (0, 1)),  -- named beside the title in lists
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE document_scheme (
    code TEXT PRIMARY KEY,                                   -- isbn, issn, ark, dewey…
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_standard_number INTEGER NOT NULL DEFAULT 0 CHECK (is_standard_number IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE subject_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    unimarc TEXT NOT NULL,                                   -- the field it is written in
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE link_relation (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    unimarc TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE copy_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('success', 'warning', 'danger', 'info', 'neutral')),
    is_present INTEGER NOT NULL CHECK (is_present IN (0, 1)),    -- can be consulted today
    is_lendable INTEGER NOT NULL CHECK (is_lendable IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE copy_condition (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- Authorities. `match_key` is the folded name under which an import finds them again; it is not unique, people have namesakes.
CREATE TABLE contributor (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'body', 'meeting')),
    family TEXT NOT NULL CHECK (family <> ''),               -- the whole name of a body
    given TEXT NOT NULL DEFAULT '',
    dates TEXT NOT NULL DEFAULT '',
    name_sort TEXT NOT NULL,
    match_key TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;
CREATE INDEX contributor_match_key ON contributor (match_key);
CREATE INDEX contributor_name_sort ON contributor (name_sort, id);

CREATE TABLE publisher (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    place TEXT NOT NULL DEFAULT '',                          -- where it usually publishes
    name_sort TEXT NOT NULL,
    match_key TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;
CREATE INDEX publisher_match_key ON publisher (match_key);
CREATE INDEX publisher_name_sort ON publisher (name_sort, id);

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL CHECK (title <> ''),
    issn TEXT NOT NULL DEFAULT '',
    title_sort TEXT NOT NULL,
    match_key TEXT NOT NULL,
    archived_on TEXT
) STRICT;
CREATE INDEX series_match_key ON series (match_key);
CREATE INDEX series_title_sort ON series (title_sort, id);

CREATE TABLE subject (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    term TEXT NOT NULL CHECK (term <> ''),
    kind TEXT NOT NULL DEFAULT 'topic' REFERENCES subject_kind (code),
    scheme TEXT NOT NULL DEFAULT '',                         -- the list it comes from, as its source names it: rameau…
    term_sort TEXT NOT NULL,
    match_key TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;
CREATE INDEX subject_match_key ON subject (match_key);
CREATE INDEX subject_term_sort ON subject (term_sort, id);
CREATE INDEX subject_kind_index ON subject (kind);

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL,                                    -- what people call it: 04127
    kind TEXT NOT NULL REFERENCES document_kind (code),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    subtitle TEXT NOT NULL DEFAULT '',
    other_titles TEXT NOT NULL DEFAULT '',
    part_number TEXT NOT NULL DEFAULT '',
    part_title TEXT NOT NULL DEFAULT '',
    responsibility TEXT NOT NULL DEFAULT '',                 -- as printed; the people are in contribution
    edition TEXT NOT NULL DEFAULT '',
    publisher_id INTEGER REFERENCES publisher (id),
    place TEXT NOT NULL DEFAULT '',
    date_text TEXT NOT NULL DEFAULT '',                      -- as printed: « DL 2017 », « [ca 1980] »
    year INTEGER CHECK (year BETWEEN 1000 AND 2999),
    publication_country_code TEXT REFERENCES country (code),
    extent TEXT NOT NULL DEFAULT '',
    series_id INTEGER REFERENCES series (id),
    series_number TEXT NOT NULL DEFAULT '',
    call_number TEXT NOT NULL DEFAULT '',
    call_number_sort TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    rights TEXT NOT NULL DEFAULT '',
    image_credit TEXT NOT NULL DEFAULT '',
    frequency TEXT NOT NULL DEFAULT '',
    price TEXT NOT NULL DEFAULT '',                          -- as printed
    url TEXT NOT NULL DEFAULT '',
    published_on TEXT,                                       -- put before the public by the centre
    revised_on TEXT,                                         -- its content last brought up to date
    archived_on TEXT,
    -- Long texts last: reading what stands before them never touches the pages they overflow to.
    abstract TEXT NOT NULL DEFAULT '',
    contents TEXT NOT NULL DEFAULT '',                       -- table of contents; pieces of a kit, one a line
    notes TEXT NOT NULL DEFAULT ''
) STRICT;
-- What counting and filtering need, without reading the wide rows.
CREATE INDEX document_narrow ON document (id, archived_on, kind, year);
CREATE INDEX document_online ON document (id) WHERE url <> '';
CREATE UNIQUE INDEX document_number ON document (number);
CREATE INDEX document_kind_index ON document (kind, archived_on);
CREATE INDEX document_year ON document (year, id, archived_on);
CREATE INDEX document_title_sort ON document (title_sort, id);
CREATE INDEX document_call_number_sort ON document (call_number_sort, id);
CREATE INDEX document_publisher_id ON document (publisher_id);
CREATE INDEX document_series_id ON document (series_id);
CREATE INDEX document_publication_country_code ON document (publication_country_code);
CREATE INDEX document_archived_on ON document (archived_on) WHERE archived_on IS NOT NULL;

CREATE TABLE co_publication (                                -- the publishers after the first
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    publisher_id INTEGER NOT NULL REFERENCES publisher (id),
    place TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX co_publication_document_id ON co_publication (document_id);
CREATE INDEX co_publication_publisher_id ON co_publication (publisher_id);

CREATE TABLE contribution (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    contributor_id INTEGER NOT NULL REFERENCES contributor (id),
    role TEXT NOT NULL REFERENCES contribution_role (code),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contribution_document_id ON contribution (document_id, contributor_id);
CREATE INDEX contribution_contributor_id ON contribution (contributor_id, document_id);
CREATE INDEX contribution_role_index ON contribution (role);

CREATE TABLE document_subject (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_subject_document_id ON document_subject (document_id, subject_id);
CREATE INDEX document_subject_subject_id ON document_subject (subject_id, document_id);

CREATE TABLE document_language (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    language_code TEXT NOT NULL REFERENCES language (code),
    use TEXT NOT NULL DEFAULT 'text' CHECK (use IN ('text', 'original', 'abstract', 'subtitles')),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_language_document_id ON document_language (document_id, language_code, use);
CREATE INDEX document_language_language_code ON document_language (language_code, use, document_id);

CREATE TABLE document_country (                              -- the countries or territories it speaks of
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    country_code TEXT NOT NULL REFERENCES country (code),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_country_document_id ON document_country (document_id, country_code);
CREATE INDEX document_country_country_code ON document_country (country_code, document_id);

CREATE TABLE document_identifier (                           -- never unique: volumes of a set share one ISBN
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    scheme TEXT NOT NULL REFERENCES document_scheme (code),
    value TEXT NOT NULL CHECK (value <> ''),                 -- as written
    normalised TEXT NOT NULL,                                -- as compared: an ISBN as 13 digits
    note TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_identifier_document_id ON document_identifier (document_id);
CREATE INDEX document_identifier_normalised ON document_identifier (normalised, scheme);
CREATE INDEX document_identifier_scheme ON document_identifier (scheme);

CREATE TABLE document_link (                                 -- the publication it belongs to or comes from
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    relation TEXT NOT NULL REFERENCES link_relation (code),
    target_id INTEGER REFERENCES document (id),              -- when that publication is in the library too
    title TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL DEFAULT '',
    issn TEXT NOT NULL DEFAULT '',
    date_text TEXT NOT NULL DEFAULT '',
    pages TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_link_document_id ON document_link (document_id);
CREATE INDEX document_link_target_id ON document_link (target_id);
CREATE INDEX document_link_relation ON document_link (relation);

CREATE TABLE document_file (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES document (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL CHECK (name <> ''),
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    caption TEXT NOT NULL DEFAULT '',
    is_cover INTEGER NOT NULL DEFAULT 0 CHECK (is_cover IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_file_document_id ON document_file (document_id);
CREATE INDEX document_file_sha256 ON document_file (sha256);

-- Where an imported document comes from, so that the next import of its record knows what was said and what was corrected here.
CREATE TABLE document_source (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    format TEXT NOT NULL,
    source_key TEXT NOT NULL DEFAULT '',                     -- the record's name at its source
    fingerprint TEXT NOT NULL,                               -- one digest a field, of what the source said last
    leftovers TEXT NOT NULL DEFAULT ''                       -- its fields that have no place here, word for word, one a line
) STRICT;
CREATE INDEX document_source_document_id ON document_source (document_id);
CREATE INDEX document_source_source_key ON document_source (source_key) WHERE source_key <> '';

CREATE TABLE location (                                      -- where copies stand
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    match_key TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;
CREATE INDEX location_match_key ON location (match_key);

CREATE TABLE copy (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES document (id),
    barcode TEXT NOT NULL DEFAULT '',
    call_number TEXT NOT NULL DEFAULT '',
    location_id INTEGER REFERENCES location (id),
    status TEXT NOT NULL DEFAULT 'available' REFERENCES copy_status (code),
    condition TEXT NOT NULL DEFAULT 'good' REFERENCES copy_condition (code),
    accession_number TEXT NOT NULL DEFAULT '',
    volume TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    acquired_on TEXT,
    withdrawn_on TEXT
) STRICT;
CREATE UNIQUE INDEX copy_barcode_live ON copy (barcode) WHERE barcode <> '' AND withdrawn_on IS NULL;
CREATE INDEX copy_document_id ON copy (document_id, status, withdrawn_on);
CREATE INDEX copy_status_index ON copy (status, document_id) WHERE withdrawn_on IS NULL;
CREATE INDEX copy_status_all ON copy (status);
CREATE INDEX copy_condition_index ON copy (condition);
CREATE INDEX copy_location_id ON copy (location_id);

-- How often a document was looked at: derived, without history; kept after a deletion, which may be undone.
CREATE TABLE document_view (
    document_id INTEGER PRIMARY KEY,
    views INTEGER NOT NULL DEFAULT 0,
    last_on TEXT NOT NULL
) STRICT;

-- The folded text that search reads.
CREATE TABLE document_text (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    contributors TEXT NOT NULL DEFAULT '',
    publisher TEXT NOT NULL DEFAULT '',
    subjects TEXT NOT NULL DEFAULT '',
    abstract TEXT NOT NULL DEFAULT '',
    numbers TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE document_fts USING fts5 (
    title, contributors, publisher, subjects, abstract, numbers, notes,
    content='document_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);
-- The weight of each column in the ranking, kept with the index: `ORDER BY rank` is then twice as fast as bm25() in the query.
INSERT INTO document_fts (document_fts, rank) VALUES ('rank', 'bm25(10.0, 5.0, 2.0, 4.0, 1.0, 6.0, 0.5)');
CREATE TRIGGER document_text_insert AFTER INSERT ON document_text
BEGIN
    INSERT INTO document_fts (rowid, title, contributors, publisher, subjects, abstract, numbers, notes)
    VALUES (NEW.id, NEW.title, NEW.contributors, NEW.publisher, NEW.subjects, NEW.abstract, NEW.numbers, NEW.notes);
END;
CREATE TRIGGER document_text_delete AFTER DELETE ON document_text
BEGIN
    INSERT INTO document_fts (document_fts, rowid, title, contributors, publisher, subjects, abstract, numbers, notes)
    VALUES ('delete', OLD.id, OLD.title, OLD.contributors, OLD.publisher, OLD.subjects, OLD.abstract, OLD.numbers, OLD.notes);
END;
CREATE TRIGGER document_text_update AFTER UPDATE ON document_text
BEGIN
    INSERT INTO document_fts (document_fts, rowid, title, contributors, publisher, subjects, abstract, numbers, notes)
    VALUES ('delete', OLD.id, OLD.title, OLD.contributors, OLD.publisher, OLD.subjects, OLD.abstract, OLD.numbers, OLD.notes);
    INSERT INTO document_fts (rowid, title, contributors, publisher, subjects, abstract, numbers, notes)
    VALUES (NEW.id, NEW.title, NEW.contributors, NEW.publisher, NEW.subjects, NEW.abstract, NEW.numbers, NEW.notes);
END;

CREATE TRIGGER document_todo_insert AFTER INSERT ON document
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_todo_update AFTER UPDATE ON document
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_todo_delete AFTER DELETE ON document
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER contribution_todo_insert AFTER INSERT ON contribution
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contribution_todo_update AFTER UPDATE ON contribution
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contribution_todo_delete AFTER DELETE ON contribution
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER co_publication_todo_insert AFTER INSERT ON co_publication
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER co_publication_todo_update AFTER UPDATE ON co_publication
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER co_publication_todo_delete AFTER DELETE ON co_publication
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_subject_todo_insert AFTER INSERT ON document_subject
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_subject_todo_update AFTER UPDATE ON document_subject
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_subject_todo_delete AFTER DELETE ON document_subject
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_identifier_todo_insert AFTER INSERT ON document_identifier
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_identifier_todo_update AFTER UPDATE ON document_identifier
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_identifier_todo_delete AFTER DELETE ON document_identifier
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_link_todo_insert AFTER INSERT ON document_link
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_link_todo_update AFTER UPDATE ON document_link
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_link_todo_delete AFTER DELETE ON document_link
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER copy_todo_insert AFTER INSERT ON copy
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER copy_todo_update AFTER UPDATE ON copy
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER copy_todo_delete AFTER DELETE ON copy
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contributor_todo_update AFTER UPDATE OF family, given ON contributor
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', document_id FROM contribution WHERE contributor_id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER subject_todo_update AFTER UPDATE OF term ON subject
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', document_id FROM document_subject WHERE subject_id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER series_todo_update AFTER UPDATE OF title ON series
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', id FROM document WHERE series_id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER publisher_todo_update AFTER UPDATE OF name ON publisher
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', id FROM document WHERE publisher_id = NEW.id ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', document_id FROM co_publication WHERE publisher_id = NEW.id
    ON CONFLICT DO NOTHING;
END;
