-- Description in depth: what only some kinds of documents say, titles and abstracts in several languages, what a box holds
-- and how it came back, the issues of a periodical, the centre's own fields, templates, and what was typed and does not read yet.

CREATE TABLE audience_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE use_level (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE issue_state (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('success', 'warning', 'danger', 'info', 'neutral')),
    is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),      -- it counts in what the collection holds
    is_gap INTEGER NOT NULL CHECK (is_gap IN (0, 1)),        -- it counts as lacking
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE custom_type (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- What the other end of a link says of this one: « fait partie de » and « contient ».
ALTER TABLE link_relation ADD COLUMN inverse TEXT NOT NULL DEFAULT '';

ALTER TABLE document ADD COLUMN seen_on TEXT;                -- a web resource: the day somebody last saw it there
ALTER TABLE document ADD COLUMN issues_a_year INTEGER CHECK (issues_a_year BETWEEN 1 AND 366);

-- How a document is used: practical tools, games, kits, exhibitions, films. One row a document, none when nothing is said.
CREATE TABLE document_use (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    minutes_least INTEGER CHECK (minutes_least BETWEEN 1 AND 525600),
    minutes_most INTEGER CHECK (minutes_most BETWEEN 1 AND 525600),
    group_least INTEGER CHECK (group_least BETWEEN 1 AND 100000),
    group_most INTEGER CHECK (group_most BETWEEN 1 AND 100000),
    age_least INTEGER CHECK (age_least BETWEEN 0 AND 120),
    age_most INTEGER CHECK (age_most BETWEEN 0 AND 120),
    level TEXT REFERENCES use_level (code),
    material TEXT NOT NULL DEFAULT '',                       -- what one needs beside it
    CHECK (minutes_least IS NULL OR minutes_most IS NULL OR minutes_least <= minutes_most),
    CHECK (group_least IS NULL OR group_most IS NULL OR group_least <= group_most),
    CHECK (age_least IS NULL OR age_most IS NULL OR age_least <= age_most)
) STRICT;
CREATE UNIQUE INDEX document_use_document ON document_use (document_id);
CREATE INDEX document_use_level ON document_use (level);

CREATE TABLE document_audience (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    audience TEXT NOT NULL REFERENCES audience_kind (code),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX document_audience_once ON document_audience (document_id, audience);
CREATE INDEX document_audience_audience ON document_audience (audience, document_id);

CREATE TABLE document_release (                              -- the versions of a practical tool, a game, a guide
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    label TEXT NOT NULL CHECK (label <> ''),                 -- « 2e version », « v3 »
    released_on TEXT,
    what_changed TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_release_document ON document_release (document_id);

-- How an exhibition travels and hangs. One row a document.
CREATE TABLE exhibition (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    crates INTEGER CHECK (crates BETWEEN 0 AND 10000),
    weight_g INTEGER CHECK (weight_g BETWEEN 0 AND 1000000000),        -- everything packed
    wall_cm INTEGER CHECK (wall_cm BETWEEN 0 AND 10000000),            -- running length it takes
    setup_minutes INTEGER CHECK (setup_minutes BETWEEN 0 AND 525600),
    insurance_minor INTEGER CHECK (insurance_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    transport TEXT NOT NULL DEFAULT '',                      -- vehicle, access, who carries
    hanging TEXT NOT NULL DEFAULT ''                         -- what is needed to hang it
) STRICT;
CREATE UNIQUE INDEX exhibition_document ON exhibition (document_id);

-- What a box holds: pieces of a kit or a game, panels of an exhibition.
CREATE TABLE document_piece (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    number TEXT NOT NULL DEFAULT '',                         -- of a panel: « 3 », « A2 »
    name TEXT NOT NULL CHECK (name <> ''),
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 100000),
    width_mm INTEGER CHECK (width_mm BETWEEN 1 AND 1000000),
    height_mm INTEGER CHECK (height_mm BETWEEN 1 AND 1000000),
    weight_g INTEGER CHECK (weight_g BETWEEN 0 AND 1000000000),
    crate TEXT NOT NULL DEFAULT '',                          -- the crate it travels in
    note TEXT NOT NULL DEFAULT '',
    dropped_on TEXT,                                         -- no longer part of it; old checklists keep naming it
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_piece_document ON document_piece (document_id, position, id);

-- A count of the pieces of one copy: before it leaves, when it comes back, or in between.
CREATE TABLE checklist (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    copy_id INTEGER NOT NULL REFERENCES copy (id) ON DELETE CASCADE,
    moment TEXT NOT NULL CHECK (moment IN ('out', 'back', 'check')),
    day TEXT NOT NULL,
    counted_by TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX checklist_copy ON checklist (copy_id, day, id);

CREATE TABLE checklist_line (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    checklist_id INTEGER NOT NULL REFERENCES checklist (id) ON DELETE CASCADE,
    piece_id INTEGER NOT NULL REFERENCES document_piece (id) ON DELETE CASCADE,
    expected INTEGER NOT NULL CHECK (expected >= 0),         -- how many there should have been that day
    found INTEGER NOT NULL CHECK (found >= 0),
    condition TEXT NOT NULL DEFAULT 'good' REFERENCES copy_condition (code),
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX checklist_line_once ON checklist_line (checklist_id, piece_id);
CREATE INDEX checklist_line_piece ON checklist_line (piece_id);
CREATE INDEX checklist_line_condition ON checklist_line (condition);

CREATE TRIGGER checklist_line_of_its_document BEFORE INSERT ON checklist_line
WHEN NOT EXISTS (
    SELECT 1 FROM checklist c JOIN copy y ON y.id = c.copy_id JOIN document_piece p ON p.document_id = y.document_id
    WHERE c.id = NEW.checklist_id AND p.id = NEW.piece_id)
BEGIN
    SELECT RAISE(ABORT, 'foreign_piece');
END;
CREATE TRIGGER checklist_line_fixed BEFORE UPDATE OF checklist_id, piece_id ON checklist_line
WHEN NEW.checklist_id <> OLD.checklist_id OR NEW.piece_id <> OLD.piece_id
BEGIN
    SELECT RAISE(ABORT, 'fixed');
END;

-- The issues of a periodical, whether they have a notice of their own or not.
CREATE TABLE serial_issue (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    year INTEGER CHECK (year BETWEEN 1000 AND 2999),
    volume TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL CHECK (number <> ''),               -- as printed: « 24 », « 12-13 », « hors-série 2 »
    number_sort TEXT NOT NULL,
    date_text TEXT NOT NULL DEFAULT '',                      -- as printed: « printemps 2024 »
    due_on TEXT,                                             -- the day it appears or should
    state TEXT NOT NULL DEFAULT 'received' REFERENCES issue_state (code),
    received_on TEXT,
    notice_id INTEGER REFERENCES document (id),              -- its own notice, when it has one
    title TEXT NOT NULL DEFAULT '',                          -- of the dossier it carries
    note TEXT NOT NULL DEFAULT '',
    CHECK (notice_id IS NULL OR notice_id <> document_id)
) STRICT;
CREATE UNIQUE INDEX serial_issue_once ON serial_issue (document_id, number_sort, volume, coalesce(year, 0));
CREATE INDEX serial_issue_state ON serial_issue (state, due_on);
CREATE INDEX serial_issue_notice ON serial_issue (notice_id);

CREATE TABLE document_title (                                -- the same publication's other titles, each in its language
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'parallel' CHECK (kind IN ('parallel', 'original', 'variant', 'translated')),
    language_code TEXT REFERENCES language (code),
    title TEXT NOT NULL CHECK (title <> ''),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_title_document ON document_title (document_id);
CREATE INDEX document_title_language ON document_title (language_code);

CREATE TABLE document_abstract (                             -- abstracts beside the first one
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    language_code TEXT REFERENCES language (code),
    text TEXT NOT NULL CHECK (text <> ''),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX document_abstract_document ON document_abstract (document_id);
CREATE INDEX document_abstract_language ON document_abstract (language_code);

-- The centre's own fields. A field's type never changes once it holds values; taken away, it keeps them.
CREATE TABLE custom_field (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    short_name TEXT NOT NULL CHECK (short_name <> '' AND short_name NOT GLOB '*[^a-z0-9_-]*'),   -- what searches call it
    name TEXT NOT NULL CHECK (name <> ''),
    type TEXT NOT NULL REFERENCES custom_type (code),
    hint TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    archived_on TEXT
) STRICT;
CREATE UNIQUE INDEX custom_field_short_name ON custom_field (short_name) WHERE archived_on IS NULL;
CREATE UNIQUE INDEX custom_field_typed ON custom_field (id, type);
CREATE INDEX custom_field_type ON custom_field (type);

CREATE TABLE custom_field_kind (                             -- the kinds it is for; none: all
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    field_id INTEGER NOT NULL REFERENCES custom_field (id) ON DELETE CASCADE,
    kind TEXT NOT NULL REFERENCES document_kind (code)
) STRICT;
CREATE UNIQUE INDEX custom_field_kind_once ON custom_field_kind (field_id, kind);
CREATE INDEX custom_field_kind_kind ON custom_field_kind (kind);

CREATE TABLE custom_choice (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    field_id INTEGER NOT NULL REFERENCES custom_field (id) ON DELETE CASCADE,
    word TEXT NOT NULL CHECK (word <> ''),
    match_key TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    archived_on TEXT                                         -- no longer offered; documents keep it
) STRICT;
CREATE UNIQUE INDEX custom_choice_of_field ON custom_choice (id, field_id);
CREATE UNIQUE INDEX custom_choice_word ON custom_choice (field_id, match_key);

CREATE TABLE custom_value (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    field_id INTEGER NOT NULL REFERENCES custom_field (id),
    type TEXT NOT NULL,
    text TEXT,
    number INTEGER,                                          -- millionths: 2.5 is 2500000
    day TEXT CHECK (day IS NULL OR day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    flag INTEGER CHECK (flag IN (0, 1)),
    choice_id INTEGER REFERENCES custom_choice (id),
    FOREIGN KEY (field_id, type) REFERENCES custom_field (id, type),
    FOREIGN KEY (choice_id, field_id) REFERENCES custom_choice (id, field_id),
    -- The value stands in the column of its type, and in no other.
    CHECK ((text IS NOT NULL AND text <> '') = (type IN ('text', 'long_text', 'link')) AND (text IS NULL OR text <> '')),
    CHECK ((number IS NOT NULL) = (type = 'number')),
    CHECK ((day IS NOT NULL) = (type = 'date')),
    CHECK ((flag IS NOT NULL) = (type = 'yes_no')),
    CHECK ((choice_id IS NOT NULL) = (type = 'choice')),
    CHECK (type <> 'link' OR text GLOB '[a-z]*://?*'),
    CHECK (type NOT IN ('text', 'link') OR instr(text, char(10)) = 0)
) STRICT;
CREATE UNIQUE INDEX custom_value_once ON custom_value (document_id, field_id);
CREATE INDEX custom_value_field ON custom_value (field_id, type);
CREATE INDEX custom_value_choice ON custom_value (choice_id, field_id);

-- A notice to begin from: what it says already, by the names of the service's fields. Authorities by their names, which are
-- found or made again when it is used.
CREATE TABLE notice_template (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    kind TEXT NOT NULL REFERENCES document_kind (code),
    note TEXT NOT NULL DEFAULT '',                           -- when to use it
    says TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(says) AND json_type(says) = 'object'),
    archived_on TEXT
) STRICT;
CREATE INDEX notice_template_name ON notice_template (name_sort, id);
CREATE INDEX notice_template_kind ON notice_template (kind);

-- What was typed into a field and does not read yet: kept word for word until it does, or is taken away.
CREATE TABLE document_pending (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field <> ''),
    typed TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_pending_once ON document_pending (document_id, field);

CREATE INDEX document_link_both ON document_link (target_id, relation, document_id);

-- A document is found by all of this too.
CREATE TRIGGER document_title_todo_insert AFTER INSERT ON document_title
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_title_todo_update AFTER UPDATE ON document_title
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_title_todo_delete AFTER DELETE ON document_title
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_abstract_todo_insert AFTER INSERT ON document_abstract
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_abstract_todo_update AFTER UPDATE ON document_abstract
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_abstract_todo_delete AFTER DELETE ON document_abstract
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_piece_todo_insert AFTER INSERT ON document_piece
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_piece_todo_update AFTER UPDATE ON document_piece
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_piece_todo_delete AFTER DELETE ON document_piece
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_use_todo_insert AFTER INSERT ON document_use
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_use_todo_update AFTER UPDATE ON document_use
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_use_todo_delete AFTER DELETE ON document_use
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER custom_value_todo_insert AFTER INSERT ON custom_value
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER custom_value_todo_update AFTER UPDATE ON custom_value
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER custom_value_todo_delete AFTER DELETE ON custom_value
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_release_todo_insert AFTER INSERT ON document_release
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_release_todo_update AFTER UPDATE ON document_release
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER document_release_todo_delete AFTER DELETE ON document_release
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER serial_issue_todo_insert AFTER INSERT ON serial_issue
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER serial_issue_todo_update AFTER UPDATE ON serial_issue
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER serial_issue_todo_delete AFTER DELETE ON serial_issue
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER exhibition_todo_insert AFTER INSERT ON exhibition
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER exhibition_todo_update AFTER UPDATE ON exhibition
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', NEW.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER exhibition_todo_delete AFTER DELETE ON exhibition
BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('document', OLD.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER custom_choice_todo_update AFTER UPDATE OF word ON custom_choice
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', document_id FROM custom_value WHERE choice_id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER custom_field_todo_update AFTER UPDATE OF archived_on ON custom_field
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', document_id FROM custom_value WHERE field_id = NEW.id ON CONFLICT DO NOTHING;
END;
-- Who names a document is found by its title too.
CREATE TRIGGER document_link_todo_title AFTER UPDATE OF title ON document
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', document_id FROM document_link WHERE target_id = NEW.id ON CONFLICT DO NOTHING;
END;
