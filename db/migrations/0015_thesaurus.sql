-- Thesauri: subjects in a graph of broader terms, with labels in several languages, notes, related terms and micro-thesauri.

CREATE TABLE thesaurus (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    uri TEXT NOT NULL DEFAULT '',                            -- its ConceptScheme, by which it is known again
    is_geographic INTEGER NOT NULL DEFAULT 0 CHECK (is_geographic IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    licence TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;
CREATE UNIQUE INDEX thesaurus_uri ON thesaurus (uri) WHERE uri <> '';

ALTER TABLE subject ADD COLUMN thesaurus_id INTEGER REFERENCES thesaurus (id);   -- none: a word that stands in no thesaurus
ALTER TABLE subject ADD COLUMN uri TEXT NOT NULL DEFAULT '';
ALTER TABLE subject ADD COLUMN notation TEXT NOT NULL DEFAULT '';
ALTER TABLE subject ADD COLUMN status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'candidate', 'deprecated'));
ALTER TABLE subject ADD COLUMN country_code TEXT REFERENCES country (code);      -- the country or territory that a place is
ALTER TABLE subject ADD COLUMN sector_code TEXT REFERENCES sector (code);        -- the DAC sector that a theme is
CREATE INDEX subject_thesaurus ON subject (thesaurus_id, term_sort, id);
CREATE UNIQUE INDEX subject_uri ON subject (uri, thesaurus_id) WHERE uri <> '';
CREATE INDEX subject_country ON subject (country_code);
CREATE INDEX subject_sector ON subject (sector_code);

CREATE TABLE subject_label (                                 -- every name of a subject: `term` of the subject is its preferred one here
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    language TEXT NOT NULL DEFAULT '',                       -- BCP 47, lower case: fr, en, fr-ca; '' not said
    kind TEXT NOT NULL CHECK (kind IN ('pref', 'alt', 'hidden')),
    label TEXT NOT NULL CHECK (label <> ''),
    label_sort TEXT NOT NULL,
    match_key TEXT NOT NULL
) STRICT;
CREATE INDEX subject_label_subject ON subject_label (subject_id, kind, language);
CREATE UNIQUE INDEX subject_label_preferred ON subject_label (subject_id, language) WHERE kind = 'pref';
CREATE INDEX subject_label_sort ON subject_label (label_sort, id);
CREATE INDEX subject_label_match ON subject_label (match_key);

CREATE TABLE subject_note (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    language TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('scope', 'definition', 'history', 'example', 'editorial', 'change', 'note')),
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX subject_note_subject ON subject_note (subject_id);

CREATE TABLE subject_broader (                               -- several broader terms are normal; circles are refused
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    broader_id INTEGER NOT NULL REFERENCES subject (id),
    CHECK (subject_id <> broader_id)
) STRICT;
CREATE UNIQUE INDEX subject_broader_pair ON subject_broader (subject_id, broader_id);
CREATE INDEX subject_broader_broader ON subject_broader (broader_id);

CREATE TABLE subject_related (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    related_id INTEGER NOT NULL REFERENCES subject (id),
    CHECK (subject_id < related_id)                          -- written once for both ways
) STRICT;
CREATE UNIQUE INDEX subject_related_pair ON subject_related (subject_id, related_id);
CREATE INDEX subject_related_related ON subject_related (related_id);

CREATE TABLE subject_mapping (                               -- the same or nearly the same elsewhere
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    kind TEXT NOT NULL CHECK (kind IN ('exact', 'close', 'broad', 'narrow', 'related')),
    uri TEXT NOT NULL CHECK (uri <> '')
) STRICT;
CREATE INDEX subject_mapping_subject ON subject_mapping (subject_id);

CREATE TABLE subject_group (                                 -- a micro-thesaurus
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    thesaurus_id INTEGER NOT NULL REFERENCES thesaurus (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    uri TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX subject_group_thesaurus ON subject_group (thesaurus_id, name_sort);

CREATE TABLE subject_membership (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    group_id INTEGER NOT NULL REFERENCES subject_group (id),
    subject_id INTEGER NOT NULL REFERENCES subject (id)
) STRICT;
CREATE UNIQUE INDEX subject_membership_pair ON subject_membership (group_id, subject_id);
CREATE INDEX subject_membership_subject ON subject_membership (subject_id);

-- Everything above a subject, near or far, and by how many ways: kept by the triggers below, so that a search with
-- narrower terms is one look-up, and a circle is seen before it closes.
CREATE TABLE subject_above (
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    above_id INTEGER NOT NULL REFERENCES subject (id),
    ways INTEGER NOT NULL,
    PRIMARY KEY (subject_id, above_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_above_above ON subject_above (above_id, subject_id);

CREATE TRIGGER subject_broader_circle BEFORE INSERT ON subject_broader
WHEN EXISTS (SELECT 1 FROM subject_above WHERE subject_id = NEW.broader_id AND above_id = NEW.subject_id)
BEGIN
    SELECT RAISE(ABORT, 'circle');
END;

CREATE TRIGGER subject_broader_fixed BEFORE UPDATE OF subject_id, broader_id ON subject_broader
BEGIN
    SELECT RAISE(ABORT, 'fixed');
END;

CREATE TRIGGER subject_broader_added AFTER INSERT ON subject_broader
BEGIN
    INSERT INTO subject_above (subject_id, above_id, ways)
    SELECT below.id, above.id, below.ways * above.ways
    FROM (SELECT NEW.subject_id AS id, 1 AS ways
          UNION ALL SELECT subject_id, ways FROM subject_above WHERE above_id = NEW.subject_id) AS below,
         (SELECT NEW.broader_id AS id, 1 AS ways
          UNION ALL SELECT above_id, ways FROM subject_above WHERE subject_id = NEW.broader_id) AS above
    WHERE true
    ON CONFLICT (subject_id, above_id) DO UPDATE SET ways = ways + excluded.ways;
END;

CREATE TRIGGER subject_broader_removed AFTER DELETE ON subject_broader
BEGIN
    UPDATE subject_above SET ways = ways
        - (CASE subject_id WHEN OLD.subject_id THEN 1 ELSE (
              SELECT below.ways FROM subject_above AS below
              WHERE below.subject_id = subject_above.subject_id AND below.above_id = OLD.subject_id) END)
        * (CASE above_id WHEN OLD.broader_id THEN 1 ELSE (
              SELECT above.ways FROM subject_above AS above
              WHERE above.subject_id = OLD.broader_id AND above.above_id = subject_above.above_id) END)
    WHERE (subject_id = OLD.subject_id
           OR subject_id IN (SELECT one.subject_id FROM subject_above AS one WHERE one.above_id = OLD.subject_id))
      AND (above_id = OLD.broader_id
           OR above_id IN (SELECT one.above_id FROM subject_above AS one WHERE one.subject_id = OLD.broader_id));
    DELETE FROM subject_above WHERE ways <= 0;
END;

-- A document is found by every name of its subjects.
CREATE TRIGGER subject_label_todo_insert AFTER INSERT ON subject_label
BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', document_id FROM document_subject WHERE subject_id = NEW.subject_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER subject_label_todo_update AFTER UPDATE OF label, kind ON subject_label
BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', document_id FROM document_subject WHERE subject_id = NEW.subject_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER subject_label_todo_delete AFTER DELETE ON subject_label
BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'document', document_id FROM document_subject WHERE subject_id = OLD.subject_id ON CONFLICT DO NOTHING;
END;
