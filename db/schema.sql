-- What a fresh library looks like. Generated from db/migrations by `python -m cresi_app.store.schema`; a test compares.
-- The triggers named history_… at the end are themselves generated from the tables (cresi_app/store/triggers.py).

PRAGMA application_id = 1129468745;
PRAGMA user_version = 27;

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

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

CREATE TABLE act (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    revision INTEGER NOT NULL
, light INTEGER NOT NULL DEFAULT 0 CHECK (light IN (0, 1))) STRICT;

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

CREATE TABLE sequence (
    name TEXT    PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE staged (
    id     INTEGER PRIMARY KEY,
    import INTEGER NOT NULL,
    entity TEXT    NOT NULL,
    pos    INTEGER NOT NULL,
    row    TEXT    NOT NULL                          -- one record as JSON
) STRICT;

CREATE INDEX staged_import ON staged (import, entity, pos);

CREATE TABLE undoing (
    entity    TEXT    NOT NULL,
    does      TEXT    NOT NULL,                      -- delete, insert, update: what undoing will do to the row
    entity_id INTEGER NOT NULL,
    first     INTEGER NOT NULL,                      -- the row's first and last change in what is undone
    last      INTEGER NOT NULL,
    PRIMARY KEY (entity, does, entity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_todo (
    entity    TEXT    NOT NULL,
    entity_id INTEGER NOT NULL,
    PRIMARY KEY (entity, entity_id)
) STRICT;

CREATE TABLE reference_list (
    name      TEXT PRIMARY KEY,
    sha256    TEXT NOT NULL,
    loaded_at TEXT NOT NULL
) STRICT;

CREATE TABLE country (
    code TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z]'),          -- ISO 3166-1 alpha-2, and XK; Namibia is the text 'NA'
    iso3 TEXT NOT NULL UNIQUE CHECK (iso3 GLOB '[A-Z][A-Z][A-Z]'),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('country', 'territory')),   -- territory: administered with the one in parent_code
    parent_code TEXT REFERENCES country (code),
    is_oda INTEGER NOT NULL DEFAULT 0 CHECK (is_oda IN (0, 1)),    -- on the DAC list of ODA recipients of the list's version
    oda_group TEXT NOT NULL DEFAULT '' CHECK (oda_group IN ('', 'ldc', 'lic', 'lmic', 'umic')),
    longitude_e6 INTEGER NOT NULL CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    latitude_e6 INTEGER NOT NULL CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    CHECK ((kind = 'territory') = (parent_code IS NOT NULL)),
    CHECK ((is_oda = 1) = (oda_group <> ''))
) STRICT;

CREATE INDEX country_parent_code ON country (parent_code);

CREATE TABLE language (
    code TEXT PRIMARY KEY CHECK (length(code) = 3),                -- ISO 639-2/B, as in UNIMARC: fre, bam, wol
    code_t TEXT NOT NULL UNIQUE,                                   -- ISO 639-2/T: fra
    code2 TEXT NOT NULL DEFAULT '',                                -- ISO 639-1 where there is one: fr
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_sort TEXT NOT NULL
) STRICT;

CREATE TABLE sector (
    code TEXT PRIMARY KEY,                                         -- DAC/CRS: three digits a category, five a sector
    parent_code TEXT REFERENCES sector (code),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    CHECK ((length(code) = 3) = (parent_code IS NULL))
) STRICT;

CREATE INDEX sector_parent_code ON sector (parent_code);

CREATE TABLE organisation_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    iati_type TEXT NOT NULL,                                       -- IATI OrganisationType
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE affiliation_role (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_representative INTEGER NOT NULL DEFAULT 0 CHECK (is_representative IN (0, 1)),  -- may sign for the organisation
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE identifier_scheme (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_unique INTEGER NOT NULL DEFAULT 0 CHECK (is_unique IN (0, 1)),  -- two organisations with the same one are suspected to be one
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE consent_subject (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    detail_fr TEXT NOT NULL DEFAULT '',
    detail_en TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    acronym TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL REFERENCES organisation_kind (code),
    legal_form TEXT NOT NULL DEFAULT '',
    founded_on TEXT,
    known_since INTEGER CHECK (known_since BETWEEN 1800 AND 2999),  -- year of the first thing done with the centre
    purpose TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',                        -- lines above the postal code
    postal_code TEXT NOT NULL DEFAULT '',
    town TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    country_code TEXT REFERENCES country (code),
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    reviewed_on TEXT,                                        -- when somebody last read the sheet over
    merged_into_id INTEGER REFERENCES organisation (id),     -- the redirection a merge leaves
    archived_on TEXT,
    CHECK (merged_into_id IS NULL OR (merged_into_id <> id AND archived_on IS NOT NULL))
) STRICT;

CREATE INDEX organisation_kind_index ON organisation (kind);

CREATE INDEX organisation_country_code ON organisation (country_code);

CREATE INDEX organisation_merged_into_id ON organisation (merged_into_id);

CREATE INDEX organisation_name_sort ON organisation (name_sort, id);

CREATE TABLE organisation_identifier (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    scheme TEXT NOT NULL REFERENCES identifier_scheme (code),
    value TEXT NOT NULL CHECK (value <> ''),                 -- text, as checked: never a number
    UNIQUE (organisation_id, scheme, value)
) STRICT;

CREATE INDEX organisation_identifier_scheme ON organisation_identifier (scheme, value);

CREATE TABLE organisation_country (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    country_code TEXT NOT NULL REFERENCES country (code),
    UNIQUE (organisation_id, country_code)
) STRICT;

CREATE INDEX organisation_country_country_code ON organisation_country (country_code);

CREATE TABLE organisation_sector (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    sector_code TEXT NOT NULL REFERENCES sector (code),
    UNIQUE (organisation_id, sector_code)
) STRICT;

CREATE INDEX organisation_sector_sector_code ON organisation_sector (sector_code);

CREATE TABLE membership (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999),
    fee_minor INTEGER NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    paid_on TEXT,
    UNIQUE (organisation_id, year)
) STRICT;

CREATE INDEX membership_year ON membership (year);

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    given_name TEXT NOT NULL DEFAULT '',
    family_name TEXT NOT NULL DEFAULT '',
    name_sort TEXT NOT NULL,
    honorific TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    town TEXT NOT NULL DEFAULT '',
    country_code TEXT REFERENCES country (code),
    language_code TEXT REFERENCES language (code),           -- the language to write to them in
    note TEXT NOT NULL DEFAULT '',
    merged_into_id INTEGER REFERENCES person (id),
    anonymised_on TEXT,
    archived_on TEXT,
    CHECK (given_name <> '' OR family_name <> ''),
    CHECK (merged_into_id IS NULL OR (merged_into_id <> id AND archived_on IS NOT NULL))
) STRICT;

CREATE INDEX person_country_code ON person (country_code);

CREATE INDEX person_language_code ON person (language_code);

CREATE INDEX person_merged_into_id ON person (merged_into_id);

CREATE INDEX person_name_sort ON person (name_sort, id);

CREATE TABLE affiliation (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    person_id INTEGER NOT NULL REFERENCES person (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL REFERENCES affiliation_role (code),
    title TEXT NOT NULL DEFAULT '',                          -- the words on the card: « présidente », « relais à Kita »
    since TEXT,
    until TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    CHECK (since IS NULL OR until IS NULL OR since <= until)
) STRICT;

CREATE INDEX affiliation_person_id ON affiliation (person_id);

CREATE INDEX affiliation_organisation_id ON affiliation (organisation_id);

CREATE INDEX affiliation_role_index ON affiliation (role);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    person_id INTEGER NOT NULL REFERENCES person (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'phone')),
    value TEXT NOT NULL CHECK (value <> ''),
    is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),       -- masked on screen, never printed by default
    permission TEXT NOT NULL DEFAULT 'unknown' CHECK (permission IN ('unknown', 'allowed', 'refused')),
    permission_on TEXT,
    permission_how TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX contact_person_id ON contact (person_id);

CREATE INDEX contact_value ON contact (value);

CREATE TABLE consent (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    person_id INTEGER REFERENCES person (id),
    organisation_id INTEGER REFERENCES organisation (id),
    subject TEXT NOT NULL REFERENCES consent_subject (code),
    is_given INTEGER NOT NULL CHECK (is_given IN (0, 1)),
    given_on TEXT NOT NULL,
    how TEXT NOT NULL DEFAULT '',
    review_on TEXT,
    CHECK ((person_id IS NULL) <> (organisation_id IS NULL))
) STRICT;

CREATE UNIQUE INDEX consent_person_id ON consent (person_id, subject) WHERE person_id IS NOT NULL;

CREATE UNIQUE INDEX consent_organisation_id ON consent (organisation_id, subject) WHERE organisation_id IS NOT NULL;

CREATE INDEX consent_subject_index ON consent (subject);

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    initials TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    archived_on TEXT
, standing TEXT NOT NULL DEFAULT 'manager' CHECK (standing <> '')) STRICT;

CREATE TABLE home (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    centre_name TEXT NOT NULL DEFAULT '',
    centre_tagline TEXT NOT NULL DEFAULT '',
    authority_name TEXT NOT NULL DEFAULT '',
    authority_id INTEGER REFERENCES organisation (id),
    address TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    town TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    siret TEXT NOT NULL DEFAULT '',
    declaration_number TEXT NOT NULL DEFAULT '',
    representative TEXT NOT NULL DEFAULT '',
    representative_title TEXT NOT NULL DEFAULT '',
    logo_sha256 TEXT,
    signature_sha256 TEXT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1))
) STRICT;

CREATE INDEX home_authority_id ON home (authority_id);

CREATE TABLE organisation_text (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    numbers TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    themes TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE organisation_fts USING fts5(
    name, numbers, place, themes, people, body,
    content='organisation_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER organisation_text_ai AFTER INSERT ON organisation_text BEGIN
    INSERT INTO organisation_fts (rowid, name, numbers, place, themes, people, body)
    VALUES (new.id, new.name, new.numbers, new.place, new.themes, new.people, new.body);
END;

CREATE TRIGGER organisation_text_ad AFTER DELETE ON organisation_text BEGIN
    INSERT INTO organisation_fts (organisation_fts, rowid, name, numbers, place, themes, people, body)
    VALUES ('delete', old.id, old.name, old.numbers, old.place, old.themes, old.people, old.body);
END;

CREATE TRIGGER organisation_text_au AFTER UPDATE ON organisation_text BEGIN
    INSERT INTO organisation_fts (organisation_fts, rowid, name, numbers, place, themes, people, body)
    VALUES ('delete', old.id, old.name, old.numbers, old.place, old.themes, old.people, old.body);
    INSERT INTO organisation_fts (rowid, name, numbers, place, themes, people, body)
    VALUES (new.id, new.name, new.numbers, new.place, new.themes, new.people, new.body);
END;

CREATE TABLE person_text (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    contacts TEXT NOT NULL DEFAULT '',
    organisations TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE person_fts USING fts5(
    name, contacts, organisations, place, body,
    content='person_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER person_text_ai AFTER INSERT ON person_text BEGIN
    INSERT INTO person_fts (rowid, name, contacts, organisations, place, body)
    VALUES (new.id, new.name, new.contacts, new.organisations, new.place, new.body);
END;

CREATE TRIGGER person_text_ad AFTER DELETE ON person_text BEGIN
    INSERT INTO person_fts (person_fts, rowid, name, contacts, organisations, place, body)
    VALUES ('delete', old.id, old.name, old.contacts, old.organisations, old.place, old.body);
END;

CREATE TRIGGER person_text_au AFTER UPDATE ON person_text BEGIN
    INSERT INTO person_fts (person_fts, rowid, name, contacts, organisations, place, body)
    VALUES ('delete', old.id, old.name, old.contacts, old.organisations, old.place, old.body);
    INSERT INTO person_fts (rowid, name, contacts, organisations, place, body)
    VALUES (new.id, new.name, new.contacts, new.organisations, new.place, new.body);
END;

CREATE TRIGGER organisation_todo_i AFTER INSERT ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_todo_u AFTER UPDATE ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) SELECT 'person', person_id FROM affiliation
        WHERE organisation_id = new.id AND (old.name IS NOT new.name OR old.acronym IS NOT new.acronym) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_todo_d AFTER DELETE ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_identifier_todo_i AFTER INSERT ON organisation_identifier BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_identifier_todo_u AFTER UPDATE ON organisation_identifier BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_identifier_todo_d AFTER DELETE ON organisation_identifier BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_country_todo_i AFTER INSERT ON organisation_country BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_country_todo_u AFTER UPDATE ON organisation_country BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_country_todo_d AFTER DELETE ON organisation_country BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_sector_todo_i AFTER INSERT ON organisation_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_sector_todo_u AFTER UPDATE ON organisation_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_sector_todo_d AFTER DELETE ON organisation_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_todo_i AFTER INSERT ON person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_todo_u AFTER UPDATE ON person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', new.id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) SELECT 'organisation', organisation_id FROM affiliation
        WHERE person_id = new.id AND (old.given_name IS NOT new.given_name OR old.family_name IS NOT new.family_name) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_todo_d AFTER DELETE ON person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER affiliation_todo_i AFTER INSERT ON affiliation BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', new.person_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER affiliation_todo_u AFTER UPDATE ON affiliation BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', old.person_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', new.organisation_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', new.person_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER affiliation_todo_d AFTER DELETE ON affiliation BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('organisation', old.organisation_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', old.person_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER contact_todo_i AFTER INSERT ON contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', new.person_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER contact_todo_u AFTER UPDATE ON contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', old.person_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', new.person_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER contact_todo_d AFTER DELETE ON contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('person', old.person_id) ON CONFLICT DO NOTHING;
END;

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
, inverse TEXT NOT NULL DEFAULT '') STRICT;

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
, source TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '') STRICT;

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
, source TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '') STRICT;

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
, note TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', publisher_id INTEGER REFERENCES publisher (id)) STRICT;

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
, thesaurus_id INTEGER REFERENCES thesaurus (id), uri TEXT NOT NULL DEFAULT '', notation TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'candidate', 'deprecated')), country_code TEXT REFERENCES country (code), sector_code TEXT REFERENCES sector (code)) STRICT;

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
, seen_on TEXT, issues_a_year INTEGER CHECK (issues_a_year BETWEEN 1 AND 366)) STRICT;

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

CREATE INDEX contribution_contributor_id ON contribution (contributor_id, document_id);

CREATE INDEX contribution_role_index ON contribution (role);

CREATE TABLE document_subject (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id),
    subject_id INTEGER NOT NULL REFERENCES subject (id),
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

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
, price_minor INTEGER CHECK (price_minor >= 0), currency TEXT NOT NULL DEFAULT 'EUR', provenance TEXT REFERENCES copy_provenance (code), supplier TEXT NOT NULL DEFAULT '', needs_label INTEGER NOT NULL DEFAULT 0 CHECK (needs_label IN (0, 1)), withdrawal_reason TEXT REFERENCES weeding_reason (code), withdrawal_fate TEXT REFERENCES weeding_fate (code), withdrawal_note TEXT NOT NULL DEFAULT '') STRICT;

CREATE UNIQUE INDEX copy_barcode_live ON copy (barcode) WHERE barcode <> '' AND withdrawn_on IS NULL;

CREATE INDEX copy_document_id ON copy (document_id, status, withdrawn_on);

CREATE INDEX copy_status_index ON copy (status, document_id) WHERE withdrawn_on IS NULL;

CREATE INDEX copy_status_all ON copy (status);

CREATE INDEX copy_condition_index ON copy (condition);

CREATE INDEX copy_location_id ON copy (location_id);

CREATE TABLE document_view (
    document_id INTEGER PRIMARY KEY,
    views INTEGER NOT NULL DEFAULT 0,
    last_on TEXT NOT NULL
) STRICT;

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

CREATE TRIGGER document_text_insert AFTER INSERT ON document_text
BEGIN
    INSERT INTO document_fts (rowid, title, contributors, publisher, subjects, abstract, numbers, notes)
    VALUES (NEW.id, NEW.title, NEW.contributors, NEW.publisher, NEW.subjects, NEW.abstract, NEW.numbers, NEW.notes);
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

CREATE TABLE session_mode (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE session_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_holding INTEGER NOT NULL CHECK (is_holding IN (0, 1)),
    gauge TEXT NOT NULL DEFAULT '' CHECK (gauge IN ('', 'done', 'confirmed', 'option'))
) STRICT;

CREATE TABLE day_part (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE booking_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE place_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    takes_seat INTEGER NOT NULL CHECK (takes_seat IN (0, 1))
) STRICT;

CREATE TABLE attendance_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE school_holiday (
    code TEXT PRIMARY KEY,
    zone TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    CHECK (starts_on <= ends_on)
) STRICT;

CREATE TABLE course (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    objectives TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    prerequisites TEXT NOT NULL DEFAULT '',
    programme TEXT NOT NULL DEFAULT '',
    half_days INTEGER NOT NULL DEFAULT 2 CHECK (half_days BETWEEN 1 AND 60),
    capacity_min INTEGER NOT NULL DEFAULT 0 CHECK (capacity_min >= 0),
    capacity_target INTEGER NOT NULL DEFAULT 12 CHECK (capacity_target >= capacity_min),
    capacity_max INTEGER NOT NULL DEFAULT 16 CHECK (capacity_max >= 1 AND capacity_max >= capacity_target),
    organisation_limit INTEGER CHECK (organisation_limit >= 1),
    archived_on TEXT
, bring TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX course_title_sort ON course (title_sort);

CREATE TABLE room (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    seats INTEGER CHECK (seats >= 1),
    access TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;

CREATE INDEX room_name_sort ON room (name_sort);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    stamp INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    course_id INTEGER NOT NULL REFERENCES course (id),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'open' REFERENCES session_status (code),
    mode TEXT NOT NULL DEFAULT 'onsite' REFERENCES session_mode (code),
    place TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT 'Europe/Paris',
    capacity_min INTEGER NOT NULL DEFAULT 0 CHECK (capacity_min >= 0),
    capacity_target INTEGER NOT NULL DEFAULT 12 CHECK (capacity_target >= capacity_min),
    capacity_max INTEGER NOT NULL DEFAULT 16 CHECK (capacity_max >= 1 AND capacity_max >= capacity_target),
    organisation_limit INTEGER CHECK (organisation_limit >= 1),
    booking_closes_on TEXT,
    cancellation_closes_on TEXT,
    offer_days INTEGER NOT NULL DEFAULT 0 CHECK (offer_days BETWEEN 0 AND 60),
    contact TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    cancelled_at TEXT,
    cancelled_by TEXT NOT NULL DEFAULT '',
    cancel_reason TEXT NOT NULL DEFAULT ''
, bring TEXT NOT NULL DEFAULT '', meals TEXT NOT NULL DEFAULT '', day_contact TEXT NOT NULL DEFAULT '', kept_on TEXT, kept_reason TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX session_course ON session (course_id);

CREATE INDEX session_by_status ON session (status);

CREATE INDEX session_by_mode ON session (mode);

CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    session_id INTEGER NOT NULL REFERENCES session (id),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    part TEXT NOT NULL REFERENCES day_part (code),
    starts TEXT NOT NULL CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
    ends TEXT NOT NULL CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
    room_id INTEGER REFERENCES room (id),
    video_link TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '', busy_reason TEXT NOT NULL DEFAULT '',
    CHECK (starts < ends)
) STRICT;

CREATE INDEX slot_session ON slot (session_id, day, starts);

CREATE INDEX slot_day ON slot (day);

CREATE INDEX slot_room ON slot (room_id, day);

CREATE INDEX slot_part ON slot (part);

CREATE TABLE slot_trainer (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    slot_id INTEGER NOT NULL REFERENCES slot (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    UNIQUE (slot_id, person_id)
) STRICT;

CREATE INDEX slot_trainer_person ON slot_trainer (person_id);

CREATE TABLE booking (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    session_id INTEGER NOT NULL REFERENCES session (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    status TEXT NOT NULL DEFAULT 'active' REFERENCES booking_status (code),
    group_rule TEXT NOT NULL DEFAULT 'split' CHECK (group_rule IN ('split', 'whole')),
    priority INTEGER NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 2),
    late_reason TEXT NOT NULL DEFAULT '',
    limit_reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    cancelled_at TEXT,
    cancelled_by TEXT NOT NULL DEFAULT '',
    cancel_reason TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT '',
    UNIQUE (id, session_id)
) STRICT;

CREATE INDEX booking_session ON booking (session_id, organisation_id);

CREATE INDEX booking_organisation ON booking (organisation_id);

CREATE INDEX booking_contact ON booking (contact_id);

CREATE INDEX booking_by_status ON booking (status);

CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    booking_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL REFERENCES place_status (code),
    asked_seq INTEGER NOT NULL,
    asked_rank INTEGER NOT NULL DEFAULT 0,
    offer_ends_on TEXT,
    replaces_id INTEGER REFERENCES place (id),
    cancelled_at TEXT,
    cancelled_by TEXT NOT NULL DEFAULT '',
    cancel_reason TEXT NOT NULL DEFAULT '', offer_ends_at TEXT,
    FOREIGN KEY (booking_id, session_id) REFERENCES booking (id, session_id)
) STRICT;

CREATE INDEX place_booking ON place (booking_id, session_id);

CREATE INDEX place_session ON place (session_id, status);

CREATE INDEX place_person ON place (person_id);

CREATE INDEX place_by_status ON place (status);

CREATE INDEX place_replaces ON place (replaces_id);

CREATE UNIQUE INDEX place_once ON place (session_id, person_id)
    WHERE person_id IS NOT NULL AND status IN ('registered', 'offered', 'waiting');

CREATE TABLE place_need (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    place_id INTEGER NOT NULL UNIQUE REFERENCES place (id),
    needs TEXT NOT NULL
) STRICT;

CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    place_id INTEGER NOT NULL REFERENCES place (id),
    slot_id INTEGER NOT NULL REFERENCES slot (id),
    status TEXT NOT NULL REFERENCES attendance_status (code),
    UNIQUE (place_id, slot_id)
) STRICT;

CREATE INDEX attendance_slot ON attendance (slot_id);

CREATE INDEX attendance_by_status ON attendance (status);

CREATE TABLE training_quota (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL UNIQUE CHECK (year BETWEEN 1900 AND 2200),
    days INTEGER NOT NULL CHECK (days >= 0)
) STRICT;

CREATE TRIGGER slot_stamp_insert AFTER INSERT ON slot BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = NEW.session_id;
END;

CREATE TRIGGER slot_stamp_update AFTER UPDATE ON slot BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id IN (OLD.session_id, NEW.session_id);
END;

CREATE TRIGGER slot_stamp_delete AFTER DELETE ON slot BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = OLD.session_id;
END;

CREATE TRIGGER booking_stamp_insert AFTER INSERT ON booking BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = NEW.session_id;
END;

CREATE TRIGGER booking_stamp_update AFTER UPDATE ON booking BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id IN (OLD.session_id, NEW.session_id);
END;

CREATE TRIGGER booking_stamp_delete AFTER DELETE ON booking BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = OLD.session_id;
END;

CREATE TRIGGER place_stamp_insert AFTER INSERT ON place BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = NEW.session_id;
END;

CREATE TRIGGER place_stamp_update AFTER UPDATE ON place BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id IN (OLD.session_id, NEW.session_id);
END;

CREATE TRIGGER place_stamp_delete AFTER DELETE ON place BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = OLD.session_id;
END;

CREATE VIEW taken_seat AS
SELECT place.id AS place_id, place.session_id, place.person_id, booking.organisation_id
FROM place
JOIN place_status ON place_status.code = place.status AND place_status.takes_seat = 1
JOIN booking ON booking.id = place.booking_id;

CREATE TABLE seat_check (
    session_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (session_id, organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER place_seats_insert BEFORE INSERT ON place BEGIN
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, 0, count(*) FROM taken_seat WHERE taken_seat.session_id = NEW.session_id
    ON CONFLICT DO NOTHING;
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, booking.organisation_id, (
        SELECT count(*) FROM taken_seat
        WHERE taken_seat.session_id = NEW.session_id AND taken_seat.organisation_id = booking.organisation_id)
    FROM booking WHERE booking.id = NEW.booking_id
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER place_seats_update BEFORE UPDATE OF status, session_id, booking_id ON place BEGIN
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, 0, count(*) FROM taken_seat WHERE taken_seat.session_id = NEW.session_id
    ON CONFLICT DO NOTHING;
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, booking.organisation_id, (
        SELECT count(*) FROM taken_seat
        WHERE taken_seat.session_id = NEW.session_id AND taken_seat.organisation_id = booking.organisation_id)
    FROM booking WHERE booking.id = NEW.booking_id
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER place_seats_delete BEFORE DELETE ON place BEGIN
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT OLD.session_id, 0, count(*) FROM taken_seat WHERE taken_seat.session_id = OLD.session_id
    ON CONFLICT DO NOTHING;
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT OLD.session_id, booking.organisation_id, (
        SELECT count(*) FROM taken_seat
        WHERE taken_seat.session_id = OLD.session_id AND taken_seat.organisation_id = booking.organisation_id)
    FROM booking WHERE booking.id = OLD.booking_id
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER act_seats BEFORE DELETE ON act WHEN EXISTS (SELECT 1 FROM seat_check) BEGIN
    SELECT RAISE(ABORT, 'full')
    FROM seat_check JOIN session ON session.id = seat_check.session_id
    WHERE seat_check.organisation_id = 0
    AND (SELECT count(*) FROM taken_seat WHERE taken_seat.session_id = seat_check.session_id)
        > max(session.capacity_max, seat_check.taken);
    SELECT RAISE(ABORT, 'quota')
    FROM seat_check JOIN session ON session.id = seat_check.session_id
    WHERE seat_check.organisation_id <> 0 AND session.organisation_limit IS NOT NULL
    AND (SELECT count(*) FROM taken_seat
         WHERE taken_seat.session_id = seat_check.session_id
         AND taken_seat.organisation_id = seat_check.organisation_id)
        > max(session.organisation_limit, seat_check.taken)
    AND NOT EXISTS (SELECT 1 FROM booking
                    WHERE booking.session_id = seat_check.session_id
                    AND booking.organisation_id = seat_check.organisation_id
                    AND booking.limit_reason <> '');
    DELETE FROM seat_check;
END;

CREATE VIEW slot_hold AS
SELECT slot.id, slot.session_id, slot.day, slot.starts, slot.ends,
    CASE WHEN session.mode = 'remote' THEN NULL ELSE slot.room_id END AS room_id
FROM slot
JOIN session ON session.id = slot.session_id
JOIN session_status ON session_status.code = session.status AND session_status.is_holding = 1;

CREATE VIEW slot_clash AS
SELECT mine.id, mine.session_id, mine.room_id, other.id AS other_id, other.session_id AS other_session_id,
    other.room_id AS other_room_id
FROM slot_hold AS mine
JOIN slot_hold AS other
    ON other.day = mine.day AND other.starts < mine.ends AND mine.starts < other.ends AND other.session_id <> mine.session_id;

CREATE VIEW room_clash AS
SELECT id, session_id, other_session_id, room_id FROM slot_clash WHERE room_id = other_room_id;

CREATE VIEW trainer_clash AS
SELECT slot_clash.id, slot_clash.session_id, slot_clash.other_session_id, mine.person_id
FROM slot_clash
JOIN slot_trainer AS mine ON mine.slot_id = slot_clash.id
JOIN slot_trainer AS other ON other.slot_id = slot_clash.other_id AND other.person_id = mine.person_id;

CREATE VIEW person_clash AS
SELECT slot_clash.id, slot_clash.session_id, slot_clash.other_session_id, mine.person_id, mine.place_id
FROM taken_seat AS mine
JOIN taken_seat AS other ON other.person_id = mine.person_id AND other.session_id <> mine.session_id
JOIN slot_clash ON slot_clash.session_id = mine.session_id AND slot_clash.other_session_id = other.session_id;

CREATE TRIGGER slot_overlap_insert AFTER INSERT ON slot BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM room_clash WHERE id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE session_id = NEW.session_id AND id = NEW.id;
END;

CREATE TRIGGER slot_overlap_update AFTER UPDATE OF day, starts, ends, room_id, session_id ON slot BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM room_clash WHERE id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE session_id = NEW.session_id AND id = NEW.id;
END;

CREATE TRIGGER slot_trainer_overlap_insert AFTER INSERT ON slot_trainer BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE id = NEW.slot_id AND person_id = NEW.person_id;
END;

CREATE TRIGGER slot_trainer_overlap_update AFTER UPDATE OF slot_id, person_id ON slot_trainer BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE id = NEW.slot_id AND person_id = NEW.person_id;
END;

CREATE TRIGGER session_overlap_update AFTER UPDATE OF status, mode ON session
WHEN OLD.status IS NOT NEW.status OR OLD.mode IS NOT NEW.mode BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM room_clash WHERE session_id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE session_id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE session_id = NEW.id;
END;

CREATE TRIGGER place_overlap_insert AFTER INSERT ON place
WHEN NEW.person_id IS NOT NULL AND NEW.status IN (SELECT code FROM place_status WHERE takes_seat = 1) BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE place_id = NEW.id;
END;

CREATE TRIGGER place_overlap_update AFTER UPDATE OF status, person_id, session_id ON place
WHEN NEW.person_id IS NOT NULL AND NEW.status IN (SELECT code FROM place_status WHERE takes_seat = 1) BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE place_id = NEW.id;
END;

CREATE TRIGGER attendance_agrees_insert BEFORE INSERT ON attendance
WHEN (SELECT session_id FROM place WHERE id = NEW.place_id) IS NOT (SELECT session_id FROM slot WHERE id = NEW.slot_id) BEGIN
    SELECT RAISE(ABORT, 'mismatch');
END;

CREATE TRIGGER attendance_agrees_update BEFORE UPDATE OF place_id, slot_id ON attendance
WHEN (SELECT session_id FROM place WHERE id = NEW.place_id) IS NOT (SELECT session_id FROM slot WHERE id = NEW.slot_id) BEGIN
    SELECT RAISE(ABORT, 'mismatch');
END;

CREATE TABLE course_text (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE course_fts USING fts5 (
    title, theme, body,
    content='course_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER course_text_insert AFTER INSERT ON course_text BEGIN
    INSERT INTO course_fts (rowid, title, theme, body) VALUES (NEW.id, NEW.title, NEW.theme, NEW.body);
END;

CREATE TRIGGER course_text_delete AFTER DELETE ON course_text BEGIN
    INSERT INTO course_fts (course_fts, rowid, title, theme, body) VALUES ('delete', OLD.id, OLD.title, OLD.theme, OLD.body);
END;

CREATE TRIGGER course_text_update AFTER UPDATE ON course_text BEGIN
    INSERT INTO course_fts (course_fts, rowid, title, theme, body) VALUES ('delete', OLD.id, OLD.title, OLD.theme, OLD.body);
    INSERT INTO course_fts (rowid, title, theme, body) VALUES (NEW.id, NEW.title, NEW.theme, NEW.body);
END;

CREATE TABLE session_text (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE session_fts USING fts5 (
    title, code, people, body,
    content='session_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER session_text_insert AFTER INSERT ON session_text BEGIN
    INSERT INTO session_fts (rowid, title, code, people, body) VALUES (NEW.id, NEW.title, NEW.code, NEW.people, NEW.body);
END;

CREATE TRIGGER session_text_delete AFTER DELETE ON session_text BEGIN
    INSERT INTO session_fts (session_fts, rowid, title, code, people, body)
    VALUES ('delete', OLD.id, OLD.title, OLD.code, OLD.people, OLD.body);
END;

CREATE TRIGGER session_text_update AFTER UPDATE ON session_text BEGIN
    INSERT INTO session_fts (session_fts, rowid, title, code, people, body)
    VALUES ('delete', OLD.id, OLD.title, OLD.code, OLD.people, OLD.body);
    INSERT INTO session_fts (rowid, title, code, people, body) VALUES (NEW.id, NEW.title, NEW.code, NEW.people, NEW.body);
END;

CREATE TRIGGER course_todo_insert AFTER INSERT ON course BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('course', NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER course_todo_update AFTER UPDATE ON course BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('course', NEW.id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', id FROM session WHERE course_id = NEW.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER course_todo_delete AFTER DELETE ON course BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('course', OLD.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER session_todo_insert AFTER INSERT ON session BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER session_todo_update AFTER UPDATE OF title, code, place, contact, course_id ON session BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER session_todo_delete AFTER DELETE ON session BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', OLD.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_todo_insert AFTER INSERT ON slot BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.session_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_todo_update AFTER UPDATE OF room_id, topic ON slot BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.session_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_todo_delete AFTER DELETE ON slot BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', OLD.session_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_trainer_todo_insert AFTER INSERT ON slot_trainer BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', session_id FROM slot WHERE id = NEW.slot_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_trainer_todo_update AFTER UPDATE ON slot_trainer BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', session_id FROM slot WHERE id = NEW.slot_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_trainer_todo_delete AFTER DELETE ON slot_trainer BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', session_id FROM slot WHERE id = OLD.slot_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER room_session_todo_update AFTER UPDATE ON room BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT DISTINCT 'session', session_id FROM slot WHERE room_id = NEW.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_session_todo_update AFTER UPDATE ON person BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT DISTINCT 'session', slot.session_id FROM slot_trainer JOIN slot ON slot.id = slot_trainer.slot_id
    WHERE slot_trainer.person_id = NEW.id ON CONFLICT DO NOTHING;
END;

CREATE TABLE project_step (                                        -- what the stepper shows; several stages may share a step
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE project_stage (
    code TEXT PRIMARY KEY,
    step_code TEXT NOT NULL REFERENCES project_step (code),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_initial INTEGER NOT NULL DEFAULT 0 CHECK (is_initial IN (0, 1)),
    is_submission INTEGER NOT NULL DEFAULT 0 CHECK (is_submission IN (0, 1)),  -- the dossier leaves the association's hands
    is_decision INTEGER NOT NULL DEFAULT 0 CHECK (is_decision IN (0, 1)),
    is_grant INTEGER NOT NULL DEFAULT 0 CHECK (is_grant IN (0, 1)),            -- the decision gives an amount
    position INTEGER NOT NULL
) STRICT;

CREATE INDEX project_stage_step_code ON project_stage (step_code);

CREATE TABLE project_stage_move (                                  -- which stage may follow which
    from_code TEXT NOT NULL REFERENCES project_stage (code),
    to_code TEXT NOT NULL REFERENCES project_stage (code),
    name_fr TEXT NOT NULL,                                         -- the act, as a button says it
    name_en TEXT NOT NULL,
    is_back INTEGER NOT NULL DEFAULT 0 CHECK (is_back IN (0, 1)),
    needs_motive INTEGER NOT NULL DEFAULT 0 CHECK (needs_motive IN (0, 1)),
    position INTEGER NOT NULL,
    PRIMARY KEY (from_code, to_code)
) STRICT;

CREATE INDEX project_stage_move_to_code ON project_stage_move (to_code);

CREATE TABLE partner_role (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE sdg (                                                 -- the United Nations' sustainable development goals
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 17),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short_fr TEXT NOT NULL,
    short_en TEXT NOT NULL
) STRICT;

CREATE TABLE paper_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    validity_months INTEGER NOT NULL DEFAULT 0 CHECK (validity_months >= 0),   -- 0: without limit
    is_yearly INTEGER NOT NULL DEFAULT 0 CHECK (is_yearly IN (0, 1)),          -- one for each exercise
    is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),        -- put on the checklist of each new dossier
    is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1)),        -- never reproduced unasked
    condition_fr TEXT NOT NULL DEFAULT '',
    condition_en TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE paper_state (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE cofunding_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)),      -- 0: the line stays visible and leaves the totals
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE budget_template (                                     -- one row an edition of a form; old editions are kept
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    edition TEXT NOT NULL,
    source TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1))
, family TEXT NOT NULL DEFAULT 'cerfa', position INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE budget_line_template (
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    code TEXT NOT NULL,
    parent_code TEXT,
    side TEXT NOT NULL CHECK (side IN ('charge', 'product')),
    block TEXT NOT NULL CHECK (block IN ('direct', 'indirect', 'own', 'volunteer')),
    printed_code TEXT NOT NULL DEFAULT '',                         -- what the form prints before the label
    account TEXT NOT NULL DEFAULT '',                              -- the account of the books: 870 of the form is 875 there
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_heading INTEGER NOT NULL DEFAULT 0 CHECK (is_heading IN (0, 1)),
    is_repeatable INTEGER NOT NULL DEFAULT 0 CHECK (is_repeatable IN (0, 1)),  -- one free line a funder
    hint TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL, role TEXT NOT NULL DEFAULT ''           -- what rules know a line by, whatever its code
    CHECK (role IN ('', 'grant', 'funder', 'own', 'hours', 'hours_value', 'contingency', 'overhead', 'taxes')),
    PRIMARY KEY (template_code, code),
    FOREIGN KEY (template_code, parent_code) REFERENCES budget_line_template (template_code, code)
) STRICT;

CREATE INDEX budget_line_template_parent ON budget_line_template (template_code, parent_code);

CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- 2026-017: a sequence a year, never given twice
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),      -- the exercise of the request
    call_name TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    summary TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    representative_id INTEGER REFERENCES person (id),
    contact_id INTEGER REFERENCES person (id),
    staff_id INTEGER REFERENCES staff (id),                        -- who follows it at the centre
    stage_code TEXT NOT NULL REFERENCES project_stage (code),
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    request_form TEXT NOT NULL DEFAULT 'cash' CHECK (request_form IN ('cash', 'in_kind', 'both')),
    request_frequency TEXT NOT NULL DEFAULT 'first' CHECK (request_frequency IN ('first', 'renewal')),
    request_object TEXT NOT NULL DEFAULT 'project' CHECK (request_object IN ('project', 'global')),
    request_period TEXT NOT NULL DEFAULT 'annual' CHECK (request_period IN ('annual', 'multiyear')),
    country_code TEXT REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    place_detail TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    starts_on TEXT,
    ends_on TEXT,
    context TEXT NOT NULL DEFAULT '',
    general_objective TEXT NOT NULL DEFAULT '',
    specific_objective TEXT NOT NULL DEFAULT '',
    activities_note TEXT NOT NULL DEFAULT '',
    beneficiaries_note TEXT NOT NULL DEFAULT '',
    direct_beneficiaries INTEGER CHECK (direct_beneficiaries >= 0),
    indirect_beneficiaries INTEGER CHECK (indirect_beneficiaries >= 0),
    human_means TEXT NOT NULL DEFAULT '',
    education_here TEXT NOT NULL DEFAULT '',
    communication TEXT NOT NULL DEFAULT '',
    risks TEXT NOT NULL DEFAULT '',
    sustainability TEXT NOT NULL DEFAULT '',
    evaluation TEXT NOT NULL DEFAULT '',
    grant_use TEXT NOT NULL DEFAULT '',                            -- what the grant asked for makes possible
    budget_note TEXT NOT NULL DEFAULT '',
    internal_note TEXT NOT NULL DEFAULT '',                        -- never printed
    decided_on TEXT,
    decision_number TEXT NOT NULL DEFAULT '',                      -- the deliberation's
    granted_minor INTEGER CHECK (granted_minor >= 0),
    renewed_from_id INTEGER REFERENCES project (id),
    archived_on TEXT, addressee TEXT NOT NULL DEFAULT '', addressee_kind TEXT NOT NULL DEFAULT ''
    CHECK (addressee_kind IN ('', 'state', 'region', 'department', 'municipality', 'public_body', 'other')), deadline_on TEXT, material_means TEXT NOT NULL DEFAULT '', recruits INTEGER CHECK (recruits IN (0, 1)), recruits_milli INTEGER CHECK (recruits_milli >= 0),
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL))
) STRICT;

CREATE INDEX project_year ON project (year, number);

CREATE INDEX project_organisation_id ON project (organisation_id);

CREATE INDEX project_representative_id ON project (representative_id);

CREATE INDEX project_contact_id ON project (contact_id);

CREATE INDEX project_staff_id ON project (staff_id);

CREATE INDEX project_stage_code ON project (stage_code);

CREATE INDEX project_template_code ON project (template_code);

CREATE INDEX project_country_code ON project (country_code);

CREATE INDEX project_renewed_from_id ON project (renewed_from_id);

CREATE TABLE project_stage_change (                                -- the dossier's own journal of stages, with the reasons given
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    from_code TEXT REFERENCES project_stage (code),
    to_code TEXT NOT NULL REFERENCES project_stage (code),
    changed_on TEXT NOT NULL,                                      -- the day it is true, which may be typed afterwards
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    motive TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX project_stage_change_project_id ON project_stage_change (project_id, recorded_at);

CREATE INDEX project_stage_change_from_code ON project_stage_change (from_code);

CREATE INDEX project_stage_change_to_code ON project_stage_change (to_code);

CREATE TABLE project_partner (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    role_code TEXT NOT NULL REFERENCES partner_role (code),
    side TEXT NOT NULL CHECK (side IN ('here', 'there')),
    contribution TEXT NOT NULL DEFAULT ''
, country_code TEXT REFERENCES country (code), place TEXT NOT NULL DEFAULT '', latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000), longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000)) STRICT;

CREATE INDEX project_partner_project_id ON project_partner (project_id, position);

CREATE INDEX project_partner_organisation_id ON project_partner (organisation_id);

CREATE INDEX project_partner_contact_id ON project_partner (contact_id);

CREATE INDEX project_partner_role_code ON project_partner (role_code);

CREATE TABLE project_sector (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    sector_code TEXT NOT NULL REFERENCES sector (code),
    percent INTEGER CHECK (percent BETWEEN 0 AND 100)              -- NULL: not shared out
) STRICT;

CREATE INDEX project_sector_project_id ON project_sector (project_id, position);

CREATE INDEX project_sector_sector_code ON project_sector (sector_code);

CREATE TABLE project_goal (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    sdg_number INTEGER NOT NULL REFERENCES sdg (number)
) STRICT;

CREATE INDEX project_goal_project_id ON project_goal (project_id, position);

CREATE INDEX project_goal_sdg_number ON project_goal (sdg_number);

CREATE TABLE project_activity (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    theme TEXT NOT NULL DEFAULT '',                                -- the heading it stands under in the calendar
    title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    rhythm TEXT NOT NULL DEFAULT 'continuous' CHECK (rhythm IN ('continuous', 'periodic', 'milestone')),
    starts_month TEXT NOT NULL DEFAULT '' CHECK (starts_month = '' OR starts_month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    ends_month TEXT NOT NULL DEFAULT '' CHECK (ends_month = '' OR ends_month GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    responsible TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    quantity TEXT NOT NULL DEFAULT '',
    cost_minor INTEGER CHECK (cost_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3)
, result_id INTEGER REFERENCES project_logframe (id), means TEXT NOT NULL DEFAULT '', hypotheses TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX project_activity_project_id ON project_activity (project_id, position);

CREATE TABLE project_beneficiary (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    is_direct INTEGER NOT NULL DEFAULT 1 CHECK (is_direct IN (0, 1)),
    women INTEGER CHECK (women >= 0),
    men INTEGER CHECK (men >= 0),
    people INTEGER CHECK (people >= 0),                            -- when women and men were not counted apart
    change TEXT NOT NULL DEFAULT ''                                -- what changes for them
) STRICT;

CREATE INDEX project_beneficiary_project_id ON project_beneficiary (project_id, position);

CREATE TABLE budget_line (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    template_code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',                                -- '': the form's own label
    quantity_milli INTEGER CHECK (quantity_milli >= 0),            -- thousandths of a unit
    unit TEXT NOT NULL DEFAULT '',
    unit_price_minor INTEGER CHECK (unit_price_minor >= 0),
    amount_minor INTEGER NOT NULL DEFAULT 0 CHECK (amount_minor >= 0),
    actual_minor INTEGER CHECK (actual_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    is_requested INTEGER NOT NULL DEFAULT 0 CHECK (is_requested IN (0, 1)),    -- the grant this dossier asks for
    status_code TEXT REFERENCES cofunding_status (code),
    status_on TEXT,
    proof TEXT NOT NULL DEFAULT '',                                -- deliberation, letter, agreement that proves the status
    organisation_id INTEGER REFERENCES organisation (id), scope TEXT NOT NULL DEFAULT 'project'            -- the project's budget, or the holder's own of the year
    CHECK (scope IN ('project', 'holder')), revised_minor INTEGER CHECK (revised_minor >= 0), foreign_minor INTEGER CHECK (foreign_minor >= 0), foreign_currency TEXT NOT NULL DEFAULT '', foreign_rate TEXT NOT NULL DEFAULT '', foreign_on TEXT, proof_paper_id INTEGER REFERENCES project_paper (id),          -- the funder, when it stands in the directory
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code)
) STRICT;

CREATE INDEX budget_line_project_id ON budget_line (project_id, position);

CREATE INDEX budget_line_template_line ON budget_line (template_code, line_code);

CREATE INDEX budget_line_status_code ON budget_line (status_code);

CREATE INDEX budget_line_organisation_id ON budget_line (organisation_id);

CREATE TABLE project_paper (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    kind_code TEXT REFERENCES paper_kind (code),                   -- NULL: a paper of its own kind, named by its label
    label TEXT NOT NULL DEFAULT '',
    state_code TEXT NOT NULL DEFAULT 'missing' REFERENCES paper_state (code),
    dated_on TEXT,
    expires_on TEXT,                                               -- NULL: dated_on and the kind's validity decide
    asked_on TEXT,
    pages INTEGER CHECK (pages >= 0),
    sha256 TEXT NOT NULL DEFAULT '',                               -- the file of the library; '' when it is not on file
    file_name TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    size INTEGER CHECK (size >= 0),
    location TEXT NOT NULL DEFAULT '',                             -- where the paper one can is
    note TEXT NOT NULL DEFAULT '',
    is_annexed INTEGER NOT NULL DEFAULT 1 CHECK (is_annexed IN (0, 1))
) STRICT;

CREATE INDEX project_paper_project_id ON project_paper (project_id, position);

CREATE INDEX project_paper_kind_code ON project_paper (kind_code);

CREATE INDEX project_paper_state_code ON project_paper (state_code);

CREATE TABLE project_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    holder TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    partners TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE project_fts USING fts5 (
    number, title, holder, place, partners, body,
    content='project_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER project_text_ai AFTER INSERT ON project_text BEGIN
    INSERT INTO project_fts (rowid, number, title, holder, place, partners, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.partners, new.body);
END;

CREATE TRIGGER project_text_ad AFTER DELETE ON project_text BEGIN
    INSERT INTO project_fts (project_fts, rowid, number, title, holder, place, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.partners, old.body);
END;

CREATE TRIGGER project_text_au AFTER UPDATE ON project_text BEGIN
    INSERT INTO project_fts (project_fts, rowid, number, title, holder, place, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.partners, old.body);
    INSERT INTO project_fts (rowid, number, title, holder, place, partners, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.partners, new.body);
END;

CREATE TRIGGER project_search_ai AFTER INSERT ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_search_au AFTER UPDATE ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_search_ad AFTER DELETE ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_partner_search_ai AFTER INSERT ON project_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_partner_search_au AFTER UPDATE ON project_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_partner_search_ad AFTER DELETE ON project_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_activity_search_ai AFTER INSERT ON project_activity BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_activity_search_au AFTER UPDATE OF title, description, theme, place ON project_activity BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_activity_search_ad AFTER DELETE ON project_activity BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_holder_search_au AFTER UPDATE OF name ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'project', id FROM project WHERE organisation_id = new.id
    UNION SELECT 'project', project_id FROM project_partner WHERE organisation_id = new.id
    ON CONFLICT DO NOTHING;
END;

CREATE TABLE evaluation_moment (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    delay_days INTEGER NOT NULL CHECK (delay_days >= 0)
) STRICT;

CREATE TABLE question_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE request_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
) STRICT;

CREATE TABLE quality_indicator (
    code TEXT PRIMARY KEY,
    criterion INTEGER NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_common INTEGER NOT NULL CHECK (is_common IN (0, 1)),
    evidence_fr TEXT NOT NULL,
    evidence_en TEXT NOT NULL
) STRICT;

CREATE TABLE statement_line (
    code TEXT PRIMARY KEY,
    frame TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;

CREATE TABLE competence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    name_sort TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE course_competence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    course_id INTEGER NOT NULL REFERENCES course (id),
    competence_id INTEGER NOT NULL REFERENCES competence (id),
    UNIQUE (course_id, competence_id)
) STRICT;

CREATE INDEX course_competence_competence ON course_competence (competence_id);

CREATE TABLE trainer_competence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    person_id INTEGER NOT NULL REFERENCES person (id),
    competence_id INTEGER NOT NULL REFERENCES competence (id)
) STRICT;

CREATE INDEX trainer_competence_person ON trainer_competence (person_id);

CREATE INDEX trainer_competence_competence ON trainer_competence (competence_id);

CREATE TABLE course_document (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    course_id INTEGER NOT NULL REFERENCES course (id),
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX course_document_course ON course_document (course_id);

CREATE INDEX course_document_document ON course_document (document_id);

CREATE TRIGGER course_document_once BEFORE INSERT ON course_document
WHEN EXISTS (SELECT 1 FROM course_document WHERE course_id = NEW.course_id AND document_id = NEW.document_id) BEGIN
    SELECT RAISE(ABORT, 'repeated');
END;

CREATE TABLE evaluation_form (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    course_id INTEGER NOT NULL REFERENCES course (id),
    moment TEXT NOT NULL REFERENCES evaluation_moment (code),
    intro TEXT NOT NULL DEFAULT '',
    delay_days INTEGER NOT NULL DEFAULT 0 CHECK (delay_days BETWEEN 0 AND 730),
    UNIQUE (course_id, moment)
) STRICT;

CREATE INDEX evaluation_form_moment ON evaluation_form (moment);

CREATE TABLE evaluation_question (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    form_id INTEGER NOT NULL REFERENCES evaluation_form (id),
    position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL REFERENCES question_kind (code),
    words TEXT NOT NULL CHECK (words <> ''),
    choices TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (kind = 'choice' OR choices = '')
) STRICT;

CREATE INDEX evaluation_question_form ON evaluation_question (form_id, position);

CREATE INDEX evaluation_question_kind ON evaluation_question (kind);

CREATE TABLE quota_exception (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    session_id INTEGER NOT NULL REFERENCES session (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    reason TEXT NOT NULL CHECK (reason <> ''),
    UNIQUE (session_id, year)
) STRICT;

CREATE TABLE training_request (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    course_id INTEGER REFERENCES course (id),
    theme TEXT NOT NULL CHECK (theme <> ''),
    people INTEGER CHECK (people >= 1),
    half_days INTEGER NOT NULL DEFAULT 2 CHECK (half_days BETWEEN 1 AND 60),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    wishes TEXT NOT NULL DEFAULT '',
    asked_on TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' REFERENCES request_status (code),
    session_id INTEGER REFERENCES session (id),
    answer TEXT NOT NULL DEFAULT '',
    CHECK ((status = 'placed') = (session_id IS NOT NULL)),
    CHECK (status <> 'declined' OR answer <> '')
) STRICT;

CREATE INDEX training_request_organisation ON training_request (organisation_id);

CREATE INDEX training_request_contact ON training_request (contact_id);

CREATE INDEX training_request_course ON training_request (course_id);

CREATE INDEX training_request_session ON training_request (session_id);

CREATE INDEX training_request_status ON training_request (status, year);

CREATE TABLE busy_calendar (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    room_id INTEGER REFERENCES room (id),
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL DEFAULT '',
    read_on TEXT NOT NULL,
    CHECK ((room_id IS NULL) <> (person_id IS NULL))
) STRICT;

CREATE INDEX busy_calendar_room ON busy_calendar (room_id);

CREATE INDEX busy_calendar_person ON busy_calendar (person_id);

CREATE TABLE busy_time (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    calendar_id INTEGER NOT NULL REFERENCES busy_calendar (id) ON DELETE CASCADE,
    uid TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    starts TEXT NOT NULL CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
    ends TEXT NOT NULL CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
    summary TEXT NOT NULL DEFAULT '',
    CHECK (starts < ends)
) STRICT;

CREATE INDEX busy_time_calendar ON busy_time (calendar_id, day);

CREATE INDEX busy_time_day ON busy_time (day);

CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    place_id INTEGER NOT NULL REFERENCES place (id),
    slot_uid TEXT NOT NULL CHECK (slot_uid <> ''),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    method TEXT NOT NULL CHECK (method IN ('request', 'cancel')),
    day TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    UNIQUE (place_id, slot_uid)
) STRICT;

CREATE TABLE certificate (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    place_id INTEGER NOT NULL UNIQUE REFERENCES place (id),
    issued_on TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0)
) STRICT;

CREATE TRIGGER certificate_presence_insert BEFORE INSERT ON certificate
WHEN NOT EXISTS (SELECT 1 FROM attendance WHERE place_id = NEW.place_id AND status IN ('present', 'late')) BEGIN
    SELECT RAISE(ABORT, 'absent');
END;

CREATE TABLE training_setting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    minimum_days INTEGER NOT NULL DEFAULT 10 CHECK (minimum_days BETWEEN 0 AND 120),
    needs_contact TEXT NOT NULL DEFAULT '',
    meals TEXT NOT NULL DEFAULT '',
    house_rules TEXT NOT NULL DEFAULT '',
    programme_title TEXT NOT NULL DEFAULT '',
    programme_intro TEXT NOT NULL DEFAULT '',
    booking_words TEXT NOT NULL DEFAULT '',
    places_words TEXT NOT NULL DEFAULT '',
    hours_words TEXT NOT NULL DEFAULT '',
    childcare_words TEXT NOT NULL DEFAULT '',
    absence_words TEXT NOT NULL DEFAULT '',
    rules_words TEXT NOT NULL DEFAULT '',
    ideas_words TEXT NOT NULL DEFAULT '',
    is_declared INTEGER NOT NULL DEFAULT 0 CHECK (is_declared IN (0, 1))
) STRICT;

CREATE TABLE quality_note (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    indicator TEXT NOT NULL UNIQUE REFERENCES quality_indicator (code),
    note TEXT NOT NULL DEFAULT '',
    checked_on TEXT
) STRICT;

CREATE TABLE statement_amount (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    line TEXT NOT NULL REFERENCES statement_line (code),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    UNIQUE (year, line)
) STRICT;

CREATE INDEX statement_amount_line ON statement_amount (line);

CREATE TABLE booking_origin (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE INDEX place_offer ON place (offer_ends_at) WHERE status = 'offered';

CREATE TABLE booking_receipt (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    booking_id INTEGER NOT NULL REFERENCES booking (id),
    file_sha256 TEXT NOT NULL DEFAULT '',
    content_sha256 TEXT NOT NULL
) STRICT;

CREATE INDEX booking_receipt_booking ON booking_receipt (booking_id);

CREATE INDEX booking_receipt_file ON booking_receipt (file_sha256);

CREATE INDEX booking_receipt_content ON booking_receipt (content_sha256);

CREATE TABLE counter_code (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    handle TEXT NOT NULL UNIQUE CHECK (handle GLOB '[0-9][0-9][0-9][0-9][0-9]'),
    hash TEXT NOT NULL CHECK (hash <> ''),
    revoked_on TEXT
) STRICT;

CREATE INDEX counter_code_organisation ON counter_code (organisation_id);

CREATE INDEX counter_code_contact ON counter_code (contact_id);

CREATE TABLE evaluation_count (
    session_id INTEGER NOT NULL REFERENCES session (id),
    moment TEXT NOT NULL REFERENCES evaluation_moment (code),
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (session_id, moment)
) STRICT, WITHOUT ROWID;

CREATE INDEX evaluation_count_moment ON evaluation_count (moment);

CREATE TABLE evaluation_tally (
    session_id INTEGER NOT NULL REFERENCES session (id),
    question_id INTEGER NOT NULL REFERENCES evaluation_question (id),
    answer TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (session_id, question_id, answer)
) STRICT, WITHOUT ROWID;

CREATE INDEX evaluation_tally_question ON evaluation_tally (question_id);

CREATE TABLE evaluation_comment (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES session (id),
    question_id INTEGER NOT NULL REFERENCES evaluation_question (id),
    words TEXT NOT NULL CHECK (words <> '')
) STRICT;

CREATE INDEX evaluation_comment_session ON evaluation_comment (session_id, question_id);

CREATE INDEX evaluation_comment_question ON evaluation_comment (question_id);

CREATE TABLE evaluation_file (
    sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE VIEW evaluation_sheet (session_id, moment, step, expected, answers, comments, file_sha256) AS
SELECT 0, '', 0, 0, '[]', '[]', '' WHERE 0;

CREATE TRIGGER evaluation_sheet_counted INSTEAD OF INSERT ON evaluation_sheet BEGIN
    SELECT RAISE(ABORT, 'already_read') FROM evaluation_file WHERE NEW.step = 1 AND sha256 = NEW.file_sha256;
    INSERT INTO evaluation_count (session_id, moment, n) VALUES (NEW.session_id, NEW.moment, 0) ON CONFLICT DO NOTHING;
    SELECT RAISE(ABORT, 'all_answered') FROM evaluation_count
    WHERE session_id = NEW.session_id AND moment = NEW.moment AND NEW.step = 1 AND n >= NEW.expected;
    UPDATE evaluation_count SET n = n + NEW.step WHERE session_id = NEW.session_id AND moment = NEW.moment;
    INSERT INTO evaluation_tally (session_id, question_id, answer, n)
    SELECT NEW.session_id, json_extract(value, '$.question'), json_extract(value, '$.answer'), 0 FROM json_each(NEW.answers) WHERE true
    ON CONFLICT DO NOTHING;
    UPDATE evaluation_tally SET n = n + NEW.step WHERE session_id = NEW.session_id AND EXISTS (
        SELECT 1 FROM json_each(NEW.answers)
        WHERE json_extract(value, '$.question') = question_id AND json_extract(value, '$.answer') = answer);
    INSERT INTO evaluation_comment (id, session_id, question_id, words)
    SELECT json_extract(value, '$.id'), NEW.session_id, json_extract(value, '$.question'), json_extract(value, '$.words')
    FROM json_each(NEW.comments) WHERE NEW.step = 1;
    DELETE FROM evaluation_comment WHERE NEW.step = -1
    AND id IN (SELECT json_extract(value, '$.id') FROM json_each(NEW.comments));
    INSERT INTO evaluation_file (sha256) SELECT NEW.file_sha256 WHERE NEW.step = 1 AND NEW.file_sha256 <> '' ON CONFLICT DO NOTHING;
    DELETE FROM evaluation_file WHERE NEW.step = -1 AND sha256 = NEW.file_sha256;
END;

CREATE TRIGGER evaluation_question_kept BEFORE UPDATE OF words, kind, choices ON evaluation_question
WHEN (OLD.words IS NOT NEW.words OR OLD.kind IS NOT NEW.kind OR OLD.choices IS NOT NEW.choices)
AND (EXISTS (SELECT 1 FROM evaluation_tally WHERE question_id = OLD.id AND n > 0)
     OR EXISTS (SELECT 1 FROM evaluation_comment WHERE question_id = OLD.id)) BEGIN
    SELECT RAISE(ABORT, 'answered');
END;

CREATE TRIGGER evaluation_question_stays BEFORE DELETE ON evaluation_question
WHEN EXISTS (SELECT 1 FROM evaluation_tally WHERE question_id = OLD.id AND n > 0)
OR EXISTS (SELECT 1 FROM evaluation_comment WHERE question_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'answered');
END;

CREATE TABLE budget_subtotal (                                     -- totals a form shows between its lines; always derived
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    code TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('charge', 'product')),
    after_code TEXT NOT NULL,                                      -- the section it stands behind
    of_codes TEXT NOT NULL,                                        -- the sections it adds up, between blanks
    printed_code TEXT NOT NULL DEFAULT '',
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (template_code, code),
    FOREIGN KEY (template_code, after_code) REFERENCES budget_line_template (template_code, code)
) STRICT;

CREATE INDEX budget_subtotal_after ON budget_subtotal (template_code, after_code);

CREATE TABLE budget_rule (                                         -- shares a form allows; they are told, they never forbid
    template_code TEXT NOT NULL REFERENCES budget_template (code),
    code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    of_codes TEXT NOT NULL,                                        -- what the share is taken of, between blanks
    most_permille INTEGER NOT NULL CHECK (most_permille BETWEEN 0 AND 1000),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    PRIMARY KEY (template_code, code),
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code)
) STRICT;

CREATE INDEX budget_rule_line ON budget_rule (template_code, line_code);

CREATE TABLE budget_match (                                        -- where a line of one form stands in another one unless somebody says otherwise
    template_code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    other_code TEXT NOT NULL REFERENCES budget_template (code),
    other_line TEXT NOT NULL,
    PRIMARY KEY (template_code, line_code, other_code),
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code),
    FOREIGN KEY (other_code, other_line) REFERENCES budget_line_template (template_code, code)
) STRICT;

CREATE INDEX budget_match_other ON budget_match (other_code, other_line);

CREATE TABLE means_kind (                                          -- who works for a project, and whether their hours are valued
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_volunteer INTEGER NOT NULL CHECK (is_volunteer IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE opinion_verdict (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE exchange_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    icon TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE advice_mode (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE INDEX project_partner_country_code ON project_partner (country_code);

CREATE TABLE project_place (                                       -- where else the project takes place
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    country_code TEXT REFERENCES country (code),
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    note TEXT NOT NULL DEFAULT '',
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL))
) STRICT;

CREATE INDEX project_place_project_id ON project_place (project_id, position);

CREATE INDEX project_place_country_code ON project_place (country_code);

CREATE TABLE project_logframe (                                    -- activities are the dossier's own, each tied to a result
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('general', 'specific', 'result', 'precondition')),
    intervention TEXT NOT NULL DEFAULT '',
    verification TEXT NOT NULL DEFAULT '',                         -- sources beyond those of the indicators
    hypotheses TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX project_logframe_project_id ON project_logframe (project_id, position);

CREATE INDEX project_activity_result_id ON project_activity (result_id);

CREATE TABLE project_indicator (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    logframe_id INTEGER REFERENCES project_logframe (id),
    name TEXT NOT NULL CHECK (name <> ''),
    measure TEXT NOT NULL DEFAULT 'number' CHECK (measure IN ('number', 'percent', 'quality')),
    unit TEXT NOT NULL DEFAULT '',
    baseline_milli INTEGER,                                        -- thousandths; of a quality the words stand beside
    baseline_text TEXT NOT NULL DEFAULT '',
    baseline_year INTEGER CHECK (baseline_year BETWEEN 1900 AND 2200),
    target_milli INTEGER,
    target_text TEXT NOT NULL DEFAULT '',
    target_year INTEGER CHECK (target_year BETWEEN 1900 AND 2200),
    actual_milli INTEGER,
    actual_text TEXT NOT NULL DEFAULT '',
    actual_on TEXT,
    source TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX project_indicator_project_id ON project_indicator (project_id, position);

CREATE INDEX project_indicator_logframe_id ON project_indicator (logframe_id);

CREATE INDEX budget_line_proof_paper_id ON budget_line (proof_paper_id);

CREATE TABLE budget_year (                                         -- how a line is spread over the years of the project
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    line_id INTEGER NOT NULL REFERENCES budget_line (id) ON DELETE CASCADE,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    amount_minor INTEGER NOT NULL DEFAULT 0 CHECK (amount_minor >= 0),
    revised_minor INTEGER CHECK (revised_minor >= 0),
    actual_minor INTEGER CHECK (actual_minor >= 0),
    UNIQUE (line_id, year)
) STRICT;

CREATE TABLE budget_place (                                        -- where somebody put a line in another nomenclature than the one it was entered in
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    line_id INTEGER NOT NULL REFERENCES budget_line (id) ON DELETE CASCADE,
    template_code TEXT NOT NULL,
    line_code TEXT NOT NULL,
    UNIQUE (line_id, template_code),
    FOREIGN KEY (template_code, line_code) REFERENCES budget_line_template (template_code, code)
) STRICT;

CREATE INDEX budget_place_template_line ON budget_place (template_code, line_code);

CREATE TABLE project_rate (                                        -- a dossier's exchange rates: how many units for one euro, from when, says who
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    per_euro TEXT NOT NULL CHECK (per_euro GLOB '[0-9]*' AND per_euro NOT GLOB '*[^0-9.]*'),
    rated_on TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    UNIQUE (project_id, currency)
) STRICT;

CREATE TABLE project_means (                                       -- the people of the project; hours of volunteers are valued at their class's rate
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    kind_code TEXT NOT NULL REFERENCES means_kind (code),
    name TEXT NOT NULL DEFAULT '',                                 -- what they do: « encadrement des chantiers »
    side TEXT NOT NULL DEFAULT 'here' CHECK (side IN ('here', 'there')),
    people INTEGER CHECK (people >= 0),
    posts_milli INTEGER CHECK (posts_milli >= 0),                  -- thousandths of a full-time post
    hours_milli INTEGER CHECK (hours_milli >= 0),
    rate_minor INTEGER CHECK (rate_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    proof TEXT NOT NULL DEFAULT ''                                 -- what the rate rests on
) STRICT;

CREATE INDEX project_means_project_id ON project_means (project_id, position);

CREATE INDEX project_means_kind_code ON project_means (kind_code);

CREATE TABLE holder_profile (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL UNIQUE REFERENCES organisation (id),
    correspondence TEXT NOT NULL DEFAULT '',                       -- the address letters go to, when it is another one
    is_public_utility INTEGER CHECK (is_public_utility IN (0, 1)), -- NULL: not said
    public_utility_on TEXT,
    pays_business_tax INTEGER CHECK (pays_business_tax IN (0, 1)),
    networks TEXT NOT NULL DEFAULT '',                             -- unions, federations, networks it belongs to
    has_member_bodies INTEGER CHECK (has_member_bodies IN (0, 1)),
    member_bodies TEXT NOT NULL DEFAULT ''                         -- members that are legal persons themselves
) STRICT;

CREATE TABLE holder_approval (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    given_by TEXT NOT NULL DEFAULT '',
    given_on TEXT
) STRICT;

CREATE INDEX holder_approval_organisation_id ON holder_approval (organisation_id, position);

CREATE TABLE holder_year (                                         -- means on 31 December, and the exercise
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    starts_on TEXT,
    ends_on TEXT,
    volunteers INTEGER CHECK (volunteers >= 0),
    civic_volunteers INTEGER CHECK (civic_volunteers >= 0),
    employees INTEGER CHECK (employees >= 0),
    subsidised INTEGER CHECK (subsidised >= 0),
    posts_milli INTEGER CHECK (posts_milli >= 0),
    lent_staff INTEGER CHECK (lent_staff >= 0),
    members INTEGER CHECK (members >= 0),
    UNIQUE (organisation_id, year)
) STRICT;

CREATE TABLE project_snapshot (                                    -- the whole dossier as it was submitted; never changed
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    number INTEGER NOT NULL CHECK (number >= 1),                   -- the V of the papers' code
    taken_on TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,                                          -- of the content, in UTF-8
    content TEXT NOT NULL,                                         -- JSON
    UNIQUE (project_id, number)
) STRICT;

CREATE TRIGGER project_snapshot_unchanged BEFORE UPDATE ON project_snapshot BEGIN
    SELECT RAISE(ABORT, 'frozen');
END;

CREATE TRIGGER project_snapshot_kept BEFORE DELETE ON project_snapshot
WHEN NOT EXISTS (SELECT 1 FROM act a JOIN revision r ON r.seq = a.revision WHERE r.undoes IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'frozen');                                 -- only the undo of a submission takes its copy back
END;

CREATE TABLE project_opinion (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    reviewer TEXT NOT NULL DEFAULT '',
    person_id INTEGER REFERENCES person (id),
    asked_on TEXT,
    given_on TEXT,
    verdict_code TEXT REFERENCES opinion_verdict (code),           -- NULL: awaited
    text TEXT NOT NULL DEFAULT '',
    is_printed INTEGER NOT NULL DEFAULT 1 CHECK (is_printed IN (0, 1))
) STRICT;

CREATE INDEX project_opinion_project_id ON project_opinion (project_id, position);

CREATE INDEX project_opinion_person_id ON project_opinion (person_id);

CREATE INDEX project_opinion_verdict_code ON project_opinion (verdict_code);

CREATE TABLE project_task (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    due_on TEXT,
    staff_id INTEGER REFERENCES staff (id),
    done_on TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX project_task_project_id ON project_task (project_id, position);

CREATE INDEX project_task_staff_id ON project_task (staff_id);

CREATE INDEX project_task_due ON project_task (due_on) WHERE done_on IS NULL;

CREATE TABLE project_exchange (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    position INTEGER NOT NULL,
    kind_code TEXT NOT NULL REFERENCES exchange_kind (code),
    happened_on TEXT NOT NULL,
    is_incoming INTEGER NOT NULL DEFAULT 0 CHECK (is_incoming IN (0, 1)),
    with_whom TEXT NOT NULL DEFAULT '',
    person_id INTEGER REFERENCES person (id),
    staff_id INTEGER REFERENCES staff (id),
    subject TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX project_exchange_project_id ON project_exchange (project_id, happened_on);

CREATE INDEX project_exchange_kind_code ON project_exchange (kind_code);

CREATE INDEX project_exchange_person_id ON project_exchange (person_id);

CREATE INDEX project_exchange_staff_id ON project_exchange (staff_id);

CREATE TABLE advice (                                              -- an appointment, and what came of it
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER REFERENCES organisation (id),
    person_id INTEGER REFERENCES person (id),
    project_id INTEGER REFERENCES project (id),
    mode_code TEXT NOT NULL REFERENCES advice_mode (code),
    state TEXT NOT NULL DEFAULT 'given' CHECK (state IN ('planned', 'given', 'missed')),
    advised_on TEXT NOT NULL,
    starts_at TEXT,                                                -- HH:MM
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
    staff_id INTEGER REFERENCES staff (id),
    subject TEXT NOT NULL CHECK (subject <> ''),
    note TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    CHECK (organisation_id IS NOT NULL OR person_id IS NOT NULL)
) STRICT;

CREATE INDEX advice_advised_on ON advice (advised_on);

CREATE INDEX advice_organisation_id ON advice (organisation_id, advised_on);

CREATE INDEX advice_person_id ON advice (person_id);

CREATE INDEX advice_project_id ON advice (project_id);

CREATE INDEX advice_mode_code ON advice (mode_code);

CREATE INDEX advice_staff_id ON advice (staff_id);

CREATE TABLE advice_document (                                     -- what was handed out
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    advice_id INTEGER NOT NULL REFERENCES advice (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES document (id),
    UNIQUE (advice_id, document_id)
) STRICT;

CREATE INDEX advice_document_document_id ON advice_document (document_id);

CREATE TRIGGER project_logframe_search_ai AFTER INSERT ON project_logframe BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_logframe_search_au AFTER UPDATE ON project_logframe BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_logframe_search_ad AFTER DELETE ON project_logframe BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_exchange_search_ai AFTER INSERT ON project_exchange BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_exchange_search_au AFTER UPDATE ON project_exchange BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', new.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_exchange_search_ad AFTER DELETE ON project_exchange BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('project', old.project_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE project_receipt (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    project_id INTEGER NOT NULL REFERENCES project (id),
    source TEXT NOT NULL CHECK (source IN ('form', 'package')),
    origin_id INTEGER,                                             -- the dossier's id where it was written; NULL for a form
    received_on TEXT NOT NULL,
    file_name TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT ''                                -- of the file
) STRICT;

CREATE INDEX project_receipt_project_id ON project_receipt (project_id);

CREATE INDEX project_receipt_origin_id ON project_receipt (origin_id);

CREATE TABLE credit_kind (                                         -- what gives or takes credit: budget, amending decision, carried credit
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_initial INTEGER NOT NULL DEFAULT 0 CHECK (is_initial IN (0, 1)),
    is_voted INTEGER NOT NULL DEFAULT 0 CHECK (is_voted IN (0, 1)),    -- only these carry commitments, instalments to pay and payments
    is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),      -- something is still awaited
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_purpose (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    needs_report INTEGER NOT NULL DEFAULT 1 CHECK (needs_report IN (0, 1)),  -- a financial report is due six months after the exercise
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_paper_kind (                                    -- what a beneficiary owes the authority, and what makes an instalment payable
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_report INTEGER NOT NULL DEFAULT 0 CHECK (is_report IN (0, 1)),  -- it justifies spending: an amount is accepted when it is checked
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE payment_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    account TEXT NOT NULL CHECK (account IN ('paid', 'repaid')),
    is_reversal INTEGER NOT NULL CHECK (is_reversal IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE application_stage (                                   -- where an application to a European or national call stands
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    tone TEXT NOT NULL CHECK (tone IN ('neutral', 'info', 'success', 'warning', 'danger')),
    is_submitted INTEGER NOT NULL CHECK (is_submitted IN (0, 1)),
    is_won INTEGER NOT NULL CHECK (is_won IN (0, 1)),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE funding_threshold (                                   -- amounts at which the law asks something; shown as hints, never as walls
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    years INTEGER NOT NULL DEFAULT 1 CHECK (years BETWEEN 1 AND 10),   -- over how many years the sums are added
    sentence_fr TEXT NOT NULL,                                     -- what to do beyond it
    sentence_en TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (code, valid_from)
) STRICT;

CREATE TABLE funding_axis (                                        -- « Coopération décentralisée », « Aide d'urgence »: the intervention fund is one
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- the French authority whose money it is
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    short_name TEXT NOT NULL DEFAULT '',                           -- for narrow columns; '': the name
    is_emergency INTEGER NOT NULL DEFAULT 0 CHECK (is_emergency IN (0, 1)),
    colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 7),  -- categorical colour
    position INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;

CREATE INDEX funding_axis_authority_id ON funding_axis (authority_id, position);

CREATE TABLE exercise (                                            -- a budget year of one authority
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    stamp INTEGER NOT NULL DEFAULT 0,                              -- raised by every credit, commitment and payment of the year
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency = 'EUR'), -- what an authority votes is in euros
    budget_minor INTEGER NOT NULL DEFAULT 0 CHECK (budget_minor >= 0),  -- the whole envelope: 880 000 €
    voted_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    closed_on TEXT,
    UNIQUE (authority_id, year)
) STRICT;

CREATE INDEX exercise_year ON exercise (year);

CREATE TABLE credit (                                              -- one vote: to an axis, or set aside (axis NULL) out of the grants
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    exercise_id INTEGER NOT NULL REFERENCES exercise (id),
    axis_id INTEGER REFERENCES funding_axis (id),
    kind_code TEXT NOT NULL REFERENCES credit_kind (code),
    label TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),       -- an amending decision may take
    decided_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    from_exercise_id INTEGER REFERENCES exercise (id),             -- a credit that was left of an earlier year
    CHECK ((kind_code = 'carried') = (from_exercise_id IS NOT NULL))
) STRICT;

CREATE INDEX credit_exercise_id ON credit (exercise_id, axis_id);

CREATE INDEX credit_axis_id ON credit (axis_id);

CREATE INDEX credit_kind_code ON credit (kind_code);

CREATE INDEX credit_from_exercise_id ON credit (from_exercise_id);

CREATE TABLE credit_transfer (                                     -- « virement » between two axes of one year; proposed until decided_on stands
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    exercise_id INTEGER NOT NULL REFERENCES exercise (id),
    from_axis_id INTEGER NOT NULL REFERENCES funding_axis (id),
    to_axis_id INTEGER NOT NULL REFERENCES funding_axis (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    reason TEXT NOT NULL DEFAULT '',
    decided_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    CHECK (from_axis_id <> to_axis_id)
) STRICT;

CREATE INDEX credit_transfer_exercise_id ON credit_transfer (exercise_id);

CREATE INDEX credit_transfer_from_axis_id ON credit_transfer (from_axis_id);

CREATE INDEX credit_transfer_to_axis_id ON credit_transfer (to_axis_id);

CREATE TABLE exchange_rate (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    currency TEXT NOT NULL CHECK (length(currency) = 3 AND currency <> 'EUR'),
    rated_on TEXT NOT NULL,
    units_micro INTEGER NOT NULL CHECK (units_micro > 0),          -- millionths of the currency for one euro: XOF 655957000
    source TEXT NOT NULL DEFAULT '',
    UNIQUE (currency, rated_on)
) STRICT;

CREATE TABLE programme (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    acronym TEXT NOT NULL DEFAULT '',
    funder_id INTEGER REFERENCES organisation (id),
    starts_year INTEGER CHECK (starts_year BETWEEN 1950 AND 2200),
    ends_year INTEGER CHECK (ends_year BETWEEN 1950 AND 2200),
    summary TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (starts_year IS NULL OR ends_year IS NULL OR starts_year <= ends_year)
) STRICT;

CREATE INDEX programme_funder_id ON programme (funder_id);

CREATE TABLE funding_call (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    programme_id INTEGER NOT NULL REFERENCES programme (id),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    reference TEXT NOT NULL DEFAULT '',
    opens_on TEXT,
    deadline_on TEXT,                                              -- a planned local day and hour, in its own zone
    deadline_time TEXT NOT NULL DEFAULT '' CHECK (deadline_time = '' OR deadline_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone TEXT NOT NULL DEFAULT 'Europe/Brussels',
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    budget_minor INTEGER CHECK (budget_minor >= 0),
    least_minor INTEGER CHECK (least_minor >= 0),                  -- smallest and largest grant
    most_minor INTEGER CHECK (most_minor >= 0),
    rate_percent INTEGER CHECK (rate_percent BETWEEN 0 AND 100),   -- the largest share of the eligible costs
    summary TEXT NOT NULL DEFAULT '',
    who_may TEXT NOT NULL DEFAULT '',
    costs_note TEXT NOT NULL DEFAULT '',                           -- which costs count
    advice TEXT NOT NULL DEFAULT '',                               -- the desk's own, for authorities and associations of the territory
    website TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (opens_on IS NULL OR deadline_on IS NULL OR opens_on <= deadline_on),
    CHECK (least_minor IS NULL OR most_minor IS NULL OR least_minor <= most_minor)
) STRICT;

CREATE INDEX funding_call_programme_id ON funding_call (programme_id);

CREATE INDEX funding_call_deadline_on ON funding_call (deadline_on);

CREATE TABLE call_criterion (                                      -- one line of the eligibility sheet
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    call_id INTEGER NOT NULL REFERENCES funding_call (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),
    detail TEXT NOT NULL DEFAULT '',
    is_required INTEGER NOT NULL DEFAULT 1 CHECK (is_required IN (0, 1))
) STRICT;

CREATE INDEX call_criterion_call_id ON call_criterion (call_id, position);

CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- E2026-01
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    call_id INTEGER REFERENCES funding_call (id),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    acronym TEXT NOT NULL DEFAULT '',
    lead_id INTEGER NOT NULL REFERENCES organisation (id),         -- who applies for all
    authority_id INTEGER REFERENCES organisation (id),             -- whose desk follows it, and who receives the money
    project_id INTEGER REFERENCES project (id),
    staff_id INTEGER REFERENCES staff (id),
    stage_code TEXT NOT NULL REFERENCES application_stage (code),
    submitted_on TEXT,
    result_on TEXT,
    result_note TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    total_minor INTEGER CHECK (total_minor >= 0),                  -- as written in the form: compared with the lines, never put in their place
    requested_minor INTEGER CHECK (requested_minor >= 0),
    obtained_minor INTEGER CHECK (obtained_minor >= 0),
    starts_on TEXT,
    ends_on TEXT,
    summary TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on)
) STRICT;

CREATE INDEX application_call_id ON application (call_id);

CREATE INDEX application_lead_id ON application (lead_id);

CREATE INDEX application_authority_id ON application (authority_id);

CREATE INDEX application_project_id ON application (project_id);

CREATE INDEX application_staff_id ON application (staff_id);

CREATE INDEX application_stage_code ON application (stage_code);

CREATE TABLE application_partner (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    application_id INTEGER NOT NULL REFERENCES application (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL DEFAULT '',
    UNIQUE (application_id, organisation_id)
) STRICT;

CREATE INDEX application_partner_organisation_id ON application_partner (organisation_id);

CREATE TABLE application_line (                                    -- the budget: what each partner spends, and which part is asked
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    application_id INTEGER NOT NULL REFERENCES application (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),          -- NULL: common to all
    label TEXT NOT NULL CHECK (label <> ''),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    asked_minor INTEGER NOT NULL DEFAULT 0 CHECK (asked_minor BETWEEN 0 AND amount_minor)
) STRICT;

CREATE INDEX application_line_application_id ON application_line (application_id, position);

CREATE INDEX application_line_organisation_id ON application_line (organisation_id);

CREATE TABLE application_answer (                                  -- how an application stands before one criterion of its call
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    application_id INTEGER NOT NULL REFERENCES application (id),
    criterion_id INTEGER NOT NULL REFERENCES call_criterion (id),
    is_met INTEGER CHECK (is_met IN (0, 1)),                       -- NULL: not looked at
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (application_id, criterion_id)
) STRICT;

CREATE INDEX application_answer_criterion_id ON application_answer (criterion_id);

CREATE TABLE "grant" (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- S2026-017 given, R2026-003 received: a sequence a year, never given twice
    direction TEXT NOT NULL CHECK (direction IN ('given', 'received')),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),      -- the exercise of the request
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- the French authority that gives, or that receives
    organisation_id INTEGER NOT NULL REFERENCES organisation (id), -- who receives, or (direction 'received') who gives
    axis_id INTEGER REFERENCES funding_axis (id),
    project_id INTEGER REFERENCES project (id),
    application_id INTEGER REFERENCES application (id),
    renewed_from_id INTEGER REFERENCES "grant" (id),
    purpose_code TEXT NOT NULL DEFAULT 'project' REFERENCES grant_purpose (code),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    object TEXT NOT NULL DEFAULT '',                               -- what the deliberation and the agreement say it is for
    nature TEXT NOT NULL DEFAULT 'cash' CHECK (nature IN ('cash', 'in_kind', 'both')),
    status_code TEXT NOT NULL REFERENCES grant_status (code),
    status_on TEXT NOT NULL DEFAULT '',
    motive TEXT NOT NULL DEFAULT '',                               -- of a refusal, a withdrawal, an early end
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    requested_minor INTEGER CHECK (requested_minor >= 0),
    requested_on TEXT,
    proposed_minor INTEGER CHECK (proposed_minor >= 0),            -- what the committee proposes
    committee_on TEXT,
    committee_note TEXT NOT NULL DEFAULT '',
    voted_minor INTEGER CHECK (voted_minor > 0),
    voted_on TEXT,
    deliberation TEXT NOT NULL DEFAULT '',
    released_minor INTEGER NOT NULL DEFAULT 0 CHECK (released_minor >= 0),  -- given up at the end: what was voted and will not be paid
    notified_on TEXT,
    needs_agreement INTEGER NOT NULL DEFAULT 0 CHECK (needs_agreement IN (0, 1)),
    agreement_number TEXT NOT NULL DEFAULT '',
    signed_on TEXT,
    starts_on TEXT,
    ends_on TEXT,
    country_code TEXT REFERENCES country (code),
    sector_code TEXT REFERENCES sector (code),                     -- DAC; several sectors: those of the dossier
    is_minimis INTEGER NOT NULL DEFAULT 0 CHECK (is_minimis IN (0, 1)),
    minimis_elsewhere_minor INTEGER CHECK (minimis_elsewhere_minor >= 0),   -- what the beneficiary declares from others over the same years
    regrant_allowed INTEGER NOT NULL DEFAULT 0 CHECK (regrant_allowed IN (0, 1)),  -- the agreement lets the money be passed on (CGCT L.1611-4)
    staff_id INTEGER REFERENCES staff (id),
    note TEXT NOT NULL DEFAULT '',                                 -- never printed
    archived_on TEXT,
    CHECK (starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on),
    CHECK (released_minor <= coalesce(voted_minor, 0)),
    CHECK ((direction = 'given') = (axis_id IS NOT NULL)),
    CHECK (direction = 'received' OR application_id IS NULL)
) STRICT;

CREATE INDEX grant_year ON "grant" (direction, year, number);

CREATE INDEX grant_authority_id ON "grant" (authority_id);

CREATE INDEX grant_organisation_id ON "grant" (organisation_id);

CREATE INDEX grant_axis_id ON "grant" (axis_id);

CREATE INDEX grant_project_id ON "grant" (project_id);

CREATE INDEX grant_application_id ON "grant" (application_id);

CREATE INDEX grant_renewed_from_id ON "grant" (renewed_from_id);

CREATE INDEX grant_purpose_code ON "grant" (purpose_code);

CREATE INDEX grant_status_code ON "grant" (status_code);

CREATE INDEX grant_country_code ON "grant" (country_code);

CREATE INDEX grant_sector_code ON "grant" (sector_code);

CREATE INDEX grant_staff_id ON "grant" (staff_id);

CREATE TABLE commitment (                                          -- which year and axis bear a grant, in euros: several years, several rows
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    exercise_id INTEGER NOT NULL REFERENCES exercise (id),
    axis_id INTEGER NOT NULL REFERENCES funding_axis (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    committed_on TEXT,
    excess_minor INTEGER NOT NULL DEFAULT 0 CHECK (excess_minor >= 0),  -- allowed beyond the axis' credit, knowingly
    excess_reason TEXT NOT NULL DEFAULT '',
    carried_minor INTEGER NOT NULL DEFAULT 0 CHECK (carried_minor >= 0),   -- handed on to the next year when this one was closed
    carried_from_id INTEGER REFERENCES commitment (id),            -- what an earlier year committed and did not pay: it brings its own credit
    CHECK ((excess_minor = 0) = (excess_reason = ''))
) STRICT;

CREATE INDEX commitment_grant_id ON commitment (grant_id);

CREATE UNIQUE INDEX commitment_of_year ON commitment (grant_id, exercise_id) WHERE carried_from_id IS NULL;

CREATE INDEX commitment_exercise_id ON commitment (exercise_id, axis_id);

CREATE INDEX commitment_axis_id ON commitment (axis_id);

CREATE UNIQUE INDEX commitment_carried_from_id ON commitment (carried_from_id) WHERE carried_from_id IS NOT NULL;

CREATE TABLE instalment (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),                       -- « Acompte 1 », « Solde »
    is_balance INTEGER NOT NULL DEFAULT 0 CHECK (is_balance IN (0, 1)),    -- payable up to what is justified
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    due_on TEXT,
    terms TEXT NOT NULL DEFAULT ''                                 -- « 50 % à la signature »
) STRICT;

CREATE INDEX instalment_grant_id ON instalment (grant_id, position);

CREATE TABLE payment (                                             -- written once: a mistake is corrected by its reverse entry
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    commitment_id INTEGER REFERENCES commitment (id),              -- the year and axis that pay; NULL for money received
    instalment_id INTEGER REFERENCES instalment (id),              -- NULL: a repayment
    kind_code TEXT NOT NULL REFERENCES payment_kind (code),
    paid_on TEXT NOT NULL,
    order_number TEXT NOT NULL DEFAULT '',                         -- « mandat » of a payment, « titre de recette » of a repayment
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),           -- the grant's own
    euro_minor INTEGER NOT NULL,
    rate_id INTEGER REFERENCES exchange_rate (id),
    reverses_id INTEGER REFERENCES payment (id),
    reason TEXT NOT NULL DEFAULT '',
    CHECK ((kind_code IN ('payment', 'repayment_reversal')) = (amount_minor > 0)),
    CHECK ((kind_code IN ('payment_reversal', 'repayment_reversal')) = (reverses_id IS NOT NULL)),
    CHECK ((currency = 'EUR') = (rate_id IS NULL)),
    CHECK (currency <> 'EUR' OR euro_minor = amount_minor),
    CHECK ((euro_minor > 0) = (amount_minor > 0) OR euro_minor = 0)
) STRICT;

CREATE INDEX payment_grant_id ON payment (grant_id, paid_on);

CREATE INDEX payment_commitment_id ON payment (commitment_id);

CREATE INDEX payment_instalment_id ON payment (instalment_id);

CREATE INDEX payment_kind_code ON payment (kind_code);

CREATE INDEX payment_rate_id ON payment (rate_id);

CREATE INDEX payment_paid_on ON payment (paid_on);

CREATE UNIQUE INDEX payment_reverses_id ON payment (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE TABLE grant_paper (                                         -- a report or a paper that is owed, and what it justifies
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    position INTEGER NOT NULL,
    kind_code TEXT REFERENCES grant_paper_kind (code),             -- NULL: a paper of its own kind, named by its label
    label TEXT NOT NULL DEFAULT '',
    instalment_id INTEGER REFERENCES instalment (id),              -- the instalment that waits for it
    due_on TEXT,
    asked_on TEXT,
    reminder_on TEXT,                                              -- when to ask again
    received_on TEXT,
    checked_on TEXT,
    spent_minor INTEGER CHECK (spent_minor >= 0),                  -- what the report says was spent
    justified_minor INTEGER CHECK (justified_minor >= 0),          -- what the check accepts of it
    waived_reason TEXT NOT NULL DEFAULT '',                        -- done without, and why
    sha256 TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    size INTEGER CHECK (size >= 0),
    note TEXT NOT NULL DEFAULT '',
    CHECK (kind_code IS NOT NULL OR label <> ''),
    CHECK (checked_on IS NULL OR received_on IS NOT NULL),
    CHECK (justified_minor IS NULL OR checked_on IS NOT NULL)
) STRICT;

CREATE INDEX grant_paper_grant_id ON grant_paper (grant_id, position);

CREATE INDEX grant_paper_kind_code ON grant_paper (kind_code);

CREATE INDEX grant_paper_instalment_id ON grant_paper (instalment_id);

CREATE TABLE grant_step (                                          -- the grant's own journal: who brought it where, when, why
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    status_code TEXT NOT NULL REFERENCES grant_status (code),
    done_on TEXT NOT NULL,                                         -- the day it is true, which may be typed afterwards
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX grant_step_grant_id ON grant_step (grant_id, recorded_at);

CREATE INDEX grant_step_status_code ON grant_step (status_code);

CREATE TABLE grant_reminder (                                      -- a letter or call that asked for what is owed
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    sent_on TEXT NOT NULL,
    means TEXT NOT NULL DEFAULT 'letter' CHECK (means IN ('letter', 'email', 'phone', 'visit')),
    papers TEXT NOT NULL DEFAULT '',                               -- what was asked, in words: papers change names, letters do not
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX grant_reminder_grant_id ON grant_reminder (grant_id, sent_on);

CREATE VIEW axis_position AS
SELECT exercise.id AS exercise_id, exercise.authority_id, exercise.year, funding_axis.id AS axis_id,
    (SELECT coalesce(sum(amount_minor), 0) FROM credit
     WHERE credit.exercise_id = exercise.id AND credit.axis_id = funding_axis.id) AS voted_minor,
    (SELECT coalesce(sum(CASE WHEN to_axis_id = funding_axis.id THEN amount_minor ELSE -amount_minor END), 0)
     FROM credit_transfer WHERE credit_transfer.exercise_id = exercise.id AND credit_transfer.decided_on IS NOT NULL
     AND funding_axis.id IN (to_axis_id, from_axis_id)) AS moved_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS committed_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NOT NULL) AS carried_minor,
    (SELECT coalesce(sum(excess_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS excess_minor,
    (SELECT coalesce(sum(euro_minor), 0) FROM commitment
     JOIN payment ON payment.commitment_id = commitment.id
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS paid_minor,
    (SELECT coalesce(sum(euro_minor), 0) FROM commitment
     JOIN payment ON payment.commitment_id = commitment.id
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NOT NULL) AS carried_paid_minor,
    (SELECT coalesce(sum(commitment.carried_minor), 0) FROM commitment
     WHERE commitment.exercise_id = exercise.id AND commitment.axis_id = funding_axis.id
     AND carried_from_id IS NULL) AS carried_out_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM credit
     WHERE credit.from_exercise_id = exercise.id AND credit.axis_id = funding_axis.id) AS credit_out_minor
FROM exercise JOIN funding_axis ON funding_axis.authority_id = exercise.authority_id;

CREATE VIEW grant_position AS
SELECT "grant".id AS grant_id,
    coalesce("grant".voted_minor, 0) - "grant".released_minor AS granted_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM instalment WHERE instalment.grant_id = "grant".id) AS scheduled_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM commitment WHERE commitment.grant_id = "grant".id) AS committed_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.grant_id = "grant".id) AS paid_minor,
    (SELECT coalesce(sum(euro_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.grant_id = "grant".id) AS paid_euro_minor,
    (SELECT -coalesce(sum(amount_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'repaid'
     WHERE payment.grant_id = "grant".id) AS repaid_minor,
    (SELECT coalesce(sum(justified_minor), 0) FROM grant_paper WHERE grant_paper.grant_id = "grant".id) AS justified_minor
FROM "grant";

CREATE VIEW instalment_position AS
SELECT instalment.id AS instalment_id, instalment.grant_id,
    (SELECT coalesce(sum(payment.amount_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.instalment_id = instalment.id) AS paid_minor,
    (SELECT count(*) FROM grant_paper WHERE grant_paper.instalment_id = instalment.id
     AND received_on IS NULL AND waived_reason = '') AS missing_papers
FROM instalment;

CREATE VIEW commitment_position AS
SELECT commitment.id AS commitment_id, commitment.grant_id,
    (SELECT coalesce(sum(payment.euro_minor), 0) FROM payment
     JOIN payment_kind ON payment_kind.code = payment.kind_code AND payment_kind.account = 'paid'
     WHERE payment.commitment_id = commitment.id) AS paid_minor
FROM commitment;

CREATE TABLE axis_check (
    exercise_id INTEGER NOT NULL,
    axis_id INTEGER NOT NULL,
    excess_minor INTEGER NOT NULL,                                 -- beyond credit and permission when the batch first touched it
    PRIMARY KEY (exercise_id, axis_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE year_check (
    exercise_id INTEGER NOT NULL PRIMARY KEY,
    was_closed INTEGER NOT NULL,
    is_written INTEGER NOT NULL
) STRICT;

CREATE TABLE grant_check (
    grant_id INTEGER NOT NULL PRIMARY KEY
) STRICT;

CREATE VIEW touch_axis (exercise_id, axis_id) AS SELECT 0, 0;

CREATE TRIGGER touch_axis_note INSTEAD OF INSERT ON touch_axis BEGIN
    INSERT INTO axis_check (exercise_id, axis_id, excess_minor)
    SELECT exercise_id, axis_id, max(0, committed_minor + carried_out_minor + credit_out_minor - voted_minor - moved_minor - excess_minor)
    FROM axis_position WHERE axis_position.exercise_id = NEW.exercise_id AND axis_position.axis_id = NEW.axis_id
    ON CONFLICT DO NOTHING;
    INSERT INTO year_check (exercise_id, was_closed, is_written)
    SELECT id, closed_on IS NOT NULL, 1 FROM exercise WHERE id = NEW.exercise_id
    ON CONFLICT (exercise_id) DO UPDATE SET is_written = 1;
END;

CREATE TRIGGER exercise_closing BEFORE UPDATE OF closed_on ON exercise WHEN OLD.closed_on IS NOT NEW.closed_on BEGIN
    INSERT INTO year_check (exercise_id, was_closed, is_written) VALUES (OLD.id, OLD.closed_on IS NOT NULL, 0)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER exercise_figures BEFORE UPDATE OF budget_minor, year, authority_id, voted_on, deliberation ON exercise
WHEN OLD.budget_minor IS NOT NEW.budget_minor OR OLD.year IS NOT NEW.year OR OLD.authority_id IS NOT NEW.authority_id
    OR OLD.voted_on IS NOT NEW.voted_on OR OLD.deliberation IS NOT NEW.deliberation BEGIN
    INSERT INTO year_check (exercise_id, was_closed, is_written) VALUES (OLD.id, OLD.closed_on IS NOT NULL, 1)
    ON CONFLICT (exercise_id) DO UPDATE SET is_written = 1;
END;

CREATE TRIGGER credit_touch_insert BEFORE INSERT ON credit BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.from_exercise_id, NEW.axis_id);
END;

CREATE TRIGGER credit_touch_update BEFORE UPDATE ON credit BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.from_exercise_id, OLD.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.from_exercise_id, NEW.axis_id);
END;

CREATE TRIGGER credit_touch_delete BEFORE DELETE ON credit BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id);
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.from_exercise_id, OLD.axis_id);
END;

CREATE TRIGGER credit_transfer_touch_insert BEFORE INSERT ON credit_transfer BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.from_axis_id), (NEW.exercise_id, NEW.to_axis_id);
END;

CREATE TRIGGER credit_transfer_touch_update BEFORE UPDATE ON credit_transfer BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.from_axis_id), (OLD.exercise_id, OLD.to_axis_id),
        (NEW.exercise_id, NEW.from_axis_id), (NEW.exercise_id, NEW.to_axis_id);
END;

CREATE TRIGGER credit_transfer_touch_delete BEFORE DELETE ON credit_transfer BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.from_axis_id), (OLD.exercise_id, OLD.to_axis_id);
END;

CREATE TRIGGER commitment_touch_insert BEFORE INSERT ON commitment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (NEW.exercise_id, NEW.axis_id);
    INSERT INTO grant_check (grant_id) VALUES (NEW.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER commitment_touch_update BEFORE UPDATE ON commitment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id), (NEW.exercise_id, NEW.axis_id);
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id), (NEW.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER commitment_touch_delete BEFORE DELETE ON commitment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) VALUES (OLD.exercise_id, OLD.axis_id);
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER payment_touch_insert BEFORE INSERT ON payment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) SELECT exercise_id, axis_id FROM commitment
    WHERE id = NEW.commitment_id AND NEW.kind_code IN ('payment', 'payment_reversal');  -- a repayment comes years later
    INSERT INTO grant_check (grant_id) VALUES (NEW.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER payment_touch_delete BEFORE DELETE ON payment BEGIN
    INSERT INTO touch_axis (exercise_id, axis_id) SELECT exercise_id, axis_id FROM commitment
    WHERE id = OLD.commitment_id AND OLD.kind_code IN ('payment', 'payment_reversal');
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER grant_touch_update BEFORE UPDATE OF voted_minor, released_minor, status_code, currency, direction, axis_id ON "grant" BEGIN
    INSERT INTO grant_check (grant_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER grant_touch_insert BEFORE INSERT ON "grant" BEGIN
    INSERT INTO grant_check (grant_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER instalment_touch_insert BEFORE INSERT ON instalment BEGIN
    INSERT INTO grant_check (grant_id) VALUES (NEW.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER instalment_touch_update BEFORE UPDATE ON instalment BEGIN
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id), (NEW.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER grant_paper_touch_update BEFORE UPDATE OF justified_minor, grant_id ON grant_paper BEGIN
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id), (NEW.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER grant_paper_touch_delete BEFORE DELETE ON grant_paper BEGIN
    INSERT INTO grant_check (grant_id) VALUES (OLD.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER act_money BEFORE DELETE ON act
WHEN EXISTS (SELECT 1 FROM year_check) OR EXISTS (SELECT 1 FROM grant_check) OR EXISTS (SELECT 1 FROM axis_check) BEGIN
    SELECT RAISE(ABORT, 'closed_year')
    FROM year_check JOIN exercise ON exercise.id = year_check.exercise_id
    WHERE year_check.was_closed = 1 AND year_check.is_written = 1 AND exercise.closed_on IS NOT NULL;
    SELECT RAISE(ABORT, 'undecided')
    FROM grant_check JOIN "grant" ON "grant".id = grant_check.grant_id
    JOIN grant_status ON grant_status.code = "grant".status_code
    WHERE grant_status.is_voted = 0
    AND (EXISTS (SELECT 1 FROM commitment WHERE commitment.grant_id = "grant".id)
        OR EXISTS (SELECT 1 FROM payment WHERE payment.grant_id = "grant".id) OR "grant".voted_minor IS NOT NULL);
    SELECT RAISE(ABORT, 'no_amount')
    FROM grant_check JOIN "grant" ON "grant".id = grant_check.grant_id
    JOIN grant_status ON grant_status.code = "grant".status_code
    WHERE grant_status.is_voted = 1 AND ("grant".voted_minor IS NULL OR "grant".voted_on IS NULL);
    SELECT RAISE(ABORT, 'mismatch')
    FROM grant_check JOIN "grant" ON "grant".id = grant_check.grant_id
    JOIN commitment ON commitment.grant_id = "grant".id
    JOIN exercise ON exercise.id = commitment.exercise_id
    JOIN funding_axis ON funding_axis.id = commitment.axis_id
    WHERE "grant".direction <> 'given' OR exercise.authority_id <> "grant".authority_id
    OR funding_axis.authority_id <> "grant".authority_id;
    SELECT RAISE(ABORT, 'overpaid')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    WHERE grant_position.paid_minor > grant_position.granted_minor;
    SELECT RAISE(ABORT, 'overpaid')
    FROM grant_check JOIN instalment ON instalment.grant_id = grant_check.grant_id
    JOIN instalment_position ON instalment_position.instalment_id = instalment.id
    WHERE instalment_position.paid_minor > instalment.amount_minor;
    SELECT RAISE(ABORT, 'overscheduled')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    JOIN "grant" ON "grant".id = grant_check.grant_id AND "grant".voted_minor IS NOT NULL
    WHERE grant_position.scheduled_minor > grant_position.granted_minor;
    SELECT RAISE(ABORT, 'overcommitted')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    JOIN "grant" ON "grant".id = grant_check.grant_id AND "grant".currency = 'EUR'
    WHERE grant_position.committed_minor > grant_position.granted_minor;
    SELECT RAISE(ABORT, 'overcommitted')
    FROM grant_check JOIN commitment ON commitment.grant_id = grant_check.grant_id
    JOIN commitment AS source ON source.id = commitment.carried_from_id
    WHERE commitment.amount_minor > source.carried_minor OR source.grant_id <> commitment.grant_id
    OR source.axis_id <> commitment.axis_id;
    SELECT RAISE(ABORT, 'uncommitted')
    FROM grant_check JOIN commitment ON commitment.grant_id = grant_check.grant_id
    JOIN commitment_position ON commitment_position.commitment_id = commitment.id
    WHERE commitment_position.paid_minor > commitment.amount_minor;
    SELECT RAISE(ABORT, 'unjustified')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    JOIN "grant" ON "grant".id = grant_check.grant_id AND "grant".direction = 'given'
    JOIN instalment ON instalment.grant_id = grant_check.grant_id AND instalment.is_balance = 1
    JOIN instalment_position ON instalment_position.instalment_id = instalment.id AND instalment_position.paid_minor > 0
    WHERE grant_position.paid_minor > grant_position.justified_minor;
    SELECT RAISE(ABORT, 'overrepaid')
    FROM grant_check JOIN grant_position ON grant_position.grant_id = grant_check.grant_id
    WHERE grant_position.repaid_minor > grant_position.paid_minor OR grant_position.repaid_minor < 0;
    SELECT RAISE(ABORT, 'overspent')
    FROM axis_check JOIN axis_position
        ON axis_position.exercise_id = axis_check.exercise_id AND axis_position.axis_id = axis_check.axis_id
    WHERE axis_position.committed_minor + axis_position.carried_out_minor + axis_position.credit_out_minor
        - axis_position.voted_minor - axis_position.moved_minor - axis_position.excess_minor > axis_check.excess_minor;
    DELETE FROM axis_check;
    DELETE FROM year_check;
    DELETE FROM grant_check;
END;

CREATE TRIGGER payment_is_final BEFORE UPDATE ON payment BEGIN
    SELECT RAISE(ABORT, 'paid');
END;

CREATE TRIGGER payment_stays BEFORE DELETE ON payment
WHEN NOT EXISTS (SELECT 1 FROM act JOIN revision ON revision.seq = act.revision WHERE revision.undoes IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'paid');
END;

CREATE TRIGGER payment_agrees BEFORE INSERT ON payment BEGIN
    SELECT RAISE(ABORT, 'mismatch') FROM "grant" WHERE "grant".id = NEW.grant_id
    AND (NEW.currency <> "grant".currency OR (NEW.commitment_id IS NULL) <> ("grant".direction = 'received'));
    SELECT RAISE(ABORT, 'mismatch') WHERE (SELECT grant_id FROM commitment WHERE id = NEW.commitment_id) <> NEW.grant_id
    OR (SELECT grant_id FROM instalment WHERE id = NEW.instalment_id) <> NEW.grant_id;
    SELECT RAISE(ABORT, 'mismatch') FROM payment AS original JOIN payment_kind ON payment_kind.code = original.kind_code
    WHERE original.id = NEW.reverses_id
    AND (original.amount_minor <> -NEW.amount_minor OR original.euro_minor <> -NEW.euro_minor OR original.grant_id <> NEW.grant_id
        OR original.instalment_id IS NOT NEW.instalment_id OR payment_kind.is_reversal = 1
        OR NEW.kind_code <> original.kind_code || '_reversal');
    SELECT RAISE(ABORT, 'no_instalment') WHERE NEW.kind_code = 'payment' AND NEW.instalment_id IS NULL;
    SELECT RAISE(ABORT, 'unsigned') FROM "grant" WHERE "grant".id = NEW.grant_id AND NEW.kind_code = 'payment'
    AND "grant".needs_agreement = 1 AND "grant".signed_on IS NULL;
    SELECT RAISE(ABORT, 'papers_missing') FROM instalment_position
    WHERE instalment_position.instalment_id = NEW.instalment_id AND NEW.kind_code = 'payment' AND missing_papers > 0;
END;

CREATE TRIGGER payment_order_is_new BEFORE INSERT ON payment WHEN NEW.order_number <> '' BEGIN
    SELECT RAISE(ABORT, 'order_taken')
    FROM payment AS other
    JOIN commitment AS theirs ON theirs.id = other.commitment_id
    JOIN exercise AS their_year ON their_year.id = theirs.exercise_id
    JOIN commitment AS ours ON ours.id = NEW.commitment_id
    JOIN exercise AS our_year ON our_year.id = ours.exercise_id
    WHERE other.order_number = NEW.order_number AND their_year.authority_id = our_year.authority_id
    AND substr(other.paid_on, 1, 4) = substr(NEW.paid_on, 1, 4);
END;

CREATE INDEX payment_order_number ON payment (order_number) WHERE order_number <> '';

CREATE TRIGGER exchange_rate_is_used BEFORE UPDATE OF units_micro, currency, rated_on ON exchange_rate
WHEN EXISTS (SELECT 1 FROM payment WHERE rate_id = OLD.id) AND (OLD.units_micro IS NOT NEW.units_micro
    OR OLD.currency IS NOT NEW.currency OR OLD.rated_on IS NOT NEW.rated_on) BEGIN
    SELECT RAISE(ABORT, 'paid');
END;

CREATE TRIGGER credit_stamp_insert AFTER INSERT ON credit BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = NEW.exercise_id;
END;

CREATE TRIGGER credit_stamp_update AFTER UPDATE ON credit BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id IN (OLD.exercise_id, NEW.exercise_id);
END;

CREATE TRIGGER credit_stamp_delete AFTER DELETE ON credit BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = OLD.exercise_id;
END;

CREATE TRIGGER commitment_stamp_insert AFTER INSERT ON commitment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = NEW.exercise_id;
END;

CREATE TRIGGER commitment_stamp_update AFTER UPDATE ON commitment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id IN (OLD.exercise_id, NEW.exercise_id);
END;

CREATE TRIGGER commitment_stamp_delete AFTER DELETE ON commitment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = OLD.exercise_id;
END;

CREATE TRIGGER payment_stamp_insert AFTER INSERT ON payment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = (SELECT exercise_id FROM commitment WHERE id = NEW.commitment_id);
END;

CREATE TRIGGER payment_stamp_delete AFTER DELETE ON payment BEGIN
    UPDATE exercise SET stamp = stamp + 1 WHERE id = (SELECT exercise_id FROM commitment WHERE id = OLD.commitment_id);
END;

CREATE TABLE grant_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    holder TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE grant_fts USING fts5 (
    number, title, holder, place, body,
    content='grant_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER grant_text_ai AFTER INSERT ON grant_text BEGIN
    INSERT INTO grant_fts (rowid, number, title, holder, place, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.body);
END;

CREATE TRIGGER grant_text_ad AFTER DELETE ON grant_text BEGIN
    INSERT INTO grant_fts (grant_fts, rowid, number, title, holder, place, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.body);
END;

CREATE TRIGGER grant_text_au AFTER UPDATE ON grant_text BEGIN
    INSERT INTO grant_fts (grant_fts, rowid, number, title, holder, place, body)
    VALUES ('delete', old.id, old.number, old.title, old.holder, old.place, old.body);
    INSERT INTO grant_fts (rowid, number, title, holder, place, body)
    VALUES (new.id, new.number, new.title, new.holder, new.place, new.body);
END;

CREATE TABLE application_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    partners TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE application_fts USING fts5 (
    number, title, partners, body,
    content='application_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER application_text_ai AFTER INSERT ON application_text BEGIN
    INSERT INTO application_fts (rowid, number, title, partners, body)
    VALUES (new.id, new.number, new.title, new.partners, new.body);
END;

CREATE TRIGGER application_text_ad AFTER DELETE ON application_text BEGIN
    INSERT INTO application_fts (application_fts, rowid, number, title, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.partners, old.body);
END;

CREATE TRIGGER application_text_au AFTER UPDATE ON application_text BEGIN
    INSERT INTO application_fts (application_fts, rowid, number, title, partners, body)
    VALUES ('delete', old.id, old.number, old.title, old.partners, old.body);
    INSERT INTO application_fts (rowid, number, title, partners, body)
    VALUES (new.id, new.number, new.title, new.partners, new.body);
END;

CREATE TRIGGER grant_search_ai AFTER INSERT ON "grant" BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER grant_search_au AFTER UPDATE ON "grant" BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER grant_search_ad AFTER DELETE ON "grant" BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER payment_search_ai AFTER INSERT ON payment BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', new.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER payment_search_ad AFTER DELETE ON payment BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('grant', old.grant_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER project_grant_search_au AFTER UPDATE OF title, number ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'grant', id FROM "grant" WHERE project_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER funding_axis_search_au AFTER UPDATE OF name ON funding_axis BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'grant', id FROM "grant" WHERE axis_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER application_search_ai AFTER INSERT ON application BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER application_search_au AFTER UPDATE ON application BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER application_search_ad AFTER DELETE ON application BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER application_partner_search_ai AFTER INSERT ON application_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.application_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER application_partner_search_au AFTER UPDATE ON application_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', new.application_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER application_partner_search_ad AFTER DELETE ON application_partner BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('application', old.application_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER funding_call_search_au AFTER UPDATE OF title, reference ON funding_call BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'application', id FROM application WHERE call_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER programme_search_au AFTER UPDATE OF name, acronym ON programme BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'application', application.id FROM application JOIN funding_call ON funding_call.id = application.call_id
    WHERE funding_call.programme_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER organisation_funding_search_au AFTER UPDATE OF name, acronym ON organisation
WHEN OLD.name IS NOT NEW.name OR OLD.acronym IS NOT NEW.acronym BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'grant', id FROM "grant" WHERE organisation_id = new.id ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'application', id FROM application WHERE lead_id = new.id
    UNION SELECT 'application', application_id FROM application_partner WHERE organisation_id = new.id
    ON CONFLICT DO NOTHING;
END;

CREATE TABLE agreement_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    is_amendment INTEGER NOT NULL DEFAULT 0 CHECK (is_amendment IN (0, 1)),       -- changes another act, never stands alone
    is_transmitted INTEGER NOT NULL DEFAULT 1 CHECK (is_transmitted IN (0, 1)),   -- goes to the prefect; a letter of intent does not
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE partner_kind (                                        -- why a country is a partner
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    shape TEXT NOT NULL CHECK (shape IN ('round', 'diamond', 'square')),          -- its mark on the map
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE crisis_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE support_kind (                                        -- what is given to a partner's own services
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    icon TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE cooperation_file_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE agreement (                                           -- one row an act; the acts that follow one name it as parent
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- C-2026-03: a sequence a year, never given twice
    kind_code TEXT NOT NULL REFERENCES agreement_kind (code),
    name TEXT NOT NULL CHECK (name <> ''),                         -- the territory as people call it: Beyrouth
    name_sort TEXT NOT NULL,
    group_name TEXT NOT NULL DEFAULT '',                           -- several agreements under one line of the list: Mali
    parent_id INTEGER REFERENCES agreement (id),                   -- the first act; never an act that has a parent itself
    rank INTEGER NOT NULL DEFAULT 0 CHECK (rank >= 0),             -- order among the acts of one parent: two of one day are ordered by people
    is_relaunch INTEGER NOT NULL DEFAULT 0 CHECK (is_relaunch IN (0, 1)),
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- the French authority that signs
    partner_id INTEGER NOT NULL REFERENCES organisation (id),
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    partner_kind_code TEXT NOT NULL REFERENCES partner_kind (code),
    object TEXT NOT NULL DEFAULT '',
    deliberated_on TEXT,
    deliberation_number TEXT NOT NULL DEFAULT '',
    partner_deliberated_on TEXT,
    partner_deliberation TEXT NOT NULL DEFAULT '',
    signed_on TEXT,
    signed_place TEXT NOT NULL DEFAULT '',
    signed_by TEXT NOT NULL DEFAULT '',
    partner_signed_by TEXT NOT NULL DEFAULT '',
    originals TEXT NOT NULL DEFAULT '',                            -- languages and copies: « français et arabe, deux originaux »
    transmitted_on TEXT,                                           -- received by the prefect: makes it enforceable
    transmission_number TEXT NOT NULL DEFAULT '',
    published_on TEXT,
    starts_on TEXT,                                                -- the period's first day, when the text says one
    ends_on TEXT,
    notice_months INTEGER NOT NULL DEFAULT 0 CHECK (notice_months BETWEEN 0 AND 60),
    renewal TEXT NOT NULL DEFAULT 'express' CHECK (renewal IN ('none', 'express', 'tacit')),
    renewal_months INTEGER NOT NULL DEFAULT 0 CHECK (renewal_months BETWEEN 0 AND 240),
    suspended_on TEXT,
    suspension_reason TEXT NOT NULL DEFAULT '',
    terminated_on TEXT,
    termination_reason TEXT NOT NULL DEFAULT '',
    steering TEXT NOT NULL DEFAULT '',                             -- how it is followed up: « comité une fois par an »
    note TEXT NOT NULL DEFAULT '',
    staff_id INTEGER REFERENCES staff (id),
    archived_on TEXT,
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL)),
    CONSTRAINT ends_after_start CHECK (ends_on IS NULL OR ends_on > coalesce(starts_on, signed_on, '')),
    CONSTRAINT ends_after_signature CHECK (ends_on IS NULL OR signed_on IS NULL OR ends_on > signed_on),
    CONSTRAINT transmitted_after_signature CHECK (transmitted_on IS NULL OR (signed_on IS NOT NULL AND transmitted_on >= signed_on)),
    CONSTRAINT published_after_signature CHECK (published_on IS NULL OR (signed_on IS NOT NULL AND published_on >= signed_on)),
    CONSTRAINT tacit_has_duration CHECK (renewal <> 'tacit' OR renewal_months > 0),
    CONSTRAINT own_parent CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;

CREATE INDEX agreement_kind_code ON agreement (kind_code);

CREATE INDEX agreement_parent_id ON agreement (parent_id, rank);

CREATE INDEX agreement_authority_id ON agreement (authority_id);

CREATE INDEX agreement_partner_id ON agreement (partner_id);

CREATE INDEX agreement_country_code ON agreement (country_code);

CREATE INDEX agreement_partner_kind_code ON agreement (partner_kind_code);

CREATE INDEX agreement_staff_id ON agreement (staff_id);

CREATE TRIGGER agreement_parent_insert BEFORE INSERT ON agreement
WHEN new.parent_id IS NOT NULL AND (SELECT parent_id FROM agreement WHERE id = new.parent_id) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'chained');
END;

CREATE TRIGGER agreement_parent_update BEFORE UPDATE OF parent_id ON agreement
WHEN new.parent_id IS NOT NULL AND (
    (SELECT parent_id FROM agreement WHERE id = new.parent_id) IS NOT NULL
    OR EXISTS (SELECT 1 FROM agreement WHERE parent_id = new.id))
BEGIN
    SELECT RAISE(ABORT, 'chained');
END;

CREATE TRIGGER agreement_alone_insert BEFORE INSERT ON agreement
WHEN new.parent_id IS NULL AND (SELECT is_amendment FROM agreement_kind WHERE code = new.kind_code) = 1
BEGIN
    SELECT RAISE(ABORT, 'alone');
END;

CREATE TRIGGER agreement_alone_update BEFORE UPDATE OF parent_id, kind_code ON agreement
WHEN new.parent_id IS NULL AND (SELECT is_amendment FROM agreement_kind WHERE code = new.kind_code) = 1
BEGIN
    SELECT RAISE(ABORT, 'alone');
END;

CREATE TABLE agreement_sector (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    position INTEGER NOT NULL,
    sector_code TEXT NOT NULL REFERENCES sector (code),
    label TEXT NOT NULL DEFAULT '',                                -- as the agreement words it: « innovation et nouvelles technologies »
    percent_hundredths INTEGER CHECK (percent_hundredths BETWEEN 0 AND 10000)     -- NULL: not shared out
) STRICT;

CREATE INDEX agreement_sector_agreement_id ON agreement_sector (agreement_id, position);

CREATE INDEX agreement_sector_sector_code ON agreement_sector (sector_code);

CREATE TRIGGER act_agreement_shares BEFORE DELETE ON act WHEN EXISTS (
    SELECT 1 FROM change
    JOIN agreement_sector s ON s.agreement_id = coalesce(change.after, change.before) ->> '$.agreement_id'
    WHERE change.revision = old.revision AND change.entity = 'agreement_sector'
    GROUP BY s.agreement_id, change.id
    HAVING count(s.percent_hundredths) > 0 AND (count(s.percent_hundredths) <> count(*) OR sum(s.percent_hundredths) <> 10000))
BEGIN
    SELECT RAISE(ABORT, 'shares');
END;

CREATE TABLE agreement_commitment (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    in_kind_minor INTEGER NOT NULL DEFAULT 0 CHECK (in_kind_minor BETWEEN 0 AND amount_minor),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (agreement_id, year, currency)
) STRICT;

CREATE TABLE agreement_roadmap (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    is_action_plan INTEGER NOT NULL DEFAULT 0 CHECK (is_action_plan IN (0, 1)),
    starts_on TEXT,
    ends_on TEXT,
    content TEXT NOT NULL DEFAULT '',
    results TEXT NOT NULL DEFAULT '',
    CONSTRAINT roadmap_ends_after_start CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on)
) STRICT;

CREATE INDEX agreement_roadmap_agreement_id ON agreement_roadmap (agreement_id, position);

CREATE TABLE agreement_meeting (                                   -- the steering committee
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    day TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    participants TEXT NOT NULL DEFAULT '',
    decisions TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX agreement_meeting_agreement_id ON agreement_meeting (agreement_id, day);

CREATE TABLE agreement_project (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    project_id INTEGER NOT NULL REFERENCES project (id),
    UNIQUE (agreement_id, project_id)
) STRICT;

CREATE INDEX agreement_project_project_id ON agreement_project (project_id);

CREATE TABLE agreement_grant (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),
    grant_id INTEGER NOT NULL REFERENCES "grant" (id),
    UNIQUE (agreement_id, grant_id)
) STRICT;

CREATE INDEX agreement_grant_grant_id ON agreement_grant (grant_id);

CREATE TABLE partner_country (                                     -- exchanges of an authority with a country, with or without an agreement
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    country_code TEXT REFERENCES country (code),
    area TEXT NOT NULL DEFAULT '',                                 -- where no country is meant: Europe
    partner_kind_code TEXT NOT NULL REFERENCES partner_kind (code),
    since_year INTEGER CHECK (since_year BETWEEN 1900 AND 2200),
    themes TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    CHECK ((country_code IS NULL) = (area <> ''))
) STRICT;

CREATE UNIQUE INDEX partner_country_authority_id ON partner_country (authority_id, country_code, area);

CREATE INDEX partner_country_country_code ON partner_country (country_code);

CREATE INDEX partner_country_partner_kind_code ON partner_country (partner_kind_code);

CREATE TABLE crisis (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- U-2017-01
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    kind_code TEXT NOT NULL REFERENCES crisis_kind (code),
    authority_id INTEGER NOT NULL REFERENCES organisation (id),    -- whose fund acts
    happened_on TEXT NOT NULL,
    ended_on TEXT,
    summary TEXT NOT NULL DEFAULT '',
    needs TEXT NOT NULL DEFAULT '',
    achieved TEXT NOT NULL DEFAULT '',                             -- what the aid made possible
    lessons TEXT NOT NULL DEFAULT '',
    axis_id INTEGER REFERENCES funding_axis (id),                  -- the intervention fund
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CONSTRAINT crisis_ends_after_start CHECK (ended_on IS NULL OR ended_on >= happened_on)
) STRICT;

CREATE INDEX crisis_kind_code ON crisis (kind_code);

CREATE INDEX crisis_authority_id ON crisis (authority_id);

CREATE INDEX crisis_axis_id ON crisis (axis_id);

CREATE TABLE crisis_place (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    crisis_id INTEGER NOT NULL REFERENCES crisis (id),
    position INTEGER NOT NULL,
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL))
) STRICT;

CREATE INDEX crisis_place_crisis_id ON crisis_place (crisis_id, position);

CREATE INDEX crisis_place_country_code ON crisis_place (country_code);

CREATE TABLE crisis_decision (                                     -- what was decided for an operator; its payments are those of the grant
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    crisis_id INTEGER NOT NULL REFERENCES crisis (id),
    position INTEGER NOT NULL,
    decided_on TEXT NOT NULL,
    deliberation_number TEXT NOT NULL DEFAULT '',
    operator_id INTEGER NOT NULL REFERENCES organisation (id),
    object TEXT NOT NULL DEFAULT '',
    grant_id INTEGER REFERENCES "grant" (id),
    results TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX crisis_decision_crisis_id ON crisis_decision (crisis_id, position);

CREATE INDEX crisis_decision_operator_id ON crisis_decision (operator_id);

CREATE UNIQUE INDEX crisis_decision_grant_id ON crisis_decision (grant_id);

CREATE TABLE support (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE,                                   -- A-2026-02
    kind_code TEXT NOT NULL REFERENCES support_kind (code),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL,
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    partner_id INTEGER NOT NULL REFERENCES organisation (id),
    agreement_id INTEGER REFERENCES agreement (id),
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    objective TEXT NOT NULL DEFAULT '',
    results TEXT NOT NULL DEFAULT '',
    cost_minor INTEGER CHECK (cost_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CONSTRAINT support_ends_after_start CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;

CREATE INDEX support_kind_code ON support (kind_code);

CREATE INDEX support_authority_id ON support (authority_id);

CREATE INDEX support_partner_id ON support (partner_id);

CREATE INDEX support_agreement_id ON support (agreement_id);

CREATE INDEX support_country_code ON support (country_code);

CREATE TABLE support_person (                                      -- who went, came or was trained; in the directory or by name alone
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    support_id INTEGER NOT NULL REFERENCES support (id),
    position INTEGER NOT NULL,
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    CHECK (person_id IS NOT NULL OR name <> '')
) STRICT;

CREATE INDEX support_person_support_id ON support_person (support_id, position);

CREATE INDEX support_person_person_id ON support_person (person_id);

CREATE TABLE support_item (                                        -- equipment given
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    support_id INTEGER NOT NULL REFERENCES support (id),
    position INTEGER NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
    value_minor INTEGER CHECK (value_minor >= 0)                   -- of all pieces, in the support's currency
) STRICT;

CREATE INDEX support_item_support_id ON support_item (support_id, position);

CREATE TABLE outpost (                                             -- an office abroad
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL,
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    host_id INTEGER REFERENCES organisation (id),                  -- who shelters it
    country_code TEXT NOT NULL REFERENCES country (code),
    place TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    latitude_e6 INTEGER CHECK (latitude_e6 BETWEEN -90000000 AND 90000000),
    longitude_e6 INTEGER CHECK (longitude_e6 BETWEEN -180000000 AND 180000000),
    opened_on TEXT,
    closed_on TEXT,
    reason TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',                              -- fields of activity: « hautes technologies »
    note TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK ((latitude_e6 IS NULL) = (longitude_e6 IS NULL)),
    CONSTRAINT outpost_closes_after_opening CHECK (closed_on IS NULL OR opened_on IS NULL OR closed_on > opened_on)
) STRICT;

CREATE INDEX outpost_authority_id ON outpost (authority_id);

CREATE INDEX outpost_host_id ON outpost (host_id);

CREATE INDEX outpost_country_code ON outpost (country_code);

CREATE TABLE outpost_contact (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    position INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX outpost_contact_outpost_id ON outpost_contact (outpost_id, position);

CREATE INDEX outpost_contact_person_id ON outpost_contact (person_id);

CREATE TABLE outpost_cluster (                                     -- clusters of the home territory that it works for
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    position INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    field TEXT NOT NULL DEFAULT '',
    UNIQUE (outpost_id, organisation_id)
) STRICT;

CREATE INDEX outpost_cluster_organisation_id ON outpost_cluster (organisation_id);

CREATE TABLE outpost_meeting (                                     -- companies met
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    day TEXT NOT NULL,
    organisation_id INTEGER REFERENCES organisation (id),
    company TEXT NOT NULL DEFAULT '',                              -- its name, when it is not in the directory
    subject TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    CHECK (organisation_id IS NOT NULL OR company <> '')
) STRICT;

CREATE INDEX outpost_meeting_outpost_id ON outpost_meeting (outpost_id, day);

CREATE INDEX outpost_meeting_organisation_id ON outpost_meeting (organisation_id);

CREATE TABLE outpost_action (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    outpost_id INTEGER NOT NULL REFERENCES outpost (id),
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    title TEXT NOT NULL CHECK (title <> ''),
    description TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT '',
    cost_minor INTEGER CHECK (cost_minor >= 0),
    currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT action_ends_after_start CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;

CREATE INDEX outpost_action_outpost_id ON outpost_action (outpost_id, starts_on);

CREATE TABLE cooperation_file (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    agreement_id INTEGER REFERENCES agreement (id),
    meeting_id INTEGER REFERENCES agreement_meeting (id),          -- a meeting's report; agreement_id is then its agreement
    crisis_id INTEGER REFERENCES crisis (id),
    support_id INTEGER REFERENCES support (id),
    outpost_id INTEGER REFERENCES outpost (id),
    position INTEGER NOT NULL,
    kind_code TEXT NOT NULL REFERENCES cooperation_file_kind (code),
    language_code TEXT REFERENCES language (code),
    label TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    CONSTRAINT one_owner CHECK (
        (agreement_id IS NOT NULL) + (crisis_id IS NOT NULL) + (support_id IS NOT NULL) + (outpost_id IS NOT NULL) = 1),
    CHECK (meeting_id IS NULL OR agreement_id IS NOT NULL)
) STRICT;

CREATE INDEX cooperation_file_agreement_id ON cooperation_file (agreement_id, position);

CREATE INDEX cooperation_file_meeting_id ON cooperation_file (meeting_id);

CREATE INDEX cooperation_file_crisis_id ON cooperation_file (crisis_id, position);

CREATE INDEX cooperation_file_support_id ON cooperation_file (support_id, position);

CREATE INDEX cooperation_file_outpost_id ON cooperation_file (outpost_id, position);

CREATE INDEX cooperation_file_kind_code ON cooperation_file (kind_code);

CREATE INDEX cooperation_file_language_code ON cooperation_file (language_code);

CREATE TABLE agreement_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    partner TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    sectors TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE agreement_fts USING fts5 (
    number, name, partner, place, sectors, body,
    content='agreement_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER agreement_text_ai AFTER INSERT ON agreement_text BEGIN
    INSERT INTO agreement_fts (rowid, number, name, partner, place, sectors, body) VALUES (new.id, new.number, new.name, new.partner, new.place, new.sectors, new.body);
END;

CREATE TRIGGER agreement_text_ad AFTER DELETE ON agreement_text BEGIN
    INSERT INTO agreement_fts (agreement_fts, rowid, number, name, partner, place, sectors, body) VALUES ('delete', old.id, old.number, old.name, old.partner, old.place, old.sectors, old.body);
END;

CREATE TRIGGER agreement_text_au AFTER UPDATE ON agreement_text BEGIN
    INSERT INTO agreement_fts (agreement_fts, rowid, number, name, partner, place, sectors, body) VALUES ('delete', old.id, old.number, old.name, old.partner, old.place, old.sectors, old.body);
    INSERT INTO agreement_fts (rowid, number, name, partner, place, sectors, body) VALUES (new.id, new.number, new.name, new.partner, new.place, new.sectors, new.body);
END;

CREATE TRIGGER agreement_search_ai AFTER INSERT ON agreement BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_search_au AFTER UPDATE ON agreement BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_search_ad AFTER DELETE ON agreement BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_sector_search_ai AFTER INSERT ON agreement_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_sector_search_au AFTER UPDATE ON agreement_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_sector_search_ad AFTER DELETE ON agreement_sector BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_roadmap_search_ai AFTER INSERT ON agreement_roadmap BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_roadmap_search_au AFTER UPDATE ON agreement_roadmap BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_roadmap_search_ad AFTER DELETE ON agreement_roadmap BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_meeting_search_ai AFTER INSERT ON agreement_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_meeting_search_au AFTER UPDATE ON agreement_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', new.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER agreement_meeting_search_ad AFTER DELETE ON agreement_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('agreement', old.agreement_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE crisis_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE crisis_fts USING fts5 (
    number, name, place, body,
    content='crisis_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER crisis_text_ai AFTER INSERT ON crisis_text BEGIN
    INSERT INTO crisis_fts (rowid, number, name, place, body) VALUES (new.id, new.number, new.name, new.place, new.body);
END;

CREATE TRIGGER crisis_text_ad AFTER DELETE ON crisis_text BEGIN
    INSERT INTO crisis_fts (crisis_fts, rowid, number, name, place, body) VALUES ('delete', old.id, old.number, old.name, old.place, old.body);
END;

CREATE TRIGGER crisis_text_au AFTER UPDATE ON crisis_text BEGIN
    INSERT INTO crisis_fts (crisis_fts, rowid, number, name, place, body) VALUES ('delete', old.id, old.number, old.name, old.place, old.body);
    INSERT INTO crisis_fts (rowid, number, name, place, body) VALUES (new.id, new.number, new.name, new.place, new.body);
END;

CREATE TRIGGER crisis_search_ai AFTER INSERT ON crisis BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_search_au AFTER UPDATE ON crisis BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_search_ad AFTER DELETE ON crisis BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_place_search_ai AFTER INSERT ON crisis_place BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_place_search_au AFTER UPDATE ON crisis_place BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_place_search_ad AFTER DELETE ON crisis_place BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', old.crisis_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_decision_search_ai AFTER INSERT ON crisis_decision BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_decision_search_au AFTER UPDATE ON crisis_decision BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', new.crisis_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER crisis_decision_search_ad AFTER DELETE ON crisis_decision BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('crisis', old.crisis_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE outpost_text (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE outpost_fts USING fts5 (
    name, place, body,
    content='outpost_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER outpost_text_ai AFTER INSERT ON outpost_text BEGIN
    INSERT INTO outpost_fts (rowid, name, place, body) VALUES (new.id, new.name, new.place, new.body);
END;

CREATE TRIGGER outpost_text_ad AFTER DELETE ON outpost_text BEGIN
    INSERT INTO outpost_fts (outpost_fts, rowid, name, place, body) VALUES ('delete', old.id, old.name, old.place, old.body);
END;

CREATE TRIGGER outpost_text_au AFTER UPDATE ON outpost_text BEGIN
    INSERT INTO outpost_fts (outpost_fts, rowid, name, place, body) VALUES ('delete', old.id, old.name, old.place, old.body);
    INSERT INTO outpost_fts (rowid, name, place, body) VALUES (new.id, new.name, new.place, new.body);
END;

CREATE TRIGGER outpost_search_ai AFTER INSERT ON outpost BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_search_au AFTER UPDATE ON outpost BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_search_ad AFTER DELETE ON outpost BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_cluster_search_ai AFTER INSERT ON outpost_cluster BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_cluster_search_au AFTER UPDATE ON outpost_cluster BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_cluster_search_ad AFTER DELETE ON outpost_cluster BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_meeting_search_ai AFTER INSERT ON outpost_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_meeting_search_au AFTER UPDATE ON outpost_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_meeting_search_ad AFTER DELETE ON outpost_meeting BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_action_search_ai AFTER INSERT ON outpost_action BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_action_search_au AFTER UPDATE ON outpost_action BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_action_search_ad AFTER DELETE ON outpost_action BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_contact_search_ai AFTER INSERT ON outpost_contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_contact_search_au AFTER UPDATE ON outpost_contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', new.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER outpost_contact_search_ad AFTER DELETE ON outpost_contact BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('outpost', old.outpost_id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE support_text (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    partner TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE support_fts USING fts5 (
    number, title, partner, place, body,
    content='support_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER support_text_ai AFTER INSERT ON support_text BEGIN
    INSERT INTO support_fts (rowid, number, title, partner, place, body) VALUES (new.id, new.number, new.title, new.partner, new.place, new.body);
END;

CREATE TRIGGER support_text_ad AFTER DELETE ON support_text BEGIN
    INSERT INTO support_fts (support_fts, rowid, number, title, partner, place, body) VALUES ('delete', old.id, old.number, old.title, old.partner, old.place, old.body);
END;

CREATE TRIGGER support_text_au AFTER UPDATE ON support_text BEGIN
    INSERT INTO support_fts (support_fts, rowid, number, title, partner, place, body) VALUES ('delete', old.id, old.number, old.title, old.partner, old.place, old.body);
    INSERT INTO support_fts (rowid, number, title, partner, place, body) VALUES (new.id, new.number, new.title, new.partner, new.place, new.body);
END;

CREATE TRIGGER support_search_ai AFTER INSERT ON support BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_search_au AFTER UPDATE ON support BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_search_ad AFTER DELETE ON support BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_person_search_ai AFTER INSERT ON support_person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_person_search_au AFTER UPDATE ON support_person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_person_search_ad AFTER DELETE ON support_person BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', old.support_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_item_search_ai AFTER INSERT ON support_item BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_item_search_au AFTER UPDATE ON support_item BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', new.support_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER support_item_search_ad AFTER DELETE ON support_item BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('support', old.support_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER cooperation_names_search_au AFTER UPDATE OF name ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT 'agreement', id FROM agreement WHERE partner_id = new.id OR authority_id = new.id
    UNION SELECT 'crisis', crisis_id FROM crisis_decision WHERE operator_id = new.id
    UNION SELECT 'outpost', id FROM outpost WHERE host_id = new.id
    UNION SELECT 'outpost', outpost_id FROM outpost_cluster WHERE organisation_id = new.id
    UNION SELECT 'outpost', outpost_id FROM outpost_meeting WHERE organisation_id = new.id
    UNION SELECT 'support', id FROM support WHERE partner_id = new.id
    ON CONFLICT DO NOTHING;
END;

CREATE TABLE iati_code (                                           -- the standard's code lists that are used, one row a code
    list TEXT NOT NULL,                                            -- the list's own name: AidType, CRSChannelCode…
    code TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    category TEXT NOT NULL DEFAULT '',
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    PRIMARY KEY (list, code)
) STRICT;

CREATE TABLE aid_kind (                                            -- what an authority declares, as the yearly campaign asks for it
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    aid_type_code TEXT NOT NULL,                                   -- of the list AidType
    is_in_donor INTEGER NOT NULL CHECK (is_in_donor IN (0, 1)),    -- spent here: no country abroad is asked
    is_multilateral INTEGER NOT NULL CHECK (is_multilateral IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE oda_period (                                          -- when a country was, or was not, on the list of recipients, where that differs from today
    country_code TEXT NOT NULL REFERENCES country (code),
    first_year INTEGER NOT NULL,
    last_year INTEGER NOT NULL,
    is_oda INTEGER NOT NULL CHECK (is_oda IN (0, 1)),
    source TEXT NOT NULL,
    PRIMARY KEY (country_code, first_year),
    CHECK (first_year <= last_year)
) STRICT;

CREATE TABLE grant_aid (                                           -- how a grant's payments are declared; what is NULL or '' is proposed or asked for
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    grant_id INTEGER NOT NULL UNIQUE REFERENCES "grant" (id),
    kind_code TEXT REFERENCES aid_kind (code),
    country_code TEXT REFERENCES country (code),                   -- NULL: the grant's
    sector_code TEXT REFERENCES sector (code),                     -- NULL: the grant's, or those of the dossier
    channel_code TEXT NOT NULL DEFAULT '',                         -- of the list CRSChannelCode
    aid_type_code TEXT NOT NULL DEFAULT '',                        -- '': the kind's
    gender INTEGER CHECK (gender BETWEEN 0 AND 2),
    environment INTEGER CHECK (environment BETWEEN 0 AND 2),
    biodiversity INTEGER CHECK (biodiversity BETWEEN 0 AND 2),
    nutrition INTEGER CHECK (nutrition BETWEEN 0 AND 2),
    disability INTEGER CHECK (disability BETWEEN 0 AND 2),
    is_left_out INTEGER NOT NULL DEFAULT 0 CHECK (is_left_out IN (0, 1)),
    left_out_reason TEXT NOT NULL DEFAULT '',
    CHECK ((is_left_out = 1) = (left_out_reason <> ''))
) STRICT;

CREATE INDEX grant_aid_kind_code ON grant_aid (kind_code);

CREATE INDEX grant_aid_country_code ON grant_aid (country_code);

CREATE INDEX grant_aid_sector_code ON grant_aid (sector_code);

CREATE TABLE declared_expense (                                    -- what is declared and is no grant: agents' time, travel, scholarships…
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    authority_id INTEGER NOT NULL REFERENCES organisation (id),
    paid_on TEXT NOT NULL,
    label TEXT NOT NULL CHECK (label <> ''),
    payee TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),        -- cents of euro
    kind_code TEXT REFERENCES aid_kind (code),
    country_code TEXT REFERENCES country (code),
    sector_code TEXT REFERENCES sector (code),
    channel_code TEXT NOT NULL DEFAULT '',
    aid_type_code TEXT NOT NULL DEFAULT '',
    gender INTEGER CHECK (gender BETWEEN 0 AND 2),
    environment INTEGER CHECK (environment BETWEEN 0 AND 2),
    biodiversity INTEGER CHECK (biodiversity BETWEEN 0 AND 2),
    nutrition INTEGER CHECK (nutrition BETWEEN 0 AND 2),
    disability INTEGER CHECK (disability BETWEEN 0 AND 2)
) STRICT;

CREATE INDEX declared_expense_authority_id ON declared_expense (authority_id, paid_on);

CREATE INDEX declared_expense_kind_code ON declared_expense (kind_code);

CREATE INDEX declared_expense_country_code ON declared_expense (country_code);

CREATE INDEX declared_expense_sector_code ON declared_expense (sector_code);

CREATE TABLE declaration (                                         -- what was made, for whom, when: the trace of a duty done
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    duty TEXT NOT NULL CHECK (duty IN ('aid', 'scdl', 'iati')),
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    authority_id INTEGER REFERENCES organisation (id),
    made_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    lines INTEGER NOT NULL CHECK (lines >= 0),
    total_minor INTEGER NOT NULL DEFAULT 0                         -- cents of euro
) STRICT;

CREATE INDEX declaration_year ON declaration (duty, year, made_at);

CREATE INDEX declaration_authority_id ON declaration (authority_id);

CREATE TABLE past_grant (                                          -- taken in from a list; no envelope, commitment or payment stands behind it
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL CHECK (year BETWEEN 1901 AND 2200),
    agreed_on TEXT,                                                -- NULL: the list gave a year only
    authority_name TEXT NOT NULL DEFAULT '',
    authority_siret TEXT NOT NULL DEFAULT '',
    authority_id INTEGER REFERENCES organisation (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    object TEXT NOT NULL DEFAULT '',
    object_sort TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER CHECK (amount_minor > 0),                 -- cents of euro; NULL: in kind without a value
    nature TEXT NOT NULL DEFAULT 'cash' CHECK (nature IN ('cash', 'in_kind', 'both', 'loan', 'guarantee')),
    decision TEXT NOT NULL DEFAULT '',
    terms TEXT NOT NULL DEFAULT '',
    pays_from TEXT,
    pays_until TEXT,
    pays_note TEXT NOT NULL DEFAULT '',                            -- dates of payment that are no days, as written
    rae TEXT NOT NULL DEFAULT '',                                  -- number in the register of State aid
    is_notified INTEGER CHECK (is_notified IN (0, 1)),
    share_milli INTEGER CHECK (share_milli BETWEEN 1 AND 1000),    -- thousandths of the whole grant that this beneficiary has
    scheme TEXT NOT NULL DEFAULT '',
    country_code TEXT REFERENCES country (code),
    source TEXT NOT NULL DEFAULT '',                               -- file and line it came from
    fingerprint TEXT NOT NULL UNIQUE,                              -- what makes two lines the same grant
    note TEXT NOT NULL DEFAULT '',
    CHECK (amount_minor IS NOT NULL OR nature = 'in_kind'),
    CHECK (pays_from IS NULL OR pays_until IS NULL OR pays_from <= pays_until)
) STRICT;

CREATE INDEX past_grant_year ON past_grant (year, object_sort);

CREATE INDEX past_grant_authority_id ON past_grant (authority_id);

CREATE INDEX past_grant_organisation_id ON past_grant (organisation_id);

CREATE INDEX past_grant_country_code ON past_grant (country_code);

CREATE TABLE heading_map (                                         -- which column is which, remembered for each set of headings
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    headings TEXT NOT NULL UNIQUE,                                 -- folded, joined by a bar
    columns TEXT NOT NULL CHECK (json_valid(columns))              -- one meaning a column, in their order
) STRICT;

CREATE TABLE activity_identity (                                   -- the identifier an activity was published or received under: it never changes
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    entity TEXT NOT NULL CHECK (entity IN ('project', 'grant', 'agreement')),
    entity_id INTEGER NOT NULL,
    identifier TEXT NOT NULL UNIQUE CHECK (identifier <> ''),
    is_ours INTEGER NOT NULL DEFAULT 1 CHECK (is_ours IN (0, 1)),  -- 0: received from another publisher
    UNIQUE (entity, entity_id)
) STRICT;

CREATE TABLE activity_document (                                   -- a document that everybody may fetch, published with its activity
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    entity TEXT NOT NULL CHECK (entity IN ('project', 'grant', 'agreement')),
    entity_id INTEGER NOT NULL,
    url TEXT NOT NULL CHECK (url <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    title_en TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT 'application/pdf' CHECK (media_type <> ''),
    category TEXT NOT NULL DEFAULT 'A02',                          -- of the list DocumentCategory
    language TEXT NOT NULL DEFAULT 'fr',
    dated_on TEXT,
    UNIQUE (entity, entity_id, url)
) STRICT;

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

CREATE TABLE document_pending (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field <> ''),
    typed TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX document_pending_once ON document_pending (document_id, field);

CREATE INDEX document_link_both ON document_link (target_id, relation, document_id);

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

CREATE TRIGGER document_link_todo_title AFTER UPDATE OF title ON document
BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'document', document_id FROM document_link WHERE target_id = NEW.id ON CONFLICT DO NOTHING;
END;

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

CREATE TABLE left_alone (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    finding TEXT NOT NULL CHECK (finding <> ''),             -- the check that found it
    entity_id INTEGER NOT NULL,                              -- the record of the check's table
    said TEXT NOT NULL DEFAULT ''                            -- what the record said then
) STRICT;

CREATE UNIQUE INDEX left_alone_once ON left_alone (finding, entity_id);

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

CREATE TABLE copy_provenance (                               -- how a copy came
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE weeding_reason (                                -- why a copy leaves
    code TEXT PRIMARY KEY,
    letter TEXT NOT NULL,                                    -- as weeding grids abbreviate it
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE weeding_fate (                                  -- what becomes of it
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    has_recipient INTEGER NOT NULL DEFAULT 0 CHECK (has_recipient IN (0, 1)),   -- somebody receives it
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE label_format (                                  -- sheets of labels; lengths in hundredths of a millimetre
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    across INTEGER NOT NULL CHECK (across BETWEEN 1 AND 20),
    down INTEGER NOT NULL CHECK (down BETWEEN 1 AND 60),
    width INTEGER NOT NULL CHECK (width BETWEEN 500 AND 21000),
    height INTEGER NOT NULL CHECK (height BETWEEN 500 AND 29700),
    margin_left INTEGER NOT NULL CHECK (margin_left >= 0),   -- from the paper's edge to the first label
    margin_top INTEGER NOT NULL CHECK (margin_top >= 0),
    gap_across INTEGER NOT NULL DEFAULT 0 CHECK (gap_across >= 0),
    gap_down INTEGER NOT NULL DEFAULT 0 CHECK (gap_down >= 0),
    position INTEGER NOT NULL,
    CHECK (margin_left + across * width + (across - 1) * gap_across <= 21000),
    CHECK (margin_top + down * height + (down - 1) * gap_down <= 29700)
) STRICT;

CREATE INDEX copy_provenance_index ON copy (provenance);

CREATE INDEX copy_withdrawal_reason ON copy (withdrawal_reason);

CREATE INDEX copy_withdrawal_fate ON copy (withdrawal_fate);

CREATE INDEX copy_needs_label ON copy (id) WHERE needs_label = 1;

CREATE INDEX copy_accession ON copy (accession_number) WHERE accession_number <> '';

CREATE INDEX copy_barcode ON copy (barcode) WHERE barcode <> '';

CREATE TABLE copy_setting (                                  -- how the centre numbers its copies
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    barcode_kind TEXT NOT NULL DEFAULT 'ean13' CHECK (barcode_kind IN ('ean13', 'code128')),
    barcode_prefix TEXT NOT NULL DEFAULT '20',
    barcode_digits INTEGER NOT NULL DEFAULT 6 CHECK (barcode_digits BETWEEN 3 AND 10),  -- of the running number in Code 128
    label_words TEXT NOT NULL DEFAULT ''                     -- under the title on a label; '' the centre's name
) STRICT;

CREATE TABLE stocktake (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    location_id INTEGER REFERENCES location (id),            -- what is taken stock of: a place, a kind, or everything
    kind TEXT REFERENCES document_kind (code),
    started_on TEXT NOT NULL,
    closed_on TEXT,
    expected INTEGER CHECK (expected >= 0),                  -- when it was closed: how many copies should have been there
    missing INTEGER CHECK (missing >= 0),                    -- and how many were marked missing
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX stocktake_location ON stocktake (location_id);

CREATE INDEX stocktake_kind ON stocktake (kind);

CREATE TABLE stocktake_reading (                             -- a code that was read; once each, `times` it was read
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
    code TEXT NOT NULL CHECK (code <> ''),
    copy_id INTEGER REFERENCES copy (id) ON DELETE CASCADE,  -- none: nobody knows this code
    location_id INTEGER REFERENCES location (id),            -- where the reader stood, when it was said
    told TEXT NOT NULL CHECK (told IN ('found', 'misplaced', 'outside', 'absent', 'withdrawn', 'unknown')),
    times INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1),
    read_by TEXT NOT NULL DEFAULT '',
    read_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX stocktake_reading_code ON stocktake_reading (stocktake_id, code);

CREATE INDEX stocktake_reading_copy ON stocktake_reading (copy_id);

CREATE INDEX stocktake_reading_location ON stocktake_reading (location_id);

CREATE TABLE stocktake_missing (                             -- what a stock-take had not read when it was closed
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
    copy_id INTEGER NOT NULL REFERENCES copy (id) ON DELETE CASCADE,
    is_marked INTEGER NOT NULL DEFAULT 0 CHECK (is_marked IN (0, 1))   -- the copy was noted missing then
) STRICT;

CREATE UNIQUE INDEX stocktake_missing_copy ON stocktake_missing (stocktake_id, copy_id);

CREATE INDEX stocktake_missing_copy_id ON stocktake_missing (copy_id);

CREATE TRIGGER stocktake_reading_open BEFORE INSERT ON stocktake_reading
WHEN EXISTS (SELECT 1 FROM stocktake WHERE id = NEW.stocktake_id AND closed_on IS NOT NULL)
AND NOT EXISTS (SELECT 1 FROM act JOIN revision ON revision.seq = act.revision WHERE revision.undoes IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'closed');
END;

CREATE TABLE weeding (                                       -- a list put before those who decide
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    started_on TEXT NOT NULL,
    decision TEXT NOT NULL DEFAULT '',                       -- the number of the deliberation or decision
    decided_on TEXT,
    closed_on TEXT,                                          -- the copies left on that day
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE weeding_line (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    weeding_id INTEGER NOT NULL REFERENCES weeding (id),
    copy_id INTEGER NOT NULL REFERENCES copy (id),
    is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1)),   -- looked at, and stays
    reason TEXT REFERENCES weeding_reason (code),
    fate TEXT REFERENCES weeding_fate (code),
    recipient TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX weeding_line_copy ON weeding_line (weeding_id, copy_id);

CREATE INDEX weeding_line_copy_id ON weeding_line (copy_id);

CREATE INDEX weeding_line_reason ON weeding_line (reason);

CREATE INDEX weeding_line_fate ON weeding_line (fate);

CREATE TABLE consultation (                                  -- a document looked at in the centre
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    copy_id INTEGER REFERENCES copy (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1)
) STRICT;

CREATE INDEX consultation_document ON consultation (document_id, day);

CREATE INDEX consultation_copy ON consultation (copy_id);

CREATE INDEX consultation_day ON consultation (day);

CREATE TABLE document_view_month (
    document_id INTEGER NOT NULL,
    month TEXT NOT NULL,                                     -- 2026-11
    views INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document_id, month)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_view_month_month ON document_view_month (month);

CREATE TRIGGER document_view_first AFTER INSERT ON document_view
BEGIN
    INSERT INTO document_view_month (document_id, month, views) VALUES (NEW.document_id, substr(NEW.last_on, 1, 7), NEW.views)
    ON CONFLICT (document_id, month) DO UPDATE SET views = document_view_month.views + excluded.views;
END;

CREATE TRIGGER document_view_again AFTER UPDATE OF views ON document_view WHEN NEW.views > OLD.views
BEGIN
    INSERT INTO document_view_month (document_id, month, views) VALUES (NEW.document_id, substr(NEW.last_on, 1, 7), NEW.views - OLD.views)
    ON CONFLICT (document_id, month) DO UPDATE SET views = document_view_month.views + excluded.views;
END;

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

CREATE TABLE advice_text (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL DEFAULT '',
    whom TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE advice_fts USING fts5 (
    subject, whom, body,
    content='advice_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER advice_text_ai AFTER INSERT ON advice_text BEGIN
    INSERT INTO advice_fts (rowid, subject, whom, body) VALUES (new.id, new.subject, new.whom, new.body);
END;

CREATE TRIGGER advice_text_ad AFTER DELETE ON advice_text BEGIN
    INSERT INTO advice_fts (advice_fts, rowid, subject, whom, body) VALUES ('delete', old.id, old.subject, old.whom, old.body);
END;

CREATE TRIGGER advice_text_au AFTER UPDATE ON advice_text BEGIN
    INSERT INTO advice_fts (advice_fts, rowid, subject, whom, body) VALUES ('delete', old.id, old.subject, old.whom, old.body);
    INSERT INTO advice_fts (rowid, subject, whom, body) VALUES (new.id, new.subject, new.whom, new.body);
END;

CREATE TRIGGER advice_search_ai AFTER INSERT ON advice BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_search_au AFTER UPDATE ON advice BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_search_ad AFTER DELETE ON advice BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', old.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_document_search_ai AFTER INSERT ON advice_document BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.advice_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_document_search_au AFTER UPDATE ON advice_document BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', new.advice_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', old.advice_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_document_search_ad AFTER DELETE ON advice_document BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('advice', old.advice_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_organisation_search_au AFTER UPDATE OF name, acronym ON organisation BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', id FROM advice WHERE organisation_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_person_search_au AFTER UPDATE OF given_name, family_name ON person BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', id FROM advice WHERE person_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_project_search_au AFTER UPDATE OF number, title ON project BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', id FROM advice WHERE project_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER advice_handed_search_au AFTER UPDATE OF title ON document BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'advice', advice_id FROM advice_document WHERE document_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER staff_last_manager_au AFTER UPDATE OF standing, archived_on ON staff
WHEN old.standing = 'manager' AND old.archived_on IS NULL
    AND EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL AND standing = 'manager')
BEGIN
    SELECT RAISE(ABORT, 'last_manager');
END;

CREATE TRIGGER staff_last_manager_ad AFTER DELETE ON staff
WHEN old.standing = 'manager' AND old.archived_on IS NULL
    AND EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL AND standing = 'manager')
BEGIN
    SELECT RAISE(ABORT, 'last_manager');
END;

CREATE TRIGGER document_text_delete AFTER DELETE ON document_text
BEGIN
    INSERT INTO document_fts (document_fts, rowid, title, contributors, publisher, subjects, abstract, numbers, notes)
    VALUES ('delete', OLD.id, OLD.title, OLD.contributors, OLD.publisher, OLD.subjects, OLD.abstract, OLD.numbers, OLD.notes);
END;

CREATE TABLE loan_count (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    copy_id INTEGER REFERENCES copy (id) ON DELETE CASCADE,
    day TEXT,                                                -- NULL: nobody says when, as in most lists of other programs
    times INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1),
    is_brought INTEGER NOT NULL DEFAULT 0 CHECK (is_brought IN (0, 1))   -- an import said it; 0: counted here
) STRICT;

CREATE INDEX loan_count_document ON loan_count (document_id, day, times);

CREATE INDEX loan_count_copy ON loan_count (copy_id);

CREATE INDEX loan_count_day ON loan_count (day);

CREATE INDEX contribution_document_id ON contribution (document_id, position, contributor_id, role);

CREATE INDEX document_subject_document_id ON document_subject (document_id, position, subject_id);

CREATE INDEX change_gone ON change (entity, id) WHERE after IS NULL;

CREATE TRIGGER "history_activity_document_insert" AFTER INSERT ON "activity_document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'activity_document', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'entity', NEW."entity", 'entity_id', NEW."entity_id", 'url', NEW."url", 'title', NEW."title", 'title_en', NEW."title_en", 'media_type', NEW."media_type", 'category', NEW."category", 'language', NEW."language", 'dated_on', NEW."dated_on") END);
END;

CREATE TRIGGER "history_activity_document_guard" BEFORE UPDATE OF "id", "entity", "entity_id", "url", "title", "title_en", "media_type", "category", "language", "dated_on", "version" ON "activity_document" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_activity_document_update" AFTER UPDATE ON "activity_document" WHEN OLD."entity" IS NOT NEW."entity" OR OLD."entity_id" IS NOT NEW."entity_id" OR OLD."url" IS NOT NEW."url" OR OLD."title" IS NOT NEW."title" OR OLD."title_en" IS NOT NEW."title_en" OR OLD."media_type" IS NOT NEW."media_type" OR OLD."category" IS NOT NEW."category" OR OLD."language" IS NOT NEW."language" OR OLD."dated_on" IS NOT NEW."dated_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'activity_document', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'entity', OLD."entity", 'entity_id', OLD."entity_id", 'url', OLD."url", 'title', OLD."title", 'title_en', OLD."title_en", 'media_type', OLD."media_type", 'category', OLD."category", 'language', OLD."language", 'dated_on', OLD."dated_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'entity', NEW."entity", 'entity_id', NEW."entity_id", 'url', NEW."url", 'title', NEW."title", 'title_en', NEW."title_en", 'media_type', NEW."media_type", 'category', NEW."category", 'language', NEW."language", 'dated_on', NEW."dated_on"));
END;

CREATE TRIGGER "history_activity_document_delete" AFTER DELETE ON "activity_document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'activity_document', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'entity', OLD."entity", 'entity_id', OLD."entity_id", 'url', OLD."url", 'title', OLD."title", 'title_en', OLD."title_en", 'media_type', OLD."media_type", 'category', OLD."category", 'language', OLD."language", 'dated_on', OLD."dated_on"), NULL);
END;

CREATE TRIGGER "history_activity_identity_insert" AFTER INSERT ON "activity_identity"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'activity_identity', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'entity', NEW."entity", 'entity_id', NEW."entity_id", 'identifier', NEW."identifier", 'is_ours', NEW."is_ours") END);
END;

CREATE TRIGGER "history_activity_identity_guard" BEFORE UPDATE OF "id", "entity", "entity_id", "identifier", "is_ours", "version" ON "activity_identity" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_activity_identity_update" AFTER UPDATE ON "activity_identity" WHEN OLD."entity" IS NOT NEW."entity" OR OLD."entity_id" IS NOT NEW."entity_id" OR OLD."identifier" IS NOT NEW."identifier" OR OLD."is_ours" IS NOT NEW."is_ours"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'activity_identity', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'entity', OLD."entity", 'entity_id', OLD."entity_id", 'identifier', OLD."identifier", 'is_ours', OLD."is_ours"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'entity', NEW."entity", 'entity_id', NEW."entity_id", 'identifier', NEW."identifier", 'is_ours', NEW."is_ours"));
END;

CREATE TRIGGER "history_activity_identity_delete" AFTER DELETE ON "activity_identity"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'activity_identity', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'entity', OLD."entity", 'entity_id', OLD."entity_id", 'identifier', OLD."identifier", 'is_ours', OLD."is_ours"), NULL);
END;

CREATE TRIGGER "history_basket_insert" AFTER INSERT ON "basket"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'basket', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'match_key', NEW."match_key", 'colour', NEW."colour", 'note', NEW."note", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_basket_guard" BEFORE UPDATE OF "id", "name", "match_key", "colour", "note", "position", "version" ON "basket" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_basket_update" AFTER UPDATE ON "basket" WHEN OLD."name" IS NOT NEW."name" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."colour" IS NOT NEW."colour" OR OLD."note" IS NOT NEW."note" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'basket', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'match_key', OLD."match_key", 'colour', OLD."colour", 'note', OLD."note", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'match_key', NEW."match_key", 'colour', NEW."colour", 'note', NEW."note", 'position', NEW."position"));
END;

CREATE TRIGGER "history_basket_delete" AFTER DELETE ON "basket"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'basket', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'match_key', OLD."match_key", 'colour', OLD."colour", 'note', OLD."note", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_competence_insert" AFTER INSERT ON "competence"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'competence', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort") END);
END;

CREATE TRIGGER "history_competence_guard" BEFORE UPDATE OF "id", "name", "name_sort", "version" ON "competence" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_competence_update" AFTER UPDATE ON "competence" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'competence', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort"));
END;

CREATE TRIGGER "history_competence_delete" AFTER DELETE ON "competence"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'competence', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort"), NULL);
END;

CREATE TRIGGER "history_contributor_insert" AFTER INSERT ON "contributor"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contributor', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'kind', NEW."kind", 'family', NEW."family", 'given', NEW."given", 'dates', NEW."dates", 'name_sort', NEW."name_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on", 'source', NEW."source", 'url', NEW."url") END);
END;

CREATE TRIGGER "history_contributor_guard" BEFORE UPDATE OF "id", "kind", "family", "given", "dates", "name_sort", "match_key", "note", "archived_on", "source", "url", "version" ON "contributor" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_contributor_update" AFTER UPDATE ON "contributor" WHEN OLD."kind" IS NOT NEW."kind" OR OLD."family" IS NOT NEW."family" OR OLD."given" IS NOT NEW."given" OR OLD."dates" IS NOT NEW."dates" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."source" IS NOT NEW."source" OR OLD."url" IS NOT NEW."url"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contributor', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'kind', OLD."kind", 'family', OLD."family", 'given', OLD."given", 'dates', OLD."dates", 'name_sort', OLD."name_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on", 'source', OLD."source", 'url', OLD."url"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'kind', NEW."kind", 'family', NEW."family", 'given', NEW."given", 'dates', NEW."dates", 'name_sort', NEW."name_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on", 'source', NEW."source", 'url', NEW."url"));
END;

CREATE TRIGGER "history_contributor_delete" AFTER DELETE ON "contributor"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contributor', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'kind', OLD."kind", 'family', OLD."family", 'given', OLD."given", 'dates', OLD."dates", 'name_sort', OLD."name_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on", 'source', OLD."source", 'url', OLD."url"), NULL);
END;

CREATE TRIGGER "history_copy_setting_insert" AFTER INSERT ON "copy_setting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'copy_setting', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'barcode_kind', NEW."barcode_kind", 'barcode_prefix', NEW."barcode_prefix", 'barcode_digits', NEW."barcode_digits", 'label_words', NEW."label_words") END);
END;

CREATE TRIGGER "history_copy_setting_guard" BEFORE UPDATE OF "id", "barcode_kind", "barcode_prefix", "barcode_digits", "label_words", "version" ON "copy_setting" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_copy_setting_update" AFTER UPDATE ON "copy_setting" WHEN OLD."barcode_kind" IS NOT NEW."barcode_kind" OR OLD."barcode_prefix" IS NOT NEW."barcode_prefix" OR OLD."barcode_digits" IS NOT NEW."barcode_digits" OR OLD."label_words" IS NOT NEW."label_words"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'copy_setting', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'barcode_kind', OLD."barcode_kind", 'barcode_prefix', OLD."barcode_prefix", 'barcode_digits', OLD."barcode_digits", 'label_words', OLD."label_words"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'barcode_kind', NEW."barcode_kind", 'barcode_prefix', NEW."barcode_prefix", 'barcode_digits', NEW."barcode_digits", 'label_words', NEW."label_words"));
END;

CREATE TRIGGER "history_copy_setting_delete" AFTER DELETE ON "copy_setting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'copy_setting', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'barcode_kind', OLD."barcode_kind", 'barcode_prefix', OLD."barcode_prefix", 'barcode_digits', OLD."barcode_digits", 'label_words', OLD."label_words"), NULL);
END;

CREATE TRIGGER "history_course_insert" AFTER INSERT ON "course"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'title', NEW."title", 'title_sort', NEW."title_sort", 'theme', NEW."theme", 'objectives', NEW."objectives", 'audience', NEW."audience", 'prerequisites', NEW."prerequisites", 'programme', NEW."programme", 'half_days', NEW."half_days", 'capacity_min', NEW."capacity_min", 'capacity_target', NEW."capacity_target", 'capacity_max', NEW."capacity_max", 'organisation_limit', NEW."organisation_limit", 'archived_on', NEW."archived_on", 'bring', NEW."bring") END);
END;

CREATE TRIGGER "history_course_guard" BEFORE UPDATE OF "id", "title", "title_sort", "theme", "objectives", "audience", "prerequisites", "programme", "half_days", "capacity_min", "capacity_target", "capacity_max", "organisation_limit", "archived_on", "bring", "version" ON "course" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_course_update" AFTER UPDATE ON "course" WHEN OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."theme" IS NOT NEW."theme" OR OLD."objectives" IS NOT NEW."objectives" OR OLD."audience" IS NOT NEW."audience" OR OLD."prerequisites" IS NOT NEW."prerequisites" OR OLD."programme" IS NOT NEW."programme" OR OLD."half_days" IS NOT NEW."half_days" OR OLD."capacity_min" IS NOT NEW."capacity_min" OR OLD."capacity_target" IS NOT NEW."capacity_target" OR OLD."capacity_max" IS NOT NEW."capacity_max" OR OLD."organisation_limit" IS NOT NEW."organisation_limit" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."bring" IS NOT NEW."bring"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'title', OLD."title", 'title_sort', OLD."title_sort", 'theme', OLD."theme", 'objectives', OLD."objectives", 'audience', OLD."audience", 'prerequisites', OLD."prerequisites", 'programme', OLD."programme", 'half_days', OLD."half_days", 'capacity_min', OLD."capacity_min", 'capacity_target', OLD."capacity_target", 'capacity_max', OLD."capacity_max", 'organisation_limit', OLD."organisation_limit", 'archived_on', OLD."archived_on", 'bring', OLD."bring"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'title', NEW."title", 'title_sort', NEW."title_sort", 'theme', NEW."theme", 'objectives', NEW."objectives", 'audience', NEW."audience", 'prerequisites', NEW."prerequisites", 'programme', NEW."programme", 'half_days', NEW."half_days", 'capacity_min', NEW."capacity_min", 'capacity_target', NEW."capacity_target", 'capacity_max', NEW."capacity_max", 'organisation_limit', NEW."organisation_limit", 'archived_on', NEW."archived_on", 'bring', NEW."bring"));
END;

CREATE TRIGGER "history_course_delete" AFTER DELETE ON "course"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'title', OLD."title", 'title_sort', OLD."title_sort", 'theme', OLD."theme", 'objectives', OLD."objectives", 'audience', OLD."audience", 'prerequisites', OLD."prerequisites", 'programme', OLD."programme", 'half_days', OLD."half_days", 'capacity_min', OLD."capacity_min", 'capacity_target', OLD."capacity_target", 'capacity_max', OLD."capacity_max", 'organisation_limit', OLD."organisation_limit", 'archived_on', OLD."archived_on", 'bring', OLD."bring"), NULL);
END;

CREATE TRIGGER "history_custom_field_insert" AFTER INSERT ON "custom_field"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_field', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'short_name', NEW."short_name", 'name', NEW."name", 'type', NEW."type", 'hint', NEW."hint", 'position', NEW."position", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_custom_field_guard" BEFORE UPDATE OF "id", "short_name", "name", "type", "hint", "position", "archived_on", "version" ON "custom_field" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_custom_field_update" AFTER UPDATE ON "custom_field" WHEN OLD."short_name" IS NOT NEW."short_name" OR OLD."name" IS NOT NEW."name" OR OLD."type" IS NOT NEW."type" OR OLD."hint" IS NOT NEW."hint" OR OLD."position" IS NOT NEW."position" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_field', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'short_name', OLD."short_name", 'name', OLD."name", 'type', OLD."type", 'hint', OLD."hint", 'position', OLD."position", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'short_name', NEW."short_name", 'name', NEW."name", 'type', NEW."type", 'hint', NEW."hint", 'position', NEW."position", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_custom_field_delete" AFTER DELETE ON "custom_field"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_field', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'short_name', OLD."short_name", 'name', OLD."name", 'type', OLD."type", 'hint', OLD."hint", 'position', OLD."position", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_exchange_rate_insert" AFTER INSERT ON "exchange_rate"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exchange_rate', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'currency', NEW."currency", 'rated_on', NEW."rated_on", 'units_micro', NEW."units_micro", 'source', NEW."source") END);
END;

CREATE TRIGGER "history_exchange_rate_guard" BEFORE UPDATE OF "id", "currency", "rated_on", "units_micro", "source", "version" ON "exchange_rate" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_exchange_rate_update" AFTER UPDATE ON "exchange_rate" WHEN OLD."currency" IS NOT NEW."currency" OR OLD."rated_on" IS NOT NEW."rated_on" OR OLD."units_micro" IS NOT NEW."units_micro" OR OLD."source" IS NOT NEW."source"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exchange_rate', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'currency', OLD."currency", 'rated_on', OLD."rated_on", 'units_micro', OLD."units_micro", 'source', OLD."source"), json_object('id', NEW."id", 'version', NEW."version", 'currency', NEW."currency", 'rated_on', NEW."rated_on", 'units_micro', NEW."units_micro", 'source', NEW."source"));
END;

CREATE TRIGGER "history_exchange_rate_delete" AFTER DELETE ON "exchange_rate"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exchange_rate', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'currency', OLD."currency", 'rated_on', OLD."rated_on", 'units_micro', OLD."units_micro", 'source', OLD."source"), NULL);
END;

CREATE TRIGGER "history_heading_map_insert" AFTER INSERT ON "heading_map"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'heading_map', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'headings', NEW."headings", 'columns', NEW."columns") END);
END;

CREATE TRIGGER "history_heading_map_guard" BEFORE UPDATE OF "id", "headings", "columns", "version" ON "heading_map" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_heading_map_update" AFTER UPDATE ON "heading_map" WHEN OLD."headings" IS NOT NEW."headings" OR OLD."columns" IS NOT NEW."columns"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'heading_map', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'headings', OLD."headings", 'columns', OLD."columns"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'headings', NEW."headings", 'columns', NEW."columns"));
END;

CREATE TRIGGER "history_heading_map_delete" AFTER DELETE ON "heading_map"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'heading_map', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'headings', OLD."headings", 'columns', OLD."columns"), NULL);
END;

CREATE TRIGGER "history_imported_file_insert" AFTER INSERT ON "imported_file"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'imported_file', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'digest', NEW."digest", 'format', NEW."format", 'created', NEW."created", 'updated', NEW."updated", 'merged', NEW."merged", 'rejected', NEW."rejected", 'imported_by', NEW."imported_by") END);
END;

CREATE TRIGGER "history_imported_file_guard" BEFORE UPDATE OF "id", "name", "digest", "format", "created", "updated", "merged", "rejected", "imported_by", "version" ON "imported_file" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_imported_file_update" AFTER UPDATE ON "imported_file" WHEN OLD."name" IS NOT NEW."name" OR OLD."digest" IS NOT NEW."digest" OR OLD."format" IS NOT NEW."format" OR OLD."created" IS NOT NEW."created" OR OLD."updated" IS NOT NEW."updated" OR OLD."merged" IS NOT NEW."merged" OR OLD."rejected" IS NOT NEW."rejected" OR OLD."imported_by" IS NOT NEW."imported_by"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'imported_file', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'digest', OLD."digest", 'format', OLD."format", 'created', OLD."created", 'updated', OLD."updated", 'merged', OLD."merged", 'rejected', OLD."rejected", 'imported_by', OLD."imported_by"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'digest', NEW."digest", 'format', NEW."format", 'created', NEW."created", 'updated', NEW."updated", 'merged', NEW."merged", 'rejected', NEW."rejected", 'imported_by', NEW."imported_by"));
END;

CREATE TRIGGER "history_imported_file_delete" AFTER DELETE ON "imported_file"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'imported_file', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'digest', OLD."digest", 'format', OLD."format", 'created', OLD."created", 'updated', OLD."updated", 'merged', OLD."merged", 'rejected', OLD."rejected", 'imported_by', OLD."imported_by"), NULL);
END;

CREATE TRIGGER "history_kept_apart_insert" AFTER INSERT ON "kept_apart"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'kept_apart', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'entity', NEW."entity", 'one_id', NEW."one_id", 'other_id', NEW."other_id") END);
END;

CREATE TRIGGER "history_kept_apart_guard" BEFORE UPDATE OF "id", "entity", "one_id", "other_id", "version" ON "kept_apart" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_kept_apart_update" AFTER UPDATE ON "kept_apart" WHEN OLD."entity" IS NOT NEW."entity" OR OLD."one_id" IS NOT NEW."one_id" OR OLD."other_id" IS NOT NEW."other_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'kept_apart', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'entity', OLD."entity", 'one_id', OLD."one_id", 'other_id', OLD."other_id"), json_object('id', NEW."id", 'version', NEW."version", 'entity', NEW."entity", 'one_id', NEW."one_id", 'other_id', NEW."other_id"));
END;

CREATE TRIGGER "history_kept_apart_delete" AFTER DELETE ON "kept_apart"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'kept_apart', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'entity', OLD."entity", 'one_id', OLD."one_id", 'other_id', OLD."other_id"), NULL);
END;

CREATE TRIGGER "history_left_alone_insert" AFTER INSERT ON "left_alone"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'left_alone', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'finding', NEW."finding", 'entity_id', NEW."entity_id", 'said', NEW."said") END);
END;

CREATE TRIGGER "history_left_alone_guard" BEFORE UPDATE OF "id", "finding", "entity_id", "said", "version" ON "left_alone" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_left_alone_update" AFTER UPDATE ON "left_alone" WHEN OLD."finding" IS NOT NEW."finding" OR OLD."entity_id" IS NOT NEW."entity_id" OR OLD."said" IS NOT NEW."said"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'left_alone', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'finding', OLD."finding", 'entity_id', OLD."entity_id", 'said', OLD."said"), json_object('id', NEW."id", 'version', NEW."version", 'finding', NEW."finding", 'entity_id', NEW."entity_id", 'said', NEW."said"));
END;

CREATE TRIGGER "history_left_alone_delete" AFTER DELETE ON "left_alone"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'left_alone', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'finding', OLD."finding", 'entity_id', OLD."entity_id", 'said', OLD."said"), NULL);
END;

CREATE TRIGGER "history_location_insert" AFTER INSERT ON "location"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'location', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_location_guard" BEFORE UPDATE OF "id", "name", "name_sort", "match_key", "note", "archived_on", "version" ON "location" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_location_update" AFTER UPDATE ON "location" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'location', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_location_delete" AFTER DELETE ON "location"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'location', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_notice_template_insert" AFTER INSERT ON "notice_template"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'notice_template', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'kind', NEW."kind", 'note', NEW."note", 'says', NEW."says", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_notice_template_guard" BEFORE UPDATE OF "id", "name", "name_sort", "kind", "note", "says", "archived_on", "version" ON "notice_template" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_notice_template_update" AFTER UPDATE ON "notice_template" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."kind" IS NOT NEW."kind" OR OLD."note" IS NOT NEW."note" OR OLD."says" IS NOT NEW."says" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'notice_template', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'kind', OLD."kind", 'note', OLD."note", 'says', OLD."says", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'kind', NEW."kind", 'note', NEW."note", 'says', NEW."says", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_notice_template_delete" AFTER DELETE ON "notice_template"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'notice_template', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'kind', OLD."kind", 'note', OLD."note", 'says', OLD."says", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_organisation_insert" AFTER INSERT ON "organisation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'acronym', NEW."acronym", 'kind', NEW."kind", 'legal_form', NEW."legal_form", 'founded_on', NEW."founded_on", 'known_since', NEW."known_since", 'purpose', NEW."purpose", 'address', NEW."address", 'postal_code', NEW."postal_code", 'town', NEW."town", 'region', NEW."region", 'country_code', NEW."country_code", 'email', NEW."email", 'phone', NEW."phone", 'website', NEW."website", 'note', NEW."note", 'reviewed_on', NEW."reviewed_on", 'merged_into_id', NEW."merged_into_id", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_organisation_guard" BEFORE UPDATE OF "id", "name", "name_sort", "acronym", "kind", "legal_form", "founded_on", "known_since", "purpose", "address", "postal_code", "town", "region", "country_code", "email", "phone", "website", "note", "reviewed_on", "merged_into_id", "archived_on", "version" ON "organisation" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_organisation_update" AFTER UPDATE ON "organisation" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."acronym" IS NOT NEW."acronym" OR OLD."kind" IS NOT NEW."kind" OR OLD."legal_form" IS NOT NEW."legal_form" OR OLD."founded_on" IS NOT NEW."founded_on" OR OLD."known_since" IS NOT NEW."known_since" OR OLD."purpose" IS NOT NEW."purpose" OR OLD."address" IS NOT NEW."address" OR OLD."postal_code" IS NOT NEW."postal_code" OR OLD."town" IS NOT NEW."town" OR OLD."region" IS NOT NEW."region" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."email" IS NOT NEW."email" OR OLD."phone" IS NOT NEW."phone" OR OLD."website" IS NOT NEW."website" OR OLD."note" IS NOT NEW."note" OR OLD."reviewed_on" IS NOT NEW."reviewed_on" OR OLD."merged_into_id" IS NOT NEW."merged_into_id" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'acronym', OLD."acronym", 'kind', OLD."kind", 'legal_form', OLD."legal_form", 'founded_on', OLD."founded_on", 'known_since', OLD."known_since", 'purpose', OLD."purpose", 'address', OLD."address", 'postal_code', OLD."postal_code", 'town', OLD."town", 'region', OLD."region", 'country_code', OLD."country_code", 'email', OLD."email", 'phone', OLD."phone", 'website', OLD."website", 'note', OLD."note", 'reviewed_on', OLD."reviewed_on", 'merged_into_id', OLD."merged_into_id", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'acronym', NEW."acronym", 'kind', NEW."kind", 'legal_form', NEW."legal_form", 'founded_on', NEW."founded_on", 'known_since', NEW."known_since", 'purpose', NEW."purpose", 'address', NEW."address", 'postal_code', NEW."postal_code", 'town', NEW."town", 'region', NEW."region", 'country_code', NEW."country_code", 'email', NEW."email", 'phone', NEW."phone", 'website', NEW."website", 'note', NEW."note", 'reviewed_on', NEW."reviewed_on", 'merged_into_id', NEW."merged_into_id", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_organisation_delete" AFTER DELETE ON "organisation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'acronym', OLD."acronym", 'kind', OLD."kind", 'legal_form', OLD."legal_form", 'founded_on', OLD."founded_on", 'known_since', OLD."known_since", 'purpose', OLD."purpose", 'address', OLD."address", 'postal_code', OLD."postal_code", 'town', OLD."town", 'region', OLD."region", 'country_code', OLD."country_code", 'email', OLD."email", 'phone', OLD."phone", 'website', OLD."website", 'note', OLD."note", 'reviewed_on', OLD."reviewed_on", 'merged_into_id', OLD."merged_into_id", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_person_insert" AFTER INSERT ON "person"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'person', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'given_name', NEW."given_name", 'family_name', NEW."family_name", 'name_sort', NEW."name_sort", 'honorific', NEW."honorific", 'address', NEW."address", 'postal_code', NEW."postal_code", 'town', NEW."town", 'country_code', NEW."country_code", 'language_code', NEW."language_code", 'note', NEW."note", 'merged_into_id', NEW."merged_into_id", 'anonymised_on', NEW."anonymised_on", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_person_guard" BEFORE UPDATE OF "id", "given_name", "family_name", "name_sort", "honorific", "address", "postal_code", "town", "country_code", "language_code", "note", "merged_into_id", "anonymised_on", "archived_on", "version" ON "person" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_person_update" AFTER UPDATE ON "person" WHEN OLD."given_name" IS NOT NEW."given_name" OR OLD."family_name" IS NOT NEW."family_name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."honorific" IS NOT NEW."honorific" OR OLD."address" IS NOT NEW."address" OR OLD."postal_code" IS NOT NEW."postal_code" OR OLD."town" IS NOT NEW."town" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."language_code" IS NOT NEW."language_code" OR OLD."note" IS NOT NEW."note" OR OLD."merged_into_id" IS NOT NEW."merged_into_id" OR OLD."anonymised_on" IS NOT NEW."anonymised_on" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'person', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'given_name', OLD."given_name", 'family_name', OLD."family_name", 'name_sort', OLD."name_sort", 'honorific', OLD."honorific", 'address', OLD."address", 'postal_code', OLD."postal_code", 'town', OLD."town", 'country_code', OLD."country_code", 'language_code', OLD."language_code", 'note', OLD."note", 'merged_into_id', OLD."merged_into_id", 'anonymised_on', OLD."anonymised_on", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'given_name', NEW."given_name", 'family_name', NEW."family_name", 'name_sort', NEW."name_sort", 'honorific', NEW."honorific", 'address', NEW."address", 'postal_code', NEW."postal_code", 'town', NEW."town", 'country_code', NEW."country_code", 'language_code', NEW."language_code", 'note', NEW."note", 'merged_into_id', NEW."merged_into_id", 'anonymised_on', NEW."anonymised_on", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_person_delete" AFTER DELETE ON "person"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'person', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'given_name', OLD."given_name", 'family_name', OLD."family_name", 'name_sort', OLD."name_sort", 'honorific', OLD."honorific", 'address', OLD."address", 'postal_code', OLD."postal_code", 'town', OLD."town", 'country_code', OLD."country_code", 'language_code', OLD."language_code", 'note', OLD."note", 'merged_into_id', OLD."merged_into_id", 'anonymised_on', OLD."anonymised_on", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_publisher_insert" AFTER INSERT ON "publisher"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'publisher', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'place', NEW."place", 'name_sort', NEW."name_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on", 'source', NEW."source", 'url', NEW."url") END);
END;

CREATE TRIGGER "history_publisher_guard" BEFORE UPDATE OF "id", "name", "place", "name_sort", "match_key", "note", "archived_on", "source", "url", "version" ON "publisher" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_publisher_update" AFTER UPDATE ON "publisher" WHEN OLD."name" IS NOT NEW."name" OR OLD."place" IS NOT NEW."place" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."source" IS NOT NEW."source" OR OLD."url" IS NOT NEW."url"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'publisher', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'place', OLD."place", 'name_sort', OLD."name_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on", 'source', OLD."source", 'url', OLD."url"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'place', NEW."place", 'name_sort', NEW."name_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on", 'source', NEW."source", 'url', NEW."url"));
END;

CREATE TRIGGER "history_publisher_delete" AFTER DELETE ON "publisher"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'publisher', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'place', OLD."place", 'name_sort', OLD."name_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on", 'source', OLD."source", 'url', OLD."url"), NULL);
END;

CREATE TRIGGER "history_quality_note_insert" AFTER INSERT ON "quality_note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'quality_note', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'indicator', NEW."indicator", 'note', NEW."note", 'checked_on', NEW."checked_on") END);
END;

CREATE TRIGGER "history_quality_note_guard" BEFORE UPDATE OF "id", "indicator", "note", "checked_on", "version" ON "quality_note" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_quality_note_update" AFTER UPDATE ON "quality_note" WHEN OLD."indicator" IS NOT NEW."indicator" OR OLD."note" IS NOT NEW."note" OR OLD."checked_on" IS NOT NEW."checked_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'quality_note', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'indicator', OLD."indicator", 'note', OLD."note", 'checked_on', OLD."checked_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'indicator', NEW."indicator", 'note', NEW."note", 'checked_on', NEW."checked_on"));
END;

CREATE TRIGGER "history_quality_note_delete" AFTER DELETE ON "quality_note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'quality_note', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'indicator', OLD."indicator", 'note', OLD."note", 'checked_on', OLD."checked_on"), NULL);
END;

CREATE TRIGGER "history_room_insert" AFTER INSERT ON "room"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'room', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'address', NEW."address", 'seats', NEW."seats", 'access', NEW."access", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_room_guard" BEFORE UPDATE OF "id", "name", "name_sort", "address", "seats", "access", "archived_on", "version" ON "room" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_room_update" AFTER UPDATE ON "room" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."address" IS NOT NEW."address" OR OLD."seats" IS NOT NEW."seats" OR OLD."access" IS NOT NEW."access" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'room', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'address', OLD."address", 'seats', OLD."seats", 'access', OLD."access", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'address', NEW."address", 'seats', NEW."seats", 'access', NEW."access", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_room_delete" AFTER DELETE ON "room"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'room', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'address', OLD."address", 'seats', OLD."seats", 'access', OLD."access", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_shelf_insert" AFTER INSERT ON "shelf"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'shelf', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'match_key', NEW."match_key", 'icon', NEW."icon", 'colour', NEW."colour", 'query', NEW."query", 'filters', NEW."filters", 'sort', NEW."sort", 'is_reversed', NEW."is_reversed", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_shelf_guard" BEFORE UPDATE OF "id", "name", "match_key", "icon", "colour", "query", "filters", "sort", "is_reversed", "position", "version" ON "shelf" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_shelf_update" AFTER UPDATE ON "shelf" WHEN OLD."name" IS NOT NEW."name" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."icon" IS NOT NEW."icon" OR OLD."colour" IS NOT NEW."colour" OR OLD."query" IS NOT NEW."query" OR OLD."filters" IS NOT NEW."filters" OR OLD."sort" IS NOT NEW."sort" OR OLD."is_reversed" IS NOT NEW."is_reversed" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'shelf', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'match_key', OLD."match_key", 'icon', OLD."icon", 'colour', OLD."colour", 'query', OLD."query", 'filters', OLD."filters", 'sort', OLD."sort", 'is_reversed', OLD."is_reversed", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'match_key', NEW."match_key", 'icon', NEW."icon", 'colour', NEW."colour", 'query', NEW."query", 'filters', NEW."filters", 'sort', NEW."sort", 'is_reversed', NEW."is_reversed", 'position', NEW."position"));
END;

CREATE TRIGGER "history_shelf_delete" AFTER DELETE ON "shelf"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'shelf', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'match_key', OLD."match_key", 'icon', OLD."icon", 'colour', OLD."colour", 'query', OLD."query", 'filters', OLD."filters", 'sort', OLD."sort", 'is_reversed', OLD."is_reversed", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_staff_insert" AFTER INSERT ON "staff"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'staff', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'initials', NEW."initials", 'role', NEW."role", 'archived_on', NEW."archived_on", 'standing', NEW."standing") END);
END;

CREATE TRIGGER "history_staff_guard" BEFORE UPDATE OF "id", "name", "name_sort", "initials", "role", "archived_on", "standing", "version" ON "staff" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_staff_update" AFTER UPDATE ON "staff" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."initials" IS NOT NEW."initials" OR OLD."role" IS NOT NEW."role" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."standing" IS NOT NEW."standing"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'staff', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'initials', OLD."initials", 'role', OLD."role", 'archived_on', OLD."archived_on", 'standing', OLD."standing"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'initials', NEW."initials", 'role', NEW."role", 'archived_on', NEW."archived_on", 'standing', NEW."standing"));
END;

CREATE TRIGGER "history_staff_delete" AFTER DELETE ON "staff"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'staff', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'initials', OLD."initials", 'role', OLD."role", 'archived_on', OLD."archived_on", 'standing', OLD."standing"), NULL);
END;

CREATE TRIGGER "history_statement_amount_insert" AFTER INSERT ON "statement_amount"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'statement_amount', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'year', NEW."year", 'line', NEW."line", 'amount', NEW."amount") END);
END;

CREATE TRIGGER "history_statement_amount_guard" BEFORE UPDATE OF "id", "year", "line", "amount", "version" ON "statement_amount" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_statement_amount_update" AFTER UPDATE ON "statement_amount" WHEN OLD."year" IS NOT NEW."year" OR OLD."line" IS NOT NEW."line" OR OLD."amount" IS NOT NEW."amount"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'statement_amount', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'year', OLD."year", 'line', OLD."line", 'amount', OLD."amount"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'year', NEW."year", 'line', NEW."line", 'amount', NEW."amount"));
END;

CREATE TRIGGER "history_statement_amount_delete" AFTER DELETE ON "statement_amount"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'statement_amount', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'year', OLD."year", 'line', OLD."line", 'amount', OLD."amount"), NULL);
END;

CREATE TRIGGER "history_thesaurus_insert" AFTER INSERT ON "thesaurus"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'thesaurus', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'uri', NEW."uri", 'is_geographic', NEW."is_geographic", 'note', NEW."note", 'source', NEW."source", 'licence', NEW."licence", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_thesaurus_guard" BEFORE UPDATE OF "id", "name", "uri", "is_geographic", "note", "source", "licence", "archived_on", "version" ON "thesaurus" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_thesaurus_update" AFTER UPDATE ON "thesaurus" WHEN OLD."name" IS NOT NEW."name" OR OLD."uri" IS NOT NEW."uri" OR OLD."is_geographic" IS NOT NEW."is_geographic" OR OLD."note" IS NOT NEW."note" OR OLD."source" IS NOT NEW."source" OR OLD."licence" IS NOT NEW."licence" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'thesaurus', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'uri', OLD."uri", 'is_geographic', OLD."is_geographic", 'note', OLD."note", 'source', OLD."source", 'licence', OLD."licence", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'uri', NEW."uri", 'is_geographic', NEW."is_geographic", 'note', NEW."note", 'source', NEW."source", 'licence', NEW."licence", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_thesaurus_delete" AFTER DELETE ON "thesaurus"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'thesaurus', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'uri', OLD."uri", 'is_geographic', OLD."is_geographic", 'note', OLD."note", 'source', OLD."source", 'licence', OLD."licence", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_training_quota_insert" AFTER INSERT ON "training_quota"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_quota', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'year', NEW."year", 'days', NEW."days") END);
END;

CREATE TRIGGER "history_training_quota_guard" BEFORE UPDATE OF "id", "year", "days", "version" ON "training_quota" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_training_quota_update" AFTER UPDATE ON "training_quota" WHEN OLD."year" IS NOT NEW."year" OR OLD."days" IS NOT NEW."days"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_quota', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'year', OLD."year", 'days', OLD."days"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'year', NEW."year", 'days', NEW."days"));
END;

CREATE TRIGGER "history_training_quota_delete" AFTER DELETE ON "training_quota"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_quota', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'year', OLD."year", 'days', OLD."days"), NULL);
END;

CREATE TRIGGER "history_training_setting_insert" AFTER INSERT ON "training_setting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_setting', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'minimum_days', NEW."minimum_days", 'needs_contact', NEW."needs_contact", 'meals', NEW."meals", 'house_rules', NEW."house_rules", 'programme_title', NEW."programme_title", 'programme_intro', NEW."programme_intro", 'booking_words', NEW."booking_words", 'places_words', NEW."places_words", 'hours_words', NEW."hours_words", 'childcare_words', NEW."childcare_words", 'absence_words', NEW."absence_words", 'rules_words', NEW."rules_words", 'ideas_words', NEW."ideas_words", 'is_declared', NEW."is_declared") END);
END;

CREATE TRIGGER "history_training_setting_guard" BEFORE UPDATE OF "id", "minimum_days", "needs_contact", "meals", "house_rules", "programme_title", "programme_intro", "booking_words", "places_words", "hours_words", "childcare_words", "absence_words", "rules_words", "ideas_words", "is_declared", "version" ON "training_setting" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_training_setting_update" AFTER UPDATE ON "training_setting" WHEN OLD."minimum_days" IS NOT NEW."minimum_days" OR OLD."needs_contact" IS NOT NEW."needs_contact" OR OLD."meals" IS NOT NEW."meals" OR OLD."house_rules" IS NOT NEW."house_rules" OR OLD."programme_title" IS NOT NEW."programme_title" OR OLD."programme_intro" IS NOT NEW."programme_intro" OR OLD."booking_words" IS NOT NEW."booking_words" OR OLD."places_words" IS NOT NEW."places_words" OR OLD."hours_words" IS NOT NEW."hours_words" OR OLD."childcare_words" IS NOT NEW."childcare_words" OR OLD."absence_words" IS NOT NEW."absence_words" OR OLD."rules_words" IS NOT NEW."rules_words" OR OLD."ideas_words" IS NOT NEW."ideas_words" OR OLD."is_declared" IS NOT NEW."is_declared"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_setting', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'minimum_days', OLD."minimum_days", 'needs_contact', OLD."needs_contact", 'meals', OLD."meals", 'house_rules', OLD."house_rules", 'programme_title', OLD."programme_title", 'programme_intro', OLD."programme_intro", 'booking_words', OLD."booking_words", 'places_words', OLD."places_words", 'hours_words', OLD."hours_words", 'childcare_words', OLD."childcare_words", 'absence_words', OLD."absence_words", 'rules_words', OLD."rules_words", 'ideas_words', OLD."ideas_words", 'is_declared', OLD."is_declared"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'minimum_days', NEW."minimum_days", 'needs_contact', NEW."needs_contact", 'meals', NEW."meals", 'house_rules', NEW."house_rules", 'programme_title', NEW."programme_title", 'programme_intro', NEW."programme_intro", 'booking_words', NEW."booking_words", 'places_words', NEW."places_words", 'hours_words', NEW."hours_words", 'childcare_words', NEW."childcare_words", 'absence_words', NEW."absence_words", 'rules_words', NEW."rules_words", 'ideas_words', NEW."ideas_words", 'is_declared', NEW."is_declared"));
END;

CREATE TRIGGER "history_training_setting_delete" AFTER DELETE ON "training_setting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_setting', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'minimum_days', OLD."minimum_days", 'needs_contact', OLD."needs_contact", 'meals', OLD."meals", 'house_rules', OLD."house_rules", 'programme_title', OLD."programme_title", 'programme_intro', OLD."programme_intro", 'booking_words', OLD."booking_words", 'places_words', OLD."places_words", 'hours_words', OLD."hours_words", 'childcare_words', OLD."childcare_words", 'absence_words', OLD."absence_words", 'rules_words', OLD."rules_words", 'ideas_words', OLD."ideas_words", 'is_declared', OLD."is_declared"), NULL);
END;

CREATE TRIGGER "history_weeding_insert" AFTER INSERT ON "weeding"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'weeding', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'started_on', NEW."started_on", 'decision', NEW."decision", 'decided_on', NEW."decided_on", 'closed_on', NEW."closed_on", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_weeding_guard" BEFORE UPDATE OF "id", "name", "started_on", "decision", "decided_on", "closed_on", "note", "version" ON "weeding" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_weeding_update" AFTER UPDATE ON "weeding" WHEN OLD."name" IS NOT NEW."name" OR OLD."started_on" IS NOT NEW."started_on" OR OLD."decision" IS NOT NEW."decision" OR OLD."decided_on" IS NOT NEW."decided_on" OR OLD."closed_on" IS NOT NEW."closed_on" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'weeding', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'started_on', OLD."started_on", 'decision', OLD."decision", 'decided_on', OLD."decided_on", 'closed_on', OLD."closed_on", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'started_on', NEW."started_on", 'decision', NEW."decision", 'decided_on', NEW."decided_on", 'closed_on', NEW."closed_on", 'note', NEW."note"));
END;

CREATE TRIGGER "history_weeding_delete" AFTER DELETE ON "weeding"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'weeding', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'started_on', OLD."started_on", 'decision', OLD."decision", 'decided_on', OLD."decided_on", 'closed_on', OLD."closed_on", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_affiliation_insert" AFTER INSERT ON "affiliation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'affiliation', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'organisation_id', NEW."organisation_id", 'role', NEW."role", 'title', NEW."title", 'since', NEW."since", 'until', NEW."until", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_affiliation_guard" BEFORE UPDATE OF "id", "person_id", "organisation_id", "role", "title", "since", "until", "position", "version" ON "affiliation" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_affiliation_update" AFTER UPDATE ON "affiliation" WHEN OLD."person_id" IS NOT NEW."person_id" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."role" IS NOT NEW."role" OR OLD."title" IS NOT NEW."title" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'affiliation', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'organisation_id', OLD."organisation_id", 'role', OLD."role", 'title', OLD."title", 'since', OLD."since", 'until', OLD."until", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'organisation_id', NEW."organisation_id", 'role', NEW."role", 'title', NEW."title", 'since', NEW."since", 'until', NEW."until", 'position', NEW."position"));
END;

CREATE TRIGGER "history_affiliation_delete" AFTER DELETE ON "affiliation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'affiliation', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'organisation_id', OLD."organisation_id", 'role', OLD."role", 'title', OLD."title", 'since', OLD."since", 'until', OLD."until", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_agreement_insert" AFTER INSERT ON "agreement"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'kind_code', NEW."kind_code", 'name', NEW."name", 'name_sort', NEW."name_sort", 'group_name', NEW."group_name", 'parent_id', NEW."parent_id", 'rank', NEW."rank", 'is_relaunch', NEW."is_relaunch", 'authority_id', NEW."authority_id", 'partner_id', NEW."partner_id", 'country_code', NEW."country_code", 'place', NEW."place", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'partner_kind_code', NEW."partner_kind_code", 'object', NEW."object", 'deliberated_on', NEW."deliberated_on", 'deliberation_number', NEW."deliberation_number", 'partner_deliberated_on', NEW."partner_deliberated_on", 'partner_deliberation', NEW."partner_deliberation", 'signed_on', NEW."signed_on", 'signed_place', NEW."signed_place", 'signed_by', NEW."signed_by", 'partner_signed_by', NEW."partner_signed_by", 'originals', NEW."originals", 'transmitted_on', NEW."transmitted_on", 'transmission_number', NEW."transmission_number", 'published_on', NEW."published_on", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'notice_months', NEW."notice_months", 'renewal', NEW."renewal", 'renewal_months', NEW."renewal_months", 'suspended_on', NEW."suspended_on", 'suspension_reason', NEW."suspension_reason", 'terminated_on', NEW."terminated_on", 'termination_reason', NEW."termination_reason", 'steering', NEW."steering", 'note', NEW."note", 'staff_id', NEW."staff_id", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_agreement_guard" BEFORE UPDATE OF "id", "number", "kind_code", "name", "name_sort", "group_name", "parent_id", "rank", "is_relaunch", "authority_id", "partner_id", "country_code", "place", "latitude_e6", "longitude_e6", "partner_kind_code", "object", "deliberated_on", "deliberation_number", "partner_deliberated_on", "partner_deliberation", "signed_on", "signed_place", "signed_by", "partner_signed_by", "originals", "transmitted_on", "transmission_number", "published_on", "starts_on", "ends_on", "notice_months", "renewal", "renewal_months", "suspended_on", "suspension_reason", "terminated_on", "termination_reason", "steering", "note", "staff_id", "archived_on", "version" ON "agreement" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_agreement_update" AFTER UPDATE ON "agreement" WHEN OLD."number" IS NOT NEW."number" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."group_name" IS NOT NEW."group_name" OR OLD."parent_id" IS NOT NEW."parent_id" OR OLD."rank" IS NOT NEW."rank" OR OLD."is_relaunch" IS NOT NEW."is_relaunch" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."partner_id" IS NOT NEW."partner_id" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."place" IS NOT NEW."place" OR OLD."latitude_e6" IS NOT NEW."latitude_e6" OR OLD."longitude_e6" IS NOT NEW."longitude_e6" OR OLD."partner_kind_code" IS NOT NEW."partner_kind_code" OR OLD."object" IS NOT NEW."object" OR OLD."deliberated_on" IS NOT NEW."deliberated_on" OR OLD."deliberation_number" IS NOT NEW."deliberation_number" OR OLD."partner_deliberated_on" IS NOT NEW."partner_deliberated_on" OR OLD."partner_deliberation" IS NOT NEW."partner_deliberation" OR OLD."signed_on" IS NOT NEW."signed_on" OR OLD."signed_place" IS NOT NEW."signed_place" OR OLD."signed_by" IS NOT NEW."signed_by" OR OLD."partner_signed_by" IS NOT NEW."partner_signed_by" OR OLD."originals" IS NOT NEW."originals" OR OLD."transmitted_on" IS NOT NEW."transmitted_on" OR OLD."transmission_number" IS NOT NEW."transmission_number" OR OLD."published_on" IS NOT NEW."published_on" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."notice_months" IS NOT NEW."notice_months" OR OLD."renewal" IS NOT NEW."renewal" OR OLD."renewal_months" IS NOT NEW."renewal_months" OR OLD."suspended_on" IS NOT NEW."suspended_on" OR OLD."suspension_reason" IS NOT NEW."suspension_reason" OR OLD."terminated_on" IS NOT NEW."terminated_on" OR OLD."termination_reason" IS NOT NEW."termination_reason" OR OLD."steering" IS NOT NEW."steering" OR OLD."note" IS NOT NEW."note" OR OLD."staff_id" IS NOT NEW."staff_id" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'kind_code', OLD."kind_code", 'name', OLD."name", 'name_sort', OLD."name_sort", 'group_name', OLD."group_name", 'parent_id', OLD."parent_id", 'rank', OLD."rank", 'is_relaunch', OLD."is_relaunch", 'authority_id', OLD."authority_id", 'partner_id', OLD."partner_id", 'country_code', OLD."country_code", 'place', OLD."place", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'partner_kind_code', OLD."partner_kind_code", 'object', OLD."object", 'deliberated_on', OLD."deliberated_on", 'deliberation_number', OLD."deliberation_number", 'partner_deliberated_on', OLD."partner_deliberated_on", 'partner_deliberation', OLD."partner_deliberation", 'signed_on', OLD."signed_on", 'signed_place', OLD."signed_place", 'signed_by', OLD."signed_by", 'partner_signed_by', OLD."partner_signed_by", 'originals', OLD."originals", 'transmitted_on', OLD."transmitted_on", 'transmission_number', OLD."transmission_number", 'published_on', OLD."published_on", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'notice_months', OLD."notice_months", 'renewal', OLD."renewal", 'renewal_months', OLD."renewal_months", 'suspended_on', OLD."suspended_on", 'suspension_reason', OLD."suspension_reason", 'terminated_on', OLD."terminated_on", 'termination_reason', OLD."termination_reason", 'steering', OLD."steering", 'note', OLD."note", 'staff_id', OLD."staff_id", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'kind_code', NEW."kind_code", 'name', NEW."name", 'name_sort', NEW."name_sort", 'group_name', NEW."group_name", 'parent_id', NEW."parent_id", 'rank', NEW."rank", 'is_relaunch', NEW."is_relaunch", 'authority_id', NEW."authority_id", 'partner_id', NEW."partner_id", 'country_code', NEW."country_code", 'place', NEW."place", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'partner_kind_code', NEW."partner_kind_code", 'object', NEW."object", 'deliberated_on', NEW."deliberated_on", 'deliberation_number', NEW."deliberation_number", 'partner_deliberated_on', NEW."partner_deliberated_on", 'partner_deliberation', NEW."partner_deliberation", 'signed_on', NEW."signed_on", 'signed_place', NEW."signed_place", 'signed_by', NEW."signed_by", 'partner_signed_by', NEW."partner_signed_by", 'originals', NEW."originals", 'transmitted_on', NEW."transmitted_on", 'transmission_number', NEW."transmission_number", 'published_on', NEW."published_on", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'notice_months', NEW."notice_months", 'renewal', NEW."renewal", 'renewal_months', NEW."renewal_months", 'suspended_on', NEW."suspended_on", 'suspension_reason', NEW."suspension_reason", 'terminated_on', NEW."terminated_on", 'termination_reason', NEW."termination_reason", 'steering', NEW."steering", 'note', NEW."note", 'staff_id', NEW."staff_id", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_agreement_delete" AFTER DELETE ON "agreement"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'kind_code', OLD."kind_code", 'name', OLD."name", 'name_sort', OLD."name_sort", 'group_name', OLD."group_name", 'parent_id', OLD."parent_id", 'rank', OLD."rank", 'is_relaunch', OLD."is_relaunch", 'authority_id', OLD."authority_id", 'partner_id', OLD."partner_id", 'country_code', OLD."country_code", 'place', OLD."place", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'partner_kind_code', OLD."partner_kind_code", 'object', OLD."object", 'deliberated_on', OLD."deliberated_on", 'deliberation_number', OLD."deliberation_number", 'partner_deliberated_on', OLD."partner_deliberated_on", 'partner_deliberation', OLD."partner_deliberation", 'signed_on', OLD."signed_on", 'signed_place', OLD."signed_place", 'signed_by', OLD."signed_by", 'partner_signed_by', OLD."partner_signed_by", 'originals', OLD."originals", 'transmitted_on', OLD."transmitted_on", 'transmission_number', OLD."transmission_number", 'published_on', OLD."published_on", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'notice_months', OLD."notice_months", 'renewal', OLD."renewal", 'renewal_months', OLD."renewal_months", 'suspended_on', OLD."suspended_on", 'suspension_reason', OLD."suspension_reason", 'terminated_on', OLD."terminated_on", 'termination_reason', OLD."termination_reason", 'steering', OLD."steering", 'note', OLD."note", 'staff_id', OLD."staff_id", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_busy_calendar_insert" AFTER INSERT ON "busy_calendar"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'busy_calendar', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'room_id', NEW."room_id", 'person_id', NEW."person_id", 'name', NEW."name", 'sha256', NEW."sha256", 'read_on', NEW."read_on") END);
END;

CREATE TRIGGER "history_busy_calendar_guard" BEFORE UPDATE OF "id", "room_id", "person_id", "name", "sha256", "read_on", "version" ON "busy_calendar" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_busy_calendar_update" AFTER UPDATE ON "busy_calendar" WHEN OLD."room_id" IS NOT NEW."room_id" OR OLD."person_id" IS NOT NEW."person_id" OR OLD."name" IS NOT NEW."name" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."read_on" IS NOT NEW."read_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'busy_calendar', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'room_id', OLD."room_id", 'person_id', OLD."person_id", 'name', OLD."name", 'sha256', OLD."sha256", 'read_on', OLD."read_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'room_id', NEW."room_id", 'person_id', NEW."person_id", 'name', NEW."name", 'sha256', NEW."sha256", 'read_on', NEW."read_on"));
END;

CREATE TRIGGER "history_busy_calendar_delete" AFTER DELETE ON "busy_calendar"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'busy_calendar', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'room_id', OLD."room_id", 'person_id', OLD."person_id", 'name', OLD."name", 'sha256', OLD."sha256", 'read_on', OLD."read_on"), NULL);
END;

CREATE TRIGGER "history_consent_insert" AFTER INSERT ON "consent"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'consent', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'organisation_id', NEW."organisation_id", 'subject', NEW."subject", 'is_given', NEW."is_given", 'given_on', NEW."given_on", 'how', NEW."how", 'review_on', NEW."review_on") END);
END;

CREATE TRIGGER "history_consent_guard" BEFORE UPDATE OF "id", "person_id", "organisation_id", "subject", "is_given", "given_on", "how", "review_on", "version" ON "consent" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_consent_update" AFTER UPDATE ON "consent" WHEN OLD."person_id" IS NOT NEW."person_id" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."subject" IS NOT NEW."subject" OR OLD."is_given" IS NOT NEW."is_given" OR OLD."given_on" IS NOT NEW."given_on" OR OLD."how" IS NOT NEW."how" OR OLD."review_on" IS NOT NEW."review_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'consent', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'organisation_id', OLD."organisation_id", 'subject', OLD."subject", 'is_given', OLD."is_given", 'given_on', OLD."given_on", 'how', OLD."how", 'review_on', OLD."review_on"), json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'organisation_id', NEW."organisation_id", 'subject', NEW."subject", 'is_given', NEW."is_given", 'given_on', NEW."given_on", 'how', NEW."how", 'review_on', NEW."review_on"));
END;

CREATE TRIGGER "history_consent_delete" AFTER DELETE ON "consent"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'consent', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'organisation_id', OLD."organisation_id", 'subject', OLD."subject", 'is_given', OLD."is_given", 'given_on', OLD."given_on", 'how', OLD."how", 'review_on', OLD."review_on"), NULL);
END;

CREATE TRIGGER "history_contact_insert" AFTER INSERT ON "contact"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contact', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'channel', NEW."channel", 'value', NEW."value", 'is_private', NEW."is_private", 'permission', NEW."permission", 'permission_on', NEW."permission_on", 'permission_how', NEW."permission_how", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_contact_guard" BEFORE UPDATE OF "id", "person_id", "channel", "value", "is_private", "permission", "permission_on", "permission_how", "position", "version" ON "contact" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_contact_update" AFTER UPDATE ON "contact" WHEN OLD."person_id" IS NOT NEW."person_id" OR OLD."channel" IS NOT NEW."channel" OR OLD."value" IS NOT NEW."value" OR OLD."is_private" IS NOT NEW."is_private" OR OLD."permission" IS NOT NEW."permission" OR OLD."permission_on" IS NOT NEW."permission_on" OR OLD."permission_how" IS NOT NEW."permission_how" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contact', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'channel', OLD."channel", 'value', OLD."value", 'is_private', OLD."is_private", 'permission', OLD."permission", 'permission_on', OLD."permission_on", 'permission_how', OLD."permission_how", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'channel', NEW."channel", 'value', NEW."value", 'is_private', NEW."is_private", 'permission', NEW."permission", 'permission_on', NEW."permission_on", 'permission_how', NEW."permission_how", 'position', NEW."position"));
END;

CREATE TRIGGER "history_contact_delete" AFTER DELETE ON "contact"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contact', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'channel', OLD."channel", 'value', OLD."value", 'is_private', OLD."is_private", 'permission', OLD."permission", 'permission_on', OLD."permission_on", 'permission_how', OLD."permission_how", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_counter_code_insert" AFTER INSERT ON "counter_code"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'counter_code', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'handle', NEW."handle", 'hash', NEW."hash", 'revoked_on', NEW."revoked_on") END);
END;

CREATE TRIGGER "history_counter_code_guard" BEFORE UPDATE OF "id", "organisation_id", "contact_id", "handle", "hash", "revoked_on", "version" ON "counter_code" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_counter_code_update" AFTER UPDATE ON "counter_code" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."contact_id" IS NOT NEW."contact_id" OR OLD."handle" IS NOT NEW."handle" OR OLD."hash" IS NOT NEW."hash" OR OLD."revoked_on" IS NOT NEW."revoked_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'counter_code', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'handle', OLD."handle", 'hash', OLD."hash", 'revoked_on', OLD."revoked_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'handle', NEW."handle", 'hash', NEW."hash", 'revoked_on', NEW."revoked_on"));
END;

CREATE TRIGGER "history_counter_code_delete" AFTER DELETE ON "counter_code"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'counter_code', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'handle', OLD."handle", 'hash', OLD."hash", 'revoked_on', OLD."revoked_on"), NULL);
END;

CREATE TRIGGER "history_course_competence_insert" AFTER INSERT ON "course_competence"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course_competence', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'course_id', NEW."course_id", 'competence_id', NEW."competence_id") END);
END;

CREATE TRIGGER "history_course_competence_guard" BEFORE UPDATE OF "id", "course_id", "competence_id", "version" ON "course_competence" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_course_competence_update" AFTER UPDATE ON "course_competence" WHEN OLD."course_id" IS NOT NEW."course_id" OR OLD."competence_id" IS NOT NEW."competence_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course_competence', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'course_id', OLD."course_id", 'competence_id', OLD."competence_id"), json_object('id', NEW."id", 'version', NEW."version", 'course_id', NEW."course_id", 'competence_id', NEW."competence_id"));
END;

CREATE TRIGGER "history_course_competence_delete" AFTER DELETE ON "course_competence"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course_competence', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'course_id', OLD."course_id", 'competence_id', OLD."competence_id"), NULL);
END;

CREATE TRIGGER "history_custom_choice_insert" AFTER INSERT ON "custom_choice"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_choice', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'field_id', NEW."field_id", 'word', NEW."word", 'match_key', NEW."match_key", 'position', NEW."position", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_custom_choice_guard" BEFORE UPDATE OF "id", "field_id", "word", "match_key", "position", "archived_on", "version" ON "custom_choice" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_custom_choice_update" AFTER UPDATE ON "custom_choice" WHEN OLD."field_id" IS NOT NEW."field_id" OR OLD."word" IS NOT NEW."word" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."position" IS NOT NEW."position" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_choice', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'field_id', OLD."field_id", 'word', OLD."word", 'match_key', OLD."match_key", 'position', OLD."position", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'field_id', NEW."field_id", 'word', NEW."word", 'match_key', NEW."match_key", 'position', NEW."position", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_custom_choice_delete" AFTER DELETE ON "custom_choice"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_choice', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'field_id', OLD."field_id", 'word', OLD."word", 'match_key', OLD."match_key", 'position', OLD."position", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_custom_field_kind_insert" AFTER INSERT ON "custom_field_kind"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_field_kind', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'field_id', NEW."field_id", 'kind', NEW."kind") END);
END;

CREATE TRIGGER "history_custom_field_kind_guard" BEFORE UPDATE OF "id", "field_id", "kind", "version" ON "custom_field_kind" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_custom_field_kind_update" AFTER UPDATE ON "custom_field_kind" WHEN OLD."field_id" IS NOT NEW."field_id" OR OLD."kind" IS NOT NEW."kind"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_field_kind', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'field_id', OLD."field_id", 'kind', OLD."kind"), json_object('id', NEW."id", 'version', NEW."version", 'field_id', NEW."field_id", 'kind', NEW."kind"));
END;

CREATE TRIGGER "history_custom_field_kind_delete" AFTER DELETE ON "custom_field_kind"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_field_kind', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'field_id', OLD."field_id", 'kind', OLD."kind"), NULL);
END;

CREATE TRIGGER "history_declaration_insert" AFTER INSERT ON "declaration"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'declaration', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'duty', NEW."duty", 'year', NEW."year", 'authority_id', NEW."authority_id", 'made_at', NEW."made_at", 'actor', NEW."actor", 'file_name', NEW."file_name", 'sha256', NEW."sha256", 'lines', NEW."lines", 'total_minor', NEW."total_minor") END);
END;

CREATE TRIGGER "history_declaration_guard" BEFORE UPDATE OF "id", "duty", "year", "authority_id", "made_at", "actor", "file_name", "sha256", "lines", "total_minor", "version" ON "declaration" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_declaration_update" AFTER UPDATE ON "declaration" WHEN OLD."duty" IS NOT NEW."duty" OR OLD."year" IS NOT NEW."year" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."made_at" IS NOT NEW."made_at" OR OLD."actor" IS NOT NEW."actor" OR OLD."file_name" IS NOT NEW."file_name" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."lines" IS NOT NEW."lines" OR OLD."total_minor" IS NOT NEW."total_minor"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'declaration', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'duty', OLD."duty", 'year', OLD."year", 'authority_id', OLD."authority_id", 'made_at', OLD."made_at", 'actor', OLD."actor", 'file_name', OLD."file_name", 'sha256', OLD."sha256", 'lines', OLD."lines", 'total_minor', OLD."total_minor"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'duty', NEW."duty", 'year', NEW."year", 'authority_id', NEW."authority_id", 'made_at', NEW."made_at", 'actor', NEW."actor", 'file_name', NEW."file_name", 'sha256', NEW."sha256", 'lines', NEW."lines", 'total_minor', NEW."total_minor"));
END;

CREATE TRIGGER "history_declaration_delete" AFTER DELETE ON "declaration"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'declaration', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'duty', OLD."duty", 'year', OLD."year", 'authority_id', OLD."authority_id", 'made_at', OLD."made_at", 'actor', OLD."actor", 'file_name', OLD."file_name", 'sha256', OLD."sha256", 'lines', OLD."lines", 'total_minor', OLD."total_minor"), NULL);
END;

CREATE TRIGGER "history_declared_expense_insert" AFTER INSERT ON "declared_expense"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'declared_expense', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'authority_id', NEW."authority_id", 'paid_on', NEW."paid_on", 'label', NEW."label", 'payee', NEW."payee", 'amount_minor', NEW."amount_minor", 'kind_code', NEW."kind_code", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code", 'channel_code', NEW."channel_code", 'aid_type_code', NEW."aid_type_code", 'gender', NEW."gender", 'environment', NEW."environment", 'biodiversity', NEW."biodiversity", 'nutrition', NEW."nutrition", 'disability', NEW."disability") END);
END;

CREATE TRIGGER "history_declared_expense_guard" BEFORE UPDATE OF "id", "authority_id", "paid_on", "label", "payee", "amount_minor", "kind_code", "country_code", "sector_code", "channel_code", "aid_type_code", "gender", "environment", "biodiversity", "nutrition", "disability", "version" ON "declared_expense" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_declared_expense_update" AFTER UPDATE ON "declared_expense" WHEN OLD."authority_id" IS NOT NEW."authority_id" OR OLD."paid_on" IS NOT NEW."paid_on" OR OLD."label" IS NOT NEW."label" OR OLD."payee" IS NOT NEW."payee" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."sector_code" IS NOT NEW."sector_code" OR OLD."channel_code" IS NOT NEW."channel_code" OR OLD."aid_type_code" IS NOT NEW."aid_type_code" OR OLD."gender" IS NOT NEW."gender" OR OLD."environment" IS NOT NEW."environment" OR OLD."biodiversity" IS NOT NEW."biodiversity" OR OLD."nutrition" IS NOT NEW."nutrition" OR OLD."disability" IS NOT NEW."disability"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'declared_expense', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'authority_id', OLD."authority_id", 'paid_on', OLD."paid_on", 'label', OLD."label", 'payee', OLD."payee", 'amount_minor', OLD."amount_minor", 'kind_code', OLD."kind_code", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code", 'channel_code', OLD."channel_code", 'aid_type_code', OLD."aid_type_code", 'gender', OLD."gender", 'environment', OLD."environment", 'biodiversity', OLD."biodiversity", 'nutrition', OLD."nutrition", 'disability', OLD."disability"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'authority_id', NEW."authority_id", 'paid_on', NEW."paid_on", 'label', NEW."label", 'payee', NEW."payee", 'amount_minor', NEW."amount_minor", 'kind_code', NEW."kind_code", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code", 'channel_code', NEW."channel_code", 'aid_type_code', NEW."aid_type_code", 'gender', NEW."gender", 'environment', NEW."environment", 'biodiversity', NEW."biodiversity", 'nutrition', NEW."nutrition", 'disability', NEW."disability"));
END;

CREATE TRIGGER "history_declared_expense_delete" AFTER DELETE ON "declared_expense"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'declared_expense', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'authority_id', OLD."authority_id", 'paid_on', OLD."paid_on", 'label', OLD."label", 'payee', OLD."payee", 'amount_minor', OLD."amount_minor", 'kind_code', OLD."kind_code", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code", 'channel_code', OLD."channel_code", 'aid_type_code', OLD."aid_type_code", 'gender', OLD."gender", 'environment', OLD."environment", 'biodiversity', OLD."biodiversity", 'nutrition', OLD."nutrition", 'disability', OLD."disability"), NULL);
END;

CREATE TRIGGER "history_evaluation_form_insert" AFTER INSERT ON "evaluation_form"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'evaluation_form', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'course_id', NEW."course_id", 'moment', NEW."moment", 'intro', NEW."intro", 'delay_days', NEW."delay_days") END);
END;

CREATE TRIGGER "history_evaluation_form_guard" BEFORE UPDATE OF "id", "course_id", "moment", "intro", "delay_days", "version" ON "evaluation_form" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_evaluation_form_update" AFTER UPDATE ON "evaluation_form" WHEN OLD."course_id" IS NOT NEW."course_id" OR OLD."moment" IS NOT NEW."moment" OR OLD."intro" IS NOT NEW."intro" OR OLD."delay_days" IS NOT NEW."delay_days"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'evaluation_form', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'course_id', OLD."course_id", 'moment', OLD."moment", 'intro', OLD."intro", 'delay_days', OLD."delay_days"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'course_id', NEW."course_id", 'moment', NEW."moment", 'intro', NEW."intro", 'delay_days', NEW."delay_days"));
END;

CREATE TRIGGER "history_evaluation_form_delete" AFTER DELETE ON "evaluation_form"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'evaluation_form', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'course_id', OLD."course_id", 'moment', OLD."moment", 'intro', OLD."intro", 'delay_days', OLD."delay_days"), NULL);
END;

CREATE TRIGGER "history_exercise_insert" AFTER INSERT ON "exercise"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exercise', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'stamp', NEW."stamp", 'authority_id', NEW."authority_id", 'year', NEW."year", 'currency', NEW."currency", 'budget_minor', NEW."budget_minor", 'voted_on', NEW."voted_on", 'deliberation', NEW."deliberation", 'note', NEW."note", 'closed_on', NEW."closed_on") END);
END;

CREATE TRIGGER "history_exercise_guard" BEFORE UPDATE OF "id", "authority_id", "year", "currency", "budget_minor", "voted_on", "deliberation", "note", "closed_on", "version" ON "exercise" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_exercise_update" AFTER UPDATE ON "exercise" WHEN OLD."authority_id" IS NOT NEW."authority_id" OR OLD."year" IS NOT NEW."year" OR OLD."currency" IS NOT NEW."currency" OR OLD."budget_minor" IS NOT NEW."budget_minor" OR OLD."voted_on" IS NOT NEW."voted_on" OR OLD."deliberation" IS NOT NEW."deliberation" OR OLD."note" IS NOT NEW."note" OR OLD."closed_on" IS NOT NEW."closed_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exercise', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'stamp', OLD."stamp", 'authority_id', OLD."authority_id", 'year', OLD."year", 'currency', OLD."currency", 'budget_minor', OLD."budget_minor", 'voted_on', OLD."voted_on", 'deliberation', OLD."deliberation", 'note', OLD."note", 'closed_on', OLD."closed_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'stamp', NEW."stamp", 'authority_id', NEW."authority_id", 'year', NEW."year", 'currency', NEW."currency", 'budget_minor', NEW."budget_minor", 'voted_on', NEW."voted_on", 'deliberation', NEW."deliberation", 'note', NEW."note", 'closed_on', NEW."closed_on"));
END;

CREATE TRIGGER "history_exercise_delete" AFTER DELETE ON "exercise"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exercise', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'stamp', OLD."stamp", 'authority_id', OLD."authority_id", 'year', OLD."year", 'currency', OLD."currency", 'budget_minor', OLD."budget_minor", 'voted_on', OLD."voted_on", 'deliberation', OLD."deliberation", 'note', OLD."note", 'closed_on', OLD."closed_on"), NULL);
END;

CREATE TRIGGER "history_funding_axis_insert" AFTER INSERT ON "funding_axis"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'funding_axis', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'authority_id', NEW."authority_id", 'name', NEW."name", 'name_sort', NEW."name_sort", 'short_name', NEW."short_name", 'is_emergency', NEW."is_emergency", 'colour', NEW."colour", 'position', NEW."position", 'note', NEW."note", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_funding_axis_guard" BEFORE UPDATE OF "id", "authority_id", "name", "name_sort", "short_name", "is_emergency", "colour", "position", "note", "archived_on", "version" ON "funding_axis" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_funding_axis_update" AFTER UPDATE ON "funding_axis" WHEN OLD."authority_id" IS NOT NEW."authority_id" OR OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."short_name" IS NOT NEW."short_name" OR OLD."is_emergency" IS NOT NEW."is_emergency" OR OLD."colour" IS NOT NEW."colour" OR OLD."position" IS NOT NEW."position" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'funding_axis', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'authority_id', OLD."authority_id", 'name', OLD."name", 'name_sort', OLD."name_sort", 'short_name', OLD."short_name", 'is_emergency', OLD."is_emergency", 'colour', OLD."colour", 'position', OLD."position", 'note', OLD."note", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'authority_id', NEW."authority_id", 'name', NEW."name", 'name_sort', NEW."name_sort", 'short_name', NEW."short_name", 'is_emergency', NEW."is_emergency", 'colour', NEW."colour", 'position', NEW."position", 'note', NEW."note", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_funding_axis_delete" AFTER DELETE ON "funding_axis"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'funding_axis', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'authority_id', OLD."authority_id", 'name', OLD."name", 'name_sort', OLD."name_sort", 'short_name', OLD."short_name", 'is_emergency', OLD."is_emergency", 'colour', OLD."colour", 'position', OLD."position", 'note', OLD."note", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_holder_approval_insert" AFTER INSERT ON "holder_approval"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_approval', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'position', NEW."position", 'name', NEW."name", 'given_by', NEW."given_by", 'given_on', NEW."given_on") END);
END;

CREATE TRIGGER "history_holder_approval_guard" BEFORE UPDATE OF "id", "organisation_id", "position", "name", "given_by", "given_on", "version" ON "holder_approval" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_holder_approval_update" AFTER UPDATE ON "holder_approval" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."position" IS NOT NEW."position" OR OLD."name" IS NOT NEW."name" OR OLD."given_by" IS NOT NEW."given_by" OR OLD."given_on" IS NOT NEW."given_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_approval', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'position', OLD."position", 'name', OLD."name", 'given_by', OLD."given_by", 'given_on', OLD."given_on"), json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'position', NEW."position", 'name', NEW."name", 'given_by', NEW."given_by", 'given_on', NEW."given_on"));
END;

CREATE TRIGGER "history_holder_approval_delete" AFTER DELETE ON "holder_approval"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_approval', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'position', OLD."position", 'name', OLD."name", 'given_by', OLD."given_by", 'given_on', OLD."given_on"), NULL);
END;

CREATE TRIGGER "history_holder_profile_insert" AFTER INSERT ON "holder_profile"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_profile', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'correspondence', NEW."correspondence", 'is_public_utility', NEW."is_public_utility", 'public_utility_on', NEW."public_utility_on", 'pays_business_tax', NEW."pays_business_tax", 'networks', NEW."networks", 'has_member_bodies', NEW."has_member_bodies", 'member_bodies', NEW."member_bodies") END);
END;

CREATE TRIGGER "history_holder_profile_guard" BEFORE UPDATE OF "id", "organisation_id", "correspondence", "is_public_utility", "public_utility_on", "pays_business_tax", "networks", "has_member_bodies", "member_bodies", "version" ON "holder_profile" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_holder_profile_update" AFTER UPDATE ON "holder_profile" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."correspondence" IS NOT NEW."correspondence" OR OLD."is_public_utility" IS NOT NEW."is_public_utility" OR OLD."public_utility_on" IS NOT NEW."public_utility_on" OR OLD."pays_business_tax" IS NOT NEW."pays_business_tax" OR OLD."networks" IS NOT NEW."networks" OR OLD."has_member_bodies" IS NOT NEW."has_member_bodies" OR OLD."member_bodies" IS NOT NEW."member_bodies"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_profile', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'correspondence', OLD."correspondence", 'is_public_utility', OLD."is_public_utility", 'public_utility_on', OLD."public_utility_on", 'pays_business_tax', OLD."pays_business_tax", 'networks', OLD."networks", 'has_member_bodies', OLD."has_member_bodies", 'member_bodies', OLD."member_bodies"), json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'correspondence', NEW."correspondence", 'is_public_utility', NEW."is_public_utility", 'public_utility_on', NEW."public_utility_on", 'pays_business_tax', NEW."pays_business_tax", 'networks', NEW."networks", 'has_member_bodies', NEW."has_member_bodies", 'member_bodies', NEW."member_bodies"));
END;

CREATE TRIGGER "history_holder_profile_delete" AFTER DELETE ON "holder_profile"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_profile', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'correspondence', OLD."correspondence", 'is_public_utility', OLD."is_public_utility", 'public_utility_on', OLD."public_utility_on", 'pays_business_tax', OLD."pays_business_tax", 'networks', OLD."networks", 'has_member_bodies', OLD."has_member_bodies", 'member_bodies', OLD."member_bodies"), NULL);
END;

CREATE TRIGGER "history_holder_year_insert" AFTER INSERT ON "holder_year"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_year', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'year', NEW."year", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'volunteers', NEW."volunteers", 'civic_volunteers', NEW."civic_volunteers", 'employees', NEW."employees", 'subsidised', NEW."subsidised", 'posts_milli', NEW."posts_milli", 'lent_staff', NEW."lent_staff", 'members', NEW."members") END);
END;

CREATE TRIGGER "history_holder_year_guard" BEFORE UPDATE OF "id", "organisation_id", "year", "starts_on", "ends_on", "volunteers", "civic_volunteers", "employees", "subsidised", "posts_milli", "lent_staff", "members", "version" ON "holder_year" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_holder_year_update" AFTER UPDATE ON "holder_year" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."year" IS NOT NEW."year" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."volunteers" IS NOT NEW."volunteers" OR OLD."civic_volunteers" IS NOT NEW."civic_volunteers" OR OLD."employees" IS NOT NEW."employees" OR OLD."subsidised" IS NOT NEW."subsidised" OR OLD."posts_milli" IS NOT NEW."posts_milli" OR OLD."lent_staff" IS NOT NEW."lent_staff" OR OLD."members" IS NOT NEW."members"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_year', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'year', OLD."year", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'volunteers', OLD."volunteers", 'civic_volunteers', OLD."civic_volunteers", 'employees', OLD."employees", 'subsidised', OLD."subsidised", 'posts_milli', OLD."posts_milli", 'lent_staff', OLD."lent_staff", 'members', OLD."members"), json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'year', NEW."year", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'volunteers', NEW."volunteers", 'civic_volunteers', NEW."civic_volunteers", 'employees', NEW."employees", 'subsidised', NEW."subsidised", 'posts_milli', NEW."posts_milli", 'lent_staff', NEW."lent_staff", 'members', NEW."members"));
END;

CREATE TRIGGER "history_holder_year_delete" AFTER DELETE ON "holder_year"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'holder_year', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'year', OLD."year", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'volunteers', OLD."volunteers", 'civic_volunteers', OLD."civic_volunteers", 'employees', OLD."employees", 'subsidised', OLD."subsidised", 'posts_milli', OLD."posts_milli", 'lent_staff', OLD."lent_staff", 'members', OLD."members"), NULL);
END;

CREATE TRIGGER "history_home_insert" AFTER INSERT ON "home"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'home', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'centre_name', NEW."centre_name", 'centre_tagline', NEW."centre_tagline", 'authority_name', NEW."authority_name", 'authority_id', NEW."authority_id", 'address', NEW."address", 'postal_code', NEW."postal_code", 'town', NEW."town", 'phone', NEW."phone", 'email', NEW."email", 'website', NEW."website", 'siret', NEW."siret", 'declaration_number', NEW."declaration_number", 'representative', NEW."representative", 'representative_title', NEW."representative_title", 'logo_sha256', NEW."logo_sha256", 'signature_sha256', NEW."signature_sha256", 'is_example', NEW."is_example") END);
END;

CREATE TRIGGER "history_home_guard" BEFORE UPDATE OF "id", "centre_name", "centre_tagline", "authority_name", "authority_id", "address", "postal_code", "town", "phone", "email", "website", "siret", "declaration_number", "representative", "representative_title", "logo_sha256", "signature_sha256", "is_example", "version" ON "home" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_home_update" AFTER UPDATE ON "home" WHEN OLD."centre_name" IS NOT NEW."centre_name" OR OLD."centre_tagline" IS NOT NEW."centre_tagline" OR OLD."authority_name" IS NOT NEW."authority_name" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."address" IS NOT NEW."address" OR OLD."postal_code" IS NOT NEW."postal_code" OR OLD."town" IS NOT NEW."town" OR OLD."phone" IS NOT NEW."phone" OR OLD."email" IS NOT NEW."email" OR OLD."website" IS NOT NEW."website" OR OLD."siret" IS NOT NEW."siret" OR OLD."declaration_number" IS NOT NEW."declaration_number" OR OLD."representative" IS NOT NEW."representative" OR OLD."representative_title" IS NOT NEW."representative_title" OR OLD."logo_sha256" IS NOT NEW."logo_sha256" OR OLD."signature_sha256" IS NOT NEW."signature_sha256" OR OLD."is_example" IS NOT NEW."is_example"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'home', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'centre_name', OLD."centre_name", 'centre_tagline', OLD."centre_tagline", 'authority_name', OLD."authority_name", 'authority_id', OLD."authority_id", 'address', OLD."address", 'postal_code', OLD."postal_code", 'town', OLD."town", 'phone', OLD."phone", 'email', OLD."email", 'website', OLD."website", 'siret', OLD."siret", 'declaration_number', OLD."declaration_number", 'representative', OLD."representative", 'representative_title', OLD."representative_title", 'logo_sha256', OLD."logo_sha256", 'signature_sha256', OLD."signature_sha256", 'is_example', OLD."is_example"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'centre_name', NEW."centre_name", 'centre_tagline', NEW."centre_tagline", 'authority_name', NEW."authority_name", 'authority_id', NEW."authority_id", 'address', NEW."address", 'postal_code', NEW."postal_code", 'town', NEW."town", 'phone', NEW."phone", 'email', NEW."email", 'website', NEW."website", 'siret', NEW."siret", 'declaration_number', NEW."declaration_number", 'representative', NEW."representative", 'representative_title', NEW."representative_title", 'logo_sha256', NEW."logo_sha256", 'signature_sha256', NEW."signature_sha256", 'is_example', NEW."is_example"));
END;

CREATE TRIGGER "history_home_delete" AFTER DELETE ON "home"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'home', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'centre_name', OLD."centre_name", 'centre_tagline', OLD."centre_tagline", 'authority_name', OLD."authority_name", 'authority_id', OLD."authority_id", 'address', OLD."address", 'postal_code', OLD."postal_code", 'town', OLD."town", 'phone', OLD."phone", 'email', OLD."email", 'website', OLD."website", 'siret', OLD."siret", 'declaration_number', OLD."declaration_number", 'representative', OLD."representative", 'representative_title', OLD."representative_title", 'logo_sha256', OLD."logo_sha256", 'signature_sha256', OLD."signature_sha256", 'is_example', OLD."is_example"), NULL);
END;

CREATE TRIGGER "history_membership_insert" AFTER INSERT ON "membership"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'membership', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'year', NEW."year", 'fee_minor', NEW."fee_minor", 'currency', NEW."currency", 'paid_on', NEW."paid_on") END);
END;

CREATE TRIGGER "history_membership_guard" BEFORE UPDATE OF "id", "organisation_id", "year", "fee_minor", "currency", "paid_on", "version" ON "membership" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_membership_update" AFTER UPDATE ON "membership" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."year" IS NOT NEW."year" OR OLD."fee_minor" IS NOT NEW."fee_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."paid_on" IS NOT NEW."paid_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'membership', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'year', OLD."year", 'fee_minor', OLD."fee_minor", 'currency', OLD."currency", 'paid_on', OLD."paid_on"), json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'year', NEW."year", 'fee_minor', NEW."fee_minor", 'currency', NEW."currency", 'paid_on', NEW."paid_on"));
END;

CREATE TRIGGER "history_membership_delete" AFTER DELETE ON "membership"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'membership', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'year', OLD."year", 'fee_minor', OLD."fee_minor", 'currency', OLD."currency", 'paid_on', OLD."paid_on"), NULL);
END;

CREATE TRIGGER "history_organisation_country_insert" AFTER INSERT ON "organisation_country"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_country', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'country_code', NEW."country_code") END);
END;

CREATE TRIGGER "history_organisation_country_guard" BEFORE UPDATE OF "id", "organisation_id", "country_code", "version" ON "organisation_country" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_organisation_country_update" AFTER UPDATE ON "organisation_country" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."country_code" IS NOT NEW."country_code"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_country', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'country_code', OLD."country_code"), json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'country_code', NEW."country_code"));
END;

CREATE TRIGGER "history_organisation_country_delete" AFTER DELETE ON "organisation_country"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_country', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'country_code', OLD."country_code"), NULL);
END;

CREATE TRIGGER "history_organisation_identifier_insert" AFTER INSERT ON "organisation_identifier"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_identifier', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'scheme', NEW."scheme", 'value', NEW."value") END);
END;

CREATE TRIGGER "history_organisation_identifier_guard" BEFORE UPDATE OF "id", "organisation_id", "scheme", "value", "version" ON "organisation_identifier" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_organisation_identifier_update" AFTER UPDATE ON "organisation_identifier" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."scheme" IS NOT NEW."scheme" OR OLD."value" IS NOT NEW."value"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_identifier', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'scheme', OLD."scheme", 'value', OLD."value"), json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'scheme', NEW."scheme", 'value', NEW."value"));
END;

CREATE TRIGGER "history_organisation_identifier_delete" AFTER DELETE ON "organisation_identifier"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_identifier', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'scheme', OLD."scheme", 'value', OLD."value"), NULL);
END;

CREATE TRIGGER "history_organisation_sector_insert" AFTER INSERT ON "organisation_sector"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_sector', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'sector_code', NEW."sector_code") END);
END;

CREATE TRIGGER "history_organisation_sector_guard" BEFORE UPDATE OF "id", "organisation_id", "sector_code", "version" ON "organisation_sector" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_organisation_sector_update" AFTER UPDATE ON "organisation_sector" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."sector_code" IS NOT NEW."sector_code"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_sector', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'sector_code', OLD."sector_code"), json_object('id', NEW."id", 'version', NEW."version", 'organisation_id', NEW."organisation_id", 'sector_code', NEW."sector_code"));
END;

CREATE TRIGGER "history_organisation_sector_delete" AFTER DELETE ON "organisation_sector"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'organisation_sector', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'organisation_id', OLD."organisation_id", 'sector_code', OLD."sector_code"), NULL);
END;

CREATE TRIGGER "history_outpost_insert" AFTER INSERT ON "outpost"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'authority_id', NEW."authority_id", 'host_id', NEW."host_id", 'country_code', NEW."country_code", 'place', NEW."place", 'region', NEW."region", 'address', NEW."address", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'opened_on', NEW."opened_on", 'closed_on', NEW."closed_on", 'reason', NEW."reason", 'sectors', NEW."sectors", 'note', NEW."note", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_outpost_guard" BEFORE UPDATE OF "id", "name", "name_sort", "authority_id", "host_id", "country_code", "place", "region", "address", "latitude_e6", "longitude_e6", "opened_on", "closed_on", "reason", "sectors", "note", "archived_on", "version" ON "outpost" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_outpost_update" AFTER UPDATE ON "outpost" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."host_id" IS NOT NEW."host_id" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."place" IS NOT NEW."place" OR OLD."region" IS NOT NEW."region" OR OLD."address" IS NOT NEW."address" OR OLD."latitude_e6" IS NOT NEW."latitude_e6" OR OLD."longitude_e6" IS NOT NEW."longitude_e6" OR OLD."opened_on" IS NOT NEW."opened_on" OR OLD."closed_on" IS NOT NEW."closed_on" OR OLD."reason" IS NOT NEW."reason" OR OLD."sectors" IS NOT NEW."sectors" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'authority_id', OLD."authority_id", 'host_id', OLD."host_id", 'country_code', OLD."country_code", 'place', OLD."place", 'region', OLD."region", 'address', OLD."address", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'opened_on', OLD."opened_on", 'closed_on', OLD."closed_on", 'reason', OLD."reason", 'sectors', OLD."sectors", 'note', OLD."note", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'authority_id', NEW."authority_id", 'host_id', NEW."host_id", 'country_code', NEW."country_code", 'place', NEW."place", 'region', NEW."region", 'address', NEW."address", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'opened_on', NEW."opened_on", 'closed_on', NEW."closed_on", 'reason', NEW."reason", 'sectors', NEW."sectors", 'note', NEW."note", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_outpost_delete" AFTER DELETE ON "outpost"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'authority_id', OLD."authority_id", 'host_id', OLD."host_id", 'country_code', OLD."country_code", 'place', OLD."place", 'region', OLD."region", 'address', OLD."address", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'opened_on', OLD."opened_on", 'closed_on', OLD."closed_on", 'reason', OLD."reason", 'sectors', OLD."sectors", 'note', OLD."note", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_partner_country_insert" AFTER INSERT ON "partner_country"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'partner_country', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'authority_id', NEW."authority_id", 'country_code', NEW."country_code", 'area', NEW."area", 'partner_kind_code', NEW."partner_kind_code", 'since_year', NEW."since_year", 'themes', NEW."themes", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_partner_country_guard" BEFORE UPDATE OF "id", "authority_id", "country_code", "area", "partner_kind_code", "since_year", "themes", "note", "version" ON "partner_country" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_partner_country_update" AFTER UPDATE ON "partner_country" WHEN OLD."authority_id" IS NOT NEW."authority_id" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."area" IS NOT NEW."area" OR OLD."partner_kind_code" IS NOT NEW."partner_kind_code" OR OLD."since_year" IS NOT NEW."since_year" OR OLD."themes" IS NOT NEW."themes" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'partner_country', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'authority_id', OLD."authority_id", 'country_code', OLD."country_code", 'area', OLD."area", 'partner_kind_code', OLD."partner_kind_code", 'since_year', OLD."since_year", 'themes', OLD."themes", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'authority_id', NEW."authority_id", 'country_code', NEW."country_code", 'area', NEW."area", 'partner_kind_code', NEW."partner_kind_code", 'since_year', NEW."since_year", 'themes', NEW."themes", 'note', NEW."note"));
END;

CREATE TRIGGER "history_partner_country_delete" AFTER DELETE ON "partner_country"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'partner_country', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'authority_id', OLD."authority_id", 'country_code', OLD."country_code", 'area', OLD."area", 'partner_kind_code', OLD."partner_kind_code", 'since_year', OLD."since_year", 'themes', OLD."themes", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_past_grant_insert" AFTER INSERT ON "past_grant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'past_grant', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'year', NEW."year", 'agreed_on', NEW."agreed_on", 'authority_name', NEW."authority_name", 'authority_siret', NEW."authority_siret", 'authority_id', NEW."authority_id", 'organisation_id', NEW."organisation_id", 'object', NEW."object", 'object_sort', NEW."object_sort", 'amount_minor', NEW."amount_minor", 'nature', NEW."nature", 'decision', NEW."decision", 'terms', NEW."terms", 'pays_from', NEW."pays_from", 'pays_until', NEW."pays_until", 'pays_note', NEW."pays_note", 'rae', NEW."rae", 'is_notified', NEW."is_notified", 'share_milli', NEW."share_milli", 'scheme', NEW."scheme", 'country_code', NEW."country_code", 'source', NEW."source", 'fingerprint', NEW."fingerprint", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_past_grant_guard" BEFORE UPDATE OF "id", "year", "agreed_on", "authority_name", "authority_siret", "authority_id", "organisation_id", "object", "object_sort", "amount_minor", "nature", "decision", "terms", "pays_from", "pays_until", "pays_note", "rae", "is_notified", "share_milli", "scheme", "country_code", "source", "fingerprint", "note", "version" ON "past_grant" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_past_grant_update" AFTER UPDATE ON "past_grant" WHEN OLD."year" IS NOT NEW."year" OR OLD."agreed_on" IS NOT NEW."agreed_on" OR OLD."authority_name" IS NOT NEW."authority_name" OR OLD."authority_siret" IS NOT NEW."authority_siret" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."object" IS NOT NEW."object" OR OLD."object_sort" IS NOT NEW."object_sort" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."nature" IS NOT NEW."nature" OR OLD."decision" IS NOT NEW."decision" OR OLD."terms" IS NOT NEW."terms" OR OLD."pays_from" IS NOT NEW."pays_from" OR OLD."pays_until" IS NOT NEW."pays_until" OR OLD."pays_note" IS NOT NEW."pays_note" OR OLD."rae" IS NOT NEW."rae" OR OLD."is_notified" IS NOT NEW."is_notified" OR OLD."share_milli" IS NOT NEW."share_milli" OR OLD."scheme" IS NOT NEW."scheme" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."source" IS NOT NEW."source" OR OLD."fingerprint" IS NOT NEW."fingerprint" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'past_grant', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'year', OLD."year", 'agreed_on', OLD."agreed_on", 'authority_name', OLD."authority_name", 'authority_siret', OLD."authority_siret", 'authority_id', OLD."authority_id", 'organisation_id', OLD."organisation_id", 'object', OLD."object", 'object_sort', OLD."object_sort", 'amount_minor', OLD."amount_minor", 'nature', OLD."nature", 'decision', OLD."decision", 'terms', OLD."terms", 'pays_from', OLD."pays_from", 'pays_until', OLD."pays_until", 'pays_note', OLD."pays_note", 'rae', OLD."rae", 'is_notified', OLD."is_notified", 'share_milli', OLD."share_milli", 'scheme', OLD."scheme", 'country_code', OLD."country_code", 'source', OLD."source", 'fingerprint', OLD."fingerprint", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'year', NEW."year", 'agreed_on', NEW."agreed_on", 'authority_name', NEW."authority_name", 'authority_siret', NEW."authority_siret", 'authority_id', NEW."authority_id", 'organisation_id', NEW."organisation_id", 'object', NEW."object", 'object_sort', NEW."object_sort", 'amount_minor', NEW."amount_minor", 'nature', NEW."nature", 'decision', NEW."decision", 'terms', NEW."terms", 'pays_from', NEW."pays_from", 'pays_until', NEW."pays_until", 'pays_note', NEW."pays_note", 'rae', NEW."rae", 'is_notified', NEW."is_notified", 'share_milli', NEW."share_milli", 'scheme', NEW."scheme", 'country_code', NEW."country_code", 'source', NEW."source", 'fingerprint', NEW."fingerprint", 'note', NEW."note"));
END;

CREATE TRIGGER "history_past_grant_delete" AFTER DELETE ON "past_grant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'past_grant', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'year', OLD."year", 'agreed_on', OLD."agreed_on", 'authority_name', OLD."authority_name", 'authority_siret', OLD."authority_siret", 'authority_id', OLD."authority_id", 'organisation_id', OLD."organisation_id", 'object', OLD."object", 'object_sort', OLD."object_sort", 'amount_minor', OLD."amount_minor", 'nature', OLD."nature", 'decision', OLD."decision", 'terms', OLD."terms", 'pays_from', OLD."pays_from", 'pays_until', OLD."pays_until", 'pays_note', OLD."pays_note", 'rae', OLD."rae", 'is_notified', OLD."is_notified", 'share_milli', OLD."share_milli", 'scheme', OLD."scheme", 'country_code', OLD."country_code", 'source', OLD."source", 'fingerprint', OLD."fingerprint", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_place_insert" AFTER INSERT ON "place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'place', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'booking_id', NEW."booking_id", 'session_id', NEW."session_id", 'person_id', NEW."person_id", 'name', NEW."name", 'status', NEW."status", 'asked_seq', NEW."asked_seq", 'asked_rank', NEW."asked_rank", 'offer_ends_on', NEW."offer_ends_on", 'replaces_id', NEW."replaces_id", 'cancelled_at', NEW."cancelled_at", 'cancelled_by', NEW."cancelled_by", 'cancel_reason', NEW."cancel_reason", 'offer_ends_at', NEW."offer_ends_at") END);
END;

CREATE TRIGGER "history_place_guard" BEFORE UPDATE OF "id", "booking_id", "session_id", "person_id", "name", "status", "asked_seq", "asked_rank", "offer_ends_on", "replaces_id", "cancelled_at", "cancelled_by", "cancel_reason", "offer_ends_at", "version" ON "place" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_place_update" AFTER UPDATE ON "place" WHEN OLD."booking_id" IS NOT NEW."booking_id" OR OLD."session_id" IS NOT NEW."session_id" OR OLD."person_id" IS NOT NEW."person_id" OR OLD."name" IS NOT NEW."name" OR OLD."status" IS NOT NEW."status" OR OLD."asked_seq" IS NOT NEW."asked_seq" OR OLD."asked_rank" IS NOT NEW."asked_rank" OR OLD."offer_ends_on" IS NOT NEW."offer_ends_on" OR OLD."replaces_id" IS NOT NEW."replaces_id" OR OLD."cancelled_at" IS NOT NEW."cancelled_at" OR OLD."cancelled_by" IS NOT NEW."cancelled_by" OR OLD."cancel_reason" IS NOT NEW."cancel_reason" OR OLD."offer_ends_at" IS NOT NEW."offer_ends_at"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'place', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'booking_id', OLD."booking_id", 'session_id', OLD."session_id", 'person_id', OLD."person_id", 'name', OLD."name", 'status', OLD."status", 'asked_seq', OLD."asked_seq", 'asked_rank', OLD."asked_rank", 'offer_ends_on', OLD."offer_ends_on", 'replaces_id', OLD."replaces_id", 'cancelled_at', OLD."cancelled_at", 'cancelled_by', OLD."cancelled_by", 'cancel_reason', OLD."cancel_reason", 'offer_ends_at', OLD."offer_ends_at"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'booking_id', NEW."booking_id", 'session_id', NEW."session_id", 'person_id', NEW."person_id", 'name', NEW."name", 'status', NEW."status", 'asked_seq', NEW."asked_seq", 'asked_rank', NEW."asked_rank", 'offer_ends_on', NEW."offer_ends_on", 'replaces_id', NEW."replaces_id", 'cancelled_at', NEW."cancelled_at", 'cancelled_by', NEW."cancelled_by", 'cancel_reason', NEW."cancel_reason", 'offer_ends_at', NEW."offer_ends_at"));
END;

CREATE TRIGGER "history_place_delete" AFTER DELETE ON "place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'place', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'booking_id', OLD."booking_id", 'session_id', OLD."session_id", 'person_id', OLD."person_id", 'name', OLD."name", 'status', OLD."status", 'asked_seq', OLD."asked_seq", 'asked_rank', OLD."asked_rank", 'offer_ends_on', OLD."offer_ends_on", 'replaces_id', OLD."replaces_id", 'cancelled_at', OLD."cancelled_at", 'cancelled_by', OLD."cancelled_by", 'cancel_reason', OLD."cancel_reason", 'offer_ends_at', OLD."offer_ends_at"), NULL);
END;

CREATE TRIGGER "history_programme_insert" AFTER INSERT ON "programme"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'programme', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'acronym', NEW."acronym", 'funder_id', NEW."funder_id", 'starts_year', NEW."starts_year", 'ends_year', NEW."ends_year", 'summary', NEW."summary", 'website', NEW."website", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_programme_guard" BEFORE UPDATE OF "id", "name", "name_sort", "acronym", "funder_id", "starts_year", "ends_year", "summary", "website", "archived_on", "version" ON "programme" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_programme_update" AFTER UPDATE ON "programme" WHEN OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."acronym" IS NOT NEW."acronym" OR OLD."funder_id" IS NOT NEW."funder_id" OR OLD."starts_year" IS NOT NEW."starts_year" OR OLD."ends_year" IS NOT NEW."ends_year" OR OLD."summary" IS NOT NEW."summary" OR OLD."website" IS NOT NEW."website" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'programme', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'acronym', OLD."acronym", 'funder_id', OLD."funder_id", 'starts_year', OLD."starts_year", 'ends_year', OLD."ends_year", 'summary', OLD."summary", 'website', OLD."website", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'name_sort', NEW."name_sort", 'acronym', NEW."acronym", 'funder_id', NEW."funder_id", 'starts_year', NEW."starts_year", 'ends_year', NEW."ends_year", 'summary', NEW."summary", 'website', NEW."website", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_programme_delete" AFTER DELETE ON "programme"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'programme', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'name_sort', OLD."name_sort", 'acronym', OLD."acronym", 'funder_id', OLD."funder_id", 'starts_year', OLD."starts_year", 'ends_year', OLD."ends_year", 'summary', OLD."summary", 'website', OLD."website", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_project_insert" AFTER INSERT ON "project"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'year', NEW."year", 'call_name', NEW."call_name", 'title', NEW."title", 'title_sort', NEW."title_sort", 'summary', NEW."summary", 'organisation_id', NEW."organisation_id", 'representative_id', NEW."representative_id", 'contact_id', NEW."contact_id", 'staff_id', NEW."staff_id", 'stage_code', NEW."stage_code", 'template_code', NEW."template_code", 'currency', NEW."currency", 'request_form', NEW."request_form", 'request_frequency', NEW."request_frequency", 'request_object', NEW."request_object", 'request_period', NEW."request_period", 'country_code', NEW."country_code", 'place', NEW."place", 'place_detail', NEW."place_detail", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'context', NEW."context", 'general_objective', NEW."general_objective", 'specific_objective', NEW."specific_objective", 'activities_note', NEW."activities_note", 'beneficiaries_note', NEW."beneficiaries_note", 'direct_beneficiaries', NEW."direct_beneficiaries", 'indirect_beneficiaries', NEW."indirect_beneficiaries", 'human_means', NEW."human_means", 'education_here', NEW."education_here", 'communication', NEW."communication", 'risks', NEW."risks", 'sustainability', NEW."sustainability", 'evaluation', NEW."evaluation", 'grant_use', NEW."grant_use", 'budget_note', NEW."budget_note", 'internal_note', NEW."internal_note", 'decided_on', NEW."decided_on", 'decision_number', NEW."decision_number", 'granted_minor', NEW."granted_minor", 'renewed_from_id', NEW."renewed_from_id", 'archived_on', NEW."archived_on", 'addressee', NEW."addressee", 'addressee_kind', NEW."addressee_kind", 'deadline_on', NEW."deadline_on", 'material_means', NEW."material_means", 'recruits', NEW."recruits", 'recruits_milli', NEW."recruits_milli") END);
END;

CREATE TRIGGER "history_project_guard" BEFORE UPDATE OF "id", "number", "year", "call_name", "title", "title_sort", "summary", "organisation_id", "representative_id", "contact_id", "staff_id", "stage_code", "template_code", "currency", "request_form", "request_frequency", "request_object", "request_period", "country_code", "place", "place_detail", "latitude_e6", "longitude_e6", "starts_on", "ends_on", "context", "general_objective", "specific_objective", "activities_note", "beneficiaries_note", "direct_beneficiaries", "indirect_beneficiaries", "human_means", "education_here", "communication", "risks", "sustainability", "evaluation", "grant_use", "budget_note", "internal_note", "decided_on", "decision_number", "granted_minor", "renewed_from_id", "archived_on", "addressee", "addressee_kind", "deadline_on", "material_means", "recruits", "recruits_milli", "version" ON "project" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_update" AFTER UPDATE ON "project" WHEN OLD."number" IS NOT NEW."number" OR OLD."year" IS NOT NEW."year" OR OLD."call_name" IS NOT NEW."call_name" OR OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."summary" IS NOT NEW."summary" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."representative_id" IS NOT NEW."representative_id" OR OLD."contact_id" IS NOT NEW."contact_id" OR OLD."staff_id" IS NOT NEW."staff_id" OR OLD."stage_code" IS NOT NEW."stage_code" OR OLD."template_code" IS NOT NEW."template_code" OR OLD."currency" IS NOT NEW."currency" OR OLD."request_form" IS NOT NEW."request_form" OR OLD."request_frequency" IS NOT NEW."request_frequency" OR OLD."request_object" IS NOT NEW."request_object" OR OLD."request_period" IS NOT NEW."request_period" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."place" IS NOT NEW."place" OR OLD."place_detail" IS NOT NEW."place_detail" OR OLD."latitude_e6" IS NOT NEW."latitude_e6" OR OLD."longitude_e6" IS NOT NEW."longitude_e6" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."context" IS NOT NEW."context" OR OLD."general_objective" IS NOT NEW."general_objective" OR OLD."specific_objective" IS NOT NEW."specific_objective" OR OLD."activities_note" IS NOT NEW."activities_note" OR OLD."beneficiaries_note" IS NOT NEW."beneficiaries_note" OR OLD."direct_beneficiaries" IS NOT NEW."direct_beneficiaries" OR OLD."indirect_beneficiaries" IS NOT NEW."indirect_beneficiaries" OR OLD."human_means" IS NOT NEW."human_means" OR OLD."education_here" IS NOT NEW."education_here" OR OLD."communication" IS NOT NEW."communication" OR OLD."risks" IS NOT NEW."risks" OR OLD."sustainability" IS NOT NEW."sustainability" OR OLD."evaluation" IS NOT NEW."evaluation" OR OLD."grant_use" IS NOT NEW."grant_use" OR OLD."budget_note" IS NOT NEW."budget_note" OR OLD."internal_note" IS NOT NEW."internal_note" OR OLD."decided_on" IS NOT NEW."decided_on" OR OLD."decision_number" IS NOT NEW."decision_number" OR OLD."granted_minor" IS NOT NEW."granted_minor" OR OLD."renewed_from_id" IS NOT NEW."renewed_from_id" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."addressee" IS NOT NEW."addressee" OR OLD."addressee_kind" IS NOT NEW."addressee_kind" OR OLD."deadline_on" IS NOT NEW."deadline_on" OR OLD."material_means" IS NOT NEW."material_means" OR OLD."recruits" IS NOT NEW."recruits" OR OLD."recruits_milli" IS NOT NEW."recruits_milli"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'year', OLD."year", 'call_name', OLD."call_name", 'title', OLD."title", 'title_sort', OLD."title_sort", 'summary', OLD."summary", 'organisation_id', OLD."organisation_id", 'representative_id', OLD."representative_id", 'contact_id', OLD."contact_id", 'staff_id', OLD."staff_id", 'stage_code', OLD."stage_code", 'template_code', OLD."template_code", 'currency', OLD."currency", 'request_form', OLD."request_form", 'request_frequency', OLD."request_frequency", 'request_object', OLD."request_object", 'request_period', OLD."request_period", 'country_code', OLD."country_code", 'place', OLD."place", 'place_detail', OLD."place_detail", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'context', OLD."context", 'general_objective', OLD."general_objective", 'specific_objective', OLD."specific_objective", 'activities_note', OLD."activities_note", 'beneficiaries_note', OLD."beneficiaries_note", 'direct_beneficiaries', OLD."direct_beneficiaries", 'indirect_beneficiaries', OLD."indirect_beneficiaries", 'human_means', OLD."human_means", 'education_here', OLD."education_here", 'communication', OLD."communication", 'risks', OLD."risks", 'sustainability', OLD."sustainability", 'evaluation', OLD."evaluation", 'grant_use', OLD."grant_use", 'budget_note', OLD."budget_note", 'internal_note', OLD."internal_note", 'decided_on', OLD."decided_on", 'decision_number', OLD."decision_number", 'granted_minor', OLD."granted_minor", 'renewed_from_id', OLD."renewed_from_id", 'archived_on', OLD."archived_on", 'addressee', OLD."addressee", 'addressee_kind', OLD."addressee_kind", 'deadline_on', OLD."deadline_on", 'material_means', OLD."material_means", 'recruits', OLD."recruits", 'recruits_milli', OLD."recruits_milli"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'year', NEW."year", 'call_name', NEW."call_name", 'title', NEW."title", 'title_sort', NEW."title_sort", 'summary', NEW."summary", 'organisation_id', NEW."organisation_id", 'representative_id', NEW."representative_id", 'contact_id', NEW."contact_id", 'staff_id', NEW."staff_id", 'stage_code', NEW."stage_code", 'template_code', NEW."template_code", 'currency', NEW."currency", 'request_form', NEW."request_form", 'request_frequency', NEW."request_frequency", 'request_object', NEW."request_object", 'request_period', NEW."request_period", 'country_code', NEW."country_code", 'place', NEW."place", 'place_detail', NEW."place_detail", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'context', NEW."context", 'general_objective', NEW."general_objective", 'specific_objective', NEW."specific_objective", 'activities_note', NEW."activities_note", 'beneficiaries_note', NEW."beneficiaries_note", 'direct_beneficiaries', NEW."direct_beneficiaries", 'indirect_beneficiaries', NEW."indirect_beneficiaries", 'human_means', NEW."human_means", 'education_here', NEW."education_here", 'communication', NEW."communication", 'risks', NEW."risks", 'sustainability', NEW."sustainability", 'evaluation', NEW."evaluation", 'grant_use', NEW."grant_use", 'budget_note', NEW."budget_note", 'internal_note', NEW."internal_note", 'decided_on', NEW."decided_on", 'decision_number', NEW."decision_number", 'granted_minor', NEW."granted_minor", 'renewed_from_id', NEW."renewed_from_id", 'archived_on', NEW."archived_on", 'addressee', NEW."addressee", 'addressee_kind', NEW."addressee_kind", 'deadline_on', NEW."deadline_on", 'material_means', NEW."material_means", 'recruits', NEW."recruits", 'recruits_milli', NEW."recruits_milli"));
END;

CREATE TRIGGER "history_project_delete" AFTER DELETE ON "project"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'year', OLD."year", 'call_name', OLD."call_name", 'title', OLD."title", 'title_sort', OLD."title_sort", 'summary', OLD."summary", 'organisation_id', OLD."organisation_id", 'representative_id', OLD."representative_id", 'contact_id', OLD."contact_id", 'staff_id', OLD."staff_id", 'stage_code', OLD."stage_code", 'template_code', OLD."template_code", 'currency', OLD."currency", 'request_form', OLD."request_form", 'request_frequency', OLD."request_frequency", 'request_object', OLD."request_object", 'request_period', OLD."request_period", 'country_code', OLD."country_code", 'place', OLD."place", 'place_detail', OLD."place_detail", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'context', OLD."context", 'general_objective', OLD."general_objective", 'specific_objective', OLD."specific_objective", 'activities_note', OLD."activities_note", 'beneficiaries_note', OLD."beneficiaries_note", 'direct_beneficiaries', OLD."direct_beneficiaries", 'indirect_beneficiaries', OLD."indirect_beneficiaries", 'human_means', OLD."human_means", 'education_here', OLD."education_here", 'communication', OLD."communication", 'risks', OLD."risks", 'sustainability', OLD."sustainability", 'evaluation', OLD."evaluation", 'grant_use', OLD."grant_use", 'budget_note', OLD."budget_note", 'internal_note', OLD."internal_note", 'decided_on', OLD."decided_on", 'decision_number', OLD."decision_number", 'granted_minor', OLD."granted_minor", 'renewed_from_id', OLD."renewed_from_id", 'archived_on', OLD."archived_on", 'addressee', OLD."addressee", 'addressee_kind', OLD."addressee_kind", 'deadline_on', OLD."deadline_on", 'material_means', OLD."material_means", 'recruits', OLD."recruits", 'recruits_milli', OLD."recruits_milli"), NULL);
END;

CREATE TRIGGER "history_series_insert" AFTER INSERT ON "series"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'series', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'title', NEW."title", 'issn', NEW."issn", 'title_sort', NEW."title_sort", 'match_key', NEW."match_key", 'archived_on', NEW."archived_on", 'note', NEW."note", 'source', NEW."source", 'publisher_id', NEW."publisher_id") END);
END;

CREATE TRIGGER "history_series_guard" BEFORE UPDATE OF "id", "title", "issn", "title_sort", "match_key", "archived_on", "note", "source", "publisher_id", "version" ON "series" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_series_update" AFTER UPDATE ON "series" WHEN OLD."title" IS NOT NEW."title" OR OLD."issn" IS NOT NEW."issn" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."note" IS NOT NEW."note" OR OLD."source" IS NOT NEW."source" OR OLD."publisher_id" IS NOT NEW."publisher_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'series', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'title', OLD."title", 'issn', OLD."issn", 'title_sort', OLD."title_sort", 'match_key', OLD."match_key", 'archived_on', OLD."archived_on", 'note', OLD."note", 'source', OLD."source", 'publisher_id', OLD."publisher_id"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'title', NEW."title", 'issn', NEW."issn", 'title_sort', NEW."title_sort", 'match_key', NEW."match_key", 'archived_on', NEW."archived_on", 'note', NEW."note", 'source', NEW."source", 'publisher_id', NEW."publisher_id"));
END;

CREATE TRIGGER "history_series_delete" AFTER DELETE ON "series"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'series', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'title', OLD."title", 'issn', OLD."issn", 'title_sort', OLD."title_sort", 'match_key', OLD."match_key", 'archived_on', OLD."archived_on", 'note', OLD."note", 'source', OLD."source", 'publisher_id', OLD."publisher_id"), NULL);
END;

CREATE TRIGGER "history_session_insert" AFTER INSERT ON "session"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'session', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'stamp', NEW."stamp", 'code', NEW."code", 'course_id', NEW."course_id", 'title', NEW."title", 'title_sort', NEW."title_sort", 'status', NEW."status", 'mode', NEW."mode", 'place', NEW."place", 'zone', NEW."zone", 'capacity_min', NEW."capacity_min", 'capacity_target', NEW."capacity_target", 'capacity_max', NEW."capacity_max", 'organisation_limit', NEW."organisation_limit", 'booking_closes_on', NEW."booking_closes_on", 'cancellation_closes_on', NEW."cancellation_closes_on", 'offer_days', NEW."offer_days", 'contact', NEW."contact", 'note', NEW."note", 'cancelled_at', NEW."cancelled_at", 'cancelled_by', NEW."cancelled_by", 'cancel_reason', NEW."cancel_reason", 'bring', NEW."bring", 'meals', NEW."meals", 'day_contact', NEW."day_contact", 'kept_on', NEW."kept_on", 'kept_reason', NEW."kept_reason") END);
END;

CREATE TRIGGER "history_session_guard" BEFORE UPDATE OF "id", "code", "course_id", "title", "title_sort", "status", "mode", "place", "zone", "capacity_min", "capacity_target", "capacity_max", "organisation_limit", "booking_closes_on", "cancellation_closes_on", "offer_days", "contact", "note", "cancelled_at", "cancelled_by", "cancel_reason", "bring", "meals", "day_contact", "kept_on", "kept_reason", "version" ON "session" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_session_update" AFTER UPDATE ON "session" WHEN OLD."code" IS NOT NEW."code" OR OLD."course_id" IS NOT NEW."course_id" OR OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."status" IS NOT NEW."status" OR OLD."mode" IS NOT NEW."mode" OR OLD."place" IS NOT NEW."place" OR OLD."zone" IS NOT NEW."zone" OR OLD."capacity_min" IS NOT NEW."capacity_min" OR OLD."capacity_target" IS NOT NEW."capacity_target" OR OLD."capacity_max" IS NOT NEW."capacity_max" OR OLD."organisation_limit" IS NOT NEW."organisation_limit" OR OLD."booking_closes_on" IS NOT NEW."booking_closes_on" OR OLD."cancellation_closes_on" IS NOT NEW."cancellation_closes_on" OR OLD."offer_days" IS NOT NEW."offer_days" OR OLD."contact" IS NOT NEW."contact" OR OLD."note" IS NOT NEW."note" OR OLD."cancelled_at" IS NOT NEW."cancelled_at" OR OLD."cancelled_by" IS NOT NEW."cancelled_by" OR OLD."cancel_reason" IS NOT NEW."cancel_reason" OR OLD."bring" IS NOT NEW."bring" OR OLD."meals" IS NOT NEW."meals" OR OLD."day_contact" IS NOT NEW."day_contact" OR OLD."kept_on" IS NOT NEW."kept_on" OR OLD."kept_reason" IS NOT NEW."kept_reason"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'session', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'stamp', OLD."stamp", 'code', OLD."code", 'course_id', OLD."course_id", 'title', OLD."title", 'title_sort', OLD."title_sort", 'status', OLD."status", 'mode', OLD."mode", 'place', OLD."place", 'zone', OLD."zone", 'capacity_min', OLD."capacity_min", 'capacity_target', OLD."capacity_target", 'capacity_max', OLD."capacity_max", 'organisation_limit', OLD."organisation_limit", 'booking_closes_on', OLD."booking_closes_on", 'cancellation_closes_on', OLD."cancellation_closes_on", 'offer_days', OLD."offer_days", 'contact', OLD."contact", 'note', OLD."note", 'cancelled_at', OLD."cancelled_at", 'cancelled_by', OLD."cancelled_by", 'cancel_reason', OLD."cancel_reason", 'bring', OLD."bring", 'meals', OLD."meals", 'day_contact', OLD."day_contact", 'kept_on', OLD."kept_on", 'kept_reason', OLD."kept_reason"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'stamp', NEW."stamp", 'code', NEW."code", 'course_id', NEW."course_id", 'title', NEW."title", 'title_sort', NEW."title_sort", 'status', NEW."status", 'mode', NEW."mode", 'place', NEW."place", 'zone', NEW."zone", 'capacity_min', NEW."capacity_min", 'capacity_target', NEW."capacity_target", 'capacity_max', NEW."capacity_max", 'organisation_limit', NEW."organisation_limit", 'booking_closes_on', NEW."booking_closes_on", 'cancellation_closes_on', NEW."cancellation_closes_on", 'offer_days', NEW."offer_days", 'contact', NEW."contact", 'note', NEW."note", 'cancelled_at', NEW."cancelled_at", 'cancelled_by', NEW."cancelled_by", 'cancel_reason', NEW."cancel_reason", 'bring', NEW."bring", 'meals', NEW."meals", 'day_contact', NEW."day_contact", 'kept_on', NEW."kept_on", 'kept_reason', NEW."kept_reason"));
END;

CREATE TRIGGER "history_session_delete" AFTER DELETE ON "session"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'session', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'stamp', OLD."stamp", 'code', OLD."code", 'course_id', OLD."course_id", 'title', OLD."title", 'title_sort', OLD."title_sort", 'status', OLD."status", 'mode', OLD."mode", 'place', OLD."place", 'zone', OLD."zone", 'capacity_min', OLD."capacity_min", 'capacity_target', OLD."capacity_target", 'capacity_max', OLD."capacity_max", 'organisation_limit', OLD."organisation_limit", 'booking_closes_on', OLD."booking_closes_on", 'cancellation_closes_on', OLD."cancellation_closes_on", 'offer_days', OLD."offer_days", 'contact', OLD."contact", 'note', OLD."note", 'cancelled_at', OLD."cancelled_at", 'cancelled_by', OLD."cancelled_by", 'cancel_reason', OLD."cancel_reason", 'bring', OLD."bring", 'meals', OLD."meals", 'day_contact', OLD."day_contact", 'kept_on', OLD."kept_on", 'kept_reason', OLD."kept_reason"), NULL);
END;

CREATE TRIGGER "history_stocktake_insert" AFTER INSERT ON "stocktake"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'location_id', NEW."location_id", 'kind', NEW."kind", 'started_on', NEW."started_on", 'closed_on', NEW."closed_on", 'expected', NEW."expected", 'missing', NEW."missing", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_stocktake_guard" BEFORE UPDATE OF "id", "name", "location_id", "kind", "started_on", "closed_on", "expected", "missing", "note", "version" ON "stocktake" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_stocktake_update" AFTER UPDATE ON "stocktake" WHEN OLD."name" IS NOT NEW."name" OR OLD."location_id" IS NOT NEW."location_id" OR OLD."kind" IS NOT NEW."kind" OR OLD."started_on" IS NOT NEW."started_on" OR OLD."closed_on" IS NOT NEW."closed_on" OR OLD."expected" IS NOT NEW."expected" OR OLD."missing" IS NOT NEW."missing" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'location_id', OLD."location_id", 'kind', OLD."kind", 'started_on', OLD."started_on", 'closed_on', OLD."closed_on", 'expected', OLD."expected", 'missing', OLD."missing", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'name', NEW."name", 'location_id', NEW."location_id", 'kind', NEW."kind", 'started_on', NEW."started_on", 'closed_on', NEW."closed_on", 'expected', NEW."expected", 'missing', NEW."missing", 'note', NEW."note"));
END;

CREATE TRIGGER "history_stocktake_delete" AFTER DELETE ON "stocktake"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'name', OLD."name", 'location_id', OLD."location_id", 'kind', OLD."kind", 'started_on', OLD."started_on", 'closed_on', OLD."closed_on", 'expected', OLD."expected", 'missing', OLD."missing", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_subject_insert" AFTER INSERT ON "subject"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'term', NEW."term", 'kind', NEW."kind", 'scheme', NEW."scheme", 'term_sort', NEW."term_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on", 'thesaurus_id', NEW."thesaurus_id", 'uri', NEW."uri", 'notation', NEW."notation", 'status', NEW."status", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code") END);
END;

CREATE TRIGGER "history_subject_guard" BEFORE UPDATE OF "id", "term", "kind", "scheme", "term_sort", "match_key", "note", "archived_on", "thesaurus_id", "uri", "notation", "status", "country_code", "sector_code", "version" ON "subject" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_update" AFTER UPDATE ON "subject" WHEN OLD."term" IS NOT NEW."term" OR OLD."kind" IS NOT NEW."kind" OR OLD."scheme" IS NOT NEW."scheme" OR OLD."term_sort" IS NOT NEW."term_sort" OR OLD."match_key" IS NOT NEW."match_key" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."thesaurus_id" IS NOT NEW."thesaurus_id" OR OLD."uri" IS NOT NEW."uri" OR OLD."notation" IS NOT NEW."notation" OR OLD."status" IS NOT NEW."status" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."sector_code" IS NOT NEW."sector_code"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'term', OLD."term", 'kind', OLD."kind", 'scheme', OLD."scheme", 'term_sort', OLD."term_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on", 'thesaurus_id', OLD."thesaurus_id", 'uri', OLD."uri", 'notation', OLD."notation", 'status', OLD."status", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'term', NEW."term", 'kind', NEW."kind", 'scheme', NEW."scheme", 'term_sort', NEW."term_sort", 'match_key', NEW."match_key", 'note', NEW."note", 'archived_on', NEW."archived_on", 'thesaurus_id', NEW."thesaurus_id", 'uri', NEW."uri", 'notation', NEW."notation", 'status', NEW."status", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code"));
END;

CREATE TRIGGER "history_subject_delete" AFTER DELETE ON "subject"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'term', OLD."term", 'kind', OLD."kind", 'scheme', OLD."scheme", 'term_sort', OLD."term_sort", 'match_key', OLD."match_key", 'note', OLD."note", 'archived_on', OLD."archived_on", 'thesaurus_id', OLD."thesaurus_id", 'uri', OLD."uri", 'notation', OLD."notation", 'status', OLD."status", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code"), NULL);
END;

CREATE TRIGGER "history_subject_group_insert" AFTER INSERT ON "subject_group"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_group', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'thesaurus_id', NEW."thesaurus_id", 'name', NEW."name", 'name_sort', NEW."name_sort", 'uri', NEW."uri") END);
END;

CREATE TRIGGER "history_subject_group_guard" BEFORE UPDATE OF "id", "thesaurus_id", "name", "name_sort", "uri", "version" ON "subject_group" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_group_update" AFTER UPDATE ON "subject_group" WHEN OLD."thesaurus_id" IS NOT NEW."thesaurus_id" OR OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."uri" IS NOT NEW."uri"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_group', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'thesaurus_id', OLD."thesaurus_id", 'name', OLD."name", 'name_sort', OLD."name_sort", 'uri', OLD."uri"), json_object('id', NEW."id", 'version', NEW."version", 'thesaurus_id', NEW."thesaurus_id", 'name', NEW."name", 'name_sort', NEW."name_sort", 'uri', NEW."uri"));
END;

CREATE TRIGGER "history_subject_group_delete" AFTER DELETE ON "subject_group"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_group', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'thesaurus_id', OLD."thesaurus_id", 'name', OLD."name", 'name_sort', OLD."name_sort", 'uri', OLD."uri"), NULL);
END;

CREATE TRIGGER "history_trainer_competence_insert" AFTER INSERT ON "trainer_competence"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'trainer_competence', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'competence_id', NEW."competence_id") END);
END;

CREATE TRIGGER "history_trainer_competence_guard" BEFORE UPDATE OF "id", "person_id", "competence_id", "version" ON "trainer_competence" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_trainer_competence_update" AFTER UPDATE ON "trainer_competence" WHEN OLD."person_id" IS NOT NEW."person_id" OR OLD."competence_id" IS NOT NEW."competence_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'trainer_competence', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'competence_id', OLD."competence_id"), json_object('id', NEW."id", 'version', NEW."version", 'person_id', NEW."person_id", 'competence_id', NEW."competence_id"));
END;

CREATE TRIGGER "history_trainer_competence_delete" AFTER DELETE ON "trainer_competence"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'trainer_competence', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'person_id', OLD."person_id", 'competence_id', OLD."competence_id"), NULL);
END;

CREATE TRIGGER "history_advice_insert" AFTER INSERT ON "advice"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'advice', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'organisation_id', NEW."organisation_id", 'person_id', NEW."person_id", 'project_id', NEW."project_id", 'mode_code', NEW."mode_code", 'state', NEW."state", 'advised_on', NEW."advised_on", 'starts_at', NEW."starts_at", 'minutes', NEW."minutes", 'staff_id', NEW."staff_id", 'subject', NEW."subject", 'note', NEW."note", 'next_step', NEW."next_step") END);
END;

CREATE TRIGGER "history_advice_guard" BEFORE UPDATE OF "id", "organisation_id", "person_id", "project_id", "mode_code", "state", "advised_on", "starts_at", "minutes", "staff_id", "subject", "note", "next_step", "version" ON "advice" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_advice_update" AFTER UPDATE ON "advice" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."person_id" IS NOT NEW."person_id" OR OLD."project_id" IS NOT NEW."project_id" OR OLD."mode_code" IS NOT NEW."mode_code" OR OLD."state" IS NOT NEW."state" OR OLD."advised_on" IS NOT NEW."advised_on" OR OLD."starts_at" IS NOT NEW."starts_at" OR OLD."minutes" IS NOT NEW."minutes" OR OLD."staff_id" IS NOT NEW."staff_id" OR OLD."subject" IS NOT NEW."subject" OR OLD."note" IS NOT NEW."note" OR OLD."next_step" IS NOT NEW."next_step"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'advice', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'organisation_id', OLD."organisation_id", 'person_id', OLD."person_id", 'project_id', OLD."project_id", 'mode_code', OLD."mode_code", 'state', OLD."state", 'advised_on', OLD."advised_on", 'starts_at', OLD."starts_at", 'minutes', OLD."minutes", 'staff_id', OLD."staff_id", 'subject', OLD."subject", 'note', OLD."note", 'next_step', OLD."next_step"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'organisation_id', NEW."organisation_id", 'person_id', NEW."person_id", 'project_id', NEW."project_id", 'mode_code', NEW."mode_code", 'state', NEW."state", 'advised_on', NEW."advised_on", 'starts_at', NEW."starts_at", 'minutes', NEW."minutes", 'staff_id', NEW."staff_id", 'subject', NEW."subject", 'note', NEW."note", 'next_step', NEW."next_step"));
END;

CREATE TRIGGER "history_advice_delete" AFTER DELETE ON "advice"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'advice', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'organisation_id', OLD."organisation_id", 'person_id', OLD."person_id", 'project_id', OLD."project_id", 'mode_code', OLD."mode_code", 'state', OLD."state", 'advised_on', OLD."advised_on", 'starts_at', OLD."starts_at", 'minutes', OLD."minutes", 'staff_id', OLD."staff_id", 'subject', OLD."subject", 'note', OLD."note", 'next_step', OLD."next_step"), NULL);
END;

CREATE TRIGGER "history_agreement_commitment_insert" AFTER INSERT ON "agreement_commitment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_commitment', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'year', NEW."year", 'currency', NEW."currency", 'amount_minor', NEW."amount_minor", 'in_kind_minor', NEW."in_kind_minor", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_agreement_commitment_guard" BEFORE UPDATE OF "id", "agreement_id", "year", "currency", "amount_minor", "in_kind_minor", "note", "version" ON "agreement_commitment" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_agreement_commitment_update" AFTER UPDATE ON "agreement_commitment" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."year" IS NOT NEW."year" OR OLD."currency" IS NOT NEW."currency" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."in_kind_minor" IS NOT NEW."in_kind_minor" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_commitment', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'year', OLD."year", 'currency', OLD."currency", 'amount_minor', OLD."amount_minor", 'in_kind_minor', OLD."in_kind_minor", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'year', NEW."year", 'currency', NEW."currency", 'amount_minor', NEW."amount_minor", 'in_kind_minor', NEW."in_kind_minor", 'note', NEW."note"));
END;

CREATE TRIGGER "history_agreement_commitment_delete" AFTER DELETE ON "agreement_commitment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_commitment', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'year', OLD."year", 'currency', OLD."currency", 'amount_minor', OLD."amount_minor", 'in_kind_minor', OLD."in_kind_minor", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_agreement_meeting_insert" AFTER INSERT ON "agreement_meeting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_meeting', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'day', NEW."day", 'title', NEW."title", 'place', NEW."place", 'participants', NEW."participants", 'decisions', NEW."decisions") END);
END;

CREATE TRIGGER "history_agreement_meeting_guard" BEFORE UPDATE OF "id", "agreement_id", "day", "title", "place", "participants", "decisions", "version" ON "agreement_meeting" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_agreement_meeting_update" AFTER UPDATE ON "agreement_meeting" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."day" IS NOT NEW."day" OR OLD."title" IS NOT NEW."title" OR OLD."place" IS NOT NEW."place" OR OLD."participants" IS NOT NEW."participants" OR OLD."decisions" IS NOT NEW."decisions"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_meeting', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'day', OLD."day", 'title', OLD."title", 'place', OLD."place", 'participants', OLD."participants", 'decisions', OLD."decisions"), json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'day', NEW."day", 'title', NEW."title", 'place', NEW."place", 'participants', NEW."participants", 'decisions', NEW."decisions"));
END;

CREATE TRIGGER "history_agreement_meeting_delete" AFTER DELETE ON "agreement_meeting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_meeting', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'day', OLD."day", 'title', OLD."title", 'place', OLD."place", 'participants', OLD."participants", 'decisions', OLD."decisions"), NULL);
END;

CREATE TRIGGER "history_agreement_project_insert" AFTER INSERT ON "agreement_project"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_project', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'project_id', NEW."project_id") END);
END;

CREATE TRIGGER "history_agreement_project_guard" BEFORE UPDATE OF "id", "agreement_id", "project_id", "version" ON "agreement_project" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_agreement_project_update" AFTER UPDATE ON "agreement_project" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."project_id" IS NOT NEW."project_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_project', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'project_id', OLD."project_id"), json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'project_id', NEW."project_id"));
END;

CREATE TRIGGER "history_agreement_project_delete" AFTER DELETE ON "agreement_project"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_project', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'project_id', OLD."project_id"), NULL);
END;

CREATE TRIGGER "history_agreement_roadmap_insert" AFTER INSERT ON "agreement_roadmap"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_roadmap', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'position', NEW."position", 'title', NEW."title", 'is_action_plan', NEW."is_action_plan", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'content', NEW."content", 'results', NEW."results") END);
END;

CREATE TRIGGER "history_agreement_roadmap_guard" BEFORE UPDATE OF "id", "agreement_id", "position", "title", "is_action_plan", "starts_on", "ends_on", "content", "results", "version" ON "agreement_roadmap" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_agreement_roadmap_update" AFTER UPDATE ON "agreement_roadmap" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."position" IS NOT NEW."position" OR OLD."title" IS NOT NEW."title" OR OLD."is_action_plan" IS NOT NEW."is_action_plan" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."content" IS NOT NEW."content" OR OLD."results" IS NOT NEW."results"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_roadmap', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'position', OLD."position", 'title', OLD."title", 'is_action_plan', OLD."is_action_plan", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'content', OLD."content", 'results', OLD."results"), json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'position', NEW."position", 'title', NEW."title", 'is_action_plan', NEW."is_action_plan", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'content', NEW."content", 'results', NEW."results"));
END;

CREATE TRIGGER "history_agreement_roadmap_delete" AFTER DELETE ON "agreement_roadmap"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_roadmap', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'position', OLD."position", 'title', OLD."title", 'is_action_plan', OLD."is_action_plan", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'content', OLD."content", 'results', OLD."results"), NULL);
END;

CREATE TRIGGER "history_agreement_sector_insert" AFTER INSERT ON "agreement_sector"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_sector', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'position', NEW."position", 'sector_code', NEW."sector_code", 'label', NEW."label", 'percent_hundredths', NEW."percent_hundredths") END);
END;

CREATE TRIGGER "history_agreement_sector_guard" BEFORE UPDATE OF "id", "agreement_id", "position", "sector_code", "label", "percent_hundredths", "version" ON "agreement_sector" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_agreement_sector_update" AFTER UPDATE ON "agreement_sector" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."position" IS NOT NEW."position" OR OLD."sector_code" IS NOT NEW."sector_code" OR OLD."label" IS NOT NEW."label" OR OLD."percent_hundredths" IS NOT NEW."percent_hundredths"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_sector', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'position', OLD."position", 'sector_code', OLD."sector_code", 'label', OLD."label", 'percent_hundredths', OLD."percent_hundredths"), json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'position', NEW."position", 'sector_code', NEW."sector_code", 'label', NEW."label", 'percent_hundredths', NEW."percent_hundredths"));
END;

CREATE TRIGGER "history_agreement_sector_delete" AFTER DELETE ON "agreement_sector"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_sector', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'position', OLD."position", 'sector_code', OLD."sector_code", 'label', OLD."label", 'percent_hundredths', OLD."percent_hundredths"), NULL);
END;

CREATE TRIGGER "history_authority_number_insert" AFTER INSERT ON "authority_number"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'authority_number', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'contributor_id', NEW."contributor_id", 'publisher_id', NEW."publisher_id", 'series_id', NEW."series_id", 'scheme', NEW."scheme", 'value', NEW."value") END);
END;

CREATE TRIGGER "history_authority_number_guard" BEFORE UPDATE OF "id", "contributor_id", "publisher_id", "series_id", "scheme", "value", "version" ON "authority_number" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_authority_number_update" AFTER UPDATE ON "authority_number" WHEN OLD."contributor_id" IS NOT NEW."contributor_id" OR OLD."publisher_id" IS NOT NEW."publisher_id" OR OLD."series_id" IS NOT NEW."series_id" OR OLD."scheme" IS NOT NEW."scheme" OR OLD."value" IS NOT NEW."value"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'authority_number', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'contributor_id', OLD."contributor_id", 'publisher_id', OLD."publisher_id", 'series_id', OLD."series_id", 'scheme', OLD."scheme", 'value', OLD."value"), json_object('id', NEW."id", 'version', NEW."version", 'contributor_id', NEW."contributor_id", 'publisher_id', NEW."publisher_id", 'series_id', NEW."series_id", 'scheme', NEW."scheme", 'value', NEW."value"));
END;

CREATE TRIGGER "history_authority_number_delete" AFTER DELETE ON "authority_number"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'authority_number', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'contributor_id', OLD."contributor_id", 'publisher_id', OLD."publisher_id", 'series_id', OLD."series_id", 'scheme', OLD."scheme", 'value', OLD."value"), NULL);
END;

CREATE TRIGGER "history_authority_variant_insert" AFTER INSERT ON "authority_variant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'authority_variant', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'contributor_id', NEW."contributor_id", 'publisher_id', NEW."publisher_id", 'series_id', NEW."series_id", 'kind', NEW."kind", 'form', NEW."form", 'form_sort', NEW."form_sort", 'match_key', NEW."match_key") END);
END;

CREATE TRIGGER "history_authority_variant_guard" BEFORE UPDATE OF "id", "contributor_id", "publisher_id", "series_id", "kind", "form", "form_sort", "match_key", "version" ON "authority_variant" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_authority_variant_update" AFTER UPDATE ON "authority_variant" WHEN OLD."contributor_id" IS NOT NEW."contributor_id" OR OLD."publisher_id" IS NOT NEW."publisher_id" OR OLD."series_id" IS NOT NEW."series_id" OR OLD."kind" IS NOT NEW."kind" OR OLD."form" IS NOT NEW."form" OR OLD."form_sort" IS NOT NEW."form_sort" OR OLD."match_key" IS NOT NEW."match_key"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'authority_variant', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'contributor_id', OLD."contributor_id", 'publisher_id', OLD."publisher_id", 'series_id', OLD."series_id", 'kind', OLD."kind", 'form', OLD."form", 'form_sort', OLD."form_sort", 'match_key', OLD."match_key"), json_object('id', NEW."id", 'version', NEW."version", 'contributor_id', NEW."contributor_id", 'publisher_id', NEW."publisher_id", 'series_id', NEW."series_id", 'kind', NEW."kind", 'form', NEW."form", 'form_sort', NEW."form_sort", 'match_key', NEW."match_key"));
END;

CREATE TRIGGER "history_authority_variant_delete" AFTER DELETE ON "authority_variant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'authority_variant', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'contributor_id', OLD."contributor_id", 'publisher_id', OLD."publisher_id", 'series_id', OLD."series_id", 'kind', OLD."kind", 'form', OLD."form", 'form_sort', OLD."form_sort", 'match_key', OLD."match_key"), NULL);
END;

CREATE TRIGGER "history_booking_insert" AFTER INSERT ON "booking"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'booking', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'session_id', NEW."session_id", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'status', NEW."status", 'group_rule', NEW."group_rule", 'priority', NEW."priority", 'late_reason', NEW."late_reason", 'limit_reason', NEW."limit_reason", 'note', NEW."note", 'cancelled_at', NEW."cancelled_at", 'cancelled_by', NEW."cancelled_by", 'cancel_reason', NEW."cancel_reason", 'origin', NEW."origin") END);
END;

CREATE TRIGGER "history_booking_guard" BEFORE UPDATE OF "id", "number", "session_id", "organisation_id", "contact_id", "status", "group_rule", "priority", "late_reason", "limit_reason", "note", "cancelled_at", "cancelled_by", "cancel_reason", "origin", "version" ON "booking" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_booking_update" AFTER UPDATE ON "booking" WHEN OLD."number" IS NOT NEW."number" OR OLD."session_id" IS NOT NEW."session_id" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."contact_id" IS NOT NEW."contact_id" OR OLD."status" IS NOT NEW."status" OR OLD."group_rule" IS NOT NEW."group_rule" OR OLD."priority" IS NOT NEW."priority" OR OLD."late_reason" IS NOT NEW."late_reason" OR OLD."limit_reason" IS NOT NEW."limit_reason" OR OLD."note" IS NOT NEW."note" OR OLD."cancelled_at" IS NOT NEW."cancelled_at" OR OLD."cancelled_by" IS NOT NEW."cancelled_by" OR OLD."cancel_reason" IS NOT NEW."cancel_reason" OR OLD."origin" IS NOT NEW."origin"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'booking', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'session_id', OLD."session_id", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'status', OLD."status", 'group_rule', OLD."group_rule", 'priority', OLD."priority", 'late_reason', OLD."late_reason", 'limit_reason', OLD."limit_reason", 'note', OLD."note", 'cancelled_at', OLD."cancelled_at", 'cancelled_by', OLD."cancelled_by", 'cancel_reason', OLD."cancel_reason", 'origin', OLD."origin"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'session_id', NEW."session_id", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'status', NEW."status", 'group_rule', NEW."group_rule", 'priority', NEW."priority", 'late_reason', NEW."late_reason", 'limit_reason', NEW."limit_reason", 'note', NEW."note", 'cancelled_at', NEW."cancelled_at", 'cancelled_by', NEW."cancelled_by", 'cancel_reason', NEW."cancel_reason", 'origin', NEW."origin"));
END;

CREATE TRIGGER "history_booking_delete" AFTER DELETE ON "booking"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'booking', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'session_id', OLD."session_id", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'status', OLD."status", 'group_rule', OLD."group_rule", 'priority', OLD."priority", 'late_reason', OLD."late_reason", 'limit_reason', OLD."limit_reason", 'note', OLD."note", 'cancelled_at', OLD."cancelled_at", 'cancelled_by', OLD."cancelled_by", 'cancel_reason', OLD."cancel_reason", 'origin', OLD."origin"), NULL);
END;

CREATE TRIGGER "history_busy_time_insert" AFTER INSERT ON "busy_time"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'busy_time', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'calendar_id', NEW."calendar_id", 'uid', NEW."uid", 'day', NEW."day", 'starts', NEW."starts", 'ends', NEW."ends", 'summary', NEW."summary") END);
END;

CREATE TRIGGER "history_busy_time_guard" BEFORE UPDATE OF "id", "calendar_id", "uid", "day", "starts", "ends", "summary", "version" ON "busy_time" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_busy_time_update" AFTER UPDATE ON "busy_time" WHEN OLD."calendar_id" IS NOT NEW."calendar_id" OR OLD."uid" IS NOT NEW."uid" OR OLD."day" IS NOT NEW."day" OR OLD."starts" IS NOT NEW."starts" OR OLD."ends" IS NOT NEW."ends" OR OLD."summary" IS NOT NEW."summary"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'busy_time', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'calendar_id', OLD."calendar_id", 'uid', OLD."uid", 'day', OLD."day", 'starts', OLD."starts", 'ends', OLD."ends", 'summary', OLD."summary"), json_object('id', NEW."id", 'version', NEW."version", 'calendar_id', NEW."calendar_id", 'uid', NEW."uid", 'day', NEW."day", 'starts', NEW."starts", 'ends', NEW."ends", 'summary', NEW."summary"));
END;

CREATE TRIGGER "history_busy_time_delete" AFTER DELETE ON "busy_time"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'busy_time', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'calendar_id', OLD."calendar_id", 'uid', OLD."uid", 'day', OLD."day", 'starts', OLD."starts", 'ends', OLD."ends", 'summary', OLD."summary"), NULL);
END;

CREATE TRIGGER "history_certificate_insert" AFTER INSERT ON "certificate"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'certificate', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'place_id', NEW."place_id", 'issued_on', NEW."issued_on", 'minutes', NEW."minutes") END);
END;

CREATE TRIGGER "history_certificate_guard" BEFORE UPDATE OF "id", "number", "place_id", "issued_on", "minutes", "version" ON "certificate" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_certificate_update" AFTER UPDATE ON "certificate" WHEN OLD."number" IS NOT NEW."number" OR OLD."place_id" IS NOT NEW."place_id" OR OLD."issued_on" IS NOT NEW."issued_on" OR OLD."minutes" IS NOT NEW."minutes"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'certificate', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'place_id', OLD."place_id", 'issued_on', OLD."issued_on", 'minutes', OLD."minutes"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'place_id', NEW."place_id", 'issued_on', NEW."issued_on", 'minutes', NEW."minutes"));
END;

CREATE TRIGGER "history_certificate_delete" AFTER DELETE ON "certificate"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'certificate', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'place_id', OLD."place_id", 'issued_on', OLD."issued_on", 'minutes', OLD."minutes"), NULL);
END;

CREATE TRIGGER "history_credit_insert" AFTER INSERT ON "credit"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'credit', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'exercise_id', NEW."exercise_id", 'axis_id', NEW."axis_id", 'kind_code', NEW."kind_code", 'label', NEW."label", 'amount_minor', NEW."amount_minor", 'decided_on', NEW."decided_on", 'deliberation', NEW."deliberation", 'from_exercise_id', NEW."from_exercise_id") END);
END;

CREATE TRIGGER "history_credit_guard" BEFORE UPDATE OF "id", "exercise_id", "axis_id", "kind_code", "label", "amount_minor", "decided_on", "deliberation", "from_exercise_id", "version" ON "credit" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_credit_update" AFTER UPDATE ON "credit" WHEN OLD."exercise_id" IS NOT NEW."exercise_id" OR OLD."axis_id" IS NOT NEW."axis_id" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."label" IS NOT NEW."label" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."decided_on" IS NOT NEW."decided_on" OR OLD."deliberation" IS NOT NEW."deliberation" OR OLD."from_exercise_id" IS NOT NEW."from_exercise_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'credit', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'exercise_id', OLD."exercise_id", 'axis_id', OLD."axis_id", 'kind_code', OLD."kind_code", 'label', OLD."label", 'amount_minor', OLD."amount_minor", 'decided_on', OLD."decided_on", 'deliberation', OLD."deliberation", 'from_exercise_id', OLD."from_exercise_id"), json_object('id', NEW."id", 'version', NEW."version", 'exercise_id', NEW."exercise_id", 'axis_id', NEW."axis_id", 'kind_code', NEW."kind_code", 'label', NEW."label", 'amount_minor', NEW."amount_minor", 'decided_on', NEW."decided_on", 'deliberation', NEW."deliberation", 'from_exercise_id', NEW."from_exercise_id"));
END;

CREATE TRIGGER "history_credit_delete" AFTER DELETE ON "credit"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'credit', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'exercise_id', OLD."exercise_id", 'axis_id', OLD."axis_id", 'kind_code', OLD."kind_code", 'label', OLD."label", 'amount_minor', OLD."amount_minor", 'decided_on', OLD."decided_on", 'deliberation', OLD."deliberation", 'from_exercise_id', OLD."from_exercise_id"), NULL);
END;

CREATE TRIGGER "history_credit_transfer_insert" AFTER INSERT ON "credit_transfer"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'credit_transfer', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'exercise_id', NEW."exercise_id", 'from_axis_id', NEW."from_axis_id", 'to_axis_id', NEW."to_axis_id", 'amount_minor', NEW."amount_minor", 'reason', NEW."reason", 'decided_on', NEW."decided_on", 'deliberation', NEW."deliberation") END);
END;

CREATE TRIGGER "history_credit_transfer_guard" BEFORE UPDATE OF "id", "exercise_id", "from_axis_id", "to_axis_id", "amount_minor", "reason", "decided_on", "deliberation", "version" ON "credit_transfer" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_credit_transfer_update" AFTER UPDATE ON "credit_transfer" WHEN OLD."exercise_id" IS NOT NEW."exercise_id" OR OLD."from_axis_id" IS NOT NEW."from_axis_id" OR OLD."to_axis_id" IS NOT NEW."to_axis_id" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."reason" IS NOT NEW."reason" OR OLD."decided_on" IS NOT NEW."decided_on" OR OLD."deliberation" IS NOT NEW."deliberation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'credit_transfer', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'exercise_id', OLD."exercise_id", 'from_axis_id', OLD."from_axis_id", 'to_axis_id', OLD."to_axis_id", 'amount_minor', OLD."amount_minor", 'reason', OLD."reason", 'decided_on', OLD."decided_on", 'deliberation', OLD."deliberation"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'exercise_id', NEW."exercise_id", 'from_axis_id', NEW."from_axis_id", 'to_axis_id', NEW."to_axis_id", 'amount_minor', NEW."amount_minor", 'reason', NEW."reason", 'decided_on', NEW."decided_on", 'deliberation', NEW."deliberation"));
END;

CREATE TRIGGER "history_credit_transfer_delete" AFTER DELETE ON "credit_transfer"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'credit_transfer', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'exercise_id', OLD."exercise_id", 'from_axis_id', OLD."from_axis_id", 'to_axis_id', OLD."to_axis_id", 'amount_minor', OLD."amount_minor", 'reason', OLD."reason", 'decided_on', OLD."decided_on", 'deliberation', OLD."deliberation"), NULL);
END;

CREATE TRIGGER "history_crisis_insert" AFTER INSERT ON "crisis"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'name', NEW."name", 'name_sort', NEW."name_sort", 'kind_code', NEW."kind_code", 'authority_id', NEW."authority_id", 'happened_on', NEW."happened_on", 'ended_on', NEW."ended_on", 'summary', NEW."summary", 'needs', NEW."needs", 'achieved', NEW."achieved", 'lessons', NEW."lessons", 'axis_id', NEW."axis_id", 'note', NEW."note", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_crisis_guard" BEFORE UPDATE OF "id", "number", "name", "name_sort", "kind_code", "authority_id", "happened_on", "ended_on", "summary", "needs", "achieved", "lessons", "axis_id", "note", "archived_on", "version" ON "crisis" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_crisis_update" AFTER UPDATE ON "crisis" WHEN OLD."number" IS NOT NEW."number" OR OLD."name" IS NOT NEW."name" OR OLD."name_sort" IS NOT NEW."name_sort" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."happened_on" IS NOT NEW."happened_on" OR OLD."ended_on" IS NOT NEW."ended_on" OR OLD."summary" IS NOT NEW."summary" OR OLD."needs" IS NOT NEW."needs" OR OLD."achieved" IS NOT NEW."achieved" OR OLD."lessons" IS NOT NEW."lessons" OR OLD."axis_id" IS NOT NEW."axis_id" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'name', OLD."name", 'name_sort', OLD."name_sort", 'kind_code', OLD."kind_code", 'authority_id', OLD."authority_id", 'happened_on', OLD."happened_on", 'ended_on', OLD."ended_on", 'summary', OLD."summary", 'needs', OLD."needs", 'achieved', OLD."achieved", 'lessons', OLD."lessons", 'axis_id', OLD."axis_id", 'note', OLD."note", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'name', NEW."name", 'name_sort', NEW."name_sort", 'kind_code', NEW."kind_code", 'authority_id', NEW."authority_id", 'happened_on', NEW."happened_on", 'ended_on', NEW."ended_on", 'summary', NEW."summary", 'needs', NEW."needs", 'achieved', NEW."achieved", 'lessons', NEW."lessons", 'axis_id', NEW."axis_id", 'note', NEW."note", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_crisis_delete" AFTER DELETE ON "crisis"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'name', OLD."name", 'name_sort', OLD."name_sort", 'kind_code', OLD."kind_code", 'authority_id', OLD."authority_id", 'happened_on', OLD."happened_on", 'ended_on', OLD."ended_on", 'summary', OLD."summary", 'needs', OLD."needs", 'achieved', OLD."achieved", 'lessons', OLD."lessons", 'axis_id', OLD."axis_id", 'note', OLD."note", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_document_insert" AFTER INSERT ON "document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'kind', NEW."kind", 'title', NEW."title", 'title_sort', NEW."title_sort", 'subtitle', NEW."subtitle", 'other_titles', NEW."other_titles", 'part_number', NEW."part_number", 'part_title', NEW."part_title", 'responsibility', NEW."responsibility", 'edition', NEW."edition", 'publisher_id', NEW."publisher_id", 'place', NEW."place", 'date_text', NEW."date_text", 'year', NEW."year", 'publication_country_code', NEW."publication_country_code", 'extent', NEW."extent", 'series_id', NEW."series_id", 'series_number', NEW."series_number", 'call_number', NEW."call_number", 'call_number_sort', NEW."call_number_sort", 'audience', NEW."audience", 'rights', NEW."rights", 'image_credit', NEW."image_credit", 'frequency', NEW."frequency", 'price', NEW."price", 'url', NEW."url", 'published_on', NEW."published_on", 'revised_on', NEW."revised_on", 'archived_on', NEW."archived_on", 'abstract', NEW."abstract", 'contents', NEW."contents", 'notes', NEW."notes", 'seen_on', NEW."seen_on", 'issues_a_year', NEW."issues_a_year") END);
END;

CREATE TRIGGER "history_document_guard" BEFORE UPDATE OF "id", "number", "kind", "title", "title_sort", "subtitle", "other_titles", "part_number", "part_title", "responsibility", "edition", "publisher_id", "place", "date_text", "year", "publication_country_code", "extent", "series_id", "series_number", "call_number", "call_number_sort", "audience", "rights", "image_credit", "frequency", "price", "url", "published_on", "revised_on", "archived_on", "abstract", "contents", "notes", "seen_on", "issues_a_year", "version" ON "document" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_update" AFTER UPDATE ON "document" WHEN OLD."number" IS NOT NEW."number" OR OLD."kind" IS NOT NEW."kind" OR OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."subtitle" IS NOT NEW."subtitle" OR OLD."other_titles" IS NOT NEW."other_titles" OR OLD."part_number" IS NOT NEW."part_number" OR OLD."part_title" IS NOT NEW."part_title" OR OLD."responsibility" IS NOT NEW."responsibility" OR OLD."edition" IS NOT NEW."edition" OR OLD."publisher_id" IS NOT NEW."publisher_id" OR OLD."place" IS NOT NEW."place" OR OLD."date_text" IS NOT NEW."date_text" OR OLD."year" IS NOT NEW."year" OR OLD."publication_country_code" IS NOT NEW."publication_country_code" OR OLD."extent" IS NOT NEW."extent" OR OLD."series_id" IS NOT NEW."series_id" OR OLD."series_number" IS NOT NEW."series_number" OR OLD."call_number" IS NOT NEW."call_number" OR OLD."call_number_sort" IS NOT NEW."call_number_sort" OR OLD."audience" IS NOT NEW."audience" OR OLD."rights" IS NOT NEW."rights" OR OLD."image_credit" IS NOT NEW."image_credit" OR OLD."frequency" IS NOT NEW."frequency" OR OLD."price" IS NOT NEW."price" OR OLD."url" IS NOT NEW."url" OR OLD."published_on" IS NOT NEW."published_on" OR OLD."revised_on" IS NOT NEW."revised_on" OR OLD."archived_on" IS NOT NEW."archived_on" OR OLD."abstract" IS NOT NEW."abstract" OR OLD."contents" IS NOT NEW."contents" OR OLD."notes" IS NOT NEW."notes" OR OLD."seen_on" IS NOT NEW."seen_on" OR OLD."issues_a_year" IS NOT NEW."issues_a_year"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'kind', OLD."kind", 'title', OLD."title", 'title_sort', OLD."title_sort", 'subtitle', OLD."subtitle", 'other_titles', OLD."other_titles", 'part_number', OLD."part_number", 'part_title', OLD."part_title", 'responsibility', OLD."responsibility", 'edition', OLD."edition", 'publisher_id', OLD."publisher_id", 'place', OLD."place", 'date_text', OLD."date_text", 'year', OLD."year", 'publication_country_code', OLD."publication_country_code", 'extent', OLD."extent", 'series_id', OLD."series_id", 'series_number', OLD."series_number", 'call_number', OLD."call_number", 'call_number_sort', OLD."call_number_sort", 'audience', OLD."audience", 'rights', OLD."rights", 'image_credit', OLD."image_credit", 'frequency', OLD."frequency", 'price', OLD."price", 'url', OLD."url", 'published_on', OLD."published_on", 'revised_on', OLD."revised_on", 'archived_on', OLD."archived_on", 'abstract', OLD."abstract", 'contents', OLD."contents", 'notes', OLD."notes", 'seen_on', OLD."seen_on", 'issues_a_year', OLD."issues_a_year"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'kind', NEW."kind", 'title', NEW."title", 'title_sort', NEW."title_sort", 'subtitle', NEW."subtitle", 'other_titles', NEW."other_titles", 'part_number', NEW."part_number", 'part_title', NEW."part_title", 'responsibility', NEW."responsibility", 'edition', NEW."edition", 'publisher_id', NEW."publisher_id", 'place', NEW."place", 'date_text', NEW."date_text", 'year', NEW."year", 'publication_country_code', NEW."publication_country_code", 'extent', NEW."extent", 'series_id', NEW."series_id", 'series_number', NEW."series_number", 'call_number', NEW."call_number", 'call_number_sort', NEW."call_number_sort", 'audience', NEW."audience", 'rights', NEW."rights", 'image_credit', NEW."image_credit", 'frequency', NEW."frequency", 'price', NEW."price", 'url', NEW."url", 'published_on', NEW."published_on", 'revised_on', NEW."revised_on", 'archived_on', NEW."archived_on", 'abstract', NEW."abstract", 'contents', NEW."contents", 'notes', NEW."notes", 'seen_on', NEW."seen_on", 'issues_a_year', NEW."issues_a_year"));
END;

CREATE TRIGGER "history_document_delete" AFTER DELETE ON "document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'kind', OLD."kind", 'title', OLD."title", 'title_sort', OLD."title_sort", 'subtitle', OLD."subtitle", 'other_titles', OLD."other_titles", 'part_number', OLD."part_number", 'part_title', OLD."part_title", 'responsibility', OLD."responsibility", 'edition', OLD."edition", 'publisher_id', OLD."publisher_id", 'place', OLD."place", 'date_text', OLD."date_text", 'year', OLD."year", 'publication_country_code', OLD."publication_country_code", 'extent', OLD."extent", 'series_id', OLD."series_id", 'series_number', OLD."series_number", 'call_number', OLD."call_number", 'call_number_sort', OLD."call_number_sort", 'audience', OLD."audience", 'rights', OLD."rights", 'image_credit', OLD."image_credit", 'frequency', OLD."frequency", 'price', OLD."price", 'url', OLD."url", 'published_on', OLD."published_on", 'revised_on', OLD."revised_on", 'archived_on', OLD."archived_on", 'abstract', OLD."abstract", 'contents', OLD."contents", 'notes', OLD."notes", 'seen_on', OLD."seen_on", 'issues_a_year', OLD."issues_a_year"), NULL);
END;

CREATE TRIGGER "history_evaluation_question_insert" AFTER INSERT ON "evaluation_question"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'evaluation_question', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'form_id', NEW."form_id", 'position', NEW."position", 'kind', NEW."kind", 'words', NEW."words", 'choices', NEW."choices", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_evaluation_question_guard" BEFORE UPDATE OF "id", "form_id", "position", "kind", "words", "choices", "archived_on", "version" ON "evaluation_question" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_evaluation_question_update" AFTER UPDATE ON "evaluation_question" WHEN OLD."form_id" IS NOT NEW."form_id" OR OLD."position" IS NOT NEW."position" OR OLD."kind" IS NOT NEW."kind" OR OLD."words" IS NOT NEW."words" OR OLD."choices" IS NOT NEW."choices" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'evaluation_question', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'form_id', OLD."form_id", 'position', OLD."position", 'kind', OLD."kind", 'words', OLD."words", 'choices', OLD."choices", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'form_id', NEW."form_id", 'position', NEW."position", 'kind', NEW."kind", 'words', NEW."words", 'choices', NEW."choices", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_evaluation_question_delete" AFTER DELETE ON "evaluation_question"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'evaluation_question', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'form_id', OLD."form_id", 'position', OLD."position", 'kind', OLD."kind", 'words', OLD."words", 'choices', OLD."choices", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_funding_call_insert" AFTER INSERT ON "funding_call"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'funding_call', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'programme_id', NEW."programme_id", 'title', NEW."title", 'title_sort', NEW."title_sort", 'reference', NEW."reference", 'opens_on', NEW."opens_on", 'deadline_on', NEW."deadline_on", 'deadline_time', NEW."deadline_time", 'zone', NEW."zone", 'currency', NEW."currency", 'budget_minor', NEW."budget_minor", 'least_minor', NEW."least_minor", 'most_minor', NEW."most_minor", 'rate_percent', NEW."rate_percent", 'summary', NEW."summary", 'who_may', NEW."who_may", 'costs_note', NEW."costs_note", 'advice', NEW."advice", 'website', NEW."website", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_funding_call_guard" BEFORE UPDATE OF "id", "programme_id", "title", "title_sort", "reference", "opens_on", "deadline_on", "deadline_time", "zone", "currency", "budget_minor", "least_minor", "most_minor", "rate_percent", "summary", "who_may", "costs_note", "advice", "website", "archived_on", "version" ON "funding_call" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_funding_call_update" AFTER UPDATE ON "funding_call" WHEN OLD."programme_id" IS NOT NEW."programme_id" OR OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."reference" IS NOT NEW."reference" OR OLD."opens_on" IS NOT NEW."opens_on" OR OLD."deadline_on" IS NOT NEW."deadline_on" OR OLD."deadline_time" IS NOT NEW."deadline_time" OR OLD."zone" IS NOT NEW."zone" OR OLD."currency" IS NOT NEW."currency" OR OLD."budget_minor" IS NOT NEW."budget_minor" OR OLD."least_minor" IS NOT NEW."least_minor" OR OLD."most_minor" IS NOT NEW."most_minor" OR OLD."rate_percent" IS NOT NEW."rate_percent" OR OLD."summary" IS NOT NEW."summary" OR OLD."who_may" IS NOT NEW."who_may" OR OLD."costs_note" IS NOT NEW."costs_note" OR OLD."advice" IS NOT NEW."advice" OR OLD."website" IS NOT NEW."website" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'funding_call', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'programme_id', OLD."programme_id", 'title', OLD."title", 'title_sort', OLD."title_sort", 'reference', OLD."reference", 'opens_on', OLD."opens_on", 'deadline_on', OLD."deadline_on", 'deadline_time', OLD."deadline_time", 'zone', OLD."zone", 'currency', OLD."currency", 'budget_minor', OLD."budget_minor", 'least_minor', OLD."least_minor", 'most_minor', OLD."most_minor", 'rate_percent', OLD."rate_percent", 'summary', OLD."summary", 'who_may', OLD."who_may", 'costs_note', OLD."costs_note", 'advice', OLD."advice", 'website', OLD."website", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'programme_id', NEW."programme_id", 'title', NEW."title", 'title_sort', NEW."title_sort", 'reference', NEW."reference", 'opens_on', NEW."opens_on", 'deadline_on', NEW."deadline_on", 'deadline_time', NEW."deadline_time", 'zone', NEW."zone", 'currency', NEW."currency", 'budget_minor', NEW."budget_minor", 'least_minor', NEW."least_minor", 'most_minor', NEW."most_minor", 'rate_percent', NEW."rate_percent", 'summary', NEW."summary", 'who_may', NEW."who_may", 'costs_note', NEW."costs_note", 'advice', NEW."advice", 'website', NEW."website", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_funding_call_delete" AFTER DELETE ON "funding_call"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'funding_call', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'programme_id', OLD."programme_id", 'title', OLD."title", 'title_sort', OLD."title_sort", 'reference', OLD."reference", 'opens_on', OLD."opens_on", 'deadline_on', OLD."deadline_on", 'deadline_time', OLD."deadline_time", 'zone', OLD."zone", 'currency', OLD."currency", 'budget_minor', OLD."budget_minor", 'least_minor', OLD."least_minor", 'most_minor', OLD."most_minor", 'rate_percent', OLD."rate_percent", 'summary', OLD."summary", 'who_may', OLD."who_may", 'costs_note', OLD."costs_note", 'advice', OLD."advice", 'website', OLD."website", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_invitation_insert" AFTER INSERT ON "invitation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'invitation', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'place_id', NEW."place_id", 'slot_uid', NEW."slot_uid", 'sequence', NEW."sequence", 'method', NEW."method", 'day', NEW."day", 'starts', NEW."starts", 'ends', NEW."ends", 'title', NEW."title", 'location', NEW."location") END);
END;

CREATE TRIGGER "history_invitation_guard" BEFORE UPDATE OF "id", "place_id", "slot_uid", "sequence", "method", "day", "starts", "ends", "title", "location", "version" ON "invitation" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_invitation_update" AFTER UPDATE ON "invitation" WHEN OLD."place_id" IS NOT NEW."place_id" OR OLD."slot_uid" IS NOT NEW."slot_uid" OR OLD."sequence" IS NOT NEW."sequence" OR OLD."method" IS NOT NEW."method" OR OLD."day" IS NOT NEW."day" OR OLD."starts" IS NOT NEW."starts" OR OLD."ends" IS NOT NEW."ends" OR OLD."title" IS NOT NEW."title" OR OLD."location" IS NOT NEW."location"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'invitation', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'place_id', OLD."place_id", 'slot_uid', OLD."slot_uid", 'sequence', OLD."sequence", 'method', OLD."method", 'day', OLD."day", 'starts', OLD."starts", 'ends', OLD."ends", 'title', OLD."title", 'location', OLD."location"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'place_id', NEW."place_id", 'slot_uid', NEW."slot_uid", 'sequence', NEW."sequence", 'method', NEW."method", 'day', NEW."day", 'starts', NEW."starts", 'ends', NEW."ends", 'title', NEW."title", 'location', NEW."location"));
END;

CREATE TRIGGER "history_invitation_delete" AFTER DELETE ON "invitation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'invitation', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'place_id', OLD."place_id", 'slot_uid', OLD."slot_uid", 'sequence', OLD."sequence", 'method', OLD."method", 'day', OLD."day", 'starts', OLD."starts", 'ends', OLD."ends", 'title', OLD."title", 'location', OLD."location"), NULL);
END;

CREATE TRIGGER "history_outpost_action_insert" AFTER INSERT ON "outpost_action"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_action', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'title', NEW."title", 'description', NEW."description", 'result', NEW."result", 'cost_minor', NEW."cost_minor", 'currency', NEW."currency") END);
END;

CREATE TRIGGER "history_outpost_action_guard" BEFORE UPDATE OF "id", "outpost_id", "starts_on", "ends_on", "title", "description", "result", "cost_minor", "currency", "version" ON "outpost_action" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_outpost_action_update" AFTER UPDATE ON "outpost_action" WHEN OLD."outpost_id" IS NOT NEW."outpost_id" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."title" IS NOT NEW."title" OR OLD."description" IS NOT NEW."description" OR OLD."result" IS NOT NEW."result" OR OLD."cost_minor" IS NOT NEW."cost_minor" OR OLD."currency" IS NOT NEW."currency"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_action', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'title', OLD."title", 'description', OLD."description", 'result', OLD."result", 'cost_minor', OLD."cost_minor", 'currency', OLD."currency"), json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'title', NEW."title", 'description', NEW."description", 'result', NEW."result", 'cost_minor', NEW."cost_minor", 'currency', NEW."currency"));
END;

CREATE TRIGGER "history_outpost_action_delete" AFTER DELETE ON "outpost_action"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_action', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'title', OLD."title", 'description', OLD."description", 'result', OLD."result", 'cost_minor', OLD."cost_minor", 'currency', OLD."currency"), NULL);
END;

CREATE TRIGGER "history_outpost_cluster_insert" AFTER INSERT ON "outpost_cluster"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_cluster', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'field', NEW."field") END);
END;

CREATE TRIGGER "history_outpost_cluster_guard" BEFORE UPDATE OF "id", "outpost_id", "position", "organisation_id", "field", "version" ON "outpost_cluster" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_outpost_cluster_update" AFTER UPDATE ON "outpost_cluster" WHEN OLD."outpost_id" IS NOT NEW."outpost_id" OR OLD."position" IS NOT NEW."position" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."field" IS NOT NEW."field"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_cluster', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'field', OLD."field"), json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'field', NEW."field"));
END;

CREATE TRIGGER "history_outpost_cluster_delete" AFTER DELETE ON "outpost_cluster"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_cluster', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'field', OLD."field"), NULL);
END;

CREATE TRIGGER "history_outpost_contact_insert" AFTER INSERT ON "outpost_contact"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_contact', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'position', NEW."position", 'person_id', NEW."person_id", 'role', NEW."role") END);
END;

CREATE TRIGGER "history_outpost_contact_guard" BEFORE UPDATE OF "id", "outpost_id", "position", "person_id", "role", "version" ON "outpost_contact" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_outpost_contact_update" AFTER UPDATE ON "outpost_contact" WHEN OLD."outpost_id" IS NOT NEW."outpost_id" OR OLD."position" IS NOT NEW."position" OR OLD."person_id" IS NOT NEW."person_id" OR OLD."role" IS NOT NEW."role"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_contact', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'position', OLD."position", 'person_id', OLD."person_id", 'role', OLD."role"), json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'position', NEW."position", 'person_id', NEW."person_id", 'role', NEW."role"));
END;

CREATE TRIGGER "history_outpost_contact_delete" AFTER DELETE ON "outpost_contact"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_contact', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'position', OLD."position", 'person_id', OLD."person_id", 'role', OLD."role"), NULL);
END;

CREATE TRIGGER "history_outpost_meeting_insert" AFTER INSERT ON "outpost_meeting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_meeting', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'day', NEW."day", 'organisation_id', NEW."organisation_id", 'company', NEW."company", 'subject', NEW."subject", 'outcome', NEW."outcome") END);
END;

CREATE TRIGGER "history_outpost_meeting_guard" BEFORE UPDATE OF "id", "outpost_id", "day", "organisation_id", "company", "subject", "outcome", "version" ON "outpost_meeting" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_outpost_meeting_update" AFTER UPDATE ON "outpost_meeting" WHEN OLD."outpost_id" IS NOT NEW."outpost_id" OR OLD."day" IS NOT NEW."day" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."company" IS NOT NEW."company" OR OLD."subject" IS NOT NEW."subject" OR OLD."outcome" IS NOT NEW."outcome"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_meeting', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'day', OLD."day", 'organisation_id', OLD."organisation_id", 'company', OLD."company", 'subject', OLD."subject", 'outcome', OLD."outcome"), json_object('id', NEW."id", 'version', NEW."version", 'outpost_id', NEW."outpost_id", 'day', NEW."day", 'organisation_id', NEW."organisation_id", 'company', NEW."company", 'subject', NEW."subject", 'outcome', NEW."outcome"));
END;

CREATE TRIGGER "history_outpost_meeting_delete" AFTER DELETE ON "outpost_meeting"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'outpost_meeting', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'outpost_id', OLD."outpost_id", 'day', OLD."day", 'organisation_id', OLD."organisation_id", 'company', OLD."company", 'subject', OLD."subject", 'outcome', OLD."outcome"), NULL);
END;

CREATE TRIGGER "history_place_need_insert" AFTER INSERT ON "place_need"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'place_need', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'place_id', NEW."place_id", 'needs', NEW."needs") END);
END;

CREATE TRIGGER "history_place_need_guard" BEFORE UPDATE OF "id", "place_id", "needs", "version" ON "place_need" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_place_need_update" AFTER UPDATE ON "place_need" WHEN OLD."place_id" IS NOT NEW."place_id" OR OLD."needs" IS NOT NEW."needs"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'place_need', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'place_id', OLD."place_id", 'needs', OLD."needs"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'place_id', NEW."place_id", 'needs', NEW."needs"));
END;

CREATE TRIGGER "history_place_need_delete" AFTER DELETE ON "place_need"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'place_need', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'place_id', OLD."place_id", 'needs', OLD."needs"), NULL);
END;

CREATE TRIGGER "history_project_beneficiary_insert" AFTER INSERT ON "project_beneficiary"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_beneficiary', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'name', NEW."name", 'is_direct', NEW."is_direct", 'women', NEW."women", 'men', NEW."men", 'people', NEW."people", 'change', NEW."change") END);
END;

CREATE TRIGGER "history_project_beneficiary_guard" BEFORE UPDATE OF "id", "project_id", "position", "name", "is_direct", "women", "men", "people", "change", "version" ON "project_beneficiary" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_beneficiary_update" AFTER UPDATE ON "project_beneficiary" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."name" IS NOT NEW."name" OR OLD."is_direct" IS NOT NEW."is_direct" OR OLD."women" IS NOT NEW."women" OR OLD."men" IS NOT NEW."men" OR OLD."people" IS NOT NEW."people" OR OLD."change" IS NOT NEW."change"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_beneficiary', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'name', OLD."name", 'is_direct', OLD."is_direct", 'women', OLD."women", 'men', OLD."men", 'people', OLD."people", 'change', OLD."change"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'name', NEW."name", 'is_direct', NEW."is_direct", 'women', NEW."women", 'men', NEW."men", 'people', NEW."people", 'change', NEW."change"));
END;

CREATE TRIGGER "history_project_beneficiary_delete" AFTER DELETE ON "project_beneficiary"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_beneficiary', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'name', OLD."name", 'is_direct', OLD."is_direct", 'women', OLD."women", 'men', OLD."men", 'people', OLD."people", 'change', OLD."change"), NULL);
END;

CREATE TRIGGER "history_project_exchange_insert" AFTER INSERT ON "project_exchange"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_exchange', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'happened_on', NEW."happened_on", 'is_incoming', NEW."is_incoming", 'with_whom', NEW."with_whom", 'person_id', NEW."person_id", 'staff_id', NEW."staff_id", 'subject', NEW."subject", 'text', NEW."text") END);
END;

CREATE TRIGGER "history_project_exchange_guard" BEFORE UPDATE OF "id", "project_id", "position", "kind_code", "happened_on", "is_incoming", "with_whom", "person_id", "staff_id", "subject", "text", "version" ON "project_exchange" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_exchange_update" AFTER UPDATE ON "project_exchange" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."happened_on" IS NOT NEW."happened_on" OR OLD."is_incoming" IS NOT NEW."is_incoming" OR OLD."with_whom" IS NOT NEW."with_whom" OR OLD."person_id" IS NOT NEW."person_id" OR OLD."staff_id" IS NOT NEW."staff_id" OR OLD."subject" IS NOT NEW."subject" OR OLD."text" IS NOT NEW."text"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_exchange', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'happened_on', OLD."happened_on", 'is_incoming', OLD."is_incoming", 'with_whom', OLD."with_whom", 'person_id', OLD."person_id", 'staff_id', OLD."staff_id", 'subject', OLD."subject", 'text', OLD."text"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'happened_on', NEW."happened_on", 'is_incoming', NEW."is_incoming", 'with_whom', NEW."with_whom", 'person_id', NEW."person_id", 'staff_id', NEW."staff_id", 'subject', NEW."subject", 'text', NEW."text"));
END;

CREATE TRIGGER "history_project_exchange_delete" AFTER DELETE ON "project_exchange"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_exchange', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'happened_on', OLD."happened_on", 'is_incoming', OLD."is_incoming", 'with_whom', OLD."with_whom", 'person_id', OLD."person_id", 'staff_id', OLD."staff_id", 'subject', OLD."subject", 'text', OLD."text"), NULL);
END;

CREATE TRIGGER "history_project_goal_insert" AFTER INSERT ON "project_goal"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_goal', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'sdg_number', NEW."sdg_number") END);
END;

CREATE TRIGGER "history_project_goal_guard" BEFORE UPDATE OF "id", "project_id", "position", "sdg_number", "version" ON "project_goal" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_goal_update" AFTER UPDATE ON "project_goal" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."sdg_number" IS NOT NEW."sdg_number"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_goal', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'sdg_number', OLD."sdg_number"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'sdg_number', NEW."sdg_number"));
END;

CREATE TRIGGER "history_project_goal_delete" AFTER DELETE ON "project_goal"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_goal', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'sdg_number', OLD."sdg_number"), NULL);
END;

CREATE TRIGGER "history_project_logframe_insert" AFTER INSERT ON "project_logframe"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_logframe', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'level', NEW."level", 'intervention', NEW."intervention", 'verification', NEW."verification", 'hypotheses', NEW."hypotheses") END);
END;

CREATE TRIGGER "history_project_logframe_guard" BEFORE UPDATE OF "id", "project_id", "position", "level", "intervention", "verification", "hypotheses", "version" ON "project_logframe" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_logframe_update" AFTER UPDATE ON "project_logframe" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."level" IS NOT NEW."level" OR OLD."intervention" IS NOT NEW."intervention" OR OLD."verification" IS NOT NEW."verification" OR OLD."hypotheses" IS NOT NEW."hypotheses"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_logframe', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'level', OLD."level", 'intervention', OLD."intervention", 'verification', OLD."verification", 'hypotheses', OLD."hypotheses"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'level', NEW."level", 'intervention', NEW."intervention", 'verification', NEW."verification", 'hypotheses', NEW."hypotheses"));
END;

CREATE TRIGGER "history_project_logframe_delete" AFTER DELETE ON "project_logframe"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_logframe', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'level', OLD."level", 'intervention', OLD."intervention", 'verification', OLD."verification", 'hypotheses', OLD."hypotheses"), NULL);
END;

CREATE TRIGGER "history_project_means_insert" AFTER INSERT ON "project_means"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_means', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'name', NEW."name", 'side', NEW."side", 'people', NEW."people", 'posts_milli', NEW."posts_milli", 'hours_milli', NEW."hours_milli", 'rate_minor', NEW."rate_minor", 'currency', NEW."currency", 'proof', NEW."proof") END);
END;

CREATE TRIGGER "history_project_means_guard" BEFORE UPDATE OF "id", "project_id", "position", "kind_code", "name", "side", "people", "posts_milli", "hours_milli", "rate_minor", "currency", "proof", "version" ON "project_means" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_means_update" AFTER UPDATE ON "project_means" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."name" IS NOT NEW."name" OR OLD."side" IS NOT NEW."side" OR OLD."people" IS NOT NEW."people" OR OLD."posts_milli" IS NOT NEW."posts_milli" OR OLD."hours_milli" IS NOT NEW."hours_milli" OR OLD."rate_minor" IS NOT NEW."rate_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."proof" IS NOT NEW."proof"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_means', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'name', OLD."name", 'side', OLD."side", 'people', OLD."people", 'posts_milli', OLD."posts_milli", 'hours_milli', OLD."hours_milli", 'rate_minor', OLD."rate_minor", 'currency', OLD."currency", 'proof', OLD."proof"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'name', NEW."name", 'side', NEW."side", 'people', NEW."people", 'posts_milli', NEW."posts_milli", 'hours_milli', NEW."hours_milli", 'rate_minor', NEW."rate_minor", 'currency', NEW."currency", 'proof', NEW."proof"));
END;

CREATE TRIGGER "history_project_means_delete" AFTER DELETE ON "project_means"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_means', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'name', OLD."name", 'side', OLD."side", 'people', OLD."people", 'posts_milli', OLD."posts_milli", 'hours_milli', OLD."hours_milli", 'rate_minor', OLD."rate_minor", 'currency', OLD."currency", 'proof', OLD."proof"), NULL);
END;

CREATE TRIGGER "history_project_opinion_insert" AFTER INSERT ON "project_opinion"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_opinion', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'reviewer', NEW."reviewer", 'person_id', NEW."person_id", 'asked_on', NEW."asked_on", 'given_on', NEW."given_on", 'verdict_code', NEW."verdict_code", 'text', NEW."text", 'is_printed', NEW."is_printed") END);
END;

CREATE TRIGGER "history_project_opinion_guard" BEFORE UPDATE OF "id", "project_id", "position", "reviewer", "person_id", "asked_on", "given_on", "verdict_code", "text", "is_printed", "version" ON "project_opinion" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_opinion_update" AFTER UPDATE ON "project_opinion" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."reviewer" IS NOT NEW."reviewer" OR OLD."person_id" IS NOT NEW."person_id" OR OLD."asked_on" IS NOT NEW."asked_on" OR OLD."given_on" IS NOT NEW."given_on" OR OLD."verdict_code" IS NOT NEW."verdict_code" OR OLD."text" IS NOT NEW."text" OR OLD."is_printed" IS NOT NEW."is_printed"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_opinion', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'reviewer', OLD."reviewer", 'person_id', OLD."person_id", 'asked_on', OLD."asked_on", 'given_on', OLD."given_on", 'verdict_code', OLD."verdict_code", 'text', OLD."text", 'is_printed', OLD."is_printed"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'reviewer', NEW."reviewer", 'person_id', NEW."person_id", 'asked_on', NEW."asked_on", 'given_on', NEW."given_on", 'verdict_code', NEW."verdict_code", 'text', NEW."text", 'is_printed', NEW."is_printed"));
END;

CREATE TRIGGER "history_project_opinion_delete" AFTER DELETE ON "project_opinion"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_opinion', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'reviewer', OLD."reviewer", 'person_id', OLD."person_id", 'asked_on', OLD."asked_on", 'given_on', OLD."given_on", 'verdict_code', OLD."verdict_code", 'text', OLD."text", 'is_printed', OLD."is_printed"), NULL);
END;

CREATE TRIGGER "history_project_paper_insert" AFTER INSERT ON "project_paper"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_paper', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'label', NEW."label", 'state_code', NEW."state_code", 'dated_on', NEW."dated_on", 'expires_on', NEW."expires_on", 'asked_on', NEW."asked_on", 'pages', NEW."pages", 'sha256', NEW."sha256", 'file_name', NEW."file_name", 'media_type', NEW."media_type", 'size', NEW."size", 'location', NEW."location", 'note', NEW."note", 'is_annexed', NEW."is_annexed") END);
END;

CREATE TRIGGER "history_project_paper_guard" BEFORE UPDATE OF "id", "project_id", "position", "kind_code", "label", "state_code", "dated_on", "expires_on", "asked_on", "pages", "sha256", "file_name", "media_type", "size", "location", "note", "is_annexed", "version" ON "project_paper" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_paper_update" AFTER UPDATE ON "project_paper" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."label" IS NOT NEW."label" OR OLD."state_code" IS NOT NEW."state_code" OR OLD."dated_on" IS NOT NEW."dated_on" OR OLD."expires_on" IS NOT NEW."expires_on" OR OLD."asked_on" IS NOT NEW."asked_on" OR OLD."pages" IS NOT NEW."pages" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."file_name" IS NOT NEW."file_name" OR OLD."media_type" IS NOT NEW."media_type" OR OLD."size" IS NOT NEW."size" OR OLD."location" IS NOT NEW."location" OR OLD."note" IS NOT NEW."note" OR OLD."is_annexed" IS NOT NEW."is_annexed"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_paper', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'label', OLD."label", 'state_code', OLD."state_code", 'dated_on', OLD."dated_on", 'expires_on', OLD."expires_on", 'asked_on', OLD."asked_on", 'pages', OLD."pages", 'sha256', OLD."sha256", 'file_name', OLD."file_name", 'media_type', OLD."media_type", 'size', OLD."size", 'location', OLD."location", 'note', OLD."note", 'is_annexed', OLD."is_annexed"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'label', NEW."label", 'state_code', NEW."state_code", 'dated_on', NEW."dated_on", 'expires_on', NEW."expires_on", 'asked_on', NEW."asked_on", 'pages', NEW."pages", 'sha256', NEW."sha256", 'file_name', NEW."file_name", 'media_type', NEW."media_type", 'size', NEW."size", 'location', NEW."location", 'note', NEW."note", 'is_annexed', NEW."is_annexed"));
END;

CREATE TRIGGER "history_project_paper_delete" AFTER DELETE ON "project_paper"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_paper', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'label', OLD."label", 'state_code', OLD."state_code", 'dated_on', OLD."dated_on", 'expires_on', OLD."expires_on", 'asked_on', OLD."asked_on", 'pages', OLD."pages", 'sha256', OLD."sha256", 'file_name', OLD."file_name", 'media_type', OLD."media_type", 'size', OLD."size", 'location', OLD."location", 'note', OLD."note", 'is_annexed', OLD."is_annexed"), NULL);
END;

CREATE TRIGGER "history_project_partner_insert" AFTER INSERT ON "project_partner"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_partner', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'role_code', NEW."role_code", 'side', NEW."side", 'contribution', NEW."contribution", 'country_code', NEW."country_code", 'place', NEW."place", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6") END);
END;

CREATE TRIGGER "history_project_partner_guard" BEFORE UPDATE OF "id", "project_id", "position", "organisation_id", "contact_id", "role_code", "side", "contribution", "country_code", "place", "latitude_e6", "longitude_e6", "version" ON "project_partner" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_partner_update" AFTER UPDATE ON "project_partner" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."contact_id" IS NOT NEW."contact_id" OR OLD."role_code" IS NOT NEW."role_code" OR OLD."side" IS NOT NEW."side" OR OLD."contribution" IS NOT NEW."contribution" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."place" IS NOT NEW."place" OR OLD."latitude_e6" IS NOT NEW."latitude_e6" OR OLD."longitude_e6" IS NOT NEW."longitude_e6"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_partner', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'role_code', OLD."role_code", 'side', OLD."side", 'contribution', OLD."contribution", 'country_code', OLD."country_code", 'place', OLD."place", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'role_code', NEW."role_code", 'side', NEW."side", 'contribution', NEW."contribution", 'country_code', NEW."country_code", 'place', NEW."place", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6"));
END;

CREATE TRIGGER "history_project_partner_delete" AFTER DELETE ON "project_partner"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_partner', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'role_code', OLD."role_code", 'side', OLD."side", 'contribution', OLD."contribution", 'country_code', OLD."country_code", 'place', OLD."place", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6"), NULL);
END;

CREATE TRIGGER "history_project_place_insert" AFTER INSERT ON "project_place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_place', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'name', NEW."name", 'country_code', NEW."country_code", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_project_place_guard" BEFORE UPDATE OF "id", "project_id", "position", "name", "country_code", "latitude_e6", "longitude_e6", "note", "version" ON "project_place" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_place_update" AFTER UPDATE ON "project_place" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."name" IS NOT NEW."name" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."latitude_e6" IS NOT NEW."latitude_e6" OR OLD."longitude_e6" IS NOT NEW."longitude_e6" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_place', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'name', OLD."name", 'country_code', OLD."country_code", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'name', NEW."name", 'country_code', NEW."country_code", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6", 'note', NEW."note"));
END;

CREATE TRIGGER "history_project_place_delete" AFTER DELETE ON "project_place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_place', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'name', OLD."name", 'country_code', OLD."country_code", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_project_rate_insert" AFTER INSERT ON "project_rate"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_rate', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'currency', NEW."currency", 'per_euro', NEW."per_euro", 'rated_on', NEW."rated_on", 'source', NEW."source") END);
END;

CREATE TRIGGER "history_project_rate_guard" BEFORE UPDATE OF "id", "project_id", "currency", "per_euro", "rated_on", "source", "version" ON "project_rate" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_rate_update" AFTER UPDATE ON "project_rate" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."currency" IS NOT NEW."currency" OR OLD."per_euro" IS NOT NEW."per_euro" OR OLD."rated_on" IS NOT NEW."rated_on" OR OLD."source" IS NOT NEW."source"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_rate', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'currency', OLD."currency", 'per_euro', OLD."per_euro", 'rated_on', OLD."rated_on", 'source', OLD."source"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'currency', NEW."currency", 'per_euro', NEW."per_euro", 'rated_on', NEW."rated_on", 'source', NEW."source"));
END;

CREATE TRIGGER "history_project_rate_delete" AFTER DELETE ON "project_rate"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_rate', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'currency', OLD."currency", 'per_euro', OLD."per_euro", 'rated_on', OLD."rated_on", 'source', OLD."source"), NULL);
END;

CREATE TRIGGER "history_project_receipt_insert" AFTER INSERT ON "project_receipt"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_receipt', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'source', NEW."source", 'origin_id', NEW."origin_id", 'received_on', NEW."received_on", 'file_name', NEW."file_name", 'sha256', NEW."sha256") END);
END;

CREATE TRIGGER "history_project_receipt_guard" BEFORE UPDATE OF "id", "project_id", "source", "origin_id", "received_on", "file_name", "sha256", "version" ON "project_receipt" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_receipt_update" AFTER UPDATE ON "project_receipt" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."source" IS NOT NEW."source" OR OLD."origin_id" IS NOT NEW."origin_id" OR OLD."received_on" IS NOT NEW."received_on" OR OLD."file_name" IS NOT NEW."file_name" OR OLD."sha256" IS NOT NEW."sha256"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_receipt', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'source', OLD."source", 'origin_id', OLD."origin_id", 'received_on', OLD."received_on", 'file_name', OLD."file_name", 'sha256', OLD."sha256"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'source', NEW."source", 'origin_id', NEW."origin_id", 'received_on', NEW."received_on", 'file_name', NEW."file_name", 'sha256', NEW."sha256"));
END;

CREATE TRIGGER "history_project_receipt_delete" AFTER DELETE ON "project_receipt"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_receipt', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'source', OLD."source", 'origin_id', OLD."origin_id", 'received_on', OLD."received_on", 'file_name', OLD."file_name", 'sha256', OLD."sha256"), NULL);
END;

CREATE TRIGGER "history_project_sector_insert" AFTER INSERT ON "project_sector"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_sector', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'sector_code', NEW."sector_code", 'percent', NEW."percent") END);
END;

CREATE TRIGGER "history_project_sector_guard" BEFORE UPDATE OF "id", "project_id", "position", "sector_code", "percent", "version" ON "project_sector" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_sector_update" AFTER UPDATE ON "project_sector" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."sector_code" IS NOT NEW."sector_code" OR OLD."percent" IS NOT NEW."percent"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_sector', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'sector_code', OLD."sector_code", 'percent', OLD."percent"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'sector_code', NEW."sector_code", 'percent', NEW."percent"));
END;

CREATE TRIGGER "history_project_sector_delete" AFTER DELETE ON "project_sector"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_sector', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'sector_code', OLD."sector_code", 'percent', OLD."percent"), NULL);
END;

CREATE TRIGGER "history_project_snapshot_insert" AFTER INSERT ON "project_snapshot"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_snapshot', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'number', NEW."number", 'taken_on', NEW."taken_on", 'taken_at', NEW."taken_at", 'actor', NEW."actor", 'format', NEW."format", 'sha256', NEW."sha256", 'content', NEW."content") END);
END;

CREATE TRIGGER "history_project_snapshot_guard" BEFORE UPDATE OF "id", "project_id", "number", "taken_on", "taken_at", "actor", "format", "sha256", "content", "version" ON "project_snapshot" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_snapshot_update" AFTER UPDATE ON "project_snapshot" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."number" IS NOT NEW."number" OR OLD."taken_on" IS NOT NEW."taken_on" OR OLD."taken_at" IS NOT NEW."taken_at" OR OLD."actor" IS NOT NEW."actor" OR OLD."format" IS NOT NEW."format" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."content" IS NOT NEW."content"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_snapshot', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'number', OLD."number", 'taken_on', OLD."taken_on", 'taken_at', OLD."taken_at", 'actor', OLD."actor", 'format', OLD."format", 'sha256', OLD."sha256", 'content', OLD."content"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'number', NEW."number", 'taken_on', NEW."taken_on", 'taken_at', NEW."taken_at", 'actor', NEW."actor", 'format', NEW."format", 'sha256', NEW."sha256", 'content', NEW."content"));
END;

CREATE TRIGGER "history_project_snapshot_delete" AFTER DELETE ON "project_snapshot"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_snapshot', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'number', OLD."number", 'taken_on', OLD."taken_on", 'taken_at', OLD."taken_at", 'actor', OLD."actor", 'format', OLD."format", 'sha256', OLD."sha256", 'content', OLD."content"), NULL);
END;

CREATE TRIGGER "history_project_stage_change_insert" AFTER INSERT ON "project_stage_change"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_stage_change', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'from_code', NEW."from_code", 'to_code', NEW."to_code", 'changed_on', NEW."changed_on", 'recorded_at', NEW."recorded_at", 'actor', NEW."actor", 'motive', NEW."motive") END);
END;

CREATE TRIGGER "history_project_stage_change_guard" BEFORE UPDATE OF "id", "project_id", "from_code", "to_code", "changed_on", "recorded_at", "actor", "motive", "version" ON "project_stage_change" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_stage_change_update" AFTER UPDATE ON "project_stage_change" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."from_code" IS NOT NEW."from_code" OR OLD."to_code" IS NOT NEW."to_code" OR OLD."changed_on" IS NOT NEW."changed_on" OR OLD."recorded_at" IS NOT NEW."recorded_at" OR OLD."actor" IS NOT NEW."actor" OR OLD."motive" IS NOT NEW."motive"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_stage_change', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'from_code', OLD."from_code", 'to_code', OLD."to_code", 'changed_on', OLD."changed_on", 'recorded_at', OLD."recorded_at", 'actor', OLD."actor", 'motive', OLD."motive"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'from_code', NEW."from_code", 'to_code', NEW."to_code", 'changed_on', NEW."changed_on", 'recorded_at', NEW."recorded_at", 'actor', NEW."actor", 'motive', NEW."motive"));
END;

CREATE TRIGGER "history_project_stage_change_delete" AFTER DELETE ON "project_stage_change"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_stage_change', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'from_code', OLD."from_code", 'to_code', OLD."to_code", 'changed_on', OLD."changed_on", 'recorded_at', OLD."recorded_at", 'actor', OLD."actor", 'motive', OLD."motive"), NULL);
END;

CREATE TRIGGER "history_project_task_insert" AFTER INSERT ON "project_task"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_task', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'title', NEW."title", 'due_on', NEW."due_on", 'staff_id', NEW."staff_id", 'done_on', NEW."done_on", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_project_task_guard" BEFORE UPDATE OF "id", "project_id", "position", "title", "due_on", "staff_id", "done_on", "note", "version" ON "project_task" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_task_update" AFTER UPDATE ON "project_task" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."title" IS NOT NEW."title" OR OLD."due_on" IS NOT NEW."due_on" OR OLD."staff_id" IS NOT NEW."staff_id" OR OLD."done_on" IS NOT NEW."done_on" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_task', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'title', OLD."title", 'due_on', OLD."due_on", 'staff_id', OLD."staff_id", 'done_on', OLD."done_on", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'title', NEW."title", 'due_on', NEW."due_on", 'staff_id', NEW."staff_id", 'done_on', NEW."done_on", 'note', NEW."note"));
END;

CREATE TRIGGER "history_project_task_delete" AFTER DELETE ON "project_task"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_task', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'title', OLD."title", 'due_on', OLD."due_on", 'staff_id', OLD."staff_id", 'done_on', OLD."done_on", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_quota_exception_insert" AFTER INSERT ON "quota_exception"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'quota_exception', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'session_id', NEW."session_id", 'year', NEW."year", 'reason', NEW."reason") END);
END;

CREATE TRIGGER "history_quota_exception_guard" BEFORE UPDATE OF "id", "session_id", "year", "reason", "version" ON "quota_exception" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_quota_exception_update" AFTER UPDATE ON "quota_exception" WHEN OLD."session_id" IS NOT NEW."session_id" OR OLD."year" IS NOT NEW."year" OR OLD."reason" IS NOT NEW."reason"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'quota_exception', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'session_id', OLD."session_id", 'year', OLD."year", 'reason', OLD."reason"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'session_id', NEW."session_id", 'year', NEW."year", 'reason', NEW."reason"));
END;

CREATE TRIGGER "history_quota_exception_delete" AFTER DELETE ON "quota_exception"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'quota_exception', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'session_id', OLD."session_id", 'year', OLD."year", 'reason', OLD."reason"), NULL);
END;

CREATE TRIGGER "history_slot_insert" AFTER INSERT ON "slot"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'slot', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'session_id', NEW."session_id", 'day', NEW."day", 'part', NEW."part", 'starts', NEW."starts", 'ends', NEW."ends", 'room_id', NEW."room_id", 'video_link', NEW."video_link", 'topic', NEW."topic", 'busy_reason', NEW."busy_reason") END);
END;

CREATE TRIGGER "history_slot_guard" BEFORE UPDATE OF "id", "session_id", "day", "part", "starts", "ends", "room_id", "video_link", "topic", "busy_reason", "version" ON "slot" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_slot_update" AFTER UPDATE ON "slot" WHEN OLD."session_id" IS NOT NEW."session_id" OR OLD."day" IS NOT NEW."day" OR OLD."part" IS NOT NEW."part" OR OLD."starts" IS NOT NEW."starts" OR OLD."ends" IS NOT NEW."ends" OR OLD."room_id" IS NOT NEW."room_id" OR OLD."video_link" IS NOT NEW."video_link" OR OLD."topic" IS NOT NEW."topic" OR OLD."busy_reason" IS NOT NEW."busy_reason"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'slot', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'session_id', OLD."session_id", 'day', OLD."day", 'part', OLD."part", 'starts', OLD."starts", 'ends', OLD."ends", 'room_id', OLD."room_id", 'video_link', OLD."video_link", 'topic', OLD."topic", 'busy_reason', OLD."busy_reason"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'session_id', NEW."session_id", 'day', NEW."day", 'part', NEW."part", 'starts', NEW."starts", 'ends', NEW."ends", 'room_id', NEW."room_id", 'video_link', NEW."video_link", 'topic', NEW."topic", 'busy_reason', NEW."busy_reason"));
END;

CREATE TRIGGER "history_slot_delete" AFTER DELETE ON "slot"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'slot', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'session_id', OLD."session_id", 'day', OLD."day", 'part', OLD."part", 'starts', OLD."starts", 'ends', OLD."ends", 'room_id', OLD."room_id", 'video_link', OLD."video_link", 'topic', OLD."topic", 'busy_reason', OLD."busy_reason"), NULL);
END;

CREATE TRIGGER "history_subject_broader_insert" AFTER INSERT ON "subject_broader"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_broader', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'broader_id', NEW."broader_id") END);
END;

CREATE TRIGGER "history_subject_broader_guard" BEFORE UPDATE OF "id", "subject_id", "broader_id", "version" ON "subject_broader" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_broader_update" AFTER UPDATE ON "subject_broader" WHEN OLD."subject_id" IS NOT NEW."subject_id" OR OLD."broader_id" IS NOT NEW."broader_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_broader', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'broader_id', OLD."broader_id"), json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'broader_id', NEW."broader_id"));
END;

CREATE TRIGGER "history_subject_broader_delete" AFTER DELETE ON "subject_broader"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_broader', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'broader_id', OLD."broader_id"), NULL);
END;

CREATE TRIGGER "history_subject_label_insert" AFTER INSERT ON "subject_label"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_label', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'language', NEW."language", 'kind', NEW."kind", 'label', NEW."label", 'label_sort', NEW."label_sort", 'match_key', NEW."match_key") END);
END;

CREATE TRIGGER "history_subject_label_guard" BEFORE UPDATE OF "id", "subject_id", "language", "kind", "label", "label_sort", "match_key", "version" ON "subject_label" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_label_update" AFTER UPDATE ON "subject_label" WHEN OLD."subject_id" IS NOT NEW."subject_id" OR OLD."language" IS NOT NEW."language" OR OLD."kind" IS NOT NEW."kind" OR OLD."label" IS NOT NEW."label" OR OLD."label_sort" IS NOT NEW."label_sort" OR OLD."match_key" IS NOT NEW."match_key"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_label', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'language', OLD."language", 'kind', OLD."kind", 'label', OLD."label", 'label_sort', OLD."label_sort", 'match_key', OLD."match_key"), json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'language', NEW."language", 'kind', NEW."kind", 'label', NEW."label", 'label_sort', NEW."label_sort", 'match_key', NEW."match_key"));
END;

CREATE TRIGGER "history_subject_label_delete" AFTER DELETE ON "subject_label"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_label', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'language', OLD."language", 'kind', OLD."kind", 'label', OLD."label", 'label_sort', OLD."label_sort", 'match_key', OLD."match_key"), NULL);
END;

CREATE TRIGGER "history_subject_mapping_insert" AFTER INSERT ON "subject_mapping"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_mapping', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'kind', NEW."kind", 'uri', NEW."uri") END);
END;

CREATE TRIGGER "history_subject_mapping_guard" BEFORE UPDATE OF "id", "subject_id", "kind", "uri", "version" ON "subject_mapping" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_mapping_update" AFTER UPDATE ON "subject_mapping" WHEN OLD."subject_id" IS NOT NEW."subject_id" OR OLD."kind" IS NOT NEW."kind" OR OLD."uri" IS NOT NEW."uri"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_mapping', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'kind', OLD."kind", 'uri', OLD."uri"), json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'kind', NEW."kind", 'uri', NEW."uri"));
END;

CREATE TRIGGER "history_subject_mapping_delete" AFTER DELETE ON "subject_mapping"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_mapping', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'kind', OLD."kind", 'uri', OLD."uri"), NULL);
END;

CREATE TRIGGER "history_subject_membership_insert" AFTER INSERT ON "subject_membership"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_membership', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'group_id', NEW."group_id", 'subject_id', NEW."subject_id") END);
END;

CREATE TRIGGER "history_subject_membership_guard" BEFORE UPDATE OF "id", "group_id", "subject_id", "version" ON "subject_membership" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_membership_update" AFTER UPDATE ON "subject_membership" WHEN OLD."group_id" IS NOT NEW."group_id" OR OLD."subject_id" IS NOT NEW."subject_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_membership', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'group_id', OLD."group_id", 'subject_id', OLD."subject_id"), json_object('id', NEW."id", 'version', NEW."version", 'group_id', NEW."group_id", 'subject_id', NEW."subject_id"));
END;

CREATE TRIGGER "history_subject_membership_delete" AFTER DELETE ON "subject_membership"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_membership', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'group_id', OLD."group_id", 'subject_id', OLD."subject_id"), NULL);
END;

CREATE TRIGGER "history_subject_note_insert" AFTER INSERT ON "subject_note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_note', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'language', NEW."language", 'kind', NEW."kind", 'text', NEW."text") END);
END;

CREATE TRIGGER "history_subject_note_guard" BEFORE UPDATE OF "id", "subject_id", "language", "kind", "text", "version" ON "subject_note" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_note_update" AFTER UPDATE ON "subject_note" WHEN OLD."subject_id" IS NOT NEW."subject_id" OR OLD."language" IS NOT NEW."language" OR OLD."kind" IS NOT NEW."kind" OR OLD."text" IS NOT NEW."text"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_note', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'language', OLD."language", 'kind', OLD."kind", 'text', OLD."text"), json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'language', NEW."language", 'kind', NEW."kind", 'text', NEW."text"));
END;

CREATE TRIGGER "history_subject_note_delete" AFTER DELETE ON "subject_note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_note', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'language', OLD."language", 'kind', OLD."kind", 'text', OLD."text"), NULL);
END;

CREATE TRIGGER "history_subject_related_insert" AFTER INSERT ON "subject_related"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_related', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'related_id', NEW."related_id") END);
END;

CREATE TRIGGER "history_subject_related_guard" BEFORE UPDATE OF "id", "subject_id", "related_id", "version" ON "subject_related" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_subject_related_update" AFTER UPDATE ON "subject_related" WHEN OLD."subject_id" IS NOT NEW."subject_id" OR OLD."related_id" IS NOT NEW."related_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_related', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'related_id', OLD."related_id"), json_object('id', NEW."id", 'version', NEW."version", 'subject_id', NEW."subject_id", 'related_id', NEW."related_id"));
END;

CREATE TRIGGER "history_subject_related_delete" AFTER DELETE ON "subject_related"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'subject_related', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'subject_id', OLD."subject_id", 'related_id', OLD."related_id"), NULL);
END;

CREATE TRIGGER "history_support_insert" AFTER INSERT ON "support"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'kind_code', NEW."kind_code", 'title', NEW."title", 'title_sort', NEW."title_sort", 'authority_id', NEW."authority_id", 'partner_id', NEW."partner_id", 'agreement_id', NEW."agreement_id", 'country_code', NEW."country_code", 'place', NEW."place", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'objective', NEW."objective", 'results', NEW."results", 'cost_minor', NEW."cost_minor", 'currency', NEW."currency", 'note', NEW."note", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_support_guard" BEFORE UPDATE OF "id", "number", "kind_code", "title", "title_sort", "authority_id", "partner_id", "agreement_id", "country_code", "place", "starts_on", "ends_on", "objective", "results", "cost_minor", "currency", "note", "archived_on", "version" ON "support" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_support_update" AFTER UPDATE ON "support" WHEN OLD."number" IS NOT NEW."number" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."partner_id" IS NOT NEW."partner_id" OR OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."place" IS NOT NEW."place" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."objective" IS NOT NEW."objective" OR OLD."results" IS NOT NEW."results" OR OLD."cost_minor" IS NOT NEW."cost_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'kind_code', OLD."kind_code", 'title', OLD."title", 'title_sort', OLD."title_sort", 'authority_id', OLD."authority_id", 'partner_id', OLD."partner_id", 'agreement_id', OLD."agreement_id", 'country_code', OLD."country_code", 'place', OLD."place", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'objective', OLD."objective", 'results', OLD."results", 'cost_minor', OLD."cost_minor", 'currency', OLD."currency", 'note', OLD."note", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'kind_code', NEW."kind_code", 'title', NEW."title", 'title_sort', NEW."title_sort", 'authority_id', NEW."authority_id", 'partner_id', NEW."partner_id", 'agreement_id', NEW."agreement_id", 'country_code', NEW."country_code", 'place', NEW."place", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'objective', NEW."objective", 'results', NEW."results", 'cost_minor', NEW."cost_minor", 'currency', NEW."currency", 'note', NEW."note", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_support_delete" AFTER DELETE ON "support"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'kind_code', OLD."kind_code", 'title', OLD."title", 'title_sort', OLD."title_sort", 'authority_id', OLD."authority_id", 'partner_id', OLD."partner_id", 'agreement_id', OLD."agreement_id", 'country_code', OLD."country_code", 'place', OLD."place", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'objective', OLD."objective", 'results', OLD."results", 'cost_minor', OLD."cost_minor", 'currency', OLD."currency", 'note', OLD."note", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_training_request_insert" AFTER INSERT ON "training_request"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_request', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'course_id', NEW."course_id", 'theme', NEW."theme", 'people', NEW."people", 'half_days', NEW."half_days", 'year', NEW."year", 'wishes', NEW."wishes", 'asked_on', NEW."asked_on", 'status', NEW."status", 'session_id', NEW."session_id", 'answer', NEW."answer") END);
END;

CREATE TRIGGER "history_training_request_guard" BEFORE UPDATE OF "id", "organisation_id", "contact_id", "course_id", "theme", "people", "half_days", "year", "wishes", "asked_on", "status", "session_id", "answer", "version" ON "training_request" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_training_request_update" AFTER UPDATE ON "training_request" WHEN OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."contact_id" IS NOT NEW."contact_id" OR OLD."course_id" IS NOT NEW."course_id" OR OLD."theme" IS NOT NEW."theme" OR OLD."people" IS NOT NEW."people" OR OLD."half_days" IS NOT NEW."half_days" OR OLD."year" IS NOT NEW."year" OR OLD."wishes" IS NOT NEW."wishes" OR OLD."asked_on" IS NOT NEW."asked_on" OR OLD."status" IS NOT NEW."status" OR OLD."session_id" IS NOT NEW."session_id" OR OLD."answer" IS NOT NEW."answer"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_request', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'course_id', OLD."course_id", 'theme', OLD."theme", 'people', OLD."people", 'half_days', OLD."half_days", 'year', OLD."year", 'wishes', OLD."wishes", 'asked_on', OLD."asked_on", 'status', OLD."status", 'session_id', OLD."session_id", 'answer', OLD."answer"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'organisation_id', NEW."organisation_id", 'contact_id', NEW."contact_id", 'course_id', NEW."course_id", 'theme', NEW."theme", 'people', NEW."people", 'half_days', NEW."half_days", 'year', NEW."year", 'wishes', NEW."wishes", 'asked_on', NEW."asked_on", 'status', NEW."status", 'session_id', NEW."session_id", 'answer', NEW."answer"));
END;

CREATE TRIGGER "history_training_request_delete" AFTER DELETE ON "training_request"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'training_request', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'organisation_id', OLD."organisation_id", 'contact_id', OLD."contact_id", 'course_id', OLD."course_id", 'theme', OLD."theme", 'people', OLD."people", 'half_days', OLD."half_days", 'year', OLD."year", 'wishes', OLD."wishes", 'asked_on', OLD."asked_on", 'status', OLD."status", 'session_id', OLD."session_id", 'answer', OLD."answer"), NULL);
END;

CREATE TRIGGER "history_advice_document_insert" AFTER INSERT ON "advice_document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'advice_document', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'advice_id', NEW."advice_id", 'document_id', NEW."document_id") END);
END;

CREATE TRIGGER "history_advice_document_guard" BEFORE UPDATE OF "id", "advice_id", "document_id", "version" ON "advice_document" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_advice_document_update" AFTER UPDATE ON "advice_document" WHEN OLD."advice_id" IS NOT NEW."advice_id" OR OLD."document_id" IS NOT NEW."document_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'advice_document', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'advice_id', OLD."advice_id", 'document_id', OLD."document_id"), json_object('id', NEW."id", 'version', NEW."version", 'advice_id', NEW."advice_id", 'document_id', NEW."document_id"));
END;

CREATE TRIGGER "history_advice_document_delete" AFTER DELETE ON "advice_document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'advice_document', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'advice_id', OLD."advice_id", 'document_id', OLD."document_id"), NULL);
END;

CREATE TRIGGER "history_application_insert" AFTER INSERT ON "application"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'year', NEW."year", 'call_id', NEW."call_id", 'title', NEW."title", 'title_sort', NEW."title_sort", 'acronym', NEW."acronym", 'lead_id', NEW."lead_id", 'authority_id', NEW."authority_id", 'project_id', NEW."project_id", 'staff_id', NEW."staff_id", 'stage_code', NEW."stage_code", 'submitted_on', NEW."submitted_on", 'result_on', NEW."result_on", 'result_note', NEW."result_note", 'currency', NEW."currency", 'total_minor', NEW."total_minor", 'requested_minor', NEW."requested_minor", 'obtained_minor', NEW."obtained_minor", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'summary', NEW."summary", 'note', NEW."note", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_application_guard" BEFORE UPDATE OF "id", "number", "year", "call_id", "title", "title_sort", "acronym", "lead_id", "authority_id", "project_id", "staff_id", "stage_code", "submitted_on", "result_on", "result_note", "currency", "total_minor", "requested_minor", "obtained_minor", "starts_on", "ends_on", "summary", "note", "archived_on", "version" ON "application" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_application_update" AFTER UPDATE ON "application" WHEN OLD."number" IS NOT NEW."number" OR OLD."year" IS NOT NEW."year" OR OLD."call_id" IS NOT NEW."call_id" OR OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."acronym" IS NOT NEW."acronym" OR OLD."lead_id" IS NOT NEW."lead_id" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."project_id" IS NOT NEW."project_id" OR OLD."staff_id" IS NOT NEW."staff_id" OR OLD."stage_code" IS NOT NEW."stage_code" OR OLD."submitted_on" IS NOT NEW."submitted_on" OR OLD."result_on" IS NOT NEW."result_on" OR OLD."result_note" IS NOT NEW."result_note" OR OLD."currency" IS NOT NEW."currency" OR OLD."total_minor" IS NOT NEW."total_minor" OR OLD."requested_minor" IS NOT NEW."requested_minor" OR OLD."obtained_minor" IS NOT NEW."obtained_minor" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."summary" IS NOT NEW."summary" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'year', OLD."year", 'call_id', OLD."call_id", 'title', OLD."title", 'title_sort', OLD."title_sort", 'acronym', OLD."acronym", 'lead_id', OLD."lead_id", 'authority_id', OLD."authority_id", 'project_id', OLD."project_id", 'staff_id', OLD."staff_id", 'stage_code', OLD."stage_code", 'submitted_on', OLD."submitted_on", 'result_on', OLD."result_on", 'result_note', OLD."result_note", 'currency', OLD."currency", 'total_minor', OLD."total_minor", 'requested_minor', OLD."requested_minor", 'obtained_minor', OLD."obtained_minor", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'summary', OLD."summary", 'note', OLD."note", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'year', NEW."year", 'call_id', NEW."call_id", 'title', NEW."title", 'title_sort', NEW."title_sort", 'acronym', NEW."acronym", 'lead_id', NEW."lead_id", 'authority_id', NEW."authority_id", 'project_id', NEW."project_id", 'staff_id', NEW."staff_id", 'stage_code', NEW."stage_code", 'submitted_on', NEW."submitted_on", 'result_on', NEW."result_on", 'result_note', NEW."result_note", 'currency', NEW."currency", 'total_minor', NEW."total_minor", 'requested_minor', NEW."requested_minor", 'obtained_minor', NEW."obtained_minor", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'summary', NEW."summary", 'note', NEW."note", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_application_delete" AFTER DELETE ON "application"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'year', OLD."year", 'call_id', OLD."call_id", 'title', OLD."title", 'title_sort', OLD."title_sort", 'acronym', OLD."acronym", 'lead_id', OLD."lead_id", 'authority_id', OLD."authority_id", 'project_id', OLD."project_id", 'staff_id', OLD."staff_id", 'stage_code', OLD."stage_code", 'submitted_on', OLD."submitted_on", 'result_on', OLD."result_on", 'result_note', OLD."result_note", 'currency', OLD."currency", 'total_minor', OLD."total_minor", 'requested_minor', OLD."requested_minor", 'obtained_minor', OLD."obtained_minor", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'summary', OLD."summary", 'note', OLD."note", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_attendance_insert" AFTER INSERT ON "attendance"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'attendance', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'place_id', NEW."place_id", 'slot_id', NEW."slot_id", 'status', NEW."status") END);
END;

CREATE TRIGGER "history_attendance_guard" BEFORE UPDATE OF "id", "place_id", "slot_id", "status", "version" ON "attendance" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_attendance_update" AFTER UPDATE ON "attendance" WHEN OLD."place_id" IS NOT NEW."place_id" OR OLD."slot_id" IS NOT NEW."slot_id" OR OLD."status" IS NOT NEW."status"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'attendance', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'place_id', OLD."place_id", 'slot_id', OLD."slot_id", 'status', OLD."status"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'place_id', NEW."place_id", 'slot_id', NEW."slot_id", 'status', NEW."status"));
END;

CREATE TRIGGER "history_attendance_delete" AFTER DELETE ON "attendance"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'attendance', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'place_id', OLD."place_id", 'slot_id', OLD."slot_id", 'status', OLD."status"), NULL);
END;

CREATE TRIGGER "history_basket_item_insert" AFTER INSERT ON "basket_item"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'basket_item', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'basket_id', NEW."basket_id", 'document_id', NEW."document_id", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_basket_item_guard" BEFORE UPDATE OF "id", "basket_id", "document_id", "position", "version" ON "basket_item" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_basket_item_update" AFTER UPDATE ON "basket_item" WHEN OLD."basket_id" IS NOT NEW."basket_id" OR OLD."document_id" IS NOT NEW."document_id" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'basket_item', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'basket_id', OLD."basket_id", 'document_id', OLD."document_id", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'basket_id', NEW."basket_id", 'document_id', NEW."document_id", 'position', NEW."position"));
END;

CREATE TRIGGER "history_basket_item_delete" AFTER DELETE ON "basket_item"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'basket_item', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'basket_id', OLD."basket_id", 'document_id', OLD."document_id", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_booking_receipt_insert" AFTER INSERT ON "booking_receipt"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'booking_receipt', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'booking_id', NEW."booking_id", 'file_sha256', NEW."file_sha256", 'content_sha256', NEW."content_sha256") END);
END;

CREATE TRIGGER "history_booking_receipt_guard" BEFORE UPDATE OF "id", "booking_id", "file_sha256", "content_sha256", "version" ON "booking_receipt" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_booking_receipt_update" AFTER UPDATE ON "booking_receipt" WHEN OLD."booking_id" IS NOT NEW."booking_id" OR OLD."file_sha256" IS NOT NEW."file_sha256" OR OLD."content_sha256" IS NOT NEW."content_sha256"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'booking_receipt', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'booking_id', OLD."booking_id", 'file_sha256', OLD."file_sha256", 'content_sha256', OLD."content_sha256"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'booking_id', NEW."booking_id", 'file_sha256', NEW."file_sha256", 'content_sha256', NEW."content_sha256"));
END;

CREATE TRIGGER "history_booking_receipt_delete" AFTER DELETE ON "booking_receipt"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'booking_receipt', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'booking_id', OLD."booking_id", 'file_sha256', OLD."file_sha256", 'content_sha256', OLD."content_sha256"), NULL);
END;

CREATE TRIGGER "history_budget_line_insert" AFTER INSERT ON "budget_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_line', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'template_code', NEW."template_code", 'line_code', NEW."line_code", 'position', NEW."position", 'label', NEW."label", 'quantity_milli', NEW."quantity_milli", 'unit', NEW."unit", 'unit_price_minor', NEW."unit_price_minor", 'amount_minor', NEW."amount_minor", 'actual_minor', NEW."actual_minor", 'currency', NEW."currency", 'is_requested', NEW."is_requested", 'status_code', NEW."status_code", 'status_on', NEW."status_on", 'proof', NEW."proof", 'organisation_id', NEW."organisation_id", 'scope', NEW."scope", 'revised_minor', NEW."revised_minor", 'foreign_minor', NEW."foreign_minor", 'foreign_currency', NEW."foreign_currency", 'foreign_rate', NEW."foreign_rate", 'foreign_on', NEW."foreign_on", 'proof_paper_id', NEW."proof_paper_id") END);
END;

CREATE TRIGGER "history_budget_line_guard" BEFORE UPDATE OF "id", "project_id", "template_code", "line_code", "position", "label", "quantity_milli", "unit", "unit_price_minor", "amount_minor", "actual_minor", "currency", "is_requested", "status_code", "status_on", "proof", "organisation_id", "scope", "revised_minor", "foreign_minor", "foreign_currency", "foreign_rate", "foreign_on", "proof_paper_id", "version" ON "budget_line" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_budget_line_update" AFTER UPDATE ON "budget_line" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."template_code" IS NOT NEW."template_code" OR OLD."line_code" IS NOT NEW."line_code" OR OLD."position" IS NOT NEW."position" OR OLD."label" IS NOT NEW."label" OR OLD."quantity_milli" IS NOT NEW."quantity_milli" OR OLD."unit" IS NOT NEW."unit" OR OLD."unit_price_minor" IS NOT NEW."unit_price_minor" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."actual_minor" IS NOT NEW."actual_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."is_requested" IS NOT NEW."is_requested" OR OLD."status_code" IS NOT NEW."status_code" OR OLD."status_on" IS NOT NEW."status_on" OR OLD."proof" IS NOT NEW."proof" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."scope" IS NOT NEW."scope" OR OLD."revised_minor" IS NOT NEW."revised_minor" OR OLD."foreign_minor" IS NOT NEW."foreign_minor" OR OLD."foreign_currency" IS NOT NEW."foreign_currency" OR OLD."foreign_rate" IS NOT NEW."foreign_rate" OR OLD."foreign_on" IS NOT NEW."foreign_on" OR OLD."proof_paper_id" IS NOT NEW."proof_paper_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_line', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'template_code', OLD."template_code", 'line_code', OLD."line_code", 'position', OLD."position", 'label', OLD."label", 'quantity_milli', OLD."quantity_milli", 'unit', OLD."unit", 'unit_price_minor', OLD."unit_price_minor", 'amount_minor', OLD."amount_minor", 'actual_minor', OLD."actual_minor", 'currency', OLD."currency", 'is_requested', OLD."is_requested", 'status_code', OLD."status_code", 'status_on', OLD."status_on", 'proof', OLD."proof", 'organisation_id', OLD."organisation_id", 'scope', OLD."scope", 'revised_minor', OLD."revised_minor", 'foreign_minor', OLD."foreign_minor", 'foreign_currency', OLD."foreign_currency", 'foreign_rate', OLD."foreign_rate", 'foreign_on', OLD."foreign_on", 'proof_paper_id', OLD."proof_paper_id"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'template_code', NEW."template_code", 'line_code', NEW."line_code", 'position', NEW."position", 'label', NEW."label", 'quantity_milli', NEW."quantity_milli", 'unit', NEW."unit", 'unit_price_minor', NEW."unit_price_minor", 'amount_minor', NEW."amount_minor", 'actual_minor', NEW."actual_minor", 'currency', NEW."currency", 'is_requested', NEW."is_requested", 'status_code', NEW."status_code", 'status_on', NEW."status_on", 'proof', NEW."proof", 'organisation_id', NEW."organisation_id", 'scope', NEW."scope", 'revised_minor', NEW."revised_minor", 'foreign_minor', NEW."foreign_minor", 'foreign_currency', NEW."foreign_currency", 'foreign_rate', NEW."foreign_rate", 'foreign_on', NEW."foreign_on", 'proof_paper_id', NEW."proof_paper_id"));
END;

CREATE TRIGGER "history_budget_line_delete" AFTER DELETE ON "budget_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_line', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'template_code', OLD."template_code", 'line_code', OLD."line_code", 'position', OLD."position", 'label', OLD."label", 'quantity_milli', OLD."quantity_milli", 'unit', OLD."unit", 'unit_price_minor', OLD."unit_price_minor", 'amount_minor', OLD."amount_minor", 'actual_minor', OLD."actual_minor", 'currency', OLD."currency", 'is_requested', OLD."is_requested", 'status_code', OLD."status_code", 'status_on', OLD."status_on", 'proof', OLD."proof", 'organisation_id', OLD."organisation_id", 'scope', OLD."scope", 'revised_minor', OLD."revised_minor", 'foreign_minor', OLD."foreign_minor", 'foreign_currency', OLD."foreign_currency", 'foreign_rate', OLD."foreign_rate", 'foreign_on', OLD."foreign_on", 'proof_paper_id', OLD."proof_paper_id"), NULL);
END;

CREATE TRIGGER "history_call_criterion_insert" AFTER INSERT ON "call_criterion"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'call_criterion', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'call_id', NEW."call_id", 'position', NEW."position", 'label', NEW."label", 'detail', NEW."detail", 'is_required', NEW."is_required") END);
END;

CREATE TRIGGER "history_call_criterion_guard" BEFORE UPDATE OF "id", "call_id", "position", "label", "detail", "is_required", "version" ON "call_criterion" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_call_criterion_update" AFTER UPDATE ON "call_criterion" WHEN OLD."call_id" IS NOT NEW."call_id" OR OLD."position" IS NOT NEW."position" OR OLD."label" IS NOT NEW."label" OR OLD."detail" IS NOT NEW."detail" OR OLD."is_required" IS NOT NEW."is_required"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'call_criterion', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'call_id', OLD."call_id", 'position', OLD."position", 'label', OLD."label", 'detail', OLD."detail", 'is_required', OLD."is_required"), json_object('id', NEW."id", 'version', NEW."version", 'call_id', NEW."call_id", 'position', NEW."position", 'label', NEW."label", 'detail', NEW."detail", 'is_required', NEW."is_required"));
END;

CREATE TRIGGER "history_call_criterion_delete" AFTER DELETE ON "call_criterion"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'call_criterion', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'call_id', OLD."call_id", 'position', OLD."position", 'label', OLD."label", 'detail', OLD."detail", 'is_required', OLD."is_required"), NULL);
END;

CREATE TRIGGER "history_co_publication_insert" AFTER INSERT ON "co_publication"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'co_publication', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'publisher_id', NEW."publisher_id", 'place', NEW."place", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_co_publication_guard" BEFORE UPDATE OF "id", "document_id", "publisher_id", "place", "position", "version" ON "co_publication" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_co_publication_update" AFTER UPDATE ON "co_publication" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."publisher_id" IS NOT NEW."publisher_id" OR OLD."place" IS NOT NEW."place" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'co_publication', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'publisher_id', OLD."publisher_id", 'place', OLD."place", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'publisher_id', NEW."publisher_id", 'place', NEW."place", 'position', NEW."position"));
END;

CREATE TRIGGER "history_co_publication_delete" AFTER DELETE ON "co_publication"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'co_publication', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'publisher_id', OLD."publisher_id", 'place', OLD."place", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_contribution_insert" AFTER INSERT ON "contribution"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contribution', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'contributor_id', NEW."contributor_id", 'role', NEW."role", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_contribution_guard" BEFORE UPDATE OF "id", "document_id", "contributor_id", "role", "position", "version" ON "contribution" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_contribution_update" AFTER UPDATE ON "contribution" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."contributor_id" IS NOT NEW."contributor_id" OR OLD."role" IS NOT NEW."role" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contribution', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'contributor_id', OLD."contributor_id", 'role', OLD."role", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'contributor_id', NEW."contributor_id", 'role', NEW."role", 'position', NEW."position"));
END;

CREATE TRIGGER "history_contribution_delete" AFTER DELETE ON "contribution"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'contribution', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'contributor_id', OLD."contributor_id", 'role', OLD."role", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_cooperation_file_insert" AFTER INSERT ON "cooperation_file"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'cooperation_file', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'meeting_id', NEW."meeting_id", 'crisis_id', NEW."crisis_id", 'support_id', NEW."support_id", 'outpost_id', NEW."outpost_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'language_code', NEW."language_code", 'label', NEW."label", 'sha256', NEW."sha256", 'file_name', NEW."file_name", 'media_type', NEW."media_type", 'size', NEW."size") END);
END;

CREATE TRIGGER "history_cooperation_file_guard" BEFORE UPDATE OF "id", "agreement_id", "meeting_id", "crisis_id", "support_id", "outpost_id", "position", "kind_code", "language_code", "label", "sha256", "file_name", "media_type", "size", "version" ON "cooperation_file" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_cooperation_file_update" AFTER UPDATE ON "cooperation_file" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."meeting_id" IS NOT NEW."meeting_id" OR OLD."crisis_id" IS NOT NEW."crisis_id" OR OLD."support_id" IS NOT NEW."support_id" OR OLD."outpost_id" IS NOT NEW."outpost_id" OR OLD."position" IS NOT NEW."position" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."language_code" IS NOT NEW."language_code" OR OLD."label" IS NOT NEW."label" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."file_name" IS NOT NEW."file_name" OR OLD."media_type" IS NOT NEW."media_type" OR OLD."size" IS NOT NEW."size"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'cooperation_file', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'meeting_id', OLD."meeting_id", 'crisis_id', OLD."crisis_id", 'support_id', OLD."support_id", 'outpost_id', OLD."outpost_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'language_code', OLD."language_code", 'label', OLD."label", 'sha256', OLD."sha256", 'file_name', OLD."file_name", 'media_type', OLD."media_type", 'size', OLD."size"), json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'meeting_id', NEW."meeting_id", 'crisis_id', NEW."crisis_id", 'support_id', NEW."support_id", 'outpost_id', NEW."outpost_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'language_code', NEW."language_code", 'label', NEW."label", 'sha256', NEW."sha256", 'file_name', NEW."file_name", 'media_type', NEW."media_type", 'size', NEW."size"));
END;

CREATE TRIGGER "history_cooperation_file_delete" AFTER DELETE ON "cooperation_file"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'cooperation_file', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'meeting_id', OLD."meeting_id", 'crisis_id', OLD."crisis_id", 'support_id', OLD."support_id", 'outpost_id', OLD."outpost_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'language_code', OLD."language_code", 'label', OLD."label", 'sha256', OLD."sha256", 'file_name', OLD."file_name", 'media_type', OLD."media_type", 'size', OLD."size"), NULL);
END;

CREATE TRIGGER "history_copy_insert" AFTER INSERT ON "copy"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'copy', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'document_id', NEW."document_id", 'barcode', NEW."barcode", 'call_number', NEW."call_number", 'location_id', NEW."location_id", 'status', NEW."status", 'condition', NEW."condition", 'accession_number', NEW."accession_number", 'volume', NEW."volume", 'note', NEW."note", 'acquired_on', NEW."acquired_on", 'withdrawn_on', NEW."withdrawn_on", 'price_minor', NEW."price_minor", 'currency', NEW."currency", 'provenance', NEW."provenance", 'supplier', NEW."supplier", 'needs_label', NEW."needs_label", 'withdrawal_reason', NEW."withdrawal_reason", 'withdrawal_fate', NEW."withdrawal_fate", 'withdrawal_note', NEW."withdrawal_note") END);
END;

CREATE TRIGGER "history_copy_guard" BEFORE UPDATE OF "id", "document_id", "barcode", "call_number", "location_id", "status", "condition", "accession_number", "volume", "note", "acquired_on", "withdrawn_on", "price_minor", "currency", "provenance", "supplier", "needs_label", "withdrawal_reason", "withdrawal_fate", "withdrawal_note", "version" ON "copy" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_copy_update" AFTER UPDATE ON "copy" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."barcode" IS NOT NEW."barcode" OR OLD."call_number" IS NOT NEW."call_number" OR OLD."location_id" IS NOT NEW."location_id" OR OLD."status" IS NOT NEW."status" OR OLD."condition" IS NOT NEW."condition" OR OLD."accession_number" IS NOT NEW."accession_number" OR OLD."volume" IS NOT NEW."volume" OR OLD."note" IS NOT NEW."note" OR OLD."acquired_on" IS NOT NEW."acquired_on" OR OLD."withdrawn_on" IS NOT NEW."withdrawn_on" OR OLD."price_minor" IS NOT NEW."price_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."provenance" IS NOT NEW."provenance" OR OLD."supplier" IS NOT NEW."supplier" OR OLD."needs_label" IS NOT NEW."needs_label" OR OLD."withdrawal_reason" IS NOT NEW."withdrawal_reason" OR OLD."withdrawal_fate" IS NOT NEW."withdrawal_fate" OR OLD."withdrawal_note" IS NOT NEW."withdrawal_note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'copy', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'document_id', OLD."document_id", 'barcode', OLD."barcode", 'call_number', OLD."call_number", 'location_id', OLD."location_id", 'status', OLD."status", 'condition', OLD."condition", 'accession_number', OLD."accession_number", 'volume', OLD."volume", 'note', OLD."note", 'acquired_on', OLD."acquired_on", 'withdrawn_on', OLD."withdrawn_on", 'price_minor', OLD."price_minor", 'currency', OLD."currency", 'provenance', OLD."provenance", 'supplier', OLD."supplier", 'needs_label', OLD."needs_label", 'withdrawal_reason', OLD."withdrawal_reason", 'withdrawal_fate', OLD."withdrawal_fate", 'withdrawal_note', OLD."withdrawal_note"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'document_id', NEW."document_id", 'barcode', NEW."barcode", 'call_number', NEW."call_number", 'location_id', NEW."location_id", 'status', NEW."status", 'condition', NEW."condition", 'accession_number', NEW."accession_number", 'volume', NEW."volume", 'note', NEW."note", 'acquired_on', NEW."acquired_on", 'withdrawn_on', NEW."withdrawn_on", 'price_minor', NEW."price_minor", 'currency', NEW."currency", 'provenance', NEW."provenance", 'supplier', NEW."supplier", 'needs_label', NEW."needs_label", 'withdrawal_reason', NEW."withdrawal_reason", 'withdrawal_fate', NEW."withdrawal_fate", 'withdrawal_note', NEW."withdrawal_note"));
END;

CREATE TRIGGER "history_copy_delete" AFTER DELETE ON "copy"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'copy', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'document_id', OLD."document_id", 'barcode', OLD."barcode", 'call_number', OLD."call_number", 'location_id', OLD."location_id", 'status', OLD."status", 'condition', OLD."condition", 'accession_number', OLD."accession_number", 'volume', OLD."volume", 'note', OLD."note", 'acquired_on', OLD."acquired_on", 'withdrawn_on', OLD."withdrawn_on", 'price_minor', OLD."price_minor", 'currency', OLD."currency", 'provenance', OLD."provenance", 'supplier', OLD."supplier", 'needs_label', OLD."needs_label", 'withdrawal_reason', OLD."withdrawal_reason", 'withdrawal_fate', OLD."withdrawal_fate", 'withdrawal_note', OLD."withdrawal_note"), NULL);
END;

CREATE TRIGGER "history_course_document_insert" AFTER INSERT ON "course_document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course_document', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'course_id', NEW."course_id", 'document_id', NEW."document_id", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_course_document_guard" BEFORE UPDATE OF "id", "course_id", "document_id", "position", "version" ON "course_document" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_course_document_update" AFTER UPDATE ON "course_document" WHEN OLD."course_id" IS NOT NEW."course_id" OR OLD."document_id" IS NOT NEW."document_id" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course_document', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'course_id', OLD."course_id", 'document_id', OLD."document_id", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'course_id', NEW."course_id", 'document_id', NEW."document_id", 'position', NEW."position"));
END;

CREATE TRIGGER "history_course_document_delete" AFTER DELETE ON "course_document"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'course_document', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'course_id', OLD."course_id", 'document_id', OLD."document_id", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_crisis_place_insert" AFTER INSERT ON "crisis_place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis_place', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'crisis_id', NEW."crisis_id", 'position', NEW."position", 'country_code', NEW."country_code", 'place', NEW."place", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6") END);
END;

CREATE TRIGGER "history_crisis_place_guard" BEFORE UPDATE OF "id", "crisis_id", "position", "country_code", "place", "latitude_e6", "longitude_e6", "version" ON "crisis_place" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_crisis_place_update" AFTER UPDATE ON "crisis_place" WHEN OLD."crisis_id" IS NOT NEW."crisis_id" OR OLD."position" IS NOT NEW."position" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."place" IS NOT NEW."place" OR OLD."latitude_e6" IS NOT NEW."latitude_e6" OR OLD."longitude_e6" IS NOT NEW."longitude_e6"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis_place', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'crisis_id', OLD."crisis_id", 'position', OLD."position", 'country_code', OLD."country_code", 'place', OLD."place", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6"), json_object('id', NEW."id", 'version', NEW."version", 'crisis_id', NEW."crisis_id", 'position', NEW."position", 'country_code', NEW."country_code", 'place', NEW."place", 'latitude_e6', NEW."latitude_e6", 'longitude_e6', NEW."longitude_e6"));
END;

CREATE TRIGGER "history_crisis_place_delete" AFTER DELETE ON "crisis_place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis_place', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'crisis_id', OLD."crisis_id", 'position', OLD."position", 'country_code', OLD."country_code", 'place', OLD."place", 'latitude_e6', OLD."latitude_e6", 'longitude_e6', OLD."longitude_e6"), NULL);
END;

CREATE TRIGGER "history_custom_value_insert" AFTER INSERT ON "custom_value"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_value', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'field_id', NEW."field_id", 'type', NEW."type", 'text', NEW."text", 'number', NEW."number", 'day', NEW."day", 'flag', NEW."flag", 'choice_id', NEW."choice_id") END);
END;

CREATE TRIGGER "history_custom_value_guard" BEFORE UPDATE OF "id", "document_id", "field_id", "type", "text", "number", "day", "flag", "choice_id", "version" ON "custom_value" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_custom_value_update" AFTER UPDATE ON "custom_value" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."field_id" IS NOT NEW."field_id" OR OLD."type" IS NOT NEW."type" OR OLD."text" IS NOT NEW."text" OR OLD."number" IS NOT NEW."number" OR OLD."day" IS NOT NEW."day" OR OLD."flag" IS NOT NEW."flag" OR OLD."choice_id" IS NOT NEW."choice_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_value', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'field_id', OLD."field_id", 'type', OLD."type", 'text', OLD."text", 'number', OLD."number", 'day', OLD."day", 'flag', OLD."flag", 'choice_id', OLD."choice_id"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'field_id', NEW."field_id", 'type', NEW."type", 'text', NEW."text", 'number', NEW."number", 'day', NEW."day", 'flag', NEW."flag", 'choice_id', NEW."choice_id"));
END;

CREATE TRIGGER "history_custom_value_delete" AFTER DELETE ON "custom_value"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'custom_value', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'field_id', OLD."field_id", 'type', OLD."type", 'text', OLD."text", 'number', OLD."number", 'day', OLD."day", 'flag', OLD."flag", 'choice_id', OLD."choice_id"), NULL);
END;

CREATE TRIGGER "history_document_abstract_insert" AFTER INSERT ON "document_abstract"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_abstract', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'language_code', NEW."language_code", 'text', NEW."text", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_abstract_guard" BEFORE UPDATE OF "id", "document_id", "language_code", "text", "position", "version" ON "document_abstract" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_abstract_update" AFTER UPDATE ON "document_abstract" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."language_code" IS NOT NEW."language_code" OR OLD."text" IS NOT NEW."text" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_abstract', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'language_code', OLD."language_code", 'text', OLD."text", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'language_code', NEW."language_code", 'text', NEW."text", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_abstract_delete" AFTER DELETE ON "document_abstract"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_abstract', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'language_code', OLD."language_code", 'text', OLD."text", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_audience_insert" AFTER INSERT ON "document_audience"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_audience', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'audience', NEW."audience", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_audience_guard" BEFORE UPDATE OF "id", "document_id", "audience", "position", "version" ON "document_audience" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_audience_update" AFTER UPDATE ON "document_audience" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."audience" IS NOT NEW."audience" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_audience', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'audience', OLD."audience", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'audience', NEW."audience", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_audience_delete" AFTER DELETE ON "document_audience"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_audience', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'audience', OLD."audience", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_country_insert" AFTER INSERT ON "document_country"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_country', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'country_code', NEW."country_code", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_country_guard" BEFORE UPDATE OF "id", "document_id", "country_code", "position", "version" ON "document_country" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_country_update" AFTER UPDATE ON "document_country" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_country', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'country_code', OLD."country_code", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'country_code', NEW."country_code", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_country_delete" AFTER DELETE ON "document_country"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_country', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'country_code', OLD."country_code", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_file_insert" AFTER INSERT ON "document_file"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_file', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'document_id', NEW."document_id", 'sha256', NEW."sha256", 'name', NEW."name", 'media_type', NEW."media_type", 'size', NEW."size", 'caption', NEW."caption", 'is_cover', NEW."is_cover", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_file_guard" BEFORE UPDATE OF "id", "document_id", "sha256", "name", "media_type", "size", "caption", "is_cover", "position", "version" ON "document_file" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_file_update" AFTER UPDATE ON "document_file" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."name" IS NOT NEW."name" OR OLD."media_type" IS NOT NEW."media_type" OR OLD."size" IS NOT NEW."size" OR OLD."caption" IS NOT NEW."caption" OR OLD."is_cover" IS NOT NEW."is_cover" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_file', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'document_id', OLD."document_id", 'sha256', OLD."sha256", 'name', OLD."name", 'media_type', OLD."media_type", 'size', OLD."size", 'caption', OLD."caption", 'is_cover', OLD."is_cover", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'document_id', NEW."document_id", 'sha256', NEW."sha256", 'name', NEW."name", 'media_type', NEW."media_type", 'size', NEW."size", 'caption', NEW."caption", 'is_cover', NEW."is_cover", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_file_delete" AFTER DELETE ON "document_file"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_file', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'document_id', OLD."document_id", 'sha256', OLD."sha256", 'name', OLD."name", 'media_type', OLD."media_type", 'size', OLD."size", 'caption', OLD."caption", 'is_cover', OLD."is_cover", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_identifier_insert" AFTER INSERT ON "document_identifier"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_identifier', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'scheme', NEW."scheme", 'value', NEW."value", 'normalised', NEW."normalised", 'note', NEW."note", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_identifier_guard" BEFORE UPDATE OF "id", "document_id", "scheme", "value", "normalised", "note", "position", "version" ON "document_identifier" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_identifier_update" AFTER UPDATE ON "document_identifier" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."scheme" IS NOT NEW."scheme" OR OLD."value" IS NOT NEW."value" OR OLD."normalised" IS NOT NEW."normalised" OR OLD."note" IS NOT NEW."note" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_identifier', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'scheme', OLD."scheme", 'value', OLD."value", 'normalised', OLD."normalised", 'note', OLD."note", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'scheme', NEW."scheme", 'value', NEW."value", 'normalised', NEW."normalised", 'note', NEW."note", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_identifier_delete" AFTER DELETE ON "document_identifier"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_identifier', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'scheme', OLD."scheme", 'value', OLD."value", 'normalised', OLD."normalised", 'note', OLD."note", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_language_insert" AFTER INSERT ON "document_language"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_language', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'language_code', NEW."language_code", 'use', NEW."use", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_language_guard" BEFORE UPDATE OF "id", "document_id", "language_code", "use", "position", "version" ON "document_language" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_language_update" AFTER UPDATE ON "document_language" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."language_code" IS NOT NEW."language_code" OR OLD."use" IS NOT NEW."use" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_language', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'language_code', OLD."language_code", 'use', OLD."use", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'language_code', NEW."language_code", 'use', NEW."use", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_language_delete" AFTER DELETE ON "document_language"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_language', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'language_code', OLD."language_code", 'use', OLD."use", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_link_insert" AFTER INSERT ON "document_link"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_link', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'relation', NEW."relation", 'target_id', NEW."target_id", 'title', NEW."title", 'number', NEW."number", 'issn', NEW."issn", 'date_text', NEW."date_text", 'pages', NEW."pages", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_link_guard" BEFORE UPDATE OF "id", "document_id", "relation", "target_id", "title", "number", "issn", "date_text", "pages", "position", "version" ON "document_link" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_link_update" AFTER UPDATE ON "document_link" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."relation" IS NOT NEW."relation" OR OLD."target_id" IS NOT NEW."target_id" OR OLD."title" IS NOT NEW."title" OR OLD."number" IS NOT NEW."number" OR OLD."issn" IS NOT NEW."issn" OR OLD."date_text" IS NOT NEW."date_text" OR OLD."pages" IS NOT NEW."pages" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_link', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'relation', OLD."relation", 'target_id', OLD."target_id", 'title', OLD."title", 'number', OLD."number", 'issn', OLD."issn", 'date_text', OLD."date_text", 'pages', OLD."pages", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'relation', NEW."relation", 'target_id', NEW."target_id", 'title', NEW."title", 'number', NEW."number", 'issn', NEW."issn", 'date_text', NEW."date_text", 'pages', NEW."pages", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_link_delete" AFTER DELETE ON "document_link"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_link', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'relation', OLD."relation", 'target_id', OLD."target_id", 'title', OLD."title", 'number', OLD."number", 'issn', OLD."issn", 'date_text', OLD."date_text", 'pages', OLD."pages", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_pending_insert" AFTER INSERT ON "document_pending"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_pending', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'field', NEW."field", 'typed', NEW."typed") END);
END;

CREATE TRIGGER "history_document_pending_guard" BEFORE UPDATE OF "id", "document_id", "field", "typed", "version" ON "document_pending" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_pending_update" AFTER UPDATE ON "document_pending" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."field" IS NOT NEW."field" OR OLD."typed" IS NOT NEW."typed"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_pending', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'field', OLD."field", 'typed', OLD."typed"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'field', NEW."field", 'typed', NEW."typed"));
END;

CREATE TRIGGER "history_document_pending_delete" AFTER DELETE ON "document_pending"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_pending', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'field', OLD."field", 'typed', OLD."typed"), NULL);
END;

CREATE TRIGGER "history_document_piece_insert" AFTER INSERT ON "document_piece"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_piece', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'number', NEW."number", 'name', NEW."name", 'quantity', NEW."quantity", 'width_mm', NEW."width_mm", 'height_mm', NEW."height_mm", 'weight_g', NEW."weight_g", 'crate', NEW."crate", 'note', NEW."note", 'dropped_on', NEW."dropped_on", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_piece_guard" BEFORE UPDATE OF "id", "document_id", "number", "name", "quantity", "width_mm", "height_mm", "weight_g", "crate", "note", "dropped_on", "position", "version" ON "document_piece" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_piece_update" AFTER UPDATE ON "document_piece" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."number" IS NOT NEW."number" OR OLD."name" IS NOT NEW."name" OR OLD."quantity" IS NOT NEW."quantity" OR OLD."width_mm" IS NOT NEW."width_mm" OR OLD."height_mm" IS NOT NEW."height_mm" OR OLD."weight_g" IS NOT NEW."weight_g" OR OLD."crate" IS NOT NEW."crate" OR OLD."note" IS NOT NEW."note" OR OLD."dropped_on" IS NOT NEW."dropped_on" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_piece', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'number', OLD."number", 'name', OLD."name", 'quantity', OLD."quantity", 'width_mm', OLD."width_mm", 'height_mm', OLD."height_mm", 'weight_g', OLD."weight_g", 'crate', OLD."crate", 'note', OLD."note", 'dropped_on', OLD."dropped_on", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'number', NEW."number", 'name', NEW."name", 'quantity', NEW."quantity", 'width_mm', NEW."width_mm", 'height_mm', NEW."height_mm", 'weight_g', NEW."weight_g", 'crate', NEW."crate", 'note', NEW."note", 'dropped_on', NEW."dropped_on", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_piece_delete" AFTER DELETE ON "document_piece"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_piece', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'number', OLD."number", 'name', OLD."name", 'quantity', OLD."quantity", 'width_mm', OLD."width_mm", 'height_mm', OLD."height_mm", 'weight_g', OLD."weight_g", 'crate', OLD."crate", 'note', OLD."note", 'dropped_on', OLD."dropped_on", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_release_insert" AFTER INSERT ON "document_release"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_release', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'label', NEW."label", 'released_on', NEW."released_on", 'what_changed', NEW."what_changed", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_release_guard" BEFORE UPDATE OF "id", "document_id", "label", "released_on", "what_changed", "position", "version" ON "document_release" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_release_update" AFTER UPDATE ON "document_release" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."label" IS NOT NEW."label" OR OLD."released_on" IS NOT NEW."released_on" OR OLD."what_changed" IS NOT NEW."what_changed" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_release', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'label', OLD."label", 'released_on', OLD."released_on", 'what_changed', OLD."what_changed", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'label', NEW."label", 'released_on', NEW."released_on", 'what_changed', NEW."what_changed", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_release_delete" AFTER DELETE ON "document_release"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_release', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'label', OLD."label", 'released_on', OLD."released_on", 'what_changed', OLD."what_changed", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_source_insert" AFTER INSERT ON "document_source"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_source', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'format', NEW."format", 'source_key', NEW."source_key", 'fingerprint', NEW."fingerprint", 'leftovers', NEW."leftovers") END);
END;

CREATE TRIGGER "history_document_source_guard" BEFORE UPDATE OF "id", "document_id", "format", "source_key", "fingerprint", "leftovers", "version" ON "document_source" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_source_update" AFTER UPDATE ON "document_source" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."format" IS NOT NEW."format" OR OLD."source_key" IS NOT NEW."source_key" OR OLD."fingerprint" IS NOT NEW."fingerprint" OR OLD."leftovers" IS NOT NEW."leftovers"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_source', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'format', OLD."format", 'source_key', OLD."source_key", 'fingerprint', OLD."fingerprint", 'leftovers', OLD."leftovers"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'format', NEW."format", 'source_key', NEW."source_key", 'fingerprint', NEW."fingerprint", 'leftovers', NEW."leftovers"));
END;

CREATE TRIGGER "history_document_source_delete" AFTER DELETE ON "document_source"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_source', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'format', OLD."format", 'source_key', OLD."source_key", 'fingerprint', OLD."fingerprint", 'leftovers', OLD."leftovers"), NULL);
END;

CREATE TRIGGER "history_document_subject_insert" AFTER INSERT ON "document_subject"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_subject', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'subject_id', NEW."subject_id", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_subject_guard" BEFORE UPDATE OF "id", "document_id", "subject_id", "position", "version" ON "document_subject" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_subject_update" AFTER UPDATE ON "document_subject" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."subject_id" IS NOT NEW."subject_id" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_subject', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'subject_id', OLD."subject_id", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'subject_id', NEW."subject_id", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_subject_delete" AFTER DELETE ON "document_subject"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_subject', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'subject_id', OLD."subject_id", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_title_insert" AFTER INSERT ON "document_title"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_title', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'kind', NEW."kind", 'language_code', NEW."language_code", 'title', NEW."title", 'position', NEW."position") END);
END;

CREATE TRIGGER "history_document_title_guard" BEFORE UPDATE OF "id", "document_id", "kind", "language_code", "title", "position", "version" ON "document_title" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_title_update" AFTER UPDATE ON "document_title" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."kind" IS NOT NEW."kind" OR OLD."language_code" IS NOT NEW."language_code" OR OLD."title" IS NOT NEW."title" OR OLD."position" IS NOT NEW."position"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_title', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'kind', OLD."kind", 'language_code', OLD."language_code", 'title', OLD."title", 'position', OLD."position"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'kind', NEW."kind", 'language_code', NEW."language_code", 'title', NEW."title", 'position', NEW."position"));
END;

CREATE TRIGGER "history_document_title_delete" AFTER DELETE ON "document_title"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_title', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'kind', OLD."kind", 'language_code', OLD."language_code", 'title', OLD."title", 'position', OLD."position"), NULL);
END;

CREATE TRIGGER "history_document_use_insert" AFTER INSERT ON "document_use"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_use', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'minutes_least', NEW."minutes_least", 'minutes_most', NEW."minutes_most", 'group_least', NEW."group_least", 'group_most', NEW."group_most", 'age_least', NEW."age_least", 'age_most', NEW."age_most", 'level', NEW."level", 'material', NEW."material") END);
END;

CREATE TRIGGER "history_document_use_guard" BEFORE UPDATE OF "id", "document_id", "minutes_least", "minutes_most", "group_least", "group_most", "age_least", "age_most", "level", "material", "version" ON "document_use" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_document_use_update" AFTER UPDATE ON "document_use" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."minutes_least" IS NOT NEW."minutes_least" OR OLD."minutes_most" IS NOT NEW."minutes_most" OR OLD."group_least" IS NOT NEW."group_least" OR OLD."group_most" IS NOT NEW."group_most" OR OLD."age_least" IS NOT NEW."age_least" OR OLD."age_most" IS NOT NEW."age_most" OR OLD."level" IS NOT NEW."level" OR OLD."material" IS NOT NEW."material"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_use', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'minutes_least', OLD."minutes_least", 'minutes_most', OLD."minutes_most", 'group_least', OLD."group_least", 'group_most', OLD."group_most", 'age_least', OLD."age_least", 'age_most', OLD."age_most", 'level', OLD."level", 'material', OLD."material"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'minutes_least', NEW."minutes_least", 'minutes_most', NEW."minutes_most", 'group_least', NEW."group_least", 'group_most', NEW."group_most", 'age_least', NEW."age_least", 'age_most', NEW."age_most", 'level', NEW."level", 'material', NEW."material"));
END;

CREATE TRIGGER "history_document_use_delete" AFTER DELETE ON "document_use"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'document_use', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'minutes_least', OLD."minutes_least", 'minutes_most', OLD."minutes_most", 'group_least', OLD."group_least", 'group_most', OLD."group_most", 'age_least', OLD."age_least", 'age_most', OLD."age_most", 'level', OLD."level", 'material', OLD."material"), NULL);
END;

CREATE TRIGGER "history_exhibition_insert" AFTER INSERT ON "exhibition"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exhibition', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'crates', NEW."crates", 'weight_g', NEW."weight_g", 'wall_cm', NEW."wall_cm", 'setup_minutes', NEW."setup_minutes", 'insurance_minor', NEW."insurance_minor", 'currency', NEW."currency", 'transport', NEW."transport", 'hanging', NEW."hanging") END);
END;

CREATE TRIGGER "history_exhibition_guard" BEFORE UPDATE OF "id", "document_id", "crates", "weight_g", "wall_cm", "setup_minutes", "insurance_minor", "currency", "transport", "hanging", "version" ON "exhibition" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_exhibition_update" AFTER UPDATE ON "exhibition" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."crates" IS NOT NEW."crates" OR OLD."weight_g" IS NOT NEW."weight_g" OR OLD."wall_cm" IS NOT NEW."wall_cm" OR OLD."setup_minutes" IS NOT NEW."setup_minutes" OR OLD."insurance_minor" IS NOT NEW."insurance_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."transport" IS NOT NEW."transport" OR OLD."hanging" IS NOT NEW."hanging"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exhibition', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'crates', OLD."crates", 'weight_g', OLD."weight_g", 'wall_cm', OLD."wall_cm", 'setup_minutes', OLD."setup_minutes", 'insurance_minor', OLD."insurance_minor", 'currency', OLD."currency", 'transport', OLD."transport", 'hanging', OLD."hanging"), json_object('id', NEW."id", 'version', NEW."version", 'document_id', NEW."document_id", 'crates', NEW."crates", 'weight_g', NEW."weight_g", 'wall_cm', NEW."wall_cm", 'setup_minutes', NEW."setup_minutes", 'insurance_minor', NEW."insurance_minor", 'currency', NEW."currency", 'transport', NEW."transport", 'hanging', NEW."hanging"));
END;

CREATE TRIGGER "history_exhibition_delete" AFTER DELETE ON "exhibition"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'exhibition', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'document_id', OLD."document_id", 'crates', OLD."crates", 'weight_g', OLD."weight_g", 'wall_cm', OLD."wall_cm", 'setup_minutes', OLD."setup_minutes", 'insurance_minor', OLD."insurance_minor", 'currency', OLD."currency", 'transport', OLD."transport", 'hanging', OLD."hanging"), NULL);
END;

CREATE TRIGGER "history_project_activity_insert" AFTER INSERT ON "project_activity"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_activity', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'theme', NEW."theme", 'title', NEW."title", 'description', NEW."description", 'rhythm', NEW."rhythm", 'starts_month', NEW."starts_month", 'ends_month', NEW."ends_month", 'responsible', NEW."responsible", 'place', NEW."place", 'quantity', NEW."quantity", 'cost_minor', NEW."cost_minor", 'currency', NEW."currency", 'result_id', NEW."result_id", 'means', NEW."means", 'hypotheses', NEW."hypotheses") END);
END;

CREATE TRIGGER "history_project_activity_guard" BEFORE UPDATE OF "id", "project_id", "position", "theme", "title", "description", "rhythm", "starts_month", "ends_month", "responsible", "place", "quantity", "cost_minor", "currency", "result_id", "means", "hypotheses", "version" ON "project_activity" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_activity_update" AFTER UPDATE ON "project_activity" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."theme" IS NOT NEW."theme" OR OLD."title" IS NOT NEW."title" OR OLD."description" IS NOT NEW."description" OR OLD."rhythm" IS NOT NEW."rhythm" OR OLD."starts_month" IS NOT NEW."starts_month" OR OLD."ends_month" IS NOT NEW."ends_month" OR OLD."responsible" IS NOT NEW."responsible" OR OLD."place" IS NOT NEW."place" OR OLD."quantity" IS NOT NEW."quantity" OR OLD."cost_minor" IS NOT NEW."cost_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."result_id" IS NOT NEW."result_id" OR OLD."means" IS NOT NEW."means" OR OLD."hypotheses" IS NOT NEW."hypotheses"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_activity', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'theme', OLD."theme", 'title', OLD."title", 'description', OLD."description", 'rhythm', OLD."rhythm", 'starts_month', OLD."starts_month", 'ends_month', OLD."ends_month", 'responsible', OLD."responsible", 'place', OLD."place", 'quantity', OLD."quantity", 'cost_minor', OLD."cost_minor", 'currency', OLD."currency", 'result_id', OLD."result_id", 'means', OLD."means", 'hypotheses', OLD."hypotheses"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'theme', NEW."theme", 'title', NEW."title", 'description', NEW."description", 'rhythm', NEW."rhythm", 'starts_month', NEW."starts_month", 'ends_month', NEW."ends_month", 'responsible', NEW."responsible", 'place', NEW."place", 'quantity', NEW."quantity", 'cost_minor', NEW."cost_minor", 'currency', NEW."currency", 'result_id', NEW."result_id", 'means', NEW."means", 'hypotheses', NEW."hypotheses"));
END;

CREATE TRIGGER "history_project_activity_delete" AFTER DELETE ON "project_activity"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_activity', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'theme', OLD."theme", 'title', OLD."title", 'description', OLD."description", 'rhythm', OLD."rhythm", 'starts_month', OLD."starts_month", 'ends_month', OLD."ends_month", 'responsible', OLD."responsible", 'place', OLD."place", 'quantity', OLD."quantity", 'cost_minor', OLD."cost_minor", 'currency', OLD."currency", 'result_id', OLD."result_id", 'means', OLD."means", 'hypotheses', OLD."hypotheses"), NULL);
END;

CREATE TRIGGER "history_project_indicator_insert" AFTER INSERT ON "project_indicator"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_indicator', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'logframe_id', NEW."logframe_id", 'name', NEW."name", 'measure', NEW."measure", 'unit', NEW."unit", 'baseline_milli', NEW."baseline_milli", 'baseline_text', NEW."baseline_text", 'baseline_year', NEW."baseline_year", 'target_milli', NEW."target_milli", 'target_text', NEW."target_text", 'target_year', NEW."target_year", 'actual_milli', NEW."actual_milli", 'actual_text', NEW."actual_text", 'actual_on', NEW."actual_on", 'source', NEW."source") END);
END;

CREATE TRIGGER "history_project_indicator_guard" BEFORE UPDATE OF "id", "project_id", "position", "logframe_id", "name", "measure", "unit", "baseline_milli", "baseline_text", "baseline_year", "target_milli", "target_text", "target_year", "actual_milli", "actual_text", "actual_on", "source", "version" ON "project_indicator" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_project_indicator_update" AFTER UPDATE ON "project_indicator" WHEN OLD."project_id" IS NOT NEW."project_id" OR OLD."position" IS NOT NEW."position" OR OLD."logframe_id" IS NOT NEW."logframe_id" OR OLD."name" IS NOT NEW."name" OR OLD."measure" IS NOT NEW."measure" OR OLD."unit" IS NOT NEW."unit" OR OLD."baseline_milli" IS NOT NEW."baseline_milli" OR OLD."baseline_text" IS NOT NEW."baseline_text" OR OLD."baseline_year" IS NOT NEW."baseline_year" OR OLD."target_milli" IS NOT NEW."target_milli" OR OLD."target_text" IS NOT NEW."target_text" OR OLD."target_year" IS NOT NEW."target_year" OR OLD."actual_milli" IS NOT NEW."actual_milli" OR OLD."actual_text" IS NOT NEW."actual_text" OR OLD."actual_on" IS NOT NEW."actual_on" OR OLD."source" IS NOT NEW."source"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_indicator', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'logframe_id', OLD."logframe_id", 'name', OLD."name", 'measure', OLD."measure", 'unit', OLD."unit", 'baseline_milli', OLD."baseline_milli", 'baseline_text', OLD."baseline_text", 'baseline_year', OLD."baseline_year", 'target_milli', OLD."target_milli", 'target_text', OLD."target_text", 'target_year', OLD."target_year", 'actual_milli', OLD."actual_milli", 'actual_text', OLD."actual_text", 'actual_on', OLD."actual_on", 'source', OLD."source"), json_object('id', NEW."id", 'version', NEW."version", 'project_id', NEW."project_id", 'position', NEW."position", 'logframe_id', NEW."logframe_id", 'name', NEW."name", 'measure', NEW."measure", 'unit', NEW."unit", 'baseline_milli', NEW."baseline_milli", 'baseline_text', NEW."baseline_text", 'baseline_year', NEW."baseline_year", 'target_milli', NEW."target_milli", 'target_text', NEW."target_text", 'target_year', NEW."target_year", 'actual_milli', NEW."actual_milli", 'actual_text', NEW."actual_text", 'actual_on', NEW."actual_on", 'source', NEW."source"));
END;

CREATE TRIGGER "history_project_indicator_delete" AFTER DELETE ON "project_indicator"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'project_indicator', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'project_id', OLD."project_id", 'position', OLD."position", 'logframe_id', OLD."logframe_id", 'name', OLD."name", 'measure', OLD."measure", 'unit', OLD."unit", 'baseline_milli', OLD."baseline_milli", 'baseline_text', OLD."baseline_text", 'baseline_year', OLD."baseline_year", 'target_milli', OLD."target_milli", 'target_text', OLD."target_text", 'target_year', OLD."target_year", 'actual_milli', OLD."actual_milli", 'actual_text', OLD."actual_text", 'actual_on', OLD."actual_on", 'source', OLD."source"), NULL);
END;

CREATE TRIGGER "history_serial_issue_insert" AFTER INSERT ON "serial_issue"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'serial_issue', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'document_id', NEW."document_id", 'year', NEW."year", 'volume', NEW."volume", 'number', NEW."number", 'number_sort', NEW."number_sort", 'date_text', NEW."date_text", 'due_on', NEW."due_on", 'state', NEW."state", 'received_on', NEW."received_on", 'notice_id', NEW."notice_id", 'title', NEW."title", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_serial_issue_guard" BEFORE UPDATE OF "id", "document_id", "year", "volume", "number", "number_sort", "date_text", "due_on", "state", "received_on", "notice_id", "title", "note", "version" ON "serial_issue" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_serial_issue_update" AFTER UPDATE ON "serial_issue" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."year" IS NOT NEW."year" OR OLD."volume" IS NOT NEW."volume" OR OLD."number" IS NOT NEW."number" OR OLD."number_sort" IS NOT NEW."number_sort" OR OLD."date_text" IS NOT NEW."date_text" OR OLD."due_on" IS NOT NEW."due_on" OR OLD."state" IS NOT NEW."state" OR OLD."received_on" IS NOT NEW."received_on" OR OLD."notice_id" IS NOT NEW."notice_id" OR OLD."title" IS NOT NEW."title" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'serial_issue', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'document_id', OLD."document_id", 'year', OLD."year", 'volume', OLD."volume", 'number', OLD."number", 'number_sort', OLD."number_sort", 'date_text', OLD."date_text", 'due_on', OLD."due_on", 'state', OLD."state", 'received_on', OLD."received_on", 'notice_id', OLD."notice_id", 'title', OLD."title", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'document_id', NEW."document_id", 'year', NEW."year", 'volume', NEW."volume", 'number', NEW."number", 'number_sort', NEW."number_sort", 'date_text', NEW."date_text", 'due_on', NEW."due_on", 'state', NEW."state", 'received_on', NEW."received_on", 'notice_id', NEW."notice_id", 'title', NEW."title", 'note', NEW."note"));
END;

CREATE TRIGGER "history_serial_issue_delete" AFTER DELETE ON "serial_issue"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'serial_issue', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'document_id', OLD."document_id", 'year', OLD."year", 'volume', OLD."volume", 'number', OLD."number", 'number_sort', OLD."number_sort", 'date_text', OLD."date_text", 'due_on', OLD."due_on", 'state', OLD."state", 'received_on', OLD."received_on", 'notice_id', OLD."notice_id", 'title', OLD."title", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_slot_trainer_insert" AFTER INSERT ON "slot_trainer"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'slot_trainer', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'slot_id', NEW."slot_id", 'person_id', NEW."person_id") END);
END;

CREATE TRIGGER "history_slot_trainer_guard" BEFORE UPDATE OF "id", "slot_id", "person_id", "version" ON "slot_trainer" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_slot_trainer_update" AFTER UPDATE ON "slot_trainer" WHEN OLD."slot_id" IS NOT NEW."slot_id" OR OLD."person_id" IS NOT NEW."person_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'slot_trainer', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'slot_id', OLD."slot_id", 'person_id', OLD."person_id"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'slot_id', NEW."slot_id", 'person_id', NEW."person_id"));
END;

CREATE TRIGGER "history_slot_trainer_delete" AFTER DELETE ON "slot_trainer"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'slot_trainer', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'slot_id', OLD."slot_id", 'person_id', OLD."person_id"), NULL);
END;

CREATE TRIGGER "history_support_item_insert" AFTER INSERT ON "support_item"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support_item', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'support_id', NEW."support_id", 'position', NEW."position", 'label', NEW."label", 'quantity', NEW."quantity", 'value_minor', NEW."value_minor") END);
END;

CREATE TRIGGER "history_support_item_guard" BEFORE UPDATE OF "id", "support_id", "position", "label", "quantity", "value_minor", "version" ON "support_item" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_support_item_update" AFTER UPDATE ON "support_item" WHEN OLD."support_id" IS NOT NEW."support_id" OR OLD."position" IS NOT NEW."position" OR OLD."label" IS NOT NEW."label" OR OLD."quantity" IS NOT NEW."quantity" OR OLD."value_minor" IS NOT NEW."value_minor"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support_item', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'support_id', OLD."support_id", 'position', OLD."position", 'label', OLD."label", 'quantity', OLD."quantity", 'value_minor', OLD."value_minor"), json_object('id', NEW."id", 'version', NEW."version", 'support_id', NEW."support_id", 'position', NEW."position", 'label', NEW."label", 'quantity', NEW."quantity", 'value_minor', NEW."value_minor"));
END;

CREATE TRIGGER "history_support_item_delete" AFTER DELETE ON "support_item"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support_item', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'support_id', OLD."support_id", 'position', OLD."position", 'label', OLD."label", 'quantity', OLD."quantity", 'value_minor', OLD."value_minor"), NULL);
END;

CREATE TRIGGER "history_support_person_insert" AFTER INSERT ON "support_person"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support_person', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'support_id', NEW."support_id", 'position', NEW."position", 'person_id', NEW."person_id", 'name', NEW."name", 'role', NEW."role") END);
END;

CREATE TRIGGER "history_support_person_guard" BEFORE UPDATE OF "id", "support_id", "position", "person_id", "name", "role", "version" ON "support_person" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_support_person_update" AFTER UPDATE ON "support_person" WHEN OLD."support_id" IS NOT NEW."support_id" OR OLD."position" IS NOT NEW."position" OR OLD."person_id" IS NOT NEW."person_id" OR OLD."name" IS NOT NEW."name" OR OLD."role" IS NOT NEW."role"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support_person', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'support_id', OLD."support_id", 'position', OLD."position", 'person_id', OLD."person_id", 'name', OLD."name", 'role', OLD."role"), json_object('id', NEW."id", 'version', NEW."version", 'support_id', NEW."support_id", 'position', NEW."position", 'person_id', NEW."person_id", 'name', NEW."name", 'role', NEW."role"));
END;

CREATE TRIGGER "history_support_person_delete" AFTER DELETE ON "support_person"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'support_person', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'support_id', OLD."support_id", 'position', OLD."position", 'person_id', OLD."person_id", 'name', OLD."name", 'role', OLD."role"), NULL);
END;

CREATE TRIGGER "history_application_answer_insert" AFTER INSERT ON "application_answer"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_answer', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'application_id', NEW."application_id", 'criterion_id', NEW."criterion_id", 'is_met', NEW."is_met", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_application_answer_guard" BEFORE UPDATE OF "id", "application_id", "criterion_id", "is_met", "note", "version" ON "application_answer" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_application_answer_update" AFTER UPDATE ON "application_answer" WHEN OLD."application_id" IS NOT NEW."application_id" OR OLD."criterion_id" IS NOT NEW."criterion_id" OR OLD."is_met" IS NOT NEW."is_met" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_answer', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'application_id', OLD."application_id", 'criterion_id', OLD."criterion_id", 'is_met', OLD."is_met", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'application_id', NEW."application_id", 'criterion_id', NEW."criterion_id", 'is_met', NEW."is_met", 'note', NEW."note"));
END;

CREATE TRIGGER "history_application_answer_delete" AFTER DELETE ON "application_answer"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_answer', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'application_id', OLD."application_id", 'criterion_id', OLD."criterion_id", 'is_met', OLD."is_met", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_application_line_insert" AFTER INSERT ON "application_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_line', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'application_id', NEW."application_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'label', NEW."label", 'amount_minor', NEW."amount_minor", 'asked_minor', NEW."asked_minor") END);
END;

CREATE TRIGGER "history_application_line_guard" BEFORE UPDATE OF "id", "application_id", "position", "organisation_id", "label", "amount_minor", "asked_minor", "version" ON "application_line" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_application_line_update" AFTER UPDATE ON "application_line" WHEN OLD."application_id" IS NOT NEW."application_id" OR OLD."position" IS NOT NEW."position" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."label" IS NOT NEW."label" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."asked_minor" IS NOT NEW."asked_minor"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_line', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'application_id', OLD."application_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'label', OLD."label", 'amount_minor', OLD."amount_minor", 'asked_minor', OLD."asked_minor"), json_object('id', NEW."id", 'version', NEW."version", 'application_id', NEW."application_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'label', NEW."label", 'amount_minor', NEW."amount_minor", 'asked_minor', NEW."asked_minor"));
END;

CREATE TRIGGER "history_application_line_delete" AFTER DELETE ON "application_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_line', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'application_id', OLD."application_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'label', OLD."label", 'amount_minor', OLD."amount_minor", 'asked_minor', OLD."asked_minor"), NULL);
END;

CREATE TRIGGER "history_application_partner_insert" AFTER INSERT ON "application_partner"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_partner', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'application_id', NEW."application_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'role', NEW."role") END);
END;

CREATE TRIGGER "history_application_partner_guard" BEFORE UPDATE OF "id", "application_id", "position", "organisation_id", "role", "version" ON "application_partner" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_application_partner_update" AFTER UPDATE ON "application_partner" WHEN OLD."application_id" IS NOT NEW."application_id" OR OLD."position" IS NOT NEW."position" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."role" IS NOT NEW."role"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_partner', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'application_id', OLD."application_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'role', OLD."role"), json_object('id', NEW."id", 'version', NEW."version", 'application_id', NEW."application_id", 'position', NEW."position", 'organisation_id', NEW."organisation_id", 'role', NEW."role"));
END;

CREATE TRIGGER "history_application_partner_delete" AFTER DELETE ON "application_partner"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'application_partner', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'application_id', OLD."application_id", 'position', OLD."position", 'organisation_id', OLD."organisation_id", 'role', OLD."role"), NULL);
END;

CREATE TRIGGER "history_budget_place_insert" AFTER INSERT ON "budget_place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_place', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'line_id', NEW."line_id", 'template_code', NEW."template_code", 'line_code', NEW."line_code") END);
END;

CREATE TRIGGER "history_budget_place_guard" BEFORE UPDATE OF "id", "line_id", "template_code", "line_code", "version" ON "budget_place" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_budget_place_update" AFTER UPDATE ON "budget_place" WHEN OLD."line_id" IS NOT NEW."line_id" OR OLD."template_code" IS NOT NEW."template_code" OR OLD."line_code" IS NOT NEW."line_code"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_place', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'line_id', OLD."line_id", 'template_code', OLD."template_code", 'line_code', OLD."line_code"), json_object('id', NEW."id", 'version', NEW."version", 'line_id', NEW."line_id", 'template_code', NEW."template_code", 'line_code', NEW."line_code"));
END;

CREATE TRIGGER "history_budget_place_delete" AFTER DELETE ON "budget_place"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_place', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'line_id', OLD."line_id", 'template_code', OLD."template_code", 'line_code', OLD."line_code"), NULL);
END;

CREATE TRIGGER "history_budget_year_insert" AFTER INSERT ON "budget_year"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_year', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'line_id', NEW."line_id", 'year', NEW."year", 'amount_minor', NEW."amount_minor", 'revised_minor', NEW."revised_minor", 'actual_minor', NEW."actual_minor") END);
END;

CREATE TRIGGER "history_budget_year_guard" BEFORE UPDATE OF "id", "line_id", "year", "amount_minor", "revised_minor", "actual_minor", "version" ON "budget_year" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_budget_year_update" AFTER UPDATE ON "budget_year" WHEN OLD."line_id" IS NOT NEW."line_id" OR OLD."year" IS NOT NEW."year" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."revised_minor" IS NOT NEW."revised_minor" OR OLD."actual_minor" IS NOT NEW."actual_minor"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_year', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'line_id', OLD."line_id", 'year', OLD."year", 'amount_minor', OLD."amount_minor", 'revised_minor', OLD."revised_minor", 'actual_minor', OLD."actual_minor"), json_object('id', NEW."id", 'version', NEW."version", 'line_id', NEW."line_id", 'year', NEW."year", 'amount_minor', NEW."amount_minor", 'revised_minor', NEW."revised_minor", 'actual_minor', NEW."actual_minor"));
END;

CREATE TRIGGER "history_budget_year_delete" AFTER DELETE ON "budget_year"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'budget_year', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'line_id', OLD."line_id", 'year', OLD."year", 'amount_minor', OLD."amount_minor", 'revised_minor', OLD."revised_minor", 'actual_minor', OLD."actual_minor"), NULL);
END;

CREATE TRIGGER "history_checklist_insert" AFTER INSERT ON "checklist"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'checklist', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'copy_id', NEW."copy_id", 'moment', NEW."moment", 'day', NEW."day", 'counted_by', NEW."counted_by", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_checklist_guard" BEFORE UPDATE OF "id", "copy_id", "moment", "day", "counted_by", "note", "version" ON "checklist" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_checklist_update" AFTER UPDATE ON "checklist" WHEN OLD."copy_id" IS NOT NEW."copy_id" OR OLD."moment" IS NOT NEW."moment" OR OLD."day" IS NOT NEW."day" OR OLD."counted_by" IS NOT NEW."counted_by" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'checklist', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'copy_id', OLD."copy_id", 'moment', OLD."moment", 'day', OLD."day", 'counted_by', OLD."counted_by", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'copy_id', NEW."copy_id", 'moment', NEW."moment", 'day', NEW."day", 'counted_by', NEW."counted_by", 'note', NEW."note"));
END;

CREATE TRIGGER "history_checklist_delete" AFTER DELETE ON "checklist"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'checklist', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'copy_id', OLD."copy_id", 'moment', OLD."moment", 'day', OLD."day", 'counted_by', OLD."counted_by", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_consultation_insert" AFTER INSERT ON "consultation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'consultation', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'document_id', NEW."document_id", 'copy_id', NEW."copy_id", 'day', NEW."day", 'times', NEW."times") END);
END;

CREATE TRIGGER "history_consultation_guard" BEFORE UPDATE OF "id", "document_id", "copy_id", "day", "times", "version" ON "consultation" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_consultation_update" AFTER UPDATE ON "consultation" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."copy_id" IS NOT NEW."copy_id" OR OLD."day" IS NOT NEW."day" OR OLD."times" IS NOT NEW."times"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'consultation', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'document_id', OLD."document_id", 'copy_id', OLD."copy_id", 'day', OLD."day", 'times', OLD."times"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'document_id', NEW."document_id", 'copy_id', NEW."copy_id", 'day', NEW."day", 'times', NEW."times"));
END;

CREATE TRIGGER "history_consultation_delete" AFTER DELETE ON "consultation"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'consultation', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'document_id', OLD."document_id", 'copy_id', OLD."copy_id", 'day', OLD."day", 'times', OLD."times"), NULL);
END;

CREATE TRIGGER "history_grant_insert" AFTER INSERT ON "grant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'direction', NEW."direction", 'year', NEW."year", 'authority_id', NEW."authority_id", 'organisation_id', NEW."organisation_id", 'axis_id', NEW."axis_id", 'project_id', NEW."project_id", 'application_id', NEW."application_id", 'renewed_from_id', NEW."renewed_from_id", 'purpose_code', NEW."purpose_code", 'title', NEW."title", 'title_sort', NEW."title_sort", 'object', NEW."object", 'nature', NEW."nature", 'status_code', NEW."status_code", 'status_on', NEW."status_on", 'motive', NEW."motive", 'currency', NEW."currency", 'requested_minor', NEW."requested_minor", 'requested_on', NEW."requested_on", 'proposed_minor', NEW."proposed_minor", 'committee_on', NEW."committee_on", 'committee_note', NEW."committee_note", 'voted_minor', NEW."voted_minor", 'voted_on', NEW."voted_on", 'deliberation', NEW."deliberation", 'released_minor', NEW."released_minor", 'notified_on', NEW."notified_on", 'needs_agreement', NEW."needs_agreement", 'agreement_number', NEW."agreement_number", 'signed_on', NEW."signed_on", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code", 'is_minimis', NEW."is_minimis", 'minimis_elsewhere_minor', NEW."minimis_elsewhere_minor", 'regrant_allowed', NEW."regrant_allowed", 'staff_id', NEW."staff_id", 'note', NEW."note", 'archived_on', NEW."archived_on") END);
END;

CREATE TRIGGER "history_grant_guard" BEFORE UPDATE OF "id", "number", "direction", "year", "authority_id", "organisation_id", "axis_id", "project_id", "application_id", "renewed_from_id", "purpose_code", "title", "title_sort", "object", "nature", "status_code", "status_on", "motive", "currency", "requested_minor", "requested_on", "proposed_minor", "committee_on", "committee_note", "voted_minor", "voted_on", "deliberation", "released_minor", "notified_on", "needs_agreement", "agreement_number", "signed_on", "starts_on", "ends_on", "country_code", "sector_code", "is_minimis", "minimis_elsewhere_minor", "regrant_allowed", "staff_id", "note", "archived_on", "version" ON "grant" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_grant_update" AFTER UPDATE ON "grant" WHEN OLD."number" IS NOT NEW."number" OR OLD."direction" IS NOT NEW."direction" OR OLD."year" IS NOT NEW."year" OR OLD."authority_id" IS NOT NEW."authority_id" OR OLD."organisation_id" IS NOT NEW."organisation_id" OR OLD."axis_id" IS NOT NEW."axis_id" OR OLD."project_id" IS NOT NEW."project_id" OR OLD."application_id" IS NOT NEW."application_id" OR OLD."renewed_from_id" IS NOT NEW."renewed_from_id" OR OLD."purpose_code" IS NOT NEW."purpose_code" OR OLD."title" IS NOT NEW."title" OR OLD."title_sort" IS NOT NEW."title_sort" OR OLD."object" IS NOT NEW."object" OR OLD."nature" IS NOT NEW."nature" OR OLD."status_code" IS NOT NEW."status_code" OR OLD."status_on" IS NOT NEW."status_on" OR OLD."motive" IS NOT NEW."motive" OR OLD."currency" IS NOT NEW."currency" OR OLD."requested_minor" IS NOT NEW."requested_minor" OR OLD."requested_on" IS NOT NEW."requested_on" OR OLD."proposed_minor" IS NOT NEW."proposed_minor" OR OLD."committee_on" IS NOT NEW."committee_on" OR OLD."committee_note" IS NOT NEW."committee_note" OR OLD."voted_minor" IS NOT NEW."voted_minor" OR OLD."voted_on" IS NOT NEW."voted_on" OR OLD."deliberation" IS NOT NEW."deliberation" OR OLD."released_minor" IS NOT NEW."released_minor" OR OLD."notified_on" IS NOT NEW."notified_on" OR OLD."needs_agreement" IS NOT NEW."needs_agreement" OR OLD."agreement_number" IS NOT NEW."agreement_number" OR OLD."signed_on" IS NOT NEW."signed_on" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."sector_code" IS NOT NEW."sector_code" OR OLD."is_minimis" IS NOT NEW."is_minimis" OR OLD."minimis_elsewhere_minor" IS NOT NEW."minimis_elsewhere_minor" OR OLD."regrant_allowed" IS NOT NEW."regrant_allowed" OR OLD."staff_id" IS NOT NEW."staff_id" OR OLD."note" IS NOT NEW."note" OR OLD."archived_on" IS NOT NEW."archived_on"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'direction', OLD."direction", 'year', OLD."year", 'authority_id', OLD."authority_id", 'organisation_id', OLD."organisation_id", 'axis_id', OLD."axis_id", 'project_id', OLD."project_id", 'application_id', OLD."application_id", 'renewed_from_id', OLD."renewed_from_id", 'purpose_code', OLD."purpose_code", 'title', OLD."title", 'title_sort', OLD."title_sort", 'object', OLD."object", 'nature', OLD."nature", 'status_code', OLD."status_code", 'status_on', OLD."status_on", 'motive', OLD."motive", 'currency', OLD."currency", 'requested_minor', OLD."requested_minor", 'requested_on', OLD."requested_on", 'proposed_minor', OLD."proposed_minor", 'committee_on', OLD."committee_on", 'committee_note', OLD."committee_note", 'voted_minor', OLD."voted_minor", 'voted_on', OLD."voted_on", 'deliberation', OLD."deliberation", 'released_minor', OLD."released_minor", 'notified_on', OLD."notified_on", 'needs_agreement', OLD."needs_agreement", 'agreement_number', OLD."agreement_number", 'signed_on', OLD."signed_on", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code", 'is_minimis', OLD."is_minimis", 'minimis_elsewhere_minor', OLD."minimis_elsewhere_minor", 'regrant_allowed', OLD."regrant_allowed", 'staff_id', OLD."staff_id", 'note', OLD."note", 'archived_on', OLD."archived_on"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'number', NEW."number", 'direction', NEW."direction", 'year', NEW."year", 'authority_id', NEW."authority_id", 'organisation_id', NEW."organisation_id", 'axis_id', NEW."axis_id", 'project_id', NEW."project_id", 'application_id', NEW."application_id", 'renewed_from_id', NEW."renewed_from_id", 'purpose_code', NEW."purpose_code", 'title', NEW."title", 'title_sort', NEW."title_sort", 'object', NEW."object", 'nature', NEW."nature", 'status_code', NEW."status_code", 'status_on', NEW."status_on", 'motive', NEW."motive", 'currency', NEW."currency", 'requested_minor', NEW."requested_minor", 'requested_on', NEW."requested_on", 'proposed_minor', NEW."proposed_minor", 'committee_on', NEW."committee_on", 'committee_note', NEW."committee_note", 'voted_minor', NEW."voted_minor", 'voted_on', NEW."voted_on", 'deliberation', NEW."deliberation", 'released_minor', NEW."released_minor", 'notified_on', NEW."notified_on", 'needs_agreement', NEW."needs_agreement", 'agreement_number', NEW."agreement_number", 'signed_on', NEW."signed_on", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code", 'is_minimis', NEW."is_minimis", 'minimis_elsewhere_minor', NEW."minimis_elsewhere_minor", 'regrant_allowed', NEW."regrant_allowed", 'staff_id', NEW."staff_id", 'note', NEW."note", 'archived_on', NEW."archived_on"));
END;

CREATE TRIGGER "history_grant_delete" AFTER DELETE ON "grant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'number', OLD."number", 'direction', OLD."direction", 'year', OLD."year", 'authority_id', OLD."authority_id", 'organisation_id', OLD."organisation_id", 'axis_id', OLD."axis_id", 'project_id', OLD."project_id", 'application_id', OLD."application_id", 'renewed_from_id', OLD."renewed_from_id", 'purpose_code', OLD."purpose_code", 'title', OLD."title", 'title_sort', OLD."title_sort", 'object', OLD."object", 'nature', OLD."nature", 'status_code', OLD."status_code", 'status_on', OLD."status_on", 'motive', OLD."motive", 'currency', OLD."currency", 'requested_minor', OLD."requested_minor", 'requested_on', OLD."requested_on", 'proposed_minor', OLD."proposed_minor", 'committee_on', OLD."committee_on", 'committee_note', OLD."committee_note", 'voted_minor', OLD."voted_minor", 'voted_on', OLD."voted_on", 'deliberation', OLD."deliberation", 'released_minor', OLD."released_minor", 'notified_on', OLD."notified_on", 'needs_agreement', OLD."needs_agreement", 'agreement_number', OLD."agreement_number", 'signed_on', OLD."signed_on", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code", 'is_minimis', OLD."is_minimis", 'minimis_elsewhere_minor', OLD."minimis_elsewhere_minor", 'regrant_allowed', OLD."regrant_allowed", 'staff_id', OLD."staff_id", 'note', OLD."note", 'archived_on', OLD."archived_on"), NULL);
END;

CREATE TRIGGER "history_loan_count_insert" AFTER INSERT ON "loan_count"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'loan_count', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'document_id', NEW."document_id", 'copy_id', NEW."copy_id", 'day', NEW."day", 'times', NEW."times", 'is_brought', NEW."is_brought") END);
END;

CREATE TRIGGER "history_loan_count_guard" BEFORE UPDATE OF "id", "document_id", "copy_id", "day", "times", "is_brought", "version" ON "loan_count" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_loan_count_update" AFTER UPDATE ON "loan_count" WHEN OLD."document_id" IS NOT NEW."document_id" OR OLD."copy_id" IS NOT NEW."copy_id" OR OLD."day" IS NOT NEW."day" OR OLD."times" IS NOT NEW."times" OR OLD."is_brought" IS NOT NEW."is_brought"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'loan_count', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'document_id', OLD."document_id", 'copy_id', OLD."copy_id", 'day', OLD."day", 'times', OLD."times", 'is_brought', OLD."is_brought"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'document_id', NEW."document_id", 'copy_id', NEW."copy_id", 'day', NEW."day", 'times', NEW."times", 'is_brought', NEW."is_brought"));
END;

CREATE TRIGGER "history_loan_count_delete" AFTER DELETE ON "loan_count"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'loan_count', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'document_id', OLD."document_id", 'copy_id', OLD."copy_id", 'day', OLD."day", 'times', OLD."times", 'is_brought', OLD."is_brought"), NULL);
END;

CREATE TRIGGER "history_stocktake_missing_insert" AFTER INSERT ON "stocktake_missing"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake_missing', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'stocktake_id', NEW."stocktake_id", 'copy_id', NEW."copy_id", 'is_marked', NEW."is_marked") END);
END;

CREATE TRIGGER "history_stocktake_missing_guard" BEFORE UPDATE OF "id", "stocktake_id", "copy_id", "is_marked", "version" ON "stocktake_missing" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_stocktake_missing_update" AFTER UPDATE ON "stocktake_missing" WHEN OLD."stocktake_id" IS NOT NEW."stocktake_id" OR OLD."copy_id" IS NOT NEW."copy_id" OR OLD."is_marked" IS NOT NEW."is_marked"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake_missing', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'stocktake_id', OLD."stocktake_id", 'copy_id', OLD."copy_id", 'is_marked', OLD."is_marked"), json_object('id', NEW."id", 'version', NEW."version", 'stocktake_id', NEW."stocktake_id", 'copy_id', NEW."copy_id", 'is_marked', NEW."is_marked"));
END;

CREATE TRIGGER "history_stocktake_missing_delete" AFTER DELETE ON "stocktake_missing"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake_missing', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'stocktake_id', OLD."stocktake_id", 'copy_id', OLD."copy_id", 'is_marked', OLD."is_marked"), NULL);
END;

CREATE TRIGGER "history_stocktake_reading_insert" AFTER INSERT ON "stocktake_reading"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake_reading', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'stocktake_id', NEW."stocktake_id", 'code', NEW."code", 'copy_id', NEW."copy_id", 'location_id', NEW."location_id", 'told', NEW."told", 'times', NEW."times", 'read_by', NEW."read_by", 'read_at', NEW."read_at") END);
END;

CREATE TRIGGER "history_stocktake_reading_guard" BEFORE UPDATE OF "id", "stocktake_id", "code", "copy_id", "location_id", "told", "times", "read_by", "read_at", "version" ON "stocktake_reading" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_stocktake_reading_update" AFTER UPDATE ON "stocktake_reading" WHEN OLD."stocktake_id" IS NOT NEW."stocktake_id" OR OLD."code" IS NOT NEW."code" OR OLD."copy_id" IS NOT NEW."copy_id" OR OLD."location_id" IS NOT NEW."location_id" OR OLD."told" IS NOT NEW."told" OR OLD."times" IS NOT NEW."times" OR OLD."read_by" IS NOT NEW."read_by" OR OLD."read_at" IS NOT NEW."read_at"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake_reading', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'stocktake_id', OLD."stocktake_id", 'code', OLD."code", 'copy_id', OLD."copy_id", 'location_id', OLD."location_id", 'told', OLD."told", 'times', OLD."times", 'read_by', OLD."read_by", 'read_at', OLD."read_at"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'stocktake_id', NEW."stocktake_id", 'code', NEW."code", 'copy_id', NEW."copy_id", 'location_id', NEW."location_id", 'told', NEW."told", 'times', NEW."times", 'read_by', NEW."read_by", 'read_at', NEW."read_at"));
END;

CREATE TRIGGER "history_stocktake_reading_delete" AFTER DELETE ON "stocktake_reading"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'stocktake_reading', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'stocktake_id', OLD."stocktake_id", 'code', OLD."code", 'copy_id', OLD."copy_id", 'location_id', OLD."location_id", 'told', OLD."told", 'times', OLD."times", 'read_by', OLD."read_by", 'read_at', OLD."read_at"), NULL);
END;

CREATE TRIGGER "history_weeding_line_insert" AFTER INSERT ON "weeding_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'weeding_line', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'weeding_id', NEW."weeding_id", 'copy_id', NEW."copy_id", 'is_kept', NEW."is_kept", 'reason', NEW."reason", 'fate', NEW."fate", 'recipient', NEW."recipient", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_weeding_line_guard" BEFORE UPDATE OF "id", "weeding_id", "copy_id", "is_kept", "reason", "fate", "recipient", "note", "version" ON "weeding_line" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_weeding_line_update" AFTER UPDATE ON "weeding_line" WHEN OLD."weeding_id" IS NOT NEW."weeding_id" OR OLD."copy_id" IS NOT NEW."copy_id" OR OLD."is_kept" IS NOT NEW."is_kept" OR OLD."reason" IS NOT NEW."reason" OR OLD."fate" IS NOT NEW."fate" OR OLD."recipient" IS NOT NEW."recipient" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'weeding_line', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'weeding_id', OLD."weeding_id", 'copy_id', OLD."copy_id", 'is_kept', OLD."is_kept", 'reason', OLD."reason", 'fate', OLD."fate", 'recipient', OLD."recipient", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'weeding_id', NEW."weeding_id", 'copy_id', NEW."copy_id", 'is_kept', NEW."is_kept", 'reason', NEW."reason", 'fate', NEW."fate", 'recipient', NEW."recipient", 'note', NEW."note"));
END;

CREATE TRIGGER "history_weeding_line_delete" AFTER DELETE ON "weeding_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'weeding_line', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'weeding_id', OLD."weeding_id", 'copy_id', OLD."copy_id", 'is_kept', OLD."is_kept", 'reason', OLD."reason", 'fate', OLD."fate", 'recipient', OLD."recipient", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_agreement_grant_insert" AFTER INSERT ON "agreement_grant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_grant', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'grant_id', NEW."grant_id") END);
END;

CREATE TRIGGER "history_agreement_grant_guard" BEFORE UPDATE OF "id", "agreement_id", "grant_id", "version" ON "agreement_grant" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_agreement_grant_update" AFTER UPDATE ON "agreement_grant" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."grant_id" IS NOT NEW."grant_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_grant', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'grant_id', OLD."grant_id"), json_object('id', NEW."id", 'version', NEW."version", 'agreement_id', NEW."agreement_id", 'grant_id', NEW."grant_id"));
END;

CREATE TRIGGER "history_agreement_grant_delete" AFTER DELETE ON "agreement_grant"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'agreement_grant', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'agreement_id', OLD."agreement_id", 'grant_id', OLD."grant_id"), NULL);
END;

CREATE TRIGGER "history_checklist_line_insert" AFTER INSERT ON "checklist_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'checklist_line', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'checklist_id', NEW."checklist_id", 'piece_id', NEW."piece_id", 'expected', NEW."expected", 'found', NEW."found", 'condition', NEW."condition", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_checklist_line_guard" BEFORE UPDATE OF "id", "checklist_id", "piece_id", "expected", "found", "condition", "note", "version" ON "checklist_line" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_checklist_line_update" AFTER UPDATE ON "checklist_line" WHEN OLD."checklist_id" IS NOT NEW."checklist_id" OR OLD."piece_id" IS NOT NEW."piece_id" OR OLD."expected" IS NOT NEW."expected" OR OLD."found" IS NOT NEW."found" OR OLD."condition" IS NOT NEW."condition" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'checklist_line', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'checklist_id', OLD."checklist_id", 'piece_id', OLD."piece_id", 'expected', OLD."expected", 'found', OLD."found", 'condition', OLD."condition", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'checklist_id', NEW."checklist_id", 'piece_id', NEW."piece_id", 'expected', NEW."expected", 'found', NEW."found", 'condition', NEW."condition", 'note', NEW."note"));
END;

CREATE TRIGGER "history_checklist_line_delete" AFTER DELETE ON "checklist_line"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'checklist_line', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'checklist_id', OLD."checklist_id", 'piece_id', OLD."piece_id", 'expected', OLD."expected", 'found', OLD."found", 'condition', OLD."condition", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_commitment_insert" AFTER INSERT ON "commitment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'commitment', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'exercise_id', NEW."exercise_id", 'axis_id', NEW."axis_id", 'amount_minor', NEW."amount_minor", 'committed_on', NEW."committed_on", 'excess_minor', NEW."excess_minor", 'excess_reason', NEW."excess_reason", 'carried_minor', NEW."carried_minor", 'carried_from_id', NEW."carried_from_id") END);
END;

CREATE TRIGGER "history_commitment_guard" BEFORE UPDATE OF "id", "grant_id", "exercise_id", "axis_id", "amount_minor", "committed_on", "excess_minor", "excess_reason", "carried_minor", "carried_from_id", "version" ON "commitment" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_commitment_update" AFTER UPDATE ON "commitment" WHEN OLD."grant_id" IS NOT NEW."grant_id" OR OLD."exercise_id" IS NOT NEW."exercise_id" OR OLD."axis_id" IS NOT NEW."axis_id" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."committed_on" IS NOT NEW."committed_on" OR OLD."excess_minor" IS NOT NEW."excess_minor" OR OLD."excess_reason" IS NOT NEW."excess_reason" OR OLD."carried_minor" IS NOT NEW."carried_minor" OR OLD."carried_from_id" IS NOT NEW."carried_from_id"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'commitment', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'exercise_id', OLD."exercise_id", 'axis_id', OLD."axis_id", 'amount_minor', OLD."amount_minor", 'committed_on', OLD."committed_on", 'excess_minor', OLD."excess_minor", 'excess_reason', OLD."excess_reason", 'carried_minor', OLD."carried_minor", 'carried_from_id', OLD."carried_from_id"), json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'exercise_id', NEW."exercise_id", 'axis_id', NEW."axis_id", 'amount_minor', NEW."amount_minor", 'committed_on', NEW."committed_on", 'excess_minor', NEW."excess_minor", 'excess_reason', NEW."excess_reason", 'carried_minor', NEW."carried_minor", 'carried_from_id', NEW."carried_from_id"));
END;

CREATE TRIGGER "history_commitment_delete" AFTER DELETE ON "commitment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'commitment', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'exercise_id', OLD."exercise_id", 'axis_id', OLD."axis_id", 'amount_minor', OLD."amount_minor", 'committed_on', OLD."committed_on", 'excess_minor', OLD."excess_minor", 'excess_reason', OLD."excess_reason", 'carried_minor', OLD."carried_minor", 'carried_from_id', OLD."carried_from_id"), NULL);
END;

CREATE TRIGGER "history_crisis_decision_insert" AFTER INSERT ON "crisis_decision"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis_decision', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'crisis_id', NEW."crisis_id", 'position', NEW."position", 'decided_on', NEW."decided_on", 'deliberation_number', NEW."deliberation_number", 'operator_id', NEW."operator_id", 'object', NEW."object", 'grant_id', NEW."grant_id", 'results', NEW."results") END);
END;

CREATE TRIGGER "history_crisis_decision_guard" BEFORE UPDATE OF "id", "crisis_id", "position", "decided_on", "deliberation_number", "operator_id", "object", "grant_id", "results", "version" ON "crisis_decision" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_crisis_decision_update" AFTER UPDATE ON "crisis_decision" WHEN OLD."crisis_id" IS NOT NEW."crisis_id" OR OLD."position" IS NOT NEW."position" OR OLD."decided_on" IS NOT NEW."decided_on" OR OLD."deliberation_number" IS NOT NEW."deliberation_number" OR OLD."operator_id" IS NOT NEW."operator_id" OR OLD."object" IS NOT NEW."object" OR OLD."grant_id" IS NOT NEW."grant_id" OR OLD."results" IS NOT NEW."results"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis_decision', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'crisis_id', OLD."crisis_id", 'position', OLD."position", 'decided_on', OLD."decided_on", 'deliberation_number', OLD."deliberation_number", 'operator_id', OLD."operator_id", 'object', OLD."object", 'grant_id', OLD."grant_id", 'results', OLD."results"), json_object('id', NEW."id", 'version', NEW."version", 'crisis_id', NEW."crisis_id", 'position', NEW."position", 'decided_on', NEW."decided_on", 'deliberation_number', NEW."deliberation_number", 'operator_id', NEW."operator_id", 'object', NEW."object", 'grant_id', NEW."grant_id", 'results', NEW."results"));
END;

CREATE TRIGGER "history_crisis_decision_delete" AFTER DELETE ON "crisis_decision"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'crisis_decision', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'crisis_id', OLD."crisis_id", 'position', OLD."position", 'decided_on', OLD."decided_on", 'deliberation_number', OLD."deliberation_number", 'operator_id', OLD."operator_id", 'object', OLD."object", 'grant_id', OLD."grant_id", 'results', OLD."results"), NULL);
END;

CREATE TRIGGER "history_grant_aid_insert" AFTER INSERT ON "grant_aid"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_aid', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'grant_id', NEW."grant_id", 'kind_code', NEW."kind_code", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code", 'channel_code', NEW."channel_code", 'aid_type_code', NEW."aid_type_code", 'gender', NEW."gender", 'environment', NEW."environment", 'biodiversity', NEW."biodiversity", 'nutrition', NEW."nutrition", 'disability', NEW."disability", 'is_left_out', NEW."is_left_out", 'left_out_reason', NEW."left_out_reason") END);
END;

CREATE TRIGGER "history_grant_aid_guard" BEFORE UPDATE OF "id", "grant_id", "kind_code", "country_code", "sector_code", "channel_code", "aid_type_code", "gender", "environment", "biodiversity", "nutrition", "disability", "is_left_out", "left_out_reason", "version" ON "grant_aid" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_grant_aid_update" AFTER UPDATE ON "grant_aid" WHEN OLD."grant_id" IS NOT NEW."grant_id" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."country_code" IS NOT NEW."country_code" OR OLD."sector_code" IS NOT NEW."sector_code" OR OLD."channel_code" IS NOT NEW."channel_code" OR OLD."aid_type_code" IS NOT NEW."aid_type_code" OR OLD."gender" IS NOT NEW."gender" OR OLD."environment" IS NOT NEW."environment" OR OLD."biodiversity" IS NOT NEW."biodiversity" OR OLD."nutrition" IS NOT NEW."nutrition" OR OLD."disability" IS NOT NEW."disability" OR OLD."is_left_out" IS NOT NEW."is_left_out" OR OLD."left_out_reason" IS NOT NEW."left_out_reason"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_aid', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'grant_id', OLD."grant_id", 'kind_code', OLD."kind_code", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code", 'channel_code', OLD."channel_code", 'aid_type_code', OLD."aid_type_code", 'gender', OLD."gender", 'environment', OLD."environment", 'biodiversity', OLD."biodiversity", 'nutrition', OLD."nutrition", 'disability', OLD."disability", 'is_left_out', OLD."is_left_out", 'left_out_reason', OLD."left_out_reason"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'updated_at', NEW."updated_at", 'grant_id', NEW."grant_id", 'kind_code', NEW."kind_code", 'country_code', NEW."country_code", 'sector_code', NEW."sector_code", 'channel_code', NEW."channel_code", 'aid_type_code', NEW."aid_type_code", 'gender', NEW."gender", 'environment', NEW."environment", 'biodiversity', NEW."biodiversity", 'nutrition', NEW."nutrition", 'disability', NEW."disability", 'is_left_out', NEW."is_left_out", 'left_out_reason', NEW."left_out_reason"));
END;

CREATE TRIGGER "history_grant_aid_delete" AFTER DELETE ON "grant_aid"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_aid', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'grant_id', OLD."grant_id", 'kind_code', OLD."kind_code", 'country_code', OLD."country_code", 'sector_code', OLD."sector_code", 'channel_code', OLD."channel_code", 'aid_type_code', OLD."aid_type_code", 'gender', OLD."gender", 'environment', OLD."environment", 'biodiversity', OLD."biodiversity", 'nutrition', OLD."nutrition", 'disability', OLD."disability", 'is_left_out', OLD."is_left_out", 'left_out_reason', OLD."left_out_reason"), NULL);
END;

CREATE TRIGGER "history_grant_reminder_insert" AFTER INSERT ON "grant_reminder"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_reminder', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'sent_on', NEW."sent_on", 'means', NEW."means", 'papers', NEW."papers", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_grant_reminder_guard" BEFORE UPDATE OF "id", "grant_id", "sent_on", "means", "papers", "note", "version" ON "grant_reminder" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_grant_reminder_update" AFTER UPDATE ON "grant_reminder" WHEN OLD."grant_id" IS NOT NEW."grant_id" OR OLD."sent_on" IS NOT NEW."sent_on" OR OLD."means" IS NOT NEW."means" OR OLD."papers" IS NOT NEW."papers" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_reminder', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'sent_on', OLD."sent_on", 'means', OLD."means", 'papers', OLD."papers", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'sent_on', NEW."sent_on", 'means', NEW."means", 'papers', NEW."papers", 'note', NEW."note"));
END;

CREATE TRIGGER "history_grant_reminder_delete" AFTER DELETE ON "grant_reminder"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_reminder', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'sent_on', OLD."sent_on", 'means', OLD."means", 'papers', OLD."papers", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_grant_step_insert" AFTER INSERT ON "grant_step"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_step', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'status_code', NEW."status_code", 'done_on', NEW."done_on", 'recorded_at', NEW."recorded_at", 'actor', NEW."actor", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_grant_step_guard" BEFORE UPDATE OF "id", "grant_id", "status_code", "done_on", "recorded_at", "actor", "note", "version" ON "grant_step" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_grant_step_update" AFTER UPDATE ON "grant_step" WHEN OLD."grant_id" IS NOT NEW."grant_id" OR OLD."status_code" IS NOT NEW."status_code" OR OLD."done_on" IS NOT NEW."done_on" OR OLD."recorded_at" IS NOT NEW."recorded_at" OR OLD."actor" IS NOT NEW."actor" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_step', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'status_code', OLD."status_code", 'done_on', OLD."done_on", 'recorded_at', OLD."recorded_at", 'actor', OLD."actor", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'status_code', NEW."status_code", 'done_on', NEW."done_on", 'recorded_at', NEW."recorded_at", 'actor', NEW."actor", 'note', NEW."note"));
END;

CREATE TRIGGER "history_grant_step_delete" AFTER DELETE ON "grant_step"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_step', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'status_code', OLD."status_code", 'done_on', OLD."done_on", 'recorded_at', OLD."recorded_at", 'actor', OLD."actor", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_instalment_insert" AFTER INSERT ON "instalment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'instalment', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'position', NEW."position", 'label', NEW."label", 'is_balance', NEW."is_balance", 'amount_minor', NEW."amount_minor", 'due_on', NEW."due_on", 'terms', NEW."terms") END);
END;

CREATE TRIGGER "history_instalment_guard" BEFORE UPDATE OF "id", "grant_id", "position", "label", "is_balance", "amount_minor", "due_on", "terms", "version" ON "instalment" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_instalment_update" AFTER UPDATE ON "instalment" WHEN OLD."grant_id" IS NOT NEW."grant_id" OR OLD."position" IS NOT NEW."position" OR OLD."label" IS NOT NEW."label" OR OLD."is_balance" IS NOT NEW."is_balance" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."due_on" IS NOT NEW."due_on" OR OLD."terms" IS NOT NEW."terms"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'instalment', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'position', OLD."position", 'label', OLD."label", 'is_balance', OLD."is_balance", 'amount_minor', OLD."amount_minor", 'due_on', OLD."due_on", 'terms', OLD."terms"), json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'position', NEW."position", 'label', NEW."label", 'is_balance', NEW."is_balance", 'amount_minor', NEW."amount_minor", 'due_on', NEW."due_on", 'terms', NEW."terms"));
END;

CREATE TRIGGER "history_instalment_delete" AFTER DELETE ON "instalment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'instalment', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'position', OLD."position", 'label', OLD."label", 'is_balance', OLD."is_balance", 'amount_minor', OLD."amount_minor", 'due_on', OLD."due_on", 'terms', OLD."terms"), NULL);
END;

CREATE TRIGGER "history_grant_paper_insert" AFTER INSERT ON "grant_paper"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_paper', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'label', NEW."label", 'instalment_id', NEW."instalment_id", 'due_on', NEW."due_on", 'asked_on', NEW."asked_on", 'reminder_on', NEW."reminder_on", 'received_on', NEW."received_on", 'checked_on', NEW."checked_on", 'spent_minor', NEW."spent_minor", 'justified_minor', NEW."justified_minor", 'waived_reason', NEW."waived_reason", 'sha256', NEW."sha256", 'file_name', NEW."file_name", 'media_type', NEW."media_type", 'size', NEW."size", 'note', NEW."note") END);
END;

CREATE TRIGGER "history_grant_paper_guard" BEFORE UPDATE OF "id", "grant_id", "position", "kind_code", "label", "instalment_id", "due_on", "asked_on", "reminder_on", "received_on", "checked_on", "spent_minor", "justified_minor", "waived_reason", "sha256", "file_name", "media_type", "size", "note", "version" ON "grant_paper" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_grant_paper_update" AFTER UPDATE ON "grant_paper" WHEN OLD."grant_id" IS NOT NEW."grant_id" OR OLD."position" IS NOT NEW."position" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."label" IS NOT NEW."label" OR OLD."instalment_id" IS NOT NEW."instalment_id" OR OLD."due_on" IS NOT NEW."due_on" OR OLD."asked_on" IS NOT NEW."asked_on" OR OLD."reminder_on" IS NOT NEW."reminder_on" OR OLD."received_on" IS NOT NEW."received_on" OR OLD."checked_on" IS NOT NEW."checked_on" OR OLD."spent_minor" IS NOT NEW."spent_minor" OR OLD."justified_minor" IS NOT NEW."justified_minor" OR OLD."waived_reason" IS NOT NEW."waived_reason" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."file_name" IS NOT NEW."file_name" OR OLD."media_type" IS NOT NEW."media_type" OR OLD."size" IS NOT NEW."size" OR OLD."note" IS NOT NEW."note"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_paper', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'label', OLD."label", 'instalment_id', OLD."instalment_id", 'due_on', OLD."due_on", 'asked_on', OLD."asked_on", 'reminder_on', OLD."reminder_on", 'received_on', OLD."received_on", 'checked_on', OLD."checked_on", 'spent_minor', OLD."spent_minor", 'justified_minor', OLD."justified_minor", 'waived_reason', OLD."waived_reason", 'sha256', OLD."sha256", 'file_name', OLD."file_name", 'media_type', OLD."media_type", 'size', OLD."size", 'note', OLD."note"), json_object('id', NEW."id", 'version', NEW."version", 'grant_id', NEW."grant_id", 'position', NEW."position", 'kind_code', NEW."kind_code", 'label', NEW."label", 'instalment_id', NEW."instalment_id", 'due_on', NEW."due_on", 'asked_on', NEW."asked_on", 'reminder_on', NEW."reminder_on", 'received_on', NEW."received_on", 'checked_on', NEW."checked_on", 'spent_minor', NEW."spent_minor", 'justified_minor', NEW."justified_minor", 'waived_reason', NEW."waived_reason", 'sha256', NEW."sha256", 'file_name', NEW."file_name", 'media_type', NEW."media_type", 'size', NEW."size", 'note', NEW."note"));
END;

CREATE TRIGGER "history_grant_paper_delete" AFTER DELETE ON "grant_paper"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'grant_paper', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'grant_id', OLD."grant_id", 'position', OLD."position", 'kind_code', OLD."kind_code", 'label', OLD."label", 'instalment_id', OLD."instalment_id", 'due_on', OLD."due_on", 'asked_on', OLD."asked_on", 'reminder_on', OLD."reminder_on", 'received_on', OLD."received_on", 'checked_on', OLD."checked_on", 'spent_minor', OLD."spent_minor", 'justified_minor', OLD."justified_minor", 'waived_reason', OLD."waived_reason", 'sha256', OLD."sha256", 'file_name', OLD."file_name", 'media_type', OLD."media_type", 'size', OLD."size", 'note', OLD."note"), NULL);
END;

CREATE TRIGGER "history_payment_insert" AFTER INSERT ON "payment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'payment', NEW.id, NULL, CASE (SELECT light FROM act) WHEN 1 THEN '' ELSE json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'grant_id', NEW."grant_id", 'commitment_id', NEW."commitment_id", 'instalment_id', NEW."instalment_id", 'kind_code', NEW."kind_code", 'paid_on', NEW."paid_on", 'order_number', NEW."order_number", 'amount_minor', NEW."amount_minor", 'currency', NEW."currency", 'euro_minor', NEW."euro_minor", 'rate_id', NEW."rate_id", 'reverses_id', NEW."reverses_id", 'reason', NEW."reason") END);
END;

CREATE TRIGGER "history_payment_guard" BEFORE UPDATE OF "id", "grant_id", "commitment_id", "instalment_id", "kind_code", "paid_on", "order_number", "amount_minor", "currency", "euro_minor", "rate_id", "reverses_id", "reason", "version" ON "payment" WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'stale');
END;

CREATE TRIGGER "history_payment_update" AFTER UPDATE ON "payment" WHEN OLD."grant_id" IS NOT NEW."grant_id" OR OLD."commitment_id" IS NOT NEW."commitment_id" OR OLD."instalment_id" IS NOT NEW."instalment_id" OR OLD."kind_code" IS NOT NEW."kind_code" OR OLD."paid_on" IS NOT NEW."paid_on" OR OLD."order_number" IS NOT NEW."order_number" OR OLD."amount_minor" IS NOT NEW."amount_minor" OR OLD."currency" IS NOT NEW."currency" OR OLD."euro_minor" IS NOT NEW."euro_minor" OR OLD."rate_id" IS NOT NEW."rate_id" OR OLD."reverses_id" IS NOT NEW."reverses_id" OR OLD."reason" IS NOT NEW."reason"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'payment', NEW.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'grant_id', OLD."grant_id", 'commitment_id', OLD."commitment_id", 'instalment_id', OLD."instalment_id", 'kind_code', OLD."kind_code", 'paid_on', OLD."paid_on", 'order_number', OLD."order_number", 'amount_minor', OLD."amount_minor", 'currency', OLD."currency", 'euro_minor', OLD."euro_minor", 'rate_id', OLD."rate_id", 'reverses_id', OLD."reverses_id", 'reason', OLD."reason"), json_object('id', NEW."id", 'version', NEW."version", 'created_at', NEW."created_at", 'grant_id', NEW."grant_id", 'commitment_id', NEW."commitment_id", 'instalment_id', NEW."instalment_id", 'kind_code', NEW."kind_code", 'paid_on', NEW."paid_on", 'order_number', NEW."order_number", 'amount_minor', NEW."amount_minor", 'currency', NEW."currency", 'euro_minor', NEW."euro_minor", 'rate_id', NEW."rate_id", 'reverses_id', NEW."reverses_id", 'reason', NEW."reason"));
END;

CREATE TRIGGER "history_payment_delete" AFTER DELETE ON "payment"
BEGIN
    INSERT INTO change (revision, entity, entity_id, before, after)
    VALUES (coalesce((SELECT revision FROM act), RAISE(ABORT, 'no revision')), 'payment', OLD.id, json_object('id', OLD."id", 'version', OLD."version", 'created_at', OLD."created_at", 'grant_id', OLD."grant_id", 'commitment_id', OLD."commitment_id", 'instalment_id', OLD."instalment_id", 'kind_code', OLD."kind_code", 'paid_on', OLD."paid_on", 'order_number', OLD."order_number", 'amount_minor', OLD."amount_minor", 'currency', OLD."currency", 'euro_minor', OLD."euro_minor", 'rate_id', OLD."rate_id", 'reverses_id', OLD."reverses_id", 'reason', OLD."reason"), NULL);
END;
