-- The directory: organisations, people, what they do together, what they agreed to; the staff at the desk; whose library it is.

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

-- Who may sit at the desk: a profile chosen at start, so that every revision says who acted.
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
) STRICT;

-- Whose library it is: one row, printed on every paper.
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

-- Search: folded text written by the store, indexed by FTS5.
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

-- What makes a folded text stale, whoever changes it: a save, a merge, an import, an undo.
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
